"""Names told of as the place of somebody's own work by what was there: `from X, where I was a splitter`, `I ran the York shop of X`.

Needs a post or a stay told behind `where`, or a part of a house before `of`: that somebody was in a place, or knows a firm's things, is
no work there. Not covered: parts of a house outside the list, a place told of in another sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.frames import Mood, Side
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause

_NEAR = 120
_FROM = re.compile(r"\b(?:at|from|with|of) (?:the )?$")
_WHERE = re.compile(
    r"^,? where (?:I|you)(?:['’]ve| have| had)? (?:(?:been|was|were) (?:an? |the |your )?(?:[\w-]+ ){1,4}(?:for|from|until|till)\b|worked\b|did my\b|spent\b)"
)
_STAY = r"(?:placement|internship|stint|spell|season|apprenticeship)"
_PART = (
    r"(?:shop|store|branch|desk|counter|office|ward|kitchen|warehouse|plant|site|depot|reception|workshop|laboratory|lab|studio|library)"
)
_PART_OF = {
    direction: re.compile(
        rf"\b{who}(?:['’]ve| have| had)?(?: also| once| then)? (?:(?:ran|run|managed|led|headed|looked after|kept)|(?:did|done|had|served) an? (?:[\w-]+ ){{0,2}}{_STAY}(?: [^,;.]{{1,20}})?) "
        rf"(?:the|an?) (?:[\w-]+ ){{0,3}}?{_PART} of (?:the )?$"
    )
    for direction, who in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
_MY_PAST = re.compile(
    r"^,? (?:is )?where I (?!(?:would|could|hope|want|see|can|will|might|am)\b)|^ (?:was|gave me|has been|became) (?:once )?(?:my|where I) (?:(?:very )?first|old|former|last|previous|earlier|current|present|worked|began|started|learn\w*|train\w*|employer|school|workplace|home|base)\b"
    r"|^ (?:hired|employed|trained|promoted|taught|made|paid|took) me\b",
    re.IGNORECASE,
)
SUFFIXES = re.compile(r"^(?:,? ?(?:Co|Ltd|Inc|LLC|GmbH|B\.V|S\.A|K\.K|d\.o\.o)\b\.?)+")
_WE_ARE = re.compile(r"^(?:\W*(?:and|but|here|now) )?[Ww]e(?:['’]re| are) (?:the )?$")


def is_past(letter: Letter, clause: Clause, start: int, end: int) -> bool:
    """Whether the candidate is said to have worked at what is named at a place of a clause."""
    before = clause.text[max(0, start - _NEAR) : start]
    behind = SUFFIXES.sub("", clause.sentence.text[clause.start - clause.sentence.start + end :][:_NEAR])
    if letter.sources.direction is Direction.APPLICATION and before in ("", "The ") and _MY_PAST.match(behind):
        return True
    frame = letter.frame(clause)
    if Side.CANDIDATE not in frame.about or frame.mood is not Mood.CLAIM:
        return False
    return bool((_FROM.search(before) and _WHERE.match(behind)) or _PART_OF[letter.sources.direction].search(before))


def is_writers(before: str) -> bool:
    """Whether the words before a name make it the writer's own house: `We're X`."""
    return bool(_WE_ARE.match(before))
