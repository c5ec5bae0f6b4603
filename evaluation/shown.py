"""Figures as people read them: `82%`, `0.4`, `12 s`, and their intervals. Too few answers are said to be too few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evaluation.figures import Unit
from evaluation.intervals import LEAST

if TYPE_CHECKING:
    from evaluation.intervals import Estimate

NONE: Final = "–"
_SUFFIX: Final = {Unit.SHARE: "%", Unit.SECONDS: " s"}
_MIB: Final = 2**20


def number(value: float, unit: Unit, *, signed: bool = False) -> str:
    """A value in its unit, without the unit's sign: shares in hundredths, money with more digits."""
    scaled = value * 100 if unit is Unit.SHARE else value
    digits = 4 if unit is Unit.MONEY else 0 if unit is Unit.SHARE else 1 if abs(scaled) >= 10 else 2
    text = f"{scaled:{'+' if signed else ''}.{digits}f}"
    return text if any(digit in "123456789" for digit in text) else f"{0:.{digits}f}"


def value(estimate: Estimate, unit: Unit) -> str:
    """`82%`, or a dash where there are too few answers for a figure."""
    return NONE if estimate.value is None else number(estimate.value, unit) + _SUFFIX.get(unit, "")


def interval(estimate: Estimate, unit: Unit, *, signed: bool = False) -> str:
    """`74 to 89`; in words where there is none."""
    if estimate.value is None:
        return f"fewer than {LEAST}" if estimate.n else "none"
    if estimate.low is None or estimate.high is None:
        return "all equal"
    return f"{number(estimate.low, unit, signed=signed)} to {number(estimate.high, unit, signed=signed)}"


def mebibytes(count: int | None) -> str:
    """`412 MiB`, or a dash where it was not measured."""
    return NONE if count is None else f"{count / _MIB:,.0f} MiB"
