"""HTML: the stated posting, the main text, and what is left out of both."""

from __future__ import annotations

import json

import pytest

from pipeline.documents.parse import parse
from pipeline.errors import DocumentError

DUTIES = "".join(f"<li>Keep the kitchen running on day {number} of the week</li>" for number in range(8))
POSTING = {
    "@type": "JobPosting",
    "title": "Senior Cook",
    "hiringOrganization": {"@type": "Organization", "name": "Blue Door Ltd"},
    "jobLocation": [{"@type": "Place", "address": {"addressLocality": "Cork", "addressCountry": {"name": "Ireland"}}}],
    "baseSalary": {"currency": "EUR", "value": {"minValue": 32000, "maxValue": 36000.0, "unitText": "YEAR"}},
    "employmentType": ["FULL_TIME"],
    "validThrough": "2026-05-01T00:00",
    "skills": ["knife skills", "HACCP"],
    "description": f"<p>We cook for a hundred guests a night.</p><ul>{DUTIES}</ul>",
}


def text(page: str, content_type: str = "") -> str:
    return parse(page.encode(), "a.html", "job", content_type).text


def stated(*nodes: object, body: str = "", title: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return f"<!doctype html><html><head><title>{title}</title>{scripts}</head><body>{body}</body></html>"


def test_stated_posting_is_labelled_lines_and_its_description() -> None:
    """What a page states for machines wins over what it shows."""
    found = text(stated(POSTING, body="<nav>Home</nav><p>Cookies?</p>")).split("\n")
    assert found[:7] == [
        "Job title: Senior Cook",
        "Company: Blue Door Ltd",
        "Location: Cork, Ireland",
        "Salary: EUR 32,000 - 36,000 per year",
        "Employment type: full-time",
        "Apply by: 2026-05-01",
        "",
    ]
    assert found[7:10] == ["We cook for a hundred guests a night.", "", "- Keep the kitchen running on day 0 of the week"]
    assert found[-1] == "Skills: knife skills, HACCP"


@pytest.mark.parametrize("wrapped", [[POSTING], {"@graph": [{"@type": "WebSite"}, POSTING]}, {"@type": "WebPage", "mainEntity": POSTING}])
def test_posting_is_found_wherever_it_stands(wrapped: object) -> None:
    """Lists, graphs and pages may hold the posting."""
    assert text(stated(wrapped)).startswith("Job title: Senior Cook")


def test_remote_posting_says_from_where() -> None:
    """Work from home is a location, with the country that it is limited to."""
    remote = POSTING | {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": {"@type": "Country", "name": "Ireland"}}
    assert "Location: Cork, Ireland; Remote (Ireland)\n" in text(stated(remote))


def test_description_that_is_escaped_twice_is_text() -> None:
    """Some sites write `&lt;p&gt;` into their JSON."""
    escaped = POSTING | {"description": POSTING["description"].replace("<", "&lt;").replace(">", "&gt;")}  # type: ignore[attr-defined]  # a str
    assert "\n- Keep the kitchen running on day 0" in text(stated(escaped))


def test_posting_is_the_one_that_the_page_names() -> None:
    """Of several stated postings, the title tells which one the page is about."""
    assert "Job title: Waiter" in text(stated(POSTING, POSTING | {"title": "Waiter"}, title="Waiter - Blue Door"))


def test_broken_json_is_passed_over() -> None:
    """A page whose statement cannot be read is read like any other."""
    body = f"<script type='application/ld+json'>{{nope</script><main><h1>Cook</h1><ul>{DUTIES}</ul></main>"
    assert text(stated(body=body)).startswith("Cook\n\n- Keep the kitchen")


def test_teaser_is_followed_by_the_page() -> None:
    """A description of a line is not the posting."""
    teaser = POSTING | {"description": "We cook."}
    found = text(stated(teaser, body=f"<main><h1>Senior Cook</h1><ul>{DUTIES}</ul></main>"))
    assert "We cook." in found
    assert "- Keep the kitchen running on day 7" in found


PAGE = """<!doctype html><html><head><title>Cook - Blue Door</title><meta property="og:site_name" content="Blue Door"></head><body>
<header><a href="/">Blue Door</a></header><nav><ul><li>Home<li>Search</ul></nav><div class="cookie-banner">We use cookies</div>
{}<footer>Imprint</footer></body></html>"""
SHOWN = (
    f"<h1>Cook</h1><table><tr><td>Salary:</td><td>EUR 30,000</td></tr></table><h2>Duties</h2><ul>{DUTIES}</ul><p>Write to<br>Ann Lee</p>"
)


@pytest.mark.parametrize("body", [f"<main>{SHOWN}</main>", f"<div>{SHOWN}</div>", f"<article>{SHOWN}</article>"])
def test_main_text_without_navigation_and_banners(body: str) -> None:
    """Heading, facts, lists and closing lines are there, menus and banners are not, whether the page marks its main part or not."""
    found = text(PAGE.replace("{}", body)).split("\n")
    assert found[:2] == ["Cook", "Site: Blue Door"]
    assert "Salary:\tEUR 30,000" in found
    assert found.count("Duties") == 1
    assert [line for line in found if line.startswith("- ")] == [f"- Keep the kitchen running on day {n} of the week" for n in range(8)]
    assert found[-2:] == ["Write to", "Ann Lee"]
    assert not {"Home", "We use cookies", "Imprint"} & set(found)


def test_page_inside_a_form_is_read() -> None:
    """Some servers wrap the whole page in a form."""
    assert "- Keep the kitchen" in text(f"<html><body><form><h1>Cook</h1><ul>{DUTIES}</ul></form></body></html>")


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("<meta charset=windows-1251><main><h1>Повар</h1></main>".encode("cp1251"), ""),
        ("<html><main><h1>Повар</h1></main>".encode("koi8-r"), "text/html; charset=koi8-r"),
        ("<html><main><h1>Повар</h1></main>".encode(), ""),
        ("\ufeff<html><main><h1>Повар</h1></main>".encode("utf-16-le"), "text/html; charset=koi8-r"),
    ],
)
def test_charset_by_mark_header_meta_or_utf_8(data: bytes, content_type: str) -> None:
    """A mark wins over the header, the header over the page, and UTF-8 is what is left."""
    assert parse(data, "a.html", "job", content_type).text == "Повар"


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>app()</script></body></html>", "<!doctype html>"])
def test_page_without_text_says_so(page: str) -> None:
    """A page that scripts fill has no text for us."""
    with pytest.raises(DocumentError, match=r"shows no text|is empty|no text is left") as caught:
        text(page)
    assert caught.value.reason == "empty"


def test_a_heading_with_the_wrong_end_tag() -> None:
    """`<h1>...</h2>` ends where browsers end it, so that the heading is not the whole page."""
    page = f"<html><body><main><h1>Senior Cook</h2><p>We cook for many guests.</p><ul>{DUTIES}</ul></main></body></html>"
    assert text(page).split("\n")[0] == "Senior Cook"
