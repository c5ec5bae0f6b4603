"""A heading of experience that a PDF's text layer printed elsewhere, above the name or at the end: what is below it, and what is not.

    take_head(sections, index)     -> moves the head of the resume from below it to the header
    take(sections, index)          -> moves the positions from below another heading to the section of experience

Known by a title, a range of dates and bullets below it. Does not cover positions without bullets, and headings that the layer lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.profile import classify
from pipeline.profile.header import name_score

if TYPE_CHECKING:
    from pipeline.profile.line_dates import DateIndex
    from pipeline.profile.lines import Line
    from pipeline.profile.sections import Section

_TITLE, _DEGREE = 1.8, 2.0
_NAME = 2.0
_SECTIONS, _LONGEST_HEAD = 3, 10
"""Sections of a resume with an empty header whose first heading may stand in the wrong place, and lines of a header."""
_HEAD, _BELOW = 3, 3
"""Lines of a position above its dates, and those below in which its bullets begin."""


def take_head(sections: list[Section], index: DateIndex) -> None:
    """Where a resume begins with a heading of experience and a name, makes what stands below it, without dates, the header."""
    if len(sections) < _SECTIONS or sections[0].lines or sections[1].kind != "experience" or not (lines := sections[1].lines):
        return
    if name_score(lines[0].text) >= _NAME and len(lines) <= _LONGEST_HEAD and not any(index.within(line) for line in lines):
        sections[0].lines, sections[1].lines = lines, []


def take(sections: list[Section], index: DateIndex) -> None:
    """Where no section of experience holds a date, gives the positions of another section to it."""
    empty = [section for section in sections if section.kind == "experience"]
    if not empty or any(index.within(line) for section in empty for line in section.lines):
        return
    for section in sections:
        if section.kind in ("experience", "header", "references"):
            continue
        if (begin := _first_position(section.lines, index)) is not None:
            empty[-1].lines += section.lines[begin:]
            del section.lines[begin:]
            return


def _first_position(lines: list[Line], index: DateIndex) -> int | None:
    """Where the first position begins among the lines of a section."""
    for number, line in enumerate(lines):
        if line.is_bullet or not any(dated.is_range for dated in index.within(line)):
            continue
        if not any(below.is_bullet for below in lines[number + 1 : number + 1 + _BELOW]):
            continue
        top = number
        while top and number - top < _HEAD and not lines[top].blank_before and not lines[top - 1].is_bullet:
            top -= 1
        titled = [at for at in range(top, number + 1) if _is_title(lines[at].text)]
        if titled:
            return top if lines[top].blank_before or (top and lines[top - 1].is_bullet) else titled[0]
    return None


def _is_title(text: str) -> bool:
    return classify.title(text) >= _TITLE and classify.degree(text) < _DEGREE
