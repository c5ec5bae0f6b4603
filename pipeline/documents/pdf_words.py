"""Words of a PDF page with their boxes, from pdfium's characters.

pdfium decides where words end, except in letter-spaced text (`S U M M A R Y`), where every gap looks like a space: there
the gap that stands out ends a word. Boxes are turned upright, so that rotated text can be laid out like any other.
Does not cover: vertical CJK writing; reading order, which is `layout.py`.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

    DecodeGlyph = Callable[[str, int], str]

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points; y grows upwards."""

ICON_FONT = re.compile(r"awesome|material|icomoon|fontello|glyphicon|bootstrap-?icons|phosphor|academicon|marvosym|ionicons", re.I)
SYMBOL_FONT = re.compile(r"wingdings|webdings", re.I)
LINE_END_HYPHEN = 0x02
"""What pdfium gives for a hyphen that ends a line (if `FPDFText_IsHyphen`); `hyphens.py` decides whether it belongs to the word."""
DRAWN_AS = {0xAD: "-"}
"""Characters that mean something else when they are drawn: fonts of TeX give a soft hyphen for the hyphen."""
ONE_GLYPH = {0x0D: 0x09, 0xAD: 0x2D, 0x2010: 0xAD}
"""Codes that say the same as the one before them: files printed on a Mac map the space to tab, return, space and no-break space, and the
hyphen to three kinds of hyphen."""
FAR = 1e6
"""Points; damaged files have places beyond this, or that are no numbers."""
RUN_GAP = 1.2
"""A gap wider than this, in ems, starts a new run: no word space is that wide."""
TRACKED = 0.1
"""A median gap between letters above this, in ems, means letter-spacing; kerning stays under it."""
MAX_TRACKED = 40
"""Letter-spacing is for names and headings; a longer run of single letters is something else."""
OBLIQUE = 4
"""Stands for text at any other angle, such as a watermark; a whole turn, so that its boxes stay as they are."""


class Font(NamedTuple):
    """A font of the file."""

    name: str
    embedded: bool
    kind: str
    """`symbols` if its characters are bullets, `icons` if those without a map to Unicode are pictures, else `text`."""
    texts: dict[int, str]
    """What has been asked about its codes; asking pdfium about each character would take as long as all the rest."""


class Style(NamedTuple):
    """What a text object's characters share."""

    font: Font
    size: float
    quarter: int
    """Quarter turns anticlockwise, 0 to 3, or `OBLIQUE`."""
    mode: int
    colour: tuple[int, int, int]
    alpha: int
    doubtful: bool
    """Clipped, blended, masked or in a layer: it may be painted and not seen."""


class Character(NamedTuple):
    text: str
    box: Box
    style: Style
    place: int
    """Among all characters of the page, in the order in which the file draws them."""


