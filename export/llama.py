"""llama.cpp in this process, asked for more than an email: tokens, rendered prompts, probabilities.

Opened by `pipeline.engines.llamacpp`, which streams and can be interrupted; this does neither.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.engines import llamacpp
from pipeline.errors import MailwrightError

Ask = Callable[[str, dict[str, Any]], dict[str, Any]]


@contextlib.contextmanager
def llama(gguf: Path, context: int, lora: Path | None = None) -> Iterator[Ask]:
    """llama.cpp with the model loaded, and `lora` on top of it, as a function of path and request.

    Raises MailwrightError where the model does not load.
    """
    with llamacpp.socket_folder() as folder:
        try:
            server = llamacpp.load(gguf, context, folder, lora=lora)
        except RuntimeError as error:
            raise MailwrightError(llamacpp.why_not(gguf, context)) from error
        with llamacpp.client(server.listening_address) as client:

            def ask(path: str, body: dict[str, Any]) -> dict[str, Any]:
                answer: dict[str, Any] = client.post(path, json=body).raise_for_status().json()
                return answer

            yield ask
        del server
