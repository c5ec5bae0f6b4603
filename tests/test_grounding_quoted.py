"""A line of the resume told again with another number in it; the words right beside the number say which number is meant."""

from __future__ import annotations

import pytest

from pipeline.grounding.figures import numbers, quoted
from pipeline.grounding.sources import Source

RESUME = """Coach Mechanic, Abay Coaches, Adama
- Overhauled engines and gearboxes of 30 intercity coaches, often making parts that could not be bought
- Answered around 30 letters a day from agents in four countries
- Kept the spare parts for over 200 vehicles in two depots
"""
FALSE = (
    ("I overhauled engines and gearboxes of 39 intercity coaches, often making parts that could not be bought.", "39", "30"),
    ("I answered around 48 letters a day from agents in four countries.", "48", "30"),
    ("I answered around 30 letters a day from agents in nine countries.", "nine", "four"),
    ("You overhauled 39 intercity coaches.", "39", "30"),
    ("48 intercity coaches were overhauled by me.", "48", "30"),
)
TRUE = (
    ("I overhauled engines and gearboxes of thirty intercity coaches, often making parts.", "thirty"),
    ("I answered about 150 letters a week from agents in four countries.", "150"),
    ("I overhauled 9 intercity coaches in that winter.", "9"),
    ("I overhauled 45 intercity coaches a year.", "45"),
    ("I drove 45 intercity coaches.", "45"),
    ("I kept the spare parts for over 100 vehicles in two depots.", "100"),
    ("I would like to look after 80 intercity coaches for you.", "80"),
)


@pytest.mark.parametrize(("text", "said", "given"), FALSE)
def test_the_number_of_the_line_is_found(text: str, said: str, given: str) -> None:
    found = _other(text, said)
    assert found is not None
    assert RESUME[found.start : found.end].strip().endswith(given)


@pytest.mark.parametrize(("text", "said"), TRUE)
def test_the_same_number_another_rate_and_another_statement_are_left_alone(text: str, said: str) -> None:
    assert _other(text, said) is None


def _other(text: str, said: str) -> numbers.Number | None:
    resume = Source("resume", RESUME)
    number = next(one for one in numbers.find(text) if said in text[one.start : one.end])
    return quoted.other(resume, text, number)
