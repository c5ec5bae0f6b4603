"""Marks told of the firm or the post that differ from the posting's: grades, ordinals, ranges, days of the week, magnitudes.

    for claim in find(letter, clause): ...

`GS-13` where the posting has GS-15, `the fourth generation` of the third, `from 4 to 20` of `5 to 20`, `Tuesday to Saturday` of Wednesday to
Sunday, `trillions of events` of billions. Only where the posting has the same thing with another mark and never with this one, and the resume
has not this one either. Not covered: marks of which the posting does not speak.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.calendar_words import weekday_spans
from pipeline.grounding.words import STOP_WORDS, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_FIGURES = {f"{number}{ending}": _ORDINALS[number - 1] for number, ending in enumerate("st nd rd th th th th th th th".split(), 1)}
_ORDINAL = compiled(rf"\b(?P<mark>{'|'.join((*_ORDINALS, *_FIGURES))})(?: or [a-z]+)? (?P<of>[a-z-]{{4,}})")
_LABEL = re.compile(
    r"(?<![\w-])(?P<of>(?-i:[A-Z]{2,5})|grade|level|band|step|class|category|tier|day|phase|key stage|lot|zone)[ -](?P<mark>\d{1,3}|[A-E](?![\w'’]))(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_SCALE = compiled(r"\b(?P<mark>dozens|hundreds|thousands|millions|billions|trillions) of (?P<of>[a-z]{4,})")
_TO = re.compile(r" to | ?[-–—] ?| and ")
_BETWEEN = re.compile(r"\b(?:between|aged?|from) $")
_ANYTHING = frozenset(map(stem, "time step thing place glance week month year quarter half half-year hand look day line name language choice rate class aid floor".split())) | STOP_WORDS  # fmt: skip
_NEAR = 20
_FAR = 50
"""How many times as large the end of a range may be."""


class _Mark(NamedTuple):
    """A mark of a text, and what it is the mark of."""

    start: int
    end: int
    of: str
    mark: str


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The marks of a clause that the posting has otherwise."""
    sources, frame = letter.sources, letter.frame(clause)
    if frame.mood is Mood.QUESTION or (frame.candidate_only and not frames.names_candidate(clause.text, sources.direction)):
        return
    told = [mark for sort in _sorts(sources.job) for mark in sort(clause.text)]
    said = {(of, mark) for _, _, of, mark in told}
    for start, end, of, mark in told:
        given = _given(sources.job).get(of)
        if (
            not given
            or any((of, other) in said for other in given)
            or not any(other.isdigit() == mark.isdigit() for other in given)
            or mark in _given(sources.resume).get(of, {})
            or subject.candidate_before(clause, sources.direction, start)
        ):
            continue
        place = min(given.values())
        evidence = sources.job.evidence(*place)
        reason = f"You wrote '{clause.text[start:end]}'; the posting says '{evidence.text}'."
        yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


def _words(text: str) -> Iterator[_Mark]:
    """Ordinals and magnitudes."""
    low = folded(text)
    for match in (*_ORDINAL.finditer(low), *_SCALE.finditer(low)):
        if (of := stem(match["of"])) not in _ANYTHING:
            yield _Mark(*match.span(), of, _FIGURES.get(match["mark"], match["mark"]))


def _labels(text: str) -> Iterator[_Mark]:
    for match in _LABEL.finditer(text):
        if any(one.unit == "currency" and one.start <= match.start() < one.end for one in numbers.find(text)):
            continue  # `KES 71 million` is an amount
        yield _Mark(*match.span(), f"label {stem(folded(match['of']))}", folded(match["mark"]))


def _days(text: str) -> Iterator[_Mark]:
    for first, last, start, end in weekday_spans(text):
        yield _Mark(start, end, "days", f"{first} {last}")


def _ranges(text: str) -> Iterator[_Mark]:
    """Where a text has a range of two numbers, told of each of its ends."""
    for low, high in pairwise(numbers.find(text)):
        between = text[low.end : high.start]
        joined = _TO.fullmatch(between) and (between != " and " or _BETWEEN.search(text[max(0, low.start - _NEAR) : low.start]))
        if joined and low.value < high.value < _FAR * low.value and low.unit in ("", high.unit) and high.unit != "year":
            yield _Mark(low.start, low.end, f"up to {high.value} {high.unit}", str(low.value))
            yield _Mark(high.start, high.end, f"from {low.value} {high.unit}", str(high.value))


@lru_cache(maxsize=128)
def _given(source: Source) -> dict[str, dict[str, tuple[int, int]]]:
    """The marks of a document by what they are marks of, with their places."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for sort in _SORTS:
        for start, end, of, mark in sort(source.text):
            found.setdefault(of, {}).setdefault(mark, (start, end))
    return found


@lru_cache(maxsize=128)
def _sorts(job: Source) -> tuple[Callable[[str], Iterator[_Mark]], ...]:
    """The sorts of marks that a posting has: no other can differ from its own."""
    return tuple(sort for sort in _SORTS if any(True for _ in sort(job.text)))


_SORTS = (_words, _labels, _days, _ranges)
