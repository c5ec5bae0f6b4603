"""A running Ollama, through its official client and native chat API (`/v1` cannot set the context length).

Ollama answers a prompt that is too long with status 200 after cutting it. So tokens are counted before, and compared with its own
count after. Where it runs is read from OLLAMA_HOST.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import MailwrightError
from pipeline.settings import STOP
from serve.backends import Answer, own_gguf, require_room

if TYPE_CHECKING:
    from ollama import ChatResponse

    from pipeline.chat import Message
    from pipeline.recipe import Recipe
    from serve.settings import ServeSettings

TIMEOUT: Final = 600.0
"""Seconds without a sign of life; a large model takes minutes to load from a slow disk."""
_BYTES_PER_TOKEN = 3  # English needs about 4, so this estimate is high rather than low
_MARKERS = 8  # tokens that a chat template puts around a message, at most


class Ollama:
    """A model in Ollama."""

    def __init__(
        self, model: str, context: int, *, remedy: str, stop: Sequence[str] = (), exact: Callable[[Sequence[Message]], int] | None = None
    ) -> None:
        """Checks that Ollama answers and has `model`.

        `remedy` is how to get the model; `exact` counts the tokens of a prompt as the model does; without `stop` its own markers hold.
        Raises MailwrightError where Ollama or the model is absent, or the model was trained on a shorter context.
        """
        import ollama

        self.model = model
        self.context = context
        self._stop = list(stop)
        self._exact = exact
        self._remedy = remedy
        self._client = ollama.Client(timeout=TIMEOUT)
        with self._failures():
            info = self._client.show(model).modelinfo or {}
        trained = next((int(v) for k, v in info.items() if k.endswith(".context_length")), context)
        if trained < context:
            msg = f"{model}: it was trained on {trained} tokens of context, the recipe asks for {context}; lower model.context"
            raise MailwrightError(msg)

    def count(self, messages: Sequence[Message]) -> int:
        """Exact for a model whose tokenizer is at hand, else an upper estimate: Ollama itself does not count."""
        return self._exact(messages) if self._exact else sum(map(_estimate, messages))

    def stream(self, messages: Sequence[Message], sampling: ServeSettings) -> Generator[str, None, Answer]:
        """See `Backend.stream`."""
        counted = self.count(messages)
        require_room(counted, sampling, self.context)
        pieces: list[str] = []
        last: ChatResponse | None = None
        with self._failures(), contextlib.closing(self._chat(messages, sampling)) as parts:
            for last in parts:
                if piece := last.message.content:
                    pieces.append(piece)
                    yield piece
        if last is None or not last.done:
            msg = f"{self.model}: Ollama ended the answer early; look at its log, then try again"
            raise MailwrightError(msg)
        read = last.prompt_eval_count or counted  # absent in old versions where the prompt came from their cache
        self._require_uncut(read, counted, sampling)
        return Answer("".join(pieces), read, last.eval_count or 0, complete=last.done_reason == "stop")

    def close(self) -> None:
        """Closes the connection; Ollama itself unloads a model after five idle minutes."""
        self._client.close()  # type: ignore[no-untyped-call]  # the client annotates everything else

    def _chat(self, messages: Sequence[Message], sampling: ServeSettings) -> Generator[ChatResponse, None, None]:
        yield from self._client.chat(self.model, messages, stream=True, options=self._options(sampling))

    def _require_uncut(self, read: int, counted: int, sampling: ServeSettings) -> None:
        """An exact count must be reached; an estimate must have been high enough that nothing could be cut."""
        if (self._exact and read < counted) or (read > counted and read + sampling.max_tokens > self.context):
            msg = (
                f"{self.model}: Ollama read {read} tokens of a prompt counted as {counted}, with room for {self.context}: it may have "
                "cut it; lower data.prompt_tokens or raise model.context"
            )
            raise MailwrightError(msg)

    def _options(self, sampling: ServeSettings) -> dict[str, Any]:
        options: dict[str, Any] = {
            "num_ctx": self.context,
            "num_predict": sampling.max_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "top_k": 40,
            "min_p": 0.0,
            "repeat_penalty": sampling.repeat_penalty,
            "seed": sampling.seed,
        }
        return {**options, "stop": self._stop} if self._stop else options

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        """Turns what the client raises into one line."""
        import httpx
        import ollama

        try:
            yield
        except (ConnectionError, httpx.ConnectError) as error:
            msg = f"Ollama does not answer at {self._address()}; start it with `ollama serve`, or set OLLAMA_HOST"
            raise MailwrightError(msg) from error
        except httpx.HTTPError as error:
            msg = f"{self.model}: the connection to Ollama broke ({type(error).__name__}); see its log, most often memory ran out"
            raise MailwrightError(msg) from error
        except ollama.ResponseError as error:
            raise MailwrightError(self._explain(error)) from error

    def _address(self) -> str:
        return str(self._client._client.base_url).rstrip("/")  # the client resolves OLLAMA_HOST and keeps the result there

    def _explain(self, error: Any) -> str:  # noqa: ANN401 - ollama is imported late
        if error.status_code == 404:  # not found
            return f"{self.model}: Ollama has no such model; {self._remedy}"
        reason = " ".join(str(error.error).split())[:200]
        if "memory" in reason.lower():
            return f"{self.model}: not enough memory ({reason}); lower model.context or take a smaller model"
        return f"{self.model}: Ollama failed ({reason}); look at its log"


def of(recipe: Recipe, model: str | None) -> Ollama:
    """The recipe's model in Ollama, or another by name.

    Raises MailwrightError as `Ollama` does.
    """
    own = recipe.model.name
    if model is not None and model.partition(":")[0] != own:
        return Ollama(model, recipe.model.context, remedy=f"get it with `ollama pull {model}`")
    remedy = f"run `ollama create {own} -f {recipe.out / 'gguf' / 'Modelfile'}`"
    return Ollama(model or own, recipe.model.context, remedy=remedy, stop=STOP[recipe.model.family], exact=_counter(recipe))


def _estimate(message: Message) -> int:
    return _MARKERS + -(-len(message["content"].encode()) // _BYTES_PER_TOKEN)


def _counter(recipe: Recipe) -> Callable[[Sequence[Message]], int] | None:
    """Counts with the tokenizer of the recipe's own GGUF, where it is here and of a kind that can be read."""
    from pipeline.chat import Chat

    if not own_gguf(recipe).is_file():
        return None
    try:
        return Chat.from_gguf(own_gguf(recipe)).count
    except MailwrightError:
        return None
