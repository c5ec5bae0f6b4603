"""A text without the disguises that hide words from a pattern and not from a reader, person or model.

    for seen in views(text): ...            as long as the text, letter over letter: look-alikes, digits for letters, rot13
    for start, end, said in coded(text): ...    what stands there in base64, in hexadecimal digits, spaced out or backwards

Does not cover: secret writing of the author's own, and what a picture shows.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_ALIKE: Final = {
    pair[0]: pair[1]
    for pair in (
        "аa вb сc еe һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy ѵv ԝw хx ьb АA ВB СC ЕE НH ІI ЈJ КK МM ОO РP ԚQ ЅS ТT УY ԜW ХX "
        "αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
        "ոn սu ցg օo հh ԁd ℓl ıi ȷj ɡg ɑa ᴏo ʟl ɪi ɢg ɴn ʀr ᴇe ᴛt ᴜu ᴠv ᴀa ᴄc ᴅd ᴋk ᴍm ᴘp ꜱs ᴡw"
    ).split()
}
"""Letters of other scripts, each with the Latin one that it looks like (Unicode's confusables, UTS 39, as far as they spell English)."""
_DIGITS: Final = str.maketrans("013457@$", "oieastas")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_IN_WORD: Final = re.compile(r"[013457@$](?:(?<=[a-z].)[a-z]|(?<=\b[13])[a-z]{2})", re.IGNORECASE)
_ROT13: Final = ("vtaber", "qvfertneq", "sbetrg", "cebzcg", "vafgehpgvba")
"""ignore, disregard, forget, prompt and instruction in rot13: without one of them nothing is turned round."""
_TURNED: Final = re.compile(rf"\b(?:{'|'.join(_ROT13)}\w*)\b", re.IGNORECASE)
_BASE64: Final = re.compile(r"(?<![\w+/=.-])(?:[A-Za-z0-9+/_-]{16,}+\s?)++={0,2}(?![\w+/])")
_SHORTEST_BASE64: Final = 16
_HEXADECIMAL: Final = re.compile(
    r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{24,}+(?:\n[0-9A-Fa-f]++(?!\w))++"  # broken over lines, perhaps between the digits of a letter
    r"|(?:(?:0x|\\x|%|&#x)?[0-9A-Fa-f]{2}[ ;]?){12,}+)(?![0-9A-Fa-f])"
)
_DIGITS_IN_A_ROW: Final = re.compile(r"[0-9A-Fa-f\\%&#x; \n]{24}")
"""Stands wherever hexadecimal digits do, and is told sooner; so is what follows where letters are spaced out."""
_LETTERS_APART: Final = re.compile(r"[ .\-_*|\t][^\W\d_](?:[ .\-_*|\t]{1,4}[^\W\d_]){2}")
_SPACED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*|\t]{1,4}){7,}[^\W\d_](?!\w)")
_REVERSED: Final = ("erongi", "dragersid", "tegrof", "snoitcurtsni")
_BACKWARDS: Final = re.compile(rf"\b(?:{'|'.join(_REVERSED)})\b", re.IGNORECASE)
_READABLE: Final = 0.9
"""Share of letters, spaces and stops in decoded bytes that are text."""


def views(text: str) -> Iterator[str]:
    """The text in other readings that differ from it, each exactly as long: what is found in one stands there in the other."""
    plain = text if text.isascii() else _NOT_ASCII.sub(lambda letter: _folded(letter.group()), text)
    if plain != text:
        yield plain
    if _IN_WORD.search(plain):
        yield plain.translate(_DIGITS)
    if _has_any(plain, _ROT13) and _TURNED.search(plain):
        yield codecs.decode(plain, "rot13")


def coded(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and meaning of the pieces that stand for other words."""
    longest = max(map(len, text.split()), default=0)
    for match in _BASE64.finditer(text) if longest >= _SHORTEST_BASE64 else ():
        if said := _from_base64(match.group()):
            yield *match.span(), said
    for match in _HEXADECIMAL.finditer(text) if _DIGITS_IN_A_ROW.search(text) else ():
        if said := _from_digits(match.group()):
            yield *match.span(), said
    for match in _SPACED.finditer(text) if _LETTERS_APART.search(text) else ():
        yield *match.span(), _closed(match.group())
    for match in _BACKWARDS.finditer(text) if _has_any(text, _REVERSED) else ():
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        yield start, end if end > 0 else len(text), text[start : end if end > 0 else len(text)][::-1]


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    low = text.lower()
    return any(word in low for word in words)


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """A Latin letter for one that looks like it, with or without accents; itself where there is none."""
    first = _ALIKE.get(letter) or unicodedata.normalize("NFKD", letter)[:1]
    return first if first.isascii() and first.isprintable() else letter


def _from_base64(piece: str) -> str | None:
    plain = "".join(piece.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        return _text(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except (binascii.Error, ValueError):
        return None


def _from_digits(piece: str) -> str | None:
    digits = re.sub(r"0x|\\x|%|&#x|[ ;\n]", "", piece)
    return _text(bytes.fromhex(digits)) if len(digits) % 2 == 0 else None


def _text(data: bytes) -> str | None:
    """What the bytes say, where that is several words."""
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    readable = sum(letter.isalpha() or letter in " .,:;!?'\"-\n" for letter in said)
    return said if readable > _READABLE * len(said) and len(said.split()) > 1 else None


def _closed(piece: str) -> str:
    """`i g n o r e   a l l` as `ignore all`: wider gaps part words."""
    words = re.split(r"\s{2,}|\t", piece)
    return " ".join(re.sub(r"[\s.\-_*|]", "", word) for word in words)
