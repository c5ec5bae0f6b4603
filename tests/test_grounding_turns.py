"""Dates at which a post or studies began or ended. Each true sentence has a twin whose date the resume gives of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Ines Falk
Lens Grinder

EXPERIENCE
Master Grinder, Morrow Optics, Jena
June 2021 - present
- Led three grinders in two halls
- Commendation at the 2022 fair: second place
Lens Grinder, Kestrel Lenses, Jena
March 2018 - May 2021
- Moved the coating line to another hall in 2020
Apprentice, Harbour Glass, Rostock
September 2015 - February 2018

Tutor, later Demonstrator, Saale University, Jena
October 2013 - July 2015

EDUCATION
BSc Optics, Saale University, 2011 - 2015

SKILLS
X-ray inspection, grinding
"""
POSTING = """Grinder
Company: Dune Instruments
Location: Delft

Requirements
- Three years with lenses
"""
PAIRS = (
    ("I left Kestrel Lenses in May 2021.", "I left Kestrel Lenses in February 2018."),
    ("I left Harbour Glass in 2018.", "I left Harbour Glass in 2021."),
    ("My time at Harbour Glass ended in 2018.", "My time at Harbour Glass ended in 2021."),
    ("In 2018 I took the post of lens grinder at Kestrel Lenses.", "In 2015 I took the post of lens grinder at Kestrel Lenses."),
    ("At Kestrel Lenses, where I started in 2018, I ground lenses.", "At Kestrel Lenses, where I started in 2015, I ground lenses."),
    ("From 2018 to 2021, Kestrel Lenses employed me as a grinder.", "From 2015 to 2021, Kestrel Lenses employed me as a grinder."),
    ("Between March 2018 and May 2021 I was at Kestrel Lenses.", "Between June 2015 and May 2021 I was at Kestrel Lenses."),
    ("I joined Morrow Optics in June 2021.", "I joined Morrow Optics in March 2018."),
    ("I graduated from Saale University in 2015.", "I graduated from Saale University in 2011."),
    ("In 2015 I completed my BSc at Saale University.", "In 2011 I completed my BSc at Saale University."),
    ("I earned a BSc in Optics from Saale University in 2015.", "I earned a BSc in Optics from Saale University in 2018."),
    ("My BSc is from Saale University, finished in 2015.", "My BSc is from Saale University, finished in 2011."),
    ("I have been out of university since 2015.", "I have been out of university since 2011."),
    ("In 2019 I was still at Kestrel Lenses.", "In 2022 I was still at Kestrel Lenses."),
    ("By 2022 I was already a grinder at Morrow Optics.", "By 2018 I was already a grinder at Morrow Optics."),
    ("2019 found me at Kestrel Lenses.", "2015 found me at Kestrel Lenses."),
    ("Throughout 2022 I worked at Morrow Optics.", "Throughout 2018 I worked at Morrow Optics."),
    ("I was at Kestrel Lenses in 2019.", "I was at Kestrel Lenses in 2022."),
    ("All through 2019 I was at Kestrel Lenses.", "All through 2016 I was at Kestrel Lenses."),
    ("When the year 2020 came I was at Kestrel Lenses.", "When the year 2023 came I was at Kestrel Lenses."),
    ("I spent 2019 at Kestrel Lenses.", "I spent 2022 at Kestrel Lenses."),
    ("In 2019 my employer was Kestrel Lenses.", "In 2022 my employer was Kestrel Lenses."),
    ("At Kestrel Lenses in 2019 I learned to listen.", "At Kestrel Lenses in 2016 I learned to listen."),
    ("Kestrel Lenses and I parted in 2021.", "Kestrel Lenses and I parted in 2018."),
    ("Morrow Optics took me on in 2021.", "Morrow Optics took me on in 2018."),
)
ALSO_TRUE = (
    "For five years now I have been with Morrow Optics.",
    "After three years and two months I left Kestrel Lenses.",
    "I spent one year and nine months at Saale University.",
    "I was a Tutor, later Demonstrator at Saale University.",
    "I have worked with X-ray inspection.",
    "In 2022 I took a course in my own time.",
    "I spent three years and two months at Kestrel Lenses.",
    "I began my BSc at Saale University in 2011.",
    "I studied optics from 2011 and graduated in 2015.",
    "I finished my degree in 2015 and have ground lenses since September 2015.",
    "At Kestrel Lenses I started in 2020 to move the coating line.",
    "I left Harbour Glass for Kestrel Lenses in March 2018.",
    "In 2020 I completed the move of the coating line at Kestrel Lenses.",
    "I left university in 2015 and started at Harbour Glass that September.",
    "My path led to Kestrel Lenses in 2018.",
    "In 2014 I was working at Saale University.",
    "In 2014 I was at Saale University and in 2016 at Harbour Glass.",
    "Before I joined Morrow Optics in 2021, I had been with Kestrel Lenses since 2018.",
)


@pytest.mark.parametrize(
    "sentence",
    [
        "For nine years now I have been with Morrow Optics.",
        "After seven years I left Kestrel Lenses.",
        "Before a break with my children I spent six years at Kestrel Lenses.",
    ],
)
def test_a_time_before_an_employer_is_the_time_there(told: Callable[[str], list[str]], sentence: str) -> None:
    assert told(sentence) == ["tenure"]


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str], list[str]]:
    """The kinds of the findings of an application that says this."""

    def kinds(sentence: str) -> list[str]:
        request = make_request(RESUME, POSTING, sender="Ines Falk", date="2026-06-15")
        body = f"Dear hiring team,\n\n{sentence} I would be glad to hear from you about the work in Delft.\n\nKind regards,\nInes Falk"
        return [str(one.kind) for one in findings_of(body, request)]

    return kinds


@pytest.mark.parametrize("sentence", [*(true for true, _ in PAIRS), *ALSO_TRUE])
def test_a_date_of_the_beginning_or_end_told_is_borne_out(told: Callable[[str], list[str]], sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize("sentence", [false for _, false in PAIRS])
def test_a_date_that_the_resume_gives_of_something_else_is_found(told: Callable[[str], list[str]], sentence: str) -> None:
    assert "date" in told(sentence)
