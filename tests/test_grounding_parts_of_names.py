"""Words of an employer's name that mean something else by themselves, and words of a line that look like a home or a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Rana Haddad
Aqaba, Jordan

EXPERIENCE

Receptionist, Wadi Lights Hotel, Aqaba
March 2024 - present
- Moved with the night team to Kendari for ten weeks after the flood of 2024
- Answered 12 letters a day in Word files

Freelance Guide, Self-employed, Aqaba
May 2020 - February 2024
- Led 300 walks; own groups from October

Clerk, Five Lakes District Council, Amman
January 2018 - April 2020
- Served 40 callers a day

Volunteer, Aqaba Spring Regatta
March 2017
- Looked after 8 boats
"""
JOB = "# Receptionist at Quayside House\n\nQuayside House in Amman needs a receptionist.\n\nRequirements\n- Word\n"
TRUE = (
    "After Five Lakes District Council I went to Wadi Lights Hotel.",
    "In my time at Five Lakes, Wadi Lights Hotel was only a plan.",
    "My title at Self-employed was Freelance Guide.",
    "I was self-employed as a guide.",
    "I came from Aqaba Spring Regatta to the council.",
    "I moved from Aqaba Spring Regatta to Five Lakes District Council.",
    "At Wadi Lights Hotel I moved with the night team to Kendari for ten weeks.",
    "I moved to Kendari for ten weeks in 2024.",
    "I moved the letters from Word files to paper.",
    "I led walks, then my own groups from October.",
)
FALSE = (
    ("At Wadi Lights Hotel I answered Twenty letters a day.", "Twenty"),
    ("I live in Kendari.", "Kendari"),
    ("Last year I moved to Irbid with my family.", "Irbid"),
    ("I led walks, then my own groups from August.", "August"),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str], list[Claim]]:
    def find(sentence: str) -> list[Claim]:
        request = make_request(RESUME, JOB, sender="Rana Haddad", date="2026-03-01")
        return findings_of(f"Dear Hiring Team,\n\nThank you for reading this. {sentence}\n\nKind regards,\nRana Haddad", request)

    return find


@pytest.mark.parametrize("sentence", TRUE)
def test_a_part_of_a_name_says_nothing_else(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """No number, no place and no hiring; nor is whoever moves a thing, or a team, at home there."""
    assert not found_in(sentence)


@pytest.mark.parametrize(("sentence", "said"), FALSE)
def test_the_same_word_by_itself_is_read(found_in: Callable[[str], list[Claim]], sentence: str, said: str) -> None:
    """Outside of the name it says what it says."""
    assert any(said.lower() in claim.text.lower() for claim in found_in(sentence))
