"""What a posting says to machines alone: lines of a page's data that the page, which shows the rest, does not show.

    text, characters = shown_only(rendered.text, root)

A page that leaves its text to scripts shows next to nothing of it: then all of it is kept. Does not cover: short fields, such as salary and
place, which a page words in its own way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

_WORD: Final = re.compile(r"[^\W_]+")
_FIELD: Final = re.compile(
    r"(?:Job title|Company|Location|Salary|Employment type|Working hours|Industry|Posted|Apply by|Contact): .{0,120}"
)
_FEWEST: Final = 7
"""Words of a line; shorter ones may be headings that the page words otherwise."""
_SHOWN: Final = 0.5
"""Share of a line's threes of words that the page has, and of all words that it must have if it is to be compared at all."""
_UNSEEN: Final = ("script", "style", "template", "head")


def shown_only(text: str, root: etree._Element) -> tuple[str, int]:
    """The text without lines that the page does not show, and how many characters they had. `root` has no hidden elements any more."""
    words, page = _words(text), _words(" ".join(_texts(root)))
    if len(set(words) & set(page)) < _SHOWN * len(set(words)):
        return text, 0
    shown, lines = _threes(page), text.split("\n")
    kept = [line for line in lines if _FIELD.fullmatch(line) or _is_shown(_words(line), shown)]
    return "\n".join(kept), sum(map(len, lines)) - sum(map(len, kept))


def _is_shown(words: list[str], shown: set[tuple[str, ...]]) -> bool:
    threes = _threes(words)
    return len(words) < _FEWEST or len(threes & shown) >= _SHOWN * len(threes)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _threes(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _texts(root: etree._Element) -> list[str]:
    found: list[str] = []
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN:
            found.append(element.text or "")
        found.append(element.tail or "")
    return found
