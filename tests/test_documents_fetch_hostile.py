"""What an address can lead to: each row is one way to reach into a private network or to send without end, refused or bounded.

Servers of this computer stand for the internet: `127.0.0.1` is public here where a case needs an answer, and nowhere else.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.documents import fetch as fetching
from pipeline.documents.fetch import fetch, fetch_json, is_public
from pipeline.documents.worker import read_here
from pipeline.errors import DocumentError

PAGE = b"<html><main><h1>Cook</h1></main></html>"
PUBLIC = "93.184.216.34"
REAL_LOOKUP, REAL_IS_PUBLIC = socket.getaddrinfo, is_public


def refusal(source: str, call: Callable[[str], object] = fetch) -> DocumentError:
    """The error that an address ends with: one line that begins with the address, without a name and password."""
    with pytest.raises(DocumentError) as caught:
        call(source)
    message = str(caught.value)
    assert message.isprintable()
    assert "secret" not in message
    assert len(message) < len(source) + 200
    return caught.value


@pytest.fixture
def no_connection(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The places that a connection was tried to; there must be none."""
    tried: list[Any] = []

    def connect(place: Any, *_: Any, **__: Any) -> Any:
        tried.append(place)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", _lookup_here)
    return tried


def _lookup_here(host: str | bytes, *rest: Any, **named: Any) -> Any:
    """The system's own reading of numbers and of `localhost`, without asking a name server."""
    name = host.decode() if isinstance(host, bytes) else host
    flags = 0 if name.lower().startswith("localhost") else socket.AI_NUMERICHOST
    return REAL_LOOKUP(name, *rest, **named | {"flags": flags})


OTHER_SCHEMES = [
    "file:///etc/passwd", "file://localhost/etc/passwd", "ftp://jobs.example/a", "gopher://127.0.0.1:6379/_FLUSHALL", "dict://127.0.0.1:11211/stat",
    "ldap://127.0.0.1/", "tftp://127.0.0.1/a", "ws://127.0.0.1/", "sftp://127.0.0.1/a", "smb://127.0.0.1/share", "netdoc:///etc/passwd",
    "jar:http://127.0.0.1!/a", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "view-source:http://127.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("source", OTHER_SCHEMES)
def test_other_schemes_are_refused(source: str, no_connection: list[Any]) -> None:
    """Only http and https are fetched; what is no address at all is a file that does not exist."""
    assert refusal(source, lambda given: read_here(given, "job")).reason in ("bad address", "missing")
    assert not no_connection


PRIVATE = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/",
    "http://017700000001/", "http://0/", "http://0.0.0.0/", "http://localhost/", "http://LOCALHOST./", "HTTPS://127.0.0.1/", "http://127.0.0.1.:80/",
    "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::]/",
    "http://[2001:0:4136:e378:8000:63bf:f5ff:fffe]/", "http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[fe80::1%25lo]/", "http://[fec0::1]/",
    "http://[ff02::1]/", "http://[100::1]/", "http://[2001:db8::1]/", "http://[3fff::1]/", "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.254/",
    "http://192.168.1.1:8080/", "http://169.254.169.254/latest/meta-data/", "http://169.254.170.2/v2/credentials", "http://2852039166/", "http://0xa9fea9fe/",
    "http://100.64.0.1/", "http://100.100.100.200/latest/meta-data/", "http://192.0.0.192/opc/v2/", "http://168.63.129.16/machine", "http://198.18.0.1/",
    "http://192.0.2.1/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://user:secret@127.0.0.1/",
    "http://jobs.example@127.0.0.1/", "http://jobs.example:80@127.0.0.1/", "http://127.0.0.1#@jobs.example/", "http://127.0.0.1?@jobs.example/",
    "http://127.0.0.1:80\\@jobs.example/", "http://127.0.0.1\\.jobs.example/", "http://127.0.0.1%00.jobs.example/", "http://127%2e0%2e0%2e1/",
    "http://\u2460\u2461\u2466.0.0.1/", "http://127\u30020\u30020\u30021/", "http://\uff11\uff12\uff17.0.0.1/", "http://127.0.0.1\n.jobs.example/",
    "http://127.0.0.1 .jobs.example/", "http:///127.0.0.1/", "http://:80/", "http://127.0.0.1:99999/", "http://[::1",
    "http://" + "a" * 70 + ".example/",
]  # fmt: skip


@pytest.mark.parametrize("source", PRIVATE)
def test_private_addresses_are_refused_however_they_are_written(source: str, no_connection: list[Any]) -> None:
    """Decimal, octal, hexadecimal, wrapped in IPv6, behind a user's name, in other digits: nothing is connected to."""
    assert refusal(source).reason in ("bad address", "unreachable")
    assert not no_connection


