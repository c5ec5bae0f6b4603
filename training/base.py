"""The base model as a folder that training and export read, and as NF4 weights.

A Hugging Face id is left to the hub's cache. The GGUF of a Python package is restored once to `out/<recipe>/base`: safetensors,
and a tokenizer built from the GGUF's own metadata (see `pipeline.chat` for what transformers' restoration leaves out).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import stage
from pipeline.chat import Chat, packaged_gguf
from pipeline.console import console
from pipeline.recipe import Recipe
from training import processes

if TYPE_CHECKING:
    import torch
    from transformers import BitsAndBytesConfig, PreTrainedModel, PreTrainedTokenizerBase

VERSION = 1
_PADDING = ("<|finetune_right_pad_id|>", "<|reserved_special_token_0|>", "<|endoftext|>", "<unk>")


def folder(recipe: Recipe) -> str:
    """What `from_pretrained` takes: a Hugging Face id or the folder of the restored base."""
    if not recipe.model.base.startswith("package:"):
        return recipe.model.base
    gguf = packaged_gguf(recipe.model.base)
    target = recipe.out / "base"
    inputs = {"version": VERSION, "base": recipe.model.base, "gguf": stage.sha256(gguf)}
    with processes.first():
        _restored(target, inputs, gguf, recipe.model.base)
    return str(target)


def _restored(target: Path, inputs: dict[str, Any], gguf: Path, name: str) -> None:
    if not stage.done(target, inputs):
        with console.status(f"base: restoring {name} from its GGUF"), stage.writing(target, inputs) as draft:
            _restore(gguf, draft)
        console.print(f"base: {name} -> {target}")


def tokenizer(source: str, revision: str | None) -> PreTrainedTokenizerBase:
    """The base's tokenizer, padding with a token that no email contains and that is not the end of a turn; none is ever added."""
    from transformers import AutoTokenizer

    made = AutoTokenizer.from_pretrained(source, revision=revision)
    vocabulary = made.get_vocab()
    made.pad_token = next((t for t in _PADDING if t in vocabulary and t != made.eos_token), made.eos_token)
    return made


def _restore(gguf: Path, target: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(str(gguf.parent), gguf_file=gguf.name, dtype=torch.float32)
    # It still calls itself quantised, and a quantised model refuses to be saved, although every tensor is a plain float by now.
    model.is_quantized = False
    model.hf_quantizer = None
    del model.config.quantization_config
    model.to(torch.bfloat16).save_pretrained(target)
    Chat.from_gguf(gguf).save(target)


def nf4(dtype: torch.dtype) -> BitsAndBytesConfig:
    """NF4 with double quantisation (QLoRA, arXiv:2305.14314); matrix products in `dtype`."""
    from transformers import BitsAndBytesConfig

    # FSDP flattens tensors of one type only, so codes are stored as if they were of that type.
    storage = {"bnb_4bit_quant_storage": dtype} if processes.sharded() else {}
    return BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=dtype, **storage
    )


def load(source: str, revision: str | None, dtype: torch.dtype, *, once: bool) -> PreTrainedModel:
    """The base with NF4 weights; with `once`, dequantised right away: the same numbers as plain linear layers."""
    from transformers import AutoModelForCausalLM

    model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
        source,
        revision=revision,
        use_safetensors=True,
        dtype=dtype,
        quantization_config=nf4(dtype),
        device_map=processes.device_map(),
        attn_implementation="sdpa",
    )
    if once:
        model = model.dequantize()
        # Left behind by `dequantize`: PEFT would still take the layers for 4-bit ones.
        for attribute in ("is_loaded_in_4bit", "is_quantized"):
            setattr(model, attribute, False)
    return model
