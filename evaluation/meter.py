"""When an engine wrote: seconds to its first token, and seconds of writing over all answers to one request.

Memory is the most that this process held, which only a model that runs in it shows; measured where the system tells (Linux).
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.engines import Answer, Backend, Sampling

_STATUS: Final = Path("/proc/self/status")
_RESET: Final = Path("/proc/self/clear_refs")


class Meter:
    """A backend that looks at the clock."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._begun = time.perf_counter()
        self.first_token_seconds: float | None = None
        self.writing_seconds = 0.0

    @property
    def model(self) -> str:
        return self._backend.model

    @property
    def context(self) -> int:
        return self._backend.context

    @property
    def continues(self) -> bool:
        return self._backend.continues

    def count(self, messages: Sequence[Message]) -> int:
        """See `Backend.count`."""
        return self._backend.count(messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        """See `Backend.stream`. Writing time runs from the first piece of an answer to its end, or to where it was stopped."""
        first: float | None = None
        parts = self._backend.stream(messages, sampling)
        try:
            while True:
                try:
                    piece = next(parts)
                except StopIteration as end:
                    answer: Answer = end.value
                    return answer
                if first is None:
                    first = time.perf_counter()
                    self.first_token_seconds = self.first_token_seconds or first - self._begun
                yield piece
        finally:
            parts.close()
            self.writing_seconds += time.perf_counter() - first if first is not None else 0.0

    def close(self) -> None:
        """See `Backend.close`."""
        self._backend.close()


def forget_peak() -> None:
    """Lets the peak begin anew, so that a model does not inherit that of the one before it."""
    with contextlib.suppress(OSError):
        _RESET.write_text("5", encoding="ascii")  # proc(5): resets VmHWM


def peak_bytes() -> int | None:
    """The most memory that this process held since `forget_peak`; None where the system does not tell."""
    try:
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)
