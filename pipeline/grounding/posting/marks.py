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
from typing import TYPE_CHECKING

from pipeline.grounding import frames, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.words import STOP_WORDS, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL = re.compile(rf"\b(?P<mark>{'|'.join(_ORDINALS)})(?: or [a-z]+)? (?P<of>[a-z-]{{4,}})")
_LABEL = re.compile(
    r"(?<![\w-])(?P<of>(?-i:[A-Z]{2,5})|grade|level|band|step|class|category|tier|day|phase|key stage|lot|zone)[ -](?P<mark>\d{1,3}|[A-E](?![\w'’]))(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\b(?P<mark>dozens|hundreds|thousands|millions|billions|trillions) of (?P<of>[a-z]{4,})")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY_RANGE = re.compile(rf"\b(?P<first>{'|'.join(_DAYS)})s?(?: to | till | until | through | ?[-–] ?)(?P<last>{'|'.join(_DAYS)})")
_TO = re.compile(r" to | ?[-–—] ?| and ")
_BETWEEN = re.compile(r"\b(?:between|aged?|from) $")
_ANYTHING = frozenset(map(stem, "time step thing place glance week month year quarter half half-year hand look day line name language choice rate class aid floor".split())) | STOP_WORDS  # fmt: skip
_MARKED = re.compile(r"\d|[A-Z]{2}|(?:ir|eco|hir|ur|if|ix|ven|igh|in|en)(?:st|nd|rd|th)\b|day|ions of|dozens|hundreds|thousands")
_NEAR = 20
_FAR = 50
"""How many times as large the end of a range may be."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The marks of a clause that the posting has otherwise."""
    sources, frame = letter.sources, letter.frame(clause)
    if (
        not _MARKED.search(clause.text)
        or frame.mood is Mood.QUESTION
        or (frame.candidate_only and not frames.names_candidate(clause.text, sources.direction))
    ):
        return
    told = (*_marks(clause.text), *_ranges(clause.text))
    said = {(of, mark) for _, _, of, mark in told}
    for start, end, of, mark in told:
        given = _given(sources.job).get(of)
        if (
            not given
            or any((of, other) in said for other in given)
            or mark in _given(sources.resume).get(of, {})
            or subject.candidate_before(clause, sources.direction, start)
        ):
            continue
        place = min(given.values())
        evidence = sources.job.evidence(*place)
        reason = f"You wrote '{clause.text[start:end]}'; the posting says '{evidence.text}'."
        yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


def _marks(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Where a text has a mark, what it is the mark of, and the mark."""
    low = folded(text)
    for pattern, said in ((_ORDINAL, low), (_LABEL, text), (_SCALE, low)):
        for match in pattern.finditer(said):
            if pattern is _LABEL and any(one.unit == "currency" and one.start <= match.start() < one.end for one in numbers.find(text)):
                continue  # `KES 71 million` is an amount
            of = stem(folded(match["of"]))
            if pattern is _LABEL or of not in _ANYTHING:
                yield *match.span(), f"{pattern is _LABEL}{of}", folded(match["mark"])
    for match in _DAY_RANGE.finditer(low):
        yield *match.span(), "days", f"{match['first']} {match['last']}"


def _ranges(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Where a text has a range of two numbers, told of each of its ends."""
    for low, high in pairwise(numbers.find(text)):
        between = text[low.end : high.start]
        joined = _TO.fullmatch(between) and (between != " and " or _BETWEEN.search(text[max(0, low.start - _NEAR) : low.start]))
        if joined and low.value < high.value < _FAR * low.value and low.unit in ("", high.unit) and high.unit != "year":
            yield low.start, low.end, f"up to {high.value} {high.unit}", str(low.value)
            yield high.start, high.end, f"from {low.value} {high.unit}", str(high.value)


@lru_cache(maxsize=128)
def _given(source: Source) -> dict[str, dict[str, tuple[int, int]]]:
    """The marks of a document by what they are marks of, with their places."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for start, end, of, mark in (*_marks(source.text), *_ranges(source.text)):
        found.setdefault(of, {}).setdefault(mark, (start, end))
    return found
