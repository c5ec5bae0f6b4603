"""TRL's SFTTrainer with its defaults: what its documentation shows, given the same model, the same rows and an adapter of the same size.

Not TRL's default is `max_length`: its own would cut the end of every email. Run by `python -m benchmarks.training`, not by hand.
"""

from __future__ import annotations

from benchmarks.training.timing import ALPHA, RANK, SEED, Order, offline, rows, timed


def main() -> None:
    """Trains on the rows of the order."""
    offline()
    import torch
    from datasets import Dataset
    from peft import LoraConfig
    from trl import SFTConfig, SFTTrainer

    order = Order.read()
    data = Dataset.from_list(rows(order)).select_columns(["prompt", "completion"])
    adapter = LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules="all-linear", task_type="CAUSAL_LM")
    config = SFTConfig(
        output_dir=order.folder, max_length=order.max_length, num_train_epochs=1, save_strategy="no", report_to="none", seed=SEED,
        use_cpu=not torch.cuda.is_available(),  # without it TRL's own bfloat16 is refused where there is no GPU
    )  # fmt: skip
    with timed(order):
        SFTTrainer(model=order.model, args=config, train_dataset=data, peft_config=adapter).train()


if __name__ == "__main__":
    main()
