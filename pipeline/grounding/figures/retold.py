"""A line of the resume told word for word, with one of its numbers exchanged: `I taught 9 apprentices to braze under nitrogen` for `Taught 4`.

    changed(resume, sentence, number)    -> the number that the resume has between the very same words, where the email's is another

The words on both sides of the number must run on as they do in the resume, far enough that nothing but the number can have been changed;
then neither sums nor other numbers of the line excuse it, and what the line itself wishes or denies is told all the same. Silent where any
such place of the resume gives the number, and where a hedge makes it a true one. Years and spans of years are read by other kinds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import metric_given, metric_moved, numbers, quoted
from pipeline.grounding.frames import Mood
from pipeline.grounding.words import STOP_WORDS, WORD, stem, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_NUMBER = "#"
_HEDGES = frozenset(
    map(stem, "about around over nearly almost some roughly approximately under least most more less than up to circa exactly just".split())
)
"""They stand before a number or not, and are read with it."""
_FEWEST, _TELLING = 5, 3
"""Words that run on as in the resume around a number, and how many of them are no small ones."""
_FARTHEST = 12
"""Words to either side that are compared."""
_SHORTEST = 2
_NO_FIGURES = frozenset({"year", "years"})


class _Words(NamedTuple):
    """The words of a text in order, a sign for each number; and at which word each number stands."""

    stems: tuple[str, ...]
    places: tuple[tuple[int, Number], ...]


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The numbers of a clause that stand where the resume has another between the same words, whatever the line says (`that could not be bought`)."""
    resume, mood, sentence = letter.sources.resume, letter.frame(clause).mood, clause.sentence
    first, hoped = clause.start - sentence.start, mood in (Mood.WISH, Mood.ASKED)
    for number in numbers.find(sentence.text):
        if not first <= number.start < first + len(clause.text):
            continue
        given = changed(resume, sentence.text, number) or (quoted.other(resume, sentence.text, number) if hoped else None)
        elsewhere = given and metric_moved.is_of_line(resume, sentence.text, number, partial(metric_given.is_same, number))
        if given and not elsewhere and not (hoped and _only_hopes(resume, given, mood)):
            yield contradicted(letter.sources, clause, number.start - first, number.end - first, given)


def _only_hopes(resume: Source, given: Number, mood: Mood) -> bool:
    """Whether what reads as a hope or a demand in an email is not so told in the line that gives a number."""
    line = metric_moved.sentence_at(resume, given.start)
    return not (frames.wishes(line) if mood is Mood.WISH else frames.asks(line))


def contradicted(sources: Sources, clause: Clause, start: int, end: int, given: Number) -> Claim:
    """The claim at a place of a clause whose number is another in the resume."""
    evidence = sources.resume.evidence(given.start, given.end)
    reason = f"You wrote '{clause.text[start:end].strip()}'; where the resume tells of this it says '{evidence.text.strip()}'."
    return claim(clause, start, end, Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)


def changed(resume: Source, sentence: str, number: Number) -> Number | None:
    """The number of the resume that stands where an email's stands, between the same words, if it is another."""
    if number.unit in _NO_FIGURES:
        return None
    said = _words(sentence)
    at = next((at for at, one in said.places if one.start == number.start), None)
    if at is None:
        return None
    alike = _alike(resume, said.stems, at)
    there = [(far, given) for place, given in alike if (far := _run(said.stems, at, _of(resume).stems, place))]
    if not there or any(_is_true(number, given) for _, given in there):
        return None
    return max(there, key=lambda one: one[0])[1]


def _is_true(said: Number, given: Number) -> bool:
    """Whether an email's number says the resume's, by a hedge at least: `over 70` for `over 100`."""
    return (
        said.value == given.value
        or metric_given.is_same(said, given)
        or (said.hedge == "over" == given.hedge and given.value > said.value)
        or given.unit in _NO_FIGURES
    )


def _run(said: Sequence[str], at: int, given: Sequence[str], place: int) -> int:
    """How many words run on in both texts around a number; none where they are too few to tell."""
    left = list(_same(reversed(said[max(0, at - _FARTHEST) : at]), reversed(given[max(0, place - _FARTHEST) : place])))
    right = list(_same(said[at + 1 : at + 1 + _FARTHEST], given[place + 1 : place + 1 + _FARTHEST]))
    words = [*left, *right]
    if len(words) < _FEWEST or sum(len(word) > _SHORTEST and word not in STOP_WORDS for word in words) < _TELLING:
        return 0
    ends = right or at + 1 == len(said)
    return len(words) if (left and ends) or len(right) >= _FEWEST else 0


def _same(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    for a, b in zip(one, other, strict=False):
        if a != b:
            return
        yield a


def _alike(resume: Source, said: tuple[str, ...], at: int) -> Iterable[tuple[int, Number]]:
    """The numbers of the resume beside which two words are the same, with their places."""
    index = _index(resume)
    return dict(pair for key in _keys(said, at) for pair in index.get(key, ())).items()


def _keys(words: tuple[str, ...], at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two words before a number, and those to either side of it."""
    return words[max(0, at - 2) : at], (*words[max(0, at - 1) : at], _NUMBER, *words[at + 1 : at + 2])


@lru_cache(maxsize=256)
def _index(resume: Source) -> dict[tuple[str, ...], list[tuple[int, Number]]]:
    found: dict[tuple[str, ...], list[tuple[int, Number]]] = defaultdict(list)
    words = _of(resume)
    for at, number in words.places:
        for key in _keys(words.stems, at):
            found[key].append((at, number))
    return dict(found)


@lru_cache(maxsize=256)
def _of(resume: Source) -> _Words:
    return _marked(((word, (start, end)) for word, start, end in resume.words), resume.numbers)


@lru_cache(maxsize=512)
def _words(text: str) -> _Words:
    return _marked(zip(stems(text), map(re.Match.span, WORD.finditer(text)), strict=True), numbers.find(text))


def _marked(words: Iterable[tuple[str, tuple[int, int]]], given: tuple[Number, ...]) -> _Words:
    stems: list[str] = []
    places: list[tuple[int, Number]] = []
    rest = iter(given)
    number, taken = next(rest, None), 0
    for word, (start, end) in words:
        while number and number.end <= start:
            number = next(rest, None)
        if number is None or number.start >= end:
            stems.append(word)
        elif taken != number.end:
            while stems and stems[-1] in _HEDGES:
                stems.pop()
            places.append((len(stems), number))
            stems.append(_NUMBER)
            taken = number.end
    return _Words(tuple(stems), tuple(places))
