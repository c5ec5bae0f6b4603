"""Whole functions of a past employer that an email says the candidate led: `headed up engineering at Acme`, `ran finance at Bolt`, of one who worked in it.

    functions_led.find(letter, clause)

A function is a word for what a part of a company does, without a noun behind it (`ran sales`, not `ran sales campaigns`), at an employer right
behind it or named by the clause. It needs somebody led there, a title with a rank, or a line that leads or answers for the function. Teams are
`crew`'s, groups and boards `bodies_led`'s, houses `authority`'s. Not covered: functions of an employer that no clause near names.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.career import crew, people_terms
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded, has_beginning
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim, Position

_MOST = 4
_FUNCTION = (
    r"(?:engineering|product|sales|marketing|finance|operations|hr|human resources|people operations|legal|procurement|purchasing|logistics|"
    r"it|security|quality(?: (?:assurance|control))?|design|research|r&d|editorial|admissions|nursing|production|manufacturing|analytics|"
    r"customer (?:service|support|success|care|experience)|support|communications|recruitment|recruiting|compliance|accounting|fundraising|"
    r"merchandising|maintenance|housekeeping|catering|training|development|infrastructure|business development|public relations)"
)
_LED = compiled(
    r"\b(?:led|lead|leading|headed|heading|ran|run|running|managed|managing|directed|directing|oversaw|overseeing|in charge of|at the (?:head|helm) of)(?: up)? "
    rf"(?:all (?:of )?(?:the )?|the (?:whole|entire) (?:of )?|the |its |their |global |regional |national )?(?P<what>(?:(?:software|product|talent|web|brand|digital|content|clinical|retail|field|technical|inside|supply) )?{_FUNCTION})"
    r"(?: (?:and|&) (?P<other>[a-z&]+))?(?=[.,;!?)]|$| (?:at|for|in|of|there|and|as|from|until|since|before|after|while|when|then)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:lead|run) ", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"\b(?:I|[Yy]ou) (?:(?:now|also|still|already|currently|\w+ly) )?$")
"""Before a verb that is one of the present only there."""
_OF_A_THING = re.compile(r" (?:of|for|in) (?!(?:the )?[A-Z])")
"""Behind what is no whole function: `led design for a new portal`."""
_ANSWERS = re.compile(
    r"\b(?:manag(?:ed|es?|ing)|led(?! to\b)|leads?|leading|head(?:ed|s|ing)?|direct(?:ed|s|ing)|overs\w+|supervis\w+|co-?ordinat\w+|responsib\w+|r[au]n(?:s|ning)?|sole|entire|all|own(?:s|ed|ing)?|charge|overall|end[- ]to[- ]end|accountab\w+)\b",
    re.IGNORECASE,
)
"""In a line of somebody who led a function or had it alone."""
_ROOT = 6
"""Letters by which a word of the same function is known: `engineers` for `engineering`."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The functions of a clause that the resume does not have the candidate lead."""
    sources = letter.sources
    if not _LED.may_stand(clause.text) or not sources.resume.is_english:
        return
    for match in islice(_LED.finditer(clause.text), _MOST):
        before = clause.text[max(0, match.start() - 60) : match.start()]
        if (_BARE.match(match.group()) and not _RIGHT_BEHIND.search(before)) or (
            terms.NOT_DONE.search(before) and not terms.is_duty(sources.direction, before)
        ):
            continue
        if _OF_A_THING.match(clause.text, match.end()) or not terms.is_own(sources.direction, clause.text, *match.span()):
            continue
        positions = crew.positions_behind(sources, clause, match.end())
        if (
            not positions
            or any(_leads(position, match["what"]) for position in positions)
            or crew.anybody_led(sources, clause, match.end())
        ):
            continue
        if asserted(letter, clause, *match.span("what")) >= Strength.PLAIN:
            where = positions[0].employer.value if positions[0].employer else "this employer"
            reason = f"You wrote '{match.group()}'; the resume shows no lead of yours at {where}."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _leads(position: Position, function: str) -> bool:
    """Whether a post leads a function or has it alone, by its title or by a line on the function; one without lines may."""
    if not position.bullets or (position.title and people_terms.RANKED_TITLE.search(position.title.value)):
        return True
    lines = (bullet.value for bullet in position.bullets)
    root = folded(function.rpartition(" ")[2])[:_ROOT]
    return any(has_beginning(folded(line), root) and _ANSWERS.search(line) for line in lines)
