"""What styles say about runs and paragraphs of a DOCX file: hidden, pale, tiny, list, heading.

A property is looked up on the run, its character style, its paragraph's style and what those are based on; the first that
says anything wins. Does not cover: table styles and toggling between levels (ECMA-376, 17.7.3), which resumes do not use to hide text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree  # type: ignore[import-untyped]  # ships no types

OFF = {"0", "false", "off", "none"}
SMALLEST = 3
"""Half-points; smaller text cannot be read on paper."""
PALE = 0xF0
"""A colour whose channels are all at least this is white on white paper."""


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
        for style in children(root, "style") if root is not None else ():
            identifier = attribute(style, "styleId") or ""
            if attribute(style, "type") == "paragraph" and is_on_attribute(style, "default"):
                self._default = identifier
            based_on, name = attribute(child(style, "basedOn"), "val"), attribute(child(style, "name"), "val") or ""
            self._styles[identifier] = _Style(based_on, name.lower(), child(style, "rPr"), child(style, "pPr"))

    def why_hidden(self, run: etree._Element, paragraph: etree._Element | None) -> str | None:
        """How a run is hidden, or None. A pale run is reported as such: its background decides (`docx_body.py`)."""
        sources = list(self._run_properties(run, paragraph))
        if any(is_on(_first(sources, name)) for name in ("vanish", "specVanish")):
            return "marked as hidden"
        size = attribute(_first(sources, "sz"), "val") or ""
        if size.isdigit() and int(size) < SMALLEST:
            return "font under 1.5 points"
        return "white text" if is_pale(attribute(_first(sources, "color"), "val")) else None

    def is_list_item(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a bullet or number; numbered headings are headings."""
        properties = [child(paragraph, "pPr"), *(style.paragraph for style in self._chain(self._style_of(paragraph)))]
        numbering = _first([source for source in properties if source is not None], "numPr")
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


def is_on_attribute(element: etree._Element, name: str) -> bool:
    """Whether an attribute is there and not switched off."""
    value = attribute(element, name)
    return value is not None and value.lower() not in OFF


def _first(sources: list[etree._Element], name: str) -> etree._Element | None:
    return next((found for source in sources if (found := child(source, name)) is not None), None)
