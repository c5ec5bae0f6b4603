"""Numbers that a posting gives without writing them: sums, differences and shares of those in one paragraph, and the length of a list.

    worked_out(job, number)   -> the paragraph as evidence, or None

A paragraph is a line of the posting's text. Amounts of money are not worked out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

BOUNDS = {"over": (0.995, 1.4), "under": (0.83, 1.005), "about": (0.87, 1.15), "": (0.9985, 1.0015)}
"""How large the posting's number may be beside the one that is said, as shares of it: `over 40` may be 41 or 60, not 39."""
_HOME = re.compile(r"\b(?:home|remote(?:ly)?|WFH)\b", re.IGNORECASE)
_OF_THEM = re.compile(r" of (?:them|these|those|whom|which)\b")
NEAR = 45
"""Characters between two numbers that are added up."""
_APART = 4
"""Numbers on from one to the farthest that is added to it: `nineteen ATR 72-600 and six A320`."""
_LEAVE = re.compile(r" (?:paid |bank |public |national |statutory |federal |floating )*holidays\b", re.IGNORECASE)
_EACH = re.compile(r"(?: [a-z-]+){1,3} (?:each|apiece)\b")
_OTHERS = re.compile(r" (?:fellow|other)\b")
"""`Three fellow planners` of four."""
_SORT = re.compile(r" ([a-z][\w-]{2,}) [a-z-]{3,}s\b", re.IGNORECASE)
_SHOWN = 30
_ABOUT_TEN = 8
"""Numbers of one paragraph that are tried together."""
_LINE = re.compile(r"[^\n]+")
_LONG_LINE = 40
"""Characters from which a line without a number is read for what it lists."""
_BETWEEN_ITEMS = re.compile(r",(?!\d)|;|\band\b|&")
_FEW_ITEMS = 3
_WORDS_AN_ITEM = 5
_HALF, _WHOLE, _ROUNDED = 50, 100, 0.51
"""Percents, and by how much of one a share may be rounded."""


class _Paragraph(NamedTuple):
    """A line of a posting: from where to where, its numbers, and how many things it lists (-1 for a line of prose)."""

    start: int
    end: int
    numbers: tuple[Number, ...]
    length: float


def worked_out(job: Source, said: Number, text: str = "", *, alike: bool = False, listed: bool = True) -> Evidence | None:
    """A sum, difference or share of numbers in one paragraph, or the length of a list; what is left of the week, for the other place.

    `alike` adds up no things of two sorts; unless `listed`, the length of a list counts for nothing.
    """
    low, high = BOUNDS[said.hedge]
    if said.unit == "%" and not said.after.startswith("point"):
        low, high = (0.94, 1.06) if said.hedge == "about" else (min(low, 0.97), max(high, 1.03))
    least, most = low * said.value, high * said.value
    if said.unit == "%" and not said.hedge and _HALF < said.value < _WHOLE:  # what 98% leaves is not what 99.9% leaves
        rest = _WHOLE - said.value
        least, most = max(least, said.value - max((1 - low) * rest, _ROUNDED)), min(most, said.value + max((high - 1) * rest, _ROUNDED))

    def fits(result: float) -> bool:
        return least <= result <= most

    for paragraph in _paragraphs(job):
        if said.after.startswith("point"):
            found = any(fits(abs(a.value - b.value)) for a, b in pairwise(paragraph.numbers) if a.unit == b.unit == "%")
        elif said.unit == "%":
            found = any(map(fits, _shares(paragraph.numbers)))
        else:
            found = (listed and not said.unit and fits(paragraph.length)) or _follows(job, paragraph, said, text, fits, alike=alike)
        if found:
            return job.evidence(paragraph.start, paragraph.end)
    return None


