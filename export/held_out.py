"""Held-out rows for the parity report: prompt, email, and the request that its claims are judged by.

Taken evenly from the test split, so that both directions are among two rows already; where something is decided by them, from the
validation split. Does not choose by quality.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import EmailRequest

if TYPE_CHECKING:
    from pipeline.chat import Message

ROWS, VALIDATION, TRIPLES = "test.jsonl", "validation.jsonl", "triples.jsonl"


@dataclass(frozen=True)
class Row:
    """`email` is the message that a person wrote; `request` is None where the dataset keeps no documents."""

    id: str
    prompt: list[Message]
    email: Message
    request: EmailRequest | None


def load(dataset: Path, most: int, split: str = ROWS) -> list[Row]:
    """At most `most` rows; none where the dataset is not there."""
    if most == 0 or not (dataset / split).is_file():
        return []
    rows = [row for row in _lines(dataset / split) if row.get("completion")]
    chosen = evenly(rows, most)
    wanted = {row["id"] for row in chosen}
    kept = _lines(dataset / TRIPLES) if (dataset / TRIPLES).is_file() else iter(())
    requests = {line["id"]: EmailRequest.model_validate(line["request"]) for line in kept if line["id"] in wanted}
    return [Row(row["id"], row["prompt"], row["completion"][0], requests.get(row["id"])) for row in chosen]


def evenly(rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """At most `most` of the rows, from the first to the last."""
    if len(rows) <= most:
        return rows
    steps = max(1, most - 1)
    return [rows[number * (len(rows) - 1) // steps] for number in range(most)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
