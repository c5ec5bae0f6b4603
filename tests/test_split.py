"""The split: no person and no posting on two sides, stable when data is added."""

from __future__ import annotations

import itertools
import random

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
    """Triples that share a candidate or a posting are always on the same side, and come out in their order."""
    sides = split(keys, 0.2, 0.2, seed)
    assert list(sides) == list(keys)
    for (a, own), (b, others) in itertools.combinations(keys.items(), 2):
        if set(own) & set(others):
            assert sides[a] == sides[b]


def test_adding_data_moves_nobody() -> None:
    """A group's side depends on its own first id alone."""
    few = {f"t{i}": [("job", i)] for i in range(40)}
    many = few | {f"u{i}": [("job", 100 + i)] for i in range(40)}
    before, after = split(few, 0.1, 0.1, 0), split(many, 0.1, 0.1, 0)
    assert {t: after[t] for t in few} == before


def test_more_of_the_same_people_moves_nobody() -> None:
    """A candidate's next applications and a posting's next candidates follow those who are there, whatever their ids."""
    pick = random.Random(0)
    few = {f"t{i}": [("candidate", i), ("job", i)] for i in range(60)}
    more = {f"{chance}-{i}": [("candidate", i), ("job", 100 + i)] for i, chance in enumerate(pick.sample(range(1000), 60))}
    new = {f"{chance}+{i}": [("candidate", 200 + i), ("job", i)] for i, chance in enumerate(pick.sample(range(1000), 60))}
    before, after = split(few, 0.1, 0.1, 0), split(few | more | new, 0.1, 0.1, 0)
    assert {t: after[t] for t in few} == before
    assert all(after[name] == before[f"t{name.split('-')[1]}"] for name in more)


def test_ids_decide_whatever_stands_for_them() -> None:
    """Triples may be given by number, with a function that tells their ids."""
    names = [f"t{i}" for i in range(40)]
    by_name = split({name: [i] for i, name in enumerate(names)}, 0.1, 0.1, 3)
    by_number = split({i: [i] for i in range(40)}, 0.1, 0.1, 3, names.__getitem__)
    assert {names[i]: side for i, side in by_number.items()} == by_name


def test_no_side_is_empty_where_there_are_three_groups() -> None:
    """Even three people give one row to train on, one to validate with and one to test on."""
    for seed in range(20):
        assert set(split({t: [("job", t)] for t in "abc"}, 0.1, 0.1, seed).values()) == {"train", "validation", "test"}


def test_shares_are_those_asked_for() -> None:
    """Of many people, about a tenth each."""
    sides = list(split({str(i): [i] for i in range(5000)}, 0.1, 0.2, 0).values())
    assert abs(sides.count("validation") / 5000 - 0.1) < 0.02
    assert abs(sides.count("test") / 5000 - 0.2) < 0.02
