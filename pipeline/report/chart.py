"""The bars of a histogram of lengths, in the units of the drawing; the template draws them as SVG."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from pipeline.report.stats import Count, Tally

WIDTH: Final = 640
HEIGHT: Final = 180
BARS: Final = 24


class Bar(NamedTuple):
    """Rows from `low` to `high` tokens: where the bar stands, its height, and the height of its synthetic part."""

    x: float
    width: float
    height: float
    synthetic: float
    low: int
    high: int
    rows: int


class Chart(NamedTuple):
    """A histogram; `most` rows are in its highest bar, `budget` may not be passed and its line stands at `budget_x`."""

    bars: list[Bar]
    most: int
    budget: int | None
    budget_x: float
    ticks: list[tuple[float, int]]


def chart(lengths: Tally[int], budget: int | None) -> Chart:
    """The histogram of these lengths. Bins have a round number of tokens, and the last one ends at the budget, so that none crosses it."""
    values = sorted(lengths) or [budget or 1]
    span = (end := max(values[-1], budget or 0)) - values[0] + 1
    size = _round(span / BARS)
    bins = {n: _bin(lengths, end - (n + 1) * size, end - n * size) for n in range(math.ceil(span / size))}
    start, most = end - len(bins) * size, max([1, *(count.rows for count in bins.values())])
    scale = WIDTH / (end - start)
    bars = [
        Bar(
            x=WIDTH - (n + 1) * size * scale,
            width=size * scale,
            height=HEIGHT * count.rows / most,
            synthetic=HEIGHT * count.synthetic / most,
            low=end - (n + 1) * size + 1,
            high=end - n * size,
            rows=count.rows,
        )
        for n, count in reversed(bins.items())
        if count.rows
    ]
    step = _round((end - start) / 6)
    ticks = [(scale * (tick - start), tick) for tick in range(math.ceil(max(start, 0) / step) * step, end + 1, step)]
    return Chart(bars, most, budget, scale * ((budget or 0) - start), ticks)


def _bin(lengths: Tally[int], after: int, to: int) -> Count:
    """Rows of more than `after` and at most `to` tokens."""
    found = [lengths[length] for length in range(after + 1, to + 1)]
    return Count(sum(count.rows for count in found), sum(count.synthetic for count in found))


def _round(size: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50, ..."""
    power = 10 ** math.floor(math.log10(max(size, 1)))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= size))
