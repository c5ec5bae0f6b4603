"""Durations that an email claims: what the resume's dates bear out, and in which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.periods.durations import durations, fits
from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
jane.doe@example.com

EXPERIENCE
Senior Data Engineer, Northlight Ltd, Leeds
Mar 2023 - present
- Built pipelines in Python and Airflow for 14 clinics.

Data Engineer, Harbour Freight Data, Hull
Jan 2020 - Feb 2023
- Moved 60 reports from Excel to SQL.

Waiter, Blue Door Cafe, York
Jun 2017 - Dec 2019

EDUCATION
BSc Computer Science, Northmoor University
2013 - 2017

SKILLS
Python, SQL, Airflow
"""
JOB = """# Lead Data Engineer at Quayside Health

Quayside Health was founded ten years ago and runs 30 clinics.

Requirements:
- 5+ years of Python
- Kafka
"""


@pytest.fixture
def tenure_findings(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application", resume: str = RESUME) -> list[str]:
        sender, name = ("Jane Doe", "Hiring Manager") if direction == "application" else ("Ana Ruiz", "Jane")
        request = make_request(resume, JOB, direction, sender=sender, date="2026-03-01", recipient="Jane Doe" if name == "Jane" else None)
        body = f"Dear {name},\n\n{sentence}\n\nKind regards,\n{sender}"
        return [claim.text for claim in findings_of(body, request, kinds=("tenure",))]

    return find


TRUE = [
    "I have six years of experience as a data engineer.",
    "I have spent over eight years in work.",
    "I have been at Northlight for three years.",
    "For exactly three years I have been with Northlight Ltd.",
    "I spent just over three years at Harbour Freight Data.",
    "At Harbour Freight Data I worked for 37 months.",
    "I worked for three years and one month at Harbour Freight Data.",
    "I bring nearly nine years of working life.",
    "I have 3+ years of Airflow.",
    "My six years of data work began in Hull.",
    "I was a waiter for two and a half years.",
    "Your founder has led the company for ten years.",
    "You ask for five years of Python.",
    "I do not have ten years of experience.",
    "I would gladly stay for five years.",
    "In two years the error rate fell by half.",
    "My notice period is two months.",
    "After four years of study I began as a waiter.",
    "I am 31 years old.",
    "I have been registered for seventeen years.",
    "Ten years ago you opened with one clinic.",
    "Could you wait three months for me?",
    "I have more than three years at Harbour Freight Data, and before that over two at Blue Door Cafe.",
]
FALSE = [
    ("I have ten years of experience as a data engineer.", "ten years"),
    ("I have been at Northlight for four years.", "four years"),
    ("For half a decade I have been with Northlight Ltd.", "half a decade"),
    ("I spent over four years at Harbour Freight Data.", "four years"),
    ("I worked at Harbour Freight Data for five and a half years.", "five and a half years"),
    ("I bring more than a decade of experience.", "a decade"),
    ("I have 5+ years of Airflow.", "5+ years"),
    ("I have 4 years of Airflow behind me.", "4 years"),
    ("With 12 years in the industry, I know the work.", "12 years"),
    ("Having spent seven years at Northlight, I know clinics.", "seven years"),
    ("My seven years as a Senior Data Engineer taught me patience.", "seven years"),
    ("I was a waiter for nearly four years.", "four years"),
    ("I have almost six years at Harbour Freight Data.", "six years"),
    ("I bring twelve uninterrupted years of experience.", "twelve uninterrupted years"),
    ("I worked for four years and seven months at Harbour Freight Data.", "four years and seven months"),
    ("I have eight years as a data engineer.", "eight years"),
    ("I have been a certified engineer for over 12 years.", "12 years"),
    ("I have been with Northlight for 50 months.", "50 months"),
]


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_dates_bear_out_is_no_finding(tenure_findings: Callable[..., list[str]], sentence: str) -> None:
    """Nor is a duration of the employer's, of a plan, of a result or of a requirement."""
    assert tenure_findings(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), FALSE)
def test_what_the_dates_contradict_is_found(tenure_findings: Callable[..., list[str]], sentence: str, said: str) -> None:
    """In digits, words and idioms; in total, at an employer, with a skill, in a trade."""
    assert tenure_findings(sentence) == [said]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("You have been at Northlight for three years.", []),
        ("You have been at Northlight for five years.", ["five years"]),
        ("Your nine years as a data engineer caught my eye.", ["nine years"]),
        ("We have been here for ten years.", []),
        ("We ask for five years of Python.", []),
    ],
)
def test_in_an_outreach_the_candidate_is_you(tenure_findings: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """What the employer says of itself is not checked against the resume."""
    assert tenure_findings(sentence, "outreach") == found


@pytest.mark.parametrize(("more", "verifiable"), [("", True), ("EDUCATION\nBSc Physics, 2016\n", False)])
def test_a_resume_without_dates_of_work_contradicts_no_years(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], more: str, verifiable: bool
) -> None:
    """No years are borne out by a resume without any; where it has some, those of the work may have been misread."""
    request = make_request(f"Jane Doe\n\nEXPERIENCE\nData Engineer, Northlight Ltd\n- Built pipelines.\n{more}", JOB)
    (claim,) = findings_of("Dear team,\n\nI have four years of experience.\n\nJane Doe", request, kinds=("tenure",))
    assert (claim.verdict.value, claim.verifiable) == ("unsupported", verifiable)


def test_the_reason_names_both_sides(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """What the email says and what the dates give, with the dates as evidence."""
    (claim,) = findings_of(
        "Dear team,\n\nI have been at Northlight for five years.\n\nJane Doe", make_request(RESUME, JOB), kinds=("tenure",)
    )
    assert claim.reason == "You wrote 'five years'; the resume's dates give 3 years at Northlight Ltd."
    assert claim.evidence
    assert claim.evidence.text == "Mar 2023 - present"


def test_bare_years_widen_the_bounds(tenure_findings: Callable[..., list[str]]) -> None:
    """`2019 - 2021` may be one year and one month or almost three."""
    resume = "Jane Doe\n\nEXPERIENCE\nNurse, St Agnes Hospital\n2019 - 2021\n- Ran a ward.\n"
    assert tenure_findings("I was at St Agnes for two years.", resume=resume) == []
    assert tenure_findings("I was at St Agnes for four years.", resume=resume) == ["four years"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("three years and seven months", [43]), ("a year and a half", [18]), ("two decades", [240]), ("half a decade", [60]),
        ("18 months", [18]), ("six years, over four of them at Acme", [72, 48]), ("three and a half years", [42]), ("Year 10", []),
    ],
)  # fmt: skip
def test_durations_are_read_in_months(text: str, months: list[int]) -> None:
    """Years and months of one phrase are added up; a bare number goes on in years."""
    assert [found.months for found in durations(text)] == months


@pytest.mark.parametrize(
    ("text", "months", "true"),
    [
        ("four years", 47, True), ("four years", 46, False), ("four years", 59, True), ("four years", 60, False),
        ("over four years", 48, True), ("over four years", 47, False), ("over four years", 70, True),
        ("nearly four years", 44, True), ("nearly four years", 43, False), ("nearly four years", 49, False),
        ("fourteen years", 165, True), ("fourteen years", 164, False), ("a decade", 114, True), ("a decade", 113, False),
            ("a decade", 145, False), ("about four years", 42, True), ("about four years", 54, True), ("about four years", 40, False),
    ],
)  # fmt: skip
def test_how_far_a_phrase_may_be_from_the_dates(text: str, months: int, true: bool) -> None:
    """The tolerances that docs/truth.md states."""
    assert fits(durations(text)[0], months, months) is true
