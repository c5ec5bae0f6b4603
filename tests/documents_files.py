"""Small files for the tests of `pipeline.documents`, written byte by byte, so that each test shows what is in its file."""

from __future__ import annotations

import io
import zipfile

HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(*pages: str, fonts: dict[str, str] | None = None, resources: str = "", page: str = "", extra: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of Letter pages (612 x 792 points) with these content streams. Font /F is Helvetica; `extra` are objects from number 3 on."""
    names = " ".join(f"/{name} {font}" for name, font in ({"F": HELVETICA} | (fonts or {})).items())
    first = 3 + len(extra)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(), *extra]
    for number, content in enumerate(pages):
        stream = content.encode("latin-1")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {first + 2 * number + 1} 0 R"
            f"/Resources<</Font<<{names}>>{resources}>>{page}>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return _with_table(objects)


def _with_table(objects: list[bytes]) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )


def show(x: float, y: float, text: str, size: float = 10, before: str = "", font: str = "F") -> str:
    """A content stream that shows a text at a place. `before` are operators for its colour or mode."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q {before} BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET Q\n"


def image(width: int = 8, height: int = 8) -> bytes:
    """A grey picture as a PDF object."""
    pixels = bytes([128]) * width * height
    head = f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {len(pixels)}>>"
    return head.encode() + b"stream\n" + pixels + b"\nendstream"


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file. `parts` are further parts by kind, e.g. `header="<w:hdr>..."`, each related to the body as `rId_<kind>`."""
    relations = "".join(f'<Relationship Id="rId_{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD} {NAMESPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="x">{relations}</Relationships>')
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content)
    return packed.getvalue()


NAMESPACES = (
    'xmlns:r="r" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="wp" xmlns:a="a" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run, with the properties of both."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
