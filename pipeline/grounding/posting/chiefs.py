"""To whom a post reports: `reports to the director`, `answers to our CTO`, `the line manager is the matron`.

    for claim in find(letter, clause): ...

The posting must have that chief: the words of the title in one of its lines, beside a word for a chief. `Lead`, `manager` and the like by
themselves say nothing. Not covered: chiefs told of by name, and chains of two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_CHIEF = r"(?:director|manager|officer|lead|leader|head|president|vp|chief|partner|founder|principal|board|owner|supervisor|engineer|editor|controller|matron|chef|dean|foreman|captain|coordinator|secretary|chair(?:man|woman|person)?|superintendent|administrator|executive|minister|provost|warden|curator|conductor)"
_WHOM = rf"(?:the |our |my |a |an |your |its |their |this )?(?:[a-z]+['’]s )?(?P<whom>chief [A-Za-z]+(?: officer)?|[A-Za-z-]+ of (?:[A-Za-z]+ )?[A-Za-z]+(?: and [A-Za-z]+)?|(?-i:[A-Z]{{2,4}})\b|(?:[A-Za-z-]+ ){{0,3}}?{_CHIEF}s?\b(?: of (?:[A-Za-z]+ )?[A-Za-z]+(?: and [A-Za-z]+)?)?)"
_REPORTS = compiled(
    rf"\b(?:(?:reports?|reporting|answers?|answering|answerable|accountable)(?: (?:directly|straight|only|solely|in|back|daily|weekly|monthly)){{0,2}} (?:in)?to|(?:is|are|be|being) (?:line[- ])?(?:managed|supervised|overseen) by|under the (?:supervision|direction|leadership|guidance) of|(?:line manager|supervisor|boss) (?:is|will be|would be)) {_WHOM}",
    re.IGNORECASE,
)
PATTERNS = (_REPORTS,)
"""One of them stands in any clause with a finding."""
_OFFICERS = {"ceo": "chief executive|managing director|ceo", "cto": "chief technology|chief technical|cto", "cfo": "chief financial|finance director|cfo", "coo": "chief operating|coo", "cmo": "chief marketing|cmo", "cpo": "chief product|chief people|cpo", "cio": "chief information|cio", "ciso": "chief information security|ciso", "md": "managing director|md", "vp": "vice president|vp"}  # fmt: skip
_ANY_CHIEF = re.compile(rf"\b{_CHIEF}s?\b", re.IGNORECASE)
_PAPERS = re.compile(
    r"\b(?:present|submit|sen[dt]|deliver|prepar|writ|wrote|gave|giv|produc|fil|provid|issu|compil|draft|mak|made|creat|generat|run|ran)\w*\b[^,;.]{0,40} reports$",
    re.IGNORECASE,
)
"""Reports on paper: `presented utilization reports to managers`."""
_NEAR = 60
_PARTS = re.compile(r"[^\n.;]+")
_RANKS = frozenset("chief director president vp owner founder partner board principal dean".split())
"""Chiefs of whom no other word tells, as `head` does of a manager."""
_GENERIC = frozenset(map(stem, "manager supervisor lead leader line team boss head hiring direct own new".split()))
"""What any post's chief is."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause on whom the post reports to."""
    sources = letter.sources
    if (
        sources.direction is Direction.APPLICATION
        and not letter.frame(clause).employer_only
        and frames.names_candidate(clause.text, sources.direction)
    ):
        return
    for match in _REPORTS.finditer(clause.text):
        whom = match["whom"]
        if _PAPERS.search(clause.text[max(0, match.start() - _NEAR) : match.start() + len("reports")]):
            continue
        if _has(sources.job, whom):
            yield claim(
                clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting names this chief.", sources.job.find(whom)
            )
        elif not sources.resume.find(whom):
            reason = f"You wrote '{match.group()}'; the posting does not say that the role reports there."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


def _has(job: Source, whom: str) -> bool:
    """Whether a posting has a chief of that title, in whatever order of words."""
    spelled = _OFFICERS.get(whom.lower())
    if job.find(whom) or (spelled and re.search(rf"\b(?:{spelled})\b", job.text, re.IGNORECASE)):
        return True
    if spelled:
        return False
    words = [word for match in WORD.finditer(folded(whom)) if (word := match.group()) not in STOP_WORDS and stem(word) not in _GENERIC]
    office = {stem(word) for word in words if word in _RANKS or not _ANY_CHIEF.fullmatch(word)}
    if not office:
        return all(job.has_word(word) for word in words)
    return any(office <= line for line in _lines(job))


@lru_cache(maxsize=256)
def _lines(job: Source) -> tuple[frozenset[str], ...]:
    """The stems of each part of a posting that speaks of a chief."""
    return tuple(frozenset(stems(part.group())) for part in _PARTS.finditer(job.folded) if _ANY_CHIEF.search(part.group()))
