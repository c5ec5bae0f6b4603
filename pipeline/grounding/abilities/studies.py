"""Studies that an email tells without a degree: `majored in economics`, `a Wharton graduate`, `Harvard-educated`, `passed the bar exam`.

The subject must stand among the studies of the resume, the school anywhere in it. A resume whose studies name no field decides no subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import degrees_told, schools
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.figures.numbers import CALENDAR
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.names import mentions
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_SUBJECT = compiled(
    r"\b(?:major(?:ed|ing)|minor(?:ed|ing)|(?:my|your|an?|the) (?:major|minor)) (?:in|was(?: in)?|is(?: in)?) (?P<what>(?:(?!(?:and (?:I|you|my|then|have|am|was|took|went|got|did|left|wrote|[a-z]+ed)|at|from|with|but|which|who|while|before|because|as|so|on|to|is|was|what|where|when|how|my|your|our)\b)[^\W\d_][\w'’&-]*[ ]?){1,4})"
)
_MAJOR = compiled(
    r"\b(?P<what>[A-Za-z][a-z]{2,}(?: [A-Za-z][a-z]{2,}){0,2}) (?:was|is|as) (?P<whose>my|your) (?:main subject|major)\b|\bmajor(?:ed|ing) in (?P<in>[A-Za-z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
)
_MINOR = re.compile(
    r"\b(?:minor(?:ed|ing)?|subsidiary|second subject)(?: subject)?(?: in|:| of) [\w'’-]+(?: (?:and |& )?[A-Z][\w'’-]+)*|\b[A-Z][\w'’-]+ (?:\(minor\)|minor\b)",
    re.IGNORECASE,
)
"""What a resume gives as the lesser subject."""
_STUDIED = compiled(
    r"\b(?:studied|read) (?P<what>(?!(?:hard|part|full|abroad|there|here|for|as|under|further|in|at|on|with|and|to|by|law and|my|your|the|a|an|about|while|beside|before|after|until|from|both|also|two|three|four)\b)(?:(?!(?:at|in|and (?:I|then|later|have|had|was|am|worked|wrote|did|took)|for|from|with|under|by|to|until|while|where|before|after|on|during|between|since)\b)[^\W\d_][\w'’&-]*,? ?){1,5})(?:at|in) (?=(?P<where>[A-Z]))"
)
_SCHOOL = compiled(
    r"(?:\b(?:[Aa]n?|[Aa]s an?|fellow|proud|am|are)(?: [a-z]+)? )(?P<what>[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,3})[- ](?:graduate|alum(?:nus|na|ni)?|educated|grad)\b(?! (?:student|school|program|programme|scheme|engineer|trainee|role|job|post))"
)
_DIPLOMA = compiled(
    rf"\bDiploma in (?P<what>(?!(?i:{CALENDAR})\b)[A-Z][a-z]{{2,}}(?:(?: and| of)? [A-Z][a-z]{{2,}}){{0,3}})(?= from\b| at\b| in (?:19|20)|[.,;]|$)"
)
_EXAM = compiled(r"\bpassed (?:the |my |all )?(?P<what>(?:[A-Za-z][\w-]* ){1,4})(?:exams?|examinations?|boards?)\b")
_FIELD = 4
"""Letters of a word of a field of study."""
_LEVELS = frozenset(
    "bachelor bachelors master masters doctor degree diploma certificate science arts honours honors executive course school secondary upper higher national of".split()
)
_SMALL = frozenset(
    "and the of in for all my first second final state national written oral driving entrance certification professional".split()
)


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are studies of the candidate, told without a degree."""
    resume = letter.sources.resume
    if not resume.is_english or not letter.may_have(_SUBJECT, _MAJOR, _STUDIED, _SCHOOL, _EXAM, _DIPLOMA):
        return
    for clause in letter.clauses:
        if clause.role is not Role.TEXT:
            continue
        yield from _studied(letter, clause)
        yield from _major(letter, clause)
        for pattern in (_SUBJECT, _SCHOOL, _EXAM, _DIPLOMA):
            for match in pattern.finditer(clause.text):
                start, end = match.start("what"), match.start("what") + len(match["what"].rstrip())
                if asserted(letter, clause, match.start(), end) <= Strength.LOOSE:
                    continue
                missing = _missing(match["what"], folded(schools.of_studies(letter.sources) if pattern is _SUBJECT else resume.text))
                if missing and (pattern is not _SUBJECT or letter.sources.facts.education):
                    reason = f"You wrote '{clause.text[start:end]}' of the studies; the resume does not give '{missing}' there."
                    yield claim(clause, start, end, Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


def _studied(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What was studied at a school of the resume, whose studies all name a field: `I studied law at Corrib University`."""
    sources = letter.sources
    for match in _STUDIED.finditer(clause.text):
        end = match.start("what") + len(match["what"].rstrip(" ,"))
        at = [
            study
            for study in sources.facts.education
            if study.institution and _begins(clause.text, match.start("where"), study.institution.value)
        ]
        if not at or not all(study.degree and _names_field(study.degree.value) for study in at):
            continue
        missing = _missing(match["what"], folded(schools.of_studies(sources)))
        if missing and asserted(letter, clause, match.start(), end) > Strength.LOOSE:
            reason = f"You wrote '{clause.text[match.start('what') : end]}' of the studies; the resume does not give '{missing}' there."
            yield claim(clause, match.start("what"), end, Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


def _major(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A main subject that the resume gives as the lesser one, or not at all: `economics was your major`."""
    told = schools.of_studies(letter.sources) if _MAJOR.may_stand(clause.text) else ""
    lesser = [match.group() for match in _MINOR.finditer(told)]
    for match in _MAJOR.finditer(clause.text) if lesser else ():
        name = "what" if match["what"] else "in"
        own = (
            match["what"]
            and letter.frame(clause).mood is Mood.CLAIM
            and (match["whose"] == "my") is (letter.sources.direction is Direction.APPLICATION)
        )
        if (own or asserted(letter, clause, *match.span(name)) > Strength.LOOSE) and _missing(match[name], folded(_MINOR.sub(" ", told))):
            reason = f"You wrote '{match.group()}'; the resume says '{' '.join(lesser[0].split())}'."
            yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason)


def _begins(text: str, place: int, name: str) -> bool:
    """Whether a text names an institution at a place."""
    return any(start <= place < end for start, end in mentions(text, name))


def _names_field(degree: str) -> bool:
    """Whether a degree is more than a level: `BSc Biology`."""
    words = [folded(match.group()) for match in WORD.finditer(degree)]
    return sum(len(word) >= _FIELD and word not in _LEVELS for word in words) > 0


def _missing(what: str, told: str) -> str:
    """The first telling word that a text does not have, under any ending or usual synonym."""
    words = [match.group() for match in WORD.finditer(what) if folded(match.group()) not in _SMALL]
    return next((word for word in words if not degrees_told.is_told(folded(word), told)), "")
