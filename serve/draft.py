"""An email as a file: .eml, which a mail program opens ready to be sent, or .txt.

Does not send, and does not speak to mailboxes: that is `serve/drafts/`.
"""

from __future__ import annotations

import datetime as dt
import os
from email.message import EmailMessage
from pathlib import Path

from pipeline.errors import MailwrightError
from pipeline.schema import Email, EmailRequest
from serve.drafts.message import Attachment, compose

SUFFIXES = (".eml", ".txt")


def message(request: EmailRequest, email: Email, attachment: Attachment | None = None, *, when: dt.datetime | None = None) -> EmailMessage:
    """The email with its headers. `X-Unsent: 1` makes mail programs open it for editing; what is not known is left out.

    Raises MailwrightError as `compose` does.
    """
    found = compose(email, request.sender, request.recipient, attachment, when=when)
    found["X-Unsent"] = "1"
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

    Raises MailwrightError where the place cannot be written, or a header cannot take its field.
    """
    check_target(target)
    data = message(request, email).as_bytes() if target.suffix.lower() == ".eml" else f"{email.text()}\n".encode()
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.write_bytes(data)
        os.replace(partial, target)  # noqa: PTH105 - pathlib's replace reads as if it edited text
    except OSError as error:
        partial.unlink(missing_ok=True)
        msg = f"{target}: cannot be written ({error.strerror}); choose another place with --out"
        raise MailwrightError(msg) from error
