"""Who began or runs the firm: `when Jane Roe set it up`, `my brother and I started it`.

    for claim in find(letter, is_stranger): ...

A name of two words and more that is said to have begun, built or run the firm must stand in a document. A brother is a finding where the posting
tells of the beginning with other kin, unless both can be the same told from the other side. Not covered: kin of whom the posting says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import proper
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Evidence

_FIRM = r"(?:it|this|us|(?:the|our|your|this) (?:\w+ ){0,2}?(?:firm|company|business|shop|school|practice|clinic|charity|agency|studio|house|bakery|garage|workshop|farm|place)(?! (?:plan|case|trip|visit|tour))\b)"
_BEGAN = compiled(
    rf" (?:(?:first|then|once|himself|herself|had|has|who) )*(?:set {_FIRM} up|(?:set up|started|founded|began|opened|built|bought|created|launched|took over|ran|runs|owns|owned|inherited) {_FIRM}|took {_FIRM} over)\b",
    re.IGNORECASE,
)
_BY = compiled(
    r"\b(?:founded|started|set up|begun|opened|built up|bought|owned)(?: (?:in|back in|around) (?:\d{4}|the \w+))? by (?:the late )?$"
)
_FEWEST = 2
_KIN = (
    ("brother", "sister"), ("father", "dad", "son", "daughter"), ("mother", "mum", "mom", "son", "daughter"), ("husband", "wife"),
    ("grandfather", "grandmother", "grandson", "granddaughter", "grandparents"), ("uncle", "aunt", "nephew", "niece"), ("cousin",),
    ("father-in-law", "mother-in-law", "son-in-law", "daughter-in-law", "brother-in-law", "sister-in-law"),
)  # fmt: skip
_OTHER_SIDE: dict[str, frozenset[str]] = {}
for _row in _KIN:
    for _one in _row:
        _OTHER_SIDE[_one] = _OTHER_SIDE.get(_one, frozenset()) | frozenset(_row)
"""Who may be meant when the other one of the two speaks: a father by his son, a brother by his sister."""
_WORDS = "|".join(sorted(_OTHER_SIDE, key=len, reverse=True))
_SAID = compiled(rf"\b(?:my|our|his|her|your|their) (?:(?:late|own|older|younger|elder|big|little|twin) )?(?P<kin>{_WORDS})s?\b(?!['’-])", re.IGNORECASE)  # fmt: skip
_GIVEN = re.compile(rf"\b(?P<kin>{_WORDS})s?\b(?!-)", re.IGNORECASE)
_DEED = re.compile(r"\b(?:start(?:ed)?|found(?:ed|er)?|began|begun|begin|set (?:it |this |us )?up|open(?:ed)?|built|bought|took (?:it )?over|r[au]n|runs|own(?:s|ed)?|created|launched)\b", re.IGNORECASE)  # fmt: skip
_BEGUN = re.compile(
    r"(?: and (?:I|you|me|she|he|[A-Z][\w’'-]+))?(?: (?:first|then|once|also|had|have))* (?:started|founded|began|begun|set|opened|built|bought|took|created|launched)\b"
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|\n(?!\s*\n)|[.!?](?=\S))+")


def find(letter: Letter, is_stranger: Callable[[Sources, str], bool]) -> Iterator[Claim]:
    """The founders of an email whom no document has."""
    for clause in letter.clauses if letter.may_have(_BEGAN, _BY) else ():
        if clause.role is Role.TEXT:
            yield from _named(letter.sources, clause, is_stranger)
    for clause in letter.clauses if letter.may_have(_SAID) else ():
        if clause.role is Role.TEXT:
            yield from _kin(letter.sources, clause)


def _named(sources: Sources, clause: Clause, is_stranger: Callable[[Sources, str], bool]) -> Iterator[Claim]:
    text = clause.text
    for name in proper.names_in(text) if _BEGAN.may_stand(text) or _BY.may_stand(text) else ():
        if len(proper.words_of(name.text)) < _FEWEST:
            continue
        if (_BEGAN.match(text, name.end) or _BY.search(text[: name.start])) and is_stranger(sources, name.text):
            reason = f"You name '{name.text}'; neither the resume, nor the posting, nor the request knows this person."
            yield claim(clause, name.start, name.end, Kind.PERSON, Verdict.UNSUPPORTED, reason)


def _kin(sources: Sources, clause: Clause) -> Iterator[Claim]:
    own = "my" if sources.direction is Direction.APPLICATION else "your"
    for match in _SAID.finditer(clause.text):
        if match.group().lower().startswith(own) or not _BEGUN.match(clause.text, match.end()):
            continue
        if other := _other_kin(sources, match["kin"].lower()):
            reason = f"You wrote '{match.group()}'; the posting says '{' '.join(other.text.split())}'."
            yield claim(clause, *match.span(), Kind.PERSON, Verdict.CONTRADICTED, reason, other)


def _other_kin(sources: Sources, said: str) -> Evidence | None:
    """The sentence of the posting that tells of the beginning with other kin than an email."""
    text = sources.job.text
    told = [match for match in _SENTENCE.finditer(text) if _DEED.search(match.group()) and _GIVEN.search(match.group())]
    kin = {match["kin"].lower() for sentence in told for match in _GIVEN.finditer(sentence.group())}
    if not told or said in kin:
        return None
    named = any(_has_sender(sources, sentence.group()) for sentence in told)
    if any("in-law" in one for one in kin) or (not named and any(said in _OTHER_SIDE[one] for one in kin)):
        return None
    return sources.job.evidence(*told[0].span())


def _has_sender(sources: Sources, sentence: str) -> bool:
    """Whether a sentence names who writes: then its kin are those of the writer."""
    words = proper.words_of(sources.request.sender.name or "")
    return any(len(word) >= _FEWEST and word in folded(sentence).split() for word in words)
