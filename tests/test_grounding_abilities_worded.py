"""Skills, tools, languages and schools in many short wordings, of an application and of an outreach, true and false."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Ines Falk
Buyer
ines.falk@example.com

Experience
Buyer, Sundhavn Works, Esbjerg
2020-03 to present
- Helped choose variable speed drives and stock control software.
- Bought resins and sheet steel.

Skills
Okuma, SAP, Python, stock control

Education
Technical diploma in purchasing, Havn Trade School, 2014 - 2016

Languages
Danish (native), English (fluent)
"""
JOB = (
    "Senior Buyer\nCompany: Kattegat Pumps\nWe buy compressors and motors.\n"
    "Requirements\n- Good command of Kafka\n- Arbor\n- Experience with compressor tenders\n"
)

FALSE = [
    "Czech is my second language.",
    "Czech comes easily to me.",
    "I can read Czech contracts.",
    "I have a working knowledge of Czech.",
    "Dutch is one of my strengths.",
    "I can offer you COBOL.",
    "I can offer you compressor tenders.",
    "I know Kafka inside out.",
    "My mix of planning and COBOL is rare.",
    "I went to Stanford University.",
    "I hold a Diploma in Marine Biology from Havn Trade School.",
]
TRUE = [
    "Danish comes easily to me.",
    "I have a working knowledge of Danish.",
    "I am interested in COBOL.",
    "The ITIL Foundation is still missing from my papers.",
    "My experience with stock control should help me learn COBOL.",
    "I left Havn Trade School with a certificate.",
    "I have a strong command of stock control.",
    "I was trained in variable speed drives.",
    "I have built up real expertise in stock control.",
    "I have a good knowledge of Czech law.",
    "I can offer you SAP and a call next week.",
    "My mix of planning and Python is rare.",
    "I went to Havn Trade School.",
    "I got the Diploma in 2016.",
    "I hold a Diploma in Purchasing from Havn Trade School.",
    "I would like to take a Diploma in Marine Biology.",
]
OUTREACH_FALSE = [
    "Your command of Czech stood out.",
    "As a Czech speaker, you would be at home here.",
    "You can offer us COBOL.",
    "Your training in COBOL is just what this team lacks.",
    "Dutch on your resume caught my eye.",
]
OUTREACH_TRUE = [
    "Your command of Danish stood out.",
    "As a Danish speaker, you would be at home here.",
    "Have you ever worked with Arbor?",
    "Have you already used Kafka?",
    "We can offer you Kafka.",
    "Your training in stock control is just what this team lacks.",
    "Your work in planning stood out and Kafka is used here.",
]


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[str]]:
    """The reasons of the findings of one sentence in a direction."""

    def find(sentence: str, direction: str) -> list[str]:
        names = {"recipient": "Ines Falk"} if direction == "outreach" else {"sender": "Ines Falk"}
        sender = "Ines Falk" if direction == "application" else "Jane Doe"
        body = f"Hello,\n\nThank you for reading this. {sentence}\n\nKind regards,\n{sender}"
        return [claim.reason for claim in findings_of(body, make_request(RESUME, JOB, direction=direction, **names))]

    return find


@pytest.mark.parametrize("sentence", FALSE)
def test_an_ability_that_the_resume_does_not_show_is_found(found_in: Callable[[str, str], list[str]], sentence: str) -> None:
    """However it is worded."""
    assert found_in(sentence, "application")


@pytest.mark.parametrize("sentence", TRUE)
def test_one_that_it_shows_is_not(found_in: Callable[[str, str], list[str]], sentence: str) -> None:
    """Nor one that is only wished for."""
    assert not found_in(sentence, "application")


@pytest.mark.parametrize("sentence", OUTREACH_FALSE)
def test_an_outreach_praises_no_ability_that_the_resume_does_not_show(found_in: Callable[[str, str], list[str]], sentence: str) -> None:
    """Praise takes the ability for granted."""
    assert found_in(sentence, "outreach")


@pytest.mark.parametrize("sentence", OUTREACH_TRUE)
def test_a_true_outreach_is_clean(found_in: Callable[[str, str], list[str]], sentence: str) -> None:
    """A question takes nothing for granted."""
    assert not found_in(sentence, "outreach")
