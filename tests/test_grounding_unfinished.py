"""Unbroken work, finished studies and denials against breaks, open studies and the lines of the resume."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

FITTER = """Owen Pryce
Pipe Fitter

Experience
Pipe Fitter, Severn Yards, Newport
September 2022 - present
- Supervised three trainee fitters through their first year.
- Complaints from the drawing office went from 12 in 2023 to 4 in 2024.
- Covered the marine boiler store when its keeper was ill.
Fitter, Usk Boilers, Newport
May 2015 - June 2020
- Fitted 60 boilers a year.

Education
Advanced Diploma in Welding Inspection, Gwent College, September 2025 - present
NVQ Level 3 in Pipe Fitting, Gwent College, 2012 - 2014

Certifications
- Radiography exam: written paper passed 2024, practical paper not yet taken
- Confined Spaces certificate, 2023

Publications
- "Cold bends", Welding Letters, 2021
"""
STEADY = """Lena Brandt
Archivist

Experience
Archivist, Nordhaus Archive, Kiel
March 2019 - present
- Catalogued 400 maps; no complaints from readers.
Assistant, Nordhaus Archive, Kiel
April 2014 - February 2019
- Answered letters.

Education
MA History, Kiel, 2012 - 2014
"""
JOB = "Yard Foreman\nCompany: Taff Steel\nRequirements\n- Steady hands\n"
FALSE = (
    (FITTER, "I have worked without interruption since 2015."),
    (FITTER, "I moved from Usk Boilers to Severn Yards without a day out of work."),
    (FITTER, "There are no gaps in my career."),
    (FITTER, "I have never been out of work."),
    (FITTER, "Mine is an unbroken record in the trade."),
    (FITTER, "Last autumn I completed my Advanced Diploma in Welding Inspection."),
    (FITTER, "Having passed the practical radiography exam, I can start at once."),
    (FITTER, "With my diploma in welding inspection now behind me, I am free in the evenings."),
    (FITTER, "I have never supervised trainees."),
    (FITTER, "I have never worked in a marine boiler store."),
    (FITTER, "There are no publications to my name."),
    (FITTER, "Last year there was not one complaint."),
)
TRUE = (
    (STEADY, "I have worked without interruption since 2014."),
    (STEADY, "There are no gaps in my career."),
    (STEADY, "I have had no complaints."),
    (STEADY, "I have no publications."),
    (STEADY, "I completed my MA in History in 2014."),
    (FITTER, "I have worked without interruption at Severn Yards since 2022."),
    (FITTER, "I completed my NVQ Level 3 in Pipe Fitting in 2014."),
    (FITTER, "I am still at work on my diploma in welding inspection."),
    (FITTER, "I would be glad once I have completed my diploma."),
    (FITTER, "I have never supervised a whole yard."),
    (FITTER, "I have never worked on a submarine."),
    (FITTER, "I hold the Confined Spaces certificate."),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    def find(resume: str, sentence: str) -> list[Claim]:
        body = f"Dear Team,\n\n{sentence}\n\nKind regards,\nJane Doe"
        return findings_of(body, make_request(resume, JOB), kinds=("negative", "qualification"))

    return find


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_what_the_resume_has_open_or_refutes_is_found(found_in: Callable[..., list[Claim]], case: tuple[str, str]) -> None:
    """Breaks between positions, studies under way, exams not taken, deeds denied."""
    assert found_in(*case)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_what_is_finished_unbroken_or_undecided_is_not_found(found_in: Callable[..., list[Claim]], case: tuple[str, str]) -> None:
    """Neighbouring positions, finished studies, and what nobody can know."""
    assert not found_in(*case)
