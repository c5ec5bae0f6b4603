"""What an email has from the posting and tells of the candidate, and what it denies though the resume has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest, Kind

BREWER = """Ida Quist
ida@example.com | Malmo

EXPERIENCE
Brewer, Havn Bryggeri, Malmo
March 2019 - present
- Ran a kieselguhr filter and two bright tanks; cleaned in place after each batch.
- Audited four hop gardens a year with the buyer.
- Moved the stock ledger from paper to a spreadsheet.

CERTIFICATIONS
Forklift operator training, 2022
CCNA (first passed 2011,
lapsed in March 2024)

LANGUAGES
Swedish, English, Danish
"""
JOB = """Cellar Technician
Company: Sundvik
Location: Lund

Requirements
- Experience with a centrifuge
- Croissants for the tap room
- Good command of Zimbrel
- Registered with the guild
"""
BORROWED = (
    "Beer came to it through a filter and a centrifuge that I knew by ear.",
    "My mornings at Havn went to a centrifuge of the old kind.",
    "In the tap room the croissants were mine.",
    "For the ledger I went from paper to Zimbrel.",
    "As you would rather have someone who knows your tools, having moved our ledger into Zimbrel I should need little help.",
)
NOT_TOLD = (
    "I read that you bought a centrifuge.",
    "A centrifuge would be new to me.",
    "I like that your tap room bakes croissants.",
    "The centrifuge needs a patient hand.",
    "I ran the kieselguhr filter at Havn.",
    "You ask for a centrifuge.",
    "I have never run a centrifuge.",
)
DENIED = (
    "I am still without a forklift certificate.",
    "I have yet to see hop gardens.",
    "Apart from English I have no language to offer.",
    "I only speak Swedish.",
    "I have kept my CCNA valid ever since.",
)
TRULY_DENIED = (
    "I am still without a crane certificate.",
    "I have yet to see tea gardens.",
    "Apart from Swedish, English and Danish I have no language to offer.",
    "My CCNA has lapsed.",
)


def _findings(findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], sentence: str) -> list[Claim]:
    request = make_request(BREWER, JOB, sender="Ida Quist")
    kinds = (Kind.SKILL, Kind.NEGATIVE, Kind.QUALIFICATION)
    return findings_of(f"Dear team,\n\nI write about the post. {sentence}\n\nKind regards,\nIda Quist", request, kinds=kinds)


@pytest.mark.parametrize("sentence", [*BORROWED, *DENIED])
def test_what_the_resume_does_not_bear_out_is_found(
    findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], sentence: str
) -> None:
    """A word of the requirements told as the candidate's, and a paper, deed or language denied against the resume, are findings."""
    assert _findings(findings_of, make_request, sentence)


@pytest.mark.parametrize("sentence", [*NOT_TOLD, *TRULY_DENIED])
def test_what_is_the_employers_or_truly_lacking_is_none(
    findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], sentence: str
) -> None:
    """The posting's words told of the employer, wished for or denied, and true denials, are no findings."""
    assert not _findings(findings_of, make_request, sentence)


CONTRACTS_JOB = """Contract Specialist
Company: Sundvik
Location: Lund

What you will do
- Solicit, evaluate and award supply contracts
- Plan moderated usability sessions and content reviews
- Work with communities of practice

Requirements
- Patience with people of many disciplines
"""


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("I also solicit and award supply contracts, a routine I would bring to Lund.", "solicit and award supply contracts"),
        ("At Havn I ran the filter, moved the ledger and planned moderated usability sessions.", "planned moderated usability sessions"),
        ("I was there for years and, while I audited hop gardens, I formed communities of practice.", "formed communities of practice"),
        ("I moved to Havn, where I ran content reviews and cleaned tanks.", "ran content reviews"),
    ],
)
def test_a_duty_of_the_posting_told_in_a_list_of_deeds(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str, deed: str
) -> None:
    """Whatever its place in the list; in the present with the posting's own verb."""
    found = findings_of(f"Dear Hiring Team,\n\n{sentence}\n\nBest,\nIda Quist", make_request(BREWER, CONTRACTS_JOB, sender="Ida Quist"))
    assert [claim.text for claim in found] == [deed]


@pytest.mark.parametrize(
    "sentence",
    [
        "I ran a filter, and you plan moderated usability sessions.",
        "I cleaned tanks and would award supply contracts with pleasure.",
        "I audited hop gardens and read how you solicit and award contracts.",
        "Working with people from several disciplines is part of my job at Havn.",
        "I moved our stock ledger and cleaned the tanks in place.",
    ],
)
def test_what_a_list_does_not_tell_as_done(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str
) -> None:
    """The posting's own side, wishes, what was read, and words of every trade."""
    found = findings_of(f"Dear Hiring Team,\n\n{sentence}\n\nBest,\nIda Quist", make_request(BREWER, CONTRACTS_JOB, sender="Ida Quist"))
    assert not found
