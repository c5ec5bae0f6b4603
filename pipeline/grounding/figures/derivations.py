"""Numbers that are told as worked out, sought as what two or three numbers of a document give that are told of the same things.

    found(sources.resume, clause, number)    -> the line of `46 homes ... worth RM 31.2 million` for `close to RM 680,000 each`

What an email says right beside a number tells the calculation: a sum (`between them`), a distance (`eight more`), a mean (`each`, `a year on
average`), a share (`six in ten of`), a factor (`three times as many`). The operands stand in one line of the document, or in a line and the next
that goes on with it (`of those`), which must have words of the clause; or anywhere in the document, where they count the very thing that the
clause names. Times are those of the line (`from 2022 to 2025`). Not covered: calculations of more than one step.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import changes, circumstances, counted, distances, metric_moved, numbers, pairs
from pipeline.grounding.figures.metric_given import Found, bounds
from pipeline.grounding.words import any_in, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_TOGETHER = (
    "between them", "between the two", "both", "together", "combined", "jointly", "altogether", "in all", "in total", "all told", "overall", "a total",
    "totalling", "totaling", "add up", "adds up", "come to", "comes to", "came to", "across the two", "across all", "over the two",
)  # fmt: skip
"""Words of a sentence that tells a sum; of three numbers and more, all that count the thing in one line are added up."""
_APART = re.compile(
    rf"(?: [a-z-]+){{0,2}} (?:{distances.COMPARATIVE}|(?:extra|additional|others?|left|remaining|up|down|off|over|under|above|below|inside|within|short|ahead)\b)"
)
_APART_BEFORE = re.compile(
    r"\b(?:the (?:other|remaining)|the rest,|(?:rise|gain|fall|drop|difference|gap|saving|increase|decrease) of|by|adding|added|gained|lost|saved|up|down) (?:(?!from\b|to\b|at\b)[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"[^.;\d]{0,40}?\b(?:each|apiece|on average|an? (?:head|piece|time|person|team|site|job)|(?:per|for (?:each|every)|to (?:each|every|an?)|(?<!as )(?<!is )(?<!was )an?) [a-z-]{3,})\b",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(r"\b(?:averag(?:e|es|ed|ing)|a mean of|each|every|apiece)\b[^.;\d]{0,60}$", re.IGNORECASE)
_EACH_THING = re.compile(r"\b(?:each|every|per|an?)(?: of (?:the|my|your|our|those|these))?((?: [\w-]+){1,2})", re.IGNORECASE)
"""Names the thing on which a mean comes: `each of your six shops`, `a hectare`."""
_AS_MANY = re.compile(r" (?:as (?:many|much|few|large|big|long|fast|often|high|quick\w*)|more|the (?:number|size|amount))\b", re.IGNORECASE)
_SHARE = re.compile(r" of (?!that\b)| (?:more|fewer|less|higher|lower|larger|smaller)\b")
_FROM = re.compile(r"\b[Ff]rom (?:[a-z]+ ){0,3}$")
_IN_YEAR = re.compile(r"\b(?:in (?:19|20)\d\d|(?:last|this|one|a|per|each) year)\b")
_YEARS = re.compile(r"\b((?:19|20)\d\d)(?: ?[-–—] ?| to | and | until | through )((?:19|20)\d\d)\b")
_OF_THOSE = re.compile(r" of (?:those|these|them|which|whom)\b")
_MONTHS = {"years": 12.0, "months": 1.0, "weeks": 12 / 52.2, "days": 12 / 365.2}
_PERIODS = {"year": 12.0, "season": 12.0, "quarter": 3.0, "month": 1.0, "week": 12 / 52.2, "fortnight": 24 / 52.2, "day": 12 / 365.2, "night": 12 / 365.2}  # fmt: skip
_TURNS = ("shifts", "terms", "seasons")
"""Units of time that are counted like things."""
_SHARED, _LONG = 2, 6
"""Words that a line must have of the clause."""
_FEW = 3
_SMALL_TOTAL = 100
_NEAR, _NEXT = 40, 3
"""Characters behind a `one`, and the words of them, that may name what it counts."""
_MOST = 8
"""Numbers of a line that are tried together."""
_ROUND = 0.5
"""How far a mean may lie from the whole number that tells it."""
_RANGE_END = re.compile(r"(?<!close)(?<!up) to $")
_OR = re.compile(r" (?:or|to) | ?[-–] ?")


class _Line(NamedTuple):
    """A line of a document with those that go on with it: its words, numbers, and the months of its years."""

    place: int
    words: frozenset[str]
    numbers: tuple[Number, ...]
    spans: tuple[float, ...]


def found(source: Source, clause: Clause, number: Number) -> list[Found]:
    """Where a document gives two or three numbers that come to the one that is told so."""
    ways = _ways(clause, number)
    if not ways:
        return []
    low, high = _bounds(clause.text, number, mean="each" in ways)
    if "each" in ways and (at := _spread(source, clause, number, low, high)) is not None:
        return [Found(at, source.evidence(at, at + len(metric_moved.line_at(source.text, at))))]
    at = next(
        (
            line.place
            for line, operands in _operands(source, clause, number)
            if any(low <= result <= high for result in _results(source, clause, number, ways, line, operands))
        ),
        None,
    )
    return [] if at is None else [Found(at, source.evidence(at, at + len(metric_moved.line_at(source.text, at))))]


def is_total(source: Source, text: str, number: Number) -> bool:
    """Whether a number is all that one line of a document counts of its thing: the four of `2 account frameworks, 1 pipeline framework and 1 other`."""
    name = counted.noun(text, number)
    if name is None or number.unit or not 2 < number.value <= _SMALL_TOTAL:
        return False
    lines: dict[int, list[Number]] = {}
    for one in source.numbers:
        if one.value < number.value and not one.unit and name in _counted(source, one):
            lines.setdefault(pairs.line_of(source, one.start), []).append(one)
    return any(len(some) > 1 and sum(one.value for one in some) == number.value for some in lines.values())


def _counted(source: Source, one: Number) -> tuple[str | None, ...]:
    """What a number of a document counts: behind a `one` any of the next words, of which none is a plural."""
    return stems(source.text[one.end : one.end + _NEAR])[:_NEXT] if one.value == 1 else (counted.noun(source.text, one),)


def _ways(clause: Clause, number: Number) -> frozenset[str]:
    """The calculations that the words beside a number tell."""
    text = clause.text
    if number.unit == "%":
        told = (
            _SHARE.match(text, number.end)
            or changes.turn(text, number) is not changes.Turn.ANY
            or _FROM.search(text, max(0, number.start - _NEAR), number.start)
        )
        return frozenset({"share"}) if told else frozenset()
    if number.unit == "x" or (not number.unit and number.after == "times"):
        return frozenset({"factor"}) if number.value > 1 else frozenset()
    if number.unit not in ("", "currency", "days", "hours", "minutes", "weeks", "months"):
        return frozenset()
    ways = set()
    if any_in(clause.sentence.text.lower(), _TOGETHER):
        ways.add("sum")
    if _APART.match(text, number.end) or _APART_BEFORE.search(text[max(0, number.start - 40) : number.start]):
        ways.add("apart")
    each = _EACH.match(text, number.end) or _EACH_BEFORE.search(text[max(0, number.start - 60) : number.start])
    if each and number.unit in ("", "currency") and not _RANGE_END.search(text, 0, number.start):
        ways.add("each")
    return frozenset(ways)


def _bounds(text: str, number: Number, *, mean: bool) -> tuple[float, float]:
    """Between what the result may lie: both ends of `eleven or twelve`; half a thing to either side of a mean."""
    low, high = bounds(number)
    for other in numbers.find(text):
        first, last = sorted((other, number), key=lambda one: one.start)
        if other.unit == number.unit and first is not last and _OR.fullmatch(text, first.end, last.start):
            low, high = min(low, bounds(other)[0]), max(high, bounds(other)[1])
    if mean and not number.hedge and number.value % 1 == 0 and number.value < 100:
        low, high = min(low, number.value - _ROUND), max(high, number.value + _ROUND)
    return low, high


def _operands(source: Source, clause: Clause, number: Number) -> Iterator[tuple[_Line, tuple[Number, ...]]]:
    """The lines that speak of what the clause does, and all that counts one thing that it names, each with its numbers."""
    words = metric_moved.telling(clause.text)
    told = {(one.value, one.unit) for one in numbers.find(clause.text) if one.value > _FEW and one.start != number.start}
    for line in _lines(source):
        shared = words & line.words
        if len(shared) + len(told & {(one.value, one.unit) for one in line.numbers}) >= _SHARED or not shared.isdisjoint(_alone(source)):
            yield line, line.numbers
    for name in sorted(words & _nouns(source).keys()):
        same = _nouns(source)[name]
        if len(same) > 1:
            yield _Line(same[0].start, frozenset(), (), ()), same


def _results(
    source: Source, clause: Clause, number: Number, ways: frozenset[str], line: _Line, operands: tuple[Number, ...]
) -> Iterator[float]:
    """What the numbers of a line, or of a thing, come to."""
    name, said = counted.noun(clause.text, number), {*stems(clause.text)}
    if "share" in ways and line.numbers:
        turn = (
            changes.Turn.OF if _FROM.search(clause.text, max(0, number.start - _NEAR), number.start) else changes.turn(clause.text, number)
        )
        for a, b in combinations(operands, 2):
            if a.unit == b.unit and a.unit != "%" and _is_alike(source, a, b):
                yield from changes.shares(a.value, b.value, turn)
    if "factor" in ways:
        yield from (
            a.value / b.value
            for a, b in permutations(operands, 2)
            if a.unit == b.unit
            and b.value
            and (_is_alike(source, a, b) or {counted.noun(source.text, a), counted.noun(source.text, b)} <= said)
        )
    if "sum" in ways:
        alike = [one for one in operands if one.unit == number.unit and _is_of(source, one, name)]
        for many in {2, 3, len(alike)}:
            yield from (sum(one.value for one in some) for some in combinations(alike, many)) if many <= len(alike) else ()
    if "apart" in ways:
        yield from (
            abs(a.value - b.value)
            for a, b in combinations(operands, 2)
            if a.unit == b.unit and a.unit in ("", number.unit) and _is_alike(source, a, b) and _is_of(source, a, name)
        )
    if "each" in ways and line.numbers:
        yield from _means(source, clause, number, line, name)


def _spread(source: Source, clause: Clause, number: Number, low: float, high: float) -> int | None:
    """Where a document counts what comes on each of the things that the clause names, or those things; the sentence may give the other."""
    name, said = counted.noun(clause.text, number), [one for one in numbers.find(clause.sentence.text) if one.value > 1]
    things = frozenset(word for match in _EACH_THING.finditer(clause.text) for word in stems(match[1]))
    at = number.start + clause.start - clause.sentence.start
    here = [one for one in said if one.start != at][:_MOST]
    counts = _nouns(source)
    wholes = [one for same, given in counts.items() if _is_name(same, name) for one in given if not number.unit]
    parts = [one for same, given in counts.items() if same in things for one in given]
    told = {(one.value, one.unit) for one in source.numbers}
    borne = [one for one in here if (one.value, one.unit) in told]
    for whole, part in (*product(wholes, (*parts, *borne)), *product((one for one in borne if one.unit == number.unit), parts)):
        if part.unit in ("", *_TURNS) and part.value != whole.value and low <= whole.value / part.value <= high:
            return (whole if whole in wholes else part).start
    return None


def _is_name(noun: str, name: str | None) -> bool:
    """Whether a noun is that of a number, or both are of people."""
    return noun == name or (noun in counted.PERSONS and name in counted.PERSONS)


def _means(source: Source, clause: Clause, number: Number, line: _Line, name: str | None) -> Iterator[float]:
    """What comes on each of the things of a line, or on each period of its time."""
    wholes = [one for one in line.numbers if one.unit == number.unit and _is_of(source, one, name)]
    period = circumstances.period(clause.text, number)
    if period in _PERIODS:
        times = (*line.spans, *(one.value * _MONTHS[one.unit] for one in line.numbers if one.unit in _MONTHS))
        yield from (whole.value / months * _PERIODS[period] for whole in wholes for months in times if months)
    if period not in _PERIODS or _EACH_BEFORE.search(clause.text, max(0, number.start - 2 * _NEAR), number.start):
        parts = [one for one in line.numbers if not one.unit and one.value > 1]
        yield from (whole.value / part.value for whole in wholes for part in parts if whole is not part)


def _is_of(source: Source, one: Number, name: str | None) -> bool:
    """Whether a number of a document may count what the email's does."""
    return name is None or counted.noun(source.text, one) in (None, name) or one.unit == "currency"


