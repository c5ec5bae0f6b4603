"""Finds named skills in a text, and their evidence in a document.

    [term.name for term in named("I ran k8s and Postgres")]   -> ["Kubernetes", "PostgreSQL"]
    evidence(source, "Kubernetes")                             -> where the resume names it, under any spelling, or what implies it

One pass over the words with a table of first words, so that the time is linear in the text whatever the size of the vocabulary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.skill_vocabulary import EXACT, IMPLIED, SPELLINGS
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded, place_of_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

TOKEN = re.compile(r"[a-z0-9\u00df-\uffff]+[+#]*|[+#]+")
_ANYTHING = r"[\W_]+"
_JOINED = re.compile(r"[\s\-./&'’*]{0,2}$")
_BRANDS = re.compile(
    r"^(?:microsoft|ms|apache|adobe|google|amazon|aws|oracle|sap|atlassian|autodesk|hashicorp|ibm|siemens|cisco|meta)\s+(?=\w{3})",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s\-./&,]{0,3}")
_LONG_NAME = 7
"""Letters of a name that is known by them alone."""
_VERSION = re.compile(r"[\s-]*v?\d+(?:\.\d+)*$")


class Term(NamedTuple):
    """A named skill at `text[start:end]`; `name` is how it is usually written."""

    name: str
    start: int
    end: int


class _Entry(NamedTuple):
    tokens: tuple[str, ...]
    spelling: str
    name: str


def _groups() -> dict[str, tuple[str, ...]]:
    """Spellings by their name, the name itself first."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in SPELLINGS.replace("\n", " ").split(";"):
        name, _, others = entry.partition("=")
        spelled = [word.strip() for word in others.split(",") if word.strip()]
        found[name.strip()] = (name.strip(), *spelled)
    return found


_GROUPS = _groups()
_NAME_OF = {spelling.lower(): name for name, spelled in _GROUPS.items() for spelling in spelled}


def _implied() -> dict[str, tuple[str, ...]]:
    entries = (entry.partition(":") for entry in IMPLIED.replace("\n", " ").split(";"))
    return {name.strip(): tuple(word.strip() for word in others.split(",")) for name, _, others in entries}


_SHOWN_BY = _implied()


def _table() -> dict[str, list[_Entry]]:
    table: dict[str, list[_Entry]] = defaultdict(list)
    for name, spelled in _GROUPS.items():
        for spelling in spelled:
            tokens = tuple(TOKEN.findall(folded(spelling)))
            table[tokens[0]].append(_Entry(tokens, spelling, name))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry.tokens))
    return dict(table)


_TABLE = _table()


def vocabulary(entries: Iterable[tuple[str, ...]]) -> Pattern:
    """A pattern of names, each given by its words as they are in `tokenized`."""
    return compiled("|".join(rf"\b{_ANYTHING.join(map(re.escape, words))}(?!\w)" for words in entries))


def may_name(vocabulary: Pattern, text: str) -> bool:
    """Whether a text may have a name of a vocabulary; one with accents, which vocabularies do without, always."""
    return vocabulary.may_stand(text) or not text.isascii()


_VOCABULARY = vocabulary(entry.tokens for entries in _TABLE.values() for entry in entries)


