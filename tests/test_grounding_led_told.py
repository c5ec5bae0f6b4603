"""Leads, offices and titles told in passing, of a place named before, as a duty, over a list of teams; and what others led."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim

CLERK = """Tobias Wren
Payroll Clerk

EXPERIENCE
Payroll Clerk, Larkfield Foods, Hull
March 2021 - Present
- Prepared and presented the weekly payroll to department heads
- Supported the trial of new time clocks and presented feedback to the makers
- Collaborated with HR, IT, and Facilities teams to set up self-service pages

Accounts Assistant, Morrow & Pike, Hull
January 2018 - February 2021
- Posted supplier invoices and wrote month-end reports

Shop Supervisor, Dale Stores, Hull
June 2014 - December 2017
- Supervised six sales assistants on the late shift

VOLUNTEERING
Member of the Parents' Council, Elm School
- Took part in leadership workshops and gave ideas
- Collaborated with other members to plan and run the summer fair

EDUCATION
BA History, University of Hull, 2014
"""
DEV = """Tobias Wren
Web Developer

EXPERIENCE
Web Developer, Brightwater Labs, Leeds
April 2020 - Present
- Build pages in React
- Contribute to the billing project

Junior Developer, Corran Software, Leeds
May 2017 - April 2020
- Helped test the mobile app
- Wrote scripts

EDUCATION
BSc Computing, University of York, 2017
"""
JOB = "# Specialist\n\nAcme Widgets needs a Specialist who joins our team.\n"

TRUE = [
    (CLERK, "application", "Dale Stores came first, where I supervised six sales assistants."),
    (CLERK, "application", "At Dale Stores it fell to me to supervise the sales assistants."),
    (CLERK, "application", "It would fall to me to lead the payroll team at Acme Widgets."),
    (CLERK, "application", "I work with the HR, IT, and Facilities teams at Larkfield Foods."),
    (CLERK, "application", "I prepare and present the weekly payroll to department heads, and support the trial of new time clocks."),
    (CLERK, "application", "I am on the Parents' Council, planning the summer fair."),
    (CLERK, "outreach", "I saw that, as payroll clerk at Larkfield Foods, you present the payroll."),
    (CLERK, "outreach", "- Payroll clerk at Larkfield Foods since 2021\n- Shop supervisor at Dale Stores, 2014 to 2017"),
    (CLERK, "outreach", "There is one opening, and it carries no supervisory duties."),
    (DEV, "outreach", "The higher grade wants folks who've led cross-functional teams."),
    (DEV, "outreach", "The head of product leads the team, and you would report to her."),
    (DEV, "outreach", "You are the best judge of whether this suits you."),
    (DEV, "application", "At Brightwater Labs I contribute to the billing project, building pages in React."),
    (DEV, "application", "At Corran Software, where I helped test the mobile app, I wrote scripts."),
]
FALSE = [
    (CLERK, "application", "I have been at Larkfield Foods since 2021, where I now head up the payroll team.", "head up the payroll team"),
    (CLERK, "outreach", "You moved to Larkfield Foods, where you have since headed up the HR staff.", "headed up the HR staff"),
    (CLERK, "application", "At Larkfield Foods it falls to me to chair the HR team.", "chair the HR team"),
    (CLERK, "application", "Larkfield Foods has since promoted me to lead its payroll team.", "lead its payroll team"),
    (
        CLERK,
        "application",
        "At Larkfield Foods I managed the HR, IT, and Facilities teams in this.",
        "managed the HR, IT, and Facilities teams",
    ),
    (DEV, "application", "It fell to me to head the design team.", "head the design team"),
    (DEV, "application", "My task at Brightwater Labs is to supervise the junior developers.", "supervise the junior developers"),
    (DEV, "application", "At Brightwater Labs the design team is led by me.", "the design team is led by me"),
    (DEV, "application", "I lead the billing project at Brightwater Labs.", "lead"),
    (CLERK, "application", "I was head of the Parents' Council at Elm School.", "head of the Parents' Council"),
    (CLERK, "outreach", "I was impressed that, as payroll manager at Larkfield Foods, you present the payroll.", "payroll manager"),
    (CLERK, "outreach", "- Payroll clerk at Larkfield Foods\n- Office manager at Morrow & Pike before that", "Office manager"),
    (CLERK, "application", "I rose to payroll supervisor at Larkfield Foods.", "payroll supervisor"),
]
KINDS = ("scope", "title", "negative")


@pytest.mark.parametrize(("resume", "direction", "sentence"), TRUE)
def test_true(resume: str, direction: str, sentence: str, told: Callable[..., list[Claim]]) -> None:
    """What the resume bears out, what others led, and what a post lacks."""
    assert not told(resume, JOB, direction, sentence, KINDS)


@pytest.mark.parametrize(("resume", "direction", "sentence", "lie"), FALSE)
def test_false(resume: str, direction: str, sentence: str, lie: str, told: Callable[..., list[Claim]]) -> None:
    """A lead or an office that the resume shows in other hands, or nowhere."""
    assert any(lie in claim.text or claim.text in lie for claim in told(resume, JOB, direction, sentence, KINDS))
