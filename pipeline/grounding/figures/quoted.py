"""A line of the resume told nearly word for word, with another number in it: `overhauled engines of 39 coaches` for `Overhauled engines of 30 coaches`.

    other(sources, text, number)    -> the number that stands between the same words in a line that the text repeats, where it is another

The words right beside the number must be those of the line: two behind it, or one on either side. And the text must have most of what the line
tells. Silent where the line gives the number too, and where a hedge makes the number a true one (`over 70` for 100).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import metric_given, metric_moved, numbers
from pipeline.grounding.words import STOP_WORDS, WORD, stem, stems

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_SHARE = 0.6
"""Of a line's telling words that a text must have to repeat it."""
_FEWEST = 4
"""Telling words of a line from which it can be recognised."""
_PAIR = 2
"""Words behind a number that say what it counts; words of that many letters tell nothing."""
_PER = re.compile(r"\b(?:a|per|an|each|every) (hour|day|night|shift|week|month|quarter|season|year)\b")
_MOST = 8
"""Numbers of a line that are added up in pairs."""
_REACH = 40
"""Characters to either side of a number in which the words beside it stand."""


class _Line(NamedTuple):
    """A number of the resume with the words beside it and those of its sentence, and all numbers and the first word of that sentence."""

    number: Number
    before: str
    behind: tuple[str, ...]
    words: frozenset[str]
    given: tuple[Number, ...]
    verb: str


def other(resume: Source, text: str, number: Number) -> Number | None:
    """The number of the line that a text repeats, where that has another in this place."""
    if number.unit == "year":
        return None
    index, behind = _index(resume), _behind(text, number)
    if behind and behind[0] not in index:
        return None
    before = _before(text, number)
    lines = index.get(behind[0] if behind else before, ())
    if not lines:
        return None
    words = metric_moved.telling(text)
    for line in lines:
        alike = {*behind} if len(behind) > 1 and behind == line.behind else {before, *behind[:1]} if before == line.before else set()
        if alike <= STOP_WORDS | {""}:
            continue
        if len(words & line.words) < max(_FEWEST, _SHARE * len(line.words)):
            if behind == line.behind and line.verb in words - {*behind} and _is_more(resume, text, number, line):
                return line.number
            continue
        told = any(given.value == number.value or metric_given.is_same(number, given) for given in (*line.given, *_sums(line.given)))
        apart = _per(text, number) != _per(resume.text, line.number)
        return None if told or apart or _is_within(number, line.number) else line.number
    return None


def _is_more(resume: Source, text: str, number: Number, line: _Line) -> bool:
    """Whether an email gives more of two words (`40 intercity coaches`) than the only line that counts them, and does with them what that does.

    Fewer may be a part of them; and what two lines count may be told together.
    """
    things = line.behind
    plain = len(things) == _PAIR and all(len(word) > _PAIR and word not in STOP_WORDS for word in things)
    if not plain or number.hedge or number.value <= line.number.value or metric_given.is_same(number, line.number):
        return False
    alone = sum(stem(other.after) in things for other in resume.numbers if other.after) == 1
    return alone and _per(text, number) == _per(resume.text, line.number) and all(one.value != number.value for one in _sums(line.given))


def _sums(given: tuple[Number, ...]) -> list[Number]:
    """What two numbers of a line come to together: the 63 of `45 panes and 18 doors`."""
    return [replace(a, value=a.value + b.value) for a, b in combinations(given[:_MOST], 2) if a.unit == b.unit]


def _per(text: str, number: Number) -> str:
    """The time that a number is a rate over."""
    rate = _PER.search(text, number.end, number.end + _REACH)
    return rate[1] if rate else ""


def _is_within(said: Number, given: Number) -> bool:
    """Whether a hedge leaves room for the number given: `over 70` for 100, `under 5` for 3."""
    return (said.hedge == "over" and given.value > said.value) or (said.hedge == "under" and given.value < said.value)


def _before(text: str, number: Number) -> str:
    """The stem of the word before a number."""
    before = WORD.findall(text, max(0, number.start - _REACH), number.start)
    return stem(before[-1]) if before else ""


def _behind(text: str, number: Number) -> tuple[str, ...]:
    """The stems of the two words behind a number."""
    return tuple(map(stem, WORD.findall(text, number.end, number.end + _REACH)[:_PAIR]))


@lru_cache(maxsize=256)
def _index(resume: Source) -> dict[str, list[_Line]]:
    """The numbers of a resume by the word behind each, or by that before where none is."""
    found: dict[str, list[_Line]] = {}
    for number in resume.numbers:
        span = metric_moved.piece_at(resume, number.start)
        if span is None or number.unit == "year":
            continue
        piece = resume.text[slice(*span)]
        before, behind = _before(resume.text, number), _behind(resume.text[: span[1]], number)
        words = metric_moved.telling(piece)
        if len(words) >= _FEWEST:
            line = _Line(number, before, behind, words, numbers.find(piece), next(iter(stems(piece)), ""))
            found.setdefault(behind[0] if behind else before, []).append(line)
    return found
