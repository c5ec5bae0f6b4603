"""pipeline.engines.places: an email that is asked for again meets its own prompt."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from pipeline.chat import Message
from pipeline.engines.llamacpp import most_places
from pipeline.engines.places import Places

SYSTEM = {"role": "system", "content": "Write."}


def prompt(*said: str) -> list[Message]:
    return [SYSTEM, *({"role": "user", "content": text * 300} for text in said)]


def in_thread(places: Places, messages: Sequence[Message]) -> int | None:
    """The place that another thread gets."""
    found: list[int | None] = []

    def take() -> None:
        with places.taken(messages) as number:
            found.append(number)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return found[0]


def test_a_repair_goes_where_its_prompt_is() -> None:
    """Whatever this thread asked in between; a longer conversation holds the prompt as well."""
    places = Places(3)
    with places.taken(prompt("a")) as first, places.taken(prompt("b")) as second:
        assert first != second
    with places.taken(prompt("a", "mend it")) as again:
        assert again == first
    with places.taken(prompt("b")) as again:
        assert again == second
    with places.taken(prompt("a")) as again:
        assert again == first


def test_a_new_email_does_not_take_the_place_of_another_thread() -> None:
    """Which comes back to it after a look at the claims."""
    places = Places(2)
    with places.taken(prompt("a")) as mine:
        other = in_thread(places, prompt("b"))
    assert other != mine
    with places.taken(prompt("c")) as again:
        assert again == mine


def test_a_new_email_goes_where_its_document_is() -> None:
    """Whoever had that place: the posting that both begin with is computed there already."""
    places = Places(2)
    with places.taken(prompt("a")):
        other = in_thread(places, [SYSTEM, {"role": "user", "content": "b" * 900 + "first resume"}])
    with places.taken([SYSTEM, {"role": "user", "content": "b" * 900 + "second resume"}]) as again:
        assert again == other


def test_more_questions_than_places_have_none() -> None:
    """The engine lets them wait; a place that was left is there again."""
    places = Places(1)
    with places.taken(prompt("a")) as number:
        assert number == 0
        assert in_thread(places, prompt("b")) is None
    assert in_thread(places, prompt("b")) == 0


@pytest.mark.parametrize(("context", "places"), [(1024, 8), (2048, 8), (4096, 4), (8192, 2), (131_072, 1)])
def test_long_contexts_share_the_memory_of_short_ones(context: int, places: int) -> None:
    """A batch with default options must not need many times what one email needs."""
    assert most_places(context) == places
