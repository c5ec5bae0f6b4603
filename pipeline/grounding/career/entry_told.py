"""The post under whose heading a note of an email stands: `Earlier: Acme, two years. Stock count; rotas for 20.`

    employer_above(sources, clause)    -> the employer of the heading, or None

A heading is a sentence or line, or what stands before a colon or a dash, of nothing but an employer, a title, a place, dates and durations. It holds for what follows in its paragraph, or in
the list below it, up to the next line that names an employer, ends in a colon, or turns to another time. Not covered: headings with a verb.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.letter import Role
from pipeline.grounding.periods import told_of
from pipeline.grounding.words import folded
from pipeline.profile.vocabulary import SENIORITY, TITLE_NOUNS

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Sources

_FARTHEST = 12
"""Clauses up to the heading."""
_LONGEST = 120
"""Characters of a heading."""
_HEADS = re.compile(r"[:–—] ?$| - ?$")
"""Between a heading and a note in the same line."""
_ITEM = re.compile(r"[-*•·–] ?\S")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    """now currently present today current before that earlier still previously prior then first next later last since from until till to as at in for with of the and a an just under over about
    almost nearly around some roughly most recent recently experience role post job years year months month yrs mos half two three four five six seven eight nine ten one full part time remote
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_OTHER_TIME = re.compile(
    r"\b(?:now|later|then|today|before|after|since|earlier|previously|still|elsewhere|next|meanwhile|outside|currently|both|also|I|you|we|my|your|our)\b",
    re.IGNORECASE,
)


def employer_above(sources: Sources, clause: Clause) -> str | None:
    """The one past employer whose heading a clause without subject stands below."""
    if clause.role is not Role.TEXT or _OTHER_TIME.search(clause.text) or told_of.mentions(sources, clause.text):
        return None
    if told_of.mentions(sources, clause.sentence.text):
        before = clause.sentence.text[: clause.start - clause.sentence.start]
        return _heading(sources, before.rstrip(" :–—-")) if _HEADS.search(before) else None
    head = clause.sentence.text[: clause.start - clause.sentence.start]
    return None if _OTHER_TIME.search(head) else _in_lines_above(sources, clause)


def _in_lines_above(sources: Sources, clause: Clause) -> str | None:
    """The one past employer of the nearest heading above a clause."""
    at, seen = clause.previous, clause.sentence
    for _ in range(_FARTHEST):
        if at is None or at.role is not Role.TEXT:
            return None
        if at.sentence is not seen:
            if at.sentence.paragraph != seen.paragraph and not (_ITEM.match(seen.text) and seen.start - at.sentence.end <= 1):
                return None
            seen = at.sentence
            if told_of.mentions(sources, seen.text):
                return _heading(sources, seen.text)
            if seen.text.rstrip().endswith(":"):
                return None
        at = at.previous
    return None


def _heading(sources: Sources, text: str) -> str | None:
    """The employer of a heading, where the text is one."""
    found = told_of.mentions(sources, text) if len(text) <= _LONGEST else []
    employers = {position.employer.value for _, _, position in found if position.employer}
    if len(employers) != 1:
        return None
    rest = "".join(" " if any(start <= at < end for start, end, _ in found) else letter for at, letter in enumerate(text))
    words = {folded(match.group()) for match in _WORD.finditer(rest)}
    return employers.pop() if words <= _SMALL | TITLE_NOUNS | SENIORITY | _of_posts(sources.documents) else None


@lru_cache(maxsize=256)
def _of_posts(documents: Documents) -> frozenset[str]:
    """The words of the titles, and of the lines of the dates, of the posts of a resume."""
    text, facts = documents.resume.text, documents.facts
    told = [position.title.value for position in facts.positions if position.title]
    for position in facts.positions:
        if position.dates:
            start = text.rfind("\n", 0, position.dates.start) + 1
            end = text.find("\n", position.dates.end)
            told.append(text[start : end if end >= 0 else None][:_LONGEST])
    told += [facts.location.value] if facts.location else []
    return frozenset(folded(match.group()) for line in told for match in _WORD.finditer(line))
