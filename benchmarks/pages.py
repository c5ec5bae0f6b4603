"""Tables in docs that commands write: each stands between two marks and is replaced as a whole."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def rewrite(page: Path, name: str, text: str) -> None:
    """Replaces what stands between the marks of a name. Raises `ValueError` where the page has no such marks."""
    between(page, f"<!-- {name}: written by the command -->", f"<!-- {name}: end -->", text)


def between(page: Path, start: str, end: str, text: str) -> None:
    """Replaces what stands between two lines of a page. Raises `ValueError` where it has not exactly one of each."""
    content = page.read_text(encoding="utf-8")
    if content.count(start) != 1 or content.count(end) != 1:
        msg = f"{page}: no {start} ... {end}; put both lines once where the table belongs"
        raise ValueError(msg)
    before, after = content.partition(start)[0], content.partition(end)[2]
    page.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")


def processor() -> str:
    """The number of processors and their name, as the system gives it."""
    try:
        name = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        name = None
    return f"{os.cpu_count()} cores of {name[1].strip() if name else platform.processor() or platform.machine()}"
