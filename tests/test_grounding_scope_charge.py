"""People and things that an email puts in the candidate's charge, deeds that only a requirement has, and beginnings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

COOK = """Marta Silva
Cook

Experience
Cook, Casa Ferro, Porto
March 2021 - present
- Team of five, 140 covers a night; ran the grill station in the last year.
- Helped to write the autumn menu and assisted in the development of a tasting course.
- Taught 9 apprentices how to fillet.
Shift Supervisor, Doca Cantina, Porto
May 2016 - February 2021
- Supervised four porters and two dishwashers on nights.
- Looked after the cold store and its stock sheets.
"""
KITCHEN = """Kitchen Manager
Company: Brisa House
Requirements
- Responsibility for the annual budget
- Supervision of other cooks
- Has negotiated with suppliers of fish
- Laminated dough and puff pastry
- Experience with remote controlled ovens
"""
CURATOR = """Idris Vaughan
Gallery Assistant

Experience
Gallery Assistant, Penllyn Rooms, Cardiff
June 2019 - present
- Worked with two colleagues on the loans register.
- Runs humidity checks in nine rooms.
- Volunteer at Lantern Sundays, a drawing club.
"""
GALLERY = """Head of Collections
Company: Morfa Museum
Requirements
- Led a department
- Ownership of the acquisitions fund
- Chairs the loans panel
"""
FALSE = (
    (COOK, KITCHEN, "At Casa Ferro I was responsible for a crew of five cooks."),
    (COOK, KITCHEN, "At Casa Ferro I supervised two newly trained cooks."),
    (COOK, KITCHEN, "My years at Casa Ferro, leading a brigade of five, taught me patience."),
    (COOK, KITCHEN, "At Casa Ferro three cooks reported to me."),
    (COOK, KITCHEN, "I supervised nine porters at Doca Cantina."),
    (COOK, KITCHEN, "I set up and ran the company's overseas branch at Casa Ferro."),
    (COOK, KITCHEN, "In all this I have answered for the annual budget."),
    (COOK, KITCHEN, "I owned the kitchen's budget for two years."),
    (COOK, KITCHEN, "The budget of the house fell within my remit."),
    (COOK, KITCHEN, "I also negotiate with suppliers of fish, a task I would gladly take on for you."),
    (COOK, KITCHEN, "The terrace bistro also lies in my charge."),
    (COOK, KITCHEN, "My mornings at Casa Ferro were spent laminating pastry."),
    (COOK, KITCHEN, "I have experience with remote controlled ovens."),
    (COOK, KITCHEN, "I head the tasting course."),
    (CURATOR, GALLERY, "I founded Lantern Sundays."),
    (CURATOR, GALLERY, "At Penllyn Rooms I headed a department of 30."),
    (CURATOR, GALLERY, "I chair the acquisitions panel."),
    (CURATOR, GALLERY, "I have been in charge of the front-of-house staff since May."),
    (CURATOR, GALLERY, "Having managed four technicians, I know rotas."),
    (CURATOR, GALLERY, "I was the one who answered for the budget of the rooms."),
    (CURATOR, GALLERY, "I led the humidity checks in nine rooms."),
)
TRUE = (
    (COOK, KITCHEN, "At Doca Cantina I supervised six people on nights."),
    (COOK, KITCHEN, "I led four porters and two dishwashers."),
    (COOK, KITCHEN, "I ran the grill station in a team of five."),
    (COOK, KITCHEN, "I taught nine apprentices to fillet."),
    (COOK, KITCHEN, "I was in charge of the cold store."),
    (COOK, KITCHEN, "I would answer for the budget from the first day."),
    (COOK, KITCHEN, "I have not owned a budget yet."),
    (COOK, KITCHEN, "You need someone who has owned a budget."),
    (COOK, KITCHEN, "I hope to supervise cooks one day."),
    (COOK, KITCHEN, "Supervising other cooks is the one thing that I have not done."),
    (COOK, KITCHEN, "I run the stock sheets."),
    (CURATOR, GALLERY, "I run the humidity tests."),
    (CURATOR, GALLERY, "I help at Lantern Sundays, the drawing club."),
    (CURATOR, GALLERY, "I do my part of the loans register with two colleagues."),
    (CURATOR, GALLERY, "I would like to lead the staff choir of your museum."),
    (CURATOR, GALLERY, "The fund you own is large."),
    (CURATOR, GALLERY, "I set up the humidity checks in nine rooms."),
    (CURATOR, GALLERY, "I set up a lab with two colleagues."),
    (CURATOR, GALLERY, "I own my tools and a bicycle."),
    (CURATOR, GALLERY, "I hired nobody and did it all together with colleagues."),
)


PLANNER = """Ode Marten
Planner

Experience
Planner, Corvin Rail, Leeds
2019-01 to present
- Assisted in the redesign of the winter timetable for nine depots.
- Took part in moving the depot records to a new archive.
- Managed the integration of two signal suppliers.
- Led the rewrite of the incident handbook.
"""
RAIL = "Rail Planner\nCompany: Norrland Rail\nRequirements\n- Patience\n"
OVER = (
    "I took the lead on the redesign of the winter timetable.",
    "At Corvin Rail I had sole charge of the redesign of the winter timetable.",
    "At Corvin Rail I had overall responsibility for the redesign of the winter timetable.",
    "The redesign of the winter timetable at Corvin Rail was mine to lead.",
    "As lead of the redesign of the winter timetable at Corvin Rail, I learned much.",
    "At Corvin Rail, the redesign of the winter timetable was under my leadership.",
    "I held the reins of moving the depot records to a new archive.",
)
NO_MORE = (
    "At Corvin Rail I led the integration of two signal suppliers.",
    "At Corvin Rail, the rewrite of the incident handbook was under my leadership.",
    "My leadership of the rewrite of the incident handbook at Corvin Rail taught me much.",
    "I took the lead on the rewrite of the incident handbook.",
    "My part in moving the depot records to a new archive was small.",
    "At Corvin Rail I had a hand in the redesign of the winter timetable.",
    "This would be my first time leading people.",
)


@pytest.mark.parametrize("sentence", OVER)
def test_help_is_no_lead_in_whatever_words(found_in: Callable[..., list[Claim]], sentence: str) -> None:
    """Taken, held, mine or under me."""
    assert found_in(PLANNER, RAIL, sentence)


@pytest.mark.parametrize("sentence", NO_MORE)
def test_a_part_is_told_by_its_noun_and_a_lead_by_any(found_in: Callable[..., list[Claim]], sentence: str) -> None:
    """Who managed a piece of work led it; of work, not of people, a line may tell under whose leadership it was."""
    assert not found_in(PLANNER, RAIL, sentence)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    def find(resume: str, job: str, sentence: str) -> list[Claim]:
        body = f"Dear Team,\n\n{sentence}\n\nKind regards,\nJane Doe"
        return findings_of(body, make_request(resume, job), kinds=("scope", "skill", "metric"))

    return find


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[2])
def test_a_charge_that_the_resume_does_not_give_is_found(found_in: Callable[..., list[Claim]], case: tuple[str, str, str]) -> None:
    """A team of which one was a member, people of another position, things that only the posting has."""
    assert found_in(*case)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[2])
def test_a_true_or_hoped_for_charge_is_not_found(found_in: Callable[..., list[Claim]], case: tuple[str, str, str]) -> None:
    """Sums of people, other words for the same, hopes and admissions."""
    assert not found_in(*case)
