"""Reading in a process of its own: one bad file costs one error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.documents import Reader, read
from pipeline.errors import DocumentError
from tests.documents_files import docx, pdf, show


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    path = tmp_path / "jane.pdf"
    path.write_bytes(pdf(show(72, 700, "Jane Roe")))
    return path


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A small PDF whose forms call each other ten times, ten levels deep."""
    path = tmp_path / "endless.pdf"
    forms = []
    for level in range(10):
        body = b"/X Do " * 10 if level else b"BT /F 10 Tf 72 700 Td (x) Tj ET"
        inner = f"/XObject<</X {2 + level} 0 R>>".encode() if level else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<%s>>/Length %d>>stream\n" % (inner, len(body))
        forms.append(head + body + b"\nendstream")
    path.write_bytes(pdf("/X Do", resources="/XObject<</X 12 0 R>>", extra=tuple(forms)))
    return path


def test_read_gives_the_document(resume: Path) -> None:
    """The public function reads a path, and the document says what it was made from."""
    document = read(resume, "resume")
    assert (document.text, document.kind, document.source, document.pages) == ("Jane Roe", "resume", str(resume), 1)
    assert len(document.sha256) == 64


def test_relative_paths_follow_the_caller(resume: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is looked up where the caller stands now, not where the process was started; errors name it as given."""
    with Reader() as reader:
        reader.read(resume, "resume")
        monkeypatch.chdir(resume.parent)
        assert reader.read("jane.pdf", "resume").source == "jane.pdf"
        with pytest.raises(DocumentError, match=r"^joe\.pdf: no such file"):
            reader.read("joe.pdf", "resume")


def test_process_is_reused(resume: Path) -> None:
    """One process reads one document after the other, after errors too."""
    with Reader() as reader:
        reader.read(resume, "resume")
        first = reader._process
        with pytest.raises(DocumentError):
            reader.read(resume.parent / "missing.pdf", "resume")
        reader.read(resume, "resume")
        assert first is not None
        assert reader._process is first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_file_that_takes_too_long_costs_one_error(resume: Path, tmp_path: Path) -> None:
    """The process is stopped after the limit, and the next document is read by another."""
    silent = tmp_path / "silent.pdf"
    os.mkfifo(silent)  # a file that never gives its first byte
    with Reader(seconds=3) as reader:
        with pytest.raises(DocumentError, match="took more than 3 seconds") as caught:
            reader.read(silent, "resume")
        assert caught.value.reason == "timeout"
        assert reader.read(resume, "resume").text == "Jane Roe"


def test_file_that_multiplies_itself_costs_one_error(resume: Path, endless: Path) -> None:
    """A small file with ten thousand million pieces of text meets the limit on time or on memory."""
    with Reader(seconds=5) as reader:
        with pytest.raises(DocumentError) as caught:
            reader.read(endless, "resume")
        assert caught.value.reason in ("timeout", "corrupt", "too large")
        assert reader.read(resume, "resume").text == "Jane Roe"


def test_crash_costs_one_error(resume: Path) -> None:
    """A process that dies while reading is replaced."""
    with Reader() as reader:
        reader.read(resume, "resume")
        process = reader._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.write("this is not a request\n")  # ends the process at the next document
        with pytest.raises(DocumentError, match="crashes the reader"):
            reader.read(resume, "resume")
        assert reader.read(resume, "resume").text == "Jane Roe"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a process to set itself")
def test_file_that_needs_too_much_memory_costs_one_error(resume: Path, tmp_path: Path) -> None:
    """The limit on memory holds in the process, not here: a small file that unpacks to millions of paragraphs is given up."""
    greedy = tmp_path / "greedy.docx"
    greedy.write_bytes(docx("<w:p/>" * 3_000_000))
    with Reader(memory=300_000_000) as reader:
        assert reader.read(resume, "resume").text == "Jane Roe"
        with pytest.raises(DocumentError) as caught:
            reader.read(greedy, "resume")
        assert caught.value.reason in ("too large", "corrupt")
        assert reader.read(resume, "resume").text == "Jane Roe"


def test_interrupted_answer_does_not_meet_the_next_question(resume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C in the middle of a document the next one gets its own answer."""
    other = tmp_path / "other.txt"
    other.write_text("Richard Roe", encoding="utf-8")
    with Reader() as reader:
        reader.read(resume, "resume")
        with monkeypatch.context() as interrupted:
            interrupted.setattr("pipeline.documents.isolation._exchange", _interrupt)
            with pytest.raises(KeyboardInterrupt):
                reader.read(resume, "resume")
        assert reader.read(other, "resume").text == "Richard Roe"


def _interrupt(*_: object) -> str:
    raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_forked_program_has_its_own_process(resume: Path) -> None:
    """Parent and child do not talk to one process at once."""
    with Reader() as reader:
        reader.read(resume, "resume")
        child = os.fork()
        if not child:
            os._exit(0 if reader.read(resume, "resume").text == "Jane Roe" else 1)
        assert reader.read(resume, "resume").text == "Jane Roe"
        assert os.waitpid(child, 0)[1] == 0


def test_close_ends_the_process(resume: Path) -> None:
    """No process stays behind a reader."""
    with Reader() as reader:
        reader.read(resume, "resume")
        process = reader._process
    assert process is not None
    assert process.poll() is not None


def test_process_ends_with_its_input() -> None:
    """A program that is killed leaves no process behind: the input ends, and so does the process."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "pipeline.documents.worker", "1500000000"]
    done = subprocess.run(command, input="", capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_private_addresses_are_refused_through_the_door() -> None:
    """An address goes through the same checks from the public function."""
    with pytest.raises(DocumentError, match=r"^http://127\.0\.0\.1:9/: lies in a private network"):
        read("http://127.0.0.1:9/", "job")
