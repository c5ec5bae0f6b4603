"""Times and amounts by the period that a posting gives in another form: `$2,400 a year` of `$200/month`, `six weeks` of `every sixth week`.

    by_period(job, number, text, fits)    -> the evidence, or None

And the time between two days or months of one line. `fits` says whether a value is one that the number is a true way to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.periods.calendar_words import MONTH_NAME, month

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_WORDS_TO_UNIT = re.compile(
    r" (?!and\b|or\b|to\b|of\b|a\b|an\b|per\b|in\b)[a-z-]+(?: (?!and\b|or\b|to\b|of\b|a\b|an\b|per\b|in\b)[a-z-]+)? (?P<unit>year|month|week|day|hour|minute)s?\b",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(1[89]\d0|20[0-2]0)['’]?s\b")
_MONTHS = re.compile(
    rf"\b(?P<first>{MONTH_NAME})(?: \d{{4}})? ?(?:to|and|until|till|through|[-–—]) ?(?:the )?(?:end of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<last>{MONTH_NAME})\b",
    re.IGNORECASE,
)
_DAYS_OF = re.compile(
    rf"\b(?P<from>\d{{1,2}}) (?P<first>{MONTH_NAME})(?: \d{{4}})? ?(?:to|and|until|till|through|[-–—]) ?(?P<to>\d{{1,2}}) (?P<last>{MONTH_NAME})\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r" (?:a|per|each|every|in a) year\b| (?:yearly|annually|per annum)\b", re.IGNORECASE)
_PERIOD = re.compile(r"(?: ?/ ?| (?:a|per|each|every) )(month|week|quarter)\b", re.IGNORECASE)
_A_WEEK = re.compile(r" (?:a|per|each|every) week\b| weekly\b|/week\b|/wk\b", re.IGNORECASE)
_WEEKLY = re.compile(r"(?: (?:to|and|or)|[-–—])?[ $£€]*[\d.,]*(?: (?:a|per|each|every) week\b| weekly\b)", re.IGNORECASE)
_AN_HOUR = re.compile(r" ?/ ?(?:hour|hr)\b| (?:an|per) hour\b| hourly\b| ?[-–—] ?[$£€][\d.]+ ?/ ?hour\b", re.IGNORECASE)
_FAR = 24
"""Characters behind an amount in which the period of a range stands."""
_A_YEAR = {"month": 12, "week": 52, "quarter": 4}
_EVERY = re.compile(r"\b(?:every|each) (?:about )?\Z", re.IGNORECASE)
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
ORDINALS = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_NTH: dict[float, str] = {count: f"(?:{'|'.join(word for word, value in ORDINALS.items() if value == count)})" for count in COUNTS.values()}
_ONE_IN = re.compile(r" (?:in|out of)(?: every)? (\w+)\b", re.IGNORECASE)
_MONTH_DAYS, _WEEK_DAYS = 30.44, 7


def by_period(job: Source, said: Number, text: str, fits: Callable[[float], bool]) -> Evidence | None:
    """An amount a year that the posting gives by the month or the week (`$2,400 a year` of `$200/month`), and one a week that it gives by the hour."""
    if _WEEKLY.search(text, said.end, said.end + _FAR):
        return _by_week(job, fits)
    year = _YEARLY.match(text, said.end)
    if not year:
        return None
    for other in job.numbers:
        period = _PERIOD.match(job.text, other.end) if other.unit == "currency" else None
        if period and fits(other.value * _A_YEAR[period[1].lower()]):
            return job.evidence(other.start, period.end())
    return None


def _by_week(job: Source, fits: Callable[[float], bool]) -> Evidence | None:
    """An amount a week of one that is paid by the hour, for the hours a week that the posting gives."""
    hours = {other.value for other in job.numbers if other.unit == "hours" and _A_WEEK.match(job.text, other.end)}
    for other in job.numbers if hours else ():
        if other.unit == "currency" and _AN_HOUR.match(job.text, other.end) and any(fits(other.value * many) for many in hours):
            return job.evidence(other.start, other.end)
    return None


def each(job: Source, said: Number, text: str) -> Evidence | None:
    """`Every six weeks` and `one week in six` of `every sixth week`."""
    among = _ONE_IN.match(text, said.end) if said.value == 1 else None
    ordinal = _NTH.get(COUNTS.get(among[1].lower(), 0) if among else said.value)
    if ordinal is None or not (among or _EVERY.search(text, max(0, said.start - 12), said.start)):
        return None
    found = re.search(rf"\b(?:every|each) {ordinal} {said.unit.removesuffix('s')}\b", job.text, re.IGNORECASE)
    return job.evidence(*found.span()) if found else None


def season(job: Source, fits: Callable[[float], bool]) -> Evidence | None:
    """The months from one to another, with both and without the last: `five months` for `between August and December`."""
    for match in _MONTHS.finditer(job.text):
        months = (month(match["last"]) - month(match["first"])) % 12
        if any(fits(length) for length in (months, months + 1)):
            return job.evidence(*match.span())
    return None


def weeks(job: Source, said: Number) -> Evidence | None:
    """The weeks from one day to another: `fourteen weeks` for `25 July to 1 November`."""
    for match in _DAYS_OF.finditer(job.text):
        months = (month(match["last"]) - month(match["first"])) % 12
        weeks = (months * _MONTH_DAYS + int(match["to"]) - int(match["from"])) / _WEEK_DAYS
        if abs(weeks - said.value) <= 1:
            return job.evidence(*match.span())
    return None


def spaced(job: Source, said: Number, fits: Callable[[float], bool]) -> Evidence | None:
    """A time whose unit stands behind a word or two more: `one team day a month`."""
    unit = said.unit.removesuffix("s")
    for number in job.numbers:
        between = _WORDS_TO_UNIT.match(job.text, number.end) if not number.unit and fits(number.value) else None
        if between and between["unit"].lower() == unit:
            return job.evidence(number.start, between.end())
    return None


def age(job: Source, said: Number, year: int, fits: Callable[[float], bool]) -> Evidence | None:
    """`thirty years` of a firm that began in 1996, and of what dates from the 1990s."""
    for decade in _DECADE.finditer(job.text):
        begun = year - int(decade[1])
        if any(fits(old) for old in range(begun - 9, begun + 1)):
            return job.evidence(*decade.span())
    for other in job.numbers:
        if other.unit == "year" and (fits(year - other.value) or abs(year - other.value - said.value) <= 1):
            return job.evidence(other.start, other.end)
    return None
