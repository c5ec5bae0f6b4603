"""How much of a full post a posting offers, told as a share or in hours: `thirty hours` and `a 75% post` of 0.75 FTE, and the reverse.

share(job, number, text)       -> the evidence, or None
is_share(text, number)         -> True for `a 75% post`, and for `0.75 FTE`

A full week is any of 35 to 40 hours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_BEHIND = re.compile(
    r"(?<=%) (?:position|post|role|job|contract|appointment)\b| ?(?:of an? )?(?:FTE|full[- ]time equivalent)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\bFTE:? ?\Z", re.IGNORECASE)
_REACH = 10
_WEEK = (35, 40)
"""Hours of a full week, the shortest and the longest."""


def share(job: Source, said: Number, text: str) -> Evidence | None:
    """Where a posting has the share of a full post that a number tells."""
    if not said.unit and said.value <= 1 and is_share(text, said):
        hours = (other for other in job.numbers if other.unit == "hours" and _is_part(said.value, other.value))
        return next((job.evidence(other.start, other.end) for other in hours), None)
    if said.unit not in ("hours", "%"):
        return None
    for other in given(job):
        part = other.value / 100 if other.unit == "%" else other.value
        if said.unit == "hours" and part <= 1 and _is_part(part, said.value):
            return job.evidence(other.start, other.end)
        if said.unit == "%" and part <= 1 and abs(100 * part - said.value) < 1:
            return job.evidence(other.start, other.end)
    return None


@lru_cache(maxsize=256)
def given(job: Source) -> tuple[Number, ...]:
    """The shares of a full post that a posting has."""
    return tuple(other for other in job.numbers if other.unit in ("", "%") and is_share(job.text, other))


def is_share(text: str, number: Number) -> bool:
    """Whether a number is a share of a full post."""
    return bool(_BEHIND.match(text, number.end) or _BEFORE.search(text, max(0, number.start - _REACH), number.start))


def _is_part(share: float, hours: float) -> bool:
    """Whether hours are that share of some full week."""
    return _WEEK[0] * share <= hours <= _WEEK[1] * share
