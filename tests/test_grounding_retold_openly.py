"""Words of an email's own: headlines, what it will not say, a toolkit's extent, another word for the same partner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Bela Torok
Graz, Austria

Experience
Developer, Murhof Systems, Graz
June 2019 - present
- Built services in Ruby and PostgreSQL with Docker
Junior Developer, Alt & Neu, Linz
March 2017 - May 2019
- Wrote Node.js services
"""
JOB = """Senior Developer
Company: Larch Signals
Location: Vienna

Our stack is Python and AWS.
You work Monday to Friday with some Saturdays.
Work with senior stakeholders and external partners.
We build digital services for towns.
"""
TRUE = (
    ("application", "My toolkit, which spans Ruby, PostgreSQL and Docker, fits your stack."),
    ("application", "My first post began in March 2017, so my work history spans nine years."),
    ("outreach", "There are some Saturdays, so I won't pretend it's never a weekend."),
    ("outreach", "I can't promise you'll never work a weekend."),
    ("outreach", "I'd be lying if I said there's never a Saturday."),
    ("outreach", "The work is with senior stakeholders and outside partners."),
)
FALSE = (
    ("application", "My work history spans 15 years."),
    ("application", "Your history spans 33 years, which I admire."),
    ("application", "Your stack of Kafka and Python fits my experience."),
    ("outreach", "I promise it's never a weekend."),
    ("outreach", "You never work weekends here."),
)
SUBJECTS = (
    ("An Opportunity to Steer Public Technology at Larch Signals", True),
    ("Join Us in Rethinking Town Services", True),
    ("A Mission Worth Joining at Larch Signals", True),
    ("An Opportunity at Harrow Dynamics", False),
    ("Senior Developer at Harrow Dynamics", False),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    def find(direction: str, sentence: str, subject: str = "A short letter") -> list[Claim]:
        sender, greeting = ("Bela Torok", "Dear Hiring Team") if direction == "application" else ("Lou Harker", "Hi Bela")
        request = make_request(RESUME, JOB, direction=direction, sender=sender)
        return findings_of(f"{greeting},\n\n{sentence}\n\nKind regards,\n{sender}", request, subject=subject)

    return find


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_a_retelling_is_no_finding(found_in: Callable[..., list[Claim]], case: tuple[str, str]) -> None:
    """What is denied to be so is not said, and what the candidate's thing spans is the candidate's."""
    assert not found_in(*case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_a_lie_in_the_same_words_is_found(found_in: Callable[..., list[Claim]], case: tuple[str, str]) -> None:
    """Years that no date gives, tools, weekends and partners that the posting does not have."""
    assert found_in(*case)


@pytest.mark.parametrize(("subject", "true"), SUBJECTS)
def test_a_headline_in_capitals_names_nothing_by_them(found_in: Callable[..., list[Claim]], subject: str, true: bool) -> None:
    """A firm that nobody knows is still found behind `at`."""
    assert (not found_in("outreach", "I write about a post.", subject)) is true
