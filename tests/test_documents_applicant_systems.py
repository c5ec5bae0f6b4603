"""Postings on applicant systems: asked of the system's JSON, else read off the page. A server in the test stands for all hosts."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.documents import applicant_systems as systems
from pipeline.documents import fetch as fetching
from pipeline.documents.worker import read_here
from pipeline.errors import DocumentError
from pipeline.profile import job
from pipeline.schema import Document

GREENHOUSE_API = "https://boards-api.greenhouse.io/v1/boards/a1/jobs/5?content=true&pay_transparency=true"
UUID = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"
DUTIES = (
    "<p>We repair and calibrate pumps for water works across the region, and we are looking for somebody who likes to find out why a "
    "pump stands still. You will travel to our customers three days a week.</p>"
    "<h3>Requirements</h3><ul><li>Three years of experience with pumps</li><li>A driving licence</li></ul>"
)
PAGE = f"<html><head><title>{{title}}</title></head><body><main><h1>Pump Fitter</h1>{DUTIES}</main></body></html>"
STATED = '{"@type": "JobPosting", "hiringOrganization": {"name": "Wellspring Ltd"}}'
NAMED = f'<html><head><title>Jobs</title><script type="application/ld+json">{STATED}</script></head><body></body></html>'
GREENHOUSE = {
    "title": "Pump Fitter",
    "company_name": "Wellspring Ltd",
    "location": {"name": "Leeds, United Kingdom"},
    "content": escape(DUTIES),
    "pay_input_ranges": [{"min_cents": 3200000, "max_cents": 3850050, "currency_type": "GBP", "title": "Leeds"}],
    "first_published": "2026-10-02T10:00:00-04:00",
}
LEVER = {
    "text": "Pump Fitter",
    "categories": {"location": "Leeds", "allLocations": ["Leeds", "York"], "commitment": "Full-time"},
    "workplaceType": "hybrid",
    "description": DUTIES,
    "lists": [{"text": "Nice to have", "content": "<li>A forklift licence</li>"}],
    "additional": "<p>We answer every application.</p>",
    "salaryRange": {"min": 32000, "max": 38500, "currency": "GBP", "interval": "per-year-salary"},
    "createdAt": 1790000000000,
}
ASHBY = {
    "jobs": [
        {"id": "another", "title": "Cook", "descriptionHtml": DUTIES},
        {
            "id": UUID,
            "title": "Pump Fitter",
            "location": "Leeds",
            "secondaryLocations": [{"location": "York"}],
            "employmentType": "FullTime",
            "workplaceType": "Remote",
            "descriptionHtml": DUTIES,
            "compensation": {"compensationTierSummary": "£32K – £38.5K • Offers Equity"},
            "publishedAt": "2026-10-02T10:00:00+00:00",
        },
    ]
}
RECRUITEE = {
    "offer": {
        "title": "Pump Fitter",
        "company_name": "Wellspring Ltd",
        "location": "Leeds, United Kingdom",
        "description": DUTIES.partition("<h3>")[0],
        "requirements": "<ul><li>Three years of experience with pumps</li></ul>",
        "employment_type_code": "fulltime_permanent",
        "salary": {"min": "2600", "max": "3100", "currency": "EUR", "period": "month"},
        "hybrid": True,
    }
}
TEAMTAILOR = {
    "items": [
        {"url": "https://wellspring.teamtailor.com/jobs/171-cook", "title": "Cook", "content_html": DUTIES},
        {
            "url": "https://wellspring.teamtailor.com/jobs/17-pump-fitter",
            "title": "Pump Fitter",
            "content_html": DUTIES,
            "_jobposting": {"@type": "JobPosting", "title": "Pump Fitter", "hiringOrganization": {"name": "Wellspring Ltd"}},
        },
    ]
}
CASES = {
    "greenhouse": ("boards.greenhouse.io/wellspring/jobs/17", "boards-api.greenhouse.io/v1/boards/wellspring/jobs/17", GREENHOUSE),
    "lever": (f"jobs.lever.co/wellspring/{UUID}", f"api.lever.co/v0/postings/wellspring/{UUID}", LEVER),
    "ashby": (f"jobs.ashbyhq.com/wellspring/{UUID}", "api.ashbyhq.com/posting-api/job-board/wellspring", ASHBY),
    "recruitee": ("wellspring.recruitee.com/o/pump-fitter", "wellspring.recruitee.com/api/offers/pump-fitter", RECRUITEE),
    "teamtailor": ("wellspring.teamtailor.com/jobs/17-pump-fitter", "wellspring.teamtailor.com/jobs.json", TEAMTAILOR),
}


class World:
    """What each host and path answers, and what was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, tuple[str, str]] = {}
        self.asked: list[str] = []

    def page(self, place: str, html: str) -> str:
        self.answers[place] = ("text/html", html)
        host, _, path = place.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def json(self, place: str, value: Any) -> None:
        self.answers[place] = ("application/json; charset=utf-8", json.dumps(value))

    def read(self, name: str, page: str = NAMED, answer: Any = None) -> Document:
        """The posting of a case, whose page and JSON are as given."""
        place, api, stated = CASES[name]
        self.json(api, stated if answer is None else answer)
        return read_here(self.page(place, page), "job")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = self.headers["Host"].partition(":")[0] + self.path.partition("?")[0]
            served.asked.append(self.headers["Host"].partition(":")[0] + self.path)
            kind, body = served.answers.get(place, ("", ""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    served = World(server.server_address[1])
    original = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *rest, **named: original("127.0.0.1", *rest, **named))
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(systems, "SYSTEMS", tuple(_local(system, served.port) for system in systems.SYSTEMS))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


def _local(system: systems.System, port: int) -> systems.System:
    host, _, path = system.api.removeprefix("https://").partition("/")
    return system._replace(api=f"http://{host}:{port}/{path}")


@pytest.mark.parametrize("name", CASES)
def test_title_employer_and_text_come_from_the_system(world: World, name: str) -> None:
    """Whatever the system calls its fields, the profile finds title and employer, and the description is there as text."""
    document = world.read(name)
    facts = job(document)
    assert facts.title is not None
    assert facts.company is not None
    assert (facts.title.value, facts.company.value) == ("Pump Fitter", "Wellspring Ltd")
    assert "- Three years of experience with pumps" in document.text
    assert document.source.startswith("http://")
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("greenhouse", ("Location: Leeds, United Kingdom", "Salary: GBP 32,000 - 38,500.50 (Leeds)", "Posted: 2026-10-02")),
        (
            "lever",
            ("Location: Leeds; York", "Salary: GBP 32,000 - 38,500 per year", "Employment type: Full-time, hybrid", "Posted: 2026-09-21"),
        ),
        ("ashby", ("Location: Leeds; York; Remote", "Salary: £32K – £38.5K • Offers Equity", "Employment type: full-time")),
        (
            "recruitee",
            ("Location: Leeds, United Kingdom", "Salary: EUR 2,600 - 3,100 per month", "Employment type: full-time permanent, hybrid"),
        ),
    ],
)
def test_place_pay_and_kind_are_stated_as_lines(world: World, name: str, lines: tuple[str, ...]) -> None:
    """Places, pay with its period only where the system states one, and kind of employment stand at the head of the text."""
    stated = world.read(name).text.split("\n\n")[0].split("\n")
    assert set(lines) <= set(stated)


