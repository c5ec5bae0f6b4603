"""Which format a file has, told by its content; the name's extension is only a hint among texts.

Covers PDF, DOCX, HTML, emails, markdown and plain text, and names the formats that people try and that are not read (.doc, .odt,
.rtf, .pages, images), so that the error can say what to do.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from pipeline.errors import DocumentError


class Format(StrEnum):
    """The formats that are read, by their media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    MAIL = "message/rfc822"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


UNREAD: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
HTML_START = re.compile(
    rb"^\s*+(?:<\?xml[^>]*>\s*+)?+(?><!--.*?-->\s*+)*+<(!doctype\s+html|html|head|body|meta|title|script|main|article|section|div|p|h1)\b",
    re.I | re.S,
)
"""Without ways back: two dozen comments before another element would take longer than anyone waits."""
MAIL_START = re.compile(rb"^(return-path|received|delivered-to|mime-version|message-id|dkim-signature|arc-[\w-]+)[ \t]*:", re.I)
"""Headers that begin an email as mail programs save it; a text may well begin with `Subject:`."""
HEADER = re.compile(rb"^[\w-]+[ \t]*:")
TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def detect(data: bytes, name: str, media_type: str = "") -> Format:
    """The format of these bytes. `media_type` is a web server's word, believed only between kinds of text.

    Raises `DocumentError` ("empty", "encrypted" or "unknown type").
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentError("empty", "the file is empty; give a file with text")
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    _refuse_unread(data)
    return _kind_of_text(data, name, media_type)


def _package(data: bytes) -> Format:
    """DOCX is a zip with `word/document.xml`; the names stand uncompressed in the file's directory."""
    if b"word/document" in data:
        return Format.DOCX
    raise DocumentError("unknown type", "a zip archive that is not a Word document; save it as .docx, .pdf or text")


def _refuse_unread(data: bytes) -> None:
    for magic, what in UNREAD:
        if data.startswith(magic):
            if _encrypted_office(data):
                raise DocumentError("encrypted", "the Office file is encrypted; save a copy without password and try again")
            raise DocumentError("unknown type", f"this is {what}; save it as .docx, .pdf or text and try again")


def _encrypted_office(data: bytes) -> bool:
    """Office puts an encrypted package into an OLE container with this stream name (ECMA-376 part 2, MS-OFFCRYPTO)."""
    return data.startswith(UNREAD[0][0]) and "EncryptedPackage".encode("utf-16-le") in data


def _kind_of_text(data: bytes, name: str, media_type: str) -> Format:
    if not data.startswith(BOMS[1:]) and not _looks_like_text(data):
        raise DocumentError("unknown type", "the content is binary and of no known type; give a PDF, DOCX, HTML or text file")
    start = data[:4096].replace(b"\x00", b"")
    suffix = PurePath(name).suffix.lower()
    if MAIL_START.match(start) or ((suffix == ".eml" or media_type == Format.MAIL) and HEADER.match(start)):
        return Format.MAIL
    if HTML_START.match(start.lstrip(b"\xef\xbb\xbf\xff\xfe")) or (suffix in {".html", ".htm", ".xhtml"} and b"<" in start):
        return Format.HTML
    if media_type in {"text/html", "application/xhtml+xml"} and b"<" in start:
        return Format.HTML
    return Format.MARKDOWN if suffix in {".md", ".markdown"} or media_type == Format.MARKDOWN else Format.TEXT


def _looks_like_text(data: bytes) -> bool:
    """Text has almost no control bytes; UTF-16 without a mark has a zero in every second place."""
    sample = data[:65536]
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    return zeros > len(sample) * 0.3 or len(TEXT_CONTROLS.findall(sample)) <= len(sample) * 0.01
