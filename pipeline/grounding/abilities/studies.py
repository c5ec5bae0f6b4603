"""Studies that an email tells without a degree: `majored in economics`, `a Wharton graduate`, `Harvard-educated`, `passed the bar exam`.

The subject must stand among the studies of the resume, the school anywhere in it. A resume whose studies name no field decides no subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import degrees, schools
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.words import WORD, folded, has_any
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.schema import Claim

_SUBJECT = re.compile(
    r"\b(?:major(?:ed|ing)|minor(?:ed|ing)|(?:my|your|an?|the) (?:major|minor)) (?:in|was(?: in)?|is(?: in)?) (?P<what>(?:(?!(?:and (?:I|you|my|then|have|am|was)|at|from|with|but|which|who|while|before|because|as|so|on|to|is|was|what|where|when|how|my|your|our)\b)[^\W\d_][\w'’&-]*[ ]?){1,4})"
)
_SCHOOL = re.compile(
    r"(?:\b(?:[Aa]n?|[Aa]s an?|fellow|proud|am|are)(?: [a-z]+)? )(?P<what>[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,3})[- ](?:graduate|alum(?:nus|na|ni)?|educated|grad)\b(?! (?:student|school|program|programme|scheme|engineer|trainee|role|job|post))"
)
_EXAM = re.compile(r"\bpassed (?:the |my |all )?(?P<what>(?:[A-Za-z][\w-]* ){1,4})(?:exams?|examinations?|boards?)\b")
_SMALL = frozenset(
    "and the of in for all my first second final state national written oral driving entrance certification professional".split()
)


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are studies of the candidate, told without a degree."""
    resume = letter.sources.resume
    if not resume.is_english:
        return
    for clause in letter.clauses:
        if clause.role is not Role.TEXT or not has_any(clause.text, ("major", "minor", "grad", "alum", "educated", "passed")):
            continue
        for pattern, told in ((_SUBJECT, schools.of_studies(letter.sources)), (_SCHOOL, resume.text), (_EXAM, resume.text)):
            for match in pattern.finditer(clause.text):
                start, end = match.start("what"), match.start("what") + len(match["what"].rstrip())
                if asserted(letter, clause, match.start(), end) <= Strength.LOOSE:
                    continue
                missing = _missing(match["what"], folded(told))
                if missing and (pattern is not _SUBJECT or letter.sources.facts.education):
                    reason = f"You wrote '{clause.text[start:end]}' of the studies; the resume does not give '{missing}' there."
                    yield claim(clause, start, end, Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


def _missing(what: str, told: str) -> str:
    """The first telling word that a text does not have, under any ending or usual synonym."""
    words = [match.group() for match in WORD.finditer(what) if folded(match.group()) not in _SMALL]
    return next((word for word in words if not degrees.is_told(folded(word), told)), "")
