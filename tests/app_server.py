"""The page in a process of its own, for tests in a browser: an engine from a script, a keyring in memory, nobody's settings.

    with serving(folder) as address: ...

The one email that its engine knows has a false claim in the subject, which the guard leaves for its person to mend.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECONDS = 60


@contextlib.contextmanager
def serving(folder: Path, **environment: str) -> Iterator[str]:
    """The page's address; settings and memory lie in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"), str(folder))
    ring = {"PYTHON_KEYRING_BACKEND": "tests.keyring_stand.Memory"}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.app_server", str(port)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        env=os.environ | home | ring | environment,
    )
    try:
        ends = time.monotonic() + SECONDS
        while server.poll() is None and time.monotonic() < ends:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _serve(port: int) -> None:
    from pipeline import engines
    from serve.__main__ import door
    from tests.app_engine import TRUE, Scripted

    answer = TRUE.replace("at Birch Hospital\n", "with ten years of experience\n", 1)
    engines.choose = lambda *_, **__: Scripted(answer, pause=0.02)
    door(["app", "--no-browser", "--port", str(port)])  # as people start it, with all that its options leave out


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
