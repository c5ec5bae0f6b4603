"""Notes at the margin of a column: dates and places that annotate the line they stand on.

They look like a narrow column, but belong to a title; where a template stacks them beside the bullets below the title
(`Princeton, NJ` over `Sept 2018 - May 2023`), they are moved up to the title's row.
Does not cover: notes of more than four lines, which are read as a column.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.documents.rows import Cell, Row

DATE = re.compile(r"\b(19|20)\d\d\b|\b\d{1,2}/\d{2,4}\b|\b(present|current|now|today|heute|aujourd|actual|presente)", re.I)
OPEN_RANGE = re.compile(r"\d\s*[\u2013\u2014-]\s*$")
MAX_LINES = 4
"""A note has at most this many lines."""
MAX_LENGTH = 45
"""A line of a note has at most this many characters."""
FLUSH = 2.5
"""Right-aligned lines end within this many points of each other."""
RAGGED = 0.1
"""Their left edges differ by more than this, and far more than the right ones: notes of nearly the same length differ by little."""
BROKEN_PITCH = 1.6
"""Lines of one title are closer than this, in ems."""
NOTE_PITCH = 1.9
"""Lines of one note are closer than this, in ems."""


def are_notes(left: list[Row], right: list[Row]) -> bool:
    """Whether one of two sides only annotates the other."""
    notes = _blocks(right)
    if _short(notes) and (_flush_right(right) or _dated(notes)):
        return True
    notes = _blocks(left)
    return _short(notes) and _dated(notes)


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Rows that follow each other closely."""
    blocks = [rows[:1]]
    for above, row in pairwise(rows):
        if above[0].baseline - row[0].baseline > NOTE_PITCH * row[0].size:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _short(blocks: list[list[Row]]) -> bool:
    return all(len(block) <= MAX_LINES for block in blocks) and all(len(_text(row)) <= MAX_LENGTH for block in blocks for row in block)


def _dated(blocks: list[list[Row]]) -> bool:
    """Whether most blocks hold a date, and dates are most of what they hold."""
    dated = [[bool(DATE.search(_text(row))) for row in block] for block in blocks]
    return sum(map(any, dated)) >= 0.6 * len(blocks) and sum(map(sum, dated)) >= 0.5 * sum(map(len, blocks))


def _flush_right(rows: list[Row]) -> bool:
    edge = max(row[-1].right for row in rows)
    flush = [row for row in rows if edge - row[-1].right < FLUSH]
    lefts, rights = [row[0].left for row in flush], [row[-1].right for row in flush]
    ragged = max(lefts) - min(lefts) > min(FLUSH, max(RAGGED, 8 * (max(rights) - min(rights))))
    return ragged and len(flush) >= 0.8 * len(rows)


def is_margin_note(cell: Cell, edge: float) -> bool:
    """Whether a cell is short and ends at the right edge."""
    return edge - cell.right < FLUSH and len(cell.text) <= MAX_LENGTH


def _text(row: Row) -> str:
    return " ".join(cell.text for cell in row)


def annotate(rows: list[Row]) -> list[Row]:
    """The rows of one column, with each note at the right margin on the row that it annotates."""
    margin = _Margin(rows)
    for row in _with_whole_titles(_with_whole_dates(rows), margin):
        margin.add(row)
    return margin.rows


class _Margin:
    """Collects the rows of a column and remembers which of them a note may still continue."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows: list[Row] = []
        self._edge = max((row[-1].right for row in rows), default=0.0)
        self._middle = (self._edge + min((row[0].left for row in rows), default=0.0)) / 2
        self._host: Row = []
        self._lines = 0
        self._last_note: Cell | None = None
        self._bullet_since_host = False

    def add(self, row: Row) -> None:
        """Take the next row: its note goes to an earlier row, or stays, or becomes the first line of a new note."""
        note = row[-1] if self.is_note(row[-1]) else None
        body = row[:-1] if note else row
        self._bullet_since_host |= bool(body) and body[0].starts_with_bullet()
        host = self._host_of(note, body) if note else None
        if note is None or host is None:
            self.rows.append(row)
            host = row
        else:
            host.append(note)
            self.rows += [body] if body else []
        if note:
            self._remember(note, host)

    def is_note(self, cell: Cell) -> bool:
        """Whether a cell stands at the right margin of the column."""
        return cell.left > self._middle and is_margin_note(cell, self._edge)

    def _host_of(self, note: Cell, body: Row) -> Row | None:
        """The earlier row that this note belongs to, if it does not belong to its own."""
        if self._continues(note) and (not body or self._bullet_since_host) and not self._host[0].starts_with_bullet():
            return self._host
        if not body and self.rows and self.rows[-1][0].baseline - note.baseline < note.size:
            return self.rows[-1]
        return None

    def _continues(self, note: Cell) -> bool:
        last = self._last_note
        return last is not None and self._lines < MAX_LINES and last.baseline - note.baseline < NOTE_PITCH * note.size

    def _remember(self, note: Cell, host: Row) -> None:
        self._lines = self._lines + 1 if host is self._host else 1
        self._bullet_since_host &= host is self._host
        self._host, self._last_note = host, note


def _with_whole_dates(rows: list[Row]) -> list[Row]:
    """Rows where a date at the left margin that breaks after its dash (`2021 -` over `Present`) is whole again."""
    result: list[Row] = []
    for row in rows:
        above = result[-1] if result else []
        if len(above) > 1 and OPEN_RANGE.search(above[0].text) and _stacked(above[0], row[0]) and DATE.match(row[0].text):
            above[0].text += f" {row[0].text}"
            result += [row[1:]] if row[1:] else []
        else:
            result.append(row)
    return result


def _with_whole_titles(rows: list[Row], margin: _Margin) -> list[Row]:
    """Rows where a title that breaks beside its note (`University of` and a date over `Oslo`) is whole again."""
    result: list[Row] = []
    for row in rows:
        above = result[-1] if result else []
        if len(above) > 1 and len(row) == 1 and margin.is_note(above[-1]) and _is_broken(above[-2], above[-1], row[0]):
            title = above[-2]
            above[-2] = replace(title, text=f"{title.text} {row[0].text}", right=row[0].right, baseline=row[0].baseline)
        else:
            result.append(row)
    return result


def _is_broken(title: Cell, note: Cell, below: Cell) -> bool:
    """Whether the line below goes on with a title: it follows closely in the same size, and its first word had no room beside the note."""
    first, _, _ = below.text.partition(" ")
    width = (below.right - below.left) * len(first) / len(below.text)
    close = title.baseline - below.baseline < BROKEN_PITCH * below.size and abs(title.size - below.size) < 0.5
    aligned = -FLUSH < below.left - title.left < 3 * below.size and not below.starts_with_bullet()
    return close and aligned and title.right + width > note.left - below.size


def _stacked(above: Cell, below: Cell) -> bool:
    """Whether two cells have a common left or right edge."""
    return abs(above.left - below.left) < FLUSH or abs(above.right - below.right) < FLUSH
