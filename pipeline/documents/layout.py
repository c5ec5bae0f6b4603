"""Reading order: words with boxes become lines of text, column by column.

A page is cut top down (after the recursive XY-cut of Nagy and Seth, 1984): the largest run of rows that one vertical gutter
divides becomes a left and a right column; what is above and below it is cut again. Rows beside a gutter are not always
columns: dates and places at the margin annotate the line they stand on (`notes.py`), and the cells of a table belong to
their row. Nothing here depends on the order in which the file draws its words, except to tell small grids from tables.
Does not cover: columns that are not rectangles, tables whose cells hold several lines, right-to-left columns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

from pipeline.documents.notes import annotate, are_notes, is_margin_note
from pipeline.documents.rows import SAME_LINE, Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.documents.pdf_words import Word

MIN_ROWS = 3
"""A column has at least this many rows, unless the file draws its cells one after the other."""
MAX_GUTTERS = 40
"""How many places for a gutter are tried, the commonest left edges first; more would only cost time."""
STRIP = 4
"""Width in points of the strips in which covering rows are counted."""
GUTTER = 0.5
"""White space left of a column, in ems, at the least."""
INDENT = 3.5
"""Rows of a column begin within this many ems of its left edge."""
BESIDE = 0.8
"""Rows whose baselines are closer than this, in ems, stand side by side; lines of one paragraph are farther apart."""
TITLE = 1.3
"""A title's font is larger than its surroundings by this factor."""
LINE_HEIGHT = 1.2
"""The usual distance between rows of a paragraph, in ems."""
SPARSE = 0.25
"""A column's rows fill more than this share of its height."""
HEADER_ROWS = 6
"""A title and what belongs to it, such as a headline and an address, are at most this many rows."""
PARAGRAPH_GAP = 1.5
"""Rows farther apart than the typical pitch times this have an empty line between them."""


@dataclass(slots=True)
class Band:
    """Consecutive rows, first to last, that a gutter divides."""

    first: int
    last: int
    left: list[Row]
    right: list[Row]


def read_words(words: Sequence[Word]) -> list[str]:
    """The lines of a page in reading order; an empty string stands for a paragraph gap, a tab for a wide gap."""
    return _as_lines(_ordered(rows_of(words)))


def _as_lines(rows: list[Row]) -> list[str]:
    """One line per row, with an empty line where the next row is far below or in another column."""
    pitches = [_pitch(above, row) for above, row in pairwise(rows)]
    typical = median(pitches) if len(pitches) >= MIN_ROWS else 0.0
    lines = []
    for row, pitch in zip(rows, [0.0, *pitches], strict=False):
        if pitch > PARAGRAPH_GAP * max(typical, row[0].size) or pitch < -row[0].size:
            lines.append("")
        lines.append("\t".join(cell.text for cell in row))
    return lines


def _pitch(above: Row, row: Row) -> float:
    return above[0].baseline - row[0].baseline


def _ordered(rows: list[Row], *, goes_on: bool = False) -> list[Row]:
    """The rows of a region in reading order: column by column if it has columns, else as they stand.

    `goes_on` tells that more rows stand below the region, so that its last row may be a heading of those.
    """
    for band in _bands(rows, goes_on=goes_on):
        if _are_columns(band):
            above, below = rows[: band.first], rows[band.last + 1 :]
            return [*_ordered(above, goes_on=True), *_ordered_columns(band), *_ordered(below, goes_on=goes_on)]
    return annotate(rows)


def _ordered_columns(band: Band) -> list[Row]:
    """Left before right, unless the right column holds the title and the left one is a sidebar."""
    left, right = _ordered(band.left), _ordered(band.right)
    title_right = _largest(band.right[:3]) > TITLE * _largest(band.left)
    return [*right, *left] if title_right else [*left, *right]


def _largest(rows: Iterable[Row]) -> float:
    return max(cell.size for row in rows for cell in row)


def _bands(rows: list[Row], *, goes_on: bool) -> list[Band]:
    """Every run of rows that some gutter divides, the one with the most rows on its shorter side first."""
    bands = [band for x in _gutters(rows) for band in _bands_at(rows, x, goes_on=goes_on)]
    return sorted(bands, key=lambda band: (-min(len(band.left), len(band.right)), band.first - band.last))


def _gutters(rows: list[Row]) -> list[float]:
    """Where a column could begin: at common left edges, and where fewer rows have text than to the left and right."""
    edges = Counter(round(cell.left) for row in rows for cell in row)
    edges.pop(min(edges, default=0), None)
    return [edge - 1.0 for edge, count in edges.most_common(MAX_GUTTERS) if count > 1] + _thin_places(rows)


