"""The page itself, run without a browser by Streamlit's AppTest; `test_app_browser.py` has the one story in a real browser."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("streamlit", reason="needs the extra [app]")

from streamlit.testing.v1 import AppTest

from pipeline.errors import MailwrightError
from serve.app import engine
from serve.app.desk import Desk
from tests.app_engine import POSTING, RESUME, TRUE, Scripted, chosen

ROOT = Path(__file__).parent.parent
SECONDS = 60


def _one() -> None:
    from serve.app import one

    one.show()


def _batch() -> None:
    from serve.app import batch

    batch.show()


def _settings() -> None:
    from serve.app import accounts

    accounts.show()


def _outcomes() -> None:
    from serve.app import outcomes

    outcomes.show()


@pytest.fixture
def engine_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    """Puts a scripted engine behind the page."""
    monkeypatch.chdir(ROOT)

    def put(*answers: str, **options: Any) -> Scripted:
        backend = Scripted(*answers, **options)
        monkeypatch.setattr(engine.shared, "_chosen", chosen(backend))
        return backend

    put()
    return put


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither mailboxes nor memory of whoever runs the tests."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest leaves its script as `__main__`, which processes that a later test spawns would run again."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def page(part: Callable[[], None]) -> AppTest:
    return AppTest.from_function(part, default_timeout=SECONDS).run()


def with_documents() -> AppTest:
    """The page for one email with a resume and a posting."""
    found = page(_one)
    found.file_uploader[0].set_value(("cv.txt", RESUME.encode(), "text/plain"))
    found.run()
    found.text_area(key="posting_text").set_value(POSTING)
    return found.run()


def written(found: AppTest) -> AppTest:
    """The page once the email in the works is done."""
    found.button(key="write").click().run()
    return settled(found)


def settled(found: AppTest) -> AppTest:
    ends = time.monotonic() + SECONDS
    while (work := desk(found).work) and time.monotonic() < ends:
        work.join(SECONDS)
        found.run()
    return found


def desk(found: AppTest) -> Desk:
    kept: Desk = found.session_state["mailwright_desk"]
    return kept


def texts(found: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return " ".join(element.proto.body for element in found.get("html"))


def test_an_empty_page_says_what_it_wants(engine_with: Callable[..., Scripted]) -> None:
    """Nothing can be written yet, nothing is an error."""
    found = page(_one)
    assert not found.exception
    assert found.button(key="write").disabled
    assert "Your email appears here" in texts(found)


def test_what_was_read_is_shown(engine_with: Callable[..., Scripted]) -> None:
    """Facts of both documents, sender and recipient filled in, the prompt at hand; then the button works."""
    found = with_documents()
    assert not found.exception
    shown = texts(found)
    assert "Ward Nurse at Larch Clinic" in shown
    assert "Birch Hospital" in shown
    values = {field.label: field.value for field in found.text_input}
    assert values["Your name"] == "Ada Mensah"
    assert values["Your mail address"] == "ada.mensah@example.com"
    assert values["Recipient’s mail address"] == "jobs@birch.example.org"
    assert not found.button(key="write").disabled


def test_a_false_claim_reaches_the_page(engine_with: Callable[..., Scripted]) -> None:
    """The email is data for the component, with the reason; saving warns as long as it stands."""
    engine_with(_stubborn())
    found = written(with_documents())
    assert not found.exception
    version = desk(found).version
    assert version is not None
    assert version.draft.false
    assert any("Still marked as false" in warning.value for warning in found.warning)
    assert found.get("download_button")


def _stubborn() -> str:
    """An email whose false claim stands in its subject, which the guard does not take out."""
    return TRUE.replace("Subject: Senior Nurse at Birch Hospital", "Subject: Senior Nurse with ten years of experience")


def test_versions_stand_side_by_side(engine_with: Callable[..., Scripted]) -> None:
    """Another one is written with other seeds; both are kept and one is in front."""
    backend = engine_with(TRUE)
    found = written(with_documents())
    found.button(key="another").click().run()
    settled(found)
    assert len(desk(found).versions) == 2
    assert len({sampling.seed for sampling in backend.asked}) == 2
    found.toggle(key="beside").set_value(True).run()
    assert not found.exception
    found.button(key="use 0").click().run()
    assert desk(found).at == 0


def test_one_paragraph_is_written_anew(engine_with: Callable[..., Scripted]) -> None:
    """The rest of the email stays."""
    engine_with(TRUE, TRUE.replace("of every day of mine there", "of all my days there"))
    found = written(with_documents())
    found.button(key="paragraph 0").click().run()
    settled(found)
    version = desk(found).version
    assert version is not None
    assert "of all my days there" in version.draft.email.body
    assert len(desk(found).versions) == 1


def test_an_engine_that_is_absent_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next try looks again."""
    monkeypatch.chdir(ROOT)

    def absent(*_: object, **__: object) -> None:
        msg = "Ollama does not answer at http://127.0.0.1:11434; start it with `ollama serve`"
        raise MailwrightError(msg)

    monkeypatch.setattr("pipeline.engines.choose", absent)
    found = written(with_documents())
    assert [error for error in found.error if "ollama serve" in error.value]
    assert not found.button(key="write").disabled


