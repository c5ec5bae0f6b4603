"""serve.remember.rates: shares with the uncertainty of small numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import Direction, Style
from serve.remember.rates import Rate, difference, rates, share
from serve.remember.store import Author, Outcome, Remembered

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def email(
    outcome: Outcome | None = None, days: int | None = 1, style: Style | None = Style.FORMAL, by: Author = "mailwright"
) -> Remembered:
    """An email taken so many days ago; None: never."""
    taken = None if days is None else NOW - dt.timedelta(days=days)
    return Remembered(id=1, written=NOW, taken=taken, outcome=outcome, direction=Direction.APPLICATION, by=by, style=style)


def only(*emails: Remembered) -> Rate:
    (found,) = rates(emails, "style", NOW)
    return found


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (1, 1, 0.2065, 1.0), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_the_interval_is_wilson_s(hits: int, n: int, low: float, high: float) -> None:
    """The last two are those of Newcombe's paper of 1998 (table I, method 3)."""
    found = share(hits, n)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(case: tuple[int, int]) -> None:
    """And stays between 0 and 1, with room on at least one side however many emails there are."""
    found = share(*case)
    assert found.share is not None
    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1
    assert found.high - found.low > 0


def test_no_emails_say_nothing() -> None:
    """Neither a share nor a division by zero."""
    assert share(0, 0).share is None
    assert (share(0, 0).low, share(0, 0).high) == (0, 1)
    assert rates([], "style", NOW) == ()
    assert difference(share(0, 0), share(1, 2)) is None


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((0, 10), (0, 20), -0.1611, 0.2775),
    ],
)
def test_the_difference_is_newcombe_s(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """The examples of his second paper of 1998 (table II, method 10)."""
    found = difference(share(*one), share(*other))
    assert found
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


def test_a_difference_that_may_be_none_says_so() -> None:
    """Three answers of four against one of four prove nothing."""
    little, much = difference(share(3, 4), share(1, 4)), difference(share(75, 100), share(25, 100))
    assert little
    assert much
    assert (little.told, much.told) == (False, True)


def test_every_answer_of_a_person_is_an_answer() -> None:
    """A rejection too; an interview is counted by itself as well."""
    found = only(email("reply"), email("rejection"), email("interview"), email("none"))
    assert (found.answered.hits, found.answered.n) == (3, 4)
    assert (found.interviews.hits, found.interviews.n) == (1, 4)


def test_silence_counts_after_a_while() -> None:
    """People mark answers and forget silences: without this every rate would drift towards 100%."""
    found = only(email("reply"), email(None, days=31), email(None, days=29))
    assert (found.answered.hits, found.answered.n, found.waiting) == (1, 2, 1)


def test_an_email_that_was_never_taken_does_not_count() -> None:
    """Alternatives that nobody sent."""
    found = only(email("reply"), email(None, days=None))
    assert (found.answered.n, found.waiting) == (1, 0)


def test_groups_stand_by_size() -> None:
    """The largest first; what is not known has a group of its own."""
    emails = [email("reply", style=None), *[email("none", style=Style.DIRECT)] * 2, *[email("reply")] * 3]
    assert [(rate.group, rate.answered.n) for rate in rates(emails, "style", NOW)] == [("formal", 3), ("direct", 2), (None, 1)]


def test_one_s_own_emails_stand_beside_the_program_s() -> None:
    """By author."""
    found = {rate.group: rate for rate in rates([email("reply"), email("none", by="own"), email("reply", by="own")], "by", NOW)}
    assert {group: (rate.answered.hits, rate.answered.n) for group, rate in found.items()} == {"own": (1, 2), "mailwright": (1, 1)}
