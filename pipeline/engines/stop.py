"""Ends a question to an engine from another thread, at once.

    stop = Stop()
    with stop.over():               # in the thread that asks
        for piece in backend.stream(messages, sampling): ...
    stop.set()                      # in another

A thread cannot be interrupted, but the connection that it waits for can be cut: before the first token as well as between two. Engines at
the other end see that their caller left; llama.cpp finishes the piece of the prompt that it is at. Does not cover loading a model.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

_CONNECTED: Final = ("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")
"""httpcore's trace events that hand over a connection, plain or encrypted."""


class StoppedError(Exception):
    """The caller went away."""


class Stop:
    """Whether a caller went away."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._turn = threading.Lock()
        self._lines: set[Line] = set()

    def set(self) -> None:
        """Cuts every connection that a question under this stop waits for; later ones are refused."""
        with self._turn:
            self._event.set()
            lines = list(self._lines)
        for line in lines:
            line.cut()

    def is_set(self) -> bool:
        return self._event.is_set()

    def pause(self, seconds: float) -> None:
        """Raises StoppedError as soon as the caller is gone."""
        if self._event.wait(seconds):
            raise StoppedError

    @contextlib.contextmanager
    def over(self) -> Iterator[None]:
        """Questions asked in this thread, inside the block, end when this is set."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)

    def add(self, line: Line) -> None:
        """Raises StoppedError where it is too late for a question."""
        with self._turn:
            if self.is_set():
                raise StoppedError
            self._lines.add(line)

    def discard(self, line: Line) -> None:
        with self._turn:
            self._lines.discard(line)


class Line:
    """The connection of one question, which another thread may cut. It must not serve other questions: `ONCE` sees to that."""

    def __init__(self) -> None:
        self._stop = current()
        self._network: Any = None  # httpcore's NetworkStream
        self._is_cut = False

    def __enter__(self) -> Self:
        self._stop.add(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.discard(self)

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """An httpcore trace, an extension of a request: keeps the connection as soon as there is one."""
        if event.endswith(_CONNECTED):
            self._network = info["return_value"]
            if self._is_cut:
                self.cut()

    def over(self, response: httpx.Response) -> None:
        """Keeps the connection of an answer; behind a proxy it is another than the one that was made."""
        self._network = response.extensions.get("network_stream", self._network)

    def cut(self) -> None:
        """Whoever reads from it stops waiting."""
        self._is_cut = True
        if self._network is not None:
            with contextlib.suppress(OSError):  # it is gone already
                self._network.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


ONCE: Final = {"Connection": "close"}
"""Header of a request whose connection is not used again: one that was there before would not be traced."""
_CURRENT: ContextVar[Stop] = ContextVar("stop")


def current() -> Stop:
    """That of the caller; one that nobody sets where the caller has none."""
    return _CURRENT.get(None) or Stop()
