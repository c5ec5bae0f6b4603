"""When the candidate's contract ends: `my contract ends in June`, against `contract to August 2026`.

The resume gives the month behind a word for a contract. Not covered: notice periods, and contracts of which the resume has two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.moments import MONTHS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_POST = r"(?:contract|fixed[- ]term|appointment|placement|post|season|secondment|internship|fellowship)"
_ENDS = r"(?:ends?|ending|runs? out|running out|expires?|expiring|finish(?:es)?|lasts?|runs?|is up|is over|comes to an end|will end|goes on|continues)"
_SAID = {
    Direction.APPLICATION: compiled(rf"\b[Mm]y (?:\w+ )?{_POST}\b[^.;,]{{0,40}}?\b{_ENDS} (?:in|on|at|until|till|to|by|with)? ?(?:the end of |early |mid-|late |\d+ )?(?P<month>{_MONTH})\b"),
    Direction.OUTREACH: compiled(rf"\b[Yy]our (?:\w+ )?{_POST}\b[^.;,]{{0,40}}?\b{_ENDS} (?:in|on|at|until|till|to|by|with)? ?(?:the end of |early |mid-|late |\d+ )?(?P<month>{_MONTH})\b"),
}  # fmt: skip
_GIVEN = re.compile(
    rf"\b(?:contract|fixed[- ]term|temporary)\b[^\n;]{{0,20}}?\b(?:to|until|till|ends?|ending|expires?|through) (?:the end of |\d+ )?(?P<month>{_MONTH})\b",
    re.IGNORECASE,
)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The end of a contract that is not the resume's."""
    sources = letter.sources
    match = _SAID[sources.direction].search(clause.text)
    if match is None:
        return
    given = list(_GIVEN.finditer(sources.resume.text))
    if len(given) == 1 and MONTHS[given[0]["month"][:3].title()] != MONTHS[match["month"]]:
        shown = sources.resume.evidence(*given[0].span())
        reason = f"You wrote '{match['month']}'; the resume says '{shown.text}'."
        yield claim(clause, *match.span("month"), Kind.DATE, Verdict.CONTRADICTED, reason, shown)
