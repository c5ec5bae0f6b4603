"""Stages: each reads one folder and writes another, once.

A stage writes into a hidden folder beside its target and renames it when complete, so that a killed run leaves nothing half-made.
The fingerprint of its inputs lies in `stage.json`: the same inputs again mean "already done"; the same inputs after an interruption
find the hidden folder as it was left, so that long stages can resume; other inputs start it afresh. While a stage writes, a second run of
the same is refused (`alone`).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import MailwrightError

STAMP = "stage.json"
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL})
"""What a file system answers that knows no locks."""
_GRACE = 1.0
"""Seconds that a run which was killed a moment ago may take to be gone."""
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
def alone(file: Path, what: str) -> Iterator[None]:
    """Keeps other runs out of `what` while the block runs, by a lock on `file`, which is there for that alone and goes away with the lock.

    A run that is killed gives it back, and leaves an empty file that the next one removes. Does nothing on systems without `fcntl`
    (Windows) and on file systems without locks: there two runs at once are the user's to avoid.

    Raises MailwrightError where another run holds it, OSError where the file cannot be made.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    ends = time.monotonic() + _GRACE
    while True:
        with file.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() < ends:
                    time.sleep(_GRACE / 10)
                    continue
                msg = f"{what}: another run is writing there; run the same command again when it has ended"
                raise MailwrightError(msg) from None
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
            if not _is_still(file, held.fileno()):  # the run before removed it between our opening and our lock
                continue
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    file.unlink()
            return


def _is_still(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def writing(target: Path, inputs: Mapping[str, Any]) -> Iterator[Path]:
    """Yields the folder to write into; renames it to `target` when the block ends without an error.

    Raises MailwrightError where the disk is full or not writable, or another run writes there; what stood in `target` before is kept.
    """
    draft = draft_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with alone(target.with_name(f".{target.name}.lock"), str(target)):
            _prepare(draft, inputs)
            yield draft
            _swap(draft, target)
    except Exception as error:
        if problem := _of_the_disk(error):
            msg = f"{target}: {problem}; free space or choose another disk, then run the same command again"
            raise MailwrightError(msg) from error
        raise


def _prepare(draft: Path, inputs: Mapping[str, Any]) -> None:
    """The stamp is whole at every moment: a draft whose stamp a full disk had cut short would be thrown away, checkpoints and all."""
    if inputs_of(draft) == json.loads(json.dumps(inputs)):
        return
    if draft.exists():
        (draft / STAMP).unlink(missing_ok=True)  # first: what a kill leaves of the rest belongs to nothing
        shutil.rmtree(draft)
    draft.mkdir()
    new = draft / f".{STAMP}"
    new.write_text(json.dumps(inputs, indent=1), encoding="utf-8")
    new.replace(draft / STAMP)


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
