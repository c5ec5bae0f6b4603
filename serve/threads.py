"""A stream consumed in a thread, for callers that run an event loop.

What asyncio cancels it does not stop: a thread goes on. So the stream is closed as soon as its next part comes, and the caller waits for
that. While an engine reads a prompt it gives no part; a cancellation then takes until its first token.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")


class StoppedError(Exception):
    """The caller went away."""


async def in_thread(parts: Generator[P, None, None], take: Callable[[Iterator[P]], R]) -> R:
    """What `take` makes of the parts, in a thread; when cancelled, closes the generator before it goes on.

    Raises what generator and `take` raise.
    """
    stop = threading.Event()

    def work() -> R:
        with contextlib.closing(parts):
            return take(until(parts, stop))

    running = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([running])
        running.exception()  # seen, so that the loop does not report it as lost
        raise


def until(parts: Iterator[P], stop: threading.Event) -> Iterator[P]:
    """Yields the parts as long as `stop` is not set. Raises StoppedError when it is and a part comes."""
    for part in parts:
        if stop.is_set():
            raise StoppedError
        yield part
