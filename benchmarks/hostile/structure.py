"""Changes that know the format: they take a file apart, change a piece and put it together again, so that a reader goes on.

`MUTATORS` has one function per kind: chance, the file, and another file of the kind, to bytes. Where a file cannot be taken
apart, its bytes are changed as they are. Does not cover: object streams of PDF, whose content stays packed.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from benchmarks.hostile import mutations
from benchmarks.hostile.mutations import any_bytes, pieces, renumber, words

Mutator = Callable[[random.Random, bytes, bytes], bytes]

PDF_OBJECT = re.compile(rb"(?<=endobj)\s+(?=\d+ \d+ obj)")
PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
PDF_TOKEN = re.compile(rb"(\s+)")
PDF_KEYS = (
    b"/Length", b"/Filter", b"/Kids", b"/Count", b"/MediaBox", b"/Contents", b"/Resources", b"/Font", b"/Parent", b"/Root", b"/Size",
    b"/Prev", b"/W", b"/Index", b"/First", b"/N", b"/ToUnicode", b"/Encoding", b"/DescendantFonts", b"/Widths", b"/Rotate", b"/XObject",
)  # fmt: skip
PDF_VALUES = (b"null", b"[]", b"<<>>", b"()", b"<", b"/X", b"true", b"1 0 R", b"4 0 R", b"9999999 0 R", b"-1", b"2147483647", b"[[[[[[[[")
PDF_REFERENCE = re.compile(rb"\d+ 0 R")
OPERATORS = (
    b"q",
    b"Q",
    b"BT",
    b"ET",
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"Tf",
    b"Tm",
    b"cm",
    b"Do",
    b"re",
    b"f",
    b"W n",
    b"3 Tr",
    b"sh",
    b"BI",
    b"EI",
)
TAG = re.compile(r"(<[^<>]*>)")
TAGS = (
    "div",
    "p",
    "table",
    "tr",
    "td",
    "li",
    "h1",
    "main",
    "script",
    "style",
    "template",
    "svg",
    "math",
    "select",
    "form",
    "b",
    "w:p",
    "w:r",
)
ATTRIBUTES = (' hidden=""', ' style="display:none"', ' class="nav"', ' style="color:#fff;font-size:0"', " =", ' a="', " dir=rtl", ' id="x"')
ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "&e;&e;">]>'
HEADER_VALUES = (
    "multipart/mixed; boundary=b", "multipart/alternative", "text/html; charset=undefined", "text/plain; charset=utf-7; format=flowed",
    "base64", "quoted-printable", "x-unknown", "message/rfc822", "=?utf-8?b?//8?=", "=?x?q??=" * 50, "<@>" * 100, "\x00", "99 Foo 99999",
)  # fmt: skip


def pdf(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Objects, references, dictionary values, or the operators in a stream."""
    return chance.choice((_pdf_objects, _pdf_references, _pdf_values, _pdf_content, _pdf_content, renumber, any_bytes))(chance, data, other)


def _pdf_objects(chance: random.Random, data: bytes, other: bytes) -> bytes:
    del other
    return b"\n".join(pieces(chance, PDF_OBJECT.split(data)))


def _pdf_references(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Some references lead elsewhere, perhaps in a circle."""
    del other
    most = max(2, data.count(b" obj"))
    share = chance.choice((0.01, 0.1, 0.5))
    return PDF_REFERENCE.sub(lambda found: b"%d 0 R" % chance.randrange(most) if chance.random() < share else found[0], data)


def _pdf_values(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The value of a key is another one."""
    del other
    for _ in range(chance.choice((1, 2, 5))):
        places = [match.end() for match in re.finditer(re.escape(chance.choice(PDF_KEYS)) + rb"\b", data)]
        if places:
            place = chance.choice(places)
            data = data[:place] + b" " + chance.choice(PDF_VALUES) + b" " + data[place:]
    return data


def _pdf_content(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A stream is unpacked, changed and packed again; its length stays as it was announced, which readers mend."""
    found = list(PDF_STREAM.finditer(data))
    if not found:
        return any_bytes(chance, data, other)
    match = chance.choice(found)
    try:
        unpacked = zlib.decompressobj().decompress(match[1], 5_000_000)
    except zlib.error:
        return data[: match.start(1)] + any_bytes(chance, match[1], other) + data[match.end(1) :]
    return data[: match.start(1)] + zlib.compress(_operators(chance, unpacked), 1) + data[match.end(1) :]


def _operators(chance: random.Random, content: bytes) -> bytes:
    tokens = PDF_TOKEN.split(content)
    for _ in range(chance.choice((1, 5, 40))):
        tokens[chance.randrange(len(tokens))] = chance.choice((*OPERATORS, *(number.encode() for number in mutations.NUMBERS)))
    return renumber(chance, b"".join(pieces(chance, tokens)), b"")


def docx(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A part's elements, its name or its packing, or the bytes of the archive."""
    if chance.random() < 0.15:
        return any_bytes(chance, data, other)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    texts = [index for index, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 3))):
        index = _word_part(chance, parts, texts)
        change = elements if chance.random() < 0.75 else markup
        parts[index] = (parts[index][0], change(chance, parts[index][1], b""))
    if chance.random() < 0.1:
        parts = [(chance.choice(parts)[0] if chance.random() < 0.2 else name, part) for name, part in parts]
    return _packed(chance, parts)


