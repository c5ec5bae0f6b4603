"""What the posting tells of the hiring company, told of another: `Brightwater Glass runs three vans` where the posting has the vans.

And the reverse: `nine of ten orders at Norwell left on time`, where a line of the resume has the orders and Norwell is the hiring company.

The mirror of `employer_deeds`. Looks at a statement that begins with the name of a past employer, or with one that no document has, and
goes on with a verb. Only where its telling words stand together in one line of the posting, and in no line of the resume nearly as many,
is it a finding. Not covered: names in the middle of a statement, and what the posting tells in other words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.claim import claim
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.periods.chronicle import content
from pipeline.grounding.words import folded
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Source, Sources
    from pipeline.schema import Claim

_FEWEST = 3
"""Telling words that must stand together in the posting's line."""
_SHARE = 0.5
"""How many of the statement's telling words must stand there."""
_MORE = 2
"""By how many the posting's line must have more of them than any line of the resume."""
_BEGINS = 4
"""Characters before a name that begins a statement: `The `."""
_GOES_ON = re.compile(
    r"(?: \([^)]{1,30}\))? (?:(?:now|also|still|then|always) )?(?:ha(?:s|d) (?:\w+ )?)?(?!and\b|or\b|of\b|in\b|at\b|is where\b)[a-z]{2,}(?:s|ed|t|w|ld|n)\b"
)
_STRANGER = re.compile(r"(?P<name>[A-Z][a-z]{4,}) (?:runs|sells|builds|serves|employs|operates|owns|trains|ships|treats|carries)\b")
_AT = re.compile(r"\b(?:at|of|for|with) (?:the )?$")
_ADDRESSED = {
    Direction.APPLICATION: re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:I|my|me|we|our|us)\b", re.IGNORECASE),
}
_NO_NAMES = COMMON | frozenset("everybody nobody somebody anybody yours theirs".split())
_LONGEST = 600


def find(letter: Letter) -> Iterator[Claim]:
    """The claims that give another house what the posting tells of its own."""
    for clause in letter.clauses:
        if clause.role is not Role.TEXT or letter.frame(clause).mood is not Mood.CLAIM:
            continue
        sources, text = letter.sources, clause.text
        judged = None
        if span := _past(sources, clause) or _stranger(sources, clause):
            judged = _judged(clause, span, text[span[1] : _LONGEST], sources.job, sources.resume)
        elif span := _hiring(sources, clause):
            judged = _judged(clause, span, f"{text[: span[0]]} {text[span[1] : _LONGEST]}", sources.resume, sources.job)
        if judged:
            yield judged


def _past(sources: Sources, clause: Clause) -> tuple[int, int] | None:
    """Where a statement begins with a past employer that is not the hiring company and that the posting does not name."""
    text = clause.text[:_LONGEST]
    for employer in _others(sources.documents):
        span = names.find(text, employer)
        if span and span[0] <= _BEGINS and _GOES_ON.match(text, span[1]):
            return span
    return None


@lru_cache(maxsize=256)
def _others(documents: Documents) -> tuple[str, ...]:
    """The past employers that are not the hiring company and that the posting does not name."""
    company, job = documents.job_facts.company, documents.job.text
    return tuple(name for name in documents.employers if not (company and names.alike(company.value, name)) and not names.find(job, name))


def _stranger(sources: Sources, clause: Clause) -> tuple[int, int] | None:
    """Where a statement begins with a name that no document has."""
    match = _STRANGER.match(clause.text) if clause.start == clause.sentence.start else None
    if not match or folded(match["name"]) in _NO_NAMES or any(source.has_word(match["name"]) for source in (sources.resume, sources.job)):
        return None
    return match.span("name")


def _hiring(sources: Sources, clause: Clause) -> tuple[int, int] | None:
    """Where a statement that speaks to nobody there, and of no past employer, names the hiring company behind `at`, which the resume does not know."""
    text, company = clause.text[:_LONGEST], sources.job_facts.company
    span = names.find(text, company.value) if company else None
    if not company or not span or not _AT.search(text[: span[0]]):
        return None
    others = _ADDRESSED[sources.direction].search(text) or any(names.find(text, name) for name in _others(sources.documents))
    return None if others or names.find(sources.resume.text, company.value) else span


def _judged(clause: Clause, span: tuple[int, int], said: str, told: Source, other: Source) -> Claim | None:
    """The finding, where one line of the document that tells of somebody else has what was `said` of the name at `span`."""
    words = frozenset(content(said))
    line, here = _best(told.text, words)
    if line is None or here < max(_FEWEST, _SHARE * len(words)) or here < _best(other.text, words)[1] + _MORE:
        return None
    evidence = told.evidence(*line)
    where = "the posting tells it of the hiring company" if told.kind == "job" else "the resume has it elsewhere"
    reason = f"You wrote this of '{clause.text[slice(*span)]}'; {where}: '{' '.join(evidence.text.split())[:90]}'."
    return claim(clause, *span, Kind.EMPLOYER, Verdict.CONTRADICTED, reason, evidence)


def _best(text: str, said: frozenset[str]) -> tuple[tuple[int, int] | None, int]:
    """The line of a document that has the most of some words, and how many."""
    found = max(_lines(text), key=lambda line: len(said & line[2]), default=None)
    return ((found[0], found[1]), len(said & found[2])) if found else (None, 0)


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """The sentences of a document with their telling words."""
    return tuple((*match.span(), frozenset(content(match.group()))) for match in re.finditer(r"[^\n.]{3,}", text))
