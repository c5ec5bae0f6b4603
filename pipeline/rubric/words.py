"""Words as the rubric compares them: without accents, case, endings; number words as numbers.

Covers English endings. Two words of one family meet (`inspector`, `inspections`), synonyms do not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNDECOMPOSED: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_SUFFIX = re.compile(r"(?:ings?|ed|ers?|ors?|ly|e)$")
_KEPT = 6
"""Letters of a stem: `managing`, `manager` and `management` meet at six."""
_LARGE = 100
"""From here on a number is seldom shared by chance, unless it is a year."""
_SMALL = 4
"""Below this a number says nothing: one, two, three."""
_YEARS = range(1950, 2051)

_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100"}

_FUNCTION = frozenset(
    "a about above after again against all almost also although always am among an and another any are as at away back be because been "
    "before behind being below between both but by can could did do does doing done down during each either else enough even ever every "
    "far few first for from full further get give go gone had has have having he her here hers him his how however i if in into is it its "
    "itself just last least less like long made make many may me might mine more most much must my myself near need neither never new "
    "next no none nor not now of off often on once one only onto or other our ours out over own part per quite rather same say see seem "
    "several shall she should since so some soon still such take than that the their them then there these they this those though "
    "through to together too toward under until up upon us use used very via want was way we well went were what when where whether "
    "which while who whom whose why will with within without would yes yet you your yours".split()
)
_COMMON = frozenset(
    "ability able applicant application apply best candidate career company contact cv day dear email employer experience firm good "
    "great help hire hiring hour interest interview job join kind know letter look looking manager month offer open opportunity people "
    "person place please position post regards role run start team thank time week work working year pay plan plus level lead service ask "
    "call set second head office english language com example monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december".split()
)


class Token(NamedTuple):
    """One word of a text as it is compared. `weight` says how telling it is when two texts share it, 1 or 2."""

    key: str
    weight: int


def fold(text: str) -> str:
    """Case and accents gone: `Ōtautahi` and `otautahi` are one."""
    return unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED)).encode("ascii", "ignore").decode() or text.casefold()


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The family of a word: `planning`, `planner` and `plans` are `plan`; `five` is `5`, `11,200` is `11200`."""
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    word = re.split(r"['’]", fold(word))[0] or word
    if word in _NUMBERS:
        return _NUMBERS[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    shorter = _SUFFIX.sub("", word)
    word = shorter if len(shorter) >= 3 else word
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_KEPT]


_STOP = frozenset(stem(word) for word in _FUNCTION | _COMMON) - set(_NUMBERS.values())


def split(text: str) -> list[str]:
    """The words and numbers of a text as written; hyphens divide."""
    return _TOKEN.findall(text)


def tokens(text: str) -> list[Token]:
    """What a sentence says: its words without those that any email has."""
    found = []
    for place, word in enumerate(split(text)):
        key = stem(word)
        weight = 0 if key in _STOP or (len(key) == 1 and not key.isdigit()) else _weight(word, key, place)
        if weight:
            found.append(Token(key, weight))
    return found


def keys(text: str) -> frozenset[str]:
    """The stems of a text that mean something."""
    return frozenset(token.key for token in tokens(text))


def _weight(word: str, key: str, place: int) -> int:
    """0 for what any text has, 2 for large numbers and for names (capitals within a sentence), else 1."""
    if not key[0].isdigit():
        return 2 if place and word[0].isupper() else 1
    if not key.isdecimal() or len(key) > 9:
        return 2
    number = int(key)
    return 0 if number < _SMALL else 2 if number >= _LARGE and number not in _YEARS else 1
