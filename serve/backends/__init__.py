"""Engines that answer chat messages, behind one small protocol, and the choice between them.

Covers llama.cpp in this process and a running Ollama. Does not cover hosted models.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.recipe import Recipe
    from serve.settings import ServeSettings

BackendName = Literal["llamacpp", "ollama"]


@dataclass(frozen=True)
class Answer:
    """What a model answered, and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    complete: bool
    """False where the model was stopped by `max_tokens` or the context, in the middle of a sentence."""


class Backend(Protocol):
    """An engine with one model loaded. Close it after use; `contextlib.closing` does."""

    @property
    def model(self) -> str:
        """The file or name of the model, as the engine was given it."""

    @property
    def context(self) -> int:
        """Tokens that prompt and answer may have together."""

    def count(self, messages: Sequence[Message]) -> int:
        """Tokens of the prompt that these messages become: exact, or an upper estimate where the engine cannot tell."""

    def stream(self, messages: Sequence[Message], sampling: ServeSettings) -> Generator[str, None, Answer]:
        """Yields the answer as it comes and returns it whole; closing the generator stops the engine.

        Raises MailwrightError, in one line with the remedy, where the engine fails or would cut the prompt.
        """

    def close(self) -> None:
        """Gives memory and connections back."""


def choose(name: BackendName, model: str | None, recipe: Recipe, *, verbose: bool = False) -> Backend:
    """The backend of that name with `model`, by default the recipe's own, loaded or checked for presence.

    Raises MailwrightError where the engine or the model is absent or does not fit in memory.
    """
    if name == "llamacpp":
        from serve.backends.llamacpp import LlamaCpp

        return LlamaCpp(_gguf(model, recipe), recipe.model.context, verbose=verbose)
    from serve.backends import ollama

    return ollama.of(recipe, model)


def own_gguf(recipe: Recipe) -> Path:
    """Where the recipe's tuned model lies once it is exported."""
    return recipe.out / "gguf" / "model.gguf"


def _gguf(model: str | None, recipe: Recipe) -> Path:
    path = Path(model).expanduser() if model else own_gguf(recipe)
    if path.is_file():
        return path
    remedy = "--model takes a GGUF file, or with --backend ollama a name" if model else "run `make train`, or give --model FILE.gguf"
    msg = f"{path}: no such model; {remedy}"
    raise MailwrightError(msg)


def require_room(prompt_tokens: int, sampling: ServeSettings, context: int) -> None:
    """Raises MailwrightError where prompt and longest answer exceed the context: an engine would cut one of them silently."""
    if prompt_tokens + sampling.max_tokens > context:
        msg = (
            f"a prompt of {prompt_tokens} tokens and an email of up to {sampling.max_tokens} exceed the context of {context}; "
            "lower data.prompt_tokens or serve.max_tokens, or raise model.context"
        )
        raise MailwrightError(msg)
