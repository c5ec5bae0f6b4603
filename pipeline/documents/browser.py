"""Pages that need scripts, rendered by a headless Chromium of the system (extra `browser`), in a process of their own.

    html = render("https://careers.example/jobs/17")

The process is `python -m pipeline.documents.browser EXECUTABLE ADDRESS`, which prints the page's HTML. Its Chromium keeps its
sandbox, has an empty profile, reaches the network through `gate.py` alone, and saves no downloads. Time and size are limited.
Does not cover: pages behind a login or a consent that must be clicked; other browsers. Chromium has no sandbox for root,
so root renders nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.documents.fetch import ADDRESS, MAX_BYTES
from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
SECONDS = 40.0
"""For the process, its start included."""
LOAD_SECONDS = 20.0
"""For the page to arrive."""
QUIET_SECONDS = 8.0
"""For its scripts to write the text and stop loading."""
UNWANTED = {"image", "media", "font"}
FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are resolved by the gate alone
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # the gate carries no UDP, and nothing goes around it
    "--disable-quic",
    "--disable-background-networking",
)
PASTE = "paste the posting's text into a file"


def render(address: str) -> str:
    """The HTML of a page after its scripts ran. Raises `DocumentError` ("scripts", "timeout", "unreachable", "too large")."""
    if not ADDRESS.match(address):
        raise DocumentError("bad address", f"{address}: only http and https addresses are read; save the page to a file")
    command = [sys.executable, "-m", "pipeline.documents.browser", executable(address), address]
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    try:
        with tempfile.TemporaryDirectory(prefix="mailwright-", ignore_cleanup_errors=True) as folder:  # where the profile lies
            environment["TMPDIR"] = folder
            # stderr is dropped: the browser quotes the page there.
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise DocumentError("timeout", f"{address}: takes more than {SECONDS:.0f} seconds in a browser; {PASTE}") from None
    if done.returncode:
        message = f"{address}: the browser cannot show the page (is it online, and does Chromium start?); {PASTE}"
        raise DocumentError("unreachable", message)
    if len(done.stdout) > MAX_BYTES:
        raise DocumentError("too large", f"{address}: has more than {MAX_BYTES // 1_000_000} MB; {PASTE}")
    return done.stdout.decode("utf-8", "replace")


def executable(address: str) -> str:
    """The browser to start. Raises `DocumentError` ("scripts") that says what is missing for this address."""
    start = f"{address}: the page shows its text only in a browser"
    if find_spec("playwright") is None:
        raise DocumentError("scripts", f"{start}: pip install 'mailwright[browser]', or {PASTE}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        raise DocumentError("scripts", f"{start}: root does not start one; run as another user, or {PASTE}")
    found = next(filter(None, map(shutil.which, (*EXECUTABLES, *PLACES))), None)
    if found is None:
        raise DocumentError("scripts", f"{start}: no Chromium or Chrome is found; install one, or {PASTE}")
    return found


def load(browser: str, address: str, *, sandbox: bool = True) -> str:
    """The page's HTML by the browser at a path. Raises playwright's errors. Without its sandbox only for a page that is trusted."""
    from playwright.sync_api import sync_playwright

    from pipeline.documents.gate import Gate

    with Gate() as gate, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser,
            chromium_sandbox=sandbox,
            proxy={"server": f"socks5://127.0.0.1:{gate.port}"},
            args=list(FLAGS),
            timeout=LOAD_SECONDS * 1000,
        )
        context = chromium.new_context(accept_downloads=False, service_workers="block")
        page = context.new_page()
        page.route("**/*", lambda route: route.abort() if route.request.resource_type in UNWANTED else route.continue_())
        page.goto(address, wait_until="domcontentloaded", timeout=LOAD_SECONDS * 1000)
        _wait_for_quiet(page)
        html: str = page.content()
        chromium.close()
        return html


def _wait_for_quiet(page: Page) -> None:
    """Until the page stops loading; one that never does is taken as it is then."""
    from playwright.sync_api import TimeoutError as LateError

    with suppress(LateError):
        page.wait_for_load_state("networkidle", timeout=QUIET_SECONDS * 1000)


def main() -> None:
    """Print the HTML of the page that the command line names."""
    html = load(sys.argv[1], sys.argv[2]).encode("utf-8", "replace")
    sys.stdout.buffer.write(html[: MAX_BYTES + 1])  # one more than is accepted: scripts may write without end


if __name__ == "__main__":
    main()
