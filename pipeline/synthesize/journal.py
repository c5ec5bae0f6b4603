"""Every answer of a teacher, one JSON line each, written when it comes and never changed.

A killed process loses the answer it was waiting for; half a line that a full disk or a crash left is dropped when the journal is opened.
Only one process writes at a time, where the system can say so; Windows cannot.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from pydantic import Field, ValidationError

from pipeline.errors import MailwrightError
from pipeline.schema import Record

FILE: Final = "journal.jsonl"


class Try(Record):
    """One answer, how it was asked for, and what was found in it."""

    key: str = Field(description="of what was wanted, see `wanted.py`")
    teacher: str
    temperature: float
    seed: int
    asked: dict[str, Any] = Field(description="the fields of the request beside its documents")
    text: str
    reason: str | None = Field(default=None, description="why it was rejected, as a class to count by; None: it may be kept")
    found: tuple[str, ...] = Field(default=(), description="the kinds of its false claims, or the items of the rubric that block")
    score: float = Field(default=0, description="of the rubric, 0 to 1")

    @property
    def good(self) -> bool:
        return self.reason is None

    @property
    def perfect(self) -> bool:
        """Whether no other answer can be better."""
        return self.good and self.score >= 1


@contextlib.contextmanager
def open_(path: Path) -> Iterator[tuple[IO[bytes], list[Try]]]:
    """The journal, ready to be written to, and what it holds.

    Raises MailwrightError where another process has it open, or a line in its middle is damaged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _lock(file, path)
        file.seek(0)
        data = file.read()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            file.truncate(len(whole))
        yield file, _read(whole, path)


def append(file: IO[bytes], record: Try) -> None:
    """Adds one line; when this returns it outlives the process and the machine."""
    file.write(record.model_dump_json().encode() + b"\n")
    file.flush()
    os.fsync(file.fileno())


def _read(data: bytes, path: Path) -> list[Try]:
    found: list[Try] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            found.append(Try.model_validate_json(line))
        except ValidationError as error:
            msg = f"{path}:{number}: damaged; remove this line, its email is then asked for again"
            raise MailwrightError(msg) from error
    return found


def _lock(file: IO[bytes], path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        msg = f"{path.parent}: another synthesize is writing there; wait for it to end"
        raise MailwrightError(msg) from error
