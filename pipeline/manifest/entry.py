"""One triple as a manifest names it: its files, the writer's wishes, and where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from pipeline.errors import MailwrightError
from pipeline.manifest import letter
from pipeline.schema import Direction, Document, DocumentKind, EmailRequest, Length, Person, Provenance, Record, Style, Triple

Reader = Callable[[Path, DocumentKind], Document]


class Entry(Record):
    """One line of the manifest."""

    id: str = Field(pattern=r"^[^\x00-\x1f\x7f]+$", description="one line, unique in the manifest")
    resume: Path | None = None
    job: Path
    email: Path
    direction: Direction
    style: Style = Style.FORMAL
    length: Length = Length.STANDARD
    language: str = "en"
    date: dt.date = Field(description="the day of writing; 'present' in the resume means this day")
    sender: Person
    recipient: Person = Person()
    wishes: str | None = None
    provenance: Provenance
    occupation: str | None = None
    seniority: str | None = None

    def files(self, root: Path) -> list[Path]:
        return [root / path for path in (self.resume, self.job, self.email) if path]

    def request(self, resume: Document | None, job: Document) -> EmailRequest:
        """What the email of these documents was to be."""
        return EmailRequest(
            direction=self.direction,
            resume=resume,
            job=job,
            sender=self.sender,
            recipient=self.recipient,
            style=self.style,
            length=self.length,
            language=self.language,
            wishes=self.wishes,
            date=self.date,
        )

    def triple(self, root: Path, reader: Reader) -> Triple:
        """Reads the three files.

        Raises DocumentError or EmailError where one of them cannot be used.
        """
        return Triple(
            id=self.id,
            request=self.request(reader(root / self.resume, "resume") if self.resume else None, reader(root / self.job, "job")),
            email=letter.read(root / self.email).email,
            provenance=self.provenance,
        )


def validate(fields: Any, root: Path) -> Entry:  # noqa: ANN401 -- whatever a line of JSON holds
    """The entry that these fields describe; an `.eml` says what they leave out: sender, recipient and date.

    Raises ValueError with every problem in one line.
    """
    try:
        return Entry.model_validate(_with_headers(fields, root) if isinstance(fields, Mapping) else fields)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
        raise ValueError("; ".join(problems)) from error


def _with_headers(fields: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """The fields, completed from the headers of an `.eml`; one that cannot be read is reported when the triple is read."""
    email = fields.get("email")
    missing = {"sender", "recipient", "date"} - fields.keys()
    if not (missing and isinstance(email, str) and email.lower().endswith(letter.EML)):
        return dict(fields)
    try:
        found = letter.read(root / email)
    except MailwrightError:
        return dict(fields)
    return {**{name: value for name in missing if (value := getattr(found, name))}, **fields}
