"""serve.ask: the questions at a terminal, once through a real one and otherwise with scripted answers."""

from __future__ import annotations

import io
import json
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import DocumentError, MailwrightError
from pipeline.schema import Direction, Document, Length, Style
from serve import ask
from serve.wanted import Wanted

RESUME = """# Ada Mensah
ada@example.org

## Experience
Ward nurse, St Agnes Hospital, 2019-03 - present
- Cared for 12 patients a shift

## Skills
Wound care
"""
POSTING = """Senior Nurse
Larch Clinic, Leeds

Requirements:
- 5 years of ward experience
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "my cv.md").write_text(RESUME, encoding="utf-8")
    (tmp_path / "job.txt").write_text(POSTING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the person will type; write into it, then rewind."""
    typed = io.StringIO()
    monkeypatch.setattr("sys.stdin", typed)
    return typed


def type_in(typed: io.StringIO, *lines: str) -> None:
    typed.write("".join(f"{line}\n" for line in lines))
    typed.seek(0)


class Terminal:
    """A program at a pseudo terminal: stdin and stderr are the terminal, stdout is a pipe."""

    def __init__(self, code: str, folder: Path) -> None:
        self.end, other = os.openpty()
        root = str(Path(__file__).resolve().parents[1])
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=other,
            stderr=other,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": root, "TERM": "xterm", "COLUMNS": "200"},
        )
        os.close(other)
        self.seen = ""

    def expect(self, text: str) -> None:
        """Waits until `text` appears after what was expected before."""
        deadline = time.monotonic() + 20
        while text not in self.seen:
            assert time.monotonic() < deadline, f"{text!r} did not come; the terminal shows:\n{self.seen}"
            if select.select([self.end], [], [], 0.1)[0]:
                self.seen += re.sub(r"\x1b\[[0-9;]*m", "", os.read(self.end, 65536).decode())
        self.seen = self.seen.partition(text)[2]

    def send(self, line: str) -> None:
        os.write(self.end, line.encode() + b"\n")

    def finish(self) -> bytes:
        out, _ = self.process.communicate(timeout=20)
        os.close(self.end)
        return out


def test_a_conversation_at_a_terminal(folder: Path) -> None:
    """A misspelt path gets a second chance, a posting is pasted, names come from the documents; stdout stays free for the email."""
    code = "from serve import ask, wanted; print('at a pipe', ask.complete(wanted.Wanted()).request().model_dump_json())"
    terminal = Terminal(code, folder)
    for question, answer in (
        ("Which email", "application"),
        ("Resume", "my cb.md"),
        ("did you mean my cv.md?", ""),
        ("Job posting", ""),
        ("Paste the posting", POSTING + "\n."),
        ("Your full name, as you sign (Ada Mensah)", ""),
        ("Who is it addressed to", "Omar Reed"),
        ("Style", "Friendly"),
        ("Length", ""),
        ("Anything it should say", "I can start in May"),
    ):
        terminal.expect(question)
        terminal.send("'my cv.md'" if question.startswith("did you") else answer)
    out = terminal.finish()
    assert terminal.process.returncode == 0
    request = json.loads(out.partition(b"at a pipe ")[2])
    assert request["direction"] == "application"
    assert "12 patients" in request["resume"]["text"]
    assert request["job"]["source"] == "pasted text"
    assert "5 years of ward experience" in request["job"]["text"]
    assert request["sender"] == {"name": "Ada Mensah", "address": "ada@example.org"}
    assert request["recipient"]["name"] == "Omar Reed"
    assert (request["style"], request["length"], request["wishes"]) == ("friendly", "standard", "I can start in May")


@pytest.mark.parametrize("end", ["\n", ""])
def test_all_lines_of_a_paste_are_one_answer(folder: Path, end: str) -> None:
    """None of them answers the next question, not even a last one without its end, which the terminal holds back; nothing is lost."""
    code = (
        "from serve import ask, wanted; given = wanted.Wanted(direction='application', resume='my cv.md', job='job.txt', style='direct');"
        "print(ask.complete(given).request().model_dump_json())"
    )
    terminal = Terminal(code, folder)
    terminal.expect("Your full name")
    terminal.send("")
    terminal.expect("Who is it addressed to")
    os.write(terminal.end, f"Omar\n\n  Reed \u00c9lan\nHR{end}".encode())
    terminal.expect("taken as one answer")
    terminal.expect("Length")
    os.write(terminal.end, f"short\nYes{end}".encode())  # no choice: asked again
    terminal.expect("Length")
    terminal.send("")
    terminal.expect("Anything it should say")
    terminal.send("I can start in May")
    request = json.loads(terminal.finish())
    assert (request["recipient"]["name"], request["length"], request["wishes"]) == (
        "Omar Reed \u00c9lan HR",
        "standard",
        "I can start in May",
    )


def test_asks_only_for_what_was_not_given(folder: Path, answers: io.StringIO) -> None:
    """Given options are taken; the rest is asked, each with a default."""
    type_in(answers, "", "", "", "")
    given = Wanted(direction="application", resume="my cv.md", job="job.txt", sender="Ada Mensah", style="direct")
    request = ask.complete(given).request()
    assert (request.direction, request.style, request.length) == (Direction.APPLICATION, Style.DIRECT, Length.STANDARD)


