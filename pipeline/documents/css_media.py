"""Whether the condition of an at-rule holds on the screen of a desktop computer, light and still, with a mouse.

    holds("media", "screen and (min-width: 600px)")      True

A feature that is not known holds: hiding by it is then seen. Does not cover: what a page's own scripts change.
"""

from __future__ import annotations

import operator
import re
from typing import Final

from pipeline.documents.css_values import pixels

WIDTH, HEIGHT = 1280.0, 800.0
_FALSE: Final = re.compile(
    r"prefers-reduced|prefers-contrast\s*:\s*(?:more|less|custom)|prefers-color-scheme\s*:\s*dark|forced-colors\s*:\s*active"
    r"|inverted-colors\s*:\s*inverted|display-mode\s*:\s*(?!browser)|orientation\s*:\s*portrait|hover\s*:\s*none|pointer\s*:\s*(?:none|coarse)"
    r"|scripting\s*:\s*(?:none|initial)|update\s*:\s*(?:none|slow)|monochrome|grid(?!\s*:\s*0)|aspect-ratio"
)
_SIZE: Final = re.compile(r"(min-|max-|)(?:device-)?(width|height|inline-size|block-size)\s*:\s*([^()]+)")
_RANGE: Final = re.compile(r"(?:([\d.]+\w*)\s*([<>]=?)\s*)?(width|height|inline-size|block-size)(?:\s*([<>]=?)\s*([\d.]+\w*))?")
_COMPARE: Final = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def holds(rule: str, condition: str) -> bool:
    """Of at-rules that have rules for the page in them."""
    condition = condition.lower()
    if rule == "supports":
        return not condition.startswith("not")
    if rule in ("media", "container"):
        return any(_query(part.strip()) for part in condition.split(",")) if condition else True
    return rule in ("layer", "document", "-moz-document")


def _query(query: str) -> bool:
    """One of the conditions between commas."""
    if query.startswith("not "):
        return not _query(query[4:].strip())
    if re.match(r"(?:only\s+)?(?:print|speech|tty|tv|projection|handheld|braille|embossed|aural)\b", query):
        return False
    return all(_feature(feature) for feature in re.findall(r"\(([^()]+)\)", query))


def _feature(feature: str) -> bool:
    size = _SIZE.search(feature)
    if size:
        side, wanted = _side(size[2]), pixels(size[3])
        if wanted is None:
            return True
        return side >= wanted if size[1] == "min-" else side <= wanted if size[1] == "max-" else side == wanted
    span = _RANGE.search(feature)
    if span and (span[2] or span[4]):
        low, high = pixels(span[1] or ""), pixels(span[5] or "")
        return (low is None or _COMPARE[span[2]](low, _side(span[3]))) and (high is None or _COMPARE[span[4]](_side(span[3]), high))
    return not _FALSE.search(feature)


def _side(name: str) -> float:
    return WIDTH if name in ("width", "inline-size") else HEIGHT
