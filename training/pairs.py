"""Preference pairs: a dataset row's email as the one to choose, the same email with lies in it as the one to reject.

From the train and validation rows only. Covers lies that can be put into an email that is true; not emails that are dull, long or rude.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.corrupt import corrupt
from pipeline.errors import MailwrightError
from pipeline.schema import Split, Triple

SPLITS: tuple[Split, ...] = ("train", "validation")
_VALIDATED = 4
"""Of so many training pairs, where their number is limited, one validation pair is made."""


@dataclass(frozen=True)
class Pairs:
    """Rows as TRL's DPOTrainer takes them, by split; `skipped` emails offered no place for a lie."""

    rows: dict[Split, list[dict[str, Any]]]
    skipped: int


def pairs(dataset: Path, lies: int, seed: int, most: int | None = None) -> Pairs:
    """Up to `lies` false claims in each rejected email; of more than `most` training rows so many are drawn, of validation rows fewer.

    Raises MailwrightError where a split is left without pairs.
    """
    triples = {triple.id: triple for triple in _triples(dataset / "triples.jsonl")}
    found: dict[Split, list[dict[str, Any]]] = {side: [] for side in SPLITS}
    skipped = 0
    for side in SPLITS:
        for row in _drawn(dataset / f"{side}.jsonl", seed, most if most is None or side == "train" else -(-most // _VALIDATED)):
            triple = triples[row["id"]]
            wrong = corrupt(triple.email, triple.request, seed, n=lies)
            if wrong.false:
                rejected = [{"role": "assistant", "content": wrong.email.text()}]
                found[side].append({"prompt": row["prompt"], "chosen": row["completion"], "rejected": rejected})
            else:
                skipped += 1
        if not found[side]:
            msg = f"{dataset / side}.jsonl: no email in which a claim could be made false; add triples"
            raise MailwrightError(msg)
    return Pairs(found, skipped)


def _drawn(path: Path, seed: int, most: int | None) -> list[dict[str, Any]]:
    """The rows of a file, or `most` of them by chance, in the file's order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if most is None or len(rows) <= most:
        return rows
    return [rows[number] for number in sorted(random.Random(seed).sample(range(len(rows)), most))]  # noqa: S311 - no secret


def _triples(path: Path) -> Iterator[Triple]:
    with path.open(encoding="utf-8") as f:
        for line in f:
            if json.loads(line)["split"] in SPLITS:
                yield Triple.model_validate_json(line)
