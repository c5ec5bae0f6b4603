"""Where a document gives a number: as it stands, or as what follows from two of one line, or as the length of a list.

    same(source, number)          -> the `14%` for `fourteen per cent`
    derived(source, number)       -> `110` and `165` of one line for `half again`
    rated(source, text, number)   -> `180 a year` for `15 a month`
    listed(source, text, number)  -> the first of six lines with `Final` for `six finals`

Not covered: what follows from numbers of different lines, hours of part-time posts excepted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import changes, counted, metric_moved, numbers, pairs
from pipeline.grounding.words import STOP_WORDS, WORD, stem, stems
from pipeline.schema import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.figures.pairs import Pair
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_SMALL = 3
"""Lists up to here are no figure."""
_LEAST_SCORE = 50
"""From here a bare number may be one in percent."""
_ENDED = re.compile(
    r"\b(?:(?:brought|got|took|cut|drove|pushed|lifted|raised|bring|get) (?:it|that|this|them)|(?:it|that|this|which)(?: has| had)? (?:fell|rose|went|came|dropped|climbed|dipped|sank|shrank))(?: (?:down|up|back|all the way))? to (?:just |only |about |around )?$",
    re.IGNORECASE,
)
"""Before the end of a change whose beginning a sentence before told: `that came down to`."""
_BARE = re.compile(r"(?= (?:in|within|by|over|after|during|last|this|at|on|and|but|while|for|then)\b|[.,;!?)]|$)")
_PLACE = re.compile(
    r"(?<![\w/.,])(?:\d{1,4}(?:st|nd|rd|th)|(?:top|rank(?:ed)?|place[d]?|finalist|#) ?:? ?\d{1,5}|(?:gpa|grade|score|mark|average):? ?\d{1,3}(?:[.,]\d{1,2})?|\d{1,3}[.,]\d{1,2}) ?/ ?(?P<size>\d{1,6})(?![\w/])",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"^[^.;\n]*?\b(?:(?:a|an|per|each|every) (?P<each>day|night|shift|morning|afternoon|evening|week|fortnight|month|quarter|season|year)|(?P<adverb>daily|nightly|weekly|monthly|quarterly|yearly|annually|annual))\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:instead of|rather than|against|where it was|down from|up from|and not)(?: \w+)? $", re.IGNORECASE)
_WENT_TO = re.compile(r"(?:[^.;\n\d]|\n(?=[a-z])){0,30}\bto\s")
_A_YEAR = {
    "day": (220.0, 365.0),
    "dai": (220.0, 365.0),
    **dict.fromkeys(("night", "shift", "morning", "afternoon", "evening"), (220.0, 365.0)),
    "week": (44.0, 52.2),
    "fortnight": (22.0, 26.1),
    "month": (10.5, 12.0),
    "quarter": (4.0, 4.0),
} | dict.fromkeys(("season", "year", "annual"), (1.0, 1.0))
_DAYS = 31
_OF_MONTH = re.compile(rf"(?:st|nd|rd|th)?(?: of)? {numbers.CALENDAR}\b", re.IGNORECASE)
"""Behind the day of a date, which is no figure."""
_ROUND = 5
"""What is no multiple of it is told to the last digit."""
_MOST_LISTED = 20
"""Lines that somebody counts."""
_NEAR = 60
"""Characters behind a number in which what it counts is named."""
_SHARED = 2
"""Words by which a line tells what a text does."""
_CLOCK, _CALENDAR = 0.02, 0.1
"""How far two times in other units may lie apart: a month is four weeks and more."""
_HEDGED = {
    "over": (0.9999, 1.5),
    "under": (0.85, 1.0001),
    "about": (0.87, 1.15),
    "rounded": (0.96, 1.04),
    "fraction": (0.92, 1.08),
    "": (0.9999, 1.0001),
}
"""How large the true number may be beside the one that is said, as shares of it: `over 40` may be 41 or 54, not 39."""
_HALVED = {"over": (1.0, 1.6), "under": (0.8, 1.0), "about": (0.86, 1.14), "": (0.92, 1.1)}
"""The same for a fall told as a factor, as shares of the fall."""
_ENDS = re.compile(r"\s*(?:[.;]?\s*$|[.;]?\n)")
_WHOLE = 100
_NEARLY_ALL, _LEFT = 95, 1e-6
"""In percent, from where what a share leaves is told as well as the share, and how exactly."""
_PAGES = frozenset({"page", "pages", "volume", "volumes", "issue", "issues"})
_LONG_HOURS = 100
"""More hours than days are ever told in: `nine days` of a trial are no 216 hours of it."""
_SECONDS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 604800.0, "months": 2629800.0, "years": 31557600.0}
_OTHER_VALUES = frozenset({"%", "x", *_SECONDS})
"""Units in which one thing may be told by several numbers."""


class Found(NamedTuple):
    """A number of the resume that equals the one in the email."""

    place: int
    evidence: Evidence


def same(source: Source, number: Number, *, things: bool = False) -> list[Found]:
    """Where a document gives a number that the email's is a true way to say; as a number of `things`, no time, no money and no label."""
    return [
        Found(other.start, source.evidence(other.start, other.end))
        for other in _near(source, number)
        if (
            is_same(number, other)
            or (number.unit == "%" and _lost_percent(source.text, other) and is_same(number, replace(other, unit="%")))
        )
        and not (number.after not in _PAGES and other.start in _cited(source))
        and not (things and (other.unit == "currency" or other.unit in _SECONDS or counted.is_label(source.text, other)))
    ]


