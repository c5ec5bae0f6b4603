"""People whom an email denies that the candidate led, taught or hired: `I have never led other developers` against `Led junior developers`.

    object_of("other developers")             -> Object(kinds={"developer"}, others=True)
    told(resume, root("supervised"), object)  -> the sentence `Supervised a team of 12 developers`

A denial of people of a kind is refuted by a line whose verb, of the same class, has people of that kind as its object, or with `other` a plain
team, since the team of whoever develops is of developers. People of no kind are `refuted`'s. What is told of others (`with a team`), of numbers
(`more than ten`), and helped at only shows nothing. Not covered: kinds that the resume has in other words (`staff` for `nurses`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.career.people_terms import LEADING_TITLE
from pipeline.grounding.career.title_words import KIN
from pipeline.grounding.denials import passages
from pipeline.grounding.denials import thing_words as things
from pipeline.grounding.denials.passages import root, roots_of
from pipeline.grounding.words import WORD, folded
from pipeline.profile.vocabulary import TITLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Evidence


class Object(NamedTuple):
    """The people that a verb is done to: roots of the words that say of what kind, none for any; whether they are `other` ones, or of the house."""

    kinds: frozenset[str]
    others: bool
    inside: bool


class _Deed(NamedTuple):
    """A verb done to people at a place of the resume."""

    start: int
    end: int
    verb: str
    kinds: frozenset[str]
    group: bool


_CLASSES = (
    things.LEAD | roots_of("guided chaired steered"),
    roots_of("taught trained instructed lectured tutored coached educated onboarded schooled"),
    roots_of("mentored coached tutored guided"),
    roots_of("hired recruited interviewed"),
)
"""Verbs of which one shows the other."""
VERBS = frozenset[str]().union(*_CLASSES)
_LOOK = root("looked")
_GROUPS = roots_of("team teams crew crews group groups staff squad squads class classes brigade")
_LESSONS = roots_of("tutorials lessons courses seminars sessions workshops lectures cohort cohorts clinic clinics")
"""What is given to people: `tutorials of 24 students`."""
_AGENT = re.compile(
    r"(?:^\W*|\bas (?:an? |the )?(?:[\w-]+ )?)(?P<who>[Mm]entor|[Tt]utor|[Tt]rainer|[Cc]oach|[Tt]eacher|[Ii]nstructor|[Ss]upervisor)\b"
)
"""Who does it, where the line begins so or goes on with `as a road trainer`."""
_NOUNS = {
    "coordination": "led",
    "supervision": "supervised",
    "management": "managed",
    "leadership": "led",
    "guidance": "guided",
    "instruction": "instructed",
}
_OF_WHOM = re.compile(rf"^\W*(?P<deed>{'|'.join(_NOUNS)}) of ", re.IGNORECASE)
"""A deed that a line begins with as a noun: `Supervision of two juniors`."""
_TO_WHOM = re.compile(r"\b(?:to|of|for|with) ")
_KINDLESS = (
    things.PERSONS
    | _GROUPS
    | roots_of(
        "a an the any of my our your single one new newer younger young fellow less-experienced inexperienced software more other hires starters joiners members member coworkers"
    )
)
_PEOPLE = (
    things.PERSONS
    | _GROUPS
    | roots_of(
        "hires starters joiners members coworkers volunteers children pupils adults peers customers clients parents patients newcomers recruits women men"
    )
)
_INSIDE = roots_of("staff employees colleagues coworkers crew crews subordinates personnel workforce")
_OUTSIDE = roots_of(
    "children pupils students adults customers clients patients parents carers guests visitors members users farmers families learners readers owners residents"
)
"""Whom one teaches or leads without being anybody's trainer or chief at work."""
_KIN = tuple(frozenset(map(root, group)) for group in KIN)
_TRADES = TITLE_NOUNS - frozenset("lead head chief".split())
_GREW = re.compile(
    r"\b(?:[Ss]caled|[Gg]rew|[Bb]uilt(?: up)?|[Ee]xpanded)(?: and \w+)? (?:the |an? |our )?(?P<sort>(?:[\w-]+ ){0,3})(?:team|department|group|staff|headcount|crew)\b"
)
_OTHERS = re.compile(r"\bother\b|\belse\b", re.IGNORECASE)
_OPEN = frozenset(
    "than alone only more fewer less directly formally large larger big such whose who which that at in for on with from under across".split()
)
_STOP = frozenset(
    "to with on in at for by through across while who which that using during into from within as towards toward including when where so how via against until after before is are was were".split()
)
_LONGEST = 9
_NEAR = 100
"""Characters before a verb that are read."""
_NAMES_DOER = re.compile(r"(?:er|ers|or|ors|ment|ments|ship)$")
_BEGINS = re.compile(r"(?:^|[,;:.&•·*–-]|\bto|\bI|\b(?P<other>\w+) and)\W*(?:\w+ly )?$")
_COUNTED = re.compile(r"\d\+? $")
"""Before a verb that says of what sort people are: `94 teaching staff`."""
_HELPED = re.compile(r"\b(?:help|assist|support|aid|contribut)\w*\b[^,;.]*$", re.IGNORECASE)


