"""Checkpoints that can be trusted: one counts only when every file of it is on disk, as a list written last says.

Covers processes killed at any moment and disks that fill up. The trainer keeps two checkpoints and deletes an older one only when the next
is written, so that there is a whole one at every moment after the first.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from pipeline.errors import MailwrightError
from training import processes

SEAL: Final = "complete.json"
_AFTER_THE_LAST: Final = frozenset({"eval_loss", "preference"})
"""What is measured when there are no more steps to take."""
_FULL = re.compile(r"os error (?:28|122)\b|No space left|Disk quota exceeded|PytorchStreamWriter failed|file write failed", re.IGNORECASE)
"""How safetensors and torch report a full disk: not as an OSError."""


class Sealing(TrainerCallback):  # type: ignore[misc]  # transformers is untyped here
    """Seals every checkpoint when the trainer has written it."""

    def on_save(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:  # noqa: ANN401 - transformers' signature
        processes.wait()  # each writes its own state of chance
        if processes.leads():
            seal(folder_of(Path(args.output_dir), state.global_step))
        processes.wait()


def folder_of(folder: Path, step: int) -> Path:
    """The checkpoint of a step, as the trainer names it."""
    return folder / f"checkpoint-{step}"


def step_of(checkpoint: Path) -> int:
    return int(checkpoint.name.rpartition("-")[2])


def seal(checkpoint: Path) -> None:
    """Writes the list of the checkpoint's files and sizes, once all of them have reached the disk."""
    sizes = {}
    for file in sorted(p for p in checkpoint.rglob("*") if p.is_file() and p.name != SEAL):
        with file.open("rb+") as f:
            os.fsync(f.fileno())
        sizes[str(file.relative_to(checkpoint))] = file.stat().st_size
    draft = checkpoint / f".{SEAL}"
    draft.write_text(json.dumps(sizes, indent=1), encoding="utf-8")
    draft.replace(checkpoint / SEAL)


def sealed(checkpoint: Path) -> bool:
    """Whether all files that the seal names are there in full length."""
    try:
        sizes = json.loads((checkpoint / SEAL).read_text(encoding="utf-8"))
        return all((checkpoint / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def last(folder: Path) -> Path | None:
    """The newest complete checkpoint."""
    return max((p for p in folder.glob("checkpoint-*") if sealed(p)), key=step_of, default=None)


def prune(folder: Path) -> None:
    """Deletes what a killed run left half-written, so that it is neither counted nor kept."""
    for path in folder.glob("checkpoint-*"):
        if not sealed(path):
            shutil.rmtree(path)


def rewind(metrics: Path, step: int) -> None:
    """Drops lines of steps after `step`, which will be taken again, and a line that a killed run left half-written.

    What became of the settings is kept, whenever that was.
    """
    _keep_lines(metrics, lambda entry: entry.get("step", 0) <= step or "out_of_memory" in entry)


def unmeasured(metrics: Path, step: int) -> None:
    """Drops what a run that was killed after its last step had measured of it: that will be measured again."""
    _keep_lines(metrics, lambda entry: entry.get("step") != step or not entry.keys() & _AFTER_THE_LAST)


def tokens(metrics: Path) -> int:
    """How many tokens were read up to the last line: TRL counts from nought again in a run that goes on."""
    lines = metrics.read_text(encoding="utf-8").splitlines() if metrics.exists() else []
    return max((int(entry.get("tokens") or 0) for entry in map(_entry, lines) if entry), default=0)


def _keep_lines(metrics: Path, wanted: Callable[[dict[str, Any]], bool]) -> None:
    if not metrics.exists():
        return
    lines = metrics.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if (entry := _entry(line)) and wanted(entry)]
    draft = metrics.with_name(f".{metrics.name}")
    draft.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    draft.replace(metrics)


@contextlib.contextmanager
def full_disk_is_an_oserror() -> Iterator[None]:
    """Turns what libraries raise when a disk is full into the error that `pipeline.stage.writing` explains."""
    try:
        yield
    except MailwrightError:
        raise
    except Exception as error:
        if not isinstance(error, OSError) and _FULL.search(str(error)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def _entry(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
