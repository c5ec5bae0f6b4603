"""pipeline.engines.places: an email that is asked for again meets its own prompt."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from pipeline.chat import Message
from pipeline.engines.llamacpp import most_places
from pipeline.engines.places import Places, Seat

SYSTEM = {"role": "system", "content": "Write."}


def prompt(*said: str) -> list[Message]:
    return [SYSTEM, *({"role": "user", "content": text * 300} for text in said)]


def about(document: str, rest: str) -> list[Message]:
    """A question that begins with a long document."""
    return [SYSTEM, {"role": "user", "content": document * 900 + rest}]


def in_thread(places: Places, messages: Sequence[Message]) -> int | None:
    """The place that another thread gets."""
    found: list[int | None] = []

    def take() -> None:
        with places.taken(messages) as seat:
            found.append(seat.number if seat else None)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return found[0]


def test_a_repair_goes_where_its_prompt_is() -> None:
    """Whatever this thread asked in between; a longer conversation holds the prompt as well."""
    places = Places(3)
    with places.taken(prompt("a")) as first, places.taken(prompt("b")) as second:
        assert first != second
    for messages, seat in ((prompt("a", "mend it"), first), (prompt("b"), second), (prompt("a"), first)):
        with places.taken(messages) as again:
            assert again == seat


def test_a_new_email_does_not_take_the_place_of_another_thread() -> None:
    """Which comes back to it after a look at the claims."""
    places = Places(2)
    with places.taken(prompt("a")) as mine:
        other = in_thread(places, prompt("b"))
    assert mine
    assert other != mine.number
    with places.taken(prompt("c")) as again:
        assert again == mine


def test_a_new_email_goes_where_its_document_is() -> None:
    """Whoever had that place: the posting that both begin with is computed there already."""
    places = Places(2)
    with places.taken(prompt("a")):
        other = in_thread(places, about("b", "first resume"))
    with places.taken(about("b", "second resume")) as again:
        assert again == Seat(other or 0)


def test_what_questions_at_once_begin_with_is_computed_for_all_that_follow() -> None:
    """By the second, since nothing told the first that others would share it; a place that holds it needs nothing."""
    places = Places(4)
    with (
        places.taken(about("a", "first")) as first,
        places.taken(about("a", "second")) as second,
        places.taken(about("a", "third")) as third,
    ):
        assert first
        assert first.beginning is None
        assert second
        assert second.leads
        assert second.beginning
        assert second.beginning.messages == about("a", "")
        assert third == Seat(2, second.beginning)
        with places.taken(about("b", "other")) as other:
            assert other == Seat(3)
    with places.taken(about("a", "fourth")) as again:
        assert again
        assert again.beginning is None


def test_another_document_makes_another_beginning() -> None:
    """As in a batch that comes to its next posting."""
    places = Places(3)
    with places.taken(about("a", "first")), places.taken(about("a", "second")):
        pass
    with (
        places.taken(about("b", "first")) as first,
        places.taken(about("b", "second")) as second,
        places.taken(about("b", "third")) as third,
    ):
        assert first
        assert first.beginning is None
        assert second
        assert second.leads
        assert third == Seat(third.number if third else 0, second.beginning)


def test_more_questions_than_places_have_none() -> None:
    """The engine lets them wait; a place that was left is there again."""
    places = Places(1)
    with places.taken(prompt("a")) as seat:
        assert seat == Seat(0)
        assert in_thread(places, prompt("b")) is None
    assert in_thread(places, prompt("b")) == 0


@pytest.mark.parametrize(("context", "places"), [(1024, 8), (2048, 8), (4096, 4), (8192, 2), (131_072, 1)])
def test_long_contexts_share_the_memory_of_short_ones(context: int, places: int) -> None:
    """A batch with default options must not need many times what one email needs."""
    assert most_places(context) == places
