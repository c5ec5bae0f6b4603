"""Of which past employer a number is told, and whether the resume gives it of another.

owners = of_number(sources, clause, number)     -> the employers named in its part of the sentence, or by `there`
strayed(sources, found, owners)                 -> the employer of whom the resume gives it, where that is none of them
mention(sources, clause, number, employer)      -> where the sentence names the employer
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.career import entry_told
from pipeline.grounding.periods import told_of

if TYPE_CHECKING:
    from pipeline.grounding.figures.metric_given import Found
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause, Sentence
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Position

_REACH = 600
"""Characters before and behind a number in which its employer is looked for."""
_FARTHEST = 6
"""Clauses back in which `there` looks for its employer."""
_LEADING = re.compile(
    r"(?:it (?:was|is) (?:\w+ ){0,2}?)?(?:at|in|during|while|with|for|as|when|throughout|under|through|on)\b", re.IGNORECASE
)
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
_TURN = re.compile(
    r"\b(?:and|but|now|today|still) (?:I|you|we)\b|\b(?:I|you|we) (?:still|now)\b|\b(?:and|but) (?:from|between|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b|;",
    re.IGNORECASE,
)
_ELSEWHERE_THEN = re.compile(r"\b(?:at|for|with|joined) (?:the )?[A-Z]")
_DONE_AT = re.compile(r",? (?:all of )?(?:which|that) (?:I|you|we) (?:\w+ly )?[a-z]+\b[^,;]{0,40}? (?:at|with|for) (?:the )?[A-Z][^,;]*")
_UNNAMED = re.compile(r"\b(?:at|for|with|in|by) (?:an?|another|one) (?:[\w-]+ ){0,3}[\w-]+,? $")
"""Before `where`, a house without its name: `at a credit union, where I came third of 26`."""
_TAIL = 30
"""Characters from a number to the end of its clause, where it belongs to the last thing there."""
_SEGMENT = re.compile(r", | and |; | or (?=by\b)")


def of_number(sources: Sources, clause: Clause, number: Number) -> list[str]:
    """The past employers that a number is told of: those named in its part of the sentence, else in the phrase that opens the sentence, or by `there`."""
    if near := named(sources, _segment(clause.text, number)):
        return near
    at = clause.start - clause.sentence.start + number.start
    before = clause.sentence.text[max(0, at - _REACH) : at]
    leading = before if _LEADING.match(before) else clause.text[: number.start]
    opening, comma, rest = leading.partition(", ")
    if comma and _LEADING.match(leading) and not _ELSEWHERE_THEN.search(rest) and not _TURN.search(rest):
        return named(sources, opening)
    if clause.text.startswith(("where ", "where,")):
        if _UNNAMED.search(clause.sentence.text, 0, clause.start - clause.sentence.start):
            return []
        return _last_named(sources, clause, within=clause.sentence)
    if not _THERE.search(before):
        return _named_behind(sources, clause, number)
    return named(sources, clause.text[: number.start]) or (_last_named(sources, clause.previous) if clause.previous else [])


def _named_behind(sources: Sources, clause: Clause, number: Number) -> list[str]:
    """The employer where the thing was done with which a clause ends (`a party for 620 guests, which I planned at Acme`), or of the heading above a note."""
    behind = _DONE_AT.match(clause.sentence.text, clause.end - clause.sentence.start)
    near = len(clause.text) - number.end <= _TAIL
    found = named(sources, behind.group()) if behind and near else []
    if not found and (above := entry_told.employer_above(sources, clause)):
        return [above]
    return found if len(found) == 1 else []


def _last_named(sources: Sources, clause: Clause, within: Sentence | None = None) -> list[str]:
    """The employers of the last clause of the paragraph, or of one sentence, that names any."""
    at: Clause | None = clause
    for _ in range(_FARTHEST):
        if at is None or at.sentence.paragraph != clause.sentence.paragraph or within not in (None, at.sentence):
            break
        if found := named(sources, at.text):
            return found
        at = at.previous
    return []


def named(sources: Sources, text: str) -> list[str]:
    """The past employers that a text names, other than as a time."""
    return [position.employer.value for position in told_of.named(sources, text) if position.employer]


def strayed(sources: Sources, found: list[Found], owners: list[str]) -> str | None:
    """The employer of whom the resume gives the number, where none of those who are named is."""
    homes = [sources.position_at(one.place) for one in found]
    if any(home is None for home in homes):
        return None
    held = [sources.positions[home] for home in homes if home is not None]
    if any(_employer(position) in owners for position in held):
        return None
    return _employer(held[0])


def mention(sources: Sources, clause: Clause, number: Number, employer: str) -> tuple[int, int] | None:
    """Where the sentence of a number names an employer, nearest to it."""
    at = clause.start - clause.sentence.start + number.start
    spans = [
        (start, end)
        for start, end, position in told_of.mentions(sources, clause.sentence.text)
        if position.employer and position.employer.value == employer
    ]
    return min(spans, key=lambda span: abs(span[0] - at), default=None)


def _employer(position: Position) -> str | None:
    return position.employer.value if position.employer else None


def _segment(text: str, number: Number) -> str:
    """The part of a clause that a number is said of: up to the next comma or `and` to either side."""
    first, last = max(0, number.start - _REACH), min(len(text), number.end + _REACH)
    start = max((match.end() for match in _SEGMENT.finditer(text, first, number.start)), default=first)
    end = next((match.start() for match in _SEGMENT.finditer(text, number.end, last)), last)
    return text[start:end]
