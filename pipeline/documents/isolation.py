"""Documents read in a process of their own, so that a bad file costs one error and not the program.

    with Reader() as reader:
        document = reader.read("resumes/17.pdf", "resume")

The process (`worker.py`) is started once and reads one document after the other. It has limits on memory and, for each
document, on time; a process that runs over them or crashes is replaced at the next document. A page that needs scripts is
rendered by a browser (`browser.py`) in between.
Does not cover: a limit on memory on Windows, which has none for a process to set itself.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pipeline.documents.browser import render
from pipeline.documents.fetch import is_address, one_line, without_user
from pipeline.errors import DocumentError
from pipeline.schema import Document, DocumentKind

if TYPE_CHECKING:
    from types import TracebackType

SECONDS = 20.0
"""For one file; a resume takes a twentieth of a second."""
ADDRESS_SECONDS = 60.0
"""For one address, which has to be fetched first, perhaps from an applicant system and from the page."""
MEMORY = 1_500_000_000
"""Bytes of address space for the process, its libraries included."""


class Reader:
    """Reads documents in one process that it starts when first needed. It may be shared by threads, which then take turns."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[str] | None = None
        self._owner = os.getpid()
        self._turn = threading.Lock()

    def read(self, source: str | Path, kind: DocumentKind) -> Document:
        """The document at a path or an http(s) address, whose name and password go no further than here.

        Raises `DocumentError`, whose message is one line with the remedy.
        """
        name = without_user(str(source))
        address = is_address(name)
        request = {"source": name, "path": None if address else str(Path(source).absolute()), "kind": kind}
        answer = self._answer(request, max(self._seconds, ADDRESS_SECONDS) if address else self._seconds)
        if answer.get("error") == "scripts":
            answer = self._answer(request | {"page": render(name)}, self._seconds)
        if "error" in answer:
            raise DocumentError(answer["error"], one_line(answer["message"]))
        return Document.model_validate(answer["document"])

    def letter(self, path: str | Path) -> dict[str, Any]:
        """What an `.eml` says as the email of a triple: see `mail.letter`. Raises `DocumentError`, whose message is one line."""
        answer = self._answer({"source": str(path), "path": str(Path(path).absolute()), "kind": "letter"}, self._seconds)
        if "error" in answer:
            raise DocumentError(answer["error"], one_line(answer["message"]))
        found: dict[str, Any] = answer["letter"]
        return found

    def close(self) -> None:
        """End the process, if one was started."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _answer(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        with self._turn:
            return self._ask(request, seconds)

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The process's answer, or why there is none; then the process is gone."""
        if self._owner != os.getpid():  # after a fork the process belongs to the parent
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start(self._memory)
        process, late = self._process, threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            line = _exchange(process, json.dumps(request))
        except BaseException:  # interrupted: the answer to come must not meet the next question
            self.close()
            raise
        finally:
            timer.cancel()
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.close()
        return _without_answer(request["source"], seconds if late.is_set() else None)


def _start(memory: int) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    command = [sys.executable, "-m", "pipeline.documents.worker", str(memory)]
    # stderr is dropped: libraries print there about damaged files, and what they print may quote them.
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, encoding="utf-8"
    )


def _exchange(process: subprocess.Popen[str], request: str) -> str:
    """One line out, one line back; empty if the process died."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(request + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return ""
    return line if line.endswith("\n") else ""


def _without_answer(source: str, seconds: float | None) -> dict[str, Any]:
    if seconds is not None:
        message = f"{source}: reading took more than {seconds:.0f} seconds; save a simpler copy, e.g. print it to a new PDF"
        return {"error": "timeout", "message": message}
    message = f"{source}: reading it needs too much memory or crashes the reader; save a simpler copy, e.g. print it to a new PDF"
    return {"error": "corrupt", "message": message}


_shared = Reader()
atexit.register(_shared.close)


def read(source: str | Path, kind: DocumentKind) -> Document:
    """The document at a path or an http(s) address, read in a process that the whole program shares.

    Raises `DocumentError`, whose message is one line with the remedy.
    """
    return _shared.read(source, kind)


def letter(path: str | Path) -> dict[str, Any]:
    """What an `.eml` says, read in the same process: see `Reader.letter`."""
    return _shared.letter(path)
