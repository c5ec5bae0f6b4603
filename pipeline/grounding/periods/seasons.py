"""Years told by a season: `after nine winters at Acme`, `three summers as a guide`.

    for claim in find(letter): ...
    is_held(sources, clause, number)   -> whether a number tells seasons that the dates of what they are told of leave room for

Told of a position known by its employer, title, place or trade, or by words of its lines, there are no more of them than calendar years that it touches. Told of several places in a row (`five vintages in France and Bolivia`), they
are those of all the positions there, of which a year may have more than one.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import anchored, located
from pipeline.grounding.periods.durations import Duration
from pipeline.grounding.periods.tenure_told import SCOPED
from pipeline.grounding.periods.told_of import employers_of
from pipeline.grounding.periods.trades import in_trade
from pipeline.grounding.words import folded, has_beginning, place_of_whole
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Position

_SEASONS = compiled(r"(?: [A-Za-z][\w’'-]*){0,2}? (?:winters|summers|springs|autumns|harvests|vintages)\b")
_PLACES = re.compile(
    r" (?:in|at|for|with|across) (?P<all>[A-Z][\w’'-]*(?: (?!and\b)[\w’'-]+){0,3}(?:(?:,| and|, and) (?:in )?[A-Z][\w’'-]*(?: (?!and\b)[\w’'-]+){0,3}){1,8})"
)
_NEXT = re.compile(r", and |, | and ")
_DONE = re.compile(r"([a-z]{3,}ing)\b")
_ROOT = 4
_MOST = 60
_READ = 4
"""Seasons that are read in a clause: no letter has more."""


def find(letter: Letter) -> Iterator[Claim]:
    """The claims that something went on for so many winters."""
    for clause in letter.clauses if letter.may_have(_SEASONS) else ():
        if clause.role in (Role.TEXT, Role.SUBJECT):
            yield from _claims(letter.sources, clause)


def _claims(sources: Sources, clause: Clause) -> Iterator[Claim]:
    told = ((number, end) for number in numbers.find(clause.text) if (end := _end(clause.text, number)))
    for number, end in islice(told, _READ):
        held = _held(sources, clause, number, end)
        if not held:
            continue
        said = clause.text[number.start : end]
        many = _years(sources, held)
        fitting = number.value <= many
        reason = f"The resume's dates touch {many} years." if fitting else f"You wrote '{said}'; the resume's dates touch {many} years."
        yield claim(clause, number.start, end, Kind.TENURE, Verdict.SUPPORTED if fitting else Verdict.CONTRADICTED, reason)


def is_held(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether the dates leave room for so many seasons."""
    end = _end(clause.text, number)
    held = _held(sources, clause, number, end) if end else []
    return bool(held) and number.value <= _years(sources, held)


def _end(text: str, number: Number) -> int | None:
    """Where the season's name behind a number ends."""
    match = _SEASONS.match(text, number.end) if not number.unit and 1 < number.value <= _MOST else None
    return match.end() if match else None


def _held(sources: Sources, clause: Clause, number: Number, end: int) -> list[Position]:
    """The positions that the seasons are told of, where all have dates."""
    duration = Duration(number.start, end, 12 * number.value, "", exact=False, half=False)
    scoped = SCOPED.match(clause.text[end:])
    held = (
        _in_places(sources, clause.text, end)
        or employers_of(sources, clause, duration)
        or anchored.held(sources, clause, duration)
        or (in_trade(sources.positions, scoped["what"]) if scoped else [])
    )
    if not held and scoped:
        held = _doing(sources, scoped["what"])
    if not held and (one := located.only(sources.documents, clause.text)):
        held = [one]
    return held if all(position.start and position.end for position in held) else []


def _in_places(sources: Sources, text: str, end: int) -> list[Position]:
    """The positions in whose headlines one of the places stands that are told in a row behind the seasons."""
    row = _PLACES.match(text, end)
    told = [folded(place) for place in _NEXT.split(row["all"])] if row else []
    headed = [(position, folded(_headline(sources.resume.text, position))) for position in sources.positions] if told else []
    return [position for position, line in headed if any(place_of_whole(line, place) >= 0 for place in told)]


def _headline(text: str, position: Position) -> str:
    """The lines of a position's title, employer and dates."""
    facts = [fact for fact in (position.title, position.employer, position.dates) if fact]
    if not facts:
        return ""
    end = text.find("\n", max(fact.end for fact in facts))
    return text[text.rfind("\n", 0, min(fact.start for fact in facts)) + 1 : end if end >= 0 else None]


def _doing(sources: Sources, what: str) -> list[Position]:
    """The one position whose lines tell of what was done in the seasons: `of pruning`."""
    word = _DONE.match(what)
    root = folded(word[1])[: max(_ROOT, len(word[1]) - len("ning"))] if word else ""
    held = [
        one
        for one in sources.positions
        if root and any(has_beginning(folded(fact.value), root) for fact in (one.title, *one.bullets) if fact)
    ]
    return held if len(held) == 1 else []


def _years(sources: Sources, held: list[Position]) -> int:
    """How many calendar years positions touch; more of them are as many."""
    touched: set[int] = set()
    for position in held:
        if position.start and position.end and position.start != "present":
            last = sources.date.year if position.end == "present" else int(position.end[:4])
            touched.update(range(int(position.start[:4]), last + 1))
    return max(len(touched), len(held))
