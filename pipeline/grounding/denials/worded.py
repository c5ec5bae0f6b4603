"""Denials that the resume refutes in other words than theirs: `I have never worked in a dairy plant` against a job at `Creek Dairy`.

    shown(sources, "clients before NAV", root("represented"))   -> the line `Represented nine of them in tax authority (NAV) audits`

A line that has the verb may have the object by a usual other word (`grant` for `funding`), by `them` where the denial speaks of people, or in
the title of its position (`Pruning and tying`, by a vineyard worker). A workplace stands in the head of a position, a tool or material of the
candidate's own trade anywhere in the lines of one. What is denied `outside the course` must stand in a post, work `outside Georgia` or `abroad`
in posts of other countries.
Not covered: other words than the commonest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pipeline.grounding.denials import passages
from pipeline.grounding.denials import thing_words as things
from pipeline.grounding.denials.passages import root, roots_of
from pipeline.grounding.places import geography
from pipeline.grounding.words import WORD, folded, has_beginning, place_of_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Evidence, Position


_OUTSIDE = re.compile(
    r",? (?:outside(?: of)?|beyond|except (?:on|in|during|for)|other than (?:on|in|during)|apart from(?: on| in)?) (?:the |a |an |my |your |that |any |this )*(?:[\w-]+ ){0,2}(?:course|class|classes|classroom|training|school|college|university|studies|degree|apprenticeship|lessons?|lab|tests?|exams?)$"
)
"""`driven a forklift outside the course`."""
_BEFORE_WHOM = re.compile(
    r"\bbefore (?=(?:an?|the|any|your) (?!age|end|start|year)[\w-]+$|[A-Z]{2,}\b|(?!last|this|that|now|then)[a-z]+s$)"
)
"""`represented clients before NAV`: a place, not a time."""
_NAMED_BEFORE = re.compile(r"\b(?:such|these|those) (?=[a-z]+s\b)")
_OF_ANYBODY = roots_of("clients customers people patients users members others staff colleagues anybody anyone them individuals")
_EMPTY = roots_of(
    "plant plants factory company companies firm firms business industry sector trade field setting environment operation organisation organization facility premises employer workplace"
)
"""What a denied workplace may be called though the head of a position names it otherwise: `dairy plant` for `Creek Dairy`."""
_ELSEWHERE = re.compile(
    r"(?:anywhere )?(?:outside(?: of)? (?:the )?(?P<home>[A-Z][\w .]+)|abroad|overseas|in (?:another|any other|a foreign) country)"
)
_CONTINENTS = frozenset(
    ("europe", "emea", "apac", "asia", "africa", "latin america", "middle east", "scandinavia", "north america", "south america")
)
_HOW = re.compile(r"(?:on a )?(?:part-time|full-time|freelance|remotely|shifts|night shifts|nights|weekends)(?: basis)?")
_FOR_ONESELF = re.compile(r"for (?:myself|yourself)|on (?:my|your) own account|as a freelancer|(?:as )?self-employed")
_SELF_EMPLOYED = re.compile(r"(?<!\w)(?:self-employed|freelance\w*|own business|sole trader|owner-operator)", re.IGNORECASE)
_AT = re.compile(r"(?:in|at|for|with|within|inside) (?:an? |the |any )?", re.IGNORECASE)
_BY = re.compile(r"(?:over|on|with|in|using|from|by) (?:an? |the |any )?(?P<what>.+)", re.IGNORECASE)
_WORK = roots_of("worked been employed served")
_MADE_PUBLIC = roots_of("published written authored presented given won received earned filed registered exhibited recorded")
_LEARNS = re.compile(r"\b(?:student|pupil|trainee|apprentice|intern)\b", re.IGNORECASE)
_CLASSES = tuple(
    map(
        roots_of,
        (
            "funding grant grants bursary fellowship scholarship",
            "presentation presentations talk talks lecture lectures keynote speech",
            "rota rotas roster rosters", "children pupils kids youngsters schoolchildren",
            "employees staff workers personnel", "invoices bills invoicing", "lorry lorries truck trucks hgv",
            "shop shops store stores", "elderly seniors geriatric", "babies newborn newborns infants neonatal", "laboratory lab labs",
            "salaries payroll wages", "warehouse stockroom storeroom", "agreements contracts", "restaurant restaurants dining",
            "horses equine", "cattle cows dairy", "dogs canine", "cats feline", "teenagers adolescents youth", "car cars vehicle vehicles",
            "suppliers vendors", "money funds", "hospital hospitals ward", "night nights overnight", "inspections audits",
        ),
    )
)  # fmt: skip
_ALSO: dict[str, frozenset[str]] = {}
for _class in _CLASSES:
    for _one in _class:
        _ALSO[_one] = _ALSO.get(_one, frozenset()) | _class
_FROM_OUTSIDE, _CONTROLS = roots_of("regulatory statutory external government"), roots_of("inspection audit")
_FROM_WITHIN = re.compile(r"\b(?:internal\w*|in-house|self-?inspect\w*|peer|daily|weekly|pre-trip|quality|visual|did|does|perform\w*|conduct\w*|carried|carry|made|inspect(?:ed|s|ing)?|audit(?:ed|s|ing)?)\b", re.IGNORECASE)  # fmt: skip
"""What somebody controls himself."""
_PAIR = 2
_PLAIN = things.LIGHT | things.HAVING
_LEARNERS = {root(f"{who}ship"): root(who) for who in ("intern", "apprentice", "trainee")}
_SAME_TRADE = {root("chef"): "cooked", root("teacher"): "taught", root("nurse"): "nursed", root("driver"): "driven"}
_SHORTEST = 3
"""Letters of a root with which a longer word may begin."""
_LONG = 5
"""Letters of a root beyond which a word of a head may go on: `sawmill`, at a sawmilling company."""
_FEW = 3
"""Words of an object that are tried in other words; each may double the looks."""


def shown(sources: Sources, item: str, verb: str) -> Evidence | None:
    """Where the resume has a denied thing or deed in other words."""
    if found := _at_once(sources, item, verb):
        return found
    inner = _OUTSIDE.sub("", item)
    plain = _BEFORE_WHOM.sub("", inner)
    meant = _NAMED_BEFORE.sub("", plain)
    if not things.LEAVES_OPEN.isdisjoint(WORD.findall(meant.removeprefix("over "))):
        return None
    bare = things.bare(meant)
    wanted = _wanted(bare)
    if not wanted or len(wanted) > _FEW + 1 or (meant != plain and not (verb and len(wanted) > 1)):
        return None
    if inner != item:
        return next((one for one in _deeds(sources, verb, wanted) if _in_post(sources, one)), None) if verb else None
    people = [one for one in wanted if one not in _OF_ANYBODY]
    if verb in _WORK and _AT.match(meant):
        return _workplace(sources, wanted)
    return (
        next(_deeds(sources, verb, people), None)
        if people and verb and (people != wanted or meant != item)
        else None
    ) or _published(sources, verb, wanted) or _reworded(sources, verb, wanted) or (_in_title(sources, verb, people) or _of_trade(sources, verb, meant) if verb else None)  # fmt: skip


def initialled(resume: Source, words: list[str]) -> Iterator[list[str]]:
    """The words of a thing with two or three of them by their initials, where the resume has these: `ML models`.

    Two letters alone stand for too much: `HP` is no `hull proposals`, nor `PHP` the preparing of them.
    """
    telling = [word.lower() not in things.VAGUE for word in words]
    for many in (2, 3):
        for first in range(len(words) - many + 1):
            if not all(telling[first : first + many]) or (sum(telling) == many and (many < _FEW or words[first].lower().endswith("ing"))):
                continue
            initials = "".join(word[0].upper() for word in words[first : first + many])
            if passages.knows(resume, initials.lower()) and place_of_whole(resume.text, initials) >= 0:
                yield [*words[:first], initials, *words[first + many :]]


def _at_once(sources: Sources, item: str, verb: str) -> Evidence | None:
    """What a position shows by its place, its hours, its title or a control from outside."""
    if verb in _WORK and (found := _elsewhere(sources, item) or _how(sources, item)):
        return found
    if verb in _WORK and _FOR_ONESELF.fullmatch(item) and (own := _SELF_EMPLOYED.search(sources.resume.text)):
        return sources.resume.evidence(*own.span())
    if verb not in _PLAIN or not things.LEAVES_OPEN.isdisjoint(WORD.findall(item)):
        return None
    wanted = _wanted(things.bare(item))
    return _inspected(sources, wanted) or _served(sources, wanted)


def _inspected(sources: Sources, wanted: Sequence[str]) -> Evidence | None:
    """The line of a post that tells of a control from outside, whoever carries it out: `the 2025 HIQA inspection`."""
    if len(wanted) != _PAIR or wanted[0] not in _FROM_OUTSIDE or wanted[1] not in _CONTROLS:
        return None
    found = passages.telling(sources.resume, [wanted[1]])
    return next((one for one in found if _in_post(sources, one) and not _FROM_WITHIN.search(one.text)), None)


def _served(sources: Sources, wanted: Sequence[str]) -> Evidence | None:
    """A position whose title has the learner that somebody denies to have been: `a research internship`, of a Research Intern."""
    learner = _LEARNERS.get(wanted[-1]) if wanted else None
    titles = [position.title for position in sources.positions if position.title] if learner else []
    return next((sources.resume.of(title) for title in titles if {learner, *wanted[:-1]} <= set(passages.roots(title.value))), None)


def _wanted(bare: str) -> list[str]:
    """The roots of the telling words of a thing, each once."""
    found = (one for match in WORD.finditer(bare) if match.group().lower() not in things.VAGUE for one in passages.roots(match.group()))
    return list(dict.fromkeys(found))


def _deeds(sources: Sources, verb: str, wanted: Sequence[str]) -> Iterator[Evidence]:
    """The lines that have a verb, or one that may stand for it, and all of some words."""
    alike = frozenset({verb}).union(*(group for group in things.ALIKE if verb in group))
    for one in sorted(alike):
        yield from passages.telling(sources.resume, [one, *wanted])


def _in_post(sources: Sources, found: Evidence) -> bool:
    """Whether a line belongs to a post whose title is no learner's."""
    number = sources.position_at(found.start or 0)
    if number is None:
        return False
    title = sources.positions[number].title
    return not (title and _LEARNS.search(title.value))


