"""Whom a piece of a clause of an application is told of: the nearest subject decides.

    nearest("I have written 85, and your ")    -> Side.EMPLOYER

Pronouns and nouns for the role; no parsing. Applications only: in an outreach `you` is the candidate in one clause and the future
holder of the post in the next.
"""

from __future__ import annotations

import re

from pipeline.grounding.frames import Side

_OWN = r"I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]urs?|us"
_THEIRS = r"(?i:you|yours?|you['’](?:re|ve|d|ll)|they|their|its?|(?:the|this|that) (?:\w+ ){0,3}?(?:role|position|post|job|company|firm|team|client|opening|opportunity)|company|role)"
_SUBJECT = re.compile(rf"(?<![\w'’])(?:(?P<own>{_OWN})|(?P<theirs>{_THEIRS}))(?![\w'’])")


def nearest(before: str) -> Side | None:
    """The last subject of the text before a piece."""
    side = None
    for match in _SUBJECT.finditer(before):
        side = Side.CANDIDATE if match["own"] else Side.EMPLOYER
    return side


def addressed(before: str) -> bool:
    """Whether the last subject of the text before a piece is `you`."""
    matches = list(_SUBJECT.finditer(before))
    return bool(matches and matches[-1]["theirs"] and matches[-1].group().lower().startswith("you"))


def first(after: str) -> Side | None:
    """The first subject of the text behind a piece."""
    match = _SUBJECT.search(after)
    return None if not match else Side.CANDIDATE if match["own"] else Side.EMPLOYER
