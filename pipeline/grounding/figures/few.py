"""Counts of two and three, which are most often a way of speaking: `two junior developers` where the resume says that four were mentored.

    claimed = judged(sources, clause, number)

Counts of things of which the resume says that there were none (`raised no findings`) are judged too. Any other is false only where the resume counts that very thing with another small number, in a line that tells what the email tells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import counted, derivations, metric_given, metric_moved, numbers
from pipeline.grounding.words import STOP_WORDS, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_FEW = 3
_TIMES = frozenset({"days", "hours", "weeks", "minutes"})
_NO = re.compile(r"\b(?:no|zero|without|not a single|not one)\s+(?:any\s+)?(?P<what>[\w-]+(?:\s+[\w-]+)?)", re.IGNORECASE)
_SHARED = 2
"""Words beside what is counted that the two lines must share."""


def judged(sources: Sources, clause: Clause, number: Number, *, sure: bool) -> Claim | None:
    """The finding of a small count that the resume gives otherwise: of what there was none of, and where it is `sure`ly the candidate's, of any thing."""
    if number.hedge:
        return None
    if number.unit:
        return _of_time(sources, clause, number) if sure and number.unit in _TIMES else None
    name = counted.noun(clause.text, number)
    if not name or counted.is_label(clause.text, number):
        return None
    if none := _none_of(sources.resume, clause, number, name):
        return _claim(sources, clause, number, *none)
    return _of_thing(sources, clause, number, name) if sure and 1 < number.value <= _FEW else None


def _of_thing(sources: Sources, clause: Clause, number: Number, name: str) -> Claim | None:
    """The finding of a count of two or three things that the resume counts otherwise."""
    resume, rivals = sources.resume, counted.small(sources.resume, name)
    told = {other.value for other in numbers.find(clause.sentence.text)} - {number.value}
    if (
        not rivals
        or derivations.found(resume, clause, number)
        or any(other.value == number.value or other.value in told for other in rivals)
    ):
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
    return _claim(sources, clause, number, best.start, best.end)


def _of_time(sources: Sources, clause: Clause, number: Number) -> Claim | None:
    """The finding of a short time that the resume tells otherwise, in the one line that tells what the email tells."""
    resume = sources.resume
    if not 1 < number.value <= _FEW:
        return None
    given = [other for other in resume.numbers if other.unit == number.unit]
    said = [other for other in numbers.find(clause.sentence.text) if other.value != number.value]
    if any(other.value == one.value and other.unit == one.unit for other in given for one in said):
        return None
    if not given or any(other.unit and metric_given.is_same(number, other) for other in resume.numbers):
        return None
    words = metric_moved.telling(metric_moved.part(clause.text, number))
    shared = sorted(((len(words & _words(sources, other)), other.start, other.end) for other in given), reverse=True)
    alone = len(shared) == 1 or shared[1][0] < shared[0][0]
    _, start, end = shared[0]
    beside = (other for other in resume.numbers if metric_moved.piece_at(resume, other.start) == metric_moved.piece_at(resume, start))
    if any(other.value == number.value for other in beside):
        return None  # `from five hours to two`
    follows = any(one.place <= start < (one.evidence.end or 0) for one in metric_given.derived(resume, number, clause.text))
    return _claim(sources, clause, number, start, end) if alone and shared[0][0] > _SHARED and not follows else None


def _claim(sources: Sources, clause: Clause, number: Number, start: int, end: int) -> Claim:
    said, evidence = clause.text[number.start : number.end].strip(), sources.resume.evidence(start, end)
    reason = f"You wrote '{said}'; where the resume tells of this it says '{evidence.text.strip()}'."
    return claim(clause, number.start, number.end, Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)


def _none_of(resume: Source, clause: Clause, number: Number, name: str) -> tuple[int, int] | None:
    """Where the resume says that there was none of what is counted, in a line that tells what the email tells and does not count it too."""
    spans = _none(resume).get(name, ())
    if not spans or any(other.value and other.unit != "year" and name == counted.noun(resume.text, other) for other in resume.numbers):
        return None
    words = metric_moved.telling(metric_moved.part(clause.text, number)) - {name}
    lines = ((span, metric_moved.telling(resume.text[slice(*span)])) for span in spans)
    return next((span for span, told in lines if len(words & told) >= _SHARED), None)


@lru_cache(maxsize=256)
def _none(resume: Source) -> dict[str, tuple[tuple[int, int], ...]]:
    """The sentences in which a resume says that there was no such thing, by its noun."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for match in _NO.finditer(resume.text):
        span = metric_moved.piece_at(resume, match.start())
        for name in set(stems(match["what"])) - STOP_WORDS if span else ():
            found[name] = (*found.get(name, ()), span) if span else ()
    return found


def _words(sources: Sources, number: Number) -> frozenset[str]:
    """The telling words of the sentence that a number of the resume stands in."""
    return metric_moved.telling(metric_moved.sentence_at(sources.resume, number.start))
