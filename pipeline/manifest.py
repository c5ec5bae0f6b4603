"""The manifest: one JSON object per triple, naming its files and the writer's wishes. Paths are relative to the manifest."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from pydantic import Field, ValidationError

from pipeline.errors import DocumentError, EmailError, MailwrightError
from pipeline.prompt import parse
from pipeline.schema import Direction, Document, DocumentKind, Email, EmailRequest, Length, Person, Provenance, Record, Style, Triple

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

    def triple(self, root: Path, reader: Reader) -> Triple:
        """Reads the three files.

        Raises DocumentError or EmailError where one of them cannot be used.
        """
        return Triple(
            id=self.id,
            request=EmailRequest(
                direction=self.direction,
                resume=reader(root / self.resume, "resume") if self.resume else None,
                job=reader(root / self.job, "job"),
                sender=self.sender,
                recipient=self.recipient,
                style=self.style,
                length=self.length,
                language=self.language,
                wishes=self.wishes,
                date=self.date,
            ),
            email=_email(root / self.email),
            provenance=self.provenance,
        )


def read(path: Path) -> tuple[list[Entry], list[tuple[str, str]]]:
    """All entries, and (place, reason) of each line that is no entry; a bad line does not stop the rest.

    Raises MailwrightError where the manifest itself cannot be read.
    """
    try:
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except OSError as error:
        msg = f"{path}: the manifest cannot be read ({error.strerror}); data.manifest names it in the recipe"
        raise MailwrightError(msg) from error
    entries: list[Entry] = []
    bad: list[tuple[str, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError as error:
            bad.append((f"{path}:{number}", "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())))
            continue
        if entry.id in seen:
            bad.append((f"{path}:{number}", f"id: {entry.id!r} is used twice"))
            continue
        seen.add(entry.id)
        entries.append(entry)
    return entries, bad


def _email(path: Path) -> Email:
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        msg = f"{path}: no such file"
        raise DocumentError("missing", msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 text; save it as UTF-8"
        raise DocumentError("encoding", msg) from error
    except (OSError, ValueError) as error:  # a folder, no permission, a name that no file can have
        msg = f"{path}: cannot be read ({type(error).__name__}); give an email as a text file"
        raise DocumentError("unreadable", msg) from error
    except EmailError as error:
        msg = f"{path}: no subject line or no body; begin with `Subject: ...`, an empty line, then the email"
        raise EmailError(msg) from error
