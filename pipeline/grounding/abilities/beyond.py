"""Skills that an email tells beyond the bounds that the resume sets them itself (see `limits`).

`the solar arrays you have put in` against `No solar experience`, `Snowflake was part of my daily work` against `from an online course only`,
`I ran the Moodle site` against `Moodle as a teacher user`. How much must be told depends on the bound: what was never done may not be told at
all, of what was tried no work, of the beginnings no mastery. An email that tells the bound in the sentence claims nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.limits import Bound, limits
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, stem, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.abilities.limits import Limit
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_MASTERED = r"inside out|by heart|backwards|fingertips|expert\w*|fluen\w+|master(?:ed|y|ing)?|advanced|proficien\w+|strong(?:est)?|deep(?:ly)?|in depth|thorough\w*|where I live|very well|second nature|years? of|for (?:many |several )?years|at home (?:in|with)|specialis\w+|specializ\w+"
_WORKED = r"daily|every ?day|each day|day[- ]to[- ]day|all day|weekly|every week|each week|in production|on the job|part of (?:my|your) (?:\w+ )?(?:work|job|day|week)|live|for (?:customers|clients|users)|customer data"
_DEED = r"(?:r[au]n|running|built?|building|buil[dt]s?|wr(?:ite|ote|itten|iting)|draw(?:s|n|ing)?|drew|program(?:s|med|ming)?|administ\w+|configur\w+|design(?:s|ed|ing)?|model(?:s|led|ling|ed)?|deploy\w*|maintain\w*|develop\w*|manag(?:e[sd]?|ing)|set(?:ting)? up|operat\w+|automat\w+|query(?:ing)?|quer(?:y|ies|ied)|checks?)"
_TOLD = {
    Bound.NONE: None,
    Bound.OTHERS: compiled(rf"\b(?:myself|yourself|included|including|{_DEED}|did|do|done|handled?|performed?)\b", re.IGNORECASE),
    Bound.TOUCHED: compiled(rf"\b(?:{_MASTERED}|{_WORKED}|{_DEED})\b|\b(?:use|uses|work) (?:\w+ ){{0,4}}at\b", re.IGNORECASE),
    Bound.USER: compiled(rf"\b(?:{_MASTERED}|{_DEED})\b", re.IGNORECASE),
    Bound.BASIC: compiled(rf"\b(?:{_MASTERED})\b", re.IGNORECASE),
}
"""What of a thing may not be told."""
_BOUND = compiled(
    r"\b(?:only|courses?|class(?:es)?|tutorials?|webinars?|trial|tried|hobby|beginner|basics?|little|at home|read[- ]only|outsourced|external|facility|suppliers?|consultants?|sub-?contract\w*|partner|school|simple|limited|dabbled|watched|not yet|so far|(?:would|will) be new)\b",
    re.IGNORECASE,
)
"""What tells a bound, anywhere in the sentence."""
_OPEN = compiled(
    r"\b(?:just|try|watch|saw|seen|some|practi[cs]e|learn\w*|not|never|no|none|neither|nor|without|yet|new|unknown|interest\w*|keen|curious|given|gave|others?|teach|taught|study|studying|begun|began|start(?:ed|ing)?|user|lack\w*|gaps?|reads?|cannot|hope|willing|look forward|instead|rather|touched|heard|toy|assist\w*|help\w*|test(?:ed|ing))\b|n['’]t\b|['’]d\b|['’]ll\b",
    re.IGNORECASE,
)
"""What leaves a thing open in its own part of the sentence."""
_PART = re.compile(
    r"[,;:] (?=(?:so |and |which |though |but |because |as )?(?:I|you|we|it|they|he|she|this|that|these|those)\b)|\b(?:shows?|tells?|means?|proves?|suggests?|says?)\b"
)
_NEAR = 60
"""Characters to either side of a thing in which it must be told how well it is known."""


def find(letter: Letter) -> Iterator[Claim]:
    """The skills of an email that go beyond what the resume says of them."""
    bounds = limits(letter.sources.resume)
    for clause in letter.clauses if bounds else ():
        if clause.role is Role.TEXT and (found := _found(letter, clause, bounds)):
            yield found


def _found(letter: Letter, clause: Clause, bounds: tuple[Limit, ...]) -> Claim | None:
    """The first skill of a clause that goes beyond its bound."""
    said = frozenset(stems(clause.text))
    for limit in bounds:
        if limit.words <= said and (span := _place(clause, limit)) and _is_told(letter, clause, limit, span):
            shown = letter.sources.resume.evidence(limit.start, limit.end)
            reason = f"You wrote '{clause.text[slice(*span)]}'; the resume says '{' '.join(shown.text.split())}'."
            return claim(clause, *span, Kind.SKILL, Verdict.CONTRADICTED, reason, shown)
    return None


def _place(clause: Clause, limit: Limit) -> tuple[int, int] | None:
    found = [match for match in WORD.finditer(clause.text) if stem(match.group()) in limit.words]
    if limit.proper and not any(match.group()[0].isupper() for match in found):
        return None
    return min(match.start() for match in found), max(match.end() for match in found)


def _is_told(letter: Letter, clause: Clause, limit: Limit, span: tuple[int, int]) -> bool:
    """Whether a clause tells more of a thing than its bound allows, and does not tell the bound."""
    told, (start, end) = _TOLD[limit.kind], span
    at = clause.start - clause.sentence.start
    if _BOUND.search(f"{clause.sentence.text[: at + start]} {clause.sentence.text[at + end :]}"):
        return False
    first = max((match.end() for match in _PART.finditer(clause.text, 0, start)), default=0)
    last = next((match.start() for match in _PART.finditer(clause.text, end)), len(clause.text))
    if _OPEN.search(f"{clause.text[first:start]} {clause.text[end:last]}"):
        return False
    if told is not None and not told.search(f"{clause.text[max(first, start - _NEAR) : last][: 2 * _NEAR]}"):
        return False
    return asserted(letter, clause, *span) > Strength.LOOSE
