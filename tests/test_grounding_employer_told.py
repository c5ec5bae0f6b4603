"""Employers and posts: lists, the company as a subject, `me` as an object, figures behind a colon, the words next to a name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Noor Haddad
noor@example.com

EXPERIENCE

Senior Data Engineer, Marlow Grid
March 2021 - present
- Built batch pipelines for 40 substations
- Led a team of 6 engineers and cut run time by 30%

Data Engineer, Finch & Rowe
June 2017 - February 2021
- Moved 12 reports from Excel to Redshift

Analyst, The Copper House
July 2015 - May 2017
- Tested pumps for 3 depots

EDUCATION
BSc Mathematics, University of Leeds, 2015
"""
JOB = """Data Platform Engineer
Company: Tessera Labs
Location: Bristol, UK

Tessera Labs was founded in 2016 and makes software for water companies. We are 85 people in a fully remote team.
You will work with dbt and Airflow. Our partners are Google and Severn Trent.

Requirements
- Python, SQL, Airflow
- 5 years with data

Benefits
- Salary: £62,000 to £70,000
- 28 days of holiday, pension with 6% matched
- 40 hours a week, first shift
- Four interviews: a call, a task, a talk with the team, a talk with the CTO
"""
APP_FALSE = (
    "Brindlecote taught me patience.",
    "What Harrowgate Systems does for water companies impresses me.",
    "Having joined Tableau in 2015, I know dashboards.",
    "Since joining Palantir in 2018 I have cared about lineage.",
    "After leaving Monzo I went to Marlow Grid.",
    "In 2014 I joined Capgemini as an analyst.",
    "Before I left Accenture, I led a migration.",
    "My earlier employers were Finch & Rowe and Ernst & Young.",
    "Marlow Grid, Finch & Rowe and Deloitte have taught me a great deal.",
    "My earlier stops were Ernst & Young and The Copper House.",
    "I have seen both sides: Marlow Grid, Finch & Rowe, Bain Capital.",
    "Stints followed at Marlow Grid, Finch & Rowe and Snowflake Computing.",
    "Spotify has been my home since 2019.",
    "I made the rounds at Deloitte before Marlow Grid.",
    "I did contract work for Tessera Labs in 2019.",
    "The product is not new to me, since I did contract work for Tessera Labs before Marlow Grid.",
    "I built two reports for Tessera Labs some years ago.",
    "It is no secret that I did some freelance work for Tessera Labs.",
    "I admire that Tessera Labs, founded in 2009, still feels young.",
    "I understand that Tessera Labs was founded in 2009.",
    "I read that Tessera Labs now employs 250 people.",
    "I know Tessera Labs has 400 employees, and I like that.",
    "I also like that Tessera Labs recently grew to 300 people.",
    "It impressed me that Tessera Labs serves 900 water companies.",
    "A four-day week tells me that you are serious about balance.",
    "A four-day week suits me very well.",
    "Stock options are fine by me.",
    "Unlimited holiday appeals to me.",
    "A company car is welcome to me.",
    "Strictly on-site work in Bristol is fine for me.",
    "The six rounds of interviews do not scare me.",
    "I share the values of your on-site culture.",
    "Your hybrid culture with two office days suits me.",
    "The signing bonus makes me smile.",
)
APP_TRUE = (
    "Necessity taught me patience.",
    "What Tessera Labs does for water companies impresses me.",
    "What Python does well, it does in few lines.",
    "I am a data engineer at Marlow Grid and I want to apply to Tessera Labs.",
    "I have been at Marlow Grid since 2021, and I would like to join Tessera Labs.",
    "At Finch & Rowe I moved reports, and I hope to do the same for you.",
    "My earlier employers were Finch & Rowe and The Copper House.",
    "Marlow Grid, Finch & Rowe and the University of Leeds shaped me.",
    "I am drawn to Tessera Labs, which was founded in 2016.",
    "I admire that Tessera Labs, founded in 2016, still has 85 people.",
    "I understand that Tessera Labs now employs about 85 people.",
    "I have never worked for Tessera Labs.",
    "I would gladly do contract work for Tessera Labs first.",
    "I read a talk about Tessera Labs, and I liked it.",
    "The four interviews do not scare me.",
    "Fully remote work suits me.",
    "The 28 days of holiday are fine by me.",
    "Remote work at Marlow Grid taught me discipline.",
    "Flexible hours helped me at Finch & Rowe.",
    "I had stock options at Marlow Grid.",
    "That is nearly nine years, roughly double the five you have in mind.",
    "Almost four years at Finch & Rowe, and five at Marlow Grid, went by fast.",
    "I live in Leeds, so relocation or your remote options should come up early.",
    "I would bring Tessera Labs the 30% cut in run time that Marlow Grid saw.",
    "Unlike Marlow Grid and Thames Water, Tessera Labs builds software.",
    "I have used Redshift and Excel.",
    "Five days a week on site would be hard for me, so fully remote suits me.",
    "The £62,000 to £70,000 you offer is fair.",
    "Your team of 85 appeals to me.",
    "Finch & Rowe, where I spent almost four years, taught me Redshift.",
    "I have led 6 engineers at Marlow Grid; Tessera Labs has 85 people.",
    "Fair hiring is what I stand for.",
    "At Self-employed I kept books.",
    "That you came through Severn Trent and its trials tells me a lot.",
    "Please keep me in mind should the post return to Severn Trent.",
    "The two workshops a year in Severn Trent are work that I would love to plan.",
)
OUT_FALSE = (
    "I thought of you because you worked here.",
    "You already worked here for a summer.",
    "Your background and years at Tessera Labs are a good match.",
    "Our client Harrowgate Systems needs somebody like you.",
    "Pay: £95,000.",
    "Salary: £58,000 a year.",
    "Team: 140 people.",
    "Holiday: 35 days.",
    "Pension: 9% matched.",
    "Hours: 32 a week.",
    "Base: £80k.",
    "It's second shift, Monday to Friday.",
    "You would get a sabbatical after three years.",
    "We are impressed here at Monzo.",
    "Your work at Marlow Grid impressed our engineers here at Monzo.",
    "Your resume made the rounds here at Revolut.",
    "You have done great things at Marlow Grid, The Copper House and Geek Squad.",
    "Marlow Grid, Finch & Rowe, Google: that is a fine list.",
    "Tessera Labs, founded in 2011, is looking for you.",
    "You did your training with us at Tessera Labs.",
    "You interned here at Tessera Labs.",
    "Relocation to Bristol is paid.",
    "We offer relocation support.",
    "You would work strictly on-site.",
)
OUT_TRUE = (
    "I nearly passed you over because I thought you already worked here.",
    "It reads as if you had worked with us for years.",
    "I wish you worked here.",
    "Grow your career at Tessera Labs.",
    "Your background and the pipeline work at Tessera Labs are a good match.",
    "Our client Tessera Labs needs somebody like you.",
    "Pay: £62,000 to £70,000.",
    "Salary: £70k.",
    "Team: 85 people.",
    "Holiday: 28 days.",
    "Pension: 6% matched.",
    "Hours: 40 a week.",
    "It's first shift.",
    "Your resume made the rounds here at Tessera Labs this morning.",
    "Your name came up at Tessera Labs.",
    "Your pipelines impressed us here at Tessera Labs.",
    "Over five years running the data team at Marlow Grid, and four as an engineer before that: it shows.",
    "You have done great things at Marlow Grid, Finch & Rowe and The Copper House.",
    "Tessera Labs, founded in 2016, is looking for you.",
    "Some stores, including Redshift and Excel, you know well.",
    "Your time with the team at Marlow Grid stood out.",
    "Your new pipelines made the team 30% faster.",
    "You built pipelines that made the team 30% faster.",
    "Here at Tessera Labs we are fully remote.",
    "A mutual friend at Marlow Grid gave me your name.",
    "We at Tessera Labs read your resume.",
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[Claim]]:
    def find(sentence: str, direction: str) -> list[Claim]:
        sender, greeting, closing = (
            ("Noor Haddad", "Dear Hiring Team", "Kind regards") if direction == "application" else ("Lou Brandt", "Hi Noor", "Cheers")
        )
        request = make_request(RESUME, JOB, direction=direction, sender=sender, date="2026-03-01")
        return findings_of(f"{greeting},\n\n{sentence}\n\n{closing},\n{sender}", request)

    return find


