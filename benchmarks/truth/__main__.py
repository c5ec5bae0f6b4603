"""How many false claims the checker finds, and how often it cries wolf, beside other checkers on the same emails.

    python -m benchmarks.truth                       the tables
    python -m benchmarks.truth --json                the same for programs
    python -m benchmarks.truth --show-misses tenure  what is missed, and false alarms, of a kind
    python -m benchmarks.truth --write-docs          the tables into docs/truth.md

Three sets are measured: the corpus' test side, true and with lies put in by `pipeline.corrupt`, and the test halves of the emails written
by hand, as a language model writes them and full of traps. What `--show-misses` prints comes from the other side and the other halves, so
that rules can be mended without looking at what measures them. Does not cover: languages other than English, emails longer than a page,
claims that only a person can judge.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from pipeline.schema import Kind

if TYPE_CHECKING:
    from benchmarks.truth.cases import Cases, Labelled
    from benchmarks.truth.score import Finding, Outcome, Score
    from pipeline.schema import Email, EmailRequest

WIDTH = 110
"""Columns that the tables need."""
DOCS = Path(__file__).parents[2] / "docs" / "truth.md"


def ours(email: Email, request: EmailRequest) -> list[Finding]:
    """The findings of `pipeline.grounding`."""
    from benchmarks.truth.score import Finding
    from pipeline.grounding import check

    return [Finding(claim.start, claim.end, claim.part, claim.kind.value) for claim in check(email, request).findings]


def measure(cases: Cases) -> dict[str, dict[str, Score]]:
    """Every checker on each set: `{"corpus": {"mailwright": Score, ...}, "everyday": {...}, "handwritten": {...}}`."""
    from benchmarks.truth.rivals import installed
    from benchmarks.truth.score import score

    checkers = [("mailwright", ours), *installed()]
    sets = {"corpus": cases.corpus_test, "everyday": cases.everyday_test, "handwritten": cases.handwritten_test}
    for emails in sets.values():
        for one in emails:
            ours(one.email, one.request)  # documents become facts before the clock runs
    return {name: {checker: score(check, emails) for checker, check in checkers} for name, emails in sets.items()}


def show(cases: Cases, kind: Kind, console: Console) -> None:
    """What is missed and cried of a kind where it may be looked at."""
    from benchmarks.truth.score import score

    def look(email: Labelled, outcome: Outcome) -> None:
        for label in outcome.missed:
            if label.kind is kind:
                console.print(
                    f"missed  {email.id}: {_around(email, label.part, label.start, label.end)}",
                    markup=False,
                    highlight=False,
                    soft_wrap=True,
                )
        for one in outcome.alarms:
            if one.kind == kind:
                console.print(
                    f"alarm   {email.id}: {_around(email, one.part, one.start, one.end)}", markup=False, highlight=False, soft_wrap=True
                )

    score(ours, cases.development, look)


def _around(email: Labelled, part: str, start: int, end: int) -> str:
    text = email.email.subject if part == "subject" else email.email.body
    shown = f"{text[max(0, start - 70) : start]}[{text[start:end]}]{text[end : end + 50]}"
    return " ".join(shown.split())


def main() -> None:
    """Measure, then print, or write into the documentation."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.truth", description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--json", action="store_true", help="print the figures for programs")
    arguments.add_argument("--show-misses", metavar="KIND", choices=[kind.value for kind in Kind], help="print what is missed of a kind")
    arguments.add_argument("--write-docs", action="store_true", help="write the tables into docs/truth.md")
    options = arguments.parse_args()
    console = Console(width=max(Console().width, WIDTH))
    from benchmarks.truth.cases import load
    from benchmarks.truth.tables import markdown, tables, write

    cases = load()
    if options.show_misses:
        show(cases, Kind(options.show_misses), console)
        return
    scores = measure(cases)
    if options.json:
        console.print_json(json.dumps({name: {who: one.dump() for who, one in rows.items()} for name, rows in scores.items()}))
    elif options.write_docs:
        write(DOCS, markdown(scores))
    else:
        for table in tables(scores):
            console.print(table)


if __name__ == "__main__":
    main()
