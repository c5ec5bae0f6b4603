"""What is taken for granted, denied altogether, told of `where` and `there`: each class of sentence, true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
Glazier

Experience

Workshop Glazier
Marlow Windows | Leeds | March 2020 - Present
- Key worker for five two-day orders in a bay of 30 racks
- Fit 45 panes and 18 doors a month
- Drew the cutting plans in Optiplan
- On call one weekend in four
- Trimmed 400 to 650 strips at a time
- Spent nine days on the mirrors of a theatre
- "Putty knives of the north", Glass Letters 5(2), pp. 71-80.

Glazier
Brightwater Glass | York | June 2014 - February 2020
- Cut 60 panes a day
- Raised safety days for the tram depot

Education
- Level 3 Diploma in Glazing, York College, 2013
- Leaded Lights Certificate, York College, 2014

Volunteering
- Cook at a night shelter, York, since 2019

Skills
- Optiplan, AutoCAD (basic), Perfect Cut

Languages
- English, Polish (basic), Welsh (A1)
"""
JOB = """Glazier
Norwell Fenestration, Leeds

We are a glass workshop with three vans. We work five on, two off. Our roof lets rain in, and net pay is on time.
Two weeks of holiday in August.
Our tools are worth £3,000.
We look for a glazier with Optiplan and RhinoGlass.
"""

