"""Which of an engine's places a question goes to: the one that has most of its prompt from before.

An email that is asked for again begins with the prompt that its place has just computed, the next one of a batch with the same document.
What two questions at once begin with is computed by the second of them for all that follow: a `Beginning`.
Places are for engines in this process, which say what a place holds only by what they were asked.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.chat import Message

_STEP = 200
"""Characters, some fifty tokens."""


@dataclass
class _Place:
    number: int
    holds: list[Message] = field(default_factory=list)
    thread: int = 0
    used: int = 0


@dataclass
class Beginning:
    """What questions begin with alike; `ready` as soon as it is computed, or cannot be."""

    messages: list[Message]
    ready: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Seat:
    """A place for one question. It lacks `beginning`, where there is one; the question that `leads` computes it."""

    number: int
    beginning: Beginning | None = None
    leads: bool = False


class Places:
    """The places of one engine, for any number of threads."""

    def __init__(self, number: int) -> None:
        self._all = [_Place(n) for n in range(number)]
        self._free = list(self._all)
        self._beginning = Beginning([])
        self._turn = threading.Lock()
        self._count = itertools.count(1)

    @contextlib.contextmanager
    def taken(self, messages: Sequence[Message]) -> Iterator[Seat | None]:
        """A place that nobody else has inside the block; None where all are taken, and the engine has to queue.

        Among those that hold as many of the messages, the one that this thread had goes first, then the one that waits longest: other
        threads come back to theirs.
        """
        seat = self._take(messages)
        try:
            yield seat
        finally:
            if seat:
                with self._turn:
                    self._free.append(self._all[seat.number])

    def _take(self, messages: Sequence[Message]) -> Seat | None:
        me = threading.get_ident()
        with self._turn:
            if not self._free:
                return None
            place = max(self._free, key=lambda one: (_steps(one.holds, messages), one.thread == me, -one.used))
            seat = self._seat(place, messages)
            self._free.remove(place)
            place.holds, place.thread, place.used = list(messages), me, next(self._count)
            return seat

    def _seat(self, place: _Place, messages: Sequence[Message]) -> Seat:
        """With the beginning that is known, where the place holds less; a new one where a question under way shares more than both."""
        held, known = _steps(place.holds, messages), _steps(self._beginning.messages, messages)
        shared = max((_common(one.holds, messages) for one in self._all), key=_length)
        if _length(shared) > max(held, known):
            self._beginning = Beginning(shared)
            return Seat(place.number, self._beginning, leads=True)
        return Seat(place.number, self._beginning if known > held else None)


def _common(one: Sequence[Message], other: Sequence[Message]) -> list[Message]:
    """What two conversations begin with together, the last message cut where they part."""
    same: list[Message] = []
    for mine, its in zip(one, other, strict=False):
        text = os.path.commonprefix([mine["content"], its["content"]])  # noqa: RUF071 -- by characters is what is wanted
        same.append({**mine, "content": text})
        if mine != its:
            break
    return same


def _length(messages: Sequence[Message]) -> int:
    """In steps that are worth taking the place of another thread."""
    return sum(len(message["content"]) for message in messages) // _STEP


def _steps(one: Sequence[Message], other: Sequence[Message]) -> int:
    """How much two conversations begin with together, in the same steps."""
    return _length(_common(one, other))
