"""A degree that an email denies the candidate altogether, or calls unfinished: `I dropped out of university`, `I never graduated`.

The resume must name a degree, and no study of it may be open: one that goes on, or any word of a degree broken off, leaves the denial true.
Denials of a degree of one level (`no master's degree`) are `denied`'s, those by their words alone (`no degree`) `negative`'s.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.claim import claim
from pipeline.grounding.words import any_in
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Evidence

SIGNS = r"dropped out|(?:broke off|abandoned|gave up|quit|left)(?= (?:university|college|my|your)\b)"
"""What denies it without a word of denial."""
_SIGNS = ("graduat", "degree", "studies", "universit", "college", "academic", "education", "diploma", "qualification")
_STUDY = (
    r"(?:university |college |bachelor['’]?s? |undergraduate |first )?(?:degree|studies|course of study|degree course|university|college)"
)
_CLOSED = r"(?=\s*(?:[.,;!]|$| (?:and|but|so|yet|though|at all|in the end|early|behind me|to my name|to your name|of any (?:kind|sort))\b))"
_DENIED = {
    direction: re.compile(
        rf"\b{me}(?:['’]ve| have| had)? (?:never|not|did not|didn['’]t|have not|haven['’]t|failed to|have yet to|yet to)(?: yet| actually| ever| quite| formally)? (?:(?:finish(?:ed)?|complet(?:ed?)|conclud(?:ed?)) (?:my|your|the|any|a) {_STUDY}|graduated?(?: from (?:an? |any |the )?(?:university|college))?|(?:obtain|earn|receiv|gain|get|got|t[ao]ke|took)(?:ed|e|en)? (?:my |your |a |any |the )?(?:university |college |academic )?degree){_CLOSED}"
        rf"|\b{me}(?:['’]ve| have)? (?:dropped out of|broke off|abandoned|gave up|quit|left) (?:(?:university|college)(?: (?:before graduating|before finishing|early|without (?:an? |any |my |your )?(?:degree|diploma|graduating|finishing)))|(?:my|your) {_STUDY})"
        rf"|\b{me}(?:['’]ve| have)? dropped out(?: of (?:university|college|(?:my|your) studies))?{_CLOSED}"
        rf"|\b{me}(?:['’]m| am|['’]re| are) (?:not an?|no) (?:university |college )?graduate{_CLOSED}"
        rf"|\b{me}(?:['’]ve)?(?: (?:do not|don['’]t|does not))? (?:have|hold|possess|got)?(?: no| any| an?)? (?<=no )(?:academic|formal|higher|university|college)(?: academic)? (?:qualifications?|education|degrees?|training)(?: (?:beyond|past|after|above) (?:high )?school| to (?:my|your) name)?{_CLOSED}"
        rf"|\b[Aa] (?:university |college )?degree is (?:something|a thing|one thing) (?:that )?{me} (?:do not|don['’]t|have never|never|lack)"
        rf"|\b(?:[Mm]y|[Yy]our) (?:resume|r[ée]sum[ée]|CV|profile) (?:does not|doesn['’]t|did not|didn['’]t) (?:mention|show|list|include|name|contain) (?:an?|any|your|my) (?:university |college |academic )?degree{_CLOSED}"
        rf"|\b(?:I|[Ww]e) (?:could |can )?(?:(?:did not|didn['’]t|do not|don['’]t|not|cannot|can['’]t|n['’]t) (?:see|find|spot|notice) (?:an?|any)|(?:find|found|see|saw) no) (?:university |college |academic )?degree (?:on|in|among|anywhere)\b"
    )
    for direction, me in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
_OPEN = re.compile(
    r"expected|in progress|unfinished|incomplete|not (?:completed|finished|awarded)|ongoing|pursuing|withdr|no degree|without (?:a )?degree|dropped out|discontinued|broken off|interrupted|candidate for|credits|left (?:after|early|without|before)|coursework|(?:one|two|three|four|\d) of (?:the )?(?:two|three|four|five|\d) years",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|whether|when|while|before|until|those|who|unless)\b[^,]*$", re.IGNORECASE)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The first denial of a clause that the candidate holds any degree."""
    if not any_in(clause.text.lower(), _SIGNS):
        return
    match = _DENIED[letter.sources.direction].search(clause.text)
    if match and not _CONDITION.search(clause.text[: match.start()]) and (shown := _finished(letter.sources)):
        reason = f"You wrote '{match.group()}'; the resume shows a degree: '{shown.text}'."
        yield claim(clause, *match.span(), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)


def _finished(sources: Sources) -> Evidence | None:
    """A degree of a study that is over, in a resume in which nothing is open."""
    today = f"{sources.date:%Y-%m}"
    if _OPEN.search(sources.resume.text):
        return None
    held = [one for one in sources.facts.education if one.degree]
    if any(not one.end or one.end == "present" or one.end > today[: len(one.end)] for one in held):
        return None
    return next((sources.resume.of(one.degree) for one in held if one.degree and degrees(one.degree.value)), None)
