"""Skills told beside a wish, beside true ones, as an unheard language, or as another object of a known deed; parts of exams."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification, skill
from pipeline.schema import Claim, EmailRequest
from tests.found_by import found_by

RESUME = """Ines Falk
Buyer
ines.falk@example.com

Experience
Buyer, Sundhavn Works, Esbjerg
2020-03 to present
- Bought resins and sheet steel.
- Interpreted at suppliers' visits.

Skills
Heidenhain, Hermle, Okuma, SAP, Python

Certificates
- Court Interpreter Certification, written exam passed 2024, oral exam not yet taken

Languages
Danish (native), English (fluent), Faroese (fluent)
"""
JOB = "Senior Buyer\nCompany: Kattegat Pumps\nWe buy compressors and motors.\nRequirements\n- Rust\n- SAP\n"

FALSE = [
    "I write Rust and Python and would enjoy your team.",
    "I know both Heidenhain and Fanuc controls.",
    "I run Hermle, Okuma and Mazak machines.",
    "I have bought compressors as well as sheet steel.",
    "I also interpret from Greenlandish.",
    "I am fluent in Faroese and Sylt'isk.",
    "The oral exam, which I passed last autumn, was hard.",
]
TRUE = [
    "I write Python and would learn Rust.",
    "I know Heidenhain and would be glad to meet Fanuc.",
    "I have bought resins, and I would buy compressors for you.",
    "I interpret from Faroese into English.",
    "I speak Danish and English with suppliers.",
    "I speak Danish at home.",
    "The written exam, which I passed in 2024, was hard.",
    "I have passed the written part of the court exam.",
]


findings = found_by(qualification.find, skill.find)


@pytest.mark.parametrize("sentence", FALSE)
def test_what_the_resume_does_not_have_is_found_in_any_company(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Beside a wish, a true skill or a clause of its own."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_it_has_is_not(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Nor what is only hoped for."""
    assert not [claim.reason for claim in findings(make_request(RESUME, JOB), sentence)]


ANALYST = """Jen Wuller
Financial Analyst

EXPERIENCE
Financial Analyst, Summit Capital, Boston, MA
Jul 2020 - Present
- Prepare monthly reports in Excel.
"""
ANALYST_JOB = (
    "Product Analyst\nCompany: TechFlow\nRequirements\n- SQL, funnel analysis, A/B testing\n- Experience with Kubernetes and Tableau\n"
)


@pytest.mark.parametrize(
    ("direction", "sentence", "false"),
    [
        ("application", "The SQL and funnel analysis you list are things I already do at Summit.", True),
        ("application", "The Kubernetes you ask for is something I use every day.", True),
        ("application", "The Tableau in your posting is a tool I know well.", True),
        ("outreach", "The SQL we list is something you already do at Summit.", True),
        ("application", "The SQL and funnel analysis you list are things I do not do yet.", False),
        ("application", "The Kubernetes you list is something I have only read about.", False),
        ("application", "The Tableau in your posting is a tool I know only by name.", False),
        ("outreach", "The SQL we list is something I use every day.", False),
        ("outreach", "The SQL we list is something you would learn here.", False),
    ],
)
def test_what_the_posting_lists_is_claimed_by_who_says_to_do_it(
    direction: str,
    sentence: str,
    false: bool,
    make_request: Callable[..., EmailRequest],
    findings_of: Callable[..., list[Claim]],
) -> None:
    found = findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", make_request(ANALYST, ANALYST_JOB, direction))
    assert bool(found) is false
