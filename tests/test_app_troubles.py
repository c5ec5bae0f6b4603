"""The page when things go wrong or many come at once: each trouble is one clear line, and nobody gets another's email."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("streamlit", reason="needs the extra [app]")

from streamlit import config
from streamlit.testing.v1 import AppTest

from pipeline.engines.ollama import Ollama
from pipeline.engines.settings import Patience
from pipeline.errors import MailwrightError
from pipeline.schema import EmailRequest
from serve.app import engine, launch
from serve.app.work import Writing
from serve.chosen import Chosen
from serve.settings import ServeSettings
from serve.turns import Turns
from tests import app_run
from tests.app_engine import POSTING, RESUME, TRUE, Personal, Scripted
from tests.app_run import desk, lines, page, settled, texts, with_documents, written
from tests.documents_files import image, pdf
from tests.engine_stand import Reply, standing

USERS = 30
PLACES = 4


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app_run.alone(tmp_path, monkeypatch)
    app_run.behind(monkeypatch, Scripted(TRUE))


def body(found: AppTest) -> str:
    """The email in front of this tab."""
    version = desk(found).version
    assert version is not None
    return version.draft.email.body


def test_two_tabs_do_not_mix_their_emails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are in the works at one moment; each tab shows its own person's, and nothing of the other's."""
    names = ["Ada Mensah", "Kofi Boateng"]
    app_run.behind(monkeypatch, Personal(names, together=2))
    tabs = [with_documents(RESUME.replace("Ada Mensah", name)) for name in names]
    for tab in tabs:
        tab.button(key="write").click().run()
    assert all(desk(tab).work for tab in tabs)
    for tab, name, other in zip(tabs, names, reversed(names), strict=True):
        settled(tab)
        assert body(tab).endswith(name)
        assert other not in f"{body(tab)} {texts(tab)}"


def test_an_engine_that_is_absent_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next try looks again."""

    def absent(*_: object, **__: object) -> None:
        msg = "Ollama does not answer at http://127.0.0.1:11434; start it with `ollama serve`"
        raise MailwrightError(msg)

    monkeypatch.setattr("pipeline.engines.choose", absent)
    monkeypatch.setattr(engine.shared, "_chosen", None)
    found = written(with_documents())
    assert [line for line in lines(found) if "ollama serve" in line]
    assert not found.button(key="write").disabled


def test_ollama_stopped_in_the_middle_is_one_line_and_a_retry_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written so far can be read; the line and it are gone with the next email."""
    words = [f"{word} " for word in TRUE.split(" ")]
    with standing() as ollama:
        monkeypatch.setenv("OLLAMA_HOST", ollama.address)
        ollama.replies = [Reply(words, resets="in the middle", prompt_tokens=None), Reply(words, prompt_tokens=None)]
        app_run.behind(monkeypatch, Ollama("m", 8192, Patience(tries=1), remedy="make it"))
        found = written(with_documents())
        assert len(lines(found)) == 1
        assert "broke" in lines(found)[0]
        assert "Subject: Senior" in texts(found)
        written(found)
    assert not found.error
    assert body(found).endswith("Ada Mensah")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("large.pdf", b"%PDF-1.7\n" + bytes(40 * 2**20), "large.pdf: the file has more than 25 MB; save a smaller copy"),
        (
            "scan.pdf",
            pdf("q 612 0 0 792 0 0 cm /I Do Q", resources="/XObject<</I 3 0 R>>", extra=(image(),)),
            "scan.pdf: the PDF is a scan without text; recognise its text (OCR)",
        ),
        ("photo.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "photo.pdf: "),
    ],
    ids=["40 MB", "scanned", "picture"],
)
def test_a_file_that_cannot_be_read_is_one_line(name: str, content: bytes, reason: str) -> None:
    """It names the file and says what to do; the page goes on without it."""
    found = page(app_run.one)
    found.file_uploader[0].set_value((name, content, "application/pdf")).run()
    assert not found.exception
    (line,) = lines(found)
    assert line.startswith(reason)
    assert "; " in line


