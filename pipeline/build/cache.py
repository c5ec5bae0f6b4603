"""What builds have made so far, in one SQLite file beside the datasets: documents, facts, false claims, and the outcome of each triple.

A killed process loses the last second at most; the file may be deleted at any time, and the next build makes it anew. Of one recipe one
build runs at a time, a second is refused; builds of other recipes may run beside it and wait for each other at every commit.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline import stage
from pipeline.build.outcome import Outcome, unpacked
from pipeline.build.plan import Codes
from pipeline.errors import MailwrightError

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS outcomes (
    key BLOB PRIMARY KEY, recipe TEXT NOT NULL, code TEXT NOT NULL, lasting INTEGER NOT NULL,
    verdict TEXT NOT NULL, signature BLOB NOT NULL, row BLOB NOT NULL, triple BLOB NOT NULL
);
"""
_SECONDS = 1.0
"""Between two commits: what a kill may cost."""
_PATIENCE = 60.0
"""Seconds to wait for another build's commit."""
_DAYS = 90
"""Documents and facts that no build used for so long are dropped."""


class Verdict(NamedTuple):
    """The part of an outcome that the whole dataset is decided by."""

    stage: str | None
    reason: str
    detail: str
    keys: tuple[int, ...]
    signature: bytes


class Cache:
    """Opened by `Cache.open`; keys are digests, see `plan.py`."""

    def __init__(self, database: sqlite3.Connection, recipe: str, codes: Codes) -> None:
        self._database = database
        self._recipe = recipe
        self._code = codes.row
        self._today = int(time.time() // 86400)
        self._committed = time.monotonic()

    @classmethod
    @contextmanager
    def open(cls, path: Path, recipe: str, codes: Codes) -> Iterator[Cache]:
        """The cache at a path, made where it is missing or no longer a database.

        Raises MailwrightError where it cannot be written, or another build of the recipe is at work.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with stage.alone(path.with_name(f".{recipe}.lock"), str(path.parent.parent / recipe)):
                database = _opened(path)
                try:
                    yield cls(database, recipe, codes)
                finally:
                    database.commit()
                    database.close()
        except sqlite3.Error as error:
            msg = f"{path}: cannot be used ({error}); free space, or delete the file: the next build makes it anew"
            raise MailwrightError(msg) from error

    def part(self, key: bytes) -> bytes | None:
        """A document, facts or a tokenizer, packed."""
        found = self._database.execute("SELECT value, used FROM parts WHERE key = ?", (key,)).fetchone()
        if found and found[1] != self._today:
            self._database.execute("UPDATE parts SET used = ? WHERE key = ?", (self._today, key))
        return found and bytes(found[0])

    def add(self, key: bytes, value: bytes) -> None:
        """Keeps a document, facts or a tokenizer, packed; a second later at the latest it outlives a kill."""
        self._database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", (key, value, self._today))
        self._commit_soon()

    def knows(self, key: bytes) -> bool:
        return self._database.execute("SELECT 1 FROM outcomes WHERE key = ?", (key,)).fetchone() is not None

    def keep(self, key: bytes, outcome: Outcome) -> None:
        """Writes an outcome and what was read for it; a second later at the latest it outlives a kill."""
        verdict = json.dumps([outcome.stage, outcome.reason, outcome.detail, outcome.keys])
        for part in outcome.parts:
            self.add(*part)
        self._database.execute(
            "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (key, self._recipe, self._code, outcome.lasting, verdict, outcome.signature, outcome.row, outcome.triple),
        )
        self._commit_soon()

    def forget_chance(self) -> None:
        """Drops the outcomes that another run may not meet."""
        self._database.execute("DELETE FROM outcomes WHERE recipe = ? AND NOT lasting", (self._recipe,))

    def commit(self) -> None:
        """Lets builds of other recipes write."""
        self._database.commit()
        self._committed = time.monotonic()

    def _commit_soon(self) -> None:
        if time.monotonic() - self._committed > _SECONDS:
            self.commit()

    def verdict(self, key: bytes) -> Verdict:
        text, signature = self._database.execute("SELECT verdict, signature FROM outcomes WHERE key = ?", (key,)).fetchone()
        stage, reason, detail, keys = json.loads(text)
        return Verdict(stage, reason, detail, tuple(keys), bytes(signature))

    def texts(self, key: bytes) -> tuple[str, str]:
        """The row and the triple as JSON, without their split."""
        row, triple = self._database.execute("SELECT row, triple FROM outcomes WHERE key = ?", (key,)).fetchone()
        return unpacked(row), unpacked(triple)

    def email(self, key: bytes) -> str:
        """The email of a row, as the model would write it."""
        text: str = json.loads(self.texts(key)[0])["completion"][0]["content"]
        return text

    def prune(self) -> None:
        """Drops what this recipe made from other settings or with other code, and documents that nobody asked for lately."""
        self._database.execute("DELETE FROM outcomes WHERE recipe = ? AND code <> ?", (self._recipe, self._code))
        self._database.execute("DELETE FROM parts WHERE used < ?", (self._today - _DAYS,))


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, no space, no right to write: not the file's fault
            raise
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        database.executescript(_SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database
