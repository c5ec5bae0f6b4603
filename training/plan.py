"""What a recipe will take, before anything is loaded: memory by part, time, and what to change where it does not fit.

Run: python -m training plan --recipe configs/llama3-8b-24gb.yaml --memory 12GiB

Needs neither torch nor the model. On a GPU the figures are estimates that no card has confirmed yet. The time is that of training
alone; downloading, building the dataset and exporting come on top.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from pipeline import recipe as recipes
from pipeline.console import console
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from training import architecture, device, ladder, memory
from training.device import Device
from training.memory import GIB, Load
from training.settings import TrainingSettings

AUTOMATIC: Final = ("llama3-8b-24gb.yaml", "llama3-8b-12gb.yaml", "llama3-8b-8gb.yaml")
"""What `--recipe auto` tries on a card, the largest first."""
_SHOWN: Final = 3
"""Recipes that are suggested at most, the largest first."""


@dataclass(frozen=True)
class Rows:
    """The dataset's figures, or the recipe's limits where it is not built yet."""

    longest: int
    supervised: int
    tokens: int | None


@dataclass(frozen=True)
class Plan:
    """Bytes and seconds. `prefer` is the peak of preference tuning, whose step holds two emails instead of one."""

    recipe: str
    device: Device
    parts: dict[str, float]
    prefer: float
    tokens: int | None
    seconds: float | None

    @property
    def total(self) -> float:
        return sum(self.parts.values())

    @property
    def fits(self) -> bool:
        return self.total <= self.device.free

    @property
    def prefer_fits(self) -> bool:
        return self.prefer <= self.device.free


def plan(recipe: Recipe, at: Device) -> Plan:
    """The estimate for a recipe on a device. Raises MailwrightError where the model's size cannot be known."""
    return _plan(recipe, recipe.section(TrainingSettings), at)


def fitting(recipe: Recipe, at: Device) -> Iterator[str]:
    """What would fit: the lightest change of settings that does, in the order of the ladder, then shipped recipes."""
    yield from lighter(recipe, at, lambda made: made.fits)
    others = {path: _known(path, at) for path in (recipes.home() / "configs").glob("*.yaml") if path.stem != recipe.name}
    smaller = {path: found.total for path, found in others.items() if found and found.fits}
    for path in sorted(smaller, key=lambda path: -smaller[path])[:_SHOWN]:
        yield f"--recipe {path} takes {_gib(smaller[path])}"


def lighter(recipe: Recipe, at: Device, fits: Callable[[Plan], bool]) -> Iterator[str]:
    """The lightest change of settings that does, in the order of the ladder, and one of the quantisation."""
    settings, rows = recipe.section(TrainingSettings), _rows(recipe)
    changes: dict[str, Any] = {}
    while step := ladder.lighter(settings, rows.longest, recipe.data.max_length, gpu=at.kind == "cuda"):
        settings, changes = step.settings, changes | step.change
        if fits(_plan(recipe, settings, at)):
            yield "add " + " ".join(f"--set training.{key}={json.dumps(value)}" for key, value in changes.items())
            break
    if settings.quantization == "nf4-once" and fits(_plan(recipe, settings.model_copy(update={"quantization": "nf4"}), at)):
        yield "add --set training.quantization=nf4 --set training.gradient_checkpointing=true (slower)"


def largest(at: Device) -> Path | None:
    """The recipe that `--recipe auto` takes on this card; None where none fits.

    A recipe under way keeps its place, whatever else would fit by now: the memory that a step of the road, or another program, takes or
    gives back must not change the recipe of the next step, nor which model writes the emails. Where a larger one would fit, a line says so.
    """
    root = recipes.home()
    shipped = [root / "configs" / name for name in (*AUTOMATIC, recipes.SMALLEST)]
    found = {path: recipes.load(path, root=root) for path in shipped if path.is_file()}
    needed = {path: plan(recipe, at).total for path, recipe in found.items() if path.name in AUTOMATIC}  # the smallest needs no card
    under_way = next((path for path, recipe in found.items() if recipe.out.exists() and needed.get(path, 0) <= at.total), None)
    now = next((path for path in needed if needed[path] <= at.free), None)
    if under_way and now and shipped.index(now) < shipped.index(under_way):
        console.print(f"recipe: {under_way.stem}, as {found[under_way].out} is there; the card has room for --recipe {now}", markup=False)
    return under_way or now


def automatic() -> Path | None:
    """The recipe for the card at hand; None where there is no card, or none that a recipe fits."""
    at = device.here()
    return largest(at) if at.kind == "cuda" else None


