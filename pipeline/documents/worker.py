"""The process that reads documents, started by `isolation.py` as `python -m pipeline.documents.worker BYTES_OF_MEMORY`.

A request is one line of JSON on standard input (`source`, `path`, `kind`, and `page`, the HTML of an address that a browser
rendered), the answer one line on standard output (a `document`, of the kind `letter` a `letter`, or an `error` with its
`message`). The error "scripts" asks for that page: a browser does not run in this process, whose memory is limited. The process
ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.documents.applicant_systems import ask
from pipeline.documents.browser import PASTE
from pipeline.documents.fetch import Fetched, fetch, is_address
from pipeline.documents.parse import load, parse
from pipeline.errors import DocumentError

if TYPE_CHECKING:
    from pipeline.schema import Document, DocumentKind


HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_here(source: str, kind: DocumentKind, path: Path | None = None, page: str | None = None) -> Document:
    """The document at a path or address, read in this process. `page` is the HTML that a browser rendered of the address.

    Raises `DocumentError`; "scripts" where an address needs a browser.
    """
    if not is_address(source):
        return parse(load(path or Path(source), source), source, kind)
    if page is not None:
        return _read_page(Fetched(page.encode("utf-8", "replace"), "text/html; charset=utf-8"), source, kind)
    answer = ask(source)
    if answer is None:
        return _read_page(fetch(source), source, kind)
    document = parse(answer.page.data, source, kind, answer.page.content_type)
    return document.model_copy(update={"warnings": (*document.warnings, *answer.warnings)})


def _read_page(page: Fetched, source: str, kind: DocumentKind) -> Document:
    from pipeline.documents.html import needs_scripts

    if page.content_type.partition(";")[0].strip().lower() in HTML_TYPES and page.data.strip() and needs_scripts(page.data):
        raise DocumentError("scripts", f"{source}: the page does not show its text; {PASTE}")
    return parse(page.data, source, kind, page.content_type)


def _letter(path: Path, source: str) -> dict[str, Any]:
    """The email of a triple."""
    from pipeline.documents import mail

    data = load(path, source, "save the email without attachments")
    try:
        return mail.letter(data)
    except DocumentError as error:
        raise DocumentError(error.reason, f"{source}: {error}") from None


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
        if request["kind"] == "letter":
            return {"letter": _letter(path or Path(source), source)}
        return {"document": read_here(source, request["kind"], path, request.get("page")).model_dump(mode="json")}
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
