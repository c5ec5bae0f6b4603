"""The tables of `docs/reliability.md` that commands write: each stands between two marks and is replaced as a whole."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections import Counter
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
OUTCOMES = ("text", "refused", "timeout", "ended", "finding")


def rewrite(name: str, text: str, page: Path = PAGE) -> None:
    """Replaces what stands between the marks of a name. Raises `ValueError` where the page has no such marks."""
    start, end = f"<!-- {name}: written by the command -->", f"<!-- {name}: end -->"
    content = page.read_text(encoding="utf-8")
    if content.count(start) != 1 or content.count(end) != 1:
        msg = f"{page}: has no place for {name}; put the lines {start} and {end} where its table belongs"
        raise ValueError(msg)
    before, after = content.partition(start)[0], content.partition(end)[2]
    page.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")


def documents(found: list[Entry], seed: int, sources: dict[str, int]) -> str:
    """The outcome of a run over hostile documents."""
    bombs = [entry for entry in found if entry["name"].startswith("bomb: ")]
    seconds = sum(entry["seconds"] for entry in found)
    kinds = {kind: [entry for entry in found if entry["kind"] == kind] for kind in sources}
    rows = [_row(kind, entries) for kind, entries in kinds.items() if entries]
    lines = [
        f"{len(found):,} inputs of seed {seed}, among them {len(bombs)} bombs by construction; {_when()}.",
        f"Sources: {', '.join(f'{count} {kind}' for kind, count in sources.items())}.",
        "",
        "| kind | inputs | text | one clear line | stopped at 20 s | reader ended, one clear line | crashed the program | hung "
        "| over the memory limit | inputs/s | slowest, s | most memory, MB |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
        *rows,
        _row("**all**", found),
        "",
        f"Bombs alone: {_counted(Counter(entry['outcome'] for entry in bombs))}. In all {seconds / 60:.0f} minutes.",
        "",
        f"Reasons of the clear lines: {_counted(Counter(entry['detail'] for entry in found if entry['outcome'] == 'refused'))}.",
        "",
        f"Readers that ended: {_counted(Counter(entry['detail'] for entry in found if entry['outcome'] == 'ended')) or 'none'}.",
    ]
    return "\n".join(lines)


def _row(name: str, found: list[Entry]) -> str:
    counts = Counter(entry["outcome"] for entry in found)
    hung = sum("took " in entry["detail"] for entry in found if entry["outcome"] == "finding")
    peaks = [entry["megabytes"] for entry in found if entry["megabytes"] is not None]
    over = sum(peak > 1500 for peak in peaks)
    times = [entry["seconds"] for entry in found]
    cells = [len(found), counts["text"], counts["refused"], counts["timeout"], counts["ended"], counts["finding"] - hung, hung, over]
    rates = [f"{len(found) / sum(times):.0f}", f"{max(times):.1f}", f"{max(peaks)}" if peaks else ""]
    return f"| {name} | {' | '.join(f'{cell:,}' for cell in cells)} | {' | '.join(rates)} |"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


def _when() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {processor()}, Python {platform.python_version()}"


def processor() -> str:
    """The number of processors and their name, as the system gives it."""
    try:
        name = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        name = None
    return f"{os.cpu_count()} cores of {name[1].strip() if name else platform.processor() or platform.machine()}"
