"""What a page's own style sheets hide, told by selectors, conditions and values; and that reading them takes time in proportion."""

from __future__ import annotations

import time

import pytest

from pipeline.documents.html import parse
from pipeline.documents.html_hidden import drop_hidden

SEEN = "<p>seen</p>"


def left(css: str, body: str, head: str = "") -> str:
    """What a page shows, as one line."""
    root = parse(f"<html><head>{head}<style>{css}</style></head><body>{SEEN}{body}</body></html>")
    drop_hidden(root)
    return " ".join(" ".join(root.find("body").itertext()).split())


@pytest.mark.parametrize(
    ("css", "body"),
    [
        (".a .b{display:none}", '<div class="a"><p class="b">x</p></div>'),
        ("div.a > p{display:none}", '<div class="a"><p>x</p></div>'),
        ("p + p.c{display:none}", '<p class="c">x</p>'),
        (".s ~ p{display:none}", '<i class="s"></i><p>x</p>'),
        ('[class^="zz"]{visibility:hidden}', '<p class="zz9">x</p>'),
        ("p:last-child{display:none}", "<p>x</p>"),
        ("section:not(.show){display:none}", "<section>x</section>"),
        (":is(.q, .r){display:none}", '<b class="q">x</b>'),
        ("p:nth-of-type(2n){display:none}", "<p>x</p>"),
        ("@media screen and (min-width: 1px){.q{display:none}}", '<p class="q">x</p>'),
        ("@supports (display: grid){.q{display:none}}", '<p class="q">x</p>'),
        ("@layer a, b; @layer a{.q{display:none}}", '<p class="q">x</p>'),
        (".w{color:red; .q{display:none}}", '<div class="w"><p class="q">x</p></div>'),
        (".q{d\\isplay:none}", '<p class="q">x</p>'),
        ("<!-- .q{display:none} -->", '<p class="q">x</p>'),
        ('.a::before{content:"{"} .q{display:none}', '<p class="q">x</p>'),
        (":root{--d:none} .q{display:var(--d)}", '<p class="q">x</p>'),
        (".q{display:none!important} #i{display:block}", '<p class="q" id="i">x</p>'),
        ("body{background:#222;color:#eee}", '<p style="color:#222">x</p>'),
        (".md\\:none{display:none}", '<p class="md:none">x</p>'),
        ('[title="a,b.c"]{display:none}', '<p title="a,b.c">x</p>'),
        (".q{color:oklch(100% 0 0)}", '<p class="q">x</p>'),
    ],
)
def test_a_style_sheet_hides(css: str, body: str) -> None:
    """By any selector, in any at-rule that holds on a screen, however it is written."""
    assert left(css, body) == "seen"


@pytest.mark.parametrize(
    ("css", "body"),
    [
        ("@media print{.q{display:none}}", '<p class="q">x</p>'),
        ("@media (max-width: 600px){.q{display:none}}", '<p class="q">x</p>'),
        ("@media (width < 600px){.q{display:none}}", '<p class="q">x</p>'),
        ("@media (prefers-color-scheme: dark){.q{color:#fff}}", '<p class="q">x</p>'),
        ("@supports not (display: grid){.q{display:none}}", '<p class="q">x</p>'),
        ("p.q::before{display:none}", '<p class="q">x</p>'),
        (".m:hover .q{display:none}", '<div class="m"><p class="q">x</p></div>'),
        (".q{display:none} div .q{display:block}", '<div><p class="q">x</p></div>'),
        ("#i{display:block} .q{display:none}", '<p class="q" id="i">x</p>'),
        (".h{color:transparent;background-clip:text}", '<p class="h">x</p>'),
        (".c{position:absolute;left:50%;transform:translate(-50%,-50%)}", '<p class="c">x</p>'),
        ("/* .q{display:none} */", '<p class="q">x</p>'),
        (".q{transform:matrix(0,1,-1,0,0,0);zoom:0;mask:linear-gradient(#000,transparent)}", '<p class="q">x</p>'),
        (".q{color:#fff;background:lab(10% 0 0)}", '<p class="q">x</p>'),
        (".q{color:#fff;background:color-mix(in srgb, red, blue)}", '<p class="q">x</p>'),
        (".w{.r, .s{display:none}}", '<p class="s">x</p>'),
        (".q{color:white;background:navy}", '<p class="q">x</p>'),
        (":root{--b:oklch(20% .04 265)} .q{color:#fff;background-color:var(--b)}", '<p class="q">x</p>'),
    ],
)
def test_what_a_style_sheet_shows_stays(css: str, body: str) -> None:
    """Rules for paper, small screens, the dark and the mouse, and rules that others outdo, hide nothing."""
    assert left(css, body) == "seen x"


