"""Resumes and postings as PDF, DOCX, HTML, EML, markdown and text, a few bytes each, all lines to be seen.

    shown("pdf", lines)         bytes of a file
    pdf(lines, extra)           the same with operators painted last; the other writers have places of their own for a piece more

Part of `injected_files.py`. Does not cover: fonts of other scripts in PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from typing import Final

from benchmarks.hostile import bombs_pdf
from benchmarks.hostile.bombs_docx import document, package
from benchmarks.hostile.bombs_pdf import HELVETICA, stream

Lines = Sequence[str]
Writer = Callable[[Lines, str], bytes]
_WIDTH: Final = 95
"""Characters of a line in a PDF."""
_PER_PAGE: Final = 50


def shown(kind: str, lines: Lines) -> bytes:
    """A file of this kind in which all lines are to be seen."""
    return {"pdf": pdf, "docx": docx, "html": html, "eml": eml, "md": plain, "txt": plain}[kind](lines)


def plain(lines: Lines, extra: str = "") -> bytes:
    return "\n".join([*lines, extra]).encode()


def escaped(text: str) -> bytes:
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252", "replace"))


def pdf(
    lines: Lines, extra: bytes = b"", resources: bytes = b"", entries: bytes = b"", info: bytes = b"", objects: Sequence[bytes] = ()
) -> bytes:
    """Pages of lines in 10 point Helvetica; `extra` is painted last on the first page, `objects` are numbered from 4 on."""
    wrapped = [piece for line in lines for piece in re.findall(rf".{{1,{_WIDTH}}}(?:\s|$)|.{{{_WIDTH}}}", line) or [""]]
    pages = [wrapped[at : at + _PER_PAGE] for at in range(0, len(wrapped), _PER_PAGE)] or [[]]
    first = 4 + len(objects)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    font = b"/Font<</F %s>>" % HELVETICA
    found = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), info or b"<<>>", *objects]
    for number, page in enumerate(pages):
        text = b"BT /F 10 Tf 14 TL 60 740 Td " + b"".join(b"(%s) Tj T*\n" % escaped(line) for line in page) + b"ET\n"
        found.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<<%s%s>>%s>>"
            % (first + 2 * number + 1, font, resources, entries if not number else b"")
        )
        found.append(stream(text + (extra if not number else b"")))
    return bombs_pdf.pdf(found, b"/Info 3 0 R")


def docx_lines(lines: Lines) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)


def docx(lines: Lines) -> bytes:
    return package(document(docx_lines(lines)))


def html(lines: Lines, extra: str = "", head: str = "") -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)
    return f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body><main>{body}{extra}</main></body></html>".encode()


def message(lines: Lines) -> EmailMessage:
    """An email of one plain part."""
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = "jobs@example.com", "ada@example.com", lines[0][:70] if lines else "A post"
    found.set_content("\n".join(lines))
    return found


def eml(lines: Lines) -> bytes:
    return message(lines).as_bytes()
