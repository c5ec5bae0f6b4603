"""Resumes and postings that wait for an email, and where a teacher's emails for them lie.

`data/private/synthetic/` holds what `python -m pipeline synthesize` wrote, with a manifest of its own; it is read beside the user's own
triples for as long as the pair has no email of a person.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline.manifest.folders import SYNTHETIC, Files, Key, Part
from pipeline.schema import Direction
from pipeline.settings import DataSettings

MANIFEST: Final = "triples.jsonl"
_DOCUMENTS: Final[tuple[Part, ...]] = ("resume", "job")


class Pair(NamedTuple):
    """A resume and a posting without an email. `given` is what a manifest says of the email to come, not yet checked."""

    id: str
    place: str
    resume: Path
    job: Path
    given: dict[str, Any]

    @property
    def files(self) -> str:
        """What tells this pair from others, however its paths are written."""
        return files(self.resume, self.job)

    def packed(self) -> str:
        """As text, for `unpacked`."""
        return json.dumps([self.id, self.place, str(self.resume), str(self.job), self.given])


def unpacked(text: str) -> Pair:
    name, place, resume, job, given = json.loads(text)
    return Pair(name, place, Path(resume), Path(job), given)


def files(*paths: Path) -> str:
    """What tells these files from others, however their paths are written."""
    try:
        return json.dumps([str(path.resolve()) for path in paths])
    except (ValueError, RuntimeError):  # a name that no file can have, links in a circle
        return json.dumps([str(path) for path in paths])


def synthetic(settings: DataSettings) -> Path | None:
    """Where a teacher's emails are listed; None where `data.private` is not used."""
    return settings.private / SYNTHETIC / MANIFEST if settings.private else None


def of_line(fields: object, root: Path, place: str) -> Pair | None:
    """The pair that a manifest's line names, if it names no email."""
    if not isinstance(fields, Mapping):
        return None
    resume, job = fields.get("resume"), fields.get("job")
    if fields.get("email") or not (isinstance(resume, str) and isinstance(job, str)):
        return None
    given = {name: value for name, value in fields.items() if name not in {"id", "resume", "job", "email"} and value is not None}
    return Pair(str(fields.get("id") or Path(resume).stem), place, root / resume, root / job, given)


def of_stem(names: Files, stem: str, place: str) -> Iterator[Pair]:
    """The pairs of one name in plain folders: one, or one for each direction that its folders have."""
    for direction in (None, *Direction):
        found = [names.under(part, Key(direction, stem)) for part in _DOCUMENTS]
        if all(len(paths) == 1 for paths in found):
            given = {"direction": direction.value} if direction else {}
            yield Pair(stem, place, names.root / found[0][0], names.root / found[1][0], given)