def _near(source: Source, said: Number) -> Sequence[Number]:
    """The numbers of a document that may be the same as one: only those about as large, where it is no share, no factor, no time and not rough."""
    if said.unit == "year":
        return source.numbers
    if said.unit in _OTHER_VALUES or said.word or said.grain:
        return _figures(source)
    low, high = (bound * said.value for bound in _HEDGED[said.hedge])
    return [other for other in _figures(source) if low <= other.value <= high]


@lru_cache(maxsize=256)
def _figures(source: Source) -> tuple[Number, ...]:
    """The numbers of a document that are no years and no days of a date."""
    return tuple(
        number
        for number in source.numbers
        if number.unit != "year" and not (number.value <= _DAYS and not number.unit and _OF_MONTH.match(source.text, number.end))
    )


def _lost_percent(text: str, number: Number) -> bool:
    """Whether a number that something changed by has lost its sign: `improving the experience by 30` at the end of a line."""
    return not number.unit and text.endswith((" by ", "\nby "), 0, number.start) and bool(_ENDS.match(text, number.end))


@lru_cache(maxsize=256)
def _cited(source: Source) -> frozenset[int]:
    """Where the pages, volumes and issues of a list of publications stand, which are nobody's figures."""
    return frozenset(
        number.start
        for number in source.numbers
        if number.unit != "year" and pairs.CITED.search(metric_moved.line_at(source.text, number.start))
    )


def told_with(source: Source, text: str, number: Number) -> Evidence | None:
    """Where a line of a document gives a number and shares words with a text, whatever else the text is about."""
    said = metric_moved.telling(text)
    lines = ((one.evidence, metric_moved.telling(metric_moved.line_at(source.text, one.place))) for one in same(source, number))
    return next((evidence for evidence, words in lines if len(said & words) >= _SHARED), None)


def bounds(said: Number) -> tuple[float, float]:
    """Between what and what a value may lie that a number is a true way to say."""
    low, high = _HEDGED[said.hedge or _rounding(said)]
    return low * said.value, high * said.value


