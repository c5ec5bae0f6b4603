"""Whether a posting bears out a number: as it stands, in other digits or units, counted of the same thing, or worked out.

    stated(job, number, text)    -> the evidence, or None

Amounts of money must stand as such: `6,500 pallets` bear out no pay of 6,500, and they are never worked out. Where the posting counts the
same thing with another number (`45 trucks`), a number that stands there of something else (`220 people`) is none of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import counted

if TYPE_CHECKING:
    from pipeline.grounding.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_AMOUNTS = {"over": (0.995, 1.1), "under": (0.92, 1.005), "about": (0.95, 1.05), "": (0.9985, 1.0015)}
"""The same for money: `up to £80,000` is no way to say £70,000."""
_BOUNDS = {"over": (0.995, 1.4), "under": (0.83, 1.005), "about": (0.87, 1.15), "": (0.9985, 1.0015)}
"""How large the posting's number may be beside the one that is said, as shares of it: `over 40` may be 41 or 60, not 39."""
_DAYS = {"years": 365.25, "months": 30.44, "weeks": 7.0, "days": 1.0, "hours": 1 / 24, "minutes": 1 / 1440}
PERIODS = frozenset(_DAYS)
_PLAN = re.compile(r"40[13] ?\(?[kb]\b", re.IGNORECASE)
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(year|month|week|day|hour|minute)s?\b", re.IGNORECASE)
_CENTS = re.compile(r"^[^.;]{0,12}\b(?:cents|pence|p)\b", re.IGNORECASE)
_RATIO = re.compile(r"\w+ (?:in|out of)(?: every)? (\w+)$", re.IGNORECASE)
_CURRENCIES = r"[£$€¥₹₦₱₺₩₫₴]"
_MONEY_BEFORE = re.compile(
    rf"(?:{_CURRENCIES}|(?-i:\b[A-Z]{{2,3}}\$?)) ?(?:[\d.,]+ ?(?:to|and|-|–) ?)?$|"
    r"\b(?:pay|salary|wage|wages|gross|net|basic|budget|allowance|stipend|bonus|fees?|costs?|grant|income|turnover|revenue|sales)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    rf"^ ?(?:(?:to|and|-|–) ?[\d.,]+ ?)?(?:{_CURRENCIES}|(?-i:[A-Z]{{3}}\b)|(?:net|gross|euros?|dollars?|pounds?|lakh|crore|zł|kr|a (?:month|year|week|day)|an hour|(?:per|/) ?(?:hour|day|week|month|year|annum)|monthly|yearly|annually|hourly)\b)",
    re.IGNORECASE,
)
_NEAR = 45
"""Characters between two numbers that are added up."""
_ABOUT_TEN = 8
"""Numbers of one paragraph that are tried together."""
_FEW_ITEMS = 3
_OFTEN = 12
"""Up to here a number may stand in any text by chance."""


def stated_of(job: Source, text: str, number: Number, rivals: tuple[Number, ...]) -> Evidence | None:
    """Where the posting bears out a number of things that it counts."""
    name = counted.noun(text, number)
    for other in job.numbers:
        if counted.is_of(job, other, name, rivals) and within(number, other.value) and comparable(number, other):
            return job.evidence(other.start, other.end)
    if found := _same_digits(job, number, text, money=False):
        return found if counted.noun(job.text, replace(number, end=found.end or 0)) == name else None
    share = _OFTEN < number.value < max(rival.value for rival in rivals)
    return _worked_out(job, number) if share or len(rivals) > 1 else None


def stated(job: Source, number: Number, text: str, *, money: bool = False, year: int = 0) -> Evidence | None:
    """Where the posting bears a number out."""
    cents = replace(number, value=number.value / 100, unit="currency")
    found = (
        same(job, number, money=money)
        or _same_digits(job, number, text, money=money)
        or (_same_ratio(job, text[number.start : number.end]) if number.unit == "%" else None)
        or (same(job, cents) if _CENTS.match(text[number.end :]) else None)
    )
    if found or money:
        return found
    if number.unit in PERIODS and (found := _same_range(job, number) or _same_time(job, number)):
        return found
    return (_age(job, number, year) if number.unit == "years" else None) or _worked_out(job, number)


def within(said: Number, value: float) -> bool:
    """Whether a value is one that a number, with its `over` or `nearly`, is a true way to say."""
    low, high = (_AMOUNTS if said.unit == "currency" else _BOUNDS)[said.hedge]
    return low * said.value <= value <= high * said.value


def comparable(said: Number, given: Number) -> bool:
    """Same unit, or one of the two without any; a share is never an amount."""
    if said.unit == given.unit:
        return True
    if said.unit in PERIODS:
        return False
    if "%" in (said.unit, given.unit) or "year" in (said.unit, given.unit):
        return False
    return not said.unit or not given.unit


