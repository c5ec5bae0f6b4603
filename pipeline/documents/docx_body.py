"""The text of one DOCX part, in document order: paragraphs, lists, tables, text boxes, content controls.

A text box follows the paragraph that anchors it; of a drawing's alternatives that one is read which Word shows. What is hidden
(`docx_hidden.py`) is left out and counted; white runs are hidden unless something dark is behind them, because templates set white text on
dark cells, boxes and pages. Elements of vocabularies that Word does not know are passed over, as it does.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.documents import docx_hidden
from pipeline.documents.docx_styles import attribute, child, children, descendants, is_pale, local_name, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    from pipeline.documents.docx_styles import Styles

BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
SKIPPED = {"del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", ""}
HOLD_TEXT = {"p", "tbl", "r", "t", "sym"}
"""Elements that hold text, in the vocabulary of the part's root, and some in that of formulas."""
MATHS = {"http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"}
KNOWN_CHOICES = {
    *(f"http://schemas.microsoft.com/office/word/2010/wordprocessing{kind}" for kind in ("Shape", "Group", "Canvas")),
    *(f"http://schemas.microsoft.com/office/word/{year}/wordml" for year in (2010, 2012)),
}
"""What a choice may require to be shown; Word shows the fallback of others, such as charts and ink, which have no text here."""
BEHIND = 720_000
"""EMU, two centimetres: a drawing behind the text with shorter sides makes no white text seen."""
HIGHLIGHTS = {"black": "000000", "blue": "0000FF", "darkBlue": "000080", "red": "FF0000", "darkRed": "800000", "green": "00FF00",
              "darkGreen": "008000", "yellow": "FFFF00", "white": "FFFFFF", "darkGray": "808080", "lightGray": "C0C0C0"}  # fmt: skip
ALIKE = 12
"""Channels of two colours that differ by less look the same."""
SHADED = {"p": "pPr", "r": "rPr", "tc": "tcPr", "tbl": "tblPr"}
"""Which elements can have a background, and where it stands."""
NOTE_LENGTH = 45
"""Cells with longer lines than this are text, not dates or places."""
PALE_WARNING = "white text lies over a shape or picture; check that it can be seen"


class Body:
    """Reads the parts of one document and remembers what was hidden in them."""

    def __init__(self, styles: Styles, document: etree._Element, settings: etree._Element | None = None) -> None:
        self.hidden: Counter[str] = Counter()
        self._styles = styles
        background = attribute(child(document, "background"), "color")
        self._dark_page = background is not None and not is_pale(background)
        self._dark_page &= settings is not None and any(True for _ in descendants(settings, "displayBackgroundShape"))
        self._behind = any(attribute(anchor, "behindDoc") == "1" and _is_large(anchor) for anchor in descendants(document, "anchor"))
        self._pale_over_shape = False
        self._vocabularies: set[str] = set()

    def text(self, root: etree._Element) -> str:
        """The text of a part."""
        self._vocabularies = {_vocabulary(root)} | MATHS
        return "\n".join(self._blocks(root)).strip()

    def warnings(self) -> list[str]:
        """What a person should check."""
        return [PALE_WARNING] if self._pale_over_shape else []

    def _blocks(self, container: etree._Element) -> Iterator[str]:
        """The lines of a container's paragraphs and tables; other elements are looked through."""
        for element in container:
            name = self._name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self._alternative(element)
            elif name not in SKIPPED:
                yield from self._unless(docx_hidden.of_drawing(element, name), self._blocks(element))

    def _unless(self, reason: str | None, lines: Iterator[str]) -> Iterator[str]:
        """The lines, or none of them where there is a reason, under which they are then counted."""
        if reason is None:
            yield from lines
        elif count := sum(len(line.strip()) for line in lines):
            self.hidden[reason] += count

    def _alternative(self, element: etree._Element) -> Iterator[str]:
        """The first alternative that Word shows: a choice whose requirements it knows, or the fallback."""
        for choice in element:
            needed = (attribute(choice, "Requires") or "").split() if local_name(choice) == "Choice" else []
            known = bool(needed) and all(choice.nsmap.get(prefix) in KNOWN_CHOICES for prefix in needed)
            if known or local_name(choice) == "Fallback":
                yield from self._blocks(choice)
                return

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        yield from self._unless(docx_hidden.of_paragraph(self._styles, paragraph), self._lines(paragraph))

    def _lines(self, paragraph: etree._Element) -> Iterator[str]:
        boxes: list[str] = []
        text = "".join(self._inline(paragraph, paragraph, boxes)).strip()
        if self._styles.is_heading(paragraph) and text:
            yield ""
        marker = "- " if text and self._styles.is_list_item(paragraph) else ""
        yield from f"{marker}{text}".split("\n")
        yield from boxes

    def _inline(self, element: etree._Element, paragraph: etree._Element, boxes: list[str]) -> Iterator[str]:
        """The pieces of a paragraph's own text; lines of text boxes go to `boxes`."""
        for inner in element:
            name = self._name(inner)
            if name == "r":
                yield from self._run(inner, paragraph, boxes)
            elif name in ("AlternateContent", "drawing", "pict", "object"):
                boxes += self._alternative(inner) if name == "AlternateContent" else self._blocks(inner)
            elif name not in SKIPPED:
                yield from self._inline(inner, paragraph, boxes)

    def _run(self, run: etree._Element, paragraph: etree._Element, boxes: list[str]) -> Iterator[str]:
        text = "".join(self._characters(run))
        reason = self._why_hidden(run, paragraph) if text.strip() else None
        if reason:
            self.hidden[reason] += len(text.strip())
        else:
            yield text
        for inner in run:
            if local_name(inner) in ("AlternateContent", "drawing", "pict", "object", "ruby"):
                yield from self._inline([inner], paragraph, boxes)

    def _characters(self, run: etree._Element) -> Iterator[str]:
        for inner in run:
            name = self._name(inner)
            if name == "t":
                yield inner.text or ""
            elif name == "sym":
                yield _symbol(attribute(inner, "char"))
            else:
                yield BREAKS.get(name, "")

    def _name(self, element: etree._Element) -> str:
        """The local name; empty for what would hold text and is of a vocabulary that Word passes over."""
        name = local_name(element)
        return name if name not in HOLD_TEXT or _vocabulary(element) in self._vocabularies else ""

    def _why_hidden(self, run: etree._Element, paragraph: etree._Element) -> str | None:
        reason = self._styles.why_hidden(run, paragraph)
        if reason == "white text":
            return None if self._is_on_dark(run) else reason
        if reason is None and _is_alike(self._styles.colour(run, paragraph), _background(run)):
            return "in the colour of its background"
        return reason

    def _is_on_dark(self, run: etree._Element) -> bool:
        """Whether something that is not white is behind a run."""
        self._pale_over_shape |= self._behind
        return self._dark_page or self._behind or any(map(_has_background, (run, *run.iterancestors())))

    def _table(self, table: etree._Element) -> Iterator[str]:
        for row in _rows(table):
            cells = [self._cell(cell) for cell in _cells(row)]
            yield from self._unless(docx_hidden.of_row(row), iter(_row_lines(cells)))

    def _cell(self, cell: etree._Element) -> list[str]:
        return [line for line in self._unless(docx_hidden.of_cell(cell), self._blocks(cell)) if line.strip()]


