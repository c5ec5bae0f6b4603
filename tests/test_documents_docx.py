"""DOCX: what is read, once and in order, and what each broken file says."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from pipeline.documents.parse import parse
from pipeline.errors import DocumentError
from tests.documents_files import docx, paragraph

HEADER = '<w:hdr xmlns:w="w">{}</w:hdr>'


def text(body: str, **parts: str) -> str:
    return parse(docx(body, **parts), "a.docx", "resume").text


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_paragraphs_tabs_and_breaks() -> None:
    """A paragraph is a line, a break a new one, a tab a gap."""
    run = "<w:p><w:r><w:t>Engineer</w:t><w:tab/><w:t>2020</w:t><w:br/><w:t>Acme</w:t></w:r></w:p>"
    assert text(paragraph("Jane Roe") + run) == "Jane Roe\nEngineer\t2020\nAcme"


def test_words_split_over_runs_are_whole() -> None:
    """Spell checkers cut words into runs."""
    assert text("<w:p><w:r><w:t>Engi</w:t></w:r><w:proofErr/><w:r><w:t>neer</w:t></w:r></w:p>") == "Engineer"


def test_headers_come_first_and_footers_last() -> None:
    """Header, body and footer are read once, in that order."""
    section = '<w:sectPr><w:footerReference r:id="rId_footer"/><w:headerReference r:id="rId_header"/></w:sectPr>'
    parts = {"header": HEADER.format(paragraph("Jane Roe")), "footer": HEADER.format(paragraph("page one"))}
    assert text(paragraph("body") + section + section, **parts) == "Jane Roe\n\nbody\n\npage one"


def test_header_that_is_not_shown_is_not_read() -> None:
    """A first-page header counts only where the section has a first page of its own."""
    section = '<w:sectPr><w:headerReference w:type="first" r:id="rId_header"/></w:sectPr>'
    assert text(paragraph("body") + section, header=HEADER.format(paragraph("stale"))) == "body"


def test_text_box_is_read_once() -> None:
    """Of a drawing and its fallback one is read, after the paragraph that anchors it."""
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    anchor = f"<w:p><w:r><w:t>anchor</w:t></w:r><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    assert text(anchor + paragraph("next")) == "anchor\nin the box\nnext"


def test_fallback_is_read_where_the_choice_has_no_text() -> None:
    """A picture with a textual fallback is not lost."""
    fallback = f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('fallback')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    assert text(f"<w:p><w:r><mc:AlternateContent><mc:Choice/>{fallback}</mc:AlternateContent></w:r></w:p>") == "fallback"


def test_content_controls_links_and_insertions_are_read() -> None:
    """Text is found in whatever stands around it, and deleted text is not."""
    control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph('control')}</w:sdtContent></w:sdt>"
    inline = (
        "<w:p><w:hyperlink><w:r><w:t>link </w:t></w:r></w:hyperlink><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del><w:sdt><w:sdtContent><w:r><w:t> inline</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )
    assert text(control + inline) == "control\nlink new inline"


def test_list_items_get_a_dash() -> None:
    """Lists by numbering, by style and with typed bullets all begin with a dash; numbered headings do not."""
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        '<w:styles xmlns:w="w"><w:style w:styleId="L"><w:name w:val="List Bullet"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    body = paragraph("one", numbered) + paragraph("two", '<w:pStyle w:val="L"/>') + paragraph("\u2022 three")
    body += paragraph("Head", f'<w:pStyle w:val="H"/>{numbered}') + paragraph("plain", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert text(body, styles=styles) == "- one\n- two\n- three\n\nHead\nplain"


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ((["Skill", "Level"], ["Go", "Expert"]), "Skill\tLevel\nGo\tExpert"),
        (
            ([("2020 - 2021",), ("Engineer, Acme", "Built things", "Broke things")],),
            "2020 - 2021\tEngineer, Acme\nBuilt things\nBroke things",
        ),
        (([("Engineer", "Acme"), ("2020", "Oslo")],), "Engineer\t2020\nAcme\tOslo"),
        (
            ([("SKILLS", "Go", "SQL", "Python"), ("PROFILE", "An engineer who builds", "EXPERIENCE", "Acme", "Beta")],),
            "SKILLS\nGo\nSQL\nPython\nPROFILE\nAn engineer who builds\nEXPERIENCE\nAcme\nBeta",
        ),
    ],
)
def test_tables_stay_readable(cells: tuple[list[tuple[str, ...] | str], ...], lines: str) -> None:
    """Short cells stand on one line, a date beside its title, and the cells of a layout follow each other."""
    rows = ["".join(cell(*((inner,) if isinstance(inner, str) else inner)) for inner in row) for row in cells]
    assert text(table(*rows)) == lines


def test_strict_files_are_read() -> None:
    """The ISO form of the format has other namespaces."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
            "<w:p><w:r><w:t>strict</w:t></w:r></w:p></w:body></w:document>",
        )
    assert parse(packed.getvalue(), "a.docx", "resume").text == "strict"


def test_file_written_by_a_library_is_read() -> None:
    """A package with all its parts, as programs write it."""
    document, packed = python_docx.Document(), io.BytesIO()
    document.add_heading("Jane Roe", 0)
    document.add_paragraph("Led a team", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "jane@example.com"
    document.save(packed)
    assert parse(packed.getvalue(), "a.docx", "resume").text == "jane@example.com\n\nJane Roe\n- Led a team"


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    """A part that unpacks to more than the limit has its own reason."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 25_000_000)
    with pytest.raises(DocumentError, match="unpacks to more than 20 MB") as caught:
        parse(packed.getvalue(), "a.docx", "resume")
    assert caught.value.reason == "too large"


def test_entities_are_not_resolved() -> None:
    """A document type that multiplies or fetches text has no effect."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w">'
            "<w:p><w:r><w:t>safe &e;</w:t></w:r></w:p></w:document>",
        )
    assert parse(packed.getvalue(), "a.docx", "resume").text == "safe"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(paragraph("text"))[:200], "corrupt"),
        (docx(paragraph("text")).replace(b"word/document.xml", b"word/document.bad"), "corrupt"),
        (docx(""), "empty"),
    ],
)
def test_broken_files_say_why(data: bytes, reason: str) -> None:
    """A damaged and an empty file have different reasons."""
    with pytest.raises(DocumentError) as caught:
        parse(data, "a.docx", "resume")
    assert caught.value.reason == reason
    assert str(caught.value).startswith("a.docx: ")