def _word_part(chance: random.Random, parts: list[tuple[str, bytes]], texts: list[int]) -> int:
    main = [index for index in texts if parts[index][0] == "word/document.xml"]
    return chance.choice(main or texts) if chance.random() < 0.6 else chance.choice(texts)


def _packed(chance: random.Random, parts: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in dict(parts).items():
            archive.writestr(zipfile.ZipInfo(name), part, method, 1)  # ZipInfo: at the same time in every run
    return packed.getvalue()


def elements(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The elements of a part are missing, repeated, elsewhere, in each other, or of another name or value; it stays well-formed."""
    del other
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    for _ in range(chance.choice((1, 2, 8))):
        inner = [element for element in root.iter(etree.Element) if element is not root]
        if inner:
            _change_element(chance, chance.choice(inner), chance.choice(inner))
    return bytes(etree.tostring(root))


def _change_element(chance: random.Random, element: Any, other: Any) -> None:  # noqa: ANN401 -- lxml has no types
    kind, parent = chance.randrange(7), element.getparent()
    large = sum(1 for _ in element.iter()) > 100  # and would be the whole input, many times over
    if kind == 0:
        parent.remove(element)
    elif kind == 1:
        place = parent.index(element)
        parent[place:place] = [deepcopy(element) for _ in range(1 if large else chance.choice((1, 20, 300)))]
    elif kind == 2:
        other.append(deepcopy(element))
    elif kind == 3:
        for _ in range(1 if large else chance.choice((1, 10, 60))):
            wrapped = deepcopy(element)
            element[:] = [wrapped]
    elif kind == 4:
        element.tag = other.tag
    elif kind == 5:
        for name in [*element.attrib, *other.attrib]:
            element.set(name, chance.choice((*mutations.NUMBERS, "auto", "FFFFFF", "x" * 5000, "rId1", "")))
    else:
        element.text = "".join(character for character in words(chance, element.text or "") if character.isprintable() or character == "\r")


def markup(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The tags of a page or part, their attributes and their text."""
    if chance.random() < 0.15:
        return any_bytes(chance, data, other or data)
    parts = TAG.split(data.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 2, 6))):
        parts = chance.choice((pieces, _tags, _attributes, _depth, _strange))(chance, parts)
    if chance.random() < 0.05:
        parts = [ENTITY, "&f;", *parts]
    return "".join(parts).encode("utf-8", "replace")


def _tags(chance: random.Random, parts: list[str]) -> list[str]:
    """A tag has another name."""
    place = chance.randrange(len(parts))
    changed = re.sub(r"(?<=[</])[\w:]+", chance.choice(TAGS), parts[place], count=1)
    return [*parts[:place], changed, *parts[place + 1 :]]


def _attributes(chance: random.Random, parts: list[str]) -> list[str]:
    """A tag has one attribute more, or a mad value."""
    place = chance.randrange(len(parts))
    new = chance.choice(ATTRIBUTES) if chance.random() < 0.5 else f' w:val="{chance.choice(mutations.NUMBERS)}"'
    changed = parts[place][:-1] + new * chance.choice((1, 1, 200)) + ">" if parts[place].endswith(">") else parts[place]
    return [*parts[:place], changed, *parts[place + 1 :]]


def _depth(chance: random.Random, parts: list[str]) -> list[str]:
    """Elements around a stretch, up to some hundreds deep."""
    first, last = mutations.stretch(chance, parts, most=500)
    tag, depth = chance.choice(TAGS), chance.choice((1, 20, 300))
    return [*parts[:first], f"<{tag}>" * depth, *parts[first:last], f"</{tag}>" * depth, *parts[last:]]


def _strange(chance: random.Random, parts: list[str]) -> list[str]:
    place = chance.randrange(len(parts))
    return [*parts[:place], words(chance, parts[place]), *parts[place + 1 :]]


def html(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Markup, and now and then another encoding than the page declares."""
    changed = markup(chance, data, other)
    if chance.random() < 0.05:
        encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "latin-1"))
        return changed.decode("utf-8", "replace").encode(encoding, "replace")
    return changed


def eml(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Headers, the borders between parts, or the packing of a part."""
    if chance.random() < 0.2:
        return any_bytes(chance, data, other)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.choice((1, 2, 5))):
        lines = chance.choice((pieces, _header, _header, _strange))(chance, lines)
    return "\n".join(lines).encode("utf-8", "replace")


def _header(chance: random.Random, lines: list[str]) -> list[str]:
    """A header of the message or of a part has another value."""
    places = [index for index, line in enumerate(lines) if re.match(r"[\w-]+:", line)]
    if not places:
        return lines
    place = chance.choice(places)
    changed = f"{lines[place].partition(':')[0]}: {chance.choice(HEADER_VALUES)}"
    return [*lines[:place], changed, *lines[place + 1 :]]


def text(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Lines and characters of a text or of markdown."""
    if chance.random() < 0.3:
        return any_bytes(chance, data, other)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.choice((1, 3))):
        lines = chance.choice((pieces, _strange))(chance, lines)
    return "\n".join(lines).encode("utf-8", "replace")


MUTATORS: dict[str, Mutator] = {"pdf": pdf, "docx": docx, "html": html, "eml": eml, "md": text, "txt": text}
