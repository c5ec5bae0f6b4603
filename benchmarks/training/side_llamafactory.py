"""LLaMA-Factory's own SFT, with the settings of its example for LoRA (one row, eight summed), on the same model, rows and adapter.

Run by `python -m benchmarks.training`, not by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.training.timing import ALPHA, RANK, SEED, Order, offline, rows, timed


def main() -> None:
    """Trains on the rows of the order, as conversations in OpenAI's form."""
    offline()
    from llamafactory.train.tuner import run_exp  # type: ignore[import-not-found]  # in its own environment only

    order = Order.read()
    folder = Path(order.folder)
    folder.mkdir(parents=True, exist_ok=True)
    _lay(order, folder)
    arguments: dict[str, Any] = {
        "stage": "sft", "do_train": True, "model_name_or_path": order.model, "template": "default", "cutoff_len": order.max_length,
        "finetuning_type": "lora", "lora_target": "all", "lora_rank": RANK, "lora_alpha": ALPHA, "dataset": "rows",
        "dataset_dir": str(folder), "per_device_train_batch_size": 1, "gradient_accumulation_steps": 8, "num_train_epochs": 1.0,
        "learning_rate": 1e-4, "lr_scheduler_type": "cosine", "warmup_ratio": 0.1, "bf16": True, "save_strategy": "no",
        "report_to": "none", "seed": SEED, "output_dir": str(folder / "out"), "overwrite_cache": True,
    }  # fmt: skip
    with timed(order):
        run_exp(arguments)


def _lay(order: Order, folder: Path) -> None:
    conversations = [{"messages": [*row["prompt"], *row["completion"]]} for row in rows(order)]
    (folder / "rows.json").write_text(json.dumps(conversations), encoding="utf-8")
    tags = {"role_tag": "role", "content_tag": "content", "user_tag": "user", "assistant_tag": "assistant", "system_tag": "system"}
    about = {"rows": {"file_name": "rows.json", "formatting": "sharegpt", "columns": {"messages": "messages"}, "tags": tags}}
    (folder / "dataset_info.json").write_text(json.dumps(about), encoding="utf-8")


if __name__ == "__main__":
    main()
