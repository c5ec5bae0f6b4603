"""The dates of what stands beside a date of an email, where they are others: of an employer, of a post by its title, of a degree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.periods.when_fit import best_of, place_of
from pipeline.grounding.periods.when_read import PLAINLY, TOLD_OF
from pipeline.grounding.periods.when_words import APART, BESIDE, GRADUATED
from pipeline.grounding.words import WORD, folded, stem

if TYPE_CHECKING:
    from pipeline.grounding.periods.when_fit import Told
    from pipeline.grounding.periods.when_read import Reading


def strayed(reading: Reading, agreeing: list[Told], others: list[Told]) -> Told | None:
    """The dates of the employer, the title or the degree that stands beside the date, where they are others."""
    if reading.moment.form == "decade":
        return _elsewhere(reading, agreeing, others)
    if reading.moment.role == "point" and not reading.turns:
        return _uncovered(reading, agreeing, others) or _unstudied(reading, agreeing, others)
    if any(one.shared >= PLAINLY and one.own > 1 for one in agreeing if one.entry.kind == "line"):
        return None
    return _elsewhere(reading, agreeing, others) or _otherwise(reading, agreeing, others) or _unstudied(reading, agreeing, others)


def _uncovered(reading: Reading, agreeing: list[Told], others: list[Told]) -> Told | None:
    """The position at the employer right beside a year in which nobody worked there: `at Acme in 2015`."""
    before = reading.before
    employers = {
        employer for employer in reading.employers if any(BESIDE.fullmatch(before, end) for _, end in names.mentions(before, employer))
    }
    held = [one for one in (*agreeing, *others) if one.entry.kind == "position" and one.entry.employer in employers]
    return _elsewhere(reading, agreeing, others) if held and not any(reading.covers(one.entry) for one in held) else None


def _elsewhere(reading: Reading, agreeing: list[Told], others: list[Told]) -> Told | None:
    """The position at the employer beside the date, where no date of that employer agrees."""
    employers = reading.employers
    if any(one.entry.employer in employers and (one.own or one.entry.kind == "position") for one in agreeing):
        return None
    if any(one.entry.employer is None and one.shared >= TOLD_OF for one in agreeing):
        return None
    return best_of([one for one in others if one.entry.kind == "position" and one.entry.employer in employers])


def _otherwise(reading: Reading, agreeing: list[Told], others: list[Told]) -> Told | None:
    """The position whose title stands beside the date, where none of that title agrees."""
    segment = folded(reading.segment)
    if APART.search(segment) or reading.frame.employer_only:
        return None
    named = _titled(reading, others, agreeing)
    if not named:
        return None
    words = {word for one in named for word in one.entry.title.split()}
    if any(words <= set(one.entry.title.split()) or (one.entry.kind != "position" and one.own) for one in agreeing):
        return None
    return best_of(named)


def _titled(reading: Reading, others: list[Told], agreeing: list[Told]) -> list[Told]:
    """Of the positions of another date, those whose title stands nearest before this one, else behind it."""
    said = [stem(match.group()) for match in WORD.finditer(reading.segment)]
    here = len(list(WORD.finditer(reading.segment[: max(0, reading.segment.find(reading.said))])))
    found = [(place, one) for one in (*agreeing, *others) if (place := place_of(said, one.entry.title, here)) is not None]
    before = [place for place, _ in found if place <= here]
    nearest = max(before) if before else min((place for place, _ in found), default=None)
    return [one for place, one in found if place == nearest and one in others]


def _unstudied(reading: Reading, agreeing: list[Told], others: list[Told]) -> Told | None:
    """The study that a degree beside the date belongs to, where none that shares a word with it agrees."""
    if not GRADUATED.search(reading.before):
        return None
    studies = [one for one in others if one.entry.kind == "study"]
    if not studies or any(one.entry.kind == "study" or (one.own and one.is_telling) for one in agreeing):
        return None
    return best_of(studies)
