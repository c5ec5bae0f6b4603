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
from pipeline.console import console
from pipeline.recipe import Recipe
from pipeline.schema import Split
from training import arguments, base, fit, processor, report
from training import rows as dataset_rows
from training.settings import TrainingSettings

if TYPE_CHECKING:
    from datasets import Dataset
    from trl import SFTTrainer

VERSION = 1
BASE_EMAILS = "base_emails.json"
COLUMNS = ["prompt", "completion"]


def sft(recipe: Recipe, *, fresh: bool = False) -> Path:
    """Trains the adapter of a recipe, or says that it is already done; `fresh` throws an interrupted run with other settings away.

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
    if stage.done(target, inputs):
        console.print(f"adapter: already done, {target}")
        return target
    fit.refuse_other_inputs(target, inputs, fresh=fresh)
    source = base.folder(recipe)
    with stage.writing(target, inputs) as folder:
        _train(recipe, source, dataset, folder)
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


def _train(recipe: Recipe, source: str, dataset: Path, folder: Path) -> None:
    rows = {side: dataset_rows.read(dataset / f"{side}.jsonl") for side in ("train", "validation")}

    def trainer(settings: TrainingSettings, checkpoints: Path) -> SFTTrainer:
        epochs = dataset_rows.epochs(settings, rows["train"])
        made = _trainer(recipe, settings, source, rows, epochs, checkpoints)
        dataset_rows.check_lengths(made.train_dataset, rows["train"], packed=settings.packing)
        report.describe(made, rows, epochs, dataset)
        return made

    def before(made: SFTTrainer) -> None:
        _base_emails(made, dataset / "test.jsonl", folder / BASE_EMAILS, recipe.dump("serve")["serve"])
        report.log(folder, {"step": 0, "eval_loss": report.evaluate(made)})

    fit.fit(fit.Job(recipe, folder, max(rows["train"]["tokens"]), trainer, before, partial(_finish, folder)))


def _finish(folder: Path, trainer: SFTTrainer) -> None:
    report.log(folder, {"step": trainer.state.global_step, "eval_loss": report.evaluate(trainer)})
    trainer.save_model(str(folder))
    keep_only_adapter(folder, BASE_EMAILS)
    report.finish(folder)


def _trainer(recipe: Recipe, settings: TrainingSettings, source: str, rows: dict[str, Dataset], epochs: float, folder: Path) -> SFTTrainer:
    import datasets
    from transformers.trainer_callback import PrinterCallback
    from trl import SFTTrainer

    datasets.disable_progress_bars()
    processor.score_supervised_positions_only()
    trainer = SFTTrainer(
        model=base.load(source, recipe.model.revision, arguments.weights(settings), once=settings.quantization == "nf4-once"),
        args=arguments.sft(settings, folder, recipe.data.max_length, epochs),
        train_dataset=rows["train"].select_columns(COLUMNS),
        eval_dataset=rows["validation"].select_columns(COLUMNS),
        processing_class=base.tokenizer(source, recipe.model.revision),
        peft_config=arguments.lora(settings),
    )
    trainer.remove_callback(PrinterCallback)
    return trainer


def _base_emails(trainer: SFTTrainer, test: Path, target: Path, sampling: dict[str, Any]) -> None:
    """What the untuned model answers to the first held-out prompt of each direction, greedily, to stand beside the tuned one's."""
    import torch

    rows = [json.loads(line) for line in test.read_text(encoding="utf-8").splitlines()]
    first = {row["direction"]: row for row in reversed(rows)}
    tokenizer, model = trainer.processing_class, trainer.accelerator.unwrap_model(trainer.model)
    answers = {}
    with console.status("the base model writes its emails, for comparison"), torch.no_grad(), model.disable_adapter():
        model.eval()
        for row in first.values():
            ids = tokenizer.apply_chat_template(row["prompt"], add_generation_prompt=True, return_tensors="pt", return_dict=True).to(
                model.device
            )
            out = model.generate(
                **ids, max_new_tokens=sampling["max_tokens"], do_sample=False, repetition_penalty=sampling["repeat_penalty"], use_cache=True
            )
            answers[row["id"]] = tokenizer.decode(out[0, ids["input_ids"].shape[1] :], skip_special_tokens=True)
    target.write_text(json.dumps(answers, ensure_ascii=False, indent=1), encoding="utf-8")
