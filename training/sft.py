"""Supervised fine-tuning: dataset -> adapter, by QLoRA with TRL's SFTTrainer.

Run: python -m training sft --recipe configs/smollm2-135m-cpu.yaml

Writes `out/<recipe>/adapter`: the PEFT adapter, `metrics.jsonl`, `loss.png`, the base model's answers to held-out prompts, and the
recipe as it was trained. An interrupted run goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pipeline import recipe as recipes
from pipeline import stage
from pipeline.chat import Message
from pipeline.console import console
from pipeline.recipe import Recipe
from pipeline.schema import Split
from training import arguments, base, fit, processes, processor, report, tracking, watching
from training import rows as dataset_rows
from training.settings import TrainingSettings

if TYPE_CHECKING:
    from datasets import Dataset
    from trl import SFTTrainer

VERSION = 1
BASE_EMAILS = "base_emails.json"
COLUMNS = ["prompt", "completion"]


def sft(recipe: Recipe, *, fresh: bool = False, compare: bool = True) -> Path:
    """Trains the adapter of a recipe, or says that it is already done; `fresh` throws an interrupted run with other settings away.

    With `compare` the base model first writes the emails that the tuned one's will stand beside.

    Raises MailwrightError where the dataset is missing, or an interrupted run was made with other settings.
    """
    dataset = stage.require(recipe.out / "dataset", "make data")
    target = recipe.out / "adapter"
    inputs = {
        "version": VERSION,
        **recipe.dump("model", "training"),
        "dataset": {side: stage.sha256(dataset / f"{side}.jsonl") for side in get_args(Split)},
        "max_length": recipe.data.max_length,
    }
    processes.join()
    if stage.done(target, inputs):
        console.print(f"adapter: already done, {target}")
        return target
    fit.refuse_other_inputs(target, inputs, fresh=fresh)
    tracking.prepare(recipe)
    source = base.folder(recipe)
    with processes.writing(target, inputs) as folder:
        _train(recipe, source, dataset, folder, compare=compare)
    console.print(f"adapter: -> {target}")
    return target


def keep_only_adapter(folder: Path, *others: str) -> None:
    """The trainer saves a tokenizer of its own making and its arguments beside the adapter; the base's tokenizer is the one to use."""
    keep = {"adapter_config.json", "adapter_model.safetensors", recipes.RESOLVED, report.METRICS, stage.STAMP, *others}
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in keep:
            path.unlink()


def _train(recipe: Recipe, source: str, dataset: Path, folder: Path, *, compare: bool) -> None:
    rows = {side: dataset_rows.read(dataset / f"{side}.jsonl") for side in ("train", "validation")}
    sampling = recipe.dump("serve")["serve"]

    def trainer(settings: TrainingSettings, checkpoints: Path) -> SFTTrainer:
        epochs = dataset_rows.epochs(settings, rows["train"])
        made = _trainer(recipe, settings, source, rows, epochs, checkpoints)
        dataset_rows.check_lengths(made.train_dataset, rows["train"], packed=settings.packing)
        report.describe(made, rows, epochs, dataset)
        _watched(made, settings, folder, rows["validation"][0]["prompt"], sampling)
        return made

    def before(made: SFTTrainer) -> None:
        if compare and not processes.sharded():  # a piece of a model writes nothing
            _base_emails(made, dataset / "test.jsonl", folder / BASE_EMAILS, sampling)
        report.log(folder, {"step": 0, "eval_loss": report.evaluate(made)})

    fit.fit(fit.Job(recipe, folder, max(rows["train"]["tokens"]), trainer, before, partial(_finish, folder)))


def _finish(folder: Path, trainer: SFTTrainer) -> None:
    if trainer.state.global_step not in watching.losses(folder):  # patience has measured the step at which it stopped
        report.log(folder, {"step": trainer.state.global_step, "eval_loss": report.evaluate(trainer)})
    trainer.save_model(str(folder))
    if processes.leads():
        report.finish(folder)
        keep_only_adapter(folder, BASE_EMAILS, report.CURVE)  # last: a run that is killed before still has its checkpoints


def _trainer(recipe: Recipe, settings: TrainingSettings, source: str, rows: dict[str, Dataset], epochs: float, folder: Path) -> SFTTrainer:
    import datasets
    from transformers.trainer_callback import PrinterCallback
    from trl import SFTTrainer

    datasets.disable_progress_bars()
    processor.score_supervised_positions_only()
    model = base.load(source, recipe.model.revision, arguments.weights(settings), once=settings.quantization == "nf4-once")
    trainer = SFTTrainer(
        model=model,
        args=arguments.sft(settings, folder, recipe.data.max_length, epochs),
        train_dataset=rows["train"].select_columns(COLUMNS),
        eval_dataset=rows["validation"].select_columns(COLUMNS),
        processing_class=base.tokenizer(source, recipe.model.revision),
        peft_config=arguments.lora(settings, experts=bool(getattr(model.config, "num_local_experts", 0))),
    )
    trainer.remove_callback(PrinterCallback)
    return trainer


def _base_emails(trainer: SFTTrainer, test: Path, target: Path, sampling: dict[str, Any]) -> None:
    """What the untuned model answers to the first held-out prompt of each direction, greedily, to stand beside the tuned one's."""
    rows = [json.loads(line) for line in test.read_text(encoding="utf-8").splitlines()]
    first = {row["direction"]: row for row in reversed(rows)}
    tokenizer, model = trainer.processing_class, trainer.accelerator.unwrap_model(trainer.model)
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
        made.add_callback(watching.Patience(folder, settings.checkpoint_every, settings.patience, lambda: report.evaluate(made)))
