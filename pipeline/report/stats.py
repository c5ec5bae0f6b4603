"""The counts of a dataset, fed row by row: by stage, by what rows are about, by length in tokens; each with its synthetic part."""

from __future__ import annotations

import bisect
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pipeline.manifest import Entry

SAMPLES: Final = 10
EXAMPLES: Final = 3
"""Quarantined triples shown for each reason."""
SPLITS: Final = ("train", "validation", "test")
QUANTILES: Final = (0.1, 0.25, 0.5, 0.75, 0.9)
LENGTHS: Final = ("prompt", "email", "row")
K = TypeVar("K", str, int)


class Count(NamedTuple):
    """How many, and how many of them were written by a model."""

    rows: int
    synthetic: int


class Tally(Generic[K]):
    """Counts per value."""

    def __init__(self) -> None:
        self._all: Counter[K] = Counter()
        self._synthetic: Counter[K] = Counter()

    def add(self, value: K, *, synthetic: bool) -> None:
        self._all[value] += 1
        if synthetic:
            self._synthetic[value] += 1

    def __getitem__(self, value: K) -> Count:
        return Count(self._all[value], self._synthetic[value])

    def __iter__(self) -> Iterator[K]:
        """The values, most frequent first."""
        return iter(sorted(self._all, key=lambda value: (-self._all[value], str(value).casefold(), value)))

    def __len__(self) -> int:
        return len(self._all)

    @property
    def total(self) -> Count:
        return Count(self._all.total(), self._synthetic.total())

    def items(self) -> list[tuple[K, Count]]:
        return [(value, self[value]) for value in self]


class Sample(NamedTuple):
    """A row shown as it is; `place` decides which rows are."""

    place: str
    row: Mapping[str, Any]
    synthetic: bool


@dataclass
class Stats:
    """The counts of one build. `prompt_budget` and `max_length` are in tokens."""

    name: str
    base: str
    max_length: int
    prompt_budget: int
    stages: dict[str, Count] = field(default_factory=dict)
    counts: dict[str, Tally[str]] = field(default_factory=dict)
    lengths: dict[str, Tally[int]] = field(default_factory=lambda: {name: Tally[int]() for name in LENGTHS})
    reasons: Tally[str] = field(default_factory=Tally[str])
    examples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    shortened: int = 0
    """Rows whose prompt leaves out lines of the documents, which did not fit the budget."""
    planted: int = 0
    """Training rows with an order to a model in a document, which the email ignores."""

    def stage(self, name: str, count: int = 1, synthetic: int = 0) -> None:
        """Adds triples that came through a stage, and how many of them are synthetic; stages are shown in the order of their first call."""
        before = self.stages.get(name, Count(0, 0))
        self.stages[name] = Count(before.rows + count, before.synthetic + synthetic)

    def accept(self, entry: Entry, row: Mapping[str, Any]) -> None:
        """Counts a row as it is written: its `id`, `split`, `prompt_tokens`, `tokens`, `left_out` and `planted`."""
        synthetic = entry.provenance.teacher is not None
        for dimension, value in _values(entry, str(row["split"])):
            self.counts.setdefault(dimension, Tally[str]()).add(value, synthetic=synthetic)
        prompt, tokens = int(row["prompt_tokens"]), int(row["tokens"])
        for name, length in zip(LENGTHS, (prompt, tokens - prompt, tokens), strict=True):
            self.lengths[name].add(length, synthetic=synthetic)
        self.shortened += bool(row.get("left_out"))
        self.planted += bool(row.get("planted"))
        place = hashlib.sha256(str(row["id"]).encode()).hexdigest()
        if len(self.samples) < SAMPLES or place < self.samples[-1].place:
            sample = Sample(place, dict(row), synthetic)
            bisect.insort(self.samples, sample, key=lambda other: other.place)
            del self.samples[SAMPLES:]

    def reject(self, item: Mapping[str, str], entry: Entry | None = None) -> None:
        """Counts a quarantined triple: `id`, `reason`, `detail`. `entry` is None where there was none to read."""
        self.reasons.add(item["reason"], synthetic=entry is not None and entry.provenance.teacher is not None)
        examples = self.examples.setdefault(item["reason"], [])
        bisect.insort(examples, (item["id"], item["detail"]))
        del examples[EXAMPLES:]

    @property
    def rows(self) -> Count:
        return self.lengths["row"].total

    @property
    def splits(self) -> dict[str, Count]:
        """Rows of each split that has any, in the order of their use."""
        found = self.counts.get("split", Tally[str]())
        return {name: found[name] for name in SPLITS if found[name].rows}

    def tally(self, dimension: str) -> Tally[str]:
        return self.counts.get(dimension, Tally[str]())

    def summary(self) -> dict[str, Any]:
        """What `stats.json` holds: every count as [rows, of these synthetic], lengths as quantiles in tokens."""
        return {
            "name": self.name,
            "base": self.base,
            "max_length": self.max_length,
            "prompt_budget": self.prompt_budget,
            "stages": {name: list(count) for name, count in self.stages.items()},
            "rows": list(self.rows),
            "quarantined": {reason: list(count) for reason, count in self.reasons.items()},
            "counts": {dimension: {value: list(count) for value, count in tally.items()} for dimension, tally in self.counts.items()},
            "tokens": {name: quantiles(tally) for name, tally in self.lengths.items()},
        }


def quantiles(lengths: Tally[int]) -> dict[str, int]:
    """`p10` to `p90` by nearest rank, with `min` and `max`; empty where there are no rows."""
    values = sorted(lengths)
    if not values:
        return {}
    ends, total = [], 0
    for value in values:
        total += lengths[value].rows
        ends.append(total)
    ranks = {f"p{round(q * 100)}": values[bisect.bisect_left(ends, q * total)] for q in QUANTILES}
    return {"min": values[0], **ranks, "max": values[-1]}


def _values(entry: Entry, split: str) -> Iterator[tuple[str, str]]:
    """What a row is counted under."""
    yield "split", split
    yield "direction", entry.direction.value
    yield "style", entry.style.value
    yield "length", entry.length.value
    yield "language", entry.language
    yield "occupation", entry.occupation or "not said"
    yield "seniority", entry.seniority or "not said"
    yield "licence", entry.provenance.licence
    yield "author", entry.provenance.author
    yield "written by", entry.provenance.teacher or "a person"