@dataclass(slots=True)
class Word:
    """One word, upright: its text runs from left to right, whatever its direction on the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    run: int
    """Index of the first character of the run it stands in, in the order in which the file draws."""
    style: Style
    tracking: float = 0
    """Extra space between its letters, in points, if it is letter-spaced."""

    @property
    def size(self) -> float:
        """Font size in points."""
        return self.style.size

    def box_on_page(self) -> Box:
        """The box as it lies on the page, not turned upright."""
        return _turned((self.left, self.bottom, self.right, self.top), -self.style.quarter)


def words_of(textpage: pdfium.PdfTextPage, decode_glyph: DecodeGlyph) -> list[Word]:
    """All words of a page, hidden ones included, in the order in which the file draws them."""
    baseline = _baseline_reader(textpage)
    return [word for run in _runs(_characters(textpage, decode_glyph)) for word in _split(run, baseline)]


def _characters(textpage: pdfium.PdfTextPage, decode_glyph: DecodeGlyph) -> Iterator[Character | None]:
    """Characters with upright boxes, `SPACE` for any white space, None where pdfium begins a new line."""
    import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

    handle, rectangle, address_of, styles = textpage.raw, pdfium_c.FS_RECTF(), _address_reader(), _Styles(textpage)
    reference, unicode, loose_box = ctypes.byref(rectangle), pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    address, style = None, NO_STYLE
    for index in range(textpage.count_chars()):
        last_address, address, code = address, address_of(handle, index), unicode(handle, index)
        if not address:  # white space that pdfium adds
            yield None if code in (0x0A, 0x0D) else SPACE
            continue
        if address != last_address:
            style = styles.of(address, index)
        text = style.font.texts.get(code) or _text(handle, index, code, style.font, decode_glyph)
        if text.isspace():
            yield SPACE
        elif text and loose_box(handle, index, reference):
            box = left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            if -FAR < left <= right < FAR and -FAR < bottom <= top < FAR:
                yield Character(text, _turned(box, style.quarter) if style.quarter else box, style, index)


NO_STYLE = Style(Font("", embedded=False, kind="text", texts={}), 0, 0, 0, (0, 0, 0), 255, doubtful=False)
SPACE = Character(" ", (0, 0, 0, 0), NO_STYLE, 0)


def _address_reader() -> Callable[[object, int], int | None]:
    """`FPDFText_GetTextObject` with a plain integer as result: the object's address, which is all that is needed as a key."""
    import pypdfium2.raw as pdfium_c

    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    address = ctypes.cast(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
    return prototype(address)


def _text(handle: object, index: int, code: int, font: Font, decode_glyph: DecodeGlyph) -> str:
    """The character of a code, which `decode_glyph` explains if the font does not map it to Unicode."""
    import pypdfium2.raw as pdfium_c

    if code == LINE_END_HYPHEN and pdfium_c.FPDFText_IsHyphen(handle, index) == 1:
        return "-"
    if font.kind == "symbols":
        return "\u2022"
    if code == 0x09:
        return " "
    if code in ONE_GLYPH and index and pdfium_c.FPDFText_GetUnicode(handle, index - 1) == ONE_GLYPH[code]:
        return ""
    if code < 0x20 or pdfium_c.FPDFText_HasUnicodeMapError(handle, index) == 1:
        return " " if font.kind == "icons" else decode_glyph(font.name, code)
    text = DRAWN_AS.get(code) or (chr(code) if code <= sys.maxunicode else "")
    if font.kind == "text":  # the same code of an icon font is a picture here and replacement text there
        font.texts[code] = text
    return text


def _is_doubtful(obj: Any) -> bool:  # noqa: ANN401 -- a ctypes pointer of pdfium's bindings, which have no types
    """Whether something else decides if a text object is seen."""
    import pypdfium2.raw as pdfium_c

    if pdfium_c.FPDFPageObj_HasTransparency(obj) or pdfium_c.FPDFClipPath_CountPaths(pdfium_c.FPDFPageObj_GetClipPath(obj)) > 0:
        return True
    name, length = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
    for index in range(pdfium_c.FPDFPageObj_CountMarks(obj)):
        mark = pdfium_c.FPDFPageObj_GetMark(obj, index)
        if pdfium_c.FPDFPageObjMark_GetName(mark, name, 8, ctypes.byref(length)) and bytes(name)[:4] == b"O\x00C\x00":
            return True  # optional content: a layer, which can be switched off
    return False


class _Styles:
    """Styles by text object and fonts by address, each read once: browsers write an object for every few characters."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._handle = textpage.raw
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, Font] = {}

    def of(self, address: int, index: int) -> Style:
        """The style of the text object at an address, to which the character at an index belongs."""
        return self._styles.get(address) or self._styles.setdefault(address, self._read(index))

    def _read(self, index: int) -> Style:
        import pypdfium2.raw as pdfium_c

        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._handle, index, ctypes.byref(matrix))
        size = abs(pdfium_c.FPDFText_GetFontSize(self._handle, index)) * math.hypot(matrix.c, matrix.d)
        obj = pdfium_c.FPDFText_GetTextObject(self._handle, index)
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(obj)
        channels = [ctypes.c_uint(0) for _ in range(4)]
        read = pdfium_c.FPDFText_GetStrokeColor if mode == pdfium_c.FPDF_TEXTRENDERMODE_STROKE else pdfium_c.FPDFText_GetFillColor
        known = read(self._handle, index, *channels)
        red, green, blue, alpha = (channel.value for channel in channels) if known else (0, 0, 0, 255)
        return Style(
            font=self._font(pdfium_c.FPDFTextObj_GetFont(obj)),
            size=size if size < FAR else 0.0,
            quarter=_quarter(matrix.a, matrix.b),
            mode=mode,
            colour=(red, green, blue),
            alpha=alpha,
            doubtful=_is_doubtful(obj),
        )

    def _font(self, handle: Any) -> Font:  # noqa: ANN401 -- a ctypes pointer of pdfium's bindings, which have no types
        import pypdfium2.raw as pdfium_c

        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(128)
            pdfium_c.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
            name = buffer.value.decode("utf-8", "replace")
            kind = "symbols" if SYMBOL_FONT.search(name) else "icons" if ICON_FONT.search(name) else "text"
            self._fonts[address] = Font(name, pdfium_c.FPDFFont_GetIsEmbedded(handle) == 1, kind, {})
        return self._fonts[address]


def _quarter(a: float, b: float) -> int:
    if not math.isfinite(a + b):
        return OBLIQUE
    degrees = math.degrees(math.atan2(b, a)) % 360
    quarter = round(degrees / 90)
    return quarter % 4 if abs(degrees - 90 * quarter) < 10 else OBLIQUE


def _turned(box: Box, quarter: int) -> Box:
    """The box after turning the page clockwise by that many quarters."""
    left, bottom, right, top = box
    return (box, (bottom, -right, top, -left), (-right, -top, -left, -bottom), (-top, left, -bottom, right))[quarter % 4]


def _runs(characters: Iterator[Character | None]) -> Iterator[list[Character]]:
    """Pieces of one line in one direction without wide gaps, as the file draws them. Spaces stay in, as breaks."""
    run: list[Character] = []
    last = SPACE
    for character in characters:
        if character is SPACE:
            if run:
                run.append(SPACE)
            continue
        if run and (character is None or not _continues(last, character)):
            yield run
            run = []
        if character is not None:
            run.append(character)
            last = character
    if run:
        yield run


def _continues(last: Character, following: Character) -> bool:
    em = last.style.size
    if following.style is last.style and -0.5 * em < following.box[0] - last.box[2] < RUN_GAP * em:
        return True  # most characters follow in the same text object
    em = max(em, following.style.size, 1.0)
    same_line = abs(following.box[1] - last.box[1]) < 0.6 * em and last.style.quarter == following.style.quarter
    return same_line and -0.5 * em < _gap(last, following) < RUN_GAP * em


def _gap(last: Character, following: Character) -> float:
    """White space between two characters in points; Hebrew and Arabic run from right to left."""
    if "\u0590" <= last.text[0] <= "\u08ff" and "\u0590" <= following.text[0] <= "\u08ff":
        return last.box[0] - following.box[2]
    return following.box[0] - last.box[2]


def _split(run: list[Character], baseline: Callable[[Character], float]) -> Iterator[Word]:
    """The words of a run; all share its baseline, so that a superscript stays on its line."""
    visible = [character for character in run if character is not SPACE]
    level = baseline(max(visible, key=lambda character: character.style.size))
    tracking = _tracking(visible)
    for piece in _between_wide_gaps(visible, tracking) if tracking else _between_spaces(run):
        first, last = piece[0].box, piece[-1].box
        left, right = min(first[0], last[0]), max(first[2], last[2])
        text = "".join([character.text for character in piece])
        yield Word(text, left, min(first[1], last[1]), right, max(first[3], last[3]), level, run[0].place, piece[0].style, tracking)


def _between_spaces(run: list[Character]) -> Iterator[list[Character]]:
    word: list[Character] = []
    for character in run:
        if character is not SPACE:
            word.append(character)
        elif word:
            yield word
            word = []
    if word:
        yield word


def _between_wide_gaps(visible: list[Character], tracking: float) -> Iterator[list[Character]]:
    """The words of letter-spaced text: a gap that stands out ends one."""
    word = visible[:1]
    for last, following in pairwise(visible):
        if _gap(last, following) > 1.6 * tracking:
            yield word
            word = []
        word.append(following)
    yield word


def _tracking(visible: list[Character]) -> float:
    """The usual gap between the letters of a run in points, or 0 if it is not letter-spaced."""
    if not 4 <= len(visible) <= MAX_TRACKED or sum(character.text.isalpha() for character in visible) < 0.7 * len(visible):
        return 0
    typical = median(_gap(last, following) for last, following in pairwise(visible))
    return typical if typical > TRACKED * visible[0].style.size > 0 else 0


def _baseline_reader(textpage: pdfium.PdfTextPage) -> Callable[[Character], float]:
    """Reads the upright height of the line on which a character stands, in points."""
    import pypdfium2.raw as pdfium_c

    def baseline(character: Character) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(textpage.raw, character.place, ctypes.byref(x), ctypes.byref(y))
        level = _turned((x.value, y.value, x.value, y.value), character.style.quarter)[1]
        return level if -FAR < level < FAR else character.box[1]

    return baseline
