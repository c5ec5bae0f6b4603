"""Numbers told beside the employer that are the candidate's own: the resume gives them, or a past employer is named with them.

own(sources, clause, number, ...)   -> the evidence of the resume, or None
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.figures import counted, metric_given, metric_moved, numbers
from pipeline.grounding.posting import posting_numbers
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence

OFTEN = 12
"""Up to here a number may stand in any resume by chance."""
_MOST = 12
"""Numbers of a sentence, of which two may come to a third."""
_BASES = (10, 100, 1000)
_OUT_OF = re.compile(r"\w (?:in|out of|of) (?:every |each )?$", re.IGNORECASE)
_NEAR_BASE = 20
_FIVE = 5
_OF_STARS = re.compile(r"[1-5]\.\d (?:out )?of $")
_OF_DAYS = re.compile(r"\b(?:[1-4]|one|two|three|four) (?:days )?(?:out )?of (?:the |every )?$", re.IGNORECASE)
_WORKDAYS = re.compile(r" (?:working |week ?|work)?days\b", re.IGNORECASE)
_REACH = 150
_FROM = re.compile(r"\bfrom $", re.IGNORECASE)
_YOURS = re.compile(r"\byour (?:[\w-]+ ){0,2}$", re.IGNORECASE)
_MINE = re.compile(r"\W*My\b")
"""Begins a sentence about the candidate, whatever stands between: `My own authority, since you ask, is R60,000`."""
_AT_PAST = re.compile(r"\b(?:at|for|with|under) (?:the )?$", re.IGNORECASE)
_OTHER_HEAD = re.compile(r";|\b(?:while|whereas|but|like|unlike|as|than|we|our|us)\b", re.IGNORECASE)
_TO_YOURS = re.compile(r"[^.;]{0,30}\b(?:to|against|versus|where|compared with|beside) (?:yours?|you have|your own)\b", re.IGNORECASE)
"""Behind a number of the candidate's that is set beside one of the firm: `210 beds to your 180`."""


def own(sources: Sources, clause: Clause, number: Number, *, money: bool, theirs: bool, fixed: bool, loose: bool) -> Evidence | None:
    """Where the resume gives a number that may be the candidate's; of one that only its words tie to the posting, of the same things."""
    if fixed and sources.direction is Direction.OUTREACH:
        return None
    if not loose:
        return _of_candidate(sources, clause, number, money=money, theirs=theirs)
    found = posting_numbers.same(sources.resume, number, money=money)
    if found is None and money:
        return _of_two(sources, clause, number)
    if found is None or number.value > OFTEN:
        return found
    return found if number.unit or _counts_alike(sources, clause, number) else None


def _counts_alike(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether the resume counts as many of the same things."""
    name = counted.noun(clause.text, number)
    alike = (other for other in sources.resume.numbers if other.value == number.value and other.unit == number.unit)
    return bool(name) and any(counted.noun(sources.resume.text, other) == name for other in alike)


def _of_two(sources: Sources, clause: Clause, number: Number) -> Evidence | None:
    """Where the resume has two amounts together of which the email tells one and what they come to: `closed 71 million up, a turnaround of 109 million`."""
    said = [other for other in numbers.find(clause.sentence.text)[:_MOST] if other.unit == "currency" and other.value != number.value]
    given = [other.start for other in sources.resume.numbers if any(metric_given.is_same(one, other) for one in said)]
    follows = metric_given.derived(sources.resume, number) if given else []
    return next((one.evidence for one in follows if any(one.place <= start < (one.evidence.end or 0) for start in given)), None)


def is_possessed(before: str) -> bool:
    """Whether a number of an outreach is told of the candidate: `your seven`."""
    return bool(_YOURS.search(before))


def _of_candidate(sources: Sources, clause: Clause, number: Number, *, money: bool, theirs: bool) -> Evidence | None:
    """Where the resume gives a number that may be the candidate's own."""
    application = sources.direction is Direction.APPLICATION
    beside = application and _TO_YOURS.match(clause.text, number.end)
    before = clause.text[max(0, number.start - _REACH) : number.start]
    possessed = not application and bool(_YOURS.search(before) or (_FROM.search(before) and clause.text.startswith(" to ", number.end)))
    mine = posting_numbers.same(sources.resume, number) if beside or (application and _MINE.match(clause.sentence.text)) else None
    if beside or mine:
        return mine
    if told := metric_given.told_with(sources.resume, clause.text, number):
        return told
    if (money and theirs and not application and not possessed) or (theirs and not possessed and number.value > OFTEN):
        return None
    found = posting_numbers.same(sources.resume, number, money=money)
    name = counted.noun(clause.text, number)
    nobody = not (application or frames.names_candidate(clause.text, sources.direction)) and counted.of_same(
        sources.job, clause.text, number
    )
    if found and (theirs or nobody) and not possessed and name and not number.unit:
        return found if _counts_alike(sources, clause, number) else None
    if found or number.unit in ("years", "months"):
        return found
    follows = metric_given.derived(sources.resume, number)
    said = metric_moved.telling(clause.text) if follows else frozenset()
    return next(
        (one.evidence for one in follows if said & metric_moved.telling(metric_moved.line_at(sources.resume.text, one.place))), None
    )


def is_of_past(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether a past employer is named behind a number, `42 accounts at Tessaro Labs`: what was there is read with the resume's figures."""
    behind = _OTHER_HEAD.split(clause.text[number.end : number.end + _REACH], maxsplit=1)[0]
    company = sources.job_facts.company
    return any(
        position.employer
        and not (company and names.find(company.value, position.employer.value))
        and any(_AT_PAST.search(behind[:start]) for start, _ in names.mentions(behind, position.employer.value))
        for position in sources.positions
    )


def is_base(text: str, number: Number) -> bool:
    """Whether a number is what another is counted out of: `six boards in a hundred`, `4.5 out of 5`, `two of five workdays`."""
    before = text[max(0, number.start - _NEAR_BASE) : number.start]
    if number.value == _FIVE:
        return bool(_OF_STARS.search(before)) or (bool(_OF_DAYS.search(before)) and _WORKDAYS.match(text, number.end) is not None)
    return number.value in _BASES and bool(_OUT_OF.search(before))
