"""HTML to text: the posting that the page states for machines, or else its main text.

Hidden elements are dropped first and reported. The main text is what `<main>` or `<article>` holds, or what trafilatura
finds; navigation, banners for cookies and forms are left out, and the page's title is kept.
Does not cover: text that scripts add; several postings on one page.
"""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

from pipeline.documents.encoding import decode
from pipeline.documents.extraction import Extraction
from pipeline.documents.html_hidden import drop_hidden
from pipeline.documents.html_text import text_of
from pipeline.documents.posting import Rendered, employer_name, find_posting, render
from pipeline.documents.posting_shown import shown_only
from pipeline.errors import DocumentError
from pipeline.schema import Removed

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

MEDIA_TYPE = "text/html"
META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
BOILERPLATE_TAGS = ("nav", "footer", "aside", "form", "dialog", "script", "style", "noscript", "template", "iframe")
BOILERPLATE_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar"}
BOILERPLATE_NAMES = re.compile(
    r"(^|[\s_-])(cookies?|consent|gdpr|onetrust|breadcrumbs?|nav(bar|igation)?|menu|share|sharing|social|newsletter|subscribe|"
    r"related(-jobs|-posts)?|similar-jobs|site-header|site-footer|skip-?(link|nav|to-content)?|popup|modal)([\s_-]|$)",
    re.I,
)
NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));", re.I
)
"""Characters that lxml refuses to write back into a tree."""
WRONG_END = re.compile(r"(<h([1-6])\b[^>]*>[^<]{0,300}</)h[1-6](?=\s*>)", re.I)
"""`<h1>Title</h2>`, where browsers end the heading and lxml does not."""
MUCH = 250
"""A main part of fewer characters is not the one that matters."""
BARE = 150
"""A page with scripts whose own text has fewer characters waits for the scripts to write it."""
LONGEST_NAME = 60
"""Characters of a site's name."""
MOST_NAMES = 7
"""Words of a site's name."""
LINE = 30
"""Lines of at least this many characters tell where the main text stands."""


def extract(data: bytes, charset: str | None = None) -> Extraction:
    """Text of a page. Raises `DocumentError` ("empty")."""
    root = parse(decode(data, charset or _declared(data)))
    hidden: Counter[str] = Counter()

    def fragment_text(source: str) -> str:
        return text_of(_fragment(source, hidden))

    posting = find_posting(root)
    rendered = render(posting, fragment_text) if posting else Rendered("", complete=False)
    hidden += drop_hidden(root)
    text, unshown = shown_only(rendered.text, root)
    hidden += Counter({"in the data for machines only": unshown})
    if not rendered.complete:
        text = f"{text}\n\n{_main_text(root)}".strip()
    if not text:
        raise DocumentError("empty", "the page shows no text; it may need scripts: save its text or print it to PDF")
    return Extraction(text, MEDIA_TYPE, removed=[Removed(what="hidden text", why=why, count=count) for why, count in hidden.items()])


def needs_scripts(data: bytes, charset: str | None = None) -> bool:
    """Whether a page leaves its text to scripts: next to none of its own, and scripts to write it."""
    root = parse(decode(data, charset or _declared(data)))
    posting = find_posting(root)
    kinds = [(script.get("type") or "").lower() for script in root.iter("script")]
    if not any("json" not in kind for kind in kinds) or (posting and posting.get("description")):
        return False
    drop_hidden(root)
    return len(_chosen_text(root)) < BARE


def stated_employer(data: bytes, charset: str | None, job_title: str) -> str:
    """The employer that a posting's page names for machines or beside the job's title in its own; empty if neither does."""
    root = parse(decode(data, charset or _declared(data)))
    posting = find_posting(root)
    named = employer_name(posting) if posting else ""
    title = _title(root)
    job = re.escape(" ".join(job_title.split()))
    beside = re.fullmatch(rf"(?:(.{{2,80}}?) [-\u2013|] {job}|{job} (?:[-\u2013|@]|at) (.{{2,80}}))", title)
    return named or (beside[1] or beside[2] if beside else "")


