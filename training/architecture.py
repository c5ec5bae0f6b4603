"""How large a model is, from its configuration and without loading it: a folder's config.json, a package's GGUF, or a table of known ones.

Covers Llama-like decoders with grouped attention and a gated MLP, and mixtures of them. Not models that lie on a hub only and are not in
the table: their configuration is read once they are in the hub's cache.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pipeline.chat import packaged_gguf
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.settings import ModelSettings


@dataclass(frozen=True)
class Architecture:
    """Sizes as in a transformers configuration; `experts` is 1 for a dense model."""

    hidden: int
    intermediate: int
    layers: int
    heads: int
    kv_heads: int
    head: int
    vocabulary: int
    tied: bool = False
    experts: int = 1

    @cached_property
    def attention(self) -> tuple[tuple[int, int], ...]:
        """(in, out) of the linear layers of one attention block."""
        query, key = self.heads * self.head, self.kv_heads * self.head
        return ((self.hidden, query), (self.hidden, key), (self.hidden, key), (query, self.hidden))

    @cached_property
    def mlp(self) -> tuple[tuple[int, int], ...]:
        """(in, out) of the linear layers of one dense MLP; a mixture's experts are single tensors, see `expert_weights`."""
        if self.experts > 1:
            return ((self.hidden, self.experts),)
        return ((self.hidden, self.intermediate), (self.hidden, self.intermediate), (self.intermediate, self.hidden))

    @property
    def linear_weights(self) -> int:
        """Weights of all linear layers but the head: what is quantised."""
        return self.layers * sum(a * b for a, b in (*self.attention, *self.mlp))

    @property
    def expert_weights(self) -> int:
        """Weights that no quantisation reaches: transformers 5 keeps a layer's experts in one tensor."""
        return self.layers * self.experts * 3 * self.hidden * self.intermediate if self.experts > 1 else 0

    @property
    def other_weights(self) -> int:
        """Embeddings, head and norms."""
        return (1 if self.tied else 2) * self.vocabulary * self.hidden + (2 * self.layers + 1) * self.hidden

    def adapter_weights(self, rank: int) -> int:
        """Of LoRA on every linear layer but the head."""
        return self.layers * rank * sum(a + b for a, b in (*self.attention, *self.mlp))


_LLAMA_3_8B: Final = Architecture(4096, 14336, 32, 32, 8, 128, 128256)
KNOWN: Final = {
    "meta-llama-3-8b": _LLAMA_3_8B,
    "llama-3.1-8b": _LLAMA_3_8B,
    "llama-2-7b": Architecture(4096, 11008, 32, 32, 32, 128, 32000),
    "mistral-7b": Architecture(4096, 14336, 32, 32, 8, 128, 32000),
    "phi-3-mini": Architecture(3072, 8192, 32, 32, 32, 96, 32064),
    "mixtral-8x7b": Architecture(4096, 14336, 32, 32, 8, 128, 32000, experts=8),
}
"""By a part of the repository's name; the values are those of the published config.json files."""


def of(recipe: Recipe) -> Architecture:
    """The sizes of a recipe's base model.

    Raises MailwrightError where they cannot be known without the model.
    """
    model = recipe.model
    restored = recipe.out / "base" / "config.json"
    if model.base.startswith("package:"):
        return from_config(_json(restored)) if restored.is_file() else _from_gguf(packaged_gguf(model.base))
    config = Path(model.base) / "config.json" if Path(model.base).is_dir() else _cached(model)
    if config and config.is_file():
        return from_config(_json(config))
    known = next((sizes for part, sizes in KNOWN.items() if part in model.base.lower()), None)
    if known is None:
        msg = f"model.base {model.base}: its size is not known here; fetch it first (`hf download {model.base} config.json`)"
        raise MailwrightError(msg)
    return known


def from_config(config: Mapping[str, Any]) -> Architecture:
    """From the content of a config.json."""
    heads = config["num_attention_heads"]
    return Architecture(
        hidden=config["hidden_size"],
        intermediate=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=heads,
        kv_heads=config.get("num_key_value_heads") or heads,
        head=config.get("head_dim") or config["hidden_size"] // heads,
        vocabulary=config["vocab_size"],
        tied=bool(config.get("tie_word_embeddings")),
        experts=config.get("num_local_experts") or 1,
    )


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _from_gguf(path: Path) -> Architecture:
    from pipeline.gguf_file import GgufFile

    reader = GgufFile(path)

    def get(key: str) -> Any:  # noqa: ANN401 - a GGUF value
        field = reader.get_field(key)
        return None if field is None else field.contents()

    name = get("general.architecture")
    hidden, heads = get(f"{name}.embedding_length"), get(f"{name}.attention.head_count")
    return Architecture(
        hidden=hidden,
        intermediate=get(f"{name}.feed_forward_length"),
        layers=get(f"{name}.block_count"),
        heads=heads,
        kv_heads=get(f"{name}.attention.head_count_kv") or heads,
        head=get(f"{name}.attention.key_length") or hidden // heads,
        vocabulary=get(f"{name}.vocab_size") or len(get("tokenizer.ggml.tokens")),
        tied=all(tensor.name != "output.weight" for tensor in reader.tensors),
        experts=get(f"{name}.expert_count") or 1,
    )


def _cached(model: ModelSettings) -> Path | None:
    """The config.json in the hub's cache, without asking the hub."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(model.base, "config.json", revision=model.revision)
    except HFValidationError as error:
        msg = f"model.base {model.base}: no such folder, and not a Hugging Face id (owner/name)"
        raise MailwrightError(msg) from error
    return Path(found) if isinstance(found, str) else None
