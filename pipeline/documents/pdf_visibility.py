"""Which words of a PDF page a person cannot see.

A word that may be hidden, because it is pale, transparent, clipped, in a layer, or something is painted at its place, is looked
for in a rendering of the page: if it leaves no mark on its background, it is hidden. White text on a dark sidebar leaves a mark and
stays. So are some words of every font in the file, which may draw nothing. Text that is not painted at all, fonts under 1.5 points
and words off the page are told without rendering.
A scan with recognised text is the exception: there the words under or over its picture are the document.
Does not cover: text in faint colours that still differ from the background; text under a box under visible text; transparent text that
lies on visible text.
"""

from __future__ import annotations

import ctypes
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

    from pipeline.documents.pdf_words import Box, Word

SMALLEST = 1.5
"""Points; smaller text cannot be read on paper."""
INVISIBLE_MODE = 3
"""The text render mode that paints nothing (ISO 32000-1, table 106)."""
LARGEST_SIDE = 2000
"""Pixels; a larger page is rendered smaller."""
CONTRAST = 12
"""Channel values, 0 to 255, that differ by less look the same."""
PALE = 190
"""Text whose channels are all above this is pale: its background must be seen around it."""
RULE = 4
"""Points; what is thinner underlines or frames."""
BACKGROUND_SHARE = 0.45
"""Share of a pale word's box, at the least, that must differ from its colour; glyphs fill about a third of it."""
NARROWEST = 0.06
"""Mean width of a word's characters, in ems; narrower ones are a tagged file's replacement text, which pdfium squeezes into the place
of what is drawn (ISO 32000-1, 14.9.4)."""
SAMPLE = 8
"""Words of a font that are looked for."""
SCAN_AREA = 0.5
"""A picture over more than this share of a page, with hardly any painted text, is a scan."""

TINY = "font under 1.5 points"
OFF_PAGE = "off the page"
UNPAINTED = "not painted (render mode 3)"
SAME_COLOUR = "in the colour of its background"
TRANSPARENT = "transparent"
COVERED = "covered or clipped"
BLANK = "in a font that draws nothing"
SQUEEZED = "replacement text that does not fit its place"


def split_hidden(page: pdfium.PdfPage, words: Sequence[Word]) -> tuple[list[Word], dict[str, list[Word]]]:
    """The words that a person sees, and the others by the way in which they are hidden."""
    eye = _Eye(page)
    visible: list[Word] = []
    hidden: dict[str, list[Word]] = {}
    for word in words:
        reason = eye.why_hidden(word)
        (visible if reason is None else hidden.setdefault(reason, [])).append(word)
    blank = eye.blank_fonts(visible)
    if blank:
        hidden[BLANK] = [word for word in visible if id(word.style.font) in blank]
        visible = [word for word in visible if id(word.style.font) not in blank]
    # Text under a picture of most of the page is what recognition found in a scan.
    if len(hidden.get(COVERED, ())) > len(words) / 2 and picture_share(page) > SCAN_AREA:
        visible += hidden.pop(COVERED)
    return visible, hidden


def is_recognised_scan(page: pdfium.PdfPage, words: Sequence[Word]) -> bool:
    """Whether the page is a picture with text that recognition has put under it, unpainted."""
    unpainted = sum(word.style.mode == INVISIBLE_MODE or word.style.alpha <= CONTRAST for word in words)
    return bool(words) and unpainted > 0.9 * len(words) and picture_share(page) > SCAN_AREA


def picture_share(page: pdfium.PdfPage) -> float:
    """Area of the largest picture, as a share of the page."""
    import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

    width, height = page.get_size()
    boxes = (picture.get_bounds() for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]))
    largest = max((float((right - left) * (top - bottom)) for left, bottom, right, top in boxes), default=0.0)
    return largest / max(float(width * height), 1.0)