def fallen(source: Source, text: str, number: Number) -> list[Found]:
    """Where a document gives the fall in percent that a number tells as a factor: `more than halved` for `reduced by 60%`."""
    if number.unit != "x" or number.value >= 1:
        return []
    low, high = _HALVED[number.hedge]
    whole = 100 * (1 - number.value)
    words = metric_moved.telling(text)
    return [
        Found(fall.start, source.evidence(fall.start, fall.end))
        for fall in changes.falls(source)
        if low * whole <= fall.value <= high * whole and words & metric_moved.telling(metric_moved.line_at(source.text, fall.start))
    ]


def risen(source: Source, text: str, number: Number) -> list[Found]:
    """Where a document gives the rise in percent that a number tells as a factor: `tripled` for `increasing by 200%`."""
    if number.unit != "x" or number.value <= 1:
        return []
    low, high = bounds(number)
    words = metric_moved.telling(text)
    return [
        Found(rise.start, source.evidence(rise.start, rise.end))
        for rise in source.numbers
        if rise.unit == "%"
        and low <= 1 + rise.value / _WHOLE <= high
        and changes.turn(source.text, rise) in (changes.Turn.UP, changes.Turn.BY, changes.Turn.ANY)
        and words & metric_moved.telling(metric_moved.line_at(source.text, rise.start))
    ]


def is_same(said: Number, given: Number) -> bool:
    """Whether one number is a true way to say another."""
    low, high = _HEDGED[said.hedge]
    rough = said.word or said.grain
    fits = low * said.value <= given.value <= high * said.value or (rough and numbers.is_rounding(said, given.value))
    if fits and _comparable(said, given) and not _is_other_sort(said, given):
        return True
    if fits and said.unit == "x" and not given.unit and given.after == "x":
        return True  # `2.8 times as fast` for `a 2.8x speedup`
    if given.unit == "%" and said.unit == "x":
        return said.value < 1 and given.value == 100 * said.value  # `cut in half` for `by 50%`
    if given.unit == said.unit == "%" and given.value > _NEARLY_ALL:
        return low * said.value - _LEFT < 100 - given.value < high * said.value + _LEFT  # down for 0.01% where it ran for 99.99%
    return said.unit in _SECONDS and _is_same_time(said, given)


def _is_same_time(said: Number, given: Number) -> bool:
    """`An hour and a half` for 90 minutes, `a month and a half` for six weeks."""
    if said.unit == given.unit or given.unit not in _SECONDS:
        return False
    if said.unit == "hours" and said.value > _LONG_HOURS:
        return False
    low, high = (bound * said.value * _SECONDS[said.unit] for bound in _HEDGED[said.hedge])
    slack = _CALENDAR if "months" in (said.unit, given.unit) else _CLOCK
    return (1 - slack) * low <= given.value * _SECONDS[given.unit] <= (1 + slack) * high


def _is_other_sort(said: Number, given: Number) -> bool:
    """Whether a number that is only about so large is a time or an amount, and the one that is said is neither."""
    counts = not said.unit and stem(said.after) not in counted.MEASURES
    return counts and given.value != said.value and (given.unit == "currency" or given.unit in _SECONDS)


def _comparable(said: Number, given: Number) -> bool:
    """Same unit, or one of the two without any."""
    return (
        said.unit == given.unit or (not said.unit and given.unit not in ("%", "year")) or (not given.unit and said.unit not in ("%", "x"))
    )


def placed(source: Source, number: Number) -> list[Found]:
    """Where a document gives it as the size of a field, or as the full mark: the `50` of `1st/50`, `top 52/2500`, the `10` of `9.5/10`."""
    if number.unit or number.value <= _SMALL or number.value != int(number.value):
        return []
    return [Found(at, source.evidence(at, end)) for at, end, size in _fields(source) if size == number.value]


@lru_cache(maxsize=256)
def _fields(source: Source) -> tuple[tuple[int, int, int], ...]:
    return tuple((*match.span(), int(match["size"])) for match in _PLACE.finditer(source.text))


