"""What is said of an error that nobody foresaw: where in the code it happened and of which kind, never what it says.

    crash.quiet()           once, before any work: main thread and all others

An error's own words may quote a document or a key (`could not convert 'Ada Mensah' ...`), and crash output is pasted into public reports.
Does not cover: a crash of the interpreter itself, whose dump (faulthandler) has no values either.
"""

from __future__ import annotations

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

_ROOT: Final = Path(__file__).parents[1]


def quiet() -> None:
    """From now on an unforeseen error is told by `lines`, in every thread."""
    sys.excepthook = _tell
    threading.excepthook = lambda error: _tell(error.exc_type, error.exc_value, error.exc_traceback)
    sys.unraisablehook = lambda error: _tell(error.exc_type, error.exc_value, error.exc_traceback)


def lines(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    """The kind of error and the places that led to it, innermost last; no values, and no words of the error."""
    places = [f"  {_shown(frame.filename)}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
    return [f"unexpected {kind.__name__}; please report it with these places, which quote nothing of yours:", *places]


def _tell(kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
    if sys.stderr is not None and not issubclass(kind, KeyboardInterrupt):
        print("\n".join(lines(kind, trace)), file=sys.stderr)


def _shown(file: str) -> str:
    """Relative to the program, so that a report does not tell where it lies."""
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else f"{path.parent.name}/{path.name}"
