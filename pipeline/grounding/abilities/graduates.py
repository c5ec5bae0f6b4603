"""That the candidate has graduated, told without a noun for the degree, of a resume whose only degree is under way: `I graduated this May`.

Needs the candidate as the subject. What somebody graduated from must be the school of that study, a university or nothing: courses and schools
before it may be over. Not covered: what the resume says of it in words alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.claim import claim
from pipeline.grounding.figures.numbers import CALENDAR
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded, place_of_whole
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Study

_GRADUATED = {
    direction: compiled(
        rf"\b(?:{me}(?:['’](?:ve|d)| have| had)?(?: only| just| recently| already| also| since| then)? graduated\b|[Hh]aving (?:just |recently )?graduated\b|{me}(?:['’](?:m|re)| am| are) (?:an? |now |already )*(?:recent |fresh |new |university |college )*graduate\b|[Aa]s an? (?:recent |fresh |new )?(?:university |college )?graduate\b)"
    )
    for direction, me in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
_BEHIND = re.compile(
    r" (?:of|from|at) (?:the |an? |my |your )?(?P<what>[^,;.]{2,60})|(?P<of_else> (?:student|school|programme|program|course|work|to|scheme|role|nurse|trainee)\b)"
)
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]*[a-zA-Z]")
_MONTH = re.compile(CALENDAR, re.IGNORECASE)
_UNIVERSITY = re.compile(r"(?:university|college)\b(?! (?:of|prep))")
_NEAR = 60
_TO_COME = re.compile(
    r"\b(?:once|when|until|till|as soon as|if|before|by the time|after|will|not|never|yet)\b[^,.;]*$|n['’]t\b[^,.;]*$", re.IGNORECASE
)


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email to be past a study that is under way."""
    pattern = _GRADUATED[letter.sources.direction]
    study = only_open_study(letter.sources) if letter.may_have(pattern) else None
    if study is None:
        return
    for clause in letter.clauses:
        match = pattern.search(clause.text) if clause.role is Role.TEXT else None
        if not match or _TO_COME.search(clause.text[max(0, match.start() - _NEAR) : match.end()]) or not letter.frame(clause).claims:
            continue
        behind = _BEHIND.match(clause.text, match.end())
        if behind and (behind["of_else"] or not _is_of_study(letter.sources, behind["what"])):
            continue
        reason = f"You wrote '{match.group()}'; the resume has it under way: '{study[2]}'."
        evidence = letter.sources.resume.evidence(study[0], study[1])
        yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, evidence)


def only_open_study(sources: Sources) -> tuple[int, int, str] | None:
    """The place and words of the study of a resume all of whose degrees are under way on the day of writing."""
    today = f"{sources.date:%Y-%m}"
    studies = _degrees(sources)
    if any(not study.end or (study.end != "present" and study.end <= today[: len(study.end)]) for study in studies):
        return None
    return next(((one.start, one.end, one.value) for study in studies if (one := study.degree)), None)


def _degrees(sources: Sources) -> list[Study]:
    """The resume's studies for a degree: no course and no ticket."""
    return [study for study in sources.facts.education if study.degree and degrees(study.degree.value)]


def _is_of_study(sources: Sources, what: str) -> bool:
    """Whether what somebody graduated from is a university by its sort alone, or one of the resume's studies."""
    schools = [folded(study.institution.value) for study in _degrees(sources) if study.institution]
    named = [folded(match.group()) for match in _CAPITAL.finditer(what) if not _MONTH.fullmatch(match.group())]
    return bool(_UNIVERSITY.match(what)) or bool(named and any(place_of_whole(school, named[0]) >= 0 for school in schools))
