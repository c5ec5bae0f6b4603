"""Things that an email puts into a list of the posting's: `criminal defense and family law` of `criminal defense and immigration`.

    for claim in find(letter, clause): ...

A list of an email about the employer is known by one of its things, in the words in which a list of the posting has it; the thing behind it is
a finding where its first word stands nowhere in the posting under any ending. Not covered: lists told with other words throughout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.posting import unheard
from pipeline.grounding.words import STOP_WORDS, WORD, any_in, folded, stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_JOINT = re.compile(r", (?:and|or) | (?:and|or|&) ")
_JOINTS = re.compile(r", (?:(?:and|or) )?| (?:and|or|&) ")
"""Their first characters are plain: `re` passes over the others at once."""
_CLOSED = re.compile(r"\W*$|[.,;:!?)]| (?:is|are|was|were)\b")
_CLOSED_PHRASE = re.compile(r"\W*$|[.,;:!?)]| (?:is|are|was|were|has|have|in|for|at|on|with|to|from|that|which|who)\b")
_NEEDS = (" and ", " or ", " & ", " for ", " of ", " with ", " from ", " to ")
_LINK = re.compile(r" (?:for|of|with|from|to) (?:the |an? )?")
_DEED = re.compile(r"[a-z]+s (?:an?|the|our|its|their|your|all|any)\b")
"""A verb with its object: what stands before it is no first thing of a list."""
_EXPERIENCE = (stem("experience"),)
"""What years are of, whatever a posting calls it."""
_MOST = 2
_ROOT, _SHORTEST = 5, 3
_NO_THING = frozenset(
    "a an the this that these those my your our their its his her i you we they he she it who which where when while if so but because since as than not no never also then there here all both each every any some other others many much more most "
    "is are was were be been being am have has had do does did will would can could may might must should shall to of in on at for from with by about into over under up out off across through between "
    "such like even just only still now very too how what why whether one two three four five six seven eight nine ten something anything everything elsewhere yes no sure well okay ok indeed frankly honestly perhaps maybe please".split()
)
"""Words that end a thing of a list or are none."""


class _Thing(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]


class _Listed(NamedTuple):
    """The things of a posting, and how they end."""

    whole: frozenset[tuple[str, ...]]
    last: frozenset[tuple[str, ...]]


_QUALIFIERS = tuple(
    frozenset(map(stem, group.split()))
    for group in (
        "outside external third-party", "inside internal in-house", "big large major sizeable", "small little minor", "global worldwide international overseas foreign", "local regional nearby", "national nationwide domestic",
        "old legacy existing older", "new emerging novel fresh", "senior executive top high-level", "young early junior", "quick fast rapid", "key main core primary", "written print printed", "spoken oral verbal", "yearly annual",
        "online digital web virtual", "private commercial", "public government federal governmental", "legal law", "financial finance", "corporate business company", "medical clinical health", "technical engineering", "various diverse varied different multiple",
    )
)  # fmt: skip
"""Words before a noun by which a posting and an email may call the same thing."""
_HOW = frozenset(map(stem, "fully partly mostly entirely purely completely".split()))
"""Words before what tells a thing from others: `fully virtual`."""


_DOING = frozenset(
    map(
        stem,
        "give run hold lead conduct provide deliver offer prepare plan organize teach write make keep do take carry build create support".split(),
    )
)
"""Verbs before what is done, which a posting may call by any other: `give workshops` of `deliver educational workshops`."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things of a clause's lists that the posting's list does not have."""
    if not any_in(clause.text, _NEEDS):
        return
    sources, frame = letter.sources, letter.frame(clause)
    if clause.role is not Role.TEXT or frame.mood in (Mood.QUESTION, Mood.NEGATIVE) or not sources.job.is_english:
        return
    if sources.direction is Direction.OUTREACH and frames.names_candidate(clause.text, Direction.OUTREACH):
        return
    low, things, linked = folded(clause.text), _things(sources.job), _linked(sources.job)
    joints = [joint for joint in _JOINT.finditer(low) if (_last(low, joint.start()),) in things.last]
    links = [link for link in _LINK.finditer(low) if (_last(low, link.start()), link.group()) in linked.last]
    words = list(WORD.finditer(low)) if joints or links else []
    for joint in joints:
        left = _before(low, words, joint.start())
        right = _told(letter, clause, low, joint.end()) if left and left.words in things.whole else None
        if left and right and _is_new(sources, "" if frame.employer_only else clause.text, right):
            yield _claim(clause, right, f"beside '{clause.text[left.start : left.end]}'")
    for link in links:
        left = _before(low, words, link.start())
        right = _told(letter, clause, low, link.end()) if left and (*left.words, link.group()) in linked.whole else None
        if left and right and all(_is_new(sources, "", _Thing(0, 0, (word,))) for word in right.words):
            yield _claim(clause, right, f"behind '{clause.text[left.start : link.end()].rstrip()}'")