def _thin_places(rows: list[Row]) -> list[float]:
    """The middle of each strip that fewer rows cover than the strips beside it."""
    covered = Counter(strip for row in rows for cell in row for strip in range(int(cell.left // STRIP), int(cell.right // STRIP) + 1))
    ends = range(min(covered, default=0), max(covered, default=0) + 1)
    plateaus = [(count, list(strips)) for count, strips in groupby(ends, key=lambda strip: covered[strip])]
    dips = [middle for left, middle, right in zip(plateaus, plateaus[1:], plateaus[2:], strict=False) if left[0] > middle[0] < right[0]]
    return [STRIP * (strips[0] + strips[-1] + 1) / 2 for _, strips in dips]


def _bands_at(rows: list[Row], x: float, *, goes_on: bool) -> Iterator[Band]:
    """The runs of rows that x divides or misses, with cells on both sides of it."""
    margins = _Margins(rows)
    crossing = [index for index, row in enumerate(rows) if _crosses(row, x, margins)]
    for before, after in pairwise([-1, *crossing, len(rows)]):
        band = _band(rows, x, before + 1, after - 1, goes_on=goes_on)
        if band:
            yield band


def _crosses(row: Row, x: float, margins: _Margins) -> bool:
    """Whether a row spans the gutter at x, with its text or as a line of text and its note at the right margin."""
    if any(cell.left < x < cell.right + GUTTER * cell.size for cell in row):
        return True
    return len(row) > 1 and row[-2].right < x and row[-1].left > x + row[-1].size and margins.hold(row)


class _Margins:
    """The left and right edge of a region, and the left edges that its cells have in common."""

    def __init__(self, rows: list[Row]) -> None:
        self._left = min(row[0].left for row in rows)
        self._right = max(row[-1].right for row in rows)
        self._starts = Counter(round(cell.left) for row in rows for cell in row)

    def hold(self, row: Row) -> bool:
        """Whether a row begins at the left margin and ends in a note at the right margin."""
        first, last = row[0], row[-1]
        own_edge = self._starts[round(last.left)] == 1 or last.left > (self._left + 3 * self._right) / 4
        return first.left - self._left < INDENT * first.size and is_margin_note(last, self._right) and own_edge


def _band(rows: list[Row], x: float, first: int, last: int, *, goes_on: bool) -> Band | None:
    """The rows between two that cross, without the title above and the heading below that belong to the whole width."""
    lefts = [index for index in range(first, last + 1) if rows[index][0].right < x]
    rights = [index for index in range(first, last + 1) if rows[index][-1].left > x]
    if min(len(lefts), len(rights)) < 2:
        return None
    first = rights[0] if lefts[0] < rights[0] else _after_title(rows, first, lefts[0])
    last = _before_heading(rows, rights[-1], last, goes_on=goes_on)
    left = [cells for row in rows[first : last + 1] if (cells := [cell for cell in row if cell.right < x])]
    right = [cells for row in rows[first : last + 1] if (cells := [cell for cell in row if cell.left > x])]
    return Band(first, last, left, right) if left and right else None


def _after_title(rows: list[Row], first: int, beside: int) -> int:
    """The first row under a block that holds a title and stands above the left column, such as a centred name and address."""
    body = median(cell.size for row in rows for cell in row)
    titles = [index for index in range(first, beside) if _largest([rows[index]]) > TITLE * body]
    if not titles:
        return first
    if len(rows[beside]) > 1 and beside - titles[0] <= HEADER_ROWS:  # both columns begin here
        return beside
    gaps = (i for i in range(titles[0] + 1, beside + 1) if _pitch(rows[i - 1], rows[i]) > PARAGRAPH_GAP * rows[i][0].size)
    return next(gaps, titles[0] + 1)


def _before_heading(rows: list[Row], beside: int, last: int, *, goes_on: bool) -> int:
    """The last row before a heading at the left that belongs to the full width below: it is nearer to that than to the row above."""
    for index in range(max(beside + 1, last - 1), last + 1):
        above = _pitch(rows[index - 1], rows[index])
        below = _pitch(rows[index], rows[index + 1]) if index + 1 < len(rows) else rows[index][0].size
        if above > 1.2 * below and (goes_on or index + 1 < len(rows)):
            return index - 1
    return last


def _are_columns(band: Band) -> bool:
    """Whether two sides are read one after the other, rather than row by row."""
    fewer, more = sorted((band.left, band.right), key=len)
    distances = [min(abs(_pitch(row, other)) / row[0].size for other in more) for row in fewer]
    beside = sum(distance < BESIDE for distance in distances)
    if beside < max(2, 0.4 * len(fewer)) or are_notes(band.left, band.right):
        return False
    if not _aligned(band.right) or not _dense(band.left) or not _dense(band.right):
        return False
    offset = sum(SAME_LINE < distance < BESIDE for distance in distances)
    if len(fewer) >= MIN_ROWS and offset > 0.3 * beside:
        return True
    return _drawn_apart(band) or (_flowing(band.left) and _flowing(band.right))


def _aligned(rows: list[Row]) -> bool:
    """Whether most rows have a common left edge, indents aside, or a common centre."""
    left = min(row[0].left for row in rows)
    if sum(row[0].left - left < INDENT * row[0].size for row in rows) >= 0.5 * len(rows):
        return True
    centre = median(row[0].left + row[-1].right for row in rows) / 2
    centred = [row[0].left for row in rows if abs((row[0].left + row[-1].right) / 2 - centre) < row[0].size]
    return len(set(map(round, centred))) >= MIN_ROWS and len(centred) >= 0.7 * len(rows)


def _dense(rows: list[Row]) -> bool:
    """Whether the rows follow each other; labels strewn over a drawing do not."""
    height = _pitch(rows[0], rows[-1])
    return len(rows) * LINE_HEIGHT * median(row[0].size for row in rows) > SPARSE * height


def _drawn_apart(band: Band) -> bool:
    """Whether the file draws one side wholly before the other, where both stand; tables are drawn cell by cell or row by row."""
    lowest = max(band.left[-1][0].baseline, band.right[-1][0].baseline) - SAME_LINE
    left, right = ([cell.drawn for row in rows for cell in row if cell.baseline >= lowest] for rows in (band.left, band.right))
    return max(left) < min(right) or max(right) < min(left)


def _flowing(rows: list[Row]) -> bool:
    """Whether the rows are running text: at least two continue a sentence, or several are bullets."""
    continued = sum(row[0].text[:1].islower() and not above[-1].text.endswith((".", ":")) for above, row in pairwise(rows))
    bullets = sum(row[0].starts_with_bullet() for row in rows)
    return continued >= 2 or bullets >= MIN_ROWS
