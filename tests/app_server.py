"""The page in a process of its own, for tests in a browser: an engine from a script, a keyring in memory, nobody's settings.

    with serving(folder) as served: ...  # served.address

The one email that its engine knows has a false claim in the subject, which the guard leaves for its person to mend.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
SECONDS = 60


class Served(NamedTuple):
    """A page that answers: the address that its console told, its process, and all that the console told so far."""

    address: str
    process: subprocess.Popen[bytes]
    console: Path


@contextlib.contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Served]:
    """Settings, memory and console lie in `folder`."""
    home = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"), str(folder))
    ring = {"PYTHON_KEYRING_BACKEND": "tests.keyring_stand.Memory"}
    console = folder / "console.txt"
    with console.open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.app_server", str(_free())],
            cwd=ROOT,
            stdout=told,
            stderr=told,
            env=os.environ | home | ring | environment,
        )
    try:
        yield Served(_answered(server, console), server, console)
    finally:
        server.kill()
        server.wait()


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answered(server: subprocess.Popen[bytes], console: Path) -> str:
    """The address, once the page answers there."""
    ends = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < ends:
        if found := re.search(r"^Mailwright: (\S+)", console.read_text(), re.MULTILINE):
            place = urlsplit(found[1])
            with socket.socket() as tried:
                if tried.connect_ex((place.hostname, place.port)) == 0:
                    return found[1]
        time.sleep(0.1)
    raise AssertionError(console.read_text())


def _serve(port: int) -> None:
    from pipeline import engines
    from serve.__main__ import door
    from tests.app_engine import TRUE, Scripted

    answer = TRUE.replace("at Birch Hospital\n", "with ten years of experience\n", 1)
    engines.choose = lambda *_, **__: Scripted(answer, pause=0.02)
    door(["app", "--no-browser", "--port", str(port)])  # as people start it, with all that its options leave out


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