def scored(source: Source, clause: Clause, number: Number) -> list[Found]:
    """Where a document gives it as a share: `96 on the written test` for `96%`, `brought that to 26` or `88%, now 26` where a fall ends at 26%."""
    ended = _ENDED.search(clause.text, max(0, number.start - _NEAR), number.start)
    shares = ended or any(other.unit == "%" for other in numbers.find(clause.sentence.text))
    ends = shares and _BARE.match(clause.text, number.end)
    if number.unit or number.hedge or not (ends or _LEAST_SCORE <= number.value < 100):
        return []
    given = [other for other in source.numbers if other.unit == "%" and other.value == number.value]
    return [Found(other.start, source.evidence(other.start, other.end)) for other in given]


def derived(source: Source, number: Number, text: str = "") -> list[Found]:
    """Where two numbers of one line give it, or a list has so many items; in the way that the email's text says that it changed."""
    turn = changes.turn(text, number) if number.unit == "%" and text else changes.Turn.ANY
    counted_so = bool(text) and (
        counted.counts_people(text, number) or any(one.value <= _MOST_LISTED for one in counted.of_same(source, text, number))
    )
    lists = not number.unit and not counted_so
    if number.unit == "hours" and (shares := _shares(source, number)):
        return shares
    low, high = _bounds_of_result(number)
    return [
        Found(start, source.evidence(start, end))
        for start, end, given, items in pairs.lines(source)
        if _follows(number, low, high, given, turn) or (lists and number.value == items and items > _SMALL)
    ]


def rated(source: Source, text: str, number: Number) -> list[Found]:
    """Where a document gives a rate that is the same over another time: `180 a year` for `15 a month`."""
    said = _times(text, number) or _elided_times(text, number)
    if said is None or number.unit not in ("", "currency"):
        return []
    low, high = (bound * number.value for bound in _HEDGED["about"])
    return [
        Found(other.start, source.evidence(other.start, other.end))
        for other, given in _rates(source)
        if given != said
        and other.unit == number.unit
        and low * said[0] <= other.value * given[1]
        and other.value * given[0] <= high * said[1]
    ]


@lru_cache(maxsize=256)
def _rates(source: Source) -> tuple[tuple[Number, tuple[float, float]], ...]:
    """The rates of a document; what a rate went on to is one too: `from 120 a week to 35`."""
    found: list[tuple[Number, tuple[float, float]]] = []
    for number in source.numbers:
        times = _times(source.text, number)
        if times is None and found and _WENT_TO.fullmatch(source.text, found[-1][0].end, number.start):
            times = found[-1][1]
        if times:
            found.append((number, times))
    return tuple(found)


def _elided_times(text: str, number: Number) -> tuple[float, float] | None:
    """How often the time comes of the rate that a number is set against: `five a day instead of seventeen`."""
    before = next((other for other in reversed(numbers.find(text)) if other.end < number.start), None)
    return _times(text, before) if before and _AGAINST.search(text, before.end, number.start) else None


def _times(text: str, number: Number) -> tuple[float, float] | None:
    """How often a year the time comes that a rate is told of, at least and at most."""
    match = _PERIOD.search(text[number.end : number.end + _NEAR])
    return _A_YEAR[(match["each"] or match["adverb"]).lower().removesuffix("ly")] if match else None


def listed(source: Source, text: str, number: Number) -> list[Found]:
    """The first of so many lines that have a word of what is counted: `six finals` where six lines have `Final`."""
    if number.unit or number.value > _MOST_LISTED:
        return []
    hedge = number.hedge or ("about" if "dozen" in text[number.start : number.end] else "")
    low, high = (bound * number.value for bound in _HEDGED[hedge])
    phrase = re.split(r"[,.;:(]", text[number.end : number.end + _NEAR])[0]
    for word in [one for one in stems(phrase) if len(one) > 2 and one not in STOP_WORDS][:3]:
        places = _lines_with(source).get(word, ())
        if low <= len(places) <= high:
            return [Found(places[0], source.evidence(places[0], places[0] + 1))]
    return []


