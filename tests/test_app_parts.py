"""The page's own parts without a page: escaping, uploads, corrections, paragraphs, marks, the email in the works, a batch."""

from __future__ import annotations

import io
import itertools
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import profile
from pipeline.errors import DocumentError, MailwrightError
from pipeline.schema import Document, Email, EmailRequest, Person
from serve import corrections, guard, marking, paragraphs, uploads, variety
from serve.app import bundle, drafts, email_view, escaping, launch
from serve.app.desk import Desk, Upload
from serve.app.many import Many, Wish, named
from serve.app.version import Version
from serve.app.work import Writing
from serve.kept import Kept
from serve.records import Draft
from serve.settings import ServeSettings
from tests.app_engine import BODY, EMAIL, FALSE, POSTING, RESUME, TRUE, Scripted, chosen


@pytest.fixture
def request_(make_request: Callable[..., EmailRequest]) -> EmailRequest:
    return make_request(RESUME, POSTING, sender="Ada Mensah", recipient="Tom Reed")


@pytest.fixture
def version(request_: EmailRequest) -> Version:
    judged = guard.judge(Email(subject="Senior Nurse at Birch Hospital", body=BODY), request_)
    account: dict[str, Any] = {
        "attempts": (),
        "prompt_tokens": 1,
        "completion_tokens": 1,
        "seconds": 1.0,
        "model": "m",
        "seed": 0,
        "guarded": True,
    }
    return Version(Draft(**{**dict(judged), **account}, raw=judged), request_)


@given(st.text())
def test_a_strangers_text_is_no_markdown(text: str) -> None:
    """Every mark of ASCII is escaped, so that no picture, link, colour or formula comes of it, and nothing is lost but line breaks."""
    found = escaping.markdown(text)
    assert "\n" not in found
    assert "![" not in found.replace("\\!", "")
    plain = found.replace("\\\\", "\0")
    assert not any(f"{before}{mark}" for before, mark in itertools.pairwise(plain) if mark in "![](`:$<" and before != "\\")


def test_a_strangers_text_is_no_html() -> None:
    """Neither between tags nor inside an attribute."""
    assert escaping.html("<img src=x onerror='a()'>\"") == "&lt;img src=x onerror=&#x27;a()&#x27;&gt;&quot;"


def test_an_upload_is_called_what_its_person_calls_it() -> None:
    """Folders and control characters are gone; the text is read as from a file."""
    document = uploads.read("C:\\Users\\ada\\my\ncv.txt", RESUME.encode(), "resume")
    assert document.source == "my cv.txt"
    assert "Larch Clinic" in document.text


