"""Numbers of a document that are as large as the email's and yet tell something else.

    is_other(resume, "I cut waste by nearly a third", number, found)    -> True for the `32%` of `from 36% to 32%`

Looks at how a share is told and at what is counted. Whose number it is, `owners` and `metric_moved` tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.figures import changes, counted, pairs, sorts

if TYPE_CHECKING:
    from pipeline.grounding.figures.metric_given import Found
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_BECAME = re.compile(r"\b(?:to|from|instead of|against|rather than|where it was)\b|->|→|[–—-]")
_NEAR = 12
_BY_HOW_MUCH = frozenset({changes.Turn.UP, changes.Turn.DOWN, changes.Turn.BY})


def is_other(source: Source, text: str, number: Number, found: Found) -> bool:
    """Whether a number that a document gives is none that the email's can mean, though it is as large.

    A share by which something changed is not the share that it fell or rose to. Twelve nurses are no twelve doctors. What is only about as
    large must be of the same thing, where the document counts that thing with other numbers.
    """
    given = _by_place(source).get(found.place)
    if given is None:
        return False
    if number.unit == "%":
        return changes.turn(text, number) in _BY_HOW_MUCH and _is_level(source, given)
    if not number.unit and sorts.is_other_sort(source, text, number, given):
        return True
    rivals = counted.of_same(source, text, number)
    return bool(rivals) and given.value != number.value and not counted.is_of(source, given, counted.noun(text, number), rivals)


@lru_cache(maxsize=256)
def _by_place(source: Source) -> dict[int, Number]:
    """The numbers of a document by where they begin."""
    return {number.start: number for number in source.numbers}


def _is_level(source: Source, given: Number) -> bool:
    """Whether a share is one of the two between which something moved: `from 12% to 9%`."""
    return any(
        _is_moved(source.text, *pair[:2]) and given in pair[:2]
        for line in pairs.lines(source)
        for pair in line.pairs
        if pair[0].unit == pair[1].unit == "%" and pair[2]
    )


def _is_moved(text: str, a: Number, b: Number) -> bool:
    """Whether of two shares one became the other: not `a 12% boost in reach and a 12% rise in engagement`."""
    return a.value != b.value and _BECAME.search(text, max(0, a.start - _NEAR), b.start) is not None
