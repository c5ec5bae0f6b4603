"""Papers: when they were got, in which state they hold, whether the exam is passed; people trained; a thing run that was helped with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim

NURSE = """Dana Cole
Registered Nurse
Portland, OR

EXPERIENCE
Staff Nurse, Rose Quarter Hospital, Portland, OR
June 2018 - Present
- Cared for six patients at a time
- Assist with the year-end stock count processes

EDUCATION
BSN, University of Nevada, Reno, 2015

CERTIFICATIONS
Registered Nurse (RN) License, State of Oregon
CCRN Candidate
Certified Wound Nurse (CWN) (2021)
"""
CLERK = """Dana Cole
Payroll Clerk

EXPERIENCE
Payroll Clerk, Tern Housing, Hull
March 2021 - Present
- Ran weekly pay for 400 staff
- Answered calls from tenants, kept the ledgers of the year
- Support the team on care plans

EDUCATION
BA Business, University of York, 2019
"""
LECTURER = """Dana Cole
Lecturer in Sociology

EXPERIENCE
Teaching Fellow, Harbour Institute of Social Inquiry, Hull
2020 - 2023
- Taught methods to groups of 30

EDUCATION
MA Sociology, Tern State University, 2011 - 2013

CERTIFICATIONS
Graduate Certificate in University Teaching, Harbour Institute of Social Inquiry, 2022
"""
JOB = "# Specialist\n\nThe post is in Montana. An active, multistate RN license and an MBA are welcome. Acme Care trains its clerks.\n"
LIST = "For the specialist role. In short:\n\n"

TRUE = [
    (NURSE, "application", "I am licensed in Oregon."),
    (NURSE, "application", "I am licensed in Oregon and would move to Montana."),
    (NURSE, "application", "I do not hold a Montana license yet."),
    (NURSE, "application", "I am a licensed RN looking for a post in Montana."),
    (NURSE, "outreach", "We can help you get licensed in Montana."),
    (NURSE, "outreach", "You would need an RN license (multistate if your state has one)."),
    (NURSE, "application", "I am sitting the CCRN this summer."),
    (NURSE, "application", "Before passing the CCRN exam I want another year on the ward."),
    (NURSE, "application", "I earned my CWN five years ago."),
    (NURSE, "application", "I renewed my CWN last year."),
    (NURSE, "application", "I assist with the year-end stock count."),
    (CLERK, "application", "I was trained by two senior clerks."),
    (CLERK, "application", "My manager trained the new clerks."),
    (CLERK, "application", "I would like to train clerks one day."),
    (CLERK, "outreach", "You would mentor two junior clerks here."),
    (LECTURER, "application", "In 2013 I completed my studies at Tern State University and graduated."),
    (LECTURER, "application", "In 2020 I took a job at Harbour Institute of Social Inquiry."),
    (LECTURER, "application", "In 2022 I completed my Graduate Certificate in University Teaching."),
    (CLERK, "application", LIST + "- BA in Business, University of York."),
]
FALSE = [
    (LECTURER, "application", "In 2019 I completed my Graduate Certificate in University Teaching.", "2019"),
    (NURSE, "application", "I'm licensed in Oregon and, luckily for you, in Montana too.", "Montana"),
    (NURSE, "application", "- RN, active in Montana\n- Calm", "Montana"),
    (NURSE, "application", "I also have a Montana nursing license.", "Montana"),
    (NURSE, "outreach", "You are an RN licensed in Oregon and Montana.", "Montana"),
    (NURSE, "application", "License? Oregon RN, and it's a multistate one.", "multistate"),
    (NURSE, "application", "Ever since passing the CCRN exam I have wanted a change.", "passing the CCRN"),
    (NURSE, "outreach", "You only picked up the CWN last year.", "last year"),
    (NURSE, "application", "Two years ago I became a Certified Wound Nurse.", "Two years ago"),
    (NURSE, "application", "I run the year-end stock count for the whole hospital.", "run"),
    (CLERK, "application", "I trained two new clerks on the pay run.", "trained"),
    (CLERK, "outreach", "You've coached apprentices through their first year.", "coached"),
    (
        CLERK,
        "outreach",
        "I liked that you have run weekly pay for 400 staff, answered calls from tenants, and trained junior clerks.",
        "trained",
    ),
    (CLERK, "application", LIST + "- MBA, University of York.", "MBA"),
]
KINDS = ("qualification", "scope", "date", "place", "skill")


@pytest.mark.parametrize(("resume", "direction", "sentence"), TRUE)
def test_true(resume: str, direction: str, sentence: str, told: Callable[..., list[Claim]]) -> None:
    """What the resume bears out, what is asked, offered or wished, and what others did."""
    assert not told(resume, JOB, direction, sentence, KINDS)


@pytest.mark.parametrize(("resume", "direction", "sentence", "lie"), FALSE)
def test_false(resume: str, direction: str, sentence: str, lie: str, told: Callable[..., list[Claim]]) -> None:
    """A state, a time, a paper or a deed that the resume does not have, though the posting may."""
    assert any(lie in claim.text or claim.text in lie for claim in told(resume, JOB, direction, sentence, KINDS))
