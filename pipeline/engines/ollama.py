"""A running Ollama, through its official client and native chat API (`/v1` cannot set the context length).

Ollama answers a prompt that is too long with status 200 after cutting it. So tokens are counted before, and compared with its own
count after. Where it runs is read from OLLAMA_HOST.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import threading
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from pipeline.engines import Answer, own_gguf, require_room, retry, stop, tokens
from pipeline.engines.openai import loopback
from pipeline.engines.settings import Patience, Sampling
from pipeline.errors import MailwrightError
from pipeline.settings import STOP

if TYPE_CHECKING:
    import httpx
    import ollama
    from ollama import ChatResponse

    from pipeline.chat import Message
    from pipeline.recipe import Recipe

_ASKS_FOR_LAST: Final = re.compile(r"slice\s+\$?\.Messages")
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - asked, not listened at
"""Where a server is told to listen; whoever asks there asks this computer."""
PROBE_SECONDS: Final = 1.0
"""How long `made` waits: it is asked for on the way to something else."""


class Ollama:
    """A model in Ollama."""

    def __init__(
        self, model: str, context: int, patience: Patience, *, remedy: str, stop: Sequence[str] = (), exact: tokens.Count | None = None
    ) -> None:
        """Checks that Ollama answers and has `model`.

        `remedy` is how to get the model; `exact` counts the tokens of a prompt as the model does; without `stop` its own markers hold.
        Raises MailwrightError where Ollama or the model is absent, or the model was trained on a shorter context.
        """
        self.model = model
        self.context = context
        self._patience = patience
        self._current = threading.local()
        self._stop = list(stop)
        self._exact = exact
        self._remedy = remedy
        self._client = self._connected()
        try:
            with self._failures(retry.Watch(patience)):
                shown = self._client.show(model)
        except retry.AgainError as again:  # whoever starts a program waits for an answer, not for a server
            raise again.error from again
        info = shown.modelinfo or {}
        self.continues = _leaves_open(shown.template or "")
        trained = next((int(v) for k, v in info.items() if k.endswith(".context_length")), context)
        if trained < context:
            msg = f"{model}: it was trained on {trained} tokens of context, the recipe asks for {context}; lower model.context"
            raise MailwrightError(msg)

    def count(self, messages: Sequence[Message]) -> int:
        """Exact for a model whose tokenizer is at hand, else an upper estimate: Ollama itself does not count."""
        return self._exact(messages) if self._exact else tokens.estimate(messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        """See `Backend.stream`."""
        counted = self.count(messages)
        require_room(counted, sampling, self.context)
        pieces: list[str] = []
        last: ChatResponse | None = None
        with contextlib.closing(retry.stream(lambda: self._chat(messages, sampling), self._patience)) as parts:
            for last in parts:
                if piece := last.message.content:
                    pieces.append(piece)
                    yield piece
        if last is None or not last.done:
            msg = f"{self.model}: Ollama ended the answer early; look at its log, then try again"
            raise MailwrightError(msg)
        read = last.prompt_eval_count or counted  # absent in old versions where the prompt came from their cache
        self._require_uncut(read, counted, messages, sampling)
        return Answer("".join(pieces), read, last.eval_count or 0, complete=last.done_reason == "stop")

    def close(self) -> None:
        """Closes the connection; Ollama itself unloads a model after five idle minutes."""
        self._client.close()  # type: ignore[no-untyped-call]  # the client annotates everything else

    def _connected(self) -> ollama.Client:
        import httpx

        def asked(request: httpx.Request) -> None:
            if watch := getattr(self._current, "watch", None):
                request.extensions["trace"] = watch.trace

        def began(response: httpx.Response) -> None:
            if watch := getattr(self._current, "watch", None):
                watch.over(response)

        timeout = httpx.Timeout(self._patience.first_token_seconds, connect=self._patience.connect_seconds)
        return client(timeout=timeout, headers=stop.ONCE, event_hooks={"request": [asked], "response": [began]})

    def _chat(self, messages: Sequence[Message], sampling: Sampling) -> Generator[ChatResponse, None, None]:
        """One try; raises AgainError where another is safe."""
        with retry.Watch(self._patience) as watch, self._failures(watch, messages):
            self._current.watch = watch
            for part in self._client.chat(self.model, messages, stream=True, options=self._options(sampling)):
                watch.alive()
                yield part
            watch.check(self.model)

    def _require_uncut(self, read: int, counted: int, messages: Sequence[Message], sampling: Sampling) -> None:
        """The least that the prompt can have must be reached; an estimate must have been high enough that nothing could be cut."""
        cut = tokens.was_cut(read, messages, counted, is_exact=self._exact is not None)
        if cut or (read > counted and read + sampling.max_tokens > self.context):
            msg = (
                f"{self.model}: Ollama read {read} tokens of a prompt counted as {counted}, with room for {self.context}: it may have "
                "cut it; lower data.prompt_tokens or raise model.context"
            )
            raise MailwrightError(msg)

    def _options(self, sampling: Sampling) -> dict[str, Any]:
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
    def _failures(self, watch: retry.Watch, messages: Sequence[Message] = ()) -> Iterator[None]:
        """Turns what the client raises into one line."""
        import httpx
        import ollama

        try:
            yield
        except (ConnectionError, httpx.ConnectError, httpx.ConnectTimeout) as error:
            msg = f"Ollama does not answer at {self._address()}; start it with `ollama serve`, or set OLLAMA_HOST"
            raise retry.AgainError(MailwrightError(msg)) from error
        except httpx.ReadTimeout as error:
            raise watch.late(self.model) from error
        except httpx.HTTPError as error:
            watch.check(self.model)
            msg = f"{self.model}: the connection to Ollama broke ({type(error).__name__}); see its log, most often memory ran out"
            raise MailwrightError(msg) if watch.began else retry.AgainError(MailwrightError(msg)) from error
        except ollama.ResponseError as error:
            failure = MailwrightError(self._explain(error, messages))
            raise retry.AgainError(failure, watch.pause) if error.status_code in retry.BUSY else failure from error
        except ValueError as error:
            watch.check(self.model)
            msg = f"{self.model}: what answers at {self._address()} does not speak as Ollama does; set OLLAMA_HOST"
            raise MailwrightError(msg) from error

    def _address(self) -> str:
        return str(self._client._client.base_url).rstrip("/")  # the client resolves OLLAMA_HOST and keeps the result there

    def _explain(self, error: ollama.ResponseError, messages: Sequence[Message]) -> str:
        if error.status_code == 404:  # not found
            return f"{self.model}: Ollama has no such model; {self._remedy}"
        reason = " ".join(str(error.error).split())
        reason = "its reason repeats the prompt" if tokens.quotes(reason, messages) else reason[:200]
        if "memory" in reason.lower():
            return f"{self.model}: not enough memory ({reason}); lower model.context or take a smaller model"
        return f"{self.model}: Ollama failed ({reason}); look at its log"


def of(recipe: Recipe, model: str | None) -> Ollama:
    """The recipe's model in Ollama, or another by name.

    Raises MailwrightError as `Ollama` does.
    """
    own, patience = recipe.model.name, recipe.section(Patience)
    if model is not None and model.partition(":")[0] != own:
        return Ollama(model, recipe.model.context, patience, remedy=f"get it with `ollama pull {model}`")
    remedy = f"run `ollama create {own} -f {recipe.out / 'gguf' / 'Modelfile'}`"
    stop, exact = STOP[recipe.model.family], tokens.exact(own_gguf(recipe))
    return Ollama(model or own, recipe.model.context, patience, remedy=remedy, stop=stop, exact=exact)


def client(**options: Any) -> ollama.Client:  # noqa: ANN401 - what httpx takes
    """The official client for where OLLAMA_HOST says. One on this computer is not asked through a proxy, which would get the documents.

    Raises MailwrightError where OLLAMA_HOST is no address.
    """
    import httpx

    named = os.environ.get("OLLAMA_HOST", "")
    try:
        import ollama  # makes a client of its own, which reads the address too

        host = urlsplit(named if "://" in named else f"http://{named}").hostname or "localhost"
        here = loopback(host) or host in _EVERYWHERE
        made = ollama.Client(trust_env=not here, **options)
    except (ValueError, httpx.InvalidURL) as error:
        raise MailwrightError(_no_address(named)) from error
    if made._client.base_url.scheme not in {"http", "https"}:
        raise MailwrightError(_no_address(named))
    return made


def _no_address(named: str) -> str:
    shown = named.rpartition("@")[2]  # before it may stand a password
    return f"OLLAMA_HOST: {shown!r} is no address; write it as host:port or http://host:port (`ollama_host` in your settings is the same)"


def _leaves_open(template: str) -> bool:
    """Whether a model's TEMPLATE leaves the turn of a last message from the assistant open, so that the answer goes on with it.

    One with `.Response` alone does: Ollama ends it where the answer stands. One that loops over `.Messages` does where it asks for the last
    of them, for which Go's templates have `slice`.
    """
    looped = ".Messages" in template
    return bool(_ASKS_FOR_LAST.search(template)) if looped else ".Response" in template


def made(model: str) -> float | None:
    """When Ollama got this model, as a timestamp; infinity where it does not say.

    None where Ollama does not answer at once or does not have it.
    """
    import httpx

    probe = client(timeout=PROBE_SECONDS)
    import ollama

    try:
        found = probe.show(model)
    except (ConnectionError, httpx.HTTPError, ollama.ResponseError, ValueError):
        return None
    finally:
        probe.close()  # type: ignore[no-untyped-call]  # the client annotates everything else
    return found.modified_at.timestamp() if found.modified_at else math.inf
