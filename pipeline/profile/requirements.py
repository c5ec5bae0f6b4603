"""What a posting asks for: must-have and nice-to-have items.

Covers bullets, paragraphs and semicolon lists under their headings, and remarks such as `is a plus` inside a must-have list. Sentences that
only introduce a list, calls to apply and unfilled editor's placeholders are no items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile.lines import Line, Typography, cut, fact_of, joined, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.posting import Part
    from pipeline.schema import Fact

PLUS = re.compile(
    r"\b(?:(?:is|are|would be|will be|considered|as|be) (?:a |an |strongly |highly )?(?:(?:big |huge |strong |definite |real )?(?:plus|bonus|advantage|asset)|preferred|desirable|desired|advantageous|"
    r"nice to have|beneficial|welcome|helpful|very helpful)|nice to have|a plus|preferred|desirable|bonus points?|von vorteil|serait un (?:plus|atout)|se valorar[áa])\b",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"^(?i:this includes|if you|we (?:offer|invite|encourage)|please|questions|contact|apply (?:now|today|here|online|by|via|with|at)\b|to apply|tbd\b|note:)|\b(?i:(?:on|in|with) your (?:resume|résumé|cv)|disqualif\w+|we invite you to apply|encourage you to apply|equal opportunity|lorem ipsum)\b|"
    r"\bENTER [A-Z ]{5,}|COPY AND PASTE|\{%",
)


def items(text: str, parts: list[Part], typography: Typography) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Must-have and nice-to-have items, in printed order."""
    must: list[Fact] = []
    nice: list[Fact] = []
    for part in parts:
        if part.kind in ("must", "nice"):
            for line in _items(text, listed(part.lines), typography):
                if re.search(r"\w", line.text) and not _NO_ITEM.search(line.text):
                    (nice if part.kind == "nice" or PLUS.search(line.text) else must).append(fact_of(line))
    return tuple(must), tuple(nice)


def duties(text: str, parts: list[Part], typography: Typography) -> tuple[Fact, ...]:
    """What the holder will do, in printed order."""
    groups = (group for part in parts if part.kind == "duties" for group in paragraphs(listed(part.lines), typography))
    return tuple(found for group in groups if re.search(r"\w", (found := joined(text, group)).value) and not _NO_ITEM.search(found.value))


def listed(lines: list[Line]) -> list[Line]:
    """Of lines with bullets, those from the first bullet on: what stands above introduces the list."""
    first = next((number for number, line in enumerate(lines) if line.is_bullet), 0)
    return lines[first:]


def _items(text: str, lines: list[Line], typography: Typography) -> Iterator[Line]:
    for group in paragraphs(lines, typography):
        whole = cut(text, group[0].start, group[-1].end)
        if len(re.findall(r";\s", whole.text)) < (2 if group[0].is_bullet else 1):
            yield whole
            continue
        start = 0
        for match in [*re.finditer(r";\s+(?:and\s+)?(?![^()]*\))", whole.text), None]:
            yield whole.part(start, match.start() if match else len(whole.text))
            start = match.end() if match else start
