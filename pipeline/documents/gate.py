"""The only way out for a browser: a SOCKS5 proxy on this computer that connects to public addresses alone.

    with Gate() as gate:
        ...  # a browser with the proxy f"socks5://127.0.0.1:{gate.port}"

Each connection's host is resolved here once, all its addresses must be public, and the connection goes to the address that was
checked: for the page, its redirects and everything that it loads. Protocol: RFC 1928, CONNECT without authentication.
Does not cover: UDP; what the browser sends over a connection that is allowed.
"""

from __future__ import annotations

import select
import socket
import socketserver
import struct
import threading
from typing import Self, cast

from pipeline.documents.fetch import STEP_SECONDS, public_address
from pipeline.errors import DocumentError

MAX_BYTES = 40_000_000
"""For a page and all that it loads."""
CHUNK = 65536
POLL_SECONDS = 0.02
"""How soon the gate notices that it is to close."""
CONNECTED, NOT_ALLOWED, UNREACHABLE, UNKNOWN_COMMAND = 0, 2, 4, 7
CONNECT = 1
IPV4, NAME, IPV6 = 1, 3, 4


class Gate(socketserver.ThreadingTCPServer):
    """A proxy that serves until its `with` block ends."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.port: int = self.server_address[1]
        self.left = MAX_BYTES

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(POLL_SECONDS,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Connection(socketserver.BaseRequestHandler):
    """One connection of the browser."""

    def handle(self) -> None:
        browser: socket.socket = self.request
        browser.settimeout(STEP_SECONDS)
        try:
            self._serve(browser)
        except (OSError, struct.error):  # either side hung up; the browser sees that itself
            return

    def _serve(self, browser: socket.socket) -> None:
        _, methods = _exactly(browser, 2)
        _exactly(browser, methods)
        browser.sendall(b"\x05\x00")
        _, command, _, kind = _exactly(browser, 4)
        host, port = _destination(browser, kind)
        outside = _connected(host, port) if command == CONNECT else UNKNOWN_COMMAND
        if isinstance(outside, int):
            _reply(browser, outside)
            return
        with outside:
            _reply(browser, CONNECTED)
            self._relay(browser, outside)

    def _relay(self, browser: socket.socket, outside: socket.socket) -> None:
        gate = cast("Gate", self.server)
        other = {browser: outside, outside: browser}
        while gate.left > 0:
            for ready in select.select(list(other), [], [], STEP_SECONDS)[0]:
                data = ready.recv(CHUNK)
                if not data:
                    return
                gate.left -= len(data)
                other[ready].sendall(data)


def _destination(browser: socket.socket, kind: int) -> tuple[str, int]:
    """Host and port that the browser asks for."""
    if kind == NAME:
        host = _exactly(browser, _exactly(browser, 1)[0]).decode("ascii", "replace")
    else:
        family, length = (socket.AF_INET, 4) if kind == IPV4 else (socket.AF_INET6, 16)
        host = socket.inet_ntop(family, _exactly(browser, length))
    return host, struct.unpack("!H", _exactly(browser, 2))[0]


def _connected(host: str, port: int) -> socket.socket | int:
    """A connection to a public host, or the code that tells why there is none."""
    try:
        return socket.create_connection((public_address(host, port), port), timeout=STEP_SECONDS)
    except DocumentError:
        return NOT_ALLOWED
    except OSError:
        return UNREACHABLE


def _reply(browser: socket.socket, code: int) -> None:
    browser.sendall(bytes((5, code, 0, IPV4)) + bytes(6))


def _exactly(connection: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        piece = connection.recv(length - len(data))
        if not piece:
            raise ConnectionError
        data += piece
    return data
