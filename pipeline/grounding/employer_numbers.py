"""Numbers that an email tells of the employer and the role, against those of the posting.

A number is borne out by one of the posting with a unit that fits, by the same digits (`9.500` for `9,500`, `48 to 58 lakh`), by the
same time in another unit (`half a year`), or by a sum, difference or share of numbers in one paragraph. `over`, `nearly` and `about`
widen it to that side. Amounts of money must stand as such: they are never worked out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import numbers, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.numbers import Number
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_AMOUNTS = {"over": (0.995, 1.1), "under": (0.92, 1.005), "about": (0.95, 1.05), "": (0.9985, 1.0015)}
"""The same for money: `up to £80,000` is no way to say £70,000."""
_SMALL = 3
"""Up to here a number without a unit is a way of speaking more often than a figure."""
_BOUNDS = {"over": (0.995, 1.5), "under": (0.7, 1.005), "about": (0.87, 1.15), "": (0.9985, 1.0015)}
"""How large the posting's number may be beside the one that is said, as shares of it: `over 40` may be 41 or 60, not 39."""
_DAYS = {"years": 365.25, "months": 30.44, "weeks": 7.0, "days": 1.0, "hours": 1 / 24, "minutes": 1 / 1440}
_PERIODS = frozenset(_DAYS)
_MONEY = re.compile(r"^\s*(?:euros?|dollars?|pounds?|kronor|kroner|złoty|zloty|rupees?|pesos?|shillings?|cents?|lakh|crore|EUR|USD|GBP|PLN|RON|CHF|SEK|NOK|DKK|net|gross)\b", re.IGNORECASE)  # fmt: skip
_CALL = re.compile(
    r"\b(?:call|chat|talk|phone|ring|speak|conversation|coffee|meet(?:ing)?|video|zoom|reply|spare|free|get back|hear)\b", re.IGNORECASE
)
_OTHER = re.compile(r"^\W*(?:a\.?m\b|p\.?m\b|o['’]clock|:\d\d|%? ?(?:sure|certain)\b)|^(?:st|nd|rd|th)?\W*(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)  # fmt: skip
_LABEL = re.compile(
    r"(?:\b(?:level|step|band|class|grade|type|year|years|phase|stage|version|iso|iec|ifrs|nfpa|part|week|room|unit|category|tier|ks|zone|no\.?|number|act|section|article|form|code|model|series|top|a|ref\.?|reference)|(?-i:\b[A-Z]{2,}[A-Z\d/]*)|[@:/#-])[ -]?$",
    re.IGNORECASE,
)
_BY_DATE = re.compile(r"\b(?:on|until|by|before|from|since|between|than|the) (?:the )?$", re.IGNORECASE)
_FOUNDED = re.compile(
    r"\b(?:since|founded|established|started|began|begun|opened|formed|created|born|dates?|dating|going|back|launched|set up|in business)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"an? (?:third|quarter|fourth|fifth|sixth|seventh|eighth|tenth)\b(?! of)(?:\W|$)", re.IGNORECASE)
_PLAN = re.compile(r"40[13] ?\(?[kb]\b", re.IGNORECASE)
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(year|month|week|day|hour|minute)s?\b", re.IGNORECASE)
_CENTS = re.compile(r"^[^.;]{0,12}\b(?:cents|pence|p)\b", re.IGNORECASE)
_ASKED_UP_TO = re.compile(r",|\b(?:and|but|while|where) (?:I|my|mine)\b|\bI (?:have|bring|hold|am)\b|;")
_ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|want(?:s|ed)?|need(?:s|ed)?|requir\w+|look(?:s|ing)?|seek(?:s|ing)?|expect(?:s|ed)?|call(?:s|ed)? for|specif\w+|demand\w*)\b",
    re.IGNORECASE,
)
_REACH = 150
"""Characters before a number in which its subject is looked for."""
_OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_OFTEN = 12
"""Up to here a number may stand in any resume by chance."""
_NEAR = 45
"""Characters between two numbers that are added up."""
_ABOUT_TEN = 8
"""Numbers of one paragraph that are tried together."""


