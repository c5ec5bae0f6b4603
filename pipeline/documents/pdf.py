"""PDF to text: words from pdfium, hidden ones dropped, laid out in reading order.

Covers encrypted (an empty password is tried), damaged, oversized and scanned files, each with its own error.
Does not cover: recognising the text of scans; text in form fields and annotations; text drawn as shapes.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from pipeline.documents.extraction import MAX_CHARACTERS, MAX_PAGES, Extraction
from pipeline.documents.hyphens import join_broken_words
from pipeline.documents.layout import read_words
from pipeline.documents.pdf_bullets import with_drawn_bullets
from pipeline.documents.pdf_glyphs import GlyphNames
from pipeline.documents.pdf_replaced import text_as_drawn
from pipeline.documents.pdf_visibility import SCAN_AREA, is_recognised_scan, picture_share, split_hidden
from pipeline.documents.pdf_words import words_of
from pipeline.errors import DocumentError
from pipeline.schema import Removed

if TYPE_CHECKING:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

    from pipeline.documents.pdf_words import Word

MEDIA_TYPE = "application/pdf"
FEW_CHARACTERS = 50
"""A page with less text than this may be a scan with a page number or a stamp."""
UNEXPLAINED = 0.02
"""Share of a file's characters that may stay unexplained without a warning."""
SCAN_WARNING = "the text was recognised from a scan and may have errors; prefer a PDF with text"


def extract(data: bytes) -> Extraction:
    """Text of all pages. Raises `DocumentError` ("encrypted", "corrupt", "too large", "scanned" or "empty")."""
    with closing(_open(data)) as pdf:
        if len(pdf) > MAX_PAGES:
            message = f"the PDF has {len(pdf)} pages, the limit is {MAX_PAGES}; give only the resume or the posting"
            raise DocumentError("too large", message)
        return _Reading(pdf, GlyphNames(data)).extraction()


def _open(data: bytes) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

    try:
        pdf = pdfium.PdfDocument(data)
        len(pdf)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise DocumentError("encrypted", "the PDF is encrypted; save a copy without password and try again") from None
        raise DocumentError("corrupt", "the PDF is damaged; open it in a viewer, print it to a new PDF and try again") from None
    return pdf


class _Reading:
    """The pages of one file, read one after the other."""

    def __init__(self, pdf: pdfium.PdfDocument, glyphs: GlyphNames) -> None:
        self._pdf = pdf
        self._glyphs = glyphs
        self._lines: list[str] = []
        self._characters = 0
        self._removed: list[Removed] = []
        self._warnings: list[str] = []
        self._has_picture = False

    def extraction(self) -> Extraction:
        """The text of all pages, and what was left out."""
        for number in range(1, len(self._pdf) + 1):
            self._read_page(number)
        self._check()
        if self._glyphs.unexplained > UNEXPLAINED * self._characters:
            self._warnings.append(f"{self._glyphs.unexplained} characters have no known meaning in this PDF; check the text")
        text = join_broken_words("\n".join(self._lines), self._producer())
        return Extraction(text, MEDIA_TYPE, len(self._pdf), self._removed, self._warnings)

    def _producer(self) -> str:
        """The programs that made the file, in their own words."""
        try:
            return " ".join(self._pdf.get_metadata_value(key) for key in ("Producer", "Creator"))
        except UnicodeDecodeError:  # damaged
            return ""

    def _read_page(self, number: int) -> None:
        import pypdfium2 as pdfium

        try:
            page, textpage, replaced = text_as_drawn(self._pdf, number - 1)
        except pdfium.PdfiumError:
            self._warnings.append(f"page {number} is damaged and was left out")
            return
        with closing(page), closing(textpage):
            self._limit(textpage.count_chars())
            if replaced:
                self._removed.append(Removed(what="hidden text", why=f"replacement text that is not drawn, page {number}", count=replaced))
            words = words_of(textpage, self._glyphs.decode)
            if is_recognised_scan(page, words):
                self._warnings.append(f"page {number}: {SCAN_WARNING}")
            else:
                words = self._visible(page, words, number)
            self._lines += _lines(with_drawn_bullets(page, words))

    def _limit(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MAX_CHARACTERS:
            message = f"the PDF has more than {MAX_CHARACTERS} characters of text; give only the resume or the posting"
            raise DocumentError("too large", message)

    def _visible(self, page: pdfium.PdfPage, words: list[Word], number: int) -> list[Word]:
        visible, hidden = split_hidden(page, words) if words else (words, {})
        for reason, found in hidden.items():
            count = sum(len(word.text) for word in found)
            self._removed.append(Removed(what="hidden text", why=f"{reason}, page {number}", count=count))
        if sum(len(word.text) for word in visible) < FEW_CHARACTERS and picture_share(page) > SCAN_AREA:
            self._has_picture = True
            self._warnings.append(f"page {number} is a picture; text in it was not read")
        return visible

    def _check(self) -> None:
        letters = sum(character.isalnum() for line in self._lines for character in line)
        if self._has_picture and letters < FEW_CHARACTERS:
            message = "the PDF is a scan without text; recognise its text (OCR) or export it from the program that made it"
            raise DocumentError("scanned", message)
        if not letters:
            raise DocumentError("empty", "the PDF has no text that can be seen; export it again with text, not shapes or pictures")


def _lines(words: list[Word]) -> list[str]:
    """The lines of a page; text at other angles follows the text at the commonest one."""
    lines = []
    for quarter, _ in Counter(word.style.quarter for word in words).most_common():
        lines += read_words([word for word in words if word.style.quarter == quarter])
    return lines
