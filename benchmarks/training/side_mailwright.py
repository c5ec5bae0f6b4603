"""Ours: the trainer of `training.sft` with the recipe for CPUs, as `python -m training sft` runs it.

Run by `python -m benchmarks.training`, not by hand. Settings after the order's file replace the recipe's.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.training.timing import ALPHA, RANK, Order, offline, rows, timed

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Trains on the rows of the order."""
    offline()
    from datasets import Dataset

    from pipeline import recipe as recipes
    from training import processor, supervised
    from training.settings import TrainingSettings

    order = Order.read()
    size = [f"data.max_length={order.max_length}", f"training.rank={RANK}", f"training.alpha={ALPHA}", "training.checkpoint_every=100000"]
    recipe = recipes.load(ROOT / "configs" / "smollm2-135m-cpu.yaml", [*size, *sys.argv[2:]])
    data = Dataset.from_list(rows(order))
    settings = recipe.section(TrainingSettings)
    trainer = supervised.trainer(recipe, settings, order.model, {"train": data, "validation": data.select([0])}, 1.0, Path(order.folder))
    processor.keep_freed_memory()
    with timed(order):
        trainer.train()


if __name__ == "__main__":
    main()
