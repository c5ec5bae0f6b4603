"""Pages that need scripts: when a browser is asked for, what it can reach, and what is said where there is none.

The tests that start Chromium skip where playwright or Chromium is missing; all others need neither.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents import Reader, browser, gate, isolation, worker
from pipeline.documents import fetch as fetching
from pipeline.documents.fetch import Fetched
from pipeline.documents.gate import Gate
from pipeline.documents.html import needs_scripts
from pipeline.errors import DocumentError

CHROMIUM = next(filter(None, map(shutil.which, browser.EXECUTABLES)), None)
needs_chromium = pytest.mark.skipif(
    not CHROMIUM or find_spec("playwright") is None, reason="needs Chromium and the extra `browser`: pip install '.[browser]'"
)
SHELL = "<html><head><title>Careers</title></head><body><div id='root'></div><noscript>Enable scripts.</noscript>{scripts}</body></html>"
APP = "<script src='app.js'></script>"
TEXT = "You repair pumps at water works and find out why they stand still. " * 4
FULL = f"<html><body><main><h1>Pump Fitter</h1><p>{TEXT}</p></main>{APP}</body></html>"
ADDRESS = "https://careers.example/17"


class Site(BaseHTTPRequestHandler):
    """A page whose script asks for its text, and for a private address."""

    def do_GET(self) -> None:
        port = self.connection.getsockname()[1]
        write = "then(t => { document.getElementById('root').innerHTML = '<main><h1>Pump Fitter</h1><p>' + t + '</p></main>' })"
        script = f"<script>fetch('/text').then(r => r.text()).{write}; fetch('http://127.0.0.2:{port}/private')</script>"
        body = TEXT if self.path == "/text" else SHELL.format(scripts=script)
        self.server.asked.append((self.headers["Host"].partition(":")[0], self.path))  # type: ignore[attr-defined]  # set below
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        if self.path == "/file":
            self.send_header("Content-Disposition", "attachment")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """Answers at all addresses of this computer, of which 127.0.0.1 passes for public."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), Site)
    server.asked = []  # type: ignore[attr-defined]  # for the test to look at
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("page", "needed"),
    [
        (SHELL.format(scripts=APP), True),
        (SHELL.format(scripts="<script type='application/ld+json'>{}</script>"), False),
        (SHELL.format(scripts=""), False),
        (SHELL.format(scripts=APP + '<script type="application/ld+json">{"@type":"JobPosting","description":"Pumps."}</script>'), False),
        (FULL, False),
        (f"<html><body><main hidden>{TEXT}</main>{APP}</body></html>", True),
    ],
)
def test_pages_that_need_scripts(page: str, needed: bool) -> None:
    """A page needs them if it has scripts, states no posting, and shows next to no text of its own."""
    assert needs_scripts(page.encode()) is needed


def test_process_asks_for_the_rendered_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading process runs no browser: it answers "scripts", and reads the page that comes with the second request."""
    monkeypatch.setattr(worker, "fetch", lambda _: Fetched(SHELL.format(scripts=APP).encode(), "text/html"))
    request = {"source": ADDRESS, "path": None, "kind": "job"}
    assert worker._answer(request)["error"] == "scripts"
    document = worker._answer(request | {"page": FULL})["document"]
    assert (document["source"], document["text"].split("\n")[0]) == (ADDRESS, "Pump Fitter")


def test_reader_renders_and_reads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page goes through the browser once, and through the limited process both times."""
    requests: list[dict[str, Any]] = []

    def ask(_: Reader, request: dict[str, Any], __: float) -> dict[str, Any]:
        requests.append(request)
        return worker._answer(request) if "page" in request else {"error": "scripts", "message": "no text"}

    monkeypatch.setattr(Reader, "_ask", ask)
    monkeypatch.setattr(isolation, "render", lambda address: FULL if address == ADDRESS else "")
    assert Reader().read(ADDRESS, "job").text.startswith("Pump Fitter")
    assert [request.get("page") for request in requests] == [None, FULL]


def test_name_and_password_of_an_address_go_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not to the reading process, not to the browser's command line, into no document and no message."""
    asked: list[object] = []

    def ask(_: Reader, request: dict[str, Any], __: float) -> dict[str, Any]:
        asked.append(request)
        return worker._answer(request) if "page" in request else {"error": "scripts", "message": "no text"}

    def render(address: str) -> str:
        asked.append(address)
        return FULL if address.endswith("17") else "<html></html>"

    monkeypatch.setattr(Reader, "_ask", ask)
    monkeypatch.setattr(isolation, "render", render)
    assert Reader().read(ADDRESS.replace("//", "//ada:secret@"), "job").source == ADDRESS
    with pytest.raises(DocumentError, match=r"^https://careers\.example/18\?to=//b@c: ") as caught:
        Reader().read("https://ada:sec@ret@careers.example/18?to=//b@c", "job")
    assert not any(part in str([*asked, caught.value]) for part in ("ada", "secret", "sec@ret"))


def test_page_without_text_in_a_browser_is_an_error() -> None:
    """What stays empty after its scripts ran is not read as a posting; the message says what to do."""
    with pytest.raises(DocumentError, match=r"does not show its text; paste the posting's text into a file$"):
        worker.read_here(ADDRESS, "job", page=SHELL.format(scripts=APP))


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("playwright", r"pip install 'mailwright\[browser\]', or paste the posting's text into a file"),
        ("chromium", "no Chromium or Chrome is found; install one, or paste"),
        ("sandbox", "root does not start one; run as another user, or paste"),
    ],
)
def test_what_is_missing_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, missing: str, message: str) -> None:
    """Extra, browser, or a user for whom the browser has a sandbox: the line names it and the way without."""
    monkeypatch.setattr(browser, "find_spec", lambda _: None if missing == "playwright" else object())
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if missing == "sandbox" else 1000, raising=False)
    with pytest.raises(DocumentError, match=message) as caught:
        browser.render(ADDRESS)
    assert caught.value.reason == "scripts"
    assert "\n" not in str(caught.value)


