r"""Patterns that look before they search: a text without any of the words that a match needs is not read.

    _LEVY = compiled(r"\b(?:a|the) lev(?:y|ies)\b", re.IGNORECASE)
    _LEVY.needed              -> frozenset({"levy", "levies"})
    _LEVY.search("I ran it")  -> None, by one look into the set of words of the text

Most patterns stand nowhere in most clauses, and `re` reads a text from each of its letters to find that out. The words are read from the
pattern itself, so that nothing beside it has to be kept in step. It is for patterns that are searched for in whole clauses and sentences,
whose words are worked out once; a pattern some of whose matches need no word for sure is searched as ever.
"""

from __future__ import annotations

import re
import sys
from functools import cache, cached_property, lru_cache
from itertools import chain
from re import _constants as codes  # type: ignore[attr-defined]  # what `re` makes of a pattern has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from pipeline.grounding.words import STOP_WORDS, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LETTER = re.compile(r"[^\W\d_]")
_MORE = "-"
"""Behind the first letters of a word whose others may be any."""
_KNOWN = (5, 3)
"""How many first letters of words are looked up."""
_ANY_TEXT = ""
"""The key that every text has: that of a match which needs no word for sure."""
_COMMON = STOP_WORDS | frozenset(("", *"am my me our us your you we they them their it its i s t d m ve re ll not no or but".split()))
_MOST = 5000
"""States from which a pattern is read on without its words."""
_ODD_CASE = (("İ", "i"), ("ı", "i"), ("ſ", "s"))
"""Letters that `re.IGNORECASE` takes for others which they are not in small letters."""
_CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+|[^\W\d_]")
r"""In a pattern, a letter; or what is no letter of the text: `\W`, the name of a group."""

_State = tuple[str | None, str]
"""The letters so far of the word that a match is in (None where its beginning is unknown), and the best key of the words before."""


