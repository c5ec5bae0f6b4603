"""llama.cpp in this process, asked for more than an email: tokens, rendered prompts, probabilities.

It listens on a Unix socket that only this user can reach, and everything is asked there. Does not stream and cannot be interrupted while it
computes; `pipeline.engines.llamacpp` does both, for those who write emails.
"""

from __future__ import annotations

import contextlib
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import MailwrightError

Ask = Callable[[str, dict[str, Any]], dict[str, Any]]


@contextlib.contextmanager
def llama(gguf: Path, context: int, lora: Path | None = None) -> Iterator[Ask]:
    """llama.cpp with the model loaded, and `lora` on top of it, as a function of path and request.

    Raises MailwrightError where the model does not load.
    """
    import httpx
    import xllamacpp  # type: ignore[import-untyped]  # ships no types

    params = xllamacpp.CommonParams()
    params.model.path, params.n_ctx, params.n_parallel = str(gguf), context, 1
    if lora is not None:
        params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(lora), 1.0)]
    params.warmup, params.ui, params.verbosity = False, False, -1
    with tempfile.TemporaryDirectory(prefix="mailwright-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        # /tmp, because the path of a socket must be short; the folder has mode 0700. The ending makes it a Unix socket.
        params.hostnames = [f"{folder}/llama.sock"]
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            server = xllamacpp.Server(params)
        except RuntimeError as error:
            msg = f"{gguf}: llama.cpp does not load it with a context of {context} tokens; lower model.context or free memory"
            raise MailwrightError(msg) from error
        finally:
            for number, handler in handlers.items():  # loading replaced them, and Ctrl-C would stop the engine only
                signal.signal(number, handler)
        transport = httpx.HTTPTransport(uds=server.listening_address.removeprefix("unix://"))
        with httpx.Client(transport=transport, base_url="http://llama.cpp", timeout=None) as client:  # noqa: S113 - an 8B on a CPU takes minutes

            def ask(path: str, body: dict[str, Any]) -> dict[str, Any]:
                answer: dict[str, Any] = client.post(path, json=body).raise_for_status().json()
                return answer

            yield ask
        del server
