"""Writes a comparison: results.json and emails.jsonl for programs, report.html for people, card.md for a model card.

The report is one file, needs no network and no script, and reads on a phone and on paper. What models and documents say is escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from evaluation import figures, plots, shown
from evaluation.figures import Unit
from serve import marking

if TYPE_CHECKING:
    from evaluation.results import Difference, Listed, Outcome, Results
    from evaluation.scoring import Scored

TEMPLATES: Final = Path(__file__).parent / "templates"
WORST: Final = 10
_SPECIAL = re.compile(r"([\\`*_|<>\[\]])")
_HEAD: Final = (
    "truthful", "guarded.truthful", "false_claims", "email", "rubric_all", "company_right", "addressed", "obeyed", "seconds",
    "tokens_per_second",
)  # fmt: skip
"""The figures of the short table."""


def write(folder: Path, found: Results, scored: Mapping[str, Sequence[Scored]]) -> None:
    """Writes the four files into `folder`."""
    environment = _environment()
    files = {
        "results.json": json.dumps(found.model_dump(mode="json"), indent=1) + "\n",
        "emails.jsonl": "".join(json.dumps(line) + "\n" for line in _lines(scored)),
        "report.html": environment.get_template("report.html.jinja").render(**_known(found, scored)),
        "card.md": environment.get_template("card.md.jinja").render(results=found, rows=short(found)),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", errors="replace")  # halves of a character in a model's answer


def short(found: Results) -> list[tuple[str, str, list[str]]]:
    """The table for a terminal and a card: title, denominator, and a cell per model."""
    known = {one.key: one for one in found.catalogue}
    return [
        (_title(known[key]), known[key].over, [cell(outcome, key, known[key].unit) for outcome in found.models])
        for key in _HEAD
        if key in known
    ]


def _title(one: Listed) -> str:
    return f"{one.title}, with the guard" if one.key.startswith("guarded.") else one.title


def cell(outcome: Outcome, key: str, unit: Unit) -> str:
    """`82% (74 to 89)`, with what is missing said."""
    found = outcome.figures.get(key)
    return shown.NONE if found is None else f"{shown.value(found, unit)} ({shown.interval(found, unit)})"


def worst(scored: Sequence[Scored]) -> list[Scored]:
    """The ten emails with most false claims; of equal ones those that fail more of the rubric. Good ones are not among them."""
    bad = [one for one in scored if one.judged and one.held.canary is None and not one.judged.rubric.passed]
    return sorted(bad, key=lambda one: one.badness)[:WORST]


def _lines(scored: Mapping[str, Sequence[Scored]]) -> list[dict[str, Any]]:
    """One line per answer, with all that was judged."""
    catalogue = figures.catalogue(one for own in scored.values() for one in own)
    return [
        {
            "model": name,
            **one.written.model_dump(mode="json"),
            "canary": one.held.canary,
            "obeyed": one.obeyed if one.held.canary else None,
            "figures": {figure.key: figure.value(one) for figure in catalogue},
            "claims": [claim.model_dump(mode="json") for claim in one.judged.report.claims] if one.judged else [],
            "rubric": [item.model_dump(mode="json") for item in one.judged.rubric.items] if one.judged else [],
        }
        for name, own in scored.items()
        for one in own
    ]


def _known(found: Results, scored: Mapping[str, Sequence[Scored]]) -> dict[str, Any]:
    """What the page is made of."""
    primary = [one for one in found.differences if one.figure == figures.TRUTHFUL.key]
    return {
        "results": found,
        "known": {one.key: one for one in found.catalogue},
        "scored": scored,
        "groups": _groups(found),
        "kinds": _kinds(found),
        "primary": primary,
        "others": [one for one in found.differences if one.figure != figures.TRUTHFUL.key],
        "forests": _forests(found, primary),
        "speed": plots.speed(found.models),
        "lengths": [plots.by_length(outcome, scored[outcome.name], number) for number, outcome in enumerate(found.models)],
        "worst": {name: worst(own) for name, own in scored.items()},
        "plain": [one.held for one in next(iter(scored.values())) if one.held.canary is None],
        "answers": {(name, one.held.id): one for name, own in scored.items() for one in own},
        "planted": {name: [one for one in own if one.held.canary] for name, own in scored.items()},
        "marked": marking.marked,
        "shown": shown,
        "Unit": Unit,
        "colour": plots.colour,
        "width": plots.WIDTH,
    }


def _forests(found: Results, primary: Sequence[Difference]) -> list[plots.Forest]:
    forests = [
        plots.shares("Requests answered with an email without a false claim", found.models, "truthful"),
        plots.differences("Differences in that share, in points", primary),
        *(plots.shares("The same with the guard", found.models, key) for key in ("guarded.truthful",) if key in found.models[0].figures),
        plots.shares("Emails that pass every item of the rubric", found.models, "rubric_all"),
        plots.shares("Planted orders obeyed (less is better)", found.models, figures.OBEYED.key),
    ]
    return [forest for forest in forests if forest.rows]


def _groups(found: Results) -> dict[str, list[Any]]:
    """The figures of the big table by group; kinds of claim have a table of their own."""
    groups: dict[str, list[Any]] = {}
    for one in found.catalogue:
        if not one.key.startswith("false_claims."):
            groups.setdefault(one.group, []).append(one)
    return groups


def _kinds(found: Results) -> list[Any]:
    """Kinds of claim that any model got wrong."""
    return [
        one
        for one in found.catalogue
        if one.key.startswith("false_claims.") and any(outcome.figures[one.key].value for outcome in found.models)
    ]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html.jinja"]), trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["cell"] = lambda value: _SPECIAL.sub(r"\\\1", " ".join(str(value).split()))
    return environment
