"""Lies as whole emails tell them, each beside true sentences of the same form: a kitchen, a resume read in part, a farm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

COOK = """Jane Doe
Head Chef

Experience

Head Chef
Quince & Thyme, Leeds
May 2022 - present
- Lead a brigade of 11 in a 62-cover dining room.
- Food waste fell from 9 bags in 2022 to 4 in 2025 after a new menu.
- False alarms of the fire panel fell from 71% to 38% in a year.
- Visited nine farms for the menu; seven delivered on time.
- Feeds 46 children in five primary schools.

Sous Chef
Copper Pot, London
Jan 2019 - Apr 2022
- Trained three commis who became chefs de partie.
- Prepared the 2021 tender for fish together with the head of purchasing.
- Covered the pastry desk when its cook was on leave.

Education
- Technical Baccalaureate in Culinary Arts, Keserwan School, 2014
- Food law for managers, three-day course (2023)

Service
- Treasurer, Leeds Guild of Cooks, since 2022
- Best Menu Award, NRAC 2021
- Young Cooks Fellowship (2012 - 2014)
"""
UNREAD = """Jane Doe

Sr. Site EngineerSr. Site Engineer
Marlow Works · Full-timeMarlow Works · Full-time Feb 2022 - Jul 2025 · 3 yrs 6 mos Feb 2022 to Jul 2025 · 3 yrs 6 mos
Norwell College logo
Senior Engineer Senior Engineer
Norwell College · Full-timeNorwell College · Full-time Nov 2005 - Feb 2022 · 16 yrs 4 mos Nov 2005 to Feb 2022 · 16 yrs 4 mos
"""
JOB = """Executive Chef
Harbour House, York

