"""Sums, shares and factors that a reader makes of the figures of a resume, months in digits, and numbers that count nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pipeline.grounding.figures import numbers
from pipeline.grounding.periods.moments import moments
from pipeline.schema import Claim

RESUME = """Nora Field
Depot Manager
nora.field@example.com

Experience

Depot Manager, Alder Freight, Leeds
May 2020 - present
- Managed a 6-person team of loaders who worked at night and by day as well, and a team of 8 drivers
- Won contracts worth $300K from old clients
- Won new accounts worth $125.5K in a year
- Exceeded delivery targets by 20% and cut damages by 21%
- Increased the online bookings by 200%
- Took calls with 95% accuracy; handled 40+ calls daily
- Brought a 12% gain in loads and a 12% rise in returns

Shift Lead, Brook Haulage, York
May 2016 - April 2020
- Worked in a team of 11 loaders

Certifications
First Aid, June 2018

Education
Diploma in Logistics, Vale College, 2014 - 2016
"""
JOB = """Transport Planner
Company: Hollin Works
Requirements
- Planning of routes
- Night shifts
"""


@pytest.fixture
def found(told: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application") -> list[str]:
        return [claim.text for claim in told(RESUME, JOB, direction, sentence, ())]

    return find


@pytest.mark.parametrize(
    "sentence",
    [
        "At Alder Freight I have managed teams totaling fourteen people.",
        "At Alder Freight I won over $400K in contracts and new accounts combined.",
        "At Alder Freight I won over $400K: $300K from old clients and $125.5K from new accounts.",
        "I came in at 120% of target.",
        "I cut damages by a fifth.",
        "I tripled the online bookings.",
        "I take forty or more calls a day, which over a five-day week comes to 200.",
        "My calls are accurate nineteen times out of twenty.",
        "95% accuracy means that one caller in twenty is told the wrong thing.",
        "I am a million miles from knowing it all.",
        "Loads and returns both rose by 12%.",
        "I have led two teams.",
        "Four years at Brook, 5.5 and counting at Alder.",
        "From 5/16 to 4/20 I was a Shift Lead at Brook Haulage.",
        "I moved from Brook Haulage to Alder Freight without a day's break, April to May 2020.",
        "I earned my First Aid certificate in June 2018, two years into my time at Brook Haulage.",
        "Jobs: Brook Haulage (2016-2020), Alder Freight (2020-2026).",
        "I earned my diploma after two years at Vale College.",
        "I have been at Alder Freight from May 2020 to March 2026.",
    ],
)
def test_what_follows_from_the_figures_is_true(found: Callable[..., list[str]], sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "lie"),
    [
        ("At Alder Freight I have managed teams totaling nineteen people.", "nineteen"),
        ("At Alder Freight I won over $700K in contracts and new accounts combined.", "$700K"),
        ("At Alder Freight I won $425K.", "$425K"),
        ("I came in at 140% of target.", "140%"),
        ("I cut damages by a third.", "a third"),
        ("I quadrupled the online bookings.", "quadrupled"),
        ("I take forty or more calls a day, which over a five-day week comes to 320.", "320"),
        ("From 5/13 to 4/20 I was a Shift Lead at Brook Haulage.", "5/13"),
        ("I have been at Alder Freight since 5/18.", "5/18"),
        ("I have looked after 7 teams.", "7"),
    ],
)
def test_what_does_not_follow_is_found(found: Callable[..., list[str]], sentence: str, lie: str) -> None:
    assert lie in found(sentence)


@pytest.mark.parametrize(
    ("text", "value"),
    [("nineteen times out of twenty", 95.0), ("four in five", 80.0), ("300 and more loads", 300.0)],
)
def test_numbers(text: str, value: float) -> None:
    assert [number.value for number in numbers.find(text)] == [value]


def test_months_in_digits() -> None:
    today = dt.date(2026, 3, 2)
    assert [divmod(one.first, 12) for one in moments("from 5/19 to 11/21, since 6/22", today)] == [(2019, 4), (2021, 10), (2022, 5)]
    assert [divmod(one.first, 12) for one in moments("closes 17-January-2023", today)] == [(2023, 0)]
    assert moments("open 24/7, a 4/5 rating", today) == ()
