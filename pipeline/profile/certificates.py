"""Certificates and licences: one fact per item of their sections.

Covers bullets, lines, and blocks of name, issuer and date on lines of their own, which become one fact. Of blocks side by side, which
a text layer gives row by row, the names alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.profile import dates
from pipeline.profile.fields import split_at
from pipeline.profile.lines import Line, Typography, joined, paragraphs

if TYPE_CHECKING:
    from pipeline.profile.sections import Section
    from pipeline.schema import Fact

_LONGEST_BLOCK = 4
_BAR = re.compile(r"\s+[|•]\s+")
_CELL = re.compile(r"\t+")
_COMMA = re.compile(r",\s+")
_OWN_NAME = re.compile(r"[A-Z]{2,}[+\d]*(?: v?\d+)?$|.*\b(?:[Cc]ertifi(?:ed|cate|cation)|[Ll]icen[cs]e|[Cc]learance)\b")
"""What names a certificate by itself, as no place or date would: `OSCP`, `AWS Certified Developer`."""


def certificates(text: str, sections: list[Section], typography: Typography) -> tuple[Fact, ...]:
    """The certificates of the sections, in printed order."""
    return tuple(
        joined(text, group)
        for section in sections
        for group in _listed(section.lines)
        or _side_by_side(section.lines)
        or _groups(list(paragraphs(_between_bars(section.lines), typography.of_lists())))
    )


def _listed(lines: list[Line]) -> list[list[Line]]:
    """The items of a section that is one line with commas. A comma may set off an issuer too: of a list two are names, none a date."""
    if len(lines) != 1 or any(dates.find(lines[0].text)):
        return []
    parts = split_at(lines[0], _COMMA)
    names = [part for part in parts if _OWN_NAME.match(part.text)]
    return [[part] for part in parts] if len(parts) > 2 and len(names) > 1 else []


def _side_by_side(lines: list[Line]) -> list[list[Line]]:
    """The names of blocks in columns: as many cells in every row, and a row of dates below the first."""
    rows = [split_at(line, _CELL) for line in lines]
    columns = len(rows[0]) if rows else 0
    dated = any(all(_is_date([cell]) for cell in row) for row in rows[1:])
    return [[cell] for cell in rows[0]] if columns > 1 and dated and all(len(row) == columns for row in rows) else []


def _between_bars(lines: list[Line]) -> list[Line]:
    """`CKA, 2021 | First Aid, 2022` is two."""
    return [
        replace(part, mark=line.mark, blank_before=line.blank_before and part.start == line.start)
        for line in lines
        for part in (_pieces(line) if line.text.count("|") + line.text.count("•") > 0 else [line])
    ]


def _pieces(line: Line) -> list[Line]:
    parts = split_at(line, _BAR)
    return parts if max(len(part.words) for part in parts) > 1 else [line]


def _groups(groups: list[list[Line]]) -> list[list[Line]]:
    """Lines that are only a date close the block above them, dates in front of a name open one."""
    if any(group[0].is_bullet for group in groups):
        return groups
    if groups and _opens_with_date(groups[0]) and not all(_opens_with_date(group) for group in groups):
        opening = [number for number, group in enumerate(groups) if _opens_with_date(group)]
        return [[line for group in groups[start:end] for line in group] for start, end in pairwise([*opening, len(groups)])]
    if not any(_is_date(group) for group in groups):
        return groups
    result: list[list[Line]] = []
    block: list[Line] = []
    for group in groups:
        block = [*block, *group]
        if _is_date(group) or len(block) == _LONGEST_BLOCK:
            result.append(block)
            block = []
    return [*result, block] if block else result


def _opens_with_date(group: list[Line]) -> bool:
    text = group[0].text
    return any(found.begin == 0 and found.stop < len(text) for found in dates.find(text))


def _is_date(group: list[Line]) -> bool:
    text = group[0].text
    return len(group) == 1 and any(found.begin == 0 and found.stop == len(text) for found in dates.find(text))
