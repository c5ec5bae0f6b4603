"""Whether a stage that was disturbed came to what it comes to undisturbed: every file byte by byte, a training within a tolerance.

Not run by itself. Left out of the bytes are seconds, dates of writing, and what a message makes up for itself; a journal may have its lines
in any order. A training, which a kill makes go on from a checkpoint, has the same files, the same losses within one part in 10,000, and
weights no further apart than one part in 1,000 of the largest.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

LOSSES: Final = 1e-4
WEIGHTS: Final = 1e-3
_WEIGHTS: Final = "adapter_model.safetensors"
_METRICS: Final = "metrics.jsonl"
_OF_TRAINING: Final = frozenset({_WEIGHTS, _METRICS, "loss.png"})
_TIMES: Final = re.compile(
    rb'"(?:first_token_seconds|seconds|checking_seconds)": ?[\d.e-]+|\d+\.\d+ s\b|^(?:Date|Message-ID): .*$|boundary="[^"]+"|^--=+\d+==-*$',
    re.MULTILINE,
)
_SECONDS: Final = ("first_token_seconds", "seconds")


def differing(name: str, wanted: Path, got: Path) -> list[str]:
    """The files of a stage's folder that are not what they should be, or not there."""
    loose = _OF_TRAINING if name == "train" else frozenset()
    first, second = digest(wanted, loose), digest(got, loose)
    found = sorted(file for file in first.keys() | second.keys() if first.get(file) != second.get(file))
    if loose and not found:
        found = [file for file, same in ((_METRICS, _same_losses), (_WEIGHTS, _same_weights)) if not same(wanted / file, got / file)]
    return found


def digest(folder: Path, loose: frozenset[str] = frozenset()) -> dict[str, str]:
    """The content of every file, without times; of the `loose` only that they are there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): "there" if path.name in loose else _digest(path) for path in files}


def _digest(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix in {".safetensors", ".gguf"}:
        return hashlib.sha256(data).hexdigest()
    if path.suffix == ".csv":
        data = _without_seconds(data)
    if path.name == "adapter_config.json":  # PEFT writes a set, in the order of the day
        data = json.dumps({key: sorted(value) if isinstance(value, list) else value for key, value in json.loads(data).items()}).encode()
    data = _TIMES.sub(b"", data)
    if path.name.startswith("journal"):
        data = b"\n".join(sorted(filter(None, data.splitlines())))
    return hashlib.sha256(data).hexdigest()


def _without_seconds(table: bytes) -> bytes:
    rows = csv.DictReader(io.StringIO(table.decode(), newline=""))
    return json.dumps([{key: value for key, value in row.items() if key not in _SECONDS} for row in rows]).encode()


def _same_losses(wanted: Path, got: Path) -> bool:
    """Line by line: the same steps, the same figures in each, none twice."""
    first, second = ([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (wanted, got))
    return len(first) == len(second) and all(map(_same_entry, first, second))


def _same_entry(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    return first.keys() == second.keys() and all(
        key == "seconds" or value == second[key] or _near(value, second[key]) for key, value in first.items()
    )


def _near(first: object, second: object) -> bool:
    return isinstance(first, float) and isinstance(second, float) and abs(first - second) <= LOSSES * abs(first)


def _same_weights(wanted: Path, got: Path) -> bool:
    import numpy as np
    from safetensors.numpy import load_file

    first, second = load_file(wanted), load_file(got)
    if first.keys() != second.keys():
        return False
    return all(bool(np.abs(first[key] - second[key]).max() <= WEIGHTS * np.abs(first[key]).max()) for key in first)
