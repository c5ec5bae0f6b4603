"""Titles of lines that give a post in pieces, its employer first: `- Acme, 2016 to 2018, Data Analyst.`, `Acme, York: since June 2018, Buyer`.

    for said, positions in find(letter, clause): said.text, positions   -> the title, and the positions at the employer that opens the line

Also what became of somebody, by a fragment: `Hired as a junior, Senior Buyer by the end`, `title since May: Head of Sales`.

The line must begin with a past employer's name, and one of its pieces be a title in capitals and nothing else. A title that comes first is read
by `title_told`. Not covered: lines with a pronoun, and those of an employer who is hiring.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.career import entry_told, title_told, title_words
from pipeline.grounding.career.title_read import title_at
from pipeline.grounding.frames import Side
from pipeline.grounding.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.career.title_read import Said
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause

_OPENS = re.compile(r"(?:[-–•*+]\s+)?(?:(?:[Nn]ow|[Tt]hen|[Bb]efore(?: that)?|[Ee]arlier|[Cc]urrently|[Ff]irst|[Aa]t|[Pp]reviously):? )?(?:the )?(?=\S)")  # fmt: skip
_NAME_ENDS = re.compile(r"\s*[,:;|(–—-]")
_PIECE = re.compile(r"(?:(?<=[,:;|–—] )|(?<=\()|(?<= - ))[^,:;|()–—\n]+?(?=\s*[,:;|)–—\n]| - |\.?$)")
_NEXT = re.compile(r"(?:^|[,;:(–—-] ?|\b(?:and|then|later|finally) )(?=[A-Z])")
_BY_THEN = re.compile(
    r",? (?:by the (?:end|time)|by then|in the end|at the end|when (?:I|you) left|(?:since|from|by|as of) (?:(?:last|this|early|late|mid|spring|summer|autumn|fall|winter|[A-Z][a-z]{2,8})[ -])?(?:of )?(?:(?:19|20)\d\d|year|month|spring|summer|autumn|fall|winter|(?:Jan|Febr)uary|March|April|June|July|August|(?:Sept|Nov|Dec)ember|October)\b)"
)
"""Around a title that says itself when it was held."""
_SINCE = re.compile(r"\b(?:title|position|rank|post|job) (?:since|from|by|now|today|at the end|these days)\b[^:]{0,30}$", re.IGNORECASE)
_LONGEST = 200
"""Characters of a line that is read."""


def find(letter: Letter, clause: Clause) -> Iterator[tuple[Said, list[int]]]:
    """The titles of a clause that stand in such a line, each with the positions at its employer."""
    text = clause.sentence.text[:_LONGEST]
    if title_words.NOUNS.isdisjoint(tokens(clause.text)):
        return
    yield from _by_then(letter, clause)
    if not _begins_line(letter, clause):
        return
    at = _OPENS.match(text)
    positions = _opened_by(letter, text, at.end()) if at else []
    if not positions or title_told.has_pronoun(text) or frames.denies(text):
        return
    place = clause.start - clause.sentence.start
    for piece in _PIECE.finditer(text):
        start = piece.start() - place
        if start >= 0 and piece.end() - place <= len(clause.text):
            said = title_at(clause.text, start)
            if said and said.capitals and (said.start, said.end) == (start, piece.end() - place):
                yield said, positions


def _by_then(letter: Letter, clause: Clause) -> Iterator[tuple[Said, list[int]]]:
    """The titles that a fragment tells as what became of somebody: `Hired as a junior, Senior Buyer by the end`, `title since May: Head of Sales`."""
    frame = letter.frame(clause)
    if not frame.claims or Side.CANDIDATE not in frame.about:
        return
    label = clause.previous if clause.previous and clause.previous.sentence is clause.sentence else None
    if label and _SINCE.search(label.text) and (said := title_at(clause.text, 0)) and said.start == 0:
        yield said._replace(capitals=True, formal=True), _there(letter, clause, said)
    for match in _NEXT.finditer(clause.text):
        said = title_at(clause.text, match.end())
        if said and said.start == match.end() and said.text[0].isupper() and _BY_THEN.match(clause.text, said.end):
            yield said._replace(capitals=True, formal=True), _there(letter, clause, said)


def _there(letter: Letter, clause: Clause, said: Said) -> list[int]:
    """The positions at the employer that a title is told of, beside it or in the heading above."""
    above = entry_told.employer_above(letter.sources, clause)
    held = ((number, position.employer.value) for number, position in enumerate(letter.sources.positions) if position.employer)
    return title_told.bound(letter.sources, clause, said) or [number for number, employer in held if employer == above]


def _begins_line(letter: Letter, clause: Clause) -> bool:
    start = clause.sentence.start
    return clause.part == "body" and not letter.email.body[letter.email.body.rfind("\n", 0, start) + 1 : start].strip()


def _opened_by(letter: Letter, text: str, at: int) -> list[int]:
    """The positions at the past employer whose name opens a line; none where it is the one who is hiring."""
    company = letter.sources.job_facts.company
    if company and names.find(text, company.value):
        return []
    return [
        number
        for number, position in enumerate(letter.sources.positions)
        if position.employer
        and any(start == at and _NAME_ENDS.match(text, end) for start, end in names.mentions(text, position.employer.value))
    ]
