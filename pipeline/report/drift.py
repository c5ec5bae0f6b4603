"""What has changed since the build before: counts, shares and lengths, the notable ones marked.

Compares two `stats.json`. Does not cover: which rows changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

STATS: Final = "stats.json"
SHARE: Final = 0.05
"""A value whose share of the rows moved by more than this is marked."""
LENGTH: Final = 0.1
"""So is a length in tokens that moved by more than this part of what it was."""
COMPARED: Final = ("split", "direction", "style", "length", "language", "written by", "licence", "author")


class Change(NamedTuple):
    """A figure before and now."""

    what: str
    before: int
    now: int
    notable: bool


def previous(folder: Path | None) -> dict[str, Any] | None:
    """The figures of the build in `folder`; None where there are none that can be read."""
    try:
        found = json.loads((folder / STATS).read_text(encoding="utf-8")) if folder else None
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Every figure that is not what it was, in the order of the report."""
    return [change for change in _all(before, now) if change.before != change.now]


def _all(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    yield Change("rows", _first(before.get("rows")), _first(now["rows"]), notable=False)
    for setting in ("max_length", "prompt_budget"):
        yield Change(setting, _first(before.get(setting)), now[setting], notable=True)
    yield from _counts("stage", before.get("stages"), now["stages"], 0, 0)
    totals = _first(before.get("rows")), _first(now["rows"])
    for dimension in COMPARED:
        yield from _counts(dimension, _part(before, "counts").get(dimension), now["counts"].get(dimension), *totals)
    old, new = (len(_part(_part(found, "counts"), "occupation")) for found in (before, now))
    yield Change("different occupations", old, new, notable=False)
    yield from _counts("quarantined", before.get("quarantined"), now["quarantined"], 0, 0)
    for name, new in now["tokens"].items():
        yield from _lengths(name, _part(_part(before, "tokens"), name), new)


def _counts(what: str, before: object, now: object, total_before: int, total_now: int) -> Iterator[Change]:
    """Counts per value. Where totals are given, a share that moved is notable."""
    old, new = (found if isinstance(found, Mapping) else {} for found in (before, now))
    for value in dict.fromkeys([*new, *old]):
        a, b = _first(old.get(value)), _first(new.get(value))
        moved = abs(b / total_now - a / total_before) > SHARE if total_before and total_now else False
        yield Change(f"{what}: {value}", a, b, moved)


def _lengths(name: str, before: Mapping[str, Any], now: Mapping[str, int]) -> Iterator[Change]:
    for quantile, new in now.items():
        old = _first(before.get(quantile))
        yield Change(f"tokens of a {name}, {quantile}", old, new, old > 0 and abs(new - old) > LENGTH * old)


def _part(found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A part of a file that another version may have written."""
    part = found.get(key)
    return part if isinstance(part, Mapping) else {}


def _first(value: object) -> int:
    """A count, or the first of [rows, synthetic]; 0 where there is none."""
    if isinstance(value, list):
        value = value[0] if value else 0
    return value if isinstance(value, int) else 0
