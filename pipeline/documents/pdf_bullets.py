"""Bullets that a PDF draws as small discs or squares instead of characters, as browsers do for coloured lists.

A shape is a bullet if it is small, stands left of a line's first word, and another one stands at the same place of another line.
Does not cover: larger shapes such as the points of a timeline, bullets that are pictures, single bullets.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.documents.pdf_words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

SMALLEST, LARGEST = 1.5, 4.6
"""Points. Smaller shapes are specks, larger ones ornaments and points of ratings and timelines."""
REACH = 2.5
"""A bullet is at most this many ems left of its text."""
BULLET = "\u2022"


class Shape(NamedTuple):
    """The box of a small shape, in points."""

    left: float
    bottom: float
    right: float
    top: float


def with_drawn_bullets(page: pdfium.PdfPage, words: Sequence[Word]) -> list[Word]:
    """The words, and a bullet for each small shape that begins a line. Covers text that is not turned."""
    shapes = list(_small_shapes(page))
    common = Counter(round(shape.left) for shape in shapes)
    repeated = [shape for shape in shapes if common[round(shape.left)] > 1]
    return [*words, *(bullet for shape in repeated if (bullet := _bullet(shape, words)))]


def _small_shapes(page: pdfium.PdfPage) -> Iterator[Shape]:
    """Small squarish paths on the page itself."""
    import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        handle = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(handle) == pdfium_c.FPDF_PAGEOBJ_PATH and pdfium_c.FPDFPageObj_GetBounds(handle, *references):
            shape = Shape(*(edge.value for edge in edges))
            width, height = shape.right - shape.left, shape.top - shape.bottom
            if SMALLEST < width < LARGEST and SMALLEST < height < LARGEST and abs(width - height) < 1:
                yield shape


def _bullet(shape: Shape, words: Sequence[Word]) -> Word | None:
    """A bullet on the line that the shape begins, if it begins one."""
    middle = (shape.bottom + shape.top) / 2
    line = [word for word in words if 0 < middle - word.baseline < 0.9 * word.size and not word.style.quarter]
    after = min((word for word in line if word.left > shape.right), key=lambda word: word.left, default=None)
    if after is None or after.left - shape.right > REACH * after.size:
        return None
    if any(-REACH * after.size < word.right - shape.left and word.left < shape.left for word in line):
        return None  # it stands between words
    return Word(BULLET, shape.left, after.bottom, shape.right, after.top, after.baseline, after.run, after.style)