def show(recipe: Recipe, given: str | None, *, as_json: bool) -> int:
    """Prints the plan; `given` is the value of --memory. Returns 0 where it fits, 1 where it does not; `prefer` is a step of its own."""
    at = device.of_memory(given) if given else device.here()
    made = plan(recipe, at)
    advice = [] if made.fits else list(fitting(recipe, at))
    prefer = [] if made.prefer_fits else list(lighter(recipe, at, lambda other: other.prefer_fits))
    if as_json:
        told = {"total": made.total, "fits": made.fits, "advice": advice, "prefer_fits": made.prefer_fits, "prefer_advice": prefer}
        json.dump({**asdict(made), **told}, sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        _print(made, advice, prefer)
    return 0 if made.fits else 1


def _plan(recipe: Recipe, settings: TrainingSettings, at: Device) -> Plan:
    sizes, rows = architecture.of(recipe), _rows(recipe)
    load = _load(recipe, settings, rows)
    parts = memory.peak(sizes, settings, load, at.kind, bf16=at.bf16)
    pairs = memory.peak(sizes, settings, _pairs(settings, rows), at.kind, bf16=at.bf16)
    tokens = None if rows.tokens is None else int(min(settings.epochs * rows.tokens, settings.token_budget or float("inf")))
    seconds = tokens * _flops(sizes, settings) / at.flops if tokens and at.flops else None
    return Plan(recipe.name, at, parts, sum(pairs.values()), tokens, seconds)


def _known(path: Path, at: Device) -> Plan | None:
    try:
        return plan(recipes.load(path, root=path.parent.parent), at)
    except MailwrightError:  # a model whose size is not known here is no suggestion
        return None


def _rows(recipe: Recipe) -> Rows:
    path = recipe.out / "dataset" / "train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    if not rows:
        return Rows(recipe.data.max_length, recipe.data.max_length - recipe.data.prompt_tokens, None)
    supervised = max(row["tokens"] - row["prompt_tokens"] for row in rows)
    return Rows(max(row["tokens"] for row in rows), supervised, sum(row["tokens"] for row in rows))


def _load(recipe: Recipe, settings: TrainingSettings, rows: Rows) -> Load:
    length = (settings.packing_length or recipe.data.max_length) if settings.packing else rows.longest
    # A packed step is full of rows, each of which ends in an email.
    supervised = max(rows.supervised, rows.supervised * length // rows.longest)
    tokens = settings.batch_size * length
    return Load(tokens, settings.batch_size * supervised, mask=tokens**2 if settings.packing else 0)  # all packs of a step lie in one row


def _pairs(settings: TrainingSettings, rows: Rows) -> Load:
    """Preference tuning never packs; each row is there twice, with the good email and with the bad one."""
    return Load(2 * settings.batch_size * rows.longest, 2 * settings.batch_size * rows.supervised)


def _flops(sizes: architecture.Architecture, settings: TrainingSettings) -> float:
    """Per token: two per weight forward, two back (frozen weights need no gradient of their own), and forward again if recomputed."""
    active = sizes.linear_weights + sizes.expert_weights * 2 // max(sizes.experts, 1)
    return active * (6 if settings.gradient_checkpointing else 4)


def _print(made: Plan, advice: list[str], prefer: list[str]) -> None:
    at = made.device
    console.print(f"{made.recipe} on {at.name}, {_gib(at.free)} of {_gib(at.total)} free", markup=False)
    for name, size in made.parts.items():
        console.print(f"  {name:<32}{_gib(size):>10}", markup=False)
    for name, size, fits in (("peak", made.total, made.fits), ("peak of training prefer", made.prefer, made.prefer_fits)):
        console.print(f"  {name:<32}{_gib(size):>10}   {'fits' if fits else 'does not fit'}", markup=False)
    console.print(f"time: {_time(made)}", markup=False)
    if at.kind == "cuda":
        console.print("not yet measured on a card: the estimate counts tensors and assumes what CUDA takes", markup=False)
    for line in advice:
        console.print(f"would fit: {line}", style="yellow", markup=False)
    for line in prefer:
        console.print(f"prefer would fit: {line}", style="yellow", markup=False)
    if not (made.prefer_fits or prefer):
        console.print("prefer fits with no lighter setting; take a smaller recipe for it", style="yellow", markup=False)
    if not made.fits and not advice:
        console.print("no shipped recipe fits; a CPU trains configs/smollm2-135m-cpu.yaml", style="yellow", markup=False)


def _time(made: Plan) -> str:
    if made.tokens is None:
        return "known once the dataset is built (`make data`)"
    if made.seconds is None:
        return f"{made.tokens} tokens; the speed of this card is not known here"
    minutes = made.seconds / 60
    return f"about {minutes:.0f} minutes" if minutes < 120 else f"about {minutes / 60:.1f} hours"


def _gib(size: float) -> str:
    return f"{size / GIB:.2f} GiB"