def judged(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that are numbers about the employer."""
    frame = letter.frame(clause)
    outreach = letter.sources.direction is Direction.OUTREACH
    for number in numbers.find(clause.text):
        if not _counts(clause, number):
            continue
        money = number.unit == "currency" or bool(_MONEY.match(clause.text[number.end : number.end + 20]))
        before = clause.text[max(0, number.start - _REACH) : number.start]
        theirs = bool(_OURS.search(before)) if outreach else subject.addressed(before)
        if frame.mood is Mood.QUESTION:
            told = money and outreach
        elif frame.mood is Mood.ASKED and not frame.employer_only:
            told = _is_asked(clause, number)
        elif number.unit in ("years", "months") and not outreach:
            told = theirs and frame.mood is Mood.ASKED
        elif frame.employer_only:
            told = True
        else:
            told = (theirs and not outreach) or (
                frame.mood in (Mood.WISH, Mood.NEGATIVE) and not frame.candidate_only and number.unit not in _PERIODS
            )
        if told and not (frame.candidate_only and not outreach):
            yield _judge(letter.sources, clause, number, money=money, sure=frame.employer_only, theirs=theirs)


def _counts(clause: Clause, number: Number) -> bool:
    """Whether a number is a figure about the employer that a posting can bear out."""
    before, after = clause.text[max(0, number.start - 60) : number.start], clause.text[number.end : number.end + 60]
    if number.unit == "year":
        return bool(_FOUNDED.search(before))
    return not (
        (number.value <= _SMALL and not number.unit)
        or (number.unit in _PERIODS and (number.value < 1 or (number.unit in ("minutes", "hours") and _CALL.search(before + after))))
        or _is_label(clause.text, number, before, after)
    )


def _is_label(text: str, number: Number, before: str, after: str) -> bool:
    """Whether a number stands for a rank, a date, a time of day, a reference."""
    said = text[number.start : number.end].strip().lower()
    return bool(
        re.search(r"\d(?:st|nd|rd|th)$", said)
        or _OTHER.match(after)
        or _LABEL.search(before)
        or said in ("half", "a half", "one half")
        or (number.unit == "%" and _ORDINAL.match(text, number.start))
        or (_BY_DATE.search(before) and number.value <= 31 and not number.unit and not number.after)
    )


def _is_asked(clause: Clause, number: Number) -> bool:
    """Whether a number belongs to what is asked for, not to what the candidate sets beside it."""
    before = clause.text[max(0, number.start - _REACH) : number.start]
    asks = _ASKS.search(before)
    return bool(asks and not _ASKED_UP_TO.search(before, asks.end()))


def _judge(sources: Sources, clause: Clause, number: Number, *, money: bool, sure: bool, theirs: bool) -> Claim:
    said = clause.text[number.start : number.end].strip()
    found = stated(sources.job, number, clause.text, money=money, year=sources.date.year)
    if found:
        return claim(clause, number.start, number.end, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting gives this number.", found)
    request = sources.request
    for text in (request.wishes, request.subject):
        if text and any(_comparable(number, other) and _within(number, other.value) for other in numbers.find(text)):
            return claim(clause, number.start, number.end, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The request gives this number.", sources.given(text))  # fmt: skip
    application = sources.direction is Direction.APPLICATION
    if (own := _same(sources.resume, number)) and (not money or application) and not (theirs and number.value > _OFTEN):
        return claim(clause, number.start, number.end, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The resume gives this number.", own)
    what = "this amount" if money else "this number"
    where = "the posting does not give" if sure else "neither posting nor resume gives"
    return claim(clause, number.start, number.end, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{said}'; {where} {what}.")


def stated(job: Source, number: Number, text: str, *, money: bool = False, year: int = 0) -> Evidence | None:
    """Where the posting bears a number out."""
    return (
        _same(job, number)
        or _same_digits(job, number, text, money=money)
        or (_same(job, replace(number, value=number.value / 100, unit="currency")) if _CENTS.match(text[number.end :]) else None)
        or (_same_range(job, number) if number.unit in _PERIODS else None)
        or (_same_time(job, number) if number.unit in _PERIODS else None)
        or (_age(job, number, year) if number.unit == "years" else None)
        or (None if money else _worked_out(job, number))
    )


def _within(said: Number, value: float) -> bool:
    low, high = (_AMOUNTS if said.unit == "currency" else _BOUNDS)[said.hedge]
    return low * said.value <= value <= high * said.value


def _comparable(said: Number, given: Number) -> bool:
    """Same unit, or one of the two without any; a share is never an amount."""
    if said.unit == given.unit:
        return True
    if said.unit in _PERIODS:
        return False
    if "%" in (said.unit, given.unit) or "year" in (said.unit, given.unit):
        return False
    return not said.unit or not given.unit


def _same(source: Source, said: Number) -> Evidence | None:
    for other in source.numbers:
        if (
            _within(said, other.value)
            and (_comparable(said, other) or _over_line(source, said, other))
            and not _PLAN.match(source.text, other.start)
        ):
            return source.evidence(other.start, other.end)
    return None


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


def _same_range(job: Source, said: Number) -> Evidence | None:
    """The first number of `3-5 years`, whose unit stands behind the second."""
    for number, following in pairwise(job.numbers):
        if not number.unit and following.unit == said.unit and following.start - number.end < 6 and _within(said, number.value):
            return job.evidence(number.start, following.end)
    return None


def _age(job: Source, said: Number, year: int) -> Evidence | None:
    """`thirty years` of a firm that began in 1996."""
    for other in job.numbers:
        if other.unit == "year" and (_within(said, year - other.value) or abs(year - other.value - said.value) <= 1):
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
    return float(items) if items > _SMALL else -1.0


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
