"""Where a weight of the model lies in a GGUF, and in which order of rows.

llama.cpp turns pairs of neighbouring rows where transformers turns the two halves of a head (rotary embeddings), so its converter reorders
the rows of queries and keys for architectures of the Llama kind. Covers Llama, Mistral, Mixtral's attention, and Phi-3, whose rows stay.
Does not cover the experts of a mixture, which a GGUF stacks into one tensor.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import torch
    from gguf import TensorNameMap
    from transformers import PretrainedConfig, PreTrainedModel

ARCHITECTURES: Final = {"llama": "llama", "mistral": "llama", "mixtral": "llama", "phi3": "phi3"}
"""transformers' model types and llama.cpp's names of what computes them."""
_SUFFIX: Final = ".weight"


@dataclass(frozen=True)
class Places:
    """The tensors of one model, by transformers' names."""

    architecture: str
    names: TensorNameMap
    queries: int
    keys: int

    @classmethod
    def of(cls, config: PretrainedConfig) -> Places:
        """Raises KeyError for a model type that is not covered."""
        from gguf import MODEL_ARCH_NAMES, get_tensor_name_map

        architecture = ARCHITECTURES[config.model_type]
        number = next(key for key, name in MODEL_ARCH_NAMES.items() if name == architecture)
        names = get_tensor_name_map(number, config.num_hidden_layers)
        return cls(architecture, names, config.num_attention_heads, config.num_key_value_heads)

    def name(self, weight: str) -> str | None:
        """The GGUF's name of `weight`; None where it has none."""
        return self.names.get_name(weight, try_suffixes=(_SUFFIX,))

    def to_gguf(self, weight: str, rows: torch.Tensor) -> torch.Tensor:
        """`rows` (out, any) in the order of the GGUF."""
        heads = self._heads(weight)
        return rows if heads is None else _reorder(rows, heads, 2)

    def from_gguf(self, weight: str, rows: torch.Tensor) -> torch.Tensor:
        """`rows` (out, any) in the order of the model."""
        heads = self._heads(weight)
        return rows if heads is None else _reorder(rows, heads, rows.shape[0] // heads // 2)

    def _heads(self, weight: str) -> int | None:
        if self.architecture != "llama":
            return None
        return self.queries if weight.endswith("q_proj.weight") else self.keys if weight.endswith("k_proj.weight") else None


@dataclass(frozen=True)
class Contents:
    """What the weights of a GGUF are stored as. `types` maps ggml's type names to numbers of weights; `rows` are the lengths of the rows of
    every matrix.
    """

    size: int
    weights: int
    types: dict[str, int]
    rows: list[int]

    @classmethod
    def of(cls, gguf: Path) -> Contents:
        """Reads the list of tensors, not the tensors."""
        from pipeline.gguf_file import GgufFile

        tensors = GgufFile(gguf).tensors
        types: Counter[str] = Counter()
        for tensor in tensors:
            types[tensor.tensor_type.name] += int(tensor.n_elements)
        rows = [int(tensor.shape[0]) for tensor in tensors if len(tensor.shape) > 1]
        return cls(sum(int(tensor.n_bytes) for tensor in tensors), types.total(), dict(types.most_common()), rows)

    @property
    def bits(self) -> float:
        """Per weight."""
        return 8 * self.size / self.weights

    def shares(self) -> dict[str, float]:
        """Of each type, of all weights."""
        return {name: round(count / self.weights, 4) for name, count in self.types.items()}


def load_into(model: PreTrainedModel, gguf: Path) -> int:
    """Overwrites the model's weights with those of the GGUF, dequantised; returns how many.

    Raises KeyError where the GGUF lacks one of them.
    """
    import torch
    from gguf import dequantize

    from pipeline.gguf_file import GgufFile

    places = Places.of(model.config)
    tensors = {tensor.name: tensor for tensor in GgufFile(gguf).tensors}
    weights = {name: value for name, value in model.state_dict().items() if not _tied(name, model.config)}
    for weight, value in weights.items():
        found = tensors[places.name(weight) or weight]
        rows = torch.from_numpy(dequantize(found.data, found.tensor_type).copy()).reshape(value.shape)
        value.copy_(places.from_gguf(weight, rows))
    return len(weights)


def _tied(weight: str, config: PretrainedConfig) -> bool:
    """A tied head is the embedding again."""
    return bool(config.tie_word_embeddings) and weight == "lm_head.weight"


def _reorder(rows: torch.Tensor, heads: int, halves: int) -> torch.Tensor:
    """Within each head, rows counted in `halves` groups become rows counted across them."""
    rest = rows.shape[1:]
    return rows.reshape(heads, halves, rows.shape[0] // heads // halves, *rest).swapaxes(1, 2).reshape(rows.shape)
