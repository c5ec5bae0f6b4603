"""A stream consumed in a thread, for callers that run an event loop.

What asyncio cancels it does not stop: a thread goes on. So the connection that it waits for is cut (`pipeline.engines.stop`), and the
caller goes on at once. A thread that loads a model or checks an email notices when that is done.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from typing import Final, TypeVar

from pipeline.engines.stop import Stop, StoppedError

P = TypeVar("P")
R = TypeVar("R")
_GRACE: Final = 0.1
"""Seconds in which a thread whose connection was cut has as a rule ended: what comes after a cancellation finds the engine free."""


async def in_thread(parts: Generator[P, None, None], take: Callable[[Iterator[P]], R]) -> R:
    """What `take` makes of the parts, in a thread; when cancelled, stops the engine and lets the thread end by itself.

    Raises what generator and `take` raise.
    """
    stop = Stop()

    def work() -> R:
        with stop.over(), contextlib.closing(parts):
            return take(until(parts, stop))

    running = asyncio.get_running_loop().run_in_executor(None, work)
    running.add_done_callback(lambda done: done.cancelled() or done.exception())  # seen, so that the loop does not report it as lost
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([running], timeout=_GRACE)
        raise


async def as_they_come(parts: Generator[P, None, None]) -> AsyncGenerator[P, None]:
    """Yields the parts in an event loop; closing or cancelling it is as cancelling `in_thread`.

    Raises what the generator raises.
    """
    loop = asyncio.get_running_loop()
    come: asyncio.Queue[tuple[P] | None] = asyncio.Queue()

    def hand_over(them: Iterator[P]) -> None:
        for part in them:
            loop.call_soon_threadsafe(come.put_nowait, (part,))

    running = asyncio.create_task(in_thread(parts, hand_over))
    running.add_done_callback(lambda _: come.put_nowait(None))
    try:
        while held := await come.get():
            yield held[0]
        await running
    finally:
        running.cancel()
        await asyncio.wait([running])


def until(parts: Iterator[P], stop: Stop) -> Iterator[P]:
    """Yields the parts as long as `stop` is not set. Raises StoppedError when it is and a part comes."""
    for part in parts:
        if stop.is_set():
            raise StoppedError
        yield part
