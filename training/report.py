"""What a training run shows and keeps: what it is about to do, progress with time left, metrics.jsonl, loss.png."""

from __future__ import annotations

import json
import math
import signal
import time
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

import rich.progress
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from pipeline.console import console, progress
from pipeline.errors import DivergedError
from training import processes

if TYPE_CHECKING:
    from datasets import Dataset
    from trl import SFTTrainer

METRICS = "metrics.jsonl"
CURVE = "loss.png"


class Progress(TrainerCallback):
    """A bar with loss, speed and time left; Ctrl-C saves a checkpoint at the next step, a second one stops at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.interrupted = False
        self._bar = progress()
        self._task: rich.progress.TaskID | None = None
        self._began = time.monotonic()
        self._first: tuple[float, float] | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        self._handlers = {s: signal.signal(s, self._interrupt) for s in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        self._task = self._bar.add_task("training", total=state.max_steps, completed=state.global_step, note="")
        self._began = time.monotonic()

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401
        if self._task is not None:
            self._bar.update(self._task, completed=state.global_step)
        if self.interrupted:
            control.should_save = control.should_training_stop = True

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float],
        **_: Any,  # noqa: ANN401
    ) -> None:
        if "loss" not in logs or self._task is None:
            return
        check(state.global_step, "loss", logs["loss"])
        seconds = time.monotonic() - self._began
        self._bar.update(self._task, note=f"loss {logs['loss']:.3f}{self._speed(seconds, logs.get('num_tokens', 0))}")
        log(self.folder, {"step": state.global_step, "loss": logs["loss"], "tokens": logs.get("num_tokens"), "seconds": round(seconds, 1)})

    def _speed(self, seconds: float, tokens: float) -> str:
        """Since the first step of this run, which warms up; a resumed run does not count what the one before it read."""
        if self._first is None:
            self._first = (seconds, tokens)
            return ""
        return f", {(tokens - self._first[1]) / (seconds - self._first[0]):.0f} tokens/s"

    def _interrupt(self, signum: int, frame: FrameType | None) -> None:
        # Before the first step there is nothing to keep, and several cannot agree on the step at which they were told.
        if self.interrupted or self._task is None or processes.count() > 1:
            signal.default_int_handler(signum, frame)
        self.interrupted = True
        console.print("stopping after this step with a checkpoint; press Ctrl-C again to stop at once")


def describe(trainer: SFTTrainer, rows: dict[str, Dataset], epochs: float, dataset: Path) -> None:
    """Says what was read and what will happen."""
    train = rows["train"]
    supervised = sum(train["tokens"]) - sum(train["prompt_tokens"])
    trainable = sum(p.numel() for p in trainer.model.parameters() if p.requires_grad)
    console.print(
        f"training: {len(train)} rows of {dataset} ({sum(train['tokens'])} tokens, {supervised} of them supervised), "
        f"{len(rows['validation'])} validation rows; {epochs:.2f} epochs; {trainable / 1e6:.1f} M adapter weights"
    )


def evaluate(trainer: SFTTrainer) -> float:
    """Mean over the validation emails of the loss a token, in nats: a short email counts as much as a long one.

    Where several are measured at once (`training.batch_size`), their tokens are averaged together first. Raises as `check` does.
    """
    with console.status("measuring the validation loss"):
        loss: float = trainer.evaluate()["eval_loss"]
    check(trainer.state.global_step, "validation loss", loss)
    return loss


def check(step: int, what: str, loss: float) -> None:
    """Raises DivergedError where a loss is not a finite number, or exactly 0.

    A number type or an attention that does not suit the device shows so at the first step, steps that are too large show later. No
    checkpoint is written of such a step; the one before stays.
    """
    if math.isfinite(loss) and loss != 0:
        return
    msg = (
        f"training: the {what} at step {step} is {loss:g}, and nothing is learnt from there on; take another training.dtype, "
        "training.packing=false or a lower training.learning_rate, with --fresh where a checkpoint was written"
    )
    raise DivergedError(step, msg)


def log(folder: Path, entry: dict[str, Any]) -> None:
    """One line of metrics.jsonl; where several processes train, the leader's."""
    if not processes.leads():
        return
    with (folder / METRICS).open("a", encoding="utf-8") as f:
        f.write(json.dumps(entry) + "\n")


def finish(folder: Path) -> None:
    """Prints the validation loss before and after, which is that of the adapter that is left, and draws the curve."""
    entries = [json.loads(line) for line in (folder / METRICS).read_text(encoding="utf-8").splitlines()]
    validation = [(e["step"], e["eval_loss"]) for e in entries if "eval_loss" in e]
    training = sorted({e["step"]: e["loss"] for e in entries if "loss" in e}.items())
    console.print(f"training: validation loss {validation[0][1]:.3f} before, {validation[-1][1]:.3f} after {validation[-1][0]} steps")
    _draw(folder / CURVE, training, sorted(dict(validation).items()))


def _draw(path: Path, training: list[tuple[int, float]], validation: list[tuple[int, float]]) -> None:
    import matplotlib as mpl

    mpl.use("Agg")  # a server has no screen
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    axes.plot(*zip(*training, strict=True), label="training, mean over the tokens of a step")
    axes.plot(*zip(*validation, strict=True), "o--", label="validation, mean over emails")
    axes.set(xlabel="optimizer step", ylabel="loss a token of the email (nats)")
    axes.legend()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)
