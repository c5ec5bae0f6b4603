"""Packing: several emails in one row, and none of them sees another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.test_training import sft_trainer
from tests.training_tiny import Rows, tiny_recipe


def log_probs(trainer: Any, batch: dict[str, Any]) -> list[float]:
    """Of the supervised tokens of a batch, as the loss takes them."""
    import torch

    trainer.model.eval()
    with torch.no_grad():
        logits = trainer.model(**{key: value for key, value in batch.items() if key != "labels"}).logits
    labels = batch["labels"][:, 1:]
    chosen = torch.log_softmax(logits[:, :-1].float(), -1).gather(-1, labels.clamp(min=0)[..., None])[..., 0]
    return [float(value) for value in chosen[labels != -100]]


def test_packed_rows_have_the_logits_of_unpacked_ones(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows) -> None:
    """Positions begin anew with each email, attention ends at its edges: a pack scores every email's tokens as each email alone would."""
    packed, _ = sft_trainer(tiny_recipe(recipe_file, tiny_llama, dataset_rows, "packed", packing=True))
    plain, _ = sft_trainer(tiny_recipe(recipe_file, tiny_llama, dataset_rows, "plain"))
    plain.model.load_state_dict(packed.model.state_dict())
    together = [value for row in packed.train_dataset for value in log_probs(packed, packed.data_collator([row]))]
    alone = [value for row in plain.train_dataset for value in log_probs(plain, plain.data_collator([row]))]
    assert len(packed.train_dataset) < len(plain.train_dataset)
    assert sorted(together) == pytest.approx(sorted(alone), abs=1e-4)
