"""Asking an engine over a connection: again where that is safe, and not for ever.

Safe is what an engine did not begin to answer: it was away, broke off before its first byte, or said that it is busy. Once anything of an
answer has come, nothing is asked again, so that no text comes twice. Does not cover: engines in this process.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import threading
import time
from collections.abc import Callable, Generator, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from pipeline.engines import stop
from pipeline.engines.settings import Patience
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

BUSY: Final = frozenset({429, 502, 503, 504})
"""Status codes of a server that did not begin: too many requests, or the model behind it is away."""
T = TypeVar("T")


class AgainError(Exception):
    """The engine did not begin to answer. `error` is what to say if it stays so; `pause` is what the engine asks for, in seconds."""

    def __init__(self, error: MailwrightError, pause: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.pause = pause


def stream(ask: Callable[[], Generator[T, None, None]], patience: Patience) -> Generator[T, None, None]:
    """Yields what `ask()` yields; asks again, after a pause, as long as it raises AgainError, which it may do
    before its first yield only.

    Raises the MailwrightError of the last try, and StoppedError where the caller went away.
    """
    caller = stop.current()
    for left in reversed(range(patience.tries)):
        try:
            yield from ask()
            return
        except AgainError as again:
            caller.pause(0)
            tried = patience.tries - left
            if not left or (again.pause or 0) > patience.longest_pause_seconds:
                raise MailwrightError(_given_up(again, tried)) from again
            pause = _pause(tried, patience) if again.pause is None else again.pause
        caller.pause(pause)


def retry_after(value: str | None) -> float | None:
    """The seconds of a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    with contextlib.suppress(ValueError):
        return max(float(value), 0.0)
    with contextlib.suppress(ValueError):
        when = parsedate_to_datetime(value)
        return max((when - dt.datetime.now(when.tzinfo)).total_seconds(), 0.0)
    return None


class Watch:
    """Ends a connection whose next token does not come in time.

    httpx has one limit for every read, which comments that keep a connection alive satisfy; tokens are what counts here.
    """

    def __init__(self, patience: Patience) -> None:
        self._first = patience.first_token_seconds
        self._between = patience.between_tokens_seconds
        self._ends = time.monotonic() + self._first
        self._response: httpx.Response | None = None
        self._line = stop.Line()
        self._left = threading.Event()
        self._tokens = False
        self._expired = False

    @property
    def began(self) -> bool:
        """Whether the first byte has come."""
        return self._response is not None

    @property
    def pause(self) -> float | None:
        """What the server asks for before the next try."""
        return retry_after(self._response.headers.get("Retry-After")) if self._response else None

    def __enter__(self) -> Self:
        self._line.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._left.set()
        self._line.__exit__(kind, error, trace)

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """An httpcore trace, for a request whose connection the caller may end."""
        self._line.trace(event, info)

    def over(self, response: httpx.Response) -> None:
        """Begins: an httpx hook, called once the headers are here."""
        self._response = response
        self._line.over(response)
        threading.Thread(target=self._run, daemon=True).start()

    def alive(self) -> None:
        """A token came."""
        self._tokens = True
        self._ends = time.monotonic() + self._between

    def check(self, model: str) -> None:
        """Raises MailwrightError where the connection ended because a token did not come."""
        if self._expired:
            raise self.late(model)

    def late(self, model: str) -> MailwrightError:
        """What to say of a token that did not come."""
        if self._tokens:
            return MailwrightError(f"{model}: no token for {self._between:g} s; try again, or raise serve.between_tokens_seconds")
        return MailwrightError(f"{model}: no token in {self._first:g} s; see what the engine does, or raise serve.first_token_seconds")

    def _run(self) -> None:
        # A token moves the end to at least `_between` from now, so waking at that distance is never too late.
        while not self._left.wait(min(max(self._ends - time.monotonic(), 0), self._between)):
            if time.monotonic() >= self._ends:
                self._expired = True
                self._line.cut()
                return


def _pause(tried: int, patience: Patience) -> float:
    """Twice as long each time, and by chance up to half shorter, so that many callers do not come back at once."""
    pause = min(patience.pause_seconds * 2 ** (tried - 1), patience.longest_pause_seconds)
    return float(pause * random.uniform(0.5, 1))  # noqa: S311 - spreads callers, guards nothing


def _given_up(again: AgainError, tried: int) -> str:
    if again.pause:
        return f"{again.error} (it asks for a pause of {again.pause:.0f} s)"
    return f"{again.error} (tried {tried} times)" if tried > 1 else str(again.error)