@lru_cache(maxsize=256)
def _lines_with(source: Source) -> dict[str, tuple[int, ...]]:
    """The beginnings of the lines in which each stem stands."""
    found: dict[str, dict[int, None]] = {}
    for match in re.finditer(r"[^\n]+", source.text):
        for word in WORD.finditer(match.group()):
            found.setdefault(stem(word.group()), {})[match.start()] = None
    return {word: tuple(places) for word, places in found.items() if _SMALL < len(places) <= 2 * _MOST_LISTED}


def _shares(source: Source, number: Number) -> list[Found]:
    """Hours of several part-time posts that add up to it."""
    given = [other for other in source.numbers if other.unit == "hours" and other.value < number.value][:8]
    for size in (2, 3, 4):
        for some in combinations(given, size):
            if abs(sum(other.value for other in some) - number.value) < 1:
                return [Found(some[0].start, source.evidence(some[0].start, some[0].end))]
    return []


def _bounds_of_result(said: Number) -> tuple[float, float]:
    """Between what and what the result of a calculation may lie that a number tells."""
    if said.unit == "x" and said.value < 1 and said.hedge == "over":
        return 0.0, said.value  # `more than halved`
    if said.unit == "x" and said.value < 1 and said.hedge == "under":
        return said.value, 1.2 * said.value  # `nearly halved`
    return bounds(said)


def _follows(said: Number, low: float, high: float, given: tuple[Pair, ...], turn: changes.Turn) -> bool:
    """Whether two numbers that belong together (`from 110 to 165`, `9 of the 12`, `40 and 6`) give it, or one between two bounds."""
    relative = said.unit in ("%", "x")
    chosen = [
        (a, b)
        for a, b, together, alike, ratio in given
        if ((ratio and (together or (alike and a.unit))) or (not relative and (together or alike))) and (relative or a.unit != "%")
    ]
    timed = [_in_seconds(pair) for pair in chosen] if said.unit in _SECONDS or relative else chosen
    for a, b in [*timed, *((b, a) for a, b in timed)]:
        if said.unit == "%":
            results = changes.shares(a.value, b.value, turn)
            if a.unit == b.unit == "%" and turn is changes.Turn.DOWN and max(a.value, b.value) < _WHOLE:
                results += changes.shares(_WHOLE - a.value, _WHOLE - b.value, turn)  # what was late fell by as much
        elif said.unit == "x":
            results = [a.value / b.value] if a.value and b.value else []
        else:
            results = [a.value - b.value, a.value + b.value]
            if a.unit == "seconds" and said.unit in _SECONDS:
                results += [result / _SECONDS[said.unit] for result in results]
        if any(low <= result <= high for result in results):
            return True
    return False


def _rounding(said: Number) -> str:
    """How far what is told may lie from what is worked out, where the email does not say: a third may be 31%, a fall of 80% is none of 66%."""
    if said.unit == "%":
        return "fraction" if said.word else "rounded"
    if not (said.unit or said.word) and said.value % _ROUND and said.value == int(said.value):
        return ""  # what is told to the last digit is no rounded sum
    round_word = said.word and (said.value % 10 == 0 or said.value % 12 == 0 or said.value != int(said.value))
    return "about" if said.unit == "x" or round_word else "rounded"


def _in_seconds(pair: tuple[Number, Number]) -> tuple[Number, Number]:
    """Two times in seconds, also where one unit serves both: `40 seconds, where it took four minutes`, `from 7.5 to 6.8 hours`."""
    a, b = pair
    units = (a.unit or b.unit, b.unit or a.unit)
    if not _SECONDS.keys() >= set(units):
        return pair
    return replace(a, value=a.value * _SECONDS[units[0]], unit="seconds"), replace(b, value=b.value * _SECONDS[units[1]], unit="seconds")
