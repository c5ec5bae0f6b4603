r"""Documents that come as bytes or as text, not as files: what somebody uploads or pastes.

    document = uploads.read("cv.pdf", content, "resume")
    document = uploads.pasted("Ward nurse\n...", "job")

Both are read by the same worker as files are, and called what the person calls them. While one is read it lies in a temporary folder that
only the user can open, which is gone afterwards. Does not keep anything.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from pipeline.documents import read as read_file
from pipeline.errors import DocumentError
from pipeline.schema import Document, DocumentKind

PASTED: Final = "pasted text"
_LONGEST: Final = 80
"""Characters of a name that are shown."""


def read(name: str, content: bytes, kind: DocumentKind) -> Document:
    """An uploaded file as a document. Raises DocumentError, whose message names the file as the person does."""
    called = shown(name)
    with tempfile.TemporaryDirectory(prefix="mailwright-") as folder:
        file = Path(folder) / f"upload{Path(called).suffix}"
        file.write_bytes(content)
        try:
            document = read_file(file, kind)
        except DocumentError as error:
            raise DocumentError(error.reason, str(error).replace(str(file), called)) from None
    return document.model_copy(update={"source": called})


def pasted(text: str, kind: DocumentKind) -> Document:
    """What somebody typed or pasted as a document, read as a text file. Raises DocumentError."""
    document = read(f"{kind}.txt", text.encode("utf-8", "replace"), kind)
    return document.model_copy(update={"source": PASTED})


def shown(name: str) -> str:
    """The last part of a file's name, on one line, without control characters; browsers send what they like."""
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in last).split())
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:_LONGEST]}.{ending[:8]}" if dot and stem else plain[:_LONGEST]) or "file"