def test_all_parts_of_a_posting_are_in_the_text(world: World) -> None:
    """Lever keeps lists and a closing part beside the description; none is lost."""
    text = world.read("lever").text
    assert text.index("driving licence") < text.index("Nice to have") < text.index("forklift") < text.index("answer every application")


def test_pay_and_description_are_asked_for(world: World) -> None:
    """Greenhouse and Ashby tell the pay only to who asks."""
    world.read("greenhouse")
    world.read("ashby")
    assert "boards-api.greenhouse.io/v1/boards/wellspring/jobs/17?content=true&pay_transparency=true" in world.asked
    assert "api.ashbyhq.com/posting-api/job-board/wellspring?includeCompensation=true" in world.asked


@pytest.mark.parametrize(
    ("title", "employer", "warned"),
    [
        ("Wellspring Ltd - Pump Fitter", "Wellspring Ltd", False),
        ("Pump Fitter @ Wellspring Ltd", "Wellspring Ltd", False),
        ("Jobs", "Wellspring", True),
    ],
)
def test_employer_that_the_system_does_not_name(world: World, title: str, employer: str, warned: bool) -> None:
    """The page's title names it, or else the address, and then the document says so."""
    document = world.read("lever", page=PAGE.format(title=title))
    assert f"Company: {employer}\n" in document.text
    assert bool(document.warnings) is warned


