"""How a resume speaks of a certificate that it names: as held, as under way (`CISA, expected 2027`), or of examinations and firms (`CPA track`).

    pending(resume, evidence)   -> "CISA, expected 2027"
    unsure(resume, evidence)    -> True where the line cannot be taken for one held

Reads the item or the line in which the name stands, in English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_PENDING = re.compile(
    r"\b(?:in[- ]progress|expected|anticipated|pending|ongoing|underway|under way|studying|scheduled|to be completed|not yet|in preparation|candidate|pursuing|working towards?|(?<!re-)eligible(?! for renewal))\b"
)
_PIECE = re.compile(r"[^\n,;|•]+(?:, ?(?=expected|anticipated|in progress|pending|ongoing)[^\n,;|•]+)?", re.IGNORECASE)
"""An item of a line."""
_UNSURE = (
    re.compile(
        r"\b(?:with|under|for|by|to|towards?|of|exams?|prep\w*|assist\w*|support\w*|lapsed|expired|formerly) (?:[\w&-]+ ){0,3}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\)?:? (?:[\w-]+ ){0,2}?\(?(?:exams?|examinations?|sections?|eligible|track|firms?|prep\w*|training|courses?|candidate|lapsed|expired|inactive)\b",
        re.IGNORECASE,
    ),
)
"""Words before and behind a credential's name in a resume that make it no credential held."""
_NEAR = 60
"""Characters to either side of a name that are read."""


def pending(resume: Source, shown: Evidence) -> str:
    """The piece of a line that calls a credential unfinished, if the resume nowhere names it without."""
    pieces = [piece for piece in _PIECE.findall(resume.text) if shown.text and shown.text in piece]
    telling = [piece.strip() for piece in pieces if _PENDING.search(piece.lower())]
    return telling[0] if telling and len(telling) == len(pieces) else ""


def unsure(resume: Source, shown: Evidence) -> bool:
    """Whether the line of a credential speaks of an examination or of others: `CPA candidate`, `worked with CPA firms`."""
    start, end = shown.start or 0, shown.end or 0
    first, last = resume.text.rfind("\n", 0, start) + 1, resume.text.find("\n", end)
    before, after = resume.text[first:start], resume.text[end : None if last < 0 else last]
    return bool(_PENDING.search((before[-_NEAR:] + after[:_NEAR]).lower()) or _UNSURE[0].search(before[-_NEAR:]) or _UNSURE[1].match(after))