def _follows(job: Source, paragraph: _Paragraph, said: Number, text: str, fits: Callable[[float], bool], *, alike: bool) -> bool:
    """Whether a count, a time or another amount follows from the numbers of a paragraph in its unit."""
    given = [other for other in paragraph.numbers if other.unit == said.unit or (said.unit == "days" and _is_leave(job, other))][
        :_ABOUT_TEN
    ]
    near = ((a, b) for at, a in enumerate(given) for b in given[at + 1 : at + _APART] if b.start - a.end <= NEAR)
    if any(_is_of_two(job, a, b, fits, alike=alike) for a, b in near) or any(map(fits, _runs(job, given))):
        return True
    shares = [other.value for other in paragraph.numbers if other.unit == "%"] if given else []
    if any(
        fits(other.value * share / 100) or (not said.unit and fits(other.value * (100 - share) / 100))
        for other in given
        for share in shares
    ):
        return True
    left = said.unit == "days" and any(fits(5 - other.value) for other in given)
    return left and bool(_HOME.search(text)) != bool(_HOME.search(job.text, paragraph.start, paragraph.end))


def _is_leave(job: Source, number: Number) -> bool:
    """Whether a number counts days by another name: `27.5 days of leave plus 8 bank holidays`."""
    return not number.unit and _LEAVE.match(job.text, number.end) is not None


def _is_of_two(job: Source, a: Number, b: Number, fits: Callable[[float], bool], *, alike: bool) -> bool:
    """Whether the sum of two numbers fits, or what lies between them."""
    total, between = fits(a.value + b.value), fits(abs(a.value - b.value))
    if not (total or between) or counted.are_apart(job.text, a, b):
        return False
    differ = counted.differ(job.text, a, b)
    return (between and not differ) or (total and not (_OF_THEM.match(job.text, b.end) or (alike and differ)))


def _runs(job: Source, alike: list[Number]) -> Iterator[float]:
    """Sums of three numbers and more that stand one behind another: `three, two and six`."""
    for first in range(len(alike) - 2):
        total = alike[first].value
        for a, b in pairwise(alike[first:]):
            if b.start - a.end > NEAR or counted.are_apart(job.text, a, b):
                break
            total += b.value
            yield total


def _shares(given: tuple[Number, ...]) -> list[float]:
    """What one number is of the next, and what it fell or rose to."""
    found = [100 - other.value for other in given if other.unit == "%"]
    for a, b in pairwise([other for other in given if other.unit not in ("year", "currency", "%")]):
        if a.unit == b.unit and a.value and b.value:
            small, large = sorted((a.value, b.value))
            found += [100 * small / large, 100 * (large - small) / large, 100 * (large - small) / small]
    return found


def _length(line: str) -> float:
    """How many things a line lists; a line of prose lists none."""
    items = len(_BETWEEN_ITEMS.findall(line)) + 1
    return float(items) if items > _FEW_ITEMS and len(line.split()) <= _WORDS_AN_ITEM * items else -1.0


@lru_cache(maxsize=256)
def _paragraphs(job: Source) -> tuple[_Paragraph, ...]:
    found, at, given = [], 0, job.numbers
    for line in _LINE.finditer(job.text):
        first = at
        while at < len(given) and given[at].start < line.end():
            at += 1
        if at > first or line.end() - line.start() > _LONG_LINE:
            counts = tuple(number for number in given[first:at] if not counted.counts_nothing(job.text, number))
            found.append(_Paragraph(*line.span(), counts, _length(line.group())))
    return tuple(found)


def times(job: Source, said: Number) -> Evidence | None:
    """So many of each of several: `96 residents` of `four homes with 24 residents each`."""
    for a, b in pairwise(other for other in job.numbers if not other.unit):
        if a.value * b.value == said.value and b.start - a.end <= 2 * NEAR and _EACH.match(job.text, b.end):
            return job.evidence(a.start, b.end)
    return None


def is_some_of(job: Source, text: str, number: Number, rivals: tuple[Number, ...]) -> bool:
    """Whether a number counts only some of what the posting counts, by a word that the posting has elsewhere, or all others: `our two union mills` of three."""
    if not rivals:
        return False
    if _OTHERS.match(text, number.end):
        return any(other.value - 1 == number.value for other in rivals)
    sort = _SORT.match(text, number.end)
    if not sort or number.value >= max(other.value for other in rivals) or not job.has_word(sort[1]):
        return False
    return not any(job.text.lower().find(sort[1].lower(), other.end, other.end + _SHOWN) >= 0 for other in rivals)
