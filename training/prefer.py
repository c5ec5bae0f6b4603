"""Preference tuning: the adapter learns to prefer an email to the same email with lies in it, by DPO (arXiv:2305.18290).

Run: python -m training prefer --recipe configs/smollm2-135m-cpu.yaml

Goes on from `out/<recipe>/adapter`, which is also the reference that it must stay close to, and writes `out/<recipe>/adapter-dpo`;
`export.adapter: dpo` exports that one. Resumes and steps down as `training.sft` does.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline import stage
from pipeline.console import console
from pipeline.recipe import Recipe
from training import arguments, base, fit, processes, processor, report, tracking
from training.pairs import SPLITS, Pairs, pairs
from training.settings import PreferSettings, TrainingSettings
from training.sft import keep_only_adapter

if TYPE_CHECKING:
    from peft import PeftModel
    from trl import DPOTrainer

VERSION = 1
_MEASURED: Final = {
    "loss": "eval_loss", "accuracy": "eval_rewards/accuracies", "margin": "eval_rewards/margins",
    "chosen": "eval_logps/chosen", "rejected": "eval_logps/rejected",
}  # fmt: skip
"""Ours and TRL's names of what is measured on the validation pairs."""


def prefer(recipe: Recipe, *, fresh: bool = False) -> Path:
    """Tunes the adapter of a recipe by preferences, or says that it is already done.

    Raises MailwrightError where dataset or adapter are missing, or an interrupted run was made with other settings.
    """
    dataset = stage.require(recipe.out / "dataset", "make data")
    source = stage.require(recipe.out / "adapter", "make sft")
    recipe = _unpacked(recipe)
    target = recipe.out / "adapter-dpo"
    inputs = {
        "version": VERSION,
        **recipe.dump("model", "training", "prefer"),
        "adapter": stage.sha256(source / "adapter_model.safetensors"),
        "dataset": {name: stage.sha256(dataset / f"{name}.jsonl") for name in (*SPLITS, "triples")},
    }
    processes.join()
    if stage.done(target, inputs):
        console.print(f"adapter-dpo: already done, {target}")
        return target
    fit.refuse_other_inputs(target, inputs, fresh=fresh)
    tracking.prepare(recipe)
    wishes = recipe.section(PreferSettings)
    with console.status("making emails false"):
        found = pairs(dataset, wishes.lies, recipe.section(TrainingSettings).seed)
    with processes.writing(target, inputs) as folder:
        _train(recipe, source, found, folder)
    console.print(f"adapter-dpo: -> {target}")
    return target


def _unpacked(recipe: Recipe) -> Recipe:
    """Pairs are not packed, so the settings that say how are none."""
    settings = recipe.section(TrainingSettings).model_copy(update={"packing": False, "packing_length": None})
    return dataclasses.replace(recipe, sections={**recipe.sections, "training": settings})


def _train(recipe: Recipe, source: Path, found: Pairs, folder: Path) -> None:
    wishes = recipe.section(PreferSettings)
    counts = ", ".join(f"{len(rows)} {side}" for side, rows in found.rows.items())
    console.print(f"preferences: {counts} pairs, {found.skipped} emails without a place for a lie; {wishes.epochs:g} epochs")

    def trainer(settings: TrainingSettings, checkpoints: Path) -> DPOTrainer:
        return _trainer(recipe, settings, source, found, checkpoints)

    def before(made: DPOTrainer) -> None:
        report.log(folder, {"step": 0, "preference": _measure(made)})

    fit.fit(fit.Job(recipe, folder, recipe.data.max_length, trainer, before, partial(_finish, folder)))


def _finish(folder: Path, trainer: DPOTrainer) -> None:
    after = _measure(trainer)
    report.log(folder, {"step": trainer.state.global_step, "preference": after})
    trainer.save_model(str(folder))
    if processes.leads():
        keep_only_adapter(folder)
    figures = f"reward accuracy {after['accuracy']:.2f}, margin {after['margin']:.3f}, loss {after['loss']:.3f}"
    console.print(f"preferences: on {len(trainer.eval_dataset)} validation pairs, {figures}")


def _measure(trainer: DPOTrainer) -> dict[str, float]:
    """On the validation pairs: loss, share in which the good email gained more, by how much, and the log probabilities of both."""
    with console.status("measuring the preferences on the validation pairs"):
        measured = trainer.evaluate()
    return {ours: measured[theirs] for ours, theirs in _MEASURED.items()}


def _trainer(recipe: Recipe, settings: TrainingSettings, source: Path, found: Pairs, folder: Path) -> DPOTrainer:
    import datasets
    from transformers.trainer_callback import PrinterCallback
    from trl import DPOTrainer

    datasets.disable_progress_bars()
    processor.score_supervised_positions_only()
    origin = base.folder(recipe)
    rows = {side: datasets.Dataset.from_list(found.rows[side]) for side in SPLITS}
    trainer = DPOTrainer(
        model=_model(recipe, settings, origin, source),
        args=arguments.dpo(settings, recipe.section(PreferSettings), folder),
        train_dataset=rows["train"],
        eval_dataset=rows["validation"],
        processing_class=base.tokenizer(origin, recipe.model.revision),
    )
    # TRL keeps a frozen copy of the adapter as the reference. Its log probabilities are known by now.
    trainer.model.delete_adapter("ref")
    trainer.remove_callback(PrinterCallback)
    return trainer


def _model(recipe: Recipe, settings: TrainingSettings, origin: str, source: Path) -> PeftModel:
    """The base with the fine-tuned adapter on it, to be trained further."""
    from peft import PeftModel

    once = settings.quantization == "nf4-once"
    model: Any = base.load(origin, recipe.model.revision, arguments.weights(settings), once=once)
    return PeftModel.from_pretrained(model, str(source), is_trainable=True)
