"""Held-out rows for the parity report: prompt, email, and the request that its claims are judged by.

Taken evenly from the test split, so that both directions are among two rows already; where something is decided by them, from the
validation split. Does not choose by quality.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline import held_out

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.schema import EmailRequest

ROWS: Final = held_out.TEST
VALIDATION: Final = "validation.jsonl"


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
    chosen = evenly([row for row in held_out.lines(dataset / split) if row.get("completion")], most)
    requests = held_out.requests(dataset, {row["id"] for row in chosen})
    return [Row(row["id"], row["prompt"], row["completion"][0], requests.get(row["id"])) for row in chosen]


def evenly(rows: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """At most `most` of the rows, from the first to the last."""
    if len(rows) <= most:
        return rows
    steps = max(1, most - 1)
    return [rows[number * (len(rows) - 1) // steps] for number in range(most)]
