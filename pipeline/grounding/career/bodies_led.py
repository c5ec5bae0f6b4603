"""Bodies that an email says the candidate led: `heading the back-end group at Acme`, `you have chaired the Society of Glass`, where nothing bears it out.

    bodies_led.find(letter, clause)

A body whose words stand in no line needs somebody led at the employer that is named, or anywhere where none is. One that a line has is only
judged where that line, or those right below it, tell of a member and of no office. Teams and whole departments are `crew`'s, houses `authority`'s.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.career import crew
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim, Evidence

_MOST = 4
_BODY = r"(?:group|unit|section|squad|committee|sub-?committee|panel|task ?force|chapter|board|council|society|association|federation|union|guild|club|circle|league|network)"
_LED = compiled(
    r"\b(?:led(?! to\b)|lead(?! to\b)|leading|headed(?: up)?|heading(?: up)?|ran|run|running|managed|managing|directed|directing|chaired|chairing|chair|presided over|presiding over|in charge of|at the (?:head|helm) of|(?:head|chair|president|leader|chairman|chairwoman|chairperson|director) of) "
    rf"(?P<what>(?:the|an?|its|their|our|my|your) (?:(?!(?:and|or|at|in|for|with|to|on|by|from|that|which|who|when|where|while|is|was)\b)[\w'’&/-]+ ){{0,4}}?{_BODY}(?-i: of (?:the )?[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|(?:and|of|for)(?= (?:the )?[A-Z])))*)?)(?![\w-]| of\b| (?:therapy|sessions?|meetings?|lessons?|classes|work|trips?|rides?|runs?|tours?|chats?|visits?|bookings?|members?|dinners?|interviews?|discussions?|leaders?)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:lead|run|chair) ", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(
    r"\b(?:I|[Yy]ou|to)(?:['’]ve| have| had)? (?:(?:now|also|still|already|currently|\w+ly) )?$|\b(?:have|has|had|['’]ve) (?:\w+ )?$"
)
_OFFICE = re.compile(
    r"\b(?:chair\w*|president|vice|presid\w+|head(?:ed|s|ing)?|lead(?:er|ers|s|ing)?|leadership (?:role|position|of)|led|r[au]n|running|manag\w+|direct\w+|co-?ordinat\w+|organi[sz]\w+|found\w*|co-?found\w*|start(?:ed|er)|captain\w*|convenor?\w*|conven\w+|secretary|treasurer|officer|host\w*|moderat\w+|facilitat\w+|built|set up|establish\w*|supervis\w+|principal|overs\w+)\b",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\b(?:member(?:ship)?|attend\w*|participa\w+|joined|fellow|volunteer\w*|contribut\w+|assist\w*|help\w*|affiliat\w+)\b", re.IGNORECASE
)
_MEMBER_OF = re.compile(r"^\W*(?:[\w ]{1,20} )?[Mm]ember(?:,| of| [-–—])")
_RANK = re.compile(r"\b(?:chair\w*|president|vice|presid\w+|head(?:ed|s|ing)?|lead(?:er|ers|s|ing)?|leadership (?:role|position|of)|led|direct(?:or|ed|ing)|founder|co-?founder|founded|captain\w*|convenor?|secretary|treasurer)\b", re.IGNORECASE)  # fmt: skip
"""What shows an office where the line gives membership for the part in a body: what members run and plan is none."""
_ANY_BODY = re.compile(rf"\b(?:work|sub|focus|interest|study)?-?{_BODY}s?\b", re.IGNORECASE)
_BELOW = 4
"""Lines, from that which names a body on, that may tell of the part in it."""
_LINE = re.compile(r"[^\n]+")


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The bodies of a clause that the resume shows in other hands, or not at all."""
    sources = letter.sources
    if not _LED.may_stand(clause.text) or not sources.resume.is_english or not sources.resume.text:
        return
    for match in islice(_LED.finditer(clause.text), _MOST):
        before = clause.text[max(0, match.start() - 60) : match.start()]
        if (_BARE.match(match.group()) and not _RIGHT_BEHIND.search(before)) or (
            terms.NOT_DONE.search(before) and not terms.is_duty(sources.direction, before)
        ):
            continue
        if (
            not terms.is_own(sources.direction, clause.text, *match.span())
            or asserted(letter, clause, *match.span("what")) < Strength.PLAIN
        ):
            continue
        if sources.direction is Direction.OUTREACH and terms.FUTURE.search(clause.text) and not crew.positions_named(sources, clause):
            continue
        said, told = match.group(), _told(letter, match["what"])
        if told is None and not crew.anybody_led(sources, clause, match.end()) and not _some_led(letter, clause):
            reason = f"You wrote '{said}'; the resume neither has this body nor shows anybody led there."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)
        elif told and _MEMBER.search(told.text) and not (_RANK if _MEMBER_OF.search(told.text) else _OFFICE).search(told.text):
            reason = f"You wrote '{said}'; the resume has no office in it, only a part."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.CONTRADICTED, reason, told)


def _some_led(letter: Letter, clause: Clause) -> bool:
    """Whether a line has an office in some body, which the email may call by another name: of the employer that is named, or any."""
    positions = crew.positions_named(letter.sources, clause)
    lines = [bullet.value for one in positions for bullet in one.bullets] if positions else letter.sources.resume.text.splitlines()
    return any(_ANY_BODY.search(line) and _OFFICE.search(line) for line in lines)


def _told(letter: Letter, what: str) -> Evidence | None:
    """The line of the resume that has the telling words of a body, with those below it; None where no line has them."""
    resume = letter.sources.resume
    words = {word for word in stems(what) if word not in _IDLE}
    lines = list(_LINE.finditer(resume.text)) if words else []
    for number, line in enumerate(lines):
        if words <= set(stems(line.group())):
            return resume.evidence(line.start(), lines[min(number + _BELOW, len(lines)) - 1].end())
    return None


_IDLE = frozenset(
    map(stem, (*STOP_WORDS, "the", "its", "their", "our", "my", "your", "own", "whole", "entire", "local", "small", "new", "first"))
)
