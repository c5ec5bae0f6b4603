"""The `training` section of a recipe."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.settings import Settings


class TrainingSettings(Settings):
    """About twenty settings; `training.arguments` maps them to TRL, PEFT and bitsandbytes in one place."""

    quantization: Literal["nf4", "nf4-once"] = Field(
        default="nf4",
        description="nf4 keeps 4-bit weights and dequantises them in every step (least memory); "
        "nf4-once dequantises once at the start: the same weights, faster, more memory",
    )
    dtype: Literal["auto", "bfloat16", "float16", "float32"] = Field(
        default="auto", description="of matrix products; auto is bfloat16 where the processor multiplies it natively, else float32"
    )
    rank: int = Field(default=16, ge=1, description="of the adapter; higher: learns more, more memory")
    alpha: int = Field(default=32, ge=1, description="adapter scale; 2x rank is usual")
    dropout: float = Field(default=0.0, ge=0, lt=1, description="of the adapter's input; helps small datasets a little, costs speed")
    learning_rate: float = Field(default=2e-4, gt=0, description="peak; LoRA wants about 10x that of full fine-tuning")
    scheduler: Literal["cosine", "linear", "constant"] = Field(default="cosine", description="how the learning rate falls")
    warmup: float = Field(default=0.05, ge=0, lt=1, description="share of the steps in which the learning rate rises")
    epochs: float = Field(default=3, gt=0, description="passes over the training rows")
    token_budget: int | None = Field(
        default=None, gt=0, description="stop after about this many tokens, prompt and email; the schedule is planned to end there"
    )
    batch_size: int = Field(default=1, ge=1, description="rows per step on the device; higher: faster, more memory")
    accumulation: int = Field(default=8, ge=1, description="steps summed before the weights move; effective batch = batch_size x this")
    packing: bool = Field(
        default=False, description="fill each step to max_length with several rows; needs attention that keeps them apart"
    )
    gradient_checkpointing: bool = Field(default=True, description="recompute activations: about a third slower, far less memory")
    offload: bool = Field(
        default=False, description="with gradient_checkpointing on a GPU: keep what is not recomputed in CPU memory; slower, least memory"
    )
    packing_length: int | None = Field(
        default=None,
        ge=128,
        description="tokens that packing fills; null: data.max_length. Lower: less memory, never below the longest row",
    )
    optimizer: Literal["adamw_torch", "paged_adamw_8bit"] = Field(default="paged_adamw_8bit", description="paged spills to CPU memory")
    max_grad_norm: float = Field(default=1.0, gt=0, description="gradients are clipped to this norm")
    checkpoint_every: int = Field(default=20, ge=1, description="optimizer steps between checkpoints; a killed run loses at most these")
    seed: int = Field(default=0, description="of adapter initialisation and row order")
    patience: int | None = Field(
        default=None,
        ge=1,
        description="stop when the validation loss, measured at every checkpoint, has not fallen for so many of them, and leave the "
        "adapter of the lowest; null: train to the end, and leave the last",
        exclude_if=lambda value: value is None,  # adapters from before there was such a setting stay done
    )
    # How a training is watched changes nothing of it: these two are left out of what makes an adapter another one.
    track: Literal["none", "wandb", "trackio", "tensorboard"] = Field(
        default="none", exclude=True, description="where figures go besides metrics.jsonl; wandb stays offline unless you have logged in"
    )
    sample_every: int = Field(
        default=0, ge=0, exclude=True, description="steps between sample emails in metrics.jsonl, to watch it learn; 0: none"
    )


class PreferSettings(Settings):
    """Preference tuning after fine-tuning; sizes of steps, types and memory are those of the `training` section."""

    lies: int = Field(default=2, ge=1, le=5, description="false claims in each rejected email, where there is room; fewer: harder to tell")
    beta: float = Field(default=0.1, gt=0, description="how dear it is to leave the fine-tuned model; lower: strays further")
    loss: Literal["sigmoid", "ipo"] = Field(default="sigmoid", description="sigmoid is DPO; ipo does not push pairs apart without end")
    sft_weight: float = Field(
        default=0.2,
        ge=0,
        description="of the ordinary loss on the good email; without it pairs that differ little make both less likely (arXiv:2402.13228)",
    )
    pairs: int | None = Field(
        default=None, ge=1, description="training pairs at most, drawn by training.seed, and a quarter as many for validation; null: all"
    )
    learning_rate: float = Field(default=2e-5, gt=0, description="peak; a tenth of fine-tuning's")
    epochs: float = Field(default=1, gt=0, description="passes over the pairs; more: learns how lies are made here")
    held_out: int = Field(
        default=20, ge=0, exclude=True, description="requests of the test split that are answered before and after, and judged; 0: none"
    )
