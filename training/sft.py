"""Supervised fine-tuning: dataset -> adapter, by QLoRA with TRL's SFTTrainer.

Run: python -m training sft --recipe configs/smollm2-135m-cpu.yaml

Writes `out/<recipe>/adapter`: the PEFT adapter, `metrics.jsonl`, `loss.png`, the base model's answers to held-out prompts, and the
recipe as it was trained. An interrupted run goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pipeline import stage
from pipeline.console import console
from pipeline.recipe import Recipe
from pipeline.schema import Split
from training import base, processes, tracking

VERSION = 1


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
    from training import fit, supervised  # torch takes seconds to load, which a run that is done need not wait for

    fit.refuse_other_inputs(target, inputs, fresh=fresh)
    tracking.prepare(recipe)
    source = base.folder(recipe)
    with processes.writing(target, inputs) as folder:
        supervised.train(recipe, source, dataset, folder, compare=compare)
    console.print(f"adapter: -> {target}")
    return target