def _is_alike(source: Source, a: Number, b: Number) -> bool:
    """Whether two numbers count nothing different."""
    return bool(a.unit) or not counted.differ(source.text, a, b)


@lru_cache(maxsize=256)
def _lines(source: Source) -> tuple[_Line, ...]:
    """The lines of a document that have numbers; one that goes on with `of those` has those of the line before too."""
    result: list[_Line] = []
    for start, end in (match.span() for match in pairs.WRAPPED.finditer(source.text)):
        text = source.text[start:end]
        given = tuple(one for one in source.numbers if start <= one.start < end and one.unit != "year" and one.value > 1)[:_MOST]
        spans = tuple(
            12.0 * (int(years[2]) - int(years[1]) + more) for years in _YEARS.finditer(text) for more in (0, 1) if years[2] >= years[1]
        )
        if not spans and _IN_YEAR.search(text) and not any(one.unit in _MONTHS for one in given):
            spans = (12.0,)
        line = _Line(start, metric_moved.telling(text), given, spans)
        if given and result and _OF_THOSE.match(source.text, given[0].end):
            before = result[-1]
            line = _Line(before.place, before.words | line.words, (*before.numbers, *given)[:_MOST], before.spans)
        if given:
            result.append(line)
    return tuple(result)


@lru_cache(maxsize=256)
def _alone(source: Source) -> frozenset[str]:
    """The longer words that one line with numbers has and no other."""
    many = Counter(word for line in _lines(source) for word in line.words if len(word) >= _LONG)
    return frozenset(word for word, times in many.items() if times == 1)


@lru_cache(maxsize=256)
def _nouns(source: Source) -> dict[str, tuple[Number, ...]]:
    """The numbers of a document by the noun that each counts."""
    result: dict[str, tuple[Number, ...]] = {}
    for one in source.numbers:
        name = stem(one.unit) if one.unit in _TURNS else counted.noun(source.text, one)
        if name and one.unit in ("", *_TURNS) and one.value > 1 and name not in counted.MEASURES:
            result[name] = (*result.get(name, ()), one)
    return {name: given[:_MOST] for name, given in result.items()}
