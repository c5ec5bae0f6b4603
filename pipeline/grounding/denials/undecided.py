"""Denials that a passage of the resume only seems to refute: of a paper not held yet, of more years than it gives, of one place alone.

`I managed nobody there`, told of Acme   against `Led a team` at Bolt: decided by neither
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import credentials, standing
from pipeline.grounding.career import crew
from pipeline.grounding.periods import stretches
from pipeline.grounding.periods.durations import durations, least_of
from pipeline.schema import Verdict

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_OF_HOLDING = re.compile(
    r"\b(?:have|hold|got|carry|own|possess|keep|kept|renew(?:ed)?|certif\w+|licen[cs]\w+|registered|qualified|finished|completed|no|without)\b|['’]ve\b"
)
"""In a denial of a paper itself, and not of a deed."""
_OF_PLACE = re.compile(r"\b(?:there|did(?: not|n['’]t)|was(?: not|n['’]t)|were(?: not|n['’]t)|had no)\b")
"""In a denial of one place and its time."""


def is_so(sources: Sources, clause: Clause, found: Claim) -> bool:
    """Whether a denial is of a paper that the resume has as past or unfinished, or of more years than it gives."""
    contradicted = found.verdict is Verdict.CONTRADICTED
    unheld = contradicted and _OF_HOLDING.search(found.text) and standing.is_unheld(sources.documents, found.evidence)
    return (
        bool(unheld)
        or (contradicted and credentials.is_open(sources.resume, found.text))
        or _is_too_long_for(sources, clause, found)
        or (contradicted and _is_of_one_place(sources, clause, found))
    )


def _is_of_one_place(sources: Sources, clause: Clause, found: Claim) -> bool:
    """Whether what is denied of one past employer (`I managed nobody there`) is shown at another."""
    at = sources.position_at(found.evidence.start) if found.evidence and found.evidence.start is not None else None
    if at is None or not _OF_PLACE.search(clause.text):
        return False
    there = crew.positions_named(sources, clause)
    return bool(there) and sources.positions[at] not in there


def _is_too_long_for(sources: Sources, clause: Clause, found: Claim) -> bool:
    """Whether what is denied is a number of years that the resume does not give: `I cannot offer five years in the field`, after three."""
    told = [one for one in durations(clause.text) if found.start < clause.start + one.end and clause.start + one.start < found.end]
    if not told:
        return False
    given = [one.months for one in durations(sources.resume.text)]
    most = max([*given, *(span.most for span in stretches.spans(sources, stretches.everything(sources), ""))], default=0)
    return all(least_of(one) > most for one in told)
