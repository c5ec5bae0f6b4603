"""A line of the resume told word for word, but for a number of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim

RESUME = """Marta Lind
Choir Director

EXPERIENCE
Choir Director, Barnaby Choirs, Oslo
March 2019 - present
- Started with 11 children; 74 sing now in two groups, aged 6 to 9 and 10 to 15.
- Traced 41 unpaid concert fees from 2019 so that they could be claimed again.
- Took in around 180 kg of scores a month from two parishes and a school library.
- Rated by the parents with 4.8 out of 5 in the yearly survey of the parish council.
- Sorted scores for over 100 choirs of the district and the three parishes around it.
- The hall had no false alarms over the winter for the last 14 months.
"""
JOB = "# Choir Director at Quayside School\n\nRequirements\n- Scores\n"
FALSE = (
    ("At Barnaby Choirs I started with 12 children; 74 sing now in two groups, aged 6 to 9 and 10 to 15.", "12"),
    ("I started with 11 children; 74 sing now in two groups, aged 8 to 9 and 10 to 15.", "8"),
    ("I started with 11 children; 74 sing now in two groups, aged 6 to 10 and 10 to 15.", "10"),
    ("I traced 53 unpaid concert fees from 2019 so that they could be claimed again.", "53"),
    ("I took in around 360 kg of scores a month from two parishes and a school library.", "360 kg"),
    ("I was rated by the parents with 4.8 out of 6 in the yearly survey of the parish council.", "6"),
    ("The hall had no false alarms over the winter for the last 15 months.", "15 months"),
    ("At Barnaby Choirs, 53 unpaid concert fees were traced by me from 2019 so that they could be claimed again.", "53"),
    ("I traced more than 82 unpaid concert fees from 2019 so that they could be claimed again.", "82"),
    ("I took in nearly 120 kg of scores a month from two parishes and a school library.", "120 kg"),
)
TRUE = (
    "At Barnaby Choirs I started with 11 children; 74 sing now in two groups, aged 6 to 9 and 10 to 15.",
    "I traced forty-one unpaid concert fees from 2019 so that they could be claimed again.",
    "I traced about 40 unpaid concert fees from 2019 so that they could be claimed again.",
    "I traced nearly 45 unpaid concert fees from 2019 so that they could be claimed again.",
    "I sorted scores for over 70 choirs of the district and the three parishes around it.",
    "I would gladly take in 90 kg of scores a month from two parishes and a school library.",
    "Would I take in 90 kg of scores a month from two parishes and a school library?",
)


@pytest.mark.parametrize(("sentence", "said"), FALSE)
def test_an_exchanged_number_is_found(figures_told: Callable[..., list[Claim]], sentence: str, said: str) -> None:
    """Whatever else the line gives, wishes or denies, and behind any hedge that does not make it true."""
    assert [claim.text.strip() for claim in figures_told(RESUME, JOB, "application", sentence)] == [said]


@pytest.mark.parametrize("sentence", TRUE)
def test_the_number_of_the_line_in_any_form_is_no_finding(figures_told: Callable[..., list[Claim]], sentence: str) -> None:
    """In words, behind a hedge that makes it true, or wished and asked."""
    assert not figures_told(RESUME, JOB, "application", sentence)
