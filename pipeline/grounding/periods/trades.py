"""The trades that titles name: which positions are `as a product manager`, and which may be in it under another title.

    in_trade(positions, "a data engineer at Acme")   -> the positions whose titles name the trade, where some do and some do not
    is_akin(position, "a software developer")        -> True for a `Backend Engineer`: whether ten years as one are false cannot be told

English titles only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.words import STOP_WORDS, stem, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.schema import Position

_TRADE = re.compile(
    r"(?:an? |the |your |my )?(?:[\w-]+ ){0,3}?[\w-]+(?-i:(?: of [A-Z][\w-]*)?)(?= (?:at|with|for|in|and|on|to|of|by|from|where|who|across|under|behind)\b|[.,;:!?]|$)",
    re.IGNORECASE,
)
_RANKS = frozenset(
    stem(word)
    for word in "senior junior lead principal chief head deputy assistant staff qualified certified registered professional experienced hands-on commercial".split()
)
LESSER = frozenset(stem(word) for word in "deputy vice assistant trainee apprentice student intern".split())
"""What makes a title one below the title it holds: a deputy director is no director."""
OFFICES = frozenset(
    stem(word)
    for word in "manager director officer assistant associate coordinator specialist representative lead leader head supervisor executive administrator consultant analyst agent member partner".split()
)
"""Nouns that name a rank in any trade: two titles that share no more may be of two trades."""
_KIN = tuple(
    frozenset(stem(word) for word in kin.split())
    for kin in (
        "developer engineer programmer coder architect sre devops software programming engineering development coding",
        "teacher tutor instructor lecturer educator trainer professor teaching tutoring instruction education classroom faculty",
        "sales salesman salesperson selling seller account representative retail",
        "driver courier driving delivery trucker chauffeur",
        "writer editor journalist reporter copywriter author writing editing journalism",
        "nurse nursing midwife ward care carer",
        "designer design ux ui illustrator artist",
        "cook chef kitchen cooking baker catering",
        "analyst analysis analytics data statistician scientist research researcher",
        "recruiter recruiting recruitment hr talent people personnel",
        "administrator admin secretary clerk receptionist office support technician helpdesk desk sysadmin network systems",
        "accountant accounting bookkeeper auditor finance payroll tax",
        "manager management managing director head lead leader supervisor leading leadership chief foreman",
    )
)
"""Words of titles that name one kind of work."""


def in_trade(positions: Sequence[Position], what: str) -> list[Position]:
    """The positions whose titles name the trade behind the number (`as a product manager`, `of teaching`), where some do and some do not."""
    words = _trade(what)
    if not words:
        return []
    held = [position for position in positions if position.title and words <= set(stems(position.title.value))]
    said = set(stems(head_of(what)))
    if any(position.title and set(stems(position.title.value)) <= said for position in held):
        held = [position for position in held if position.title and (LESSER - said).isdisjoint(stems(position.title.value))]
    return held if len(held) < len(positions) else []


def head_of(what: str) -> str:
    """The title or the trade that the words behind a number begin with."""
    head = _TRADE.match(what)
    return head.group() if head else ""


def _trade(what: str) -> set[str]:
    return set(telling(head_of(what)))


def is_akin(position: Position, what: str) -> bool:
    """Whether a position may be in a trade that its title does not name: it shares a word of it, or its kind of work."""
    if not position.title:
        return True
    words, title = _trade(what), set(stems(position.title.value))
    return LESSER.isdisjoint(title - words) and (not (words & title).issubset(OFFICES) or any(words & kin and title & kin for kin in _KIN))


def telling(text: str) -> list[str]:
    return [word for word in stems(text) if len(word) > 2 and word not in STOP_WORDS and word not in _RANKS and word != "year"]
