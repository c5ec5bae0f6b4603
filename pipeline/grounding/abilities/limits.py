"""What a resume says itself of the bounds of a skill: `No SAP to date`, `Intercom: tried in a trial account only`, `Tableau (basic)`.

    [(limit.kind, limit.name) for limit in limits(resume)]    -> [(Bound.NONE, "SAP"), (Bound.TOUCHED, "Intercom"), (Bound.BASIC, "Tableau")]

Reads one item of a line, and a sentence that goes on with `it` from the item before. A thing that the resume has in another item without a
bound has none. Not covered: bounds told of a whole list or below a heading.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.nearby import meets
from pipeline.grounding.abilities.telling_words import is_special
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem, stems
from pipeline.profile.languages import NAMES as LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Source


class Bound(Enum):
    """How far a skill goes."""

    NONE = "none at all"
    TOUCHED = "seen, tried or learned, not worked with"
    USER = "used or read, not run or built"
    BASIC = "at the beginning"
    OTHERS = "done by others"


class Limit(NamedTuple):
    """A bound at `resume.text[start:end]` on what has all of some stems in its name."""

    start: int
    end: int
    kind: Bound
    name: str
    words: frozenset[str]
    proper: bool
    """Whether the name is one word in capitals, and no plain word."""


_PIECE = re.compile(r"(?:[^\n|•·;.]|\.(?!\s+[A-Z(]|\s*$)|\n[ \t]+(?=[a-z(]))+")
_NO = re.compile(
    r"(?:^|(?<=[\s(:,–-]))(?:no|not|never)(?: (?:yet|much|real|formal|own|commercial|paid|direct|hands-on|any|worked (?:with|in|on)|used|coded (?:for|to)|certified (?:in|to|for)|licen[cs]ed (?:in|to|for)|trained (?:in|on)|qualified (?:in|for)))* (?P<what>(?:(?!(?:yet|so|to|since|at|either|beyond|except|outside|but|only|as|is|are|was|were|for|on|in|with|of|from|by|who|that|which|a|an|the|than|more|less|longer|and|or|until|before)\b)[\w+#/&'’-]+ ?){1,4})(?P<rest>[^\n,;.()]{0,30})",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:experience|knowledge|skills?|programming|software|to speak of|to mention|licen[cs]ed?|coded|certified|trained|qualified)\b",
    re.IGNORECASE,
)
"""What makes a negative one of skills, and no praise: `no lost-time accidents`."""
_EMPTY = re.compile(r"\b(?:experience|knowledge|skills?|use|certificates?|certification|licen[cs]es?|work|training)\b", re.IGNORECASE)
_COURSE = r"(?:course|class|classes|webinar|tutorials?|books?|videos?|workshop|university|school|home|practice|trial(?: account| copy| version| licen[cs]e)?)"
_TOUCHED = re.compile(
    rf"(?:\b(?:from|in|on|at|by|for|via) )?(?:an? |the )?(?:[\w-]+ ){{0,2}}{_COURSE}(?: [\w-]+){{0,2}} only\b|\b(?:only|just) (?:from|in|at|for) (?:an? |the )?(?:[\w-]+ ){{0,2}}{_COURSE}\b|\b(?:only )?(?:tried|used|seen) (?:\w+ ){{0,5}}only\b|"
    r"\b(?:only watched|watched only|assisted only|only assisted|observed only|shadowed only|only shadowed|only observed)\b|\b(?:no use|never|not(?: used)?|no database access) at work\b|\btoy projects?(?: only)?\b|\bsmall practice pieces?\b|\(hobby\)|\b(?:only|just) (?:watched|assisted|observed|shadowed)(?: in| with| at| the)* (?P<behind>[a-z]{4,}(?: [a-z]{4,})?)",
    re.IGNORECASE,
)
_USER = re.compile(
    r"\bas an? (?:[\w-]+ )?user\b|\bread[- ]only\b|\b(?:user|viewer)s? only\b|\bI (?:only )?(?:read|use)\b[^.;)]{0,40}\bI (?:don['’]t|do not) (?:build|write|make|run|program|design)\b",
    re.IGNORECASE,
)
_BASIC = re.compile(
    r"\((?:very )?(?:basics?|beginner|elementary|limited)(?: (?:level|only|dashboards|knowledge|skills))?\)|: (?:basics?|beginner|elementary|limited)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:(?:is|are|was|were) )?(?:given to|outsourced|sub-?contracted|handed to|left to|done by|programmed by|carried out by|handled by|performed by|configured by|by)\b(?: an?| the)? (?:[\w-]+ )?(?:external|outside|supplier|suppliers|consultants?|sub-?contractors?|facility|agency|vendor|contractors?|partner|service bureau|others|office)\b|\b(?:is|was|were) (?:outsourced|sub-?contracted)\b",
    re.IGNORECASE,
)
_KINDS = ((Bound.TOUCHED, _TOUCHED), (Bound.USER, _USER), (Bound.BASIC, _BASIC), (Bound.OTHERS, _OTHERS))
_SIGNS = re.compile(
    r"\b(?:no|not|never|only|just|user|read|basics?|beginner|elementary|limited|hobby|toy|practice|by|to|outsourced|sub-?contracted)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:^|[,:(]|\bbut\b)(?P<name>[^,:(]+)[\s,:(–—-]*$")
"""What is named right before a bound."""
_HEADED = re.compile(r"[\W_]*(?P<name>[^:,(]{2,40}): ?")
_ITEMS = re.compile(r", | and | or |/| & ")
_GOES_ON = re.compile(
    r"\W*(?:I )?(?:only |just )?(?:use|used|tried|learn|learned|know) (?:it|them|this|these)\b|\W*(?:it|this|these)\b", re.IGNORECASE
)
_BULLET = re.compile(r"^[\W_]+")
_HEAD = re.compile(
    r"^(?:learn(?:ing)?|familiar with|intro(?:duction)? to|basics of|some|a little|course in|exposure to|know(?:ledge)?(?: of)?|the) ",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[^,:(;]+")
_REACH = 160
"""Characters before a bound in which what it bounds is named."""
_ENOUGH = 40
"""Bounds that a resume may have; no honest one has so many."""
_MOST = 3
"""Words of the name of a skill."""


@lru_cache(maxsize=256)
def limits(resume: Source) -> tuple[Limit, ...]:
    """The bounds that a resume in English tells of what it names."""
    if not resume.is_english or not _SIGNS.search(resume.text):
        return ()
    found = list(islice(_read(resume.text), _ENOUGH))
    had = [frozenset(stems(piece.group())) for piece in _PIECE.finditer(resume.text) if found and not meets(found, *piece.span())]
    return tuple(limit for limit in found if not any(limit.words <= words for words in had))


def _read(text: str) -> Iterator[Limit]:
    for line in re.finditer(r"[^\n]+", text):
        before: re.Match[str] | None = None
        for piece in _PIECE.finditer(text, line.start(), line.end()):
            if _SIGNS.search(piece.group()):
                yield from _lacks(piece)
                yield from _bounds(piece, before)
            before = piece


def _lacks(piece: re.Match[str]) -> Iterator[Limit]:
    """`No solar experience to speak of`, `not NICET`."""
    for match in _NO.finditer(piece.group()):
        what = match["what"].strip()
        proper = bool(what) and what.split()[-1][0].isupper()
        if proper or _LACKS.search(match.group()):
            name = " ".join(_EMPTY.sub(" ", what).split())
            yield from _limit(piece.start() + match.start(), piece.end(), Bound.NONE, name)


def _bounds(piece: re.Match[str], before: re.Match[str] | None) -> Iterator[Limit]:
    """`SolidWorks: tried at home only`, `Tableau (basic)`, `I only watched blasting`."""
    text, taken = piece.group(), 0
    for match, kind in sorted(
        ((match, kind) for kind, pattern in _KINDS for match in pattern.finditer(text)), key=lambda one: one[0].start()
    ):
        if match.start() < taken:
            continue
        taken, start = match.end(), piece.start()
        behind = match.groupdict().get("behind")
        if behind:
            names = behind
        elif before and _GOES_ON.match(text) and (first := _FIRST.search(_BULLET.sub("", before.group()))):
            start, names = before.start(), first.group()
        else:
            names = _before(text[max(0, match.start() - _REACH) : match.start()], inside=kind is Bound.OTHERS)
        for item in _ITEMS.split(_BULLET.sub("", names)):
            yield from _limit(start, piece.end(), kind, _HEAD.sub("", item.strip()))


def _before(lead: str, *, inside: bool) -> str:
    """What is named before a bound: right before its bracket or inside of it, at the head of an item with a colon, or else right before it."""
    if lead.count("(") > lead.count(")") and not inside:
        lead = lead[: lead.rindex("(")].rstrip()
    elif (head := _HEADED.match(lead)) and len(head["name"].split()) <= _MOST:
        return head["name"]
    named = _LAST.search(lead.rstrip(" (:,–—-"))
    return named["name"] if named else lead


def _limit(start: int, end: int, kind: Bound, name: str) -> Iterator[Limit]:
    words = [match.group() for match in WORD.finditer(name)]
    telling = [
        word
        for word in words
        if folded(word) not in STOP_WORDS and (is_special(word) or word[:1].isupper() or (kind is Bound.NONE and len(word) > _MOST))
    ]
    if telling and len(words) <= _MOST and not any(folded(word) in LANGUAGES for word in telling):
        yield Limit(start, end, kind, name, frozenset(map(stem, telling)), len(telling) == 1 and telling[0][:1].isupper())
