"""llama.cpp in this process, through xllamacpp.

    python -m pipeline.engines.llamacpp MODEL.gguf [CONTEXT]    loads a model with llama.cpp's log on, to see why it does not load

The library opens its HTTP interface in any case; here it listens on a Unix socket in a folder that only this user can enter, and everything
is asked there: unlike the library's callbacks, a connection can be interrupted. Does not cover Windows, whose Python has no Unix sockets.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines import Answer, require_room, sse, stop
from pipeline.engines.places import Beginning, Places, Seat
from pipeline.engines.settings import Sampling
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import httpx

    from pipeline.chat import Message

_SILENT, _ERRORS, _EVERYTHING = -1, 1, 3  # llama.cpp's verbosity
_PLACES, _TOKENS = 8, 16_384  # of all places together: 2 GiB for a Llama-3 8B, 0.4 for a SmolLM2 135M
_BEGINNING = "beginning"
"""The file in the engine's own folder with what a prompt begins with, computed: a newer one takes its place."""
_LOOK = 0.1  # seconds between two looks whether the caller is still there
_SOCKET_PATH_LIMIT = 100  # bytes; sockaddr_un holds 104 on macOS, 108 on Linux


def most_places(context: int) -> int:
    """How many questions are worth answering side by side: by eight a processor multiplies as a matrix; memory limits their sum."""
    return max(1, min(_PLACES, _TOKENS // context))


class LlamaCpp:
    """A GGUF loaded by llama.cpp.

    With one place the same seed and prompt give the same text, and so do questions that go on with an answer, as long as nothing else came
    between it and them. With several, questions are computed together and keep what they share with the one before; numbers are then
    rounded as company and history have it, and now and then that decides a word.
    """

    def __init__(self, path: Path, context: int, *, verbose: bool = False, places: int = 1) -> None:
        """Loads `path` with room for `context` tokens (fewer where the model was trained on fewer) in each of `places`.

        Raises MailwrightError where the file is no usable GGUF or memory does not suffice.
        """
        self.model = str(path)
        self.continues = True
        self._folder = socket_folder()
        try:
            self._server = load(path, context, self._folder.name, _EVERYTHING if verbose else _SILENT, places)
        except RuntimeError:
            self._folder.cleanup()
            raise MailwrightError(why_not(path, context * places)) from None
        self._places = Places(places) if places > 1 else None
        self._http = client(self._server.listening_address)
        self.context: int = self._get("/props")["default_generation_settings"]["n_ctx"]

    def count(self, messages: Sequence[Message]) -> int:
        """Exact, with the chat template in the GGUF."""
        tokens: int = self._post("/v1/chat/completions/input_tokens", {"messages": list(messages)})["input_tokens"]
        return tokens

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        """See `Backend.stream`."""
        require_room(self.count(messages), sampling, self.context)
        pieces: list[str] = []
        finish, usage = None, {"prompt_tokens": 0, "completion_tokens": 0}
        with self._place(messages) as more, contextlib.closing(self._events({**question(messages, sampling), **more})) as events:
            for event in events:
                usage = event.get("usage") or usage
                for choice in event["choices"]:
                    finish = choice["finish_reason"] or finish
                    if piece := choice["delta"].get("content"):
                        pieces.append(piece)
                        yield piece
        return Answer("".join(pieces), usage["prompt_tokens"], usage["completion_tokens"], complete=finish == "stop")

    def close(self) -> None:
        """Unloads the model."""
        self._http.close()
        del self._server
        self._folder.cleanup()

    @contextlib.contextmanager
    def _place(self, messages: Sequence[Message]) -> Iterator[dict[str, Any]]:
        """What a question says of its place and of what that place holds."""
        if self._places is None:
            # A prompt computed in one piece and one continued from a cache differ in rounding, hence sometimes in a word. So a first
            # question starts afresh; what goes on with its answer finds prompt and answer computed, in the same way each time.
            yield {"cache_prompt": messages[-1]["role"] == "assistant"}
            return
        with self._places.taken(messages) as seat:
            if seat and seat.beginning:
                self._begin(seat, seat.beginning)
            yield {"cache_prompt": True, "id_slot": seat.number} if seat else {"cache_prompt": True}

    def _begin(self, seat: Seat, beginning: Beginning) -> None:
        """Gives a place what its question begins with: one computes it, the others read it. A place that does not get it computes all."""
        with contextlib.suppress(MailwrightError):
            if seat.leads:
                try:
                    body = {"messages": beginning.messages, "max_tokens": 0, "stream": True, "cache_prompt": True, "id_slot": seat.number}
                    for _ in self._events(body):
                        pass
                    self._post(f"/slots/{seat.number}?action=save", {"filename": _BEGINNING})
                finally:
                    beginning.ready.set()
            else:
                while not beginning.ready.wait(_LOOK):
                    stop.current().pause(0)
                self._post(f"/slots/{seat.number}?action=restore", {"filename": _BEGINNING})

    def _events(self, body: Mapping[str, Any]) -> Generator[dict[str, Any], None, None]:
        with (
            stop.Line() as line,
            self._failures(),
            self._http.stream("POST", "/v1/chat/completions", json=body, extensions={"trace": line.trace}) as response,
        ):
            if response.is_error:
                _refuse(response.read())
            for event in sse.events(response.iter_bytes()):
                if "error" in event:
                    _refuse(json.dumps(event))
                yield event

    def _get(self, path: str) -> dict[str, Any]:
        with self._failures():
            found: dict[str, Any] = self._http.get(path).json()
            return found

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        with self._failures():
            response = self._http.post(path, json=body)
            if response.is_error:
                _refuse(response.read())
            found: dict[str, Any] = response.json()
            return found

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        import httpx

        try:
            yield
        except httpx.HTTPError as error:
            msg = f"{self.model}: llama.cpp stopped answering ({type(error).__name__}); run again with --verbose to see its log"
            raise MailwrightError(msg) from error


def question(messages: Sequence[Message], sampling: Sampling) -> dict[str, Any]:
    """The question as llama.cpp's chat completions take it, streamed."""
    return {
        "messages": list(messages),
        "max_tokens": sampling.max_tokens,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": 40,  # with min_p as in Ollama's defaults, so that both backends sample from the same distribution
        "min_p": 0.0,
        "repeat_penalty": sampling.repeat_penalty,
        "seed": sampling.seed,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def load(path: Path, context: int, folder: str, verbosity: int = _SILENT, places: int = 1, lora: Path | None = None) -> Any:  # noqa: ANN401 - xllamacpp ships no types
    """The library's server on a socket in `folder`, for as long as it is referred to; `lora` is an adapter on top of the model.

    Raises RuntimeError where loading fails; the library gives the reason only in its log: `why_not`.
    """
    import xllamacpp  # type: ignore[import-untyped]  # ships no types

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = context * places  # each has its own part
    params.n_parallel = places
    params.cache_ram_mib = 0
    params.warmup = False
    params.verbosity = verbosity
    params.ui = False
    params.endpoint_slots = False
    params.slot_save_path = f"{folder}/"
    if lora is not None:
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(lora), 1.0)]
    params.hostnames = [str(Path(folder) / "llama.sock")]  # the ending makes it a Unix socket
    with _python_signals():
        return xllamacpp.Server(params)


@contextlib.contextmanager
def _python_signals() -> Iterator[None]:
    """Loading replaces the process' handlers, and Ctrl-C would stop the engine only. Off the main thread nothing can put them back."""
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                if (handler := signal.getsignal(number)) is not None:
                    signal.signal(number, handler)


def socket_folder() -> tempfile.TemporaryDirectory[str]:
    """A new folder that only this user can enter, with a path that leaves room for a socket's name."""
    long = len(tempfile.gettempdir().encode()) + len("/mailwright-12345678/llama.sock") > _SOCKET_PATH_LIMIT
    return tempfile.TemporaryDirectory(prefix="mailwright-", dir="/tmp" if long else None, ignore_cleanup_errors=True)  # noqa: S108 - mode 0700


def client(address: str) -> httpx.Client:
    """A connection to the socket at the server's `listening_address`."""
    import httpx

    return httpx.Client(
        transport=httpx.HTTPTransport(uds=address.removeprefix("unix://")),
        base_url="http://llama.cpp",
        timeout=None,  # noqa: S113 - a long prompt may take minutes on a CPU before the first token
        headers=stop.ONCE,  # a connection cannot be used again after a stream
    )


def _refuse(data: str | bytes) -> None:
    error = json.loads(data).get("error", {})
    msg = f"llama.cpp refused the prompt: {error.get('message', 'no reason given')}"
    raise MailwrightError(msg)


def why_not(path: Path, context: int) -> str:
    """The reason a model did not load, read from the log of a second attempt in a process of its own."""
    command = [sys.executable, "-m", __name__, str(path), str(context)]
    log = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace").stderr
    errors = [line.partition(" E ")[2].partition(": ")[2].strip() for line in log.splitlines() if " E " in line]
    if any("alloc" in line for line in errors):
        return f"{path}: not enough memory for this model with a context of {context} tokens; lower model.context or take a smaller model"
    reason = errors[0] if errors else "llama.cpp gave no reason"
    return f"{path}: does not load ({reason}); make it again with `make export`, or give another --model"


def main(argv: Sequence[str]) -> int:
    """Loads a model aloud. Returns 2 where it does not load."""
    path, context = Path(argv[0]), int(argv[1]) if len(argv) > 1 else 2048
    with socket_folder() as folder:
        try:
            load(path, context, folder, _ERRORS)
        except RuntimeError:
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
