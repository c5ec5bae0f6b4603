"""What a teacher wrote: the journal of all answers, and of the best ones emails and a manifest that `pipeline build` reads.

synthetic/journal.jsonl     every answer, kept or not
synthetic/triples.jsonl     one line for each pair and direction that has a good email; made from the journal, whole or not at all
synthetic/emails/           the emails; one that is there is never written again, so a person may correct it
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from pipeline.manifest import Entry
from pipeline.manifest.pairs import MANIFEST
from pipeline.prompt import parse
from pipeline.synthesize import journal
from pipeline.synthesize.journal import Try
from pipeline.synthesize.wanted import Wanted

_SECONDS: Final = 10.0
"""Between two writings of the manifest while a run goes on."""
_NOT_IN_NAMES: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 80


class Store:
    """Opened by `open_`."""

    def __init__(self, folder: Path, file: IO[bytes], tries: Sequence[Try]) -> None:
        self._folder = folder
        self._file = file
        self._tries: dict[str, list[Try]] = defaultdict(list)
        self._published = time.monotonic()
        for one in tries:
            self._tries[one.key].append(one)

    def add(self, one: Try) -> None:
        """Writes an answer down."""
        journal.append(self._file, one)
        self._tries[one.key].append(one)

    def asked(self, key: str) -> dict[str, Any] | None:
        """How the email was asked for before: a date or a style must not change between two answers that compete."""
        tries = self._tries.get(key)
        return tries[0].asked if tries else None

    def best(self, key: str) -> Try | None:
        """The good answer with the highest score, of equals the first."""
        return max((one for one in self._tries.get(key, ()) if one.good), key=lambda one: one.score, default=None)

    def finished(self, key: str, teacher: str, temperature: float, n: int) -> bool:
        """Whether nothing more is to be asked: enough answers, a perfect one, or a good one of another teacher."""
        tries = self._tries.get(key, [])
        own = _same(tries, teacher, temperature)
        return len(own) >= n or any(one.perfect for one in tries) or any(one.good for one in tries if one not in own)

    def next_seed(self, key: str, teacher: str, temperature: float, first: int) -> int:
        """The first seed from `first` on that was not tried."""
        used = {one.seed for one in _same(self._tries.get(key, []), teacher, temperature)}
        return next(seed for seed in range(first, first + len(used) + 1) if seed not in used)

    def publish_soon(self, wanted: Sequence[Wanted]) -> None:
        """As `publish`, but not after every email: the manifest is written whole each time."""
        if time.monotonic() - self._published > _SECONDS:
            self.publish(wanted)

    def publish(self, wanted: Sequence[Wanted]) -> None:
        """Writes the best emails and the manifest that lists them. Pairs that are gone or changed drop out; the journal keeps them."""
        lines = [self._entry(item, best).model_dump_json() for item in wanted if (best := self.best(item.key))]
        if lines or (self._folder / MANIFEST).exists():
            _replace(self._folder / MANIFEST, "".join(f"{line}\n" for line in lines))
        self._published = time.monotonic()

    def _entry(self, item: Wanted, best: Try) -> Entry:
        email = self._email(item, best)
        return item.entry(best.asked, best.teacher, self._path(item.pair.resume), self._path(item.pair.job), email)

    def _path(self, file: Path) -> str:
        """Relative, so that the whole tree can be moved; absolute where there is no way, as between two Windows drives."""
        try:
            return Path(os.path.relpath(file.absolute(), self._folder.absolute())).as_posix()
        except ValueError:
            return file.absolute().as_posix()

    def _email(self, item: Wanted, best: Try) -> str:
        """The email's file. Its name follows from its text, so that a better email is another file."""
        digest = hashlib.sha256(f"{item.key} {best.text}".encode()).hexdigest()[:8]
        name = f"{_NOT_IN_NAMES.sub('-', item.pair.id)[:_LONGEST]}-{item.direction}-{digest}.txt"
        file = self._folder / "emails" / name
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            _replace(file, parse(best.text).text() + "\n")
        return f"emails/{name}"


@contextlib.contextmanager
def open_(folder: Path) -> Iterator[Store]:
    """The store in a folder, made where it is missing.

    Raises MailwrightError as `journal.open_` does.
    """
    with journal.open_(folder / journal.FILE) as (file, tries):
        yield Store(folder, file, tries)


def _same(tries: Sequence[Try], teacher: str, temperature: float) -> list[Try]:
    return [one for one in tries if (one.teacher, one.temperature) == (teacher, temperature)]


def _replace(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}.partial")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(file)