@pytest.mark.parametrize(
    ("around", "style"),
    [
        ("font-size:0", "font-size:13px"), ("font-size:0", "font:13px/1 a"), ("font:0/0 a", "font-size:1rem"),
        ("visibility:hidden", "visibility:visible"), ("color:#fff", "color:#000"), ("color:#fff", "background:#036"),
        ("color:transparent", "color:#000"), ("text-indent:-999px", "text-indent:0"), ("letter-spacing:-1em", "letter-spacing:normal"),
    ],
)  # fmt: skip
def test_an_element_undoes_what_it_inherits(around: str, style: str) -> None:
    """It is seen, and the words beside it are not: so emails are laid out whose cells have a font of no size."""
    assert left("", f'<div style="{around}"><p>q</p><p style="{style}">x</p>q</div>') == "seen x"


@pytest.mark.parametrize(
    ("around", "style"),
    [
        ("font-size:0", "font-size:1em"), ("font-size:0", "font:100%/1 a"), ("font-size:0", "font-size:calc(1px * 0)"),
        ("color:#fff", "color:inherit"), ("color:#fff", "color:junk"), ("color:#fff", "background:#fff"),
        ("color:#fff", "color:#000;font-size:.01em"), ("-webkit-text-fill-color:transparent", "color:#000"),
        ("opacity:0;color:#fff", "color:#000"), ("display:none", "display:block;visibility:visible"),
    ],
)  # fmt: skip
def test_an_element_that_undoes_nothing_stays_hidden(around: str, style: str) -> None:
    """With a value that depends on what is around it, one that browsers do not know, or in an element that hides all of its content."""
    assert left("", f'<div style="{around}"><p style="{style}">x</p></div>') == "seen"


@pytest.mark.parametrize(
    "style",
    [
        "clip-path:inset(50%)", "clip-path:circle(0)", "clip-path:polygon(0 0,0 0,0 0)", "font:0/0 a", "font-size:calc(0px)",
        "font-size:.01vw",
        "color:rgba(0,0,0,0)", "color:#0000", "color:hsl(0,0%,100%)", "opacity:1%", "filter:opacity(0)", "transform:scale(.001)", "scale:0",
        "transform:translateX(-9999px)", "margin-left:-9999px", "position:absolute;left:99999px", "position:fixed;top:-50em",
        "max-height:0;overflow-y:hidden", "height:0em;overflow:clip", "content-visibility:hidden", "visibility:collapse",
        "-webkit-text-fill-color:transparent", "color:#1a2b3c;background:#1a2b3c", "letter-spacing:-1em",
        "mask:linear-gradient(transparent, transparent)", "-webkit-mask-image:linear-gradient(#0000,#0000)", "zoom:.01", "opacity:calc(0)",
        "transform:matrix(0,0,0,0,0,0)", "transform:matrix(.001,0,0,.001,9,9)", "clip-path:xywh(0 0 0 0)", "clip-path:inset(9999px)",
        "overflow:hidden;block-size:0", "overflow:hidden;inline-size:0", "position:absolute;inset-inline-start:-9999px",
        "margin-inline-start:-9999px", "--o:0;opacity:var(--o)", "text-indent:100%;white-space:nowrap;overflow:hidden",
    ],
)  # fmt: skip
def test_a_style_hides(style: str) -> None:
    """By every property that takes a text out of sight."""
    assert left("", f'<p style="{style}">x</p>') == "seen"


@pytest.mark.parametrize(
    "element", ["<dialog>x</dialog>", "<div popover>x</div>", '<font color="white">x</font>', "<font color=ffffff>x</font>"]
)
def test_an_element_hides(element: str) -> None:
    """What opens on a click alone, and white text from before style sheets."""
    assert left("", element) == "seen"


@pytest.mark.parametrize(
    ("css", "body"),
    [
        ("{" * 100_000, "<p>x"), (".a{" * 20_000, "<p>x"), ('"' * 100_001, "<p>x"), ("/*" * 50_000, "<p>x"), ("\\" * 100_001, "<p>x"),
        (".q " * 300 + ".zz{display:none}", '<div class="q">' * 200 + '<p class="zz">x'),
        (":not(" * 150 + "a" + ")" * 150 + "{display:none}", "<p>x"),
        ("p{x:" + "(" * 100_000, "<p>x"), ("[" * 100_000 + "{display:none}", "<p>x"), (".q{" * 100_000, '<p class="q">x'),
        (".q{" + (".q," * 3000 + ".q{") * 3 + "display:none", '<p class="q">x'), ("", f'<p style="color:{"rgb(" * 100_000}">x'),
        (".b{color:red}" * 10_000, f'<p class="{"b " * 50_000}">x'), (".q" * 249 + ":link{display:none}", '<p class="q">x'),
        (":root{--a:var(--b)var(--b);--b:var(--a)var(--a)} p{display:var(--a)}", "<p>x"), ("p~p~p~p{display:none}", "<p>x" * 2000),
    ],
    ids=map(str, range(16)),
)  # fmt: skip
def test_a_style_sheet_of_an_enemy_ends(css: str, body: str) -> None:
    """Style sheets that repeat themselves are read in seconds of processor time, whatever comes out."""
    began = time.process_time()
    left(css, body)
    assert time.process_time() - began < 5
