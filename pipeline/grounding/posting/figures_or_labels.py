"""Numbers that count nothing of a house: ranks, dates, times of day, references, lengths of calls, ways of speaking.

    is_figure(clause, number)   -> False for the 3 of `Level 3`, `every twelve months`, `six figures`, `a call of 15 minutes`

The words right before and behind a number tell. Not covered: labels of one house's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted, numbers
from pipeline.grounding.posting import posting_numbers

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause

_CALL = re.compile(
    r"\b(?:call|chat|talk|phone|ring|speak|conversation|coffee|meet(?:ing)?|video|zoom|reply|spare|free(?! of\b)|get back|hear|your time|lost|lose|wasted?)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"^\W*(?:a\.?m\b|p\.?m\b|o['’]clock|:\d\d|%? ?(?:sure|certain)\b)|^(?:st|nd|rd|th)?\W*(?:of )?{numbers.CALENDAR}\b", re.IGNORECASE)  # fmt: skip
_LABEL = re.compile(
    r"(?:\b(?:level|step|band|class|grade|type|year|years|phase|stage|version|iso|iec|ifrs|nfpa|part|week|room|unit|category|tier|ks|zone|no\.?|number|act|section|article|form|code|model|series|top|ref\.?|reference)|(?-i:\b[A-Z]{2,}[A-Z\d/]*)|[@/#]|(?<=\S)-)[ -]?$",
    re.IGNORECASE,
)
_COLON = re.compile(
    r"\b(?:ref\w*|id|no|nr|number|code|req\w*|posting|tel\w*|phone|mobile|fax|version|page|room|zip|postcode|time|date|deadline|start)\.?: ?$",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"(?:double|triple|treble|quadruple)$", re.IGNORECASE)
"""`Triple the five you ask for` sets two numbers side by side."""
_PAST = re.compile(r"\b(?:half|quarter) (?:past|to) $", re.IGNORECASE)
_BY_DATE = re.compile(r"\b(?:on|until|by|before|from|since|between|than|the) (?:the )?$", re.IGNORECASE)
_FOUNDED = re.compile(
    r"\b(?:since|founded|established|started|began|begun|opened|formed|created|born|dates?|dating|going|back|launched|set up|in business)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_BEEN = re.compile(r"\b(?:I|you)(?:['’]ve| have)? (?:\w+ ){0,3}?(?:been|worked?|stayed|served|remained)\b[^,.;]*$", re.IGNORECASE)
"""Before the year of a beginning that is the candidate's: `you have been with the one company since 2019`."""
_OF_THINGS = re.compile(
    r" of (?:our|your|the|all|its|their|these|those) (?:[a-z-]+ )?[a-z-]{3,}s\b| (?:of )?(?:each|every|the|your|their) (?:working )?(?:week|month|year|day|time)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_ORDINALS = ("st", "nd", "rd", "th")
_ORDINAL = re.compile(r"an? (?:third|quarter|fourth|fifth|sixth|seventh|eighth|tenth)\b(?! of)(?:\W|$)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\s*(?:less|fewer|more|longer|shorter|short|shy|under|over|beyond|above|below|older|younger|earlier|later|away|ago|apart|times)\b",
    re.IGNORECASE,
)
"""What follows the distance between two figures, which no document gives."""
_EACH = re.compile(r"\b(?:every|each|per) $", re.IGNORECASE)
_WHOLE: dict[str, tuple[float, ...]] = {"months": (12,), "weeks": (52,), "days": (7, 365), "hours": (24,), "minutes": (60,)}
"""Times that are another way to say a year, a week, a day: `every twelve months`."""
_SAYING = re.compile(r"[ -]*(?:figures?|digits?|sigma)\b", re.IGNORECASE)
"""`Six figures` counts nothing."""
_ONE_IN = re.compile(r"\bone (?:\w+ )?(?:in|out of)(?: every)? $", re.IGNORECASE)
"""`One load in fifty` is a way of saying a share that a posting gives in another."""
_GOAL = re.compile(r"\b(?:want|aim|goal|hope|plan|would|could|will|should|to)\b", re.IGNORECASE)
_PERIOD_OF_ALL = re.compile(r"\s*(?:years?|months?|weeks?|days?|hours?)\b", re.IGNORECASE)
_SOME_DAY = re.compile(
    r"\b(?:may|might|could|would|will|can|to)(?: (?:well|also|even))? one day\b(?! (?:a|per|each|every|of|off|or)\b)", re.IGNORECASE
)
"""`You might one day run it`: no number, but some time to come."""
_NEAR = 16
"""Characters before a number that may name or date it."""


def is_figure(clause: Clause, number: Number) -> bool:
    """Whether a number is a figure that a posting can bear out."""
    before, after = clause.text[max(0, number.start - 60) : number.start], clause.text[number.end : number.end + 60]
    if number.unit == "year":
        return bool(_FOUNDED.search(before)) and not _BEEN.search(before)
    return not (
        _COMPARED.match(after)
        or (number.value in _WHOLE.get(number.unit, ()) and _EACH.search(before))
        or _SAYING.match(after)
        or counted.is_far_off(clause.text, number)
        or _ONE_IN.search(before[-30:])
        or (number.unit == "days" and number.value == 1 and _SOME_DAY.search(clause.text, max(0, number.start - 20), number.end + 8))
        or (number.unit == "x" and (_GOAL.search(before) or _MULTIPLE.match(clause.text[number.start : number.end].strip())))
        or (number.unit == "%" and _PERIOD_OF_ALL.match(after))  # `three in four years`
        or (
            number.unit in posting_numbers.PERIODS
            and (number.value < 1 or (number.unit in ("minutes", "hours") and _CALL.search(before + after)))
        )
        or _is_label(clause.text, number, before, after)
    )


def _is_label(text: str, number: Number, before: str, after: str) -> bool:
    """Whether a number stands for a rank, a date, a time of day, a reference."""
    said = text[number.start : number.end].strip().lower()
    return bool(
        (said[-2:] in _ORDINALS and said[-3:-2].isdigit())
        or _OTHER.match(after)
        or _PAST.search(before[-_NEAR:])
        or after.startswith("-old")
        or (number.unit != "currency" and _LABEL.search(before[-_NEAR:]))
        or (not number.unit and ":" in before[-3:] and _COLON.search(before[-20:]))
        or (said in ("half", "a half", "one half") and not _OF_THINGS.match(after))
        or (number.unit == "%" and _ORDINAL.match(text, number.start) and not _BY.search(before))
        or (number.value <= 31 and not number.unit and not number.after and _BY_DATE.search(before[-_NEAR:]))
    )
