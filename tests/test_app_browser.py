"""The page in a real browser: the whole story from an upload to a draft in a mailbox, and what axe-core finds wrong for screen readers.

Needs playwright, a Chromium of the system and Dovecot; what is missing is named where a test skips.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from serve.app.opening import leading_to
from tests.app_engine import FALSE, POSTING, RESUME
from tests.app_server import SECONDS, serving
from tests.dovecot_stand import DRAFTS, PASSWORD, USER, Dovecot, standing

pytest.importorskip("streamlit", reason="needs the extra [app]")
api = pytest.importorskip("playwright.sync_api", reason="needs the extra [browser]")

SUBJECT = "Senior Nurse at Birch Hospital"
WAIT = SECONDS * 1000
STEP = re.compile("^(Loading|Waiting|Reading|Writing|Checking) .*…$")
Tab = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := which(name))), None)
    if program is None:
        pytest.skip("Chromium is not installed: `apt-get install chromium`")
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificates that the page trusts; none yet."""
    return tmp_path_factory.mktemp("certificates") / "trusted.pem"


@pytest.fixture(scope="module")
def address(browser: Any, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One page for all tests of this file."""
    with serving(tmp_path_factory.mktemp("home"), SSL_CERT_FILE=str(trusted)) as found:
        yield found.address


@pytest.fixture
def dovecot(browser: Any, trusted: Path) -> Iterator[Dovecot]:
    """A mail server that the page trusts."""
    with standing() as server:
        trusted.write_bytes(server.cert.read_bytes())
        yield server


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Tab]:
    """A tab that shows the page, and fails the test where it asks anybody else for anything."""
    found = browser.new_page()
    found.set_default_timeout(WAIT)
    asked: set[str] = set()
    found.on("request", lambda request: asked.add(request.url))
    found.goto(address)
    yield found
    found.close()
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]


def test_an_email_from_upload_to_a_draft_in_the_mailbox(tab: Tab, dovecot: Dovecot, tmp_path: Path) -> None:
    """Marks follow each edit; what is saved as a file, and what another mail program finds among the drafts, is the mended email."""
    add_mailbox(tab, dovecot)
    open_page(tab, "One email")
    write(tab, tmp_path)
    see_marks_follow(tab)
    message = saved_file(tab)
    assert message["Subject"] == SUBJECT
    assert message["To"] == "Tom Reed <jobs@birch.example.org>"
    assert message["X-Unsent"] == "1"
    body = tab.get_by_label("Email", exact=True)
    for word in ("Berlin", "Bremen", "Basel"):  # typed and saved at once, several times
        body.fill(re.sub(r"\b(Tom Reed|Berlin|Bremen)\b", word, body.input_value(), count=1))
        message = saved_file(tab)
        assert word in message.get_content()
    settle(tab)
    tab.get_by_role("button", name="Save among my drafts").click()
    tab.get_by_text(f"Saved in {DRAFTS} of {USER}").wait_for()
    flags, draft = found_by_another_program(dovecot)
    assert "\\Draft" in flags
    assert (draft["Subject"], draft["To"]) == (SUBJECT, message["To"])
    assert draft.get_content().splitlines() == message.get_content().splitlines()
    assert "wound care" in draft.get_content()
    assert "X-Unsent" not in draft


def test_the_file_that_the_browser_is_started_with_leads_to_the_page(
    browser: Any, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a browser that knew nothing of the key."""
    monkeypatch.setenv("HOME", str(tmp_path))
    found = browser.new_page()
    with leading_to(address) as file:
        found.goto(file.as_uri())
        found.get_by_test_id("stFileUploaderDropzoneInput").first.wait_for(state="attached", timeout=WAIT)
    assert found.url.startswith(address.rstrip("/"))
    found.close()


def test_axe_finds_nothing_wrong_on_any_page(tab: Tab, tmp_path: Path) -> None:
    """Names of inputs and buttons, the order of headings, contrast, roles: empty pages, and one with a marked email."""
    problems = found_by_axe(tab)
    write(tab, tmp_path)
    tab.get_by_text("Take it with you").wait_for()
    problems += found_by_axe(tab)
    for name, title in {"Many candidates": "Write to many candidates", "Outcomes": "What came of it", "Settings": "Settings"}.items():
        open_page(tab, name)
        tab.get_by_role("heading", name=title).wait_for()
        problems += found_by_axe(tab)
    assert problems == []


def test_a_file_that_is_too_large_is_one_line(tab: Tab, tmp_path: Path) -> None:
    """The browser says so before it uploads anything."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(40 * 2**20)
    tab.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(large)
    tab.get_by_text("File must be 25.0MB or smaller").wait_for()
    assert tab.get_by_role("button", name="Write the email").is_disabled()


def found_by_axe(tab: Tab) -> list[str]:
    """What axe-core's rules say against the page, and still say when what fades in or out has done so."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python, of the extra [dev]")
    wrong: list[str] = []
    for _ in range(4):
        settle(tab)
        found = axe.Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
        nodes = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
        # Streamlit gives the area where files are dropped a name and no role; its button inside has both.
        wrong = [f"{rule}: {html}" for rule, html in nodes if rule != "presentation-role-conflict" or "stFileUploaderDropzone" not in html]
        if not wrong:
            break
        tab.wait_for_timeout(1000)
    return wrong


def settle(tab: Tab) -> None:
    """Until the page is drawn to its end: what is clicked before may be replaced in that moment."""
    tab.locator("[data-test-script-state=notRunning]").wait_for()


def open_page(tab: Tab, name: str) -> None:
    """By the menu at the top."""
    tab.get_by_role("link", name=name).click()


def add_mailbox(tab: Tab, dovecot: Dovecot) -> None:
    """In the settings, with a server and a port of one's own."""
    open_page(tab, "Settings")
    tab.get_by_label("Mail address").fill(USER)
    tab.get_by_label("Mail address").press("Enter")
    tab.get_by_label("IMAP server").fill(dovecot.host)
    tab.get_by_label("Password or app password").fill(PASSWORD)
    tab.get_by_text("Advanced:").click()
    tab.get_by_label("Port", exact=True).fill(str(dovecot.tls))
    tab.get_by_role("button", name="Test and add").click()
    tab.get_by_text(f"{USER} works. Drafts go to {DRAFTS}.").wait_for()


def write(tab: Tab, folder: Path) -> None:
    """An email from an uploaded resume and a pasted posting; its subject has a false claim. Each wait is announced."""
    resume = folder / "cv.txt"
    resume.write_text(RESUME, encoding="utf-8")
    tab.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(resume)
    tab.get_by_text("Read from the resume").wait_for()
    tab.get_by_label("Text of the posting").fill(POSTING)
    tab.get_by_label("Text of the posting").press("Control+Enter")
    tab.get_by_text("Read from the posting").wait_for()
    tab.get_by_role("button", name="Write the email").click()
    api.expect(tab.get_by_role("status").filter(has_text=STEP)).to_have_count(1, timeout=WAIT)
    api.expect(tab.get_by_label("Subject", exact=True).last).to_have_value("Senior Nurse with ten years of experience", timeout=WAIT)
    api.expect(tab.get_by_role("status").filter(has_text="Claims: 1 false")).to_have_count(1, timeout=WAIT)


def see_marks_follow(tab: Tab) -> None:
    """A mended subject loses its mark, a false sentence typed into the email gets one, and loses it when it goes."""
    false = tab.locator("mark.false")
    api.expect(false).to_contain_text(["ten years"], timeout=WAIT)
    tab.locator("li.false").first.wait_for()
    tab.get_by_label("Subject", exact=True).last.fill(SUBJECT)
    api.expect(false).to_have_count(0, timeout=WAIT)
    body = tab.get_by_label("Email", exact=True)
    as_written = body.input_value()
    body.fill(as_written.replace("Your hospital", f"{FALSE}\n\nYour hospital"))
    api.expect(tab.locator(".body mark.false")).to_contain_text(["ten years"], timeout=WAIT)
    body.fill(as_written)
    api.expect(false).to_have_count(0, timeout=WAIT)
    api.expect(tab.get_by_text("Nothing false was found")).to_be_visible(timeout=WAIT)
    settle(tab)


def saved_file(tab: Tab) -> Any:
    """The email as the browser saves it."""
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save as .eml").click()
    return email.message_from_bytes(Path(saved.value.path()).read_bytes(), policy=email.policy.default)


def found_by_another_program(dovecot: Dovecot) -> tuple[str, Any]:
    """Flags and message of the only draft there is."""
    with dovecot.client() as client:
        client.select('"Entw&APw-rfe &- mehr"', readonly=True)
        found: Any = client.fetch("1:*", "(FLAGS BODY.PEEK[])")[1]
    ((head, content), flags) = found
    return f"{head!r} {flags!r}", email.message_from_bytes(content, policy=email.policy.default)