def test_an_unreadable_upload_names_itself_and_no_folder() -> None:
    """The error is about the person's file, not about a temporary one."""
    with pytest.raises(DocumentError) as caught:
        uploads.read("photo.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "resume")
    assert str(caught.value).startswith("photo.pdf: ")
    assert "mailwright-" not in str(caught.value)


def test_pasted_text_is_a_document() -> None:
    """Its source says where it came from."""
    assert uploads.pasted(POSTING, "job").source == uploads.PASTED


def _document(text: str) -> Document:
    return Document(kind="resume", text=text, source="cv.txt", media_type="text/plain", sha256="0" * 64)


def test_a_corrected_fact_is_the_fact() -> None:
    """The text changes where the fact stands, and the facts follow."""
    document = _document(RESUME)
    name = profile.resume(document).name
    assert name is not None
    better = corrections.fact(document, name, "Adwoa Mensah")
    found = profile.resume(better).name
    assert found is not None
    assert found.value == "Adwoa Mensah"
    assert better.sha256 != document.sha256
    assert corrections.CORRECTED in better.warnings


def test_a_company_that_was_not_found_can_be_added() -> None:
    """The posting then has it."""
    document = _document("Senior Nurse\n\nRequirements\n- Wound care").model_copy(update={"kind": "job"})
    company = profile.job(corrections.added(document, "Company", "Birch Hospital")).company
    assert company is not None
    assert company.value == "Birch Hospital"


def test_a_text_that_stays_is_no_correction() -> None:
    """The very document comes back."""
    document = _document(RESUME.strip())
    assert corrections.text(document, RESUME) is document
    assert corrections.added(document, "Company", " ") is document


def test_the_file_of_a_resume_is_found_after_two_corrections() -> None:
    """Also for the email that was written from the first of them; a resume of that name with other content has none."""
    read = _document(RESUME)
    found = Desk(uploads={"resumes": [Upload("cv.txt", b"Ada's", read.sha256)]})
    first, second = (corrections.text(read, f"{RESUME}- {more}") for more in ("Night shifts", "Day shifts"))
    found.correct(read.sha256, first)
    found.correct(read.sha256, second)
    assert [found.file(document) for document in (read, first, second)] == [b"Ada's"] * 3
    assert found.file(read.model_copy(update={"sha256": "1" * 64})) is None


def test_paragraphs_are_those_between_greeting_and_signature() -> None:
    """Neither `Dear Tom` nor `Kind regards` is one."""
    assert [text[:12] for text in paragraphs.told(BODY)] == ["As a ward nu", FALSE[:12], "Your hospita"]


def test_one_paragraph_comes_from_another_email() -> None:
    """The one in the same place, from the end in the second half; the rest stays letter by letter."""
    other = "Dear Tom,\n\nOne two three four five six seven eight nine.\n\nA b c d e f g h the last of this email.\n\nBest,\nAda"
    found = paragraphs.replaced(BODY, 2, other)
    assert found is not None
    assert "A b c d e f g h the last of this email." in found
    assert found.startswith(BODY[: BODY.index("Your hospital")])
    assert found.endswith("Kind regards,\nAda Mensah")


@pytest.mark.parametrize(("number", "other"), [(7, BODY), (0, "Dear Tom,\n\nBest,\nAda"), (1, BODY)])
def test_no_paragraph_where_there_is_none(number: int, other: str) -> None:
    """None in that place, none at all, or the same one."""
    assert paragraphs.replaced(BODY, number, other) is None


def test_another_email_has_other_seeds() -> None:
    """And enough variety; the first one is as the recipe says."""
    settings = ServeSettings(seed=3, attempts=2)
    assert variety.other(settings, 0) is settings
    assert (variety.other(settings, 2).seed, variety.other(settings, 2).temperature) == (3 + 2 * (2 + 10), variety.VARIED)


def test_marked_pieces_are_the_email_again(version: Version) -> None:
    """Letter by letter; findings are numbered and a supported claim names the whole line of the resume."""
    found = marking.marked(version.draft, version.request)
    assert "".join(piece.text for piece in found.body) == BODY
    assert [reason.number for reason in found.reasons] == list(range(1, len(found.reasons) + 1))
    assert any("ten years" in reason.text for reason in found.reasons)
    assert any(reason.evidence == "resume: - Cared for 12 beds on a surgical ward" for reason in found.supported)


def test_marks_follow_an_edit(version: Version) -> None:
    """Without its false sentence the email has no finding; the draft says that a person changed it."""
    assert version.draft.false
    version.take(Email(subject="Senior Nurse at Birch Hospital", body=BODY.replace(f"{FALSE}\n\n", "")))
    assert not version.draft.false
    assert version.draft.edited
    assert email_view.summary(version.draft).startswith("Nothing false was found")


def test_the_component_gets_plain_data(version: Version) -> None:
    """What the page shows is data, never markup, hostile text included."""
    version.take(Email(subject="<img src=x>", body=BODY))
    told = email_view.told(version.draft, version.request, stamp=1, editable=True)
    assert "".join(piece["text"] for piece in told["subject"]) == "<img src=x>"


def test_the_component_makes_no_html() -> None:
    """Its script puts texts in as text."""
    script = (email_view.TEMPLATES / "email.js").read_text(encoding="utf-8")
    assert not any(word in script for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("))
    assert "textContent" in script


def test_an_email_is_written_in_a_thread(request_: EmailRequest) -> None:
    """Its text is there as it comes, the draft at the end."""
    work = Writing(request_, lambda: chosen(Scripted(EMAIL)))
    work.start()
    work.join(60)
    assert not work.running
    assert work.draft is not None
    assert work.draft.false or work.draft.removed


def test_an_engine_that_breaks_is_one_line(request_: EmailRequest) -> None:
    """What was written before stays at hand."""
    work = Writing(request_, lambda: chosen(Scripted(fails="Ollama does not answer; start it with `ollama serve`")))
    work.start()
    work.join(60)
    assert work.problem == "Ollama does not answer; start it with `ollama serve`"
    assert work.text.startswith("Subject: Senior Nurse")


def test_an_email_can_be_stopped(request_: EmailRequest) -> None:
    """At once; no draft, no error."""
    work = Writing(request_, lambda: chosen(Scripted(pause=0.05)))
    work.start()
    while not work.text:
        time.sleep(0.01)
    work.stop()
    work.join(60)
    assert (work.stopped, work.running, work.draft, work.problem) == (True, False, None, None)


def test_an_email_at_which_nobody_looks_stops(request_: EmailRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tab was closed."""
    monkeypatch.setattr("serve.app.work.UNSEEN", 0.0)
    work = Writing(request_, lambda: chosen(Scripted(pause=0.01)))
    work.start()
    work.join(60)
    assert work.stopped


def _many(files: dict[str, bytes], backend: Scripted) -> Many:
    return Many(files, uploads.pasted(POSTING, "job"), Wish(Person(name="Iris Holm", address="iris@example.org")), lambda: chosen(backend))


def test_a_batch_has_a_row_per_resume() -> None:
    """One that cannot be read costs its own row; the sender signs with an address."""
    many = _many({"ada.txt": RESUME.encode(), "empty.txt": b""}, Scripted(TRUE))
    many.start()
    many.join(60)
    assert [row.state for row in many.rows] == ["written", "problem"]
    assert many.rows[0].candidate == "Ada Mensah"
    assert many.rows[0].version is not None
    assert many.rows[0].version.request.sender.address == "iris@example.org"
    assert many.rows[1].problem.startswith("empty.txt: ")
    assert many.done == 2


def test_a_batch_at_which_nobody_looks_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tab was closed: neither the email in the works nor the next one is finished."""
    monkeypatch.setattr("serve.app.many.AT_ONCE", 1)
    backend = Scripted(TRUE)
    many = _many({f"{n}.txt": RESUME.encode() for n in range(3)}, backend)
    stream = backend.stream

    def closed(*asked: Any) -> Any:
        monkeypatch.setattr("serve.app.work.UNSEEN", -1.0)
        return stream(*asked)

    monkeypatch.setattr(backend, "stream", closed)
    many.start()
    many.join(60)
    assert [row.state for row in many.rows] == ["stopped"] * 3
    assert len(backend.asked) == 1
    assert many.problem.startswith("stopped: no tab showed this page")


def test_files_of_one_name_are_all_there() -> None:
    """Each has a row of its own, also where a number is taken."""
    files = [("cv.pdf", b"a"), ("cv (2).pdf", b"b"), ("cv.pdf", b"c"), ("cv.pdf", b"d"), ("cv", b"e"), ("cv", b"f")]
    assert named(files) == {"cv.pdf": b"a", "cv (2).pdf": b"b", "cv (3).pdf": b"c", "cv (4).pdf": b"d", "cv": b"e", "cv (2)": b"f"}


def test_a_batch_gives_a_dead_engine_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After some failures in a row the rest is not tried."""
    monkeypatch.setattr("serve.app.many.AT_ONCE", 1)
    many = _many({f"{n}.txt": RESUME.encode() for n in range(5)}, Scripted(fails="gone"))
    many.start()
    many.join(60)
    assert [row.state for row in many.rows] == ["problem"] * 3 + ["stopped"] * 2


def test_a_batch_without_an_engine_says_so() -> None:
    """Once, not per row."""

    def absent() -> None:
        msg = "Ollama does not answer; start it"
        raise MailwrightError(msg)

    many = Many({"a.txt": b"x"}, uploads.pasted(POSTING, "job"), Wish(Person(name="Iris Holm")), absent)  # type: ignore[arg-type]  # raises
    many.start()
    many.join(60)
    assert many.problem == "Ollama does not answer; start it"


def test_accepted_emails_are_an_archive(version: Version) -> None:
    """Names of their own, though the recipient is the same."""
    with zipfile.ZipFile(io.BytesIO(bundle.archive([version, version], [drafts.composed(version)] * 2))) as found:
        assert found.namelist() == ["001-tom-reed.eml", "002-tom-reed.eml"]
        assert b"X-Unsent: 1" in found.read("001-tom-reed.eml")


def test_the_page_is_for_this_computer() -> None:
    """Loopback only, other host names refused, no statistics, limited uploads, no detail of an error."""
    found = launch.options("127.0.0.1", 8501, "a1b2")
    assert found["server_address"] == "127.0.0.1"
    assert found["server_allowedHosts"] == ["127.0.0.1", "localhost"]
    assert found["browser_gatherUsageStats"] is False
    assert found["server_maxUploadSize"] == launch.MEGABYTES
    assert (found["server_enableXsrfProtection"], found["server_enableAgentApi"]) == (True, False)
    assert found["client_showErrorDetails"] == "none"
    assert launch.options("0.0.0.0", 8501, "a1b2")["server_allowedHosts"] == ["127.0.0.1", "localhost"]


def test_streamlit_knows_every_setting() -> None:
    """A name that Streamlit drops would be ignored in silence."""
    config = pytest.importorskip("streamlit.config", reason="needs the extra [app]")
    known = {name.replace(".", "_") for name in config._config_options_template}
    assert set(launch.options("127.0.0.1", 8501, "a1b2")) <= known


def test_a_taken_port_is_an_error_and_no_port_finds_one() -> None:
    """The one asked for is never replaced in silence."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MailwrightError, match="--port"):
            launch.free_port("127.0.0.1", port)
    assert launch.free_port("127.0.0.1", None) > 0


def test_a_missing_engine_is_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ollama may have been started in between; once loaded it is shared."""
    from pipeline import engines

    tries = []

    def choose(*_: object, **__: object) -> Scripted:
        tries.append(1)
        if len(tries) == 1:
            msg = "absent"
            raise MailwrightError(msg)
        return Scripted()

    monkeypatch.setattr(engines, "choose", choose)
    monkeypatch.chdir(Path(__file__).parent.parent)
    shared = Kept()
    with pytest.raises(MailwrightError):
        shared.chosen()
    assert shared.chosen() is shared.chosen()
    assert len(tries) == 2
