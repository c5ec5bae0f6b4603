"""The people and postings of each triple, as numbers side by side: 40 bytes a triple, where a dictionary of tuples takes 300."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping


class Owners(Mapping[int, tuple[int, ...]]):
    """Keys by the number of the triple, in the order in which they were added; numbers only grow."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._ends = array("q", [0])
        self._keys = array("Q")
        self._places: array[int] = array("q")
        """By number: where its keys stand, or -1."""

    def add(self, number: int, keys: tuple[int, ...]) -> None:
        self._places.extend(-1 for _ in range(number - len(self._places)))
        self._places.append(len(self._numbers))
        self._numbers.append(number)
        self._keys.extend(keys)
        self._ends.append(len(self._keys))

    def drop(self, numbers: Collection[int]) -> None:
        self._numbers = array("q", (number for number in self._numbers if number not in numbers))
        for number in numbers:
            self._places[number] = -1

    def __getitem__(self, number: int) -> tuple[int, ...]:
        place = self._places[number] if 0 <= number < len(self._places) else -1
        if place < 0:
            raise KeyError(number)
        return tuple(self._keys[self._ends[place] : self._ends[place + 1]])

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
