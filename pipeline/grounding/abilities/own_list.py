"""Items of a list that tell of the candidate without a verb: `- BSc in geology`, `- MIT, PhD in Computer Science`, below `Your side:`.

    is_own_item(letter, clause, start)   -> whether what stands at a place opens such an item, behind names and dates at most

In an application a list is the writer's, unless the line above it asks, denies or speaks of the reader; in an outreach the line above must
speak of the reader, and of nothing asked or offered. Not covered: lists whose head stands more than a few dozen lines above.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause

_BULLET = re.compile(r"\s*(?:[-–•*+]|\d{1,2}[.)])\s+")
_NAMES = re.compile(
    r"(?:(?:[A-Z][\w.&'’-]*|of|the|and|in|at|from|to|an?|my|[Ee]ducation|[Dd]egrees?|[Ss]tudies|(?:19|20)\d\d|[–—/&-])[ ,:;()–—-]*){0,12}"
)
"""What may stand before the thing: a school, a town, years."""
_SENTENCE = re.compile(r"(?<=[.!?]) ")
"""Before the last sentence of a line, which announces the list: `For the analyst post. In short:`."""
_FARTHEST = 40
"""Lines back in which the head of a list is looked for."""
_NOT_OWN = re.compile(
    r"\b(?:not|no|none|missing|gaps?|lack\w*|without|you|your|ask\w*|requir\w*|need\w*|want\w*|questions?|learn\w*|study|studying|next|wish\w*|hop(?:e|ing)|plan\w*|role|post|job)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_READERS = re.compile(r"\b(?:you|your|yours|match|matches|resume|résumé|CV|profile|background)\b", re.IGNORECASE)
_NOT_READERS = re.compile(
    r"\b(?:not|no|none|missing|gaps?|lack\w*|without|ask\w*|requir\w*|need\w*|want\w*|look\w*|seek\w*|our|ours|we|us|would|will|should|could|can|get|gets|offer\w*|next|bring|role|post|job|plus)\b|n['’]t\b|['’](?:d|ll)\b|\?",
    re.IGNORECASE,
)


def is_own_item(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether what stands at `clause.text[start:]` opens an item that tells of the candidate."""
    if clause.part != "body":
        return False
    body, at = letter.email.body, clause.start + start
    begin = body.rfind("\n", 0, at) + 1
    bullet = _BULLET.match(body, begin)
    if bullet is None or not _NAMES.fullmatch(body, bullet.end(), at) or frames.denies(clause.sentence.text):
        return False
    head = _head(body, begin)
    if letter.sources.direction is Direction.APPLICATION:
        return not (_NOT_OWN.search(_SENTENCE.split(head)[-1]) or _NOT_OWN.search(clause.sentence.text))
    return bool(_READERS.search(head)) and not (_NOT_READERS.search(head) or _NOT_READERS.search(clause.sentence.text))


def _head(body: str, begin: int) -> str:
    """The line above a list; nothing where it is far away."""
    for _ in range(_FARTHEST):
        if begin <= 0:
            break
        end, begin = begin - 1, body.rfind("\n", 0, begin - 1) + 1
        if body[begin:end].strip() and not _BULLET.match(body, begin):
            return body[begin:end]
    return ""
