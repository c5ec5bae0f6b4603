"""Skills in small letters that a posting asks for and an email claims: `liver resection`, `bid writing`.

Two words that stand side by side in a requirement of the posting, side by side in a claim of the candidate, and neither of which
stands in the resume under any ending; a deed whose object only a requirement has; single words are `borrowed`'s. Words of general use, of
departments and of titles are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import borrowed
from pipeline.grounding.abilities.ability import skilled
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import is_in_name
from pipeline.grounding.abilities.localities import is_locality
from pipeline.grounding.abilities.skill_terms import initials
from pipeline.grounding.abilities.telling_words import is_special, is_telling
from pipeline.grounding.claim import claim
from pipeline.grounding.denials import passages
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, has_beginning, stem, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents
    from pipeline.schema import Claim

_SHORTEST = 4
_OWNER = re.compile(r"['’]s$")
_DEED = compiled(
    r"(?<![\w'’])(?:(?:I|[Yy]ou)(?:['’](?:ve|d))?(?: have| had)?|(?:were|was|is|are) spent|[Hh]aving)(?: (?:also|often|always|regularly|once|since|then|personally|even|already|successfully|previously|\w+ly))* "
    r"(?P<verb>(?!work|join|still\b|got\b|get\b|getting\b|just\b|only\b|simply\b|now\b|both\b|speak|spoke|write|wrote|written|hold|held|have|had|know|knew|like|love|want|need|hope|read|see|saw|would|will|can|could|may|might|should|did|do|was|were|am|are|been|not|never|find|found|live|note|noticed|understand|gather|believe|think|feel|look|ask|learn|learned|learnt|studied|bring|offer|remember|recall|imagine|picture|follow|followed|visit|visited|enjoy|admire|respect|prefer|keep|welcome|accept|mind|miss|watch|watched|share|suppose|expect|(?:for|and|but|with|who|that|all)\b)[a-z]{3,})"
    r" (?P<what>(?:(?!\d|at\b|in\b|on\b|for\b|with\b|from\b|to\b|by\b|and\b|or\b|but\b|that\b|which\b|who\b|your\b|you\b|I\b|of\b|as\b|if\b|about\b|around\b|some\b|over\b|beside\b|besides\b|alongside\b|among\b|under\b|near\b|like\b|through\b|during\b|between\b|into\b|out\b)[\w+#'’-]+ ?){1,5})"
)


def find(letter: Letter, clause: Clause, taken: set[int]) -> Iterator[Claim]:
    """The claims of a clause that only the posting's requirements name."""
    pairs, deeds = _terms(letter.sources.documents)
    named = not pairs.isdisjoint(pairwise(stems(clause.text)))
    words = [(stem(match.group()), match.start(), match.end()) for match in WORD.finditer(clause.text)] if named else []
    for (first, start, middle), (second, begin, end) in pairwise(words):
        if (first, second) in pairs and clause.text[middle:begin] in (" ", "-") and not _OWNER.search(clause.text, start, middle):
            held = _held(letter, first) + _held(letter, second)
            if held < 2:
                yield from _judged(letter, clause, start, end, taken, Strength.ABILITY if held else Strength.PLAIN)
    yield from _done(letter, clause, deeds, taken)
    if place := borrowed.find(letter, clause, taken):
        yield _claim(clause, *place)


def _done(letter: Letter, clause: Clause, deeds: tuple[frozenset[str], ...], taken: set[int]) -> Iterator[Claim]:
    """`I have answered tenders`: a deed of the candidate whose object, or whose verb with this object, only a requirement has."""
    for deed in _DEED.finditer(clause.text):
        if _OWNER.search(deed["what"].split(" ")[0]):
            continue
        objects = [match for match in WORD.finditer(deed["what"]) if is_special(match.group()) or stem(match.group()) == stem(deed["verb"])]
        found = [(stem(match.group()), match) for match in objects]
        if swapped := _swapped(letter, deed["verb"], objects):
            start, end = (deed.start("what") + place for place in swapped.span())
            yield from _judged(letter, clause, start, end, taken, Strength.PLAIN, direct=True)
            continue
        for line in deeds:
            missing = next((match for word, match in found if word in line and not _held(letter, word)), None)
            verb = stem(deed["verb"])
            if missing:
                start, end = (deed.start("what") + place for place in missing.span())
                yield from _judged(letter, clause, start, end, taken, Strength.PLAIN, direct=True)
                break
            if (
                verb in line
                and len(verb) >= _SHORTEST
                and not _held(letter, verb)
                and any(stem(match.group()) in line for match in WORD.finditer(deed["what"]) if is_special(match.group()))
            ):
                yield from _judged(letter, clause, deed.start("verb"), deed.end(), taken, Strength.PLAIN, direct=True)
                break


def _swapped(letter: Letter, verb: str, objects: list[re.Match[str]]) -> re.Match[str] | None:
    """An object that the posting alone has, of a verb that the resume has with others: `bought compressors`, where it bought steel."""
    if not passages.is_past(verb):
        return None
    resume, job = letter.sources.resume, letter.sources.job
    nouns = (match for match in objects if not match.group().endswith("ed"))
    telling = (match for match in nouns if is_telling(match.group()) and job.has_word(match.group()))
    found = next((match for match in telling if not borrowed.held(resume, match.group())), None)
    return found if found and passages.knows(resume, passages.root(verb)) else None


def _judged(
    letter: Letter, clause: Clause, start: int, end: int, taken: set[int], least: Strength, *, direct: bool = False
) -> Iterator[Claim]:
    if not taken.isdisjoint(range(start, end)) or asserted(letter, clause, start, end) < least:
        return
    if clause.text[start:end].isupper() and initials(letter.sources.resume, clause.text[start:end]):
        return
    if is_in_name(clause.text, start, end) or is_locality(clause.text, start, end):
        return
    if least is Strength.ABILITY and not direct and not skilled(clause, start, end):
        return
    yield _claim(clause, start, end)


def _claim(clause: Clause, start: int, end: int) -> Claim:
    reason = f"You wrote '{clause.text[start:end]}'; the posting asks for it, the resume does not name it."
    return claim(clause, start, end, Kind.SKILL, Verdict.UNSUPPORTED, reason)


def _held(letter: Letter, word: str) -> bool:
    """Whether the resume has a word, or one that begins alike: `welding` for `welder`."""
    resume = letter.sources.resume
    return resume.has_word(word) or (len(word) >= _SHORTEST and has_beginning(resume.folded, word[: max(4, len(word) - 2)]))


@lru_cache(maxsize=256)
def _terms(documents: Documents) -> tuple[frozenset[tuple[str, str]], tuple[frozenset[str], ...]]:
    """Telling words of the requirements side by side as stems, and all words of each requirement."""
    pairs: set[tuple[str, str]] = set()
    for line in documents.requirements:
        found = [match for match in WORD.finditer(line) if is_special(match.group())]
        pairs.update((stem(a.group()), stem(b.group())) for a, b in pairwise(found) if line[a.end() : b.start()] in (" ", "-"))
    lines = tuple(frozenset(stems(line)) for line in documents.requirements)
    return frozenset(pairs), lines