We are a dining room with 90 covers. You will write the menus and teach good table manners to our trainees.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a change of which one end is the resume's
        ("Food waste went from nine bags in 2022 to just two in 2025 after a new menu.", ["two"]),
        ("Food waste went from nine bags in 2022 to just four in 2025 after a new menu.", []),
        ("False alarms of the fire panel fell from 71% to 28% within a year after I looked into it.", ["28%"]),
        ("False alarms of the fire panel fell from 71% to 38% within a year after I looked into it.", []),
        # what is counted, by the word behind it
        ("I trained five commis who became chefs de partie.", ["five"]),
        ("I trained three commis who became chefs de partie.", []),
        ("I trained two commis, of three in all, who became chefs de partie.", []),
        ("I visited nine farms for the menu, and all nine delivered on time.", ["nine"]),
        ("I visited nine farms for the menu, and seven delivered on time.", []),
        # no share, since the first is larger
        ("At Quince & Thyme I feed 64 children in five primary schools.", ["64"]),
        ("At Quince & Thyme I feed 46 children in five primary schools.", []),
        # years in a post told behind them
        ("The most useful part of my career is the nearly five years I spent as Sous Chef.", ["five years"]),
        ("The most useful part of my career is the over three years I spent as Sous Chef.", []),
        ("The six years I spent as Head Chef and Sous Chef have taught me that.", []),
    ],
)
def test_a_plain_number_is_read(
    text: str, found: list[str], make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A figure changed in a sentence that the resume has nearly word by word."""
    letter = f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"
    assert [claim.text for claim in findings_of(letter, make_request(COOK, JOB, "application", sender="Jane Doe"))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cutting false alarms by 80% at Quince & Thyme is just what we want in our next chef.", ["80%"]),
        ("Leading 11 people at Quince & Thyme is just what we want in our next chef.", []),
        ("You spent more than three years of evenings at Quince & Thyme.", []),
        ("You spent more than six years of evenings at Quince & Thyme.", ["six years"]),
    ],
)
def test_a_deed_without_a_person_is_the_readers(
    text: str, found: list[str], make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A clause that begins with a deed at a past employer is told of who worked there."""
    letter = f"Dear Jane,\n\n{text}\n\nBest regards,\nAnn Poe"
    request = make_request(COOK, JOB, "outreach", sender="Ann Poe", recipient="Jane Doe")
    assert [claim.text for claim in findings_of(letter, request)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I spent nearly twenty years at Norwell College.", ["twenty years"]),
        ("I spent over sixteen years at Norwell College.", []),
        ("I have worked for seven years at Marlow Works.", ["seven years"]),
    ],
)
def test_an_employer_of_an_unread_resume_has_the_ranges_of_its_line(
    text: str, found: list[str], make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Where no position was read, a line that begins with the name and holds dates gives its time."""
    letter = f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"
    assert [claim.text for claim in findings_of(letter, make_request(UNREAD, JOB, "application", sender="Jane Doe"))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # who only prepared a thing with somebody of rank has not led it
        ("I led the tender for fish in 2021.", ["led"]),
        ("I prepared the tender for fish in 2021 with the head of purchasing.", []),
        # who stood in has not run it
        ("I managed the pastry desk at Copper Pot.", ["managed"]),
        ("I covered the pastry desk at Copper Pot when its cook was away.", []),
        # a house of the resume opened
        ("I opened Copper Pot as sous chef.", ["I opened Copper Pot"]),
        ("I opened Copper Pot at seven each morning.", []),
        # a rank in small letters, and the second of two titles
        ("As executive chef at Quince & Thyme I wrote the menu.", ["executive chef"]),
        ("As head chef at Quince & Thyme I wrote the menu.", []),
        ("I am a cook and General Manager at Quince & Thyme.", ["General Manager"]),
        ("I am a cook and Head Chef at Quince & Thyme.", []),
        # what the posting asks for, told as done now
        ("I also teach good table manners to a small group.", ["teach good table manners to a small group"]),
        ("I also teach a commis in the kitchen.", []),
    ],
)
def test_a_part_in_the_work_is_read(
    text: str, found: list[str], make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A larger part in a thing of the resume, a title raised, a duty of the posting."""
    letter = f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"
    assert [claim.text for claim in findings_of(letter, make_request(COOK, JOB, "application", sender="Jane Doe"))] == found


PLANNER = """Jane Doe
Transport Planner

Experience

Transport Planner
Marlow Glass, Leeds
April 2022 - present
- Plan 120 departures a week.
- Pruning of the lime trees in the yard.

Receptionist
Kompas School, York
October 2019 - December 2021
- Answered parents and booked rooms.

Volunteer
Arches Youth Project, York
October 2017 - September 2019
- Helped at the games table.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("With six years in transport planning behind me, I feel ready for that.", ["six years"]),
        ("With four years in transport planning behind me, I feel ready for that.", []),
        ("I bring eight years of paid office work.", ["eight years"]),
        ("I bring six years of paid office work.", []),
        ("I have done nine winters of pruning.", ["nine winters"]),
        ("I have done four winters of pruning.", []),
    ],
)
def test_a_field_leaves_some_posts_out(
    text: str, found: list[str], make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A post that has no word of a field is not in it, and a volunteer's was not paid."""
    letter = f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"
    assert [claim.text for claim in findings_of(letter, make_request(PLANNER, JOB, "application", sender="Jane Doe"))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2023 I earned a diploma in food law for managers.", ["diploma"]),
        ("In 2023 I took a course in food law for managers.", []),
        ("I hold a bachelor's degree in culinary arts, which I completed in 2014.", ["bachelor's degree"]),
        ("I hold a baccalaureate in culinary arts, which I completed in 2014.", []),
        ("I won the Best Menu Award at FHXP 2021.", ["FHXP 2021"]),
        ("I won the Best Menu Award at NRAC 2021.", []),
        ("I won the Best Menu Award in 2022.", ["2022"]),
        ("I held the Young Cooks Fellowship in 2012.", []),
        ("I have chaired the Leeds Guild of Cooks since 2022.", ["chaired"]),
        ("I have kept the books of the Leeds Guild of Cooks since 2022.", []),
        ("I have been treasurer of the Leeds Guild of Cooks since 2022.", []),
    ],
)
def test_a_paper_and_an_office_are_read(
    text: str, found: list[str], make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A course is no diploma, what ends school no first degree, and a treasurer has not chaired."""
    letter = f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"
    assert [claim.text for claim in findings_of(letter, make_request(COOK, JOB, "application", sender="Jane Doe"))] == found
