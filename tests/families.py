"""Tiny random models of the families that recipes ship, with tokenizers of each family's own kind; built once per session.

Chat templates and special tokens are those of meta-llama/Llama-2-7b-chat-hf, mistralai/Mistral-7B-Instruct-v0.2,
mistralai/Mixtral-8x7B-Instruct-v0.1 (both have Mistral's tokenizer V1) and microsoft/Phi-3-mini-4k-instruct. The vocabulary is not: a
SentencePiece model of a few hundred pieces is trained in place, with byte fallback as theirs have.
"""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

_BARE = {"lstrip": False, "normalized": False, "single_word": False, "special": True}
_LLAMA_2 = (
    "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}"
    "{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}"
    "{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}"
    "{% if loop.index0 == 0 and system_message != false %}"
    "{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}"
    "{% else %}{% set content = message['content'] %}{% endif %}"
    "{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content | trim + ' [/INST]' }}"
    "{% elif message['role'] == 'assistant' %}{{ ' '  + content | trim + ' ' + eos_token }}{% endif %}{% endfor %}"
)
_MISTRAL = """{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content'] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}

{{- bos_token }}
{%- for message in loop_messages %}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('After the optional system message, conversation roles must alternate user/assistant/user/assistant/...') }}
    {%- endif %}
    {%- if message['role'] == 'user' %}
        {%- if loop.first and system_message is defined %}
            {{- ' [INST] ' + system_message + '\\n\\n' + message['content'] + ' [/INST]' }}
        {%- else %}
            {{- ' [INST] ' + message['content'] + ' [/INST]' }}
        {%- endif %}
    {%- elif message['role'] == 'assistant' %}
        {{- ' ' + message['content'] + eos_token}}
    {%- else %}
        {{- raise_exception('Only user and assistant roles are supported, with the exception of an initial optional system message!') }}
    {%- endif %}
{%- endfor %}
"""
_PHI_3 = (  # in the order of their numbers, from 32000 on
    "<|endoftext|>", "<|assistant|>", "<|placeholder1|>", "<|placeholder2|>", "<|placeholder3|>", "<|placeholder4|>", "<|system|>",
    "<|end|>", "<|placeholder5|>", "<|placeholder6|>", "<|user|>",
)  # fmt: skip
_TEXT = Path(__file__).parent.parent / "pipeline" / "prompt.py"
_SIZES = {
    "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 2,
    "max_position_embeddings": 2048, "rms_norm_eps": 1e-5, "bos_token_id": 1, "tie_word_embeddings": False,
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """`markers` are what structures its prompts, in the order of a turn; `ends` what a trained answer ends with."""

    name: str
    template: str
    markers: tuple[str, ...]
    ends: str
    added: tuple[str, ...] = ()
    eos: str = "</s>"
    bos: str = "<s>"


FAMILIES = {
    "llama2": Family("llama2", _LLAMA_2, ("[INST]", "<<SYS>>", "<</SYS>>", "[/INST]"), "</s>"),
    "mistral": Family("mistral", _MISTRAL, ("[INST]", "[/INST]"), "</s>"),
    "mixtral": Family("mistral", _MISTRAL, ("[INST]", "[/INST]"), "</s>"),
    "phi3": Family(
        "phi3",
        # TRL carries it, to recognise the model by it.
        Path(str(resources.files("trl").joinpath("chat_templates/phi3.jinja"))).read_text(encoding="utf-8"),
        ("<|system|>", "<|end|>", "<|user|>", "<|assistant|>"),
        "<|end|>",
        added=_PHI_3,
        eos="<|endoftext|>",
        bos="",
    ),
}


_MADE: list[tempfile.TemporaryDirectory[str]] = []
"""Gone when the tests end."""


@cache
def folder(name: str) -> Path:
    """The folder of the tiny model `name`, as a hub would give it: weights, tokenizer.json, tokenizer.model, chat template."""
    import torch

    _MADE.append(tempfile.TemporaryDirectory(prefix=f"{name}-"))
    target = Path(_MADE[-1].name)
    write_tokenizer(target, FAMILIES[name])
    torch.manual_seed(0)
    size = len(json.loads((target / "tokenizer.json").read_text())["model"]["vocab"]) + len(FAMILIES[name].added)
    _model(name, size).save_pretrained(target)
    return target


def write_tokenizer(target: Path, family: Family) -> None:
    """tokenizer.json with the normaliser of Llama 2, which Mistral and Phi-3 share, and the SentencePiece model it comes from."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers

    (target / "tokenizer.model").write_bytes(_sentencepiece())
    vocabulary, merges = _pieces()
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(content=" ", left=1)]
    )
    strips = {token for token in (*family.added, "</s>") if family.added} - {"<|endoftext|>"}  # Phi-3 swallows the line break after it
    tokens = {token: {**_BARE, "rstrip": token in strips} for token in ("<unk>", "<s>", "</s>", *family.added)}
    made.add_special_tokens([AddedToken(token, **flags) for token, flags in tokens.items()])
    made.save(str(target / "tokenizer.json"))
    config = {
        "added_tokens_decoder": {str(made.token_to_id(token)): {"content": token, **flags} for token, flags in tokens.items()},
        "add_bos_token": not family.added, "add_eos_token": False, "bos_token": "<s>", "eos_token": family.eos, "unk_token": "<unk>",
        "legacy": True, "tokenizer_class": "LlamaTokenizer", "model_max_length": 2048, "chat_template": family.template,
    }  # fmt: skip
    (target / "tokenizer_config.json").write_text(json.dumps(config))


def _model(name: str, vocabulary: int) -> Any:
    import transformers as tf

    sizes = {**_SIZES, "vocab_size": vocabulary, "eos_token_id": vocabulary - 11 if name == "phi3" else 2}
    rope = {"rope_parameters": {"rope_type": "default", "rope_theta": 10000.0 if name in {"llama2", "phi3"} else 1000000.0}}
    if name == "llama2":
        return tf.LlamaForCausalLM(tf.LlamaConfig(**sizes, **rope))
    if name == "mistral":
        return tf.MistralForCausalLM(tf.MistralConfig(**{**sizes, "num_key_value_heads": 1}, **rope, sliding_window=None))
    if name == "mixtral":
        config = tf.MixtralConfig(**{**sizes, "num_key_value_heads": 1}, **rope, num_local_experts=4, num_experts_per_tok=2)
        return tf.MixtralForCausalLM(config)
    return tf.Phi3ForCausalLM(tf.Phi3Config(**sizes, **rope, pad_token_id=vocabulary - 11, sliding_window=2047))


@cache
def _sentencepiece() -> bytes:
    import sentencepiece

    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_TEXT.read_text(encoding="utf-8").splitlines()), model_writer=made, model_type="bpe", vocab_size=600,
        byte_fallback=True, character_coverage=1.0, normalization_rule_name="identity", remove_extra_whitespaces=False,
        unk_id=0, bos_id=1, eos_id=2, pad_id=-1, split_digits=True, allow_whitespace_only_pieces=True, num_threads=1, minloglevel=2,
    )  # fmt: skip
    return made.getvalue()


@cache
def _pieces() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary and merges, as transformers takes them out of a SentencePiece model: every split of a piece into two, best piece first."""
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_proto=_sentencepiece())
    vocabulary = {model.id_to_piece(i): i for i in range(model.get_piece_size())}
    merges: list[tuple[str, str]] = []
    for piece in sorted(vocabulary, key=lambda piece: -model.get_score(vocabulary[piece])):
        splits = [(piece[:i], piece[i:]) for i in range(1, len(piece)) if piece[:i] in vocabulary and piece[i:] in vocabulary]
        merges += sorted(splits, key=lambda pair: (vocabulary[pair[0]], vocabulary[pair[1]]))
    return vocabulary, merges
