"""A number that the resume gives, told of something else: `50 volunteers` where it has 50 projects and 15 volunteers.

    rival(sources.resume, clause, number, places)  -> the resume's number of that very thing, or None

Two signs. The resume counts the same noun with other numbers, and none of the places of the number counts it. Or, for percentages, money
and factors, another line with such a figure shares far more of the words told with it than every line that gives the number, or more, and
words that no other line with a figure has. Places that
speak of the thing in other words say nothing, so that it is only called moved where a line of the resume plainly says otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import counted, numbers
from pipeline.grounding.words import STOP_WORDS, stem, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_FIGURES = frozenset({"%", "currency", "x"})
_TIMES = frozenset({"days", "hours", "weeks", "minutes"})
_COMMON = 50
"""Up to here a number without a unit stands in many lines."""
_BY_CHANCE = 12
"""Up to here a number of one thing stands in most resumes beside that of another."""
_LEAST = 2
"""Words that a line must share with what is told, and must share more than each line that gives the number."""
_SIZE = 10
_GOES_ON = r"\n(?=\s*[a-z(])|(?:(?<=,)|(?<= a)|(?<= an)|(?<= [bio][yfn])|(?<= to)|(?<= the)|(?<= and)|(?<= with)|(?<= from)|(?<= about))\n(?=\s*[\d£$€])"
_PART_OF = r";(?=\s\w+ of (?:them|those|these|whom|which)\b)"
_PIECE = re.compile(rf"(?:[^\n;]|{_GOES_ON}|{_PART_OF})+?(?:[.](?=\s)|(?!{_PART_OF});|(?!{_GOES_ON})\n|$)")
"""A sentence or a line, with the lines that go on in small letters, or with a figure behind a word that needs one, and with what it tells `of them`."""
_TURN = re.compile(
    r", (?:and|but|while|when|where|which|whereas|with|plus|against|I|you|we|[a-z]+(?:ed|ing))\b|; | (?:while|whereas|and (?:I|you|we|with|for|by|in|at|[a-z]+ed|took|cut|led|ran|grew|won|brought|built))\b"
)
"""Where a clause goes on to another deed."""
_LINK = re.compile(r", | and |; ")
_RATE = re.compile(
    r"\b(?:a|an|per|each|every) (?:\w+ )?(?:shift|day|night|week|fortnight|month|quarter|season|term|year|hour|sprint|semester)\b|\b(?:daily|nightly|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
_FIELD = 20
"""From here a field of so many is no other's by chance."""
_OUT_OF = re.compile(
    r" (?:[a-z]+ ){0,3}(?:out of|from among|from|among|of)(?: (?:a|the|all|over|about|some|nearly|almost|around|more|than|total|field|pool|of)){0,4} "
)
_RATE_NEAR = 60
_IDLE = STOP_WORDS | frozenset(
    map(stem, (*STOP_WORDS, *"since while though although because however together another both either via onto upon".split()))
)
"""Words, and their stems, that tell nothing of what a number is of."""
_NEAR = 40
"""Characters behind a number in which it says what it is of."""
_REACH = 200
"""Characters to either side of a number that may tell what it is of."""


class Piece(NamedTuple):
    """A sentence of the resume: its span, telling words and numbers."""

    start: int
    end: int
    words: frozenset[str]
    numbers: tuple[Number, ...]


def rival(resume: Source, clause: Clause, number: Number, places: Iterable[int], fits: Callable[[Number], bool]) -> Number | None:
    """The number with which the resume tells what an email tells with a number that the resume gives elsewhere, at `places`."""
    at = frozenset(places)
    return _counted(resume, clause.text, number, at, fits) or (
        told(resume, clause, number, at, fits) if number.unit in _FIGURES or (number.value > _COMMON and not number.unit) else None
    )


def _counted(resume: Source, text: str, number: Number, places: frozenset[int], fits: Callable[[Number], bool]) -> Number | None:
    """The only other number of the noun that a number counts, where its line shares more of what is told than each line that gives the number."""
    rivals = counted.of_same(resume, text, number)
    if not rivals or _is_rate(text, number) or _is_rate(resume.text, rivals[0]):
        return None
    name = counted.noun(text, number)
    if any(fits(other) for other in rivals):
        return _plainly_told(resume, telling(part(text, number)) - {name}, [one for one in rivals if _is_near(number, one)], fits)
    given = [other for other in resume.numbers if other.start in places]
    if not given or any(counted.is_of(resume, other, name, rivals) or name in stems(line_at(resume.text, other.start)) for other in given):
        return None
    words = telling(part(text, number)) - {name}
    most = max(len(words & telling(line_at(resume.text, other.start))) for other in given)
    shared = [(len(words & telling(line_at(resume.text, other.start))), other) for other in rivals]
    best, other = max(shared, key=lambda one: one[0])
    others = number.value > _BY_CHANCE and not most and all(counted.noun(resume.text, one) not in (None, name) for one in given)
    return other if best > most or others else None


def _plainly_told(resume: Source, words: frozenset[str | None], rivals: Sequence[Number], fits: Callable[[Number], bool]) -> Number | None:
    """Of several counts of one noun that which does not fit, where its sentence has far more of the words than each that does: `team of 12 engineers` of 8."""
    shared = [(len(words & telling(sentence_at(resume, other.start))), other) for other in rivals]
    fitting = max(many for many, other in shared if fits(other))
    best, other = max(shared, key=lambda one: one[0])
    return other if best >= _LEAST + fitting else None


def _is_near(number: Number, other: Number) -> bool:
    """Whether two counts are of one size, which the 737 of `737 checks` is with none."""
    return number.value <= _SIZE * other.value <= _SIZE * _SIZE * number.value


