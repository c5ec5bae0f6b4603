"""Files and web pages to clean text: `read(source, kind) -> Document`.

Covers PDF, DOCX, HTML, emails, markdown, text and http(s) addresses; the format is told by the content. Lines stay lines, list items
begin with `- `, a tab is a gap wider than a word space (a table cell, a date at the margin), hidden text is left out and reported.
Does not cover: scans (no OCR), old .doc files, .odt, .rtf, attachments.
"""

from pipeline.documents.isolation import Reader, letter, read

__all__ = ["Reader", "letter", "read"]