def _reworded(sources: Sources, verb: str, wanted: Sequence[str]) -> Evidence | None:
    """A line that has every word or a usual other one; a single word only beside its verb."""
    if len(wanted) > _FEW or not any(one in _ALSO for one in wanted):
        return None
    bound = verb if verb and verb not in things.LIGHT else ""
    if not bound and len(wanted) == 1:
        return None
    for words in product(*(sorted(_ALSO.get(one, frozenset((one,)))) for one in wanted)):
        found = _deeds(sources, bound, words) if bound else passages.telling(sources.resume, words)
        if one := next(iter(found), None):
            return one
    return None


def _published(sources: Sources, verb: str, wanted: Sequence[str]) -> Evidence | None:
    """The heading under which a resume lists what was made public or won: `Book`, for `published a book`."""
    return passages.heading(sources.resume, wanted[0]) if verb in _MADE_PUBLIC and len(wanted) == 1 and wanted[0] in things.LISTED else None


def _in_title(sources: Sources, verb: str, wanted: Sequence[str]) -> Evidence | None:
    """A line with the verb, in a position whose title has the object or a word made of it: `vines`, by a vineyard worker."""
    if len(wanted) != 1 or len(wanted[0]) < _SHORTEST or verb in things.LIGHT or verb in things.HAVING:
        return None
    for one in passages.telling(sources.resume, [verb]):
        number = sources.position_at(one.start or 0)
        title = sources.positions[number].title if number is not None else None
        if title and has_beginning(folded(title.value), wanted[0]) and wanted[0] not in passages.roots(title.value):
            return one
    return None


