"""Roles told by another name, people led at one place and not at another, and what a level asks: each true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.grounding_pairs import letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Petra Lund
Certified Dental Assistant
Bergen

SUMMARY
Seeking to grow as a senior
Practice Coordinator for Fjord Dental.

EXPERIENCE
Practice Coordinator, Kveld Dental, Bergen
March 2020 - present
- Led a team of four receptionists and a team of three hygienists.
- Managed a caseload of 90 patients and helped the finance manager with month-end reports.
- Led projects to bring in digital scans.
Junior Account Manager, Brattholm Media, Bergen
June 2015 - February 2020
- Supported upgrades of the client portal.
- Prepared weekly reports for clients.
- Contributed to a series on content for small teams.
"""
HELPER = """Ida Moe
Dental Assistant
Bergen

EXPERIENCE
Dental Assistant, Kveld Dental, Bergen
March 2020 - present
- Managed a caseload of 90 patients and a pipeline of 40 leads.
- Prepared monthly reports and contributed to a guide on content for small teams.
"""
FRENCH = """Luc Perrin
Développeur

EXPÉRIENCE PROFESSIONNELLE
Développeur, Ormeau, Lyon
mars 2019 - présent
- Mené la refonte de l'interface, avec une équipe de design.
- Conception et développement des pages pour les clients de la maison.
- Travail avec les équipes de la maison dans des projets pour les clients de la ville et de la région.
- Rédaction des guides pour les équipes dans les agences de la maison.
- Participation à la mise en place des tests et à la formation des nouveaux.
Compétences
JavaScript, gestion de projet
"""
JOB = """Clinic Lead
Company: Fjord Dental
Location: Bergen

Requirements
- Level I: 0 years of experience is required. Level II: two years of experience in a clinic.
- Booking pages that work
"""
STRICT = JOB.replace("Level I: 0 years of experience is required. ", "")
CASES = {"lund": (RESUME, JOB), "moe": (HELPER, JOB), "french": (FRENCH, JOB), "strict": (RESUME, STRICT)}
TRUE = [
    ("lund", "As a CDA, I know the chair side."),
    ("lund", "I was a junior AM at Brattholm Media."),
    ("lund", "At Brattholm Media I wrote reports. I did not manage anybody there."),
    ("lund", "At Brattholm Media I was a junior who supported upgrades; at Kveld Dental I lead projects of my own."),
    ("lund", "Four receptionists answer to me at Kveld Dental."),
    ("moe", "None of my jobs has had direct reports."),
    ("moe", "Although I manage a caseload, I have not managed employees."),
    ("lund sought", "You lead a small team already, the kind of thing we ask of whoever plans content."),
    ("lund sought", "Level I calls for no experience, Level II for two years."),
    ("french", "I led the redesign of the interface at Ormeau."),
]
FALSE = [
    ("lund", "As a CPA, I know the chair side."),
    ("lund", "I was a senior account manager at Brattholm Media."),
    ("lund", "I am a Senior Practice Coordinator at Kveld Dental."),
    ("lund", "I was the finance manager and wrote the reports."),
    ("lund", "At Kveld Dental I wrote reports. I did not manage anybody there."),
    ("lund", "At Brattholm Media I led upgrades of the client portal."),
    ("lund", "Twenty people answer to me at Kveld Dental."),
    ("lund", "None of my jobs has had direct reports."),
    ("lund", "I have not managed employees."),
    ("moe", "I look after a team of nine receptionists."),
    ("moe sought", "As a clinic director who has led others before, you would feel at home."),
    ("strict sought", "The job calls for no experience."),
]


def _found(made: Callable[..., EmailRequest], findings: Callable[..., list[Claim]], case: str, text: str) -> list[Claim]:
    resume, job = CASES[case.partition(" ")[0]]
    own = resume.splitlines()[0]
    sent = {"sender": own} if "sought" not in case else {"sender": "Ivo Brandt", "recipient": own, "direction": "outreach"}
    return findings(letter(text, sent["sender"]), made(resume_text=resume, job_text=job, **sent))


@pytest.mark.parametrize(("case", "text"), TRUE)
def test_a_role_told_by_another_name_is_borne_out(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """What the resume has under another name, or leaves open, is no finding."""
    assert _found(make_request, findings_of, case, text) == []


@pytest.mark.parametrize(("case", "text"), FALSE)
def test_a_role_raised_is_found(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The same said of a role that was not held is found."""
    assert _found(make_request, findings_of, case, text) != []
