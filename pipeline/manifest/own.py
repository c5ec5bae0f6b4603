"""The user's own folder, `data/private`: a manifest, plain folders of files with matching names, or folders and a table about them.

The manifest is `triples.jsonl`, `.csv`, `.tsv` or `.yaml`, or the only file of these kinds. Lines that name no files take them from the
folders by `id`; where no line names an email, the files that no line speaks of are triples too.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipeline import profile
from pipeline.documents import Reader
from pipeline.manifest import pairs, rows
from pipeline.manifest.entry import validate
from pipeline.manifest.fill import Resumes, fill
from pipeline.manifest.folders import PARTS, Files, Key, normal, printable, scan
from pipeline.manifest.gathering import Gathering, Problem
from pipeline.manifest.match import AMBIGUOUS, INCOMPLETE, NoEntryError, complete, looked_for
from pipeline.manifest.shelf import Known
from pipeline.schema import Direction

MANIFESTS: Final = (".jsonl", *rows.TABLES, *rows.YAML)
NAME: Final = "triples"


@dataclass
class Own:
    """What is known of the folder while it is read. `used` are the files that are in an entry or in a problem."""

    folder: Path
    resumes: Resumes
    files: Files
    into: Gathering
    used: Known
    refused: Known
    """The names of files that are not used."""
    notes: list[str] = field(default_factory=list)
    guessed: Counter[str] = field(default_factory=Counter)

    def use(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self.used.add(str(path))

    def unused(self, paths: Iterable[Path]) -> bool:
        """Whether one of the files is in nothing yet."""
        return any(str(path) not in self.used for path in paths)


def read(folder: Path, into: Gathering, resumes: Resumes | None = None) -> None:
    """Adds everything in the folder; nothing where it does not exist. `resumes` reads those that tell an email's direction.

    Raises MailwrightError where the folder or its manifest cannot be read.
    """
    if not folder.is_dir():
        return
    with Reader() as reader:
        facts = resumes or (lambda path: profile.resume(reader.read(path, "resume")))
        own = Own(folder, facts, scan(folder, into.shelf), into, into.shelf.set(), into.shelf.set())
        for file in own.files.refused:
            own.refused.add(file.stem)
        before = len(into.found), len(into.problems)
        manifest = _manifest(own)
        names_emails = _lines(own, manifest) if manifest else False
        if manifest and (manifest.suffix.lower() == ".jsonl" or names_emails):
            _note_unlisted(own, manifest)
        else:
            _unlisted_emails(own)
            _unused_documents(own)
            for _, path, reason, detail in own.files.refused:
                into.problems.append(Problem(f"{folder}: {path}", reason, detail))
    _notes(own, manifest, len(into.found) - before[0], len(into.problems) - before[1])


def _lines(own: Own, manifest: Path) -> bool:
    """Reads the folder's manifest. Whether a line names its email."""
    named = False
    for row in rows.read(manifest):
        if isinstance(row, rows.Bad):
            own.into.bad(row.place, row.detail)
            continue
        named = named or (isinstance(row.fields, Mapping) and bool(row.fields.get("email")))
        _line(own, row)
    return named


def _manifest(own: Own) -> Path | None:
    """The file that lists or describes the triples, if there is one."""
    files = [p for p in own.folder.iterdir() if p.suffix.lower() in MANIFESTS and p.is_file() and not p.name.startswith((".", "~$"))]
    files.sort(key=lambda p: (p.stem.casefold() != NAME, MANIFESTS.index(p.suffix.lower()), p.name))
    if len(files) > 1 and files[0].stem.casefold() != NAME:
        names = ", ".join(printable(p.name) for p in files)
        own.into.problems.append(Problem(str(own.folder), AMBIGUOUS, f"which lists the triples, {names}? call it {NAME}{files[0].suffix}"))
        return None
    own.notes += [f"{own.folder}: {printable(p.name)} is not read, {files[0].name} is" for p in files[1:]]
    return files[0] if files else None


