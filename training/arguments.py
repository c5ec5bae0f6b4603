"""The one place where our settings meet the names of TRL, PEFT and transformers, so that a rename upstream hits one place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from training import tracking
from training.device import BF16_SINCE, knows_bf16
from training.settings import PreferSettings, TrainingSettings

if TYPE_CHECKING:
    import torch
    from peft import LoraConfig
    from trl import DPOConfig, SFTConfig

_SHARED = (
    "output_dir", "num_train_epochs", "per_device_train_batch_size", "per_device_eval_batch_size", "gradient_accumulation_steps",
    "lr_scheduler_type", "warmup_steps", "max_grad_norm", "optim", "bf16", "fp16", "gradient_checkpointing",
    "gradient_checkpointing_kwargs", "pad_to_multiple_of", "save_steps", "save_total_limit", "logging_steps", "logging_nan_inf_filter",
    "report_to", "project", "trackio_static_space_id", "disable_tqdm", "seed", "data_seed", "use_cpu", "dataloader_pin_memory",
)  # fmt: skip
"""What fine-tuning and preference tuning give their trainers alike."""
_CPU_LENGTHS = 64
"""On a CPU rows are padded to multiples of so many tokens: oneDNN keeps code and weights for every length it meets, and memory grows."""


_ATTENTION = ["q_proj", "k_proj", "v_proj", "o_proj"]


def lora(settings: TrainingSettings, *, experts: bool) -> LoraConfig:
    """LoRA on every linear layer but the head (LoRA Without Regret: attention alone learns less at the same size).

    Of a mixture of experts on attention alone: PEFT would put it on experts and router too, single tensors whose merging no other program
    knows, and a router that learns from few rows loses its balance.
    """
    from peft import LoraConfig

    return LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,
        lora_dropout=settings.dropout,
        target_modules=_ATTENTION if experts else "all-linear",
        task_type="CAUSAL_LM",
    )


def sft(settings: TrainingSettings, folder: Path, max_length: int, epochs: float) -> SFTConfig:
    """Arguments of TRL's SFTTrainer. `epochs` may be less than the recipe's where the token budget ends first."""
    import torch
    from trl import SFTConfig

    return SFTConfig(
        output_dir=str(folder),
        num_train_epochs=epochs,
        per_device_train_batch_size=settings.batch_size,
        per_device_eval_batch_size=settings.batch_size,
        gradient_accumulation_steps=settings.accumulation,
        learning_rate=settings.learning_rate,
        lr_scheduler_type=settings.scheduler,
        warmup_steps=settings.warmup,
        max_grad_norm=settings.max_grad_norm,
        optim=settings.optimizer,
        bf16=mixed(settings) == torch.bfloat16,
        fp16=mixed(settings) == torch.float16,
        gradient_checkpointing=settings.gradient_checkpointing,
        gradient_checkpointing_kwargs={"offload": True} if settings.offload and torch.cuda.is_available() else None,
        packing=settings.packing,
        eval_packing=False,
        max_length=(settings.packing_length if settings.packing else None) or max_length,
        pad_to_multiple_of="auto" if torch.cuda.is_available() else _CPU_LENGTHS,
        completion_only_loss=True,
        save_steps=settings.checkpoint_every,
        save_total_limit=2,
        logging_steps=1,
        logging_nan_inf_filter=False,  # it would write a loss that is not a number as 0, and leave such rows out of the validation loss
        report_to=settings.track,
        project=tracking.PROJECT,
        trackio_static_space_id=False,  # None would publish one
        disable_tqdm=True,
        seed=settings.seed,
        data_seed=settings.seed,
        use_cpu=not torch.cuda.is_available(),
        dataloader_pin_memory=torch.cuda.is_available(),
    )


def dpo(settings: TrainingSettings, wishes: PreferSettings, folder: Path) -> DPOConfig:
    """Arguments of TRL's DPOTrainer: what `training.sft` has, with the reference's log probabilities computed once, before training."""
    from trl import DPOConfig

    shared = sft(settings, folder, 0, wishes.epochs).to_dict()
    own = {
        "learning_rate": wishes.learning_rate,
        "beta": wishes.beta,
        "loss_type": [wishes.loss, "sft"] if wishes.sft_weight else [wishes.loss],
        "loss_weights": [1.0, wishes.sft_weight] if wishes.sft_weight else None,
        "precompute_ref_log_probs": True,
        "max_length": None,  # rows fit by construction; TRL would cut the end of an email
    }
    return DPOConfig(**{key: shared[key] for key in _SHARED} | own)


def mixed(settings: TrainingSettings) -> torch.dtype | None:
    """The type of matrix products; None is float32 throughout."""
    import torch

    if settings.dtype == "auto":
        native = torch.cuda.get_device_capability() >= BF16_SINCE if torch.cuda.is_available() else _cpu_multiplies_bf16()
        return torch.bfloat16 if native else None
    return None if settings.dtype == "float32" else getattr(torch, settings.dtype)


def weights(settings: TrainingSettings) -> torch.dtype:
    """The type in which dequantised weights are held: on a GPU that of the products, on a CPU float32 (no copy is rounded twice)."""
    import torch

    return (mixed(settings) or torch.float32) if torch.cuda.is_available() else torch.float32


def _cpu_multiplies_bf16() -> bool:
    """Elsewhere bfloat16 on a CPU is emulated and slower than float32."""
    import torch

    return knows_bf16() and torch.backends.cpu.get_cpu_capability().startswith("AVX512")
