"""How many people are to be hired: `Six openings for analysts` against `Number of vacancies: 4`.

A posting gives the number behind or before a word for a vacancy. One that gives none, or two that differ, decides nothing, and neither does a
single opening that is not told as the only one, since any posting is one. Not covered: shares (`half of the posts`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_VACANCIES = r"(?:vacanc(?:y|ies)|openings?|open(?: (?!to\b)\w+)? (?:positions?|posts?|roles?|places?)|(?:positions?|posts?|roles?) (?:(?:is|are) )?(?:open|available|vacant|to (?:be )?fill(?:ed)?))"
TOLD = compiled(rf" (?!of )(?:[\w-]+ ){{0,2}}?{_VACANCIES}\b", re.IGNORECASE)
"""Behind a number, that it is one of vacancies."""
_BEFORE = re.compile(rf"\b(?:{_VACANCIES}|(?:positions?|posts?|openings?) available)\)?:?\s*[\"“]?$", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just|exactly|no more than|but) (?:the )?\Z", re.IGNORECASE)
_REACH = 40
_NEAR = 20


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The numbers of vacancies of a clause that are not the posting's."""
    given = _given(letter.sources.job)
    if given is None or not TOLD.may_stand(clause.text):
        return
    for number in numbers.find(clause.text):
        told = TOLD.match(clause.text, number.end)
        many = number.value > 1 or _ONLY.search(clause.text[max(0, number.start - _NEAR) : number.start])
        if told and not number.unit and many and number.value != given.value and not frames.denies(clause.text[: number.start]):
            shown = letter.sources.job.evidence(max(0, given.start - _REACH), given.end)
            reason = f"You wrote '{clause.text[number.start : told.end()].strip()}'; the posting says '{' '.join(shown.text.split())}'."
            yield claim(clause, number.start, told.end(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, shown)


@lru_cache(maxsize=256)
def _given(job: Source) -> Number | None:
    """The number of vacancies that a posting gives, if it gives one."""
    found = [
        number
        for number in job.numbers
        if not number.unit and (TOLD.match(job.text, number.end) or _BEFORE.search(job.text[max(0, number.start - _REACH) : number.start]))
    ]
    return found[0] if found and len({number.value for number in found}) == 1 else None
