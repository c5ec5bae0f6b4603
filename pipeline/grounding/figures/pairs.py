"""The lines of a document with the numbers from which another may follow: those that belong together, by pairs.

lines(resume)    -> for `from 110 to 165 covers`: the pair 110 and 165, of one thing, the second told beside the first
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.grounding.figures import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_SMALL = 3
"""Lists up to here are no figure."""
CITED = re.compile(r"\bpp?\. ?\d|\b\d{1,3} ?\(\d{1,2}\)[,:]|\bvol\. ?\d")
"""Pages and volumes, from which nothing follows."""
_TOGETHER = re.compile(
    r"[^.;]{0,45}\b(?:to|from|of|out of|against|and|plus|where|instead of|rather than|in)\b[^.;]{0,25}|\s*(?:[-–—→/]|->)\s*", re.IGNORECASE
)
_BESIDE = re.compile(r"[^.\n]{0,45}")
_GROWN = re.compile(r"\b(?:start(?:ed|ing)?|began|begun|grew|grown|initially|originally|formerly|now|today)\b", re.IGNORECASE)
"""`Started with 11 children; 74 sing now`."""
_RANGE = re.compile(r" ?[-–—] ?| (?:to|or) ", re.IGNORECASE)
_MOVED = re.compile(r"(?: [a-z%]+){0,3}? to (?:[a-z]+ )?[£$€]?", re.IGNORECASE)
"""Between the two ends of a change, of which neither makes a pair with a number that is no end of it."""
_FROM = re.compile(r"\bfrom (?:[a-z]+ )?[£$€]?$", re.IGNORECASE)
_ITEM = re.compile(r",|;|\band\b|&")
_LEADS = r"(?:(?<= [bio][yfn])|(?<= to)|(?<= from)|(?<= than)|(?<= and)|(?<= with)|(?<= about)|(?<= over))"
WRAPPED = re.compile(rf"[^\n]+(?:(?:\n[ \t]*(?=[a-z(])(?!o )|(?<=,)\n[ \t]*(?=\d)|{_LEADS}\n[ \t]*(?=[£$€\d]|[A-Z]{{2,3}} ?\d))[^\n]+)*")
"""A line with those that go on with it: in small letters, with a number behind a comma, with a figure behind a word that needs one."""


Pair: TypeAlias = "tuple[Number, Number, bool, bool, bool]"
"""Two numbers of a line, whether they stand together, whether they count the same, and whether one may be told as a share of the other.

The two ends of a range are no pair: nothing is the sum of `500 to 800`.
"""


class Line(NamedTuple):
    """A line of a document: its numbers by pairs, and how many items it would have as a list."""

    start: int
    end: int
    pairs: tuple[Pair, ...]
    items: int


@lru_cache(maxsize=256)
def lines(source: Source) -> tuple[Line, ...]:
    """The lines of a document that a number may follow from."""
    found, at = [], 0
    for match in WRAPPED.finditer(source.text):
        start, end = match.span()
        given = []
        while at < len(source.numbers) and source.numbers[at].start < end:
            given.append(source.numbers[at])
            at += 1
        items = len(_ITEM.findall(match.group())) + 1
        if len(given) > 1 or items > _SMALL:
            cited = CITED.search(match.group())
            plain = [] if cited else [number for number in given if number.unit != "year"][:8]
            pairs = tuple(
                (a, b, _together(source.text, a, b), _alike(a, b), next_to or _same_noun(source.text, a, b))
                for a, b, next_to in _comparables(source.text, plain)
            )
            found.append(Line(start, end, pairs, items))
    return tuple(found)


@lru_cache(maxsize=256)
def starts(source: Source) -> tuple[int, ...]:
    """Where the lines of a document begin, each with those that go on with it."""
    return tuple(match.start() for match in WRAPPED.finditer(source.text))


def line_of(source: Source, place: int) -> int:
    """The number of the line of a place."""
    return bisect_right(starts(source), place) - 1


def _together(text: str, a: Number, b: Number) -> bool:
    """Whether two numbers of a line stand beside each other, and so are said of one thing, or the second is of the things that the first counts."""
    return bool(
        _is_part(text, a, b)
        or _TOGETHER.fullmatch(text, a.end, b.start)
        or (_GROWN.search(text, max(0, a.start - 30), b.end + 20) and _BESIDE.fullmatch(text, a.end, b.start))
    )


def _comparables(text: str, given: list[Number]) -> Iterator[tuple[Number, Number, bool]]:
    """The pairs of a line from which something may follow, and whether they are neighbours and count nothing different.

    One without a unit takes that of its neighbour, not one from farther off.
    """
    moved = {
        at
        for at, (a, b) in enumerate(pairwise(given))
        if _FROM.search(text[max(0, a.start - 20) : a.start]) and _MOVED.fullmatch(text, a.end, b.start)
    }
    moved |= {at + 1 for at in moved}
    for (at, a), (to, b) in combinations(enumerate(given), 2):
        apart = (a.unit != b.unit and to > at + 1) or (at in moved) != (to in moved)
        if not (apart or _is_range(text, a, b) or _is_other_thing(text, a, b) or _is_other_thing(text, b, a)):
            yield a, b, (bool(a.unit) or to == at + 1) and not _other_nouns(text, a, b)


def _is_range(text: str, a: Number, b: Number) -> bool:
    """Whether two numbers are the ends of a range, and not of a change: `500 to 800 pictures`, `from 500 to 800`."""
    counts = not (a.unit or b.unit) and counted.noun(text, b) is not None
    return counts and bool(_RANGE.fullmatch(text, a.end, b.start)) and not _FROM.search(text[max(0, a.start - 20) : a.start])


def _same_noun(text: str, a: Number, b: Number) -> bool:
    return counted.noun(text, a) == counted.noun(text, b) is not None


def _other_nouns(text: str, a: Number, b: Number) -> bool:
    return not a.unit and not b.unit and None not in (nouns := (counted.noun(text, a), counted.noun(text, b))) and nouns[0] != nouns[1]


def _is_other_thing(text: str, counting: Number, measure: Number) -> bool:
    """Whether one number counts things and the other is a time, a share or an amount, so that nothing follows from the two: `two mills for eight weeks`."""
    return measure.unit not in ("", "x") and counted.counts_things(text, counting)


def _is_part(text: str, whole: Number, part: Number) -> bool:
    """`32 assistants; 26 were still using it`."""
    return (
        not (whole.unit or part.unit)
        and part.value < whole.value
        and counted.noun(text, whole) is not None
        and counted.noun(text, part) is None
    )


def _alike(a: Number, b: Number) -> bool:
    """Whether two numbers count the same."""
    return a.unit == b.unit and (a.after == b.after or bool(a.unit))
