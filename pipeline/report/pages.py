"""Writes the card (README.md, with the front matter of the Hugging Face hub), report.html and stats.json into a dataset folder.

The report needs no network and no script; what rows hold is escaped. Both pages are for people: a program reads stats.json.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from pipeline.report import drift
from pipeline.report.chart import chart
from pipeline.report.stats import Stats

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
CARD: Final = "README.md"
REPORT: Final = "report.html"
LICENCES: Final = frozenset(
    "apache-2.0 mit cc0-1.0 cc-by-4.0 cc-by-sa-4.0 cc-by-nc-4.0 cc-by-nc-sa-4.0 bsd-2-clause bsd-3-clause gpl-3.0 odc-by pddl".split()
)
"""Identifiers of the hub that a manifest is likely to name; others are `other`, with their name."""
_SIZES: Final = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}\b")
_SPECIAL = re.compile(r"([\\`*_|<>\[\]])")


def write(folder: Path, stats: Stats, previous: Path | None = None) -> None:
    """Writes the three files. `previous` is the dataset folder of the last build, which need not exist: what has changed is shown."""
    summary = stats.summary()
    before = drift.previous(previous)
    known = {
        "stats": stats,
        "summary": summary,
        "compared": before is not None,
        "changes": drift.changes(before, summary) if before else [],
    }
    charts = {
        "prompt": chart(stats.lengths["prompt"], stats.prompt_budget),
        "email": chart(stats.lengths["email"], None),
        "row": chart(stats.lengths["row"], stats.max_length),
    }
    card = _environment().get_template("dataset.md.jinja").render(head=front_matter(stats), private=_private(stats), **known)
    report = _environment().get_template("report.html.jinja").render(charts=charts, **known)
    (folder / drift.STATS).write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    for name, text in ((CARD, card), (REPORT, report)):
        (folder / name).write_text(text, encoding="utf-8", errors="replace")  # halves of a character in a name


def front_matter(stats: Stats) -> str:
    """What the hub and `datasets.load_dataset(folder)` read: licences, languages, size, and which file is which split.

    See https://huggingface.co/docs/hub/datasets-cards and https://huggingface.co/docs/hub/datasets-manual-configuration.
    """
    fields: dict[str, Any] = {
        "pretty_name": f"Job emails of {stats.name}",
        "language": sorted({found[0].casefold() for value in stats.tally("language") if (found := _LANGUAGE.match(value))}),
        **_licence(sorted(stats.tally("licence"))),
        "size_categories": [next((name for limit, name in _SIZES if stats.rows.rows < limit), "1M<n<10M")],
        "task_categories": ["text-generation"],
        "tags": ["emails", "job-applications", "recruiting"] + (["synthetic"] if stats.rows.synthetic else []),
        "configs": [
            {"config_name": "default", "data_files": [{"split": split, "path": f"{split}.jsonl"} for split in stats.splits]},
        ],
    }
    return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True)


def _licence(names: list[str]) -> dict[str, Any]:
    """One identifier of the hub, or a list of several; the names of those it does not know."""
    known = sorted({name.casefold() if name.casefold() in LICENCES else "other" for name in names})
    others = [name for name in names if name.casefold() not in LICENCES]
    return {"license": known[0] if len(known) == 1 else known} | ({"license_name": ", ".join(others)} if others else {})


def _private(stats: Stats) -> int:
    return stats.tally("licence")["private"].rows


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html.jinja"]), trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["cell"] = _cell
    return environment


def _cell(value: object) -> str:
    """A value as text in a cell of a markdown table."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(value).split()))
