"""Rows of a page: words on one baseline, grouped into cells that a wide gap separates.

Words that touch are one word, though the file draws them apart; superscripts and subscripts belong to the word they touch.
A cell also begins where many rows begin, after less than a wide gap: a margin of dates often stands close to its text.
Hebrew and Arabic cells read from right to left.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.documents.pdf_words import Word

BULLETS = ("\u2022", "\u25cf", "\u25aa", "\u25a0", "\u25e6", "\u25cb", "\u2023", "\u2043", "\u2219", "\u00b7", "-", "\u2013", "*")
SAME_LINE = 0.3
"""Baselines closer than this, in ems of the smaller font, are one line."""
CELL_GAP = 1.2
"""A gap wider than this, in ems, separates cells of a row; a justified word space is narrower."""
EDGE_GAP = 0.6
"""A gap wider than this separates cells where the next word stands on a common left edge."""
BULLET_GAP = 4.0
"""A gap up to this, in ems, is between a bullet and its text."""
EDGE_ROWS = 4
"""How many rows begin at a common left edge, at the least."""
TOUCHING = 0.1
"""Words drawn apart but closer than this, in ems, are one word."""
SCRIPT_SHIFT = 0.6
"""A superscript or subscript is off its baseline by at most this many ems."""


@dataclass(slots=True)
class Cell:
    """Words of one row without a wide gap between them."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    drawn: int
    """When the file draws it, among all cells."""

    def starts_with_bullet(self) -> bool:
        """Whether the first word is a bullet or dash."""
        return self.text.split(" ", 1)[0] in BULLETS


Row = list[Cell]
"""The cells on one baseline, from left to right."""


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Rows from top to bottom."""
    lines = _lines(words)
    starts = _common(line[0].left for line in lines)
    groups = [_groups(line, starts) for line in lines]
    lefts, rights = (_common(edge) for edge in zip(*((group[0].left, group[-1].right) for row in groups for group in row), strict=True))
    return [[_cell(group) for group in _with_stretched_whole(row, lefts, rights)] for row in groups]


def _common(edges: Iterable[float]) -> set[int]:
    """Whole points at which many rows begin, or end."""
    counts = Counter(map(round, edges))
    return {edge + near for edge, count in counts.items() if count >= EDGE_ROWS for near in (-1, 0, 1)}


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if lines and lines[-1][-1].baseline - word.baseline <= SAME_LINE * min(word.size, lines[-1][-1].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in _with_scripts(lines)]


def _with_scripts(lines: list[list[Word]]) -> list[list[Word]]:
    """Lines that hold only superscripts or subscripts join the line that they touch."""
    result: list[list[Word]] = []
    for line in lines:
        if result and (_are_scripts(result[-1], line) or _are_scripts(line, result[-1])):
            result[-1] += line
        else:
            result.append(line)
    return result


def _are_scripts(small: list[Word], line: list[Word]) -> bool:
    return all(any(_is_script(word, base) for base in line) for word in small)


def _is_script(word: Word, base: Word) -> bool:
    shift, gap = abs(word.baseline - base.baseline), min(abs(word.left - base.right), abs(base.left - word.right))
    return word.size < 0.9 * base.size and shift < SCRIPT_SHIFT * base.size and gap < 0.25 * base.size


def _groups(line: list[Word], starts: set[int]) -> list[list[Word]]:
    """The words of each cell of a line."""
    _mark_typed_bullet(line)
    groups = [[line[0]]]
    for last, word in pairwise(line):
        gap = word.left - last.right - 2 * max(last.tracking, word.tracking)
        em = max(min(last.size, word.size), 1)
        widest = BULLET_GAP if len(groups[-1]) == 1 and last.text in BULLETS else EDGE_GAP if round(word.left) in starts else CELL_GAP
        if gap > widest * em:
            groups.append([])
        groups[-1].append(word)
    return groups


def _with_stretched_whole(groups: list[list[Word]], lefts: set[int], rights: set[int]) -> list[list[Word]]:
    """Words that equal gaps have torn apart in a justified line are one cell again: they fill their column from edge to edge."""
    result: list[list[Word]] = []
    while groups:
        count = _stretched(groups) if round(groups[0][0].left) in lefts else 1
        if count < 3 or round(groups[count - 1][0].right) not in rights:
            count = 1
        result.append([word for group in groups[:count] for word in group])
        groups = groups[count:]
    return result


def _stretched(groups: list[list[Word]]) -> int:
    """How many single words stand at equal distances from the first on."""
    count, first = 1, groups[1][0].left - groups[0][0].right if len(groups) > 1 else 0
    for last, group in pairwise(groups):
        gap = group[0].left - last[0].right
        if len(last) > 1 or len(group) > 1 or abs(gap - first) > 0.1 * first:
            break
        count += 1
    return count


def _mark_typed_bullet(words: list[Word]) -> None:
    """Word processors draw a second level of bullets as an `o` of a typewriter font."""
    if (
        len(words) > 1
        and words[0].text == "o"
        and "courier" in words[0].style.font.name.lower()
        and words[0].style.font != words[1].style.font
    ):
        words[0].text = BULLETS[0]


def _cell(words: list[Word]) -> Cell:
    ordered = words[::-1] if _right_to_left(words) else words
    text = ordered[0].text
    for last, word in pairwise(ordered):
        touching = word.run != last.run and word.left - last.right < TOUCHING * word.size
        text += word.text if touching else f" {word.text}"
    return Cell(
        text=text,
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        baseline=max(words, key=lambda word: word.size).baseline,
        size=max(word.size for word in words),
        drawn=min(word.run for word in words),
    )


def _right_to_left(words: Iterable[Word]) -> bool:
    letters = [character for word in words for character in word.text if character.isalpha()]
    return sum("\u0590" <= letter <= "\u08ff" for letter in letters) > len(letters) / 2
