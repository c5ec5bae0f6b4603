"""Times of a work history in short forms and of several employers, and hours of the day, which are no figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.figures import clock, numbers
from pipeline.grounding.periods.durations import durations
from pipeline.schema import Claim, EmailRequest

RESUME = """Petra Lindqvist
Boat Builder
petra@example.org | Karlskrona, Sweden

Profile
Boat builder with 15+ years of experience in wood and composites.

Experience
Yard Foreman, Saltholm Marine, Karlskrona
May 2018 - Present
- Cut rework by 12% with a moulding jig.

Boat Builder, Orust Hulls, Ellos
Jan 2012 - April 2018
- Planked 20 clinker boats.

Apprentice, Tynne Boatyard, Kalmar
Aug 1999 - Dec 2011
- Sanded and varnished decks.
"""
JOB = """Workshop Manager
Company: Vrango Yachts
Requirements
- Experience with composites
Shifts overlap with our office in Lisbon.
"""


@pytest.fixture
def found(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application") -> list[str]:
        request = make_request(RESUME, JOB, direction, sender="A B", date="2024-09-16")
        return [claim.text for claim in findings_of(f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nA B", request)]

    return find


TRUE = [
    "I have built boats since '99.",
    "From '99 to '11 I was at Tynne Boatyard, then came Orust Hulls ('12-'18).",
    "I joined Saltholm Marine in ’18.",
    "Saltholm Marine, since May 2018 (6 yrs 5 mos).",
    "Orust Hulls: 6 years 4 months.",
    "Orust Hulls, 6y 4m.",
    "Orust Hulls, 6 yrs. 4 mos.",
    "I work seven to three at present.",
    "Nine to five in Lisbon is ten to six here.",
    "My day begins at quarter to seven and ends at half past three.",
    "I started in August 1999, so my work history spans 25 years.",
    "My employment history goes back 25 years.",
    "My years afloat go back 25 years to Tynne Boatyard.",
    "I know Orust Hulls, which I joined in January 2012, and Saltholm Marine, where I have been since May 2018.",
    "Before Saltholm Marine, where I have been since May 2018, I was at Orust Hulls.",
    "I am a builder in Karlskrona with over fifteen years of experience, and since May 2018 I have been Yard Foreman at Saltholm Marine.",
    "After more than fifteen years in the trade I am a Yard Foreman at Saltholm Marine.",
    "I started as an apprentice in 1999 and now cut rework at Saltholm Marine.",
]
FALSE = [
    ("I joined Saltholm Marine in '14.", "'14"),
    ("Saltholm Marine, since May 2018 (9 yrs 5 mos).", "9 yrs 5 mos"),
    ("Orust Hulls, 9y 4m.", "9y 4m"),
    ("I cut rework from ten to six.", "six"),
    ("I turned out boats at a ratio of eleven to four.", "four"),
    ("My work history spans 35 years.", "35 years"),
    ("I know Orust Hulls, which I joined in January 2009, and Saltholm Marine, where I have been since May 2018.", "January 2009"),
    ("I know Orust Hulls, where I worked until April 2021, and Saltholm Marine, where I am now.", "April 2021"),
    ("I have forty years of experience, and since May 2018 I have been Yard Foreman at Saltholm Marine.", "forty years"),
    ("I bring fifteen years of experience at Saltholm Marine.", "fifteen years"),
]


@pytest.mark.parametrize("sentence", TRUE)
def test_true(found: Callable[..., list[str]], sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), FALSE)
def test_false(found: Callable[..., list[str]], sentence: str, said: str) -> None:
    assert said in found(sentence)


def test_a_recruiter_tells_two_employers_in_one_sentence(found: Callable[..., list[str]]) -> None:
    sentence = (
        "Both yards are in Sweden: Orust Hulls, where you began in January {}, and Saltholm Marine, where you have been since May 2018."
    )
    assert found(sentence.format(2012), "outreach") == []
    assert found(sentence.format(2010), "outreach") == ["January 2010"]


@pytest.mark.parametrize(
    ("text", "months"),
    [("2 yrs 9 mos", 33), ("5y 11m", 71), ("5yrs 6mos", 66), ("3 years 1 month", 37), ("1 yr., 1 mo", 13)],
)
def test_years_and_months_in_short_are_one_time(text: str, months: int) -> None:
    assert [one.months for one in durations(text)] == [months]


def test_two_digits_behind_an_apostrophe_are_a_year_unless_quoted() -> None:
    assert [(one.value, one.unit) for one in numbers.find("from '97 to '03")] == [(1997, "year"), (2003, "year")]
    assert [one.unit for one in numbers.find("it says '47 boats' and '12 per cent'")] == ["", "%"]
    assert [(one.value, one.unit) for one in numbers.find("6m users")] == [(6_000_000, "")]


def test_hours_are_no_counts() -> None:
    def hours(text: str) -> list[bool]:
        return [clock.is_hour(text, number) for number in numbers.find(text)]

    assert hours("eight to five") == [True, True]
    assert hours("a shift from six to ten") == [True, True]
    assert hours("half past one") == [True]
    assert hours("ten to six boats") == [True, False]
    assert hours("cut from ten to six") == [False, False]
    assert hours("six to ten people") == [False, False]
