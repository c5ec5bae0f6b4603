"""The events of a streamed answer in OpenAI's form: `data: {...}` lines, `data: [DONE]` at the end.

Splits at line feeds only: an answer may hold the other characters that Python takes for line ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def events(chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Each event's JSON object, until `[DONE]` or the end; comments and other fields are passed over.

    Raises ValueError where one is no JSON object.
    """
    for line in _lines(chunks):
        if not line.startswith(b"data:"):
            continue
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            return
        found = json.loads(data)
        if not isinstance(found, dict):
            msg = "an event is no JSON object"
            raise ValueError(msg)
        yield found


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    yield rest
