"""How long a firm has been there, told with a firm as the subject: `a company that has moved fish for half a century`.

is_age(text, number)    -> True for such years, and not for those that somebody was with a firm
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number

_REACH = 150
_FIRM = r"(?:company|firm|family|business|story|history|house|brand|organi[sz]ation|charity|school|hospital|trust|hotel|shop|practice|bakery|farm|club)"
_LASTS = r"(?:has|have|goes|go|going|stretches|stretching|reaches|reaching|dates|dating|spans|spanning|covers|covering)"
_AGE = re.compile(
    rf"\b{_FIRM}\b(?: that| which)? {_LASTS}\b(?:(?! (?:I|me|my|you|your)\b)[^.;,])*$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    rf"\b(?:work(?:ing)?|employment|career|job|professional) (?:history|story)\b|\bmy (?:[\w-]+ )?(?:history|story)\b|\b(?:I|my|me|you|your|he|she|we)\b[^.;,]*\b(?:for|at|with|by|in|to)\b[^.;,]*\b{_FIRM}\b",
    re.IGNORECASE,
)
"""What is no firm's: somebody's history, or their time with a firm."""
_SPANS = re.compile(r"\b(?:for|back|over|some|spans?|spanning|covers?)\b[^.;,]*$", re.IGNORECASE)


def is_age(text: str, number: Number) -> bool:
    """Whether years are those for which a firm has been there."""
    if number.unit != "years":
        return False
    before = text[max(0, number.start - _REACH) : number.start]
    age = _AGE.search(before)
    return bool(age and _SPANS.search(before, age.start()) and not _SOMEBODY.search(before))
