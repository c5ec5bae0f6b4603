"""Durations of studies, of clubs and functions, seasons told for years, and times set beside one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
jane.doe@example.com

EXPERIENCE
Senior Data Engineer, Northlight Ltd, Leeds
Mar 2023 - present
- Built pipelines in Python and Airflow for 14 clinics.

Data Engineer, Harbour Freight Data, Hull
Jan 2020 - Feb 2023
- Moved 60 reports from Excel to SQL for customs brokers.

Waiter, Blue Door Cafe, York
Jun 2017 - Dec 2019
- Served at weddings on the terrace.
- Traced the leak of the coffee boiler to a cracked valve; the boiler ran dry for the last
14 months.

EDUCATION
MSc Statistics, Eastmoor University, York
Sep 2017 - Jun 2019
BSc Computer Science, Westmoor University, Durham
Sep 2013 - Jun 2017

ACTIVITIES
Rowing Club of Westmoor University
Treasurer, Oct 2014 - Sep 2015

SKILLS
Python, SQL, Airflow
"""
JOB = """# Lead Data Engineer at Quayside Health

Quayside Health was founded ten years ago and runs 30 clinics.
"""


@pytest.fixture
def times(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application") -> list[str]:
        request = make_request(RESUME, JOB, direction, sender="Jane Doe", date="2026-03-01")
        body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nJane Doe"
        return [claim.text for claim in findings_of(body, request, kinds=("tenure", "metric"))]

    return find


STUDIED = [
    "My bachelor's took four years.",
    "It took me four years to finish my bachelor's in Durham.",
    "I spent four years at Westmoor University.",
    "I did my master's in under two years.",
    "Six years of university lie behind me.",
    "I studied for almost six years, first at Westmoor and then at Eastmoor.",
    "Three years after my master's I moved to Hull.",
    "Your two-year diploma interests me.",
    "Waiting at tables was my job for two years as a student.",
    "I taught for two years at a university in Spain.",
    "Someone who spent eight years in university catering and offices knows queues.",
]
NOT_STUDIED = [
    ("My bachelor's took six years.", "six years"),
    ("It took me six years to finish my bachelor's in Durham.", "six years"),
    ("I spent seven years at Westmoor University.", "seven years"),
    ("I wrapped up my master's in barely six months.", "six months"),
    ("I studied computer science for six years.", "six years"),
    ("After four years as a student at Eastmoor I had my degree.", "four years"),
    ("A three-year master's from Eastmoor is part of my background.", "three-year"),
]


@pytest.mark.parametrize("sentence", STUDIED)
def test_the_time_that_studies_took_is_no_finding(times: Callable[..., list[str]], sentence: str) -> None:
    """In school years, for one course or all; nor is a time after the studies, or of work beside them."""
    assert times(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), NOT_STUDIED)
def test_another_time_of_studies_is_found(times: Callable[..., list[str]], sentence: str, said: str) -> None:
    """By the level of the course or its institution."""
    assert times(sentence) == [said]


COMPARED = [
    "I was longer at Harbour Freight Data than at the Blue Door Cafe.",
    "I have been at Northlight almost as long as at Harbour Freight Data.",
    "About a third of my career has been at Northlight.",
    "Of my years in work, roughly a third were spent at Harbour Freight Data.",
    "My longest job so far was at Harbour Freight Data.",
    "No longer at Harbour Freight Data, I now work at Northlight.",
]
NOT_COMPARED = [
    ("I was longer at the Blue Door Cafe than at Harbour Freight Data.", "longer at the Blue Door Cafe than at Harbour Freight Data"),
    ("I spent less time at Harbour Freight Data than at the Blue Door.", "less time at Harbour Freight Data than at the Blue Door"),
    ("I have been twice as long at Northlight as at Harbour Freight Data.", "twice as long at Northlight as at Harbour Freight Data"),
    ("Most of my career was at Northlight.", "Most "),
    ("I have spent two thirds of my career at Northlight.", "two thirds"),
    ("My longest stint was at the Blue Door Cafe.", "My longest stint was at the Blue Door Cafe"),
]


@pytest.mark.parametrize("sentence", COMPARED)
def test_times_that_compare_so_are_no_finding(times: Callable[..., list[str]], sentence: str) -> None:
    """The time at one employer beside that at another, or beside the career."""
    assert times(sentence) == []


@pytest.mark.parametrize(("sentence", "said"), NOT_COMPARED)
def test_times_that_compare_otherwise_are_found(times: Callable[..., list[str]], sentence: str, said: str) -> None:
    """Which of two was longer, how many times as long, and what part of the career."""
    assert times(sentence) == [said]


SHARED = [
    "I have worked in data for six years, half of that time at Harbour Freight Data and the rest at Northlight.",
    "For six years I have been a data engineer, the first half of that time at Harbour Freight Data and the second at Northlight.",
    "I have over eight years of work behind me, about 35% of that time at Northlight.",
    "For six years I have moved data, three of them at Harbour Freight Data and the last three at Northlight.",
    "Two and a half years at the Blue Door Cafe, three at Harbour Freight Data and three at Northlight make eight and a half years.",
    "I have three years at Northlight, and six with data if you add my time at Harbour Freight Data.",
    "I have been in York or Hull for most of the last nine years, the last two of them with a Leeds office.",
    "I have six years of pipelines and reports behind me.",
    "I was in work for nine years on and off.",
    "By the time I moved to Northlight I had three years of data behind me.",
    "I have data work behind me for six years, more than half of it at Harbour Freight Data.",
    "I am in my seventh year as a data engineer.",
    "I left the cafe in 2019 after two and a half years and have served no weddings since.",
    "I spent a little over two and a half years at the Blue Door Cafe.",
]
NOT_SHARED = [
    ("For ten years I have been a data engineer, the first half of that time at Harbour Freight Data.", ["ten years", "the first half"]),
    ("I have worked in data for six years, 80% of that time at Harbour Freight Data.", ["80%"]),
    ("I have worked in data for six years, more than half of them at the Blue Door Cafe.", ["half"]),
    ("For six years I have moved data, five of them at Harbour Freight Data.", ["five"]),
    ("Five years at Harbour Freight Data and three at Northlight make eight years.", ["Five years"]),
    ("I have been at Northlight for most of the last eight years.", ["eight years"]),
    ("I have fourteen years with data if you add my time at Harbour Freight Data.", ["fourteen years"]),
    ("For five years I was a Data Engineer at Harbour Freight Data.", ["five years"]),
]


