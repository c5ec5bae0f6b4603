"""How experience is counted."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline import tenure
from pipeline.schema import Fact, Position

TODAY = dt.date(2026, 4, 14)


def position(start: str | None, end: str | None, title: str = "Engineer", *bullets: str) -> Position:
    return Position(title=fact(title), employer=fact("Acme"), start=start, end=end, bullets=tuple(map(fact, bullets)))


def fact(value: str) -> Fact:
    return Fact(value=value, start=0, end=len(value))


def test_march_2021_to_april_2024_is_37_months() -> None:
    """Months are counted from the first to the last: 3 years 1 month."""
    months = tenure.months([position("2021-03", "2024-04")], TODAY)
    assert months == 37
    assert tenure.phrase(37) == "3 years 1 month"


def test_present_means_the_given_day() -> None:
    """A position held now lasts until the day of writing."""
    assert tenure.months([position("2023-03", "present")], TODAY) == 37
    assert tenure.months([position("2023-03", "present")], dt.date(2024, 3, 1)) == 12


def test_overlaps_count_once() -> None:
    """Two jobs at the same time are one stretch of experience."""
    assert tenure.months([position("2018-01", "2020-01"), position("2019-01", "2021-01")], TODAY) == 36


def test_one_position_inside_another_adds_nothing() -> None:
    """A side job within the time of a main job does not count again."""
    assert tenure.months([position("2018-01", "2022-01"), position("2019-01", "2019-06")], TODAY) == 48


def test_gaps_do_not_count() -> None:
    """Two years out of work are not experience."""
    assert tenure.months([position("2015-01", "2016-01"), position("2018-01", "2019-01")], TODAY) == 24


def test_a_position_that_follows_in_the_next_month_leaves_no_gap() -> None:
    """December to January is no gap at the precision of months."""
    assert tenure.months([position("2020-01", "2020-12"), position("2021-01", "2021-12")], TODAY) == 23


def test_the_order_of_positions_does_not_matter() -> None:
    """Resumes list the newest first."""
    parts = [position("2018-01", "2020-01"), position("2010-05", "2012-05"), position("2019-01", "2021-01")]
    assert tenure.months(parts, TODAY) == tenure.months(parts[::-1], TODAY) == 60


def test_bare_years_are_36_months_more_or_less() -> None:
    """2018 - 2021 may be anything from 25 to 47 months."""
    found = tenure.tenure([position("2018", "2021")], TODAY)
    assert found is not None
    assert (found.months, found.least, found.most) == (36, 25, 47)


def test_full_dates_are_certain() -> None:
    """With months given there is nothing to estimate."""
    found = tenure.tenure([position("2018-02", "2021-02")], TODAY)
    assert found is not None
    assert found.least == found.most == found.months


def test_no_dates_give_none() -> None:
    """What the resume does not date is not estimated."""
    assert tenure.months([position(None, None)], TODAY) is None
    assert tenure.months([], TODAY) is None


def test_an_end_without_a_start_is_not_counted() -> None:
    """Half a range says nothing of its length."""
    assert tenure.months([position(None, "2020-01"), position("2021-01", "2022-01")], TODAY) == 12


def test_the_future_is_no_experience() -> None:
    """A contract until December counts until today."""
    assert tenure.months([position("2026-01", "2026-12")], TODAY) == 3


def test_a_skill_counts_the_positions_that_name_it() -> None:
    """Years in PHP are not years in Go."""
    parts = [
        position("2023-03", "present", "Backend Developer", "Wrote 6 Go services"),
        position("2020-06", "2022-11", "Developer", "Built reports in PHP"),
    ]
    assert tenure.months(parts, TODAY, skill="Go") == 37
    assert tenure.months(parts, TODAY, skill="PHP") == 29
    assert tenure.months(parts, TODAY, skill="Rust") is None


def test_a_skill_in_the_title_counts() -> None:
    """`React Developer` needs no bullet that says React."""
    assert tenure.months([position("2020-01", "2021-01", "React Developer")], TODAY, skill="React") == 12


def test_a_skill_counts_under_its_aliases() -> None:
    """k8s is Kubernetes and Postgres is PostgreSQL."""
    parts = [position("2020-01", "2021-01", "SRE", "Ran k8s on Postgres")]
    assert tenure.months(parts, TODAY, skill="Kubernetes") == tenure.months(parts, TODAY, skill="PostgreSQL") == 12


@pytest.mark.parametrize(
    ("months", "phrase"),
    [
        (37, "3 years 1 month"),
        (8, "8 months"),
        (12, "1 year"),
        (24, "2 years"),
        (1, "1 month"),
        (25, "2 years 1 month"),
        (0, "less than 1 month"),
    ],
)
def test_phrases(months: int, phrase: str) -> None:
    """Months are said as a person says them."""
    assert tenure.phrase(months) == phrase
