"""The `word-table` resume: everything in tables, the name and contacts in the page header.

Two looks: dates left of each entry, or headings in a shaded column left of their sections.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from data.layouts.word_parts import Look, blank, bullets, contacts, joined, keep, next_paragraph, rule, shade, space_after, write

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

    Row: TypeAlias = tuple[str, Callable[[_Cell], None]]
    """Dates or a label, and what fills the cell beside or below them."""

LOOKS: Final = (
    Look("Calibri", "Calibri", 10.5, "1F4E79"),
    Look("Georgia", "Georgia", 10, "5B2C6F"),
    Look("Arial", "Arial", 9.5, "375623"),
    Look("Cambria", "Cambria", 10.5, "7B3F00"),
)
_MARGIN = 2.0
_GREY = "595959"


def lay_out(cv: dict[str, Any]) -> Document:
    """The document of a resume view."""
    return (_ShadedHeadings if cv["variant"] // 4 % 2 else _DatesLeft)(cv).laid_out()


class _Tables(ABC):
    """One document in the making; the looks differ in where headings and dates stand."""

    left: float
    """Width of the left column in centimetres."""

    def __init__(self, cv: dict[str, Any]) -> None:
        self.cv = cv
        self.look = LOOKS[cv["variant"] % len(LOOKS)]
        self.document = blank(cv, self.look, _MARGIN)
        self.width = (21.59 if cv["paper"] == "us-letter" else 21) - 2 * _MARGIN

    def laid_out(self) -> Document:
        self._head()
        for name, rows in self._sections():
            if rows:
                self.section(self.cv["headings"].get(name, name), rows)
        return self.document

    @abstractmethod
    def section(self, heading: str, rows: list[Row]) -> None:
        """A heading and its rows."""

    def table(self, rows: int) -> Table:
        """A table without lines, in two columns."""
        from docx.shared import Cm

        table: Table = self.document.add_table(rows, 2)
        table.autofit = False
        for column, width in zip(table.columns, (self.left, self.width - self.left), strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        return table

    def _sections(self) -> list[tuple[str, list[Row]]]:
        cv = self.cv
        history: list[tuple[str, list[Row]]] = [
            ("experience", [(_dates(p), _position(p)) for p in cv["experience"]]),
            ("education", [(s["dates"], _study(s)) for s in cv["education"]]),
        ]
        return [
            ("summary", [("", _lines([cv["summary"]]))] if cv["summary"] else []),
            *(reversed(history) if cv["education_first"] else history),
            ("skills", [(skill["group"], _lines([", ".join(skill["items"])])) for skill in cv["skills"]]),
            ("certifications", [("", _lines(cv["certifications"]))] if cv["certifications"] else []),
            ("languages", [("", _lines(cv["languages"]))] if cv["languages"] else []),
            *((section["heading"], [("", _lines(section["entries"]))]) for section in cv["sections"]),
        ]

    def _head(self) -> None:
        from docx.shared import Pt

        header = self.document.sections[0].header
        write(header.paragraphs[0], self.cv["name"], bold=True, colour=self.look.accent, size=self.look.size * 1.9)
        if self.cv["headline"]:
            write(header.add_paragraph(), self.cv["headline"], size=self.look.size + 1)
        line = write(header.add_paragraph(), "  •  ".join(contacts(self.cv)), size=self.look.size - 1)
        rule(line, self.look.accent).paragraph_format.space_after = Pt(8)


class _DatesLeft(_Tables):
    """Headings between tables; in each table the dates or skill groups stand left."""

    left = 3.9

    def section(self, heading: str, rows: list[Row]) -> None:
        self.document.add_heading(heading, 1)
        if not any(label for label, _ in rows):
            table = self.document.add_table(len(rows), 1)
            for row, (_, fill) in zip(table.rows, rows, strict=True):
                fill(row.cells[0])
            return
        table = self.table(len(rows))
        for row, (label, fill) in zip(table.rows, rows, strict=True):
            write(row.cells[0].paragraphs[0], label, colour=_GREY)
            fill(row.cells[1])
            space_after(row.cells[1])


class _ShadedHeadings(_Tables):
    """One table with a row per section, its heading in a shaded cell; dates stand above their entry."""

    left = 3.7

    def laid_out(self) -> Document:
        self.whole = self.table(0)
        return super().laid_out()

    def section(self, heading: str, rows: list[Row]) -> None:
        left, right = self._row()
        shade(left, "EDEDED")
        write(left.paragraphs[0], heading.upper(), bold=True, colour=self.look.accent)
        for label, fill in rows:
            if label:
                write(keep(next_paragraph(right)), label.replace("\n", " "), italic=True, colour=_GREY)
            fill(right)
            space_after(right)

    def _row(self) -> tuple[_Cell, _Cell]:
        from docx.shared import Cm

        added: Any = self.whole.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it unannotated
        left, right = added.cells
        left.width, right.width = Cm(self.left), Cm(self.width - self.left)
        return left, right


def _position(position: dict[str, Any]) -> Callable[[_Cell], None]:
    def fill(cell: _Cell) -> None:
        write(keep(next_paragraph(cell)), position["title"], bold=True)
        write(keep(cell.add_paragraph(), 2), joined(position["employer"], position["location"]))
        bullets(cell, position["bullets"])

    return fill


def _study(study: dict[str, Any]) -> Callable[[_Cell], None]:
    def fill(cell: _Cell) -> None:
        write(next_paragraph(cell), study["degree"], bold=True)
        cell.add_paragraph(joined(study["institution"], study["location"]))
        bullets(cell, study["details"])

    return fill


def _lines(lines: list[str]) -> Callable[[_Cell], None]:
    def fill(cell: _Cell) -> None:
        for line in lines:
            write(next_paragraph(cell), line)

    return fill


def _dates(position: dict[str, Any]) -> str:
    return joined(position["dates"], f"({position['note']})" if position["note"] else None, by="\n")
