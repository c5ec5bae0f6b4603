"""Clients, partners, offices, investors and owners that an email names as the employer's: `clients such as Acme and Brightwater`.

    for claim in find(letter, clause): ...

A name is supported by any source that has it, or a telling word of it. Not covered: names in small letters, and those of skills.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import proper
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Side
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded, stem, stems
from pipeline.profile.skill_names import spellings
from pipeline.schema import Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_NAME = r"(?:[A-Z][\w&'’.-]*\w|[A-Z]{2,})"
_NAMES = rf"{_NAME}(?: (?:of |and |& |the |de )?{_NAME}){{0,3}}"
_LISTED = compiled(
    rf"\b(?:clients?|customers?|partners?|investors?|sponsors?|users|brands?|competitors|offices?|headquarters|headquartered|HQ|branches|hubs?|stores?|studios?|sites?|labs?|plants?|warehouses?|campus(?:es)?|presence|operations|locations?|teams?)\b"
    rf"(?: (?:such as|include|includes|including|like|are|is|ranging from|in|across|at|from|both in|and operations in|located in|based in)| ?[,:(]| (?:already |currently )?(?:include|including))+ (?:the likes of |both |in |places like |cities like )?(?P<names>{_NAMES}(?:(?:, (?:and |or )?| and | or | & | to ){_NAMES}){{0,5}})"
)
_FUNDED = compiled(
    rf"\b(?:(?:backed|funded|financed|owned|acquired|bought) by|(?:round|[Ss]eries [A-H]|investment|funding|capital)(?: \w+){{0,2}} (?:led by|from|by)) (?:investors? (?:like|such as|including) |the likes of )?(?P<names>{_NAMES}(?:(?:, (?:and |or )?| and | & ){_NAMES}){{0,3}})"
)
PATTERNS = (_LISTED, _FUNDED)
"""One of them stands in any clause with a finding."""
_SPLIT = re.compile(r", (?:and |or )?| and | or | & | to ")
_COMMON = frozenset("i we you our your my it the a an this that there here monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december both europe english".split())  # fmt: skip


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """Clients, partners, offices, investors and owners by name."""
    sources = letter.sources
    frame = letter.frame(clause)
    if Side.EMPLOYER not in frame.about:
        return
    for match in (*_LISTED.finditer(clause.text), *_FUNDED.finditer(clause.text)):
        start = match.start("names")
        for piece in _SPLIT.split(match["names"]):
            at = clause.text.index(piece, start)
            start = at + len(piece)
            if folded(piece) in _COMMON or len(spellings(piece)) > 1 or not _is_name(clause.text, at, start):
                continue
            known = _known(sources, piece)
            if known:
                yield claim(clause, at, start, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "A source names it.", known)
            else:
                yield claim(clause, at, start, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{piece}' of the employer; the posting does not name it.")  # fmt: skip


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a name stands at a place: `Mon-Thu` behind `on site` is none."""
    return text[start].isupper() and any(name.start < end and start < name.end for name in proper.names_in(text))


def _known(sources: Sources, name: str) -> Evidence | None:
    """Where a name, or its first telling word, stands in any source."""
    words = [match.group() for match in WORD.finditer(name)]
    for phrase in (name, *words):
        if found := sources.job.find(phrase) or sources.resume.find(phrase):
            return found
    if found := proper.knows(sources.job, name) or proper.knows(sources.resume, name):
        return found
    request = sources.request
    wanted = {stem(word) for word in words}
    for text in (request.wishes, request.subject, request.sender.name, request.recipient.name):
        if text and wanted & set(stems(text)):
            return sources.given(text)
    return None
