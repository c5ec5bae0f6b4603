"""Days of the year by their names, where the posting has the date: `Boxing Day` of `closed on 25 and 26 December`.

    dated(job, "Boxing Day")    -> True

Not covered: feasts without a date of their own (Easter, Thanksgiving).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.periods import calendar_words
from pipeline.grounding.words import folded

if TYPE_CHECKING:
    from pipeline.grounding.sources import Source

_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "st stephen's day": (12, 26),
    "st. stephen's day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "epiphany": (1, 6),
    "may day": (5, 1),
    "labour day": (5, 1),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "st patrick's day": (3, 17),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "king's day": (4, 27),
    "bastille day": (7, 14),
}
_MONTH = rf"(?P<month>{calendar_words.MONTH_NAME})\b"
_DAYS = r"(?P<days>\d{1,2}(?:st|nd|rd|th)?(?: ?(?:,|and|or|to|until|-|–|/|&) ?(?:the )?\d{1,2}(?:st|nd|rd|th)?)*)"
_DATES = (re.compile(rf"\b{_DAYS} (?:of )?{_MONTH}", re.IGNORECASE), re.compile(rf"\b{_MONTH}\.? (?:the )?{_DAYS}(?!\d)", re.IGNORECASE))
_TO = re.compile(r"\b(?:to|until)\b|[-–]")


def dated(job: Source, name: str) -> bool:
    """Whether a posting has the date of the day of that name."""
    day = _FEASTS.get(folded(name).replace("’", "'"))
    return day is not None and day in _dates(job)


@lru_cache(maxsize=256)
def _dates(job: Source) -> frozenset[tuple[int, int]]:
    """The days of months that a posting has, with those between two of a span."""
    found: set[tuple[int, int]] = set()
    for pattern in _DATES:
        for match in pattern.finditer(job.text):
            month = calendar_words.month(match["month"])
            days = [int(day) for day in re.findall(r"\d+", match["days"])]
            if len(days) == 2 and _TO.search(match["days"]):
                days = list(range(days[0], days[1] + 1))
            found.update((month, day) for day in days)
    return frozenset(found)
