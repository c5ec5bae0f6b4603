"""Training that ends: goes on from the last checkpoint, and with lighter settings where memory runs out.

Shared by `training.sft` and `training.prefer`, which say how to make a trainer, what to do before its first step and after its last.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from pipeline import recipe as recipes
from pipeline import stage
from pipeline.console import console
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from training import checkpoints, ladder, processes, processor, report
from training.settings import TrainingSettings

CHECKPOINTS: Final = "checkpoints"


@dataclass(frozen=True)
class Job:
    """One training. `longest` is the longest row in tokens; `before` runs where no checkpoint is, `after` at the end."""

    recipe: Recipe
    folder: Path
    longest: int
    trainer: Callable[[TrainingSettings, Path], Trainer]
    before: Callable[[Trainer], None]
    after: Callable[[Trainer], None]

    @property
    def checkpoints(self) -> Path:
        return self.folder / CHECKPOINTS


class _Moving(TrainerCallback):  # type: ignore[misc]  # transformers is untyped here
    """Knows whether the weights are being moved: in between they belong to no step."""

    def __init__(self) -> None:
        self.now = False

    def on_pre_optimizer_step(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        self.now = True

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        self.now = False


class _Before(TrainerCallback):  # type: ignore[misc]  # transformers is untyped here
    """What comes before the first step, but after the model was made one of several processes.

    Measured any earlier, accelerate would take the model for prepared, and every process would train one of its own.
    """

    def __init__(self, measure: Callable[[], None]) -> None:
        self.measure = measure

    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        self.measure()


def refuse_other_inputs(target: Path, inputs: Mapping[str, Any], *, fresh: bool) -> None:
    """Before an interrupted run with checkpoints would be thrown away, because the recipe or the dataset is another now.

    Raises MailwrightError with one line per difference; with `fresh`, throws it away.
    """
    draft = stage.draft_of(target)
    checkpoint = checkpoints.last(draft / CHECKPOINTS)
    if fresh or checkpoint is None:
        return
    changed = list(_differences(stage.inputs_of(draft) or {}, inputs))
    if changed:
        what = f"{draft}: an interrupted run, at step {checkpoints.step_of(checkpoint)}, was made with other settings"
        raise MailwrightError("\n".join([*changed, f"{what}; give those again to go on, or --fresh to throw it away and start anew"]))


def fit(job: Job) -> None:
    """Trains to the end.

    Raises MailwrightError where memory runs out with the lightest settings, KeyboardInterrupt where the user stopped it (a checkpoint is
    then written), OSError where the disk is full.
    """
    settings = _settings(job)
    with checkpoints.full_disk_is_an_oserror():
        while not _attempt(job, settings):
            settings = _step_down(job, settings)
    _free()


def _attempt(job: Job, settings: TrainingSettings) -> bool:
    """Whether training came to its end; False where memory ran out, with the last whole step kept."""
    _free()  # what an attempt before, or a trial of a sweep that came to no end, has left
    trainer, moving = None, _Moving()
    try:
        trainer = job.trainer(settings, job.checkpoints)
        trainer.add_callback(moving)
        _run(job, trainer)
    except (RuntimeError, MemoryError) as error:
        if not ladder.is_out_of_memory(error):
            raise
        if processes.count() > 1:  # the others wait for this one inside the step, and cannot be called out of it
            msg = f"{job.recipe.name}: memory ran out on one of {processes.count()} processes; set what `python -m training plan` advises"
            raise MailwrightError(msg) from error
        # Its frames hold the tensors of the step that failed.
        traceback.clear_frames(error.__traceback__)
    else:
        return True
    _free()
    if trainer is not None and not moving.now:
        _keep(trainer, job.checkpoints)
    return False


def _run(job: Job, trainer: Trainer) -> None:
    checkpoint = checkpoints.last(job.checkpoints)
    processes.wait()
    if processes.leads():
        checkpoints.prune(job.checkpoints)
        checkpoints.rewind(job.folder / report.METRICS, checkpoints.step_of(checkpoint) if checkpoint else -1)
    processes.wait()
    if checkpoint:
        console.print(f"resuming from {checkpoint.name}")
        trainer._total_train_tokens = checkpoints.tokens(job.folder / report.METRICS)  # TRL starts at nought, and has no other door
        _keep_types(trainer)
    else:
        trainer.add_callback(_Before(partial(job.before, trainer)))
    progress = report.Progress(job.folder)
    trainer.add_callback(progress)
    trainer.add_callback(checkpoints.Sealing())
    processor.keep_freed_memory()
    with progress:
        trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    if progress.interrupted:
        raise KeyboardInterrupt
    if checkpoint and processes.leads() and checkpoints.step_of(checkpoint) == trainer.state.global_step:
        checkpoints.unmeasured(job.folder / report.METRICS, trainer.state.global_step)
    job.after(trainer)


def _keep_types(trainer: Any) -> None:  # noqa: ANN401 - a method of it is put in the place of another
    """Loads the checkpoint's weights in the number types that the trainer made them in.

    Of a 4-bit model TRL makes the adapter bfloat16, and PEFT, which loads it, float32: another training, with more memory. It has to be
    done before the optimizer takes the weights, and no callback comes between.
    """
    types = {name: parameter.dtype for name, parameter in trainer.model.named_parameters() if parameter.requires_grad}
    load = trainer._load_from_checkpoint

    def loaded(*arguments: Any, **options: Any) -> None:  # noqa: ANN401 - transformers' signature
        load(*arguments, **options)
        for name, parameter in trainer.model.named_parameters():
            if parameter.dtype != types.get(name, parameter.dtype):
                parameter.data = parameter.data.to(types[name])

    trainer._load_from_checkpoint = loaded


def _keep(trainer: Trainer, folder: Path) -> None:
    """A checkpoint of the last whole step, where there is none yet. What was computed of the next one is lost."""
    checkpoint = checkpoints.folder_of(folder, trainer.state.global_step)
    if trainer.state.global_step == 0 or trainer.optimizer is None or checkpoints.sealed(checkpoint):
        return
    with contextlib.suppress(RuntimeError, MemoryError):  # no memory even for this: the checkpoint before is what is left
        trainer._save_checkpoint(trainer.model, trial=None)
        checkpoints.seal(checkpoint)


def _step_down(job: Job, settings: TrainingSettings) -> TrainingSettings:
    import torch

    step = ladder.lighter(settings, job.longest, job.recipe.data.max_length, gpu=torch.cuda.is_available())
    if step is None:
        msg = f"{job.recipe.name}: memory runs out with the lightest settings too; `python -m training plan` says which recipe fits"
        raise MailwrightError(msg)
    checkpoint = checkpoints.last(job.checkpoints)
    at = checkpoints.step_of(checkpoint) if checkpoint else 0
    console.print(f"memory ran out; going on from step {at} with {step}", style="yellow", markup=False)
    report.log(job.folder, {"step": at, "out_of_memory": step.change})
    _write(job, step.settings)
    return step.settings


def _settings(job: Job) -> TrainingSettings:
    """The recipe's, or the lighter ones that an interrupted run came to."""
    given = job.recipe.section(TrainingSettings)
    if (job.folder / recipes.RESOLVED).is_file():
        used = recipes.load(job.folder / recipes.RESOLVED).section(TrainingSettings)
        return used.model_copy(update={"track": given.track, "sample_every": given.sample_every})
    _write(job, given)
    return given


