"""Rows of a dataset as a trainer takes them, and the check that it takes all of every row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MailwrightError
from training.settings import TrainingSettings

if TYPE_CHECKING:
    from datasets import Dataset


def read(path: Path) -> Dataset:
    """The rows of one split. Raises MailwrightError where there are none."""
    from datasets import Dataset

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if not rows:
        msg = f"{path}: no rows; add triples, or change data.validation and data.test so that every split has some"
        raise MailwrightError(msg)
    return Dataset.from_list(rows)


def epochs(settings: TrainingSettings, rows: Dataset) -> float:
    """The recipe's passes, or fewer where the token budget ends first."""
    if settings.token_budget is None:
        return settings.epochs
    return float(min(settings.epochs, settings.token_budget / sum(rows["tokens"])))


def check_lengths(tokenized: Dataset, rows: Dataset, *, packed: bool) -> None:
    """Before any step: the trainer sees every token that the pipeline counted, so nothing was cut.

    Raises MailwrightError otherwise.
    """
    counted, seen = sum(rows["tokens"]), sum(len(ids) for ids in tokenized["input_ids"])
    # Templates end a turn with a line break that generation never reaches; TRL leaves it out, the pipeline counts it.
    if not 0 <= counted - seen <= len(rows) or (not packed and len(tokenized) != len(rows)):
        counted_as = f"the dataset has {counted} tokens in {len(rows)} rows"
        msg = f"the trainer sees {seen} tokens in {len(tokenized)} rows, {counted_as}: rows would be cut; run `make data`"
        raise MailwrightError(msg)
