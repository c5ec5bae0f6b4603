"""How much memory a training run takes at its peak, part by part, counted from sizes and settings before anything is loaded.

What is kept for the backward pass is counted tensor by tensor, as transformers 5.23, PEFT 0.21 and TRL 1.16 keep it (a test compares it
with what PyTorch really saves). What libraries, CUDA and allocators take besides is measured on a CPU and assumed on a GPU.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from training.architecture import Architecture
from training.settings import TrainingSettings

GIB: Final = 1024**3
_MIB: Final = 1024**2
_NF4: Final = 0.5
_NF4_CONSTANTS: Final = 1 / 64 + 4 / (64 * 256)
"""Bytes per weight: a byte per block of 64, a float32 per 256 of those (double quantisation, arXiv:2305.14314)."""
_VOCABULARY_TILE: Final = 32768
_TOKEN_TILE: Final = 4096
"""Logits are made in tiles of so many tokens by so many words (`trl.kernels.chunked_logprob`)."""

_CPU_LIBRARIES: Final = 850 * _MIB
"""Resident after importing torch, transformers, TRL, PEFT and bitsandbytes and loading a tokenizer. Measured."""
_CPU_ALLOCATOR: Final = 180 * _MIB
_CPU_GAPS: Final = 0.5
"""What malloc keeps of freed memory for the next step, and gaps as a share of the activations. Measured with SmolLM2-135M, rows of 1,260
tokens, in bfloat16."""
_CPU_NF4: Final = 200 * _MIB
"""Besides, where every step dequantises. Measured likewise."""
_CPU_FLOAT32: Final = 1280 * _MIB
"""Besides, in float32: holes in glibc's heap, of which 717 MiB in 2,770 were in use at a peak with checkpointing (`mallinfo2`). Measured
likewise, 1,360 MiB with checkpointing and 1,270 without; 750 with rows of nearly one length."""
_GPU_CONTEXT: Final = 1.3 * GIB
"""CUDA context, kernels, workspaces and fragmentation: an assumption (Unsloth Studio's estimator takes 1.4 GB), not measured here."""

Kind = Literal["cpu", "cuda"]
Bytes = dict[str, float]


@dataclass(frozen=True)
class Load:
    """What one step holds: tokens of all its rows together, padding and all, and how many of them are supervised.

    `mask`: pairs of tokens for which an attention mask says whether one sees the other; 0 where there is none and the order alone tells.
    """

    tokens: int
    supervised: int
    mask: int = 0


@dataclass(frozen=True)
class Types:
    """Bytes per number: matrix products, the stream between layers (also embeddings and head), adapter weights."""

    product: int
    stream: int
    adapter: int

    @property
    def mixed(self) -> bool:
        """Whether autocast copies what it meets into the type of the products."""
        return len({self.product, self.stream, self.adapter}) > 1


def types(settings: TrainingSettings, kind: Kind, *, bf16: bool) -> Types:
    """As `training.arguments` and TRL choose them; `bf16`: whether the processor multiplies it, for `dtype: auto`."""
    chosen = ("bfloat16" if bf16 else "float32") if settings.dtype == "auto" else settings.dtype
    product = 4 if chosen == "float32" else 2
    # TRL casts the adapter of a quantised model to bfloat16; PEFT keeps any other one in float32.
    return Types(product=product, stream=product if kind == "cuda" else 4, adapter=2 if settings.quantization == "nf4" else 4)


def peak(sizes: Architecture, settings: TrainingSettings, load: Load, kind: Kind, *, bf16: bool = True) -> Bytes:
    """Bytes at the peak of training, by part."""
    of = types(settings, kind, bf16=bf16)
    adapter = sizes.adapter_weights(settings.rank)
    parts = _weights(sizes, settings, of)
    parts["adapter"] = adapter * of.adapter
    parts["gradients"] = adapter * of.adapter
    parts["optimizer"] = adapter * (2.0 if settings.optimizer == "paged_adamw_8bit" and kind == "cuda" else 2 * of.adapter)
    parts["activations"] = activations(sizes, settings, load, of)
    parts["backward pass of one layer"] = _working_layer(sizes, settings, load, of)
    parts["loss"] = _loss(sizes, load, of, kind)
    if kind == "cuda":
        return parts | {"CUDA (assumed)": _GPU_CONTEXT}
    kept = _CPU_ALLOCATOR + _CPU_GAPS * parts["activations"]
    kept += (_CPU_NF4 if settings.quantization == "nf4" else 0) + (_CPU_FLOAT32 if of.product == of.stream else 0)
    return parts | {"libraries": _CPU_LIBRARIES, "allocator": kept}


def activations(sizes: Architecture, settings: TrainingSettings, load: Load, of: Types) -> float:
    """What the forward pass keeps for the backward pass, in bytes."""
    # A mask becomes numbers of the type of the products in every layer anew.
    layer = load.tokens * _layer_per_token(sizes, settings, load, of) + load.mask * of.product + _layer_copies(sizes, settings, of)
    head = load.supervised * (sizes.hidden * of.stream + 16)
    final_norm = load.tokens * (4 * sizes.hidden + 4)
    if not settings.gradient_checkpointing:
        return sizes.layers * layer + head  # what the final norm keeps the first one does not: the embeddings need no gradient
    kept = 0 if settings.offload else sizes.layers * load.tokens * sizes.hidden * of.stream
    return kept + layer + final_norm + head


def _weights(sizes: Architecture, settings: TrainingSettings, of: Types) -> Bytes:
    other = (sizes.other_weights + sizes.expert_weights) * of.stream
    if settings.quantization == "nf4-once":
        return {"weights": sizes.linear_weights * of.stream + other}
    return {
        "weights in NF4": sizes.linear_weights * _NF4,
        "quantisation constants": sizes.linear_weights * _NF4_CONSTANTS,
        "weights not quantised": other,
    }


def _layer_per_token(sizes: Architecture, settings: TrainingSettings, load: Load, of: Types) -> float:
    """Bytes that one layer keeps per token: norms in float32, queries to values, the MLP's four inner tensors, inputs of the adapters."""
    query, key = sizes.heads * sizes.head, sizes.kv_heads * sizes.head
    norms = 2 * (4 * sizes.hidden + 4)
    # With a mask, transformers repeats keys and values for every head that shares them (`integrations.sdpa_attention.use_gqa_in_sdpa`).
    attention = (query + 2 * (query if load.mask else key)) * of.product + 4 * sizes.heads
    mlp = 4 * sizes.intermediate * of.product
    low_rank = (len(sizes.attention) + len(sizes.mlp)) * settings.rank * of.product
    # Each adapter's input: shared where nothing is converted (q, k and v have one, gate and up have one), else a copy for each.
    inputs = (5 * sizes.hidden + 2 * query if of.mixed else 2 * sizes.hidden + query) * of.product
    return norms + attention + mlp + low_rank + inputs


def _layer_copies(sizes: Architecture, settings: TrainingSettings, of: Types) -> float:
    """Bytes of weights that autocast copies into the type of the products and keeps until the backward pass."""
    layers = (*sizes.attention, *sizes.mlp)
    adapters = settings.rank * sum(a + b for a, b in layers) if of.adapter != of.product else 0
    frozen = sum(a * b for a, b in layers) if of.stream != of.product and settings.quantization == "nf4-once" else 0
    return (adapters + frozen) * of.product


def _working_layer(sizes: Architecture, settings: TrainingSettings, load: Load, of: Types) -> float:
    """Gradients that live at once within a layer, and one dequantised weight where weights are kept in 4 bits."""
    gradients = load.tokens * (3 * sizes.intermediate * of.product + 3 * sizes.hidden * 4)
    dequantised = max(a * b for a, b in (*sizes.attention, *sizes.mlp)) * of.product if settings.quantization == "nf4" else 0
    return gradients + dequantised


def _loss(sizes: Architecture, load: Load, of: Types, kind: Kind) -> float:
    """A tile of logits and its piece of the head; without Triton the tile's statistics are float32 tensors of the same size."""
    rows, words = min(load.supervised, _TOKEN_TILE), min(sizes.vocabulary, _VOCABULARY_TILE)
    per_logit = of.product if kind == "cuda" else of.product + 3 * 4
    head = words * sizes.hidden * (4 + of.product) if of.product != of.stream else 0
    return rows * words * per_logit + head + load.supervised * sizes.hidden * 4
