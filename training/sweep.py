"""A small grid of settings, each trained on the same dataset and stopped early by the validation loss, and a table of what came out.

Run: python -m training sweep --recipe configs/smollm2-135m-cpu.yaml --grid training.learning_rate=2e-4,4e-4,8e-4 --grid training.rank=8,16

Trials lie in `out/<recipe>/sweep/`, one folder each; one that is done is not trained again, one that was stopped goes on. What they show is
the validation loss, not whether an email is true: `python -m evaluation` says that of the setting you choose.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.table import Table

from pipeline import recipe as recipes
from pipeline import stage
from pipeline.console import console
from pipeline.errors import DivergedError, MailwrightError
from pipeline.recipe import Recipe
from training import base, watching
from training import rows as dataset_rows
from training.settings import TrainingSettings
from training.sft import sft

FOLDER: Final = "sweep"
RESULTS: Final = "results.md"
_PATIENCE: Final = 2
_MEASUREMENTS: Final = 6
"""Of the validation loss in a trial, at least; where the recipe's checkpoints are fewer, patience would never come to its end."""
_TIMES: Final = "minutes.json"
_LEARNING_RATES: Final = (0.5, 1.0, 2.0)
_RANKS: Final = (0.5, 1.0)


@dataclass(frozen=True)
class Trial:
    """What a trial changes, the validation loss of the adapter it left, at which step, of how many, and how long it took.

    The loss is infinite where the training came to none, and left no adapter.
    """

    changes: Mapping[str, Any]
    loss: float
    step: int
    steps: int
    minutes: float


def sweep(recipe: Recipe, grid: Sequence[str]) -> list[Trial]:
    """Trains every combination of `grid` (`section.key=value,value`; default: three learning rates by two ranks), best first.

    Raises MailwrightError where the dataset is missing or the grid names what a recipe does not have.
    """
    stage.require(recipe.out / "dataset", "make data")
    combinations = list(_combinations(grid or _default(recipe.section(TrainingSettings))))
    made = [_recipe(recipe, changes) for changes in combinations]  # all of them, so that a mistake is told before hours of training
    base.folder(recipe)
    trials: list[Trial] = []
    for number, (changes, trial) in enumerate(zip(combinations, made, strict=True), 1):
        console.print(f"trial {number} of {len(made)}: {_told(changes)}", style="bold", markup=False)
        trials.append(_run(recipe, trial, changes))
        _write(recipe, trials)
    trials.sort(key=lambda trial: trial.loss)
    console.print(_table(trials))
    best = " ".join(f"--set {key}={value}" for key, value in trials[0].changes.items())
    told = f"best with {best}" if math.isfinite(trials[0].loss) else "none came to a loss; try lower learning rates"
    console.print(f"sweep: {told}", markup=False)
    return trials


def _default(settings: TrainingSettings) -> list[str]:
    """Around the recipe's own values. Epochs need no place in a grid: training stops when more of them do not help."""
    rates = ",".join(f"{settings.learning_rate * factor:g}" for factor in _LEARNING_RATES)
    ranks = ",".join(f"{max(1, int(settings.rank * factor))}" for factor in _RANKS)
    return [f"training.learning_rate={rates}", f"training.rank={ranks}"]


def _combinations(grid: Sequence[str]) -> Iterator[dict[str, str]]:
    axes = []
    for axis in grid:
        key, _, values = axis.partition("=")
        if not values or not key.startswith("training."):
            msg = f"--grid {axis}: write it as training.key=value,value, e.g. training.rank=8,16"
            raise MailwrightError(msg)
        axes.append([(key, value) for value in values.split(",")])
    return (dict(combination) for combination in itertools.product(*axes))


def _recipe(recipe: Recipe, changes: Mapping[str, str]) -> Recipe:
    """The recipe of a trial: alpha keeps its ratio to the rank, and patience ends what no longer gets better."""
    settings = recipe.section(TrainingSettings)
    loaded = recipes.load(recipe.source, [f"{key}={value}" for key, value in changes.items()]).section(TrainingSettings)
    changed = {key.partition(".")[2]: getattr(loaded, key.partition(".")[2]) for key in changes}
    if "rank" in changed and "alpha" not in changed:
        changed["alpha"] = max(1, round(settings.alpha * changed["rank"] / settings.rank))
    trial = settings.model_copy(update={"patience": settings.patience or _PATIENCE, **changed})
    if "checkpoint_every" not in changed:
        trial = trial.model_copy(update={"checkpoint_every": max(1, min(trial.checkpoint_every, _steps(recipe, trial) // _MEASUREMENTS))})
    name = f"{recipe.name}/{FOLDER}/{_folder(changes)}"
    return dataclasses.replace(recipe, name=name, sections={**recipe.sections, "training": trial})


def _steps(recipe: Recipe, settings: TrainingSettings) -> int:
    """About how often the weights move: packing, which makes fewer steps, is not counted."""
    rows = dataset_rows.read(recipe.out / "dataset" / "train.jsonl")
    return int(dataset_rows.epochs(settings, rows) * len(rows) / (settings.batch_size * settings.accumulation))


def _folder(changes: Mapping[str, str]) -> str:
    return "-".join(f"{key.partition('.')[2]}-{value}" for key, value in changes.items())


def _run(recipe: Recipe, trial: Recipe, changes: Mapping[str, str]) -> Trial:
    trial.out.mkdir(parents=True, exist_ok=True)
    for shared in ("dataset", "base"):
        if (recipe.out / shared).exists() and not (trial.out / shared).is_symlink():
            (trial.out / shared).symlink_to((recipe.out / shared).resolve(), target_is_directory=True)
    began = time.monotonic()
    try:
        adapter = sft(trial, compare=False)
    except DivergedError as error:  # a finding about these settings, not the end of the sweep
        console.print(error, style="yellow", markup=False)
        return Trial(changes, math.inf, error.step, error.step, _minutes(trial.out / _TIMES, (time.monotonic() - began) / 60))
    return _measured(adapter, changes, _minutes(trial.out / _TIMES, (time.monotonic() - began) / 60))


def _minutes(path: Path, now: float) -> float:
    """What the trial took when it was really trained: the longest of its runs, which is not the one that found it done."""
    before: float = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else 0.0
    path.write_text(json.dumps(max(before, now)), encoding="utf-8")
    return max(before, now)


def _measured(adapter: Path, changes: Mapping[str, str], minutes: float) -> Trial:
    losses = watching.losses(adapter)
    step = watching.lowest(losses)
    return Trial(changes, losses[step], step, max(losses), minutes)


def _told(changes: Mapping[str, Any]) -> str:
    return ", ".join(f"{key.partition('.')[2]} {value}" for key, value in changes.items())


def _cells(trial: Trial) -> list[str]:
    return [*map(str, trial.changes.values()), f"{trial.loss:.4f}", f"{trial.step} of {trial.steps}", f"{trial.minutes:.1f}"]


def _head(trials: Sequence[Trial]) -> list[str]:
    return [*(key.partition(".")[2] for key in trials[0].changes), "validation loss", "at step", "minutes"]


def _table(trials: Sequence[Trial]) -> Table:
    table = Table(*_head(trials), title="best first")
    for trial in trials:
        table.add_row(*_cells(trial))
    return table


def _write(recipe: Recipe, trials: Sequence[Trial]) -> None:
    """The table so far as Markdown, best first."""
    ranked = sorted(trials, key=lambda trial: trial.loss)
    lines = [_head(ranked), ["---"] * len(_head(ranked)), *map(_cells, ranked)]
    text = "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
    (recipe.out / FOLDER / RESULTS).write_text(text, encoding="utf-8")
