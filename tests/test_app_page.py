"""The page itself, run without a browser by Streamlit's AppTest; `test_app_browser.py` has the one story in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("streamlit", reason="needs the extra [app]")

from pipeline.schema import Email, EmailRequest, Person
from serve import uploads
from serve.app import engine
from serve.app.many import Many, Wish
from serve.drafts.message import Attachment
from tests import app_run
from tests.app_engine import POSTING, RESUME, TRUE, Scripted
from tests.app_run import SECONDS, desk, page, settled, texts, with_documents, written


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app_run.alone(tmp_path, monkeypatch)


@pytest.fixture
def engine_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    """Puts a scripted engine behind the page."""

    def put(*answers: str, **options: Any) -> Scripted:
        backend = Scripted(*answers, **options)
        app_run.behind(monkeypatch, backend)
        return backend

    put()
    return put


def test_an_empty_page_says_what_it_wants(engine_with: Callable[..., Scripted]) -> None:
    """Nothing can be written yet, nothing is an error."""
    found = page(app_run.one)
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
    assert not found.button(key="save_eml").disabled


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


def test_hostile_names_are_shown_as_they_are(engine_with: Callable[..., Scripted]) -> None:
    """A company called like a picture is no picture anywhere in markdown."""
    found = page(app_run.one)
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


def test_the_resume_that_goes_along_is_the_one_that_was_read(engine_with: Callable[..., Scripted], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not another of the same name, nor one that was uploaded in its place later; each version has a tick of its own."""
    engine_with(TRUE)
    attached: list[Attachment | None] = []

    def message(request: EmailRequest, email: Email, resume: Attachment | None) -> EmailMessage:
        attached.append(resume)
        return EmailMessage()

    monkeypatch.setattr("serve.draft.message", message)
    other = RESUME.replace("Ada Mensah", "Kofi Boateng").encode()
    found = page(app_run.one)
    found.file_uploader[0].set_value([("cv.txt", RESUME.encode(), "text/plain"), ("cv.txt", other, "text/plain")]).run()
    found.selectbox(key="which_resume").set_value(1).run()
    found.text_area(key="posting_text").set_value(POSTING).run()
    written(found)
    found.checkbox(key="attach 0").check().run()
    assert attached[-1]
    assert attached[-1].content == other
    found.button(key="another").click().run()
    settled(found)
    assert not found.checkbox(key="attach 1").value
    found.file_uploader[0].set_value([("cv.txt", RESUME.encode(), "text/plain")]).run()
    assert not found.exception
    assert not found.checkbox
    assert attached[-1] is None


def test_a_batch_goes_on_while_its_tab_shows_another_page(engine_with: Callable[..., Scripted], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page looks at it."""
    many = Many({}, uploads.pasted(POSTING, "job"), Wish(Person(name="Iris Holm")), engine.shared.chosen)
    monkeypatch.setattr(Many, "running", True)
    found = app_run.whole()
    desk(found).many, many._seen = many, 0.0
    found.run()
    assert not found.exception
    assert many._seen


def test_a_batch_is_written_read_and_saved(engine_with: Callable[..., Scripted]) -> None:
    """Two resumes, though their files have one name, one posting: one email is accepted, one skipped, one archive."""
    engine_with(TRUE)
    found = page(app_run.batch)
    other = RESUME.replace("Ada Mensah", "Kofi Boateng").replace("ada.mensah", "kofi.boateng")
    found.file_uploader[0].set_value([("cv.txt", RESUME.encode(), "text/plain"), ("cv.txt", other.encode(), "text/plain")]).run()
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
    assert "Save 1 accepted" in [element.value for element in found.header]
