"""Whose something is that a clause names at a place: the candidate's, the employer's, or nobody's.

    whose(letter, clause, start, end)    -> Side.EMPLOYER for `Kafka` in `your Kafka platform`

The nearest pronoun before it tells, else the one behind it, else what the clause is about as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.abilities.ability import ABILITY
from pipeline.grounding.abilities.lacking import behind_list, is_listed
from pipeline.grounding.abilities.nearby import WINDOW, around, last
from pipeline.grounding.frames import Side
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause

_OWN = {
    Direction.APPLICATION: r"I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|mine|[Mm]yself|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]ur|ours|us",
    Direction.OUTREACH: r"[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Yy]ourself",
}
_OTHER = {
    Direction.APPLICATION: r"[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Tt]hey|[Tt]heir",
    Direction.OUTREACH: r"I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]urs?|us|[Tt]hey|[Tt]heir",
}
_JOB = r"(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+[ -]){0,3}?(?:role|post|position|job|vacancy|posting|advert|advertisement|ad|opening|team|company|client|firm|practice)(?:['’]s)?"
_MARKS = {
    direction: compiled(rf"\b(?:(?P<own>{_OWN[direction]})|(?P<other>{_OTHER[direction]}|{_JOB}))(?![\w’'])") for direction in Direction
}
DATIVE = re.compile(r"\b(?:offer|bring|give|provide|promise|show|lend)(?:s|ing)? (?:you|us)(?![\w'’])")
"""To whom something is given, which is not whose it is: `I can offer you Kafka`."""
_LONGEST_VERB = 20
_OFFERED = re.compile(
    r"[Yy]ou(?:['’](?:ll|d (?:have (?:an?|the|your|full|real|plenty|some)|be|get|own|run|lead|work|join|take|help|build|report|see|find|use|need|do|spend))| (?:would|will|could|can|shall|get to|are to)(?! (?:have \w+(?:ed|en|t)|already|see|recall|remember|say|tell|claim))|['’]re (?:going )?to)\b"
)
"""`You would work on ...`: what the post brings."""
_THEIR_OWN = {
    Direction.APPLICATION: re.compile(r" (?:\w+ )?(?:in|of|at|on|across|within|throughout) your\b"),
    Direction.OUTREACH: re.compile(r" (?:\w+ )?(?:in|of|at|on|across|within|throughout) our\b"),
}
"""`the Macs in your fleet`."""
_ASIDE = re.compile(r"(?:which|whom?) (?:I|you)\b[^,;]{0,40}, and (?=[a-z]+ )")
"""Behind it the clause before goes on: `we use Docker, which you know, and run it on Kubernetes`."""
_PREDICATED = {
    direction: re.compile(
        rf"^ ?(?:is|are|was|were|has been|have been|remains?|comes?|lies|sits?)(?: (?:all|both|already|now|also|still|long|safely|firmly|very|much|part of|among|within|under|in|on|at|routine|second nature|daily|everyday|familiar|easy|plain|nothing new|old|bread|work|business|to|for)){{0,5}} (?:{pronoun})\b"
    )
    for direction, pronoun in ((Direction.APPLICATION, "my|mine|me"), (Direction.OUTREACH, "your|yours|you"))
}
"""`... are all in my hands`: whose something is by the predicate, when the pronoun before it stands in another part of the sentence."""
_AT = re.compile(r"(?: (?!and\b|or\b|I\b|we\b|you\b)[a-z][\w-]*){0,3}? (?:at|for|with) (?:the )?(?=[A-Z])")
_PORTRAIT = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|an? (?:[\w-]+ ){0,2}(?:person|man|woman|colleague|hand|[a-z]{3,}(?:er|or|ist|ian|ant|se))|she|he)\b[^.;]*\bwho\b|^(?:Does|Can|Is|Has) (?:she|he)\b"
)
"""`an engineer who has signalled for eight years might have an answer`: the candidate as a third person."""
_WORK_TOLD = compiled(
    r"(?:(?:[Dd]ay to day|[Ii]n practice|[Mm]ost days|[Ii]n fact|[Mm]ostly),? )?(?:[Tt]hat|[Tt]his|[Tt]hose|[Tt]he|(?:[Mm]uch|[Mm]ost) of (?:that|this|the)) (?:\w+ )?(?:work|job|role|post|position|years|time|stint)(?: there)? (?:has |have |had )?(?:also |mostly |often )?(?:meant|involved|included|consisted of|covered|revolved around)\b"
)
"""What the candidate's work was made of, behind a sentence that tells of it."""
_PARTED = re.compile(r"[,;:]")


