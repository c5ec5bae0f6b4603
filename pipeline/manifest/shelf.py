"""Lists and sets that lie in a temporary file, so that a hundred thousand triples take no more memory than a hundred.

    shelf = Shelf()
    names = shelf.list(str, str)
    names.append("17")

The file is an SQLite database without a name, gone with the shelf, also after a kill; `TMPDIR` says on which disk. For one thread.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_PRAGMAS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"


class Shelf:
    """Makes lists and sets; `database` may hold tables of its owner's as well."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("")
        self.database.executescript(_PRAGMAS)
        self._names = map("shelved_{}".format, itertools.count())

    def list(self, pack: Callable[[T], str], unpack: Callable[[str], T]) -> Shelved[T]:
        """An empty list; the functions turn an item into text and back."""
        return Shelved(self, next(self._names), pack, unpack)

    def set(self) -> Known:
        return Known(self, next(self._names))

    def __del__(self) -> None:
        self.database.close()


class Shelved(Generic[T]):
    """A list on a shelf: each iteration reads its items anew, one after the other. Keeps the shelf."""

    def __init__(self, shelf: Shelf, name: str, pack: Callable[[T], str], unpack: Callable[[str], T]) -> None:
        self._shelf, self._name, self._pack, self._unpack = shelf, name, pack, unpack
        self._count = 0
        shelf.database.execute(f"CREATE TABLE {name} (number INTEGER PRIMARY KEY, item BLOB NOT NULL)")

    def append(self, item: T) -> None:
        data = self._pack(item).encode("utf-8", "surrogatepass")
        self._shelf.database.execute(f"INSERT INTO {self._name} VALUES (?, ?)", (self._count, data))  # noqa: S608 - a name of ours
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        for (data,) in self._shelf.database.execute(f"SELECT item FROM {self._name} ORDER BY number"):  # noqa: S608 - a name of ours
            yield self._unpack(data.decode("utf-8", "surrogatepass"))

    def __getitem__(self, number: int) -> T:
        found = self._shelf.database.execute(f"SELECT item FROM {self._name} WHERE number = ?", (number,)).fetchone()  # noqa: S608 - a name of ours
        if found is None:
            msg = f"no item {number} of {self._count}"
            raise IndexError(msg)
        return self._unpack(found[0].decode("utf-8", "surrogatepass"))

    def __eq__(self, other: object) -> bool:
        """As lists are compared, also with one."""
        if not isinstance(other, Shelved | list):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # like a list


class Known:
    """A set of texts on a shelf, by their digests."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf, self._name = shelf, name
        shelf.database.execute(f"CREATE TABLE {name} (digest BLOB PRIMARY KEY) WITHOUT ROWID")

    def add(self, text: str) -> bool:
        """Whether the text is new."""
        return self._shelf.database.execute(f"INSERT OR IGNORE INTO {self._name} VALUES (?)", (_digest(text),)).rowcount == 1  # noqa: S608 - a name of ours

    def __contains__(self, text: str) -> bool:
        found = self._shelf.database.execute(f"SELECT 1 FROM {self._name} WHERE digest = ?", (_digest(text),))  # noqa: S608 - a name of ours
        return found.fetchone() is not None


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
