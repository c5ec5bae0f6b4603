"""Weekdays, titles, schools and subjects cut short, names of posts, and whose a thing is that stands near the other side's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Marit Solheim
Laramie, WY

EXPERIENCE

Print Shop Lead, Cobalt Press, Laramie, WY
January 2019 - present
- Lead 9 printers on two shifts
- Cut waste by 12%

Bindery Operator, Elkhorn Bindery, Cheyenne, WY
2014 - 2018

Packer, Sage Valley Paper, Rawlins, WY
2011 - 2014

PROJECTS
Ink Planner, a web app that plans print runs

EDUCATION
B.A. in Public Relations, University of Wyoming, 2011

SKILLS
Python, Excel
"""
JOB = """# Assistant Production Manager
Company: Teal Canyon Labels
Location: Casper, WY

Teal Canyon Labels, a North Platte Cooperative (NPC) company, prints labels. The plant runs Tuesday to Saturday, 2:30pm to 10:30pm.
NPC employees may not apply. This is an 0905 Job Series post.
You will lead 25-30 staff, conduct stock audits, shelf planning and price checks, and deliver practical workshops on presses.

Requirements
- 3 years in print
- Excel
- List the hours per week you worked (if part time); the salary is told per year
"""
TRUE_OFFERED = (
    "- On site, Tue-Sat, 2:30pm-10:30pm",
    "Our plant runs Tue/Wed/Thu/Fri/Sat.",
    "Hours: Tue–Sat, a second shift.",
    "The Asst Production Mgr leads 25-30 staff.",
    "Current NPC employees cannot apply.",
    "Former NPC staff are barred as well.",
    "- 14 years in print, three employers",
    "We ask for 3 years in print; I count about 7 in the lead's title.",
    "- B.A. in PR, Laramie, 2011",
    "Please list the hours per week where a job was part time.",
    "Our managers conduct stock audits, lead shelf planning and give workshops.",
    "There is shelf planning and, yes, you would lead 25-30 staff.",
)
FALSE_OFFERED = (
    ("- On site, Mon-Thu, 2:30pm-10:30pm", "Mon-Thu"),
    ("Current Initech employees have the first call.", "Current Initech"),
    ("- 14 years in print, seven employers", "seven"),
)
TRUE_SOUGHT = (
    "Your hours, Tue-Sat, suit me.",
    "I took my degree at UW.",
    "What draws me: 25-30 staff and a plant of labels.",
    "Why I apply: 25-30 staff to lead.",
    "I made Ink Planner: you drop in a run, and it uses Google Maps to find paper.",
    "I hope to move into the 0905 series.",
    "Against your list: Python and Excel should help with stock.",
    "Including my current role as a print and bindery shop lead at Cobalt Press, I know your work.",
)
FALSE_SOUGHT = (
    ("Your hours, Mon-Fri, suit me.", "Mon-Fri"),
    ("I took my degree at BU.", "BU"),
    ("What I have done: 25-30 staff led.", "30"),
    ("I know that your plant runs on Google Maps.", "Google Maps"),
    ("My last shop was small, and your plant uses Shopify Plus.", "Shopify Plus"),
    ("I have led 905 people there.", "905"),
    ("Your systems: Python and SAP.", "SAP"),
)
KINDS = ("employer", "employer_side", "metric", "place")
SUBJECTS = (
    "Application for the Assistant Production Manager Position at Teal Canyon Labels",
    "Applying for the Assistant Production Manager Role",
    "Assistant Production Manager Vacancy at Teal Canyon Labels",
    "Excited to Apply for the Asst Production Mgr Opening",
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    def find(sentence: str, *, outreach: bool = False, subject: str = "Assistant Production Manager") -> list[Claim]:
        if outreach:
            request = make_request(RESUME, JOB, direction="outreach", sender="Ruth Vance", recipient="Marit Solheim", date="2026-03-01")
            return findings_of(f"Hi Marit,\n\n{sentence}\n\nBest regards,\nRuth Vance", request, subject=subject)
        request = make_request(RESUME, JOB, sender="Marit Solheim", date="2026-03-01")
        return findings_of(f"Dear Hiring Team,\n\n{sentence}\n\nKind regards,\nMarit Solheim", request, subject=subject)

    return find


@pytest.mark.parametrize("sentence", TRUE_OFFERED)
def test_what_a_posting_has_in_full_may_be_cut_short(found_in: Callable[..., list[Claim]], sentence: str) -> None:
    """Nor is what a recruiter counts off the resume, or says by another verb, news of the firm."""
    assert not found_in(sentence, outreach=True)


@pytest.mark.parametrize(("sentence", "said"), FALSE_OFFERED)
def test_what_a_posting_does_not_have_is_found_cut_short_too(found_in: Callable[..., list[Claim]], sentence: str, said: str) -> None:
    """Other days, another house, more employers than there were, other duties."""
    assert any(claim.text in said or said in claim.text for claim in found_in(sentence, outreach=True))


@pytest.mark.parametrize("sentence", TRUE_SOUGHT)
def test_an_applicant_may_cut_short_and_take_up_the_posting(found_in: Callable[..., list[Claim]], sentence: str) -> None:
    """Figures of the post that draw somebody are no claims on the past, and a thing of one's own is not the firm's."""
    assert not [claim for claim in found_in(sentence) if claim.kind in KINDS]


@pytest.mark.parametrize(("sentence", "said"), FALSE_SOUGHT)
def test_the_same_words_of_the_other_side_are_found(found_in: Callable[..., list[Claim]], sentence: str, said: str) -> None:
    """Figures told as done, systems told of the firm, a school that the resume does not have."""
    assert any(claim.text in said or said in claim.text for claim in found_in(sentence))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_title_with_a_word_for_a_post_is_no_firm(found_in: Callable[..., list[Claim]], subject: str) -> None:
    assert not found_in("I would like to talk.", subject=subject)


def test_a_newspaper_is_a_firm_all_the_same(found_in: Callable[..., list[Claim]]) -> None:
    assert found_in("I would like to talk.", subject="Application to the Casper Valley Post")
