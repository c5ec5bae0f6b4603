"""Files in plain folders, matched by name: `resumes/17.pdf`, `jobs/17.html`, `emails/17.txt`.

Folders may be called `cv`, `postings`, `letters` and so on, and lie in `application/` or `outreach/`, which then is the direction; so is
the end of an email's name (`17-outreach.txt`). Case, spaces at the ends and the form of accents do not matter. Links that lead out of the
folder are refused. The names are held on a shelf, not in memory.
Does not cover: archives, and one posting for many resumes, which only a manifest can say.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Final, Literal, NamedTuple

from pipeline.errors import MailwrightError
from pipeline.manifest.letter import EML
from pipeline.manifest.shelf import Shelf
from pipeline.schema import Direction

Part = Literal["resume", "job", "email"]
_What = Literal["file", "link", "folder", "other", "closed"]
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
_OF_FILES: Final = EMAILS | {".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm"}
_NO_FILE: Final = {
    "closed": "a folder that cannot be opened; give yourself the right to read it",
    "folder": "a folder that is named like a file; move its files out, or rename it",
    "other": "a pipe or a device, not a file; remove it",
}
_TABLE: Final = """
CREATE TABLE files (part TEXT, stem TEXT, direction TEXT, path TEXT, PRIMARY KEY (part, stem, direction, path)) WITHOUT ROWID
"""
_SUFFIX = re.compile(r"^(?P<stem>.+?)[ _.-]+(?P<direction>applications?|outreach)$", re.IGNORECASE)


class Key(NamedTuple):
    """What the files of one triple share."""

    direction: Direction | None
    stem: str


class _Name(NamedTuple):
    """What a folder lists, by its path from the root; a folder itself where it is named like a file or cannot be opened."""

    path: Path
    what: _What


class Refused(NamedTuple):
    """A file that is not used, by its path in the folder; `reason` is the short class for counts."""

    stem: str
    path: str
    reason: str
    detail: str


class Files:
    """The files of a folder by part and key, and those that belong nowhere."""

    def __init__(self, root: Path, shelf: Shelf) -> None:
        self.root = root
        self.names: dict[Part, str] = dict(FOLDER)
        """What the user calls the folders, for messages."""
        self.refused = shelf.list(json.dumps, lambda text: Refused(*json.loads(text)))
        self.strays = shelf.list(str, str)
        self._database = shelf.database
        self._database.execute(_TABLE)

    def add(self, part: Part, key: Key, path: Path) -> None:
        self._database.execute("INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?)", (part, key.stem, key.direction or "", str(path)))

    def under(self, part: Part, key: Key) -> list[Path]:
        """The files of a part under exactly this key, by name."""
        query = "SELECT path FROM files WHERE part = ? AND stem = ? AND direction = ? ORDER BY path"
        return [Path(path) for (path,) in self._database.execute(query, (part, key.stem, key.direction or ""))]

    def find(self, part: Part, key: Key) -> list[Path]:
        """The files of a part under this key, or else under its name alone."""
        return self.under(part, key) or self.under(part, Key(None, key.stem))

    def everything(self, key: Key) -> list[Path]:
        """The files of all parts that a triple of this key would be made of."""
        return [path for part in PARTS for path in self.find(part, key)]

    def keys(self, part: Part, stem: str) -> list[Key]:
        """The keys of a part that have this name."""
        found = self._database.execute("SELECT DISTINCT direction FROM files WHERE part = ? AND stem = ?", (part, stem))
        return [_key(direction, stem) for (direction,) in found]

    def emails(self) -> Iterator[tuple[Key, list[Path]]]:
        """Every email's key with its files: applications by name, outreach, then those whose folder does not say."""
        query = "SELECT direction, stem, path FROM files WHERE part = 'email' ORDER BY direction = '', direction, stem, path"
        for (direction, stem), rows in itertools.groupby(self._database.execute(query), lambda row: (row[0], row[1])):
            yield _key(direction, stem), [Path(path) for _, _, path in rows]

    def stems(self) -> Iterator[tuple[str, list[Path]]]:
        """Every name with all files that have it."""
        for stem, rows in itertools.groupby(self._database.execute("SELECT stem, path FROM files ORDER BY stem"), lambda row: str(row[0])):
            yield stem, [Path(path) for _, path in rows]


