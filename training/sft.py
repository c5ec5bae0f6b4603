"""Supervised fine-tuning: dataset -> adapter, by QLoRA with TRL's SFTTrainer.

Run: python -m training sft --recipe configs/smollm2-135m-cpu.yaml

Writes `out/<recipe>/adapter`: the PEFT adapter, `metrics.jsonl`, `loss.png`, the base model's answers to held-out prompts, and the
resolved recipe. An interrupted run goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import stage
from pipeline.console import console
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from training import arguments, base, processor, report
from training.settings import TrainingSettings

if TYPE_CHECKING:
    from datasets import Dataset
    from trl import SFTTrainer

VERSION = 1
CHECKPOINTS = "checkpoints"
BASE_EMAILS = "base_emails.json"
COLUMNS = ["prompt", "completion"]


def sft(recipe: Recipe) -> Path:
    """Trains the adapter of a recipe, or says that it is already done. Raises MailwrightError where the dataset is missing."""
    dataset = stage.require(recipe.out / "dataset", "make data")
    target = recipe.out / "adapter"
    inputs = {
        "version": VERSION,
        **recipe.dump("model", "training"),
        "dataset": stage.sha256(dataset),
        "max_length": recipe.data.max_length,
    }
    if stage.done(target, inputs):
        console.print(f"adapter: already done, {target}")
        return target
    source = base.folder(recipe)
    with stage.writing(target, inputs) as folder:
        _train(recipe, source, dataset, folder)
        recipe.write(folder)
        shutil.rmtree(folder / CHECKPOINTS)
    console.print(f"adapter: -> {target}")
    return target


def _train(recipe: Recipe, source: str, dataset: Path, folder: Path) -> None:
    settings = recipe.section(TrainingSettings)
    rows = {side: _rows(dataset / f"{side}.jsonl") for side in ("train", "validation")}
    epochs = _epochs(settings, rows["train"])
    trainer = _trainer(recipe, source, rows, epochs, folder / CHECKPOINTS)
    _check_lengths(trainer.train_dataset, rows["train"], packed=settings.packing)
    report.describe(trainer, rows, epochs, dataset)
    checkpoint = _last_checkpoint(folder / CHECKPOINTS)
    if checkpoint:
        console.print(f"resuming from {checkpoint.name}")
    else:
        _base_emails(trainer, dataset / "test.jsonl", folder / BASE_EMAILS, recipe.dump("serve")["serve"])
        report.log(folder, {"step": 0, "eval_loss": report.evaluate(trainer)})
    progress = report.Progress(folder)
    trainer.add_callback(progress)
    processor.keep_freed_memory()
    with progress:
        trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    if progress.interrupted:
        raise KeyboardInterrupt
    report.log(folder, {"step": trainer.state.global_step, "eval_loss": report.evaluate(trainer)})
    trainer.save_model(str(folder))
    _keep_only_adapter(folder)
    report.finish(folder)


def _trainer(recipe: Recipe, source: str, rows: dict[str, Dataset], epochs: float, folder: Path) -> SFTTrainer:
    import datasets
    from transformers import AutoTokenizer
    from transformers.trainer_callback import PrinterCallback
    from trl import SFTTrainer

    settings = recipe.section(TrainingSettings)
    datasets.disable_progress_bars()
    processor.score_supervised_positions_only()
    tokenizer = AutoTokenizer.from_pretrained(source, revision=recipe.model.revision)
    tokenizer.pad_token = _pad_token(tokenizer)
    trainer = SFTTrainer(
        model=base.load(source, recipe.model.revision, arguments.weights(settings), once=settings.quantization == "nf4-once"),
        args=arguments.sft(settings, folder, recipe.data.max_length, epochs),
        train_dataset=rows["train"].select_columns(COLUMNS),
        eval_dataset=rows["validation"].select_columns(COLUMNS),
        processing_class=tokenizer,
        peft_config=arguments.lora(settings),
    )
    trainer.remove_callback(PrinterCallback)
    return trainer


def _rows(path: Path) -> Dataset:
    from datasets import Dataset

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if not rows:
        msg = f"{path}: no rows; add triples, or change data.validation and data.test so that every split has some"
        raise MailwrightError(msg)
    return Dataset.from_list(rows)


def _epochs(settings: TrainingSettings, rows: Dataset) -> float:
    """The recipe's passes, or fewer where the token budget ends first."""
    if settings.token_budget is None:
        return settings.epochs
    return float(min(settings.epochs, settings.token_budget / sum(rows["tokens"])))


def _pad_token(tokenizer: Any) -> str:  # noqa: ANN401 - transformers' tokenizers share no useful type
    """A reserved token that no email contains and that is not the end of a turn; tokens are never added."""
    reserved = ("<|finetune_right_pad_id|>", "<|reserved_special_token_0|>", "<|endoftext|>", "<unk>")
    vocabulary = tokenizer.get_vocab()
    return next((t for t in reserved if t in vocabulary and t != tokenizer.eos_token), tokenizer.eos_token)


def _check_lengths(tokenized: Dataset, rows: Dataset, *, packed: bool) -> None:
    """Before any step: the trainer sees every token that the pipeline counted, so nothing was cut.

    Raises MailwrightError otherwise.
    """
    counted, seen = sum(rows["tokens"]), sum(len(ids) for ids in tokenized["input_ids"])
    # Templates end a turn with a line break that generation never reaches; TRL leaves it out, the pipeline counts it.
    if not 0 <= counted - seen <= len(rows) or (not packed and len(tokenized) != len(rows)):
        counted_as = f"the dataset has {counted} tokens in {len(rows)} rows"
        msg = f"the trainer sees {seen} tokens in {len(tokenized)} rows, {counted_as}: rows would be cut; run `make data`"
        raise MailwrightError(msg)


def _last_checkpoint(folder: Path) -> Path | None:
    """The newest complete checkpoint: `trainer_state.json` is what the trainer writes last."""
    found = [p.parent for p in folder.glob("checkpoint-*/trainer_state.json")]
    return max(found, key=lambda p: int(p.name.rpartition("-")[2]), default=None)


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


def _keep_only_adapter(folder: Path) -> None:
    """The trainer saves a tokenizer of its own making and its arguments beside the adapter; the base's tokenizer is the one to use."""
    keep = {"adapter_config.json", "adapter_model.safetensors", BASE_EMAILS, report.METRICS, stage.STAMP, CHECKPOINTS}
    for path in folder.iterdir():
        if path.name not in keep:
            path.unlink()
