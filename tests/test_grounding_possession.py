"""Degrees and papers named as had in a wish, a praise or a question, those still to come, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification, skill
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Ida Cole
Operations Analyst
ida.cole@example.com

Experience
Operations Analyst
Elmet Arts
2020-03 to present
- Tracked shipments in MS Excel and prepared weekly reports with PostgreSQL.

Education
Bachelor of Science in Economics, Vale University, 2019

Certifications
Certified Supply Chain Analyst
"""
JOB = """Logistics Planner
Company: Hollin Works
Requirements
- Master's degree preferred
- PMP, Tableau, Snowflake
- A strong visual style
"""
FALSE = {
    "application": [
        "With an MBA from Vale University and six years in freight, I am eager to help your team.",
        "My MBA would let me see the costs behind each route.",
        "I believe my master's in logistics would serve you well.",
        "I would love to bring my M.S. in Economics to Hollin Works.",
        "Since I also hold a PMP certification, I would be at ease with your plans.",
        "As I have earned a Scrum Master certificate, I would fit in quickly.",
        "I have used Tableau to follow how shipments move.",
        "My models in Snowflake are what I'd bring along.",
        "Building reports in Snowflake is now routine for me.",
        "I know PostgreSQL, not to mention Tableau.",
        "I am an analyst with the EA designation and a CPA.",
    ],
    "outreach": [
        "I was struck by your MBA from Vale University.",
        "Six years of freight, and an MBA from Vale University on top?",
        "Combined with the master's degree you earned at Vale University, this makes you a strong match.",
        "Your MBA won't go unnoticed here.",
        "That MBA from Vale University doesn't hurt either.",
        "That economics degree from Dunmore College doesn't hurt either.",
        "Thanks to your MBA, you would settle in fast.",
    ],
}
TRUE = {
    "application": [
        "I hope to finish my MBA in a few years.",
        "I would need time off to pursue my MBA.",
        "I am saving for my master's degree.",
        "With an MBA I could do more, and I hope to take one.",
        "A master's degree in logistics, business or a related field is preferred, and I have a bachelor's.",
        "With a bachelor's degree in economics and six years in freight, I am eager to help your team.",
        "My BSc in Economics doesn't hurt either.",
        "My Tableau course is still to come.",
        "Snowflake is what I would need to learn first.",
        "At Elmet Arts, EA to its friends, I tracked shipments.",
        "I keep reports in one visual style.",
        "I am a Certified Supply Chain Analyst in Leeds, and I look forward to more.",
        "I would be glad to bring my energy to a company repeatedly named among the best places to work.",
    ],
    "outreach": [
        "With a master's degree you would start at grade 12.",
        "Have you thought of an MBA?",
        "Ever wanted an MBA from Vale University?",
        "If you have your master's degree, you would start at a higher grade.",
        "Six years of freight, and a degree from Vale University on top?",
        "Your bachelor's degree in economics from Vale University doesn't hurt either.",
    ],
}

findings = found_by(qualification.find, skill.find)


def _said(direction: str, cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(direction, sentence) for sentence in cases[direction]]


@pytest.mark.parametrize(("direction", "sentence"), [*_said("application", FALSE), *_said("outreach", FALSE)])
def test_what_is_named_as_had_is_judged(make_request: Callable[..., EmailRequest], direction: str, sentence: str) -> None:
    """A possessive, an opening `With`, the ground of a wish and praise say that something is had."""
    other = {"recipient": "Ida Cole"} if direction == "outreach" else {}
    assert findings(make_request(RESUME, JOB, direction=direction, **other), sentence)


@pytest.mark.parametrize(("direction", "sentence"), [*_said("application", TRUE), *_said("outreach", TRUE)])
def test_what_is_to_come_or_true_is_no_finding(make_request: Callable[..., EmailRequest], direction: str, sentence: str) -> None:
    """Efforts, conditions, requirements, questions and what the resume has."""
    other = {"recipient": "Ida Cole"} if direction == "outreach" else {}
    assert not [(claim.text, claim.reason) for claim in findings(make_request(RESUME, JOB, direction=direction, **other), sentence)]


def test_a_degree_of_an_associate_is_no_membership(make_request: Callable[..., EmailRequest]) -> None:
    """`A.S.` bears out an Associate of Science, and no fellow of a society."""
    resume = RESUME.replace("Bachelor of Science in", "A.S.")
    assert not findings(make_request(resume, JOB), "I hold an Associate of Science in Economics from Vale University.")
    assert findings(make_request(resume, JOB), "I am an Associate of the Society of Planners.")


def test_a_product_and_a_town_are_no_master(make_request: Callable[..., EmailRequest]) -> None:
    """MS Excel and an address in Massachusetts bear no degree out."""
    resume = RESUME.replace("Operations Analyst\nida", "Salem, MA 01970\nida")
    assert findings(make_request(resume, JOB), "I hold a master's degree from Vale University.")