@pytest.mark.parametrize(
    ("address", "reason"), [("https://jobs.larch.example/1", "no such host"), ("http://127.0.0.1:9/job", "private network")]
)
def test_a_dead_address_is_one_line(monkeypatch: pytest.MonkeyPatch, address: str, reason: str) -> None:
    """It names the address and says what to do."""

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    found = page(app_run.one)
    found.segmented_control(key="posting_way").set_value("Web address").run()
    found.text_input(key="posting_address").set_value(address).run()
    assert not found.exception
    (line,) = lines(found)
    assert line.startswith(f"{address}: ")
    assert reason in line


@pytest.mark.parametrize(("error", "line"), [
    (MailwrightError("settings.yaml: style is 'odd'; choose another"), "settings.yaml: style is 'odd'; choose another"),
    (ValueError(RESUME), "unexpected ValueError; please report it with these places, which quote nothing of yours:"),
])  # fmt: skip
def test_an_error_that_no_part_expects_is_told_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, line: str
) -> None:
    """One line of what a person can mend; kind and places of what nobody foresaw, on the page and not in the log."""

    def fails() -> None:
        raise error

    monkeypatch.setattr("serve.preferences.load", fails)
    found = app_run.whole()
    assert not found.exception
    assert lines(found) == [line]
    assert "Ada Mensah" not in f"{caplog.text} {[code.value for code in found.code]}"
    assert any("tests/test_app_troubles.py" in code.value for code in found.code) == isinstance(error, ValueError)


def test_an_error_in_a_callback_is_logged_without_its_words(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Callbacks run before the page does, so Streamlit catches it and logs it, here as the page is launched."""
    config.set_option("logger.enableRich", launch.options("127.0.0.1", 8501, "a1b2")["logger_enableRich"])

    def fails(_: str) -> str:
        raise ValueError(RESUME)

    found = app_run.whole()
    monkeypatch.setattr("serve.uploads.shown", fails)
    found.file_uploader[0].set_value(("cv.txt", RESUME.encode(), "text/plain")).run()
    assert found.exception
    assert "unexpected ValueError" in caplog.text
    assert "tests/test_app_troubles.py" in caplog.text
    assert "Ada Mensah" not in caplog.text


def together(works: list[Writing]) -> None:
    for work in works:
        work.start()
    for work in works:
        work.join(app_run.SECONDS)


def test_thirty_users_at_once_get_their_own_emails(make_request: Callable[..., EmailRequest]) -> None:
    """All are served, so many at a time as there are places."""
    names = [f"Ada {one}{other}ensah" for one in "ABCDEF" for other in "aeiou"]
    backend = Personal(names, pause=0.001)
    shared = Chosen(backend, ServeSettings(attempts=1), 1200, Turns(PLACES, USERS))
    requests = [make_request(RESUME.replace("Ada Mensah", name), POSTING, sender=name, recipient="Tom Reed") for name in names]
    works = [Writing(request, lambda: shared) for request in requests]
    together(works)
    assert len(works) == USERS
    assert [work.draft.email.body.splitlines()[-1] if work.draft else work.problem for work in works] == names
    assert 1 < backend.most <= PLACES


def test_a_full_queue_says_so_and_a_retry_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """One email in the works, two waiting: the next is told in the page, at once."""
    shared = Chosen(Scripted(TRUE), ServeSettings(attempts=1), 1200, Turns(1, 2))
    monkeypatch.setattr(engine.shared, "_chosen", shared)
    found = with_documents()
    done = threading.Event()

    def busy() -> None:
        with shared.turns.taken():
            done.wait(app_run.SECONDS)

    others = [threading.Thread(target=busy) for _ in range(3)]
    for other in others:
        other.start()
    while shared.turns.waiting < 2:
        time.sleep(0.01)
    written(found)
    assert lines(found) == ["2 emails are waiting already; try again in a minute"]
    done.set()
    for other in others:
        other.join()
    written(found)
    assert not found.error
    assert body(found).endswith("Ada Mensah")
