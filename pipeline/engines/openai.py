"""Any endpoint that speaks OpenAI's chat completions: hosted models, Gemini, vLLM, LM Studio, llama-server.

Where it is and its key come from the environment: OPENAI_BASE_URL and OPENAI_API_KEY; for a model called `gemini-*` GEMINI_API_KEY, where
it is set, with Gemini's own address. The key goes nowhere else and into no message. Plain http is used on this computer only.
The protocol has no name for `repeat_penalty`, so the endpoint's own holds, and does not count tokens beforehand. To go on with an answer is
no part of it either: vLLM and llama-server do, OpenAI and Gemini do not, of others it is found out at the first try.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from pipeline.console import console
from pipeline.engines import Answer, CannotContinueError, own_gguf, require_room, retry, sse, stop, tokens
from pipeline.engines.settings import Patience, Sampling
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import httpx

    from pipeline.chat import Message
    from pipeline.recipe import Recipe

OPENAI: Final = "https://api.openai.com/v1"
GEMINI: Final = "https://generativelanguage.googleapis.com/v1beta/openai"
UNKNOWN: Final = 1 << 30
"""The context of a model that is not the recipe's: the endpoint refuses what is too long."""
_RENAMED: Final = {"max_tokens": "max_completion_tokens"}
_OPTIONAL: Final = ("max_tokens", "seed", "stream_options", "top_p", "temperature")
"""Settings that some models or endpoints refuse: one is asked for under its newer name, the others are left out."""
_GOES_ON: Final = {"add_generation_prompt": False, "continue_final_message": True}
"""What vLLM wants to hear of a last message that is to be continued; llama-server takes it, and does so in any case."""
_LONGEST_REASON: Final = 200
_ERROR_BYTES: Final = 65_536
_REFUSED_KEY: Final = frozenset({401, 403})
_BAD_REQUEST: Final = frozenset({400, 422})


@dataclass(frozen=True)
class Endpoint:
    """Where requests go. `url` has no slash at its end."""

    url: str
    key: str | None = field(repr=False)
    key_name: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def local(self) -> bool:
        """Whether it is on this computer."""
        return loopback(urlsplit(self.url).hostname or "")


def endpoint(model: str, environment: Mapping[str, str]) -> Endpoint:
    """Where a model is to be asked.

    Raises MailwrightError where neither address nor key is set, or the key would travel in the clear.
    """
    if model.startswith("gemini-") and (key := environment.get("GEMINI_API_KEY", "").strip()):
        return Endpoint(GEMINI, _plain(key, "GEMINI_API_KEY"), "GEMINI_API_KEY")
    url = environment.get("OPENAI_BASE_URL", "").strip().rstrip("/")
    key = environment.get("OPENAI_API_KEY", "").strip()
    if not (url or key):
        name = "GEMINI_API_KEY" if model.startswith("gemini-") else "OPENAI_API_KEY"
        msg = f"{model}: no key; set {name}, or OPENAI_BASE_URL to an endpoint that needs none"
        raise MailwrightError(msg)
    return Endpoint(_safe(url or OPENAI), _plain(key, "OPENAI_API_KEY") or None, "OPENAI_API_KEY")


