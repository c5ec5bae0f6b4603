"""What lists say of a post without a verb, whose a list is by its heading, and people to lead that a post is said to bring."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.posting import employer_side
from pipeline.schema import Claim, Direction, EmailRequest
from tests.found_by import found_by

RESUME = """Owen Tasker
Forklift Technician

Experience
Forklift Technician, Lakehead Lifts, Duluth
2018-05 to present
- Serviced 14 trucks a week
- Trained 6 apprentices
"""
JOB = """Equipment Technician, 2nd Shift
Company: Brindle Foods
Supervisory status: Non-Supervisory
We are a team of 18. 8% shift premium included. 21 days of leave.
We want to be here in the long term.

Responsibilities
- Repair lift trucks
- Develop and maintain records
- Report to the maintenance supervisor

Benefits
- 401(k)
- $500 boot allowance
"""
FALSE = [
    "The job:\n- 12% shift premium\n- 401(k)",
    "The job:\n- 28 days of leave\n- 401(k)",
    "What we offer:\n- a team of 25",
    "Relocation from Duluth paid, 401(k).",
    "Perks:\n- Lunch provided",
    "Perks:\n- Company van",
    "It is a permanent appointment.",
    "Setup: you report to the maintenance supervisor. Four direct reports. On site.",
    "You'd repair lift trucks and supervise a small group of them.",
    "You'd have a couple of technicians reporting to you.",
]
TRUE = [
    "The job:\n- 8% shift premium\n- 21 days of leave\n- a team of 18",
    "What caught my eye:\n- 14 trucks a week\n- 6 apprentices trained",
    "Perks:\n- Boots provided",
    "From your resume:\n- training provided to 6 apprentices",
    "You report to the maintenance supervisor. No direct reports.",
    "You have had people reporting to you at Lakehead, I gather.",
    "Any direct reports at Lakehead?",
    "You paid for your own training, I gather.",
]

found = found_by(employer_side.find)


def findings(request: EmailRequest, text: str) -> list[Claim]:
    """Those in the body of an email, whose lists stay lists."""
    return found(request, f"Dear all,\n\nThank you for reading this.\n\n{text}\n\nShall we talk on Monday?\n\nKind regards,\nJane Doe")


@pytest.mark.parametrize("sentence", FALSE)
def test_what_a_list_promises_must_stand_in_the_posting(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Numbers behind a bullet, offers without a verb, people to lead."""
    assert findings(make_request(RESUME, JOB, direction=Direction.OUTREACH), sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_posting_or_the_candidate_has_is_no_finding(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Also where the list is the candidate's, or the people were."""
    assert not findings(make_request(RESUME, JOB, direction=Direction.OUTREACH), sentence)


def test_a_posting_that_speaks_of_people_to_lead_bears_them_out(make_request: Callable[..., EmailRequest]) -> None:
    """And a post that a leader's title names needs no line of it."""
    sentence = "You'd supervise a small group of technicians."
    open_ = JOB.replace("Supervisory status: Non-Supervisory\n", "")
    led = open_.replace("- Repair lift trucks", "- Supervise a small group on Fridays")
    for job in (led, open_ + "\nYou will manage four technicians.\n", open_.replace("Equipment Technician", "Maintenance Supervisor")):
        assert not findings(make_request(RESUME, job, direction=Direction.OUTREACH), sentence)


def test_a_list_under_the_companys_name_is_the_companys(make_request: Callable[..., EmailRequest]) -> None:
    """In an application, where no line names anybody."""
    request = make_request(RESUME, JOB, direction=Direction.APPLICATION)
    assert findings(request, "Why Brindle Foods:\n- 9% shift premium")
    assert not findings(request, "Why Brindle Foods:\n- 8% shift premium")
