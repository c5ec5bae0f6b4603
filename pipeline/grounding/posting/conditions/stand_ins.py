"""Experience told as taken in place of a degree, where the posting takes none: `years on the job can stand in for it` of `no substitutions`.

    for claim in find(letter, clause): ...

A posting bears it out with any word for what is as good (`or equivalent`, `in lieu of`). Not covered: how many years are taken for one of study.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_WORK = r"(?:experience|years?(?: (?:on|in|of) (?:the |a )?[\w-]+)?|time (?:on|in) the [\w-]+|practice|a track record|work history)"
_PAPER = r"(?:(?:the|an?|any|this|that|our|your|some of the|part of the) (?:[\w'’-]+ ){0,3}?(?:degree|diploma|education|qualifications?|bachelor['’]s|master['’]s|schooling|studies|requirement)|it|one)"
_SAID = compiled(
    rf"\b{_WORK}(?: \w+){{0,2}} (?:can |may |could |will |would |might |does |do |also )*(?:stands? in|substitutes?|makes? up|fills? in|serves? in place|be (?:accepted|taken|counted|used)|(?:is|are) (?:accepted|taken|fine|welcome)|counts?) (?:for|as|in place of|instead of|in lieu of) {_PAPER}(?!\w)"
    rf"|\b(?:swap|trade|substitute|exchange|offer|accept|take|use)(?:s|ing)? (?:\w+ )?{_WORK}(?: \w+){{0,2}} (?:for|in place of|instead of|in lieu of) {_PAPER}(?!\w)"
    rf"|\b(?:replace|make up for|swap|trade)(?:s|ing)? {_PAPER} (?:with|by|for) (?:\w+ )?{_WORK}\b",
    re.IGNORECASE,
)
PATTERNS = (_SAID,)
_IF = re.compile(r"\b(?:if|whether|unless|in case)\b", re.IGNORECASE)
_REFUSED = re.compile(
    r"\bno substitut\w+[^.;\n]{0,20}|\bsubstitut\w+ (?:is|are|will) not\b[^.;\n]{0,20}|\bnot (?:be )?(?:accept|substitut)\w*[^.;\n]{0,40}(?:in lieu|instead|experience)",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:equivalen\w+|in lieu|substitut\w+|comparable|combination of|in place of|instead of|in exchange|as good as|or similar|or (?:\w+ ){0,3}experience)\b",
    re.IGNORECASE,
)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that the employer takes experience for a degree."""
    if letter.frame(clause).mood is Mood.QUESTION or _IF.search(clause.text):
        return
    job = letter.sources.job
    for match in _SAID.finditer(clause.text):
        if frames.denies(clause.text[: match.start()].rpartition(",")[2]) or frames.denies(match.group()):
            continue
        refused, is_given = _of(job)
        if refused:
            reason = f"You wrote '{match.group()}'; the posting says '{job.text[slice(*refused)]}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, job.evidence(*refused))
        elif not is_given:
            reason = f"You wrote '{match.group()}'; the posting takes nothing in place of what it asks for."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


@lru_cache(maxsize=256)
def _of(job: Source) -> tuple[tuple[int, int] | None, bool]:
    """Where a posting refuses to take one thing for another, and whether it speaks of doing so."""
    refused = _REFUSED.search(job.text)
    return (refused.span() if refused else None), _GIVEN.search(job.text) is not None
