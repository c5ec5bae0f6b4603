"""Postings on the pages of common applicant systems, asked of the system's public JSON instead of the page.

Covers Greenhouse, Lever, Ashby, Recruitee and Teamtailor under their own addresses. Each row of `SYSTEMS` names the address
of a page, the JSON that goes with it, and the function that turns that JSON into schema.org's JobPosting, which the HTML
reader reads as it reads any page that states one. Where the JSON cannot be had or has another shape, there is no answer,
and the page is read instead. Does not cover: systems under an employer's own address; lists of postings; applications.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from pipeline.documents.fetch import Fetched, fetch, fetch_json
from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.documents.posting import Node

Parts = dict[str, str]
"""What a page's address names: the employer's board (`board`), the posting (`job`), and perhaps the region (`region`)."""


class System(NamedTuple):
    """One applicant system."""

    name: str
    page: re.Pattern[str]
    """Host and path of a posting's page; its groups are the parts."""
    api: str
    """Address of the JSON, with the parts in braces."""
    posting: Callable[[Any, Parts], Node | None]
    """JSON to JobPosting; None where the posting is not in it."""


class Answer(NamedTuple):
    """A posting as a page that states it for machines, and what the reader of the text should know."""

    page: Fetched
    warnings: tuple[str, ...]


def ask(address: str) -> Answer | None:
    """The posting at an address by the applicant system's JSON; None if it is not the page of one, or the system does not tell."""
    found = recognise(address)
    if found is None:
        return None
    system, parts = found
    try:
        posting = system.posting(fetch_json(system.api.format_map(parts)), parts)
    except (DocumentError, ValueError, TypeError, AttributeError, KeyError, OverflowError):  # no answer, or one of another shape
        return None
    if posting is None or not posting.get("title") or not posting.get("description"):
        return None
    return _with_employer(posting, address, parts)


def recognise(address: str) -> tuple[System, Parts] | None:
    """The system whose page an address is, and what the address names."""
    try:
        split = urlsplit(address)
        place = f"{(split.hostname or '').lower()}{split.path}"
        query = {key: values[0] for key, values in parse_qs(split.query).items()}
    except ValueError:
        return None
    if place.endswith(".greenhouse.io/embed/job_app") and {"for", "token"} <= query.keys():
        place = place.replace("/embed/job_app", f"/{query['for']}/jobs/{query['token']}")
    for system in SYSTEMS:
        if match := system.page.fullmatch(place):
            return system, {name: quote(unquote(value or ""), safe=".") for name, value in match.groupdict().items()}
    return None


def _with_employer(posting: Node, address: str, parts: Parts) -> Answer:
    """The posting with an employer: the JSON's, else the one that the page names, else the board's name in the address."""
    warnings: tuple[str, ...] = ()
    if not posting.get("hiringOrganization"):
        named = _employer_on_page(address, str(posting["title"]))
        posting = posting | {"hiringOrganization": named or _board_name(parts["board"])}
        if not named:
            warnings = ("the posting does not name the employer; the name is taken from the address",)
    title = escape(str(posting["title"]))
    source = json.dumps(posting | {"@type": "JobPosting"}).replace("<", "\\u003c")
    page = f'<html><head><title>{title}</title><script type="application/ld+json">{source}</script></head><body></body></html>'
    return Answer(Fetched(page.encode(), "text/html; charset=utf-8"), warnings)


def _employer_on_page(address: str, job_title: str) -> str:
    from pipeline.documents.html import stated_employer

    try:
        page = fetch(address)
        return stated_employer(page.data, None, job_title)
    except DocumentError:
        return ""


def _board_name(board: str) -> str:
    words = re.sub(r"[-_]+", " ", unquote(board)).strip()
    return words.title() if words.islower() else words


def _greenhouse(job: Any, _: Parts) -> Node:  # noqa: ANN401 -- whatever JSON holds
    """https://developers.greenhouse.io/job-board.html: pay is in cents and of no stated period."""
    ranges = [_greenhouse_pay(pay) for pay in job.get("pay_input_ranges") or ()]
    return {
        "title": job.get("title"),
        "hiringOrganization": job.get("company_name"),
        "jobLocation": (job.get("location") or {}).get("name"),
        "baseSalary": "; ".join(ranges),
        "datePosted": job.get("first_published"),
        "description": job.get("content"),
    }


def _greenhouse_pay(pay: Node) -> str:
    amounts = " - ".join(dict.fromkeys(f"{pay[key] / 100:,.2f}".removesuffix(".00") for key in ("min_cents", "max_cents") if pay.get(key)))
    title = f" ({pay['title']})" if pay.get("title") else ""
    return f"{pay.get('currency_type') or ''} {amounts}{title}".strip()


def _lever(job: Any, _: Parts) -> Node:  # noqa: ANN401 -- whatever JSON holds
    """https://github.com/lever/postings-api: the lists are not part of the description; no field names the employer."""
    groups = job.get("categories") or {}
    lists = [f"<h3>{escape(part.get('text') or '')}</h3><ul>{part.get('content') or ''}</ul>" for part in job.get("lists") or ()]
    workplace = job.get("workplaceType") or ""
    texts = [job.get("description"), *lists, job.get("additional"), job.get("salaryDescription")]
    return {
        "title": job.get("text"),
        "jobLocation": groups.get("allLocations") or groups.get("location"),
        "jobLocationType": _remote(workplace == "remote"),
        "employmentType": _kinds(groups.get("commitment"), workplace),
        "baseSalary": _pay(job.get("salaryRange"), "interval"),
        "datePosted": _day(job.get("createdAt")),
        "description": "\n".join(f"<div>{text}</div>" for text in texts if text),
    }


