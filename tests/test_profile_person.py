"""Who a resume is about: name, ways to reach, languages, certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.profile import resume
from pipeline.schema import Document

if TYPE_CHECKING:
    from pipeline.schema import ResumeFacts

HEAD = """Nora Lindqvist
Data Engineer
nora.lindqvist@example.com | +46 70 555 01 18 | Malmö, Sweden
"""


def read(text: str) -> ResumeFacts:
    return resume(Document(kind="resume", text=text, source="test.txt", media_type="text/plain", sha256="0"))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Jane Doe\njane@example.com", "Jane Doe"),
        ("JANE DOE\njane@example.com", "Jane Doe"),
        ("SIOBHÁN O'BRIEN-MCDONALD\nx@example.com", "Siobhán O'Brien-McDonald"),
        ("MARÍA DE LA CRUZ\nx@example.com", "María de la Cruz"),
        ("Curriculum Vitae\n\nJane Doe\nx@example.com", "Jane Doe"),
        ("Resume: Jane Doe\nx@example.com", "Jane Doe"),
        ("Jane Doe - Senior Engineer\nx@example.com", "Jane Doe"),
        ("Jane Doe, PhD, RN\nx@example.com", "Jane Doe"),
        ("Dr. Jane Doe\nx@example.com", "Jane Doe"),
        ("# Jane Doe\nx@example.com", "Jane Doe"),
        ("J A N E  D O E\nx@example.com", "Jane Doe"),
        ("Name: Jane Doe\nEmail: x@example.com", "Jane Doe"),
        ("Jane Doe | jane@example.com | Leeds, UK", "Jane Doe"),
        ("Last updated in March 2024\nJane Doe\nx@example.com", "Jane Doe"),
        ("Senior Software Engineer\njane.doe@example.com San Francisco, CA\n\nSummary\nBuilds things.\n\nJane Doe", "Jane Doe"),
        ("Ludwig van der Berg\nx@example.com", "Ludwig van der Berg"),
    ],
)
def test_names(head: str, name: str) -> None:
    """The name is found above or below titles, in capitals, with letters after it, or last in the text layer."""
    assert (fact := read(head + "\n").name) is not None
    assert fact.value == name


@pytest.mark.parametrize(
    "head", ["Curriculum Vitae\n", "Senior Software Engineer\nBerlin, Germany\n", "Work Experience\nEngineer, Acme Ltd, 2019 - 2020\n", ""]
)
def test_no_name_is_invented(head: str) -> None:
    """Titles, places and headings are no names."""
    assert read(head).name is None


def test_contacts() -> None:
    """Address, telephone, place and headline come from the head."""
    facts = read(HEAD)
    assert facts.email is not None
    assert facts.email.value == "nora.lindqvist@example.com"
    assert facts.phone is not None
    assert facts.phone.value == "+46 70 555 01 18"
    assert facts.location is not None
    assert facts.location.value == "Malmö, Sweden"
    assert facts.headline is not None
    assert facts.headline.value == "Data Engineer"


def test_contacts_of_referees_are_not_the_candidates() -> None:
    """A resume without an address has none, whatever its references say."""
    facts = read(
        "Jane Doe\nLeeds, UK\n\nExperience\nCook, Blue Inn, 2019 - 2021\n\nReferences\nProf. Al Public\nal@example.com, +1 555 222 2222\n"
    )
    assert facts.email is None
    assert facts.phone is None


def test_date_ranges_are_no_telephone_numbers() -> None:
    """`2018 - 2021` has eight digits and is no number to call."""
    assert read("Jane Doe\nLeeds, UK\n2018 - 2021\n").phone is None


def test_languages_are_human() -> None:
    """`Languages: Python, Go` under skills names none; a level stays with its language."""
    facts = read(f"{HEAD}\nSkills\nLanguages: Python, Go\nTools: Git\n\nLanguages\n- Swedish: native\n- English (fluent), Spanish B1\n")
    assert [fact.value for fact in facts.languages] == ["Swedish: native", "English (fluent)", "Spanish B1"]
    assert {"Python", "Go", "Git"} <= {fact.value for fact in facts.skills}
    below = read(f"{HEAD}\nLanguages\nEnglish\nNative Speaker\nSpanish\nIntermediate\n")
    assert [fact.value for fact in below.languages] == ["English", "Spanish"]


def test_a_headline_in_a_narrow_column() -> None:
    """A title that was broken before its last word is whole; a place above a title is none of it."""
    broken = read("Ada Lindqvist\nCurious and Careful Web\nDeveloper\nMalmö, Sweden\n\nSkills\nGit\n")
    assert broken.headline is not None
    assert broken.headline.value == "Curious and Careful Web Developer"
    placed = read("Ada Lindqvist\nMalmö, Sweden\nDeveloper\n\nSkills\nGit\n")
    assert placed.headline is not None
    assert placed.headline.value == "Developer"


def test_certificates() -> None:
    """Bullets, and blocks of name, issuer and year."""
    bulleted = read(f"{HEAD}\nCertifications\n- NMC registered nurse (Adult)\n- Advanced Life Support, 2025\n")
    assert [fact.value for fact in bulleted.certifications] == ["NMC registered nurse (Adult)", "Advanced Life Support, 2025"]
    blocks = read(
        f"{HEAD}\nLicences and certificates\nFull-Stack Web Development\nCodeAcademy\n2020\nAWS Certified Developer\nAmazon\n2019\n"
    )
    assert [fact.value for fact in blocks.certifications] == [
        "Full-Stack Web Development CodeAcademy 2020",
        "AWS Certified Developer Amazon 2019",
    ]


def test_certificates_in_a_row() -> None:
    """A line of names is one certificate each, and so are blocks side by side or below a date; a name with its issuer and date is one."""
    row = read(f"{HEAD}\nCERTIFICATIONS\nCISSP, OSCP, AWS Certified Security, CEH v11, CompTIA Security+\n")
    assert [fact.value for fact in row.certifications] == ["CISSP", "OSCP", "AWS Certified Security", "CEH v11", "CompTIA Security+"]
    columns = read(f"{HEAD}\nCERTIFICATIONS\nFirst Aid at Work\tForklift Licence\n2020\t2019\nRed Cross\tRTITB\n")
    assert [fact.value for fact in columns.certifications] == ["First Aid at Work", "Forklift Licence"]
    dated = read(f"{HEAD}\nCERTIFICATIONS\n\n2020\tFirst Aid at Work\nRed Cross\n\n2019\tForklift Licence\nRTITB\n")
    assert [fact.value for fact in dated.certifications] == ["2020 First Aid at Work Red Cross", "2019 Forklift Licence RTITB"]
    one = read(f"{HEAD}\nCERTIFICATIONS\nAWS Certified Developer, Amazon Web Services Certification, 2021\n")
    assert [fact.value for fact in one.certifications] == ["AWS Certified Developer, Amazon Web Services Certification, 2021"]
