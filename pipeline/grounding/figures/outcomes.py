"""How work is said to have come out, where no number tells it: `two months ahead of schedule`, `under budget`.

    for claim in find(letter, clause): ...

The resume must have some word of that sort of outcome, and no other amount of it. Only what is told as done by the candidate is read. Not covered: `on time`, which every
letter says, and whether the outcome is told of the right work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence


class _Outcome(NamedTuple):
    """A sort of outcome: how an email tells it, and the words of a resume that do."""

    said: Pattern
    given: re.Pattern[str]


_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)"
_TIME = rf"{_NUMBER} (?:full |whole |entire )?(?:days?|weeks?|months?|quarters?)"
_OUTCOMES = (
    _Outcome(
        compiled(
            rf"\b(?:(?:{_TIME}|well) )?(?:ahead of (?:schedule|plan|the plan|time|(?:the |its |our |their )?deadline)|before (?:schedule|the deadline))\b|\b{_TIME} early\b(?!\s+\w+ing)",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:ahead|early|earlier|before (?:the |its )?(?:deadlines?|schedule)|deadlines?|schedul\w+|on[- ]time|shorten\w*|accelerat\w*|faster)\b", re.IGNORECASE),
    ),
    _Outcome(
        compiled(r"\b(?:(?:well|far|\d+ ?%|\d+ percent) )?(?:under|below) (?:the )?budget\b", re.IGNORECASE),
        re.compile(r"\b(?:(?:under|below|within|cut|reduc\w+|manag\w+) (?:[\w-]+ ){0,3}budgets?|sav(?:ed?|ing|ings)|costs?|spend\w*|spent)\b", re.IGNORECASE),
    ),
)  # fmt: skip
PATTERNS = tuple(outcome.said for outcome in _OUTCOMES)
_DONE = {
    Direction.APPLICATION: re.compile(r"\bI(?:['’](?:ve|d))?\b"),
    Direction.OUTREACH: re.compile(r"\byou(?:['’]ve)?\b(?! (?:would|will|could|can|may|might|need|must)\b)", re.IGNORECASE),
}


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The outcomes that a clause tells of the candidate's work, of which the resume has no word."""
    if not letter.may_have(*PATTERNS):
        return
    resume = letter.sources.resume
    if clause.role is not Role.TEXT or not resume.is_english or not _DONE[letter.sources.direction].search(clause.sentence.text):
        return
    for outcome in _OUTCOMES:
        match = outcome.said.search(clause.text) if outcome.said.may_stand(clause.text) else None
        if match is None or asserted(letter, clause, *match.span()) <= Strength.LOOSE:
            continue
        if not _has(resume, outcome.given):
            reason = f"You wrote '{match.group()}'; the resume says nothing of the kind."
            yield claim(clause, *match.span(), Kind.METRIC, Verdict.UNSUPPORTED, reason)
        elif (by := _amount(match.group())) and (given := _given(resume, outcome.said)) and by not in {_amount(one.text) for one in given}:
            reason = f"You wrote '{match.group()}'; the resume says '{given[0].text}'."
            yield claim(clause, *match.span(), Kind.METRIC, Verdict.CONTRADICTED, reason, given[0])


def _amount(said: str) -> tuple[float, str] | None:
    """By how much, and in what unit."""
    found = next(iter(numbers.find(said)), None)
    return (found.value, found.unit) if found else None


@lru_cache(maxsize=512)
def _given(resume: Source, said: Pattern) -> tuple[Evidence, ...]:
    """Where a resume tells an outcome with an amount."""
    return tuple(resume.evidence(*match.span()) for match in said.finditer(resume.text) if _amount(match.group()))


@lru_cache(maxsize=512)
def _has(resume: Source, given: re.Pattern[str]) -> bool:
    return bool(given.search(resume.text))
