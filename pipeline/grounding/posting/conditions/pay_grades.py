"""Pay told of one grade that the posting gives of another: `Grade 7 starts at £44,000` of `Grade 7: £37,000 to £43,000`, `Grade 8: from £44,000`.

    for claim in find(letter, clause): ...

An amount is of the grade that stands behind it with `for` or `at`, else of the last one before it in its line or sentence. Only where the posting
pays that grade otherwise, and another grade so. Not covered: grades without a number, and steps within a grade.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.patterns import compiled
from pipeline.grounding.posting import posting_numbers
from pipeline.grounding.words import folded
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_GRADE = compiled(r"\b(?:(?-i:[A-Z]{2,4})|grade|band|level|tier|class|job family)[ -]?(?P<mark>\d{1,2}[A-Z]?)\b(?![,.]?\d)", re.IGNORECASE)
_BEHIND = re.compile(r" (?:(?:a|per) year )?(?:for|at|as|in|\() ?(?:an? |the )?")
_JOINED = re.compile(
    r"(?: ?[-/–&] ?| to | and | or | through )(?:(?-i:[A-Z]{2,4})|grade|band|level|tier|class)?[ -]?\d{1,2}\b(?![,.]?\d)", re.IGNORECASE
)
"""Behind a grade told together with the next, whose pay is that of both."""
_LINE = re.compile(r"[^\n]+")
_MOST = 40
"""Amounts of a line that are read."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The amounts of a clause that the posting pays another grade."""
    if not any(letter_.isdigit() for letter_ in clause.text):
        return
    job, at = letter.sources.job, clause.start - clause.sentence.start
    paid = _paid(job)
    if len(paid) < 2 or not _GRADE.search(clause.sentence.text):
        return
    for grade, amount in _by_grade(clause.sentence.text):
        if grade not in paid or not at <= amount.start < at + len(clause.text):
            continue
        given, others = paid[grade], [other for name, more in paid.items() if name != grade for other in more]
        if any(posting_numbers.within(amount, one.value) for one in given):
            continue
        if any(posting_numbers.within(amount, other.value) for other in others):
            evidence = job.evidence(given[0].start, given[-1].end)
            start, end = amount.start - at, amount.end - at
            reason = f"You wrote '{clause.text[start:end].strip()}' of this grade; the posting says '{' '.join(evidence.text.split())}'."
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


def is_given(job: Source) -> bool:
    """Whether a posting has the pay of two grades."""
    return len(_paid(job)) > 1


@lru_cache(maxsize=256)
def _paid(job: Source) -> dict[str, list[Number]]:
    """The amounts of a posting by grade."""
    found: dict[str, list[Number]] = {}
    for line in _LINE.finditer(job.text):
        if "$" in line.group() or "£" in line.group() or "€" in line.group():
            for grade, amount in _by_grade(line.group()):
                found.setdefault(grade, []).append(replace(amount, start=amount.start + line.start(), end=amount.end + line.start()))
    return found


def _by_grade(text: str) -> Iterator[tuple[str, Number]]:
    """The amounts of a text with the grades that they are told of."""
    if not _GRADE.search(text):
        return
    amounts = [one for one in numbers.find(text) if one.unit == "currency"][:_MOST]
    named = [match for match in _GRADE.finditer(text) if not any(one.start <= match.start() < one.end for one in amounts)]
    if any(_JOINED.match(text, match.end()) for match in named):
        return
    grades = [(match.start(), match.end(), folded(match["mark"])) for match in named]
    for amount in amounts:
        behind = _BEHIND.match(text, amount.end)
        after = next((mark for start, _, mark in grades if behind and start == behind.end()), None)
        before = [mark for _, end, mark in grades if end <= amount.start]
        if grade := after or (before[-1] if before else None):
            yield grade, amount
