"""The job's tasks, told behind a head in the posting's words, are told of nobody who is written to or writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

_RESUME = """Odile Frayne
Clerk, Plumbridge Halls, Hull, Mar 2019 - present
- Answered calls of tenants.
"""
_JOB = """Call Centre Manager
Company: Tarnbrook Trust

Duties
- Lead a team of 18 advisers (calls, mail, chat)
- Extend our small Appium suite (now 30 tests)
- Greet tenants before the eye test
- 5 years of book-keeping
"""
_TRUE = (
    "Among the tasks: lead a team of 18 advisers (calls, mail, chat).",
    "Your tasks: extend our small Appium suite (now 30 tests).",
    "Day to day: lead a team of 18 advisers and extend our Appium suite.",
    "The job includes this: extend our small Appium suite (now 30 tests).",
    "One of the duties is to lead a team of 18 advisers.",
    "Among the tasks: greet tenants before the eye test.",
)
_FALSE = {
    "outreach": (
        ("Among the tasks: lead a team of 40 advisers.", "40"),
        ("Your tasks at Plumbridge Halls: led a team of 18 advisers.", "led"),
    ),
}


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[Claim]]:
    """The findings in a letter of one sentence."""
    return lambda side, text: findings_of(f"Hello,\n\n{text}\n\nKind regards\n", make_request(_RESUME, _JOB, direction=side))


@pytest.mark.parametrize("sentence", _TRUE)
@pytest.mark.parametrize("direction", ["application", "outreach"])
def test_a_duty_in_the_postings_words_is_told_of_the_job(told: Callable[[str, str], list[Claim]], direction: str, sentence: str) -> None:
    """What the posting says behind its heads needs no word in the resume."""
    assert not told(direction, sentence)


@pytest.mark.parametrize(("direction", "sentence", "said"), [(side, *pair) for side, pairs in _FALSE.items() for pair in pairs])
def test_a_duty_that_was_had_or_is_another_is_a_finding(
    told: Callable[[str, str], list[Claim]], direction: str, sentence: str, said: str
) -> None:
    """A number that the posting does not have, and tasks of a post that was held."""
    assert [one for one in told(direction, sentence) if said in one.text]


def test_years_are_of_experience_whatever_a_posting_calls_it(told: Callable[[str, str], list[Claim]]) -> None:
    """`5 years of book-keeping` in the posting is `5 years of experience` in a letter."""
    assert not told("outreach", "We ask for 5 years of experience.")


_ASKING = """Radiographer
Company: Tarnbrook Trust

Requirements
- At least five years of experience, with three of them in MRI
- 24 months of night work
"""


@pytest.mark.parametrize(
    ("direction", "sentence", "said"),
    [
        ("application", "You ask for eight years of experience.", "eight years"),
        ("outreach", "We ask for 7 years of experience.", "7 years"),
        ("application", "You ask for five years of experience.", ""),
        ("application", "You ask for two years of night work.", ""),
        ("outreach", "We are looking for at least three years in MRI.", ""),
    ],
)
def test_the_years_asked_for_are_the_postings(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], direction: str, sentence: str, said: str
) -> None:
    """No sum of two requirements is one, and months are years too."""
    request = make_request(_RESUME, _ASKING, direction=direction)
    assert [one.text for one in findings_of(f"Hello,\n\n{sentence}\n\nKind regards\n", request)] == [said] * bool(said)
