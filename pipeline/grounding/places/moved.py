"""Places of one line of the resume told of another's deed, and parts of a country for others: `the keynote in Tallinn`, held in Graz.

    of_other_line(sources, clause, place)   -> the line that tells what the clause tells, with another town

A line is another's where it shares three or more telling words with the clause, two more than every line with the place said, and none of them is
a position's, whose towns `place` knows. Parts of a country (`across the Southeast`) are held against those of the resume, which must name one.
Not covered: towns that no list has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.places import geography
from pipeline.grounding.words import STOP_WORDS, folded, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.places.geography import Place
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_NEAR = 120
_ENOUGH = 3
_MORE = 2
_IN = re.compile(r"\b(?:in|at|near) $")
_SHORTEST = 3
_LINE = re.compile(r"^[^\n]{1,160}$", re.MULTILINE)
"""A line that tells one thing; a longer one is a paragraph."""
_AREAS = r"(?:(?:upper|lower|pacific|deep|american|us) )?(?:mid-?west|(?:north|south)[- ]?(?:east|west)|mid-?atlantic|sun ?belt|rust ?belt|(?:west|east|gulf) coast|midlands|rockies|great plains|deep south|home counties)"
_AREA = compiled(rf"\b(?:across|in|throughout|over|around|of|from|through) the (?P<area>{_AREAS})\b(?! of\b)", re.IGNORECASE)
_GIVEN = re.compile(rf"\b{_AREAS}\b", re.IGNORECASE)


def of_other_line(sources: Sources, clause: Clause, place: Place) -> Evidence | None:
    """The line of the resume that tells what a clause tells, with another town than the clause's."""
    before = clause.text[max(0, place.start - _NEAR) : place.start]
    if place.is_region or not _IN.search(before):
        return None
    said = _telling(before)
    lines = _lines(sources.resume) if len(said) >= _ENOUGH else ()
    own = [(len(said & words), start) for start, _, words, towns in lines if place.name in towns]
    others = [(len(said & words), start, end) for start, end, words, towns in lines if place.name not in towns]
    most, start, end = max(others, default=(0, 0, 0))
    enough = bool(own) and most >= max(_ENOUGH, max(own)[0] + _MORE)
    at_work = any(sources.position_at(one) is not None for one in (start, *(first for _, first in own)))
    return sources.resume.evidence(start, end) if enough and not at_work else None


def areas(letter: Letter) -> Iterator[Claim]:
    """The parts of a country, in what an email tells of the candidate, that are not those of the resume."""
    given = _given(letter.sources.resume) if letter.may_have(_AREA) else None
    if given is None:
        return
    for clause in letter.clauses:
        for match in _AREA.finditer(clause.text) if clause.role in (Role.TEXT, Role.SUBJECT) else ():
            frame, said = letter.frame(clause), _plain(match["area"])
            known = any(said in _plain(source.text) for source in (letter.sources.resume, letter.sources.job))
            if frame.candidate_only and frame.mood is Mood.CLAIM and not known:
                reason = f"You wrote '{match['area']}'; the resume says '{given.text}'."
                yield claim(clause, *match.span("area"), Kind.PLACE, Verdict.CONTRADICTED, reason, given)


@lru_cache(maxsize=256)
def _given(resume: Source) -> Evidence | None:
    """The first part of a country that a resume names."""
    found = _GIVEN.search(resume.text)
    return resume.evidence(*found.span()) if found else None


def _plain(text: str) -> str:
    return folded(text).replace("-", "").replace(" ", "")


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if len(word) > _SHORTEST and word not in STOP_WORDS)


@lru_cache(maxsize=256)
def _lines(resume: Source) -> tuple[tuple[int, int, frozenset[str], frozenset[str]], ...]:
    """The lines of a resume that name a town, with their telling words and towns."""
    found = []
    for line in _LINE.finditer(resume.text):
        towns = frozenset(place.name for place in geography.named_in(line.group()) if not place.is_region)
        if towns:
            found.append((*line.span(), _telling(line.group()), towns))
    return tuple(found)
