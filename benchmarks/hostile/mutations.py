"""Changes to bytes and texts that any format can suffer, and values that programs do not expect.

A change is a function of a source of chance and what it changes; the same chance makes the same change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T", bytes, str)

NUMBERS = (
    "0",
    "-1",
    "1",
    "255",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967296",
    "99999999999999999999",
    "1e308",
    "1e-308",
    "nan",
    ".",
    "-",
)
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
CHARACTERS = (
    "\x00",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\U000e0041",
    "\ud7ff",
    "\uffff",
    "\u0301",
    "<|eot_id|>",
    "[INST]",
    "%s",
    "{{7*7}}",
    "]]>",
    "\r",
)


def flip(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Some bytes become others."""
    del other
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(changed)


def cut(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The end is missing."""
    del other
    return data[: chance.randrange(len(data) + 1)]


def remove(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A stretch is missing."""
    del other
    start, end = stretch(chance, data)
    return data[:start] + data[end:]


def repeat(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A stretch stands there many times."""
    del other
    start, end = stretch(chance, data, most=2000)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50, 500)) + data[end:]


def move(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A stretch stands elsewhere."""
    del other
    start, end = stretch(chance, data)
    rest, place = data[:start] + data[end:], chance.randrange(len(data) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A stretch of another file stands in it."""
    start, end = stretch(chance, other)
    first, last = stretch(chance, data)
    return data[:first] + other[start:end] + data[last:]


def renumber(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Some numbers become extreme."""
    del other
    found = list(NUMBER.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 20)))), key=lambda match: -match.start()):
        data = data[: match.start()] + chance.choice(NUMBERS).encode() + data[match.end() :]
    return data


BYTES: Sequence[Callable[[random.Random, bytes, bytes], bytes]] = (flip, cut, remove, repeat, move, splice, renumber)


def any_bytes(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """One of these changes."""
    return chance.choice(BYTES)(chance, data, other)


def stretch(chance: random.Random, data: bytes | str | Sequence[object], most: int = 20_000) -> tuple[int, int]:
    """Where a stretch begins and ends, short ones as likely as long ones."""
    if not data:
        return 0, 0
    start = chance.randrange(len(data))
    return start, min(len(data), start + int(2 ** chance.uniform(0, max(most, 2).bit_length())))


def pieces(chance: random.Random, parts: list[T]) -> list[T]:
    """Pieces of a file are missing, repeated, exchanged, or in each other."""
    if not parts:
        return parts
    first, last = stretch(chance, parts, most=200)
    some = parts[first:last]
    kind = chance.randrange(5)
    if kind == 0:
        return parts[:first] + parts[last:]
    if kind == 1:
        return parts[:first] + some * chance.choice((2, 10, 300)) + parts[last:]
    if kind == 2:
        place = chance.randrange(len(parts))
        return parts[:place] + some + parts[place:]
    if kind == 3:
        return parts[:first] + chance.sample(some, len(some)) + parts[last:]
    return parts[:first] + some[::-1] + parts[last:]


def words(chance: random.Random, text: str) -> str:
    """A strange character or a very long word in a text."""
    place = chance.randrange(len(text) + 1)
    strange = chance.choice(CHARACTERS) * chance.choice((1, 3, 2000))
    return text[:place] + strange + text[place:]
