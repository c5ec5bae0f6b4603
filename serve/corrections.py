r"""Corrections of what was read: a person changes the text of a document, and everything else follows from the text.

    better = corrections.text(document, "Ada Mensah\n...")
    better = corrections.fact(document, facts.name, "Ada Mensah")
    better = corrections.added(document, "Company", "Larch Clinic")

Facts, prompt and check are all made of the text, so that none of them can disagree with a correction. The document keeps its name and what
was removed from it. Does not read files and does not judge whether a correction is true: the person who makes it answers for it.
"""

from __future__ import annotations

import hashlib
from typing import Final

from pipeline.schema import Document, Fact

CORRECTED: Final = "corrected by hand"
"""The warning that a corrected document carries."""


def text(document: Document, changed: str) -> Document:
    """The document with another text; the same one where nothing changed."""
    plain = changed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if plain == document.text.strip():
        return document
    warnings = (*(warning for warning in document.warnings if warning != CORRECTED), CORRECTED)
    return document.model_copy(update={"text": plain, "sha256": hashlib.sha256(plain.encode()).hexdigest(), "warnings": warnings})


def fact(document: Document, found: Fact, value: str) -> Document:
    """The document with another value where this fact stands."""
    better = " ".join(value.split())
    if not better or better == found.value:
        return document
    return text(document, document.text[: found.start] + better + document.text[found.end :])


def added(document: Document, label: str, value: str) -> Document:
    """The document with a line for a fact that was not found: `Company: Larch Clinic` after its first line."""
    better = " ".join(value.split())
    if not better:
        return document
    first, _, rest = document.text.partition("\n")
    return text(document, f"{first}\n{label}: {better}\n{rest}")
