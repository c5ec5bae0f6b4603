"""One of llama.cpp's programs in a process of its own: its output in a log, its progress on our bar, and it ends when this process does.

Does not cover programs that want input.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from pipeline.console import progress

_WATCH: Final = """
import os, subprocess, sys, threading
program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
def end_with_parent():
    os.read(0, 1)
    program.kill()
threading.Thread(target=end_with_parent, daemon=True).start()
sys.exit(program.wait())
"""
"""Runs the program until it ends or the pipe to us does: one that outlived a killed export would write into the file of the next."""
_PROGRESS: Final = re.compile(r"\s*(?:Writing:\s+(\d+)%|\[\s*(\d+)/\s*(\d+)\])")
"""The converter redraws one line, llama.cpp's quantiser writes one for each tensor."""


def run(command: Sequence[str], log: Path, what: str, environment: Mapping[str, str] | None = None) -> int:
    """Runs `command` behind a bar that says `what`, and returns its exit status. `environment` adds to ours."""
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    pipes |= {"text": True, "errors": "replace", "env": {**os.environ, **(environment or {})}}
    with subprocess.Popen([sys.executable, "-c", _WATCH, *command], **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _follow(process.stdout, log, what)
        except BaseException:
            process.stdin.close()
            raise
    return process.returncode


def last_line(log: str) -> str:
    """The last line that says something: for a Python error its message, never progress."""
    lines = [line.strip() for line in log.splitlines() if line.strip() and not _PROGRESS.match(line)]
    return lines[-1] if lines else "it said nothing"


def _follow(output: IO[str], log: Path, what: str) -> None:
    with log.open("w", encoding="utf-8") as copy, progress() as bar:
        task = bar.add_task(what, total=100, note="%")
        for line in output:
            copy.write(line)
            if found := _PROGRESS.match(line):
                percent, done, total = found.groups()
                bar.update(task, completed=int(percent) if percent else 100 * int(done) // int(total))
        bar.update(task, completed=100)
