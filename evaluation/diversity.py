"""How alike the emails of one model are: four-word sequences that two of them share, of all that they have (Jaccard), over all pairs.

0: nothing in common; 1: the same email again and again. Only emails of one direction are compared. Greeting and signature count too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from evaluation.intervals import Bootstrap, Estimate

if TYPE_CHECKING:
    from evaluation.scoring import Scored

_GRAM: Final = 4
_WORD = re.compile(r"\w+")


def overlap(scored: Sequence[Scored], bootstrap: Bootstrap) -> Estimate:
    """The mean over pairs of emails; `n` counts emails. Emails are resampled, not pairs, for pairs depend on each other."""
    import numpy as np

    written = [(one.held.request.direction, grams(one.judged.email.body)) for one in scored if one.judged]
    n = len(written)
    matrix, pairs = np.zeros((n, n)), np.zeros((n, n))
    for i, (direction, own) in enumerate(written):
        for j, (other_direction, others) in enumerate(written[:i]):
            if direction is other_direction:
                matrix[i, j] = matrix[j, i] = _jaccard(own, others)
                pairs[i, j] = pairs[j, i] = 1
    return bootstrap.pairwise(matrix, pairs)


def grams(text: str) -> frozenset[tuple[str, ...]]:
    """The four-word sequences of a text, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[start:] for start in range(_GRAM)), strict=False))


def _jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0
