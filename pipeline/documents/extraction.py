"""What a reader of one format hands back, and the limits that all of them keep.

A reader is a function `extract(data) -> Extraction`. It raises `DocumentError` with a message that does not name the
file: `parse.py` knows the name and puts it in front. Readers do not clean text (see `cleaning.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from pipeline.schema import Removed

MAX_BYTES = 25_000_000
"""Largest file that is read."""
MAX_PAGES = 100
"""Most pages of a PDF."""
MAX_CHARACTERS = 500_000
"""Longest text that is kept: a resume of 100 dense pages."""


@dataclass
class Extraction:
    """Raw text of one file. A tab in it is a gap wider than a word space: a table cell, or a date at the right margin."""

    text: str
    media_type: str
    pages: int | None = None
    removed: list[Removed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def limit(text: str, most: int = MAX_CHARACTERS) -> None:
    """Raises `DocumentError` ("too large") where a text is longer."""
    if len(text) > most:
        message = f"the text has {len(text)} characters, the limit is {MAX_CHARACTERS}; give only the resume or the posting"
        raise DocumentError("too large", message)
