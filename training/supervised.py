"""The trainer of supervised fine-tuning: TRL's, told what to learn from which rows, and what it leaves in the adapter's folder.

`training.sft` is the stage around it. Loading this loads torch.
"""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import recipe as recipes
from pipeline import stage
from pipeline.chat import Message
from pipeline.console import console
from pipeline.recipe import Recipe
from training import arguments, base, checkpoints, fit, processes, processor, report, watching
from training import rows as dataset_rows
from training.settings import TrainingSettings

if TYPE_CHECKING:
    from datasets import Dataset
    from trl import SFTTrainer

BASE_EMAILS = "base_emails.json"
COLUMNS = ["prompt", "completion"]
_ADAPTER = ("adapter_config.json", "adapter_model.safetensors")


def train(recipe: Recipe, source: str, dataset: Path, folder: Path, *, compare: bool) -> None:
    """Trains on the rows of `dataset` to the end, and leaves the adapter in `folder`. Raises as `fit.fit` does."""
    rows = {side: dataset_rows.read(dataset / f"{side}.jsonl") for side in ("train", "validation")}
    sampling = recipe.dump("serve")["serve"]

    def make(settings: TrainingSettings, output: Path) -> SFTTrainer:
        epochs = dataset_rows.epochs(settings, rows["train"])
        made = trainer(recipe, settings, source, rows, epochs, output)
        dataset_rows.check_lengths(made.train_dataset, rows["train"], packed=settings.packing)
        report.describe(made, rows, epochs, dataset)
        _watched(made, settings, folder, rows["validation"][0]["prompt"], sampling)
        return made

    def before(made: SFTTrainer) -> None:
        if compare and not processes.sharded():  # a piece of a model writes nothing
            _base_emails(made, dataset / "test.jsonl", folder / BASE_EMAILS, sampling)
        report.log(folder, {"step": 0, "eval_loss": report.evaluate(made)})

    fit.fit(fit.Job(recipe, folder, max(rows["train"]["tokens"]), make, before, partial(finish, folder)))


def finish(folder: Path, trained: SFTTrainer) -> None:
    """Measures once more, and leaves the adapter and its figures: the last one, or with patience that of the lowest validation loss."""
    if trained.state.global_step not in watching.losses(folder):  # patience has measured the step at which it stopped
        report.log(folder, {"step": trained.state.global_step, "eval_loss": report.evaluate(trained)})
    processes.wait()  # until the leader's line is there for all of them
    best = watching.best(folder)
    if best is None:
        trained.save_model(str(folder))
    elif processes.leads():
        _take(best, folder)
    if processes.leads():
        report.finish(folder)
        keep_only_adapter(folder, BASE_EMAILS, report.CURVE)  # last: a run that is killed before still has its checkpoints


def _take(best: Path, folder: Path) -> None:
    """Makes a kept adapter the result; the last loss in metrics.jsonl is that of the adapter that lies beside it."""
    for name in _ADAPTER:
        shutil.copy2(best / name, folder / name)
    step = checkpoints.step_of(best)
    report.log(folder, {"step": step, "eval_loss": watching.losses(folder)[step]})
    console.print(f"training: the adapter of step {step} is taken, whose validation loss is the lowest")


def trainer(recipe: Recipe, settings: TrainingSettings, source: str, rows: dict[str, Dataset], epochs: float, folder: Path) -> SFTTrainer:
    """TRL's trainer for these rows, with the adapter on the model in `source`."""
    import datasets
    from transformers.trainer_callback import PrinterCallback
    from trl import SFTTrainer

    datasets.disable_progress_bars()
    processor.score_supervised_positions_only()
    model = base.load(source, recipe.model.revision, arguments.weights(settings), once=settings.quantization == "nf4-once")
    made = SFTTrainer(
        model=model,
        args=arguments.sft(settings, folder, recipe.data.max_length, epochs),
        train_dataset=rows["train"].select_columns(COLUMNS),
        eval_dataset=rows["validation"].select_columns(COLUMNS),
        processing_class=base.tokenizer(source, recipe.model.revision),
        peft_config=arguments.lora(settings, experts=bool(getattr(model.config, "num_local_experts", 0))),
    )
    made.remove_callback(PrinterCallback)
    return made


def _base_emails(made: SFTTrainer, test: Path, target: Path, sampling: dict[str, Any]) -> None:
    """What the untuned model answers to the first held-out prompt of each direction, greedily, to stand beside the tuned one's."""
    rows = [json.loads(line) for line in test.read_text(encoding="utf-8").splitlines()]
    first = {row["direction"]: row for row in reversed(rows)}
    tokenizer, model = made.processing_class, made.accelerator.unwrap_model(made.model)
    with console.status("the base model writes its emails, for comparison"), model.disable_adapter():
        answers = {row["id"]: watching.answer(model, tokenizer, row["prompt"], sampling) for row in first.values()}
    if processes.leads():
        target.write_text(json.dumps(answers, ensure_ascii=False, indent=1), encoding="utf-8")


def _watched(made: SFTTrainer, settings: TrainingSettings, folder: Path, prompt: list[Message], sampling: dict[str, Any]) -> None:
    """Adds what `sample_every` and `patience` ask for."""

    def sample() -> str:
        return watching.answer(made.accelerator.unwrap_model(made.model), made.processing_class, prompt, sampling)

    if settings.sample_every and not processes.sharded():
        made.add_callback(watching.Samples(folder, settings.sample_every, sample))
    if settings.patience:
        measure = partial(report.evaluate, made)
        made.add_callback(watching.Patience(folder, settings.checkpoint_every, settings.patience, measure, made.save_model))


def keep_only_adapter(folder: Path, *others: str) -> None:
    """The trainer saves a tokenizer of its own making and its arguments beside the adapter; the base's tokenizer is the one to use."""
    keep = {*_ADAPTER, recipes.RESOLVED, report.METRICS, stage.STAMP, *others}
    for path in sorted(folder.iterdir(), reverse=True):  # checkpoints before the best adapter: a run that goes on from one still needs it
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in keep:
            path.unlink()
