"""Stages: each reads one folder and writes another, once.

A stage writes into a hidden folder beside its target and renames it when complete, so that a killed run leaves nothing half-made.
The fingerprint of its inputs lies in `stage.json`: the same inputs again mean "already done"; the same inputs after an interruption
find the hidden folder as it was left, so that long stages can resume; other inputs start it afresh.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import MailwrightError

STAMP = "stage.json"
_FULL = re.compile(r"No space left on device|\binline_container\.cc\b")
"""safetensors quotes the system; torch names its own file where a write comes up short."""


def sha256(path: Path) -> str:
    """Of a file's bytes, or of a folder's file names and bytes (stage stamps left out)."""
    if path.is_file():
        with path.open("rb") as f:
            return hashlib.file_digest(f, "sha256").hexdigest()
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and p.name != STAMP):
        digest.update(f"{file.relative_to(path)} {sha256(file)}\n".encode())
    return digest.hexdigest()


def done(target: Path, inputs: Mapping[str, Any]) -> bool:
    """Whether `target` was completed from exactly these inputs."""
    return bool(inputs_of(target) == json.loads(json.dumps(inputs)))


def require(target: Path, producer: str) -> Path:
    """The folder an earlier stage completed, or one line that says how to make it."""
    if inputs_of(target) is None:
        msg = f"{target}: not there or not complete; make it with `{producer}`"
        raise MailwrightError(msg)
    return target


@contextlib.contextmanager
def writing(target: Path, inputs: Mapping[str, Any]) -> Iterator[Path]:
    """Yields the folder to write into; renames it to `target` when the block ends without an error.

    Raises MailwrightError where the disk is full or not writable; what stood in `target` before is kept.
    """
    draft = draft_of(target)
    try:
        if draft.exists() and inputs_of(draft) != json.loads(json.dumps(inputs)):
            shutil.rmtree(draft)
        draft.mkdir(parents=True, exist_ok=True)
        (draft / STAMP).write_text(json.dumps(inputs, indent=1), encoding="utf-8")
        yield draft
        _swap(draft, target)
    except Exception as error:
        if problem := _of_the_disk(error):
            msg = f"{target}: {problem}; free space or choose another disk, then run the same command again"
            raise MailwrightError(msg) from error
        raise


def _of_the_disk(error: Exception) -> str | None:
    """What is wrong with the disk, where an error says so: safetensors and torch tell of a full one in errors of their own."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}:
        return str(error.strerror).lower()
    return os.strerror(errno.ENOSPC).lower() if _FULL.search(str(error)) else None


def draft_of(target: Path) -> Path:
    """Where a stage writes until it is complete."""
    return target.with_name(f".{target.name}.partial")


def inputs_of(folder: Path) -> Any:  # noqa: ANN401 - JSON
    """The inputs that a folder, complete or a draft, is made from; None where it names none."""
    try:
        return json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return None


def _swap(draft: Path, target: Path) -> None:
    """Renames are atomic one by one; between the two the old folder waits under a name of its own."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    draft.rename(target)
    shutil.rmtree(old, ignore_errors=True)
