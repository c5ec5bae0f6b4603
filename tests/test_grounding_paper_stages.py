"""What the resume has only in part: a degree under way, a charter of several examinations, a degree of another field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

STUDENT = """Nadia Farouk
Legal Assistant

SUMMARY
Political science student with an eye for contracts.

EXPERIENCE
Legal Assistant, Corbel & Hythe, Leeds
May 2020 - Present
- Draft pleadings and manage the office budget.

EDUCATION
B.A. Political Science, University of Hull (2022 - May 2027)
Certificate in Paralegal Studies.
School Leaving Certificate, Wythe Community High School, 2021

SKILLS
Legal Research (Westlaw/Lexis), Excel

CERTIFICATIONS
CFA Level I Passed (2021)
"""
GRADUATE = STUDENT.replace("2022 - May 2027", "2017 - May 2020").replace("CFA Level I Passed (2021)", "CFA charterholder (2021)")
LAWYER = GRADUATE.replace("B.A. Political Science", "LL.B.")
JOB = "Contracts Officer\nCompany: Fernhill Water\nYou check contracts.\nRequirements\n- Word\n"
OPEN = (
    ("application", "I finished my political science degree this May."),
    ("application", "I graduated from Hull."),
    ("outreach", "You graduated from the University of Hull, as I saw."),
    ("application", "I am a recent graduate of the University of Hull."),
    ("application", "Having just earned my B.A. in Political Science, I am ready."),
    ("application", "I am a CFA charterholder."),
    ("outreach", "As a CFA charterholder, you know budgets."),
    ("application", "I hold the CFA charter."),
)
ALWAYS_FALSE = (
    ("outreach", "You have a law degree from the University of Hull."),
    ("application", "My engineering degree helps me."),
    ("outreach", "I see that you have no legal research tools to your name."),
    ("outreach", "- No budget responsibility so far"),
)
TRUE = (
    ("application", "I will have graduated by the summer of 2027."),
    ("application", "Once I have graduated from Hull, I can work full time."),
    ("application", "I graduated from high school before that."),
    ("application", "I am a graduate of Wythe Community High School."),
    ("application", "I finished my second year this May."),
    ("application", "I passed CFA Level I in 2021."),
    ("application", "I am no CFA charterholder."),
    ("application", "My political science degree ends in 2027."),
    ("outreach", "You have no contract tools on your resume."),
    ("outreach", "You graduate in May 2027."),
    ("outreach", "No budget responsibility comes with the post."),
)


def _findings(
    resume: str, direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> list[Claim]:
    return findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", make_request(resume, JOB, direction))


@pytest.mark.parametrize(("direction", "sentence"), OPEN)
def test_what_the_resume_has_in_part_is_not_told_as_whole(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _findings(STUDENT, direction, sentence, make_request, findings_of)
    if "May" not in sentence:
        assert not _findings(GRADUATE, direction, sentence, make_request, findings_of)


@pytest.mark.parametrize(("direction", "sentence"), ALWAYS_FALSE)
def test_another_field_and_denied_tools_are_found(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _findings(STUDENT, direction, sentence, make_request, findings_of)


def test_a_law_degree_is_one_of_laws(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    assert not _findings(LAWYER, "application", "I hold a law degree.", make_request, findings_of)


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_parts_told_as_parts_are_borne_out(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not _findings(STUDENT, direction, sentence, make_request, findings_of)