@lru_cache(maxsize=1024)
def tokenized(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as the vocabularies have them, with their places."""
    return [(match[0], *match.span()) for match in TOKEN.finditer(folded(text))]


@lru_cache(maxsize=1024)
def named(text: str) -> tuple[Term, ...]:
    """Every skill of the vocabulary that a text names, in reading order; of two that begin together, the longer."""
    if not may_name(_VOCABULARY, text):
        return ()
    tokens = tokenized(text)
    found: list[Term] = []
    behind = 0
    for at, (word, start, _) in enumerate(tokens):
        if word not in _TABLE or at < behind:
            continue
        for entry in _TABLE[word]:
            if _stands(text, tokens, at, entry):
                behind = at + len(entry.tokens)
                found.append(Term(entry.name, start - entry.spelling.startswith("."), tokens[behind - 1][2]))
                break
    return tuple(found)


def _stands(text: str, tokens: list[tuple[str, int, int]], at: int, entry: _Entry) -> bool:
    """Whether an entry of the vocabulary begins at a word."""
    end = at + len(entry.tokens)
    if entry.tokens != tuple(word for word, _, _ in tokens[at:end]):
        return False
    if any(not _JOINED.match(text[tokens[i][2] : tokens[i + 1][1]]) for i in range(at, end - 1)):
        return False
    start, stop = tokens[at][1], tokens[end - 1][2]
    if entry.spelling.startswith("."):
        return start > 0 and text[start - 1] == "." and not text[max(0, start - 2) : start - 1].isalnum()
    if re.match(r"['’&](?=[a-rt-z])|['’]s? ?[A-Z]\b", text[stop : stop + 5]) or re.search(
        r"\w[.&@/]$|[@#]$", text[max(0, start - 2) : start]
    ):
        return entry.spelling.lower() not in EXACT and "@" not in text[max(0, start - 1) : start]
    return entry.spelling.lower() not in EXACT or _exact(text, start, stop, entry)


def _exact(text: str, start: int, stop: int, entry: _Entry) -> bool:
    """Whether a word that is also plain English is written as the name: in its capitals, not as the verb that begins a sentence."""
    if text[start:stop] != entry.spelling:
        return False
    begins = start == 0 or re.search(r"[.!?:•]\s*$", text[max(0, start - 5) : start])
    if begins and len(entry.tokens) == 1 and not entry.spelling.isupper():
        return bool(re.match(r",| (?:and [A-Z]|is\b|has\b|was\b|experience|skills)", text[stop : stop + 20]))
    if len(entry.spelling) == 1 and re.match(r"[.\-]?\s?[A-Z]\b|-(?:suite|level)|\s?&|['’]", text[stop : stop + 10]):
        return False
    return not re.match(r"[ -](?:to|live|ahead|getter|Street|Road|Avenue|Park|Court|University|School)\b", text[stop : stop + 20])


@lru_cache(maxsize=4096)
def evidence(source: Source, name: str) -> Evidence | None:
    """Where a document names a skill under any of its spellings, or names one that shows it; a long name also parted otherwise."""
    return _spelled_in(source, name) or _parted(source, name)


def _parted(source: Source, name: str) -> Evidence | None:
    """`sci-kit learn` for `scikit-learn`: the same letters, whatever parts them."""
    letters = _letters(folded(name))
    if len(letters) < _LONG_NAME or name.lower() in EXACT or letters not in _letters(source.folded):
        return None
    found = re.search(rf"(?<![^\W_]){'[ ./-]?'.join(map(re.escape, letters))}(?![^\W_]|[+#])", source.folded)
    return source.evidence(*found.span()) if found else None


@lru_cache(maxsize=256)
def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _spelled_in(source: Source, name: str) -> Evidence | None:
    known = _NAME_OF.get(name.lower(), name)
    for wanted in dict.fromkeys((known, name, *_GROUPS.get(known, ()))):
        if found := _named_in(source, wanted):
            return found
    for shown in _SHOWN_BY.get(known, ()):
        if found := next((found for spelling in _GROUPS.get(shown, (shown,)) if (found := _named_in(source, spelling))), None):
            return found
    shorter = _VERSION.sub("", _BRANDS.sub("", name))
    if shorter != name and len(shorter) > 2 and not re.match(r"(?:ISO|Class|Level|Grade|Type|Category|OSHA)\b", name):
        found = _named_in(source, shorter)
        plain = found and " " not in shorter and shorter.lower() not in _NAME_OF and shorter[:1].isupper() and found.text.islower()
        return found if found and not plain else initials(source, name)
    return initials(source, name)


def _named_in(source: Source, phrase: str) -> Evidence | None:
    exact = phrase.lower() in EXACT
    span = _whole(source.text if exact else source.folded, _parts(phrase))
    return source.evidence(*span) if span else (None if exact else source.find(phrase))


def _whole(text: str, parts: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the words of a phrase stand with any separator between, with no letter, digit, plus or hash beside them."""
    if not all(part in text for part in parts):
        return None
    at = text.find(parts[0]) if parts else -1
    while at >= 0:
        end = _behind(text, at, parts) if not text[at - 1 : at].isalnum() else 0
        for ending in ("'s", "’s", "s", "") if end else ():
            following = text[end + len(ending) : end + len(ending) + 1]
            if text.startswith(ending, end) and not following.isalnum() and following not in ("+", "#"):
                return at, end + len(ending)
        at = text.find(parts[0], at + 1)
    return None


def _behind(text: str, at: int, parts: tuple[str, ...]) -> int:
    """Where the words of a phrase end that begins at a place, or 0 where it does not."""
    end = at + len(parts[0])
    for part in parts[1:]:
        if separator := _SEPARATOR.match(text, end):
            end = separator.end()
        if not text.startswith(part, end):
            return 0
        end += len(part)
    return end


@lru_cache(maxsize=8192)
def _parts(phrase: str) -> tuple[str, ...]:
    """The words of a phrase; in its own capitals where it is a plain word, the first with the dot of `.NET`."""
    words = [part for part in re.split(r"[\s\-./&]+", phrase if phrase.lower() in EXACT else folded(phrase)) if part]
    return (f".{words[0]}", *words[1:]) if words and phrase.startswith(".") else tuple(words)


_BY_AMPERSAND = re.compile(r"[A-Z]&[A-Z]")


def initials(source: Source, phrase: str) -> Evidence | None:
    """`CPR` for `cardiopulmonary resuscitation`, `P&L` for `profit and loss` spelled out in a document, and the other way about."""
    words = re.findall(r"[^\W\d_]+", phrase)
    if phrase.isalpha() and phrase.isupper() and 3 <= len(phrase) <= 6 and phrase.lower() not in _NAME_OF:
        spelled = re.compile(r"\b" + r"[\w']{2,30}(?:[ -]+(?:and|of|for|in|the|to))?[\s-]+".join(phrase.lower()) + r"[\w']{2,30}")
        found = spelled.search(source.folded)
        return source.evidence(*found.span()) if found else None
    if _BY_AMPERSAND.fullmatch(phrase):
        found = re.search(rf"\b{phrase[0].lower()}[a-z]+ (?:and|&) {phrase[2].lower()}[a-z]+", source.folded)
        return source.evidence(*found.span()) if found else None
    telling = [word for word in words if word.lower() not in ("and", "of", "for", "in", "the", "to")]
    if len(telling) >= 3:
        short = "".join(word[0].upper() for word in telling)
        at = place_of_whole(source.text, short)
        return source.evidence(at, at + len(short)) if at >= 0 else None
    return None


def two_initials(source: Source, name: str) -> Evidence | None:
    """`GL` for the `general ledger` of a document: two long words side by side; what the vocabulary has is known by its own spellings."""
    if len(name) != len("GL") or not (name.isalpha() and name.isupper()) or name.lower() in _NAME_OF:
        return None
    found = re.search(rf"\b{name[0].lower()}[a-z]{{3,}}[ -]{name[1].lower()}[a-z]{{3,}}", source.folded)
    return source.evidence(*found.span()) if found else None


def listed(text: str) -> Iterator[str]:
    """The names of a line of a posting: what is written in capitals, with digits or in mixed case, away from the start of a sentence."""
    for match in re.finditer(r"[^\W_][\w+#.&/-]*", text):
        word = match.group().rstrip(".-/")
        begins = match.start() == 0 or re.search(r"[.!?:•]\s*$|^[-*\s]*$", text[: match.start()])
        mixed = re.search(r"[a-z][A-Z]|[A-Z]{2}|[A-Za-z]\d|[+#]", word)
        if len(word) > 1 and (mixed or (word[0].isupper() and not begins)):
            yield word
