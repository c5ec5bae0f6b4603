"""Postings in the shapes of public job boards and offices, in invented words: titles, companies and places."""

from __future__ import annotations

import pytest

from pipeline.profile import job
from pipeline.schema import Document, JobFacts

REST = "\nWhat we're looking for\n- 3+ years of ledgers\n- A steady hand\n"


def read(text: str) -> JobFacts:
    return job(Document(kind="job", text=text, source="test.txt", media_type="text/plain", sha256="0"))


def title(text: str) -> str | None:
    found = read(text + REST).title
    return found.value if found else None


def company(text: str) -> str | None:
    found = read(text + REST).company
    return found.value if found else None


def place(text: str) -> str | None:
    found = read(text + REST).location
    return found.value if found else None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Performance Profile: Claims Designer\n\nRole summary\nYou sort the post.\n", "Claims Designer"),
        ("Claims Designer Performance Profile\n\nRole summary\nYou sort the post.\n", "Claims Designer"),
        ("Department: Delivery\nGrade: PO1\nPosition Designation: Claims Manager\n", "Claims Manager"),
        ("Puesto de trabajo: Java developer\n", "Java developer"),
        ("Post Office - Designer GS14 and GS15\n\nThe closing date is in May.\n", "Post Office - Designer GS14 and GS15"),
        ("Data Engineer Senior - CDI H/F\n\nOstrey\n", "Data Engineer Senior - CDI"),
        ("Staff Claims Engineer (Fraud | Remote)\n\nOstrey\n", "Staff Claims Engineer"),
        ("Director of Claims, NorthDirector of Claims, North\n\nOstrey\n", "Director of Claims, North"),
        ("Ledger Program Engineering\nLead\n\nOstrey is hiring.\n", "Ledger Program Engineering Lead"),
        ("Ledger Engineer (Post Room\nExpert)\n\nOstrey is hiring.\n", "Ledger Engineer (Post Room Expert)"),
        ("Head Binder\n\nOstrey is hiring.\n", "Head Binder"),
        ("VP Ledger Development\n\n- Leeds preferred\n", "VP Ledger Development"),
    ],
)
def test_titles(head: str, expected: str) -> None:
    """Titles behind other labels, before what the document calls itself, broken over lines, and copied twice."""
    assert title(head) == expected


def test_a_title_and_a_company_on_two_lines_stay_two() -> None:
    """A company under the title is not the rest of it."""
    head = "Front End Engineer\nOstrey Ltd\n\nYou build our pages.\n"
    assert (title(head), company(head)) == ("Front End Engineer", "Ostrey Ltd")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Claims Lead\n\nAs a Claims Lead at Ostrey, you will sort the post.\n", "Ostrey"),
        ("U.S. Ledger Corps: Fellow Supervisor\n\nYou will sort the post.\n", "U.S. Ledger Corps"),
        (
            "Employer: Thurle County\nTitle: Clerk\n\nThurle County Government is hiring. Thurle County Government is an equal employer.\n",
            "Thurle County",
        ),
        (
            "Claims Lead\n\nThe position is part of the Thurle Ledger Office (TLO). The TLO is tasked with the post.\n",
            "Thurle Ledger Office",
        ),
        (
            "Desarrollador\n\nEn el Banco Ostrey, nos enorgullece ser un banco. Como Desarrollador en el Banco Ostrey, tendrás trabajo.\n",
            "Banco Ostrey",
        ),
        ("Ledger Researcher\n\nThe Ostrey group is looking for a researcher.\n", "Ostrey"),
        (
            "Claims Lead\n\nOstrey Labs\n\nWe build brilliant solutions for our clients and work on behalf of our members and clients.\n",
            "Ostrey Labs",
        ),
    ],
)
def test_companies(head: str, expected: str) -> None:
    """The employer is told by its label first, then by the sentences it is in; services to clients do not make an agency."""
    assert company(head) == expected


@pytest.mark.parametrize(
    "head",
    [
        "Claims Lead\n\nOur team sorts the post.\n- Represent Thurle at fairs\n- Understand Severity and Priority needs\n",
        "Claims Lead\n\nWe comply with the Workers with Injuries Act (WIA).\n",
        "Claims Lead\n\nA firm in Millstone Beach, CA. Millstone Beach is a hotbed of ledgers. Millstone Beach is one of the best.\n",
        "Claims Lead\n\nHiring on behalf of a leading insurer. Ostrey Search is hiring.\n",
        "Claims Lead\n\nData is coming from sensors. Data is the heart of it.\n",
    ],
)
def test_no_company(head: str) -> None:
    """Duties, laws, towns, agencies and common nouns are no employers."""
    assert company(head) is None


def test_places() -> None:
    """A place is a place: no sentence, no motto, no picture in front of it."""
    assert place("Claims Lead\n\nOstrey\n\n🌎 Remote, Lille, France\n\nOstrey | Be Extraordinary\n") == "Remote, Lille, France"
    below = "📍 Location\n\n- Lille, France - on site, second shift (Monday to Thursday)\n\n📋 Requirements\n\n- Care\n"
    assert place(f"Claims Lead\n\n{below}") == "Lille, France"
    assert place("Location: comfort of your own home!\nTitle: Claims Lead\n") is None
    assert place("Claims Lead\n\nOstrey, the council's very own ledger office, is seeking a motivated\nperson. Ostrey is hiring.\n") is None


def test_a_contact_ends_with_the_name() -> None:
    """The next sentence's first word is no part of it."""
    found = read("Claims Lead\n\nPlease write to Tess Garraway. Additionally, send your papers.\n" + REST).contact
    assert found is not None
    assert found.value == "Tess Garraway"


def test_the_end_of_a_broken_title_is_no_heading() -> None:
    """`Experience)` closes the title: what follows is no requirement."""
    facts = read("Job Description: Ledger Engineer (5+ Years of\nExperience)\n\nOstrey, Leeds\n\nRequirements\n- Care\n")
    assert [fact.value for fact in facts.must_have] == ["Care"]


def test_what_is_asked_of_a_resume_is_no_requirement() -> None:
    """Instructions to applicants, the terms of travel and hours stand among the requirements of a post and are none."""
    found = read(
        "Title: Claims Handler\n\nTravel requirement:\nOccasional travel may be required.\n\nWork schedule:\nFull time.\n\n"
        "## Qualifications\n\nProvide as much detail as possible on your resume so that we can evaluate it.\n\n"
        "For each job on your resume, provide:\n\n- The exact dates you held each job\n- Number of hours per week\n\n"
        "SPECIALIZED EXPERIENCE REQUIREMENTS:\n\n- Experience with storm claims\n"
    )
    assert [item.value for item in found.must_have] == ["Experience with storm claims"]
