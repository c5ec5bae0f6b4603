"""The figures as tables, for the terminal and for docs/truth.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from benchmarks import pages
from benchmarks.truth.score import Score
from pipeline.schema import Kind

BEGIN = "<!-- figures: written by python -m benchmarks.truth --write-docs -->"
END = "<!-- end of figures -->"
_TITLES = {
    "corpus": "The corpus' test side, with lies put in",
    "everyday": "Emails as a language model writes them, the half that nobody looks at",
    "handwritten": "Emails full of traps, the half that nobody looks at",
}
_OVERALL = ("checker", "lies found", "leniently", "findings right", "alarms a true email", "true emails clean", "ms an email", "ms, 95%")
_KINDS = ("kind", "lies", "found", "leniently", "findings", "right", "alarms on true emails")

Rows = list[tuple[str, ...]]


def tables(scores: dict[str, dict[str, Score]]) -> Iterator[Table]:
    """Two tables a set: all checkers, and ours kind by kind."""
    for title, columns, rows in _parts(scores):
        table = Table(*columns, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        yield table


def markdown(scores: dict[str, dict[str, Score]]) -> str:
    """The same as Markdown."""
    blocks = []
    for title, columns, rows in _parts(scores):
        lines = [f"### {title}", "", "| " + " | ".join(columns) + " |", "|---|" + "---:|" * (len(columns) - 1)]
        blocks.append("\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]))
    return "\n\n".join(blocks)


def write(path: Path, text: str) -> None:
    """Puts the tables between the two comments of a document.

    Raises ValueError where it has none.
    """
    pages.between(path, BEGIN, END, f"\n{text}\n")


def _parts(scores: dict[str, dict[str, Score]]) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    for name, rows in scores.items():
        first = next(iter(rows.values()))
        about = f"{len(first.seconds)} emails, {first.true_emails} of them true, {first.lies.total()} lies"
        yield f"{_TITLES[name]}: {about}", _OVERALL, [_overall(checker, one) for checker, one in rows.items()]
        yield f"{_TITLES[name]}: mailwright, kind by kind", _KINDS, [_kind(kind, rows["mailwright"]) for kind in Kind]


def _overall(checker: str, one: Score) -> tuple[str, ...]:
    strict, lenient = one.recall
    typical, slow = one.milliseconds
    return (
        checker, f"{strict:.1%}", f"{lenient:.1%}", f"{one.precision:.1%}", f"{one.alarms_per_true_email:.2f}", f"{one.clean_share:.0%}",
        f"{typical:.1f}", f"{slow:.1f}",
    )  # fmt: skip


def _kind(kind: Kind, one: Score) -> tuple[str, ...]:
    lies, found = one.lies[kind], one.findings[kind]
    return (
        kind.value, str(lies), _share(one.strict[kind], lies), _share(one.lenient[kind], lies), str(found),
        _share(found - one.alarms[kind], found), str(one.true_alarms[kind]),
    )  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"