def same(source: Source, said: Number, *, money: bool = False) -> Evidence | None:
    """Where a document has the number."""
    for other in source.numbers:
        if (
            (not money or other.unit == "currency" or _is_money(source.text, other.start, other.end))
            and within(said, other.value)
            and (comparable(said, other) or _over_line(source, said, other))
            and not _PLAN.match(source.text, other.start)
        ):
            return source.evidence(other.start, other.end)
    return None


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether digits of a document stand for an amount."""
    return bool(_MONEY_BEFORE.search(text[max(0, start - 60) : start]) or _MONEY_AFTER.match(text[end : end + 40]))


def _over_line(source: Source, said: Number, given: Number) -> bool:
    """Whether the unit of a number stands on the next line."""
    following = _NEXT_LINE.match(source.text, given.end)
    return bool(following and not given.unit and following[1].lower() == said.unit.removesuffix("s"))


def _same_digits(job: Source, said: Number, text: str, *, money: bool) -> Evidence | None:
    """The digits themselves, for ranges whose scale stands behind the second number only and for other separators."""
    if said.word or (said.hedge and not money):
        return None
    digits = _bare(text[said.start : said.end])
    if (len(digits) < 2 and not money) or not digits:
        return None
    places = _digits(job.text)
    for form in (digits, f"{digits}000") if money else (digits,):
        if form in places:
            start, end = places[form]
            if money and not _is_money(job.text, start, end):
                continue
            if said.unit != "%" or "%" in job.text[end : end + 3] or "per" in job.text[end : end + 5]:
                return job.evidence(start, end)
    return None


def _bare(text: str) -> str:
    found = re.search(r"\d[\d.,  ’']*", text)
    return re.sub(r"\D|[.,]\d{1,2}$", "", found.group().rstrip(" .,")) if found else ""


@lru_cache(maxsize=64)
def _digits(text: str) -> dict[str, tuple[int, int]]:
    return {_bare(match.group()): match.span() for match in re.finditer(r"\d(?:[.,  ’']?\d){0,14}", text)}


def _same_time(job: Source, said: Number) -> Evidence | None:
    days = said.value * _DAYS[said.unit]
    low, high = _BOUNDS[said.hedge]
    for other in job.numbers:
        if other.unit in _DAYS and 0.97 * low * days <= other.value * _DAYS[other.unit] <= 1.03 * high * days:
            return job.evidence(other.start, other.end)
    return None


def _same_ratio(job: Source, said: str) -> Evidence | None:
    """`One in seven` in a posting that says `one week in seven`."""
    ratio = _RATIO.search(said.strip())
    found = re.search(rf"\b(?:in|out of|of)(?: every)? {re.escape(ratio[1])}\b", job.text, re.IGNORECASE) if ratio else None
    return job.evidence(*found.span()) if found else None


def _same_range(job: Source, said: Number) -> Evidence | None:
    """The first number of `3-5 years`, whose unit stands behind the second."""
    for number, following in pairwise(job.numbers):
        if not number.unit and following.unit == said.unit and following.start - number.end < 6 and within(said, number.value):
            return job.evidence(number.start, following.end)
    return None


def _age(job: Source, said: Number, year: int) -> Evidence | None:
    """`thirty years` of a firm that began in 1996."""
    for other in job.numbers:
        if other.unit == "year" and (within(said, year - other.value) or abs(year - other.value - said.value) <= 1):
            return job.evidence(other.start, other.end)
    return None


def _worked_out(job: Source, said: Number) -> Evidence | None:
    """A sum, difference or share of numbers in one paragraph, or the length of a list."""
    for start, end, given in _paragraphs(job):
        low, high = _BOUNDS[said.hedge]
        if said.after.startswith("point"):
            results = [abs(a.value - b.value) for a, b in pairwise(given) if a.unit == b.unit == "%"]
        elif said.unit == "%":
            results = _shares(given)
            low, high = min(low, 0.97), max(high, 1.03)
        else:
            alike = [other for other in given if other.unit == said.unit][:_ABOUT_TEN]
            plain = [other.value for other in alike]
            near = [(a.value, b.value) for a, b in pairwise(alike) if b.start - a.end <= _NEAR]
            results = [a + b for a, b in near] + [abs(a - b) for a, b in near]
            results += [value * share.value / 100 for value in plain for share in given if share.unit == "%"]
            results += [_length(job.text[start:end])] if not said.unit else [5 - value for value in plain] if said.unit == "days" else []
        if any(low * said.value <= result <= high * said.value for result in results):
            return job.evidence(start, end)
    return None


def _shares(given: list[Number]) -> list[float]:
    """What one number is of the next, and what it fell or rose to."""
    found = [100 - other.value for other in given if other.unit == "%"]
    for a, b in pairwise([other for other in given if other.unit not in ("year", "currency")]):
        if a.unit == b.unit and a.value and b.value:
            small, large = sorted((a.value, b.value))
            found += [100 * small / large, 100 * (large - small) / large, 100 * (large - small) / small]
    return found


def _length(line: str) -> float:
    items = len(re.findall(r",|;|\band\b|&", line)) + 1
    return float(items) if items > _FEW_ITEMS else -1.0


@lru_cache(maxsize=64)
def _paragraphs(job: Source) -> list[tuple[int, int, list[Number]]]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", job.text)]
    found, at, given = [], 0, job.numbers
    for start, end in lines:
        own = []
        while at < len(given) and given[at].start < end:
            if not _PLAN.match(job.text, given[at].start):
                own.append(given[at])
            at += 1
        if own or end - start > 40:
            found.append((start, end, own))
    return found
