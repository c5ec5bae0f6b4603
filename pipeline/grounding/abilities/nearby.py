"""The text around a place, as far as it decides about the place, and whether other places meet it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from pipeline.grounding.patterns import Pattern

REACH = 130
"""Characters before and behind a place that decide about it."""
WINDOW = 600
"""Characters to either side in which the mood of a clause and its subject are looked for."""


class Place(Protocol):
    """Anything that is at `text[start:end]`: a fact, a degree, a paper."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place."""
    return text[max(0, start - REACH) : start], text[end : end + REACH]


def last(pattern: Pattern, text: str, end: int, reach: int = REACH) -> re.Match[str] | None:
    """The last match before a place."""
    if not pattern.may_stand(text):
        return None
    found = deque(pattern.finditer(text, max(0, end - reach), end), maxlen=1)
    return found[0] if found else None


def stands_before(pattern: Pattern, text: str, end: int, reach: int = REACH) -> bool:
    """Whether a pattern stands before a place."""
    return pattern.may_stand(text) and bool(pattern.search(text, max(0, end - reach), end))


def meets(places: Iterable[Place], start: int, end: int) -> bool:
    """Whether one of some places has a character of another."""
    return any(place.start < end and start < place.end for place in places)
