"""Conditions of a post in other words than the posting's, and turned round: hours, days off, prices, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

_RESUME = """Odile Frayne
Clerk, Plumbridge Halls, Hull, Mar 2019 - present
- Kept the books of two dining halls.
"""
_HEAD = """Estate Planner
Company: Tarnbrook Trust
Location: York

"""
_CASES = {
    "three days on site, two at home, after the first month\n": (
        ("You could work from home two days a week after the first month.", "The role is hybrid, with home office."),
        (("You would work from home three days a week.", "three days"), ("It can be done entirely from home.", "entirely from home")),
    ),
    "office on Mondays and Wednesdays, home on the other days if you like\n": (
        ("Home office is fine except on Mondays and Wednesdays.", "You may work from home three days a week."),
        (("You need never come to the office.", "never come to the office"),),
    ),
    "One team day a month in Selby; apart from that you choose where in England you work\n": (
        ("We see each other in Selby one day a month.", "You live and work wherever you like."),
        (("You need never set foot in Selby.", "never set foot in Selby"),),
    ),
    "Pay\n- no bonus, but overtime at time and a half\n": (
        ("There is no bonus, but overtime is paid at time and a half.",),
        (("There is a yearly bonus.", "yearly bonus"),),
    ),
    "26 days plus public holidays, and private medical cover\n": (
        ("There are 26 days of leave.", "We offer health insurance."),
        (("You may take as much leave as you like.", "as much leave"), ("There are 29 days of leave.", "29")),
    ),
    "Monday to Thursday, four tens, 6:00 to 4:30.\n": (
        ("We work four ten-hour days, Monday to Thursday.", "It is a four-day week."),
        (("We work four nine-hour days.", "nine-hour"), ("We close on Thursdays.", "close on Thursdays")),
    ),
    "40 hours a week, 32 hours are possible. Shifts 05.00 to 17.00.\n": (
        ("A four-day week of 32 hours can be arranged.", "You would work twelve-hour shifts."),
        (("A three-day week can be arranged.", "three-day"), ("You would work nine-hour shifts.", "nine-hour")),
    ),
    "We are closed on 25 and 26 December. Weekends included.\n": (
        ("We shut over Christmas Day and Boxing Day.",),
        (("You would have every weekend off.", "every weekend off"), ("We shut on New Year's Eve.", "New Year's Eve")),
    ),
    "Tuesday to Friday, plus one Saturday a month. Closed on Sundays.\n": (
        ("We are closed on Sundays.", "Mondays are yours.", "You work one Saturday a month."),
        (("Every Saturday is free.", "Every Saturday"), ("We close on Saturdays.", "close on Saturdays")),
    ),
    "Monday to Friday, no weekends.\n": (("You would have every weekend off.",), (("Fridays are free.", "Fridays are free"),)),
    "We make bricks.\n": ((), (("You would have every weekend off.", "every weekend off"),)),
    "- ESOP shares after one year; dental from day one\n- $3,000 sign-on bonus, paid after six months\n": (
        ("ESOP shares come after your first year.", "Dental cover starts on your first day."),
        (
            ("Our people become shareholders from their first day.", "from their first day"),
            ("We hand you the $3,000 sign-on bonus on your first day.", "on your first day"),
            ("ESOP shares come with your first paycheck.", "with your first paycheck"),
        ),
    ),
    "- a room in our house, a mile off, at GBP 70 a week, bills included\n- hot food at cost price, free parking\n"
    "- share of profits (not guaranteed; last year £900)\n": (
        (
            "A room costs £70 a week.",
            "Parking is free, and hot food is at cost price.",
            "Last year everybody got £900 as a share of the profits.",
        ),
        (
            ("Rooms are free of charge in the first year.", "free of charge"),
            ("The hot food costs nothing.", "costs nothing"),
            ("Every employee is guaranteed £900 in June.", "guaranteed"),
        ),
    ),
    "There is a garden brasserie, open from April to September, and a museum. The museum is open all year.\n": (
        ("The brasserie is open in summer.", "The museum stays open all winter."),
        (("The brasserie in the garden stays open all winter.", "all winter"),),
    ),
    "- Prepare our entry into Belgium in the autumn of 2099\n- We have no outside investors.\n- We opened a depot in Hull in 2019.\n": (
        ("We plan to enter Belgium in the autumn of 2099.", "We opened a depot in Hull in 2019."),
        (
            ("We have already entered Belgium.", "already entered Belgium"),
            ("We will be in Belgium in the spring of 2099.", "will be in Belgium"),
            ("With the investment we raised in May we can grow.", "investment we raised"),
        ),
    ),
    "You will be one of four planners. We run three mills (Selby, Goole and Thirsk). The Selby and Goole mills have a union.\n"
    "Many bridges here date from the 1960s. We take whole lambs and half pigs. A slip costs money. We are 62 people.\n": (
        (
            "You would have three fellow planners beside you.",
            "The contracts at our two union mills run on.",
            "The bridges are often half a century old.",
            "We take in half pigs and whole lambs.",
            "We are 62 people.",
        ),
        (("We run two mills.", "two"), ("You would join five other planners.", "five")),
    ),
    "Two days a week in Selby, remote the rest. 28 days including bank holidays. Part of the Dalewood group since 2022.\n": (
        ("You would work from home three days a week.", "You come in on two days.", "The 28 days include bank holidays."),
        (
            ("You would work from home four days a week.", "four days"),
            ("We come in on three fixed days.", "three fixed days"),
            ("There are 28 days plus bank holidays.", "plus bank holidays"),
            ("We have stayed independent.", "independent"),
        ),
    ),
    "A permanent post. Three interviews. On call: none. £12.60 an hour, £1 more at night.\n"
    "Four homes with 24 residents each. Shifts are 7 to 3.\n": (
        (
            "The contract is permanent from the first day.",
            "There are three interviews.",
            "There is no on-call duty.",
            "Night shifts pay £13.60 an hour.",
            "We look after 96 residents.",
            "Early shifts last eight hours.",
        ),
        (
            ("The contract is for one year.", "one year"),
            ("There are two interviews.", "two"),
            ("Night shifts pay £14.10 an hour.", "14.10"),
            ("Early shifts last ten hours.", "ten hours"),
        ),
    ),
    "We are moving from Java to Kotlin. Software training after three months.\n": (
        ("We are moving from Java to Kotlin.",),
        (("We have left Java behind us.", "left Java"), ("The training begins on your first day.", "on your first day")),
    ),
}


@pytest.mark.parametrize(("job", "sentence"), [(job, sentence) for job, (true, _) in _CASES.items() for sentence in true])
def test_conditions_in_other_words_are_no_finding(figures_told: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """What a posting gives in a form of its own may be told in the usual one."""
    assert [(found.text, found.reason) for found in figures_told(_RESUME, _HEAD + job, "outreach", sentence)] == []


@pytest.mark.parametrize(("job", "sentence", "said"), [(job, *lie) for job, (_, false) in _CASES.items() for lie in false])
def test_conditions_turned_round_are_found(figures_told: Callable[..., list[Claim]], job: str, sentence: str, said: str) -> None:
    """More than the posting gives, sooner or for less, is a finding on the piece that says so."""
    found = figures_told(_RESUME, _HEAD + job, "outreach", sentence)
    assert any(said in claim.text or claim.text in said for claim in found), [claim.text for claim in found]


_PEOPLE = """What you will do
- Work with the day planner, Paulette Kessing, on handover
- Report to the Estate Manager, Rick Ovelund
- Hire a team of eleven with the help of our HR office in Kingsbury

