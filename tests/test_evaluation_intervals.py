"""Intervals and tests of the evaluation: that 95% means 95%, that exact is exact, that too few is said."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from evaluation.intervals import COUNT, DIFFERENCE_OF_SHARES, DRAWS, EXACT, SHARE, Bootstrap, Estimate, sign_flip

RUNS = 500
Draw = Callable[[np.random.Generator, int], Any]


def edges(found: Estimate) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


@pytest.mark.parametrize(
    ("draw", "truth", "n"),
    [
        (lambda rng, n: rng.normal(3, 2, n), 3.0, 8),
        (lambda rng, n: rng.normal(3, 2, n), 3.0, 40),
        (lambda rng, n: rng.poisson(2, n), 2.0, 16),
        (lambda rng, n: rng.binomial(1, 0.6, n), 0.6, 16),
        (lambda rng, n: rng.binomial(1, 0.9, n), 0.9, 120),
    ],
    ids=["normal 8", "normal 40", "counts 16", "shares 16", "shares 120"],
)
def test_the_interval_holds_the_truth(draw: Draw, truth: float, n: int) -> None:
    """In 95 of 100 samples of known data, within what 500 samples can tell; a plain percentile interval of 8 values has 89."""
    rng = np.random.default_rng(1)
    bootstrap = Bootstrap(1000, 0)
    held = 0
    for _ in range(RUNS):
        found = bootstrap.mean(draw(rng, n).tolist(), SHARE if truth < 1 else COUNT)
        low, high = edges(found)
        held += low <= truth <= high
    assert 0.92 <= held / RUNS <= 0.99


def test_the_same_seed_gives_the_same_interval() -> None:
    """A figure can be repeated to the last digit; another seed moves its interval, not its value."""
    values = [0.0, 1.0, 1.0, 3.0, 2.0, 0.0, 5.0]
    first, again, other = Bootstrap(500, 3).mean(values), Bootstrap(500, 3).mean(values), Bootstrap(500, 4).mean(values)
    assert first == again
    assert (first.value, first.n) == (other.value, 7)
    assert edges(first) != edges(other)


def test_fewer_than_five_give_no_figure() -> None:
    """Only the denominator is told."""
    found = Bootstrap(500, 0).mean([1.0, 0.0, 1.0, 1.0], SHARE)
    assert (found.value, found.low, found.high, found.n) == (None, None, None, 4)


def test_all_or_none_is_not_certain() -> None:
    """16 of 16 leaves room for the exact binomial bound (Clopper and Pearson), and so does 0 of 16."""
    bootstrap = Bootstrap(500, 0)
    always, never = bootstrap.mean([1.0] * 16, SHARE), bootstrap.mean([0.0] * 16, SHARE)
    assert edges(always) == pytest.approx((0.025 ** (1 / 16), 1.0))
    assert edges(never) == pytest.approx((0.0, 1 - 0.025 ** (1 / 16)))


def test_equal_values_claim_no_certainty() -> None:
    """No false claim in ten emails: up to 0.37 each (Poisson). Two equal models: either may be better. What has no bounds: no interval."""
    bootstrap = Bootstrap(500, 0)
    assert bootstrap.mean([0.0] * 10, COUNT).high == pytest.approx(-math.log(0.025) / 10)
    apart = bootstrap.mean([0.0] * 10, DIFFERENCE_OF_SHARES)
    low, high = edges(apart)
    assert low == pytest.approx(-high)
    assert high > 0.3
    assert bootstrap.mean([7.0] * 10).low is None


def test_pairs_are_means_over_pairs_of_different_items() -> None:
    """The value leaves out an item beside itself; the interval resamples items and holds the value."""
    rng = np.random.default_rng(0)
    upper = np.triu(rng.random((12, 12)), 1)
    matrix = upper + upper.T
    found = Bootstrap(1000, 0).pairwise(matrix, 1 - np.eye(12))
    assert found.value == pytest.approx(matrix.sum() / (12 * 11))
    low, high = edges(found)
    assert low < matrix.sum() / (12 * 11) < high
    assert Bootstrap(1000, 0).pairwise(matrix[:4, :4], 1 - np.eye(4)).value is None


def exhaustive(values: list[float]) -> float:
    """The test by its definition: every sign, one after the other."""
    observed = abs(math.fsum(values))
    sums = [
        abs(math.fsum(sign * value for sign, value in zip(signs, values, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(values))
    ]
    return sum(total >= observed - 1e-9 for total in sums) / len(sums)


@pytest.mark.parametrize("seed", range(5))
def test_the_permutation_test_is_exact(seed: int) -> None:
    """It gives what trying every sign gives."""
    values = [random.Random(seed).choice([-1.0, 1.0, 1.0, 0.1, 0.3, 2.5]) for _ in range(9)]
    assert sign_flip(values) == pytest.approx(exhaustive(values))


def test_known_p_values() -> None:
    """Five pairs that all moved one way: 2 of 32 signs are as far. Pairs that did not move change nothing. None moved: 1."""
    assert sign_flip([1.0] * 5) == 2 / 32
    assert sign_flip([1.0] * 5 + [0.0] * 50) == 2 / 32
    assert sign_flip([-1.0] * 5) == 2 / 32
    assert sign_flip([0.0] * 20) == 1.0


def test_many_pairs_are_drawn_and_come_close() -> None:
    """Beyond 16 pairs signs are drawn; the p-value of 18 is near the exact one, and is never 0."""
    values = [1.0] * 13 + [-1.0] * 5
    exact = 2 * sum(math.comb(18, k) for k in range(6)) / 2**18
    assert len(values) > EXACT
    assert sign_flip(values, seed=1) == pytest.approx(exact, abs=0.01)
    assert sign_flip([1.0] * 200) == pytest.approx(1 / (DRAWS + 1))


def test_equal_models_seldom_differ() -> None:
    """Of 400 comparisons of equals at most about one in twenty has p below 0.05."""
    rng = np.random.default_rng(2)
    low = sum(sign_flip((rng.binomial(1, 0.5, 12) - rng.binomial(1, 0.5, 12)).astype(float).tolist()) < 0.05 for _ in range(400))
    assert low <= 0.08 * 400
