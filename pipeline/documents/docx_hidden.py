"""Paragraphs, rows, cells and drawings of a DOCX file that a person does not see.

Each function gives the way in which an element is hidden, or None. Lengths are in twips (a twentieth of a point) and, in drawings, in EMU
(12,700 to the point). Does not cover: what one drawing paints over another, columns of a table that are too narrow for a letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.documents.docx_styles import attribute, child, descendants, first, is_on, is_on_attribute, number

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    from pipeline.documents.docx_styles import Styles

LOWEST: Final = 40
"""Twips of a line or a row of exact height; lower ones show nothing of a letter."""
LEFT, RIGHT = -6000, 14000
"""Twips of an indent beyond which a line lies beside the page."""
FAR_LEFT, FAR_RIGHT = -4000, 32000
"""Twips of the place of a frame."""
EMU_PER_TWIP: Final = 635
SMALLEST: Final = 2 * 12_700
"""EMU of a drawing's side."""
OFF_PAGE, CLIPPED, MARKED = "off the page", "clipped away", "marked as hidden"
_POINTS: Final = re.compile(r"(margin-left|margin-top|left|top|width|height)\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)?")
_PER_UNIT: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}


def of_paragraph(styles: Styles, paragraph: etree._Element) -> str | None:
    """By its line height, its indent or its frame."""
    sources = styles.paragraph_properties(paragraph)
    spacing, indent, frame = (first(sources, name) for name in ("spacing", "ind", "framePr"))
    line = number(spacing, "line")
    if attribute(spacing, "lineRule") == "exact" and line is not None and line < LOWEST:
        return CLIPPED
    begins, ends = (number(indent, old) or number(indent, new) or 0 for old, new in (("left", "start"), ("right", "end")))
    begins += (number(indent, "firstLine") or 0) - (number(indent, "hanging") or 0)
    if not (LEFT < begins < RIGHT and LEFT < ends < RIGHT):
        return OFF_PAGE
    if any(not FAR_LEFT < (number(frame, side) or 0) < FAR_RIGHT for side in ("x", "y")):
        return OFF_PAGE
    return CLIPPED if attribute(frame, "hRule") == "exact" and (number(frame, "h") or 0) < LOWEST else None


def of_row(row: etree._Element) -> str | None:
    """By its height, or because it is hidden or deleted."""
    properties = child(row, "trPr")
    if is_on(child(properties, "hidden")) or child(properties, "del") is not None:
        return MARKED
    height = child(properties, "trHeight")
    low = (number(height, "val") or 0) < LOWEST
    return CLIPPED if attribute(height, "hRule") == "exact" and low else None


def of_cell(cell: etree._Element) -> str | None:
    """A cell that is merged with the one above or before it has no text of its own."""
    properties = child(cell, "tcPr")
    merged = (child(properties, name) for name in ("vMerge", "hMerge"))
    return MARKED if any(found is not None and attribute(found, "val") != "restart" for found in merged) else None


def of_drawing(drawing: etree._Element, name: str) -> str | None:
    """By the place and the size of an anchor, or the style of a VML shape."""
    if name in ("anchor", "inline"):
        return _of_anchor(drawing)
    return _of_shape(attribute(drawing, "style") or "") if name in ("shape", "rect", "roundrect", "textbox", "oval") else None


def _of_anchor(anchor: etree._Element) -> str | None:
    if is_on_attribute(anchor, "hidden") or any(is_on_attribute(one, "hidden") for one in descendants(anchor, "docPr")):
        return MARKED
    extent = child(anchor, "extent")
    for side, position in (("cx", "positionH"), ("cy", "positionV")):
        length = number(extent, side)
        if length is not None and length < SMALLEST:
            return CLIPPED
        offset = child(child(anchor, position), "posOffset")
        text = (offset.text or "").strip() if offset is not None else ""
        place = int(text) if re.fullmatch(r"-?\d{1,12}", text) else 0
        if place < FAR_LEFT * EMU_PER_TWIP - (length or 0) or place > FAR_RIGHT * EMU_PER_TWIP:
            return OFF_PAGE
    return None


def _of_shape(style: str) -> str | None:
    style = style.lower()
    if re.search(r"visibility\s*:\s*hidden|mso-hide\s*:\s*all|display\s*:\s*none", style):
        return MARKED
    for name, value, unit in _POINTS.findall(style):
        try:
            points = float(value) * _PER_UNIT[unit]
        except ValueError:
            continue
        if name in ("width", "height") and points < 1 and "mso-wrap-style" not in style:
            return CLIPPED
        if not FAR_LEFT / 20 - 600 < points < FAR_RIGHT / 20:
            return OFF_PAGE
    return None
