"""The short table of a comparison, for a terminal: figures with their 95% intervals, the differences in words, who was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from evaluation import figures, shown
from evaluation.pages import short

if TYPE_CHECKING:
    from rich.console import Console

    from evaluation.results import Results


def show(found: Results, out: Console) -> None:
    """Prints to `out`. A figure with its denominator is a row, a model is a column."""
    table = Table("figure (of)", *(Column(Text(outcome.name)) for outcome in found.models))
    for title, over, cells in short(found):
        table.add_row(Text(f"{title} (of {over})"), *map(Text, cells))
    table.add_row("requests", *(str(outcome.requests) for outcome in found.models))
    table.add_row("answers that were no email", *(str(outcome.no_email) for outcome in found.models))
    table.add_row("most memory", *(shown.mebibytes(outcome.peak_bytes) for outcome in found.models))
    out.print(table)
    for one in found.differences:
        if one.figure == figures.TRUTHFUL.key:
            out.print(one.sentence, markup=False, highlight=False)
    for reason in found.absent.values():
        out.print(f"left out: {reason}", markup=False, highlight=False)
