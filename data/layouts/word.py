"""Resumes as Word files, made with python-docx: `word-table` is laid out with tables, `word-plain` with styles and tabs.

Fonts are named, not embedded, as Word does it. Dates inside the package are fixed, so that a case always makes the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Final

from data.case import Case
from data.layouts import view, word_plain, word_table

if TYPE_CHECKING:
    from docx.document import Document

LAYOUTS: Final = {"word-plain": word_plain.lay_out, "word-table": word_table.lay_out}
_ZIP_DATE: Final = (2026, 1, 1, 0, 0, 0)


def resume(case: Case) -> bytes:
    """The DOCX of a case's resume in its layout."""
    document = LAYOUTS[case.resume.layout](view.resume(case))
    _stamp(document, case)
    buffer = io.BytesIO()
    document.save(buffer)
    return _repacked(buffer.getvalue())


def members(package: bytes) -> dict[str, bytes]:
    """What a package holds: equal for two files that differ only in how a zip library packed them."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _stamp(document: Document, case: Case) -> None:
    """Properties that depend on the case alone."""
    properties = document.core_properties
    properties.created = properties.modified = dt.datetime.combine(case.written, dt.time(9), dt.UTC)
    properties.author = properties.last_modified_by = case.resume.name
    properties.title, properties.comments, properties.revision = f"{case.resume.name}, resume", "", 1


def _repacked(package: bytes) -> bytes:
    """The same package with one date for all its members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, data in members(package).items():
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, data, compresslevel=9)
    return buffer.getvalue()
