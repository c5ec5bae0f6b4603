"""The dates of a document by line: ranges broken over two lines, several dates that make a list, and the remark behind a date."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.profile import dates

if TYPE_CHECKING:
    from pipeline.profile.lines import Line

_AND = re.compile(r",? (?:and|&) |, ")
_GOES_ON = re.compile(r"[ \t]*[‐‑‒–—-][ ]*\t")
"""Behind the first date of a range whose second stands in the same column of the next line."""


class DateIndex:
    """All dates of a document, looked up by the span of a line."""

    def __init__(self, text: str) -> None:
        self._all = list(dates.find(text))
        self._starts = [found.begin for found in self._all]

    def within(self, line: Line) -> list[dates.Dates]:
        """The dates that begin on a line; a range may end on the next one."""
        return self._all[bisect_left(self._starts, line.start) : bisect_left(self._starts, line.end)]


def end_of_note(text: str, stop: int) -> int:
    """Where the remark in brackets behind a date ends, which may be on the next line."""
    note = re.match(r"[ \t,]*\((?![^)]*[•|\t])[^()]{0,90}\)", text[stop : stop + 120])
    return stop + note.end() if note else stop


def end_below(line: Line, dated: dates.Dates, below: Line, index: DateIndex) -> dates.Dates | None:
    """The second date of a range that a narrow column broke: `July 2015 –` beside a title, `May 2020` beside the line below."""
    if dated.is_range or not _GOES_ON.match(line.text, dated.stop - line.start):
        return None
    end = next(iter(index.within(below)), None)
    opens = end is not None and end.begin == below.start and not end.is_range and below.text[end.stop - below.start :][:1] in ("", "\t")
    return end if opens and end and dated.start <= end.end else None


def end_alone(line: Line, dated: dates.Dates, below: Line, after: Line | None, index: DateIndex) -> dates.Dates | None:
    """The second of two dates that each fill a line: `03/2019` above `05/2021`, and no third below them."""
    if dated.is_range or (line.start, line.end) != (dated.begin, dated.stop) or line.blank_before or below.blank_before:
        return None
    end, third = _filling(below, index), after and not after.blank_before and _filling(after, index)
    return end if end and not third and not end.is_range and dated.start < end.end else None


def _filling(line: Line, index: DateIndex) -> dates.Dates | None:
    """The date that is all of a line."""
    return next((found for found in index.within(line) if found.begin == line.start and found.stop == line.end), None)


def listed(line: Line, found: list[dates.Dates]) -> dates.Dates | None:
    """The last of several dates, or all of them as one where they are a list: `Summer 2012 and 2013`."""
    if not found:
        return None
    first, last = found[0], found[-1]
    gaps = [line.text[left.stop - line.start : right.begin - line.start] for left, right in pairwise(found)]
    if len(found) == 1 or not all(_AND.fullmatch(gap) for gap in gaps) or first.start > last.end:
        return last
    return dates.Dates(first.begin, last.stop, first.start, last.end, is_range=True)
