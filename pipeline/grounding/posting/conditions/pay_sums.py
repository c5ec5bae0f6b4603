"""What a posting's pay and hours come to: `about $5,100 in all` of `20 hours / week, 15 weeks, $17.00 / hr`.

    given(job, number)   -> the first of the numbers that come to it, as evidence, or None

Hours a week times weeks; an hourly rate times hours, a week, all weeks or a year of full weeks; a total by hours, weeks or months. Not covered:
taxes, allowances and rates that depend on the hour.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.posting.posting_sums import BOUNDS

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_A_WEEK = re.compile(r" ?(?:/|per|an?|each|every|week) ?(?:weeks?|wk)\b| weekly\b", re.IGNORECASE)
_AN_HOUR = re.compile(r" ?(?:/|per|an|each|every) ?(?:hours?|hr)\b| hourly\b", re.IGNORECASE)
_OF_OTHER = re.compile(r" ?(?:/|per|an?|each|every) ?(?:days?|weeks?|months?|hours?|hr|shift|visit|mile)\b", re.IGNORECASE)
_WEEKS, _MONTHS, _FULL_WEEK, _FEW = 52, 12, 40.0, 40
_MOST = 4
"""Numbers of one sort that are tried, and hours that are those of a whole engagement from here on."""


class _Sum(NamedTuple):
    """An amount of a unit that follows from a number of the posting."""

    value: float
    unit: str
    of: Number


def given(job: Source, number: Number) -> Evidence | None:
    """The number of the posting from which one told of the pay or the hours follows."""
    if number.unit not in ("currency", "hours"):
        return None
    low, high = BOUNDS[number.hedge]
    low, high = min(low, 0.99) * number.value, max(high, 1.01) * number.value
    of = next((one.of for one in _sums(job) if one.unit == number.unit and low <= one.value <= high), None)
    return job.evidence(of.start, of.end) if of else None


@lru_cache(maxsize=256)
def _sums(job: Source) -> tuple[_Sum, ...]:
    told = [one for one in job.numbers if one.value > 0]
    weekly = [one for one in told if one.unit == "hours" and _A_WEEK.match(job.text, one.end)][:_MOST]
    hours = [one for one in told if one.unit == "hours" and one.value > _FEW and not _OF_OTHER.match(job.text, one.end)][:_MOST]
    weeks = [one.value for one in told if one.unit == "weeks" and 1 < one.value <= _WEEKS][:_MOST]
    money = [one for one in told if one.unit == "currency"]
    rates = [one for one in money if _AN_HOUR.match(job.text, one.end)][:_MOST]
    totals = [one for one in money if not _OF_OTHER.match(job.text, one.end)][:_MOST]
    terms = [week.value * term for week in weekly for term in weeks]
    sums = [_Sum(week.value * term, "hours", week) for week in weekly for term in weeks]
    for rate in rates:
        a_week = [week.value for week in weekly] or [_FULL_WEEK]
        times = [
            *a_week,
            *(week * _WEEKS for week in a_week),
            *(week * _WEEKS / _MONTHS for week in a_week),
            *terms,
            *(one.value for one in hours),
        ]
        sums += [_Sum(rate.value * many, "currency", rate) for many in times]
    for total in totals:
        shares = [*terms, *(one.value for one in hours), *weeks, _MONTHS, _WEEKS]
        sums += [_Sum(total.value / many, "currency", total) for many in shares]
    return tuple(sums)
