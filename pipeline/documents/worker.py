"""The process that reads documents, started by `isolation.py` as `python -m pipeline.documents.worker BYTES_OF_MEMORY`.

A request is one line of JSON on standard input (`source`, `path`, `kind`), the answer one line on standard output (a
`document`, or an `error` with its `message`). The process ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.documents.fetch import fetch, is_address
from pipeline.documents.parse import load, parse
from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from pipeline.schema import Document, DocumentKind


def read_here(source: str, kind: DocumentKind, path: Path | None = None) -> Document:
    """The document at a path or address, read in this process. Raises `DocumentError`."""
    if is_address(source):
        fetched = fetch(source)
        return parse(fetched.data, source, kind, fetched.content_type)
    return parse(load(path or Path(source), source), source, kind)


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    source = request["source"]
    try:
        path = Path(request["path"]) if request["path"] else None
        return {"document": read_here(source, request["kind"], path).model_dump(mode="json")}
    except DocumentError as error:
        return {"error": error.reason, "message": str(error)}
    except MemoryError:
        message = f"{source}: reading it needs too much memory; save a simpler copy, e.g. print it to a new PDF"
        return {"error": "too large", "message": message}
    except Exception as error:  # whatever a library raises on a damaged file is this file's error
        message = f"{source}: the file is damaged ({type(error).__name__} while reading); save it again and try again"
        return {"error": "corrupt", "message": message}


def _serve(requests: TextIO, answers: TextIO, memory: int) -> None:
    """Answer requests until the input ends, which it does when the parent is gone."""
    _limit_memory(memory)
    for line in requests:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def main() -> None:
    """Serve on standard input and output. What libraries print goes to standard error, so that it cannot mix with answers."""
    requests = os.fdopen(os.dup(sys.stdin.fileno()), encoding="utf-8")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _serve(requests, answers, int(sys.argv[1]))


if __name__ == "__main__":
    main()
