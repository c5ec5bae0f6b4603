"""Numbers of an email that are no figures of the employer's but count years of work: told before anybody is named, or going on with years.

    is_career(sources, clause, number)    -> True for `Seven years in wards would help our team`, where the resume's dates give them
    is_elliptic(text, number)             -> True for the six of `seven years at X, and six as a designer`

Not covered: durations behind a subject, which says itself whose they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.figures import numbers
from pipeline.grounding.periods import stretches
from pipeline.grounding.periods.durations import durations, fits
from pipeline.grounding.posting import posting_numbers

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources

_PERIODS = frozenset({"years", "months"})
_MOST = 100
_REACH = 150
_ELLIPSIS = re.compile(
    r" and a (?:bit|half|quarter)\b| (?:more )?(?:as|at|with|in|for|before|after|there|here|of them|of those|on)\b|\s*[.,;)]|\s*$"
)
_HEAD = re.compile(r"\W*(?:(?:after|with|and|but|well|just|over|more|than|nearly|almost|about|around|some|at|least|those|these|the|good|full|solid) )*", re.IGNORECASE)  # fmt: skip


def is_career(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether a duration that opens a clause is one of the candidate's stretches of work."""
    if number.unit not in _PERIODS or not _HEAD.fullmatch(clause.text[: number.start]):
        return False
    told = next((one for one in durations(clause.text) if one.start == number.start), None)
    spans = stretches.spans(sources, sources.positions, "")
    return told is not None and any(fits(told, span.least, span.most) for span in spans)


def is_elliptic(text: str, number: Number) -> bool:
    """Whether a bare number counts the years told of before it: `seven years at X, and six as a designer`."""
    return (
        not number.unit
        and any(
            other.unit in posting_numbers.PERIODS and other.end <= number.start <= other.end + _REACH
            for other in numbers.find(text)[:_MOST]
        )
        and bool(_ELLIPSIS.match(text, number.end))
    )
