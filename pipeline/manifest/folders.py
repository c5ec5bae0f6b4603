"""Files in plain folders, matched by name: `resumes/17.pdf`, `jobs/17.html`, `emails/17.txt`.

Folders may be called `cv`, `postings`, `letters` and so on, and lie in `application/` or `outreach/`, which then is the direction; so is
the end of an email's name (`17-outreach.txt`). Case, spaces at the ends and the form of accents do not matter. Links that lead out of the
folder are refused. Does not cover: archives, and one posting for many resumes, which only a manifest can say.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final, Literal, NamedTuple

from pipeline.manifest.letter import EML
from pipeline.schema import Direction

Part = Literal["resume", "job", "email"]
PARTS: Final[tuple[Part, ...]] = ("resume", "job", "email")
FOLDER: Final[dict[Part, str]] = {"resume": "resumes", "job": "jobs", "email": "emails"}
EMAILS: Final = frozenset((".txt", ".text", ".md", ".markdown", EML))
_KINDS: Final[dict[str, Part]] = {
    **dict.fromkeys(("resume", "resumes", "cv", "cvs", "résumé", "résumés"), "resume"),
    **dict.fromkeys(("job", "jobs", "posting", "postings", "vacancy", "vacancies"), "job"),
    **dict.fromkeys(("email", "emails", "e-mail", "e-mails", "mail", "mails", "letter", "letters"), "email"),
}
_DIRECTIONS: Final = {
    **dict.fromkeys(("application", "applications"), Direction.APPLICATION),
    **dict.fromkeys(("outreach", "outreaches"), Direction.OUTREACH),
}
SYNTHETIC: Final = "synthetic"
"""The folder of a teacher's emails, which has a manifest of its own."""
_JUNK: Final = frozenset(("thumbs.db", "desktop.ini", "icon\r"))
_SUFFIX = re.compile(r"^(?P<stem>.+?)[ _.-]+(?P<direction>applications?|outreach)$", re.IGNORECASE)


class Key(NamedTuple):
    """What the files of one triple share."""

    direction: Direction | None
    stem: str


class Refused(NamedTuple):
    """A file that is not used, by its path in the folder; `reason` is the short class for counts."""

    stem: str
    path: str
    reason: str
    detail: str


@dataclass
class Files:
    """The files of a folder by part and key, and those that belong nowhere."""

    root: Path
    parts: dict[Part, dict[Key, list[Path]]] = field(default_factory=lambda: {part: defaultdict(list) for part in PARTS})
    keys: dict[tuple[Part, str], list[Key]] = field(default_factory=lambda: defaultdict(list))
    """The keys of a part by stem."""
    names: dict[Part, str] = field(default_factory=lambda: dict(FOLDER))
    """What the user calls the folders, for messages."""
    refused: list[Refused] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def find(self, part: Part, key: Key) -> list[Path]:
        """The files of a part under this key, or else under its name alone."""
        return self.parts[part].get(key) or self.parts[part].get(Key(None, key.stem)) or []

    def everything(self, key: Key) -> list[Path]:
        """The files of all parts that a triple of this key would be made of."""
        return [path for part in PARTS for path in self.find(part, key)]


def scan(root: Path) -> Files:
    """Every file in the folders of `root`, sorted by path, hidden files and those of the operating system left out."""
    files = Files(root)
    for path in _walk(root):
        shown = printable(path)
        part, key = _place(path, linked=(root / path).is_symlink())
        if part is None:
            files.strays.append(shown)
        elif (refusal := _refusal(root, path, part)) is not None:
            files.refused.append(Refused(key.stem, shown, *refusal))
        else:
            if key not in files.parts[part]:
                files.keys[part, key.stem].append(key)
            files.parts[part][key].append(path)
            files.names[part] = next(name for name in path.parts if normal(name) in _KINDS)
    return files


def normal(name: str) -> str:
    """A name as names are compared: accents in one form, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold()).split())


def printable(path: PurePath | str) -> str:
    """A path for a message: one line, whatever the file is called."""
    return "".join(c if c.isprintable() else "?" for c in str(path))


def _walk(root: Path) -> Iterator[Path]:
    """Paths relative to the root; linked folders come as they are and are not entered."""
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        if here == root and SYNTHETIC in folders:
            folders.remove(SYNTHETIC)
        for name in sorted(names + linked):
            if not name.startswith((".", "~$")) and name.casefold() not in _JUNK:
                yield (here / name).relative_to(root)


def _place(path: Path, *, linked: bool) -> tuple[Part | None, Key]:
    """Which part of which triple a file is: folders between the named ones belong to its name."""
    part: Part | None = None
    direction: Direction | None = None
    rest: list[str] = []
    for name in path.parts[:-1]:
        if (plain := normal(name)) in _KINDS and part is None:
            part = _KINDS[plain]
        elif plain in _DIRECTIONS and direction is None:
            direction = _DIRECTIONS[plain]
        else:
            rest.append(plain)
    if part is None and linked and normal(path.name) in _KINDS:  # a linked folder, refused as a whole
        return _KINDS[normal(path.name)], Key(direction, "")
    stem = normal(path.stem)
    named = _SUFFIX.match(stem) if part == "email" and direction is None else None
    if named:
        stem, direction = named["stem"], _DIRECTIONS[named["direction"]]
    return part, Key(direction, "/".join([*rest, stem]))


def _refusal(root: Path, path: Path, part: Part) -> tuple[str, str] | None:
    """Why a file is not used, if so: reason and detail."""
    file = root / path
    if str(path).encode("utf-8", "ignore").decode() != str(path):
        return "unreadable", "its name is not UTF-8; rename it"
    if any(not c.isprintable() for c in path.name):
        return "unreadable", "its name holds characters that cannot be shown; rename it"
    if _leads_out(root, path):
        return "link", "a link that leads out of the folder; copy the file in instead"
    if not file.is_file():
        return ("link", "a linked folder; copy its files in instead") if file.is_dir() else ("link", "a link to nothing; remove it")
    if part == "email" and path.suffix.lower() not in EMAILS:
        return "unreadable", f"an email is a text file or .eml, not {path.suffix or 'without extension'}; save it as one of these"
    return None


def _leads_out(root: Path, path: Path) -> bool:
    try:
        return not (root / path).resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to nothing or in a circle
        return False
