"""The page as other accounts of the computer meet it: nothing answers without the key, and nothing but the console tells it."""

from __future__ import annotations

import base64
import http.client
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from serve.app import opening
from tests.app_server import Served, serving

pytest.importorskip("streamlit", reason="needs the extra [app]")

PATHS = [
    "/", "/index.html", "/favicon.png", "/manifest.json", "/static/", "/write", "/many", "/settings", "/_stcore/health", "/healthz",
    "/_stcore/script-health-check", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/allowed-message-origins", "/_stcore/stream",
    "/_stcore/upload_file/a/b", "/_stcore/agent/mcp", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/stream", "/media/a",
    "/_stcore/bidi-components/a/b", "/component/a/index.html", "/app/static/a", "/auth/login", "/auth/logout", "/oauth2callback",
    "/0123456789abcdef0123456789abcdef/",
]  # fmt: skip
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(),
    "Sec-WebSocket-Protocol": "streamlit",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_without_the_key_nothing_answers(served: Served, method: str) -> None:
    """Pages, files, uploads, health and statistics of Streamlit, for every method."""
    assert {(path, status(served, method, path)) for path in PATHS} == {(path, 404) for path in PATHS}


def test_without_the_key_no_web_socket_opens(served: Served) -> None:
    """With it the same handshake succeeds."""
    key = urlsplit(served.address).path.strip("/")
    origin = {"Origin": f"http://{urlsplit(served.address).netloc}"}
    assert status(served, "GET", f"/{key}/_stcore/stream", UPGRADE | origin) == 101
    assert status(served, "GET", "/_stcore/stream", UPGRADE | origin) in {403, 404}


def test_with_the_key_the_page_answers(served: Served) -> None:
    """With or without the last slash, as people copy it."""
    path = urlsplit(served.address).path
    assert status(served, "GET", path) == 200
    assert status(served, "GET", f"{path}_stcore/health") == 200
    assert status(served, "GET", path.rstrip("/")) in {200, 307}


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs Linux's /proc")
def test_the_key_is_told_once_on_the_console_and_nowhere_else(served: Served) -> None:
    """Neither what the program was started with, which every account can read, nor a line for a path that is not there."""
    key = urlsplit(served.address).path.strip("/")
    status(served, "GET", f"/{key}/media/absent")
    assert len(key) == 32
    assert served.console.read_text().count(key) == 1
    assert key not in Path(f"/proc/{served.process.pid}/cmdline").read_text()


def test_two_starts_have_two_keys(served: Served, tmp_path: Path) -> None:
    """An address of yesterday leads nobody to whatever has the port today."""
    with serving(tmp_path) as other:
        assert urlsplit(other.address).path != urlsplit(served.address).path


def test_the_browser_is_started_without_the_key(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a file that this account alone can read; it is gone when the page ends."""
    started = threading.Event()
    told: list[tuple[str, str, int]] = []

    def start(uri: str) -> None:
        file = Path(unquote(urlsplit(uri).path))
        told.append((uri, file.read_text(), stat.S_IMODE(file.stat().st_mode)))
        started.set()

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("streamlit.cli_util.open_browser", start)
    with opening.opening(served.address):
        assert started.wait(60)
    [(uri, text, mode)] = told
    assert served.address in text
    assert urlsplit(served.address).path.strip("/") not in uri
    assert mode == 0o600
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_cannot_be_opened_is_one_line(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page goes on; its address stands on the console."""
    monkeypatch.setenv("HOME", str(tmp_path / "absent"))
    with opening.opening(served.address):
        pass
    assert "cannot be opened (No such file or directory)" in capsys.readouterr().err


def status(served: Served, method: str, path: str, headers: dict[str, str] | None = None) -> int:
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=60)
    try:
        connection.request(method, path, headers=headers or {})
        return connection.getresponse().status
    finally:
        connection.close()
