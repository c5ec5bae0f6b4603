"""The post that an email names: one that the posting does not speak of, one of another rank, that of a superior."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

_RESUME = """Odile Frayne
Barista

EXPERIENCE
Barista, Corner Beans, Hull, Mar 2019 - present
- Kept the books of two coffee bars.
"""
_JOB = """Assistant Bookkeeper
Company: Tarnbrook Trust
Location: York

You report to the Finance Manager and post the accounts of twelve houses.

Requirements
- Two years of book-keeping
"""
_TRUE = {
    "application": (
        "I am applying for the Assistant Bookkeeper position.",
        "I am applying for the bookkeeping role.",
        "I am writing about the accountant position.",
        "The accounting post interests me.",
        "Your job in the office interests me.",
        "In meetings I took the interpreter role between two teams.",
        "I like the mentor role that comes with it.",
        "I am looking for a librarian role in the long run.",
        "One day I hope to grow into a chief financial officer role.",
        "The Barista job I left taught me patience.",
        "My Barista job at Corner Beans taught me patience.",
        "I am not applying for a Barista position.",
        "I have held the post of Barista since 2019.",
        "I am applying for the position of Assistant Bookkeeper at Tarnbrook Trust.",
    ),
    "outreach": (
        "We are hiring an Assistant Bookkeeper.",
        "We are looking for a bookkeeper.",
        "I am looking for a Barista like you who keeps books.",
        "We need a detective for our figures.",
        "If you are looking for a Sommelier role, I can ask around.",
        "Your Barista role at Corner Beans caught my eye.",
        "You would work under the Finance Manager.",
    ),
}
_FALSE = {
    "application": (
        ("I am applying for the Submarine Pilot position.", "Submarine Pilot"),
        ("I am applying for the submarine pilot position.", "submarine pilot"),
        ("The Marine Biologist job interests me.", "Marine Biologist"),
        ("Please accept my application as Forest Ranger.", "Forest Ranger"),
        ("I read that you are looking for a marine biologist.", "marine biologist"),
        ("I would like to join you as a Forest Ranger.", "Forest Ranger"),
        ("I am applying for the Senior Bookkeeper position.", "Senior Bookkeeper"),
        ("I am applying for the position of Finance Manager.", "Finance Manager"),
        ("I am applying for the Bookkeeper position.", "Bookkeeper"),
    ),
    "outreach": (
        ("We are hiring a Submarine Pilot.", "Submarine Pilot"),
        ("I am looking for a Marine Biologist.", "Marine Biologist"),
        ("Would you like to be our next Forest Ranger?", "Forest Ranger"),
        ("We have an opening for a Head Bookkeeper.", "Head Bookkeeper"),
        ("The role is Sous Chef.", "Sous Chef"),
        ("I am writing about our dental hygienist position.", "dental hygienist"),
    ),
}


@pytest.fixture
def named(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    """The findings on titles in a letter of one sentence."""

    def findings(direction: str, sentence: str, subject: str = "A short letter") -> list[Claim]:
        request = make_request(_RESUME, _JOB, direction=direction)
        return findings_of(f"Hello,\n\n{sentence}\n\nKind regards\n", request, subject=subject, kinds=("title", "employer_side"))

    return findings


@pytest.mark.parametrize(("direction", "sentence"), [(side, text) for side, texts in _TRUE.items() for text in texts])
def test_a_post_told_in_other_words_is_no_finding(named: Callable[..., list[Claim]], direction: str, sentence: str) -> None:
    """Other words for the trade, posts that were held or are dreamt of, and people who are likened to others."""
    assert not named(direction, sentence)


@pytest.mark.parametrize(("direction", "sentence", "said"), [(side, *pair) for side, pairs in _FALSE.items() for pair in pairs])
def test_another_post_is_a_finding(named: Callable[..., list[Claim]], direction: str, sentence: str, said: str) -> None:
    """A title none of whose words the posting has, one of a rank that it does not know, and that of the one to report to."""
    assert [one.text for one in named(direction, sentence)] == [said]


@pytest.mark.parametrize("subject", ["Application for Submarine Pilot", "Marine Biologist position", "Opening for a Forest Ranger"])
def test_another_post_in_the_subject_line_is_a_finding(named: Callable[..., list[Claim]], subject: str) -> None:
    """The subject line names the post too."""
    found = named("application", "Thank you for reading this.", subject)
    assert [one.part for one in found] == ["subject"]
