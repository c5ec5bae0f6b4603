"""Years told by a season: `after nine winters at Acme`, `three summers as a guide`.

    for claim in find(sources, clause): ...
    is_held(sources, clause, number)     -> whether a number tells seasons that the dates of what they are told of leave room for

Told of a position known by its employer, title, place or trade, or by words of its lines, there are no more of them than calendar years that it touches.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.periods import anchored, located
from pipeline.grounding.periods.durations import Duration
from pipeline.grounding.periods.tenure_told import SCOPED, employers_of
from pipeline.grounding.periods.trades import in_trade
from pipeline.grounding.words import has_any
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Position

_NAMES = ("winter", "summer", "spring", "autumn", "harvest", "vintage")
_SEASONS = re.compile(r"(?: [A-Za-z][\w’'-]*){0,2}? (?:winters|summers|springs|autumns|harvests|vintages)\b")
_MOST = 60
_READ = 4
"""Seasons that are read in a clause: no letter has more."""


def find(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that something went on for so many winters."""
    if not has_any(clause.text, _NAMES):
        return
    told = ((number, end) for number in numbers.find(clause.text) if (end := _end(clause.text, number)))
    for number, end in islice(told, _READ):
        held = _held(sources, clause, number, end)
        if not held:
            continue
        said = clause.text[number.start : end]
        many = _years(sources, held)
        fitting = number.value <= many
        reason = f"The resume's dates touch {many} years." if fitting else f"You wrote '{said}'; the resume's dates touch {many} years."
        yield claim(clause, number.start, end, Kind.TENURE, Verdict.SUPPORTED if fitting else Verdict.CONTRADICTED, reason)


def is_held(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether the dates leave room for so many seasons."""
    end = _end(clause.text, number)
    held = _held(sources, clause, number, end) if end else []
    return bool(held) and number.value <= _years(sources, held)


def _end(text: str, number: Number) -> int | None:
    """Where the season's name behind a number ends."""
    match = _SEASONS.match(text, number.end) if not number.unit and 1 < number.value <= _MOST else None
    return match.end() if match else None


def _held(sources: Sources, clause: Clause, number: Number, end: int) -> list[Position]:
    """The positions that the seasons are told of, where all have dates."""
    duration = Duration(number.start, end, 12 * number.value, "", exact=False, half=False)
    scoped = SCOPED.match(clause.text[end:])
    held = (
        employers_of(sources, clause, duration)
        or anchored.held(sources, clause, duration)
        or (in_trade(sources.positions, scoped["what"]) if scoped else [])
    )
    if not held and (one := located.only(sources, clause.text)):
        held = [one]
    return held if all(position.start and position.end for position in held) else []


def _years(sources: Sources, held: list[Position]) -> int:
    """How many calendar years positions touch."""
    touched: set[int] = set()
    for position in held:
        if position.start and position.end and position.start != "present":
            last = sources.date.year if position.end == "present" else int(position.end[:4])
            touched.update(range(int(position.start[:4]), last + 1))
    return len(touched)