@pytest.mark.parametrize("sentence", APP_FALSE)
def test_an_application_invents_no_employer_and_no_offer(found_in: Callable[[str, str], list[Claim]], sentence: str) -> None:
    """Each sentence has a past employer or a fact of the post that no document has."""
    assert found_in(sentence, "application")


@pytest.mark.parametrize("sentence", APP_TRUE)
def test_a_true_application_is_clean(found_in: Callable[[str, str], list[Claim]], sentence: str) -> None:
    """The same forms, borne out by the documents or claiming nothing."""
    assert not found_in(sentence, "application")


@pytest.mark.parametrize("sentence", OUT_FALSE)
def test_an_outreach_invents_no_employer_and_no_offer(found_in: Callable[[str, str], list[Claim]], sentence: str) -> None:
    """Each sentence has a name or a fact of the post that the documents do not have there."""
    assert found_in(sentence, "outreach")


@pytest.mark.parametrize("sentence", OUT_TRUE)
def test_a_true_outreach_is_clean(found_in: Callable[[str, str], list[Claim]], sentence: str) -> None:
    """The same forms, borne out by the documents."""
    assert not found_in(sentence, "outreach")


@pytest.mark.parametrize(
    "piece", ["Marlow Grid, ", "Tessera Labs has 400 and ", "is fine for me 5 rounds ", "Team: 7 ", "you built the team 4 "]
)
def test_hostile_input_takes_linear_time(found_in: Callable[[str, str], list[Claim]], piece: str) -> None:
    """A hundred thousand characters of one sentence are read in seconds."""
    began = time.process_time()
    found_in(piece * (100_000 // len(piece)), "application")
    assert time.process_time() - began < 60


@pytest.mark.parametrize(
    ("subject", "true"),
    [
        ("Your pipelines and data work at Tessera Labs", True),
        ("Grow your career at Tessera Labs", True),
        ("Your years at Tessera Labs", False),
        ("Your data work at Quarry Grid", False),
    ],
)
def test_a_subject_sets_what_is_yours_beside_what_is_offered(
    subject: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """`Your X and Y at` the hiring company are two things, and nobody has worked there."""
    request = make_request(RESUME, JOB, direction="outreach", sender="Lou Brandt")
    assert (not findings_of("Hi Noor,\n\nI write about a post.\n\nCheers,\nLou Brandt", request, subject=subject)) is true