def _ashby(board: Any, parts: Parts) -> Node | None:  # noqa: ANN401 -- whatever JSON holds
    """https://developers.ashbyhq.com/docs/public-job-posting-api: all postings of an employer, whom no field names."""
    job = next((job for job in board["jobs"] if str(job.get("id")).lower() == parts["job"].lower()), None)
    if job is None:
        return None
    places = [job.get("location"), *(place.get("location") for place in job.get("secondaryLocations") or ())]
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", job.get("employmentType") or "").upper()
    workplace = (job.get("workplaceType") or "").lower()
    return {
        "title": job.get("title"),
        "jobLocation": [place for place in places if place],
        "jobLocationType": _remote(workplace == "remote" or (not workplace and job.get("isRemote") is True)),
        "employmentType": _kinds({"INTERN": "INTERN", "CONTRACT": "CONTRACTOR"}.get(kind, kind), workplace),
        "baseSalary": (job.get("compensation") or {}).get("compensationTierSummary"),
        "datePosted": job.get("publishedAt"),
        "description": job.get("descriptionHtml"),
    }


def _recruitee(answer: Any, _: Parts) -> Node:  # noqa: ANN401 -- whatever JSON holds
    """https://docs.recruitee.com/reference/offers: description and requirements are two fields."""
    job = answer["offer"]
    wanted = job.get("requirements")
    place = job.get("location") or ", ".join(filter(None, (job.get("city"), job.get("country"))))
    kind = (job.get("employment_type_code") or "").replace("fulltime", "full-time").replace("parttime", "part-time").replace("_", " ")
    return {
        "title": job.get("title"),
        "hiringOrganization": job.get("company_name"),
        "jobLocation": place,
        "jobLocationType": _remote(job.get("remote") is True),
        "employmentType": _kinds(kind, "hybrid" if job.get("hybrid") is True else ""),
        "baseSalary": _pay(job.get("salary"), "period"),
        "datePosted": job.get("published_at"),
        "description": (job.get("description") or "") + (f"<h3>Requirements</h3>{wanted}" if wanted else ""),
    }


def _teamtailor(feed: Any, parts: Parts) -> Node | None:  # noqa: ANN401 -- whatever JSON holds
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/) whose items carry schema.org's JobPosting; only its first page is asked."""
    of_job = re.compile(rf"/jobs/{parts['job']}(?!\d)")
    item = next((item for item in feed["items"] if of_job.search(item.get("url") or "")), None)
    if item is None:
        return None
    posting: Node = item.get("_jobposting") or {}
    return posting | {
        "title": posting.get("title") or item.get("title"),
        "description": posting.get("description") or item.get("content_html"),
    }


def _remote(remote: bool) -> str | None:
    return "TELECOMMUTE" if remote else None


def _kinds(kind: str | None, workplace: str) -> list[str]:
    """Kind of employment; schema.org has no field for the days at home, which people look for in the same place."""
    return [text for text in (kind, "hybrid" if workplace == "hybrid" else "") if text]


def _pay(pay: Node | None, period: str) -> Node | None:
    """`{"min": 50000, "max": "60000", "currency": "EUR", period: "per-year-salary"}` as schema.org's MonetaryAmount."""
    if not pay:
        return None
    unit = re.sub(r"^per-|-.*$", "", pay.get(period) or "")
    return {"currency": pay.get("currency"), "value": {"minValue": pay.get("min"), "maxValue": pay.get("max"), "unitText": unit}}


def _day(milliseconds: int | None) -> str | None:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat() if milliseconds else None


BOARD = r"(?P<board>[\w.%+-]+)"
UUID = r"(?P<job>[0-9a-fA-F-]{36})"
SYSTEMS = (
    System(
        "Greenhouse",
        re.compile(rf"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/{BOARD}/jobs/(?P<job>\d+)/?"),
        "https://boards-api.greenhouse.io/v1/boards/{board}/jobs/{job}?content=true&pay_transparency=true",
        _greenhouse,
    ),
    System(
        "Lever",
        re.compile(rf"jobs\.(?P<region>eu\.)?lever\.co/{BOARD}/{UUID}(?:/apply)?/?"),
        "https://api.{region}lever.co/v0/postings/{board}/{job}?mode=json",
        _lever,
    ),
    System(
        "Ashby",
        re.compile(rf"jobs\.ashbyhq\.com/{BOARD}/{UUID}(?:/application)?/?"),
        "https://api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true",
        _ashby,
    ),
    System(
        "Recruitee",
        re.compile(r"(?P<board>[\w-]+)\.recruitee\.com/(?:l/[\w-]+/)?o/(?P<job>[\w%-]+)(?:/c/new)?/?"),
        "https://{board}.recruitee.com/api/offers/{job}",
        _recruitee,
    ),
    System(
        "Teamtailor",
        re.compile(r"(?P<board>[\w-]+)(?P<region>\.[\w-]+)?\.teamtailor\.com/(?:[a-z]{2}(?:-\w+)?/)?jobs/(?P<job>\d+)(?:-[^/]*)?/?"),
        "https://{board}{region}.teamtailor.com/jobs.json",
        _teamtailor,
    ),
)