def object_of(item: str) -> Object | None:
    """The people that a denied thing is, if it is people alone and nothing narrows them."""
    words = [match.group() for match in WORD.finditer(item)]
    found = [root(word) for word in words]
    if not words or len(words) > _LONGEST or not _OPEN.isdisjoint(map(str.lower, words)) or any(word[0].isdigit() for word in words):
        return None
    if not (found[-1] in _PEOPLE or _is_trade(words[-1])):
        return None
    return Object(frozenset(found) - _KINDLESS, bool(_OTHERS.search(item)), not _INSIDE.isdisjoint(found))


def _is_trade(word: str) -> bool:
    """Whether a word is the plural of a trade: `testers`, not `tests`."""
    return word.endswith("s") and folded(word).removesuffix("s") in _TRADES


def told(resume: Source, verb: str, whom: Object) -> Evidence | None:
    """The sentence whose verb, one of those that show the denied one, has people of a kind as its object."""
    shows = frozenset[str]().union(*(one for one in _CLASSES if verb in one))
    at_work = whom.inside or (verb in things.LEAD and not whom.kinds)
    for deed in _deeds(resume):
        if (
            deed.verb in shows
            and not (at_work and deed.kinds & _OUTSIDE)
            and (all(_is_among(kind, deed.kinds) for kind in whom.kinds) or (whom.others and deed.group and not deed.kinds))
        ):
            return resume.evidence(deed.start, deed.end)
    return None


def grown(sources: Sources, whom: Object) -> Evidence | None:
    """The line in which whoever holds a post of lead made a team of that kind larger: `Scaled the engineering team from 3 to 28`."""
    for match in _GREW.finditer(sources.resume.text):
        number = sources.position_at(match.start())
        title = sources.positions[number].title if number is not None else None
        kinds = frozenset(map(root, WORD.findall(match["sort"])))
        if title and LEADING_TITLE.search(title.value) and all(_is_among(kind, kinds) for kind in whom.kinds):
            return sources.resume.evidence(*match.span())
    return None


def _is_among(kind: str, kinds: frozenset[str]) -> bool:
    """Whether a kind of people is one of some, also by another name of its trade: `engineers` for `developers`."""
    return kind in kinds or any(kind in group and not group.isdisjoint(kinds) for group in _KIN)


@lru_cache(maxsize=256)
def _deeds(resume: Source) -> tuple[_Deed, ...]:
    """What a resume tells as done to people."""
    return tuple(deed for start, end in passages.told(resume) for deed in _in_piece(resume.text, start, end))


def _in_piece(text: str, start: int, end: int) -> Iterator[_Deed]:
    piece = text[start:end]
    words = list(WORD.finditer(piece))
    for number, match in enumerate(words):
        verb, before = root(match.group()), piece[max(0, match.start() - _NEAR) : match.start()]
        if verb not in VERBS or _COUNTED.search(before) or _NAMES_DOER.search(match.group().lower()) or _HELPED.search(before):
            continue
        plain = not match.group().lower().endswith(("ed", "ing")) and match.group().lower() not in ("led", "taught", "ran", "oversaw")
        begins = _BEGINS.search(before)
        if plain and not (begins and (not begins["other"] or root(begins["other"]) in VERBS)):
            continue  # `worked with designers and lead engineers`
        behind = number + 1 + (verb == _LOOK and piece.startswith(" after ", match.end()))
        if found := _people(piece, words[behind : behind + _LONGEST], words[behind - 1].end()):
            yield _Deed(start, end, verb, *found)
    if (deed := _OF_WHOM.match(piece)) and (found := _people(piece, list(islice(WORD.finditer(piece, deed.end()), _LONGEST)), deed.end())):
        yield _Deed(start, end, root(_NOUNS[deed["deed"].lower()]), *found)
    if agent := _AGENT.search(piece):
        for link in _TO_WHOM.finditer(piece):
            if found := _people(piece, list(islice(WORD.finditer(piece, link.end()), _LONGEST)), link.end()):
                yield _Deed(start, end, root(agent["who"]), *found)


def _people(piece: str, words: list[re.Match[str]], at: int) -> tuple[frozenset[str], bool] | None:
    """The kinds of people of the first noun behind a verb, and whether it is a group; None where that is no people."""
    roots: list[str] = []
    group = people = False
    for match in words:
        word, one = match.group(), root(match.group())
        if word.lower() in _STOP or re.search(r"[,;:.()]", piece[at : match.start()].strip()) or (people and word.lower() == "and"):
            break
        if word.lower() == "of" and not group and not _LESSONS.intersection(roots):
            return None  # `the migration of teams`
        at = match.end()
        group = group or one in _GROUPS
        people = people or one in _PEOPLE or _is_trade(word)
        if word.lower() != "of" and not word[0].isdigit():
            roots.append(one)
    return (frozenset(roots) - _KINDLESS, group) if people else None