class _Eye:
    """Looks at one page. It is rendered if some word may be hidden or a font is in the file, which takes most of the time."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._bounds = page.get_bbox()
        self._painted = list(_painted_areas(page))

    def why_hidden(self, word: Word) -> str | None:
        """The way in which a word is hidden, or None."""
        if word.style.mode == INVISIBLE_MODE:
            return UNPAINTED
        if word.size < SMALLEST and word.top - word.bottom < 2 * SMALLEST:
            return TINY
        if (word.right - word.left) < NARROWEST * len(word.text) * word.size:
            return SQUEEZED
        box = word.box_on_page()
        if not _overlap(box, self._bounds):
            return OFF_PAGE
        if not self._may_be_unseen(word, box) or not any(character.isalnum() for character in word.text):
            return None  # a bullet or a dash may be too fine for the rendering
        return self._why_unmarked(word, box)

    def blank_fonts(self, words: Sequence[Word]) -> set[int]:
        """The fonts, by identity, that are in the file and leave no mark at any of the first words in them."""
        fonts: dict[int, list[Word]] = {}
        for word in words:
            if word.style.font.embedded and len(word.text) > 1 and word.text.isalnum():
                fonts.setdefault(id(word.style.font), []).append(word)
        return {font for font, found in fonts.items() if not any(self._leaves_mark(word) for word in found[:SAMPLE])}

    def _leaves_mark(self, word: Word) -> bool:
        lines = self._canvas.pixels(word.box_on_page())
        too_small = word.size * self._canvas.scale < RULE
        return not lines or too_small or any(_is_marked(line, lines[0][:3]) for line in lines)

    def _may_be_unseen(self, word: Word, box: Box) -> bool:
        """Whether a word is not plainly dark, opaque text on the paper itself."""
        style = word.style
        if style.mode != 0 or style.alpha < 255 or style.doubtful or min(style.colour) > PALE:
            return True
        return any(_overlap(box, area) for area in self._painted)

    def _why_unmarked(self, word: Word, box: Box) -> str | None:
        style, lines = word.style, self._canvas.pixels(box)
        if not lines or word.size * self._canvas.scale < SMALLEST:
            return None
        background = lines[0][:3]
        if any(_is_marked(line, background) for line in lines):
            pale = min(style.colour) > PALE and style.alpha > CONTRAST
            return SAME_COLOUR if pale and _differing(lines, style.colour) < BACKGROUND_SHARE else None
        if style.alpha <= CONTRAST:  # seen all the same where a group paints it, as browsers do when they print
            return TRANSPARENT
        if all(abs(one - other) < CONTRAST for one, other in zip(background, style.colour, strict=True)):
            return SAME_COLOUR
        # A font that is not in the file may lack a glyph here and have it elsewhere, but Latin ones are everywhere.
        return COVERED if style.font.embedded or word.text.isascii() else None

    @cached_property
    def _canvas(self) -> _Canvas:
        return _Canvas(self._page)


def _overlap(box: Box, area: Box) -> bool:
    return box[0] < area[2] and box[2] > area[0] and box[1] < area[3] and box[3] > area[1]


def _painted_areas(page: pdfium.PdfPage) -> Iterator[Box]:
    """Boxes of pictures, fills and groups that are large enough to hide a word, or to make a pale one seen.

    Thin rules are not, nor are pale fills under all text, which many programs paint as paper.
    """
    import pypdfium2.raw as pdfium_c

    under_all_text = True
    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        handle = pdfium_c.FPDFPage_GetObject(page.raw, index)
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            under_all_text = False
        elif pdfium_c.FPDFPageObj_GetBounds(handle, *references):
            left, bottom, right, top = (edge.value for edge in edges)
            unpainted = kind == pdfium_c.FPDF_PAGEOBJ_PATH and not _hides(handle, under_all_text=under_all_text)
            if min(right - left, top - bottom) > RULE and not unpainted:
                yield left, bottom, right, top


def _hides(path: Any, *, under_all_text: bool) -> bool:  # noqa: ANN401 -- a ctypes pointer of pdfium's bindings
    """Whether a path is filled, and not as paper."""
    import pypdfium2.raw as pdfium_c

    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroked))
    channels = [ctypes.c_uint() for _ in range(4)]
    known = pdfium_c.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, channels))
    paper = under_all_text and known and min(channel.value for channel in channels[:3]) > PALE
    return mode.value != pdfium_c.FPDF_FILLMODE_NONE and not paper


class _Canvas:
    """The rendered page."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.scale = min(1.0, LARGEST_SIDE / max(*page.get_size(), 1))
        bitmap = page.render(scale=self.scale, rev_byteorder=True, draw_annots=False, may_draw_forms=False)
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._to_bitmap = bitmap.get_posconv(page).to_bitmap
        self._data = bytes(bitmap.buffer)

    def pixels(self, box: Box) -> list[bytes]:
        """The lines of pixels in a box of the page, from its middle outwards, three bytes (red, green, blue) a pixel."""
        (x1, y1), (x2, y2) = self._to_bitmap(box[0], box[1]), self._to_bitmap(box[2], box[3])
        start, end = max(min(x1, x2), 0), min(max(x1, x2) + 1, self._width)
        first, last = max(min(y1, y2), 0), min(max(y1, y2) + 1, self._height)
        if start >= end:
            return []
        rows = sorted(range(first, last), key=lambda y: abs(2 * y - first - last))
        return [self._data[y * self._stride + 3 * start : y * self._stride + 3 * end] for y in rows]


def _is_marked(line: bytes, background: bytes) -> bool:
    """Whether a line of pixels differs from a colour anywhere."""
    if line == background * (len(line) // 3):
        return False
    return any(
        max(line[channel::3]) - value >= CONTRAST or value - min(line[channel::3]) >= CONTRAST for channel, value in enumerate(background)
    )


def _differing(lines: Iterable[bytes], colour: tuple[int, int, int]) -> float:
    """Share of the pixels that differ clearly from a colour."""
    pixels = [line[index : index + 3] for line in lines for index in range(0, len(line), 6)]  # every second is enough
    return sum(any(abs(one - other) > 2 * CONTRAST for one, other in zip(pixel, colour, strict=True)) for pixel in pixels) / len(pixels)
