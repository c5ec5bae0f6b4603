"""Whether a degree or paper is named as one that the candidate has, whatever its clause goes on to hope, praise or ask.

    is_had(letter, clause, start, end)   -> True for `MBA` in `I was struck by your MBA`, `With an MBA from Vale I am eager to`,
                                            and `Acme, then Vale, and an MBA from Vale on top?`

A possessive, an opening `With ...` of the candidate, and a school behind it in what only looks like a question. What is under way, denied, asked
for or paid by somebody is not had.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause

_OWN = {
    direction: re.compile(
        rf"(?P<before>(?:[^\s,;:]+ ){{0,3}})\b{whose} (?:(?!(?:next|future|first|planned|expected|current|unfinished|incomplete|ongoing|pending)\b)[\w-]+ ){{0,2}}$",
        re.IGNORECASE,
    )
    for direction, whose in ((Direction.APPLICATION, "my"), (Direction.OUTREACH, "your"))
}
_NOT_YET = re.compile(
    r"\b(?:not|no|never|without|lack\w*|before|until|once|when|while|if|whether|finish\w*|complet(?:e|ing|ion)|earn(?:ing)?|obtain(?:ing)?|get(?:ting)?|pursu\w*|start\w*|beg[aiu]n\w*|do(?:ing)?|tak(?:e|ing)|fund\w*|pay\w*|paid|support\w*|cover\w*|reimburs\w*|sponsor\w*|towards?|need\w*|require\w*|want\w*|ask\w*|see|send|attach\w*|verif\w*|confirm\w*|check\w*|stud(?:y|ying)|work(?:ing)? (?:on|towards?)|enrol\w*|year of|rest of|end of|years? into|way through|part of)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Right before a possessive, what makes it one to come."""
_OPEN_BEHIND = re.compile(
    r"[^,;]{0,50}? (?:(?:is|are|was) (?:\w+ )?(?:not|under way|in progress|unfinished|ongoing|incomplete|required|needed|due|expected|still)\b|(?:remains?|stays?) \w+|(?:will|would) (?:be (?:finished|complete|done)|follow|come|have to|need)|next (?:year|spring|summer|autumn|fall|month)|in progress|expected)"
)
_OPENING = re.compile(
    r"(?:^|(?<=[;:] ))(?:And |But |So )?(?:Combined with|Together with|Along with|Armed with|Coupled with|With|Holding|Having|Backed by|Thanks to)(?P<between> (?:[^,;:]{0,60}? and )?)(?:an?|the|my|your|both an?) (?:[\w-]+ ){0,2}$"
)
_NO_HAVING = re.compile(r"\b(?:no|not|without|if|pursuing|toward|towards|interest|goal|aim|plans?|hope|wish)\b")
_MAIN = {
    Direction.APPLICATION: re.compile(r"[^;?]*?, (?:I(?:['’](?:m|ve))?|my)(?! (?:could|might|can)\b)\b"),
    Direction.OUTREACH: re.compile(
        r"[^;?]*?, (?:your\b|you(?! (?:could|might|may|can|must|need|qualify|start|begin|earn|get|enter)\b)(?!['’]d start\b|['’]ll start\b))\b"
    ),
}
"""Behind what is had, the one whose it is."""
_REACH = 160
_GIVEN_BY = re.compile(r"[^.;,?]{0,40}? (?:from|at) (?:the )?[A-Z]")
_ASKS = re.compile(
    r"\W*(?:and |but |so )?(?:do|does|did|have|has|had|are|is|was|were|can|could|would|will|shall|should|may|might|what|which|who|whose|where|when|why|how|if|any|got)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:do|does|did|would|will|could|can|should|might|is|are|was|were|need|want|ask|require|looking|pursu\w+|interested|consider\w*|thought|finish\w*|stud(?:y|ying))\b",
    re.IGNORECASE,
)


def is_had(letter: Letter, clause: Clause, start: int, end: int) -> bool:
    """Whether `clause.text[start:end]` is named as something had."""
    if clause.role is not Role.TEXT:
        return False
    before, after = clause.text[max(0, start - _REACH) : start], clause.text[end : end + _REACH]
    direction, mood = letter.sources.direction, letter.frame(clause).mood
    if _OPEN_BEHIND.match(after):
        return False
    if mood is Mood.QUESTION:
        said = clause.sentence.text
        return direction is Direction.OUTREACH and bool(_GIVEN_BY.match(after)) and not (_ASKS.match(said) or _FINITE.search(said))
    if (own := _OWN[direction].search(before)) and not _NOT_YET.search(own["before"]):
        return True
    opening = _OPENING.search(before) if len(before) == start else None
    return bool(opening and not _NO_HAVING.search(before) and _MAIN[direction].match(after))