def test_an_application_may_do_without_a_resume(folder: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty answer means none, and the person is told what follows from it."""
    type_in(answers, "", "job.txt", "Ada Mensah", "", "", "", "")
    request = ask.complete(Wanted(direction="application")).request()
    assert request.resume is None
    assert "will claim nothing about the candidate" in capsys.readouterr().err


def test_an_outreach_insists_on_a_resume(folder: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can be approached without knowing who it is. The candidate is then the one addressed."""
    type_in(answers, "", "my cv.md", "job.txt", "Iris Holm", "", "", "", "")
    request = ask.complete(Wanted(direction="outreach")).request()
    assert "needs the candidate's resume" in capsys.readouterr().err
    assert (request.recipient.name, request.recipient.address) == ("Ada Mensah", "ada@example.org")
    assert request.sender.address is None


def test_a_signature_is_needed(folder: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a resume there is no default for the name."""
    type_in(answers, "", "", "Ada Mensah", "", "", "", "")
    wanted = ask.complete(Wanted(direction="application", job="job.txt"))
    assert wanted.sender == "Ada Mensah"
    assert "needs a signature" in capsys.readouterr().err


def test_an_unknown_choice_is_asked_again(folder: Path, answers: io.StringIO) -> None:
    """A style that does not exist is not taken."""
    type_in(answers, "", "poetic", "concise", "", "")
    wanted = ask.complete(Wanted(direction="application", resume="my cv.md", job="job.txt", sender="Ada Mensah"))
    assert wanted.style == "concise"


def test_a_paste_ends_with_the_input_too(folder: Path, answers: io.StringIO) -> None:
    """Ctrl-D ends a paste; at the next question it means to leave."""
    type_in(answers, "", "Senior Nurse", "Larch Clinic")
    with pytest.raises(KeyboardInterrupt):
        ask.complete(Wanted(direction="application", resume="my cv.md", sender="Ada Mensah"))


def test_an_empty_paste_is_asked_again(folder: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """A dot alone is no posting."""
    type_in(answers, "", ".", "job.txt", "", "", "", "")
    wanted = ask.complete(Wanted(direction="application", resume="my cv.md", sender="Ada Mensah"))
    assert not isinstance(wanted.job, str)
    assert "Nothing was pasted" in capsys.readouterr().err


def test_a_pasted_line_that_the_terminal_cut_is_not_used(folder: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal hands over 4095 bytes of a longer line; a posting without its end would be taken for the whole."""
    type_in(answers, "", "x" * 4095, ".", "job.txt", "", "", "", "")
    ask.complete(Wanted(direction="application", resume="my cv.md", sender="Ada Mensah"))
    assert "longer than a terminal can take" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["A ward nurse who cares. " * 20, "~5 wards and/or days. Apply at https://example.org " * 20, "看護師" * 99]
)
def test_a_text_in_the_place_of_a_name_is_asked_again(
    text: str, folder: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was answered before stays, one line says how to give a text, and not a word of it is shown."""
    type_in(answers, text, "my cv.md", text, "", POSTING, ".", "", "", "", "")
    wanted = ask.complete(Wanted(direction="application", sender="Ada Mensah"))
    assert isinstance(wanted.job, Document)
    err = capsys.readouterr().err
    assert "to give the text itself, save it in a file" in err
    assert "to give the text itself, leave the answer empty" in err
    assert text[:12] not in err


@pytest.mark.parametrize("answer", ["my cv.md", "'my cv.md'", '"my cv.md"', r"my\ cv.md"])
def test_paths_as_people_type_them(folder: Path, answer: str) -> None:
    """Typed, quoted, or dragged into the terminal."""
    assert ask.plain_path(answer) == "my cv.md"


def test_the_home_folder_and_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde is expanded; an address is left as it is."""
    monkeypatch.setenv("HOME", "/home/ada")
    assert ask.plain_path("~/cv.pdf") == "/home/ada/cv.pdf"
    assert ask.plain_path("https://example.com/a b") == "https://example.com/a b"
    assert ask.plain_path("ada's cv.pdf") == "ada's cv.pdf"
    assert ask.plain_path("~no-such-user/cv.pdf") == "~no-such-user/cv.pdf"


def test_missing_options_are_named_together() -> None:
    """Where nobody can be asked, one line says all that is needed."""
    with pytest.raises(MailwrightError, match=r"^missing: --direction, --job, --sender; give them, or run this at a terminal to be asked$"):
        Wanted().request()
    with pytest.raises(MailwrightError, match=r"^missing: --job, --sender, --resume;"):
        Wanted(direction="outreach").request()


def test_a_given_document_that_cannot_be_read_is_an_error(folder: Path, answers: io.StringIO) -> None:
    """A path on the command line gets no second chance: the line to correct is in the shell's history."""
    with pytest.raises(DocumentError, match=r"nothing\.pdf"):
        ask.complete(Wanted(direction="application", resume="nothing.pdf"))
