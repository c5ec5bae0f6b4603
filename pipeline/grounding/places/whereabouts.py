"""Where the resume has the candidate and the employers: the town that heads it, and those that stand by its positions.

    lives_elsewhere(sources, place, dwells=True)   -> the evidence of another town, or None
    misplaced(sources, clause, place)              -> why an employer is not in a place, or None

Only listed towns are compared; one that stands beside a school says nothing of where anybody worked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.places import geography
from pipeline.grounding.places import place_words as words
from pipeline.grounding.words import folded

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.places.geography import Place
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Evidence

_BESIDE = re.compile(r"(?: in|,| \() ?$")
_BETWEEN = re.compile(r" in |, | \(| office in ")
"""What stands between an employer and its town."""
_MOVED = re.compile(r"\b(?:moved|relocated|transferred)\b", re.IGNORECASE)


def lives_elsewhere(sources: Sources, place: Place, *, dwells: bool) -> Evidence | None:
    """Where the resume says that the candidate lives, if that is a listed city other than the one in the email, which stands in an older position.

    Somebody may be based where they work now; whoever `lives` in another town than the head of the resume gives does not.
    """
    location = sources.facts.location
    if not location or place.is_region:
        return None
    cities = [other for other in geography.named_in(location.value) if not other.is_region]
    town = re.match(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?=,)", location.value)
    if not (cities or town) or any(other.name == place.name for other in cities) or folded(place.name) in folded(location.value):
        return None
    if dwells and location.end <= words.HEAD:
        return sources.resume.of(location)
    for start in _mentions(sources.resume, place.name):
        number = sources.position_at(start)
        if number is None or sources.positions[number].end in ("present", None):
            return None
    return sources.resume.of(location)


def has_moved(sources: Sources, told: str, place: Place) -> bool:
    """Whether an email tells of a move, and a line of the resume does that has the place: `Moved with the night team to Kendari for ten weeks`."""
    text = sources.resume.text
    return bool(_MOVED.search(told)) and any(
        _MOVED.search(text[text.rfind("\n", 0, at) + 1 : at]) for at in _mentions(sources.resume, place.name)
    )


def misplaced(sources: Sources, clause: Clause, place: Place) -> str | None:
    """`at Acme in Leeds` where the resume has Leeds only among the lines of another employer."""
    before = clause.text[max(0, place.start - words.NEAR) : place.start]
    if place.is_region or not _BESIDE.search(before):
        return None
    for number, position in enumerate(sources.positions):
        employer = position.employer
        if not employer or not any(
            _BETWEEN.fullmatch(before, end) and not before[:start].endswith(" in ")  # a town in a row of towns
            for start, end in names.mentions(before, employer.value)
        ):
            continue
        homes = {
            sources.position_at(start)
            for called in geography.names_of(place.name)
            for start in _mentions(sources.resume, called)
            if not (_in_education(sources, start) or _in_location(sources, start))
        }
        same = {other for other, held in enumerate(sources.positions) if held.employer and names.find(held.employer.value, employer.value)}
        own = _places_of(sources, number)
        if None not in homes and not homes & same and own and not any(called in folded(own) for called in geography.names_of(place.name)):
            return f"You wrote '{employer.value}' in '{clause.text[place.start : place.end]}'; the resume has it in '{own}'."
    return None


@lru_cache(maxsize=1024)
def _mentions(resume: Source, name: str) -> tuple[int, ...]:
    """Where the resume names a place, as it is listed or as people spell it: `St. Paul`."""
    plain = {match.start() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", resume.folded)} if name in resume.folded else set()
    return tuple(sorted(plain | {other.start for other in geography.named_in(resume.text) if other.name == name}))


def _in_location(sources: Sources, at: int) -> bool:
    """Whether a place stands where the resume says that the candidate lives."""
    location = sources.facts.location
    return bool(location and location.start <= at < location.end)


def _in_education(sources: Sources, at: int) -> bool:
    """Whether a place stands in the name of a school or beside it."""
    facts = [fact for study in sources.facts.education for fact in (study.institution, study.degree) if fact]
    return any(
        fact.start <= at <= fact.end + words.NEAR and "\n" not in sources.resume.text[fact.end : max(at, fact.end)] for fact in facts
    )


def _places_of(sources: Sources, number: int) -> str | None:
    """The listed city that stands in the header lines of a position."""
    position = sources.positions[number]
    facts = [fact for fact in (position.title, position.employer, position.dates) if fact]
    if not facts:
        return None
    start, end = min(fact.start for fact in facts), max(fact.end for fact in facts)
    text = sources.resume.text[
        start : sources.resume.text.find("\n", end) if "\n" in sources.resume.text[end:] else len(sources.resume.text)
    ]
    listed = next((text[place.start : place.end] for place in geography.named_in(text) if not place.is_region), None)
    behind = position.employer and re.match(
        r" ?(?:[,|·–-]|\() ?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?= ?(?:[,|·–()-]|$))", text[position.employer.end - start :], re.MULTILINE
    )
    return listed or (behind[1] if behind else None)
