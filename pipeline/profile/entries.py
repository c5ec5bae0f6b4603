"""The block grammar: turns the rows of a section into entries (header lines, dates, body).

Covers dates above, below, beside or inside the header, one header line or several, and dates set after the body by a right-hand
column. The number of lines above the first date tells on which side of a date the later headers stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.profile import classify
from pipeline.profile.rows import Row, is_prose, is_subhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.dates import Dates
    from pipeline.profile.lines import Line

_LONGEST_HEADER = 4


@dataclass
class Entry:
    """One position, study or project: `above` and `below` are the header lines around the dated row."""

    above: list[Row] = field(default_factory=list)
    dated: Row | None = None
    below: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    """What follows the header."""

    @property
    def header(self) -> list[Row]:
        """All header rows in printed order."""
        return [*self.above, *([self.dated] if self.dated else []), *self.below]

    @property
    def body(self) -> list[Line]:
        """The lines under the header, without `Responsibilities:` and its like."""
        return [row.line for row in self.rows if not is_subhead(row.line.text)]

    @property
    def dates(self) -> Dates | None:
        """The dates of the entry, if it has any."""
        return self.dated.dates if self.dated else None


Evidence = Callable[[str], frozenset[str]]
"""Which fields of an entry ("name", "organisation") a header line shows."""


def group(rows: list[Row], evidence: Evidence) -> list[Entry]:
    """The entries of a section, in printed order."""
    anchors = [number for number, row in enumerate(rows) if row.anchor]
    if not anchors:
        return _undated(rows, evidence)
    if _dates_trail(rows, anchors):
        return _trailing(rows)
    return [part for entry in _leading(rows, anchors) for part in _parted(entry, evidence)]


def _leading(rows: list[Row], anchors: list[int]) -> list[Entry]:
    """The usual order: header and dates, then the body."""
    first = _header_run(rows, 0, anchors[0])
    depth = len(first)
    entries = [Entry(above=first, dated=rows[anchors[0]])]
    for number, anchor in enumerate(anchors):
        end = anchors[number + 1] if number + 1 < len(anchors) else len(rows)
        between = rows[anchor + 1 : end]
        last = number + 1 == len(anchors)
        lone = not last and not rows[end].rest
        below, body, above = _share(between, depth, last=last, lone=lone, nested=lone and bool(rows[anchor].rest))
        entries[-1].below, entries[-1].rows = below, body
        if not last:
            entries.append(Entry(above=above, dated=rows[end]))
    return entries


def _header_run(rows: list[Row], start: int, end: int) -> list[Row]:
    """The header lines that stand directly before `end`."""
    run: list[Row] = []
    for row in reversed(rows[start:end]):
        if row.body or len(run) == _LONGEST_HEADER:
            break
        run.insert(0, row)
    return run


def _share(between: list[Row], depth: int, *, last: bool, lone: bool, nested: bool) -> tuple[list[Row], list[Row], list[Row]]:
    """Divides the rows between two dates: header below the first, body, header above the second.

    `lone` tells that the second date stands alone on its line, `nested` that the first does not: `Employer 2015 - 2020`, then
    `Title` above `2018 - 2020`.
    """
    below: list[Row] = []
    while between and not between[0].body and len(below) < _LONGEST_HEADER:
        below.append(between[0])
        between = between[1:]
    if last:
        return below, between, []
    if not between:  # no body: the first entry's shape decides
        keep = len(below) - min(max(depth, 1) if nested else depth, len(below))
        return below[:keep], [], below[keep:]
    run = _header_run(between, 0, len(between))
    above = run[-depth:] if depth else run[-2:] if lone else _surprising(run)
    return below, between[: len(between) - len(above)], above


def _surprising(run: list[Row]) -> list[Row]:
    """Header lines above a date in a section whose first date had none: only after white space."""
    return run if run and run[0].line.blank_before else []


def _parted(entry: Entry, evidence: Evidence) -> Iterator[Entry]:
    """An entry, and the undated ones that follow it: header lines in the body that name both a title and an organisation."""
    current = entry
    rows, entry.rows = entry.rows, []
    for number, row in enumerate(rows):
        run = _header_run(rows, 0, number + 1)
        starts = current.rows and not row.body and len(run) <= 2 and run[0] is row
        shown = frozenset[str]().union(*(evidence(other.line.text) for other in rows[number : number + 2] if not other.body))
        if starts and len(shown) == 2:
            yield current
            current = Entry(above=[row])
        elif current is not entry and not row.body and not current.rows:
            current.above.append(row)
        else:
            current.rows.append(row)
    yield current


def _dates_trail(rows: list[Row], anchors: list[int]) -> bool:
    """Whether dates follow their entry's body: the first has a body before its date, and no name stands right above any date."""
    first_body = next((number for number, row in enumerate(rows) if row.body), len(rows))
    if first_body > anchors[0] or first_body == 0:
        return False
    for anchor in anchors:
        run = _header_run(rows, 0, anchor)
        if rows[anchor].rest or any(classify.place(row.line.text) < 2.0 for row in run):
            return False
    return True


def _trailing(rows: list[Row]) -> list[Entry]:
    entries: list[Entry] = [Entry()]
    for row in rows:
        current = entries[-1]
        if current.dated and row.rest:
            entries.append(current := Entry())
        if row.anchor:
            current.dated = row
        elif row.body:
            current.rows.append(row)
        elif row.rest:
            current.above.append(row)
    return [entry for entry in entries if entry.above]


def _undated(rows: list[Row], evidence: Evidence) -> list[Entry]:
    """No dates at all: a header line begins an entry when the one before has a body or already shows the same field."""
    entries: list[Entry] = []
    bullets = bool(rows) and rows[0].line.is_bullet and not all(is_prose(row.line.text) for row in rows)
    shown: frozenset[str] = frozenset()
    for row in rows:
        if row.body and not (bullets and row.line.is_bullet):
            if entries:
                entries[-1].rows.append(row)
            continue
        shows = evidence(row.line.text)
        if not entries or entries[-1].rows or row.line.blank_before or bullets or shows & shown:
            entries.append(Entry())
            shown = frozenset()
        entries[-1].above.append(row)
        shown |= shows
    return entries
