"""Emails that say the same in nearly the same words: MinHash finds them, an exact comparison decides, the later one goes.

Two emails are compared within a direction, over all splits. Those of the same candidate and posting are held to a stricter measure; an
email about another candidate carries other names and facts, and stays. Only signatures are held in memory: 224 bytes a triple.
Does not see: the same thoughts in other words.
"""

from __future__ import annotations

import hashlib
import re
import struct
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.schema import Direction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STAGE: Final = "near-duplicate"
SAME_PAIR: Final = 0.7
"""Shared word triples that make two emails of one candidate and posting the same email."""
_BANDS, _ROWS = 12, 10
"""Two emails at 0.9 meet in a band 994 times in 1000, at 0.5 once in 100 (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4)."""
_SIZE = _BANDS * _ROWS
_WIDTH = 8 * (_BANDS + 1)
"""Bytes of a signature's hashes."""
_SLACK = 0.1
"""An estimate from 120 permutations is off by less, 999 times in 1000."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Twin:
    """The earlier email that a later one repeats."""

    of: int
    similarity: float

    @property
    def reason(self) -> str:
        return "equal" if self.similarity == 1 else "near"

    def detail(self, name: str) -> str:
        return f"the email shares {self.similarity:.0%} of its word triples with {name}, which stands before it"


def signature(body: str, direction: Direction, pair: tuple[int, int]) -> bytes:
    """A hash for each band and one for the candidate and posting, then a byte of each permutation."""
    from rensa import RMinHash  # type: ignore[import-untyped]  # has no stubs

    minhash = RMinHash(num_perm=_SIZE, seed=0)
    minhash.update(sorted(_shingles(body)))
    digest: list[int] = minhash.digest()
    bands = [struct.pack(f"<{_ROWS}I", *digest[at : at + _ROWS]) for at in range(0, _SIZE, _ROWS)]
    hashes = [hashlib.blake2b(band, digest_size=8, person=direction.encode()[:16]).digest() for band in (*bands, repr(pair).encode())]
    return b"".join(hashes) + bytes(value & 255 for value in digest)


@dataclass
class Signatures:
    """Collects signatures in the manifest's order, then finds the twins."""

    _numbers: array[int] = field(default_factory=lambda: array("q"))
    _hashes: bytearray = field(default_factory=bytearray)
    _sketches: bytearray = field(default_factory=bytearray)

    def add(self, number: int, signature: bytes) -> None:
        self._numbers.append(number)
        self._hashes += signature[:_WIDTH]
        self._sketches += signature[_WIDTH:]

    def twins(self, threshold: float, email: Callable[[int], str]) -> dict[int, Twin]:
        """The triples to put aside by number; `email` gives the text of one, for the comparison that decides."""
        import numpy as np

        if not self._numbers:
            return {}
        hashes = np.frombuffer(self._hashes, dtype=np.uint64).reshape(len(self._numbers), -1)
        sketches = np.frombuffer(self._sketches, dtype=np.uint8).reshape(len(self._numbers), -1)
        search = _Search(sketches, threshold, lru_cache(maxsize=1024)(lambda at: _shingles(_body(email(self._numbers[at])))))
        return {self._numbers[at]: Twin(self._numbers[twin.of], twin.similarity) for at, twin in search.run(hashes)}


@dataclass
class _Search:
    sketches: NDArray[np.uint8]
    threshold: float
    shingles: Callable[[int], frozenset[str]]

    def run(self, hashes: NDArray[np.uint64]) -> Iterator[tuple[int, Twin]]:
        """Each later one with its twin, in order. What was put aside is nobody's twin, so that equal emails stay one short list."""
        import numpy as np

        repeated = np.stack([_repeated(column) for column in hashes.T], axis=1)
        buckets: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for at in np.flatnonzero(repeated.any(axis=1)).tolist():
            own = [(column, int(hashes[at, column])) for column in np.flatnonzero(repeated[at]).tolist()]
            twin = self._twin(at, own, buckets)
            if twin:
                yield at, twin
                continue
            for bucket in own:
                buckets[bucket].append(at)

    def _twin(self, at: int, own: list[tuple[int, int]], buckets: dict[tuple[int, int], list[int]]) -> Twin | None:
        near = sorted({other for bucket in own for other in buckets.get(bucket, ())})
        if not near:
            return None
        pair = {other for column, value in own if column == _BANDS for other in buckets.get((column, value), ())}
        guesses = (self.sketches[near] == self.sketches[at]).mean(axis=1)
        for other, guess in zip(near, guesses.tolist(), strict=True):
            least = min(SAME_PAIR, self.threshold) if other in pair and self.threshold < 1 else self.threshold
            if guess >= least - _SLACK and (similarity := _jaccard(self.shingles(at), self.shingles(other))) >= least:
                return Twin(other, similarity)
        return None


def _repeated(column: NDArray[Any]) -> NDArray[Any]:
    """Which values stand more than once."""
    import numpy as np

    _, places, counts = np.unique(column, return_inverse=True, return_counts=True)
    repeated: NDArray[Any] = counts[places] > 1
    return repeated


def _shingles(body: str) -> frozenset[str]:
    words = _WORD.findall(body.casefold())
    return frozenset(" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2)))


def _body(text: str) -> str:
    """Of an email as the model writes it: what follows the subject line."""
    return text.partition("\n\n")[2]


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
