"""DOCX to text: headers, body, notes and footers, each part once and in that order.

The file is a zip of XML parts (ECMA-376); only the parts that hold text are read, within limits on their unpacked size.
Both the transitional and the strict form are read, because elements are told by their local names.
Does not cover: comments, deleted text, text of SmartArt, charts and pictures; headers that the settings switch off.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from pipeline.documents.docx_body import Body
from pipeline.documents.docx_styles import Styles, attribute, children, descendants
from pipeline.documents.extraction import Extraction
from pipeline.errors import DocumentError
from pipeline.schema import Removed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_UNPACKED = 20_000_000
"""Bytes of XML that are unpacked in all; a resume has under one million."""
DAMAGED = "the Word file is damaged; open it in Word, save it again as .docx and try again"


DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError,  # of the archive; OSError is bzip2's
    etree.XMLSyntaxError, KeyError, ValueError, RecursionError,  # of its parts: no such part, elements in each other without end
)  # fmt: skip


def extract(data: bytes) -> Extraction:
    """Text of all parts. Raises `DocumentError` ("encrypted", "corrupt" or "too large")."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(_Package(archive))
    except DAMAGES as error:
        raise DocumentError("corrupt", DAMAGED) from error


def _read(package: _Package) -> Extraction:
    main = package.main_part()
    document, related = package.tree(main), package.related(main)
    styles = Styles(package.optional(related, "styles"))
    settings = package.optional(related, "settings")
    body = Body(styles, document, settings)
    even_pages = settings is not None and any(True for _ in descendants(settings, "evenAndOddHeaders"))
    headers, footers = (_page_parts(document, kind, even_pages=even_pages) for kind in ("headerReference", "footerReference"))
    texts = [body.text(package.tree(related[key][1])) for key in headers if key in related]
    texts.append(body.text(document))
    for kind in ("footnotes", "endnotes"):
        notes = package.optional(related, kind)
        texts += [body.text(_referred_to(notes, document, kind))] if notes is not None else []
    texts += [body.text(package.tree(related[key][1])) for key in footers if key in related]
    removed = [Removed(what="hidden text", why=reason, count=count) for reason, count in body.hidden.items()]
    return Extraction("\n\n".join(dict.fromkeys(filter(None, texts))), MEDIA_TYPE, removed=removed, warnings=body.warnings())


def _referred_to(notes: etree._Element, document: etree._Element, kind: str) -> etree._Element:
    """Notes without those that the document does not refer to, which Word does not show."""
    wanted = {attribute(reference, "id") for reference in descendants(document, f"{kind[:-1]}Reference")}
    for note in [note for note in notes if attribute(note, "id") not in wanted]:
        notes.remove(note)
    return notes


def _page_parts(document: etree._Element, kind: str, *, even_pages: bool) -> Iterable[str]:
    """Relationship ids of the headers or footers that are shown, each once."""

    def shown() -> Iterator[str]:
        for section in descendants(document, "sectPr"):
            title_page = any(True for _ in children(section, "titlePg"))
            for reference in children(section, kind):
                place = attribute(reference, "type")
                if place not in ("first", "even") or (place == "first" and title_page) or (place == "even" and even_pages):
                    yield attribute(reference, "id") or ""

    return dict.fromkeys(shown())


class _Package:
    """The parts of an open DOCX file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MAX_UNPACKED

    def main_part(self) -> str:
        """The name of the part that holds the body."""
        for kind, target in self.related("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def tree(self, name: str) -> etree._Element:
        """A part's root element. Entities are not resolved, and nothing is fetched."""
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise DocumentError("encrypted", "the Word file is encrypted; save a copy without password and try again")
        self._left -= info.file_size
        if self._left < 0:
            message = f"the Word file unpacks to more than {MAX_UNPACKED // 1_000_000} MB of text; save it again as a smaller file"
            raise DocumentError("too large", message)
        return etree.fromstring(self._archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: kind and name by relationship id."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._archive.namelist():
            return {}
        return {
            relation.get("Id", ""): (relation.get("Type", "").rpartition("/")[2], _resolve(folder, relation.get("Target", "")))
            for relation in children(self.tree(relations), "Relationship")
            if relation.get("TargetMode") != "External"
        }

    def optional(self, related: dict[str, tuple[str, str]], kind: str) -> etree._Element | None:
        """The root of the related part of a kind, if the file has one."""
        names = [name for found, name in related.values() if found == kind and name in self._archive.namelist()]
        return self.tree(names[0]) if names else None


def _resolve(folder: str, target: str) -> str:
    """A relationship's target as a name in the archive."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
