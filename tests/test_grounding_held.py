"""Certificates under way, awards, schools and the right to work: claimed, or only asked for, expected and discussed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest, Kind

ACCOUNTANT = """Ana Ruiz
ana@example.com | Porto

EXPERIENCE
Payroll Accountant, Morland Mills, Porto
March 2019 - present
- Run the semi-monthly payroll process for 300 people.
- Coordinated project and management professionals of the plant.

EDUCATION
MSc Accounting, Lisbon School of Trade, 2018 - 2019
BSc Accounting, University of Porto, 2015 - 2018

AWARDS
Adjudged the best ledger at a national contest, 2020

CERTIFICATIONS
Certified Public Accountant (CPA) with five years in audit
CISA (in progress)
CKA, expected 2027
Security+
Orrin Certified Expert in Ledgers
"""
JOB = """Accountant
Company: Kestova
Location: Lisbon

Requirements
- CPA, PMP
- Only people authorised to work in Portugal
"""
TRUE = """I saw that you only hire people authorised to work in Portugal, so we should talk.
I understand that the right to work in Portugal is required, and we would have to discuss that.
Your posting asks for candidates eligible to work in the EU.
Whether I am authorised to work there is something I would like to clear up.
I am not yet authorised to work in Portugal.
About the right to work in Portugal we would have to talk.
Your ad says the right to work must be proven, which I can discuss.
One thing is open: my right to work in Portugal would have to be arranged.
I note there is no visa sponsorship.
I do not have a CISA certificate yet.
I do not hold a CFA charter.
I have never been responsible for treasury.
I am working towards the CISA.
My CISA is in progress.
I hold the CPA and Security+.
The CISA exam is booked for May.
I expect my CKA in 2027.
I am Orrin Certified Expert in Ledgers.
These years were a long apprenticeship in reading ledgers closely.
A bachelor's from Porto, a master's from Lisbon School of Trade, then straight into payroll.
I hold a Bachelor of Science from the University of Porto.
I have not yet held a position in banking.""".splitlines()
FALSE = """I am authorised to work in Portugal.
I am fully eligible to work in the EU and can start at once.
I do not need visa sponsorship.
I require no sponsorship.
With the right to work in the EU already in hand, I could start soon.
No visa is needed, as I am a citizen of Portugal.
I should mention that I do not hold a CPA license.
I don't have the CPA certification.
I have never been responsible for running payroll.
I have never had to run payroll.
I hold the CISA.
I am a certified PMP.
I already have the CKA and Security+.
I am Orrin Certified Expert in Taxes.
The best-paper award I won in Rome was a high point.
I won the best thesis award.
A bachelor's in accounting from Stanford, a master's from Lisbon School of Trade.
I hold a bachelor's from Lisbon School of Trade and a master's from the University of Porto.
My bachelor's is in physics.
I have not yet held a paid position.
I have earned a commercial pilot licence.""".splitlines()


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str], list[Claim]]:
    """The findings of a sentence about the accountant."""

    def find(sentence: str) -> list[Claim]:
        request = make_request(ACCOUNTANT, JOB, sender="Ana Ruiz")
        return findings_of(f"Dear team,\n\n{sentence}\n\nAna", request, kinds=(Kind.QUALIFICATION, Kind.NEGATIVE))

    return find


@pytest.mark.parametrize("sentence", TRUE)
def test_what_is_so_or_only_spoken_of_is_no_finding(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """Rights asked for, certificates under way and called so, schools of the right degree, likenesses."""
    assert not found_in(sentence)


@pytest.mark.parametrize("sentence", FALSE)
def test_what_the_resume_does_not_bear_out_is_found(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """Rights, finished certificates, awards and schools that the resume does not give."""
    assert found_in(sentence)


def test_who_has_worked_unpaid_may_say_so(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """A resume that speaks of unpaid work does not show which of its posts were paid."""
    request = make_request(ACCOUNTANT.replace("for 300 people", "for 300 people, unpaid"), JOB, sender="Ana Ruiz")
    assert not findings_of("Dear team,\n\nI have never held a paid job.\n\nAna", request, kinds=(Kind.NEGATIVE,))


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("I hold a degree and a teaching qualification.", False),
        ("I have the site safety ticket.", False),
        ("I have an accounting qualification.", True),
        ("I hold the relevant qualification.", True),
        ("I hold a public accountant certificate.", True),
        ("I have no teaching qualification.", True),
    ],
)
def test_a_paper_by_a_plain_noun_needs_a_line_on_papers(
    sentence: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Half of its telling words in one line that speaks of certificates or studies."""
    request = make_request(ACCOUNTANT, JOB, "application", sender="Ana Ruiz")
    body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nAna Ruiz"
    assert (not findings_of(body, request, kinds=("qualification",))) is true


def test_taking_part_may_not_be_denied_where_the_resume_names_it_by_its_letters(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """`I have never been part of a HAZOP` against a HAZOP study in the lines of a post."""
    request = make_request(
        ACCOUNTANT.replace("- Coordinated", "- Member of three HAZOP studies.\n- Coordinated"), JOB, "application", sender="Ana Ruiz"
    )
    body = "Dear Hiring Manager,\n\nI have never been part of a HAZOP.\n\nKind regards,\nAna Ruiz"
    assert findings_of(body, request, kinds=("negative",))
