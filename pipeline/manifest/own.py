"""The user's own folder, `data/private`: a manifest, plain folders of files with matching names, or folders and a table about them.

The manifest is `triples.jsonl`, `.csv`, `.tsv` or `.yaml`, or the only file of these kinds. Lines that name no files take them from the
folders by `id`; where no line names an email, the files that no line speaks of are triples too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.manifest import pairs, rows
from pipeline.manifest.entry import Entry, Reader, validate
from pipeline.manifest.fill import fill
from pipeline.manifest.folders import PARTS, Files, Key, normal, printable, scan
from pipeline.manifest.match import AMBIGUOUS, INCOMPLETE, NoEntryError, complete, looked_for
from pipeline.schema import Direction

MANIFESTS: Final = (".jsonl", *rows.TABLES, *rows.YAML)
NAME: Final = "triples"
BAD_LINE: Final = "bad manifest line"


class Found(NamedTuple):
    """An entry, and the folder that its paths start from."""

    entry: Entry
    root: Path


class Problem(NamedTuple):
    """What is no entry and why; `reason` is the short class that counts group by."""

    place: str
    reason: str
    detail: str


@dataclass
class Own:
    """What the folder gives. `used` are the files that are in an entry or in a problem."""

    folder: Path
    reader: Reader
    files: Files
    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    used: set[Path] = field(default_factory=set)
    guessed: Counter[str] = field(default_factory=Counter)
    pairs: list[pairs.Pair] = field(default_factory=list)
    """Among the problems: those that only an email is missing to."""


def read(folder: Path, reader: Reader) -> Own:
    """Everything in the folder; nothing where it does not exist. `reader` reads resumes that tell an email's direction.

    Raises MailwrightError where the folder's manifest cannot be read.
    """
    if not folder.is_dir():
        return Own(folder, reader, Files(folder))
    own = Own(folder, reader, scan(folder))
    manifest = _manifest(own)
    lines, bad = rows.read(manifest) if manifest else ([], [])
    own.problems += [Problem(place, BAD_LINE, detail) for place, detail in bad]
    for row in lines:
        _line(own, row)
    if manifest and (manifest.suffix.lower() == ".jsonl" or any(isinstance(r.fields, Mapping) and r.fields.get("email") for r in lines)):
        _note_unlisted(own, manifest)
    else:
        _unlisted_emails(own)
        _unused_documents(own)
        own.problems += [Problem(f"{folder}: {path}", reason, detail) for _, path, reason, detail in own.files.refused]
    _notes(own, manifest)
    return own


def _manifest(own: Own) -> Path | None:
    """The file that lists or describes the triples, if there is one."""
    files = [p for p in own.folder.iterdir() if p.suffix.lower() in MANIFESTS and p.is_file() and not p.name.startswith((".", "~$"))]
    files.sort(key=lambda p: (p.stem.casefold() != NAME, MANIFESTS.index(p.suffix.lower()), p.name))
    if len(files) > 1 and files[0].stem.casefold() != NAME:
        names = ", ".join(printable(p.name) for p in files)
        own.problems.append(Problem(str(own.folder), AMBIGUOUS, f"which lists the triples, {names}? call it {NAME}{files[0].suffix}"))
        return None
    own.notes += [f"{own.folder}: {printable(p.name)} is not read, {files[0].name} is" for p in files[1:]]
    return files[0] if files else None


def _line(own: Own, row: rows.Row) -> None:
    """One line of the manifest; files that it does not name are looked for by its id or its email's name."""
    if not isinstance(row.fields, Mapping):
        own.problems.append(Problem(row.place, BAD_LINE, "line: an object of fields is expected"))
        return
    fields = dict(row.fields)
    name = str(fields.get("id") or Path(str(fields.get("email") or "")).stem)
    if not name:
        own.problems.append(Problem(row.place, BAD_LINE, "id: missing; give `id` or `email`"))
        return
    fields.setdefault("id", name)
    direction = next((d for d in Direction if d.value == fields.get("direction")), None)
    _entry(own, fields, Key(direction, normal(name)), row.place)


def _entry(own: Own, fields: dict[str, Any], key: Key, place: str) -> None:
    """Completes, checks and adds one entry, or the problem that keeps it from being one."""
    try:
        complete(own.files, fields, key)
        own.found.append(Found(validate(fill(fields, own.folder, own.reader, own.guessed), own.folder), own.folder))
    except NoEntryError as error:
        own.used.update(own.files.everything(key))
        own.problems.append(Problem(place, error.reason, str(error)))
        if error.reason == INCOMPLETE and (pair := pairs.of_line(fields, own.folder, place)):
            own.pairs.append(pair)
    except ValueError as error:
        own.problems.append(Problem(place, BAD_LINE, str(error)))
    own.used.update(Path(str(fields[part])) for part in PARTS if fields.get(part))


def _unlisted_emails(own: Own) -> None:
    for key, paths in sorted(own.files.parts["email"].items(), key=str):
        if not own.used.intersection(paths):
            name = _id(key, paths[0])
            fields: dict[str, Any] = {"id": name} | ({"direction": key.direction.value} if key.direction else {})
            _entry(own, fields, key, f"{own.folder}: {printable(name)}")


def _id(key: Key, path: Path) -> str:
    """The email's name as the user wrote it, with its direction where its folder says it: the same name may stand in both."""
    name = "/".join([*key.stem.split("/")[:-1], " ".join(path.stem.split())])
    return name if key.direction is None or key.direction in name.casefold() else f"{name}-{key.direction}"


def _unused_documents(own: Own) -> None:
    """Resumes and postings without an email: one line for each name, unless a refused file of that name has its own."""
    kept = {part: {key.stem for key, paths in own.files.parts[part].items() if not own.used.issuperset(paths)} for part in PARTS}
    for stem in sorted(set().union(*kept.values()) - {refused.stem for refused in own.files.refused}):
        missing = [part for part in PARTS if (part, stem) not in own.files.keys]
        place = f"{own.folder}: {printable(stem)}"
        own.problems.append(Problem(place, INCOMPLETE, looked_for(own.files, missing or ["email"], stem)))
        if missing == ["email"]:
            own.pairs += pairs.of_stem(own.files, stem, place)


def _note_unlisted(own: Own, manifest: Path) -> None:
    emails = sorted(printable(p) for paths in own.files.parts["email"].values() for p in paths if p not in own.used)
    if emails:
        own.notes.append(f"{own.folder}: not in {printable(manifest.name)}, so not used: {_some(emails)}")


def _notes(own: Own, manifest: Path | None) -> None:
    """What was found, and what was taken from where nobody wrote it for this purpose."""
    if own.files.strays and not own.found:
        strays = [path for path in own.files.strays if "/" in path or Path(path).suffix.lower() not in MANIFESTS]
        own.notes += [f"{own.folder}: in no folder of resumes, jobs or emails: {_some(strays)}"] if strays else []
    if own.found or own.problems:
        source = printable(manifest.name) if manifest else "folders"
        own.notes.insert(0, f"{own.folder}: {len(own.found)} triples from {source}, {len(own.problems)} problems")
    if n := own.guessed["date"]:
        own.notes.append(f"{own.folder}: the day of writing of {n} emails is the file's time; say `date` in {NAME}.csv if it is another")
    if n := own.guessed["direction"]:
        own.notes.append(f"{own.folder}: the direction of {n} emails was told by who signs or is greeted")


def _some(names: list[str]) -> str:
    """A few names and how many more."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
