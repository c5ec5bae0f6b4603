"""Counts that the resume gives otherwise, known by what stands right beside them and not by a noun.

    other_end(resume, "strains went from nine to two", number)    -> the 4 of `strains fell from 9 in 2022 to 4 in 2025`
    other_before(resume, "trained five commis", number)           -> the 3 of `Trained three commis`

Of a change that begins as one of the resume does, or ends so, the other end must be its own too. And a word that the resume has right
behind a number, whatever its form, says what an email counts with it: `all nine ended without a finding` beside `seven ended without`.
Both must share words beyond that with the line. Not covered: a change told in two clauses.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted, metric_moved, numbers
from pipeline.grounding.words import STOP_WORDS, folded, stem

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_BETWEEN = re.compile(
    r"(?:(?!\b(?:and|or|from)\b)[^.,;:\d]|\b(?:19|20)\d\d\b|\n){0,30}\bto (?:(?:just|only|about|under|over|almost|nearly|a|mere|below|above) ){0,2}[£$€]?"
)
_FROM = re.compile(r"\bfrom (?:(?:about|over|nearly|almost|some|around|an?) ){0,2}[£$€]?$", re.IGNORECASE)
_NEAR = 30
_SHARED = 2
"""Words that the two lines of a change must share."""
_NEXT = re.compile(r" ([^\W\d_]{4,})")
_MOST = 100


def other_end(resume: Source, text: str, number: Number) -> Number | None:
    """The number that the resume gives for one end of a change whose other end is the same."""
    if number.unit == "year" or not _changes(resume) or " to " not in text:
        return None
    here = next((pair for pair in _ends(text, numbers.find(text)) if number in pair), None)
    if here is None or any(one.hedge for one in here):
        return None
    words = metric_moved.telling(text)
    told = [
        (first, last)
        for first, last, shown in _changes(resume)
        if (first.unit, last.unit) == (here[0].unit, here[1].unit) and len(words & shown) >= _SHARED
    ]
    if any((first.value, last.value) == (here[0].value, here[1].value) for first, last in told):
        return None
    same, mine = (0, 1) if number is here[1] else (1, 0)
    return next((pair[mine] for pair in told if pair[same].value == here[same].value), None)


@lru_cache(maxsize=256)
def _changes(resume: Source) -> tuple[tuple[Number, Number, frozenset[str]], ...]:
    """Both ends of each change of a resume, with the words of its sentence."""
    return tuple((first, last, _words(resume, first)) for first, last in _ends(resume.text, resume.numbers))


def _ends(text: str, given: tuple[Number, ...]) -> list[tuple[Number, Number]]:
    """The numbers that are told as a change: `from 9 in 2022 to 4`."""
    plain = [number for number in given if number.unit != "year" and not (not number.unit and 1900 <= number.value <= 2100)]
    return [
        (first, last)
        for first, last in pairwise(plain)
        if _FROM.search(text, max(0, first.start - _NEAR), first.start) and _BETWEEN.fullmatch(text, first.end, last.start)
    ]


def other_before(resume: Source, text: str, number: Number) -> Number | None:
    """The number that the resume has before a word that an email has behind another."""
    if number.unit or number.hedge or not 1 < number.value <= _MOST or counted.noun(text, number) or counted.is_label(text, number):
        return None
    behind = _NEXT.match(text, number.end)
    rivals = _followed(resume).get(stem(folded(behind[1])), ()) if behind else ()
    said = {one.value for one in numbers.find(text)}
    if not rivals or number.value == sum(one.value for one in rivals) or any(one.value in said for one in rivals):
        return None
    words = metric_moved.telling(metric_moved.part(text, number)) - {stem(folded(behind[1]))} if behind else frozenset()
    return next((one for one in rivals if words & _words(resume, one) and not _is_rest(resume, number, one)), None)


def _is_rest(resume: Source, number: Number, one: Number) -> bool:
    """Whether a number is what another leaves of a third of its line: the two of nine of which seven ended well."""
    start, end = resume.text.rfind("\n- ", 0, one.start), resume.text.find("\n- ", one.end)
    whole = number.value + one.value
    return any(other.value == whole and start < other.start and (end < 0 or other.start < end) for other in resume.numbers)


@lru_cache(maxsize=256)
def _followed(resume: Source) -> dict[str, tuple[Number, ...]]:
    """The counts of a resume by the word right behind each."""
    found: dict[str, tuple[Number, ...]] = {}
    for number in resume.numbers:
        behind = _NEXT.match(resume.text, number.end)
        word = stem(folded(behind[1])) if behind else ""
        if word and word not in STOP_WORDS and word not in counted.MEASURES and not number.unit and 1 < number.value <= _MOST:
            found[word] = (*found.get(word, ()), number)
    return found


def _words(resume: Source, number: Number) -> frozenset[str]:
    return metric_moved.telling(metric_moved.sentence_at(resume, number.start))
