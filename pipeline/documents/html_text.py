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
UNREAD_NAMES = "script style template noscript iframe object embed svg math canvas audio video map head select textarea button input"
UNREAD = set(UNREAD_NAMES.split())
CELLS = {"td", "th"}


def text_of(root: etree._Element) -> str:
    """The lines of a tree; an empty line stands before headings and around paragraphs and lists."""
    text = "".join(_pieces(root))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    # A marker that a block inside the item has pushed off its text belongs to it; one without any text is dropped.
    text = re.sub(r"(?m)^-[ ]*\n+(?=[^\n-])", "- ", text)
    text = re.sub(r"(?m)^(?:-[ ]*)+$\n?", "", text)
    text = re.sub(r"(?m)(^- .*)\n\n+(?=- )", r"\1\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    name = element.tag if isinstance(element.tag, str) else ""
    if name and name not in UNREAD:
        yield _before(name)
        yield _collapsed(element.text)
        for child in element:
            yield from _pieces(child)
            yield _collapsed(child.tail)
        yield _after(name)


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
