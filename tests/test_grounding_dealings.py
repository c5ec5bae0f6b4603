"""Firms that no document names, made out by the words around them or by their own; and capitalised names that are no firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.grounding.posting import dealings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ana Duarte
Baker

EXPERIENCE
Baker, Tin Lantern Bread, Leeds
March 2019 - present
- Bakes 300 rye loaves a night
"""
JOB = "# Head Baker at Quayside Bakehouse\n\nQuayside Bakehouse bakes for 12 cafes in Hull.\n\nRequirements\n- Rye\n"
FIRMS = ("Harrowgate Systems", "Acme Robotics", "Quentin & Sons", "Delmar Health", "Kestrel Bank", "Vantarra GmbH", "Trevose Inc.")
ANY_NAME = (
    "I work for {} now.",
    "I consulted for {}.",
    "I was laid off by {} last spring.",
    "I was seconded to {}.",
    "I resigned from {}.",
    "I quit {} in March.",
    "I am currently with {}.",
    "I was the first hire of {}.",
    "I founded {}.",
    "Our biggest client was {}.",
    "My clients included {}.",
    "I have been a customer of {} for ten years.",
    "A friend of mine works for {}.",
    "The mission of {} speaks to me.",
    "Joining {} would be a dream.",
    "Then {} took me on.",
    "{} promoted me twice.",
)
BY_SHAPE = (
    "I have long admired the work of {}.",
    "I have followed {} for years.",
    "I read about {} in the paper.",
    "I was impressed by {} and its people.",
    "We sold to {}.",
)
OF_RECRUITERS = ("{} promoted you twice.", "{} wants to hire you.", "You now work for {}.", "Our main client is {}.", "You founded {}.")
TRUE = (
    "I have long admired the work of Grace Hopper.",
    "I have followed Formula One and Public Health for years.",
    "I have been a fan of Jane Austen and of Rock & Roll for a long time.",
    "I read about Moore's Law and Building Automation.",
    "Our customers were Fortune 500 companies.",
    "My clients included Germans and SMEs.",
    "I can help you with Rye.",
    "I consulted for Fortune 500 firms.",
    "I quit Academia in March, as many do.",
    "Our biggest client was the Government.",
    "I was impressed by Quayside Bakehouse and its people.",
    "Joining Quayside Bakehouse would be a dream.",
    "I work for Tin Lantern Bread now.",
    "Then Tin Lantern Bread took me on.",
    "I have never worked for Kestrel Bank.",
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[Claim]]:
    def find(sentence: str, direction: str) -> list[Claim]:
        sender = "Ana Duarte" if direction == "application" else "Robin Vale"
        body = f"Hello,\n\nThank you for reading this. {sentence}\n\nKind regards,\n{sender}"
        return findings_of(body, make_request(RESUME, JOB, direction=direction, sender=sender))

    return find


@pytest.mark.parametrize("form", [*ANY_NAME, *BY_SHAPE])
@pytest.mark.parametrize("firm", FIRMS)
def test_a_firm_that_no_document_names(found_in: Callable[[str, str], list[Claim]], form: str, firm: str) -> None:
    """Whatever its name is made of."""
    assert found_in(form.format(firm), "application")


@pytest.mark.parametrize("form", ANY_NAME)
def test_a_firm_of_one_word(found_in: Callable[[str, str], list[Claim]], form: str) -> None:
    """Where the words around it leave no doubt that it is a firm."""
    assert found_in(form.format("Northwind"), "application")


@pytest.mark.parametrize("form", OF_RECRUITERS)
def test_a_recruiter_names_a_strange_firm(found_in: Callable[[str, str], list[Claim]], form: str) -> None:
    """The same of the reader's past and of who hires."""
    assert found_in(form.format("Northwind"), "outreach")


@pytest.mark.parametrize("sentence", TRUE)
def test_other_names_and_known_firms_are_left_alone(found_in: Callable[[str, str], list[Claim]], sentence: str) -> None:
    """People, fields, laws, sorts of clients, and the firms of the documents."""
    assert not found_in(sentence, "application")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Casa Nova Lda", True),
        ("Orbital Labs", True),
        ("Clean Water", False),
        ("Customer Service", False),
        ("Northwind", False),
        ("Black & Decker", False),
    ],
)
def test_a_name_says_by_itself_that_it_is_a_house(name: str, is_one: bool) -> None:
    """By its legal form, its kin, or a sort of house behind a name of its own."""
    assert dealings.says_so(name) is is_one
