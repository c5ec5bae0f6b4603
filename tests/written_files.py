"""What a process writes, by Python's audit events: for tests that nothing is written where it should not be.

`watch_children(folder)` gives the environment with which Python processes that start later note their writes in `folder/written`, and that
file first.
Not seen: what libraries write by themselves, without Python; a database is seen when it is opened.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOTES = "MAILWRIGHT_TESTS_NOTES"
_HOOK = """
import os, sys
try:
    from tests.written_files import NOTES, written
    notes = os.open(os.environ[NOTES], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    def look(event, args):
        path = written(event, args)
        if path is not None:
            os.write(notes, (os.path.abspath(path) + "\\n").encode(errors="surrogateescape"))
    look("open", (os.environ[NOTES], "a", 0))
    sys.addaudithook(look)
except (ImportError, KeyError, OSError):
    pass
"""


def written(event: str, args: tuple[object, ...]) -> str | None:
    """The path that an audit event makes or writes to."""
    if event == "open":
        path, mode, flags = args
        writes = bool(set(mode) & set("wax+")) if isinstance(mode, str) else isinstance(flags, int) and bool(flags & _WRITING)
        return os.fsdecode(path) if writes and isinstance(path, str | bytes) else None
    place = _PLACES.get(event)
    path = args[place] if place is not None else None
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else None


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
_PLACES = {"os.mkdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1, "sqlite3.connect": 0}


def watch_children(folder: Path) -> dict[str, str]:
    """Variables that make Python children note what they write."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    return {NOTES: str(folder / "written"), "PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT)))}