def _vocabulary(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[0].lstrip("{")


def _is_large(anchor: etree._Element) -> bool:
    sides = [number(child(anchor, "extent"), side) for side in ("cx", "cy")]
    return all(side is None or side >= BEHIND for side in sides)


def _background(run: etree._Element) -> str | None:
    """The colour of the nearest thing behind a run that has one."""
    for element in (run, *run.iterancestors()):
        properties = child(element, SHADED.get(local_name(element), "")) if local_name(element) in SHADED else None
        highlight = HIGHLIGHTS.get(attribute(child(properties, "highlight"), "val") or "")
        fill = highlight or attribute(child(properties, "shd"), "fill")
        if fill and fill != "auto":
            return fill
    return None


def _is_alike(text: str | None, behind: str | None) -> bool:
    try:
        pairs = zip(bytes.fromhex(text or ""), bytes.fromhex(behind or ""), strict=True)
        return bool(text) and all(abs(one - other) < ALIKE for one, other in pairs)
    except ValueError:
        return False


def _symbol(code: str | None) -> str:
    """A character of a symbol font; in the private area it is a bullet or a picture."""
    try:
        character = chr(int(code or "", 16))
    except ValueError:
        return ""
    return "\u2022" if "\ue000" <= character <= "\uf8ff" else character


def _has_background(element: etree._Element) -> bool:
    name = local_name(element)
    if name in SHADED:
        properties = child(element, SHADED[name])
        fill = attribute(child(properties, "shd"), "fill")
        highlight = attribute(child(properties, "highlight"), "val")
        return (fill not in (None, "auto") and not is_pale(fill)) or highlight not in (None, "none", "white")
    return name in ("wsp", "shape", "rect", "roundrect") and _is_filled(element)


def _is_filled(shape: etree._Element) -> bool:
    """Whether a drawing's shape has a fill that is not white; theme colours count as dark."""
    if (attribute(shape, "filled") or "t").startswith("f"):
        return False
    fill = attribute(shape, "fillcolor")
    if fill is not None:
        return not is_pale(fill.lstrip("#")) and fill != "white"
    solid = child(child(shape, "spPr"), "solidFill")
    if solid is not None:
        return not any(is_pale(attribute(colour, "val")) for colour in solid) and not _is_light_theme(solid)
    return any(child(child(shape, "spPr"), name) is not None for name in ("gradFill", "blipFill", "pattFill"))


def _is_light_theme(solid: etree._Element) -> bool:
    return any(attribute(colour, "val") in ("bg1", "lt1") for colour in children(solid, "schemeClr"))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows, through the content controls and revisions around them."""
    for element in table:
        if local_name(element) == "tr":
            yield element
        elif local_name(element) not in SKIPPED:
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if local_name(element) == "tc":
            yield element
        elif local_name(element) not in SKIPPED:
            yield from _cells(element)


def _row_lines(cells: list[list[str]]) -> list[str]:
    """The lines of a table row: one if its cells are short, else cell by cell, with dates and places beside what they annotate."""
    cells = [cell for cell in cells if cell]
    if len({len(cell) for cell in cells}) == 1 and (len(cells[0]) == 1 or _are_notes(cells[-1])):
        return ["\t".join(parts) for parts in zip(*cells, strict=True)]
    long = [cell for cell in cells if len(cell) > 1]
    if len(long) == 1 and all(len(cell[0]) <= NOTE_LENGTH for cell in cells if cell is not long[0]):
        return ["\t".join(cell[0] for cell in cells), *long[0][1:]]
    return [line for cell in cells for line in cell]


def _are_notes(lines: list[str]) -> bool:
    return len(lines) <= 3 and all(len(line) <= NOTE_LENGTH for line in lines)
