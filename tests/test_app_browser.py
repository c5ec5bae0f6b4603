"""The whole story in a real browser: upload, paste, write, see a false claim, mend it in place, save the file.

Needs playwright and a Chromium of the system; without them it skips.
"""

from __future__ import annotations

import email
import email.policy
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app_engine import POSTING, RESUME

pytest.importorskip("streamlit", reason="needs the extra [app]")
api = pytest.importorskip("playwright.sync_api", reason="needs the extra [browser]")

ROOT = Path(__file__).parent.parent
SECONDS = 60
SERVER = """
import argparse, sys
sys.path.insert(0, {root!r})
from pipeline import engines
from tests.app_engine import TRUE, Scripted
engines.choose = lambda *_, **__: Scripted(TRUE.replace("at Birch Hospital\\n", "with ten years of experience\\n", 1))
from serve.app.launch import app
app(argparse.Namespace(backend=None, model=None, recipe="auto", overrides=[], host="127.0.0.1", port={port}, browser=False))
"""


def _chromium() -> str | None:
    from shutil import which

    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := which(name))), None)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The page in a process of its own, with nobody's settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    server = subprocess.Popen([sys.executable, "-c", SERVER.format(root=str(ROOT), port=port)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + SECONDS
        while server.poll() is None and time.monotonic() < ends:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def tab(address: str) -> Iterator[Any]:
    """A tab that shows the page, and fails the test where it asks anybody else for anything."""
    program = _chromium()
    if program is None:
        pytest.skip("no Chromium on this system")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-background-networking"])
        found = browser.new_page()
        found.set_default_timeout(SECONDS * 1000)
        strangers: set[str] = set()
        found.on("request", lambda request: strangers.add(request.url))
        found.goto(address)
        yield found
        browser.close()
    assert not [url for url in strangers if not url.startswith((address, "data:", "blob:"))]


def test_an_email_from_upload_to_file(tab: Any, tmp_path: Path) -> None:
    """A false claim is marked with its reason; once mended in place the mark is gone; the saved file is the mended email."""
    resume = tmp_path / "cv.txt"
    resume.write_text(RESUME, encoding="utf-8")
    tab.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(resume)
    tab.get_by_text("Read from the resume").wait_for()
    tab.get_by_label("Text of the posting").fill(POSTING)
    tab.get_by_label("Text of the posting").press("Control+Enter")
    tab.get_by_text("Read from the posting").wait_for()
    tab.get_by_role("button", name="Write the email").click()
    subject = tab.get_by_label("Subject", exact=True).last
    api.expect(subject).to_have_value("Senior Nurse with ten years of experience", timeout=SECONDS * 1000)
    tab.locator("li.false").first.wait_for()
    assert "ten years" in tab.locator("mark.false").first.inner_text()
    subject.fill("Senior Nurse at Birch Hospital")
    api.expect(tab.locator("li.false")).to_have_count(0, timeout=SECONDS * 1000)
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save as .eml").click()
    message = email.message_from_bytes(Path(saved.value.path()).read_bytes(), policy=email.policy.default)
    assert message["Subject"] == "Senior Nurse at Birch Hospital"
    assert message["To"] == "Tom Reed <jobs@birch.example.org>"
    assert "wound care" in message.get_content()
