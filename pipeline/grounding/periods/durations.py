"""Durations in prose, in months, and how far a phrase may be from the truth.

    durations("for three years and seven months")   -> (Duration(months=43, exact=True, ...),)
    fits(duration, least, most)                     -> whether the phrase is a true way to say so many months

How far a phrase may be from the dates, in months: `four years` 48 to 59, and one month less (of more years a forty-eighth); `a decade`
114 to 144; `over`, `more than`, `4+`, `at least`: 48 and up; `nearly`, `almost`, `just under`: up to 4 months or a tenth below; `about`,
`around`: 4 months or an eighth to either side; `three and a half years`: 40 to 47; `three years and seven months`, `14 months`: one month
to either side. Bare years in the resume widen every bound by what they leave open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import numbers
from pipeline.grounding.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_MONTHS_IN = {"years": 12, "months": 1}
_AND = re.compile(r"\.?,?\s*(?:and\s+)?")
_GOES_ON = re.compile(r"\W*(?:of (?:them|those|these|which)|have|were|was|at|as|with)\b")
_LATEST = re.compile(r"\b(?:last|latest|first|past|other|final) $", re.IGNORECASE)
_IN_TURN = re.compile(
    r"(?:\b(?:and|to|then|another|plus|followed by|before that|earlier|previously)|,) (?:a further |another )?$", re.IGNORECASE
)
_RIGHT_BEHIND = re.compile(r",? (?:[a-z]+ ){0,3}")
_AS = re.compile(r" (?:as|at) ")
"""Around a bare number that goes on in the unit of the one before it: `fifteen months as a trainee, then fourteen as a clerk`."""
_INCLUDED = re.compile(r"\b(?:includ(?:e|es|ed|ing)|of which|of them) $", re.IGNORECASE)
_YEARS_OF = re.compile(r"\byears(?: (?:of|in)(?: [\w-]+){1,3})?:$", re.IGNORECASE)
_COUNTING = re.compile(r",? and counting\b,?")
_OF_ERA = re.compile(r"\b(?:turn|start|beginning|middle|end) of (?:the|this) (?:last |past )?$", re.IGNORECASE)
"""Before a decade that is a time of the calendar."""
_A_YEAR = re.compile(
    r"\b(?:for|after|spent|lasted|took|stayed)(?: (?:me|you|just|only))?(?P<hedge>(?: (?:nearly|almost|about|around|roughly|over|more than|at least|just (?:over|under)|well over|a little over))?) (?P<year>(?:a|an)(?: (?:full|whole|entire|good|single))? year)\b(?! (?:ago|later|earlier|before|from now|and (?:a|an) )|['’-])",
    re.IGNORECASE,
)
_A_YEAR_HEDGED = {
    "under": re.compile(r"nearly|almost|under"),
    "over": re.compile(r"over|more|least"),
    "about": re.compile(r"about|around|roughly"),
}
_AHEAD = re.compile(
    r"\b(?:will|['’]ll|shall|about to|going to|due to|set to)(?: (?:soon|also|then|shortly))? (?:reach|complete|mark|hit|pass|turn|celebrate|have (?:been|spent|had|completed|reached))\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
"""Before a duration that is full on a day to come: `you will reach four years at Acme this June`."""
_YEAR_AND = re.compile(r"\b(?:a|an entire) (?:full |good )?year(?:,? and|,) $", re.IGNORECASE)
_MOST_OF = re.compile(
    r"\b(?:most|much|the (?:bulk|majority|greater part|larger part)) of (?:the|these|those|my|your)(?: (?:last|past|first|next|following))? $",
    re.IGNORECASE,
)
"""Before a time of which somebody spent half or more: `for most of the last ten years`."""
_FIRST_OF = re.compile(r"\b(?:the|my|your|those|these) (?:very )?first $", re.IGNORECASE)
"""Before a time that more may have followed: `the first four years of my career`."""
PART = re.compile(r" (?:and a half )?of (?:them|those|these)\b")
"""Behind a time that is a part of one told before: `ten years, six of them`."""
_COUNTED = re.compile(r"\b(?!years)[a-z]{3,}s\b")
"""What a bare number behind years might count in their stead."""
_NEAR = 120
"""Characters before a number that are read for what it is told of."""
_MOST_YEARS = 60
_ROUNDED = 48
"""A whole number of years may be short by this part of it: of four years a month, of fourteen a quarter of a year."""
_FARTHEST = 3
"""Clauses back in which a bare number looks for its years."""


_ORDINALS = {
    word: n
    for n, word in enumerate(
        """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
        seventeenth eighteenth nineteenth twentieth""".split(),
        2,
    )
}
RUNNING = compiled(rf"\b(?:my|your|her|his|a) (?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d\d?)(?:st|nd|rd|th)) year\b", re.IGNORECASE)


class Duration(NamedTuple):
    """A duration as the email writes it, in months."""

    start: int
    end: int
    months: float
    hedge: str
    exact: bool
    """Given with months: `three years and seven months`."""
    half: bool


def durations_in(clause: Clause) -> tuple[Duration, ...]:
    """Those of a clause."""
    found = numbers.find(clause.text) or " year" in clause.text
    return durations(clause.text, _said_before(clause)) if found else ()


def _said_before(clause: Clause) -> bool:
    """Whether a bare number of a clause may go on with a duration in years of one shortly before: `ten years, over seven of them at Acme`."""
    if all(number.unit for number in numbers.find(clause.text)):
        return False
    at = clause.previous
    for _ in range(_FARTHEST):
        if at is None or at.sentence.paragraph != clause.sentence.paragraph:
            return False
        if any(number.unit == "years" for number in numbers.find(at.text)):
            return True
        at = at.previous
    return False


@lru_cache(maxsize=1024)
def durations(text: str, years_before: bool = False) -> tuple[Duration, ...]:
    """Years and months, those of one phrase added up, with an `and counting` behind them; a bare number after years (or after `years_before`) is years too."""
    found: list[Duration] = []
    previous: Number | None = None
    for number in numbers.find(text):
        before = text[max(0, number.start - _NEAR) : number.start]
        years = not number.unit and (
            ((found or years_before) and _is_elliptic(text, number, before))
            or (found and _is_of_them(text, found[-1], number))
            or _is_labelled(before)
        )
        unit = "years" if years else previous.unit if previous and _is_in_turn(text, previous, number) else number.unit
        if unit not in _MONTHS_IN or _OF_ERA.search(before):
            previous = None
            continue
        months = number.value * _MONTHS_IN[unit]
        if unit == "months" and (year := _YEAR_AND.search(text, max(0, number.start - _NEAR), number.start)):
            found.append(Duration(year.start(), number.end, 12 + months, number.hedge, exact=True, half=False))
            previous = number
            continue
        if found and previous and previous.unit == "years" and unit == "months" and _AND.fullmatch(text, previous.end, number.start):
            last = found.pop()
            found.append(last._replace(end=number.end, months=last.months + months, exact=True))
        else:
            ahead = "ahead" if unit == "years" and _AHEAD.search(before) else ""
            part = "part" if not number.unit and PART.match(text, number.end) else ""
            most = "most" if _MOST_OF.search(before) else ""
            first = "first" if _FIRST_OF.search(before) else ""
            hedge = most or first or number.hedge or ahead or part or ("round" if "decade" in text[number.start : number.end] else "")
            found.append(Duration(number.start, number.end, months, hedge, unit == "months", unit == "years" and number.value % 1 != 0))
        previous = replace(number, unit=unit)
    found = sorted([*found, *_single(text)], key=lambda one: one.start)
    return tuple(one._replace(end=going_on.end()) if (going_on := _COUNTING.match(text, one.end)) else one for one in found)


@lru_cache(maxsize=256)
def durations_of(source: Source) -> tuple[Duration, ...]:
    """Those of a document."""
    return durations(source.text)


def _single(text: str) -> Iterator[Duration]:
    """A year that is told without a number: `for nearly a year`, `spent a full year`."""
    for match in _A_YEAR.finditer(text) if " year" in text else ():
        hedge = next((name for name, words in _A_YEAR_HEDGED.items() if match["hedge"] and words.search(match["hedge"])), "")
        yield Duration(match.start("year"), match.end(), 12.0, hedge, exact=False, half=False)


def running_years(text: str) -> list[Duration]:
    """`In my sixth year`: five years and part of another."""
    found = [(match, _ORDINALS.get((match["word"] or "").lower()) or int(match["digits"])) for match in RUNNING.finditer(text)]
    return [Duration(*match.span(), 12.0 * (nth - 1), "nth", exact=False, half=False) for match, nth in found]


def _is_labelled(before: str) -> bool:
    """`Years of experience: 20`."""
    label = before.rstrip(" ")
    return label.endswith(":") and bool(_YEARS_OF.search(label))


def _is_elliptic(text: str, number: Number, before: str) -> bool:
    """`over seven of them`, `the last eight and a half have been`, `which include six as a tester`."""
    if not number.word or number.value >= _MOST_YEARS or not _GOES_ON.match(text, number.end):
        return False
    return bool(number.hedge or _LATEST.search(before) or _INCLUDED.search(before))


def _is_of_them(text: str, before: Duration, number: Number) -> bool:
    """`ten years in nursing, six of them at Acme`, where nothing else stands between that could be counted."""
    told = number.word and number.value * 12 <= before.months and PART.match(text, number.end)
    return bool(told) and not _COUNTED.search(text, before.end, number.start)


def _is_in_turn(text: str, before: Number, number: Number) -> bool:
    """Whether a bare number is told in the unit of a time shortly before it, of what came next."""
    if number.unit or not number.word or number.value >= _MOST_YEARS:
        return False
    told = _AS.match(text, before.end) or _RIGHT_BEHIND.fullmatch(text, before.end, number.start)
    return bool(told and _AS.match(text, number.end) and _IN_TURN.search(text, before.end, number.start))


def fits(duration: Duration, least: float, most: float) -> bool:
    """Whether a phrase is a true way to say a number of months; see the module's text for the bounds."""
    low, high = _bounds(duration)
    return low <= most and least <= high


def least_of(duration: Duration) -> float:
    """The fewest months of which a phrase is a true way to say them."""
    return _bounds(duration)[0]


def _bounds(duration: Duration) -> tuple[float, float]:
    months = duration.months
    about = max(4, months / 8)
    hedged = {
        "round": (0.95 * months, 1.2 * months),
        "nth": (months - 1, months + 13),
        "over": (months, float("inf")),
        "first": (months - max(1, months / _ROUNDED), float("inf")),
        "under": (months - max(4, 0.1 * months), months),
        "about": (months - about, months + about),
        "ahead": (months - 12, months + 1),
        "most": (0.5 * months, months),
        "part": (months - 6, months + 11),
    }
    rounded = max(1, months / _ROUNDED)
    plain = (months - 1, months + 1) if duration.exact else (months - 2, months + 5) if duration.half else (months - rounded, months + 11)
    return hedged.get(duration.hedge, plain)
