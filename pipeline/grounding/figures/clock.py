"""Hours of the day told without minutes: `eight to five`, `ten to four`, `half past one`, `twenty past six`.

    is_hour(text, number)    -> True for the five of `I work nine to five`

Of two bare numbers up to twelve, a second one that is smaller is an hour: no count runs downwards but behind `from`. One that is larger is
an hour in a clause that speaks of the day. Not covered: hours of the 24-hour clock without a colon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted
from pipeline.grounding.figures.number_values import ONES
from pipeline.grounding.words import has_any

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number

_HOURS = {**{word: n for word, n in ONES.items() if 1 <= n <= 12}, **{str(n): n for n in range(1, 13)}}
_HOUR = rf"(?:{'|'.join(sorted(_HOURS, key=len, reverse=True))})"
_FIVES = r"(?:half|(?:a )?quarter|five|ten|twenty(?:[ -]five)?)"
_PAST = re.compile(rf"{_FIVES}(?: minutes)? past {_HOUR}\b|(?:a )?quarter to {_HOUR}\b", re.IGNORECASE)
"""Minutes and the hour that they are counted from."""
_RANGE = re.compile(rf"\b(?P<from>{_HOUR})(?: to | ?[–-] ?| until | till )(?P<to>{_HOUR})\b(?! ?%)", re.IGNORECASE)
_NO_HOURS = re.compile(
    r"\b(?:ratios?|odds|scores?|scored|votes?|voted|won|lost|beat|beaten|outnumber\w*|grew|fell|went|rose|cut|reduc\w+|down|up|of|by|from) (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
"""Before two numbers that are a proportion, a result or a change."""
_OF_DAY = re.compile(
    r"\b(?:hours?|shifts?|o['’]clock|pacific|eastern|central|mountain|time|schedules?|rota|noon|midnight|morning|afternoon|evening|nights?|overlap|available|free|open|early|late)\b",
    re.IGNORECASE,
)
_ZONED = re.compile(
    r" (?:sharp\b|(?:(?:Eastern|Central|Mountain|Pacific|Greenwich|UK|local|your|our|my) )(?:Standard |Daylight |Mean )?[Tt]ime\b)"
)
_BESIDE = 40
_DAY = 120
"""Characters beside a range in which the clause speaks of the day."""


def is_hour(text: str, number: Number) -> bool:
    """Whether a number is an hour of the day, or the minutes beside one."""
    begin, end = max(0, number.start - _BESIDE), number.end + _BESIDE
    minutes = _PAST.finditer(text, begin, end) if has_any(text, ("past", "quarter")) else ()
    return (
        any(_covers(match, number) for match in minutes)
        or (not number.unit and _ZONED.match(text, number.end) is not None)
        or (
            not number.unit
            and any(_covers(match, number) and _is_of_day(text, match, number) for match in _RANGE.finditer(text, begin, end))
        )
    )


def _covers(match: re.Match[str], number: Number) -> bool:
    return match.start() <= number.start < match.end()


def _is_of_day(text: str, match: re.Match[str], number: Number) -> bool:
    """Whether two numbers are hours: of nothing counted, and downwards, or in words about the day."""
    if counted.noun(text, number):
        return False
    near = _OF_DAY.search(text, max(0, match.start() - _DAY), match.end() + _DAY)
    down = _HOURS[match["from"].lower()] > _HOURS[match["to"].lower()]
    return bool(near) or (down and not _NO_HOURS.search(text, max(0, match.start() - _BESIDE), match.start()))
