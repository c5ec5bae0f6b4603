"""Train, validation and test, split by candidate and by job together: no person and no posting on two sides."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from pipeline.schema import Split


def split(keys: Mapping[str, Sequence[Hashable]], validation: float, test: float, seed: int) -> dict[str, Split]:
    """Assigns each triple id to a split; `keys` gives the people and postings of each triple.

    Triples that share a key, also through others, stay together. A group's place depends on its own first id alone, so that
    adding data moves nobody. Where there are three groups or more, none of the splits is empty.
    """
    groups = sorted((_place(group[0], seed), group) for group in _groups(keys))
    sides: list[Split] = ["test" if p < test else "validation" if p < test + validation else "train" for p, _ in groups]
    if len(groups) >= 3:  # one group for each split
        sides[0], sides[-1] = "test", "train"
        if "validation" not in sides:
            sides[min(sides.count("test"), len(sides) - 2)] = "validation"
    return {member: side for side, (_, group) in zip(sides, groups, strict=True) for member in group}


def _groups(keys: Mapping[str, Sequence[Hashable]]) -> list[list[str]]:
    """Connected components of triples over shared keys, each sorted."""
    parent = {triple: triple for triple in keys}

    def root(triple: str) -> str:
        while parent[triple] != triple:
            parent[triple] = parent[parent[triple]]
            triple = parent[triple]
        return triple

    owner: dict[Hashable, str] = {}
    for triple, own in keys.items():
        for key in own:
            a, b = sorted((root(owner.setdefault(key, triple)), root(triple)))
            parent[b] = a
    groups = defaultdict(list)
    for triple in sorted(keys):
        groups[root(triple)].append(triple)
    return list(groups.values())


def _place(name: str, seed: int) -> float:
    """A number in [0, 1) that depends on the name and the seed alone."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8], "big") / 2**64
