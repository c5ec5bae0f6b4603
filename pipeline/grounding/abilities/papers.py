"""Papers named by a plain noun that no list knows: `a teaching qualification`, `the site safety ticket`.

    for claim in find(letter): ...

What the candidate says to hold must share half of its telling words with one line of the resume that speaks of papers: a certificate that
was read, a course of study, or a line with a word for a paper. A resume without any such line bears out none. Not covered: papers told
by name alone, which `credentials` reads, and whether the paper is still in force.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, folded, has_beginning
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_NOUN = r"(?:qualification|certificat(?:e|ion)|ticket|accreditation|credential|clearance)"
_HELD = r"(?:(?:['’]ve| have| was| were)(?: (?:also|already|since|just|recently))* (?:been )?(?:got|earned|gained|granted|given|issued|awarded)|['’]ve (?:got|earned|gained)|(?: also| already| now)? (?:hold|have|earned|gained|obtained|completed|possess|bring)(?: got| also)?)"
_WORDS = r"(?:(?!(?:and|or|no|not|of|for|from|in|with|that|which|who|I|you|your|relevant|necessary|right|required)\b)[\w’'-]+ ){1,4}"
_PAPER = {
    Direction.APPLICATION: compiled(
        rf"\bI{_HELD} (?:[^.;:]{{0,60}}, |[^.;:]{{0,40}} and )?(?:an?|the|my|both an?) (?P<paper>(?P<what>{_WORDS}){_NOUN})\b"
    ),
    Direction.OUTREACH: compiled(
        rf"\b[Yy]ou{_HELD} (?:[^.;:]{{0,60}}, |[^.;:]{{0,40}} and )?(?:an?|the|your) (?P<paper>(?P<what>{_WORDS}){_NOUN})\b"
    ),
}
_SPEAKS = re.compile(
    r"certif|licen[cs]|clear(?:ed|ance)|vett(?:ed|ing)|ticket|\bcard\b|credential|diploma|qualif|accredit|\btrain|award|course|degree|bachelor|master|\blevel\b|educat|universi|"
    r"\bb\.?sc\b|\bb\.?a\b|\bm\.?sc\b|\bm\.?a\b|\bmba\b|ph\.?d"
)
_CONDITION = re.compile(r"\b(?:once|until|unless|if|whether|should|as soon as|assuming)\b", re.IGNORECASE)
_IDLE = STOP_WORDS | frozenset(
    "formal further professional recognised recognized additional good full valid current higher special useful various same kind".split()
)
_ROOT = 4
_SHORTENED = 3


def find(letter: Letter) -> Iterator[Claim]:
    """The papers of an email of which no line of the resume speaks."""
    resume, pattern = letter.sources.resume, _PAPER[letter.sources.direction]
    if not resume.is_english or not resume.text or not letter.may_have(pattern):
        return
    for clause in letter.clauses:
        for match in pattern.finditer(clause.text) if clause.role is Role.TEXT and letter.frame(clause).claims else ():
            words = [
                folded(word.group())
                for word in WORD.finditer(match["what"])
                if len(word.group()) >= _ROOT and folded(word.group()) not in _IDLE
            ]
            if (
                frames.denies(clause.text[: match.start("paper")])
                or _CONDITION.search(clause.text[: match.start("paper")])
                or not words
                or _is_told(resume, tuple(words))
            ):
                continue
            reason = f"You wrote '{match['paper']}'; no line of the resume speaks of such a paper."
            yield claim(clause, *match.span("paper"), Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


@lru_cache(maxsize=256)
def _is_told(resume: Source, words: tuple[str, ...]) -> bool:
    """Whether half of some words stand, under any ending, in one line on papers, or right below a heading of them."""
    above = ""
    for line in resume.folded.splitlines():
        told = sum(has_beginning(line, word[: max(_ROOT, len(word) - _SHORTENED)]) for word in words)
        if 2 * told >= len(words) and (_SPEAKS.search(line) or _SPEAKS.search(above)):
            return True
        above = line if line.strip() and _SPEAKS.search(line) else above
    return False