def test_an_engine_that_stops_leaves_what_was_written(engine_with: Callable[..., Scripted]) -> None:
    """The text so far can be read, with the reason why there is no more."""
    engine_with(fails="the connection to Ollama broke; see its log")
    found = written(with_documents())
    assert any("connection to Ollama broke" in error.value for error in found.error)
    assert "Subject: Senior Nurse" in texts(found)


def test_a_file_that_cannot_be_read_is_an_error(engine_with: Callable[..., Scripted]) -> None:
    """It names the file, and the page goes on without it."""
    found = page(_one)
    found.file_uploader[0].set_value(("photo.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "application/pdf")).run()
    assert any("photo" in error.value for error in found.error)
    assert not found.exception


def test_a_dead_address_is_an_error(engine_with: Callable[..., Scripted], monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, with what to do."""
    found = page(_one)
    found.segmented_control(key="posting_way").set_value("Web address").run()
    found.text_input(key="posting_address").set_value("http://127.0.0.1:9/job").run()
    assert any("private network" in error.value for error in found.error)


def test_hostile_names_are_shown_as_they_are(engine_with: Callable[..., Scripted]) -> None:
    """A company called like a picture is no picture anywhere in markdown."""
    found = page(_one)
    hostile = POSTING.replace("Birch Hospital", "![x](http://evil.example/x.png)")
    found.text_area(key="posting_text").set_value(hostile).run()
    assert not found.exception
    shown = [*(element.label for element in found.expander), *(element.value for element in [*found.markdown, *found.caption])]
    assert not any("![x](" in text for text in shown)
    assert "<img" not in texts(found)


def test_a_correction_changes_what_is_known(engine_with: Callable[..., Scripted]) -> None:
    """The name in the resume, and with it who signs; it can be taken back."""
    found = with_documents()
    next(toggle for toggle in found.toggle if toggle.label == "Correct what was read").set_value(True).run()
    next(field for field in found.text_input if field.label == "Name").set_value("Adwoa Mensah")
    next(button for button in found.button if button.label == "Use this").click().run()
    assert not found.exception
    assert {field.label: field.value for field in found.text_input}["Your name"] == "Adwoa Mensah"
    next(button for button in found.button if button.label == "Back to what was read").click().run()
    assert {field.label: field.value for field in found.text_input}["Your name"] == "Ada Mensah"


def test_a_batch_is_written_read_and_saved(engine_with: Callable[..., Scripted]) -> None:
    """Two resumes, one posting: one email is accepted, one skipped, one archive."""
    engine_with(TRUE)
    found = page(_batch)
    other = RESUME.replace("Ada Mensah", "Kofi Boateng").replace("ada.mensah", "kofi.boateng")
    found.file_uploader[0].set_value([("ada.txt", RESUME.encode(), "text/plain"), ("kofi.txt", other.encode(), "text/plain")]).run()
    found.text_area(key="posting_text").set_value(POSTING).run()
    next(field for field in found.text_input if field.label == "Your name").set_value("Iris Holm").run()
    found.button(key="many_start").click().run()
    many = desk(found).many
    assert many is not None
    many.join(SECONDS)
    found.run()
    assert not found.exception
    found.button(key="many_accept").click().run()
    found.button(key="many_skip").click().run()
    assert [row.accepted for row in many.rows] == [True, False]
    assert "Kofi Boateng" in texts(found)
    assert "Save 1 accepted" in [element.value for element in found.subheader]


def test_nothing_is_remembered_until_it_is_turned_on(engine_with: Callable[..., Scripted], tmp_path: Path) -> None:
    """No file, and the page of outcomes says where the switch is."""
    assert "Nothing is remembered" in page(_outcomes).info[0].value
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_what_is_remembered_can_be_marked_and_deleted(engine_with: Callable[..., Scripted]) -> None:
    """A rating is kept, an outcome counts, and `delete all` empties it."""
    from serve.remember.store import Memory

    settings = page(_settings)
    settings.toggle(key="remember").set_value(True).run()
    assert Memory().on
    engine_with(TRUE)
    found = written(with_documents())
    found.feedback[0].set_value(1).run()
    (kept,) = Memory().all()
    assert (kept.rating, kept.title) == ("up", "Senior Nurse")
    outcomes = page(_outcomes)
    outcomes.selectbox(key=f"outcome {kept.id}").set_value("interview").run()
    assert "100%" in texts(outcomes)
    again = page(_settings)
    again.button(key="delete_all").click().run()
    assert not Memory().all()


def test_a_mailbox_that_does_not_answer_is_not_added(engine_with: Callable[..., Scripted], monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is shown, and nothing is kept."""
    from serve.drafts import accounts, mailbox

    def unreachable(*_: object) -> None:
        msg = "imap.example.org:993: not reached; check the server's name"
        raise MailwrightError(msg)

    monkeypatch.setattr(mailbox, "check", unreachable)
    found = page(_settings)
    found.text_input(key="new_address").set_value("ada@example.org").run()
    next(field for field in found.text_input if field.label == "IMAP server").set_value("imap.example.org")
    found.text_input(key="new_password").set_value("secret")
    next(button for button in found.button if button.label == "Test and add").click().run()
    assert any("not reached" in error.value for error in found.error)
    assert not accounts.stored()
    assert "secret" not in json.dumps([element.value for element in found.error])
