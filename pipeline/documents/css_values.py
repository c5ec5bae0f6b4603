"""Lengths and colours of CSS as numbers.

    pixels("1.5em")            24.0; None for what is no length
    colour("rgb(0 0 0 / 5%)")  Colour(0, 0, 0, 0.05); None where it cannot be told

Does not cover: `calc` with more than one length, colour spaces beyond sRGB, most of the colour names.
"""

from __future__ import annotations

import colorsys
import re
from typing import Final, NamedTuple

_UNITS: Final = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "lh": 20.0, "rlh": 20.0, "in": 96.0, "cm": 37.8,
    "mm": 3.78, "q": 0.945, "%": 0.16, "vw": 12.8, "vi": 12.8, "vmax": 12.8, "vh": 8.0, "vb": 8.0, "vmin": 8.0, "svw": 12.8, "svh": 8.0,
    "dvw": 12.8, "dvh": 8.0, "lvw": 12.8, "lvh": 8.0, "": 1.0,
}  # fmt: skip
"""Pixels of a unit on a screen of 1280 by 800 with 16 pixel text; a number without one is read as pixels."""
_LENGTH: Final = re.compile(r"^(?:(?:calc|max|min|clamp)\()*\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)\s*([a-z]*|%)\s*\)*$")
_NAMES: Final = {
    "white": "ffffff", "snow": "fffafa", "ivory": "fffff0", "ghostwhite": "f8f8ff", "floralwhite": "fffaf0", "whitesmoke": "f5f5f5",
    "mintcream": "f5fffa", "azure": "f0ffff", "aliceblue": "f0f8ff", "seashell": "fff5ee", "honeydew": "f0fff0", "lavenderblush": "fff0f5",
    "black": "000000", "transparent": "00000000",
}  # fmt: skip
_HEX: Final = re.compile(r"#([0-9a-f]{3,8})(?![0-9a-z])")
_FUNCTION: Final = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NAME: Final = re.compile(rf"(?<![\w#-])({'|'.join(_NAMES)})(?![\w-])")
_NUMBER: Final = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)(%|deg)?")


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
    match = _NUMBER.fullmatch(value.strip())
    return float(match[1]) / (100 if match[2] == "%" else 1) if match else None


def colour(value: str) -> Colour | None:
    """The first colour that a value names."""
    found = [(match.start(), match) for match in (_HEX.search(value), _FUNCTION.search(value), _NAME.search(value)) if match]
    if not found:
        return None
    _, match = min(found, key=lambda one: one[0])
    if match.re is _FUNCTION:
        return _function(match[1], match[2])
    return _hexadecimal(_NAMES.get(match[1], match[1]))


def _hexadecimal(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(2 * digit for digit in digits)
    if len(digits) not in (6, 8):
        return None
    red, green, blue, alpha = bytes.fromhex(digits.ljust(8, "f"))
    return Colour(red, green, blue, alpha / 255)


def _function(name: str, inner: str) -> Colour | None:
    numbers = [(float(number), unit) for number, unit in _NUMBER.findall(inner)]
    if len(numbers) < 3:
        return None
    alpha = numbers[3][0] / (100 if numbers[3][1] == "%" else 1) if len(numbers) > 3 else 1.0
    if name == "hsl":
        (hue, _), (saturation, _), (light, _) = numbers[:3]
        red, green, blue = (255 * part for part in colorsys.hls_to_rgb(hue / 360 % 1, _within(light / 100), _within(saturation / 100)))
    else:
        red, green, blue = (255 * _within(number / (100 if unit == "%" else 255)) for number, unit in numbers[:3])
    return Colour(red, green, blue, _within(alpha))


def _within(number: float) -> float:
    return min(max(number, 0.0), 1.0)
