"""Numbers of an email that are no figures of the candidate's: of the posting's own lists, and of days to come.

is_one(clause, number)           -> `the 4 requirements`, `one of the four vacancies`, `Plan: first 90 days`
is_of_reading(clause, number)    -> `your tab has been open for three days`
is_part(resume, text, number)    -> `6 of 7 quarters` where the resume has `6/7 quarters`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.figures import numbers
from pipeline.grounding.posting.conditions import openings

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_NEAR = 60
_LISTED = re.compile(r" (?:[a-z-]+ ){0,2}(?:requirements|criteria|qualifications|must-haves)\b", re.IGNORECASE)
_ASKED = re.compile(r" (?:[\w-]+ )?(?:requirements|criteria|must-haves|qualifications|competencies)\b", re.IGNORECASE)
_OPEN = re.compile(r" (?:[\w/-]+ ){0,4}(?:vacanc(?:y|ies)|openings|positions|posts|roles|seats|spots|jobs)\b", re.IGNORECASE)
_OF_POSTING = (
    (re.compile(r"\b(?:one|any|each|either) of (?:the|your|these|those) $", re.IGNORECASE), _OPEN),
    (re.compile(r"\b(?:one|any|either|some|all|each) of (?:the|your|these) $", re.IGNORECASE), openings.TOLD),
    (re.compile(r"\b(?:the|your|these|those|all) $", re.IGNORECASE), _ASKED),
    (re.compile(r"\b(?:these|those) $", re.IGNORECASE), re.compile(r" (?:verbs|words|nouns|adjectives|sentences|bullets)\b")),
)
"""Before and behind a number that the posting gives, of its posts or of what it asks, or the letter of its own words."""
_OF_CLOCK = frozenset({"minutes", "hours", "days", "weeks"})
_SPENT = re.compile(
    r"\b(?:lost|spent|spend|wasted|took(?: me)?|for|after) (?:about |an? |a good |the (?:last|past) |some |easily |another |nearly |almost |over ){0,2}$",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\b(?:read(?:ing)?|opened|bookmarked|browsing|scroll(?:ed|ing)|peek(?:ed)?(?: at)?)\b[^.;!?]{0,60}\b(?:posting|advert|ad|page|site|listing|description)\b|\b(?:tab|page|posting|advert)(?: has been| has sat| sat)? open\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bfirst $", re.IGNORECASE)
_DAY = re.compile(r"\b(?:by|on|at|to|until|from|before) day $", re.IGNORECASE)
_DAYS = frozenset({"days", "weeks", "hours"})
_TO_COME = re.compile(r"\bplan\b|\b(?:would|will|could|hope|intend)\b|\b(?:I|you|we)['’](?:d|ll)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:I|you|we) (?!would|will|could|hope|intend|plan)[a-z]+", re.IGNORECASE)
_OUT_OF = re.compile(r" (?:out )?of (?:the |my |your |his |her )?")
_FIRST_DAYS = re.compile(r"(?:\d{2,3} ?[-–/] ?)+\d{2,3}[- –]days?\b|\b\d{2,3}[- ]day plan\b", re.IGNORECASE)


def is_one(clause: Clause, number: Number) -> bool:
    """Whether a number counts what the posting lists, or days that are to come."""
    text = clause.text
    begin = max(0, number.start - _NEAR)
    if is_of_reading(clause, number):
        return True
    if _LISTED.match(text, number.end) or any(
        after.match(text, number.end) and before.search(text, begin, number.start) for before, after in _OF_POSTING
    ):
        return True
    if any(plan.start() <= number.start < plan.end() for plan in _FIRST_DAYS.finditer(text, begin)):
        return True
    of_days = number.unit in _DAYS and _FIRST.search(text, begin, number.start)
    if not of_days and not _DAY.search(text, begin, number.start):
        return False
    return bool(_TO_COME.search(clause.sentence.text)) or not _DONE.search(clause.sentence.text)


def is_of_reading(clause: Clause, number: Number) -> bool:
    """Whether a time is that of reading the posting: `I lost half an hour over your page`, `your tab has been open for three days`."""
    if number.unit not in _OF_CLOCK or not _SPENT.search(clause.text, max(0, number.start - _NEAR), number.start):
        return False
    return _READING.search(clause.sentence.text) is not None


def is_part(resume: Source, text: str, number: Number) -> bool:
    """Whether a number and the one beside it are the parts of a share that the resume gives with a stroke."""
    for part in numbers.find(text) if " of " in text else ():
        if not (joint := _OUT_OF.match(text, part.end)):
            continue
        whole = next((other for other in numbers.find(text) if other.start == joint.end()), None)
        if whole and number.start in (part.start, whole.start):
            return re.search(rf"(?<![\d./]){part.value:g}/{whole.value:g}(?![\d/])", resume.text) is not None
    return False
