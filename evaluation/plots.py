"""The geometry of the report's plots, in the units of their drawings; `templates/report.html.jinja` draws them as SVG.

Narrow, so that letters stay readable on a phone. Colours are of Okabe and Ito's palette, which colour-blind readers tell apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from evaluation import figures, shown
from evaluation.figures import Unit

if TYPE_CHECKING:
    from evaluation.intervals import Estimate
    from evaluation.results import Difference, Outcome
    from evaluation.scoring import Scored

WIDTH: Final = 420
ROW: Final = 34
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#3a8fb7", "#000000", "#7b3294")
_HEIGHT: Final = 190
_TICKS: Final = 5
_LINE: Final = 14
_LONGEST: Final = 22
"""Letters of a name that a drawing has room for, beside another one."""


class Tick(NamedTuple):
    """A mark on an axis."""

    at: float
    text: str


class Whisker(NamedTuple):
    """An estimate: a dot and its interval."""

    label: str
    text: str
    colour: str
    y: float
    x: float
    low: float
    high: float


class Forest(NamedTuple):
    """One estimate below the other; `zero` is where a line stands for no difference."""

    title: str
    rows: list[Whisker]
    ticks: list[Tick]
    height: float
    zero: float | None


class Dot(NamedTuple):
    """A point with its name, in a plot whose y grows downwards; the name stands at `text_y`, clear of others."""

    x: float
    y: float
    text: str
    colour: str
    text_y: float


class Step(NamedTuple):
    """The mean over a stretch of the x axis, with its interval from `top` to `bottom`."""

    text: str
    left: float
    right: float
    y: float
    top: float
    bottom: float


class Scatter(NamedTuple):
    """Points on two axes, each with its ticks."""

    title: str
    dots: list[Dot]
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    x_name: str
    y_name: str
    height: float
    steps: list[Step]


def colour(number: int) -> str:
    """Of the model at that place."""
    return COLOURS[number % len(COLOURS)]


def label(name: str) -> str:
    """A model's name, of a long one its end: that is where files differ."""
    return name if len(name) <= _LONGEST else "…" + name[-_LONGEST:]


def shares(title: str, outcomes: Sequence[Outcome], key: str) -> Forest:
    """One share of every model, from 0 to 100%."""
    known = [(number, outcome) for number, outcome in enumerate(outcomes) if outcome.figures[key].value is not None]
    rows = [
        _whisker(label(outcome.name), outcome.figures[key], Unit.SHARE, (0.0, 1.0), (number, place))
        for place, (number, outcome) in enumerate(known)
    ]
    ticks = [Tick(WIDTH * step / 4, f"{step * 25}%") for step in range(5)]
    return Forest(title, rows, ticks, ROW * len(rows), None)


def differences(title: str, found: Sequence[Difference]) -> Forest:
    """Differences of one share between pairs of models, in points."""
    told = [one for one in found if one.difference.value is not None]
    reach = max((abs(edge) for one in told for edge in _edges(one.difference)), default=0)
    most = max(math.ceil(reach * 10), 1) / 10
    rows = [_whisker(_sides(one), one.difference, Unit.SHARE, (-most, most), (0, place), signed=True) for place, one in enumerate(told)]
    ticks = [Tick(WIDTH * (step + 2) / 4, f"{step * most * 50:+.0f}" if step else "0") for step in range(-2, 3)]
    return Forest(title, rows, ticks, ROW * len(rows), WIDTH / 2)


