"""Papers that are worked for, titles behind `certified`, and students by what they study."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

AUDITOR = """Selma Brandt
Portland, OR

Experience
Audit Associate, Fir & Vale LLP, Portland
June 2021 - Present
- Tested controls at 9 clients

Education
University of Oregon, M.S. in Forensic Accounting, expected June 2027
Reed College, B.A. in Economics, 2021

Certifications
CPA candidate
Unity Certified Associate
Certified fraud examiner
"""
FIRM = "Senior Auditor\nCompany: Quarry Audit\nLocation: Salem, OR\n\nRequirements\n- CPA preferred\n- Figma\n"
TRUE = (
    ("application", "I am going for the CPA."),
    ("application", "I'm after my CPA and read for it at night."),
    ("application", "I am on the road to the CPA."),
    ("application", "My CPA candidacy shows my care."),
    ("application", "I do not hold the CPA."),
    ("application", "I am not a CPA yet."),
    ("application", "I am without a CPA for now."),
    ("outreach", "You're going for the CPA, so hats off."),
    ("outreach", "You're not a CPA yet, and that is fine."),
    ("outreach", "With the CPA on the horizon you would fit in."),
    ("application", "My work as a Unity Certified Associate speaks to that."),
    ("application", "My years as a certified fraud examiner taught me care."),
    ("application", "I am a Forensic Accounting student at the University of Oregon."),
    ("application", "I was an Economics student at Reed College."),
    ("outreach", "You are a Forensic Accounting student and an auditor."),
)
FALSE = (
    ("application", "I hold the CPA."),
    ("application", "As a CPA I know the rules."),
    ("application", "I went for the CPA and passed."),
    ("application", "I seek a role where my CPA counts, which I earned in 2022."),
    ("outreach", "Your CPA caught my eye."),
    ("application", "I do not have a fraud examiner certification."),
    ("application", "My work as a Unity Certified Instructor speaks to that."),
    ("application", "My years as a certified bridge inspector taught me care."),
    ("application", "I am a Forensic Chemistry student at the University of Oregon."),
    ("application", "I am an Economics student at Reed College."),
    ("application", "I have a master's degree in Forensic Accounting."),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[Claim]]:
    def find(direction: str, sentence: str) -> list[Claim]:
        sender, greeting = ("Selma Brandt", "Dear Hiring Team") if direction == "application" else ("Lou Harker", "Hi Selma")
        request = make_request(AUDITOR, FIRM, direction=direction, sender=sender)
        return findings_of(f"{greeting},\n\n{sentence}\n\nKind regards,\n{sender}", request)

    return find


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_what_is_under_way_may_be_told_so(found_in: Callable[..., list[Claim]], case: tuple[str, str]) -> None:
    """As aimed at, as not yet held, and as what one is a student of."""
    assert not found_in(*case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_what_is_under_way_may_not_be_told_as_held(found_in: Callable[..., list[Claim]], case: tuple[str, str]) -> None:
    """Nor may a paper or a study be another than the resume's."""
    assert found_in(*case)
