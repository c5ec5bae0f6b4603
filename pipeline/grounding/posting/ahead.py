"""Times by which an email says how far off something is that the posting dates: `in two months we open the new site`.

    is_dated(sources, clause, number)    -> True where the posting has a date so far from the day of writing

A month to either side. Not covered: times of which the posting has no date, which are read as figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.periods.chronicle import chronicle
from pipeline.grounding.periods.moments import index

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources

_MONTHS = {"days": 1 / 30, "weeks": 7 / 30, "months": 1.0, "years": 12.0}
_IN = re.compile(r"\b(?:in|within)(?: (?:about|around|just|only|under|over|less than|more than|little more than|the next|another))*\s*$", re.IGNORECASE)  # fmt: skip
_AWAY = re.compile(
    r" (?:from (?:now|today)|away|off(?! (?:in|at|for|each|every|a|over|between|during|per|with|on|paid)\b)|ahead|to go|left|time)\b|['’] time\b"
)


def is_dated(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether a time is the distance from the day of writing to a date of the posting."""
    months = _MONTHS.get(number.unit)
    if months is None or not (_IN.search(clause.text[: number.start]) or _AWAY.match(clause.text, number.end)):
        return False
    then = index(sources.date.year, sources.date.month) + number.value * months
    for entry in chronicle(sources.request.job).entries:
        if any(stretch.first - 1 <= then <= stretch.last + 1 for stretch in entry.stretches):
            return True
        if then < index(sources.date.year + 1, sources.date.month) and any(
            abs((then - (month - 1) + 6) % 12 - 6) <= 1 for month in entry.months
        ):
            return True
    return False
