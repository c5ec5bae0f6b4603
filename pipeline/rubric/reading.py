"""How hard a text is to read: the Flesch-Kincaid grade, with a syllable counter of its own.

Formula: Kincaid et al., "Derivation of New Readability Formulas for Navy Enlisted Personnel", 1975. English only. Numbers count
neither as words nor as syllables: how a reader says `£11.4m` is anybody's guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.rubric.words import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?:(?<![^aeiouy][lr])(?<=[^aeiouy])e$|(?<=[^aeiouy])(?<![sxzcg])(?<![cs]h)(?<![^aeiouy][lr])es$|(?<=[^aeiouytd])(?<![^aeiouyl]l)ed$)"
)
"""The e of `late`, `makes`, `called`, not those of `table`, `centre`, `houses`, `handled`, `wanted`."""
_SILENT_WITHIN = re.compile(r"[^aeiouy]e(?:ly|ments?|less|ful|ness)$")
_SOFT = re.compile(r"[tscgx]i(?=[oa])|[tsc]ie(?=n)")
"""Where i only softens: `nation`, `social`, `patient`."""
_APART = re.compile(r"ia(?!u)|io(?![nru])|(?<=[^aeiouyqg])u[ao]|eos?$|iu|(?<=l)ie(?=n)|[aeiouy]ing$|ism$|[sd]nt$")
"""Neighbours that are two syllables: `via`, `ratio`, `annual`, `video`, `being`, and the contractions of `not`."""


def grade(sentences: Sequence[str]) -> float:
    """School years that a reader needs: 0.39 words a sentence + 11.8 syllables a word - 15.59. 0 for a text without words."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """Syllables of an English word, at least 1; `HR` has one for each letter.

    Measured on the words of job emails against the CMU Pronouncing Dictionary: right for 97% of running words, in sum within 1%.
    """
    letters = re.sub(r"[^a-z]", "", fold(word))
    groups = len(_VOWELS.findall(letters))
    if not groups and word.isupper():
        return max(len(letters), 1)
    soft = _SOFT.sub("se", letters)
    groups += len(_APART.findall(soft)) - bool(_SILENT.search(letters)) - bool(_SILENT_WITHIN.search(letters))
    return max(groups, 1)
