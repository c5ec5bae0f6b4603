"""What both Word layouts share: page and styles, paragraphs, right tabs, rules, shading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class Look:
    """The choices of a Word user."""

    font: str
    heading_font: str
    size: float
    accent: str
    """Six hexadecimal digits."""


def blank(cv: dict[str, Any], look: Look, margin_cm: float) -> Document:
    """An empty document with the page and styles set."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    _slim(document)
    section = document.sections[0]
    letter = cv["paper"] == "us-letter"
    section.page_width, section.page_height = (Cm(21.59), Cm(27.94)) if letter else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = _style(document, "Normal", look.font, look.size)
    normal.paragraph_format.space_after = Pt(3)
    title: Any = _style(document, "Title", look.heading_font, look.size * 2.1, look.accent)
    for border in title.element.xpath("w:pPr/w:pBdr"):  # the template's blue line would cross a text box
        border.getparent().remove(border)
    heading = _style(document, "Heading 1", look.heading_font, look.size * 1.2, look.accent)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(9), Pt(3)
    _style(document, "List Bullet", look.font, look.size).paragraph_format.space_after = Pt(2)
    return document


def _slim(document: Document) -> None:
    """Leaves out what python-docx's template brings along and nobody reads: a preview picture and a second copy of the styles."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects"))]:
            del relations[key]


def _style(document: Document, name: str, font: str, size: float, colour: str | None = None) -> ParagraphStyle:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style: Any = document.styles[name]
    style.font.name, style.font.size = font, Pt(round(size * 2) / 2)
    fonts = style.element.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme font would win over the one named
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    found: ParagraphStyle = style
    return found


def joined(*parts: str | None, by: str = ", ") -> str:
    """The parts that are given."""
    return by.join(part for part in parts if part)


def contacts(cv: dict[str, Any]) -> list[str]:
    """Address, phone, place, links."""
    contact = cv["contact"]
    return [part for part in (contact["email"], contact["phone"], contact["location"], *contact["links"]) if part]


def write(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, colour: str | None = None, size: float | None = None
) -> Paragraph:
    """Adds a run; tabs and line ends in the text become real ones."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if size:
        run.font.size = Pt(size)
    return paragraph


def bullets(where: Document | _Cell, lines: Iterable[str]) -> None:
    """A bullet paragraph for each line."""
    for line in lines:
        where.add_paragraph(line, style="List Bullet")


def keep(paragraph: Paragraph, after: float = 0) -> Paragraph:
    """Keeps a paragraph on the page of the next one, `after` points above it."""
    from docx.shared import Pt

    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def right_tab(paragraph: Paragraph, at: Length) -> Paragraph:
    """Gives the paragraph a right-aligned tab stop."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph.paragraph_format.tab_stops.add_tab_stop(at, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def rule(paragraph: Paragraph, colour: str) -> Paragraph:
    """A line beneath the paragraph."""
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="6", space="1", color=colour))
    properties: Any = paragraph._p.get_or_add_pPr()  # python-docx itself knows no borders
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    return paragraph


def next_paragraph(cell: _Cell) -> Paragraph:
    """A table cell comes with one empty paragraph; later ones are added."""
    first: Paragraph = cell.paragraphs[0]
    return first if len(cell.paragraphs) == 1 and not first.text else cell.add_paragraph()


def space_after(cell: _Cell) -> None:
    """White space below what stands in the cell so far."""
    from docx.shared import Pt

    cell.paragraphs[-1].paragraph_format.space_after = Pt(7)


def shade(cell: _Cell, colour: str) -> None:
    """Fills a table cell."""
    properties: Any = cell._tc.get_or_add_tcPr()  # python-docx itself knows no shading
    properties.append(element("w:shd", val="clear", color="auto", fill=colour))


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """A WordprocessingML element with `w:` attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
