"""Who did a thing, with whom and where: alone or with others, at which employer, and who began the firm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.grounding_pairs import letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ada Moreau
Accountant
Leeds

EXPERIENCE
Accountant, Tallow Freight, Leeds
March 2021 - present
- Moved the stock ledger from spreadsheets to Sage 200 together with an outside consultant.
- Reconciles seven bank accounts.
- Drew films of the yard: safety films and short clips.
Area Clerk, Brempong Stores, York
June 2016 - February 2021
- Responsible for six shops.
- Set up the click and collect shelf.
- Built the merchant settlement report; held an anniversary for 620 guests.
- Made feature films about the shops.
- Helped to install five exhibitions and wrote the labels for two of them.
- Wrote a runbook for the tills.
"""
JOB = """Accountant
Company: Meranti Lane
Location: Leeds

Efua Yankson and her sister began in 2011 with their grandmother's
house on Mill Lane; now we manage 163 buildings.

Tasks
- Keep the books, as two vans still do gas deliveries
"""
_SIDES: dict[str, dict[str, Any]] = {
    "sent": {"resume_text": RESUME, "job_text": JOB, "sender": "Ada Moreau", "recipient": "Efua Yankson"},
    "sought": {"resume_text": RESUME, "job_text": JOB, "sender": "Efua Yankson", "recipient": "Ada Moreau", "direction": "outreach"},
}
PAIRS = [
    ("sent", "I moved the stock ledger to Sage 200 with a consultant.", "Single-handed, I moved the stock ledger to Sage 200."),
    ("sent", "I did not move the stock ledger to Sage 200 alone.", "I moved the stock ledger from spreadsheets to Sage 200 on my own."),
    ("sent", "I reconcile seven bank accounts on my own.", "Without anyone's help I moved the stock ledger to Sage 200."),
    ("sought", "You set up the click and collect shelf.", "You opened all six shops in your area."),
    ("sought", "My sister and I began in 2011 with one house.", "My brother and I started this firm in 2011."),
    ("sought", "My brother would like the house that we open next week.", "In 2011 my wife and I began with one house."),
    ("sought", "Efua Yankson started the firm in 2011.", "The firm began in 2011, when Padraig Heneghan set it up."),
    ("sought", "Meranti Lane took it over.", "Our company was founded in 2011 by Tom Clancy."),
    ("sought", "None of our vans does oil any more.", "Don't mind the gas: none of our vans does it any more."),
    ("sought", "None of our vans is old.", "Not one of our vans does gas."),
    ("sought", "Your Brempong settlement report caught my eye.", "Your Tallow settlement report caught my eye."),
    ("sought", "Your Tallow colleagues must be sorry.", "Your Tallow merchant settlement report is what I like."),
    ("sought", "You helped to install five exhibitions and wrote labels.", "You installed five exhibitions at Brempong Stores."),
    ("sent", "I wrote the labels for two exhibitions.", "In York I have installed five exhibitions."),
    ("sought", "Your Brempong runbook is still in use.", "Your Tallow runbook is still in use."),
    ("sent", "I came to Brempong Stores, where I made feature films.", "I came to Tallow Freight, where I made feature films and clips."),
    ("sent", "I had a party for 620, which I held at Brempong Stores.", "I had a party for 620, which I held at Tallow Freight."),
]  # fmt: skip
"""The side that writes, a true sentence, a false one of its form."""


@pytest.mark.parametrize(("side", "true", "false"), PAIRS)
def test_the_part_and_the_place_are_those_of_the_documents(
    side: str, true: str, false: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The true sentence is clean, the false one of the same form is not."""
    request, sender = make_request(**_SIDES[side]), str(_SIDES[side]["sender"])
    assert findings_of(letter(true, sender), request) == []
    assert findings_of(letter(false, sender), request) != []


@pytest.mark.parametrize(("said", "wrong"), [("My brother", False), ("My sister", False), ("My cousin", True)])
def test_kin_may_be_told_from_the_other_side(
    said: str, wrong: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Where the sender is not the one whom the posting names, a sister may speak of her brother."""
    request = make_request(**(_SIDES["sought"] | {"sender": "Abena Osei"}))
    assert bool(findings_of(letter(f"{said} and I started this firm in 2011.", "Abena Osei"), request)) is wrong
