"""What the models in torch make of a prompt: the distribution before each token of an email, and the email they write greedily.

Covers the adapter on its base as it was trained (weights in NF4), the merged model, and the GGUF's weights put into the merged model.
On a processor in float32 where the model is small, else in bfloat16; on a card in bfloat16. No sampling.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel

_SMALL: Final = 1_500_000_000
"""Parameters; so many fit in float32 wherever they were trained in float32."""
_OVERHEAD: Final = 1.25
"""Of the weights: what reading a row takes, and one tensor twice."""
_CARD: Final = {"": 0}
"""Where transformers puts every module: the first card."""


def lacking(parameters: int) -> int:
    """Bytes of memory, the card's or else this computer's, that a model of this size would need beyond what is free; 0 where it fits."""
    import psutil  # type: ignore[import-untyped]  # ships no types

    computer: int = psutil.virtual_memory().available
    return max(0, _needed(parameters) - max(_free_on_card(), computer))


def lacking_in_nf4(base: Path) -> int:
    """Bytes of the card's memory that the base with NF4 weights would need beyond what is free; 0 where it fits, or there is no card.

    This computer's memory is no help: bitsandbytes quantises no weights that are kept there while others are on a card.
    """
    import torch

    from export.merge import nf4_size

    return max(0, int(nf4_size(base) * _OVERHEAD) - _free_on_card()) if torch.cuda.is_available() else 0


def adapted(base: Path, adapter: Path, parameters: int) -> PreTrainedModel:
    """The base with NF4 weights and the adapter on it. On a processor they are dequantised once: the same numbers, much faster."""
    import torch
    from peft import PeftModel
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    _no_bars()
    kind = _dtype(parameters)
    config = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=kind)
    model = AutoModelForCausalLM.from_pretrained(
        base, quantization_config=config, dtype=kind, device_map=_CARD if torch.cuda.is_available() else None, use_safetensors=True
    )
    if not torch.cuda.is_available():
        model = model.dequantize()
        model.is_loaded_in_4bit = model.is_quantized = False  # left behind; PEFT would still take the layers for 4-bit ones
    return PeftModel.from_pretrained(model, str(adapter)).eval()


def merged(folder: Path, parameters: int) -> PreTrainedModel:
    """The merged weights as they lie on disk, all on the card where it has room for them, else all in this computer's memory.

    Of a model that is spread over both, accelerate empties the parameters that are not on the card: others put in their place are lost.
    """
    from transformers import AutoModelForCausalLM

    _no_bars()
    place = _CARD if _free_on_card() >= _needed(parameters) else None
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=_dtype(parameters), device_map=place, use_safetensors=True)
    return model.eval()


@dataclass
class Reading:
    """A prompt that a model has read once; `first` is the distribution after it. The cache holds nothing else between two calls."""

    model: PreTrainedModel
    cache: Any
    first: torch.Tensor

    @classmethod
    def of(cls, model: PreTrainedModel, prompt: Sequence[int]) -> Reading:
        import torch

        with torch.inference_mode():
            out = model(input_ids=_batch(model, prompt), use_cache=True, logits_to_keep=1)
        return cls(model, out.past_key_values, out.logits[0])

    def along(self, tokens: Sequence[int]) -> torch.Tensor:
        """Log probabilities (len(tokens) + 1, vocabulary) in float32: before each token, and after the last."""
        found = self._read(tokens)
        self.cache.crop(-len(tokens))
        return found

    def greedy(self, draft: Sequence[int], ends: Collection[int], most: int) -> list[int]:
        """The email that the model writes, always taking the most probable token; without the token that ends it.

        What it would write just as in `draft`, the email of another model, is computed in one piece.
        """
        draft = draft[:most]
        best = self._read(draft).argmax(-1).tolist()
        same = next((n for n, token in enumerate(draft) if best[n] != token or token in ends), len(draft))
        self.cache.crop(same - len(draft))
        said, token = list(draft[:same]), best[same]
        while len(said) < most and token not in ends:
            said.append(token)
            token = int(self._read([token])[-1].argmax())
        self.cache.crop(-len(said))
        return said

    def _read(self, tokens: Sequence[int]) -> torch.Tensor:
        """Leaves the tokens in the cache."""
        import torch

        with torch.inference_mode():
            rest = [self.model(input_ids=_batch(self.model, tokens), past_key_values=self.cache).logits[0]] if tokens else []
            return torch.cat([self.first, *rest]).float().log_softmax(-1).cpu()


def kl(p: torch.Tensor, q: torch.Tensor) -> torch.Tensor:
    """KL(p || q) per position, in nats, of log probabilities (positions, vocabulary)."""
    return (p.exp() * (p - q)).sum(-1)


def coarse_kl(p: torch.Tensor, known: Sequence[tuple[int, float]]) -> float:
    """KL(p || q) at one position, in nats, where of q only some tokens' log probabilities are known: those, and the rest as one.

    Never more than the KL of the whole distributions (the data processing inequality).
    """
    import torch

    ids = torch.tensor([token for token, _ in known])
    q = torch.tensor([logprob for _, logprob in known], dtype=torch.float64)
    ours = p[ids].double()
    rest = [(1 - part.exp().sum()).clamp_min(1e-9) for part in (ours, q)]
    return float((ours.exp() * (ours - q)).sum() + rest[0] * (rest[0] / rest[1]).log())


def _no_bars() -> None:
    """The stage has a line of its own that says what is going on."""
    from transformers.utils import logging

    logging.disable_progress_bar()


def _batch(model: PreTrainedModel, tokens: Sequence[int]) -> torch.Tensor:
    import torch

    return torch.tensor([list(tokens)], device=model.device)


def _dtype(parameters: int) -> torch.dtype:
    import torch

    return torch.float32 if parameters < _SMALL and not torch.cuda.is_available() else torch.bfloat16


def _needed(parameters: int) -> int:
    return int(parameters * _dtype(parameters).itemsize * _OVERHEAD)


def _free_on_card() -> int:
    """Bytes; 0 without a card."""
    import torch

    if not torch.cuda.is_available():
        return 0
    gc.collect()  # the model before this one
    torch.cuda.empty_cache()
    return torch.cuda.mem_get_info()[0]
