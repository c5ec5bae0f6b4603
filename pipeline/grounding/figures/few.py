"""Counts of two and three, which are most often a way of speaking: `two junior developers` where the resume says that four were mentored.

    claimed = judged(sources, clause, number)

Such a count is false only where the resume counts that very thing with another small number, in a line that tells what the email tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import counted, metric_moved, numbers
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_FEW = 3
_SHARED = 2
"""Words beside what is counted that the two lines must share."""


def judged(sources: Sources, clause: Clause, number: Number) -> Claim | None:
    """The finding of a small count that the resume gives otherwise."""
    if number.unit or not 1 < number.value <= _FEW or number.hedge or counted.is_label(clause.text, number):
        return None
    resume, name = sources.resume, counted.noun(clause.text, number)
    rivals = counted.small(resume, name) if name else ()
    told = {other.value for other in numbers.find(clause.sentence.text)} - {number.value}
    if not name or not rivals or any(other.value == number.value or other.value in told for other in rivals):
        return None
    words = metric_moved.telling(metric_moved.part(clause.text, number)) - {name}
    best = max(rivals, key=lambda other: len(words & _words(sources, other)))
    same = [
        other
        for other in resume.numbers
        if other.value == number.value
        and not other.unit
        and counted.noun(resume.text, other) in (None, name)
        and words & _words(sources, other)
    ]
    if len(words & _words(sources, best)) < _SHARED or same:
        return None
    said = clause.text[number.start : number.end].strip()
    evidence = resume.evidence(best.start, best.end)
    reason = f"You wrote '{said}'; where the resume tells of this it says '{evidence.text.strip()}'."
    return claim(clause, number.start, number.end, Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)


def _words(sources: Sources, number: Number) -> frozenset[str]:
    """The telling words of the sentence that a number of the resume stands in."""
    span = metric_moved.piece_at(sources.resume, number.start)
    text = sources.resume.text
    return metric_moved.telling(text[slice(*span)] if span else metric_moved.line_at(text, number.start))
