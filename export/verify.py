"""What was written is what was merged: the GGUF's metadata, and what llama.cpp makes of it.

Covers architecture, shape, rope, special tokens, vocabulary, chat template, tokenisation, the rendered prompt, and that it generates.
Not whether its answers agree with the merged model's: that takes held-out rows, see `export.parity`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from export.gguf_tensors import ARCHITECTURES
from export.llama import llama
from export.quantize import FILE_TYPES
from export.safetensors_file import Tensors
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from transformers import PretrainedConfig, PreTrainedTokenizerBase

    from pipeline.gguf_file import GgufFile

REPORT = "checks.json"
_FILE_TYPES: Final = {"f16": 1, "q8_0": 7, "bf16": 32, **FILE_TYPES}  # llama.cpp's LLAMA_FTYPE
_EXPERT: Final = re.compile(r"\.experts\.\d+\.")
_ANSWER_TOKENS = 48
_FIXED: Final = ({"role": "user", "content": "Write a two-line email that thanks Dana Reyes of Northwind Bakery for her time."},)
# Where tokenizers disagree: digits after blank lines and double spaces, apostrophes, accents, other scripts, emoji, Windows line ends.
_TRICKY: Final = "2019-03  12,500\n\n5 years\r\nI'll I'LL don't naïve  Zürich — “café” ½ ٣ 東京 👩‍🔧\t<b>x</b>   end "


@dataclass(frozen=True)
class Check:
    """One comparison of the GGUF with its source."""

    key: str
    expected: Any
    found: Any
    ok: bool


def verify(gguf: Path, merged: Path, kind: str, context: int, system: str | None, stop: Sequence[str] = ()) -> list[Check]:
    """Compares `gguf` with the folder it was made from, writes `checks.json` beside it, and returns the checks, all of them passed.

    `stop` are the Modelfile's stop tokens, where there is one.

    Raises MailwrightError with one line for each that failed: key, expected, found.
    """
    from transformers import AutoConfig, AutoTokenizer

    config, tokenizer = AutoConfig.from_pretrained(merged), AutoTokenizer.from_pretrained(merged)
    checks = metadata(gguf, merged, kind, config, tokenizer)
    checks.append(_at_least("model.context fits", context, config.max_position_embeddings))
    if stop:
        end = end_of_turn(tokenizer)
        checks.append(Check("stop tokens of the Modelfile", f"one is {end}", list(stop), end in stop))
    failed = [check for check in checks if not check.ok]
    if not failed:  # else what llama.cpp does with it says nothing
        checks += behaviour(gguf, tokenizer, context, [*([{"role": "system", "content": system}] if system else []), *_FIXED])
        failed = [check for check in checks if not check.ok]
    (gguf.parent / REPORT).write_text(json.dumps([asdict(c) for c in checks], ensure_ascii=False, indent=1), encoding="utf-8")
    if failed:
        lines = [f"{gguf.name}: {c.key}: expected {_short(c.expected)}, found {_short(c.found)}" for c in failed]
        raise MailwrightError("\n".join(lines))
    return checks


def end_of_turn(tokenizer: PreTrainedTokenizerBase) -> str | None:
    """The control token that the chat template puts after an answer: what the model learned to end with."""
    answer = "Best regards"
    messages = [*_FIXED, {"role": "assistant", "content": answer}]
    after = str(tokenizer.apply_chat_template(messages, tokenize=False)).rpartition(answer)[2]
    ids: list[int] = tokenizer.encode(after, add_special_tokens=False)
    control = {number: token.content for number, token in tokenizer.added_tokens_decoder.items() if token.special}
    return next((control[number] for number in ids if number in control), None)


def metadata(gguf: Path, merged: Path, kind: str, config: PretrainedConfig, tokenizer: PreTrainedTokenizerBase) -> list[Check]:
    """The GGUF's keys and tensors against the merged model's configuration, tokenizer and tensors."""
    from pipeline.gguf_file import GgufFile

    reader = GgufFile(gguf)
    expected = _expected(config, tokenizer, kind)
    checks = [_equal(key, value, _field(reader, key)) for key, value in expected.items()]
    tokens = _field(reader, "tokenizer.ggml.tokens") or []
    checks.append(_equal("length of tokenizer.ggml.tokens", config.vocab_size, len(tokens)))
    checks.append(_at_least("vocabulary holds the tokenizer", len(tokenizer), len(tokens)))
    # Llama 3.1's rope scaling becomes a tensor of its own.
    found = {t.name for t in reader.tensors} - {"rope_freqs.weight"}
    checks.append(_equal("number of tensors", len(_stored(merged, config)), len(found)))
    return checks


def behaviour(gguf: Path, tokenizer: PreTrainedTokenizerBase, context: int, messages: Sequence[dict[str, str]]) -> list[Check]:
    """llama.cpp against transformers: token ids of a difficult text and of a rendered prompt; and a greedy answer."""
    rendered: Any = tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, return_dict=True)
    with llama(gguf, context) as ask:
        tricky = ask("/tokenize", {"content": _TRICKY, "add_special": False})["tokens"]
        prompt = ask("/apply-template", {"messages": list(messages)})["prompt"]
        ids = ask("/tokenize", {"content": prompt, "add_special": True, "parse_special": True})["tokens"]
        answer = ask("/completion", {"prompt": prompt, "n_predict": _ANSWER_TOKENS, "temperature": 0, "cache_prompt": False})["content"]
    return [
        _same_ids("token ids of a difficult text", tokenizer.encode(_TRICKY, add_special_tokens=False), tricky),
        _same_ids("token ids of a rendered prompt", rendered["input_ids"], ids),
        Check("greedy answer", "some text", answer, bool(answer.strip())),
    ]


def _expected(config: PretrainedConfig, tokenizer: PreTrainedTokenizerBase, kind: str) -> dict[str, Any]:
    arch = ARCHITECTURES.get(config.model_type, config.model_type)
    return {
        "general.architecture": arch,
        "general.file_type": _FILE_TYPES[kind],
        f"{arch}.context_length": config.max_position_embeddings,
        f"{arch}.block_count": config.num_hidden_layers,
        f"{arch}.embedding_length": config.hidden_size,
        f"{arch}.feed_forward_length": config.intermediate_size,
        f"{arch}.attention.head_count": config.num_attention_heads,
        f"{arch}.attention.head_count_kv": config.num_key_value_heads,
        f"{arch}.attention.layer_norm_rms_epsilon": config.rms_norm_eps,
        f"{arch}.rope.freq_base": config.rope_parameters["rope_theta"],
        f"{arch}.rope.dimension_count": getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads,
        # The converter writes no such key for Phi-3; its list of tokens is counted all the same.
        **({f"{arch}.vocab_size": config.vocab_size} if arch == "llama" else {}),
        "tokenizer.ggml.bos_token_id": tokenizer.bos_token_id,
        "tokenizer.ggml.eos_token_id": tokenizer.eos_token_id,
        "tokenizer.chat_template": tokenizer.chat_template,
        **({f"{arch}.expert_count": config.num_local_experts} if config.model_type == "mixtral" else {}),
    }


def _stored(merged: Path, config: PretrainedConfig) -> set[str]:
    """Names of the merged model's tensors that a GGUF has too: a tied head is the embedding again, inverse frequencies are computed,
    and the experts of a layer are one tensor.
    """
    names = {_EXPERT.sub(".experts.", name) for file in merged.glob("*.safetensors") for name in Tensors.open(file).entries}
    return {n for n in names if not n.endswith("inv_freq") and not (config.tie_word_embeddings and n == "lm_head.weight")}


def _field(reader: GgufFile, key: str) -> Any:  # noqa: ANN401 - a GGUF value
    field = reader.get_field(key)
    return None if field is None else field.contents()


def _equal(key: str, expected: Any, found: Any) -> Check:  # noqa: ANN401 - a GGUF value
    both = isinstance(expected, float) and isinstance(found, int | float)
    return Check(key, expected, found, math.isclose(expected, found, rel_tol=1e-6) if both else expected == found)  # a GGUF holds float32


def _at_least(key: str, needed: int, there: int) -> Check:
    return Check(key, f"at least {needed}", there, there >= needed)


def _same_ids(key: str, expected: list[int], found: list[int]) -> Check:
    return Check(key, expected, found, expected == found)


def _short(value: Any) -> str:  # noqa: ANN401 - a GGUF value
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}... ({len(text)} characters; all of it in {REPORT})"
