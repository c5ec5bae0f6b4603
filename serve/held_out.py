"""The base and the tuned model on a request that neither has seen: `python -m serve write --held-out`.

The request is a test row of the dataset, in the very words of training; the base model's email was written when training began.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from pipeline.chat import Message
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe

_SIDE_BY_SIDE = 100  # columns of a terminal from which two emails stand beside each other


@dataclass(frozen=True)
class Row:
    """A test row. `base` is the base model's email, None where none was written."""

    id: str
    messages: list[Message]
    base: str | None


def find(recipe: Recipe, wanted: str = "") -> Row:
    """The test row of that id, by default the first.

    Raises MailwrightError where there is no dataset or no such row.
    """
    path = recipe.out / "dataset" / "test.jsonl"
    rows = {row["id"]: row for row in map(json.loads, _lines(path))}
    if not rows:
        msg = f"{path}: holds no rows; put more triples in {recipe.data.manifest} or raise data.test, then run `make data`"
        raise MailwrightError(msg)
    key = wanted or next(iter(rows))
    if key not in rows:
        near = difflib.get_close_matches(key, rows, n=1) or list(rows)[:3]
        msg = f"--held-out {key}: {path} has no such row; try {', '.join(near)}"
        raise MailwrightError(msg)
    return Row(id=key, messages=rows[key]["prompt"], base=_base_emails(recipe).get(key))


def show(row: Row, tuned: str, recipe: Recipe, out: Console) -> None:
    """Prints both emails to `out`: beside each other where a terminal is wide enough, else one above the other."""
    base = row.base or "(none: `make train` writes it when it begins)"
    emails = {f"base model ({recipe.model.base})": base, f"tuned model ({recipe.model.name})": tuned}
    if out.is_terminal and out.width >= _SIDE_BY_SIDE:
        panels = [Panel(Text(text), title=Text(title), width=out.width // 2 - 1) for title, text in emails.items()]
        out.print(Columns(panels))
        return
    for title, text in emails.items():
        out.print(f"--- {title}\n\n{text}\n", markup=False, highlight=False, soft_wrap=True)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        msg = f"{path}: not there; make it with `make data`"
        raise MailwrightError(msg) from None


def _base_emails(recipe: Recipe) -> dict[str, Any]:
    path = recipe.out / "adapter" / "base_emails.json"
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
