"""The names of months, weekdays and seasons in any case, whole or cut short, and which of them is meant.

month("Sept.")                          -> 9
weekday("Tues")                         -> 1, from Monday, 0
list(weekday_spans("Mon to Fri"))       -> [(0, 4, 0, 10)]

English only. Dates in the prose of an email, with their years, are read by `moments`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {
    "winter": frozenset({12, 1, 2}),
    "spring": frozenset({3, 4, 5}),
    "summer": frozenset({6, 7, 8}),
    "autumn": frozenset({9, 10, 11}),
    "fall": frozenset({9, 10, 11}),
}
"""The months of each in the north."""
MONTH_NAME = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*"
SEASON_NAME = "|".join(SEASONS)
_WEEKDAY_NAME = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
_WEEKDAY_SPAN = re.compile(
    rf"\b(?P<first>{_WEEKDAY_NAME})\.? ?(?:to|through|thru|till|until|-|–|—) ?(?P<last>{_WEEKDAY_NAME})\b", re.IGNORECASE
)
_WEEKDAYS_IN_ROW = re.compile(
    rf"\b{_WEEKDAY_NAME}\b\.?(?:(?: ?(?:to|through|thru|till|until|and|or|-|–|—|/|&|,) ?{_WEEKDAY_NAME}\b\.?)+|(?=:? (?:from )?\d))",
    re.IGNORECASE,
)


def month(name: str) -> int:
    """The number of a month, from 1."""
    return next(number for number, whole in enumerate(MONTHS, 1) if whole.startswith(name[:3].lower()))


def season(month: int) -> frozenset[int]:
    """The months of the season that has a month."""
    return next(months for months in SEASONS.values() if month in months)


def weekday(name: str) -> int:
    """The number of a weekday, from Monday, 0."""
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))


def weekdays_in_row(text: str) -> list[tuple[int, int]]:
    """Where a text names weekdays beside one another or before a time of day, cut short or whole: `Mon-Thu`, `Tue/Wed/Sat`, `Sun 9:00`."""
    return [match.span() for match in _WEEKDAYS_IN_ROW.finditer(text)]


def weekday_spans(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The weekdays from one to another that a text names: the first and the last, and from where to where that stands."""
    for match in _WEEKDAY_SPAN.finditer(text):
        yield weekday(match["first"]), weekday(match["last"]), *match.span()
