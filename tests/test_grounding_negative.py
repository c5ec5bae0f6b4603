"""Negative statements that the documents can decide are judged; the others are left alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.claim import Letter
from pipeline.grounding.denials import negative
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

MANAGER = """Ines Duarte
Operations Manager

Experience
Operations Manager, Salt Row Hospital, Porto
2019-02 to present
- Managed a team of 14 porters and cleaners.
- Moved the rota from paper to Deputy; wrote the reports in SQL and Power BI.
- Ran the loading dock of the bus depot next door for a year.
Shift Supervisor, Ribeira Laundry, Porto
2014-05 to 2019-01
- Supervised eight people on nights.

Education
BSc Logistics, University of Minho, 2011-2014

Skills
Python, SQL, Power BI, SAP, Excel

Certifications
Lean Six Sigma Green Belt
Driving licence, category B

Languages
Portuguese, English (C1), German (A2)
"""
JUNIOR = """Tariq Bell
IT Support

Experience
IT Support Assistant, Moor Lane College, Leeds
2024-01 to present
- Closed 640 tickets; imaged laptops with Intune.
- Volunteered at a repair cafe with people over 65.

Skills
Windows 11, Intune, Active Directory

Languages
English, Urdu
"""
JOB = """Logistics Lead
Company: Quarry Lane Foods
Requirements
- 3+ years of experience in logistics
- SAP and Excel
- German is a plus
- Degree in logistics or business
Travel to our four depots about twice a month. Night shifts one week in four.
"""
EASY = """Trainee Warehouse Assistant
Company: Quarry Lane Foods
No experience needed, we will train you. Monday to Friday, 8 to 4.
You do not need a degree.
Requirements
- Punctual
"""
FALSE = (
    (MANAGER, "I have no management experience."),
    (MANAGER, "I have never managed people."),
    (MANAGER, "I have not led a team before."),
    (MANAGER, "I have never used Python."),
    (MANAGER, "I have no experience with SQL."),
    (MANAGER, "I don't know Power BI."),
    (MANAGER, "SAP is new to me."),
    (MANAGER, "I do not hold a driving licence."),
    (MANAGER, "I don't drive."),
    (MANAGER, "I do not have a degree."),
    (MANAGER, "I never went to university."),
    (MANAGER, "I do not speak English."),
    (MANAGER, "I have never worked in a hospital."),
    (MANAGER, "I have no certifications."),
    (MANAGER, "I have not worked with Power BI, but I learn fast."),
    (MANAGER, "I hold no Lean Six Sigma Green Belt."),
    (MANAGER, "I do not need a visa."),
    (MANAGER, "I am authorised to work in the UK."),
    (MANAGER, "I require no sponsorship."),
    (MANAGER, "I have the right to work in Portugal."),
    (MANAGER, "I lack experience with Python."),
    (MANAGER, "I am not familiar with SAP."),
    (JUNIOR, "I have no experience with Intune."),
    (JUNIOR, "I have never used Active Directory or Intune."),
    (JUNIOR, "I speak no Urdu."),
    (MANAGER, "There is no travel with this role.", JOB, "outreach"),
    (MANAGER, "We ask for no experience.", JOB, "outreach"),
    (MANAGER, "No night shifts, I promise.", JOB, "outreach"),
    (MANAGER, "You don't need SAP here.", JOB, "outreach"),
    (MANAGER, "A degree is not required.", JOB, "outreach"),
    (MANAGER, "We work no weekends.", JOB, "outreach"),
    (MANAGER, "You have no management experience, which is fine.", JOB, "outreach"),
    (MANAGER, "I saw no Python on your CV.", JOB, "outreach"),
    (MANAGER, "There is no overtime.", JOB, "outreach"),
    (MANAGER, "I like that your role needs no travel.", JOB),
    (JUNIOR, "No travel is needed.", EASY, "outreach"),
)
TRUE = (
    (JUNIOR, "I have no management experience."),
    (JUNIOR, "I have not led a team yet."),
    (JUNIOR, "I have never used Python."),
    (JUNIOR, "I have not worked in a hospital."),
    (JUNIOR, "I do not hold a driving licence."),
    (JUNIOR, "I have no degree."),
    (JUNIOR, "I do not speak German."),
    (JUNIOR, "I have no experience with Windows Server."),
    (MANAGER, "I have never worked on an electric bus."),
    (MANAGER, "I have not managed paid drivers."),
    (MANAGER, "I have no experience with Python in production."),
    (MANAGER, "I do not speak German fluently."),
    (MANAGER, "I have not opened a hospital."),
    (MANAGER, "I have no problem with nights."),
    (MANAGER, "I need a visa."),
    (MANAGER, "I have not managed porters at an airport."),
    (MANAGER, "Not one porter left in two years."),
    (MANAGER, "I have no French."),
    (MANAGER, "I have not used SAP EWM."),
    (MANAGER, "I would have no trouble with the travel."),
    (MANAGER, "No doubt my SQL would help you."),
    (MANAGER, "I have never been late with a report."),
    (JUNIOR, "There is no experience needed, and we train you.", EASY, "outreach"),
    (JUNIOR, "You don't need a degree.", EASY, "outreach"),
    (JUNIOR, "There are no weekends and no nights.", EASY, "outreach"),
    (MANAGER, "You don't need German, though it helps.", JOB, "outreach"),
    (MANAGER, "We do not pay for travel.", EASY, "outreach"),
    (MANAGER, "You would not travel alone.", JOB, "outreach"),
    (MANAGER, "No need to reply at the weekend.", JOB, "outreach"),
    (MANAGER, "Why not call me one evening?", JOB, "outreach"),
    (JUNIOR, "I have no logistics experience, and you ask for three years.", JOB),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest]) -> Callable[..., list[Claim]]:
    def find(resume: str, sentence: str, job: str = JOB, direction: str = "application", **fields: str) -> list[Claim]:
        request = make_request(resume, job, direction=direction, **fields)
        email = Email(subject="A short letter", body=f"Dear Team,\n\n{sentence}\n\nKind regards,\nJane Doe")
        return [claim for claim in negative.find(Letter(email, Sources.of(request))) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_a_negative_that_the_documents_refute_is_found(found_in: Callable[..., list[Claim]], case: tuple[str, ...]) -> None:
    """What the resume shows, or the posting asks for, cannot be denied."""
    assert found_in(*case)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_a_true_or_undecided_negative_is_not_found(found_in: Callable[..., list[Claim]], case: tuple[str, ...]) -> None:
    """True admissions, qualified ones and what nobody can know are none."""
    assert not found_in(*case)


def test_a_refuted_negative_is_contradicted_with_its_evidence(found_in: Callable[..., list[Claim]]) -> None:
    """The line of the resume is shown."""
    (claim,) = found_in(MANAGER, "I have no management experience.")
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.evidence is not None
    assert "Manage" in claim.evidence.text


def test_a_right_to_work_may_stand_in_the_wishes(found_in: Callable[..., list[Claim]]) -> None:
    """The sender knows whether a visa is needed."""
    assert not found_in(MANAGER, "I do not need a visa.", wishes="Say that I have a work permit")


def test_hostile_input_takes_linear_time(make_request: Callable[..., EmailRequest]) -> None:
    """Twenty thousand characters are read in a few seconds."""
    sources = Sources.of(make_request(MANAGER, JOB))
    for piece in ("no ", "I have never used ", "I have no a b c d ", "not needed ", "you don't need a a ", "no experience with x, y, "):
        began = time.process_time()
        list(negative.find(Letter(Email(subject="x", body=piece * (20_000 // len(piece))), sources)))
        assert time.process_time() - began < 6, piece


@pytest.mark.parametrize(("years", "refuted"), [("five", False), ("three", True)])
def test_more_years_than_the_resume_gives_may_be_denied(found_in: Callable[..., list[Claim]], years: str, refuted: bool) -> None:
    """`I have not worked in tax for five years`, of somebody who has for three."""
    clerk = """Ebony Moore
Summary
Accountant with three years of experience in personal and tax accounting.
Experience
Accountant, Gilmore Financial
2020-01 to 2023-02
- Met with clients
"""
    assert bool(found_in(clerk, f"I have not worked in tax for {years} years.")) is refuted
