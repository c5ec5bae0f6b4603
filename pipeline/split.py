"""Train, validation and test, split by candidate and by job together: no person and no posting on two sides."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from pipeline.schema import Split

K = TypeVar("K", bound=Hashable)


def split(
    keys: Mapping[K, Sequence[Hashable]], validation: float, test: float, seed: int, name: Callable[[K], str] = str
) -> dict[K, Split]:
    """Assigns each triple to a split, in the order given; `keys` holds the people and postings of each, `name` tells its id.

    Triples that share a key, also through others, stay together. A group's place depends on the id of its first triple alone, so that
    adding triples at the end moves nobody but where they join two groups into one. Where there are three groups or more, none of the
    splits is empty: a side that chance left empty takes one group, which goes back to its own side once more data has filled that one.
    """
    groups = sorted((_place(name(group[0]), seed), number, group) for number, group in enumerate(_groups(keys)))
    sides: list[Split] = ["test" if p < test else "validation" if p < test + validation else "train" for p, _, _ in groups]
    if len(groups) >= 3:  # one group for each split
        sides[0], sides[-1] = "test", "train"
        if "validation" not in sides:
            sides[min(sides.count("test"), len(sides) - 2)] = "validation"
    side_of = {member: side for side, (_, _, group) in zip(sides, groups, strict=True) for member in group}
    return {member: side_of[member] for member in keys}


def _groups(keys: Mapping[K, Sequence[Hashable]]) -> list[list[K]]:
    """Connected components of triples over shared keys, in the order of their first triple."""
    order = {triple: number for number, triple in enumerate(keys)}
    parent = list(range(len(order)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    owner: dict[Hashable, int] = {}
    for triple, own in keys.items():
        for key in own:
            a, b = sorted((root(owner.setdefault(key, order[triple])), root(order[triple])))
            parent[b] = a
    groups: defaultdict[int, list[K]] = defaultdict(list)
    for triple, number in order.items():
        groups[root(number)].append(triple)
    return list(groups.values())


def _place(name: str, seed: int) -> float:
    """A number in [0, 1) that depends on the name and the seed alone."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8], "big") / 2**64
