"""Unsloth with its notebook's settings for LoRA, which it trains on a CPU too since 2026, without its kernels for GPUs.

Run by `python -m benchmarks.training`, not by hand.
"""

from __future__ import annotations

from benchmarks.training.timing import ALPHA, RANK, SEED, Order, offline, rows, timed


def main() -> None:
    """Trains on the rows of the order."""
    offline()
    from unsloth import FastLanguageModel  # type: ignore[import-not-found]  # isort: skip  # in its own environment only, and before trl
    import torch
    from datasets import Dataset
    from trl import SFTConfig, SFTTrainer

    order = Order.read()
    on_card = torch.cuda.is_available()
    model, tokenizer = FastLanguageModel.from_pretrained(order.model, max_seq_length=order.max_length, load_in_4bit=on_card)
    model = FastLanguageModel.get_peft_model(
        model, r=RANK, lora_alpha=ALPHA, use_gradient_checkpointing="unsloth", random_state=SEED,
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
    )  # fmt: skip
    data = Dataset.from_list(rows(order)).select_columns(["prompt", "completion"])
    config = SFTConfig(
        output_dir=order.folder, max_length=order.max_length, per_device_train_batch_size=2, gradient_accumulation_steps=4,
        num_train_epochs=1, save_strategy="no", report_to="none", seed=SEED,
        use_cpu=not on_card,
    )  # fmt: skip
    with timed(order):
        SFTTrainer(model=model, processing_class=tokenizer, args=config, train_dataset=data).train()


if __name__ == "__main__":
    main()