def mispaired(resume: Source, text: str, number: Number, fits: Callable[[Number, Number], bool]) -> Number | None:
    """The resume's `52` of `52 out of 2500` for an email's `25 picked out of 2500`."""
    whole = next((other for other in numbers.find(text) if other.start > number.start), None)
    if number.unit or whole is None or whole.unit or whole.value <= number.value or not _OUT_OF.fullmatch(text, number.end, whole.start):
        return None
    name = counted.noun(text, whole)
    same = [(part, field) for part, field in _pairs(resume) if fits(whole, field)]
    given = [part for part, field in same if field.value >= _FIELD or (name and counted.noun(resume.text, field) == name)]
    return given[0] if given and not any(fits(number, part) for part in given) else None


@lru_cache(maxsize=256)
def _pairs(resume: Source) -> tuple[tuple[Number, Number], ...]:
    """The numbers of which one is told as a part of the next."""
    return tuple(
        (part, field)
        for part, field in pairwise(resume.numbers)
        if field.value > part.value
        and not (part.unit or field.unit or counted.is_label(resume.text, part))
        and _OUT_OF.fullmatch(resume.text, part.end, field.start)
    )


def _is_rate(text: str, number: Number) -> bool:
    """`15 garments a month`, which is 180 a year."""
    return bool(_RATE.search(text, number.end, number.end + _RATE_NEAR))


def line_at(text: str, place: int) -> str:
    """The line of a place."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end > 0 else None]


def told(resume: Source, clause: Clause, number: Number, places: frozenset[int], fits: Callable[[Number], bool]) -> Number | None:
    """The figure of the line that shares the most words with what is told."""
    words = telling(part(clause.text, number)) - telling(clause.text[number.start : number.end])
    pieces = _pieces(resume)
    there = {piece_at(resume, place) for place in places}
    at = [piece for piece in pieces if (piece.start, piece.end) in there]
    giving = [len(words & piece.words) for piece in at]
    others = [
        (len(words & piece.words), other)
        for piece in pieces
        for other in piece.numbers
        if other.unit == number.unit and (other.unit in _FIGURES | _TIMES or other.value > _COMMON) and not any(map(fits, piece.numbers))
    ]
    if not giving or not others or (max(giving) and not number.unit):
        return None
    most, other = max(others, key=lambda one: one[0])
    if most >= _LEAST + max(giving):
        return other
    alone = words & _alone(resume)
    one = next(piece for piece in pieces if other in piece.numbers)
    return other if most > max(giving) and len(alone & one.words) >= _LEAST and not any(alone & piece.words for piece in at) else None


@lru_cache(maxsize=256)
def _alone(source: Source) -> frozenset[str]:
    """The words that one sentence with a figure has and no other."""
    many = Counter(word for piece in _pieces(source) for word in piece.words)
    return frozenset(word for word, times in many.items() if times == 1)


def tells(resume: Source, text: str, number: Number) -> bool:
    """Whether a line of the resume with a number tells of what an email tells with one."""
    words = telling(part(text, number))
    return any(len(words & telling(line_at(resume.text, other.start))) >= _LEAST for other in resume.numbers)


def is_of_line(resume: Source, text: str, number: Number, fits: Callable[[Number], bool]) -> bool:
    """Whether a line that gives a number tells what an email tells with it: the thing behind the number, and other words of the sentence."""
    behind, words = telling(text[number.end : number.end + _NEAR]), telling(text)
    pieces = (piece for piece in _pieces(resume) if behind & piece.words and len(words & piece.words) > _LEAST)
    return any(fits(other) for piece in pieces for other in piece.numbers)


def part(whole: str, number: Number) -> str:
    """The part of a clause that tells of one deed, without what is told with another number of its kind."""
    first = max(0, number.start - _REACH)
    text, begin, stop = whole[first : number.end + _REACH], number.start - first, number.end - first
    start = max((match.start() for match in _TURN.finditer(text, 0, begin)), default=0)
    end = next((match.start() for match in _TURN.finditer(text, stop)), len(text))
    others = [other for other in numbers.find(text) if other.unit == number.unit]
    before = next((other.end for other in reversed(others) if start <= other.start < begin), begin)
    behind = next((other.start for other in others if stop <= other.start < end), stop)
    start = max((match.end() for match in _LINK.finditer(text, before, begin)), default=start)
    end = next((match.start() for match in _LINK.finditer(text, stop, behind)), end)
    return text[start:end]


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(word for word in stems(text) if len(word) > 2 and word not in _IDLE and not word[0].isdigit())


def piece_at(source: Source, place: int) -> tuple[int, int] | None:
    """Where the sentence of a document that a place stands in begins and ends."""
    spans = _spans(source.text)
    at = bisect_right(spans, (place, len(source.text))) - 1
    return spans[at] if at >= 0 and place < spans[at][1] else None


def sentence_at(source: Source, place: int) -> str:
    """The sentence of a place of a document, or its line where it stands in none."""
    span = piece_at(source, place)
    return source.text[slice(*span)] if span else line_at(source.text, place)


@lru_cache(maxsize=256)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _PIECE.finditer(text))


@lru_cache(maxsize=256)
def _pieces(source: Source) -> tuple[Piece, ...]:
    """The sentences of a document that have a figure."""
    found, at = [], 0
    for match in _PIECE.finditer(source.text):
        given = []
        while at < len(source.numbers) and source.numbers[at].start < match.end():
            given.append(source.numbers[at])
            at += 1
        if any(number.unit in _FIGURES | _TIMES or number.value > _COMMON for number in given):
            found.append(Piece(match.start(), match.end(), telling(match.group()), tuple(given)))
    return tuple(found)
