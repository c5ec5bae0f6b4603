"""Preference tuning: the adapter learns to prefer an email to the same email with lies in it, by DPO (arXiv:2305.18290).

Run: python -m training prefer --recipe configs/smollm2-135m-cpu.yaml

Goes on from `out/<recipe>/adapter`, which is also the reference that it must stay close to, and writes `out/<recipe>/adapter-dpo`;
`export.adapter: dpo` exports that one. Resumes and steps down as `training.sft` does.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline import stage
from pipeline.console import console
from pipeline.recipe import Recipe
from training import arguments, base, fit, held_out, processes, processor, report, tracking
from training.held_out import Found, Held
from training.pairs import SPLITS, Pairs, pairs
from training.settings import PreferSettings, TrainingSettings
from training.supervised import keep_only_adapter

if TYPE_CHECKING:
    from peft import PeftModel
    from trl import DPOTrainer

VERSION = 1
PAIRS: Final = "pairs"
BEFORE: Final = "emails-before.json"
AFTER: Final = "emails-after.json"
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
        found = pairs(dataset, wishes.lies, recipe.section(TrainingSettings).seed, wishes.pairs)
    with processes.writing(target, inputs) as folder:
        _train(recipe, source, found, dataset, folder)
    console.print(f"adapter-dpo: -> {target}")
    return target


def _unpacked(recipe: Recipe) -> Recipe:
    """Pairs are not packed, so the settings that say how are none."""
    settings = recipe.section(TrainingSettings).model_copy(update={"packing": False, "packing_length": None})
    return dataclasses.replace(recipe, sections={**recipe.sections, "training": settings})


def _train(recipe: Recipe, source: Path, found: Pairs, dataset: Path, folder: Path) -> None:
    wishes = recipe.section(PreferSettings)
    counts = ", ".join(f"{len(rows)} {side}" for side, rows in found.rows.items())
    console.print(f"preferences: {counts} pairs, {found.skipped} emails without a place for a lie; {wishes.epochs:g} epochs")
    with processes.first():
        _lay(found, folder / PAIRS)
    held = [] if processes.sharded() else held_out.load(dataset, wishes.held_out)  # a piece of a model writes nothing
    measures = _Measures(folder, held, recipe.dump("serve")["serve"])

    def trainer(settings: TrainingSettings, checkpoints: Path) -> DPOTrainer:
        return _trainer(recipe, settings, source, folder / PAIRS, checkpoints)

    fit.fit(fit.Job(recipe, folder, recipe.data.max_length, trainer, measures.take, partial(_finish, measures)))


@dataclass(frozen=True)
class _Measures:
    """What is measured before the first step and after the last: on the validation pairs, and on emails about held-out requests."""

    folder: Path
    held: Sequence[Held]
    sampling: dict[str, Any]

    def take(self, trainer: DPOTrainer) -> None:
        """Adds a line to metrics.jsonl, and the emails to a file of this step."""
        step = trainer.state.global_step
        with console.status("measuring the preferences on the validation pairs"):
            measured = trainer.evaluate()
        found: dict[str, Any] = {ours: measured[theirs] for ours, theirs in _MEASURED.items()}
        found["validation_loss"] = -found["chosen"] * len(trainer.eval_dataset) / sum(map(len, trainer.eval_dataset["chosen_ids"]))
        if self.held:
            found |= self._of_emails(trainer, AFTER if step else BEFORE)
        report.log(self.folder, {"step": step, "preference": found})

    def _of_emails(self, trainer: DPOTrainer, file: str) -> dict[str, Any]:
        with console.status(f"writing emails about {len(self.held)} held-out requests"):
            model = trainer.accelerator.unwrap_model(trainer.model)
            answers = held_out.write(model, trainer.processing_class, self.held, self.sampling)
        if processes.leads():
            (self.folder / file).write_text(json.dumps(answers, ensure_ascii=False, indent=1), encoding="utf-8")
        return {"held_out": dataclasses.asdict(held_out.judge(self.held, answers))}

    def told(self) -> Iterator[str]:
        """What became of the model, as people read it."""
        lines = map(json.loads, (self.folder / report.METRICS).read_text(encoding="utf-8").splitlines())
        before, after = (line["preference"] for line in lines if "preference" in line)
        yield f"preferences: on the validation pairs reward accuracy {after['accuracy']:.2f}, margin {after['margin']:.3f}"
        yield f"preferences: validation loss {before['validation_loss']:.3f} before, {after['validation_loss']:.3f} after"
        if "held_out" in after:
            for when, found in (("before", before["held_out"]), ("after", after["held_out"])):
                yield f"preferences: {when}, on held-out requests: {Found(**found)}"


def _finish(measures: _Measures, trainer: DPOTrainer) -> None:
    measures.take(trainer)
    trainer.save_model(str(measures.folder))
    if processes.leads():
        for line in measures.told():
            console.print(line, markup=False)
        keep_only_adapter(measures.folder, BEFORE, AFTER)


def _lay(found: Pairs, folder: Path) -> None:
    """The pairs as files: what TRL makes of them, the reference's log probabilities above all, is kept beside for all processes, and for
    the run that goes on after this one.
    """
    import datasets

    if folder.exists():
        return
    datasets.disable_progress_bars()
    draft = folder.with_suffix(".partial")
    for side in SPLITS:
        datasets.Dataset.from_list(found.rows[side]).save_to_disk(draft / side)
    draft.rename(folder)


def _trainer(recipe: Recipe, settings: TrainingSettings, source: Path, laid: Path, folder: Path) -> DPOTrainer:
    import datasets
    from transformers.trainer_callback import PrinterCallback
    from trl import DPOTrainer

    datasets.disable_progress_bars()
    processor.score_supervised_positions_only()
    origin = base.folder(recipe)
    rows = {side: datasets.load_from_disk(str(laid / side)) for side in SPLITS}
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
