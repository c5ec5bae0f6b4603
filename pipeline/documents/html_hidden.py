"""Elements of a web page that a person does not see: dropped from the tree and counted.

Covers `hidden`, closed dialogs and popovers, inline styles, presentational attributes and the page's own `<style>` (`css.py`): not
displayed, invisible, transparent, tiny, off the screen, clipped away, or in the colour of the background.
Does not cover: style sheets that the page loads, what scripts do, what one element paints over another; closed `<details>`, which a click
opens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from pipeline.documents.css import Declarations, Sheet
from pipeline.documents.css_hidden import FAINTEST, why_hidden
from pipeline.documents.css_values import Colour, colour, pixels

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

SCREEN_READER_ONLY: Final = {
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "usa-sr-only",
}  # fmt: skip
PALE: Final = 0xF0
ALIKE: Final = 12.0
"""Channels of two colours that differ by less look the same."""
WHITE: Final = Colour(255, 255, 255, 1)
_PICTURE: Final = re.compile(r"(?:url|gradient|image|image-set|element|cross-fade)\(")
_COLOURS_UNTOLD: Final = re.compile(r"\b(?:lab|lch|color|color-mix|light-dark)\(")
_INHERITED: Final = {"visibility", "color", "-webkit-text-fill-color", "font", "font-size", "letter-spacing", "text-indent"}
_ABSOLUTE: Final = re.compile(r"(?:^|\s)(?:[\d.]+(?:px|pt|pc|rem|in|cm|mm|q)|(?:x+-)?(?:small|large)|medium)(?![\w-])")
_BARE_COLOUR: Final = re.compile(r"[0-9a-f]{6}")
_COLOURED_BY: Final = {
    "font": ("color", "color"),
    **dict.fromkeys(("body", "table", "tr", "td", "th"), ("bgcolor", "background-color")),
}


def drop_hidden(root: etree._Element) -> Counter[str]:
    """Remove what is not seen from the tree; the counts of characters by the way in which they were hidden."""
    eye = _Eye(root)
    counts: Counter[str] = Counter()
    nothing: Declarations = {}
    waiting = [(root, nothing)]
    hidden, silent = [], []
    while waiting:
        element, inherited = waiting.pop()
        looked_at = element is not root and element.tag not in ("html", "body", "head")
        reason, handed_down = eye.why_hidden(element, inherited) if looked_at else (None, nothing)
        if reason and not handed_down:
            counts[reason] += _letters(element.itertext("*"))
            hidden.append(element)
            continue
        if reason:
            counts[reason] += _letters((element.text, *(child.tail for child in element)))
            silent.append(element)
        waiting += ((child, handed_down) for child in element if isinstance(child.tag, str))
    for element in hidden:  # not before all have been looked at: which child an element is decides about others
        element.drop_tree()
    for element in silent:
        element.text = None
        for child in element:
            child.tail = None
    for element in silent:
        if element.getparent() is not None and not _letters(element.itertext("*")):
            element.drop_tree()
    return +counts


def _letters(texts: Iterable[str | None]) -> int:
    return sum(len("".join((text or "").split())) for text in texts)


class _Eye:
    """Looks at the elements of one page."""

    def __init__(self, root: etree._Element) -> None:
        self._sheet = Sheet(root)
        self._loads_styles = any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))

    def why_hidden(self, element: etree._Element, inherited: Declarations) -> tuple[str | None, Declarations]:
        """How an element is hidden, or None; and what hides its own words alone, as elements in it inherit it and may undo it."""
        if element.get("hidden") is not None and element.get("hidden") != "until-found":
            return "hidden attribute", {}
        if (element.tag == "dialog" and element.get("open") is None) or element.get("popover") is not None:
            return "not opened", {}
        if SCREEN_READER_ONLY & set((element.get("class") or "").lower().split()):
            return "for screen readers only", {}
        style = _inheriting(self._style(element), inherited)
        own = {name: value for name, value in style.items() if name not in _INHERITED}
        if reason := why_hidden(own) if own else None:
            return reason, {}
        handed_down = {name: value for name, value in style.items() if name in _INHERITED}
        reason = (
            (why_hidden(style) or ("in the colour of its background" if self._is_unseen_colour(element, style) else None))
            if style
            else None
        )
        return reason, handed_down if reason else {}

    def _style(self, element: etree._Element) -> Declarations:
        style = self._sheet.style(element)
        attribute, name = _COLOURED_BY.get(element.tag, ("", ""))
        if attribute and element.get(attribute):
            value = element.get(attribute).lower()
            style = {name: f"#{value}" if _BARE_COLOUR.fullmatch(value) else value} | style
        return style

    def _is_unseen_colour(self, element: etree._Element, style: Declarations) -> bool:
        """As the background that is known to be behind it; white or nearly where nothing can have coloured that."""
        text = colour(style.get("-webkit-text-fill-color") or style.get("color") or "")
        if text is None:
            return False
        for ancestor in (element, *element.iterancestors()):
            own = self._style(ancestor)
            background = own.get("background-color") or own.get("background") or ""
            behind = colour(background)
            if _PICTURE.search(background) or (behind is None and _COLOURS_UNTOLD.search(background)):
                return False
            if behind and behind.alpha > FAINTEST:
                return _alike(text, behind)
            if self._loads_styles and (ancestor.get("class") or ancestor.get("id")):
                return False
        return not self._loads_styles and _alike(text, WHITE)


def _inheriting(style: Declarations, inherited: Declarations) -> Declarations:
    """An element's style where what is around it is hidden; what undoes that must be plain."""
    if not inherited:
        return style
    told = {name: value for name, value in style.items() if name not in _INHERITED or _is_plain(name, value) or why_hidden({name: value})}
    around = {name: value for name, value in inherited.items() if name != "font-size" or "font" not in told}
    return around | told


def _is_plain(name: str, value: str) -> bool:
    """Whether a value of an inherited property is one that does not depend on what is around."""
    if name in ("font", "font-size"):
        return bool(_ABSOLUTE.search(value))
    if name == "visibility":
        return value == "visible"
    if name in ("color", "-webkit-text-fill-color"):
        return colour(value) is not None
    return value == "normal" or pixels(value) is not None


def _alike(text: Colour, behind: Colour) -> bool:
    if min(text[:3]) >= PALE and min(behind[:3]) >= PALE:
        return True
    return all(abs(one - other) < ALIKE for one, other in zip(text[:3], behind[:3], strict=True))
