"""Declarations that take an element out of sight.

    why_hidden({"opacity": "0"})        "transparent"

Covers what is not displayed, invisible, transparent, tiny, off the screen and clipped away. Does not cover: colours, which depend on what
is behind (`html_hidden.py`), filters but opacity, masks but gradients, `clip-path` with a path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.documents.css_values import colour, pixels, share

if TYPE_CHECKING:
    from pipeline.documents.css import Declarations

SMALLEST: Final = 2.0
"""Pixels of a font; smaller text cannot be read."""
FAINTEST: Final = 0.1
"""Opacity; less cannot be seen."""
FAR: Final = 100.0
"""Pixels that a placed element, or the first line of a text, is moved out of the page at its left or top."""
FARTHER: Final = 1000.0
"""Pixels for what designs move too: margins, and places to the right and below."""
_FUNCTION: Final = re.compile(r"([a-z0-9-]+)\(([^()]*)\)")
_SIDES: Final = ("left", "top", "right", "bottom", "inset", "inset-inline-start", "inset-block-start", "inset-inline", "inset-block")
_SIZES: Final = ("width", "height", "max-height", "max-width", "inline-size", "block-size", "max-inline-size", "max-block-size")
_POINT: Final = re.compile(r"([\d.]+)(?:px|%)?\s+([\d.]+)(?:px|%)?")


def why_hidden(style: Declarations) -> str | None:
    """How they hide an element, or None."""
    if style.get("display") == "none" or style.get("content-visibility") == "hidden":
        return "not displayed"
    if style.get("visibility") in ("hidden", "collapse"):
        return "invisible"
    if _is_transparent(style):
        return "transparent"
    if _is_tiny(style):
        return "tiny font"
    if _is_off_screen(style):
        return "off the screen"
    return "clipped away" if _is_clipped(style) else None


def _is_transparent(style: Declarations) -> bool:
    filtered = re.search(r"opacity\(([^()]*)\)", style.get("filter", ""))
    faint = (share(style.get("opacity", "")), share(filtered[1]) if filtered else None)
    if any(value is not None and value < FAINTEST for value in faint):
        return True
    masks = [style.get(name, "") for name in ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image")]
    if any(map(_lets_nothing_through, masks)):
        return True
    text = colour(style.get("-webkit-text-fill-color") or style.get("color") or "")
    through = "text" in style.get("background-clip", "") or "text" in style.get("-webkit-background-clip", "")
    return text is not None and text.alpha < FAINTEST and not through  # text that lets a picture through is seen


def _lets_nothing_through(mask: str) -> bool:
    parts = [part for name, inner in _FUNCTION.findall(mask) if name.endswith("gradient") for part in inner.split(",")]
    colours = [found for part in parts if (found := colour(part))]
    return bool(colours) and "url(" not in mask and all(found.alpha < FAINTEST for found in colours)


def _is_tiny(style: Declarations) -> bool:
    shorthand = re.search(r"(?:^|\s)([+-]?[\d.]+(?:[a-z]+|%)?)(?:\s*/\s*\S+)?\s+\S", style.get("font", ""))
    size = pixels(style.get("font-size") or (shorthand[1] if shorthand else ""))
    spaced = pixels(style.get("letter-spacing", ""))
    return (size is not None and size < SMALLEST) or (spaced is not None and spaced < -5) or _is_scaled_away(style)


def _is_scaled_away(style: Declarations) -> bool:
    factors = style.get("scale", "").split()
    if 0 < (share(style.get("zoom", "")) or 0) < FAINTEST:  # browsers take 0 for 1
        return True
    for name, inner in _FUNCTION.findall(style.get("transform", "")):
        if name in ("scale", "scalex", "scaley", "scale3d"):
            factors += inner.split(",")[:2]
        elif name == "matrix":
            sides = [abs(share(value) or 0) for value in inner.split(",")[:4]]
            if max(sides[:2]) < FAINTEST or max(sides[2:], default=1) < FAINTEST:
                return True
        elif name in ("rotatex", "rotatey") and inner.strip() in ("90deg", "-90deg", "270deg", "0.25turn"):
            return True
    return any((factor := share(value)) is not None and abs(factor) < FAINTEST for value in factors)


def _is_off_screen(style: Declarations) -> bool:
    if _is_far(style.get("text-indent", ""), FAR):
        return True
    if any(_is_far(style.get(side, ""), FARTHER) for side in ("margin-left", "margin-top", "margin-inline-start", "margin-block-start")):
        return True
    placed = style.get("position") in ("absolute", "fixed", "relative", "sticky")
    sides = [style.get(side, "") for side in _SIDES] if placed else []
    if any(_percent(side) <= -100 for side in sides):
        return True
    functions = _FUNCTION.findall(style.get("transform", ""))
    moved = [part for name, inner in functions if name.startswith("translate") for part in inner.split(",")]
    moved += style.get("translate", "").split()
    return any(_is_far(side, FAR) or (pixels(side) or 0) >= 3 * FARTHER for side in (*sides, *moved))


def _is_far(value: str, limit: float) -> bool:
    """Whether a length leads out of the page to the left or upwards."""
    found = pixels(value)
    return found is not None and found <= -limit


def _percent(value: str) -> float:
    return 100 * (share(value) or 0) if value.endswith("%") else 0


def _is_clipped(style: Declarations) -> bool:
    if re.match(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)", style.get("clip", "")):
        return True
    if any(_leaves_nothing(name, inner) for name, inner in _FUNCTION.findall(style.get("clip-path", ""))):
        return True
    cut = any(style.get(name, "").split(" ")[0] in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
    if cut and style.get("white-space") == "nowrap" and _percent(style.get("text-indent", "")) >= 100:
        return True
    sizes = [pixels(style.get(side, "")) for side in _SIZES]
    return cut and any(size is not None and size <= 1 for size in sizes)


def _leaves_nothing(name: str, inner: str) -> bool:
    """Whether a clipping path has no room for text."""
    if name == "inset":
        shares = [float(value) for value in re.findall(r"([\d.]+)%", inner)]
        return (bool(shares) and 2 * max(shares) >= 99) or any((pixels(part) or 0) >= FARTHER for part in inner.split())
    if name == "xywh":
        return any(pixels(part) == 0 for part in inner.split()[2:4])
    if name in ("circle", "ellipse"):
        size = pixels(inner.partition("at")[0].partition(" ")[0])
        return size is not None and size <= 1
    points = set(_POINT.findall(inner)) if name == "polygon" else set()
    return bool(points) and (len({x for x, _ in points}) == 1 or len({y for _, y in points}) == 1)
