"""Replacement texts of a PDF page (`/ActualText`, ISO 32000-1, 14.9.4), which programs read in place of what is drawn.

    textpage, count = text_as_drawn(page)

Where the drawn characters can be read themselves, they are; a replacement is believed only in a page whose fonts do not say what they draw,
and for up to three letters, such as a ligature. Does not cover: fonts that draw other letters than they say.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

KEY: Final = b"ActualText"
LONGEST: Final = 3
"""Letters of a replacement that are believed."""
UNREADABLE: Final = 0.02
"""Share of a page's characters that may have no meaning without replacements, beyond those that have none with them."""
DEEPEST: Final = 3
MOST_BYTES: Final = 20_000


def text_as_drawn(pdf: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, pdfium.PdfTextPage, int]:
    """A page and its text without replacements that the drawn characters can do without, and how many letters of those are not drawn."""
    page = pdf[number]
    found = list(_replacements(page))
    if not found:
        return page, page.get_textpage(), 0
    believed = _unreadable(page.get_textpage())
    _remove(found)
    textpage = page.get_textpage()
    if _unreadable(textpage) > believed + UNREADABLE * textpage.count_chars():
        page = pdf[number]  # read anew, with its replacements
        return page, page.get_textpage(), 0
    drawn = _letters(textpage.get_text_range())
    return page, textpage, sum(len(text) for _, _, text in found if text not in drawn)


def _remove(found: list[tuple[Any, Any, str]]) -> None:
    import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

    for thing, mark, _ in found:
        pdfium_c.FPDFPageObjMark_RemoveParam(thing, mark, KEY)


def _replacements(page: pdfium.PdfPage) -> Iterator[tuple[Any, Any, str]]:
    """Objects with the mark that replaces them, and by what letters."""
    import pypdfium2.raw as pdfium_c

    buffer, length = (ctypes.c_ushort * (MOST_BYTES // 2))(), ctypes.c_ulong()
    for thing in _texts(page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, DEEPEST):
        for index in range(pdfium_c.FPDFPageObj_CountMarks(thing)):
            mark = pdfium_c.FPDFPageObj_GetMark(thing, index)
            if pdfium_c.FPDFPageObjMark_GetParamStringValue(mark, KEY, buffer, MOST_BYTES, ctypes.byref(length)):
                text = _letters(bytes(buffer)[: min(length.value, MOST_BYTES)].decode("utf-16-le", "replace"))
                if len(text) > LONGEST:
                    yield thing, mark, text


def _texts(holder: Any, count: Any, get: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401 -- pdfium's bindings have no types
    """The text objects of a page and of the forms in it."""
    import pypdfium2.raw as pdfium_c

    for index in range(count(holder)):
        thing = get(holder, index)
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            yield from _texts(thing, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, depth - 1)


def _unreadable(textpage: pdfium.PdfTextPage) -> int:
    """Characters of which the font does not say what they are."""
    import pypdfium2.raw as pdfium_c

    handle = textpage.raw
    return sum(
        pdfium_c.FPDFText_HasUnicodeMapError(handle, index) == 1 or pdfium_c.FPDFText_GetUnicode(handle, index) < 0x20
        for index in range(textpage.count_chars())
        if not pdfium_c.FPDFText_IsGenerated(handle, index)
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
