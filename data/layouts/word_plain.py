"""The `word-plain` resume: Word's own styles, dates at a right tab, contacts in the page header or in a text box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from data.layouts.word_parts import Look, blank, bullets, contacts, joined, keep, right_tab, rule, write

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LOOKS: Final = (
    Look("Calibri", "Calibri", 11, "1F3864"),
    Look("Arial", "Arial", 10, "000000"),
    Look("Cambria", "Calibri", 11, "2E74B5"),
    Look("Times New Roman", "Times New Roman", 11.5, "000000"),
)
_EMU = 360_000  # per centimetre
_TEXT_BOX = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
     xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
  <w:drawing>
    <wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2"
      behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
      <wp:simplePos x="0" y="0"/>
      <wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
      <wp:positionV relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionV>
      <wp:extent cx="{width}" cy="{height}"/>
      <wp:wrapSquare wrapText="bothSides"/>
      <wp:docPr id="1" name="Text Box 1"/>
      <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
        <wps:cNvSpPr txBox="1"/>
        <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
          <a:ln w="6350"><a:solidFill><a:srgbClr val="A6A6A6"/></a:solidFill></a:ln></wps:spPr>
        <wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx>
        <wps:bodyPr wrap="square" lIns="72000" tIns="36000" rIns="72000" bIns="36000"/>
      </wps:wsp></a:graphicData></a:graphic>
    </wp:anchor>
  </w:drawing>
</w:r>
"""
_BOX_LINE = '<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def lay_out(cv: dict[str, Any]) -> Document:
    """The document of a resume view."""
    return _Page(cv).laid_out()


class _Page:
    """One document in the making."""

    def __init__(self, cv: dict[str, Any]) -> None:
        from docx.shared import Cm

        self.cv = cv
        self.look = LOOKS[cv["variant"] % len(LOOKS)]
        self.document = blank(cv, self.look, 2.3)
        self.width = Cm((21.59 if cv["paper"] == "us-letter" else 21) - 4.6)

    def laid_out(self) -> Document:
        self._head()
        if self.cv["summary"]:
            self._heading("summary")
            self.document.add_paragraph(self.cv["summary"])
        parts = [self._experience, self._education]
        for part in reversed(parts) if self.cv["education_first"] else parts:
            part()
        self._facts()
        for section in self.cv["sections"]:
            self._heading(section["heading"])
            bullets(self.document, section["entries"])
        return self.document

    def _head(self) -> None:
        """The name, and the contacts in a text box or in the page header."""
        name = self.document.add_paragraph(style="Title")
        if self.cv["variant"] // 4 % 2:
            from docx.oxml import parse_xml

            name._p.append(parse_xml(_text_box(contacts(self.cv))))  # python-docx itself knows no text boxes
        else:
            header = self.document.sections[0].header.paragraphs[0]
            write(header, "  |  ".join(contacts(self.cv)), colour="595959", size=self.look.size - 1.5)
        name.add_run(self.cv["name"])
        if self.cv["headline"]:
            write(self.document.add_paragraph(), self.cv["headline"], bold=True)

    def _heading(self, name: str) -> None:
        """A section heading: one of the resume's own words, or the text as it is."""
        text = self.cv["headings"].get(name, name)
        paragraph = self.document.add_heading(text.upper() if self.cv["variant"] % 3 == 0 else text, 1)
        if self.cv["variant"] % 5:
            rule(paragraph, self.look.accent)

    def _dated(self, text: str, dates: str, *, bold: bool) -> Paragraph:
        paragraph = right_tab(keep(self.document.add_paragraph()), self.width)
        write(paragraph, text, bold=bold)
        return write(paragraph, f"\t{dates}") if dates else paragraph

    def _experience(self) -> None:
        if self.cv["experience"]:
            self._heading("experience")
        for position in self.cv["experience"]:
            note = f" ({position['note']})" if position["note"] else ""
            self._dated(position["title"], position["dates"] + note, bold=True).paragraph_format.space_before = _points(6)
            write(keep(self.document.add_paragraph(), 2), joined(position["employer"], position["location"]), italic=True)
            bullets(self.document, position["bullets"])

    def _education(self) -> None:
        if self.cv["education"]:
            self._heading("education")
        for study in self.cv["education"]:
            self._dated(study["degree"], study["dates"], bold=True).paragraph_format.space_before = _points(4)
            self.document.add_paragraph(joined(study["institution"], study["location"]))
            bullets(self.document, study["details"])

    def _facts(self) -> None:
        """Skills, certificates, languages."""
        if self.cv["skills"]:
            self._heading("skills")
        for skill in self.cv["skills"]:
            paragraph = self.document.add_paragraph()
            if skill["group"]:
                write(paragraph, f"{skill['group']}: ", bold=True)
            write(paragraph, ", ".join(skill["items"]))
        if self.cv["certifications"]:
            self._heading("certifications")
            bullets(self.document, self.cv["certifications"])
        if self.cv["languages"]:
            self._heading("languages")
            self.document.add_paragraph(", ".join(self.cv["languages"]))


def _points(number: float) -> Any:  # noqa: ANN401 - docx.shared is loaded only where a document is made
    from docx.shared import Pt

    return Pt(number)


def _text_box(lines: list[str]) -> str:
    """A run with a framed text box at the right margin, one line of text per paragraph."""
    width, height = int(6.4 * _EMU), int((0.35 + 0.52 * len(lines)) * _EMU)
    return _TEXT_BOX.format(width=width, height=height, paragraphs="".join(_BOX_LINE.format(escape(line)) for line in lines))
