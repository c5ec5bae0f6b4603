"""What ratings add up to: Bradley-Terry win rates with intervals, and how far raters agree.

    standings(ratings, Bootstrap(2000, seed=0))     Standings(rates={"tuned": Estimate(value=0.8, ...), ...}, agreement=...)

A model's rate is its expected share of wins against the others (Bradley and Terry 1952, by Hunter's MM algorithm, 2004); no preference is
half a win for each. Every pair of models begins with one undecided duel, so that a model that always wins stays finite. Agreement is
Krippendorff's alpha for nominal values, any number of raters, missing ratings allowed. Intervals draw requests, for agreement duels.
Does not cover: raters who differ in skill, and ratings that depend on which email stood first, which is only counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pydantic import Field

from evaluation import duels
from evaluation.intervals import LEAST, Bootstrap, Estimate, estimate
from evaluation.settings import EvaluationSettings
from pipeline.schema import Record

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evaluation.duels import Rating
    from pipeline.recipe import Recipe

    Array = npt.NDArray[np.float64]

_ROUNDS: Final = 200
"""Of the MM algorithm, which has long converged by then at a handful of models."""


class Standings(Record):
    """What one kind of rater said: people, or models."""

    ratings: int
    raters: int
    duels: int
    undecided: int = Field(description="ratings without a preference")
    first: int = Field(description="ratings for the email that stood first; about half of those decided where place does not matter")
    rates: dict[str, Estimate] = Field(description="expected share of wins against the other models; n counts ratings of this model")
    agreement: Estimate = Field(description="Krippendorff's alpha: 1 full agreement, 0 as by chance; n counts duels that two or more rated")


class Verdicts(Record):
    """People, and apart from them each model that judged."""

    people: Standings
    models: dict[str, Standings]


def of(recipe: Recipe) -> Verdicts:
    """All that was rated in the recipe's folder."""
    settings = recipe.section(EvaluationSettings)
    bootstrap = Bootstrap(settings.resamples, settings.seed)
    judges: defaultdict[str, list[Rating]] = defaultdict(list)
    for one in duels.read(duels.path(recipe, duels.MODELS)):
        judges[one.rater].append(one)
    return Verdicts(
        people=standings(duels.read(duels.path(recipe, duels.PEOPLE)), bootstrap),
        models={name: standings(own, bootstrap) for name, own in judges.items()},
    )


def standings(ratings: Sequence[Rating], bootstrap: Bootstrap) -> Standings:
    """The figures of these ratings; fewer than 5 requests, or 5 duels with two raters, give no interval and no figure."""
    return Standings(
        ratings=len(ratings),
        raters=len({one.rater for one in ratings}),
        duels=len({one.duel for one in ratings}),
        undecided=sum(one.winner is None for one in ratings),
        first=sum(one.winner == one.left for one in ratings),
        rates=_rates(ratings, bootstrap),
        agreement=agreement(ratings, bootstrap),
    )


def strengths(wins: Array) -> Array:
    """Bradley-Terry strengths of `wins[..., i, j]`, how often i beat j; they add up to 1."""
    import numpy as np

    count = wins.shape[-1]
    own = wins + 0.5 * (1 - np.eye(count))
    games = own + np.swapaxes(own, -1, -2)
    total = own.sum(axis=-1)
    found = np.full(total.shape, 1 / count)
    for _ in range(_ROUNDS):
        found = total / (games / (found[..., :, None] + found[..., None, :])).sum(axis=-1)
        found /= found.sum(axis=-1, keepdims=True)
    return found


def agreement(ratings: Sequence[Rating], bootstrap: Bootstrap) -> Estimate:
    """Krippendorff's alpha over duels that two or more raters judged; none where all said the same of all."""
    import numpy as np

    by_duel: defaultdict[str, list[int]] = defaultdict(list)
    for one in ratings:
        by_duel[one.duel].append(2 if one.winner is None else int(one.winner == one.a))
    units = [_coincidences(values) for values in by_duel.values() if len(values) > 1]
    if len(units) < LEAST:
        return Estimate(value=None, low=None, high=None, n=len(units))
    each = np.array(units)
    value = float(_alpha(each.sum(axis=0)))
    if np.isnan(value):
        return Estimate(value=None, low=None, high=None, n=len(units))
    drawn = _alpha(np.tensordot(bootstrap.weights(len(units)), each, axes=1))
    return estimate(value, drawn[~np.isnan(drawn)], len(units))


def _rates(ratings: Sequence[Rating], bootstrap: Bootstrap) -> dict[str, Estimate]:
    import numpy as np

    names = sorted({name for one in ratings for name in (one.a, one.b)})
    place = {name: number for number, name in enumerate(names)}
    requests = {key: number for number, key in enumerate(dict.fromkeys(one.request for one in ratings))}
    rated = {name: sum(name in {one.a, one.b} for one in ratings) for name in names}
    if len(requests) < LEAST:
        return {name: Estimate(value=None, low=None, high=None, n=rated[name]) for name in names}
    wins = np.zeros((len(requests), len(names), len(names)))
    for one in ratings:
        a, b = place[one.a], place[one.b]
        share = 0.5 if one.winner is None else float(one.winner == one.a)
        wins[requests[one.request], a, b] += share
        wins[requests[one.request], b, a] += 1 - share
    values = _expected(strengths(wins.sum(axis=0)))
    drawn = _expected(strengths(np.tensordot(bootstrap.weights(len(requests)), wins, axes=1)))
    return {
        name: estimate(float(values[number]), drawn[:, number], len(requests)).model_copy(update={"n": rated[name]})
        for name, number in place.items()
    }


def _expected(strength: Array) -> Array:
    """The mean chance of each to beat the others."""
    import numpy as np

    count = strength.shape[-1]
    chances = strength[..., :, None] / (strength[..., :, None] + strength[..., None, :])
    found: Array = (chances * (1 - np.eye(count))).sum(axis=-1) / (count - 1)
    return found


def _coincidences(values: Sequence[int]) -> Array:
    """Pairs of values within a duel, each rater's judgement weighing the same."""
    import numpy as np

    counts = np.bincount(values, minlength=3).astype(float)
    found: Array = (np.outer(counts, counts) - np.diag(counts)) / (len(values) - 1)
    return found


def _alpha(coincidences: Array) -> Array:
    import numpy as np

    margins = coincidences.sum(axis=-1)
    total = margins.sum(axis=-1)
    apart = total - np.trace(coincidences, axis1=-2, axis2=-1)
    expected = total**2 - (margins**2).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = np.where(expected > 0, 1 - (total - 1) * apart / expected, np.nan)
    return found
