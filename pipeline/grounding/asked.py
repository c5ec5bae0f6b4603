"""Skills in small letters that a posting asks for and an email claims: `liver resection`, `bid writing`.

Two words that stand side by side in a requirement of the posting, side by side in a claim of the candidate, and neither of which
stands in the resume under any ending. One word counts only right behind `experience in`, `trained in` and the like. Words of
general use, of departments and of titles are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.asserted import Strength, asserted, skilled
from pipeline.grounding.claim import claim
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.words import WORD, folded, stem
from pipeline.profile.vocabulary import COMMON_WORDS, DISCIPLINES, ORGANISATION_WORDS, SENIORITY, TITLE_NOUNS
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim, Document

_GENERAL = (
    frozenset(("on", "off", "up", "in", "of", "to", "and"))
    | COMMON
    | COMMON_WORDS
    | DISCIPLINES
    | ORGANISATION_WORDS
    | SENIORITY
    | TITLE_NOUNS
)
_ENDING = re.compile(r"(?:ies|es|s|ing|ed|d|ly|ally|ment)$")
_SHORTEST = 4
_DIRECT = re.compile(
    r"\b(?:experienced?|expertise|background|skill(?:s|ed)|proficien(?:t|cy)|trained|training|qualified|certified|versed|adept|competent|familiar(?:ity)?|comfortable|knowledge|years?|specialis(?:ed|ing)|specializ(?:ed|ing)) (?:in|with|of|on|doing) (?:async |modern |advanced )?$",
    re.IGNORECASE,
)


def find(letter: Letter, clause: Clause, taken: set[int]) -> Iterator[Claim]:
    """The claims of a clause that only the posting's requirements name."""
    singles, pairs = _terms(letter.sources.request.job)
    words = [(stem(match.group()), match.start(), match.end()) for match in WORD.finditer(clause.text)]
    for (first, start, middle), (second, begin, end) in pairwise(words):
        if (first, second) in pairs and clause.text[middle:begin] in (" ", "-") and not (_held(letter, first) or _held(letter, second)):
            yield from _judged(letter, clause, start, end, taken, Strength.PLAIN)
    for word, start, end in words:
        if word in singles and _DIRECT.search(clause.text[max(0, start - 40) : start]) and not _held(letter, word):
            yield from _judged(letter, clause, start, end, taken, Strength.ABILITY)


def _judged(letter: Letter, clause: Clause, start: int, end: int, taken: set[int], least: Strength) -> Iterator[Claim]:
    if not taken.isdisjoint(range(start, end)) or asserted(letter, clause, start, end) < least:
        return
    if least is Strength.ABILITY and not skilled(clause, start, end):
        return
    reason = f"You wrote '{clause.text[start:end]}'; the posting asks for it, the resume does not name it."
    yield claim(clause, start, end, Kind.SKILL, Verdict.UNSUPPORTED, reason)


def _held(letter: Letter, word: str) -> bool:
    """Whether the resume has a word, or one that begins alike: `welding` for `welder`."""
    resume = letter.sources.resume
    return resume.has_word(word) or (
        len(word) > _SHORTEST and re.search(rf"(?<!\w){re.escape(word[: max(5, len(word) - 2)])}", resume.folded) is not None
    )


@lru_cache(maxsize=64)
def _terms(job: Document) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Telling words of the requirements as stems, and pairs of them side by side."""
    from pipeline import profile

    facts = profile.job(job)
    singles: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for fact in (*facts.must_have, *facts.nice_to_have):
        found = [match for match in WORD.finditer(fact.value) if _tells(match.group())]
        singles.update(stem(match.group()) for match in found)
        pairs.update((stem(a.group()), stem(b.group())) for a, b in pairwise(found) if fact.value[a.end() : b.start()] in (" ", "-"))
    return frozenset(singles), frozenset(pairs)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and not word[0].isdigit() and not all(_is_general(part) for part in folded(word).split("-"))


def _is_general(word: str) -> bool:
    bare = _ENDING.sub("", word)
    return not {word, bare, bare + "e", bare + "y"}.isdisjoint(_GENERAL)