@pytest.mark.parametrize("answer", [[], {"jobs": 3}, {"title": "Pump Fitter"}, "no", {"content": "x", "location": "Leeds", "title": "y"}])
@pytest.mark.parametrize("name", CASES)
def test_page_is_read_where_the_json_has_another_shape(world: World, name: str, answer: Any) -> None:
    """A system that changes its JSON costs nothing that the page shows."""
    text = world.read(name, page=PAGE.format(title="Pump Fitter"), answer=answer).text
    assert text.startswith("Pump Fitter\n")
    assert "driving licence" in text


def test_page_is_read_where_the_system_does_not_answer(world: World) -> None:
    """A 404 of the system is no error of the posting."""
    address = world.page("job-boards.eu.greenhouse.io/wellspring/jobs/17", PAGE.format(title="Pump Fitter"))
    assert read_here(address, "job").text.startswith("Pump Fitter\n")
    assert world.asked[0].startswith("boards-api.greenhouse.io/")


def test_answer_of_a_system_cannot_lead_into_a_private_network(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's host is checked as the page's is: here nothing is public, and neither is read."""
    monkeypatch.setattr(fetching, "is_public", lambda _: False)
    with pytest.raises(DocumentError, match="private network"):
        world.read("greenhouse")
    assert world.asked == []


def test_markup_in_a_field_stays_text(world: World) -> None:
    """A title that closes the script in which it travels does not end it."""
    text = world.read("greenhouse", answer=GREENHOUSE | {"title": "Fitter</script><h1>Chief"}).text
    assert text.startswith("Job title: Fitter</script><h1>Chief\n")


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://boards.greenhouse.io/a1/jobs/5?gh_src=x", GREENHOUSE_API),
        ("https://job-boards.greenhouse.io/a1/jobs/5", GREENHOUSE_API),
        ("https://boards.eu.greenhouse.io/a1/jobs/5", GREENHOUSE_API),
        (
            "https://boards.greenhouse.io/embed/job_app?for=a1&token=5",
            GREENHOUSE_API,
        ),
        (f"https://JOBS.lever.co/a-1/{UUID}/apply", f"https://api.lever.co/v0/postings/a-1/{UUID}?mode=json"),
        (f"https://jobs.eu.lever.co/a/{UUID}", f"https://api.eu.lever.co/v0/postings/a/{UUID}?mode=json"),
        (
            f"https://jobs.ashbyhq.com/A%20b.c/{UUID}/application",
            "https://api.ashbyhq.com/posting-api/job-board/A%20b.c?includeCompensation=true",
        ),
        ("https://a-b.recruitee.com/l/en/o/cook-2", "https://a-b.recruitee.com/api/offers/cook-2"),
        ("https://a.na.teamtailor.com/jobs/5-cook", "https://a.na.teamtailor.com/jobs.json"),
    ],
)
def test_address_of_the_json(address: str, api: str) -> None:
    """Each form of a page's address leads to the documented address of its JSON."""
    found = systems.recognise(address)
    assert found is not None
    assert found[0].api.format_map(found[1]) == api


@pytest.mark.parametrize(
    "address",
    [
        "https://boards.greenhouse.io/a1",
        "https://jobs.lever.co/a",
        "https://evil.example/jobs.lever.co/a/" + UUID,
        "https://jobs.lever.co.evil.example/a/" + UUID,
        "https://jobs.ashbyhq.com/a/b/c/" + UUID,
        "https://recruitee.com/o/cook",
        "http://[bad/",
    ],
)
def test_other_addresses_are_no_system(address: str) -> None:
    """Lists of postings, look-alikes and broken addresses are read as any page is."""
    assert systems.recognise(address) is None
