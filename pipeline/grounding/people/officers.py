"""Officers of the firm by name and post: `our CTO Marta Ollivier` where the posting has her as its chief executive.

    other_post(job, "Marta Ollivier", "t")    -> the evidence that she holds another post, or None

A post stands right before the name, or right behind it after a comma, a dash, a bracket or `is our`. Only chiefs of a kind are compared
(CEO, CTO, CFO, COO and the like); a person who holds two of them holds each. Silent where the posting gives a person no such post.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_AREAS = {"executive": "e", "technology": "t", "technical": "t", "financial": "f", "finance": "f", "operating": "o", "operations": "o", "marketing": "m", "product": "p", "people": "h", "revenue": "r", "information": "i", "commercial": "c", "medical": "d"}  # fmt: skip
_POST = rf"(?:(?P<short>C(?-i:[ETFOMR])O)\b|chief (?P<area>{'|'.join(_AREAS)})\b(?: officer)?)"
_NAME = r"(?P<name>(?-i:[^\W\d_a-z][\w'’-]{1,30})(?: (?-i:[^\W\d_a-z](?:[\w'’-]{1,30}|\.))){1,2})"
_BEFORE = compiled(rf"\b{_POST}(?:,|:| is)? {_NAME}", re.IGNORECASE)
_BEHIND = compiled(
    rf"{_NAME} ?(?:,|\(|-|–|—|\||:| is| as) ?(?:(?:our|your|the|its|their|co-?founder|founder)(?:,| and| &)? ){{0,3}}{_POST}(?! (?-i:[A-Z][a-z]))",
    re.IGNORECASE,
)


def told(text: str) -> Iterator[tuple[int, int, str]]:
    """Each name in a text to which one chief's post is given: its place and the post; of two, either may be the neighbour's."""
    found: dict[tuple[int, int], set[str]] = {}
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(text):
            found.setdefault(match.span("name"), set()).add(_post(match))
    for (start, end), posts in found.items():
        if len(posts) == 1:
            yield start, end, posts.pop()


def other_post(job: Source, name: str, post: str) -> Evidence | None:
    """Where a posting gives a person another chief's post, and nowhere this one."""
    held = chiefs(job).get(name.rsplit(maxsplit=1)[-1], {})
    return None if post in held else next((job.evidence(*span) for span in held.values()), None)


@lru_cache(maxsize=256)
def chiefs(job: Source) -> dict[str, dict[str, tuple[int, int]]]:
    """The chiefs' posts of a posting by the last word of the name, each with its place."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(job.text):
            found.setdefault(match["name"].split()[-1], {}).setdefault(_post(match), match.span())
    return found


def _post(match: re.Match[str]) -> str:
    return match["short"][1].lower() if match["short"] else _AREAS[match["area"].lower()]