def _workplace(sources: Sources, wanted: Sequence[str]) -> Evidence | None:
    """The head of a position that names a workplace, which a word for any workplace may follow."""
    kept = [one for one in wanted if one not in _EMPTY]
    for position, heads in zip(sources.positions, _heads(sources.positions), strict=True):
        fact = position.employer or position.title
        if fact and kept and all(one in heads or (len(one) > _LONG and any(head.startswith(one[:-1]) for head in heads)) for one in kept):
            return sources.resume.of(fact)
    return None


def _elsewhere(sources: Sources, item: str) -> Evidence | None:
    """A position that lies outside of a denied place, or in another country than the one before it."""
    match = _ELSEWHERE.fullmatch(item)
    if not match:
        return None
    home = geography.canonical(match["home"]) if match["home"] else ""
    known: frozenset[str] = frozenset()
    for position in sources.positions:
        fact = position.employer or position.title
        if not fact:
            continue
        around = geography.covered_by(sources.resume.text[fact.start : max(fact.end, sources.resume.text.find("\n", fact.end))])
        countries = (around & geography.COUNTRIES) - _CONTINENTS
        if home in geography.COUNTRIES - _CONTINENTS and countries and home not in around:
            return sources.resume.of(fact)
        if not home and countries and known.isdisjoint(countries) and known:
            return sources.resume.of(fact)
        known |= countries
    return None


def _how(sources: Sources, item: str) -> Evidence | None:
    """Where the resume tells of the hours that are denied: `part-time`."""
    return next(passages.telling(sources.resume, passages.roots(item)), None) if _HOW.fullmatch(item) else None


@lru_cache(maxsize=256)
def _heads(positions: tuple[Position, ...]) -> tuple[frozenset[str], ...]:
    """The roots of the words of each position's title and employer."""
    return tuple(
        frozenset(one for fact in (position.title, position.employer) if fact for one in passages.roots(fact.value))
        for position in positions
    )


def _of_trade(sources: Sources, verb: str, item: str) -> Evidence | None:
    """A tool or material in the lines of a position, where the verb is that of a title held: `cooked over charcoal`, of a chef."""
    match = _BY.fullmatch(item)
    wanted = _wanted(match["what"]) if match else []
    heads: frozenset[str] = frozenset().union(*_heads(sources.positions)) if wanted else frozenset()
    if not wanted or not (verb in heads or any(root(did) == verb and title in heads for title, did in _SAME_TRADE.items())):
        return None
    return next((one for one in passages.telling(sources.resume, wanted) if _in_post(sources, one)), None)