def _claim(clause: Clause, thing: _Thing, where: str) -> Claim:
    reason = f"You wrote '{clause.text[thing.start : thing.end]}' {where}; the posting does not speak of it."
    return claim(clause, thing.start, thing.end, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


def _told(letter: Letter, clause: Clause, low: str, at: int) -> _Thing | None:
    """The thing that begins at a place and ends a list or a phrase there, in what is told of the employer."""
    thing = _behind(low, at)
    return thing if thing and _is_about_firm(letter, clause, thing.end) and _is_closed(low, thing) else None


def _is_about_firm(letter: Letter, clause: Clause, end: int) -> bool:
    """Whether no candidate is named in a clause up to a place."""
    direction = letter.sources.direction
    if direction is Direction.OUTREACH and letter.frame(clause).candidate_only:
        return False
    return not subject.candidate_before(clause, direction, end)


def _before(low: str, words: list[re.Match[str]], end: int) -> _Thing | None:
    """The thing that ends at a place of a text of these words: the last ones up to one that is no part of a thing."""
    last = bisect_right(words, end, key=re.Match.end)
    first = last
    for match in reversed(words[max(0, last - _MOST) : last]):
        between = low[match.end() : words[first].start() if first < last else end]
        if between.strip() or not _NO_THING.isdisjoint(match.group().split("'")):
            break
        first -= 1
    return _thing(words[first:last])


def _behind(low: str, start: int) -> _Thing | None:
    words: list[re.Match[str]] = []
    for match in WORD.finditer(low, start, start + 60):
        between = low[words[-1].end() if words else start : match.start()]
        if between.strip() or not _NO_THING.isdisjoint(match.group().split("'")) or len(words) == _MOST:
            break
        words.append(match)
    return _thing(words)


def _thing(words: list[re.Match[str]]) -> _Thing | None:
    return _Thing(words[0].start(), words[-1].end(), tuple(stem(word.group()) for word in words)) if words else None


def _is_closed(low: str, thing: _Thing) -> bool:
    """Whether a thing ends where no verb can stand: before a stop or `is`, one of two words also before `in`, `for` and the like."""
    return bool((_CLOSED if len(thing.words) == 1 else _CLOSED_PHRASE).match(low, thing.end))


def _last(low: str, end: int) -> str:
    """The stem of the last word before a place, with whatever sign stands there too: a quick look before the thing is read."""
    words = low[:end].rsplit(None, 1)
    return stem(words[-1]) if words else ""


@lru_cache(maxsize=256)
def _things(job: Source) -> _Listed:
    """Things of a posting's lists, of two words and more."""
    low, found = job.folded, set()
    words = list(WORD.finditer(low))
    for joint in _JOINTS.finditer(low):
        if _DEED.match(low, joint.end()):
            continue
        for thing in (_before(low, words, joint.start()), _behind(low, joint.end())):
            if thing and len(thing.words) > 1:
                found.add(thing.words)
    return _Listed(frozenset(found), frozenset(thing[-1:] for thing in found))


@lru_cache(maxsize=256)
def _linked(job: Source) -> _Listed:
    """Things of two words with the small word that follows them: `planet carriers for`."""
    words = list(WORD.finditer(job.folded))
    found = ((_before(job.folded, words, link.start()), link.group()) for link in _LINK.finditer(job.folded))
    whole = frozenset((*thing.words, link) for thing, link in found if thing and len(thing.words) > 1)
    return _Listed(whole, frozenset(thing[-2:] for thing in whole))


def _is_new(sources: Sources, text: str, thing: _Thing) -> bool:
    """Whether the first word of a thing stands in neither the posting nor the request; nor all of it in the resume, where a text is given."""
    word = next((word for word in thing.words if word not in _HOW and word not in _DOING), thing.words[0])
    given = folded(f"{sources.request.wishes or ''} {sources.request.subject or ''}")
    if len(word) < _SHORTEST or word in STOP_WORDS or word[0].isdigit() or thing.words == _EXPERIENCE:
        return False
    root = word[:_ROOT]
    if text and sources.resume.find_loosely(text[thing.start : thing.end]):
        return False
    alike = any(word in group and any(sources.job.has_word(other) for other in group) for group in _QUALIFIERS)
    return not (
        alike or sources.job.has_word(word) or root in sources.job.folded or root in given or unheard.is_told_alike(sources.job, word)
    )
