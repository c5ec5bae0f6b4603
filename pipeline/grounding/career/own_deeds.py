"""Whether a verb of an email tells a deed of the candidate's own: not what was done to him, with others, or as a part in something.

    is_no_deed(text, match), is_joint(text, match), is_part(text, own, number), did(lines, clause, match, tier)

What `scope` looks at before it holds a deed against the lines of a resume in which somebody only lent a hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.career.passages import NEXT_DEED, telling
from pipeline.grounding.career.scope_terms import Tier
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import stem

if TYPE_CHECKING:
    from pipeline.grounding.career.passages import Passage
    from pipeline.grounding.letter import Clause

_JOINTLY = re.compile(r"\b(?:and|with) (?:I|you|me)(?:['’]ve| have)? (?:\w+ly )?$")
_TOGETHER = re.compile(r"[^,;.]{0,40}\btogether\b")
"""What two did may have been help: `which the librarian and I replaced together`."""
_WITH_OTHERS = compiled(
    r"\b(?:together|jointly|along) with\b|\b(?:as )?one of (?:the |those )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\bwith (?:an?|one|two|three|four|five|\d+|my|other|some|the other) (?:[\w-]+ )?(?:colleagues?|others|nurses|engineers|developers|students|teachers|people|designers|researchers)\b",
    re.IGNORECASE,
)
_BY_ANOTHER = re.compile(r"(?: (?!by\b)[\w’'-]+){0,2} by (?!me\b|myself\b|you\b|yourself\b|\d|hand\b)")
_PASSIVE = re.compile(r"\b(?:is|was|are|were|been|being)(?: \w+ly| also| first| then)? $")
"""Before and behind a verb of somebody else's: `the audit, in which I took part, was led by our matron`."""
_DONE_TO = re.compile(
    r"(?<![\w'’])(?:(?:I|[Yy]ou)(?:['’]ve| have| had)? (?:was|were|been|got)|(?:[Mm]y|[Yy]our) (?:r[eé]sum[eé]|CV|profile|page) (?:is|was)) (?:(?:\w+ly|also|first|then) )?$"
)
_NOUN_BEFORE = re.compile(r"\b(?!(?:always|sometimes|besides|perhaps|has|was|is|us|this|thus|across|afterwards|as)\b)[a-z][\w-]*[a-z]s $")
_MADE_WITH = re.compile(r" (?:with|in|on|using|from|around)\b")
"""Around what things were made with: `applications built with React`, whoever built them."""
_GREW = re.compile(r"(?: up)? (?:[\w-]+ ){0,3}?(?:expertise|experience|knowledge|skills?|understanding|reputation|confidence)\b")
_ON_BODY = re.compile(
    r"\b(?:on|in|of) (?:(?:the|a|an|my|our|your) )?(?:[\w’'-]+ ){0,4}(?:council|committee|board|team|panel|society|club|crew|squad|group), (?:[a-z]+ )?$",
    re.IGNORECASE,
)
"""Before what a member of a body does with the others."""
_ROOT = 5
"""Letters by which a verb is known under another ending: the stems of `deliver` and `delivered` are not the same."""
_NEAR = 80
"""Characters before a verb that tell what it is said of."""


def did(lines: tuple[Passage, ...], clause: Clause, match: re.Match[str], tier: Tier) -> bool:
    """Whether a line has the very verb, done by oneself, and a word of what stands right behind it: there are lines on more than one side of a thing."""
    stop = NEXT_DEED.search(clause.text, match.end())
    thing = telling(clause.text[match.end() : stop.start() if stop else len(clause.text)]) - {stem(match.group())}
    root = stem(match.group().split()[0])[:_ROOT]
    done = (line for line in lines if line.tier is not None and line.tier >= min(tier, Tier.BUILT))
    return any(thing & line.words and any(verb[:_ROOT] == root for verb in line.verbs) for line in done)


def is_part(text: str, own: list[tuple[re.Match[str], Tier]], number: int) -> bool:
    """Whether a deed is told as how a hand was lent before it: `I contribute to the portal, building pages`, `I sit on the council, planning dances`."""
    match = own[number][0]
    if not match.group().lower().endswith("ing") or not text[: match.start()].rstrip("abcdefghijklmnopqrstuvwxyz ").endswith(","):
        return False
    begin, helped = (own[number - 1][0].end(), own[number - 1][1] < Tier.BUILT) if number else (0, False)
    between = text[begin : match.start()]
    return (helped and between.count(",") == 1) or _ON_BODY.search(between) is not None


_TAKEN_ON = re.compile(r" (?:as|in|by|into|straight|on|from|out of|to be)\b|,? *$|,? (?:19|20)\d\d\b")
"""Behind `hired`, of whoever was: `Hired as a junior, senior by 2016`."""
_TO_ONE = re.compile(r" (?:me|you)\b")
"""Behind what a place or a time did with the candidate: `a year there taught me patience`."""


def is_no_deed(text: str, match: re.Match[str]) -> bool:
    """Whether a verb tells what was done to the candidate or by another (`I was trained`, `it was led by him`), or what grew with the years (`built up expertise`)."""
    return bool(
        (match.group().endswith("ed") and _DONE_TO.search(text, max(0, match.start() - _NEAR), match.start()))
        or (_BY_ANOTHER.match(text, match.end()) and _PASSIVE.search(text, max(0, match.start() - _NEAR), match.start()))
        or (_MADE_WITH.match(text, match.end()) and _NOUN_BEFORE.search(text, max(0, match.start() - _NEAR), match.start()))
        or _GREW.match(text, match.end())
        or _TO_ONE.match(text, match.end())
        or (match.group().lower() in ("hired", "recruited") and _TAKEN_ON.match(text, match.end()))
    )


def is_joint(text: str, match: re.Match[str]) -> bool:
    """Whether a deed was done with others."""
    return bool(_JOINTLY.search(text[: match.start()]) or _TOGETHER.match(text, match.end()) or _WITH_OTHERS.search(text))
