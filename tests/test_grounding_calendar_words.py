"""Months, weekdays and seasons by their names, in any case and cut short."""

from __future__ import annotations

import pytest

from pipeline.grounding.periods import calendar_words


@pytest.mark.parametrize(("name", "number"), [("January", 1), ("may", 5), ("Sept.", 9), ("DEC", 12)])
def test_a_month_is_known_by_its_first_letters(name: str, number: int) -> None:
    """Whole, cut short, in capitals."""
    assert calendar_words.month(name) == number


@pytest.mark.parametrize(("name", "number"), [("Monday", 0), ("tues", 1), ("Sundays", 6)])
def test_a_weekday_is_known_by_its_first_letters(name: str, number: int) -> None:
    """From Monday, 0."""
    assert calendar_words.weekday(name) == number


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Mon to Fri", [(0, 4, 0, 10)]),
        ("open Tuesday–Saturday, closed Sunday", [(1, 5, 5, 21)]),
        ("Fri thru Mon", [(4, 0, 0, 12)]),
        ("Friday", []),
    ],
)
def test_days_from_one_to_another_are_spans(text: str, spans: list[tuple[int, int, int, int]]) -> None:
    """With their places; the last may lie in the week after."""
    assert list(calendar_words.weekday_spans(text)) == spans


def test_every_month_has_one_season() -> None:
    """Autumn and fall are one."""
    assert [calendar_words.season(month) == calendar_words.SEASONS["fall"] for month in range(1, 13)].count(True) == 3
    assert calendar_words.season(1) == calendar_words.SEASONS["winter"]
