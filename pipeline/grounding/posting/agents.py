"""Who pays for, runs or owns the employer or the post, told otherwise: `funded by the university` of a post that a foundation funds.

    for claim in find(letter, clause): ...

Only a posting that says who does so decides: none of the parts of it that speak of paying (or running, or owning) has a telling word of the one
who is named, nor the words that its initials stand for. Not covered: payers told as subjects (`the university pays for the post`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, begins_alike, folded
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_SAID = compiled(
    r"\b(?:(?P<pay>funded|sponsored|financed|paid for|bankrolled|underwritten)|(?P<run>operated|administered|run)|(?P<own>owned))(?: \w+ly| jointly| in full| in part)? by (?:the |our |your |its |an? )?"
    r"(?P<who>(?!(?:me|you|us|him|her|them|hand|law|then|now)\b)[\w&'’.-]+(?: (?:of (?:the )?|for )?(?!(?:and|or|but|which|that|who|where|is|are|was|in|on|at|to|with|from|as|by|until|since|so|for)\b)[\w&'’.-]+){0,4})"
)
PATTERNS = (_SAID,)
_DEEDS = {
    "pay": re.compile(r"\b(?:fund(?:ed|s|ing)?|grants?|sponsor\w*|financ\w*|paid for|budget|invest\w*|donat\w*|endow\w*)\b", re.IGNORECASE),
    "run": re.compile(r"\b(?:operated|administered|run|managed) by\b", re.IGNORECASE),
    "own": re.compile(r"\b(?:owned by|owners?|subsidiary of|belongs? to|part of)\b", re.IGNORECASE),
}
_PART = re.compile(r"[^.;\n]+(?:\n(?!\n)[^.;\n]+){0,2}")
"""A sentence, which may be broken into lines."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that somebody pays, runs or owns whom the posting does not name for it."""
    frame = letter.frame(clause)
    if frame.mood is Mood.QUESTION or frame.candidate_only:
        return
    job = letter.sources.job
    for match in _SAID.finditer(clause.text):
        parts = _parts(job, next(sort for sort in _DEEDS if match[sort]))
        names = [word.group() for word in WORD.finditer(match["who"]) if folded(word.group()) not in STOP_WORDS and len(word.group()) > 1]
        before = clause.text[: match.start()]
        if not parts or not names or frames.denies(before[-40:]) or letter.sources.resume.find(match["who"]):
            continue
        if not any(_stands(job.text[start:end], name) for start, end in parts for name in names):
            evidence = job.evidence(*parts[0])
            reason = f"You wrote '{match.group()}'; the posting says '{' '.join(evidence.text.split())[:80]}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


@lru_cache(maxsize=256)
def _parts(job: Source, sort: str) -> tuple[tuple[int, int], ...]:
    """The parts of a posting that speak of paying, of running or of owning."""
    return tuple(part.span() for part in _PART.finditer(job.text) if _DEEDS[sort].search(part.group()))


def _stands(text: str, name: str) -> bool:
    """Whether a text has a word of a name, one that begins like it, or words of which it is the initials."""
    return begins_alike(text, name) or _has_initials(text, name)


def _has_initials(text: str, name: str) -> bool:
    return name.isupper() and name in "".join(match.group()[0] for match in WORD.finditer(text) if match.group()[0].isupper())