def test_other_addresses_are_not_rendered() -> None:
    """A file of this computer is no page."""
    with pytest.raises(DocumentError, match="only http and https"):
        browser.render("file:///etc/passwd")


def test_browser_that_does_not_start_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A path that is no browser ends in a message, not in a traceback."""
    monkeypatch.setattr(browser, "executable", lambda _: str(tmp_path / "chromium"))
    with pytest.raises(DocumentError, match="the browser cannot show the page") as caught:
        browser.render(ADDRESS)
    assert caught.value.reason == "unreachable"


def test_browser_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is ended at its limit."""

    def hang(*_: Any, timeout: float, **__: Any) -> None:
        raise subprocess.TimeoutExpired("chromium", timeout)

    monkeypatch.setattr(browser, "executable", lambda _: "chromium")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(DocumentError, match="more than 40 seconds"):
        browser.render(ADDRESS)


def _through(opened: Gate, host: str, port: int, command: int = 1) -> tuple[int, socket.socket]:
    """The gate's answer to one request for a host, and the connection."""
    connection = socket.create_connection(("127.0.0.1", opened.port), timeout=10)
    connection.sendall(b"\x05\x01\x00")
    assert connection.recv(2) == b"\x05\x00"
    connection.sendall(bytes((5, command, 0, 3, len(host))) + host.encode() + port.to_bytes(2, "big"))
    return connection.recv(10)[1], connection


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost.", "10.0.0.1", "169.254.169.254"])
def test_gate_refuses_private_addresses(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Whatever a page asks for, a host with a private address is not connected to."""
    monkeypatch.setattr(fetching, "is_public", lambda _: False)
    with Gate() as opened:
        code, connection = _through(opened, host, site.server_address[1])
        connection.close()
    assert code == gate.NOT_ALLOWED
    assert site.asked == []  # type: ignore[attr-defined]  # set in the fixture


def test_gate_connects_to_the_checked_address(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once, here; a second answer of the name server has no effect."""
    original = socket.getaddrinfo
    asked: list[str] = []

    def resolve(host: str, *rest: Any, **named: Any) -> Any:  # the shape of socket.getaddrinfo
        asked.append(host)
        return original({"jobs.example": "127.0.0.1" if asked.count(host) == 1 else "127.0.0.2"}.get(host, host), *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with Gate() as opened:
        code, connection = _through(opened, "jobs.example", site.server_address[1])
        with connection:
            connection.sendall(b"GET /text HTTP/1.0\r\nHost: jobs.example\r\n\r\n")
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert (code, asked.count("jobs.example")) == (gate.CONNECTED, 1)
    assert answer.endswith(TEXT.encode())


def test_gate_closes_at_its_limit(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page cannot load without end."""
    monkeypatch.setattr(gate, "CHUNK", 10)
    with Gate() as opened:
        opened.left = 60
        _, connection = _through(opened, "127.0.0.1", site.server_address[1])
        with connection:
            connection.sendall(b"GET /text HTTP/1.0\r\nHost: x\r\n\r\n")
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert len(answer) < 60


def test_gate_serves_no_other_command(site: ThreadingHTTPServer) -> None:
    """It does not listen for others on the page's behalf."""
    with Gate() as opened:
        code, connection = _through(opened, "127.0.0.1", site.server_address[1], command=2)
        connection.close()
    assert code == gate.UNKNOWN_COMMAND


@needs_chromium
def test_browser_shows_the_text_and_reaches_nothing_private(site: ThreadingHTTPServer) -> None:
    """Scripts write the text; what they ask of a private address is not asked there."""
    address = f"http://127.0.0.1:{site.server_address[1]}/"
    document = worker.read_here(address, "job", page=browser.load(str(CHROMIUM), address, sandbox=False))
    assert document.text.startswith("Pump Fitter\n")
    assert ("127.0.0.1", "/text") in site.asked  # type: ignore[attr-defined]  # set in the fixture
    assert not any(host == "127.0.0.2" for host, _ in site.asked)  # type: ignore[attr-defined]  # set in the fixture


@needs_chromium
def test_browser_does_not_open_a_private_page_or_download(site: ThreadingHTTPServer) -> None:
    """Neither gives a page."""
    from playwright.sync_api import Error

    port = site.server_address[1]
    for address in (f"http://127.0.0.2:{port}/", f"http://127.0.0.1:{port}/file"):
        with pytest.raises(Error):
            browser.load(str(CHROMIUM), address, sandbox=False)
    assert [path for _, path in site.asked if path != "/file"] == []  # type: ignore[attr-defined]  # set in the fixture


@needs_chromium
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="Chromium has no sandbox for root: run as another user")
def test_render_starts_the_browser_with_its_sandbox(site: ThreadingHTTPServer) -> None:
    """The whole way refuses a private page with one line; in its own process nothing here passes for public."""
    with pytest.raises(DocumentError, match="the browser cannot show the page"):
        browser.render(f"http://127.0.0.1:{site.server_address[1]}/")
