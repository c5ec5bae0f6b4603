"""The sound documents that hostile ones are made of, and the hostile inputs themselves, each by its number.

`Inputs(folders, seed)[17]` is the same input in every run: every fiftieth is a known bomb until each has been, the others are changes
to the documents of the folders and to emails made of them. Does not cover: scans and pictures.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks.hostile import bombs_docx, bombs_pdf, bombs_text
from benchmarks.hostile.structure import MUTATORS

SHARES = {"pdf": 34, "docx": 20, "html": 20, "eml": 16, "md": 5, "txt": 5}
"""Inputs of each kind, in a hundred."""
BOMB_EVERY = 50
MOST = 300_000
"""Bytes; larger sources would take the time of many."""
BOMBS: dict[str, dict[str, Callable[[], bytes]]] = {
    "pdf": bombs_pdf.BOMBS,
    "docx": bombs_docx.BOMBS,
    "html": bombs_text.PAGES,
    "eml": bombs_text.EMAILS,
    "md": bombs_text.TEXTS,
}


class Input(NamedTuple):
    """One file for the reader."""

    kind: str
    name: str
    """The bomb, or the file that was changed."""
    data: bytes


class Source(NamedTuple):
    """A sound file."""

    name: str
    data: bytes


class Inputs:
    """All inputs of a seed, made when asked for."""

    def __init__(self, folders: Sequence[Path], seed: int) -> None:
        self.sources = {kind: list(_sources(folders, kind)) for kind in SHARES}
        self.bombs = [(kind, name) for kind, named in BOMBS.items() for name in named]
        self._seed = seed

    def __getitem__(self, number: int) -> Input:
        """The input of a number: a bomb, or a changed file."""
        turn, rest = divmod(number, BOMB_EVERY)
        if rest == BOMB_EVERY - 1 and turn < len(self.bombs):
            kind, name = self.bombs[turn]
            return Input(kind, f"bomb: {name}", BOMBS[kind][name]())
        chance = random.Random(f"{self._seed} {number}")
        kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
        source, other = chance.choices(self.sources[kind], k=2)
        data = source.data
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            data = _changed(chance, kind, data, other.data)
        return Input(kind, source.name, data)


def _changed(chance: random.Random, kind: str, data: bytes, other: bytes) -> bytes:
    """A change that knows the format, or one of bytes where the file cannot be taken apart any more."""
    from benchmarks.hostile.mutations import any_bytes

    try:
        changed = MUTATORS[kind](chance, data, other)
    except Exception:  # zipfile raises many kinds on an archive that an earlier change has broken
        changed = any_bytes(chance, data, other)
    return changed[:20_000_000]


def _sources(folders: Sequence[Path], kind: str) -> Iterator[Source]:
    if kind == "eml":
        yield from _emails(folders)
        return
    paths = (path for folder in folders for path in sorted(folder.rglob(f"*.{kind}")) if path.stat().st_size < MOST)
    yield from (Source(path.name, path.read_bytes()) for path in paths if "source" not in path.parts)


def _emails(folders: Sequence[Path]) -> Iterator[Source]:
    """The corpus' emails in the forms that mail programs give them, one after the other."""
    paths = [path for folder in folders for path in sorted((folder / "emails").glob("*.txt"))]
    pages = [path for folder in folders for path in sorted(folder.rglob("*.html"))]
    for number, path in enumerate(paths):
        page = pages[number % len(pages)].read_text("utf-8", "replace") if pages else ""
        yield Source(f"{path.stem}.eml", _email(path.read_text("utf-8"), page, number).as_bytes())


def _email(text: str, page: str, number: int) -> EmailMessage:
    subject, _, body = text.removeprefix("Subject:").partition("\n")
    message = EmailMessage()
    message["From"], message["To"] = "Zo\u00eb Okafor <zoe@example.com>", '"Reed, Ada" <ada@example.com>, team@example.com'
    message["Subject"], message["Date"] = subject.strip() or "Cook", "Mon, 02 Mar 2026 09:30:00 +0000"
    message.set_content(body, cte=("7bit", "quoted-printable", "base64")[number % 3] if body.isascii() else "base64")
    if number % 2:
        message.add_alternative(page if number % 4 == 1 else f"<html><body><p>{escape(body)}</p></body></html>", subtype="html")
    if number % 5 == 0:
        message.add_attachment(page.encode(), maintype="text", subtype="html", filename="posting.html")
    return message
