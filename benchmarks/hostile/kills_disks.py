"""Disks that are full or cannot be written: small file systems in memory, mounted over the folder that a stage writes into.

Not run by itself. Mounting takes the rights of root; without them a read-only folder is one without the right to write, and there is no
full disk. Does not cover quotas, and disks that fail.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_WHOLE: Final = 2**30
_LEAST: Final = 16 * 1024


@dataclass(frozen=True)
class Disk:
    """A file system in memory."""

    folder: Path

    def leave(self, room: int) -> None:
        """From now on there are so many bytes more than what is taken, and a little."""
        found = os.statvfs(self.folder)
        self._again(f"size={(found.f_blocks - found.f_bfree) * found.f_frsize + room + _LEAST}")

    def free(self) -> None:
        """Gives it room."""
        self._again(f"size={_WHOLE}")

    def writable(self, *, yes: bool) -> None:
        """Or not."""
        self._again("rw" if yes else "ro")

    def _again(self, option: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{option}", str(self.folder)], check=True, capture_output=True)


def mounted(folder: Path, later: ExitStack) -> Disk | None:
    """A disk in place of a folder, with what is in it, until `later`; None where mounting is not allowed."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        aside = Path(place) / "aside"
        shutil.copytree(folder, aside)
        command = ["mount", "-t", "tmpfs", "-o", f"size={_WHOLE}", "none", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
        later.callback(subprocess.run, ["umount", "-l", str(folder)], check=False)
        shutil.copytree(aside, folder, dirs_exist_ok=True)
    return Disk(folder)


@contextlib.contextmanager
def read_only(outer: Path, inner: Path, later: ExitStack) -> Iterator[bool]:
    """Nothing can be written into these folders while the block runs; False where that cannot be had."""
    if os.geteuid() == 0:  # who may write everywhere but on a disk that is mounted so
        disk = mounted(outer, later)
        if disk:
            disk.writable(yes=False)
        yield disk is not None
        if disk:
            disk.writable(yes=True)
        return
    folders = [folder for folder in dict.fromkeys((inner, outer)) if folder.is_dir()] or [outer]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o500)
    yield True
    for folder in folders:
        folder.chmod(0o700)
