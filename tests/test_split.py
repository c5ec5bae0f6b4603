"""The split: no person and no posting on two sides, stable when data is added."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.split import split

KEYS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(["job", "candidate"]), st.integers(0, 30)), min_size=1, max_size=3),
    max_size=40,
)


@given(KEYS, st.integers(0, 5))
def test_nobody_stands_on_two_sides(keys: dict[str, list[tuple[str, int]]], seed: int) -> None:
    """Triples that share a candidate or a posting are always on the same side."""
    sides = split(keys, 0.2, 0.2, seed)
    assert sides.keys() == keys.keys()
    for (a, own), (b, others) in itertools.combinations(keys.items(), 2):
        if set(own) & set(others):
            assert sides[a] == sides[b]


def test_adding_data_moves_nobody() -> None:
    """A group's side depends on its own first id alone."""
    few = {f"t{i}": [("job", i)] for i in range(40)}
    many = few | {f"u{i}": [("job", 100 + i)] for i in range(40)}
    before, after = split(few, 0.1, 0.1, 0), split(many, 0.1, 0.1, 0)
    assert {t: after[t] for t in few} == before


def test_no_side_is_empty_where_there_are_three_groups() -> None:
    """Even three people give one row to train on, one to validate with and one to test on."""
    for seed in range(20):
        assert set(split({t: [("job", t)] for t in "abc"}, 0.1, 0.1, seed).values()) == {"train", "validation", "test"}
