"""Where triples come from: a manifest that names the files, and the user's own folder, which needs none.

`entries(settings)` gives all of them, with one line for each that is none. Reads emails and tables, and a resume only where nothing else
tells who writes to whom; the documents themselves are read by `Entry.triple`. `pairs(settings)` gives the resumes and postings that wait
for an email.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from pipeline import documents
from pipeline.errors import MailwrightError
from pipeline.manifest import own, rows
from pipeline.manifest import pairs as waiting
from pipeline.manifest.entry import Entry, Reader, validate
from pipeline.manifest.own import BAD_LINE, Found, Problem
from pipeline.manifest.pairs import Pair
from pipeline.settings import DataSettings

__all__ = ["Entry", "Found", "Pair", "Problem", "Reader", "Sources", "entries", "pairs", "read"]


class Sources(NamedTuple):
    """All entries with the folders that their paths start from, what is no entry, and lines that say what was found where."""

    found: list[Found]
    problems: list[Problem]
    notes: list[str]
    pairs: list[Pair]


def entries(settings: DataSettings, reader: Reader | None = None) -> Sources:
    """The triples of `data.manifest`, then those of `data.private`, then what a teacher wrote for pairs without an email. Ids are unique.

    `reader` (by default `pipeline.documents.read`) reads resumes that tell an email's direction.
    Raises MailwrightError where a manifest cannot be read, or there is nothing at all.
    """
    sources = _gather(settings, reader)
    if not (sources.found or sources.problems):
        place = settings.private or settings.manifest
        msg = f"{place or 'data'}: no triples; name a manifest in data.manifest or put files into data/private, see data/README.md"
        raise MailwrightError(msg)
    return sources


def pairs(settings: DataSettings, reader: Reader | None = None) -> list[Pair]:
    """The resumes and postings that no person wrote an email for; what a teacher wrote does not count here.

    Raises MailwrightError where a manifest cannot be read.
    """
    return _gather(settings, reader).pairs


def _gather(settings: DataSettings, reader: Reader | None) -> Sources:
    sources = Sources([], [], [], [])
    if settings.manifest:
        found, bad = read(settings.manifest)
        sources.found.extend(Found(entry, settings.manifest.parent) for entry in found)
        sources.problems.extend(Problem(place, BAD_LINE, detail) for place, detail in bad)
        sources.notes.append(f"{settings.manifest}: {len(found)} triples")
        sources.pairs.extend(waiting.of_manifest(settings.manifest))
    if settings.private and not _inside(settings.manifest, settings.private):
        _add_own(sources, settings.private, reader)
    _add_synthetic(sources, settings)
    return sources


def read(path: Path) -> tuple[list[Entry], list[tuple[str, str]]]:
    """All entries of a manifest, and (place, reason) of each line that is no entry; a bad line does not stop the rest.

    Raises MailwrightError where the manifest itself cannot be read.
    """
    lines, bad = rows.read(path)
    found: dict[str, Entry] = {}
    for row in lines:
        try:
            entry = validate(row.fields, path.parent)
        except ValueError as error:
            bad.append((row.place, str(error)))
            continue
        if entry.id in found:
            bad.append((row.place, f"id: {entry.id!r} is used twice"))
            continue
        found[entry.id] = entry
    return list(found.values()), bad


def _add_own(sources: Sources, folder: Path, reader: Reader | None) -> None:
    """Adds the user's own triples, except those whose id is taken."""
    found = own.read(folder, reader or documents.read)
    sources.problems.extend(found.problems)
    sources.notes.extend(found.notes)
    sources.pairs.extend(found.pairs)
    _add(sources, found.found, str(folder))


def _add_synthetic(sources: Sources, settings: DataSettings) -> None:
    """Adds a teacher's emails for pairs that still have none, which then are no problem any more."""
    path = waiting.synthetic(settings)
    if path is None or not path.is_file() or (settings.manifest and settings.manifest.resolve() == path.resolve()):
        return
    found, bad = read(path)
    sources.problems.extend(Problem(place, BAD_LINE, detail) for place, detail in bad)
    places: dict[tuple[Path, ...], set[str]] = defaultdict(set)
    for pair in sources.pairs:
        places[pair.files].add(pair.place)
    written = {entry.id: tuple(file.resolve() for file in entry.files(path.parent)[:2]) for entry in found}
    used = [Found(entry, path.parent) for entry in found if written[entry.id] in places]
    covered = set().union(*(places[written[entry.id]] for entry, _ in used))
    sources.problems[:] = [problem for problem in sources.problems if problem.place not in covered]
    rest = f", {len(found) - len(used)} more whose pair is gone or has an email now" if len(used) < len(found) else ""
    sources.notes.append(f"{path}: {len(used)} emails of a teacher{rest}")
    _add(sources, used, str(path))


def _add(sources: Sources, found: list[Found], place: str) -> None:
    """Adds entries, except those whose id is taken."""
    ids = {entry.id for entry, _ in sources.found}
    for item in found:
        if item.entry.id in ids:
            sources.problems.append(Problem(place, BAD_LINE, f"id: {item.entry.id!r} is used twice"))
            continue
        ids.add(item.entry.id)
        sources.found.append(item)


def _inside(manifest: Path | None, folder: Path) -> bool:
    """Whether the manifest is the folder's own, which then is read once."""
    return manifest is not None and manifest.resolve().is_relative_to(folder.resolve())
