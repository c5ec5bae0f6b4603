"""What the dates of a post make of a number, and shares of the time in work that an email tells of one employer: `about 40% of that time at Acme and the rest at Bolt`.

    over_post(sources, clause, number)  -> the 1,900 of a post of six years for `over 300 a year`
    is_share(sources, clause, number)   -> None where no share of a time is told, else whether the dates of the resume give it

The whole is the time at all employers that the sentence names, at all of the resume, or the years that the sentence tells. Where no employer
stands behind the share, the dates cannot tell it, and it counts as given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.grounding.figures import circumstances, metric_moved, numbers
from pipeline.grounding.figures.metric_given import Found, bounds
from pipeline.grounding.periods import told_of

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources

_OF_TIME = re.compile(
    r" of (?:it|(?:that|this|the|my|your|those|these|all that|all this)(?: [a-z-]+)?? (?:time|years|months|career|period|span|stretch|experience))\b"
)
_NEXT = re.compile(r",? (?:and|but|then|while) |[,;]")
_SLACK = 0.02
"""How far the share may lie off beside its hedge, since a bare year may be any of its months."""
_PERIODS = {"year": 12.0, "month": 1.0}
_MONTHS = {"years": 12.0, "months": 1.0}


def is_share(sources: Sources, clause: Clause, number: Number) -> bool | None:
    """Whether the dates give a share of a time; None for a number that is none."""
    of = _OF_TIME.match(clause.text, number.end) if number.unit == "%" else None
    if of is None or (of.group() == " of it" and not any(one.unit in _MONTHS for one in numbers.find(clause.sentence.text))):
        return None
    turn = _NEXT.search(clause.text, of.end())
    held = told_of.named(sources, clause.text[of.end() : turn.start() if turn else None])
    part = tenure.months(held, sources.date) if held else None
    if not part:
        return True
    wholes = [tenure.months(positions, sources.date) for positions in (told_of.named(sources, clause.sentence.text), sources.positions)]
    told = [one.value * _MONTHS[one.unit] for one in numbers.find(clause.sentence.text) if one.unit in _MONTHS]
    low, high = bounds(number)
    return any(low / 100 - _SLACK <= part / whole <= high / 100 + _SLACK for whole in (*wholes, *told) if whole)


def over_post(sources: Sources, clause: Clause, number: Number) -> list[Found]:
    """Where a line of a post, which has words of the clause, gives a number that comes to the email's in each month, or year, of that post."""
    months = _PERIODS.get(circumstances.period(clause.text, number) or "")
    if months is None or number.unit not in ("", "currency"):
        return []
    words, (low, high) = metric_moved.telling(clause.text), bounds(number)
    for whole in sources.resume.numbers:
        at = sources.position_at(whole.start) if whole.unit == number.unit and whole.value > number.value else None
        held = tenure.months([sources.positions[at]], sources.date) if at is not None else None
        if held and held > months and low <= whole.value / held * months <= high:
            line = metric_moved.line_at(sources.resume.text, whole.start)
            if len(words & metric_moved.telling(line)) > 1 or any(one.value == whole.value for one in numbers.find(clause.sentence.text)):
                return [Found(whole.start, sources.resume.evidence(whole.start, whole.end))]
    return []
