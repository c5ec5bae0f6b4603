"""Forms of figures, titles and people led that are true ways to say what a resume says, and their false neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.grounding.figures import numbers
from pipeline.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

_RESUME = """Nora Quist
EXPERIENCE
Account Manager, Larch Software, Mar 2019 - Present
- Closed the largest deal of the year ($450 K ARR) and $2.8 M in new ARR
- Averaged 128 % of quota, with a pipeline of 120+ active opportunities
- Raised retention of new hires from 75% to 92%
- Moved 85% of support cases to self service
- Cut ticket queues by 75%
- Coordinated staffing for a 36-desk sales floor
Fellow + Engineering Intern, Birch Labs, Jan 2018 - Feb 2019
- 52 out of 2500 applicants chosen as fellows
AWARDS
2014 1st/50 Regional Coding Contest
2012 2nd/150 Bot Tournament
"""
_JOB = """Sales Director at Alder Systems
Travel: 25% outside the region. Days of 10-12 hours in the busy season. Salary $95,000.
"""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$450 K in revenue", 450_000, "currency"),
        ("£2.8 M of orders", 2_800_000, "currency"),
        ("€3 bn", 3e9, "currency"),
        ("2.5 M users", 2.5e6, ""),
        ("128 % of quota", 128, "%"),
        ("ten dozen calls", 120, ""),
        ("15 dozen eggs", 180, ""),
        ("92 of every 100", 92, "%"),
        ("85 from 100 patients", 85, "%"),
        ("four of every five", 80, "%"),
        ("nine out of every ten", 90, "%"),
        ("ninety of each hundred", 90, "%"),
        ("a hundred and forty covers", 140, ""),
        ("a million and twenty thousand a month", 1_020_000, ""),
        ("nine lakh a year", 900_000, ""),
        ("up to R60,000 a claim", 60_000, "currency"),
        ("a quarter of a century", 25, "years"),
        ("three decades in class", 30, "years"),
        ("three dozen beds", 36, ""),
        ("2000 plus customers", 2000, ""),
        ("by a fifth in 2024", 20, "%"),
        ("by nearly a third in May", 100 / 3, "%"),
        ("by three quarters between 2023 and 2025", 75, "%"),
        ("a third of a million dollars", 1e6 / 3, ""),
        ("three quarters of a million", 750_000, ""),
        ("a decade and a half of work", 15, "years"),
        ("two-thirds in two years", 200 / 3, "%"),
        ("half as much water", 50, "%"),
        ("a quarter of an hour", 15, "minutes"),
        ("one part in a hundred is lost", 1, "%"),
        ("40\nseconds, where it took four minutes", 40, "seconds"),
        ("2022 plus the certificate", 2022, "year"),
    ],
)
def test_a_number_is_read_with_its_scale_or_share(text: str, value: float, unit: str) -> None:
    """A space before the scale, dozens and shares of a hundred belong to the number."""
    first = numbers.find(text)[0]
    assert (first.value, first.unit) == (value, unit)


@pytest.mark.parametrize("text", ["several dozen calls", "a few dozen boxes", "the ninety-ninth percentile"])
def test_vague_dozens_and_ordinals_are_no_number(text: str) -> None:
    """`Several dozen` gives no figure, nor does a place in an order."""
    assert numbers.find(text) == ()


@pytest.mark.parametrize(
    ("said", "value", "true"), [("eleven million", 11_400_000, True), ("eleven million", 12_400_000, False), ("five", 5.2, False)]
)
def test_round_words_stand_for_a_value_with_more_digits(said: str, value: float, true: bool) -> None:
    """Only large ones, and only near."""
    assert numbers.is_rounding(numbers.find(said)[0], value) is true


@pytest.mark.parametrize(
    ("text", "true"),
    [("106 people are paid through me: 94 at a school and twelve at a farm", True), ("106 people: 90 here, twelve there", False)],
)
def test_a_number_may_be_the_total_of_others_of_its_sentence(text: str, true: bool) -> None:
    """Then its parts are judged, not it."""
    assert numbers.is_total(text, 0, numbers.find(text)[0]) is true


@pytest.mark.parametrize(
    "body",
    [
        "At Larch Software I closed a $450K ARR deal.",
        "I brought in $2.8 million of new ARR at Larch Software.",
        "My pipeline held ten dozen or more opportunities.",
        "I kept 92 of every 100 new hires, up from 75.",
        "I moved 85 from 100 support cases to self service.",
        "I lead projects with four-figure daily traffic.",
        "Ticket queues at Larch Software shrank to a quarter of their size.",
        "I am fine with a quarter of travel and those 10-12 hour days.",
        "I took first place among fifty in a coding contest.",
        "In 2012 I was second among 150 in a bot tournament.",
        "I was one of 52 chosen from 2,500 applicants.",
        "I have worked at Larch Software since 2019, nearly seven in all.",
        "I am a hard worker and a quick learner.",
        "I was a Fellow and intern at Birch Labs.",
    ],
)
def test_true_ways_to_say_it(body: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """None of them is a finding."""
    kinds = {Kind.METRIC, Kind.SCOPE, Kind.TITLE}
    assert [one for one in findings_of(body, make_request(_RESUME, _JOB)) if one.kind in kinds] == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("At Larch Software I closed a $470K ARR deal.", Kind.METRIC),
        ("I brought in $3.9 million of new ARR at Larch Software.", Kind.METRIC),
        ("My pipeline held thirty dozen opportunities.", Kind.METRIC),
        ("I moved 64 of every 100 support cases to self service.", Kind.METRIC),
        ("I was one of only 25 picked out of 2500 applicants.", Kind.METRIC),
        ("I took first place among seventy in a coding contest.", Kind.METRIC),
        ("I manage a staff of 36 nurses.", Kind.SCOPE),
        ("As president of the Regional Coding Contest I met many students.", Kind.TITLE),
    ],
)
def test_false_neighbours(
    body: str, kind: Kind, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The same forms with another figure or rank are found."""
    assert kind in {one.kind for one in findings_of(body, make_request(_RESUME, _JOB))}
