"""Degrees, institutions, certificates, licences, registrations, memberships, awards, publications and grades.

Each part has its own module: `degrees_told`, `stayed_on`, `diplomas`, `studies`, `credentials`, `jurisdictions`, `levels`, `unfinished`, `unheld`, `attempts`, `papers`, `laurels`. Not checked: the year
of a qualification other than an award, and which of the resume's own bodies gave it outside education.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding.abilities import (
    attempts,
    credentials,
    degrees_told,
    diplomas,
    jurisdictions,
    laurels,
    levels,
    papers,
    stayed_on,
    studies,
    unfinished,
    unheld,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.schema import Claim


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are qualifications of the candidate."""
    yield from degrees_told.find(letter)
    yield from stayed_on.find(letter)
    yield from credentials.find(letter)
    yield from diplomas.find(letter)
    yield from levels.find(letter)
    yield from studies.find(letter)
    yield from unfinished.find(letter)
    yield from unheld.find(letter)
    yield from attempts.find(letter)
    yield from papers.find(letter)
    yield from jurisdictions.find(letter)
    yield from laurels.find(letter)
