"""Fields of work that leave some posts out: `six years in transport planning` of a planner who was a receptionist before, `years of paid work`.

    narrowed(sources, "transport planning behind me")   -> the positions that may be in the field, and how it is called

A field counts where a title names its doer. Any post may be in it whose title or lines have a word of it, or whose kind of work is the
same; one that has lines without any is not. Not covered: fields that no title names (`food service`), which any post may have been in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.periods.trades import head_of, in_trade, is_akin, telling
from pipeline.grounding.words import folded, has_beginning

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Position

_ROOT = 4
"""Letters by which the words of a field are known."""
_LONG = 5
"""Letters of a word that tells one part of a trade from another."""
_PAID = re.compile(r"(?:fully |well )?paid (?=[a-z])")
_UNPAID = re.compile(r"\b(?:volunt\w+|unpaid|honorary|pro bono)\b", re.IGNORECASE)
_DOING = re.compile(r"[a-z]{3,}ing$")


def narrowed(sources: Sources, what: str) -> tuple[list[Position], str] | None:
    """The positions that the words behind a duration leave, and their label; None where they leave all."""
    head = head_of(what)
    if _PAID.match(what):
        some, label = [one for one in sources.positions if not _is_unpaid(one)], " of paid work"
    elif _DOING.search(head) and len(telling(head)) > 1 and in_trade(sources.positions, head):
        some, label = [one for one in sources.positions if _may_be(one, head)], f" in {head}"
    else:
        return None
    return (some, label) if len(some) < len(sources.positions) else None


def lines_of(position: Position) -> str:
    """All that the resume says of a position, folded."""
    return folded(" ".join(fact.value for fact in (position.title, position.employer, *position.bullets) if fact))


def _may_be(position: Position, head: str) -> bool:
    """Whether a position may be in a field, by its kind of work, its words, or for want of any lines."""
    if _lacks_place(position, head):
        return False
    return is_akin(position, head) or not position.bullets or any(has_beginning(lines_of(position), word[:_ROOT]) for word in telling(head))


def _lacks_place(position: Position, head: str) -> bool:
    """Whether a position with lines has no word of the two or more that say which part of a trade a field is: `intensive care` of `intensive care nursing`."""
    parts = telling(head)[:-1]
    told = [word for word in parts if len(word) >= _LONG]
    return bool(len(parts) > 1 and told and position.bullets and not any(has_beginning(lines_of(position), word[:_LONG]) for word in told))


def _is_unpaid(position: Position) -> bool:
    """Whether a post says that it is no paid one."""
    return any(_UNPAID.search(fact.value) for fact in (position.title, position.dates) if fact)
