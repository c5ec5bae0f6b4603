"""A PEFT adapter as what it adds to each weight: scale * B @ A (LoRA, arXiv:2106.09685).

Covers plain and rank-stabilised LoRA on linear layers. Not DoRA, trained biases, whole trained modules or per-layer ranks, and nothing on
the embeddings or the head, which would change the vocabulary that GGUF and tokenizer share with the base. All are refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.safetensors_file import Tensors
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import torch

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_PREFIX = "base_model.model."
_VOCABULARY = ("embed_tokens", "lm_head")
# Settings of plain LoRA. Any other that is on changes what the adapter adds to a weight, or the weight itself, in a way unknown here.
_PLAIN = {
    "auto_mapping", "base_model_name_or_path", "ensure_weight_tying", "exclude_modules", "inference_mode", "layers_pattern",
    "layers_to_transform", "lora_alpha", "lora_dropout", "megatron_core", "peft_version", "qalora_group_size", "r", "revision",
    "target_modules", "task_type", "use_rslora",
}  # fmt: skip
_VALUES = {"peft_type": ("LORA",), "bias": ("none",), "init_lora_weights": (True, False, "gaussian")}


@dataclass(frozen=True)
class Adapter:
    """`weights` maps the base's tensor names to the names of the pair (A, B) in the adapter's file."""

    folder: Path
    base: str
    revision: str | None
    scale: float
    pairs: Mapping[str, tuple[str, str]]
    file: Tensors

    @classmethod
    def load(cls, folder: Path) -> Adapter:
        """Raises MailwrightError where the folder holds no adapter, or one of a kind that cannot be merged soundly."""
        try:
            config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
            file = Tensors.open(folder / WEIGHTS)
        except (FileNotFoundError, ValueError) as error:
            msg = f"{folder}: not a readable PEFT adapter ({error}); make it again with `make sft`"
            raise MailwrightError(msg) from error
        _refuse_unsupported(folder, config)
        rank = config["r"]
        scale = config["lora_alpha"] / (math.sqrt(rank) if config.get("use_rslora") else rank)
        return cls(folder, config["base_model_name_or_path"], config.get("revision"), scale, _pairs(folder, file), file)

    @property
    def layers(self) -> list[str]:
        """The kinds of linear layers that it is on, e.g. `q_proj`, in the order of the alphabet."""
        return sorted({name.split(".")[-2] for name in self.pairs})

    def factors(self, name: str) -> tuple[torch.Tensor, torch.Tensor]:
        """A (rank, in) and B (out, rank) in float32, of which `scale` * B @ A is added to the base's tensor `name`."""
        a, b = (self.file.read(part).float() for part in self.pairs[name])
        return a, b

    def shape(self, name: str) -> tuple[int, ...]:
        """(out, in) of the weight that the adapter expects under `name`."""
        a, b = (self.file.entries[part].shape for part in self.pairs[name])
        return (b[0], a[1])


def _refuse_unsupported(folder: Path, config: Mapping[str, Any]) -> None:
    found = [
        f"{key}={value!r}"
        for key, value in config.items()
        if (value not in _VALUES[key] if key in _VALUES else key not in _PLAIN and value)
    ]
    if found:
        msg = f"{folder}: cannot be merged, {', '.join(found)} is not supported; train plain LoRA with `make sft`"
        raise MailwrightError(msg)


def _pairs(folder: Path, file: Tensors) -> dict[str, tuple[str, str]]:
    pairs: dict[str, tuple[str, str]] = {}
    for name in file.entries:
        module, lora_a, _ = name.removeprefix(_PREFIX).partition(".lora_A.weight")
        if lora_a:
            pairs[f"{module}.weight"] = (name, name.replace("lora_A", "lora_B"))
    known = {part for pair in pairs.values() for part in pair}
    odd = sorted(known ^ set(file.entries))
    odd += [name for name in pairs if any(part in name for part in _VOCABULARY)]
    if odd or not pairs:
        what = f"it trains {odd[0]}" if odd else "it is empty"
        msg = f"{folder}: cannot be merged, {what}; only LoRA pairs on layers other than embeddings and head can"
        raise MailwrightError(msg)
    return pairs
