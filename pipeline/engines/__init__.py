"""Engines that answer chat messages, behind one small protocol, and the choice between them.

Covers llama.cpp in this process, a running Ollama, and any endpoint that speaks OpenAI's protocol.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol, get_args

from pipeline.console import console
from pipeline.engines.settings import Patience, Sampling
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.recipe import Recipe

__all__ = [
    "NAMES", "Answer", "Backend", "BackendName", "CannotContinueError", "Patience", "Sampling", "choose", "own_gguf", "require_room",
]  # fmt: skip

BackendName = Literal["auto", "ollama", "llamacpp", "openai"]
NAMES: Final[tuple[BackendName, ...]] = get_args(BackendName)


class CannotContinueError(MailwrightError):
    """The engine refused to go on with an answer; from now on its `continues` says so."""


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

    @property
    def continues(self) -> bool:
        """Whether an answer goes on where the last message ends, if that is the assistant's."""

    def count(self, messages: Sequence[Message]) -> int:
        """Tokens of the prompt that these messages become: exact, or an upper estimate where the engine cannot tell."""

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        """Yields the answer as it comes and returns it whole, without what it goes on from; closing the generator stops the engine.

        Raises CannotContinueError where it cannot go on with an answer after all, and MailwrightError, in one line with the remedy, where
        the engine fails or would cut the prompt.
        """

    def close(self) -> None:
        """Gives memory and connections back."""


def choose(name: BackendName, model: str | None, recipe: Recipe, *, verbose: bool = False, places: int = 1) -> Backend:
    """The backend of that name with `model`, by default the recipe's own, loaded or checked for presence.

    `places` is how many questions llama.cpp in this process answers side by side; the others order them by themselves.

    `auto` never leaves this computer by itself: Ollama where it answers and has the model, else llama.cpp with a GGUF. A backend that is
    named is never replaced by another.
    Raises MailwrightError where the engine or the model is absent or does not fit in memory.
    """
    if name == "auto":
        name = _automatic(model, recipe)
    if name == "llamacpp":
        from pipeline.engines.llamacpp import LlamaCpp

        return LlamaCpp(_gguf(model, recipe), recipe.model.context, verbose=verbose, places=places)
    if name == "openai":
        from pipeline.engines import openai

        return openai.of(recipe, model)
    from pipeline.engines import ollama

    return ollama.of(recipe, model)


def own_gguf(recipe: Recipe) -> Path:
    """Where the recipe's tuned model lies once it is exported."""
    return recipe.out / "gguf" / "model.gguf"


def _automatic(model: str | None, recipe: Recipe) -> BackendName:
    """Where the model is. A GGUF that was exported after Ollama got its copy is the newer model, so it goes first."""
    from pipeline.engines import ollama

    gguf = Path(model).expanduser() if model else own_gguf(recipe)
    if model and (gguf.is_file() or gguf.suffix.lower() == ".gguf"):
        return "llamacpp"
    copied = ollama.made(model or recipe.model.name)
    if not model and gguf.is_file() and (copied is None or copied < gguf.stat().st_mtime):
        if copied is not None:
            console.print(f"{gguf} is newer than {recipe.model.name} in Ollama; run `ollama create` again to use it there", markup=False)
        return "llamacpp"
    if copied is None:
        raise MailwrightError(_nowhere(model, recipe))
    return "ollama"


def _nowhere(model: str | None, recipe: Recipe) -> str:
    if model:
        return f"{model}: no such file, and Ollama does not answer or does not have it; give a GGUF file, or run `ollama pull {model}`"
    gguf = own_gguf(recipe)
    return (
        f"{gguf}: no such model, and Ollama does not answer or does not have {recipe.model.name}; run `make train`, "
        f"or `ollama serve` and `ollama create {recipe.model.name} -f {gguf.with_name('Modelfile')}`"
    )


def _gguf(model: str | None, recipe: Recipe) -> Path:
    path = Path(model).expanduser() if model else own_gguf(recipe)
    if path.is_file():
        return path
    remedy = "llamacpp takes a GGUF file, ollama and openai take a name" if model else "run `make train`, or name a GGUF file"
    msg = f"{path}: no such model; {remedy}"
    raise MailwrightError(msg)


def require_room(prompt_tokens: int, sampling: Sampling, context: int) -> None:
    """Raises MailwrightError where prompt and longest answer exceed the context: an engine would cut one of them silently."""
    if prompt_tokens + sampling.max_tokens > context:
        msg = (
            f"a prompt of {prompt_tokens} tokens and an email of up to {sampling.max_tokens} exceed the context of {context}; "
            "lower data.prompt_tokens or serve.max_tokens, or raise model.context"
        )
        raise MailwrightError(msg)
