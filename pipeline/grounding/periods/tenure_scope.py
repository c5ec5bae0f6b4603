"""What a duration is said of: the time at an employer, in one post there, with a skill, in a trade, or the career.

scope_of(sources, clause, duration)   -> the stretches of time by which the duration may be true, with how they are called
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tenure
from pipeline.grounding import names
from pipeline.grounding.periods import anchored, fields, stretches
from pipeline.grounding.periods.stretches import Span
from pipeline.grounding.periods.tenure_told import EXPERIENCE, LABEL, SCOPED
from pipeline.grounding.periods.told_of import employers_of, segment
from pipeline.grounding.periods.trades import OFFICES, head_of, in_trade, is_akin, telling
from pipeline.grounding.words import folded, has_any, has_beginning
from pipeline.profile.skill_names import mentions, spellings
from pipeline.schema import Position

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.durations import Duration
    from pipeline.grounding.sources import Sources

_NAME = re.compile(r"\b[A-Z][\w+#.]*\w")
STUDY = re.compile(
    r"\b(?:stud(?:y|ied|ies|ying|ent)|degree|universit\w+|college|course|school|training|apprentice\w*|bachelor\w*|master\w*|phd|doctora\w+|diploma|thesis|residency|internship)\b",
    re.IGNORECASE,
)
_POST = re.compile(r"(?:an? |the |your |my )?((?:[A-Z][\w'’&/-]*(?: of| and)? ){1,5}[A-Z][\w'’&/-]*)")
"""A post named with capitals: `as Engineering Supervisor`."""
_BEEN = re.compile(
    r"\b(?:am|was|were|are|been|being|['’]m|['’]re|became|become)(?: (?:now|also|already|currently|myself))* an? (?P<what>(?:[\w’'-]+ ){1,4}?)(?:(?:now|by now|already) )?(?:for|these|over|some)(?: [\w-]+){0,4} $",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were) (?:(?:an?|the|your|its|their) )?(?P<title>[A-Z][\w&/ -]{3,60}?) (?:for|over)(?: [\w-]+){0,4} $")
_ROOT = 4
"""Letters of a trade by which its words are known: `bakery` for `baker`."""
_GERUND = re.compile(r"[a-z]+ing\b")
_MOST_FIELDS = 4
_SINCE = re.compile(r"[ (]since (?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b")
"""Behind a skill, the year of its beginning."""
_ITEM = re.compile(r"[,;|•·\n]")
_LINE = 200
"""Characters of a text that are read behind a duration."""
_AS_TITLE = re.compile(r"\b(?:as|was|were|been|am|are) (?:(?:an?|the|your|its|their) )?(?=(?P<title>.{3,80}))")
_JOINT = re.compile(
    r"(?:[a-z-]+ ){0,2}[a-z-]+(?:, [a-z-]+(?: [a-z-]+)?)*,? (?:and|or|&) (?P<second>(?!(?:the|now|then|have|had|am|was|in|at|with|for|over|I|you|my|your|a|an)\b)[a-z-]+)"
)
_STAGES = re.compile(
    r"\b(?:first|start\w*|beg[aiu]n\w*|ris(?:en|ing)|rose|from|then|later|since|lately|latterly|most recently|finally|last|now|bec[ao]m\w+|promot\w+|mov\w+|went|up|onto?|initially|eventually|finish\w*|end(?:ed|ing))\b",
    re.IGNORECASE,
)
"""Words by which several posts are told one after the other."""


class Scope(NamedTuple):
    """What a duration is said of, and the stretches of time by which it may be true."""

    label: str
    spans: list[Span]
    loose: list[Position]
    """Date ranges that no position holds and that may belong here: they can make a claim true, and leave none false for sure."""
    held: tuple[Position, ...] = ()
    """The positions at the employer or in the trade that is named, if one is."""


def scope_of(sources: Sources, clause: Clause, duration: Duration) -> Scope:
    """What the claim is of: the employer named beside it, else the skill or the trade behind it, else the career."""
    after = segment(clause, duration)[1]
    scoped = SCOPED.match(after)
    if at_employer := employers_of(sources, clause, duration):
        return _of_title(sources, clause, at_employer) or at_one(sources, at_employer, scoped["what"] if scoped else "")
    loose = stretches.loose(sources)
    if scoped and (
        known := _narrowed(sources, scoped["what"], loose)
        or _titled(sources, scoped["what"], loose)
        or _with_skill(sources, scoped["what"], loose)
    ):
        return known
    if scoped and not _is_joint(sources, scoped["what"]) and (held := in_trade(sources.positions, scoped["what"])):
        label = f" as {held[0].title.value}" if held[0].title else ""
        field = not (after.lstrip().startswith("as ") or _GERUND.match(scoped["what"]))  # `of food service`: any post may have been in it
        doing = {word[:_ROOT] for word in telling(head_of(scoped["what"]))} if _GERUND.match(scoped["what"]) else ()
        akin = [
            position
            for position in sources.positions
            if field
            or position in held
            or is_akin(position, scoped["what"])
            or any(has_beginning(fields.lines_of(position), root) for root in doing)
        ]
        wider = stretches.spans(sources, akin, label) if len(akin) > len(held) else []
        return Scope(label, [*stretches.spans(sources, held, label), *wider], loose, tuple(held))
    if not scoped and (in_post := _was_post(sources, clause, duration, loose) or _in_post(sources, clause, duration, loose)):
        return in_post
    if (EXPERIENCE.match(after) and not scoped) or LABEL.search(clause.text[: duration.start]):
        return Scope(" in total", stretches.spans(sources, sources.positions, " in total"), loose)
    studied = stretches.of_studies(sources) if STUDY.search(clause.sentence.text) else []
    return Scope("", [*stretches.spans(sources, sources.positions, ""), *studied], loose)


def _is_joint(sources: Sources, what: str) -> bool:
    """Whether two fields are told as one, of which no title names the second: `of reporting and analysis`; then any post may be in either."""
    joint = _JOINT.match(what)
    return bool(joint and not in_trade(sources.positions, joint["second"]))


def _narrowed(sources: Sources, what: str, loose: list[Position]) -> Scope | None:
    """Time in a field that leaves some posts out."""
    some, label = fields.narrowed(sources, what) or ([], "")
    return Scope(label, stretches.spans(sources, some, label), loose, tuple(some)) if some else None


def _titled(sources: Sources, what: str, loose: list[Position]) -> Scope | None:
    """The ranges that stand by a post's name, of a resume whose ranges no position holds."""
    post = _POST.match(what) if loose else None
    titled = stretches.titled(sources, loose, post[1]) if post else []
    return Scope(f" as {post[1]}", stretches.spans(sources, titled, f" as {post[1]}"), []) if post and titled else None


