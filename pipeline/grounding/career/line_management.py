"""Authority over people by right, of which a resume says that there is none: `Seven people report to me`, of `no direct reports`.

To lead a squad, a project or a shift is not to be anybody's line manager. Where the resume rules that out (`functional only`, `No line management`),
reports, disciplinary responsibility, appraisals and pay are no word for leading; where nobody was led at all they are borne out by nothing. Posts
are told apart by the employer that a sentence names. Not covered: resumes that say nothing on it and show people led.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.career import crew
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_LONGEST = 1500
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty)"
_RIGHT = r"(?:disciplinary|personnel|line[- ]management|line|people|staff|managerial)"
SAID = {
    direction: compiled(
        rf"\b(?:(?:{_NUMBER}|several|all|the|an?|some) (?:[\w’'-]+ ){{1,4}}?(?:now |still |currently |also |directly )?(?:report(?:s|ed|ing)?|answer(?:s|ed|ing)?) (?:directly |straight |in )*(?:in)?to {me}\b(?! (?:that|how|about|what|when|why|by|in)\b)|(?:{own}|{_NUMBER}|have|had|with) (?:\w+ )?direct reports\b"
        rf"|(?:have|had|hold|held|carr(?:y|ied)|bear|bore|with|given|{own}) (?:full |the |sole |complete |formal )*{_RIGHT} (?:responsibility|authority|accountability)\b(?: for| of| over)?|(?:line|people)[- ]manag(?:e|ed|ing)\b|line manager (?:of|to|for)\b"
        rf"|(?:do|did|write|wrote|hold|held|conduct(?:ed)?|carry out|carried out|run|ran|give|gave|lead|led|handle[d]?|responsible for) (?:the |their |all |{own} )?(?:[\w-]+ )?(?:appraisals?|performance reviews?|staff reviews?|annual reviews?)\b|(?:decid(?:e|ed|ing) (?:on |over |about )?|set|sets|setting|negotiat(?:e|ed) |fix(?:ed)? )(?:their|my team['’]s|the team['’]s|your team['’]s) (?:pay|salar(?:y|ies)|wages|bonus(?:es)?)\b)",
        re.IGNORECASE,
    )
    for direction, me, own in ((Direction.APPLICATION, "me", "my"), (Direction.OUTREACH, "you", "your"))
}
"""What claims people by right, by whose words they are."""
_TO_READER = re.compile(r"to (?:me|you)$", re.IGNORECASE)
"""At the end of people who report: whose they are is said there, whoever tells of it before."""
_PAST = re.compile(r"(?:ed|had|held|bore|did|wrote|ran|gave|led)\b")
_RULED_OUT = re.compile(
    rf"\b(?:no|without|not|never|nor)\b(?: \w+){{0,2}} (?:direct reports?|reports\b|{_RIGHT}[- ](?:management|responsibilit\w+|authority|reports?|manager)|management responsibilit\w+|personnel)\b|\bno (?:line[- ]management|line reports|people management|disciplinary)\b|\b(?:purely |only )?functional(?:ly)?(?: only| lead\w*)?(?=[,;.)\n]|$| for)|\bnot? (?:as )?(?:their )?line manager\b",
    re.IGNORECASE,
)
_BY_RIGHT = re.compile(
    rf"\b(?:direct reports|report(?:s|ing)? to me|line[- ]manag\w+|{_RIGHT} responsibilit\w+|appraisals?|performance reviews?|hired|hiring|manag(?:ed|ing|es|e) (?:a |the |an |up to |about )?(?:[\w-]+ ){{0,3}}(?:team|people|staff|crew))\b",
    re.IGNORECASE,
)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The first claim of a clause to people who are the candidate's by right, where the resume gives none."""
    text, sources = clause.text[:_LONGEST], letter.sources
    match = SAID[sources.direction].search(text)
    if not match or not sources.resume.is_english or not sources.resume.text:
        return
    before = text[max(0, match.start() - 40) : match.start()]
    if (
        terms.NOT_DONE.search(before)
        or not (_TO_READER.search(match.group()) or terms.is_subject(sources.direction, before))
        or not letter.frame(clause).claims
    ):
        return
    if sources.direction is Direction.OUTREACH and terms.FUTURE.search(text[: match.end()]):
        return
    said = match.group()
    if ruled := _ruled_out(sources, clause, said):
        evidence = sources.resume.evidence(*ruled)
        reason = f"You wrote '{said}'; the resume says '{evidence.text}'."
        yield claim(clause, *match.span(), Kind.SCOPE, Verdict.CONTRADICTED, reason, evidence)
    elif not crew.anybody_led(sources, clause):
        yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, f"You wrote '{said}'; the resume shows nobody led.")


def rules_out(text: str) -> bool:
    """Whether a line says that nobody was the candidate's by right."""
    return _RULED_OUT.search(text) is not None


def _ruled_out(sources: Sources, clause: Clause, said: str) -> tuple[int, int] | None:
    """Where the resume says that nobody was the candidate's by right: in the post that a clause names or that is held now, else wherever no other line shows it."""
    named = crew.positions_named(sources, clause)
    held = named or ([] if _PAST.search(said) else [position for position in sources.positions if position.end == "present"])
    bullets = [bullet for position in held for bullet in position.bullets]
    ruled = ((bullet, _RULED_OUT.search(bullet.value)) for bullet in bullets)
    there = next(((bullet.start + one.start(), bullet.start + one.end()) for bullet, one in ruled if one), None)
    return there if there or named else _ruled_out_in(sources.resume)


@lru_cache(maxsize=256)
def _ruled_out_in(resume: Source) -> tuple[int, int] | None:
    found = _RULED_OUT.search(resume.text)
    if found and not _BY_RIGHT.search(_RULED_OUT.sub(" ", resume.text)):
        return found.span()
    return None
