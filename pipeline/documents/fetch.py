"""Pages and files by address, fetched without reaching into the user's own network.

A host's name is resolved once; all its addresses must be public, and the connection goes to the address that was checked,
so that a second answer of the name server cannot lead elsewhere. Redirects are followed by hand and checked in the same way.
Proxies and credentials of the environment are not used. Does not cover: pages that need scripts (`browser.py` does), a login
or a proxy.
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import DocumentError

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
STEP_SECONDS = 10.0
"""To connect, or for the next bytes to arrive."""
TOTAL_SECONDS = 20.0
ADDRESS = re.compile(r"^https?://", re.I)
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.I)
TEXT_TYPES = re.compile(
    r"^(text/(html|plain|markdown|x-markdown)|application/(xhtml\+xml|pdf|x-pdf|octet-stream|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|binary/octet-stream|)$"
)
JSON_TYPES = re.compile(r"^(application/([\w.-]+\+)?json|text/(json|plain))$")
MAX_JSON_BYTES = 30_000_000
"""An applicant system may answer with all postings of an employer, each of them twice."""
JSON_SECONDS = 15.0
HEADERS = {"User-Agent": "mailwright (reads one posting for its user)", "Accept": "text/html,application/pdf,text/plain;q=0.9,*/*;q=0.5"}


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


def _fetch(address: str, limits: Limits) -> Fetched:
    import httpx

    if not ADDRESS.match(address):
        raise DocumentError("bad address", f"{address}: only http and https addresses are read; save the page to a file")
    ends = time.monotonic() + limits.seconds
    try:
        with httpx.Client(trust_env=False, timeout=STEP_SECONDS, headers=HEADERS) as client:
            return _follow(client, httpx.URL(address), limits, ends)
    except DocumentError as error:
        raise DocumentError(error.reason, f"{address}: {error}") from None
    except httpx.TimeoutException:
        raise DocumentError("timeout", f"{address}: the server did not answer in time; try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        message = f"{address}: cannot be fetched ({type(error).__name__}); check the address, or save the page to a file"
        raise DocumentError("unreachable", message) from None


def _follow(client: httpx.Client, url: httpx.URL, limits: Limits, ends: float) -> Fetched:
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(_request(client, url), stream=True)
        try:
            if not response.has_redirect_location:
                return _content(response, limits, ends)
            url = url.join(response.headers["Location"])
        finally:
            response.close()
        if url.scheme not in ("http", "https"):
            raise DocumentError("bad address", f"leads to a {url.scheme} address; only http and https are read")
    raise DocumentError("unreachable", f"leads from page to page more than {MAX_REDIRECTS} times; give the final address")


def _request(client: httpx.Client, url: httpx.URL) -> httpx.Request:
    """A request to the checked address of the host, under the host's name (in the header and in the certificate)."""
    name = url.raw_host.decode("ascii")
    address = public_address(name, url.port or (443 if url.scheme == "https" else 80))
    headers = {"Host": url.netloc.decode("ascii")}
    return client.build_request("GET", url.copy_with(host=address, userinfo=b""), headers=headers, extensions={"sni_hostname": name})


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
        teredo = found.teredo
        inner = found.ipv4_mapped or found.sixtofour or (teredo[1] if teredo else None)
        inner = ipaddress.IPv4Address(found.packed[-4:]) if found in ipaddress.ip_network("64:ff9b::/96") else inner
        if inner is not None and not inner.is_global:
            return False
        if found.ipv4_mapped is not None:
            return inner is not None and not inner.is_multicast
    return found.is_global and not found.is_multicast


def _content(response: httpx.Response, limits: Limits, ends: float) -> Fetched:
    if response.status_code >= 400:
        message = f"the server answered {response.status_code} {response.reason_phrase}; check the address, or save the page to a file"
        raise DocumentError("unreachable", message)
    content_type = response.headers.get("Content-Type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if not limits.types.match(media_type):
        raise DocumentError("unknown type", f"is of type {media_type}; give the address of a page, a PDF or a DOCX file")
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limits.most_bytes:
            raise DocumentError("too large", f"has more than {limits.most_bytes // 1_000_000} MB; save the part that matters to a file")
        if time.monotonic() > ends:
            raise DocumentError("timeout", f"took more than {limits.seconds:.0f} seconds; try again later")
    return Fetched(bytes(data), content_type)
