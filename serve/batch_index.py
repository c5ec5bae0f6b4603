"""The two lists of a batch: `index.csv` for a spreadsheet and `index.html` to look through, made from the journal entry by entry.

Both are written whole or not at all. The page needs no script and nothing from outside; a cell that a spreadsheet would take for a formula
begins with an apostrophe.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from pipeline.marks import label
from serve.marking import Piece, pieces

if TYPE_CHECKING:
    from pipeline.schema import Claim
    from serve.batch_journal import Entry, Journal

CSV: Final = "index.csv"
HTML: Final = "index.html"
TEMPLATES: Final = Path(__file__).parent / "templates"
VERDICTS: Final = ("clean", "unsure", "false", "broken", "no email")
COLUMNS: Final = (
    "name", "candidate", "company", "role", "direction", "model", "verdict", "false_claims", "cannot_verify", "broken", "score", "failed",
    "removed", "corrected", "raw_false_claims", "words", "attempts", "seed", "prompt_tokens", "completion_tokens", "first_token_seconds",
    "seconds", "problem", "resume", "job",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Marked(NamedTuple):
    """An email for a page."""

    subject: list[Piece]
    body: list[Piece]
    reasons: list[str]


def write(folder: Path, journal: Journal) -> None:
    """Writes both lists. Raises OSError where the folder cannot be written."""
    _whole(folder / CSV, lambda file: _table(file, journal.entries()), newline="")
    _whole(folder / HTML, lambda file: file.writelines(_page(folder, journal)))


def marked(entry: Entry) -> Marked:
    """Subject and body in pieces, and one line per finding."""
    if entry.email is None or entry.report is None:
        return Marked([], [], [])
    numbers = {id(claim): number for number, claim in enumerate(entry.report.findings, 1)}
    parts = {part: [claim for claim in entry.report.claims if claim.part == part] for part in ("subject", "body")}
    return Marked(
        list(pieces(entry.email.subject, parts["subject"], numbers)),
        list(pieces(entry.email.body, parts["body"], numbers)),
        [f"{_said(claim)}: {claim.reason}" for claim in entry.report.findings],
    )


def told(entry: Entry) -> str:
    """A verdict in words."""
    if entry.email is None:
        return f"no email: {entry.problem}"
    parts = [f"{entry.false} false claim{'s' if entry.false != 1 else ''}"] if entry.false else []
    parts += [f"{entry.unsure} that cannot be verified"] if entry.unsure else []
    parts += [f"{name.replace('_', ' ')} is broken" for name in entry.broken]
    return ", ".join(parts) or "nothing false was found"


def _table(file: IO[str], entries: Iterator[Entry]) -> None:
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(entry)] for entry in entries)


def _row(entry: Entry) -> Sequence[object]:
    corrected = sum(bool(cut.instead) for cut in entry.removed)
    return (
        entry.name, entry.candidate, entry.company, entry.role, entry.direction.value, entry.model, entry.verdict, entry.false,
        entry.unsure, "; ".join(entry.broken), "" if entry.score is None else round(entry.score, 3), " ".join(entry.failed),
        len(entry.removed) - corrected, corrected, "" if entry.raw_false is None else entry.raw_false,
        entry.report.words if entry.report else "", entry.attempts, entry.seed, entry.prompt_tokens, entry.completion_tokens,
        "" if entry.first_token_seconds is None else round(entry.first_token_seconds, 2), round(entry.seconds, 2), entry.problem or "",
        entry.resume, entry.job,
    )  # fmt: skip


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _page(folder: Path, journal: Journal) -> Iterator[str]:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html.jinja"]), trim_blocks=True
    )

    def there(name: str) -> bool:
        return (folder / name).is_file()

    counts = journal.verdicts()
    return environment.get_template("batch.html.jinja").generate(
        total=counts.total(), names=VERDICTS, counts=counts, entries=journal.entries(), pieces=marked, told=told, there=there
    )


def _said(claim: Claim) -> str:
    return f"{label(claim)} {claim.kind.value.replace('_', ' ')}"


def _whole(target: Path, fill: Callable[[IO[str]], None], newline: str | None = None) -> None:
    partial = target.with_name(f".{target.name}.partial")
    with partial.open("w", encoding="utf-8", newline=newline) as file:
        fill(file)
    os.replace(partial, target)  # noqa: PTH105 - pathlib's replace reads as if it edited text
