"""Figures that follow from two others, told in ordinary sentences: distances, parts, changes, and what exactly is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.grounding.figures import changes, counted, numbers
from pipeline.grounding.figures.changes import Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim

_RESUME = """Odile Frayne
Catering Manager

EXPERIENCE
Catering Manager, Plumbridge Halls, Hull, Mar 2019 - present
- Run a 70-seat dining hall; waste fell from 38% to 31% of what we cook.
- Supervise 26 kitchen and service assistants.
- Represented nine kitchens in hygiene audits; seven closed without a remark.
- Late deliveries went from 12 to 4 a month.
- Took two suppliers off the list in eight weeks, and orders now take 20 minutes instead of 65.
- Serve 45 to 60 guests a day in a Year 2 class of 30 children at the school next door.
- Hear five children read each week.
CERTIFICATES
- First aid, 14-hour course
"""
_JOB = """Catering Lead
Company: Tarnbrook Trust
Location: York

Tarnbrook Trust runs a dining hall of 95 seats and throws away 26% of what it cooks.
"""
_TRUE = {
    "application": (
        "Waste is seven percentage points lower than it was.",
        "I took seven points off what we throw away.",
        "My dining hall is twenty-five seats smaller than yours.",
        "It is smaller than yours, 70 seats to your 95.",
        "Our waste is still five points above your own share.",
        "I cut late deliveries by two thirds.",
        "Late deliveries are down to a third.",
        "I manage 26 assistants.",
        "Nine kitchens were audited, and all but two of them closed without a remark.",
        "Five of the children read to me every week.",
    ),
    "outreach": (
        "You do not talk big: 26 assistants and 70 seats.",
        "A person who supervised 26 assistants will not mind our kitchen.",
        "Nine kitchens were audited for you, and seven of those closed without a remark.",
    ),
}
_FALSE = {
    "application": (
        ("Waste is eleven percentage points lower than it was.", "eleven"),
        ("My dining hall is sixty seats smaller than yours.", "sixty"),
        ("I cut late deliveries by nine tenths.", "nine tenths"),
        ("I cut late deliveries by half.", "half"),
        ("I manage 45 assistants.", "45"),
        ("Nine kitchens were audited, and all but one of them closed without a remark.", "but one of them"),
        ("Every week fourteen children read to me.", "fourteen"),
    ),
    "outreach": (
        ("You do not talk big: 26 assistants and 240 seats.", "240"),
        ("A person who supervised 60 assistants will not mind our kitchen.", "60"),
        ("Nine kitchens were audited for you, and eight of those closed without a remark.", "eight of those"),
    ),
}


@pytest.mark.parametrize(("direction", "sentence"), [(side, one) for side, given in _TRUE.items() for one in given])
def test_what_follows_from_two_figures_is_no_finding(figures_told: Callable[..., list[Claim]], direction: str, sentence: str) -> None:
    """Distances, parts and changes that the documents' figures give are true."""
    assert figures_told(_RESUME, _JOB, direction, sentence) == []


@pytest.mark.parametrize(("direction", "sentence", "lie"), [(side, *one) for side, given in _FALSE.items() for one in given])
def test_what_no_two_figures_give_is_a_finding(figures_told: Callable[..., list[Claim]], direction: str, sentence: str, lie: str) -> None:
    """Another distance, part, change or count of the same thing is false, also beside a denial of something else."""
    assert any(lie in claim.text or claim.text in lie for claim in figures_told(_RESUME, _JOB, direction, sentence))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("26 kitchen and service assistants", "assistant"),
        ("a 70-seat hall", "seat"),
        ("23 admissions clerks", "clerk"),
        ("40 of and for", None),
    ],
)
def test_the_noun_that_a_number_counts(text: str, noun: str | None) -> None:
    """It stands behind joined modifiers, at a hyphen, or last of two plurals."""
    assert counted.noun(text, numbers.find(text)[0]) == noun


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("fell by more than two thirds", Turn.DOWN),
        ("grew by 40%", Turn.UP),
        ("down to a fifth of it", Turn.TO),
        ("20% fewer returns", Turn.DOWN),
        ("moved by 30%", Turn.BY),
        ("40% of the sales", Turn.OF),
    ],
)
def test_how_a_share_is_told(text: str, turn: Turn) -> None:
    """The words next to a share say whether it is a fall, a rise or what is left."""
    assert changes.turn(text, numbers.find(text)[0]) is turn


def test_a_label_counts_nothing() -> None:
    """The 2 of a Year 2 class is no number of things; nine in `every week nine` is one."""
    label, count = "a Year 2 class of 30", "every week nine children"
    assert counted.is_label(label, numbers.find(label)[0])
    assert not counted.is_label(count, numbers.find(count)[0])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("a good year and a half", 1.5, "years"), ("a day and a half", 1.5, "days"), ("a million and a half", 1.5e6, "")],
)
def test_a_half_more_than_a_whole(text: str, value: float, unit: str) -> None:
    """A whole with its half is one number, whatever the unit and the word before it."""
    assert [(number.value, number.unit) for number in numbers.find(text)] == [(value, unit)]
