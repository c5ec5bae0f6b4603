"""What came of each trial, a line each, so that a run that is stopped goes on.

    journal = Journal(folder / "kills-train-1.jsonl", digest(["pipeline", "training"]))
    journal.found                                        trial to entry
    journal.add("kill 7", ending="killed", problem="")

A journal of other code is put aside: what it says is of programs that are no more.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "out" / "hostile"
_CODE: Final = (".py", ".jinja", ".yaml")


class Journal:
    """The trials that are done."""

    def __init__(self, path: Path, code: str) -> None:
        self._path = path
        first = json.dumps({"code": code})
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        if lines and lines[0] != first:
            print(f"{path.name}: what is tried has changed since the last run, which is put aside", file=sys.stderr, flush=True)
            path.replace(path.with_suffix(f".{int(time.time())}.jsonl"))
            lines = []
        if not lines:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(first + "\n", encoding="utf-8")
        self.found: dict[str, dict[str, Any]] = {entry["trial"]: entry for entry in map(_entry, lines[1:]) if entry}

    def add(self, trial: str, **what: object) -> None:
        """One more."""
        self.found[trial] = {"trial": trial, **what}
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(self.found[trial]) + "\n")


def digest(names: Iterable[str | Path]) -> str:
    """Of files, and of the code in folders, by paths in the repository or whole ones."""
    found = hashlib.sha256()
    for path in (ROOT / name for name in names):
        files = sorted(inner for inner in path.rglob("*") if inner.suffix in _CODE) if path.is_dir() else [path]
        for file in files:
            found.update(file.read_bytes())
    return found.hexdigest()[:12]


def _entry(line: str) -> dict[str, Any] | None:
    """A line's entry; None where the line was cut off."""
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return entry