def speed(outcomes: Sequence[Outcome]) -> Scatter:
    """Seconds an email, on a scale of powers, against the share of true emails."""
    known = [
        (number, outcome.name, seconds, share)
        for number, outcome in enumerate(outcomes)
        if (seconds := outcome.figures["seconds"].value) and (share := outcome.figures[figures.TRUTHFUL.key].value) is not None
    ]
    logs = [math.log10(seconds) for _, _, seconds, _ in known] or [0.0]
    low, high = math.floor(min(logs)), max(math.ceil(max(logs)), math.floor(min(logs)) + 1)
    heights = _apart([_HEIGHT * (1 - share) for _, _, _, share in known])
    dots = [
        Dot(WIDTH * (math.log10(seconds) - low) / (high - low), _HEIGHT * (1 - share), label(name), colour(number), height)
        for (number, name, seconds, share), height in zip(known, heights, strict=True)
    ]
    x_ticks = [Tick(WIDTH * step / (high - low), f"{10.0 ** (low + step):g} s") for step in range(high - low + 1)]
    y_ticks = [Tick(_HEIGHT * (1 - step / 4), f"{step * 25}%") for step in range(5)]
    return Scatter("Truth and speed", dots, x_ticks, y_ticks, "seconds an email", "true emails", _HEIGHT, [])


def by_length(outcome: Outcome, scored: Sequence[Scored], number: int) -> Scatter:
    """False claims of each email of a model against the words of its resume, and the mean of each band with its interval."""
    points = [
        (one.resume_words, len(one.judged.false), one.held.id)
        for one in scored
        if one.judged and one.resume_words is not None and one.held.canary is None
    ]
    words = [x for x, _, _ in points] or [0]
    start, size = min(words), max(max(words) - min(words), 1)
    most = max([1, *(y for _, y, _ in points)])
    dots = [
        Dot(WIDTH * (x - start) / size, _HEIGHT * (1 - y / most), f"{name}: {x} words, {y} false", colour(number), 0)
        for x, y, name in points
    ]
    steps = [_step(band.false_claims, (band.low - start) / size, (band.high - start) / size, most) for band in outcome.bands]
    x_ticks = [Tick(WIDTH * (value - start) / size, f"{value:,}") for value in _round(start, start + size)]
    y_ticks = [Tick(_HEIGHT * (1 - value / most), str(value)) for value in _round(0, most)]
    return Scatter(outcome.name, dots, x_ticks, y_ticks, "words of the resume", "false claims", _HEIGHT, [step for step in steps if step])


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights of names, each at least a line above the one below it, the lowest at its own."""
    found = list(heights)
    above = math.inf
    for place in sorted(range(len(found)), key=lambda place: -found[place]):
        found[place] = above = min(found[place], above - _LINE)
    return found


def _sides(one: Difference) -> str:
    """`tuned – base`, or `tuned: guarded – raw` where the guard is what differs."""
    guarded = one.a == f"{one.b} with the guard"
    return f"{label(one.b)}: guarded – raw" if guarded else f"{label(one.a)} – {label(one.b)}"


def _step(found: Estimate, start: float, end: float, most: float) -> Step | None:
    """The mean of a band; `start` and `end` are parts of the axis."""
    if found.value is None:
        return None
    low, high = _edges(found)
    y, bottom, top = (_HEIGHT * (1 - min(edge, most) / most) for edge in (found.value, low, high))
    text = f"{shown.value(found, Unit.COUNT)} ({shown.interval(found, Unit.COUNT)}), n={found.n}"
    return Step(text, WIDTH * start, WIDTH * end, y, top, bottom)


def _whisker(
    label: str, found: Estimate, unit: Unit, domain: tuple[float, float], place: tuple[int, int], *, signed: bool = False
) -> Whisker:
    start, size = domain[0], domain[1] - domain[0]
    low, high = _edges(found)
    value = found.value or 0.0
    between = "" if signed else f" ({shown.interval(found, unit)}), n={found.n}"
    text = shown.number(value, unit, signed=signed) + between
    x, left, right = (WIDTH * (edge - start) / size for edge in (value, low, high))
    return Whisker(label, text, colour(place[0]), ROW * place[1], x, left, right)


def _edges(found: Estimate) -> tuple[float, float]:
    """The interval, or the value itself where there is none."""
    value = found.value or 0.0
    return (value if found.low is None else found.low, value if found.high is None else found.high)


def _round(low: float, high: float) -> list[int]:
    """A few round numbers from `low` to `high`."""
    span = max(high - low, 1) / _TICKS
    power = 10 ** math.floor(math.log10(max(span, 1)))
    step = int(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= span))
    return list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))