def whose(letter: Letter, clause: Clause, start: int, end: int) -> Side | None:
    """Whose it is: by the nearest pronoun before, else behind, else in the clauses before of the same sentence."""
    direction, (before, after) = letter.sources.direction, around(clause.text, start, end)
    if (
        is_listed(direction, before, after)
        or _at_past_employer(letter, after)
        or _is_portrait(letter, clause, start)
        or _is_work_told(letter, clause, start)
    ):
        return Side.CANDIDATE
    if _goes_on_before(letter, clause, start) or (clause.text.endswith("the ", 0, start) and _THEIR_OWN[direction].match(after)):
        return Side.EMPLOYER
    marks = _MARKS[direction]
    mark = last(marks, clause.text, start, WINDOW)
    if mark and (given := DATIVE.search(clause.text, max(0, mark.start() - _LONGEST_VERB), mark.end())) and given.end() == mark.end():
        mark = last(marks, clause.text, given.start(), WINDOW) or mark
    if mark and mark["other"] and _PARTED.search(clause.text, mark.end(), start) and _PREDICATED[direction].match(behind_list(after)):
        return Side.CANDIDATE
    if mark is None:
        mark = marks.search(clause.text, end, end + WINDOW)
    elif mark["other"] and mark["other"].lower() in ("your", "yours", "our", "ours", "their", "my"):
        return _past_possessive(letter, clause, mark.start(), mark.end(), start)
    if mark is not None:
        return Side.CANDIDATE if mark["own"] else Side.EMPLOYER
    about = letter.frame(clause).about
    return next(iter(about)) if len(about) == 1 else None


def is_offered(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether the last subject before a place is the reader of an outreach, with what the post will bring: `you'd have a say in how the services`."""
    if letter.sources.direction is not Direction.OUTREACH:
        return False
    mark = last(_MARKS[Direction.OUTREACH], clause.text, start, WINDOW)
    return bool(mark and mark["own"] and _OFFERED.match(clause.text, mark.start()))


def _goes_on_before(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place stands behind an aside where the clause before, of the employer, goes on."""
    aside, before = _ASIDE.match(clause.text), clause.previous
    return bool(aside and aside.end() <= start and before and letter.frame(before).employer_only)


def _is_work_told(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place stands behind the candidate's work, told of just before: `Day to day, that work has meant running Kubernetes`."""
    told, before = _WORK_TOLD.match(clause.text) if _WORK_TOLD.may_stand(clause.text) else None, clause.previous
    if told is None or before is None or before.sentence.paragraph != clause.sentence.paragraph or start < told.end():
        return False
    frame = letter.frame(before)
    return (
        frame.candidate_only
        and frame.claims
        and not last(_MARKS[letter.sources.direction], clause.text[told.end() : start], start - told.end(), WINDOW)
    )


def _at_past_employer(letter: Letter, after: str) -> bool:
    """Whether what stands at a place is told of a past employer right behind it: `Running the ward at Acme is what ...`."""
    link = _AT.match(after)
    return bool(link) and any(
        link and start == link.end()
        for position in letter.sources.positions
        if position.employer
        for start, _ in names.mentions(after, position.employer.value)
    )


def _is_portrait(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place of an outreach is told of somebody who worked where the candidate did."""
    if letter.sources.direction is not Direction.OUTREACH:
        return False
    text, place = clause.sentence.text, clause.start - clause.sentence.start + start
    portrait = _PORTRAIT.search(text, 0, place)
    if portrait is None or _MARKS[Direction.OUTREACH].search(text, portrait.end(), place):
        return False
    return any(position.employer and names.find(text, position.employer.value) for position in letter.sources.positions)


def _past_possessive(letter: Letter, clause: Clause, at: int, after: int, start: int) -> Side:
    """`your Kafka platform` is theirs; `I bring your team ten years of experience with Kafka` is not."""
    mark = last(_MARKS[letter.sources.direction], clause.text, at, WINDOW)
    if mark and mark["own"] and ABILITY.search(clause.text, after, start):
        return Side.CANDIDATE
    return Side.EMPLOYER
