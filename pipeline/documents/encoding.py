"""Bytes of a text file or web page to characters.

In this order: a byte-order mark, the encoding that the sender declares, UTF-8, UTF-16 without a mark, and Windows' Latin-1,
which reads anything. Does not cover: guessing among East Asian or Cyrillic encodings that nothing declares.
"""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NOT_FOR_DOCUMENTS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem", "charmap"}
"""Python's own encodings, for host names and source code; long texts in the first two take minutes."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of a text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for name in (_known(declared), "utf-8"):
        try:
            return data.decode(name or "utf-8")
        except (LookupError, ValueError):  # not these bytes' encoding, or one that is not for text at all
            continue
    return data.decode(_utf_16(data) or "cp1252", "replace")


def _known(declared: str | None) -> str | None:
    """The declared encoding, if Python knows it as one for text. Browsers read `latin-1` as `cp1252`, and so do we."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):  # a name that no encoding can have
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if name not in NOT_FOR_DOCUMENTS else None


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark has a zero in every second place of Western text."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) / 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
