"""Which numbers of a text are figures that documents can bear out.

    counts(clause, number)    -> False for `at 9:30`, `the 3rd of May`, `four in five`, `two points`

No figures are times of a day, days of a month, labels, comparisons, and numbers up to three without a unit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.figures import clock, counted, numbers
from pipeline.grounding.patterns import compiled

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause

_NEAR = 100
"""Characters before and behind a number that say what sort of number it is."""
FIGURES = frozenset({"%", "currency", "x"})
"""Units with which even a small number is a figure."""
_SMALL = 3
"""Up to here a number without a unit is a way of speaking more often than a figure."""
_BARE = 20
"""From here a number word without a noun is a figure too: `first among seventy`."""
_ELSEWHERE = frozenset({"years", "months", "year"})
"""Units that `tenure` and `when` read."""
_OF_TIME = re.compile(
    r"^[ -](?:working )?(?:work)?(?:weeks?|days?|shifts?)\b|^\W*in the (?:morning|afternoon|evening)\b|^\W*(?:a\.?m\b|p\.?m\b|o['’]clock|:\d\d)|^\W*(?:call|chat|talk|conversation|meeting)\b|^ of your time\b|^,? (?:by|on|over|via|for) (?:the |a )?(?:phone|telephone|video|zoom|teams|coffee|call|chat)\b",
    re.IGNORECASE,
)
_DAYS = 31
_DAY = re.compile(r"[@:/]$|\b(?:on|until|by) (?:the )?$", re.IGNORECASE)
_CLOCK = re.compile(r":\d\d ?(?:(?:am|pm) )?(?:to|until|till|[-–]) ?$", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:the|on|by|before|until|since|from) {numbers.CALENDAR} $", re.IGNORECASE)
"""Before the day of a date: `the March 14 close`."""
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
_OF_CALENDAR = re.compile(
    rf"^(?:st|nd|rd|th)?\W*(?:of )?{numbers.CALENDAR}\b|^[/.](?:19|20)\d\d\b|^/\d\d ?(?:to|until|till|through|[-–]) ?(?:\d{{1,2}}/\d\d\b|date|now|today|present)",
    re.IGNORECASE,
)
"""Behind the day of a date, or the month of `06/2016` and `5/19 to 5/21`."""
_TO_MONTH = re.compile(r"/\d\d ?(?:to|until|till|through|[-–]) ?$|\b(?:since|from) $", re.IGNORECASE)
_SHORT_MONTH = re.compile(r"/\d\d\b(?![/.]\d)")
"""Around the month of the second date, or of the only one: `since 6/21`."""
_MANNERS = frozenset(
    {"times", "points", "percentage", "more", "fewer", "less", "other", "further", "additional", "figure", "figures", "digit", "digits"}
)
"""What is counted in a comparison, or says how large a number is that is not given."""
_LESS = frozenset({"less", "fewer", "more"})
"""What comes behind a share by which something fell or rose."""
_POINTS = re.compile(r"points?$", re.IGNORECASE)
_FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_SHARE = compiled(
    rf"(?<!-)\b(?:{_FEW}|\d\d?) (?:(?!to\b|times\b)[^\W\d][\w’'-]* ){{1,3}}(?:in|out of)(?: every)? (?:{_FEW}\b(?! [\w’'-]+s\b| (?:year|month|week|day|season|term|case)\b)|(?:twenty|fifty)\b(?! (?!is |was |has |does |gets )[\w’'-]+s\b)|(?:(?:a )?(?:hundred|thousand)|100)\b)",
    re.IGNORECASE,
)
_SHARE_LENGTH = 40
_ELLIPSIS = re.compile(
    r"\W*(?:in (?:all|total|sum)\b|altogether\b|all told\b|of (?:them|those|these|which|my|your)\b|$|and\b|,|at\b|have\b|has\b|as\b|on,|off\b|(?:before|prior to|after|until) (?:that|this|then|it|which)\b|since\b|that (?:followed|came|remained)\b)"
)
"""Behind a number that goes on with what was said before: `over seven of them`, `nearly eight at Acme`."""
_YEARS = re.compile(r"\b(?:years?|months?)\b[^.;]*$", re.IGNORECASE)
_COUNTING = re.compile(r" (?:and|&) counting\b")
"""Behind a number that goes on with years: `2.5 years there, 4.5 and counting here`."""
_IN_A_POST = re.compile(r" as (?:(?:an?|the) |[A-Z]|[a-z]+ (?:at|for|in|of|with)\b)")
"""Behind a number that goes on with years: `ten years, the last eight as a director`."""
_OF = re.compile(
    r"\b(?:of|by|(?<!close )to|from|between) (?:(?:more|less|fewer|over|under|about|around|some|nearly|almost|just|roughly|close|well|at|least) (?:than |to )?){0,3}$",
    re.IGNORECASE,
)


_HALVES = re.compile(r"\b(?:the|a|an|that|this|my|your|our|its|their|each|either|both) (?:[a-z-]+ )?$", re.IGNORECASE)
"""Before a half that is a thing: `the written half of the exam`."""


def counts(clause: Clause, number: Number) -> bool:
    """Whether a number is a figure that documents can bear out."""
    if (
        number.unit in _ELSEWHERE
        or (number.value <= _SMALL and number.unit not in FIGURES)
        or counted.is_way_of_speaking(clause.text, number)
        or (clause.text[number.start : number.end] == "half" and _HALVES.search(clause.text, 0, number.start))
    ):
        return False
    before, after = clause.text[max(0, number.start - _NEAR) : number.start], clause.text[number.end : number.end + _NEAR]
    if (
        (number.after in _MANNERS and not (number.unit == "%" and number.after in _LESS))
        or _is_comparison(clause.text, number)
        or (
            number.word
            and (not after.startswith(" as ") or (_YEARS.search(before) and _IN_A_POST.match(after)))
            and (
                (_ELLIPSIS.match(after) and not (number.unit == "%" and after.startswith(" off")))
                or (number.value < _BARE and not (number.unit or counted.noun(clause.text, number)))
            )
            and (not _OF.search(before) or (_YEARS.search(before) and _IN_A_POST.match(after)))
        )
    ):
        return False
    if not number.unit and _COUNTING.match(after) and _YEARS.search(before):
        return False
    ordinal = _ORDINAL.search(clause.text, number.start, number.end)
    is_day = not number.unit and number.value <= _DAYS
    of_month = is_day and ((not number.after and _DAY.search(before)) or _MONTH.search(before))
    return not (
        ordinal
        or of_month
        or _CLOCK.search(before)
        or clock.is_hour(clause.text, number)
        or _OF_TIME.match(after)
        or _OF_CALENDAR.match(after)
        or (_SHORT_MONTH.match(after) and _TO_MONTH.search(before))
        or counted.is_label(clause.text, number)
    )


def _is_comparison(text: str, number: Number) -> bool:
    """`27 percentage points`, `four in five`, `four customers in five`, `more than double that`."""
    return (
        bool(_POINTS.search(text[number.start : number.end]))
        or (number.unit == "x" and (number.after in ("that", "the", "this", "what") or text.startswith(" as long", number.end)))
        or any(
            match.start() <= number.start < match.end() and _is_share(match.group())
            for match in _SHARE.finditer(text, max(0, number.start - _SHARE_LENGTH), number.end + _SHARE_LENGTH)
        )
    )


def _is_share(text: str) -> bool:
    """Whether the first number of `four customers in five` is no larger than the second, as `64 children in five schools` is."""
    given = numbers.find(text)
    return not given or given[0].value <= given[-1].value