class OpenAI:
    """A model behind an endpoint. Nothing is sent before the first question."""

    def __init__(self, model: str, at: Endpoint, patience: Patience, *, context: int = UNKNOWN, exact: tokens.Count | None = None) -> None:
        """`exact` counts the tokens of a prompt as the model does."""
        import httpx

        self.model = model
        self.context = context
        self._at = at
        self._patience = patience
        self._exact = exact
        self.continues = at.url not in (OPENAI, GEMINI)
        self._refused: set[str] = set()
        self._http = httpx.Client(
            base_url=at.url,
            headers={**stop.ONCE, **({"Authorization": f"Bearer {at.key}"} if at.key else {})},
            timeout=httpx.Timeout(patience.first_token_seconds, connect=patience.connect_seconds),
            trust_env=not at.local,  # a proxy has nothing to do with this computer's own endpoint
        )

    def count(self, messages: Sequence[Message]) -> int:
        """Exact for a model whose tokenizer is at hand, else an upper estimate."""
        return self._exact(messages) if self._exact else tokens.estimate(messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        """See `Backend.stream`."""
        counted = self.count(messages)
        require_room(counted, sampling, self.context)
        pieces: list[str] = []
        finish, usage = None, dict[str, int]()
        with contextlib.closing(retry.stream(lambda: self._events(messages, sampling), self._patience)) as events:
            for event in events:
                usage = event.get("usage") or usage
                for choice in event.get("choices") or ():
                    finish = choice.get("finish_reason") or finish
                    if piece := (choice.get("delta") or {}).get("content"):
                        pieces.append(piece)
                        yield piece
        if finish is None:
            msg = f"{self.model}: {self._at.host} ended the answer early; try again"
            raise MailwrightError(msg)
        read = usage.get("prompt_tokens") or counted
        if tokens.was_cut(read, messages, counted, is_exact=self._exact is not None):
            msg = f"{self.model}: {self._at.host} read {read} tokens of a prompt of {counted}: it cut it; raise its context length"
            raise MailwrightError(msg)
        return Answer("".join(pieces), read, usage.get("completion_tokens") or 0, complete=finish == "stop")

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    def _events(self, messages: Sequence[Message], sampling: Sampling) -> Generator[dict[str, Any], None, None]:
        """One try; raises AgainError where another is safe."""
        with retry.Watch(self._patience) as watch, self._failures(watch):
            body = self._body(messages, sampling)
            with self._http.stream("POST", "/chat/completions", json=body, extensions={"trace": watch.trace}) as response:
                watch.over(response)
                if not response.is_success:
                    self._refuse(response, watch, messages)
                for event in sse.events(response.iter_bytes()):
                    watch.alive()
                    if "error" in event:
                        reason = self._shown(_reason(json.dumps(event)), messages)
                        msg = f"{self.model}: {self._at.host} failed ({reason}); try again"
                        raise MailwrightError(msg)
                    yield event
                watch.check(self.model)

    def _body(self, messages: Sequence[Message], sampling: Sampling) -> dict[str, Any]:
        body: dict[str, Any] = {
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "seed": sampling.seed,
            "stream_options": {"include_usage": True},
        }
        asked = {_RENAMED.get(name, name) if name in self._refused else name: value for name, value in body.items()
                 if name not in self._refused or name in _RENAMED}  # fmt: skip
        goes_on = _GOES_ON if messages[-1]["role"] == "assistant" else {}
        return {"model": self.model, "messages": list(messages), "stream": True, **asked, **goes_on}

    def _refuse(self, response: httpx.Response, watch: retry.Watch, messages: Sequence[Message]) -> None:
        """Raises what an answer that is no success means."""
        status = response.status_code
        text = _beginning(response)
        reason = self._shown(_reason(text), messages)
        busy = MailwrightError(f"{self.model}: {self._at.host} cannot answer now ({status}: {reason}); try again later")
        if status in retry.BUSY and "insufficient_quota" not in text:
            raise retry.AgainError(busy, watch.pause)
        if status in _BAD_REQUEST and (name := self._names(text)):
            self._refused.add(name)
            told = f"is asked as {_RENAMED[name]}" if name in _RENAMED else "is left out, the model's own holds"
            console.print(f"{self.model}: does not take {name}; it {told}", style="yellow", markup=False)
            raise retry.AgainError(busy, 0)
        if status in _BAD_REQUEST and messages[-1]["role"] == "assistant":
            self.continues = False
            msg = f"{self.model}: {self._at.host} does not go on with an answer"
            raise CannotContinueError(msg)
        if status in _REFUSED_KEY:
            msg = f"{self.model}: {self._at.host} refuses the key ({status}); check {self._at.key_name}"
        elif status == 404:  # not found
            msg = f"{self.model}: {self._at.host} has no such model or address; check both, an address most often ends in /v1"
        else:
            msg = f"{self.model}: {self._at.host} refused the request ({status}: {reason})"
        raise MailwrightError(msg)

    def _names(self, text: str) -> str | None:
        """The optional setting that an error is about."""
        fresh = (name for name in _OPTIONAL if name not in self._refused)
        return next((name for name in fresh if any(f"{q}{name}{q}" in text.replace("\\", "") for q in "\"'`")), None)

    def _shown(self, reason: str, messages: Sequence[Message]) -> str:
        """An endpoint's own words without key and prompt, on one line."""
        if self._at.key and self._at.key in reason:
            reason = reason.replace(self._at.key, "***")
        reason = " ".join(reason.split())
        return "it repeats the prompt" if tokens.quotes(reason, messages) else reason[:_LONGEST_REASON] or "no reason given"

    @contextlib.contextmanager
    def _failures(self, watch: retry.Watch) -> Iterator[None]:
        """Turns what the connection raises into one line."""
        import httpx

        try:
            yield
        except httpx.ConnectTimeout as error:
            msg = f"{self._at.host} does not answer in {self._patience.connect_seconds:g} s; check OPENAI_BASE_URL and the network"
            raise retry.AgainError(MailwrightError(msg)) from error
        except httpx.ConnectError as error:
            msg = f"{self._at.host} does not answer; check OPENAI_BASE_URL and the network, or start the server there"
            raise retry.AgainError(MailwrightError(msg)) from error
        except httpx.ReadTimeout as error:
            raise watch.late(self.model) from error
        except httpx.HTTPError as error:
            watch.check(self.model)
            failure = MailwrightError(f"{self.model}: the connection to {self._at.host} broke ({type(error).__name__}); try again")
            raise failure if watch.began else retry.AgainError(failure) from error
        except ValueError as error:
            watch.check(self.model)
            msg = f"{self.model}: {self._at.host} does not answer in OpenAI's form; check OPENAI_BASE_URL"
            raise MailwrightError(msg) from error


def of(recipe: Recipe, model: str | None) -> OpenAI:
    """The recipe's model behind an endpoint, or another by name.

    Raises MailwrightError as `endpoint` does.
    """
    own = model is None or model == recipe.model.name
    name = model or recipe.model.name
    at = endpoint(name, os.environ)
    if not at.local:
        console.print(f"{name}: the documents are sent to {at.host}", style="yellow", markup=False)
    patience = recipe.section(Patience)
    if own:
        return OpenAI(name, at, patience, context=recipe.model.context, exact=tokens.exact(own_gguf(recipe)))
    return OpenAI(name, at, patience)


def _safe(url: str) -> str:
    """The address, if a key and a resume may be sent there."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    more = parts.username or parts.password or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not host or more or not url.isprintable():
        msg = "OPENAI_BASE_URL: not an address like https://host/v1; keys go into OPENAI_API_KEY"
        raise MailwrightError(msg)
    if parts.scheme == "http" and not loopback(host):
        msg = f"OPENAI_BASE_URL: http://{host} would send the key and the documents unencrypted; use https, http is for this computer only"
        raise MailwrightError(msg)
    return url


def _plain(key: str, name: str) -> str:
    if not (key.isascii() and key.isprintable()):
        msg = f"{name}: holds characters that no key has; copy it again"
        raise MailwrightError(msg)
    return key


def loopback(host: str) -> bool:
    """Whether a host is this computer, to which no proxy leads and nothing is encrypted."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _beginning(response: httpx.Response) -> str:
    """As much of an error as anybody reads."""
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > _ERROR_BYTES:
            break
    return data.decode("utf-8", "replace")


def _reason(text: str) -> str:
    """The message of an error, in any of the forms that endpoints use; never the rest, which may repeat the prompt."""
    try:
        found = json.loads(text)
    except ValueError:
        return ""
    found = found[0] if isinstance(found, list) and found else found
    error = found.get("error", found) if isinstance(found, dict) else None
    message = error.get("message", "") if isinstance(error, dict) else error
    return message if isinstance(message, str) else ""
