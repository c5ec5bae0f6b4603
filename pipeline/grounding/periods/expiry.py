"""When the candidate's contract ends: `my contract ends in June`, against `contract to August 2026`.

The resume gives the month behind a word for a contract. Not covered: notice periods, and contracts of which the resume has two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.moments import MONTHS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.sources import Source
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


def find(letter: Letter) -> Iterator[Claim]:
    """The ends of a contract that are not the resume's."""
    given = _given(letter.sources.resume)
    if given is None:
        return
    for clause in letter.clauses:
        match = _SAID[letter.sources.direction].search(clause.text) if clause.role in (Role.TEXT, Role.SUBJECT) else None
        if match and MONTHS[given["month"][:3].title()] != MONTHS[match["month"]]:
            shown = letter.sources.resume.evidence(*given.span())
            reason = f"You wrote '{match['month']}'; the resume says '{shown.text}'."
            yield claim(clause, *match.span("month"), Kind.DATE, Verdict.CONTRADICTED, reason, shown)


@lru_cache(maxsize=256)
def _given(resume: Source) -> re.Match[str] | None:
    """The one end of a contract that a resume gives."""
    given = list(_GIVEN.finditer(resume.text))
    return given[0] if len(given) == 1 else None
