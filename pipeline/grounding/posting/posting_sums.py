"""Numbers that a posting gives without writing them: sums, differences and shares of those in one paragraph, and the length of a list.

    worked_out(job, number)   -> the paragraph as evidence, or None

A paragraph is a line of the posting's text. Amounts of money are not worked out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted

if TYPE_CHECKING:
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
_EACH = re.compile(r"(?: [a-z-]+){1,3} (?:each|apiece)\b")
_OTHERS = re.compile(r" (?:fellow|other)\b")
"""`Three fellow planners` of four."""
_SORT = re.compile(r" ([a-z][\w-]{2,}) [a-z-]{3,}s\b", re.IGNORECASE)
_SHOWN = 30
_ABOUT_TEN = 8
"""Numbers of one paragraph that are tried together."""
_FEW_ITEMS = 3
_WORDS_AN_ITEM = 5


def worked_out(job: Source, said: Number, text: str = "", *, alike: bool = False) -> Evidence | None:
    """A sum, difference or share of numbers in one paragraph, or the length of a list; what is left of the week, for the other place.

    `alike` adds up no things of two sorts.
    """
    at_home = _HOME.search(text)
    for start, end, given in _paragraphs(job):
        low, high = BOUNDS[said.hedge]
        if said.after.startswith("point"):
            results = [abs(a.value - b.value) for a, b in pairwise(given) if a.unit == b.unit == "%"]
        elif said.unit == "%":
            results = _shares(given)
            low, high = (0.94, 1.06) if said.hedge == "about" else (min(low, 0.97), max(high, 1.03))
        else:
            same_unit = [other for other in given if other.unit == said.unit][:_ABOUT_TEN]
            plain = [other.value for other in same_unit]
            near = [
                (a, b)
                for at, a in enumerate(same_unit)
                for b in same_unit[at + 1 : at + _APART]
                if b.start - a.end <= NEAR and not counted.are_apart(job.text, a, b)
            ]
            results = [
                a.value + b.value for a, b in near if not (_OF_THEM.match(job.text, b.end) or (alike and counted.differ(job.text, a, b)))
            ] + [abs(a.value - b.value) for a, b in near if not counted.differ(job.text, a, b)]
            results += _runs(job, same_unit)
            results += [
                value * part / 100
                for value in plain
                for share in given
                if share.unit == "%"
                for part in ((share.value,) if said.unit else (share.value, 100 - share.value))
            ]
            results += (
                [_length(job.text[start:end])]
                if not said.unit
                else [5 - value for value in plain if bool(at_home) != bool(_HOME.search(job.text, start, end))]
                if said.unit == "days"
                else []
            )
        if any(low * said.value <= result <= high * said.value for result in results):
            return job.evidence(start, end)
    return None


def _runs(job: Source, alike: list[Number]) -> list[float]:
    """Sums of three numbers and more that stand one behind another: `three, two and six`."""
    found = []
    for first in range(len(alike) - 2):
        total = alike[first].value
        for a, b in pairwise(alike[first:]):
            if b.start - a.end > NEAR or counted.are_apart(job.text, a, b):
                break
            total += b.value
            found.append(total)
    return found


def _shares(given: list[Number]) -> list[float]:
    """What one number is of the next, and what it fell or rose to."""
    found = [100 - other.value for other in given if other.unit == "%"]
    for a, b in pairwise([other for other in given if other.unit not in ("year", "currency", "%")]):
        if a.unit == b.unit and a.value and b.value:
            small, large = sorted((a.value, b.value))
            found += [100 * small / large, 100 * (large - small) / large, 100 * (large - small) / small]
    return found


def _length(line: str) -> float:
    """How many things a line lists; a line of prose lists none."""
    items = len(re.findall(r",(?!\d)|;|\band\b|&", line)) + 1
    return float(items) if items > _FEW_ITEMS and len(line.split()) <= _WORDS_AN_ITEM * items else -1.0


@lru_cache(maxsize=256)
def _paragraphs(job: Source) -> list[tuple[int, int, list[Number]]]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", job.text)]
    found, at, given = [], 0, job.numbers
    for start, end in lines:
        own = []
        while at < len(given) and given[at].start < end:
            own.append(given[at])
            at += 1
        if own or end - start > 40:
            found.append((start, end, own))
    return found


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
