"""Deeds with the time they took, durations behind a label, and dates beside one of several employers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.periods.deeds import is_done
from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
jane.doe@example.com
Leeds

EXPERIENCE
Ward Manager, Northlight Ltd, Leeds
Mar 2023 - present
- Lead 9 nurses.

Nurse, Harbour Trust (Medway), Hull
Jan 2020 - Feb 2023

EDUCATION
BSc Nursing, Northmoor University
2016 - 2019
"""
JOB = "# Matron at Quayside Health\n\nQuayside Health runs 30 clinics in Hull.\n\nRequirements:\n- 5+ years of nursing\n"


@pytest.fixture
def found(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application") -> list[str]:
        sender = "Jane Doe" if direction == "application" else "Ana Ruiz"
        request = make_request(RESUME, JOB, direction, sender=sender, date="2026-03-01")
        return [claim.text for claim in findings_of(f"Hello,\n\n{sentence}\n\nBest,\n{sender}", request, kinds=("tenure", "date", "place"))]

    return find


@pytest.mark.parametrize(
    "sentence",
    [
        "I led a team of nurses for 12 years.",
        "I managed the Leeds branch for nearly thirteen years.",
        "I trained new staff for fifteen years and loved it.",
        "I have run night shifts for over 14 years.",
        "I have been rostering wards for the past twenty years.",
        "Then I supervised admissions for a dozen years.",
        "I trained as a nurse and ran a ward for 15 years.",
        "I used Rio for 16 years.",
        "I kept Northlight's ledgers for six years.",
        "I led the night team of Northlight for eight years, until last spring.",
        "Experience: 20 years.",
        "Years of experience: 18",
        "I moved to Harbour Trust in January 2020 and to Northlight in the spring of 2021.",
        "I have been at Medway since 2018.",
        "My career now spans 19 years.",
        "My nursing career of over 16 years speaks for itself.",
        "I have built up 19+ years of relevant experience.",
        "I can look back on 16 years of steady work in this profession.",
        "With 18 years behind me, I know the work.",
    ],
)
def test_longer_than_the_dates(found: Callable[..., list[str]], sentence: str) -> None:
    """Whatever the verb."""
    assert found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Eight years at Northlight?",
        "A dozen years at Harbour Trust, is that right?",
        "You ran wards for 14 years?",
        "You joined Northlight in 2019?",
    ],
)
def test_statements_with_a_question_mark(found: Callable[..., list[str]], sentence: str) -> None:
    """In an outreach."""
    assert found(sentence, "outreach")


@pytest.mark.parametrize(
    "sentence",
    [
        "I led a team of nurses for three years.",
        "I ran night shifts for five years.",
        "I have lived in Leeds for thirty years.",
        "I have known your clinics for twenty years.",
        "I sang in a choir for 15 years.",
        "I volunteered at a shelter for twelve years.",
        "I have followed your work for twenty years.",
        "I studied the piano for 14 years.",
        "My mother ran a ward for 30 years.",
        "I worked under a matron who led wards for 30 years.",
        "I would like to lead this ward for twenty years.",
        "Experience: 6 years.",
        "I joined Harbour Trust in January 2020 and have been at Northlight since March 2023.",
        "I have been with Medway since early 2020 and left in 2023.",
    ],
)
def test_true_or_not_of_work(found: Callable[..., list[str]], sentence: str) -> None:
    """No finding."""
    assert found(sentence) == []


def test_linear_on_hostile_text() -> None:
    """Only what is near counts."""
    assert not is_done("I led " * 20_000 + "who for ")