def _with_skill(sources: Sources, what: str, loose: list[Position]) -> Scope | None:
    """Time with the skill that the words behind a number begin with."""
    skill = _skill(sources, what)
    if not skill:
        return None
    joined = stretches.spans(sources, _of_all(sources, what), f" with {skill}")
    return Scope(f" with {skill}", [*_of_skill(sources, skill, what), *joined], loose)


def _in_post(sources: Sources, clause: Clause, duration: Duration, loose: list[Position]) -> Scope | None:
    """The time in the positions that a trade before the number may mean (`I have been a buyer for four years`): by title, kind of work, or a word of it in their lines."""
    said = _BEEN.search(clause.text[: duration.start])
    what = said["what"].strip() if said else ""
    held = in_trade(sources.positions, what) if what else []
    if not held:
        return None
    roots = [word[:_ROOT] for word in telling(what) if word not in OFFICES]
    akin = [
        position
        for position in sources.positions
        if position in held or is_akin(position, what) or any(has_beginning(fields.lines_of(position), root) for root in roots)
    ]
    there = anchored.at_place(sources, said.group()) if said else []
    akin = [position for position in akin if position in there] or akin
    label = f" as {held[0].title.value}" if held[0].title else ""
    return Scope(label, stretches.spans(sources, akin, label), loose, tuple(akin))


def _was_post(sources: Sources, clause: Clause, duration: Duration, loose: list[Position]) -> Scope | None:
    """The time in a post that is told as past by its whole title (`You were Senior Systems Architect for`), and in those whose titles have all its words."""
    said = _WAS.search(clause.text[max(0, duration.start - _LINE) : duration.start])
    title = folded(said["title"]) if said else ""
    if not any(one.title and folded(one.title.value) == title for one in sources.positions):
        return None
    held = [one for one in sources.positions if one.title and set(title.split()) <= set(folded(one.title.value).split())]
    label = f" as {said['title']}" if said else ""
    return Scope(label, stretches.spans(sources, held, label), loose, tuple(held))


def _of_title(sources: Sources, clause: Clause, at_employer: list[Position]) -> Scope | None:
    """Time at an employer in the one post that is named by all of its title, and not as the first or the last of several."""
    held = [one for one in anchored.titled(sources, clause.text) if any(one is other for other in at_employer)]
    titles = {folded(one.title.value) for one in held if one.title}
    if len(titles) != 1 or _STAGES.search(clause.text):
        return None
    title = titles.pop()
    if not any(match["title"].startswith(title) for match in _AS_TITLE.finditer(folded(clause.text))):
        return None
    label = f" as {held[0].title.value}" if held[0].title else ""
    return Scope(label, stretches.spans(sources, held, label), [], tuple(held))


