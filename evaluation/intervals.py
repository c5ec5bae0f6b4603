"""Means with 95% intervals, and a test whether two models differ on the same requests.

    Bootstrap(2000, seed=0).mean([1, 0, 1, 1, 0], support=SHARE)     Estimate(value=0.6, low=..., high=..., n=5)

Percentile bootstrap over requests, with the tails widened for small samples (Hesterberg, "What Teachers Should Know About the Bootstrap",
2015): without that, intervals of few requests are too short. Where all values are equal a bootstrap sees no spread at all; then the exact
binomial bound (for counts: Poisson) stands in its place. Requests that share a candidate or a posting depend on each other: `grouped`
draws whole groups of them, which gives wider and more honest intervals. Does not cover: corrections for many comparisons.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

from pipeline.schema import Record

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LEAST: Final = 5
"""Fewer values give no figure."""
SHARE: Final = (0.0, 1.0)
DIFFERENCE_OF_SHARES: Final = (-1.0, 1.0)
COUNT: Final = (0.0, math.inf)
UNBOUNDED: Final = (-math.inf, math.inf)
EXACT: Final = 16
"""Up to so many pairs that differ, every sign is tried."""
DRAWS: Final = 20_000
_TAIL: Final = 0.025


class Estimate(Record):
    """A figure and its 95% interval. `n` is the denominator: below 5 there is no figure, and without any spread no interval."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Bootstrap:
    """Resampling of requests, the same ones for every figure of the same size."""

    resamples: int
    seed: int

    def mean(self, values: Sequence[float], support: tuple[float, float] = UNBOUNDED) -> Estimate:
        """The mean; `support` is the least and most that a value can be."""
        import numpy as np

        n = len(values)
        if n < LEAST:
            return Estimate(value=None, low=None, high=None, n=n)
        data = np.asarray(values, dtype=float)
        if np.ptp(data) == 0:
            return _constant(float(data[0]), support, n)
        return estimate(float(data.mean()), self.weights(n) @ data / n, n)

    def grouped(self, values: Sequence[float], groups: Sequence[Hashable], support: tuple[float, float] = UNBOUNDED) -> Estimate:
        """The same mean, its interval from resampling whole groups; values without spread count once for each group."""
        import numpy as np

        known = {group: number for number, group in enumerate(dict.fromkeys(groups))}
        n, count = len(values), len(known)
        if count < LEAST:
            return Estimate(value=None, low=None, high=None, n=n)
        data, place = np.asarray(values, dtype=float), [known[group] for group in groups]
        if np.ptp(data) == 0:
            return _constant(float(data[0]), support, count).model_copy(update={"n": n})
        sums, sizes = np.bincount(place, weights=data), np.bincount(place)
        drawn = self.weights(count)
        return estimate(float(data.mean()), (drawn @ sums) / (drawn @ sizes), count).model_copy(update={"n": n})

    def pairwise(self, matrix: npt.NDArray[np.float64], pairs: npt.NDArray[np.float64]) -> Estimate:
        """The mean of a symmetric matrix over the pairs (0 or 1) of different items; items are resampled, not pairs."""
        n = len(matrix)
        if n < LEAST or not pairs.any():
            return Estimate(value=None, low=None, high=None, n=n)
        weights = self.weights(n)
        above = ((weights @ (matrix * pairs)) * weights).sum(axis=1)
        below = ((weights @ pairs) * weights).sum(axis=1)
        told = below > 0
        return estimate(float((matrix * pairs).sum() / pairs.sum()), above[told] / below[told], n)

    def weights(self, n: int) -> npt.NDArray[np.float64]:
        """How often each of n items is in each resample: one row for each."""
        drawn: npt.NDArray[np.float64] = _drawn(n, self.resamples, self.seed)
        return drawn


def sign_flip(differences: Sequence[float], seed: int = 0) -> float:
    """The two-sided p-value of the paired permutation test: how often random signs give a sum as far from zero.

    Exact up to 16 pairs that differ; beyond, 20,000 draws (Phipson and Smyth, 2010: the observed one counts as a draw).
    """
    import numpy as np

    moved = np.asarray([value for value in differences if value], dtype=float)
    observed = abs(moved.sum()) * (1 - 1e-9)  # sums of the same numbers in another order differ in their last digits
    if len(moved) <= EXACT:
        sums = np.zeros(1)
        for value in moved:
            sums = np.concatenate([sums + value, sums - value])
        return float(np.mean(np.abs(sums) >= observed))
    signs = np.random.default_rng(seed).choice((-1.0, 1.0), size=(DRAWS, len(moved)))
    return float((1 + np.sum(np.abs(signs @ moved) >= observed)) / (DRAWS + 1))


@lru_cache(maxsize=16)
def _drawn(n: int, resamples: int, seed: int) -> Any:  # noqa: ANN401 - numpy is not imported where this module is
    """How often each of n items is in each resample."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(n, [1 / n] * n, size=resamples).astype(float)


def estimate(value: float, resampled: npt.NDArray[np.float64], n: int) -> Estimate:
    """A value and the interval of what resamples of n items give for it."""
    import numpy as np

    tail = NormalDist().cdf(-math.sqrt(n / (n - 1)) * _student(n - 1))
    low, high = np.quantile(resampled, (tail, 1 - tail))
    spread = bool(np.ptp(resampled))
    return Estimate(value=value, low=float(low) if spread else None, high=float(high) if spread else None, n=n)


def _constant(value: float, support: tuple[float, float], n: int) -> Estimate:
    """What n equal values leave open: with as many as these, 2.5% each way would have gone unseen."""
    least, most = support
    unseen = 1 - _TAIL ** (1 / n)
    if not math.isinf(least) and not math.isinf(most):
        return Estimate(value=value, low=value - (value - least) * unseen, high=value + (most - value) * unseen, n=n)
    if support == COUNT and value == 0:
        return Estimate(value=value, low=0.0, high=-math.log(_TAIL) / n, n=n)
    return Estimate(value=value, low=None, high=None, n=n)


def _student(freedom: int) -> float:
    """The 97.5% point of Student's t, by its expansion in 1/freedom (Abramowitz and Stegun 26.7.5); within 0.01 from 4 on."""
    z = NormalDist().inv_cdf(1 - _TAIL)
    terms: tuple[float, ...] = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    found: float = z + sum(term / freedom**power for power, term in enumerate(terms, 1))
    return found
