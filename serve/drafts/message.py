"""An email as a MIME message: headers, text, and the resume attached if wanted.

    message = compose(email, sender, recipient, Attachment(name="cv.pdf", content=data, media_type="application/pdf"))
    message.as_bytes()               what `.eml` files, IMAP and Gmail take: 7-bit, lines end in CRLF
    mailto(email, recipient)         the same without attachment, for the user's mail program

What would add a header, a line or a second recipient is refused, wherever it stands. Does not cover: HTML, several recipients, signatures,
addresses with letters outside ASCII before the @, which most servers refuse.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import localtime
from typing import Any, Final
from urllib.parse import quote

from pydantic import Field

from pipeline.errors import MailwrightError
from pipeline.schema import Email, Person, Record

LONGEST_URL: Final = 2000
"""Characters of a mailto URL: Windows hands on no more than 2,083."""
_LONGEST_HEADER: Final = 500
"""Characters of a subject or a name; a line of mail ends at 998 bytes (RFC 5322)."""
_LARGEST: Final = 15 * 2**20
"""Bytes of an attachment; most servers refuse mail over 20 to 25 MB, and base64 adds a third."""
_ENCODED: Final = "=?"
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*", re.IGNORECASE)
_PEOPLE: Final = ("From", "To")


class _Policy(EmailPolicy):
    """Headers folded by `email.header`, which gets it right in every Python.

    The newer folding breaks names with commas and accents (github.com/python/cpython/issues/100884, 121284, 87720), lets a line break
    inside an encoded word through (121650), and glues words in 3.12.5 to 3.13.
    """

    def fold(self, name: str, value: Any) -> str:  # noqa: ANN401 - as in the class above
        if name in _PEOPLE:
            entries = [*value.groups] if not value.addresses else [*value.addresses]
            text = ", ".join(self._entry(name, entry) for entry in entries)
        elif name == "Subject":
            text = self._encoded(name, str(value))
        else:
            folded: str = super().fold(name, value)
            return folded
        return f"{name}: {text}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401 - as in the class above
        return self.fold(name, value).encode("ascii")

    def _entry(self, name: str, entry: Address | Group) -> str:
        if not entry.display_name or entry.display_name.isascii():
            return str(entry)
        phrase = self._encoded(name, entry.display_name)
        return f"{phrase}{self.linesep} <{entry.addr_spec}>" if isinstance(entry, Address) else f"{phrase}:;"

    def _encoded(self, name: str, text: str) -> str:
        return Header(text, maxlinelen=76, header_name=name).encode(linesep=self.linesep)


POLICY: Final = _Policy(linesep="\r\n", cte_type="7bit", raise_on_defect=False)
"""How every message here becomes bytes. 7-bit, because not every road takes more."""


class Attachment(Record):
    """A file that goes with the email."""

    name: str = Field(description="as the recipient sees it, without folders")
    content: bytes = Field(repr=False)
    media_type: str = Field(default="application/octet-stream", description="e.g. application/pdf")


def compose(
    email: Email, sender: Person, recipient: Person | None = None, attachment: Attachment | None = None, *, when: dt.datetime | None = None
) -> EmailMessage:
    """The message. A person without an address keeps the name, so that the mail program asks for the address; one without both is left out.

    Raises MailwrightError where a field holds a line break, a control character or an encoded word, where an address is none, and where
    the attachment is too large.
    """
    message = EmailMessage(policy=POLICY)
    for header, person in zip(_PEOPLE, (sender, recipient), strict=True):
        if person and (entry := _entry(header, person)):
            message[header] = entry
    message["Subject"] = _line("Subject", email.subject)
    message["Date"] = when or localtime()
    message.set_content(_text(email.body) + "\n")
    if attachment:
        _attach(message, attachment)
    return message


def mailto(email: Email, recipient: Person | None = None) -> str | None:
    """A link that opens the email in the user's mail program; None where it would be too long for one: save a file or a draft instead.

    Raises MailwrightError as `compose` does.
    """
    address = _address("To", recipient.address) if recipient and recipient.address else ""
    body = "\r\n".join(_text(email.body).splitlines())
    link = f"mailto:{quote(address, safe='@')}?subject={quote(_line('Subject', email.subject), safe='')}&body={quote(body, safe='')}"
    return link if len(link) <= LONGEST_URL else None


def check_address(text: str) -> str:
    """The mail address in the form that headers take: stripped, an international domain in ASCII. Raises ValueError where it is none."""
    try:
        address = Address(addr_spec=text.strip())
        domain = address.domain.encode("idna").decode()
    except (HeaderParseError, ValueError, IndexError):
        domain = ""
    if not domain or not address.username or not address.username.isascii():
        msg = f"{text!r} is not a mail address"
        raise ValueError(msg)
    return Address(username=address.username, domain=domain).addr_spec


def _entry(header: str, person: Person) -> Address | Group | None:
    name = _line(header, person.name or "")
    if person.address:
        return Address(display_name=name, addr_spec=_address(header, person.address))
    # A name without an address is a group with no members (RFC 6854): mail programs show the name and ask for the address.
    return Group(display_name=name) if name else None


def _address(header: str, text: str) -> str:
    try:
        return check_address(text)
    except ValueError as error:
        msg = f"{header}: {error}; write it as name@example.org"
        raise MailwrightError(msg) from None


def _line(header: str, text: str) -> str:
    """The text as one line, with single blanks. Raises MailwrightError where it cannot be the value of a header."""
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text.replace("\t", " ")):
        problem = "holds a line break or a control character"
    elif _ENCODED in text:  # the beginning of an encoded word: Python would write what it hides, line breaks and all
        problem = f"holds {_ENCODED}, which mail programs decode"
    elif len(text) > _LONGEST_HEADER:
        problem = f"has {len(text)} characters, more than {_LONGEST_HEADER}"
    else:
        return " ".join(text.split())
    msg = f"{header}: {text[:40]!r} {problem}; write it as one short line"
    raise MailwrightError(msg)


def _text(body: str) -> str:
    try:
        body.encode()
    except UnicodeEncodeError as error:
        msg = f"body: character {error.start} is half of a letter (a surrogate); delete it"
        raise MailwrightError(msg) from error
    return body


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    name = _line("attachment", attachment.name)
    if not name or set(name) & set("/\\"):
        msg = f"attachment: {name!r} is no file name; give one without folders"
        raise MailwrightError(msg)
    if len(attachment.content) > _LARGEST:
        msg = f"{name}: {len(attachment.content) / 2**20:.0f} MB, more than mail servers take; attach a file under {_LARGEST // 2**20} MB"
        raise MailwrightError(msg)
    kind = attachment.media_type
    # A part that is itself a message or has parts would be read as structure, not as a file.
    if not _MEDIA_TYPE.fullmatch(kind) or kind.lower().startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    main, _, sub = kind.partition("/")
    message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name)
