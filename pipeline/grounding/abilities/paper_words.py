"""Whether the resume has the words of a paper's name: each of them anywhere, or all in one line, under any ending.

all_of(resume, "Certified Welding Inspector")      -> the place of the longest word, or None where one is missing
in_one_line(resume, "food hygiene level two")      -> the same, where a line and the next have them all
place_of(resume, "welding")                            -> the place of `welder`
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities import skill_terms
from pipeline.grounding.sources import Source
from pipeline.grounding.words import WORD, folded

if TYPE_CHECKING:
    from pipeline.schema import Evidence

CAPITALS = r"[A-Z][\w'’+&.-]*(?: (?:(?:of|the|and|for|in|&) ){0,2}[A-Z][\w'’+&.-]*){0,7}"
"""A name of words in capitals."""
SMALL = frozenset(
    "of and the in for a an as to my i professional level degree full fully certified official one several many two three more various own".split()
)
_ROOT = 3
"""Letters by which a line is seen to have a word in any form."""


class Mention(NamedTuple):
    """A paper at `clause.text[start:end]`, and where the resume has it."""

    start: int
    end: int
    shown: Evidence | None
    of_tool: bool = False
    """Named by what it is of: `a Maya certification`, `certified Maya trainer`."""


def all_of(resume: Source, words: str, *, whole: bool = False) -> Evidence | None:
    """Evidence of a phrase each of whose telling words stands in the resume; the place is that of the longest."""
    wanted = [folded(match.group()) for match in WORD.finditer(words) if folded(match.group()) not in SMALL]
    places = {word: found for word in wanted if (found := place_of(resume, word, whole=whole))}
    return places[max(places, key=len)] if places and len(places) == len(set(wanted)) else None


@lru_cache(maxsize=4096)
def in_one_line(resume: Source, words: str) -> Evidence | None:
    """Evidence of a phrase whose telling words stand in one line of the resume or the next; anywhere, where its lines are not to be trusted."""
    if " and " in words:
        parts = [in_one_line(resume, part) for part in words.split(" and ")]
        return parts[0] if all(parts) else None
    found = all_of(resume, words)
    wanted = [folded(match.group()) for match in WORD.finditer(words) if folded(match.group()) not in SMALL]
    if not found or len(wanted) == 1 or resume.is_glued:
        return found
    lines = [line for line in resume.text.split("\n") if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not any(word[:_ROOT] in folded(line) for word in wanted):
            continue  # other spellings of all words at once are not looked for
        part = Source(resume.kind, f"{line}\n{following}")
        if all(place_of(part, word) for word in wanted):
            return found
    return None


def place_of(resume: Source, word: str, *, whole: bool = False) -> Evidence | None:
    """Where the resume has a word, or one that begins alike (`welding`, `welder`); a proper name only as it is."""
    word = word.removesuffix("'s")
    kept = word if whole or len(word) < 6 else word[: max(5, len(word) - 3)]
    end = r"(?:'?s)?(?![^\W_])" if whole or len(word) < 5 else ""
    found = kept in resume.folded and re.search(rf"(?<![^\W_]){re.escape(kept)}{end}", resume.folded)
    return resume.evidence(*found.span()) if found else resume.find(word) or skill_terms.evidence(resume, word)
