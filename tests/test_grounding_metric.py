"""Numbers that an email gives of the candidate's work: they must stand in the resume, with their unit, at their employer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.figures import numbers
from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
+44 7700 900418

EXPERIENCE
Kitchen Manager, Tin Lantern, Leeds
Mar 2021 - present
- Cut food waste by 14% and led a brigade of 12 cooks.
- Raised covers from 110 to 165 a night; sales reached £1.2 million in 2024.
- Shortened the prep from 6.5 to 4 hours.
- Wrote menus in French, Arabic, Thai and English.

Cook, Harbour Hotel, Hull
Jan 2018 - Feb 2021
- Served 40% more guests after a new rota; trained 23 apprentices.
"""
JOB = """# Head Chef at Quayside Rooms

Quayside Rooms has 64 seats and a team of 9. Sales grew by 35% last year.
Salary: £42,000 to £48,000.
"""


@pytest.fixture
def metric_findings(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application", kinds: tuple[str, ...] = ("metric",)) -> list[str]:
        sender = "Jane Doe" if direction == "application" else "Ana Ruiz"
        request = make_request(RESUME, JOB, direction, sender=sender, recipient=None if direction == "application" else "Jane Doe")
        body = f"Dear {'Hiring Manager' if direction == 'application' else 'Jane'},\n\n{sentence}\n\nKind regards,\n{sender}"
        return [claim.text for claim in findings_of(body, request, kinds=kinds)]

    return find


TRUE = [
    "I cut food waste by 14%.",
    "I cut food waste by fourteen per cent.",
    "I lead a brigade of a dozen cooks.",
    "I lead twelve cooks.",
    "I brought covers up by half.",
    "I took covers from 110 to 165.",
    "We serve 55 more covers a night than before.",
    "Sales reached £1.2m under me.",
    "Our sales passed £1,200,000 in 2024.",
    "I trained over twenty apprentices at the Harbour Hotel.",
    "I took two and a half hours off the prep.",
    "I took 150 minutes off the prep.",
    "I cut the prep to 240 minutes.",
    "Sixty-four seats and nine people sound like my kind of kitchen.",
    "I write menus in four languages.",
    "Your 64 seats need a steady hand.",
    "A kitchen that feeds 64 seats is what I want.",
    "I would like to lead nine people.",
    "I have not led 40 people.",
    "May I come for 30 minutes on Monday?",
    "You can ring me on 07700 900418.",
    "Two things drew me to your posting.",
    "At Harbour Hotel I served 40% more guests.",
]
FALSE = [
    ("I cut food waste by 24%.", "24%"),
    ("I lead a brigade of 18 cooks.", "18"),
    ("I led a team of 9.", "9"),
    ("I more than tripled covers.", "tripled"),
    ("Sales reached £2.4m under me.", "£2.4m"),
    ("I trained 32 apprentices.", "32"),
    ("I cut waste by a quarter.", "a quarter"),
    ("I raised sales by 35%.", "35%"),
    ("At Harbour Hotel I cut food waste by 14%.", "14%"),
    ("In my years at Tin Lantern, I served 40% more guests.", "40%"),
    ("I served over 300 covers a night.", "300"),
    ("Menus in seven languages are my work.", "seven"),
]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_number_that_the_resume_bears_out_is_no_finding(metric_findings: Callable[..., list[str]], sentence: str) -> None:
    """As written, in words, rounded, as the difference or share of two; nor is one of the employer's, of a hope or of a question."""
    assert metric_findings(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), FALSE)
def test_a_number_that_it_does_not_is_found(metric_findings: Callable[..., list[str]], sentence: str, said: str) -> None:
    """Invented, changed, taken from the posting, or true of another employer; of the last, number or employer is named."""
    found = metric_findings(sentence, kinds=("metric", "employer"))
    assert said in found or any(name in found for name in ("Harbour Hotel", "Tin Lantern"))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("You cut food waste by 14%.", []),
        ("You cut food waste by 41%.", ["41%"]),
        ("We have 64 seats.", []),
        ("You trained 230 apprentices.", ["230"]),
    ],
)
def test_in_an_outreach_the_candidate_is_you(metric_findings: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Numbers of the employer's side are another kind's."""
    assert metric_findings(sentence, "outreach") == found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("nearly half a decade", [(5, "years", "under")]), ("1.2m users", [(1_200_000, "", "")]), ("a third of it", [(100 / 3, "%", "")]),
        ("£214k", [(214_000, "currency", "")]), ("KES 38 million", [(38_000_000, "currency", "")]), ("twenty-five", [(25, "", "")]),
        ("three hundred and twelve", [(312, "", "")]), ("four in five", [(80, "%", "about")]), ("cut in half", [(0.5, "x", "")]),
        ("forty-odd minutes", [(40, "minutes", "about")]), ("over 40", [(40, "", "over")]), ("5+ years", [(5, "years", "over")]),
        ("120.000 users", [(120_000, "", "")]), ("10-20%", [(10, "%", ""), (20, "%", "")]), ("a third-generation shop", []), ("C1", []),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, values: list[tuple[float, str, str]]) -> None:
    """Value, unit and hedge."""
    assert [(round(found.value, 6), found.unit, found.hedge) for found in numbers.find(text)] == [(round(v, 6), u, h) for v, u, h in values]