def parse(source: str) -> etree._Element:
    """The tree of a page. Raises `DocumentError` ("empty") where there is no element in it."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(WRONG_END.sub(r"\1h\2", NOT_IN_XML.sub("", source)).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        raise DocumentError("empty", "the page is empty; check the address or save the page again") from None
    return root


def _declared(data: bytes) -> str | None:
    match = META_CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def _fragment(source: str, hidden: Counter[str]) -> etree._Element:
    """A piece of HTML inside JSON, which some sites escape twice, as a tree without hidden elements."""
    if "<" not in source and "&lt;" in source:
        source = entities.unescape(source)
    if "<" not in source:
        source = source.replace("\n", "<br>")
    root = parse(f"<html><body><div>{source}</div></body></html>")
    hidden.update(drop_hidden(root))
    return root


def _main_text(root: etree._Element) -> str:
    """The heading, the site, and what the page is about."""
    title = _title(root)
    heading = next(filter(None, map(_squeezed, root.iter("h1"))), title)
    text = _chosen_text(root).removeprefix(heading).lstrip()
    site = _site(root, title.replace(heading, ""))
    named = not site or site.casefold() in f"{heading} {text}".casefold()
    return f"{heading}\n{'' if named else f'Site: {site}'}\n\n{text}".strip()


def _title(root: etree._Element) -> str:
    """The page's own, not that of a drawing in it."""
    return next(map(_squeezed, root.xpath("/html/head/title")), "")


def _site(root: etree._Element, rest_of_title: str) -> str:
    """The name of the site, which is often the only place that names the employer. Nobody sees it, so what is no name is left out."""
    named = " ".join(str(root.xpath("string(//meta[@property='og:site_name']/@content)")).split())
    is_name = 0 < len(named) <= LONGEST_NAME and len(named.split()) <= MOST_NAMES
    return " ".join((named if is_name else rest_of_title).split()).strip(" |-\u2013\u2014\u00b7:")


def _chosen_text(root: etree._Element) -> str:
    """The marked main part if the page has one, else the part around the heading and what trafilatura finds."""
    page = deepcopy(root)
    _drop_boilerplate(page)
    main = _main_element(page)
    text = text_of(main) if main is not None else ""
    return text if len(text) >= MUCH else text_of(_around(page, _main_lines(page)))


def _main_element(page: etree._Element) -> etree._Element | None:
    for query in ("//main", "//*[@role='main']", "//article"):
        found = page.xpath(query)
        if len(found) == 1:
            return found[0]
    return None


def _main_lines(page: etree._Element) -> list[str]:
    """The longer lines of the main text, without white space."""
    from trafilatura import extract as find_main_text

    found = find_main_text(page, include_comments=False, favor_recall=True) or ""
    return [line for line in map(_unspaced, found.split("\n")) if len(line) >= LINE]


def _around(page: etree._Element, lines: list[str]) -> etree._Element:
    """The smallest element that holds the heading and the lines.

    trafilatura alone loses the short facts between heading and text, such as the salary in a table.
    """
    heading = next(page.iter("h1"), None)
    element = page
    while lines:
        smaller = next((child for child in element if _holds(child, heading, lines)), None)
        if smaller is None:
            break
        element = smaller
    return element


def _holds(element: etree._Element, heading: etree._Element | None, lines: list[str]) -> bool:
    if heading is not None and not any(inner is heading for inner in element.iter("h1")):
        return False
    text = _unspaced("".join(element.itertext())) if isinstance(element.tag, str) else ""
    return sum(line in text for line in lines) >= 0.9 * len(lines)


def _squeezed(element: etree._Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _unspaced(text: str) -> str:
    return re.sub(r"\s+|^- ", "", text)


def _drop_boilerplate(page: etree._Element) -> None:
    """Remove navigation, banners and forms, but nothing that holds the heading or most of the text."""
    total = len(_squeezed(page))
    for element in list(page.iter()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_boilerplate(element):
            holds_heading = next(element.iter("h1", "main"), None) is not None
            if element.tag in ("script", "style") or not (holds_heading or len(_squeezed(element)) > total / 2):
                element.drop_tree()


def _is_boilerplate(element: etree._Element) -> bool:
    if element.tag in BOILERPLATE_TAGS or element.tag == "header" or element.get("role") in BOILERPLATE_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in ("html", "body", "main", "article") and bool(BOILERPLATE_NAMES.search(names))
