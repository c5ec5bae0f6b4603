"""A rank put before a title that the candidate holds: `I have been a sworn senior translator`, `I left as head baker`.

Knows the titles by the resume, so that any adjectives may stand before the rank; `title` knows them by their nouns. Only behind words of
being: whom the candidate worked under is not the candidate. Not covered: ranks behind a title, titles shortened.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Documents
    from pipeline.schema import Claim

_RANKS = r"(?:senior|lead|head|chief|principal|master)"
_RANKED = compiled(rf"\b{_RANKS}\b", re.IGNORECASE)
_BEING = re.compile(
    r"(?:\b(?:I|[Yy]ou)(?:['’](?:m|re|ve)| am| are| was| were| have)?(?: (?:also|now|already|still|long|been|am|was|were|are|become|became))* (?:an?|the) (?:[a-z-]+ ){0,2}|"
    r"(?<!such )(?<!well )(?<!same )\b[Aa]s (?:an? |the |their |its )?|\b(?:made|named|appointed|called|kept) (?:me|you) (?:an? |the |its |their )?|\bpromot\w+ to (?:be )?(?:an? |the )?|"
    r"\b(?:[Mm]y|[Yy]our) (?:post|job|role|title|work|rank)(?: (?:at|with|in|for) [^,;]{2,60}?)? (?:is|was)(?: that of)? (?:an? |the )?)$"
)
_SHORTEST = 3
_NEAR = 90


def find(letter: Letter) -> Iterator[Claim]:
    """The titles of an email that raise one of the resume's."""
    pattern = _raised(letter.sources.documents)
    if pattern is None or not letter.may_have(_RANKED):
        return
    for clause in letter.clauses:
        for match in pattern.finditer(clause.text) if clause.role is Role.TEXT else ():
            said, frame = match.group(), letter.frame(clause)
            if not frame.candidate_only or frame.mood is not Mood.CLAIM:
                break
            if letter.sources.resume.find(said) or not _BEING.search(clause.text[max(0, match.start() - _NEAR) : match.start()]):
                continue
            held = next(position.title for position in letter.sources.positions if position.title and position.title.value.casefold() == match["title"].casefold())  # fmt: skip
            reason = f"You wrote '{said}'; the resume has '{held.value}'."
            yield claim(clause, *match.span(), Kind.TITLE, Verdict.CONTRADICTED, reason, letter.sources.resume.of(held))


@lru_cache(maxsize=256)
def _raised(documents: Documents) -> Pattern | None:
    """A rank before one of the titles of a resume, none of which has a rank itself."""
    titles = (position.title.value for position in documents.facts.positions if position.title)
    plain = [title for title in titles if len(title) >= _SHORTEST and not _RANKED.search(title)]
    spelled = "|".join(map(re.escape, sorted(plain, key=len, reverse=True)))
    return compiled(rf"\b{_RANKS} (?P<title>{spelled})\b", re.IGNORECASE) if plain else None
