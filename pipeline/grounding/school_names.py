"""Whether a document spells out the short name of a school, or shortens the long one: `UCLA`, `UC Berkeley`, `UW-Madison`, `UMass Amherst`.

    known(resume, "UC Berkeley")                     -> where it has `University of California, Berkeley`, or None
    known(resume, "Rhode Island School of Design")   -> where it has `RISD`, or None

Each capital of the short name begins a word of the long one, in the same order, with nothing but small words between; one of them is university,
college, institute or the like. A `U` may go before the code of a state: `UVA`. Not covered: short names that skip words (`Cal` for the University
of California).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.places import geography
from pipeline.grounding.words import folded

if TYPE_CHECKING:
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_SHORT = re.compile(r"(?:[A-Z]{2,6}|U[A-Z][a-z]+)(?:[ -][A-Z][a-z]+){0,3}")
_SHORT_WORD = re.compile(r"\b(?:[A-Z]{3,6}|U[A-Z][a-z]+)\b")
_PIECE = re.compile(r"[A-Z][a-z]*")
_JOINT = r"(?:,? (?:of|at|the|and|in|for|de)\b){0,2}(?:,? | ?[-–—] ?)"
_SCHOOL = re.compile(r"univ|colleg|instit|polytech|school|academ", re.IGNORECASE)


@lru_cache(maxsize=2048)
def known(source: Source, name: str) -> Evidence | None:
    """Where a document has a school by its other name, long or short."""
    return _spelled_out(source, name) or _shortened(source, name)


def _spelled_out(source: Source, name: str) -> Evidence | None:
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


def _shortened(source: Source, name: str) -> Evidence | None:
    """Where a document has the short name of a school that is spelled out."""
    low = folded(name)
    for match in _SHORT_WORD.finditer(source.text) if _SCHOOL.search(name) else ():
        pieces = _PIECE.findall(match.group())
        words = (r"Univ\w*" if piece == "U" else rf"{piece}\w*" for piece in pieces)
        state = geography.CODES.get("".join(pieces[1:]), "").replace("_", " ")
        if (state and low.endswith(f"university of {state}")) or re.fullmatch(_JOINT.join(words), name, re.IGNORECASE):
            return source.evidence(*match.span())
    return None


@lru_cache(maxsize=512)
def _school_lines(source: Source) -> tuple[tuple[int, str], ...]:
    """The lines of a document that have a word for a school, with their places."""
    return tuple((match.start(), match.group()) for match in re.finditer(r"[^\n]+", source.text) if _SCHOOL.search(match.group()))
