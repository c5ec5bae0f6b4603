"""Numbers that a reader of the resume works out without a calculation being shown: those of a group, and a rate times how often.

    beside(resume, "I worked with nine colleagues", number)     -> the 10 of `a team of 10`
    in_sentence(clause, number)                                 -> True for the 35 of `640 homes in 18 months come to about 35 a month`
    multiplied(resume, number)                                  -> the 28 of `28 guests a night; 60 nights` for `some 1,700`

Not covered: products of numbers of different lines, groups whose size the resume gives without a word such as `team of`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from pipeline.grounding.figures import changes, circumstances, counted, distances, metric_moved, numbers, pairs
from pipeline.grounding.figures.metric_given import Found, bounds
from pipeline.grounding.words import folded, stem

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_WITH_OWN = re.compile(
    r"[^.;!?]{0,30}?(?: of (?:us|you)\b|\b(?:me|myself|you|yourself) included\b|\bincluding (?:me|myself|you|yourself)\b|,? counting (?:me|myself)\b)",
    re.IGNORECASE,
)
"""Behind people of whom the candidate is one."""
_WITHOUT_OWN = re.compile(
    r" (?:other|fellow|more)\b|(?: [a-z-]+){0,2} (?:colleagues|others|team-?mates|peers|co-?workers)\b", re.IGNORECASE
)
"""Behind people of whom the candidate is none: `nine colleagues`."""
_GROUP = re.compile(r"\b(?:team|crew|group|squad|panel|brigade|department|unit|office|one|class|section) of (?:the |about |some )?$|\bamong (?:the )?$", re.IGNORECASE)  # fmt: skip
"""Before a number that counts the candidate too: `one of 9 super-users`."""
_RATE = re.compile(r"(?:[^.;\n\d]|\n(?=[a-z])){0,40}?\b(?:an?|per|each|every) (?P<each>[a-z]{3,})\b")
_ON_A_LINE = re.compile(r"(?:[^\n]|\n(?=[a-z])){0,80}")
_NEAR = 20
_TIMES = frozenset({"days", "weeks", "months", "years"})
_MOST = 12
"""Numbers of a sentence from which another may be worked out."""
_EQUALS = re.compile(
    r"\b(?:is|are|was|makes?|made|means?|meant|gives?|gave|comes? to|came to|come down to|so|or|that is|equals?)\b", re.IGNORECASE
)
_COMES_TO = re.compile(
    r"\b(?:comes? to|came to|makes?|made|adds? up to|that is|is|equals?) (?:(?:about|some|roughly|over|around|almost|nearly) ){0,2}$"
)
_POINTS_BACK = re.compile(r"^\W*(?:That|This|It|Which|So|In other words|Put another way|Or|Meaning)\b|\bthe (?:other|remaining|rest)\b")
"""Goes on with the numbers of the sentence before."""
_OF_YEAR = re.compile(r"\b(?:in (?:19|20)\d\d|(?:an?|per|each|every|last|this) year|yearly|annual(?:ly)?)\b", re.IGNORECASE)
_A_YEAR = {"day": (220.0, 365.0), "week": (44.0, 52.2), "month": (10.5, 12.0), "quarter": (4.0, 4.0), "year": (1.0, 1.0)}
_REST = re.compile(r"\b(?:the|your|my|our|its) (?:other|remaining) (?:[a-z]+ ){0,1}$|\bthe rest, $")
_MORE = re.compile(rf"(?: [a-z-]+)?? {distances.COMPARATIVE}")
_BESIDE = 60
"""Characters between two numbers of which a third may be worked out."""
_EACH = re.compile(r"[^.;\d]{0,30}?\b(?:each|apiece)\b")
_IN_ALL = re.compile(r"(?: [a-z]+)? (?:in (?:all|total)|all told|altogether)\b")
_OF_THAT = re.compile(r" (?:of )?(?:that|this|it)\b")
_WHOLE = 100
_OF_TARGET = re.compile(r" (?:of|against|to|on) (?:[a-z]+ ){0,3}?(?:targets?|quotas?|plan|goals?|budget|forecast)\b")
_TARGETS = re.compile(r"\b(?:targets?|quotas?|plans?|goals?|forecasts?|estimates?|expectations?|expected)\b", re.IGNORECASE)
_EXACT = 0.02
_ROUNDED = {"": 0.04, "about": 0.13, "over": 0.15, "under": 0.13}
"""How far a product may lie from what is told."""


def in_sentence(clause: Clause, number: Number) -> bool:
    """Whether a number is what two others of its sentence give, and is said to be: `six made 1,100 loaves, which is some 180 a head`."""
    at = clause.start - clause.sentence.start + number.start
    if _IN_ALL.match(clause.text, number.end):
        return _is_of_each(clause.sentence.text, number)
    if number.unit == "x":
        return _is_ratio(numbers.find(clause.sentence.text), number)
    if _REST.search(clause.sentence.text, max(0, at - _BESIDE), at):
        return _is_rest(clause, number, _told(clause, at))
    shown = number.unit == "%" and _is_of_pair(clause.text, number, _pairs(clause.sentence.text, at))
    if shown or number.hedge or _EQUALS.search(clause.sentence.text, 0, at):
        if number.unit in ("%", "currency") or _MORE.match(clause.text, number.end):
            return shown or _is_of_pair(clause.text, number, _told(clause, at))
        return _is_rate(clause, number, at) or _is_mean(clause, number, at) or _is_product(clause, number, at)
    bare = not (number.unit or counted.noun(clause.text, number))
    return bare and any(number.value == a.value - b.value for a, b in _told(clause, at))  # `of 41 advisers one did more; forty did not`


def _is_of_each(text: str, number: Number) -> bool:
    """Whether a number is some times another that the sentence says of each: `Four months each, 16 in all`."""
    each = [other.value for other in numbers.find(text)[:_MOST] if other.value > 0 and _EACH.match(text, other.end)]
    return any(number.value % value == 0 and 1 < number.value / value <= _MOST for value in each)


def _told(clause: Clause, at: int) -> list[tuple[Number, Number]]:
    """The pairs of numbers of which the one at a place of the sentence may be worked out."""
    return [*_pairs_before(clause), *_pairs(clause.sentence.text, at)]


def _is_mean(clause: Clause, number: Number, at: int) -> bool:
    """Whether a number is what comes of one number of its sentence on each of another."""
    others = [other for other in numbers.find(clause.sentence.text) if other.start != at and other.value > 1][:_MOST]
    counts = [other.value for other in others if not other.unit or (other.unit == "hours" and counted.noun(clause.text, number) is None)]
    times = [other.value for other in others if other.unit in _TIMES]
    low, high = bounds(number)
    low, high = min(low, 0.96 * number.value), max(high, 1.04 * number.value)
    return not number.unit and any(low <= a / b <= high for a in counts for b in (*counts, *times) if a > b)


def _is_product(clause: Clause, number: Number, at: int) -> bool:
    """Whether a number is so many times another of its sentence: `50 a day, which comes to 250 over a five-day week`."""
    if number.unit not in ("", "currency") or not _COMES_TO.search(clause.sentence.text, 0, at):
        return False
    others = [other for other in numbers.find(clause.sentence.text) if other.start != at and other.value > 1][:_MOST]
    return any(a.value * b.value == number.value for a, b in combinations(others, 2) if number.unit in (a.unit, b.unit))


def left_of_both(resume: Source, clause: Clause, number: Number) -> list[Found]:
    """Where a line of the resume gives two shares of which the email tells both rests: `failures went from 26% to 12%` for `from 74% to 88%` passed."""
    told = [other for other in numbers.find(clause.sentence.text) if other.unit == "%"]
    if number.unit != "%" or len(told) < 2:
        return []
    for line in pairs.lines(resume):
        given = {one.value for pair in line.pairs for one in pair[:2] if one.unit == "%"}
        if len({other.value for other in told} & {100 - value for value in given}) > 1 and 100 - number.value in given:
            return [Found(line.start, resume.evidence(line.start, line.end))]
    return []


def _is_rate(clause: Clause, number: Number, at: int) -> bool:
    """Whether a number is what a rate of its sentence makes over another time: `86,000 visitors in 2025, some 235 a day`."""
    text = clause.sentence.text
    said = _times(clause.text, number, yearly=False)
    rates = [
        (other.value, _times(text, other, yearly=bool(_OF_YEAR.search(text))))
        for other in numbers.find(text)
        if other.start != at and other.unit == number.unit and other.value > 1
    ]
    return any(
        given != said and 0.93 * said[0] * number.value <= given[1] * value and given[0] * value <= 1.07 * said[1] * number.value
        for value, given in rates
        if said[1] and given[1]
    )


def _times(text: str, number: Number, *, yearly: bool) -> tuple[float, float]:
    """How often a year the time comes by which a number is told, at least and at most; zero where none is told."""
    return _A_YEAR.get(circumstances.period(text, number) or ("year" if yearly else ""), (0.0, 0.0))


def _pairs_before(clause: Clause) -> list[tuple[Number, Number]]:
    """The pairs of the sentence before, to which one that opens with `That is` goes on."""
    return _pairs(_before(clause), -1) if _POINTS_BACK.search(clause.sentence.text) else []


def _before(clause: Clause) -> str:
    """The sentence before that of a clause, in its paragraph."""
    before = clause.previous
    while before and before.sentence is clause.sentence:
        before = before.previous
    return before.sentence.text if before and before.sentence.paragraph == clause.sentence.paragraph else ""


def _pairs(text: str, at: int) -> list[tuple[Number, Number]]:
    """The numbers of a sentence that stand near each other, by pairs, without the one at a place."""
    plain = [other for other in numbers.find(text) if other.start != at and other.unit != "year" and other.value][:_MOST]
    return [(a, b) for a, b in combinations(plain, 2) if b.start - a.end <= _BESIDE]


def _is_of_pair(text: str, number: Number, told: list[tuple[Number, Number]]) -> bool:
    """Whether a share is that of two numbers, a distance lies between them, or an amount is what comes on each."""
    low, high = bounds(number)
    if number.unit == "%":
        turn = changes.turn(text, number)
        turn = changes.Turn.ANY if turn is changes.Turn.TO else turn
        part = turn is changes.Turn.OF
        alike = [(a, b) for a, b in told if a.unit == b.unit or (part and not a.unit)]
        shares = [share for a, b in alike for share in changes.shares(a.value, b.value, turn)]
        results = iter((*shares, *(100 - share for share in shares)) if part else shares)
    elif number.unit == "currency":
        results = (a.value / b.value for pair in told for a, b in permutations(pair) if a.unit == "currency" and not b.unit)
    else:
        results = (abs(a.value - b.value) for a, b in told if a.unit == b.unit != "%")
    return any(low <= result <= high for result in results)


def _is_rest(clause: Clause, number: Number, told: list[tuple[Number, Number]]) -> bool:
    """Whether a number is what another leaves of a third, or of a hundred in percent: `70% are back; let us find the other thirty`."""
    near = [abs(a.value - b.value) for a, b in told if a.unit == b.unit]
    shares = [100 - other.value for text in (_before(clause), clause.sentence.text) for other in numbers.find(text) if other.unit == "%"]
    return number.value in (*near, *shares)


def _is_ratio(given: tuple[Number, ...], number: Number) -> bool:
    """Whether a factor is that of two numbers beside it, or of what two shares leave: `fiftyfold, from 99.5% to 99.99%`."""
    low, high = bounds(number)
    if number.value < 1 and number.hedge == "over":
        low, high = 0.0, number.value  # `more than halved`
    alike = [(a, b) for a, b in permutations([other for other in given if other.unit in ("", "%")][:_MOST], 2) if a.unit == b.unit]
    shares = [(100 - a.value, 100 - b.value) for a, b in alike if a.unit == "%"]
    return any(b > 0 and low <= a / b <= high for a, b in (*((a.value, b.value) for a, b in alike), *shares))


def beside(resume: Source, text: str, number: Number) -> list[Found]:
    """Where the resume counts the others, and the email the candidate too (`the 17 of us` for `with 16 teammates`), or the other way round."""
    if number.unit:
        return []
    if _WITH_OWN.match(text, number.end):
        given = [other for other in resume.numbers if not other.unit and abs(other.value - number.value) == 1]
    elif _WITHOUT_OWN.match(text, number.end):
        given = [
            other
            for other in resume.numbers
            if not other.unit and other.value == number.value + 1 and _GROUP.search(resume.text, max(0, other.start - _NEAR), other.start)
        ]
    else:
        return []
    return [Found(other.start, resume.evidence(other.start, other.end)) for other in given]


def portion(resume: Source, clause: Clause, number: Number) -> list[Found]:
    """Where the resume gives the part of the number before it in the sentence: `under 0.02 mm, and you hold half of that`."""
    if number.unit != "%" or not _OF_THAT.match(clause.text, number.end):
        return []
    at = clause.start - clause.sentence.start + number.start
    whole = next((other for other in reversed(numbers.find(clause.sentence.text)) if other.end <= at and not other.unit), None)
    part = whole.value * number.value / 100 if whole else 0.0
    given = [other for other in resume.numbers if other.unit == "" and part and abs(other.value - part) <= _EXACT * part]
    return [Found(other.start, resume.evidence(other.start, other.end)) for other in given]


def beyond(resume: Source, text: str, number: Number) -> list[Found]:
    """Where the resume gives by how much a target was beaten: `exceeded quotas by 20%` for `120% of quota`."""
    if number.unit != "%" or not _WHOLE < number.value < 2 * _WHOLE or not _OF_TARGET.match(text, number.end):
        return []
    return [
        Found(other.start, resume.evidence(other.start, other.end))
        for other in resume.numbers
        if other.unit == "%" and other.value == number.value - _WHOLE and _TARGETS.search(metric_moved.line_at(resume.text, other.start))
    ]


def multiplied(resume: Source, number: Number) -> list[Found]:
    """Where a line gives so many at a time, and how many times."""
    if number.unit not in ("", "currency"):
        return []
    slack = _ROUNDED[number.hedge] * number.value
    return [
        Found(rate.start, resume.evidence(rate.start, rate.end))
        for rate, times in _products(resume)
        if rate.unit == number.unit and abs(rate.value * times.value - number.value) <= slack
    ]


def is_product(resume: Source, clause: Clause, number: Number) -> bool:
    """Whether a number is what a line of the resume comes to, and its sentence tells one of the two: `60 nights so far, which is some 1,700 covers`."""
    if number.unit not in ("", "currency") or not (products := _products(resume)):
        return False
    slack = _ROUNDED[number.hedge] * number.value
    said = {other.value for other in numbers.find(clause.sentence.text)[:_MOST]}
    return any(
        rate.unit == number.unit
        and abs(rate.value * times.value - number.value) <= slack
        and not said.isdisjoint((rate.value, times.value))
        for rate, times in products
    )


@lru_cache(maxsize=256)
def _products(resume: Source) -> tuple[tuple[Number, Number], ...]:
    """The rates of a document, each with a number of the same line that counts what the rate is of."""
    found = []
    for rate in resume.numbers:
        each = _RATE.match(resume.text, rate.end)
        if not each or rate.unit not in ("", "currency"):
            continue
        found += [
            (rate, other)
            for other in resume.numbers
            if stem(folded(each["each"])) in (counted.noun(resume.text, other), stem(other.unit))
            and _ON_A_LINE.fullmatch(resume.text, *sorted((rate.start, other.start)))
        ]
    return tuple(found)
