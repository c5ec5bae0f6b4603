"""Pages and files by address, fetched without reaching into the user's own network.

A host's name is resolved once; all its addresses must be public, and the connection goes to the address that was checked,
so that a second answer of the name server cannot lead elsewhere. Redirects are followed by hand and checked in the same way.
Time, bytes and packing are limited, also while a server still sends its headers. Proxies and credentials of the environment, and
a name and password in the address, are not used.
Does not cover: networks whose private addresses look public from here; pages that need scripts (`browser.py` does), a login
or a proxy.
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
STEP_SECONDS = 10.0
"""To connect, or for the next bytes to arrive."""
TOTAL_SECONDS = 20.0
ADDRESS = re.compile(r"^https?://", re.I)
USER = re.compile(r"^([a-z][a-z0-9+.-]*:/{2,})[^/?#]*@", re.I)
"""A name and password in an address; an @ further on belongs to the page's own name."""
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.I)
TEXT_TYPES = re.compile(
    r"^(text/(html|plain|markdown|x-markdown)|application/(xhtml\+xml|pdf|x-pdf|octet-stream|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|binary/octet-stream|)$"
)
JSON_TYPES = re.compile(r"^(application/([\w.-]+\+)?json|text/(json|plain))$")
MAX_JSON_BYTES = 30_000_000
"""An applicant system may answer with all postings of an employer, each of them twice."""
JSON_SECONDS = 15.0
SHOWN = 60
"""Characters of a server's own words in a message."""
HEADERS = {
    "User-Agent": "mailwright (reads one posting for its user)",
    "Accept": "text/html,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
PACKINGS = {"identity", "gzip", "deflate"}
"""Each grows by about a thousand at most; one over another would grow by a million."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones (RFC 6052)."""
GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
"""All that is assigned for the public internet; site-local and IPv4-compatible addresses lie elsewhere."""
NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20")))
"""What Python 3.11 takes for public: addresses for protocols (a cloud's metadata among them), old 6to4 relays, another cloud's
host as its machines see it, and addresses for documentation."""


class Fetched(NamedTuple):
    """What a server sent."""

    data: bytes
    content_type: str


class Limits(NamedTuple):
    """What is accepted of a server."""

    types: re.Pattern[str]
    most_bytes: int
    seconds: float


def is_address(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return bool(SCHEME.match(source))


def without_user(source: str) -> str:
    """An address without the name and password in it, which no page is given and no message, file or list repeats; a path as it is."""
    return USER.sub(r"\1", source)


def fetch(address: str) -> Fetched:
    """The content at an address. Raises `DocumentError` ("bad address", "unreachable", "timeout", "too large", "unknown type")."""
    return _fetch(address, Limits(TEXT_TYPES, MAX_BYTES, TOTAL_SECONDS))


def fetch_json(address: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """The JSON at an address. Raises `DocumentError` as `fetch` does, and "corrupt" where it is none."""
    fetched = _fetch(address, Limits(JSON_TYPES, MAX_JSON_BYTES, JSON_SECONDS))
    try:
        return json.loads(fetched.data)
    except (ValueError, RecursionError):
        raise DocumentError("corrupt", f"{address}: the answer is not JSON; save the page to a file") from None


def one_line(text: str) -> str:
    """A text for a message, without line breaks and other characters that a terminal obeys."""
    return "".join(character if character.isprintable() else " " for character in text)


def _fetch(address: str, limits: Limits) -> Fetched:
    import httpx

    shown = one_line(without_user(address))
    if not ADDRESS.match(address):
        raise DocumentError("bad address", f"{shown}: only http and https addresses are read; save the page to a file")
    ends = time.monotonic() + limits.seconds
    try:
        with _Deadline(limits.seconds) as deadline, httpx.Client(trust_env=False, timeout=STEP_SECONDS, headers=HEADERS) as client:
            return _follow(client, httpx.URL(address), limits, deadline)
    except DocumentError as error:
        raise DocumentError(error.reason, f"{shown}: {error}") from None
    except httpx.TimeoutException:
        raise DocumentError("timeout", f"{shown}: the server did not answer in time; try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        if time.monotonic() > ends:
            raise DocumentError("timeout", f"{shown}: {_late(limits)}") from None
        message = f"{shown}: cannot be fetched ({type(error).__name__}); check the address, or save the page to a file"
        raise DocumentError("unreachable", message) from None


class _Deadline:
    """Shuts a request's connections when its time is over: a server may send its headers, or interim answers, without end."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._timer = threading.Timer(max(seconds, 0), self._stop)
        self._timer.daemon = True
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self._ends

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Remembers each connection when it is made; httpx calls this with all that happens to a request."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._sockets.append(info["return_value"].get_extra_info("socket"))
            if self.over:
                self._stop()

    def _stop(self) -> None:
        for connection in self._sockets:
            with suppress(OSError):  # closed already, or wrapped by TLS since
                connection.shutdown(socket.SHUT_RDWR)


def _follow(client: httpx.Client, url: httpx.URL, limits: Limits, deadline: _Deadline) -> Fetched:
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(_request(client, url, deadline), stream=True)
        try:
            if not response.has_redirect_location:
                return _content(response, limits, deadline)
            url = url.join(response.headers["Location"])
        finally:
            response.close()
        if url.scheme not in ("http", "https"):
            raise DocumentError("bad address", f"leads to a {url.scheme} address; only http and https are read")
    raise DocumentError("unreachable", f"leads from page to page more than {MAX_REDIRECTS} times; give the final address")


def _request(client: httpx.Client, url: httpx.URL, deadline: _Deadline) -> httpx.Request:
    """A request to the checked address of the host, under the host's name (in the header and in the certificate)."""
    name = url.raw_host.decode("ascii")
    address = public_address(name, url.port or (443 if url.scheme == "https" else 80))
    headers = {"Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": name, "trace": deadline.trace}
    return client.build_request("GET", url.copy_with(host=address, userinfo=b""), headers=headers, extensions=extensions)


def public_address(name: str, port: int) -> str:
    """One address of a host of which all addresses are public. Raises `DocumentError` ("unreachable", "bad address")."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise DocumentError("unreachable", "no such host; check the address") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise DocumentError("bad address", "lies in a private network, which is not read; save the page to a file")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also when it wraps an IPv4 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped or found in NAT64:
            return is_public(str(ipaddress.IPv4Address(found.packed[-4:])))
        teredo = found.teredo
        inner = found.sixtofour or (teredo[1] if teredo else None)
        if found not in GLOBAL_IPV6 or (inner and not is_public(str(inner))):
            return False
    return found.is_global and not found.is_multicast and not any(found in network for network in NOT_PUBLIC)


def _late(limits: Limits) -> str:
    return f"took more than {limits.seconds:.0f} seconds; try again later"


def _check_packing(response: httpx.Response) -> None:
    packings = [packing.lower() for packing in response.headers.get_list("Content-Encoding", split_commas=True) if packing]
    if len(packings) > 1 or not PACKINGS.issuperset(packings):
        raise DocumentError("unknown type", "is packed in a way that is not read; save the page to a file")


def _content(response: httpx.Response, limits: Limits, deadline: _Deadline) -> Fetched:
    if response.status_code >= 400:
        message = (
            f"the server answered {response.status_code} {response.reason_phrase[:SHOWN]}; check the address, or save the page to a file"
        )
        raise DocumentError("unreachable", message)
    content_type = response.headers.get("Content-Type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if not limits.types.match(media_type):
        raise DocumentError("unknown type", f"is of type {media_type[:SHOWN]}; give the address of a page, a PDF or a DOCX file")
    _check_packing(response)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limits.most_bytes:
            raise DocumentError("too large", f"has more than {limits.most_bytes // 1_000_000} MB; save the part that matters to a file")
        if deadline.over:
            break
    if deadline.over:  # also where the connection was shut, which may look like the end of the page
        raise DocumentError("timeout", _late(limits))
    return Fetched(bytes(data), content_type)
