"""One preference training into a folder: the pairs as TRL takes them, the trainer, and what is measured before and after.

Apart from `training.prefer` because torch and its company take seconds to load.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.console import console
from pipeline.recipe import Recipe
from training import arguments, base, fit, held_out, processes, processor, report
from training.held_out import Found, Held
from training.pairs import SPLITS, Pairs
from training.settings import PreferSettings, TrainingSettings
from training.supervised import keep_only_adapter

if TYPE_CHECKING:
    from peft import PeftModel
    from trl import DPOTrainer

PAIRS: Final = "pairs"
BEFORE: Final = "emails-before.json"
AFTER: Final = "emails-after.json"
_MEASURED: Final = {
    "loss": "eval_loss", "accuracy": "eval_rewards/accuracies", "margin": "eval_rewards/margins",
    "chosen": "eval_logps/chosen", "rejected": "eval_logps/rejected",
}  # fmt: skip
"""Ours and TRL's names of what is measured on the validation pairs."""


def train(recipe: Recipe, source: Path, found: Pairs, dataset: Path, folder: Path) -> None:
    """Goes on with the adapter `source` by the pairs `found`; what it becomes lies in `folder` then."""
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
        """Adds a line to metrics.jsonl, and the emails to a file of this step.

        `validation_loss` is in nats a token, over all tokens of the good emails; that of fine-tuning is a mean over emails.
        """
        step = trainer.state.global_step
        with console.status("measuring the preferences on the validation pairs"):
            measured = trainer.evaluate()
        report.check(step, "validation loss", measured["eval_loss"])
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
