"""Conditions of the post told otherwise than the posting has them: days at home and off, prices, seasons, plans, what is included.

    for claim in find(letter, clause): ...

What the sender's own wishes say is no finding, and a question tells nothing. Each sort of condition has a module of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.frames import Mood
from pipeline.grounding.posting.conditions import (
    closing_day,
    days_off,
    extension,
    free_of_charge,
    inclusive,
    pay_grades,
    plans,
    presence,
    seasons_open,
)
from pipeline.grounding.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim


class _Sort(NamedTuple):
    """A sort of condition: what finds it, whether a posting has anything to tell it by, and how an email tells it, where that needs some word."""

    find: Callable[[Letter, Clause], Iterator[Claim]]
    is_given: Callable[[Sources], bool]
    told: Pattern | None = None


def _is_english(sources: Sources) -> bool:
    """Enough for a sort of which the silence of a posting tells too."""
    return sources.job.is_english


_SORTS = (
    _Sort(presence.find, presence.is_given),
    _Sort(free_of_charge.find, free_of_charge.is_given),
    _Sort(days_off.find, _is_english, days_off.TOLD),
    _Sort(seasons_open.find, _is_english, seasons_open.TOLD),
    _Sort(plans.find, plans.is_given),
    _Sort(inclusive.find, inclusive.is_given),
    _Sort(closing_day.find, _is_english),
    _Sort(extension.find, _is_english, extension.TOLD),
    _Sort(pay_grades.find, lambda sources: pay_grades.is_given(sources.job)),
)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The findings of a clause on conditions, without those that the request bears out."""
    sorts = _sorts(letter.sources, letter.email.subject, letter.email.body)
    if not sorts or letter.frame(clause).mood is Mood.QUESTION:
        return
    for sort in sorts:
        for found in sort.find(letter, clause):
            if folded(found.text) not in folded(letter.sources.request.wishes or ""):
                yield found


@lru_cache(maxsize=16)
def _sorts(sources: Sources, *texts: str) -> tuple[_Sort, ...]:
    """The sorts that an email of these texts may tell otherwise: asked once for all of its clauses."""
    return tuple(sort for sort in _SORTS if (sort.told is None or any(map(sort.told.may_stand, texts))) and sort.is_given(sources))
