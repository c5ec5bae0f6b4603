"""Recipes for the tiny Llama, small enough that a training takes seconds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import recipe as recipes
from pipeline.recipe import Recipe

FAST = {"quantization": "nf4-once", "dtype": "float32", "gradient_checkpointing": False, "optimizer": "adamw_torch", "learning_rate": 1e-2}
Rows = Callable[[Path, int], None]
_BUILT: dict[int, tempfile.TemporaryDirectory[str]] = {}


def place_rows(write: Rows, target: Path, rows: int) -> None:
    """A dataset of so many rows per split. Counting its tokens takes seconds, so each size is made once per session."""
    if rows not in _BUILT:
        _BUILT[rows] = tempfile.TemporaryDirectory(prefix="rows-")
        write(Path(_BUILT[rows].name) / "dataset", rows)
    shutil.copytree(Path(_BUILT[rows].name) / "dataset", target, dirs_exist_ok=True)


def tiny_recipe(recipe_file: Callable[..., Path], base: Path, write: Rows, name: str = "tiny", rows: int = 8, **training: Any) -> Recipe:
    """A recipe named `name` whose dataset is already built."""
    import torch

    torch.set_num_threads(1)  # a model this small only waits for the others
    path = recipe_file(
        model={"base": str(base)},
        data={"max_length": 256, "prompt_tokens": 128},
        training={**FAST, "epochs": 1, "accumulation": 2, "rank": 4, "alpha": 8, **training},
        serve={"max_tokens": 16},
    )
    loaded = recipes.load(path.rename(path.with_stem(name)))
    place_rows(write, loaded.out / "dataset", rows)
    return loaded
