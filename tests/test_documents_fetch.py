"""Addresses: what is fetched, from where, and what each refusal says. A server in the test stands for the internet."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.documents import fetch as fetching
from pipeline.documents.fetch import fetch, is_public
from pipeline.errors import DocumentError

PAGE = b"<html><main><h1>Cook</h1></main></html>"


class Site(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        self.server.hosts.append(self.headers["Host"])  # type: ignore[attr-defined]  # set below
        status, headers, body = {
            "/": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
            "/missing": (404, {}, b"no"),
            "/film": (200, {"Content-Type": "video/mp4"}, b"film"),
            "/large": (200, {"Content-Type": "text/plain"}, b"x" * 3000),
            "/hop": (302, {"Location": "/"}, b""),
            "/loop": (301, {"Location": "/loop"}, b""),
            "/inside": (302, {"Location": "http://10.0.0.1/"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        }[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.hosts = []  # type: ignore[attr-defined]  # for the test to look at
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    yield server
    server.shutdown()
    server.server_close()


def address(server: ThreadingHTTPServer, path: str = "/", host: str = "127.0.0.1") -> str:
    return f"http://{host}:{server.server_address[1]}{path}"


@pytest.mark.parametrize("path", ["/", "/hop"])
def test_page_is_fetched_with_its_type(site: ThreadingHTTPServer, path: str) -> None:
    """Bytes and content type come back, also after a redirect."""
    assert fetch(address(site, path)) == (PAGE, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("path", "reason", "message"),
    [
        ("/missing", "unreachable", "the server answered 404"),
        ("/film", "unknown type", "is of type video/mp4"),
        ("/loop", "unreachable", "more than 5 times"),
        ("/inside", "bad address", "private network"),
        ("/file", "bad address", "leads to a file address"),
    ],
)
def test_refusals_say_why(site: ThreadingHTTPServer, path: str, reason: str, message: str) -> None:
    """One line with the address, the cause and the remedy; redirects are checked like first addresses."""
    with pytest.raises(DocumentError, match=message) as caught:
        fetch(address(site, path))
    assert caught.value.reason == reason
    assert str(caught.value).startswith(address(site, path) + ": ")
    assert "\n" not in str(caught.value)


def test_too_much_is_not_loaded(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at the limit."""
    monkeypatch.setattr(fetching, "MAX_BYTES", 1000)
    with pytest.raises(DocumentError) as caught:
        fetch(address(site, "/large"))
    assert caught.value.reason == "too large"


def test_slow_server_is_given_up(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes longer than the limit in all is given up, though bytes keep coming."""
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", -1.0)
    with pytest.raises(DocumentError) as caught:
        fetch(address(site))
    assert caught.value.reason == "timeout"


def test_connection_goes_to_the_checked_address_under_the_name(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is resolved once, and the server still learns it; a second answer of the name server has no effect."""
    asked: list[str] = []
    original = socket.getaddrinfo

    def resolve(host: str | bytes, *rest: Any, **named: Any) -> Any:  # the shape of socket.getaddrinfo
        name = host.decode() if isinstance(host, bytes) else host
        asked.append(name)
        return original("127.0.0.1" if name == "jobs.example" and asked.count(name) == 1 else name, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch(address(site, host="jobs.example")).data == PAGE
    assert asked.count("jobs.example") == 1
    assert site.hosts == [f"jobs.example:{site.server_address[1]}"]  # type: ignore[attr-defined]  # set in the fixture


def test_all_addresses_of_a_host_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """One private address among public ones is enough to refuse."""
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, 80)) for found in ("93.184.216.34", "192.168.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(DocumentError, match="private network"):
        fetch("http://jobs.example/")


@pytest.mark.parametrize(
    "source", ["ftp://example.com/a", "file:///etc/passwd", "gopher://x", "http:///path", "https://exa mple.com", "http://a:b"]
)
def test_other_addresses_are_refused(source: str) -> None:
    """Only http and https addresses that name a host are fetched."""
    with pytest.raises(DocumentError) as caught:
        fetch(source)
    assert caught.value.reason in ("bad address", "unreachable")


@pytest.mark.parametrize(
    ("found", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(found: str, public: bool) -> None:
    """Loopback, private, link-local, shared and wrapped private addresses are not public."""
    assert is_public(found) is public
