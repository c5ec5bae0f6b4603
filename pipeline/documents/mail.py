"""An email to text: what it is about, who wrote to whom, and its plain text, or else what its HTML part shows.

A posting often arrives as an email. Parts that are attached are not read, nothing is fetched, and no header is believed: they
are lines of text like the body's. Does not cover: encrypted mail, Outlook's .msg, forwarded messages that are attached.
"""

from __future__ import annotations

import re
from collections import Counter
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.policy import compat32
from typing import TYPE_CHECKING

from pipeline.documents.encoding import decode
from pipeline.documents.extraction import MAX_CHARACTERS, Extraction, limit
from pipeline.errors import DocumentError
from pipeline.schema import Removed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

MEDIA_TYPE = "message/rfc822"
HEADERS = ("Subject", "From", "To", "Date")
LONGEST_HEADER = 2000
"""Characters that are read of a header; encoded ones take time that grows with their square."""
MAX_PARTS = 500
"""Parts that are looked at for the body, which is among the first."""


def extract(data: bytes) -> Extraction:
    """Headers and body. Raises `DocumentError` ("corrupt" or "too large")."""
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        parts = list(_parts(message))
    except (RecursionError, ValueError, LookupError, TypeError) as error:  # the standard parser on damaged structure
        raise DocumentError("corrupt", "the email is damaged; save it again, or copy its text into a file") from error
    hidden: Counter[str] = Counter()
    lines = [f"{name}: {value}" for name in HEADERS if (value := _header(message, name))]
    text = next(
        filter(str.strip, (_text(part, hidden) for kind in ("plain", "html") for part in parts if part.get_content_subtype() == kind)), ""
    )
    removed = [Removed(what="hidden text", why=why, count=count) for why, count in hidden.items()]
    return Extraction("\n".join(lines) + "\n\n" + text.strip(), MEDIA_TYPE, removed=removed)


def _parts(message: Message) -> Iterator[Message]:
    """The text parts that are not attached, in order."""
    waiting, seen = [message], 0
    while waiting and seen < MAX_PARTS:
        part, seen = waiting.pop(), seen + 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [message for message in reversed(inner) if not isinstance(message, str)]
        elif part.get_content_maintype() == "text" and "attachment" not in str(part.get("Content-Disposition", "")).lower():
            yield part


def _header(message: Message, name: str) -> str:
    """A header as a person reads it; one that cannot be decoded as it stands."""
    raw = str(message.get(name, ""))[:LONGEST_HEADER]
    try:
        shown = str(make_header(decode_header(raw)))
    except (HeaderParseError, ValueError, LookupError):
        shown = raw
    return " ".join(shown.split())


def _text(part: Message, hidden: Counter[str]) -> str:
    """The text of a part."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):  # a packing that is none
        return ""
    text = decode(payload if isinstance(payload, bytes) else b"", _charset(part)).replace("\r\n", "\n").replace("\r", "\n")
    if part.get_content_subtype() == "html":
        return shown(text, hidden)
    limit(text, 2 * MAX_CHARACTERS)
    return _unflowed(text, part)


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError):  # a parameter that is damaged
        return None


def _unflowed(text: str, part: Message) -> str:
    """Paragraphs whole again: a line that ends in a space goes on in the next (RFC 3676). `-- ` ends the body, not a line."""
    if "flowed" not in str(part.get("Content-Type", "")).lower():
        return text
    return re.sub(r"(?m)(?<!^--) \n(?!-- ?$|>)", " ", text)


def shown(source: str, hidden: Counter[str]) -> str:
    """What an HTML part shows, as lines; what it hides is counted in `hidden`, by how."""
    from pipeline.documents.html import parse
    from pipeline.documents.html_hidden import drop_hidden
    from pipeline.documents.html_text import text_of

    try:
        root = parse(source)
    except DocumentError:  # no element in it
        return ""
    hidden.update(drop_hidden(root))
    for title in list(root.iter("title")):
        title.drop_tree()
    return text_of(root)
