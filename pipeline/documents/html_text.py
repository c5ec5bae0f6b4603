"""An HTML tree to lines of text: blocks on their own lines, list items with `- `, table cells separated by tabs.

Covers what a page shows without running its scripts. Does not cover: generated content of style sheets, numbering of lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree  # type: ignore[import-untyped]  # ships no types

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup "
    "hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul caption"
)
BLOCKS = HEADINGS | set(BLOCK_NAMES.split())
PARAGRAPHS = HEADINGS | {"p", "ul", "ol", "dl", "table", "section", "article", "blockquote"}
UNREAD_NAMES = (
    "script style template noscript noframes iframe object embed svg math canvas audio video map head select datalist progress meter "
    "textarea button input rp"
)
UNREAD = set(UNREAD_NAMES.split())
CELLS = {"td", "th"}


def text_of(root: etree._Element) -> str:
    """The lines of a tree; an empty line stands before headings and around paragraphs and lists."""
    text = "".join(_pieces(root))
    text = "\n".join(line.strip(" \t") for line in text.split("\n"))
    # A marker that a block inside the item has pushed off its text belongs to it; one without any text is dropped.
    text = re.sub(r"(?m)^-[ ]*\n+(?=[^\n-])", "- ", text)
    text = re.sub(r"(?m)^(?:-[ ]*)+$\n?", "", text)
    text = re.sub(r"(?m)(^- .*)\n\n+(?=- )", r"\1\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(root: etree._Element) -> Iterator[str]:
    """Texts and breaks in reading order. What is still to come waits in a list: a page may be deeper than functions can call each other."""
    waiting: list[etree._Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
        elif isinstance(element.tag, str) and element.tag not in UNREAD:
            yield _before(element.tag)
            yield _collapsed(element.text)
            waiting.append(_after(element.tag))
            for child in reversed(element):
                waiting += (_collapsed(child.tail), child)


def _before(name: str) -> str:
    if name == "li":
        return "\n- "
    if name == "br":
        return "\n"
    return "\n\n" if name in PARAGRAPHS else "\n" if name in BLOCKS else ""


def _after(name: str) -> str:
    if name in HEADINGS or name == "br":
        return "\n" if name in HEADINGS else ""
    if name in CELLS:
        return "\t"
    return "\n\n" if name in PARAGRAPHS else "\n" if name in BLOCKS else ""


def _collapsed(text: str | None) -> str:
    """White space in HTML source means one space."""
    return re.sub(r"[ \t\n\r\f]+", " ", text or "")
