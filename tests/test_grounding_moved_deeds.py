"""Deeds told of another employer, title or client than the resume has them of, and names by their last words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.grounding import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ines Okoro
ines@example.com

EXPERIENCE

Production Planner, Fábrica Monte Claro, Leeds
March 2022 - present
- Plans eleven lines of ceramic tiles in SAP and cut late orders from 14% to 6%.
- Trains the shift clerks in stock counts.
- Chooses carriers such as Velona Freight for sea cargo and Tarkis for parcels.

Laboratory Technician, BlueHarbor Testing, Hull
June 2018 - February 2022
- Tested drinking water for lead and nitrates, 60 samples a day.
- Wrote the manual of the new mass spectrometer.

Bakery Assistant, Old Mill Bread, York
July 2015 - May 2018
- Baked rye loaves on night shifts and trained two helpers.
- Ran a stall with 50 customers on market days.
"""
JOB = "# Planner at Quayside Glass\n\nQuayside Glass makes bottles in Hull.\n\nRequirements\n- SAP\n"
FALSE = (
    "At Monte Claro I tested drinking water for nitrates.",
    "My years with BlueHarbor ended with fewer late orders on the tile lines.",
    "Old Mill Bread is where I wrote the manual of a mass spectrometer.",
    "At BlueHarbor I baked rye loaves after midnight.",
    "What I planned at Harbor Testing, I mean BlueHarbor, were ceramic tiles in SAP.",
    "As a Laboratory Technician I baked rye loaves on night shifts.",
    "I was four years at BlueHarbor Testing. There I ran a stall on market days.",
    "At Old Mill Bread I trained helpers, and I tested drinking water for lead.",
    "Before Monte Claro, I planned deliveries by sea at Velona Freight.",
    "BlueHarbor gave me the chance to bake rye loaves on night shifts.",
    "At BlueHarbor I trained two helpers as a baker of rye loaves.",
    "At BlueHarbor I sold to fifty customers from a market stall.",
    "The rye loaves that I baked on night shifts at BlueHarbor rose without yeast.",
)
TRUE = (
    "At Monte Claro I plan ceramic tiles and train the shift clerks.",
    "At BlueHarbor I tested water, and now I plan tiles at Monte Claro.",
    "After testing drinking water for years I came to Monte Claro.",
    "Old Mill Bread is where I baked rye loaves.",
    "As a Laboratory Technician I wrote a manual.",
    "As a Production Planner I have tested water, baked bread and planned tiles.",
    "At Old Mill Bread I trained two helpers, and I tested drinking water later.",
    "I was four years at BlueHarbor Testing. There I tested water for nitrates.",
    "At Monte Claro I work with Velona Freight on sea cargo.",
    "At BlueHarbor, before I planned tiles, I tested water.",
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str], list[Claim]]:
    def find(sentence: str) -> list[Claim]:
        body = f"Dear Hiring Team,\n\n{sentence}\n\nKind regards,\nInes Okoro"
        return findings_of(body, make_request(RESUME, JOB, sender="Ines Okoro"), kinds=("employer",))

    return find


@pytest.mark.parametrize("sentence", FALSE)
def test_a_deed_of_another_place_is_found(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """By name, by a title that has ended, by `there`, by the phrase that opens the sentence; a client is no place of work."""
    assert found_in(sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_a_deed_of_its_own_place_is_no_finding(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """Under the present title people tell all that they have done."""
    assert not found_in(sentence)


@pytest.mark.parametrize(
    ("name", "said", "known"),
    [
        ("Metalúrgica Três Barras", "Três Barras", True),
        ("Google DeepMind", "DeepMind", True),
        ("The Tin Lantern", "the Tin Lantern", True),
        ("The Tin Lantern", "the tin lantern", False),
        ("Brindle Medical Center", "Medical Center", False),
        ("Finch Solutions", "Solutions", False),
    ],
)
def test_names_by_their_last_words(name: str, said: str, known: bool) -> None:
    """What tells a house from others may stand behind the word for its sort."""
    assert (names.find(f"my time at {said}", name) is not None) is known


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("At Monte Claro, where I began in 2022, I plan tiles, test drinking water and choose freight.", "test drinking water"),
        ("My second job was at BlueHarbor, where I ran a market stall and tested water for nitrates.", "where I ran a market stall"),
        ("In 2018 I moved to BlueHarbor as a technician. There I wrote a manual, baked rye loaves and tested water.", "baked rye loaves"),
        ("I began at Old Mill Bread. In that job I baked rye loaves and wrote the spectrometer manual.", "wrote the spectrometer manual"),
        ("In my current role I plan tiles in SAP, choose carriers and bake rye loaves.", "bake rye loaves"),
        ("In my first job I ran a stall and wrote the spectrometer manual.", "wrote the spectrometer manual"),
        ("In my previous post I wrote a manual and baked rye loaves that sold out.", "baked rye loaves"),
    ],
)  # fmt: skip
def test_a_deed_of_another_place_among_true_ones(found_in: Callable[[str], list[Claim]], sentence: str, deed: str) -> None:
    """It alone is shown, without what came of it."""
    assert [claim.text for claim in found_in(sentence)] == [deed]


@pytest.mark.parametrize(
    "sentence",
    [
        "At BlueHarbor I tested water and wrote a manual, and before that I baked rye loaves.",
        "You will see that I tested water at BlueHarbor, and rye loaves came out of my oven.",
        "In my current role I plan tiles in SAP and train the shift clerks.",
        "I left Old Mill Bread for BlueHarbor. In that job I tested drinking water for lead.",
        "In my first job I baked rye loaves on night shifts and ran a stall.",
        "At Monte Claro I train clerks and hope to bake rye loaves again.",
    ],
)
def test_true_deeds_in_a_list(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """Of another time, behind another deed, or of the post that is meant."""
    assert not found_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "At BlueHarbor I trained the shift clerks in stock counts.",
        "I trains the shift clerks in stock counts at Old Mill Bread.",
        "At Monte Claro I wrote the manual of the new mass spectrometer.",
        "During my time at Monte Claro I also ran a stall with 50 customers on market days.",
    ],
)
def test_a_line_of_another_place_word_for_word(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """Whatever words the two places share."""
    assert found_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "At Monte Claro I train the shift clerks in stock counts.",
        "I wrote the manual of the new mass spectrometer at BlueHarbor Testing.",
        "I wrote the manual of the new mass spectrometer at BlueHarbor, and baked rye loaves at Old Mill Bread.",
        "At Monte Claro, would I train the shift clerks in stock counts?",
    ],
)
def test_a_line_of_its_own_place_word_for_word(found_in: Callable[[str], list[Claim]], sentence: str) -> None:
    """A question tells nothing."""
    assert not found_in(sentence)
