"""Durations at the head of a clause of an outreach, before anybody is named, that may be the candidate's: `Seven years in wards would help our team`.

    is_career(sources, clause, number)    -> True where the resume's dates give such a time

Not covered: durations behind a subject, which says itself whose they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.periods import stretches
from pipeline.grounding.periods.durations import durations, fits

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources

_PERIODS = frozenset({"years", "months"})
_HEAD = re.compile(r"\W*(?:(?:after|with|and|but|well|just|over|more|than|nearly|almost|about|around|some|at|least|those|these|the|good|full|solid) )*", re.IGNORECASE)  # fmt: skip


def is_career(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether a duration that opens a clause is one of the candidate's stretches of work."""
    if number.unit not in _PERIODS or not _HEAD.fullmatch(clause.text[: number.start]):
        return False
    told = next((one for one in durations(clause.text) if one.start == number.start), None)
    spans = stretches.spans(sources, sources.positions, "")
    return told is not None and any(fits(told, span.least, span.most) for span in spans)