def _line(own: Own, row: rows.Row) -> None:
    """One line of the manifest; files that it does not name are looked for by its id or its email's name."""
    if not isinstance(row.fields, Mapping):
        own.into.bad(row.place, "line: an object of fields is expected")
        return
    fields = dict(row.fields)
    name = str(fields.get("id") or Path(str(fields.get("email") or "")).stem)
    if not name:
        own.into.bad(row.place, "id: missing; give `id` or `email`")
        return
    fields.setdefault("id", name)
    direction = next((d for d in Direction if d.value == fields.get("direction")), None)
    _entry(own, fields, Key(direction, normal(name)), row.place)


def _entry(own: Own, fields: dict[str, Any], key: Key, place: str) -> None:
    """Completes, checks and adds one entry, or the problem that keeps it from being one."""
    try:
        complete(own.files, fields, key)
        own.into.add(validate(fill(fields, own.folder, own.resumes, own.guessed), own.folder), own.folder, place)
    except NoEntryError as error:
        own.use(own.files.everything(key))
        own.into.problems.append(Problem(place, error.reason, str(error)))
        if error.reason == INCOMPLETE:
            own.into.await_email(pairs.of_line(fields, own.folder, place))
    except ValueError as error:
        own.into.bad(place, str(error))
    own.use(Path(str(fields[part])) for part in PARTS if fields.get(part))


def _unlisted_emails(own: Own) -> None:
    for key, paths in own.files.emails():
        if key.stem in own.refused and not all(own.files.find(part, key) for part in PARTS):
            own.use(own.files.everything(key))  # the refused file has a line of its own
        elif all(str(path) not in own.used for path in paths):
            name = _id(key, paths[0])
            fields: dict[str, Any] = {"id": name} | ({"direction": key.direction.value} if key.direction else {})
            _entry(own, fields, key, f"{own.folder}: {printable(name)}")


def _id(key: Key, path: Path) -> str:
    """The email's name as the user wrote it, with its direction where its folder says it: the same name may stand in both."""
    name = "/".join([*key.stem.split("/")[:-1], " ".join(path.stem.split())])
    return name if key.direction is None or key.direction in name.casefold() else f"{name}-{key.direction}"


def _unused_documents(own: Own) -> None:
    """Resumes and postings without an email: one line for each name, unless a refused file of that name has its own."""
    for stem, paths in own.files.stems():
        if stem in own.refused or not own.unused(paths):
            continue
        missing = [part for part in PARTS if not own.files.keys(part, stem)]
        place = f"{own.folder}: {printable(stem)}"
        own.into.problems.append(Problem(place, INCOMPLETE, looked_for(own.files, missing or ["email"], stem)))
        if missing == ["email"]:
            for pair in pairs.of_stem(own.files, stem, place):
                own.into.await_email(pair)


def _note_unlisted(own: Own, manifest: Path) -> None:
    emails = (printable(path) for _, paths in own.files.emails() for path in paths if own.unused([path]))
    if some := _some(emails):
        own.notes.append(f"{own.folder}: not in {printable(manifest.name)}, so not used: {some}")


def _notes(own: Own, manifest: Path | None, found: int, problems: int) -> None:
    """What was found, and what was taken from where nobody wrote it for this purpose."""
    if not found:
        strays = (path for path in own.files.strays if "/" in path or Path(path).suffix.lower() not in MANIFESTS)
        own.notes += [f"{own.folder}: in no folder of resumes, jobs or emails: {some}"] if (some := _some(strays)) else []
    if found or problems:
        source = printable(manifest.name) if manifest else "folders"
        own.notes.insert(0, f"{own.folder}: {found} triples from {source}, {problems} problems")
    if n := own.guessed["date"]:
        own.notes.append(f"{own.folder}: the day of writing of {n} emails is the file's time; say `date` in {NAME}.csv if it is another")
    if n := own.guessed["direction"]:
        own.notes.append(f"{own.folder}: the direction of {n} emails was told by who signs or is greeted")
    own.into.notes.extend(own.notes)


def _some(names: Iterable[str]) -> str:
    """The first few of the names and how many more; nothing where there are none."""
    shown: list[str] = []
    more = 0
    for name in names:
        insort(shown, name)
        more += len(shown) > 3
        del shown[3:]
    return ", ".join(shown) + (f" and {more} more" if more else "")