An advantage, but no condition
- experience with regulated products (IVD, ISO 13485)
"""


@pytest.fixture
def told_of_people(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str], list[Claim]]:
    """All findings of an outreach of one sentence about the posting with people and places."""

    def findings(sentence: str) -> list[Claim]:
        return findings_of(f"Dear Odile,\n\n{sentence}\n\nKind regards\n", make_request(_RESUME, _HEAD + _PEOPLE, direction="outreach"))

    return findings


@pytest.mark.parametrize(
    "sentence",
    [
        "You would have a team of eleven and report to Rick Ovelund.",
        "You would hire your own team of eleven, with HR in Kingsbury to lean on.",
        "You would work beside Paulette Kessing, our day planner.",
        "Knowledge of ISO 13485 is welcome but no condition.",
        "As to conditions: you would have a team of eleven.",
    ],
)
def test_people_and_places_of_the_firm_are_no_skills(told_of_people: Callable[[str], list[Claim]], sentence: str) -> None:
    """Nobody learns a manager or a town, and what is welcome is not therefore known."""
    assert [(found.kind, found.text, found.reason) for found in told_of_people(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Paulette Kessing, our estate manager, would like to meet you.", "Paulette Kessing"),
        ("Our day planner, Rick Ovelund, would like to meet you.", "Rick Ovelund"),
        ("Your knowledge of ISO 13485 is welcome.", "ISO 13485"),
    ],
)
def test_people_in_another_s_post_are_found(told_of_people: Callable[[str], list[Claim]], sentence: str, said: str) -> None:
    """A post that the posting gives to one person is not another's."""
    assert said in [claim.text for claim in told_of_people(sentence)]
