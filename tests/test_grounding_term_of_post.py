"""What is told of a post's term, its pay by grade, its perks, its papers and its closing day is held against the posting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding import check
from pipeline.schema import Email, EmailRequest, Kind

RESUME = """Ines Falk
Survey Clerk
Eugene, OR

Experience
Survey Clerk, Mossway Mapping, Eugene, OR, 2018-05 to present
- Kept maps in QGIS and answered 60 letters a week.
- Trained two interns.

Skills
QGIS, Excel
"""
JOB = """Cadastral Analyst
Company: Bureau of Shoreline Records
Location: Virtual (100% remote)
Salary range:
- GS-9, Step 1 - $62,107 to GS-9, Step 10 - $80,737
- GS-11, Step 1 - $75,145 to GS-11, Step 10 - $97,684
Closes: 2025-03-16
Number of vacancies: 3
Appointment type: Not to exceed 14 months; may be extended up to 3 years in total.
Security clearance: Public trust. Background investigation required.
Travel requirement: Occasional travel may be required, up to 5% per year.
You must have one (1) year of specialized experience. Our maps serve the long term health of the coast.
Benefits: health insurance, 10 paid holidays, training and development, telework.
Info session: 2025-03-08, 12:00-1:00pm ET (9:00am-10:00am PT)
You will be the first person in this role.
"""
ON_SITE = """Harbour Clerk
Company: Port of Sandvik
This position is not remote and is physically based in Astoria.
Benefits: flexible hours and telework for office staff.
"""

FALSE = [
    "These are permanent appointments.",
    "It is a permanent spot, by the way.",
    "It is an open-ended contract.",
    "The appointment has no end date.",
    "The term comes with a guaranteed extension.",
    "After 14 months the appointment is sure to be extended.",
    "The appointment is renewed automatically.",
    "The term cannot be extended.",
    "The appointment is for as long as two years at first.",
    "GS-9 pay starts at $75,145.",
    "For GS-11, the salary is $62,107 to $80,737.",
    "You'd be looking after eleven surveyors.",
    "You'd have our eight full-time analysts to lean on.",
    "We are a team of nine.",
    "Student loans are repaid after year one.",
    "The benefits include student loan repayment.",
    "Employees enjoy telework, and tuition paid in full for a graduate degree.",
    "Background investigation, a polygraph on top.",
    "You'd need a Top Secret clearance before you start.",
    "It closes Friday.",
    "There is just one vacancy.",
    "The post never calls for travel.",
    "Travel is never required.",
    "The role is strictly on-site.",
    "You'd be number two on that team.",
]
TRUE = [
    "It is a term appointment, not a permanent spot.",
    "An extension is possible, though nobody can promise one.",
    "The term may be extended, up to three years in total.",
    "The appointment is for up to 14 months at first.",
    "At GS-9 you would earn $62,107 to $80,737; GS-11 goes up to $97,684.",
    "GS-9 and GS-11 pay runs from $62,107 to $97,684.",
    "Training and development come with it.",
    "You would need a public trust clearance, and a background investigation is required.",
    "It closes Sunday.",
    "We have three openings.",
    "The post calls for one year of specialized experience.",
    "The info session is at noon Eastern.",
    "You can do it all remotely.",
    "If not, no worries, we'll both have lost two minutes.",
    "We may lower a score when a resume says too little.",
    "Folks on the Hill use these maps.",
    "Nobody in Hollywood calls it that.",
]
OF_THE_CANDIDATE = [
    "I am applying for one of the three analyst vacancies.",
    "I meet the 4 requirements.",
    "The position calls for one year of specialized experience.",
    "A QGIS technician writing in about a records job may look odd.",
]


def _posting_findings(request: EmailRequest, body: str) -> list[str]:
    report = check(Email(subject="The post", body=body), request)
    return [found.text for found in report.findings if found.kind in (Kind.EMPLOYER_SIDE, Kind.METRIC, Kind.EMPLOYER)]


@pytest.mark.parametrize("said", FALSE)
def test_what_the_posting_has_otherwise_or_not_at_all(make_request: Callable[..., EmailRequest], said: str) -> None:
    """A finding."""
    assert _posting_findings(make_request(RESUME, JOB, "outreach", date="2025-03-12"), said)


@pytest.mark.parametrize("said", TRUE)
def test_what_the_posting_has(make_request: Callable[..., EmailRequest], said: str) -> None:
    """No finding, and none for ways of speaking and what is denied."""
    assert not _posting_findings(make_request(RESUME, JOB, "outreach", date="2025-03-12"), said)


@pytest.mark.parametrize("said", OF_THE_CANDIDATE)
def test_what_a_candidate_says_of_the_posting(make_request: Callable[..., EmailRequest], said: str) -> None:
    """Counts of vacancies and requirements are none of the candidate's."""
    assert not _posting_findings(make_request(RESUME, JOB, "application", date="2025-03-12"), said)


def test_a_post_that_is_not_remote(make_request: Callable[..., EmailRequest]) -> None:
    """It cannot be done from afar, whatever telework others have; that it is not remote may be told."""
    request = make_request(RESUME, ON_SITE, "outreach", date="2025-03-12")
    assert _posting_findings(request, "It may be performed remotely from Oregon.")
    assert not _posting_findings(request, "The post is not remote, and it is in Astoria.")


def test_a_part_of_a_scale_is_no_count(make_request: Callable[..., EmailRequest]) -> None:
    """The five of `4.5 out of 5` and of `2 of 5 weekdays` counts nothing of the firm."""
    job = "Store Lead\nCompany: Ferris & Holt\nHybrid: 2 days a week in the office. CSAT: 4.5/5\n"
    request = make_request(RESUME, job, "outreach", date="2025-03-12")
    assert not _posting_findings(request, "Our CSAT is 4.5 out of 5. You would be in 2 of 5 weekdays.")