@pytest.mark.parametrize("sentence", SHARED)
def test_a_time_that_is_shared_out_is_that_of_no_one_employer(times: Callable[..., list[str]], sentence: str) -> None:
    """Halves, per cent, counts of years, sums, times with gaps, and the next deed of the same person."""
    assert times(sentence) == []


@pytest.mark.parametrize(("sentence", "found"), NOT_SHARED)
def test_a_false_whole_or_part_of_a_time_is_found(times: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """The whole beside the career, the part beside the employer named with it."""
    assert times(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("After three winters at the Blue Door Cafe I moved to Hull.", []),
        ("After seven winters at the Blue Door Cafe I moved to Hull.", ["seven winters"]),
        ("I was a waiter for six summers.", ["six summers"]),
    ],
)
def test_seasons_are_counted_by_the_years_that_a_position_touches(times: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Of what is told of no position, they stay figures."""
    assert times(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I left Harbour Freight Data after three years.", []),
        ("I left Harbour Freight Data after a year and a half.", ["a year and a half"]),
        ("I have been a data engineer for six years, first at Harbour Freight Data and now at Northlight.", []),
        ("I have worked with data for nine years, first at Harbour Freight Data and now at Northlight.", ["nine years"]),
        ("I was at the Blue Door Cafe for a year and eight months.", ["a year and eight months"]),
        ("I stayed at the Blue Door Cafe for a year.", ["a year"]),
        ("I was a Data Engineer for twelve years before that.", ["twelve years"]),
        ("I was a Data Engineer for three years before that.", []),
        ("I had rowed for twenty years before then.", []),
    ],
)
def test_an_employer_may_be_told_as_left_or_as_the_first_of_two(times: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """And a year may be told without a number."""
    assert times(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("For five years I have served at weddings on a terrace.", ["five years"]),
        ("For two years I served at weddings on a terrace.", []),
        ("For five years I worked for customs brokers and at weddings.", []),
        ("I was treasurer of the rowing club for three years.", ["three years"]),
        ("I was treasurer of the rowing club for a year.", []),
        ("Five years of weddings on a terrace taught me patience.", ["Five years"]),
        ("I have been in waiting and data for eight years.", []),
        ("Five years as a treasurer were enough for me.", ["Five years"]),
        ("I was at Harbour Freight Data for four years before Northlight.", ["four years"]),
    ],
)
def test_the_words_of_one_position_tell_whose_time_it_is(times: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """What is told with the words of two is told of neither; a post in a club is dated by its own line."""
    assert times(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Six years as Senior Data Engineer are just the depth our team needs.", ["Six years"]),
        ("Three years as Senior Data Engineer are just the depth our team needs.", []),
        ("Six years of data work are what our team needs.", []),
    ],
)
def test_a_sentence_that_a_post_opens_is_about_the_candidate(times: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Whatever is said to be needed behind it."""
    assert times(sentence, "outreach") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("After I traced the leak of the coffee boiler to a valve, it ran dry for two years.", ["two years"]),
        ("After I traced the leak of the coffee boiler to a valve, it ran dry for more than a year.", []),
        ("The coffee boiler with the cracked valve ran dry for three years.", ["three years"]),
        ("I traced the leak of the coffee boiler to a cracked valve after two years at the Blue Door Cafe.", []),
    ],
)
def test_how_long_a_result_held_is_as_the_resume_says(times: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Where a bullet that tells of it gives a duration."""
    assert times(sentence) == found


def test_a_bare_number_behind_months_is_no_figure(times: Callable[..., list[str]]) -> None:
    """`Thirty months as a waiter, then thirty-eight as an engineer`."""
    assert not times("It was thirty months as a waiter, then thirty-eight as a data engineer.")


WARDS = """Efua Mensah
Staff Nurse

EXPERIENCE
Staff Nurse, Intensive Care, Brannoc Hospital, Leeds
Mar 2022 - present
- Cares for ventilated patients.
Nurse, Intensive Care Unit, Enugu Hospital, Enugu
Mar 2019 - Feb 2022
- Nursed ventilated patients on an 8-bed unit.
Nurse, Medical Ward, Enugu Hospital, Enugu
Mar 2016 - Feb 2019
- Ran a foot care talk on the ward every week.
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I bring seven years of intensive care nursing from two hospitals.", []),
        ("I bring ten years of nursing from two hospitals.", []),
        ("I bring ten years of ward nursing and intensive care nursing.", []),
        ("I bring ten years of intensive care nursing from two hospitals.", ["ten years"]),
    ],
)
def test_a_part_of_a_trade_leaves_out_posts_without_a_word_of_it(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str, found: list[str]
) -> None:
    """`Intensive care nursing` is none on a medical ward."""
    request = make_request(WARDS, JOB, "application", sender="Efua Mensah", date="2026-03-01")
    body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nEfua Mensah"
    assert [claim.text for claim in findings_of(body, request, kinds=("tenure",))] == found
