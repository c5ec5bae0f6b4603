"""Differences between two models on the same requests: interval, permutation test, and a sentence in words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Final

from evaluation import figures, results, shown
from evaluation.figures import Figure, Unit
from evaluation.intervals import DIFFERENCE_OF_SHARES, LEAST, UNBOUNDED, Bootstrap, Estimate, sign_flip
from evaluation.results import Difference

if TYPE_CHECKING:
    from evaluation.held_out import Held
    from evaluation.scoring import Scored
    from evaluation.settings import EvaluationSettings

COMPARED: Final = (
    "truthful", "false_claims", "company_right", "email", "rubric_all", "addressed", "rubric.call_to_action", "rubric.style", "copied",
    "seconds",
)  # fmt: skip
"""Figures that are compared pair by pair: a few, for among many differences some are due to chance."""


def differences(
    scored: Mapping[str, Sequence[Scored]], catalogue: Sequence[Figure], settings: EvaluationSettings
) -> tuple[Difference, ...]:
    """Every pair of models under the figures compared; a model that is named later is set against those before it."""
    bootstrap = Bootstrap(settings.resamples, settings.seed)
    plain = {name: [one for one in answers if one.held.canary is None] for name, answers in scored.items()}
    known = {figure.key: figure for figure in catalogue}
    guards = [_guard(name, own, bootstrap) for name, own in plain.items() if any(one.guarded for one in own)]
    return (
        *guards,
        *(
            difference((a, plain[a]), (b, plain[b]), known[key], bootstrap)
            for b, a in itertools.combinations(plain, 2)
            for key in COMPARED
            if key in known
        ),
    )


def difference(a: tuple[str, Sequence[Scored]], b: tuple[str, Sequence[Scored]], figure: Figure, bootstrap: Bootstrap) -> Difference:
    """The figure of model `a` less that of `b`; each is a name and its answers, to the same requests in the same order."""
    return _difference(a[0], b[0], figure, figures.shared(figure, a[1], b[1]), bootstrap)


def _guard(name: str, scored: Sequence[Scored], bootstrap: Bootstrap) -> Difference:
    """What the guard adds to the share of true emails of one model."""
    both = ((one.held, figures.TRUTHFUL_GUARDED.value(one), figures.TRUTHFUL.value(one)) for one in scored)
    pairs = [(held, with_guard, without) for held, with_guard, without in both if with_guard is not None and without is not None]
    return _difference(f"{name} with the guard", name, figures.TRUTHFUL, pairs, bootstrap)


def _difference(a: str, b: str, figure: Figure, pairs: Sequence[tuple[Held, float, float]], bootstrap: Bootstrap) -> Difference:
    apart = [one - other for _, one, other in pairs]
    support = DIFFERENCE_OF_SHARES if figure.unit is Unit.SHARE else UNBOUNDED
    estimate = bootstrap.mean(apart, support)
    enough = len(pairs) >= LEAST
    of_a = fmean(one for _, one, _ in pairs) if enough else None
    of_b = fmean(other for *_, other in pairs) if enough else None
    p = sign_flip(apart, bootstrap.seed) if enough else None
    crossed = any(held.crossed for held, *_ in pairs)
    grouped = results.grouped([held for held, *_ in pairs], apart, support, bootstrap) if crossed else None
    return Difference(
        a=a, b=b, figure=figure.key, of_a=of_a, of_b=of_b, difference=estimate, grouped=grouped, p=p,
        sentence=_sentence(figure, (a, of_a), (b, of_b), estimate, p),
    )  # fmt: skip


def _sentence(figure: Figure, a: tuple[str, float | None], b: tuple[str, float | None], found: Estimate, p: float | None) -> str:
    """`tuned answers 82% of requests with an email that tells no lie, base 41%: +41 points, 95% interval +33 to +49, n=120, p=0.001`."""
    if a[1] is None or b[1] is None or found.value is None or p is None:
        return f"{figure.title}: {a[0]} and {b[0]} have {found.n} {figure.over} in common, too few for a figure"
    of_a, of_b = (shown.value(Estimate(value=side, low=None, high=None, n=found.n), figure.unit) for side in (a[1], b[1]))
    if figure.key == figures.TRUTHFUL.key:
        said = f"{a[0]} answers {of_a} of requests with an email that tells no lie, {b[0]} {of_b}"
    else:
        said = f"{figure.title}, of {figure.over}: {a[0]} {of_a}, {b[0]} {of_b}"
    apart = shown.number(found.value, figure.unit, signed=True) + (" points" if figure.unit is Unit.SHARE else "")
    between = "" if found.low is None else f", 95% interval {shown.interval(found, figure.unit, signed=True)}"
    return f"{said}: {apart}{between}, n={found.n}, {'p<0.001' if p < 0.001 else f'p={p:.3f}'}"
