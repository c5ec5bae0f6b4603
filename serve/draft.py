"""An email as a file: .eml, which a mail program opens ready to be sent, or .txt.

Does not send, and does not speak to mailboxes.
"""

from __future__ import annotations

import datetime as dt
import os
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.utils import localtime
from pathlib import Path

from pipeline.errors import MailwrightError
from pipeline.schema import Email, EmailRequest, Person

SUFFIXES = (".eml", ".txt")


def message(request: EmailRequest, email: Email, when: dt.datetime | None = None) -> EmailMessage:
    """The email with its headers. `X-Unsent: 1` makes mail programs open it for editing; what is not known is left out."""
    found = EmailMessage()
    for header, person in (("From", request.sender), ("To", request.recipient)):
        if address := _address(person):
            found[header] = address
    found["Subject"] = email.subject
    found["Date"] = when or localtime()
    found["X-Unsent"] = "1"
    found.set_content(email.body + "\n")
    return found


def check_target(target: Path) -> None:
    """Raises MailwrightError where no email can be saved at `target`, before any work is done for it."""
    if target.suffix.lower() not in SUFFIXES:
        msg = f"{target}: an email is saved as {' or '.join(SUFFIXES)}; change the ending"
        raise MailwrightError(msg)
    if not target.absolute().parent.is_dir():
        msg = f"{target}: there is no folder {target.parent}; make it, or choose another"
        raise MailwrightError(msg)


def save(target: Path, request: EmailRequest, email: Email) -> None:
    """Writes the email, whole or not at all.

    Raises MailwrightError where the place cannot be written.
    """
    check_target(target)
    data = message(request, email).as_bytes(policy=policy.SMTP) if target.suffix.lower() == ".eml" else f"{email.text()}\n".encode()
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.write_bytes(data)
        os.replace(partial, target)  # noqa: PTH105 - pathlib's replace reads as if it edited text
    except OSError as error:
        partial.unlink(missing_ok=True)
        msg = f"{target}: cannot be written ({error.strerror}); choose another place with --out"
        raise MailwrightError(msg) from error


def check_address(text: str) -> str:
    """The mail address in the form that headers take: stripped, an international domain in ASCII. Raises ValueError where it is none."""
    try:
        address = Address(addr_spec=text.strip())
        domain = address.domain.encode("idna").decode()
    except (HeaderParseError, ValueError, IndexError):
        domain = ""
    if not domain:
        msg = f"{text!r} is not a mail address"
        raise ValueError(msg)
    return f"{address.username}@{domain}"


def _address(person: Person) -> Address | Group | None:
    if person.address:
        return Address(display_name=person.name or "", addr_spec=check_address(person.address))
    # A name without an address is a group with no members (RFC 6854): mail programs show the name and ask for the address.
    return Group(display_name=person.name) if person.name else None