def _write(job: Job, settings: TrainingSettings) -> None:
    """The recipe as it is really trained, whole at every moment."""
    if not processes.leads():
        return
    used = dataclasses.replace(job.recipe, sections={**job.recipe.sections, "training": settings})
    job.checkpoints.mkdir(exist_ok=True)
    used.write(job.checkpoints)
    (job.checkpoints / recipes.RESOLVED).replace(job.folder / recipes.RESOLVED)


def _free() -> None:
    """Gives back what trainings that are over still hold. Nothing of them can be trained on afterwards."""
    import torch

    if bitsandbytes := sys.modules.get("bitsandbytes"):
        # Two lists that live as long as the process: the embeddings of every model that an 8-bit optimizer was made for, and its states.
        bitsandbytes.optim.GlobalOptimManager.get_instance().initialize()
        bitsandbytes.functional.GlobalPageManager.get_instance().initialize()
    gc.collect()  # a trainer is part of cycles, and its model with it
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _differences(before: Mapping[str, Any], now: Mapping[str, Any], path: str = "") -> list[str]:
    """One line per value that is not the same, down to single settings."""
    lines = []
    for key in sorted({*before, *now}):
        old, new, name = before.get(key), now.get(key), f"{path}{key}"
        if isinstance(old, dict) and isinstance(new, dict):
            lines += _differences(old, new, f"{name}.")
        elif old != new:
            lines.append(f"{name}: it has changed" if path == "dataset." else f"{name}: was {old}, is {new}")
    return lines
