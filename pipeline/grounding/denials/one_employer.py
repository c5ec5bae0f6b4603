"""That the candidate has had one employer and no other, where the resume has more: `I have always worked for the same employer`.

    find(letter, clause)   -> `My whole career has been at Acme`, against a post at Bolt

Posts as a learner or without pay count for nothing, nor do employers of whom one's name holds the other's. What is narrowed (`since 2019`,
`in this town`) the documents leave open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import any_in
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Evidence

SIGNS = r"always|only|ever|solely|exclusively|whole|entire(?:ty)?|all(?= (?:of|my|your)\b)|throughout|changed|switched|nowhere|anywhere|nobody|no one|sole"
"""Of whole words: one of them stands in every claim of it."""
_SIGNS = compiled(rf"\b(?:{SIGNS})\b", re.IGNORECASE)
_HOUSE = r"(?:compan(?:y|ies)|employers?|firms?|organi[sz]ations?|workplaces?|places? of work|house|business|outfit)"
_HOUSES = ("compan", "employer", "firm", "organi", "place", "house", "business", "outfit", "job", "post", "position")
"""One of these, or a past employer's name, is in every clause that claims it."""
_MARK = "\x01"
"""What stands for an employer of the resume while a clause is read."""
_ONE = rf"(?:only |just )*(?:one|a single|the (?:very )?same|the one)(?: and the same| and only| single| and only one)? {_HOUSE}"
_PLACE = rf"(?:{_ONE}|(?:the )?{_MARK})"
_CLOSED = r"(?=(?:,? (?:only|so far|to date|until now|yet|throughout|all along|all (?:my|your) (?:working )?(?:life|career)|(?:in|during|throughout) (?:my|your) (?:\w+ )?(?:life|career)))*\s*(?:[.,;!]|$| (?:but|and|so)\b))"
_NARROWED = re.compile(
    r"\b(?:since|over|until|till|then|(?:last|past|next|first) (?:\w+ )?(?:years?|months|decades?)|if|would|will|want|hope|not|when|while|at (?:the|that) time|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LEARNS = re.compile(r"\b(?:intern\w*|student|pupil|trainee|apprentice\w*|volunteer\w*|placement|assistantship|freelance\w*|self-employed|fellow|tutor)\b", re.IGNORECASE)  # fmt: skip


def _shapes(direction: Direction) -> tuple[re.Pattern[str], ...]:
    """The shapes for the candidate of one direction."""
    me, my = ("I", "[Mm]y") if direction is Direction.APPLICATION else ("[Yy]ou", "[Yy]our")
    has = rf"\b{me}(?:['’]ve| have)?"
    career = rf"(?:{my} (?:whole|entire|full|complete)|[Aa]ll (?:of )?{my}|(?:[Tt]he )?(?:[Ww]hole|[Ee]ntire(?:ty)?|[Aa]ll) of {my}|[Tt]hroughout {my}|[Ii]n all {my})(?: (?:working|professional|whole|entire))? (?:career|life|working life|working years)"
    return tuple(
        re.compile(shape)
        for shape in (
            rf"{has} (?:(?:always|only|solely|exclusively|ever|just|so far) ){{1,3}}(?:worked|been|been employed|been working|served|stayed)(?: (?:for|at|with|by|in))? {_PLACE}{_CLOSED}",
            rf"{has} (?:so far )?(?:worked|served|been employed) (?:(?:only|solely|just) )(?:for|at|with|by) {_PLACE}{_CLOSED}|{has} worked (?:for|at|with) (?:only|just) {_ONE}{_CLOSED}",
            rf"{has} (?:worked|served|been employed) (?:nowhere|for nobody|for no one)(?: else)? (?:but|than|except|other than)(?: (?:at|for|with|by))? (?:the )?{_MARK}",
            rf"{has}(?:n['’]t| not| never)(?: ever)? (?:worked|been employed) (?:anywhere|for any(?:one|body)|(?:for|at|by) any {_HOUSE})(?: else)? (?:but|than|except|other than|apart from|besides|outside(?: of)?)(?: (?:at|for|with|by))? (?:the )?{_MARK}",
            rf"{has} (?:spent|worked) {career}(?: so far)? (?:with|at|for|in|by) {_PLACE}{_CLOSED}",
            rf"{career}(?: so far)?,? (?:(?:has|was|had) (?:been |passed )?(?:spent )?|{me}(?:['’]ve| have) (?:been|worked|stayed|been employed) )(?:with|at|for|in|by) {_PLACE}{_CLOSED}",
            rf"{has}(?:n['’]t| not| never)(?: once| ever| yet)? (?:changed|switched) (?:{my} )?(?:employers?|compan(?:y|ies)|firms?){_CLOSED}",
            rf"{has} (?:had )?(?:only |just )(?:ever )?(?:had )?(?:one|a single) (?:employer|workplace|job|post|position){_CLOSED}|{has} had (?:one|a single) (?:employer|workplace) only\b",
            rf"{_MARK} (?:is|has been|remains) (?:the|{my}) (?:only|sole|one) (?:{_HOUSE}|place|stop|job)(?: on {my} \w+|(?: that| where| which)? {me}(?:['’]ve| have) (?:ever )?(?:worked|had|known|been|seen)(?: (?:for|at|in|with))?)?{_CLOSED}",
            rf"(?:[Aa]part from|[Aa]side from|[Bb]esides|[Oo]ther than|[Ee]xcept for) (?:the )?{_MARK},? {me}(?:['’]ve| have) (?:worked|been employed) (?:nowhere|for nobody|for no one|for no other {_HOUSE})",
        )
    )


_SHAPES = {direction: _shapes(direction) for direction in Direction}


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claim of a clause that there was never another employer, against one that the resume has."""
    if not _SIGNS.search(clause.text):
        return
    text, named = _marked(letter.sources, clause.text)
    if not named and not any_in(text.lower(), _HOUSES):
        return
    for shape in _SHAPES[letter.sources.direction]:
        match = shape.search(text)
        if not match or _NARROWED.search(text[: match.start()]):
            continue
        other = other_than(letter.sources, named if _MARK in match.group() else "")
        if other:
            start, end = (len(text[:at].replace(_MARK, named)) for at in match.span())
            reason = f"You wrote '{clause.text[start:end]}'; the resume also has '{other.text}'."
            yield claim(clause, start, end, Kind.NEGATIVE, Verdict.CONTRADICTED, reason, other)
        return


def _marked(sources: Sources, text: str) -> tuple[str, str]:
    """A text with the first employer of the resume that it names as a mark, and the name as it stands there."""
    near = (name for name in sources.employers if any(word in text for word in name.split()))
    found = ((span, name) for name in near for span in names.mentions(text, name))
    first = max(found, key=lambda one: (one[0][1] - one[0][0], -one[0][0]), default=None)
    if not first:
        return text, ""
    (start, end), _ = first
    return f"{text[:start]}{_MARK}{text[end:]}", text[start:end]


def other_than(sources: Sources, named: str) -> Evidence | None:
    """An employer beside the one that is named, or beside the first, that paid for more than learning."""
    held = [
        position.employer
        for position in sources.positions
        if position.employer and position.title and not _LEARNS.search(f"{position.title.value} {position.employer.value}")
    ]
    first = named or (held[0].value if held else "")
    return next((sources.resume.of(one) for one in held if not names.alike(first, one.value)), None)
