"""What happens between the steps of a training besides the steps: sample emails, and an early end where the validation loss rises.

Where the validation loss is watched, the adapter of its lowest value is kept, and is what the training leaves; elsewhere the last one is.

Both read `metrics.jsonl` and write to it, so that a resumed run goes on as an uninterrupted one would.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from pipeline.chat import Message
from pipeline.console import console
from training import checkpoints, processes, report

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase


class Samples(TrainerCallback):  # type: ignore[misc]  # transformers is untyped here
    """Every `every` steps the model writes the email of one fixed validation prompt into metrics.jsonl, greedily."""

    def __init__(self, folder: Path, every: int, write: Callable[[], str]) -> None:
        self.folder, self.every, self.write = folder, every, write

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        if state.global_step % self.every == 0 and processes.leads():
            report.log(self.folder, {"step": state.global_step, "sample": self.write()})


class Patience(TrainerCallback):  # type: ignore[misc]  # transformers is untyped here
    """Measures the validation loss every `every` steps, and ends the training when it has not fallen for `patience` measurements.

    `save` writes the adapter into a folder: it does so whenever the loss is the lowest yet.
    """

    def __init__(self, folder: Path, every: int, patience: int, measure: Callable[[], float], save: Callable[[str], None]) -> None:
        self.folder, self.every, self.patience, self.measure, self.save = folder, every, patience, measure, save

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        if state.global_step % self.every or state.global_step >= state.max_steps:
            return
        due = control.should_log
        report.log(self.folder, {"step": state.global_step, "eval_loss": self.measure()})
        control.should_log = due  # a measurement is logged too, and takes the step's own turn
        processes.wait()  # until the leader's line is there for all of them
        measured = losses(self.folder)
        if lowest(measured) == state.global_step:
            keep(self.folder, state.global_step, self.save)
        if since_best(measured) >= self.patience:
            console.print(f"stopping at step {state.global_step}: the validation loss has not fallen for {self.patience} measurements")
            control.should_training_stop = True


def keep(folder: Path, step: int, save: Callable[[str], None]) -> None:
    """Saves the adapter of the step with the lowest validation loss yet; it counts when it is sealed, as a checkpoint does.

    The one before stays beside it: a run that is killed before the checkpoint of this step takes the step again, and may measure otherwise.
    """
    target = _kept(folder, step)
    if processes.leads():
        shutil.rmtree(target, ignore_errors=True)
    processes.wait()
    save(str(target))
    processes.wait()
    if processes.leads():
        checkpoints.seal(target)
        steps = {checkpoints.step_of(path) for path in folder.glob("best-*")}
        for other in steps - {step, max((s for s in steps if s < step), default=step)}:
            shutil.rmtree(_kept(folder, other))


def best(folder: Path) -> Path | None:
    """The kept adapter whose validation loss is the lowest; None where that is the last one, or none was to be kept."""
    kept = _kept(folder, lowest(losses(folder)))
    return kept if checkpoints.sealed(kept) else None


def _kept(folder: Path, step: int) -> Path:
    return folder / f"best-{step}"


def losses(folder: Path) -> dict[int, float]:
    """Validation losses by step, in the order of training; infinite where a training diverged."""
    entries = (json.loads(line) for line in (folder / report.METRICS).read_text(encoding="utf-8").splitlines())
    measured = {entry["step"]: entry["eval_loss"] for entry in entries if "eval_loss" in entry}
    return {step: math.inf if math.isnan(loss) else loss for step, loss in measured.items()}


def lowest(measured: dict[int, float]) -> int:
    """The first step with the lowest loss. What was measured before training is of no adapter, and does not count."""
    return min((step for step in measured if step), key=lambda step: measured[step])


def since_best(measured: dict[int, float]) -> int:
    """How many measurements came after the lowest one."""
    values = list(measured.values())
    return len(values) - 1 - values.index(min(values))


def answer(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, prompt: list[Message], sampling: dict[str, Any]) -> str:
    """The model's greedy answer to a prompt; the model is left in the mode it was in."""
    return answers(model, tokenizer, [prompt], sampling)[0]


def answers(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, prompts: Sequence[list[Message]], sampling: dict[str, Any]
) -> list[str]:
    """The greedy answers to several prompts, written at once: a step of many takes hardly longer than a step of one."""
    import torch

    training = model.training
    model.eval()
    texts: Any = [tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=False) for prompt in prompts]
    ids = tokenizer(texts, return_tensors="pt", padding=True, padding_side="left", add_special_tokens=False).to(model.device)
    with torch.no_grad():
        out: Any = model.generate(
            **ids, max_new_tokens=sampling["max_tokens"], do_sample=False, repetition_penalty=sampling["repeat_penalty"], use_cache=True
        )
    model.train(training)
    return [str(text) for text in tokenizer.batch_decode(out[:, ids["input_ids"].shape[1] :], skip_special_tokens=True)]
