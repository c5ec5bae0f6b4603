"""Bytes to `Document`, in this process: detect the format, extract, clean, check the limits.

`worker.py` runs this in a process of its own; call it directly only with files you trust.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.documents.cleaning import clean
from pipeline.documents.detection import Format, detect
from pipeline.documents.extraction import MAX_BYTES, MAX_CHARACTERS, Extraction, limit
from pipeline.errors import DocumentError
from pipeline.schema import Document, DocumentKind

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path, source: str, smaller: str = "save a smaller copy") -> bytes:
    """The file's bytes; `source` is its name in messages, `smaller` what helps against too many.

    Raises `DocumentError` ("missing" or "too large").
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise DocumentError("missing", f"{source}: no such file; check the path") from None
    except IsADirectoryError:
        raise DocumentError("missing", f"{source}: is a folder; give a file in it") from None
    except (OSError, ValueError) as error:
        raise DocumentError("missing", f"{source}: cannot be read ({type(error).__name__}); check its permissions") from None
    if len(data) > MAX_BYTES:
        raise DocumentError("too large", f"{source}: the file has more than {MAX_BYTES // 1_000_000} MB; {smaller}")
    return data


def parse(data: bytes, source: str, kind: DocumentKind, content_type: str = "") -> Document:
    """One document. Raises `DocumentError`; its message starts with the source.

    `content_type` is the header of that name that a web server gave, e.g. `text/html; charset=utf-8`.
    """
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.rpartition("charset=")[2].strip(" \"'") or None
    try:
        extraction = _extract(data, detect(data, source, media_type.strip().lower()), charset)
        limit(extraction.text, 2 * MAX_CHARACTERS)
        text, removed = clean(extraction.text)
        _check(text)
    except DocumentError as error:
        raise DocumentError(error.reason, f"{source}: {error}") from None
    return Document(
        kind=kind,
        text=text,
        source=source,
        media_type=extraction.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=extraction.pages,
        removed=(*extraction.removed, *removed),
        warnings=tuple(extraction.warnings),
    )


def _extract(data: bytes, found: Format, charset: str | None) -> Extraction:
    """Readers are imported when needed: PDF and HTML libraries take longer to load than a text file to read."""
    if found is Format.PDF:
        from pipeline.documents import pdf

        return pdf.extract(data)
    if found is Format.DOCX:
        from pipeline.documents import docx

        return docx.extract(data)
    if found is Format.HTML:
        from pipeline.documents import html

        return html.extract(data, charset)
    if found is Format.MAIL:
        from pipeline.documents import mail

        return mail.extract(data)
    from pipeline.documents import plain

    return plain.extract(data, found, charset)


def _check(text: str) -> None:
    if not any(character.isalnum() for character in text):
        raise DocumentError("empty", "no text is left after reading; check that the file shows text")
    limit(text)
