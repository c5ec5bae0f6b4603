"""Divides a position whose title tells of a promotion and when it came: `Teller, then Head Teller (from 2010)` is two.

Covers `A, then B (from DATE)`, `A, from DATE B`, and `A; B since DATE`, where A goes on beside B. Titles that give no date stay whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.profile import classify, dates
from pipeline.profile.lines import cut, fact, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.lines import Line
    from pipeline.schema import Position

_FROM = re.compile(r"[\s(,;]*\b(?:from|since|as of|as from|ab|seit|desde|depuis)\s*$|\s*\($", re.IGNORECASE)
_THEN = re.compile(r"[,;]?\s+(?:then|later|now|afterwards|subsequently)\s+|(?P<beside>;\s+|,?\s+(?:and|also)\s+)|,\s+", re.IGNORECASE)
_EDGES = " ,;()"


class _Steps(NamedTuple):
    """The titles before and after a promotion; `beside` tells that the first was kept."""

    first: Line
    second: Line
    since: str
    at: dates.Dates
    beside: bool


def divided(text: str, position: Position) -> Iterator[Position]:
    """The position, or the two that its title tells of, the later first; what was done there counts for both."""
    steps = _steps(text, position)
    if steps is None:
        yield position
        return
    since = fact(text, steps.at.begin, steps.at.stop)
    yield position.model_copy(update={"title": fact_of(steps.second), "start": steps.since, "dates": since})
    yield position.model_copy(update={"title": fact_of(steps.first), "end": position.end if steps.beside else steps.since})


def _steps(text: str, position: Position) -> _Steps | None:
    title = position.title
    if title is None or position.start is None or position.end is None or not re.search(r"\d{2}", title.value):
        return None
    raw = text[title.start : title.end]
    found = next(iter(dates.find(raw)), None)
    if found is None or not position.start[:4] <= found.start[:4] <= position.end[:4]:
        return None
    at = dates.Dates(title.start + found.begin, title.start + found.stop, found.start, found.end, found.is_range)
    before, behind = _FROM.sub("", raw[: found.begin]), raw[found.stop :].strip(_EDGES)
    if behind:
        begin = raw.index(behind, found.stop)
        first, second, beside = (0, len(before)), (begin, begin + len(behind)), False
    else:
        between = _last(before)
        if between is None:
            return None
        first, second, beside = (0, between.start()), (between.end(), len(before)), between["beside"] is not None
    earlier, later = (cut(text, title.start + start, title.start + end, edges=_EDGES) for start, end in (first, second))
    if not earlier.text or classify.title(later.text) < 1.8:
        return None
    return _Steps(earlier, later, found.start, at, beside)


def _last(before: str) -> re.Match[str] | None:
    """Where the later title begins: behind the last word or mark that divides titles."""
    return max(_THEN.finditer(before), key=lambda match: match.start(), default=None)