def scan(root: Path, shelf: Shelf) -> Files:
    """Every file in the folders of `root`, sorted by path, hidden files and those of the operating system left out.

    Raises MailwrightError where the folder itself cannot be opened.
    """
    files = Files(root, shelf)
    for found in _walk(root):
        if not found.path.parts:
            msg = f"{root}: cannot be opened; give yourself the right to read it, or set data.private=null"
            raise MailwrightError(msg)
        shown = printable(found.path)
        part, key = _place(found)
        if part is None:
            files.strays.append(shown)
        elif (refusal := _refusal(root, found, part)) is not None:
            files.refused.append(Refused(key.stem, shown, *refusal))
        else:
            files.add(part, key, found.path)
            files.names[part] = next(name for name in found.path.parts if normal(name) in _KINDS)
    return files


def _key(direction: str, stem: str) -> Key:
    return Key(Direction(direction) if direction else None, stem)


def normal(name: str) -> str:
    """A name as names are compared: accents in one form, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold()).split())


def printable(path: PurePath | str) -> str:
    """A path for a message: one line, whatever the file is called."""
    return "".join(c if c.isprintable() else "?" for c in str(path))


def _walk(root: Path, below: Path = Path()) -> Iterator[_Name]:
    """Every name that is no folder to enter, sorted; linked folders come as they are and are not entered. Looks at no file."""
    names: list[tuple[str, _What]] = []
    folders: list[str] = []
    try:
        with os.scandir(root / below) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")) or entry.name.casefold() in _JUNK:
                    continue
                if entry.is_dir(follow_symlinks=False) and Path(entry.name).suffix.lower() not in _OF_FILES:
                    folders.append(entry.name)
                else:
                    names.append((entry.name, _what(entry)))
    except OSError:
        yield _Name(below, "closed")
        return
    yield from (_Name(below / name, what) for name, what in sorted(names))
    for name in sorted(folders):
        if below.parts or name != SYNTHETIC:
            yield from _walk(root, below / name)


def _what(entry: os.DirEntry[str]) -> _What:
    if entry.is_symlink():
        return "link"
    if entry.is_dir():
        return "folder"
    return "file" if entry.is_file() else "other"


def _place(found: _Name) -> tuple[Part | None, Key]:
    """Which part of which triple a file is: folders between the named ones belong to its name."""
    path = found.path
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
    if part is None and found.what in {"link", "closed"} and normal(path.name) in _KINDS:  # a folder, refused as a whole
        return _KINDS[normal(path.name)], Key(direction, "")
    stem = normal(path.stem)
    named = _SUFFIX.match(stem) if part == "email" and direction is None else None
    if named:
        stem, direction = named["stem"], _DIRECTIONS[named["direction"]]
    return part, Key(direction, "/".join([*rest, stem]))


def _refusal(root: Path, found: _Name, part: Part) -> tuple[str, str] | None:
    """Why a file is not used, if so: reason and detail."""
    path = found.path
    if str(path).encode("utf-8", "ignore").decode() != str(path):
        return "unreadable", "its name is not UTF-8; rename it"
    if any(not c.isprintable() for c in path.name):
        return "unreadable", "its name holds characters that cannot be shown; rename it"
    if found.what in _NO_FILE:
        return "unreadable", _NO_FILE[found.what]
    if found.what == "link" and (problem := _of_a_link(root, path)):
        return "link", problem
    if part == "email" and path.suffix.lower() not in EMAILS:
        return "unreadable", f"an email is a text file or .eml, not {path.suffix or 'without extension'}; save it as one of these"
    return None


def _of_a_link(root: Path, path: Path) -> str | None:
    """What is wrong with a link, if anything."""
    if _leads_out(root, path):
        return "a link that leads out of the folder; copy the file in instead"
    if (root / path).is_dir():
        return "a linked folder; copy its files in instead"
    return None if (root / path).is_file() else "a link to nothing; remove it"


def _leads_out(root: Path, path: Path) -> bool:
    try:
        return not (root / path).resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to nothing or in a circle
        return False
