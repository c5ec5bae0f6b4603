"""Processes that `kills` starts and ends: ordinary ones, and ones forked from this process once it has loaded what takes long to load.

Not run by itself. Each is a session of its own, so that what it leaves behind is found again. Forks need a POSIX system.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

_TICK = 0.005
_REAPED = 10.0


class Process(ABC):
    """A process that runs a stage. `code` is as subprocess has it: negative where a signal ended it."""

    def __init__(self, pid: int, errors: IO[bytes]) -> None:
        self.pid, self._errors = pid, errors

    @abstractmethod
    def poll(self) -> int | None:
        """The exit code, None while it runs."""

    def wait(self, seconds: float | None) -> int | None:
        """The exit code, None where it still runs after so many seconds."""
        ends = None if seconds is None else time.monotonic() + seconds
        while (code := self.poll()) is None:
            if ends is not None and time.monotonic() >= ends:
                return None
            time.sleep(_TICK)
        return code

    def end(self, how: int, *, family: bool = False) -> None:
        """Sends a signal; with `family` to all that it started too."""
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if family else os.kill)(self.pid, how)

    def wait_for_family(self) -> None:
        """Until nothing that it started is left, as far as the system reaps it within seconds."""
        ends = time.monotonic() + _REAPED
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < ends:
                self.poll()
                os.killpg(self.pid, 0)
                time.sleep(_TICK)

    def said(self) -> str:
        """What it wrote to stderr so far."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")


class Started(Process):
    """An ordinary process."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
            start_new_session=True,
        )  # fmt: skip
        super().__init__(self._process.pid, errors)

    def poll(self) -> int | None:
        return self._process.poll()


class Forked(Process):
    """A fork that this process knows by its number."""

    def __init__(self, pid: int, errors: IO[bytes]) -> None:
        super().__init__(pid, errors)
        self._code: int | None = None

    def poll(self) -> int | None:
        if self._code is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if found else None
        return self._code


def forked(work: Callable[[], None], folder: Path, environment: Mapping[str, str]) -> Forked:
    """Does `work` in a fork of this process, in a folder and an environment of its own."""
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _be(work, folder, environment, errors.fileno())
    return Forked(pid, errors)


def _be(work: Callable[[], None], folder: Path, environment: Mapping[str, str], errors: int) -> NoReturn:
    """The life of the fork: nothing of this process's own end, such as folders that are to be removed, may happen in it."""
    code = 1
    try:
        os.setsid()
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream, target in enumerate((nothing, nothing, errors)):
            os.dup2(target, stream)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.default_int_handler)
        work()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # as the interpreter would: told, and the exit code of a failure
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os._exit(code)
