"""Preference pairs: a dataset row's email as the one to choose, the same email with lies in it as the one to reject.

From the train and validation rows only. Covers lies that can be put into an email that is true; not emails that are dull, long or rude.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.corrupt import corrupt
from pipeline.errors import MailwrightError
from pipeline.schema import Split, Triple

SPLITS: tuple[Split, ...] = ("train", "validation")


@dataclass(frozen=True)
class Pairs:
    """Rows as TRL's DPOTrainer takes them, by split; `skipped` emails offered no place for a lie."""

    rows: dict[Split, list[dict[str, Any]]]
    skipped: int


def pairs(dataset: Path, lies: int, seed: int) -> Pairs:
    """Up to `lies` false claims in each rejected email.

    Raises MailwrightError where a split is left without pairs.
    """
    triples = {triple.id: triple for triple in _triples(dataset / "triples.jsonl")}
    found: dict[Split, list[dict[str, Any]]] = {side: [] for side in SPLITS}
    skipped = 0
    for side in SPLITS:
        for row in map(json.loads, (dataset / f"{side}.jsonl").read_text(encoding="utf-8").splitlines()):
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


def _triples(path: Path) -> Iterator[Triple]:
    with path.open(encoding="utf-8") as f:
        for line in f:
            if json.loads(line)["split"] in SPLITS:
                yield Triple.model_validate_json(line)
