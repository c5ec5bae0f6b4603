"""Whom a piece of a clause of an application is told of: the nearest subject decides.

    nearest("I have written 85, and your ")    -> Side.EMPLOYER

Pronouns, nouns for the role and the hiring company's name; no parsing. The pronouns are those of applications: in an outreach `you` is the candidate in one clause and the future
holder of the post in the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.frames import Side
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause

_OWN = r"I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]urs?|us"
_THEIRS = r"(?i:you|yours?|you['’](?:re|ve|d|ll)|they|their|its?|(?:the|this|that) (?:\w+ ){0,3}?(?:role|position|post|job|company|firm|team|client|opening|opportunity)|company|role)"
_SUBJECT = re.compile(rf"(?<![\w'’])(?:(?P<own>{_OWN})|(?P<theirs>{_THEIRS}))(?![\w'’])")

_NOMINATIVE = re.compile(r"(?<![\w'’])(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]urs?)(?![\w'’])")
_TO_ME = re.compile(
    r"\b(?:is|are|sounds?|looks?|works?|seems?|feels?)\b[^.,;]{1,30}\b(?:for|by|with|to) me\b"
    r"|\b(?:suits?|fits?|attracts?|tempts?|draws?|tells?|excites?|gives?|makes?|lets?|allows?|scares?|frightens?|bothers?|worry|worries|reassures?|(?:appeals?|speaks?|matters?|means? (?:\w+ ){0,3})(?: to)?) me\b"
)
"""What a thing does to somebody now: `is fine by me`, `suits me`; what it did (`taught me`) is told of the past."""
_BEHIND = re.compile(
    r"['’]s?\b|,? (?:(?:itself|now|also|still|already|which|who|currently|\w+ly) )*(?:(?:is|are|was|were|has|have|had)\b|[a-z]{2,}(?:s|ed)\b)|, (?=[a-z]+ed\b)"
)
_ANYBODY = re.compile(r"(: |\b(?:lets?|helps?|shows?|tells?|allows?|gives?|where|which|so|so that|when|if|once|until) )you\b")
"""`You` that means whoever uses a thing of the candidate's: `a planner: you create events`, `my app tells you when`."""
_OF_THING = re.compile(r"(?:its?|they|their)", re.IGNORECASE)
_MADE = re.compile(
    r"(?:my (?:own )?(?!understanding|impression|guess|hope|question|interest|reading|view|feeling)\w|I(?:['’]ve|['’]d| have| had)? (?:\w+ly |also |once |just |even )?(?:built|made|wrote|written|created|designed|developed|had|have|run|ran|keep|kept|maintain(?:ed)?|launched|started|coded|programmed|set up|put together|released|published)\b)",
    re.IGNORECASE,
)
_NEAR = 30
_OBJECT = re.compile(
    r"\b(?:at|for|to|with|from|of|in|by|about|into|join|joining|joined|left|leaving|bring|brings|give|offer|like|unlike|than) (?:the )?$",
    re.IGNORECASE,
)


def of_impersonal(text: str) -> bool:
    """Whether a clause sets a thing before `me` and names the candidate no other way: `Five rounds of interviews are fine by me`."""
    return bool(_TO_ME.search(text)) and not _NOMINATIVE.search(text)


def has_candidate(text: str) -> bool:
    """Whether a text of an application has the candidate as a subject: `I`, `my`, `we`."""
    return bool(_NOMINATIVE.search(text))


def candidate_before(clause: Clause, direction: Direction, end: int) -> bool:
    """Whether a clause names the candidate: anywhere in an outreach, up to a place in an application."""
    if direction is Direction.OUTREACH:
        return frames.names_candidate(clause.text, direction)
    return has_candidate(frames.unreported(clause.text[:end]))


def tells_of(text: str, company: str) -> bool:
    """Whether the hiring company, by its name, is the subject of a part of a clause: `I read that Acme employs`."""
    return any(
        not _OBJECT.search(text[max(0, start - _NEAR) : start]) and _BEHIND.match(text, end) for start, end in names.mentions(text, company)
    )


def of_company(before: str, company: str | None) -> bool:
    """Whether the last subject of the text before a piece is the hiring company by its name: `I like that Acme, founded in `."""
    if not company:
        return False
    last = None
    for span in names.mentions(before, company):
        last = span
    if last is None or _OBJECT.search(before[: last[0]]) or not _BEHIND.match(before[last[1] :] + " "):
        return False
    return not _NOMINATIVE.search(before, last[1])


def up_to_candidate(text: str) -> str:
    """A text of an application up to where it names the candidate."""
    found = _NOMINATIVE.search(text)
    return text[: found.start()] if found else text


def nearest(before: str) -> Side | None:
    """The last subject of the text before a piece."""
    side = None
    for match in _SUBJECT.finditer(frames.unreported(before)):
        side = Side.CANDIDATE if match["own"] else Side.EMPLOYER
    return side


def addressed(before: str) -> bool:
    """Whether the last subject of the text before a piece is `you`."""
    matches = list(_SUBJECT.finditer(frames.unreported(before)))
    return bool(matches and matches[-1]["theirs"] and matches[-1].group().lower().startswith("you"))


def of_own_thing(before: str) -> bool:
    """Whether `it` or nobody stands between a piece and a thing that the candidate made or has: `I built a planner, and it uses `."""
    text = _ANYBODY.sub(r"\1one", frames.unreported(before))
    matches = [match for match in _SUBJECT.finditer(text) if not _OF_THING.fullmatch(match.group())]
    return bool(matches and matches[-1]["own"] and _MADE.match(text, matches[-1].start()))


def first(after: str) -> Side | None:
    """The first subject of the text behind a piece."""
    match = _SUBJECT.search(after)
    return None if not match else Side.CANDIDATE if match["own"] else Side.EMPLOYER
