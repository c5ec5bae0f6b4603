"""What one figure is of another, in percent, as an email tells it: a fall `by two thirds`, a rise `by half`, down `to a third`.

    turn("late loads fell by two thirds", number)    -> Turn.DOWN
    shares(9, 3, Turn.DOWN)                          -> [66.7]
    falls(resume)                                    -> the 73% of `reducing latency by 73%`

Reads the words next to the number; which of two figures came first is not asked.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source


class Turn(StrEnum):
    """How a share is told."""

    DOWN = "down"
    UP = "up"
    BY = "by"
    """A change of either way."""
    TO = "to"
    """What is left of the whole."""
    OF = "of"
    """A part of the whole: `half of the trainees`, `six in ten`."""
    ANY = "any"


_NEAR = 80
_CLOSE = 20
_HEDGE = r"(?:(?:more|less|no|just|over|under|about|around|nearly|almost|roughly|some|well|at|least|than|an?|little|close|barely|up|to|fully|only|approximately|estimated|very|not|quite) ){0,4}?"
_BY = re.compile(rf"\bby {_HEDGE}$", re.IGNORECASE)
_TO = re.compile(rf"\bto {_HEDGE}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom {_HEDGE}$", re.IGNORECASE)
_WAYS = re.compile(
    r"\b(?:(?P<down>cuts?|cutting|reduc\w+|optimi[sz]\w+ away|saved?|saving|f[ae]ll\w*|drop\w*|lower\w*|down|shr[aiu]nk\w*|declin\w+|shav\w+|trimm\w+|slash\w+|decreas\w+|less|fewer|short\w+)"
    r"|(?P<up>r[io]s\w+|gr[eo]w\w*|increas\w+|up|climb\w*|lift\w*|rais\w+|gain\w*|boost\w*|expand\w*|more|higher|larger))\b",
    re.IGNORECASE,
)
_LESS = re.compile(r" (?:of )?(?:less|fewer|lower|off|cheaper|shorter|smaller)\b", re.IGNORECASE)
_OF = re.compile(r" of (?:the|my|your|our|all|them|those|these|its|their|whom|which)\b")
_TAKEN = re.compile(
    rf"\b(?:los(?:t|es?|ing)|shed(?:s|ding)?|cut(?:s|ting)?|remov\w+|dropp?\w*|trimm\w+|shav\w+|sav\w+|eliminat\w+|took|tak(?:en|ing|es?)|stripp?\w*|designed (?:out|away)|rid of|away with) {_HEDGE}$",
    re.IGNORECASE,
)
"""Before the part of a whole that is there no longer: `the carriage lost a third of its parts`."""
_MORE = re.compile(r" (?:more|higher|larger|bigger|longer)\b", re.IGNORECASE)


def turn(text: str, number: Number) -> Turn:
    """How the words next to a number tell it."""
    before = text[max(0, number.start - _NEAR) : number.start]
    if _LESS.match(text, number.end):
        return Turn.DOWN
    if _MORE.match(text, number.end):
        return Turn.UP
    if _TO.search(before):
        return Turn.TO
    by = _BY.search(before)
    if not by:
        part = _OF.match(text, number.end) or " in " in text[number.start : number.end]
        return Turn.OF if part and not _TAKEN.search(before) else Turn.ANY
    ways = list(_WAYS.finditer(before, 0, by.start()))
    return (Turn.DOWN if ways[-1]["down"] else Turn.UP) if ways else Turn.BY


@lru_cache(maxsize=256)
def falls(source: Source) -> tuple[Number, ...]:
    """The percentages by which a document says that something fell: `reducing latency by 73%`, `a 30% reduction`."""
    return tuple(number for number in source.numbers if number.unit == "%" and _is_fall(source.text, number))


def _is_fall(text: str, number: Number) -> bool:
    before = text[text.rfind("\n- ", max(0, number.start - _NEAR), number.start) + 1 or max(0, number.start - _NEAR) : number.start]
    if _TO.search(before) or _FROM.search(before):
        return False
    ways = [*_WAYS.finditer(before), *_WAYS.finditer(text, number.end, number.end + _CLOSE)]
    return bool(ways) and any(way["down"] for way in ways[-2:])


def shares(a: float, b: float, told: Turn) -> list[float]:
    """What two figures give in percent, told so."""
    if not a or not b:
        return []
    small, large = sorted((abs(a), abs(b)))
    fall, rise, left = 100 * (large - small) / large, 100 * (large - small) / small, 100 * small / large
    return {
        Turn.DOWN: [fall],
        Turn.UP: [rise],
        Turn.BY: [fall, rise],
        Turn.TO: [left, 100 * large / small],
        Turn.OF: [left, 100 * large / small],
    }.get(told, [fall, rise, left, 100 * large / small])
