r"""Characters of PDF fonts that have no map to Unicode, such as the ligature in `Scienti\\x1cc`.

pdfium then gives the code itself. Its meaning is told, in this order, by the glyph names in the font's dictionary
(`/Differences`, read by pypdf), by those in an embedded Type 1 font program, and by TeX's text encodings.
Does not cover: built-in encodings of CFF fonts, and CID fonts without a map, whose codes stay as they are.
"""

from __future__ import annotations

import io
import re
from functools import cached_property
from typing import TYPE_CHECKING

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import PdfObject

F_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
# The Cork encoding (T1), and from 0x0B to 0x0F TeX's first one (OT1), where T1 has rare accents.
TEX_CODES = dict(enumerate(F_LIGATURES, start=0x0B)) | dict(enumerate(F_LIGATURES, start=0x1B))
TEX_CODES |= {0x10: "\u201c", 0x11: "\u201d", 0x12: "\u201e", 0x15: "\u2013", 0x16: "\u2014"}
GLYPH_NAMES = {
    name: character
    for names, characters in (
        ("zero one two three four five six seven eight nine", "0123456789"),
        ("space hyphen period comma colon semicolon slash at plus ampersand parenleft parenright percent", " -.,:;/@+&()%"),
        ("endash emdash quoteleft quoteright quotedblleft quotedblright bullet", "\u2013\u2014\u2018\u2019\u201c\u201d\u2022"),
    )
    for name, character in zip(names.split(), characters, strict=True)
}
LIGATURES = {*F_LIGATURES, "ft", "tt", "ti", "tf", "fj", "Th", "ct", "st"}
MOST_PARTS = 4
"""Letters of a ligature; a glyph with a name of more could be a whole word that nobody sees."""
TYPE_1_CODE = re.compile(rb"dup\s+(\d+)\s*/([\w.]+)\s+put")
HEX_NAME = re.compile(r"^u(?:ni)?([0-9A-F]{4,6})$")
SUBSET_TAG = re.compile(r"^/?[A-Z]{6}\+|^/")


class GlyphNames:
    """What the fonts of one file say about their codes. The file is read a second time only when a code asks for it."""

    def __init__(self, data: bytes) -> None:
        self.unexplained = 0
        """How many codes stayed as they are."""
        self._data = data

    def decode(self, font: str, code: int) -> str:
        """The text of a code in a font; the code's own character where nothing explains it."""
        name = self._names.get(SUBSET_TAG.sub("", font), {}).get(code)
        text = (text_of_glyph(name) if name else None) or TEX_CODES.get(code)
        self.unexplained += text is None
        return text or chr(code)

    @cached_property
    def _names(self) -> dict[str, dict[int, str]]:
        """Glyph names by code, for each font."""
        from pypdf import PdfReader

        names: dict[str, dict[int, str]] = {}
        try:
            for page in PdfReader(io.BytesIO(self._data)).pages:
                for font in _fonts(page.get("/Resources"), depth=3):
                    names.setdefault(SUBSET_TAG.sub("", str(font.get("/BaseFont", ""))), {}).update(_codes(font))
        except Exception:  # pypdf raises many kinds on damaged files; TeX's codes are left then
            return names
        return names


def text_of_glyph(name: str) -> str | None:
    """The text of a glyph name after Adobe's rules: `f_i` is two letters, `one.lnum` a variant, `uni00E9` a code point."""
    parts = [_character(part) for part in name.split(".", 1)[0].split("_")]
    return None if None in parts or len(parts) > MOST_PARTS else "".join(part for part in parts if part)


def _character(name: str) -> str | None:
    if len(name) == 1 or name in LIGATURES:
        return name
    code = HEX_NAME.match(name)
    return chr(int(code[1], 16)) if code and int(code[1], 16) < 0x110000 else GLYPH_NAMES.get(name)


def _fonts(resources: PdfObject | None, depth: int) -> Iterator[DictionaryObject]:
    """The fonts of a page's resources and of the forms in them."""
    resources = resources.get_object() if resources is not None else None
    if not isinstance(resources, DictionaryObject) or depth == 0:
        return
    yield from _entries(resources, "/Font")
    for form in _entries(resources, "/XObject"):
        yield from _fonts(form.get("/Resources"), depth - 1)


def _entries(resources: DictionaryObject, key: str) -> Iterator[DictionaryObject]:
    entries = resources.get(key)
    entries = entries.get_object() if entries is not None else None
    for entry in entries.values() if isinstance(entries, DictionaryObject) else ():
        found = entry.get_object()
        if isinstance(found, DictionaryObject):
            yield found


def _codes(font: DictionaryObject) -> dict[int, str]:
    """Glyph names by code: the font program's own, overridden by the dictionary's."""
    encoding = font.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    differences = encoding.get("/Differences") if isinstance(encoding, DictionaryObject) else None
    return _program_codes(font) | _difference_codes(differences.get_object() if differences is not None else None)


def _difference_codes(differences: PdfObject | None) -> dict[int, str]:
    """`[28 /fi /fl]` names code 28 and 29 (ISO 32000-1, 9.6.6)."""
    codes: dict[int, str] = {}
    code = 0
    for entry in differences if isinstance(differences, ArrayObject) else ():
        if isinstance(entry, NumberObject):
            code = int(entry)
        elif isinstance(entry, NameObject):
            codes[code] = str(entry)[1:]
            code += 1
    return codes


def _program_codes(font: DictionaryObject) -> dict[int, str]:
    """The encoding of an embedded Type 1 font, which stands in its clear text."""
    descriptor = font.get("/FontDescriptor")
    descriptor = descriptor.get_object() if descriptor is not None else None
    program = descriptor.get("/FontFile") if isinstance(descriptor, DictionaryObject) else None
    program = program.get_object() if program is not None else None
    if not isinstance(program, StreamObject):
        return {}
    return {int(code): name.decode("latin-1") for code, name in TYPE_1_CODE.findall(program.get_data()[:20_000])}
