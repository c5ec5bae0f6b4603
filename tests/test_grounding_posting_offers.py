"""What an employer gives, has or spares somebody, told in ordinary sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

_RESUME = """Odile Frayne
Clerk, Plumbridge Halls, Hull, Mar 2019 - present
- Kept the books of two dining halls.
"""
_JOB = """Office Administrator
Company: Tarnbrook Trust
Location: York

We still have no investors, and the post carries no line management.
Most of our year falls between August and December. Some Saturday shifts are required. We replace 1,100 boilers a year.

What you get
- Payment of the yearly training for the register
- A room in the staff house
"""
_TRUE = (
    "The training for the register is paid by us.",
    "We put no investors between you and the work.",
    "You would get a room in our house.",
    "The five months from August are the busiest.",
    "We replace about 1,100 boilers every twelve months.",
    "If we pay your fares, will you come?",
    "Nobody reports to you: there is no line management.",
    "We offer a training budget, and we have opened a second staff house.",
    "I run a trust that replaces 1,100 boilers a year.",
    "I have read 40 letters this week.",
)
_FALSE = (
    ("We also pay your travel.", "travel"),
    ("Lunch is on the house.", "Lunch"),
    ("The two funds that came in as our investors leave us in peace.", "investors"),
    ("One day of the week may be worked from home.", "home"),
    ("There is never any weekend work.", "weekend"),
    ("The trust will reimburse your flights.", "flights"),
    ("You'd get a bonus in the spring.", "bonus"),
    ("We also offer a pet-friendly office.", "pet-friendly"),
    ("All of our staff enjoy season-ticket loans.", "loans"),
    ("Our team has been bought by a larger group.", "bought"),
    ("We are proud to have cut our emissions to net zero.", "emissions"),
    ("I head the office of a trust with about 270 houses.", "270"),
)


@pytest.fixture
def told(figures_told: Callable[..., list[Claim]]) -> Callable[[str], list[Claim]]:
    """The findings on the employer in a letter of one sentence."""
    return lambda sentence: figures_told(_RESUME, _JOB, "outreach", sentence)


@pytest.mark.parametrize("sentence", _TRUE)
def test_what_the_posting_offers_in_other_words_is_no_finding(told: Callable[[str], list[Claim]], sentence: str) -> None:
    """An offer of a sort that the posting has, a denial that it makes, and a condition are no lies."""
    assert told(sentence) == []


@pytest.mark.parametrize(("sentence", "lie"), _FALSE)
def test_what_the_posting_does_not_offer_is_a_finding(told: Callable[[str], list[Claim]], sentence: str, lie: str) -> None:
    """Who gives and what is given are read apart, so that the order of the sentence does not matter."""
    assert any(lie in claim.text for claim in told(sentence))


_FISH = """Supply Chain Manager
Bluefin Logistics, Portland
Salary: $88,000 to $96,000 a year

Bluefin Logistics has moved fresh fish since 1996. We have 240 employees, and 45 trucks deliver to 310 restaurants.
One truck in eight is idle on a normal day.

- Two days a week from home
- 22 days of holiday
- One Saturday in four
- A relocation allowance of $4,000
"""


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("The company has moved fresh fish for half a century.", False),
        ("The company has moved fresh fish for three decades.", True),
        ("Nearly half of our trucks stand idle on a normal day.", False),
        ("An eighth of our trucks stand idle on a normal day.", True),
        ("We grew by a third last year.", False),
        ("The pay starts in the low six figures.", False),
        ("The pay is just under six figures.", True),
        ("The pay is in the high five figures.", True),
        ("Our growth is in double figures.", False),
        ("There are 22 days of holiday and a double-figure pension contribution.", False),
        ("Pay tops out at well over a hundred thousand dollars.", False),
        ("Pay tops out at nearly a hundred thousand dollars.", True),
        ("Holiday adds up to a full month and a half.", False),
        ("The trip to our furthest customer takes just over half an hour.", False),
        ("It would take half an hour of your time.", True),
        ("Three days a week may be worked from home.", False),
        ("You would spend three days a week in the office.", True),
        ("More than half of those trucks stand idle on a normal day.", False),
        ("We have a staff of nearly three hundred.", False),
        ("We have a staff of well over two hundred.", True),
        ("You would work every other Saturday.", False),
        ("You would work every fourth Saturday.", True),
        ("I am hiring for a firm that looks after nearly half a million people.", False),
    ],
)
def test_sums_shares_and_ages_of_a_firm_answer_to_the_posting(
    sentence: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """In words, as figures of an amount, with the firm as the subject."""
    request = make_request(_RESUME, _FISH, "outreach", sender="Irene Castellan", recipient="Odile Frayne")
    body = f"Hi Odile,\n\n{sentence}\n\nBest,\nIrene Castellan"
    assert (not findings_of(body, request)) is true


_POOL = """Ward Clerk
Company: Corran Hospital
Location: Oban

Our hydrotherapy unit opened in 2019, and the ward has a music room.

Benefits
- Subsidised canteen
- Pension
"""


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("I was pleased to read of your new rooftop garden.", False),
        ("I like the idea of your sun terrace.", False),
        ("I heard about your climbing wall.", False),
        ("I was glad to see free parking on your list of benefits.", False),
        ("I noticed a season ticket among your benefits.", False),
        ("I was pleased to read of your new hydrotherapy unit.", True),
        ("I like the idea of your music room.", True),
        ("I would be glad to help in your busy, close-knit ward.", True),
        ("I read about your vacancy and would suit your ambitious plans.", True),
        ("A walk with your musicians sounds like heaven to me.", True),
        ("I was glad to see the canteen on your list of benefits.", True),
        ("Is there a story behind your rooftop garden?", True),
    ],
)
def test_what_is_called_the_employer_s_stands_in_the_posting(
    sentence: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """By `your`, and by the list on which it was read; words of praise and of letters tell nothing."""
    request = make_request(_RESUME, _POOL)
    body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nOdile Frayne"
    assert (not findings_of(body, request)) is true


_MILLS = """Safety Adviser
Company: Mesquite Crate
Location: Tucson

The company runs two mills with 170 employees.
Number of vacancies: 4
"""


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("With 170 employees spread over three mills there will be plenty to do.", False),
        ("With 170 employees spread over two mills there will be plenty to do.", True),
        ("Six openings for advisers suggest that you have a lot ahead of you.", False),
        ("Four openings for advisers suggest that you have a lot ahead of you.", True),
        ("I would like one of the openings for advisers.", True),
        ("You offer work at home on two days a week, which suits me.", False),
    ],
)
def test_small_counts_of_a_firm_answer_to_the_posting(
    sentence: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Of what it counts too, and of its vacancies."""
    request = make_request(_RESUME, _MILLS)
    body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nOdile Frayne"
    assert (not findings_of(body, request)) is true