def at_one(sources: Sources, at_employer: list[Position], what: str) -> Scope:
    """Time at one employer, in one post there if that is named; ranges beside the employer's name may be of it too."""
    held = in_trade(at_employer, what) if what else []
    label = f" at {_employer(at_employer[0])}"
    akin = [position for position in at_employer if position in held or is_akin(position, what)] if held else at_employer
    spans = [*(stretches.spans(sources, held, label) if held else []), *stretches.spans(sources, akin, label)]
    if _heads_more_lines(sources, at_employer):
        spans += stretches.spans(sources, sources.positions, "")
    return Scope(label, spans, _beside(sources, at_employer), tuple(held or at_employer))


def _beside(sources: Sources, at_employer: list[Position]) -> list[Position]:
    """The ranges that stand by the employer's name and are not of its positions."""
    own = {(position.start, position.end) for position in at_employer}
    others = [one for one in stretches.ranges(sources) if (one.start, one.end) not in own]
    if not others:
        return []
    held = {(position.start, position.end) for position in sources.positions}
    employer = at_employer[0].employer
    places = names.mentions(sources.resume.text, employer.value) if employer else ()
    return [one for place in places for one in stretches.near(sources, others, *place) if (one.start, one.end) not in held]


def _heads_more_lines(sources: Sources, held: list[Position]) -> bool:
    """Whether the resume has lines that begin with an employer and belong to none of its positions: then a position was misread."""
    employer = held[0].employer
    known = {position.employer.start for position in sources.positions if position.employer}
    text = sources.resume.text
    return employer is not None and any(
        start not in known and text[:start].endswith("\n") for start, _ in names.mentions(text, employer.value)
    )


def _employer(position: Position) -> str:
    return position.employer.value if position.employer else "this employer"


def _skill(sources: Sources, what: str) -> str | None:
    """The skill that the words behind the number begin with: one of the resume's or posting's, or a name that a position shows."""
    head = " ".join(what.split()[:6])
    known = [
        *(fact.value for fact in sources.facts.skills),
        *(fact.value for fact in sources.job_facts.must_have if len(fact.value.split()) <= 3),
    ]
    listed = [skill for skill in known if len(skill) > 1 and has_any(head, _beginnings(skill)) and mentions(head, skill)]
    capitals = [word for word in _NAME.findall(head) if any(tenure.shows(position, word) for position in sources.positions)]
    return max([*listed, *capitals], key=len, default=None)


def _of_all(sources: Sources, what: str) -> list[Position]:
    """The positions in any of several fields: `of DevOps and SRE titles`."""
    pieces = [piece for piece in re.split(r"\s*(?:,|&|/|\band\b|\bor\b)\s*", what[:_LINE]) if piece][:_MOST_FIELDS]
    if len(pieces) < 2:
        return []
    skills = [skill for piece in pieces if (skill := _skill(sources, piece))]
    held = [position for piece in pieces for position in in_trade(sources.positions, piece)]
    said = set(_NAME.findall(what[:_LINE]))
    held += [one for one in sources.positions if one.title and "".join(re.findall(r"\b[A-Z]", one.title.value)) in said]
    return [one for one in sources.positions if one in held or any(tenure.shows(one, skill) for skill in skills)]


@lru_cache(maxsize=4096)
def _beginnings(skill: str) -> tuple[str, ...]:
    """The first words of a skill's spellings."""
    return tuple(re.split(r"[\s-]+", spelling)[0].lower() for spelling in spellings(skill))


def _since_told(sources: Sources, skill: str) -> list[Span]:
    """Time with a skill from the year that the resume itself gives for it: `Go (since 2019)`."""
    text = sources.resume.text
    told = (
        since["year"]
        for since in _SINCE.finditer(text)
        if mentions(_ITEM.split(text[max(0, since.start() - _LINE) : since.start()])[-1], skill)
    )
    begun = [Position(title=None, employer=None, start=year, end="present") for year in told]
    return stretches.spans(sources, begun, f" with {skill}") if begun else []


def _of_skill(sources: Sources, skill: str, what: str) -> list[Span]:
    """Time with a skill: the positions that name it; one that only the list of skills names may have been used in any of them.

    What is written small (`of sales`, `in testing`) is a field of work, in which a position may be without naming it.
    """
    shown = [position for position in sources.positions if tenure.shows(position, skill)]
    listed = any(mentions(fact.value, skill) for fact in sources.facts.skills)
    spans = [*stretches.spans(sources, shown, f" with {skill}"), *_since_told(sources, skill)]
    begins = what.lower().find(skill.lower())
    small = begins >= 0 and what[begins : begins + len(skill)].islower()
    return [*spans, *stretches.spans(sources, sources.positions, "")] if (listed and not shown) or (small and shown) else spans
