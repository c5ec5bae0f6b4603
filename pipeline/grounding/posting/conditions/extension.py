"""How the term of a post goes on, told otherwise than the posting has it: `a guaranteed extension` of `may be extended`, `not renewable`.

    for claim in find(letter, clause): ...

That a term is sure to go on must stand in the posting with a word for it; that it cannot go on is contradicted by a posting where it may. Not
covered: by how long, which is a number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_POST = r"(?:appointment|contract|post|position|role|term|fellowship|engagement|assignment|secondment|placement|job|it)"
_ON = r"(?:extension|renewal|prolongation)"
_SURE = r"(?:guaranteed|automatic|certain|assured|definite|sure|built[- ]in|promised)"
TOLD = compiled(
    rf"\b(?P<sure>{_SURE} (?:[\w-]+ ){{0,2}}?{_ON}\b(?! (?:fees?|rates?|cords?|work|sales))"
    rf"|{_ON} (?:of (?:the|your|this) {_POST} )?(?:(?:for|to|by|after) (?:[\w-]+ ){{1,4}}?)?(?:is|are|comes?) (?:already |all but |as good as )?{_SURE}\b"
    rf"|{_POST} (?:(?:of|for) [^.;,]{{2,20}} )?(?:(?:is|gets?|will be|would be|is going to be) (?:(?:then|always|automatically|certainly|definitely|sure to be|certain to be|bound to be|guaranteed to be) ){{1,2}}(?:extended|renewed|prolonged)"
    rf"|(?:will be|is|gets?) (?:extended|renewed|prolonged) (?:automatically|for (?:sure|certain)|as a matter of course|without fail)|(?:extends|renews|rolls over) automatically|will (?:then )?be (?:extended|renewed|prolonged)))\b"
    rf"|\b(?P<never>{_POST} (?:(?:of|for) [^.;,]{{2,20}} )?(?:(?:cannot|can not|can['’]t|may not|will not|won['’]t) (?:ever )?be (?:extended|renewed|prolonged)|(?:is|are|['’]s) (?:not|non-?) ?(?:renewable|extendable|extensible)|isn['’]t (?:renewable|extendable))"
    rf"|(?:no|without (?:any |the |an? )?)(?: ?(?:possibility|chance|option|prospect|hope) of (?:an? )?)? ?(?:{_ON})(?! (?:fees?|rates?|cords?)))\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    rf"\b(?:may|can|could|might|eligible to) (?:\w+ ){{0,2}}?be (?:extended|renewed|prolonged)|\b(?:possib\w+|option\w*|potential|chance|eligib\w+|ability|opportunity)\b[^.;\n]{{0,30}}\b(?:{_ON}|to (?:extend|renew))|\b{_ON}s? (?:\w+ )?(?:possible|option\w*|available)|\b(?<!not )(?<!non-)(?:renewable|extendable)\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    rf"\b(?:{_SURE} {_ON}|(?:automatically|will be) (?:extended|renewed|prolonged)|(?:extended|renewed|renews|extends) automatically|{_ON} (?:is|are) {_SURE})\b",
    re.IGNORECASE,
)
_ONE_OF_TWO = re.compile(r"\b(?:if|once|where|when|provided|should|unless|whether|or)\b", re.IGNORECASE)
"""What makes an extension hang on something, which no promise does."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that the term of the post goes on for certain, or cannot."""
    if not TOLD.may_stand(clause.text):
        return
    frame, job = letter.frame(clause), letter.sources.job
    outreach = letter.sources.direction is Direction.OUTREACH
    if frame.mood is Mood.ASKED or frame.candidate_only or (not outreach and frames.denies(clause.text[:40])):
        return
    for match in TOLD.finditer(clause.text):
        said = match.group()
        if match["sure"]:
            before = clause.text[: match.start()]
            if frames.denies(before[-60:]) or _ONE_OF_TWO.search(clause.text) or _CERTAIN.search(job.text):
                continue
            may = _may(job)
            verdict, says = (
                (Verdict.CONTRADICTED, f"the posting says '{may.text}'")
                if may
                else (Verdict.UNSUPPORTED, "the posting does not promise it")
            )
        elif may := _may(job):
            verdict, says = Verdict.CONTRADICTED, f"the posting says '{may.text}'"
        else:
            continue
        yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, verdict, f"You wrote '{said}'; {says}.", may)


@lru_cache(maxsize=256)
def _may(job: Source) -> Evidence | None:
    """Where a posting says that the term may go on."""
    found = _MAY.search(job.text)
    return job.evidence(*found.span()) if found else None
