"""What the user let Mailwright remember: one SQLite file in the user's data folder.

    memory = Memory()
    memory.turn(on=True)                                  off until then: `remember` keeps nothing and says None
    id = memory.remember(Written.of(request, draft.email, by="mailwright", model=draft.model))
    memory.revise(id, Written.of(...))                    the same email with other words
    memory.taken(id)                                      saved, copied, or put among the drafts
    memory.rate(id, "up"); memory.mark(id, "reply")
    memory.all(); memory.export(folder); memory.delete_all()

Kept are the email, its style, length, direction, company, title, recipient's name and model; never resume or posting. Only the user can
read the file. Each call opens and closes it, so several tabs and threads share it. Does not cover: encryption, several people with one
account at a computer.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from pipeline import profile
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Email, EmailRequest, Fact, Length, Record, Style

Author = Literal["mailwright", "own"]
Rating = Literal["up", "down"]
Outcome = Literal["reply", "interview", "rejection", "none"]
"""reply: any answer of a person that is neither of the next two. none: the user does not expect one any more."""

VERSION: Final = 1
_SECONDS: Final = 10.0
"""How long one tab waits for another."""
_TABLE: Final = """
CREATE TABLE emails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  written TEXT NOT NULL, taken TEXT, rating TEXT, outcome TEXT, marked TEXT,
  direction TEXT NOT NULL, by TEXT NOT NULL, style TEXT, length TEXT, company TEXT, title TEXT, recipient TEXT, model TEXT,
  subject TEXT, body TEXT
);
CREATE TABLE switch (remember INTEGER NOT NULL);
INSERT INTO switch VALUES (0);
"""


class Written(Record):
    """An email and what is to be told about it later. What is not known, or not meant to be kept, is None."""

    direction: Direction
    by: Author
    style: Style | None = None
    length: Length | None = None
    company: str | None = None
    title: str | None = None
    recipient: str | None = Field(default=None, description="a name, no address")
    model: str | None = None
    subject: str | None = None
    body: str | None = None

    @classmethod
    def of(cls, request: EmailRequest, email: Email, by: Author, model: str | None = None) -> Written:
        """The facts of a request and the email that answers it."""
        job = profile.job(request.job)
        return cls(
            direction=request.direction, by=by, style=request.style, length=request.length, company=_value(job.company),
            title=_value(job.title), recipient=request.recipient.name, model=model, subject=email.subject, body=email.body,
        )  # fmt: skip


class Remembered(Written):
    """An email in the memory. `taken` is when the user took it out of Mailwright, `marked` when its outcome was told."""

    id: int
    written: dt.datetime
    taken: dt.datetime | None = None
    rating: Rating | None = None
    outcome: Outcome | None = None
    marked: dt.datetime | None = None


class Memory:
    """The file at `path`, by default in the user's data folder. Nothing is written before it is turned on."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default()

    @property
    def on(self) -> bool:
        """Whether the user wants emails remembered."""
        with self._open() as connection:
            return bool(connection and connection.execute("SELECT remember FROM switch").fetchone()[0])

    def turn(self, *, on: bool) -> None:
        """Remembers from now on, or no more; what is there stays until it is deleted."""
        with self._open(make=on) as connection:
            if connection:
                connection.execute("UPDATE switch SET remember = ?", (on,))

    def remember(self, written: Written) -> int | None:
        """Keeps the email; its number, or None where remembering is off."""
        values = {"written": _now()} | written.model_dump(mode="json")
        names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
        with self._open() as connection:
            if connection is None:
                return None
            # Asked and written in one transaction: another tab may be turning it off.
            done = connection.execute(
                f"INSERT INTO emails ({names}) SELECT {places} FROM switch WHERE remember",  # noqa: S608 - the names are fields above
                values,
            )
            return done.lastrowid if done.rowcount else None

    def revise(self, number: int, written: Written) -> bool:
        """Keeps these words instead of the email's older ones, unless remembering is off; all that is known of it stays.

        Returns whether the email is in the memory.
        """
        values = written.model_dump(mode="json")
        changes = ", ".join(f"{name} = :{name}" for name in values)
        with self._open() as connection:
            if connection is None:
                return False
            connection.execute(
                f"UPDATE emails SET {changes} WHERE id = :id AND (SELECT remember FROM switch)",  # noqa: S608 - the names are fields above
                values | {"id": number},
            )
            return connection.execute("SELECT 1 FROM emails WHERE id = ?", (number,)).fetchone() is not None

    def taken(self, number: int) -> None:
        """The user saved or copied this email: it counts in the rates. Raises MailwrightError where it is not there."""
        self._set(number, "taken = coalesce(taken, ?)", _now())

    def rate(self, number: int, rating: Rating | None) -> None:
        """The user's own judgement; None takes it back. Raises MailwrightError where the email is not there."""
        self._set(number, "rating = ?", rating)

    def mark(self, number: int, outcome: Outcome | None) -> None:
        """What came of it, which says that it was sent; None takes it back. Raises MailwrightError where the email is not there."""
        now = _now()
        self._set(number, "outcome = ?, marked = ?, taken = coalesce(taken, ?)", outcome, outcome and now, now)

    def all(self) -> tuple[Remembered, ...]:
        """All emails, the newest first."""
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM emails ORDER BY id DESC").fetchall() if connection else []
        return tuple(Remembered.model_validate(dict(row)) for row in rows)

    def lines(self) -> str:
        """One email a line as JSON, with all that is known of it, the oldest first."""
        return "".join(f"{one.model_dump_json()}\n" for one in reversed(self.all()))

    def export(self, folder: Path) -> Path:
        """Writes `lines` to `mailwright-emails.jsonl`; an older file is replaced.

        Raises MailwrightError where the folder cannot be written.
        """
        target = folder / "mailwright-emails.jsonl"
        partial = target.with_name(f".{target.name}.partial")
        try:
            partial.write_text(self.lines(), encoding="utf-8")
            os.replace(partial, target)  # noqa: PTH105 - pathlib's replace reads as if it edited text
        except OSError as error:
            msg = f"{target}: cannot be written ({error.strerror}); choose another folder"
            raise MailwrightError(msg) from error
        return target

    def delete_all(self) -> None:
        """Forgets everything, overwrites it and removes the file; remembering is off again."""
        with contextlib.suppress(MailwrightError), self._open() as connection:  # a damaged file goes all the same
            if connection:
                connection.execute("DELETE FROM emails")
        self.path.unlink(missing_ok=True)

    def _set(self, number: int, change: str, *values: str | None) -> None:
        with self._open() as connection:
            done = connection and connection.execute(
                f"UPDATE emails SET {change} WHERE id = ?",  # noqa: S608 - the changes are those above
                (*values, number),
            )
        if not (done and done.rowcount):
            msg = f"email {number}: not in the memory; it was deleted, or never remembered"
            raise MailwrightError(msg)

    @contextlib.contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection | None]:
        """A connection in a transaction; None where there is no file, unless it is to be made."""
        if not (make or self.path.exists()):
            yield None
            return
        try:
            self._touch()
            with contextlib.closing(sqlite3.connect(self.path, timeout=_SECONDS, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("BEGIN IMMEDIATE")
                self._prepare(connection)
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            msg = f"{self.path}: the memory cannot be used ({error}); if it is damaged, move it away"
            raise MailwrightError(msg) from error

    def _touch(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            msg = f"{self.path}: written by a newer Mailwright (version {version} of the file, this one knows {VERSION}); update"
            raise MailwrightError(msg)
        if version == 0:
            for statement in filter(str.strip, _TABLE.split(";")):
                connection.execute(statement)
            # A tab may still hold a number of a file that was deleted: no number may come again, so they go on from the time.
            connection.execute("INSERT INTO sqlite_sequence VALUES ('emails', ?)", (time.time_ns() // 1000,))
            connection.execute(f"PRAGMA user_version = {VERSION}")


def default() -> Path:
    """Where the memory lies unless somebody says otherwise."""
    import platformdirs

    return platformdirs.user_data_path("mailwright", appauthor=False) / "memory.sqlite3"


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _value(fact: Fact | None) -> str | None:
    return " ".join(fact.value.split()) if fact else None
