"""axolotl's `train` with the settings of its LoRA examples, on the same model, rows and adapter.

Run by `python -m benchmarks.training`, not by hand.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.training.timing import ALPHA, RANK, SEED, Order, offline, rows, timed


def main() -> None:
    """Trains on the rows of the order, as conversations."""
    offline()
    from axolotl.cli.config import load_cfg  # type: ignore[import-not-found]  # in its own environment only
    from axolotl.cli.train import do_train  # type: ignore[import-not-found]  # as above
    from axolotl.loaders import utils as _  # type: ignore[import-not-found]  # noqa: F401 - what it needs of a processor it says here

    order = Order.read()
    folder = Path(order.folder)
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps({"messages": [*row["prompt"], *row["completion"]]}) for row in rows(order))
    (folder / "rows.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    recipe = {
        "base_model": order.model, "adapter": "lora", "lora_r": RANK, "lora_alpha": ALPHA, "lora_target_linear": True,
        "datasets": [{"path": str(folder / "rows.jsonl"), "ds_type": "json", "type": "chat_template", "field_messages": "messages"}],
        "sequence_len": order.max_length, "sample_packing": False, "micro_batch_size": 2, "gradient_accumulation_steps": 4, "num_epochs": 1,
        "optimizer": "adamw_torch", "learning_rate": 2e-4, "bf16": "auto", "gradient_checkpointing": True, "save_strategy": "no",
        "output_dir": str(folder / "out"), "dataset_prepared_path": str(folder / "prepared"), "seed": SEED,
    }  # fmt: skip
    (folder / "axolotl.yaml").write_text(json.dumps(recipe), encoding="utf-8")  # JSON is YAML
    from axolotl.cli.args import TrainerCliArgs  # type: ignore[import-not-found]  # as above

    with timed(order):
        do_train(load_cfg(str(folder / "axolotl.yaml")), TrainerCliArgs())


if __name__ == "__main__":
    main()
