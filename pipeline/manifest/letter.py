"""The email of a triple: a text file that begins with `Subject: ...`, or an `.eml` as mail programs save it.

Of an `.eml` the text/plain part is read, or else the HTML part as text; its From, To and Date tell who wrote to whom and when.
Never reads attachments. Does not cover: encrypted mail, Outlook's .msg, and quoted replies, which stay in the body.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from pathlib import Path
from typing import Any, Final

from pipeline.documents.encoding import decode
from pipeline.documents.mail import shown
from pipeline.errors import DocumentError, EmailError
from pipeline.prompt import parse
from pipeline.schema import Email, Person

EML: Final = ".eml"
MAX_BYTES: Final = 25_000_000
"""What large mail providers accept in one message; attachments make up most of it."""
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
    data = _bytes(path)
    is_eml = path.suffix.lower() == EML
    try:
        return _from_eml(data) if is_eml else Letter(_from_text(data.decode("utf-8-sig"), subject_required=subject_required))
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
        msg = f"{path}: the file has more than {MAX_BYTES // 1_000_000} MB; save the email without attachments"
        raise DocumentError("too large", msg)
    return data


def _from_text(text: str, *, subject_required: bool) -> Email:
    body = "\n".join(text.splitlines()).strip()
    if subject_required or not body or body.lower().startswith("subject:"):
        return parse(text)
    return Email(subject="", body=body)


def _from_eml(data: bytes) -> Letter:
    message = BytesParser(EmailMessage, policy=modern).parsebytes(data)
    subject = " ".join(str(_header(message, "subject") or "").split())
    sent = getattr(_header(message, "date"), "datetime", None)
    return Letter(
        email=parse(f"Subject: {subject}\n\n{_text(message)}"),
        sender=_person(message, "from"),
        recipient=_person(message, "to"),
        date=sent.date() if sent else None,
    )


def _header(message: EmailMessage, name: str) -> Any:  # noqa: ANN401 -- the type of a header depends on its name
    try:
        return message[name]
    except Exception:  # the standard parser raises errors of many kinds on damaged headers
        return None


def _person(message: EmailMessage, name: str) -> Person | None:
    """The first address of a header."""
    first = next(iter(getattr(_header(message, name), "addresses", ())), None)
    if first is None:
        return None
    shown = " ".join(first.display_name.split())
    found = Person(name=None if "@" in shown else shown or None, address=first.addr_spec if first.domain else None)
    return found if found != Person() else None


def _text(message: EmailMessage) -> str:
    """The first of the plain and the HTML part that says something."""
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if isinstance(part, EmailMessage) and (text := _content(part, kind).strip()):
            return text
    return ""


def _content(part: EmailMessage, kind: str) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = decode(data, part.get_content_charset())
    except ValueError:  # a name that no charset can have, or Python's codec `undefined`
        text = decode(data)
    text = text.replace("\r\n", "\n")
    if kind == "html":
        return shown(text, Counter())
    return _unflowed(text, delete=part.get_param("delsp") == "yes") if part.get_param("format") == "flowed" else text


def _unflowed(text: str, *, delete: bool) -> str:
    """Paragraphs whole again: a line that ends in a space goes on in the next (RFC 3676). `-- ` ends the body, not a line."""
    joined = re.sub(r"(?m)(?<!^--) \n(?!-- ?$|>)", "" if delete else " ", text)
    return re.sub(r"(?m)^ (?=[ >]|From )", "", joined)