FALSE: list[tuple[str, str]] = [
    # taken for granted
    ("outreach", "Your experience with RhinoGlass is what we need."),
    ("outreach", "Your skills in RhinoGlass are just what we need."),
    # denied altogether
    ("application", "I have not yet held a paid job."),
    ("outreach", "You do not speak Polish."),
    ("application", "I have never used AutoCAD."),
    ("application", "I should say that I do not know AutoCAD."),
    # how far it went
    ("outreach", "We have recently cut our waste to net nothing in two weeks."),
    ("application", "The prospect of two weeks of paid sabbatical, which you name, is welcome."),
    # to the last digit
    ("application", "I fitted 64 panes and doors a month."),
    # two numbers in a row
    ("application", "I am the key worker for twelve two-day orders."),
    # where and with
    ("application", "I work at Marlow Windows, where I have been a glazier for over nine years."),
    ("outreach", "You have been with Brightwater Glass for over seven years and raised safety days there."),
    # founded there
    ("application", "I founded the safety circle at Brightwater Glass."),
    # where X was
    ("application", "I know leaded lights from Thornlea Panes, where I was an apprentice for four years."),
    ("application", "I ran the Harrogate workshop of Thornlea Panes for a year."),
    ("outreach", "You did a long placement in the store of Thornlea Panes."),
    ("outreach", "We're Brightwater Glass, nine people in an old mill."),
    # taken for granted with a denial
    ("application", "Half of my 19 racks did not hold the tall frames."),
    # a share less
    ("application", "Cutting at Brightwater Glass took 37% less glass after my plans."),
    # there and in the post
    ("application", "I work at Marlow Windows. I have been there for over nine years."),
    ("outreach", "At Marlow Windows you fit panes and doors. You have held this post for eleven years."),
    ("application", "For nine years I sorted panes and safety glass at Brightwater Glass."),
    # a language used
    ("application", "At Marlow Windows I relied on Romanian for much of the day."),
    ("outreach", "You bring solid experience with Romanian."),
    # licence and level
    ("application", "I have completed a commercial diving licence."),
    ("application", "My training includes a commercial diving licence."),
    # told of another house
    ("outreach", "Brightwater Glass lets the rain in through its roof, and net pay is there on time."),
    ("outreach", "Thornlea runs three vans for its glass workshop."),
    # a diploma called a degree
    ("application", "I hold the Level 3 degree in glazing."),
    ("outreach", "You finished a degree in glazing."),
    ("application", "I also hold the Leaded Lights Degree."),
    # about so many of another sort
    ("outreach", "Our workshop stores about 2,840 frames."),
    # turns
    ("application", "I take one weekend in six on call."),
    ("outreach", "You know our rhythm of six on, two off."),
    # no sum of ends and pages
    ("application", "I trimmed 1,000 or more strips at a time."),
    ("application", "I counted 66 putty knives."),
    ("application", "I spent 220 hours on mirrors."),
    # the writer of a house
    ("outreach", "I'm the stained glass workshop manager at Norwell Fenestration, a workshop with 17 vans."),
    # a firm of mine
    ("application", "My present employer, Thornlea Windows, has moved."),
    ("application", "Between 2014 and 2020 Thornlea Glass was where I worked."),
    ("outreach", "You went from Thornlea Glass to Marlow Windows."),
    ("outreach", "My firm, Brightwater Glass, has three vans."),
    # who went is no news
    ("application", "After nine years at Brightwater Glass I went to Marlow Windows."),
    # own deeds at the hiring company
    ("application", "The bay of 30 racks at Norwell Fenestration holds two-day orders."),
    ("outreach", "Two-day orders in a bay of 30 racks kept one key worker busy at Norwell Fenestration."),
    # sums of other things
    ("application", "I fit 27 racks a month at Marlow Windows."),
    # a picture is no wish
    ("application", "I trimmed 85 picture strips at a time."),
    # a rank before a title
    ("application", "I have also been a sworn senior workshop glazier since 2020."),
    ("application", "I left as senior glazier."),
    ("application", "My post is that of lead workshop glazier."),
]
TRUE: list[tuple[str, str]] = [
    # taken for granted
    ("outreach", "Your experience with Optiplan is what we need."),
    ("outreach", "Experience with RhinoGlass is what we need."),
    ("outreach", "RhinoGlass is what you would need with us."),
    # denied altogether
    ("application", "I am not fluent in Polish."),
    ("application", "I do not speak Welsh."),
    ("application", "I have no professional experience with AutoCAD."),
    ("application", "I do not speak French."),
    # how far it went
    ("application", "The prospect of two weeks of holiday, which you name, is welcome."),
    # to the last digit
    ("application", "I fitted 63 panes and doors a month."),
    ("application", "I fitted about 65 panes and doors a month."),
    # two numbers in a row
    ("application", "I am the key worker for five two-day orders."),
    # where and with
    ("application", "I work at Marlow Windows, where I have been a glazier for over five years."),
    ("outreach", "You were with Brightwater Glass for over five years and raised safety days there."),
    # founded there
    ("application", "I drew the cutting plans at Marlow Windows."),
    # where X was
    ("application", "I know trams from Brightwater Glass, where I was a glazier for five years."),
    ("application", "I know your windows from Leeds, where I walk past them."),
    ("outreach", "We're Norwell Fenestration, a workshop with three vans."),
    # taken for granted with a denial
    ("application", "Half of my 30 racks did not hold the tall frames."),
    # a share less
    ("application", "I know nothing of 37% less glass."),
    # there and in the post
    ("application", "I work at Marlow Windows. I have been there for over five years."),
    ("application", "For five years I sorted panes and safety glass at Brightwater Glass."),
    # a language used
    ("application", "I have used Polish in several jobs."),
    ("application", "I relied on Venetian suppliers for the mirrors."),
    # licence and level
    ("application", "I have not completed a commercial diving licence."),
    # told of another house
    ("outreach", "Brightwater Glass cuts 60 panes a day."),
    ("outreach", "Norwell Fenestration runs three vans for its glass workshop."),
    # a diploma called a degree
    ("application", "I hold the Level 3 diploma in glazing."),
    ("application", "I have no degree in glazing."),
    # about so many of another sort
    ("outreach", "Our tools are worth about 3,000 pounds."),
    ("outreach", "Our tools are worth some £2,900."),
    # turns
    ("application", "I take one weekend in four on call."),
    ("outreach", "You know our rhythm of five on, two off."),
    ("application", "I take one Friday in six off."),
    # no sum of ends and pages
    ("application", "I trimmed 400 to 650 strips at a time."),
    ("application", "I spent nine days on mirrors."),
    # the writer of a house
    ("outreach", "I'm the stained glass workshop manager at Norwell Fenestration, a workshop with three vans."),
    # a firm of mine
    ("application", "My present employer, Marlow Windows, has moved."),
    ("application", "Between 2014 and 2020 Brightwater Glass was where I worked."),
    ("outreach", "You went from Brightwater Glass to Marlow Windows."),
    ("outreach", "My firm, Norwell Fenestration, has three vans."),
    # who went is no news
    ("application", "After five years at Brightwater Glass I went to Marlow Windows."),
    # own deeds at the hiring company
    ("application", "The roof at Norwell Fenestration lets rain in, and net pay is on time."),
    # sums of other things
    ("application", "I fit 27 more panes than doors a month at Marlow Windows."),
    # a picture is no wish
    ("application", "I can picture a month of 85 strips at a time."),
    # a rank before a title
    ("application", "I have also been a sworn workshop glazier since 2020."),
    ("application", "I sat beside the head glazier."),
    ("application", "I was trained by a senior glazier."),
]


def _letter(text: str, direction: str) -> str:
    return (
        f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"
        if direction == "application"
        else f"Dear Jane,\n\n{text}\n\nBest regards,\nAnn Poe"
    )


def _found(text: str, direction: str, make: Callable[..., EmailRequest], find: Callable[..., list[Claim]]) -> list[Claim]:
    sender, recipient = ("Jane Doe", None) if direction == "application" else ("Ann Poe", "Jane Doe")
    return find(_letter(text, direction), make(RESUME, JOB, direction, sender=sender, recipient=recipient))


@pytest.mark.parametrize(("direction", "text"), FALSE)
def test_a_lie_is_found(
    direction: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each text has one lie; whatever kind names it, it is named."""
    assert _found(text, direction, make_request, findings_of)


@pytest.mark.parametrize(("direction", "text"), TRUE)
def test_a_true_sentence_is_left_alone(
    direction: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """No kind objects."""
    assert not _found(text, direction, make_request, findings_of)
