"""Lengths and colours of CSS as numbers.

    pixels("1.5em")            24.0; None for what is no length
    colour("rgb(0 0 0 / 5%)")  Colour(0, 0, 0, 0.05); None where it cannot be told

Does not cover: `calc` with more than one length; `lab`, `lch` and colours that are mixed of others.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # ships no types
from tinycss2.color4 import parse_color  # type: ignore[import-untyped]  # as above

_UNITS: Final = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "lh": 20.0, "rlh": 20.0, "in": 96.0, "cm": 37.8,
    "mm": 3.78, "q": 0.945, "%": 0.16, "vw": 12.8, "vi": 12.8, "vmax": 12.8, "vh": 8.0, "vb": 8.0, "vmin": 8.0, "svw": 12.8, "svh": 8.0,
    "dvw": 12.8, "dvh": 8.0, "lvw": 12.8, "lvh": 8.0, "": 1.0,
}  # fmt: skip
"""Pixels of a unit on a screen of 1280 by 800 with 16 pixel text; a number without one is read as pixels."""
_LENGTH: Final = re.compile(r"^(?:(?:calc|max|min|clamp)\()*\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)\s*([a-z]*|%)\s*\)*$")
_LINEAR: Final = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570))
"""Red, green and blue of the coordinates X, Y and Z (IEC 61966-2-1)."""


class Colour(NamedTuple):
    """Channels from 0 to 255, and how much of it covers what is behind, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float


def pixels(value: str) -> float | None:
    """A length as pixels."""
    match = _LENGTH.match(value.strip())
    factor = _UNITS.get(match[2]) if match else None
    return float(match[1]) * factor if match and factor is not None else None


def share(value: str) -> float | None:
    """`0.1` or `10%` as 0.1."""
    match = _LENGTH.match(value.strip())
    return float(match[1]) / (100 if match[2] else 1) if match and match[2] in ("", "%") else None


@lru_cache(1000)
def colour(value: str) -> Colour | None:
    """The first colour that a value names."""
    for token in tinycss2.parse_component_value_list(value):
        try:
            found = parse_color(token)
            if found is not None and not isinstance(found, str):
                red, green, blue = (255 * _within(part) for part in _channels(found))
                return Colour(red, green, blue, found.alpha)
        except (ArithmeticError, NotImplementedError, ValueError):  # numbers out of all bounds, a colour space of printers
            continue
    return None


def _channels(found: Any) -> Iterable[float]:  # noqa: ANN401 -- a class without types
    """Red, green and blue, as screens show them."""
    if found.space in ("srgb", "hsl", "hwb"):
        return tuple(found.to("srgb"))[:3]
    xyz = tuple(found.to("xyz-d65"))[:3]
    linear = (max(0.0, sum(map(operator.mul, row, xyz))) for row in _LINEAR)
    return (1.055 * part ** (1 / 2.4) - 0.055 if part > 0.0031 else 12.92 * part for part in linear)


def _within(number: float) -> float:
    return min(max(number, 0.0), 1.0)
