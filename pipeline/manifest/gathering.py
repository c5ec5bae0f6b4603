"""What manifests and folders give, collected in their order: entries with unique ids, problems, pairs without an email, and notes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.manifest import pairs
from pipeline.manifest.entry import Entry
from pipeline.manifest.shelf import Shelf, Shelved

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


class Gathering:
    """Grows while sources are read. All but the notes lies on a shelf, so that memory does not grow with it."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.found = self.shelf.list(_packed, _unpacked)
        self.problems = self.problem_list()
        self.pairs = self.shelf.list(pairs.Pair.packed, pairs.unpacked)
        self.notes: list[str] = []
        self._ids = self.shelf.set()

    def problem_list(self) -> Shelved[Problem]:
        """An empty list of problems."""
        return self.shelf.list(json.dumps, lambda text: Problem(*json.loads(text)))

    def add(self, entry: Entry, root: Path, place: str) -> None:
        """Adds an entry, or a problem where its id is taken."""
        if self._ids.add(entry.id):
            self.found.append(Found(entry, root))
        else:
            self.bad(place, f"id: {entry.id!r} is used twice")

    def bad(self, place: str, detail: str) -> None:
        """Adds a line that is no entry."""
        self.problems.append(Problem(place, BAD_LINE, detail))

    def await_email(self, pair: pairs.Pair | None) -> None:
        """Adds what may be a pair."""
        if pair:
            self.pairs.append(pair)


def _packed(found: Found) -> str:
    return f"{found.entry.model_dump_json()}\n{found.root}"


def _unpacked(text: str) -> Found:
    entry, _, root = text.partition("\n")
    return Found(Entry.model_validate_json(entry), Path(root))
