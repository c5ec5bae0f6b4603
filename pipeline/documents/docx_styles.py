"""What styles say about runs and paragraphs of a DOCX file: hidden, pale, tiny, list, heading.

A property is looked up on the run, its character style, its paragraph's style, its table's style, what those are based on, and the
document's defaults; the first that says anything wins. Does not cover: conditions of table styles (first row, banded columns), and toggling
between levels (ECMA-376, 17.7.3), which can only show again what one level hides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree  # type: ignore[import-untyped]  # ships no types

OFF = {"0", "false", "off", "none"}
SMALLEST = 3
"""Half-points; smaller text cannot be read on paper."""
PALE = 0xE8
"""A colour whose channels are all at least this is white on white paper."""
NARROWEST = 10
"""Per cent of their width to which letters may be squeezed."""
TIGHTEST = -100
"""Twentieths of a point between letters; with less they lie over each other."""
WHITE_THEMES = {"background1", "light1", "bg1", "lt1", "background2", "light2", "bg2", "lt2"}


def local_name(element: etree._Element) -> str:
    """The name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Direct children of a name."""
    return (child for child in element if local_name(child) == name)


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """All elements of a name below, in document order."""
    return (found for found in element.iter() if local_name(found) == name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first direct child of a name."""
    return None if element is None else next(children(element, name), None)


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def is_on(element: etree._Element | None) -> bool | None:
    """A switch such as `w:vanish`; None if it is not there."""
    return None if element is None else (attribute(element, "val") or "").lower() not in OFF


def is_pale(colour: str | None) -> bool:
    """Whether a colour such as `FFFFFF` is white or nearly so."""
    try:
        return colour is not None and len(colour) == 6 and min(bytes.fromhex(colour)) >= PALE
    except ValueError:
        return False


def number(element: etree._Element | None, name: str) -> int | None:
    """An attribute that holds a whole number."""
    value = attribute(element, name) or ""
    return int(value) if value.lstrip("+-").isascii() and value.lstrip("+-").isdigit() and len(value) < 12 else None


class _Style(NamedTuple):
    based_on: str | None
    name: str
    run: etree._Element | None
    paragraph: etree._Element | None


class Styles:
    """The styles part of one file."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        self._defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        for style in children(root, "style") if root is not None else ():
            identifier = attribute(style, "styleId") or ""
            if attribute(style, "type") == "paragraph" and is_on_attribute(style, "default"):
                self._default = identifier
            based_on, name = attribute(child(style, "basedOn"), "val"), attribute(child(style, "name"), "val") or ""
            self._styles[identifier] = _Style(based_on, name.lower(), child(style, "rPr"), child(style, "pPr"))

    def why_hidden(self, run: etree._Element, paragraph: etree._Element | None) -> str | None:
        """How a run is hidden, or None. A pale run is reported as such: its background decides (`docx_body.py`)."""
        sources = list(self._run_properties(run, paragraph))
        if any(is_on(first(sources, name)) for name in ("vanish", "specVanish")):
            return "marked as hidden"
        size, width, space = (number(first(sources, name), "val") for name in ("sz", "w", "spacing"))
        if size is not None and size < SMALLEST:
            return "font under 1.5 points"
        if (width is not None and width < NARROWEST) or (space is not None and space < TIGHTEST):
            return "letters squeezed together"
        fill = first(sources, "textFill")
        if child(fill, "noFill") is not None:
            return "transparent"
        return "white text" if _is_white(first(sources, "color")) or _is_white(_painted(fill)) else None

    def colour(self, run: etree._Element, paragraph: etree._Element | None) -> str | None:
        """The colour of a run as six hexadecimal digits; None where it is automatic or of a theme."""
        found = first(list(self._run_properties(run, paragraph)), "color")
        return None if attribute(found, "themeColor") else attribute(found, "val")

    def paragraph_properties(self, paragraph: etree._Element) -> list[etree._Element]:
        """The properties of a paragraph and of its styles, the nearest first."""
        found = [child(paragraph, "pPr"), *(style.paragraph for style in self._chain(self._style_of(paragraph)))]
        return [properties for properties in found if properties is not None]

    def is_list_item(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a bullet or number; numbered headings are headings."""
        numbering = first(self.paragraph_properties(paragraph), "numPr")
        return numbering is not None and attribute(child(numbering, "numId"), "val") != "0" and not self.is_heading(paragraph)

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph's style is a heading or title, or is based on one."""
        return any(style.name.startswith(("heading", "title")) for style in self._chain(self._style_of(paragraph)))

    def _style_of(self, paragraph: etree._Element) -> str:
        return attribute(child(child(paragraph, "pPr"), "pStyle"), "val") or self._default

    def _chain(self, identifier: str | None) -> Iterator[_Style]:
        """A style and what it is based on; a circle ends after a few steps."""
        for _ in range(12):
            style = self._styles.get(identifier or "")
            if style is None:
                return
            yield style
            identifier = style.based_on

    def _run_properties(self, run: etree._Element, paragraph: etree._Element | None) -> Iterator[etree._Element]:
        own = child(run, "rPr")
        if own is not None:
            yield own
        for style in self._chain(attribute(child(own, "rStyle"), "val")):
            if style.run is not None:
                yield style.run
        for style in self._chain(self._style_of(paragraph)) if paragraph is not None else ():
            if style.run is not None:
                yield style.run
        table = next((above for above in run.iterancestors() if local_name(above) == "tbl"), None)
        for style in self._chain(attribute(child(child(table, "tblPr"), "tblStyle"), "val")):
            if style.run is not None:
                yield style.run
        if self._defaults is not None:
            yield self._defaults


def is_on_attribute(element: etree._Element, name: str) -> bool:
    """Whether an attribute is there and not switched off."""
    value = attribute(element, name)
    return value is not None and value.lower() not in OFF


def _is_white(colour: etree._Element | None) -> bool:
    theme = attribute(colour, "themeColor")
    if theme and attribute(colour, "themeShade") is None:
        return theme in WHITE_THEMES
    return is_pale(attribute(colour, "val"))


def _painted(fill: etree._Element | None) -> etree._Element | None:
    """The colour in a text's fill."""
    solid = child(fill, "solidFill")
    return None if solid is None else child(solid, "srgbClr")


def first(sources: list[etree._Element], name: str) -> etree._Element | None:
    """The first child of a name that any of the sources has."""
    return next((found for source in sources if (found := child(source, name)) is not None), None)
