"""Skills, degrees, certificates, places and denials beside a resume that writes them otherwise: each class of sentence, true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
San Francisco, CA | jane@example.com

Licenses & Certifications
- Registered Nurse (RN), Texas Board of Nursing, Active
- Nurse Executive Competency (NE-BC) - In Progress (Exam scheduled April 2026)
- CPA Eligible - 150 credit hours completed

Experience
Staff Nurse
Marlow Hospital | San Francisco | March 2020 - Present
- Managed central lines with zero line infections and no medication errors
- Closed deals in Salesforce and HubSpot; wrote reports in Tableau
- Used sci-kit learn, Type Script and Postgre SQL for research
- Mentored 4 nurses and coached a swim team
- Trained 5 junior nurses; won first prize in a hackathon
- Led a team from MIT and UHelsinki for the project

Sales Associate
Brightwater Foods | Oakland | June 2016 - February 2020
- Cold-called 40 shops a day

Languages
Native English • Conversational Spanish

Education
CORNELL UNIVERSITY
MENG IN COMPUTER SCIENCE
Dec 2014

May 2021 - Present	Brooklyn College
Brooklyn	Master's degree Majoring in Early Care and Education
- Teaching Assistant for Programming (2022 - 2023)
"""
JOB = """Data Nurse
Norwell.NET AG, Leeds

Norwell.NET AG is the international payroll leader.
Requirements:
- Payroll processing, PHP and welding
- Curriculum vitae and references
- US citizens only
"""

FALSE = [
    ("negative", "I have never worked with a CRM, but I learn tools quickly."),
    ("negative", "I have no CRM experience."),
    ("negative", "I have never used a CRM system."),
    ("negative", "CRM tools are new to me."),
    ("negative", "I haven't touched any BI tools."),
    ("negative", "I have never taught."),
    ("negative", "I have never taught or assisted in a class, but I explain things well."),
    ("negative", "I have never mentored anyone."),
    ("negative", "I've never coached."),
    ("negative", "I have not yet mentored others."),
    ("negative", "I will not need any visa sponsorship."),
    ("negative", "For working in your country I will not need any visa sponsorship."),
    ("negative", "I won't need a work permit."),
    ("negative", "I would not require sponsorship."),
    ("negative", "I have never cold-called."),
    ("negative", "I have never sold anything."),
    ("negative", "I have no sales experience."),
    ("negative", "I have no sales background, sadly."),
    ("negative", "I have never trained junior staff."),
    ("negative", "I have never won anything."),
    ("qualification", "I passed the CPA exam."),
    ("qualification", "Having passed the CPA examination, I am at ease with audits."),
    ("skill", "I speak fluent Spanish and native Spanish."),
    ("qualification", "As a licensed CPA, I know the rules."),
    ("qualification", "I am a CPA and a nurse."),
    ("qualification", "My CPA license is an asset here."),
    ("qualification", "I hold the NE-BC certification."),
    ("qualification", "I completed my Master's degree in Early Care and Education at Brooklyn College."),
    ("qualification", "I finished my master's degree in Early Care at Brooklyn College."),
    ("qualification", "Having earned my Master's degree in Early Care and Education, I am ready."),
    ("qualification", "I have a PhD in computer science."),
    ("skill", "I have written PHP for years."),
    ("skill", "I have used .NET every day."),
    ("skill", "I have experience with payroll processing."),
    ("place", "I live in Chicago."),
]
TRUE = [
    "I used scikit-learn in research.",
    "I worked with TypeScript.",
    "I know PostgreSQL well.",
    "What I could not bring yet: PHP, and any knowledge of welding.",
    "What I do not have: PHP and welding.",
    "Things I have never touched: PHP, Kafka.",
    "Not on my resume: PHP and Kafka.",
    "Still to learn: PHP.",
    "Missing so far: PHP and Kafka.",
    "I enclose a curriculum vitae and can provide references.",
    "My curriculum vitae is attached.",
    "The chance to own data at the international payroll leader is exciting to me.",
    "I would be proud to join a payroll leader.",
    "I like that you are a payroll provider.",
    "Norwell.NET AG seeks a nurse.",
    "I write to you about Norwell.NET AG and its team.",
    "Executive certification (NE-BC): listed as in progress on my resume.",
    "My NE-BC is in progress.",
    "NE-BC: exam scheduled for April.",
    "I am CPA eligible.",
    "I am eligible for the CPA.",
    "We had no line infection.",
    "I had no line infections.",
    "My lines had no infections.",
    "There were no medication errors.",
    "I have no line infections to report.",
    "I have a master's in computer science from Cornell.",
    "My master's (CS, Cornell, December 2014) helps.",
    "I hold a Master of Engineering in Computer Science.",
    "I have an MEng from Cornell.",
    "I am working on my Master's degree at Brooklyn College.",
    "I have never taught at a college.",
    "I have never taught children.",
    "I have never worked with a CRM of your own make.",
    "I have never administered a cloud platform.",
    "I am a nurse in SF.",
    "I work here in SF.",
    "I led a team with members from MIT and Helsinki.",
    "I never had a central line infection.",
    "I have not passed the CPA exam.",
    "I have never sold cars.",
    "I have no sales management certificate.",
    "I have never trained dogs.",
    "I am fluent in English and speak conversational Spanish.",
    "I am a native speaker of English.",
    "I have never won a Nobel.",
    "I have no associate experience with ships.",
    "Will I need visa sponsorship?",
    "I will need visa sponsorship.",
]
GLUED = [
    "MSin Computer Science",
    "M.S Computer Science",
    "MS | Computer Science",
    "M.Eng Computer Science",
    "Mastersdegree in Computer Science",
    "Master ofScience, Computer Science",
    "M S Computer Science",
    "MSComputer Science",
    "MSC IN COMPUTER SCIENCE",
    "Masters, Computer Science",
]


@pytest.mark.parametrize(("kind", "sentence"), FALSE)
def test_a_false_statement_is_found(
    kind: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A statement that the resume's own spelling contradicts, or does not bear out, is a finding of its kind."""
    found = findings_of(f"Dear Team,\n\n{sentence}\n\nBest regards,\nJane Doe", make_request(RESUME, JOB))
    assert kind in [claim.kind.value for claim in found]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_statement_is_none(
    sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A statement that the resume bears out in other letters, or that claims nothing, is no finding."""
    assert findings_of(f"Dear Team,\n\n{sentence}\n\nBest regards,\nJane Doe", make_request(RESUME, JOB)) == []


@pytest.mark.parametrize("line", GLUED)
def test_a_degree_written_without_its_spaces_is_held(
    line: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """A master's degree whose line was read without spaces, or stands in a table, bears out `a master's`."""
    resume = f"Jane Doe\n\nEducation\n{line}\nCornell University, 2014\nBS in Mathematics, 2012\n"
    assert findings_of("Dear Team,\n\nI have a master's.\n\nBest regards,\nJane Doe", make_request(resume, JOB)) == []


def test_office_software_is_no_master(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """`MS Office` and a `Scrum Master` are no master's degree."""
    work, studies = "Scrum Master\nAcme | 2019 - Present", "Education\nBS in Mathematics, Cornell University, 2012"
    resume = f"Jane Doe\n\n{work}\n\n{studies}\n\nSkills\nMS Office, MS SQL\n"
    found = findings_of("Dear Team,\n\nI have a master's degree in mathematics.\n\nBest regards,\nJane Doe", make_request(resume, JOB))
    assert [claim.kind.value for claim in found] == ["qualification"]
