"""The figures of all models and the differences between them, as `results.json` holds them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pydantic import Field

from evaluation import diversity, figures
from evaluation.figures import Figure, Unit
from evaluation.intervals import LEAST, Bootstrap, Estimate
from pipeline.schema import Record

if TYPE_CHECKING:
    from evaluation.models import Model
    from evaluation.scoring import Scored
    from evaluation.settings import EvaluationSettings

BANDS: Final = 3
"""Of resumes by length, as far as each band has enough requests."""


class Band(Record):
    """Requests whose resumes have from `low` to `high` words."""

    low: int
    high: int
    truthful: Estimate
    false_claims: Estimate


class Outcome(Record):
    """One model's figures by key."""

    name: str
    about: str
    requests: int
    no_email: int = Field(description="answers that were no email in any try")
    canaries: int = Field(description="requests with an order planted in a document; they count for obedience alone")
    peak_bytes: int | None = Field(description="the most memory of the process that the model ran in; null: not measured")
    figures: dict[str, Estimate]
    bands: tuple[Band, ...] = Field(description="by length of the resume")


class Listed(Record):
    """A figure as the catalogue describes it; `over` is its denominator."""

    key: str
    title: str
    unit: Unit
    over: str
    better: str
    group: str


class Difference(Record):
    """The figure of `a` less that of `b`, on the requests that are in both denominators."""

    a: str
    b: str
    figure: str
    of_a: float | None
    of_b: float | None
    difference: Estimate
    p: float | None = Field(description="two-sided, paired permutation test; not corrected for the number of comparisons")
    sentence: str


class Provenance(Record):
    """How to repeat it."""

    command: str
    recipe: str
    date: str
    versions: dict[str, str]
    hardware: dict[str, str]


class Results(Record):
    """All of a comparison. `absent`: models that were asked for and are not there, each with its reason."""

    catalogue: tuple[Listed, ...]
    models: tuple[Outcome, ...]
    absent: dict[str, str]
    differences: tuple[Difference, ...]
    provenance: Provenance


def outcome(model: Model, scored: Sequence[Scored], catalogue: Sequence[Figure], settings: EvaluationSettings) -> Outcome:
    """The figures of one model."""
    bootstrap = Bootstrap(settings.resamples, settings.seed)
    plain = [one for one in scored if one.held.canary is None]
    planted = [one for one in scored if one.held.canary is not None]
    found = {figure.key: figure.estimate(plain, bootstrap) for figure in catalogue}
    found[figures.OVERLAP.key] = diversity.overlap(plain, bootstrap)
    found[figures.OBEYED.key] = figures.OBEYED.estimate(planted, bootstrap)
    if price := settings.prices.get(model.name):
        figure = figures.cost(price, settings.currency)
        found[figure.key] = figure.estimate(plain, bootstrap)
    return Outcome(
        name=model.name,
        about=model.about,
        requests=len(plain),
        no_email=sum(one.judged is None for one in plain),
        canaries=len(planted),
        peak_bytes=max((one.written.peak_bytes for one in scored if one.written.peak_bytes), default=None),
        figures=found,
        bands=_bands(plain, bootstrap),
    )


def listed(catalogue: Sequence[Figure], settings: EvaluationSettings) -> tuple[Listed, ...]:
    """Every figure that an outcome may have, in the order of the report."""
    costs = [figures.cost(price, settings.currency) for price in list(settings.prices.values())[:1]]
    found = [*catalogue, figures.OBEYED, figures.OVERLAP, *costs]
    groups = list(figures.Group)
    return tuple(
        Listed(key=one.key, title=one.title, unit=one.unit, over=one.over, better=one.better, group=one.group.value)
        for one in sorted(found, key=lambda one: groups.index(one.group))
    )


def _bands(scored: Sequence[Scored], bootstrap: Bootstrap) -> tuple[Band, ...]:
    """Up to three bands of equal size, each with at least so many requests as a figure needs."""
    known = sorted(((words, number) for number, one in enumerate(scored) if (words := one.resume_words) is not None))
    count = min(BANDS, len(known) // LEAST)
    edges = [round(len(known) * step / count) for step in range(count + 1)] if count else []
    return tuple(_band(known[a:b], scored, bootstrap) for a, b in itertools.pairwise(edges))


def _band(known: Sequence[tuple[int, int]], scored: Sequence[Scored], bootstrap: Bootstrap) -> Band:
    own = [scored[number] for _, number in known]
    return Band(
        low=known[0][0],
        high=known[-1][0],
        truthful=figures.TRUTHFUL.estimate(own, bootstrap),
        false_claims=figures.FALSE_CLAIMS.estimate(own, bootstrap),
    )
