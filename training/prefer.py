"""Preference tuning: the adapter learns to prefer an email to the same email with lies in it, by DPO (arXiv:2305.18290).

Run: python -m training prefer --recipe configs/smollm2-135m-cpu.yaml

Goes on from `out/<recipe>/adapter`, which is also the reference that it must stay close to, and writes `out/<recipe>/adapter-dpo`;
`export.adapter: dpo` exports that one. Resumes and steps down as `training.sft` does.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from pipeline import stage
from pipeline.console import console
from pipeline.recipe import Recipe
from training import processes, tracking
from training.pairs import SPLITS, pairs
from training.settings import PreferSettings, TrainingSettings

VERSION = 1


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
    from training import fit, preferred  # torch takes seconds to load, which a run that is done need not wait for

    fit.refuse_other_inputs(target, inputs, fresh=fresh)
    tracking.prepare(recipe)
    wishes = recipe.section(PreferSettings)
    with console.status("making emails false"):
        found = pairs(dataset, wishes.lies, recipe.section(TrainingSettings).seed, wishes.pairs)
    with processes.writing(target, inputs) as folder:
        preferred.train(recipe, source, found, dataset, folder)
    console.print(f"adapter-dpo: -> {target}")
    return target


def _unpacked(recipe: Recipe) -> Recipe:
    """Pairs are not packed, so the settings that say how are none."""
    settings = recipe.section(TrainingSettings).model_copy(update={"packing": False, "packing_length": None})
    return dataclasses.replace(recipe, sections={**recipe.sections, "training": settings})
