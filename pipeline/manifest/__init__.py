"""Where triples come from: a manifest that names the files, and the user's own folder, which needs none.

`entries(settings)` gives all of them, with one line for each that is none; they lie in a temporary file and are read again one by one, so
that memory stays the same for any number. Reads emails and tables, and a resume only where nothing else tells who writes to whom; the
documents themselves are read by `Entry.triple`. `pairs(settings)` gives the resumes and postings that wait for an email.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import MailwrightError
from pipeline.manifest import own, rows
from pipeline.manifest import pairs as waiting
from pipeline.manifest.entry import Entry, Reader, validate
from pipeline.manifest.fill import Resumes
from pipeline.manifest.gathering import BAD_LINE, Found, Gathering, Problem
from pipeline.manifest.pairs import Pair
from pipeline.manifest.shelf import Known, Shelved
from pipeline.settings import DataSettings

__all__ = ["BAD_LINE", "Entry", "Found", "Pair", "Problem", "Reader", "Resumes", "Sources", "entries", "pairs", "read"]


class Sources(NamedTuple):
    """All entries with the folders that their paths start from, what is no entry, and lines that say what was found where."""

    found: Shelved[Found]
    problems: Shelved[Problem]
    notes: list[str]
    pairs: Shelved[Pair]


def entries(settings: DataSettings, resumes: Resumes | None = None) -> Sources:
    """The triples of `data.manifest`, then those of `data.private`, then what a teacher wrote for pairs without an email. Ids are unique.

    `resumes` gives the facts of a resume that tells an email's direction; by default each is read for that.
    Raises MailwrightError where a manifest cannot be read, or there is nothing at all.
    """
    sources = _gather(settings, resumes)
    if not (sources.found or sources.problems):
        place = settings.private or settings.manifest
        msg = f"{place or 'data'}: no triples; name a manifest in data.manifest or put files into data/private, see data/README.md"
        raise MailwrightError(msg)
    return sources


def pairs(settings: DataSettings) -> list[Pair]:
    """The resumes and postings that no person wrote an email for; what a teacher wrote does not count here.

    Raises MailwrightError where a manifest cannot be read.
    """
    return list(_gather(settings, None).pairs)


def read(path: Path) -> tuple[list[Entry], list[tuple[str, str]]]:
    """All entries of a manifest, and (place, reason) of each line that is no entry; a bad line does not stop the rest.

    Raises MailwrightError where the manifest itself cannot be read.
    """
    into = Gathering()
    _add_manifest(into, path)
    return [entry for entry, _ in into.found], [(place, detail) for place, _, detail in into.problems]


def _gather(settings: DataSettings, resumes: Resumes | None) -> Sources:
    try:
        into = Gathering()
        if settings.manifest:
            _add_manifest(into, settings.manifest)
        if settings.private and not _inside(settings.manifest, settings.private):
            own.read(settings.private, into, resumes)
        _add_synthetic(into, settings)
    except sqlite3.Error as error:
        msg = f"a temporary file cannot be written ({error}); free space, or point TMPDIR to another disk"
        raise MailwrightError(msg) from error
    return Sources(into.found, into.problems, into.notes, into.pairs)


def _add_manifest(into: Gathering, path: Path) -> None:
    before = len(into.found)
    for place, entry, pair in _entries(into, path):
        into.await_email(pair)
        if entry:
            into.add(entry, path.parent, place)
    into.notes.append(f"{path}: {len(into.found) - before} triples")


def _entries(into: Gathering, path: Path) -> Iterator[tuple[str, Entry | None, Pair | None]]:
    """Each line's place with its entry, and with the pair that it names; a bad line is a problem."""
    for row in rows.read(path):
        if isinstance(row, rows.Bad):
            into.bad(row.place, row.detail)
            continue
        entry = None
        try:
            entry = validate(row.fields, path.parent)
        except ValueError as error:
            into.bad(row.place, str(error))
        yield row.place, entry, waiting.of_line(row.fields, path.parent, row.place)


def _add_synthetic(into: Gathering, settings: DataSettings) -> None:
    """Adds a teacher's emails for pairs that still have none, which then are no problem any more."""
    path = waiting.synthetic(settings)
    if path is None or not path.is_file() or (settings.manifest and settings.manifest.resolve() == path.resolve()):
        return
    open_, answered, before, unused = into.shelf.set(), into.shelf.set(), len(into.found), 0
    for pair in into.pairs:
        open_.add(pair.files)
    for place, entry, _ in _entries(into, path):
        if entry is None:
            continue
        files = waiting.files(*entry.files(path.parent)[:2])
        if files in open_:
            answered.add(files)
            into.add(entry, path.parent, place)
        else:
            unused += 1
    _drop_answered(into, answered)
    rest = f", {unused} more whose pair is gone or has an email now" if unused else ""
    into.notes.append(f"{path}: {len(into.found) - before} emails of a teacher{rest}")


def _drop_answered(into: Gathering, answered: Known) -> None:
    """Leaves out the problems of pairs that have an email now."""
    places = into.shelf.set()
    for pair in into.pairs:
        if pair.files in answered:
            places.add(pair.place)
    problems, into.problems = into.problems, into.problem_list()
    for problem in problems:
        if problem.place not in places:
            into.problems.append(problem)


def _inside(manifest: Path | None, folder: Path) -> bool:
    """Whether the manifest is the folder's own, which then is read once."""
    return manifest is not None and manifest.resolve().is_relative_to(folder.resolve())
