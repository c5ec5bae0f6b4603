"""Where somebody stayed on for a further degree: `a master's at MIT, where I stayed on for my PhD`.

The school is the one that the clause names before, or the last one of the sentence. It must be the one whose degree of that level the resume
has; a school that the resume does not know is `institutions`'. Not covered: a further degree told without a word of staying.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.abilities import institutions
from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_STAYED = {
    direction: compiled(
        rf"\b(?<!have ){me}(?: then| also| both)? (?:stayed|remained)(?: on)?(?P<where>[^,;:.]{{0,60}}?) (?:for|to (?:do|take|get|earn|finish|complete|read for)) (?:a |an |the |my |your |both )?(?=[A-Za-z])"
    )
    for direction, me in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
_WORDS_TO_DEGREE = 25


def find(letter: Letter) -> Iterator[Claim]:
    """The degrees of an email for which the candidate stayed on elsewhere."""
    pattern = _STAYED[letter.sources.direction]
    if not letter.may_have(pattern) or not letter.sources.resume.is_english:
        return
    for clause in letter.clauses:
        if clause.role is Role.TEXT and (match := pattern.search(clause.text)):
            yield from _judged(letter, clause, match)


def _judged(letter: Letter, clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    degree = next((one for one in degrees(clause.text) if 0 <= one.start - match.end() < _WORDS_TO_DEGREE), None)
    school = _school_before(letter.sources, clause, match.end())
    if not degree or not school or not letter.frame(clause).claims:
        return
    if strayed := institutions.strayed(letter.sources, school, degree):
        said = clause.text[match.start() : degree.end]
        reason = f"You wrote '{said}', of {school}; the resume gives this degree of {strayed}."
        yield claim(clause, match.start(), degree.end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason)


def _school_before(sources: Sources, clause: Clause, end: int) -> str:
    """The last of the resume's schools named before a place of a sentence."""
    told = clause.sentence.text[: clause.start - clause.sentence.start + end]
    schools = {study.institution.value for study in sources.facts.education if study.institution}
    named = [(places[-1], school) for school in schools if (places := names.mentions(told, school))]
    return max(named)[1] if named else ""
