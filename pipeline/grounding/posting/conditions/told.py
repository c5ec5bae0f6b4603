"""Conditions of the post told otherwise than the posting has them: days at home and off, prices, seasons, plans, what is included.

    for claim in find(letter, clause): ...

What the sender's own wishes say is no finding. Each sort of condition has a module of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding.posting.conditions import days_off, free_of_charge, inclusive, plans, presence, seasons_open
from pipeline.grounding.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_SORTS = (presence, free_of_charge, days_off, seasons_open, plans, inclusive)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The findings of a clause on conditions, without those that the request bears out."""
    wishes = folded(letter.sources.request.wishes or "")
    for sort in _SORTS:
        for found in sort.find(letter, clause):
            if folded(found.text) not in wishes:
                yield found
