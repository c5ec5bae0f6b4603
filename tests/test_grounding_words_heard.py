"""Words and names that an email has from the posting, the resume: no finding where they are true, one in a lie beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.grounding_pairs import letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ada Moreau
Backend Developer
Leeds

EXPERIENCE
Backend Developer, Tallow Freight, Leeds
March 2021 - present
- Wrote six Java services behind the booking API.
- Delivered best practice by managing and reviewing all technical operations.
Software Developer, Brempong Stores, York
June 2016 - February 2021
- Collaborated in a team of 10 to develop web applications with React.
- Raised winter reading enrollment at the works library.

CERTIFICATES
Amazon Web Services (AWS)
Certified Solutions Architect (CSA)

OUTSIDE WORK
- Mentor at Leeds Women Who Build, a monthly evening for new programmers, since 2024.
"""
JOB = """Platform Engineer
Company: Nsuo Solar Pumps
Location: Leeds

Nsuo Solar Pumps was founded in 2014 and supplies solar irrigation pumps to farmers. We build in Python.
The engineer reports to the industrial director and leads a team of six.
Your name does not go to anybody before you say yes.

Tasks
- Maintain the instalment receivables ledger
- Prepare covenant reports for lenders
- Restart the winter reading festival

Requirements
- Experience of a festival
"""
_SIDES: dict[str, dict[str, Any]] = {
    "sent": {"resume_text": RESUME, "job_text": JOB, "sender": "Ada Moreau", "recipient": "Efua Yankson"},
    "sought": {"resume_text": RESUME, "job_text": JOB, "sender": "Efua Yankson", "recipient": "Ada Moreau", "direction": "outreach"},
}
PAIRS = [
    ("sent", "What drew me is the instalment ledger and its receivables.", "I maintained the instalment receivables ledger in York."),
    ("sent", "I have never worked in Canada, nor lived in Berlin.", "I live in Berlin and have not left Canada."),
    ("sent", "What caught my eye is the instalment ledger.", "I have prepared covenant reports and kept the receivables."),
    ("sent", "I like the idea of preparing covenant reports.", "I prepared covenant reports for lenders."),
    ("sent", "I began in 2014, the year Nsuo Solar Pumps was founded.", "I left York in 2021, prepared covenant reports for lenders."),
    ("sent", "I raised the figures of a winter reading festival.", "I prepared covenant reports and ran the festival at Tallow Freight."),
    ("sent", "I went to work at Brempong Stores the very month I left school.", "I would love to work at Brempong Stores."),
    ("sent", "I was hired to work for Tallow Freight in 2021.", "I went to work at Corvid Payments in 2021."),
    ("sent", "I am in charge of reviewing technical operations.", "I am in charge of the web applications with React."),
    ("sent", "I helped a team of ten build web applications with React.", "I led a team that built web applications with React."),
    ("sought", "You bring over four years of web work at Brempong Stores.", "How would you like to work at Brempong Stores?"),
    ("sought", "Our language is Python rather than Java.", "Our language is Java."),
    ("sought", "Our stack is free of Java.", "We use Java and MongoDB every day."),
    ("sought", "You give an evening to new programmers at Leeds Women Who Build.", "You built web applications at Leeds Women Who Build."),
    ("sought", "Your name stays with me until you say yes.", "You prepared covenant reports for lenders."),
    ("sought", "You are a certified AWS Solutions Architect as well.", "You are a certified AWS Solutions Director as well."),
    ("sought", "You presented utilization reports to directors there.", "The role reports to the chief data officer."),
    ("sought", "You would report to the industrial director and buy steel.", "You would report to the chief buyer."),
    ("sought", "We use Python, which you know, and restart it with receivables.", "You know Java and have prepared covenant receivables."),
    ("sent", "The review I led cut the costs of the booking API.", "I led the covenant reports of the firm."),
    ("sent", "Four years of what I learned as a developer of Brempong Stores could help.", "I hope to work at Brempong Stores."),
    ("sent", "Batched Java queries took time off the booking API.", "I batched queries at Corvid Payments."),
    ("sought", "You would see a house through from start to finish.", "You would have a house from the start."),
]  # fmt: skip
"""The side that writes, a true sentence, a false one of its form."""


@pytest.mark.parametrize(("side", "true", "false"), PAIRS)
def test_what_was_heard_or_read_is_no_claim(
    side: str, true: str, false: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The true sentence is clean, the false one of the same form is not."""
    request, sender = make_request(**_SIDES[side]), str(_SIDES[side]["sender"])
    assert findings_of(letter(true, sender), request) == []
    assert findings_of(letter(false, sender), request) != []


def test_a_subject_line_begins_with_no_place(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """A common word in capitals is no town, even before a branch."""
    request = make_request(**_SIDES["sent"])
    assert findings_of(letter("I write to you.", "Ada Moreau"), request, subject="Small branch, pumps and story time") == []
