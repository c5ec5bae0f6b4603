"""Hours of a day and days of a week that a posting gives in another form: `ten-hour days` of `four tens`, `a four-day week` of 32 hours.

    given(job, number, text)      -> the evidence, or None

A working day is as long as a posting's `4x10` and `four tens`, its times of day (`6:00 to 4:30`, less a break of up to an hour), and its weekly
hours divided among its days; a week has as many days as those, as weekly hours of eight each, or as the days between two that it names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.periods.calendar_words import WEEKDAYS, weekday_spans
from pipeline.grounding.words import any_in

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_LONG = {"sixes": 6, "eights": 8, "nines": 9, "tens": 10, "twelves": 12}
_SHORTHAND = re.compile(
    rf"\b(?P<days>{'|'.join(_WORDS)}|[2-7])(?: ?(?:x|×|by) ?(?P<hours>[4-9]|1[0-4])\b(?![\d.,])| ?/ ?(?P<slash>8|10|12)s?\b| (?P<word>{'|'.join(_LONG)})\b)",
    re.IGNORECASE,
)
_CLOCK = r"(?P<{0}>[01]?\d|2[0-4])(?:[:.h](?P<{0}m>[0-5]\d))? ?(?P<{0}half>[ap]\.?m\b\.?)?"
_TIMES = re.compile(
    rf"(?<![\d.:,/€$£-]){_CLOCK.format('a')} ?(?:to|until|till|and|-|–|—) ?{_CLOCK.format('b')}(?![\d%:/]|[.,]\d)", re.IGNORECASE
)
_WEEKLY = re.compile(
    r"(?<![\d.,])(?P<hours>[1-5]\d(?:\.\d)?)[ -]?(?:h|hours?)?(?: or \d\d)?[ -]?(?:h|hours?)\b(?P<spread>[^.;\n]{0,20}?\b(?:over|in|on|across) (?P<days>two|three|four|five|six|[2-6]) days)?|(?<![\d.,])(?P<first>[1-5]\d)(?=(?:,| or|/| to|-|–) ?[1-5]\d(?:\.\d)? ?(?:h|hours)\b)",
    re.IGNORECASE,
)
_PAY_PERIOD = re.compile(r"\bhours per pay(?: period)?\W{1,5}(?P<hours>\d{2,3})\b", re.IGNORECASE)
_SHIFTS = re.compile(r"\b(?:shifts?|hours|work(?:ing)?|rota|open|early|late)\b[^.\n]*$", re.IGNORECASE)
_ENDS = re.compile(r"\W*$|[,;.)\n]| (?:and|or|on|week|in turn|alternat\w+)\b")
_REACH = 60
_OF_WEEK = re.compile(r"[ -]*(?:day )?(?:(?:work(?:ing)? )?(?:weeks?)|(?:a|per|each|every|of the) (?:working )?week)|(?:[ -]hours? days)")
_FULL_DAY, _BREAK, _HALF = 8, 1, 12
_LONGEST = 16


def given(job: Source, number: Number, text: str) -> Evidence | None:
    """Where a posting has a working day so long, or a week of so many days."""
    if number.unit == "hours" and _OF_WEEK.match(text, number.end) and (found := _of_pay_period(job, number.value)):
        return found
    if number.unit == "hours" and any_in(text, ("day", "shift", "hour")):
        return _found(job, _lengths(job), number.value)
    if number.unit == "days" and _OF_WEEK.match(text, number.end):
        return _found(job, _weeks(job), number.value)
    return None


def _of_pay_period(job: Source, value: float) -> Evidence | None:
    """The hours of a pay period, which has two weeks: 35 a week for `Hours Per Pay Period: 70`."""
    found = _PAY_PERIOD.search(job.text)
    return job.evidence(*found.span()) if found and int(found["hours"]) == 2 * value else None


def _found(job: Source, all_given: tuple[tuple[float, float, int, int], ...], value: float) -> Evidence | None:
    return next((job.evidence(start, end) for low, high, start, end in all_given if low <= value <= high), None)


@lru_cache(maxsize=256)
def _lengths(job: Source) -> tuple[tuple[float, float, int, int], ...]:
    """The lengths of a working day, least and most, each with its place."""
    found: list[tuple[float, float, int, int]] = []
    for match in _SHORTHAND.finditer(job.text):
        long = _LONG[match["word"].lower()] if match["word"] else int(match["hours"] or match["slash"])
        found.append((long, long, *match.span()))
    timed = (match for match in _TIMES.finditer(job.text) if _is_of_day(job.text, match))
    found += [(hours - _BREAK, hours, *match.span()) for match in timed if (hours := _between(match)) <= _LONGEST]
    spread = (match for match in _WEEKLY.finditer(job.text) if match["days"])
    for match in spread:
        each = float(match["hours"]) / (_WORDS.get(match["days"].lower()) or int(match["days"]))
        found.append((each - _BREAK / 2, each + _BREAK / 2, *match.span()))
    return tuple(found)


def _is_of_day(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are times of day: by their minutes or halves of the day, or in a sentence on shifts."""
    if match["am"] or match["bm"] or match["ahalf"] or match["bhalf"]:
        return True
    return bool(_SHIFTS.search(text, max(0, match.start() - _REACH), match.start()) and _ENDS.match(text, match.end()))


def _between(match: re.Match[str]) -> float:
    """The hours from one time of day to another, past noon or midnight where the second is the smaller."""
    first = int(match["a"]) + int(match["am"] or 0) / 60
    last = int(match["b"]) + int(match["bm"] or 0) / 60
    if match["ahalf"] and match["bhalf"] and match["ahalf"][0].lower() == match["bhalf"][0].lower():
        return (last - first) % (2 * _HALF)
    return (last - first) % _HALF if max(first, last) <= _HALF + 1 else (last - first) % (2 * _HALF)


@lru_cache(maxsize=256)
def _weeks(job: Source) -> tuple[tuple[float, float, int, int], ...]:
    """The days of a working week, each with its place."""
    found: list[tuple[float, float, int, int]] = []
    for match in _SHORTHAND.finditer(job.text):
        days = _WORDS.get(match["days"].lower()) or int(match["days"])
        found.append((days, days, *match.span()))
    for match in _WEEKLY.finditer(job.text):
        worked = float(match["hours"] or match["first"]) / _FULL_DAY
        if worked == int(worked):
            found.append((worked, worked, *match.span()))
    for first, last, start, end in weekday_spans(job.text):
        days = (last - first) % len(WEEKDAYS) + 1
        found.append((days, days, start, end))
    return tuple(found)
