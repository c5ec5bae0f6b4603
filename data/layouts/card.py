"""The counts in the data card, data/README.md: written between two markers, the rest of the card by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from data.case import Case
from pipeline.errors import MailwrightError
from pipeline.manifest import Entry

BEGIN: Final = "<!-- counts: written by python -m data.render -->"
END: Final = "<!-- end of counts -->"


def with_counts(path: Path, cases: list[Case], entries: list[Entry]) -> str:
    """The card with its counts brought up to date.

    Raises MailwrightError where the card or its markers are missing.
    """
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        msg = f"{path}: the line {BEGIN} or {END} is missing; put both back"
        raise MailwrightError(msg)
    return f"{before}{BEGIN}\n\n{counts(cases, entries)}\n{END}{after}"


def counts(cases: list[Case], entries: list[Entry]) -> str:
    """A table of what the corpus holds."""
    rows = {
        "Cases": str(len(cases)),
        "Triples": str(len(entries)),
        "Directions": _tally(e.direction for e in entries),
        "Styles": _tally(e.style for e in entries),
        "Lengths": _tally(e.length for e in entries),
        "Seniority": _tally(case.seniority for case in cases),
        "Resume layouts": _tally(case.resume.layout for case in cases),
        "Posting formats": _tally(case.job.format for case in cases),
        "Undisclosed companies": str(sum(case.job.company is None for case in cases)),
        "Occupations": str(len({case.occupation for case in cases})),
        "Days of writing": f"{min(case.written for case in cases)} to {max(case.written for case in cases)}",
    }
    return "| | |\n| --- | --- |\n" + "".join(f"| {name} | {value} |\n" for name, value in rows.items())


def _tally(values: Iterable[str]) -> str:
    """`classic 6, modern 7`, most frequent first."""
    return ", ".join(f"{value} {count}" for value, count in sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))
