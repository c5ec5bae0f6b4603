"""A bounded queue in front of an engine: so many emails in the works, so many waiting, and a clear answer to all others.

    turns = Turns(at_once=4, waiting=64)
    with turns.taken():                 waits for its turn; raises FullError where too many wait already
        ...

First come, first served. A wait can be cut as an engine's connection can (`pipeline.engines.stop`). Does not cover: several processes.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterator
from typing import Final

from pipeline.engines import stop
from pipeline.errors import MailwrightError

_LOOK: Final = 0.2
"""Seconds between two looks at whether the caller went away."""


class FullError(MailwrightError):
    """As many wait as may."""


class Turns:
    """Shared by all threads that use an engine."""

    def __init__(self, at_once: int = 4, waiting: int = 64) -> None:
        self._free, self._most = at_once, waiting
        self._queue: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._queue)

    @contextlib.contextmanager
    def taken(self) -> Iterator[None]:
        """One turn, given back at the end. Raises FullError at once, StoppedError where the caller went away while it waited."""
        mine = self._asked()
        try:
            while not mine.wait(_LOOK):
                stop.current().pause(0)
        except BaseException:
            self._left(mine)
            raise
        try:
            yield
        finally:
            self._given_back()

    def _asked(self) -> threading.Event:
        mine = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                mine.set()
            elif len(self._queue) < self._most:
                self._queue.append(mine)
            else:
                msg = f"{self._most} emails are waiting already; try again in a minute"
                raise FullError(msg)
        return mine

    def _left(self, mine: threading.Event) -> None:
        """Out of the queue; a turn that came in the same moment goes on to the next."""
        with self._lock:
            if mine in self._queue:
                self._queue.remove(mine)
                return
        self._given_back()

    def _given_back(self) -> None:
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._free += 1
