"""Hostile documents through the isolated reader, one after the other, each with how it ended.

    python -m benchmarks.hostile documents --inputs 20000 --seed 1 [--also FOLDER]

The outcome of every input is one line of a journal, so that a run that is stopped goes on; a journal of other code is put aside.
What must not be is kept as a file under `findings/`. Does not cover: a limit on memory where the system has none (Windows).
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import tempfile
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.hostile import report
from benchmarks.hostile.journal import Journal, digest
from benchmarks.hostile.sources import Input, Inputs
from pipeline.documents import Reader
from pipeline.documents.isolation import SECONDS
from pipeline.errors import DocumentError

ROOT = Path(__file__).parents[2]
MAKERS = ("bombs_docx", "bombs_pdf", "bombs_text", "mutations", "structure", "sources", "documents")
CODE = ("pipeline/documents", "pipeline/errors.py", "pipeline/schema.py", *(f"benchmarks/hostile/{name}.py" for name in MAKERS))
LIBRARIES = ("cssselect", "lxml", "pypdf", "pypdfium2", "pyyaml", "tinycss2", "trafilatura")
GRACE = 10.0
"""Seconds beyond the limit until a reader that was stopped has ended, on a machine that is busy with other things too."""
SOUND_EVERY = 250
"""After so many inputs, a sound document must read as it did at first."""
PATIENCE = 10
"""How often it may take too long."""
SOUND = "# Jane Roe\n\nCook since 2019.\n"
LONGEST_LINE = 400
"""Characters of a message; a longer one quotes."""


class Ending(NamedTuple):
    """How an input ended: the class, and what is worth knowing about it."""

    outcome: str
    """`text`, `refused`, `timeout`, `ended` (the reader's process, by its limit on memory or a crash), or `finding`."""
    detail: str


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 1 where an input ended in another way than as text or as one clear line."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.hostile documents", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=20_000, metavar="N", help="how many (default: 20000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which changes (default: 1)")
    parser.add_argument("--also", type=Path, action="append", default=[], metavar="FOLDER", help="further sound documents to change")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "hostile", metavar="FOLDER", help="where the journal is kept")
    parser.add_argument("--dry", action="store_true", help="print the table instead of writing it into docs/reliability.md")
    args = parser.parse_args(argv)
    inputs = Inputs([ROOT / "data" / "seed", *args.also], args.seed)
    journal = run(inputs, args.inputs, args.out / f"seed-{args.seed}")
    found = [entry for number, entry in journal.found.items() if int(number) < args.inputs]
    table = report.documents(found, args.seed, {kind: len(sources) for kind, sources in inputs.sources.items()})
    print(table)
    if not args.dry:
        report.rewrite("documents", table)
    return int(any(entry["outcome"] == "finding" for entry in found))


def run(inputs: Inputs, count: int, folder: Path) -> Journal:
    """Reads the first so many inputs, as far as the folder's journal does not hold them, and gives the journal."""
    journal = Journal(folder / "documents.jsonl", code())
    with Reader() as reader, tempfile.TemporaryDirectory() as place:
        trial = Trial(reader, Path(place), folder / "findings")
        for number in range(count):
            if str(number) not in journal.found:
                journal.add(str(number), **trial.read(number, inputs[number]))
                _show(number, count)
    return journal


def code() -> str:
    """A digest of the code that reads, of what makes the inputs, and the libraries' versions."""
    return " ".join([digest(CODE), *(f"{name} {metadata.version(name)}" for name in LIBRARIES)])


def _show(number: int, count: int) -> None:
    if number % 100 == 99 or number + 1 == count:
        print(f"documents: {number + 1} of {count}", flush=True)


class Trial:
    """Reads inputs one by one and judges how each ends."""

    def __init__(self, reader: Reader, place: Path, findings: Path) -> None:
        self._reader, self._place, self._findings = reader, place, findings
        self._sound = place / "sound.md"
        self._sound.write_text(SOUND, encoding="utf-8")
        self._first = self._read_sound()

    def read(self, number: int, made: Input) -> dict[str, Any]:
        """One input's line of the journal."""
        path = self._place / f"input.{made.kind}"
        path.write_bytes(made.data)
        process = self._process()
        started = time.perf_counter()
        ending = self._ending(path, number)
        seconds = time.perf_counter() - started
        if seconds > SECONDS + GRACE:
            ending = Ending("finding", f"took {seconds:.0f} seconds: {ending.outcome}")
        if ending.outcome == "finding":
            self._keep(number, made)
        if ending.outcome == "ended" and process is not None:
            ending = Ending("ended", _signal(process.poll()))
        return {
            "kind": made.kind, "name": made.name, "bytes": len(made.data), "outcome": ending.outcome,
            "detail": ending.detail, "seconds": round(seconds, 4), "megabytes": _peak(process.pid if process else 0),
        }  # fmt: skip

    def _process(self) -> Any:  # noqa: ANN401 -- a subprocess, or None
        """The reader's process, started anew if the last input has ended it, so that its start counts for no input."""
        if self._reader._process is None or self._reader._process.poll() is not None:
            self._read_sound()
        return self._reader._process

    def _read_sound(self) -> str:
        """The text of a sound document. On a machine that is busy with other things a reader may take its 20 seconds to start."""
        for _ in range(PATIENCE):
            with contextlib.suppress(DocumentError):
                return self._reader.read(self._sound, "resume").text
        return self._reader.read(self._sound, "resume").text

    def _ending(self, path: Path, number: int) -> Ending:
        try:
            self._reader.read(path, "resume" if number % 2 else "job")
            ending = Ending("text", "")
        except DocumentError as error:
            ending = _refusal(str(error), error.reason, str(path))
        except Exception as error:  # whatever else reaches the program is what this looks for
            ending = Ending("finding", f"{type(error).__name__} reached the program")
        if number % SOUND_EVERY == 0 and self._read_sound() != self._first:
            return Ending("finding", "a sound document reads differently now")
        return ending

    def _keep(self, number: int, made: Input) -> None:
        self._findings.mkdir(exist_ok=True)
        (self._findings / f"{number}.{made.kind}").write_bytes(made.data)


def _refusal(message: str, reason: str, path: str) -> Ending:
    """The class of an error, which must be one line that begins with the file."""
    if "\n" in message or not message.startswith(f"{path}: ") or len(message) - len(path) > LONGEST_LINE:
        return Ending("finding", f"the message is not one clear line ({reason})")
    if reason == "timeout":
        return Ending("timeout", "")
    if "crashes the reader" in message:
        return Ending("ended", "")
    _, found, caught = message.partition("file is damaged (")
    return Ending("refused", f"{reason} ({caught.partition(' ')[0]})" if found else reason)


def _signal(status: int | None) -> str:
    if status is None or status >= 0:
        return f"exit status {status}"
    return signal.Signals(-status).name


def _peak(process: int) -> int | None:
    """The most memory that a process has held since it was last asked, in MB; None where the system does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
        Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")  # begins to count anew
    except (OSError, ValueError, IndexError):
        return None
    return peak
