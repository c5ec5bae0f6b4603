"""The email of a triple: a text file that begins with `Subject: ...`, or an `.eml` as mail programs save it.

Of an `.eml` the text/plain part is read, or else the HTML part as text; its From, To and Date tell who wrote to whom and when. That is done
where documents are read, in a process of its own (`pipeline/documents/mail.py`). Never reads attachments.
Does not cover: encrypted mail, Outlook's .msg, and quoted replies, which stay in the body.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline import documents
from pipeline.documents.extraction import MAX_BYTES
from pipeline.errors import DocumentError, EmailError
from pipeline.prompt import parse
from pipeline.schema import Email, Person

EML: Final = ".eml"
_FORM: Final = {
    False: "begin with `Subject: ...`, an empty line, then the email",
    True: "give an .eml with a Subject header and text",
}


@dataclass(frozen=True)
class Letter:
    """An email and what its file says about it; a text file says nothing more."""

    email: Email
    sender: Person | None = None
    recipient: Person | None = None
    date: dt.date | None = None


def read(path: Path, *, subject_required: bool = True) -> Letter:
    """The email in a file; without `subject_required` a text file may be the body alone.

    Raises DocumentError where the file cannot be read as text, EmailError where it holds no subject or no body.
    """
    is_eml = path.suffix.lower() == EML
    try:
        return _from_eml(path) if is_eml else Letter(_from_text(_bytes(path).decode("utf-8-sig"), subject_required=subject_required))
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 text; save it as UTF-8"
        raise DocumentError("encoding", msg) from error
    except EmailError as error:
        msg = f"{path}: no subject line or no body; {_FORM[is_eml]}"
        raise EmailError(msg) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        msg = f"{path}: no such file"
        raise DocumentError("missing", msg) from error
    except (OSError, ValueError) as error:  # a folder, no permission, a name that no file can have
        msg = f"{path}: cannot be read ({type(error).__name__}); give an email as a text file or .eml"
        raise DocumentError("unreadable", msg) from error
    if len(data) > MAX_BYTES:
        msg = f"{path}: the file has more than {MAX_BYTES // 1_000_000} MB; save the email alone"
        raise DocumentError("too large", msg)
    return data


def _from_text(text: str, *, subject_required: bool) -> Email:
    body = "\n".join(text.splitlines()).strip()
    if subject_required or not body or body.lower().startswith("subject:"):
        return parse(text)
    return Email(subject="", body=body)


def _from_eml(path: Path) -> Letter:
    found = documents.letter(path)
    return Letter(
        email=parse(f"Subject: {found['subject']}\n\n{found['text']}"),
        sender=_person(found["sender"]),
        recipient=_person(found["recipient"]),
        date=dt.date.fromisoformat(found["date"]) if found["date"] else None,
    )


def _person(found: Sequence[str | None] | None) -> Person | None:
    return Person(name=found[0], address=found[1]) if found else None
