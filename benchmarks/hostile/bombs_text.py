"""Web pages, emails and texts that are cheap to write and dear to read, and pages that refer to what lies elsewhere.

`PAGES`, `EMAILS` and `TEXTS` name each one and build its bytes. Does not cover: what scripts would do; none is run.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from benchmarks.hostile.bombs_docx import OUTSIDE

MANY = 100_000
SAID = "<h1>Cook</h1><p>We look for a cook who bakes bread every morning for our guests in Leeds.</p>"


def html(body: str, head: str = "", before: str = "<!doctype html>") -> bytes:
    """A web page."""
    return f"{before}<html><head><title>Cook</title>{head}</head><body>{body}</body></html>".encode()


def stated(posting: str) -> bytes:
    """A page that states a posting for machines."""
    return html(SAID, f'<script type="application/ld+json">{posting}</script>')


def outside_page(address: str = OUTSIDE) -> bytes:
    """A page that refers to what lies elsewhere in every way there is."""
    head = f'<base href="{address}/"><link rel="stylesheet" href="{address}.css"><meta http-equiv="refresh" content="0;url={address}">'
    head += f'<script src="{address}.js"></script><style>@import url({address}.css); p {{background: url({address}.png)}}</style>'
    kinds = ("img", "iframe", "video", "audio", "embed", "frame", "input type=image", "xi:include")
    body = "".join(f'<{kind} src="{address}" href="{address}"></{kind.split()[0]}>' for kind in kinds)
    body += f'<object data="{address}"></object><svg><use href="{address}#x"/><image href="{address}"/></svg>'
    return html(body + SAID, head)


def outside_entities(address: str = "file:///etc/passwd") -> bytes:
    """The same by entities, in XHTML."""
    declared = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "{address}"><!ENTITY % p SYSTEM "{address}.dtd"> %p;]>'
    return html(SAID + "<p>&e;</p>", before=declared)


def laughing_page() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return html(SAID + "<p>&e11;</p>", before=f'<!DOCTYPE html [<!ENTITY e0 "ha">{levels}]>')


def many_comments() -> bytes:
    """Comments before an element that tells nothing."""
    return ("<!-- a -->" * 200 + "<x-page>" + SAID + "</x-page>").encode()


def nested(tag: str, depth: int = MANY) -> Callable[[], bytes]:
    """Elements in each other."""
    return lambda: html(f"<{tag}>" * depth + SAID + f"</{tag.split(maxsplit=1)[0]}>" * depth)


def many(piece: str, count: int = MANY) -> Callable[[], bytes]:
    """One piece of a page over and over."""
    return lambda: html(SAID + piece * count)


def many_rules() -> bytes:
    rules = "".join(f".a{number}.b{{color:#fff}}" for number in range(20_000))
    return html(SAID + '<p class="a7 b">word</p>' * 20_000, f"<style>{rules}</style>")


def style(source: str) -> Callable[[], bytes]:
    """A style sheet."""
    return lambda: html(SAID, f"<style>{source}</style>")


def pale_and_deep() -> bytes:
    return html('<div class="x">' * 200 + '<p style="color:#fff">word</p>' * 20_000 + SAID, "<style>.x{color:#000}</style>")


def declared(charset: str) -> Callable[[], bytes]:
    """A page in Latin letters that declares an encoding."""
    return lambda: html(SAID.replace("bread", "cr\u00eape"), f'<meta charset="{charset}">').decode().encode("latin-1")


def mail(headers: str, body: str = "Dear team,\n\nI bake bread.\n\nAda\n") -> bytes:
    """An email."""
    start = "From: Ada <ada@example.com>\nTo: Bo <bo@example.com>\nSubject: Cook\nMIME-Version: 1.0\n"
    return f"{start}{headers}\n{body}".encode()


def parts_in_parts(depth: int = 20_000) -> bytes:
    inner = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth))
    return mail('Content-Type: multipart/mixed; boundary="b0"\n', f"{inner}--b{depth}\n\nI bake bread.\n")


def messages_in_messages() -> bytes:
    return mail("Content-Type: message/rfc822\n", "Content-Type: message/rfc822\n\n" * 20_000 + "\nI bake bread.\n")


def many_parts() -> bytes:
    return mail('Content-Type: multipart/mixed; boundary="b"\n', "--b\nContent-Type: text/html\n\n<p>x</p>\n" * MANY)


def many_mail_headers() -> bytes:
    return mail("".join(f"X-{number}: x\n" for number in range(200_000)))


def many_addresses() -> bytes:
    return mail("Cc: " + ", ".join(f'"A, {number}" <a{number}@example.com>' for number in range(MANY)) + "\n")


def many_words() -> bytes:
    return mail("").replace(b"Subject: Cook", b"Subject: " + b"=?utf-8?q?=C3=A9?= " * MANY)


def deep_header_comments() -> bytes:
    return mail("").replace(b"Ada <ada", b"(" * MANY + b"Ada <ada")


def packed_text(kind: str) -> bytes:
    packed = base64.b64encode(b"<p>I bake bread.</p>\n" * 800_000).decode()
    return mail(f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: base64\n", packed)


def mail_that_lies() -> bytes:
    return mail(
        'Content-Type: text/plain; charset="undefined"; boundary=x\nContent-Transfer-Encoding: base64\nDate: 99 Foo 99999\n',
        "%%%\x00\u00e9",
    )


def page_in_mail(page: Callable[[], bytes]) -> Callable[[], bytes]:
    """A bomb of the web as the body of an email."""
    return lambda: mail("Content-Type: text/html; charset=utf-8\n", page().decode())


def laughing_front_matter() -> bytes:
    levels = "".join(f"e{n}: &e{n} [{', '.join([f'*e{n - 1}'] * 10)}]\n" for n in range(1, 12))
    return f"---\ne0: &e0 ha\n{levels}---\nCook\n".encode()


def circular_front_matter() -> bytes:
    return b"---\na: &a [x, *a]\n---\nCook\n"


def deep_front_matter() -> bytes:
    return b"---\na: " + b"[" * MANY + b"\n---\nCook\n"


def text(piece: str, count: int) -> Callable[[], bytes]:
    """A text of one piece over and over."""
    return lambda: bytes(piece * count + "\nCook\n", "utf-8")


PAGES: dict[str, Callable[[], bytes]] = {
    "references to elsewhere": outside_page,
    "entities that are files": outside_entities,
    "billion laughs": laughing_page,
    "200 comments first": many_comments,
    "div 100,000 deep": nested("div"),
    "div 900 deep": nested("div", 900),
    "table 30,000 deep": nested("table><tr><td", 30_000),
    "list 30,000 deep": nested("ul><li", 30_000),
    "font 50,000 deep": nested("font color=red", 50_000),
    "hidden 20,000 deep": nested("div hidden", 20_000),
    "400,000 cells": many("<td>", 400_000),
    "200,000 paragraphs": many("<p>x", 200_000),
    "100,000 headings": many("<h1>x</h2>"),
    "100,000 forms never closed": many("<form class=nav>x"),
    "a million entities": many("&eacute;&#0;&#xffffffff;", 1_000_000),
    "comments never closed": many("<!--", 500_000),
    "tags never closed": many("<a ", 500_000),
    "300,000 attributes": lambda: html("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">" + SAID),
    "attribute of 20 MB": lambda: html(f'<p class="{"x " * 10_000_000}">{SAID}'),
    "picture of 20 MB in the page": lambda: html(f'<img src="data:image/png;base64,{"A" * 20_000_000}">{SAID}'),
    "20,000 rules for 20,000 elements": many_rules,
    "style without braces": style("a" * 2_000_000),
    "style of at-signs": style("@" * 2_000_000),
    "style of open braces": style("@a{b{" * 400_000),
    "pale words 200 deep": pale_and_deep,
    "posting 100,000 deep": lambda: stated("[" * MANY),
    "posting with spaces after its end": lambda: stated("--> " + " " * 2_000_000 + "x"),
    "posting of 100,000 places": lambda: stated(
        '{"@type":"JobPosting","title":"Cook","jobLocation":[' + '{"address":"Leeds"},' * MANY + "1]}"
    ),
    "posting in itself": lambda: stated('{"@type":"JobPosting","title":"Cook","description":"' + "&lt;div>" * 50_000 + '"}'),
    "posting with mad values": lambda: stated('{"@type":["JobPosting"],"title":{"name":[[]]},"baseSalary":{"value":{"minValue":1e999}}}'),
    **{
        f"charset {name}": declared(name) for name in ("undefined", "idna", "punycode", "unicode_escape", "utf-7", "rot13", "zlib", "cp037")
    },
    "zeros between letters": lambda: html(SAID).decode().encode("utf-16-le") + b"\xd8",
}
EMAILS: dict[str, Callable[[], bytes]] = {
    "parts 20,000 deep": parts_in_parts,
    "parts 200 deep": lambda: parts_in_parts(200),
    "messages 20,000 deep": messages_in_messages,
    "100,000 parts": many_parts,
    "200,000 headers": many_mail_headers,
    "100,000 addresses": many_addresses,
    "subject of 100,000 encoded words": many_words,
    "comments 100,000 deep in a header": deep_header_comments,
    "packed text of 17 MB": lambda: packed_text("plain"),
    "packed page of 17 MB": lambda: packed_text("html"),
    "headers that lie": mail_that_lies,
    "page with references to elsewhere": page_in_mail(outside_page),
    "page 100,000 deep": page_in_mail(PAGES["div 100,000 deep"]),
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "front matter: billion laughs": laughing_front_matter,
    "front matter in a circle": circular_front_matter,
    "front matter 100,000 deep": deep_front_matter,
    "front matter: number of 20,000 digits": lambda: b"---\na: " + b"9" * 20_000 + b"\n---\nCook\n",
    "comments never closed": text("<!-- ", 200_000),
    "braces never closed": text("{{ {% comment ", 100_000),
    "brackets never closed": text("![a](", 200_000),
    "stars": text("**a *b ", 100_000),
    "tags never closed": text("<br ", 200_000),
    "one line of 24 MB": text("x", 24_000_000),
    "two million lines": text("- x\n", 2_000_000),
    "two million spaces": text(" ", 2_000_000),
    "zero-width characters": text("\u200b\u00ad\n", 500_000),
    "combining marks": text("a" + "\u0301\u0323" * 1000, 200),
}
