"""What a number counts: `18 engineers`, `64 people, of whom 18 are engineers`, `three busy factories`.

    of_same(posting, "We run 220 trucks.", number)    -> the posting's 45 of `45 trucks`

A number that stands in a document may still be told of the wrong thing: where the document counts that very thing with another number,
it is. Compares nouns by their stems; `staff` for `employees` is no rival, since nothing counts staff. English word order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.words import WORD, folded, stem, stems
from pipeline.profile.vocabulary import TITLE_NOUNS

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_FARTHEST = 60
_SKIPPED = re.compile(r"[\s-]*(?:(?:of (?:them|whom|us|these|those|which) )?(?:is|are|was|were|being) |of (?:them|whom|us|which),? |more |other |or so |odd )?", re.IGNORECASE)  # fmt: skip
PERSONS = frozenset(
    map(
        stem,
        "people persons staff employees men women colleagues technicians engineers nurses teachers agents drivers cooks members".split(),
    )
)
_PEOPLE = PERSONS | frozenset(map(stem, TITLE_NOUNS))
_HUNDRED = 100
_IN_HUNDREDS = frozenset({None, *map(stem, "times ways things reasons questions percent".split())})
_SOON = 60
"""Seconds, and letters before them, that may only say how soon something is seen."""
_AT_ONCE = re.compile(
    r"\b(?:spot|see|saw|tell|know|knew|notice|guess|convince\w*|persuade\w*|sold)\b[^.;]{0,12} (?:in|within|after) (?:about |roughly |under |the first )?$"
)
_MANY_MILES, _MILES = (100, 1_000, 1_000_000), frozenset(map(stem, "miles times ways things reasons".split()))
"""`A million miles off`."""
_COLLECTIVE = re.compile(r"(?:score|dozen|hundreds?|thousands?|millions?)\Z", re.IGNORECASE)
"""`A score of depots` counts depots."""
_STOP = re.compile(
    r"[.,;:!?()\n–—/]|\s-\s|\b(?:a|an|the|of|in|at|on|for|from|to|and|or|with|by|per|who|which|that|as|is|are|was|were|have|has|than|over|under|across|between|each|every|into|off|out|up|will|would|can|may|since|when|where|while|but|about|because|so|if|it|we|you|i|they|all|both|not|after|before|during|within|through|its|their|our|your|my|there|this|these)\b",
    re.IGNORECASE,
)
_UNITS = frozenset(map(stem, "year month week day hour minute second decade percent per point time times euro dollar pound net gross lakh crore shift term season way other half more part people person staff employee".split()))  # fmt: skip
"""Words that say nothing of what is counted, or too little to tell one count from another."""
MEASURES = frozenset(map(stem, "year month week day hour minute second percent point time euro dollar pound kronor kroner crown rupee peso franc shilling cent zloty naira rand ringgit forint cedi dirham lira real yen yuan won lakh crore euros dollars pounds".split()))  # fmt: skip
_MOST = 3
_JOINED = re.compile(r"-([^\W\d_]{3,})")
_RANGE = re.compile(r"(?: to | or | ?[-–] ?)[\d.,]*\d(?![\d%])")
"""The rest of a range, behind which the noun of its first number stands: `45 to 60 guests`."""
_COORDINATING = frozenset({"and", "or", "&", "/", ","})
_MODIFIERS = 2
"""Words before an `and` that may tell the same noun as what stands behind it: `23 ward and admissions clerks`."""
_LABELS = tuple(
    "level step band class grade type year phase stage version iso iec ifrs ias nfpa part week room unit category tier ks zone no no. number wave act section article form code model series fortune forbes ftse nasdaq".split()
)
_LABEL = re.compile(
    rf"(?:(?<!\bevery )(?<!\beach )(?<!\bper )(?<!\bthis )(?<!\blast )(?<!\bthat )\b(?:{'|'.join(map(re.escape, _LABELS))})|(?-i:\b[A-Z]{{2,}}))[ -]?(?:\d{{1,2}} ?[-–/] ?)?\Z",
    re.IGNORECASE,
)
_LABEL_REACH = 16
_PLURALS = frozenset("people staff men women children".split())
_DATED = re.compile(r"\d-\Z")
"""Before the day of `2023-11-17`, which counts nothing."""
_PART_OF_DATE = re.compile(r"\b(?:(?:19|20)\d\d-(?:\d\d-)?|\d{1,2}/(?:\d{1,2}/)?|\d{1,2}:)\Z")
_CLOCK = re.compile(r":\d\d|(?:-\d{1,2})?-(?:19|20)\d\d\b| ?[ap]\.?m\b", re.IGNORECASE)
_DATE_REACH = 9
_MORE = frozenset("more new other another extra further additional last next final".split())
"""`One new restaurant` is one of several."""
_FEW, _MANY = 3, 9
"""`Two gardens` is no rival of twenty-one."""
_NEAR = 45
_SENTENCE = 200
_OF_THEM = re.compile(r" of (?:them|those|these|whom|which)\b")
_SHARE = re.compile(r"\b(?:of (?:which|whom|them|these)|including|among)\b", re.IGNORECASE)


def noun(text: str, number: Number) -> str | None:
    """The stem of the noun that a number counts: the first of the next words that is a plural, or the one that it is joined to (`70-seat`)."""
    return _noun(text, number.start, number.end)


@lru_cache(maxsize=8192)
def _noun(text: str, start: int, end: int) -> str | None:
    if joined := _JOINED.match(text, end):
        return stem(folded(joined[1]))
    ranged = _RANGE.match(text, end)
    behind = ranged.end() if ranged else end
    if _COLLECTIVE.search(text, start, end) and text.startswith(" of ", behind):
        behind += len(" of")
    skipped = _SKIPPED.match(text, behind)
    first_word = skipped.end() if skipped else behind
    rest = text[first_word : first_word + _FARTHEST]
    stop = _STOP.search(rest)
    first = rest[: stop.start()] if stop else rest
    found = _plural(first)
    if found or not stop or stop.group() not in _COORDINATING or not 0 < len(first.split()) <= _MODIFIERS:
        return found
    rest = rest[stop.end() :]
    stop = _STOP.search(rest)
    return _plural(rest[: stop.start()] if stop else rest)


def _plural(phrase: str) -> str | None:
    """The stem of the first plural of a phrase's first words, or of the one that it stands before: `admissions clerks`."""
    words = [match.group() for match in WORD.finditer(folded(phrase))][: _MOST + 1]
    at = next((at for at, word in enumerate(words[:_MOST]) if _is_plural(word)), None)
    if at is None:
        return None
    head = at + 1 if at + 1 < len(words) and _is_plural(words[at + 1]) else at
    return stem(words[head])


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))


