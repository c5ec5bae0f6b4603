"""metrics.jsonl of a training that was killed and went on is that of one that was not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from training import checkpoints


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    metrics = folder / "metrics.jsonl"
    metrics.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return metrics


def test_what_was_measured_after_the_last_step_is_measured_once(tmp_path: Path) -> None:
    """A run that was killed after its last checkpoint measures again; losses of steps, and measures of others, stay."""
    lines: list[dict[str, Any]] = [{"step": 2, "eval_loss": 3.0}, {"step": 4, "loss": 2.0}, {"step": 4, "sample": "Dear team"}]
    metrics = written(tmp_path, *lines, {"step": 4, "eval_loss": 2.5}, {"step": 4, "preference": {"loss": 0.1}})
    checkpoints.unmeasured(metrics, 4)
    assert [json.loads(line) for line in metrics.read_text().splitlines()] == lines


def test_tokens_are_counted_on(tmp_path: Path) -> None:
    """From the last line that has them; from nought where there is none."""
    assert checkpoints.tokens(tmp_path / "metrics.jsonl") == 0
    lines: list[dict[str, Any]] = [
        {"step": 0, "eval_loss": 3.0},
        {"step": 1, "loss": 2.0, "tokens": 49.0},
        {"step": 2, "loss": 2.0, "tokens": 98.0},
    ]
    metrics = written(tmp_path, *lines, {"step": 2, "loss": 1.0, "tokens": None})
    assert checkpoints.tokens(metrics) == 98
