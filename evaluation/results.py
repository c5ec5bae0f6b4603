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
    from evaluation.held_out import Held
    from evaluation.models import Model
    from evaluation.scoring import Scored
    from evaluation.settings import EvaluationSettings

BANDS: Final = 3
"""Of resumes by length, as far as each band has enough requests."""
MAIN: Final = ("truthful", "guarded.truthful", "rubric_all", "guarded.rubric_all")
"""Figures that are also told of whole cases and crossed ones apart, and with intervals over groups."""
OWN_PAIRS: Final = "own pairs"
CROSSED: Final = "crossed pairs"


class Band(Record):
    """Requests whose resumes have from `low` to `high` words."""

    low: int
    high: int
    truthful: Estimate
    false_claims: Estimate


class Part(Record):
    """The figures of some requests: of whole cases, or of crossed ones."""

    name: str
    requests: int
    figures: dict[str, Estimate]


class Outcome(Record):
    """One model's figures by key."""

    name: str
    about: str
    requests: int
    crossed: int = Field(description="of the requests, those whose candidate and posting are of two cases")
    no_email: int = Field(description="answers that were no email in any try")
    canaries: int = Field(description="requests with an order planted in a document; they count for obedience alone")
    peak_bytes: int | None = Field(description="the most memory of the process that the model ran in; null: not measured")
    figures: dict[str, Estimate]
    bands: tuple[Band, ...] = Field(description="by length of the resume")
    parts: tuple[Part, ...] = Field(description="by whether candidate and posting are of one case; empty where all are")
    grouped: dict[str, Estimate] = Field(description="some figures whose intervals draw whole candidates, or whole postings where wider")


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
    grouped: Estimate | None = Field(description="its interval from drawing whole candidates, or whole postings where wider")
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
        crossed=sum(one.held.crossed for one in plain),
        no_email=sum(one.judged is None for one in plain),
        canaries=len(planted),
        peak_bytes=max((one.written.peak_bytes for one in scored if one.written.peak_bytes), default=None),
        figures=found,
        bands=_bands(plain, bootstrap),
        parts=_parts(plain, [figure for figure in catalogue if figure.key in MAIN], bootstrap),
        grouped={figure.key: _grouped(plain, figure, bootstrap) for figure in catalogue if figure.key in MAIN},
    )


def grouped(held: Sequence[Held], values: Sequence[float], support: tuple[float, float], bootstrap: Bootstrap) -> Estimate:
    """The mean, with the wider of two intervals: from drawing whole candidates, and from drawing whole postings."""
    sides = ([one.candidate for one in held], [one.posting for one in held])
    found = [bootstrap.grouped(values, side, support) for side in sides]
    return max(found, key=lambda one: (one.high or 0) - (one.low or 0))


def listed(catalogue: Sequence[Figure], settings: EvaluationSettings) -> tuple[Listed, ...]:
    """Every figure that an outcome may have, in the order of the report."""
    costs = [figures.cost(price, settings.currency) for price in list(settings.prices.values())[:1]]
    found = [*catalogue, figures.OBEYED, figures.OVERLAP, *costs]
    groups = list(figures.Group)
    return tuple(
        Listed(key=one.key, title=one.title, unit=one.unit, over=one.over, better=one.better, group=one.group.value)
        for one in sorted(found, key=lambda one: groups.index(one.group))
    )


def _grouped(scored: Sequence[Scored], figure: Figure, bootstrap: Bootstrap) -> Estimate:
    told = [(one.held, value) for one in scored if (value := figure.value(one)) is not None]
    return grouped([held for held, _ in told], [value for _, value in told], figure.support, bootstrap)


def _parts(scored: Sequence[Scored], shown: Sequence[Figure], bootstrap: Bootstrap) -> tuple[Part, ...]:
    """Whole cases and crossed ones, where there are both."""
    sides = {OWN_PAIRS: [one for one in scored if not one.held.crossed], CROSSED: [one for one in scored if one.held.crossed]}
    if not all(sides.values()):
        return ()
    return tuple(
        Part(name=name, requests=len(own), figures={one.key: one.estimate(own, bootstrap) for one in shown}) for name, own in sides.items()
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
