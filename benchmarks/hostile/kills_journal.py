"""What came of each trial of `kills`, a line each, so that a run that is stopped goes on.

    journal = Journal(folder, "train", seed)
    journal.found          trial to entry
    journal.add("kill 7", ending="killed", problem="", seconds=20.1)

A journal of other code is put aside: what it says is of programs that are no more.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
OF_ALL: Final = ("pipeline",)
OF_STAGE: Final = {"build": (), "batch": ("serve",), "train": ("training",), "export": ("training", "export")}


class Journal:
    """The trials of one stage and seed that are done."""

    def __init__(self, folder: Path, stage: str, seed: int) -> None:
        self._path = folder / f"kills-{stage}-{seed}.jsonl"
        first = json.dumps({"code": _code(stage)})
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        if lines and lines[0] != first:
            print(f"{stage}: the code has changed since the last trials, which are put aside", file=sys.stderr, flush=True)
            self._path.replace(self._path.with_suffix(f".{int(time.time())}.jsonl"))
            lines = []
        if not lines:
            folder.mkdir(parents=True, exist_ok=True)
            self._path.write_text(first + "\n", encoding="utf-8")
        self.found: dict[str, dict[str, Any]] = {entry["trial"]: entry for entry in map(_entry, lines[1:]) if entry}

    def add(self, trial: str, **what: object) -> None:
        """One more."""
        self.found[trial] = {"trial": trial, **what}
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(self.found[trial]) + "\n")


def _entry(line: str) -> dict[str, Any] | None:
    """A line's entry; None where the line was cut off."""
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return entry


def _code(stage: str) -> str:
    """A digest of the programs that the stage runs, and of what disturbs and compares them."""
    folders = [ROOT / name for name in (*OF_ALL, *OF_STAGE[stage])]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".jinja")]
    digest = hashlib.sha256()
    for path in (*files, *sorted(Path(__file__).parent.glob("kills*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
