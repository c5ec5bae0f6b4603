"""A part of the years told before, spent at an employer: `more than ten years, and it is the seven of them spent at Acme that ...`.

The number stands bare, behind years that are the last thing counted in the sentence, and right before the employer. Not covered: parts told of a
trade or a tool, and months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import stretches, told_of
from pipeline.grounding.periods.durations import Duration, fits
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_COUNT = r"(?P<{}>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
_SPENT = r"(?: (?:I|you))?(?: (?:were|was|have been|had been))?(?: (?:spent|passed|worked))? (?:at|with|for) (?:the )?"
_PART = compiled(
    rf"\b(?:{_COUNT.format('of')} of (?:them|those|these|which)(?: years)?|of which(?: (?:I|you) (?:spent|passed))? {_COUNT.format('behind')}){_SPENT}(?=[A-Z])"
)


def find(letter: Letter) -> Iterator[Claim]:
    """The parts of a time that the dates of the employer named do not give."""
    if not letter.may_have(_PART):
        return
    for clause in letter.clauses:
        if clause.role is Role.TEXT and letter.frame(clause).claims:
            yield from _judged(letter, clause)


def _judged(letter: Letter, clause: Clause) -> Iterator[Claim]:
    sources = letter.sources
    for match in _PART.finditer(clause.text):
        start, end = match.span(match.lastgroup or "of")
        number = next((one for one in numbers.find(clause.text) if one.start <= start < one.end), None)
        if number is None or not _follows_years(clause, start):
            continue
        held = [one for at, _, one in told_of.mentions(sources, clause.text) if at == match.end()]
        spans = stretches.spans(sources, held, "") if held else []
        told = Duration(start, end, number.value * 12, number.hedge, exact=False, half=False)
        if not spans or any(fits(told, span.least, span.most) for span in spans):
            continue
        best = max(spans, key=lambda span: span.months)
        said = clause.text[match.start() : match.end()].strip()
        where = held[0].employer.value if held[0].employer else ""
        reason = f"You wrote '{said} {where}'; the resume's dates give {tenure.phrase(best.months)} there."
        yield claim(clause, start, end, Kind.TENURE, Verdict.CONTRADICTED, reason, best.evidence)


def _follows_years(clause: Clause, at: int) -> bool:
    """Whether the last number of a sentence before a place is one of years."""
    before = clause.sentence.text[: clause.start - clause.sentence.start + at]
    counted = numbers.find(before)
    return bool(counted) and counted[-1].unit == "years"
