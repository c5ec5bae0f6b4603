"""Which of an engine's places a question goes to: the one that has most of its prompt from before.

An email that is asked for again begins with the prompt that its place has just computed, the next one of a batch with the same document.
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


class Places:
    """The places of one engine, for any number of threads."""

    def __init__(self, number: int) -> None:
        self._free = [_Place(n) for n in range(number)]
        self._turn = threading.Lock()
        self._count = itertools.count(1)

    @contextlib.contextmanager
    def taken(self, messages: Sequence[Message]) -> Iterator[int | None]:
        """The number of a place that nobody else has inside the block; None where all are taken, and the engine has to queue.

        Among those that hold as many of the messages, the one that this thread had goes first, then the one that waits longest: other
        threads come back to theirs.
        """
        place = self._take(messages)
        try:
            yield place.number if place else None
        finally:
            if place:
                with self._turn:
                    self._free.append(place)

    def _take(self, messages: Sequence[Message]) -> _Place | None:
        me = threading.get_ident()
        with self._turn:
            if not self._free:
                return None
            place = max(self._free, key=lambda one: (_common(one.holds, messages), one.thread == me, -one.used))
            self._free.remove(place)
            place.holds, place.thread, place.used = list(messages), me, next(self._count)
            return place


def _common(one: Sequence[Message], other: Sequence[Message]) -> int:
    """What two conversations begin with together, in steps that are worth taking the place of another thread."""
    same = 0
    for mine, its in zip(one, other, strict=False):
        same += len(os.path.commonprefix([mine["content"], its["content"]]))  # noqa: RUF071 -- by characters is what is wanted
        if mine != its:
            break
    return same // _STEP
