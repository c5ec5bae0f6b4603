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
_THAT = re.compile(r"(?:^|[.;:!?] )(?:And |But |So |Plus )?(?:[Tt]hat|[Tt]hose|[Aa]n?) (?:[\w-]+ ){0,2}$")
_NO_HARM = re.compile(
    r"[^.;,]{0,60}? (?:(?:does|do|did|wo|would)n['’]t|(?:does|do|did|will|would) not) (?:hurt|harm|go amiss|go unnoticed)\b"
)
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
_EFFORT = re.compile(
    r"\b(?:pursu(?:e|ing)|towards?|sav(?:e|ing)s? (?:up )?for|tuition\b[^.;]{0,30}? for|pays? for|paying for|reimburs(?:e|es|ing)(?: you for)?|sponsor(?:s|ing)?) (?:an?|my|your|the) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:,|\band|\bplus) (?:and |plus |also )?(?:an? |that |the )?$")
_ASKS = re.compile(
    r"\W*(?:and |but |so )?(?:do|does|did|have|has|had|are|is|was|were|can|could|would|will|shall|should|may|might|what|which|who|whose|where|when|why|how|if|any|got)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:do|does|did|would|will|could|can|should|might|is|are|was|were|need|want|ask|require|looking|pursu\w+|interested|consider\w*|thought|finish\w*|stud(?:y|ying))\b",
    re.IGNORECASE,
)


def is_to_come(text: str, start: int) -> bool:
    """Whether what leads to a place is an effort or money for a study: `time off to pursue my MBA`, `tuition toward your master's`."""
    return bool(_EFFORT.search(text[max(0, start - _REACH) : start]))


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
        listed = direction is Direction.OUTREACH and _LISTED.search(before) and _GIVEN_BY.match(after)
        return bool(listed) and not (_ASKS.match(said) or _FINITE.search(said))
    if (own := _OWN[direction].search(before)) and not _NOT_YET.search(own["before"]):
        return True
    if _NO_HARM.match(after) and _THAT.search(before):
        return True
    opening = _OPENING.search(before) if len(before) == start else None
    return bool(opening and not _NO_HAVING.search(before) and _MAIN[direction].match(after))
