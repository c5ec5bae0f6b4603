"""Whether a document spells out the short name of a school: `UCLA`, `UC Berkeley`, `UW`, `UW-Madison`, `UMass Amherst`.

    spelled_out(resume, "UC Berkeley")   -> where it has `University of California, Berkeley`, or None

Each capital of the name begins a word there, in the same order, with nothing but small words between; one of them is university, college,
institute or the like. Not covered: short names that skip words (`Cal` for the University of California).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_SHORT = re.compile(r"(?:[A-Z]{2,6}|U[A-Z][a-z]+)(?:[ -][A-Z][a-z]+){0,3}")
_PIECE = re.compile(r"[A-Z][a-z]*")
_JOINT = r"(?:,? (?:of|at|the|and|in|for|de)\b){0,2}(?:,? | ?[-–—] ?)"
_SCHOOL = re.compile(r"univ|colleg|instit|polytech|school|academ", re.IGNORECASE)


@lru_cache(maxsize=2048)
def spelled_out(source: Source, name: str) -> Evidence | None:
    """Where a document has the school that a short name stands for."""
    if not _SHORT.fullmatch(name):
        return None
    pieces = _PIECE.findall(name)
    if len(pieces) == len("UW") and "U" not in pieces:
        return None
    words = (r"Univ\w*" if piece == "U" else rf"{piece}\w*" for piece in pieces)
    spelled = re.compile(r"\b" + _JOINT.join(words), re.IGNORECASE)
    for start, line in _school_lines(source):
        found = next((match for match in spelled.finditer(line) if _SCHOOL.search(match.group())), None)
        if found:
            return source.evidence(start + found.start(), start + found.end())
    return None


@lru_cache(maxsize=512)
def _school_lines(source: Source) -> tuple[tuple[int, str], ...]:
    """The lines of a document that have a word for a school, with their places."""
    return tuple((match.start(), match.group()) for match in re.finditer(r"[^\n]+", source.text) if _SCHOOL.search(match.group()))