@pytest.mark.parametrize("found", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", f"::ffff:{PUBLIC}", f"64:ff9b::{PUBLIC}"])
def test_public_addresses_are_not_refused(found: str) -> None:
    """What keeps private addresses out lets public ones pass."""
    assert is_public(found)


@pytest.mark.parametrize(
    "answers",
    [["10.0.0.1"], ["::1"], ["::ffff:10.0.0.1"], ["fe80::1%2"], ["169.254.169.254"], ["100.64.0.9"], ["64:ff9b::a9fe:a9fe"],
     [PUBLIC, "127.0.0.1"], [PUBLIC, "fd00::1"], []],
    ids=str,
)  # fmt: skip
def test_names_that_lead_inside_are_refused(answers: list[str], monkeypatch: pytest.MonkeyPatch, no_connection: list[Any]) -> None:
    """A public name may have any address; one private address among several is enough."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, 80)) for answer in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert refusal("http://jobs.example/").reason == "bad address"
    assert not no_connection


class Server:
    """Answers each connection by what its path names, byte by byte as given: a server need not keep to any rule."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.requests: list[bytes] = []
        self.sent = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{path}"

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            request = connection.recv(65536)
            if not request:  # given up before it was sent
                return
            self.requests.append(request)
            path = request.split(b" ")[1].decode().strip("/")
            try:
                for piece in ANSWERS[path](self) if path in ANSWERS else [found("text/html", PAGE)]:
                    connection.sendall(piece)
                    self.sent += len(piece)
            except OSError:  # the reader has hung up, as it should
                return


def found(content_type: str, body: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def moved(location: str, status: int = 302) -> Callable[[Server], list[bytes]]:
    """A redirect; `PORT` in it is the server's own."""

    def answer(server: Server) -> list[bytes]:
        place = location.replace("PORT", str(server.port))
        return [f"HTTP/1.1 {status} Moved\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()]

    return answer


def endless(head: str, piece: bytes, pause: float = 0) -> Callable[[Server], Iterator[bytes]]:
    """A start, and then the same piece for ever."""

    def answer(_: Server) -> Iterator[bytes]:
        yield head.encode()
        while True:
            yield piece
            time.sleep(pause)

    return answer


def body(content_type: str, data: bytes, *headers: str) -> Callable[[Server], list[bytes]]:
    return lambda _: [found(content_type, data, *headers)]


HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GZIP = "Content-Encoding: gzip"
ZEROS = gzip.compress(bytes(20_000_000))
ANSWERS: dict[str, Callable[[Server], Any]] = {
    "to-loopback": moved("http://127.0.0.2/"),
    "to-private": moved("http://10.0.0.1/", 301),
    "to-metadata": moved("http://169.254.169.254/latest/meta-data/", 307),
    "to-decimal": moved("http://2852039166/", 308),
    "to-mapped": moved("http://[::ffff:10.0.0.1]/", 303),
    "to-nat64": moved("http://[64:ff9b::a00:1]/"),
    "to-cgnat": moved("http://100.64.0.1/"),
    "to-user": moved("http://jobs.example@10.0.0.1/"),
    "to-other-host": moved("//10.0.0.1/a"),
    "to-name-inside": moved("http://inside.example:PORT/"),
    "to-file": moved("file:///etc/passwd"),
    "to-ftp": moved("ftp://127.0.0.1/"),
    "to-gopher": moved("gopher://127.0.0.1:PORT/_x"),
    "to-data": moved("data:text/html,<h1>x</h1>"),
    "to-script": moved("javascript:alert(1)"),
    "to-nowhere": moved("http://"),
    "to-garbage": moved("http://[::1"),
    "hop": moved("/hop2"),
    "hop2": moved("/to-private"),
    "circle": moved("/circle"),
    "refresh": body("text/html", PAGE, "Refresh: 0;url=http://10.0.0.1/"),
    "endless": endless(f"{HTML}\r\n", b"x" * 65536),
    "endless-chunks": endless(f"{HTML}Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "huge-announced": endless(f"{HTML}Content-Length: 99999999999\r\n\r\n", b"x" * 65536),
    "huge-headers": endless(HTML, b"X-Header: " + b"x" * 60_000 + b"\r\n"),
    "endless-header": endless(f"{HTML}X-Header: ", b"x" * 65536),
    "slow-body": endless(f"{HTML}\r\n", b"x", 0.02),
    "slow-headers": endless(HTML, b"X-Header: x\r\n", 0.02),
    "slow-status": endless("HTTP/1.1 200 ", b"x", 0.02),
    "silent": endless("", b"", 0.1),
    "interim": endless("", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01),
    "gzip-bomb": body("text/html", ZEROS, GZIP),
    "gzip-twice": body("text/html", gzip.compress(ZEROS), "Content-Encoding: gzip, gzip"),
    "gzip-twice-apart": body("text/html", gzip.compress(ZEROS), GZIP, GZIP),
    "deflate-bomb": body("text/html", zlib.compress(bytes(20_000_000)), "Content-Encoding: deflate"),
    "brotli": body("text/html", b"x" * 100, "Content-Encoding: br"),
    "gzip-lie": body("text/html", PAGE, GZIP),
    "picture-as-page": body("text/html", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "page-as-picture": body("image/png", PAGE),
    "archive-as-pdf": body("application/pdf", b"PK\x03\x04" + bytes(100)),
    "program": body("application/x-msdownload", b"MZ" + bytes(100)),
    "long-type": body("text/" + "x" * 5000, PAGE),
    "no-http": lambda _: [b"SSH-2.0-OpenSSH_9.6\r\n"],
    "nothing": lambda _: [],
    "error": lambda _: [b"HTTP/1.1 500 " + b"x" * 5000 + b"\r\nContent-Length: 0\r\n\r\n"],
}
"""What the server answers by path."""
REFUSED = {
    "bad address": "to-loopback to-private to-metadata to-decimal to-mapped to-nat64 to-cgnat to-user to-other-host to-name-inside to-file "
    "to-ftp to-gopher hop",
    "bad address or unreachable": "to-data to-script to-nowhere to-garbage",
    "unreachable": "circle huge-headers endless-header gzip-lie no-http nothing error",
    "too large": "endless endless-chunks huge-announced gzip-bomb deflate-bomb",
    "timeout": "slow-body slow-headers slow-status silent interim",
    "unknown type": "gzip-twice gzip-twice-apart brotli page-as-picture program long-type picture-as-page archive-as-pdf",
}
CASES = [(path, reason) for reason, paths in REFUSED.items() for path in paths.split()]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose address is public here, with limits that a test can wait for."""
    running = Server()
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or REAL_IS_PUBLIC(address))
    monkeypatch.setattr(socket, "getaddrinfo", _lookup)
    monkeypatch.setattr(fetching, "MAX_BYTES", 1_000_000)
    yield running
    running.close()


def _lookup(host: str | bytes, *rest: Any, **named: Any) -> Any:
    """A name server that knows one private and one public name."""
    name = host.decode() if isinstance(host, bytes) else host
    return REAL_LOOKUP({"inside.example": "10.0.0.1", "jobs.example": "127.0.0.1"}.get(name, name), *rest, **named)


@pytest.mark.parametrize(("path", "reason"), CASES)
def test_answers_of_hostile_servers_are_refused_or_bounded(server: Server, path: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirects inside, bodies and headers without end, packed bombs and false types end in one line, soon, with little read."""
    if reason == "timeout":
        monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.4)
    started = time.monotonic()
    assert refusal(server.address(path), lambda given: read_here(given, "job")).reason in reason.split(" or ")
    assert time.monotonic() - started < 15
    assert server.sent < 20_000_000


def test_sixty_cases_and_more() -> None:
    """The tables are as long as they are said to be, and every answer is in them."""
    assert len(OTHER_SCHEMES) + len(PRIVATE) + len(CASES) > 120
    assert {path for path, _ in CASES} == set(ANSWERS) - {"hop2", "refresh"}


def test_refresh_is_not_followed(server: Server) -> None:
    """A page may ask a browser to go elsewhere; this is none."""
    assert fetch(server.address("refresh")).data == PAGE
    assert len(server.requests) == 1


def test_second_answer_of_a_name_server_has_no_effect(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once for each request; after a redirect it is resolved and checked again."""
    asked: list[str] = []

    def lookup(host: str | bytes, *rest: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        asked.append(name)
        again = name == "rebinding.example" and asked.count(name) > 1
        return REAL_LOOKUP("10.0.0.1" if again else "127.0.0.1" if name == "rebinding.example" else name, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert fetch(server.address("", "rebinding.example")).data == PAGE
    assert asked.count("rebinding.example") == 1
    asked.clear()
    monkeypatch.setitem(ANSWERS, "again", moved("http://rebinding.example:PORT/"))
    assert refusal(server.address("again", "rebinding.example")).reason == "bad address"
    assert len(server.requests) == 2


def test_name_and_password_are_neither_sent_nor_repeated(server: Server) -> None:
    """Those of an address stay here, also after a redirect."""
    refused = refusal(f"http://ada:secret@127.0.0.1:{server.port}/page-as-picture")
    assert str(refused).startswith(f"http://127.0.0.1:{server.port}/")
    fetch(f"http://ada:secret@127.0.0.1:{server.port}/")
    assert not any(b"uthorization" in request or b"secret" in request for request in server.requests)


def test_proxies_and_passwords_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """A proxy could reach what is refused here, and a password belongs to another program."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetch(server.address("")).data == PAGE
    assert not any(b"uthorization" in request for request in server.requests)


def test_json_has_the_same_limits(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an applicant system is asked goes the same way."""
    assert refusal(server.address("to-private"), fetch_json).reason == "bad address"
    assert refusal(server.address(""), fetch_json).reason == "unknown type"
    monkeypatch.setattr(fetching, "JSON_SECONDS", 0.3)
    assert refusal(server.address("slow-headers"), fetch_json).reason == "timeout"