def counts_things(text: str, number: Number) -> bool:
    """Whether a number without a unit counts things that are named, so that no time and no amount of money is the same number."""
    return not number.unit and (noun(text, number) or "dollar") not in MEASURES


def counts_people(text: str, number: Number) -> bool:
    """Whether a number counts people, by their trade or as such."""
    return noun(text, number) in _PEOPLE


def is_label(text: str, number: Number) -> bool:
    """Whether a number names its thing and counts nothing: the 2 of `a Year 2 class`, the 15 of `GS-14-15`."""
    if number.unit:
        return False
    start = max(0, number.start - _LABEL_REACH)
    before = text[start : number.start].rstrip(" -–/0123456789")
    may_stand = before[-2:].isupper() or before.lower().endswith(_LABELS)
    return may_stand and bool(_LABEL.search(text, start, number.start))


def counts_nothing(text: str, number: Number) -> bool:
    """Whether a number is a label, a part of a date or a time of day: the numbers of `GS-12`, `2024-01-11`, `9:30 am`."""
    if number.unit:
        return False
    return (
        is_label(text, number)
        or _PART_OF_DATE.search(text, max(0, number.start - _DATE_REACH), number.start) is not None
        or _CLOCK.match(text, number.end) is not None
    )


def is_way_of_speaking(text: str, number: Number) -> bool:
    """Whether a number is the hundred that counts nothing: `a hundred per cent behind it`, `a hundred times`."""
    return is_far_off(text, number) or (number.word and number.value == _HUNDRED and noun(text, number) in _IN_HUNDREDS)


def is_far_off(text: str, number: Number) -> bool:
    """Whether a number only says `many`, or `soon`: `a million miles off`, `a thousand reasons`, `you'd spot it in four seconds`."""
    if number.unit == "seconds" and number.value <= _SOON:
        return _AT_ONCE.search(text[max(0, number.start - _SOON) : number.start]) is not None
    return number.word and number.value in _MANY_MILES and noun(text, number) in _MILES


def differ(text: str, a: Number, b: Number) -> bool:
    """Whether two numbers count different things, of which nobody tells the difference: `45 trucks` and `310 restaurants`, not `18 engineers` of `64 people`."""
    names = {noun(text, a), noun(text, b)}
    return None not in names and len(names) > 1 and not names <= PERSONS


def are_apart(text: str, a: Number, b: Number) -> bool:
    """Whether one of two numbers counts people and the other something else, of which nobody gives the sum: `14 countries and 46 people`."""
    return differ(text, a, b) and (noun(text, a) in PERSONS) != (noun(text, b) in PERSONS)


@lru_cache(maxsize=256)
def _counts(source: Source) -> dict[str, tuple[Number, ...]]:
    """The numbers of a document by what they count."""
    found: dict[str, list[Number]] = {}
    for number in source.numbers:
        if number.unit not in ("", "x") or _DATED.search(source.text, max(0, number.start - 8), number.start):
            continue
        for name in _single(source.text, number) if number.value == 1 else filter(None, [noun(source.text, number)]):
            found.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _single(text: str, number: Number) -> list[str]:
    """What a `one` may count: either of the next two words."""
    rest = text[number.end : number.end + _FARTHEST]
    stop = _STOP.search(rest)
    words = [match.group() for match in WORD.finditer(folded(rest[: stop.start()] if stop else rest))][:2]
    return [] if _MORE.intersection(words) else [stem(word) for word in words]


def of_same(source: Source, text: str, number: Number) -> tuple[Number, ...]:
    """The numbers with which a document counts what the email's number counts; none for units and words as wide as `people`."""
    name = noun(text, number)
    if name is None or name in _UNITS:
        return ()
    return tuple(other for other in _counts(source).get(name, ()) if other.value > _FEW or number.value <= _MANY)


@lru_cache(maxsize=256)
def small(source: Source, name: str) -> tuple[Number, ...]:
    """The counts from two to nine of a noun in a document."""
    return tuple(other for other in _counts(source).get(name, ()) if not other.unit and 1 < other.value <= _MANY)


def is_of(source: Source, other: Number, name: str | None, rivals: tuple[Number, ...]) -> bool:
    """Whether a number of a document counts the thing of that name: itself, a share of it (`of which 22`), or with the noun close behind."""
    if other in rivals:
        return True
    behind = source.text[other.end : other.end + _NEAR]
    if _OF_THEM.match(behind) and any(0 < other.start - rival.end < _SENTENCE for rival in rivals):
        return True
    if name in stems(behind.split(".")[0]):
        return True
    return any(rival.end < other.start < rival.end + _SENTENCE and _SHARE.search(source.text, rival.end, other.start) for rival in rivals)
