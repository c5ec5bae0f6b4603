"""What a batch has written so far: `journal.jsonl` in its folder, one line per email, appended and never changed.

A run that is killed at any time loses the emails in the works; a line that a kill cut short is no line. An email that is written again,
because a file or a setting changed, gets a new line, and the last one counts.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import Field, ValidationError

from pipeline.schema import Direction, Email, Record, Report
from serve.records import Cut

NAME: Final = "journal.jsonl"


class Entry(Record):
    """One email of a batch, or why there is none."""

    slot: str = Field(description="digest of pair and model")
    key: str = Field(description="digest of all that decides the email: pair, files, model, settings")
    name: str = Field(description="of its files, without the ending")
    resume: str
    job: str
    candidate: str
    company: str
    role: str
    direction: Direction
    model: str
    seed: int
    problem: str | None = Field(default=None, description="why there is no email")
    email: Email | None = None
    report: Report | None = None
    score: float | None = Field(default=None, description="share of the rubric's items that pass")
    failed: tuple[str, ...] = Field(default=(), description="items of the rubric that fail, with the reason")
    broken: tuple[str, ...] = Field(default=(), description="items of the rubric, false claims aside, that must stop an email")
    removed: tuple[Cut, ...] = ()
    raw_false: int | None = Field(default=None, description="false claims of the model's first email, before the guard")
    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    first_token_seconds: float | None = None
    seconds: float = 0

    @property
    def false(self) -> int:
        """Claims that the documents contradict or do not have."""
        return sum(claim.verifiable for claim in self.report.findings) if self.report else 0

    @property
    def unsure(self) -> int:
        """Claims that cannot be told from the documents."""
        return len(self.report.findings) - self.false if self.report else 0

    @property
    def verdict(self) -> str:
        """`no email`, `false`, `broken`, `unsure` or `clean`: the worst that holds."""
        if self.email is None:
            return "no email"
        return next((name for name in ("false", "broken", "unsure") if getattr(self, name)), "clean")


class _Line(NamedTuple):
    """What is kept in memory of a line."""

    key: str
    name: str
    verdict: str
    at: int


class Journal:
    """The emails of a folder. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._lines: dict[str, _Line] = {}
        for at, entry in self._read():
            self._lines[entry.slot] = _Line(entry.key, entry.name, entry.verdict, at)
        self._taken = {line.name: slot for slot, line in self._lines.items()}

    def done(self, slot: str, key: str) -> tuple[str, str] | None:
        """Name and verdict of this very email, where it is there."""
        line = self._lines.get(slot)
        return (line.name, line.verdict) if line and line.key == key else None

    def name(self, slot: str, wanted: str) -> str:
        """A name of files for this email that no other has; the one that it had, where it is written again."""
        if line := self._lines.get(slot):
            return line.name
        name = wanted if self._taken.get(wanted, slot) == slot else f"{wanted}-{slot[:6]}"
        self._taken[name] = slot
        return name

    def add(self, entry: Entry) -> None:
        """Appends a line, and waits until it is on the disk."""
        with self.path.open("ab") as file:
            at = file.tell() + 1
            # It begins with a line break, so that it does not continue a line that a kill cut short.
            file.write(b"\n" + entry.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        self._lines[entry.slot] = _Line(entry.key, entry.name, entry.verdict, at)

    def entries(self) -> Iterator[Entry]:
        """The last entry of every email, by name; one at a time is in memory."""
        if not self._lines:
            return
        with self.path.open("rb") as file:
            for line in sorted(self._lines.values(), key=lambda line: line.name):
                file.seek(line.at)
                yield Entry.model_validate_json(file.readline())

    def verdicts(self) -> Counter[str]:
        """How many emails have which verdict."""
        return Counter(line.verdict for line in self._lines.values())

    def _read(self) -> Iterator[tuple[int, Entry]]:
        if not self.path.is_file():
            return
        at = 0
        with self.path.open("rb") as file:
            for line in file:
                if line.strip():
                    with contextlib.suppress(ValidationError):
                        yield at, Entry.model_validate_json(line)
                at += len(line)
