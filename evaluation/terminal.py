"""What a terminal shows: the figures of a comparison with intervals, differences in words, who was left out; what ratings add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Column, Table
from rich.text import Text

from evaluation import figures, shown
from evaluation.figures import Unit
from evaluation.pages import short

if TYPE_CHECKING:
    from rich.console import Console

    from evaluation.results import Results
    from evaluation.verdicts import Standings, Verdicts


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


def show_ratings(found: Verdicts, out: Console) -> None:
    """Prints what people said, and below it, apart, what each model said."""
    _standings("people", found.people, out)
    for name, standings in found.models.items():
        _standings(f"{name}, a model, not a person", standings, out)


def _standings(who: str, found: Standings, out: Console) -> None:
    if not found.ratings:
        out.print(f"{who}: no ratings yet", markup=False, highlight=False)
        return
    table = Table(Column(Text(who)), "expected share of wins against the others", "ratings")
    for name, rate in sorted(found.rates.items(), key=lambda pair: -(pair[1].value or 0)):
        table.add_row(Text(name), Text(f"{shown.value(rate, Unit.SHARE)} ({shown.interval(rate, Unit.SHARE)})"), str(rate.n))
    out.print(table)
    raters, pairs = ("1 rater" if found.raters == 1 else f"{found.raters} raters"), f"{found.duels} pairs"
    first = f"{found.first} for the email that stood first"
    said = f"{found.ratings} ratings of {pairs} by {raters}; {found.undecided} without preference, {first}"
    alpha = f"{shown.value(found.agreement, Unit.NUMBER)} ({shown.interval(found.agreement, Unit.NUMBER)}), pairs rated twice or more: "
    out.print(f"{said}\nagreement, Krippendorff's alpha: {alpha}{found.agreement.n}", markup=False, highlight=False)