class Pattern:
    """A pattern with the words that it needs. It is compiled when it is first tried: many never are."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    @cached_property
    def _small(self) -> re.Pattern[str] | None:
        """The pattern for a text in small letters, which `re` reads several times as fast; it stands wherever the pattern does, and maybe elsewhere.

        None where the pattern minds capitals anyway, or forbids what only capitals tell.
        """
        pattern, flags = self._given
        if not flags & re.IGNORECASE or _forbids_capitals(parser.parse(pattern, flags)):
            return None
        lowered = _CAPITAL.sub(lambda found: found.group() if len(found.group()) > 1 else found.group().lower(), pattern)
        return re.compile(lowered, flags & ~re.IGNORECASE)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """As that of `re`, with no look at the words."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """As that of `re`, with no look at the words."""
        return self._compiled.fullmatch

    @cached_property
    def needed(self) -> frozenset[str]:
        """Keys of which a text with a match has one at least."""
        parsed = parser.parse(*self._given)
        if parsed.state.flags & re.ASCII:
            return frozenset({_ANY_TEXT})
        needed = frozenset(key for _, key in _unknown(None, _after(parsed, {(None, _ANY_TEXT)})))
        return needed if _ANY_TEXT not in needed else frozenset({_ANY_TEXT})

    def may_stand(self, text: str) -> bool:
        """Whether a text has a word that a match needs."""
        return not self.needed.isdisjoint(keys(text))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As that of `re`. A text that is cut short may end within a word: what is left of it is read as ever."""
        if end >= len(text) and self.needed.isdisjoint(keys(text)):
            return None
        if self._small is not None:
            first = self._small.search(small(text), start, end)
            if first is None:
                return None
            start = first.start()
        return self._compiled.search(text, start, end)

    def sub(self, text_instead: str, text: str) -> str:
        """As that of `re`."""
        return text if self.needed.isdisjoint(keys(text)) else self._compiled.sub(text_instead, text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As that of `re`; a text that is cut short as with `search`."""
        if end >= len(text) and self.needed.isdisjoint(keys(text)):
            return iter(())
        if self._small is not None:
            first = self._small.search(small(text), start, end)
            if first is None:
                return iter(())
            start = first.start()
        return self._compiled.finditer(text, start, end)


def compiled(pattern: str, flags: int = 0) -> Pattern:
    """As `re.compile`."""
    return Pattern(pattern, flags)


@cache
def needed_by(*patterns: Pattern) -> frozenset[str]:
    """Keys of which a text with a match of one of some patterns has one at least."""
    return frozenset().union(*(pattern.needed for pattern in patterns))


@lru_cache(maxsize=4096)
def keys(text: str) -> frozenset[str]:
    """The words of a text in small letters, and the first letters of each."""
    return frozenset(chain((_ANY_TEXT,), *map(_keys_of, letters(small(text)))))


def small(text: str) -> str:
    """A text in small letters as `re.IGNORECASE` takes them, place for place."""
    if not text.isascii():
        for odd, plain in _ODD_CASE:
            text = text.replace(odd, plain)
    return text.lower()


@lru_cache(maxsize=8192)
def _keys_of(word: str) -> tuple[str, ...]:
    return (word, *(word[:known] + _MORE for known in _KNOWN if len(word) >= known))


def _forbids_capitals(items: parser.SubPattern, *, minding: bool = False, forbidding: bool = False) -> bool:
    """Whether a pattern minds capitals in what must not stand somewhere: `(?!(?-i:The))`, `(?-i:X(?! [A-Z]))`, `(?-i:[^A-Z])`."""
    for code, argument in items.data:
        minds = minding or (code is codes.SUBPATTERN and bool(argument[2] & re.IGNORECASE))
        forbids = forbidding or code in (codes.ASSERT_NOT, codes.NOT_LITERAL) or (code is codes.IN and argument[0][0] is codes.NEGATE)
        if minds and forbids:
            return True
        parts = argument if isinstance(argument, tuple) else ()
        inner = [part for part in (*parts, *(parts[1] if code is codes.BRANCH else ())) if isinstance(part, parser.SubPattern)]
        if any(_forbids_capitals(part, minding=minds, forbidding=forbids) for part in inner):
            return True
    return False


def _after(items: parser.SubPattern, states: set[_State]) -> set[_State]:
    """The states behind a row of pieces of a pattern."""
    for code, argument in items.data:
        states = _STEPS.get(code, _unknown)(argument, states)
        if len(states) > _MOST:
            states = {(None, key) for _, key in states}
    return states


def _character(code: int, states: set[_State]) -> set[_State]:
    letter = chr(code).lower()
    if not _LETTER.match(letter):
        return _edge(None, states)
    return {(None if begun is None else begun + letter, key) for begun, key in states}


def _edge(_: object, states: set[_State]) -> set[_State]:
    """Behind the end of a word, or before the beginning of one."""
    return {("", _better(key, begun) if begun else key) for begun, key in states}


def _unknown(_: object, states: set[_State]) -> set[_State]:
    """Behind what may be a letter, or not."""
    return {(None, _better(key, _beginning(begun)) if begun else key) for begun, key in states}


def _beginning(begun: str) -> str:
    return next((begun[:known] + _MORE for known in _KNOWN if len(begun) >= known), _ANY_TEXT)


def _better(key: str, other: str) -> str:
    """Of two keys that which fewer texts have."""
    return other if (other not in _COMMON, len(other)) > (key not in _COMMON, len(key)) else key


def _one_of(items: list[tuple[Any, Any]], states: set[_State]) -> set[_State]:
    """Behind a class of characters: letters by name, or others."""
    found: set[_State] = set()
    for code, argument in items:
        if code is codes.LITERAL:
            found |= _character(argument, states)
        elif code is codes.CATEGORY and argument in _NO_LETTERS:
            found |= _edge(None, states)
        else:
            return _unknown(None, states)
    return found


def _at(place: object, states: set[_State]) -> set[_State]:
    return states if place is codes.AT_NON_BOUNDARY else _edge(None, states)


def _group(argument: tuple[Any, ...], states: set[_State]) -> set[_State]:
    return _after(argument[-1], states)


def _branch(argument: tuple[Any, list[Any]], states: set[_State]) -> set[_State]:
    return set().union(*(_after(items, states) for items in argument[1]))


def _repeated(argument: tuple[int, int, Any], states: set[_State]) -> set[_State]:
    least, most, items = argument
    found = _after(items, states) if most else set()
    if most > 1:
        found |= _after(items, {(None, key) for _, key in found})
    return found if least else found | states


def _not_here(argument: tuple[int, Any], states: set[_State]) -> set[_State]:
    """What must not stand before or behind: where that is any letter, a word begins or ends here."""
    items = list(argument[1])
    inside = items[0][1] if len(items) == 1 and items[0][0] is codes.IN else ()
    return _edge(None, states) if (codes.CATEGORY, codes.CATEGORY_WORD) in inside and (codes.NEGATE, None) not in inside else states


_NO_LETTERS = frozenset({codes.CATEGORY_SPACE, codes.CATEGORY_DIGIT, codes.CATEGORY_NOT_WORD})
_STEPS: dict[Any, Callable[[Any, set[_State]], set[_State]]] = {
    codes.LITERAL: _character,
    codes.IN: _one_of,
    codes.AT: _at,
    codes.SUBPATTERN: _group,
    codes.BRANCH: _branch,
    codes.MAX_REPEAT: _repeated,
    codes.MIN_REPEAT: _repeated,
    codes.ASSERT_NOT: _not_here,
    codes.ASSERT: lambda _, states: states,
}
"""How each piece of a pattern is read; what is not among them may be anything."""
