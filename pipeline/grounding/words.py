"""Words made comparable: case, accents, British and American spelling, plural and possessive fall away; places in the text do not.

folded("Organised the Café's rotas")  ->  the same number of characters, in lower case, without accents
stems("organised rotas")              ->  ("organiz", "rota")
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’&-][^\W_]+)+)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII_LETTERS = re.compile(r"[a-z]+")
STOP_WORDS = frozenset(
    "a about above after again all also an and any are around as at back be been before being both but by can could day did do does down during each every few first for from get given got had has have having here his her how i if in into is it "
    "its just last like made make many may might more most much must my new next no not now of off on once one only or other our out over own per same she he since so some still such take than that the their them then there these they this "
    "those through to too two under until up us use used using very was way we well were what when where which while who whom whose will with within without work worked working would year you your".split()
)
"""Words that say nothing of what a line is about, as stems or nearly."""
_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:['’]s|s['’]|ies|es|s|ing|ings|ed|er|ers|ment|ments|ion|ions|or|ors)$")
_SPELLING = ((re.compile(r"is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)"), "iz"), (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"), (re.compile(r"our(?=s?$|ed$|ing$|ful$|ite)"), "or"),
             (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors)$)"), "l"), (re.compile(r"tre(?=s?$)"), "ter"), (re.compile(r"ogue(?=s?$)"), "og"), (re.compile(r"aes"), "es"), (re.compile(r"aem"), "em"),
             (re.compile(r"paed"), "ped"), (re.compile(r"programme"), "program"), (re.compile(r"licence"), "license"), (re.compile(r"practise"), "practice"), (re.compile(r"defence"), "defense"),
             (re.compile(r"cheque(?=s?$)"), "check"), (re.compile(r"tyre(?=s?$)"), "tire"), (re.compile(r"plough"), "plow"), (re.compile(r"grey"), "gray"), (re.compile(r"jewell"), "jewel"), (re.compile(r"fulfil(?!l)"), "fulfill"),
             (re.compile(r"enrol(?!l)"), "enroll"))  # fmt: skip
_SPELT = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _SPELLING))
"""Most words have none of them, which one look tells."""
_SHORTEST, _ROOT = 4, 5
"""Shorter words stand whole; longer ones by this many letters at least."""


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, character for character: a place in the result is a place in the text."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in "’‘‛`´":
        return "'"
    if character in "–—‐‑−":
        return "-"
    base = unicodedata.normalize("NFKD", character)[:1].casefold()
    base = {"ß": "s", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "þ": "t", "ð": "d"}.get(character.casefold(), base)
    return base if len(base) == 1 else character


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without plural, possessive and the commonest endings, in American spelling; for comparison, not for show."""
    word = folded(word)
    if _SPELT.search(word):
        for pattern, letters in _SPELLING:
            word = pattern.sub(letters, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    short = _ENDINGS.sub("", word)
    if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "aeiouls":
        short = short[:-1]
    return short.removesuffix("e") if len(short) > 3 else short


@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """The runs of letters of a text in lower case: what a pattern needs of them tells at once where it cannot match."""
    return frozenset(letters(text))


def letters(text: str) -> list[str]:
    """The runs of letters of a text in lower case, in order."""
    return (_ASCII_LETTERS if text.isascii() else _LETTERS).findall(text.lower())


def has_any(text: str, parts: tuple[str, ...]) -> bool:
    """Whether one of some small-letter strings stands in a text in any case: a quick look before a pattern that needs one of them."""
    return any_in(text.lower(), parts)


def any_in(low: str, parts: tuple[str, ...]) -> bool:
    """The same for a text that is in small letters. A loop, since a generator for every look would take half of its time."""
    for part in parts:  # noqa: SIM110 -- `any` takes twice as long here, on the way of every clause and pattern
        if part in low:
            return True
    return False


def place_of_whole(text: str, word: str) -> int:
    """Where a word stands with no letter, digit or underscore beside it, or -1: a whole word, without a pattern of its own."""
    at = text.find(word)
    while at >= 0:
        if not _is_letter(text[at - 1 : at]) and not _is_letter(text[at + len(word) : at + len(word) + 1]):
            return at
        at = text.find(word, at + 1)
    return -1


def has_beginning(text: str, beginning: str) -> bool:
    """Whether a word of a text begins so, without a pattern of its own."""
    at = text.find(beginning)
    while at >= 0:
        if not _is_letter(text[at - 1 : at]):
            return True
        at = text.find(beginning, at + 1)
    return False


def begins_alike(text: str, word: str) -> bool:
    """Whether a text has a word, or one that begins like it: a long one may end otherwise, in up to three letters."""
    word = folded(word)
    return has_beginning(folded(text), word if len(word) < _SHORTEST else word[: max(_ROOT, len(word) - 3)])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order."""
    return tuple(map(stem, WORD.findall(text)))
