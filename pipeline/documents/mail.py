"""An email to text: what it is about, who wrote to whom, and its plain text, or else what its HTML part shows.

    extract(data)       as a document: a posting often arrives as an email
    letter(data)        as the email of a triple: subject, first sender and recipient, date, text

Of two forms of one text the plain one is read, without what the HTML form, which people see, does not show. Parts that are attached are not
read, nothing is fetched, and no header is believed. Does not cover: encrypted mail, Outlook's .msg, forwarded messages that are attached.
"""

from __future__ import annotations

import re
from collections import Counter
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.headerregistry import HeaderRegistry
from email.parser import BytesParser
from email.policy import compat32
from typing import TYPE_CHECKING, Any

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
PLAIN_ONLY = "in the plain form of an email that shows another"
AGREED = 0.5
"""Share of the plain form that the HTML form must show; of one that shows less, the HTML form is read."""
ENOUGH = 40
"""Letters of an HTML form; one with fewer is a picture, of which the plain form is the text."""


def extract(data: bytes) -> Extraction:
    """Headers and body. Raises `DocumentError` ("corrupt" or "too large")."""
    message, parts = _read(data)
    lines = [f"{name}: {value}" for name in HEADERS if (value := _header(message, name))]
    hidden: Counter[str] = Counter()
    text = _body(parts, hidden)
    removed = [Removed(what="hidden text", why=why, count=count) for why, count in (+hidden).items()]
    return Extraction("\n".join(lines) + "\n\n" + text.strip(), MEDIA_TYPE, removed=removed)


def letter(data: bytes) -> dict[str, Any]:
    """`subject`, `sender` and `recipient` (name and address, or None), `date` (ISO, or None) and `text`; what cannot be read is empty.

    Raises `DocumentError` ("corrupt" or "too large").
    """
    message, parts = _read(data)
    sent = getattr(_parsed(message, "Date"), "datetime", None)
    found = {
        "subject": " ".join(str(_parsed(message, "Subject") or "").split()),
        "sender": _person(message, "From"),
        "recipient": _person(message, "To"),
        "date": sent.date().isoformat() if sent else None,
        "text": _body(parts, Counter()),
    }
    return {key: _without_halves(value) if isinstance(value, str) else value for key, value in found.items()}


def _read(data: bytes) -> tuple[Message, list[Message]]:
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        return message, list(_parts(message))
    except (RecursionError, ValueError, LookupError, TypeError) as error:  # the standard parser on damaged structure
        raise DocumentError("corrupt", "the email is damaged; save it again, or copy its text into a file") from error


def _body(parts: list[Message], hidden: Counter[str]) -> str:
    """The first plain part that says something, or else the first HTML part."""
    plain, page = (
        next(filter(None, (_text(part, hidden).strip() for part in parts if part.get_content_subtype() == kind)), "")
        for kind in ("plain", "html")
    )
    alternative = any(part.get_content_subtype() == "alternative" for part in parts)
    return _as_shown(plain, page, hidden) if plain and page and alternative else plain or page


def _as_shown(plain: str, page: str, hidden: Counter[str]) -> str:
    """The plain form without the lines that the HTML form of the same email does not show."""
    seen = _letters(page)
    lines = plain.split("\n")
    kept = [line for line in lines if _letters(line) in seen]
    letters, left = len(_letters(plain)), len(_letters("\n".join(kept)))
    if len(seen) < ENOUGH:
        return plain
    hidden[PLAIN_ONLY] += letters - left
    return "\n".join(kept) if left >= AGREED * letters else page


def _letters(text: str) -> str:
    """Letters and digits alone; addresses of links, which an HTML form does not show, left out."""
    return re.sub(r"[\W_]+", "", re.sub(r"(?:https?://|mailto:)[^\s<>]+", "", text)).casefold()


def _parts(message: Message) -> Iterator[Message]:
    """The text parts that are not attached, and what says that some are forms of one text, in order."""
    waiting, seen = [message], 0
    while waiting and seen < MAX_PARTS:
        part, seen = waiting.pop(), seen + 1
        inner = part.get_payload() if part.is_multipart() else None
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [message for message in reversed(inner) if not isinstance(message, str)]
            if part.get_content_subtype() == "alternative":
                yield part
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


def _parsed(message: Message, name: str) -> Any:  # noqa: ANN401 -- the type of a header depends on its name
    """A header taken apart; None where it cannot be."""
    raw = _without_halves(str(message.get(name, "")))[:LONGEST_HEADER]
    try:
        return HeaderRegistry()(name, raw) if raw else None
    except Exception:  # the standard parser raises errors of many kinds on damaged headers
        return None


def _person(message: Message, name: str) -> tuple[str | None, str | None] | None:
    """Name and address of the first person in a header."""
    first = next(iter(getattr(_parsed(message, name), "addresses", ())), None)
    if first is None:
        return None
    shown = _without_halves(" ".join(first.display_name.split()))
    address = _without_halves(first.addr_spec) if first.domain else None
    found = (None if "@" in shown else shown or None, address)
    return found if any(found) else None


def _without_halves(text: str) -> str:
    """Without halves of characters, which stand for bytes that are none."""
    return text.encode("utf-8", "replace").decode()


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
    return _unflowed(text, delete=_parameter(part, "delsp") == "yes") if _parameter(part, "format") == "flowed" else text


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError):  # a parameter that is damaged
        return None


def _parameter(part: Message, name: str) -> str:
    """A parameter of the content type, in lower case."""
    try:
        return str(part.get_param(name) or "").lower()
    except (ValueError, LookupError, TypeError):  # damaged
        return ""


def _unflowed(text: str, *, delete: bool) -> str:
    """Paragraphs whole again: a line that ends in a space goes on in the next (RFC 3676). `-- ` ends the body, not a line."""
    joined = re.sub(r"(?m)(?<!^--) \n(?!-- ?$|>)", "" if delete else " ", text)
    return re.sub(r"(?m)^ (?=[ >]|From )", "", joined)


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
