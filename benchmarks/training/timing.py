"""What every side of the benchmark does alike: reads its order, times each micro-batch of transformers' Trainer, writes what came out.

Imported in a rival's own environment, so it needs nothing but the standard library and, in `timed`, transformers.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

RANK: Final = 16
ALPHA: Final = 32
SEED: Final = 0


@dataclass(frozen=True)
class Order:
    """What a side is to train: `rows` is a file of prompt and completion, of which the first `warm` are not timed."""

    model: str
    rows: str
    max_length: int
    warm: int
    folder: str
    result: str

    @classmethod
    def read(cls) -> Order:
        """From the file that the command line names."""
        return cls(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))

    def write(self, path: Path) -> Path:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        return path


@dataclass(frozen=True)
class Micro:
    """One micro-batch: when it was done, its rows, tokens without padding, and supervised tokens."""

    ended: float
    rows: int
    tokens: int
    supervised: int


@dataclass(frozen=True)
class Result:
    """Of what was timed; `peak` in bytes is that of the whole process, from its start."""

    seconds: float
    rows: int
    tokens: int
    supervised: int
    peak: int

    @property
    def speed(self) -> float:
        """Supervised tokens a second."""
        return self.supervised / self.seconds


def rows(order: Order) -> list[dict[str, Any]]:
    """The rows to train on, in their order."""
    return [json.loads(line) for line in Path(order.rows).read_text(encoding="utf-8").splitlines()]


@contextlib.contextmanager
def timed(order: Order) -> Iterator[None]:
    """Times what transformers' Trainer, or any that is built on it, does in the block, and writes the result."""
    import transformers

    micros: list[Micro] = []
    step: Callable[..., Any] = transformers.Trainer.training_step

    def watched(self: Any, model: Any, inputs: dict[str, Any], *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - transformers' signature
        labels, shown = inputs["labels"], inputs.get("attention_mask")
        counted = len(labels), int(labels.numel() if shown is None else shown.sum()), int((labels != -100).sum())
        loss = step(self, model, inputs, *rest, **options)
        micros.append(Micro(time.perf_counter(), *counted))
        return loss

    transformers.Trainer.training_step = watched
    yield
    write(order, micros)


def write(order: Order, micros: list[Micro]) -> None:
    """The sum of all micro-batches after the first `warm` rows."""
    seen, first = 0, 0
    while seen < order.warm:
        seen += micros[first].rows
        first += 1
    taken = micros[first:]
    tokens, supervised = sum(micro.tokens for micro in taken), sum(micro.supervised for micro in taken)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    seconds = taken[-1].ended - micros[first - 1].ended
    result = Result(seconds, sum(micro.rows for micro in taken), tokens, supervised, peak)
    Path(order.result).write_text(json.dumps(asdict(result)), encoding="utf-8")


def offline() -> None:
    """No hub, no telemetry, no bars."""
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", TRANSFORMERS_VERBOSITY="error", TOKENIZERS_PARALLELISM="false")
    os.environ.update(WANDB_MODE="disabled", DO_NOT_TRACK="1", TQDM_DISABLE="1")
