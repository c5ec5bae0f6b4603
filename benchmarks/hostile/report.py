"""What the commands write into docs/reliability.md."""

from __future__ import annotations

import datetime as dt
import platform
from collections import Counter
from typing import Any

from benchmarks import pages

Entry = dict[str, Any]
PAGE = pages.DOCS / "reliability.md"
OUTCOMES = ("text", "refused", "timeout", "ended", "finding")


def rewrite(name: str, text: str) -> None:
    """Puts a table into docs/reliability.md. Raises `ValueError` where the page has no place for it."""
    pages.rewrite(PAGE, name, text)


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
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {pages.processor()}, Python {platform.python_version()}"
