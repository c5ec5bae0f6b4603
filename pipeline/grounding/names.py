"""Whether an email names an organisation, in full or as people shorten it.

    shortened("Deccan Vista Residential School")  -> {"deccan vista residential school", "deccan vista", "deccan"}

`Tallowgate` is Tallowgate Freight Systems and `St Brannoc's` is St Brannoc's Teaching Hospital; `Hospital` alone is neither. Initials
count where the name has three words or more. Does not know that two names belong to one group of companies.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.grounding.words import WORD, any_in, folded
from pipeline.profile.vocabulary import CITIES, COMMON_WORDS, COMPANY_SUFFIX, DISCIPLINES, ORGANISATION_WORDS, REGIONS, TITLE_NOUNS

_SMALL = frozenset(
    "the of and for at in on de la le du des da do di del der die das und et y e st saint san santa al el new old north south east west great royal".split()
)
_ALIAS = re.compile(r"\((?:(?:formerly|now|previously|ex|then|later|part of|acquired by|a)[ -]+)?([A-Z]\w+(?: [A-Z]\w+){0,2})\)")
"""Another name of an organisation: `Danggeun Pay Inc. (KarrotPay)`."""
_INNER_CAPITAL = re.compile(r"\b[A-Z][a-z]+[A-Z][A-Za-z]+\b")
"""A word that is a name by itself, wherever it stands: `DeepMind`."""
_WITHIN = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
"""Where a PDF's text layer may have lost a space: `VarnShutters`, which people write as two words."""
_TERMS = frozenset(
    "remote contract contractor contracting full part time fulltime parttime internship intern freelance temporary seasonal hybrid onsite volunteer self employed client clients usa uk us eu".split()
)
_ARTICLE = "the "
"""In small letters it is no part of a name: `at the Tin Lantern` of The Tin Lantern."""
_BETWEEN = r"[^\w\n]+"
_KINDS = ORGANISATION_WORDS | _SMALL
_GENERIC = ORGANISATION_WORDS | COMMON_WORDS | DISCIPLINES | TITLE_NOUNS | CITIES | REGIONS | _SMALL


@lru_cache(maxsize=4096)
def shortened(name: str) -> frozenset[str]:
    """The folded forms under which a name may stand in an email, the full one included."""
    bare = COMPANY_SUFFIX.sub("", name).strip(" ,.") or name
    bare = re.sub(r"\s*\([^)]*\)", "", bare).strip() or bare
    words = [match.group() for match in WORD.finditer(folded(bare))]
    forms = {" ".join(words), " ".join(match.group() for match in WORD.finditer(folded(name)))}
    telling = [number for number, word in enumerate(words) if word not in _GENERIC and len(word) > 2]
    if telling:
        first = telling[0]
        begin = 0 if first == 0 or all(word in _SMALL for word in words[:first]) else first
        forms.update(" ".join(words[begin:end]) for end in range(first + 1, len(words) + 1))
        forms.add(words[first])
        if len(words) > 2 and {1, len(words) - 1}.issubset(telling):
            forms.add(" ".join(words[1:]))
    else:
        forms.update(" ".join(words[:end]) for end in range(2, len(words)) if not _KINDS.issuperset(words[:end]))
    inner = _INNER_CAPITAL.findall(bare)
    forms.update(folded(word) for word in inner)
    if inner:
        forms.add(" ".join(match.group() for match in WORD.finditer(folded(spaced(bare)))))
    for alias in _ALIAS.findall(name):
        also = [match.group() for match in WORD.finditer(folded(alias))]
        if not _GENERIC.union(_TERMS).issuperset(also):
            forms.add(" ".join(also))
    if len(words) > 2:
        forms.add("".join(word[0] for word in words if word not in _SMALL) or "\0")
    return frozenset(form for form in forms if len(form) > 2)


def find(text: str, name: str) -> tuple[int, int] | None:
    """Where a text names an organisation: the longest form. A form of one small-letter word counts only in capitals."""
    found = mentions(text, name)
    return found[0] if found else None


@lru_cache(maxsize=8192)
def mentions(text: str, name: str) -> tuple[tuple[int, int], ...]:
    """Every place where a text names an organisation. Kept, since a dozen rules ask of each clause which employers it names."""
    low = folded(text)
    if not any_in(low, _firsts(name)):
        return ()
    found = []
    for match in _pattern(name).finditer(low):
        start = match.start() + (len(_ARTICLE) if text.startswith(_ARTICLE, match.start()) else 0)
        if text[start].isupper() or text[start].isdigit():
            found.append((start, match.end()))
    return tuple(found)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Whether two names may be of one organisation: one of them names it in full, the other perhaps as people shorten it."""
    return bool(find(one, other) or find(other, one))


def spaced(name: str) -> str:
    """A name with the spaces that a PDF's text layer may have lost: `Varn Shutters` of `VarnShutters`."""
    return _WITHIN.sub(" ", name)


@lru_cache(maxsize=4096)
def is_short_for(said: str, name: str) -> bool:
    """Whether capitals are the initials of an organisation of two words and more: `EA` of Electronic Arts. Two letters show no more than that they may be."""
    bare = COMPANY_SUFFIX.sub("", name)
    initials = "".join(word[0] for word in folded(bare).split() if word[0].isalpha() and word not in _SMALL)
    return said.isupper() and len(said) > 1 and folded(said) == initials


def covers(text: str, start: int, end: int, name: str) -> bool:
    """Whether the words at a place are part of the name of an organisation, as the text gives it there."""
    return any(a < end and start < b for a, b in mentions(text, name))


@lru_cache(maxsize=4096)
def _firsts(name: str) -> tuple[str, ...]:
    """The words one of which stands wherever a form of the name does."""
    return tuple({form.split()[0] for form in shortened(name)})


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    forms = sorted(shortened(name), key=len, reverse=True)
    spelled = "|".join(_BETWEEN.join(re.escape(word) for word in form.split()) for form in forms)
    return re.compile(rf"(?<!\w)(?:{spelled or '(?!)'})(?!\w)")
