"""What an email shares with a document, counted with caution: facts restated, never mere words in common.

A fact is a sentence of the email that shares at least `FACT` of weight with one line or sentence of a document: a large number or a name
weighs 2, any other word that means something 1. Evidence counts once in an email. Does not cover paraphrase without a common word,
and does not judge truth: that is `pipeline.grounding`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.rubric.words import keys, tokens
from pipeline.schema import Document

FACT: Final = 2
_FREQUENT = 12
"""A word that stands in more lines than this tells nothing, and would make long documents slow."""
_UNIT = re.compile(r"(?<=[a-z0-9)%][.!?;])\s+|[\n\t|]+")


@dataclass(frozen=True)
class Match:
    """A sentence of the email and the words that it shares with one line of a document."""

    sentence: str
    shared: frozenset[str]


@lru_cache(maxsize=512)
def _index(document: Document) -> dict[str, tuple[int, ...]]:
    """For each word the lines that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(_UNIT.split(document.text)):
        for key in keys(unit):
            found[key].append(number)
    return {key: tuple(lines) for key, lines in found.items() if len(lines) <= _FREQUENT}


def facts(sentences: Sequence[str], document: Document, *, without: frozenset[str]) -> list[Match]:
    """The facts of a document that sentences restate, strongest first; words in `without` are no evidence."""
    index = _index(document)
    candidates: list[tuple[int, int, dict[str, int]]] = []
    for number, sentence in enumerate(sentences):
        shared: dict[int, dict[str, int]] = defaultdict(dict)
        for key, weight in dict(tokens(sentence)).items():
            for line in index.get(key, ()) if key not in without else ():
                shared[line][key] = weight
        found = ((sum(words.values()), number, words) for words in shared.values())
        candidates += [one for one in found if one[0] >= FACT]
    return _fresh(sentences, sorted(candidates, key=lambda found: (-found[0], found[1])))


def _fresh(sentences: Sequence[str], candidates: list[tuple[int, int, dict[str, int]]]) -> list[Match]:
    """Those that rest on enough evidence that none before them has used."""
    used: set[str] = set()
    found: list[Match] = []
    for _, number, shared in candidates:
        new = {key: weight for key, weight in shared.items() if key not in used}
        if sum(new.values()) >= FACT:
            used |= new.keys()
            found.append(Match(sentences[number], frozenset(new)))
    return found
