"""Whether a posting bears out a number: as it stands, in other digits or units, counted of the same thing, or worked out.

    stated(job, number, text)    -> the evidence, or None

Amounts of money must stand as such: `6,500 pallets` bear out no pay of 6,500, and they are never worked out. Where the posting counts the
same thing with another number (`45 trucks`), a number that stands there of something else (`220 people`) is none of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted, numbers
from pipeline.grounding.posting import posting_periods, posting_sums
from pipeline.grounding.posting.conditions import full_time, presence, working_hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_STOP = re.compile(r"[.;\n]")
_AMOUNTS = {"over": (0.995, 1.1), "under": (0.92, 1.005), "about": (0.95, 1.05), "": (0.9985, 1.0015)}
"""`posting_sums.BOUNDS` for money: `up to £80,000` is no way to say £70,000."""
_DAYS = {"years": 365.25, "months": 30.44, "weeks": 7.0, "days": 1.0, "hours": 1 / 24, "minutes": 1 / 1440}
_WORKING = 5 / 7
_CLOCK, _CALENDAR = 0.03, 0.1
"""How far two times in other units may lie apart: `a month and a half` is six weeks."""
PERIODS = frozenset(_DAYS)
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(year|month|week|day|hour|minute)s?\b", re.IGNORECASE)
_CENTS = re.compile(r"^[^.;]{0,12}\b(?:cents|pence|p)\b", re.IGNORECASE)
_RATIO = re.compile(r"(\w+) (?:in|out of)(?: every)? (\w+)$", re.IGNORECASE)
_CURRENCIES = r"[£$€¥₹₦₱₺₩₫₴]"
_MONEY_BEFORE = re.compile(
    rf"(?:{_CURRENCIES}|(?-i:\b[A-Z]{{2,3}}\$?)) ?(?:[\d.,]+ ?(?:to|and|-|–) ?)?$|"
    r"\b(?:pay|salary|wage|wages|gross|net|basic|budget|allowance|stipend|bonus|fees?|costs?|grant|income|turnover|revenue|sales)\b(?:[^\n.;]|[.;](?! [A-Z])){0,40}$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    rf"^ ?(?:(?:to|and|-|–) ?[\d.,]+ ?)?(?:{_CURRENCIES}|(?-i:[A-Z]{{3}}\b)|(?:net|gross|euros?|dollars?|pounds?|lakh|crore|zł|kr|a (?:month|year|week|day)|an hour|(?:per|/) ?(?:hour|day|week|month|year|annum)|monthly|yearly|annually|hourly)\b)",
    re.IGNORECASE,
)
_POST = r"(?:appointment|contract|post|position|role|term|tour|engagement|assignment|placement|fellowship|internship|secondment|project|residency|programme|program|studentship|apprenticeship|traineeship|job)"
_POST_BEHIND = re.compile(
    rf"[ -]*(?:\([\w ]{{1,30}}\) ?)?(?:(?:fixed|limited|full|part|paid|renewable|initial|term|time|temporary|rolling|freelance|[\w]+al)[ -]){{0,4}}{_POST}s?\b",
    re.IGNORECASE,
)
_POST_BEFORE = re.compile(
    rf"\b(?:{_POST} (?:(?!calls\b|asks\b|looks\b)\w+ )?(?:is|runs?|lasts?|will (?:run|last|be)|would (?:run|last|be)|of|for|duration)[ :]*(?:for |about |initially |limited to |expected to last |as long as |as much as |up to |at most |no (?:more|longer) than |full |just |only |an? |the )*|"
    rf"(?:duration|length|term|contract(?: length| duration| type)?|{_POST} length)[ ]*:[ ]*[^\n.]{{0,25}}|(?:runs|lasts) (?:for |as long as |up to |an? |full )*|{_POST}\b[^.;:\d]{{0,50}}\b(?:extend\w*|extension|renew\w*|prolong\w*|stretch\w*|maximum|total|limited|up)\b(?: [a-z]+){{0,4}} |(?:extended|renewed|prolonged) (?:(?:by|for|to) )?(?:an? |up to |another |additional |further )*|(?:not|to) exceed(?:ing)? |maximum of |fixed[- ]term[ ,(]*(?:\w+ )?(?:for |of )?|limited to )$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:my|your|his|her)(?: \w+)? $", re.IGNORECASE)
_REACH = 80
_PEOPLE_OF = re.compile(r"\b(?:staff|teams?|crew|workforce|headcount|faculty|company|firm) of (?:\w+ ){0,2}$", re.IGNORECASE)
_PEOPLE = re.compile(r" (?:[a-z-]+ )?(?:people|employees|staff|colleagues|specialists|engineers|teachers|nurses|members)\b", re.IGNORECASE)
_SUPPLEMENT, _CENT = 0.25, 0.005
_PLUS = re.compile(r"\+|\b(?:plus|and|with)\b", re.IGNORECASE)
_MORE = re.compile(r" (?:more|extra|on top)\b", re.IGNORECASE)
_PERMANENT = re.compile(
    r"\b(?:permanent|open-ended|indefinite) (?:job|post|position|role|contract|appointment)\b(?! (?:after|once|following|possible))",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d ?[-–/] ?\Z")
"""Before the rest of a code: the 15 of `2210 - 15`."""
_AT_MOST = re.compile(r"\b(?:up to|at most|no more than|maximum of|as much as|as high as) ?\Z", re.IGNORECASE)
"""What names the most that is paid, which is one amount."""
_AT_LEAST = re.compile(
    r"\b(?:at least|no less than|not less than|(?:a |the )?minimum(?: \w+)? (?:is|of)|start(?:s|ing)? (?:at|from)) ?\Z", re.IGNORECASE
)
_TOP_BEFORE = re.compile(
    r"\b(?:max(?:imum)?|up to|at most|no more than|cap(?:ped)?|not (?:to )?exceed(?:ing)?|ceiling)\b[^.;\d]{0,60}\Z", re.IGNORECASE
)
_BOTTOM_BEFORE = re.compile(
    r"\b(?:min(?:imum)?|at least|no less than|starting (?:at|from)|starts (?:at|from))\b[^.;\d]{0,60}\Z", re.IGNORECASE
)
_RANGE_BEFORE = re.compile(r"(?:[$£€]\d|\d[\d.,]*\d|\d(?=[kK]))(?:[kK]|,? ?(?:an?|per|/) ?\w+)? ?(?:to|and|-|–|—) ?\Z")
_RANGE_BEHIND = re.compile(rf"(?:,? ?(?:an?|per|/) ?\w+)? ?(?:to|and|-|–|—) ?(?:{_CURRENCIES}|[A-Z]{{3}})? ?\d")
"""The ends of what is paid, as a posting tells them."""
_MIDDLE = re.compile(r"\b(?:mid-?(?:point|dle|way)?|middle|half-?way|average|mean|cent(?:re|er))\b", re.IGNORECASE)
_WIDE = re.compile(r" (?:wide|apart|between (?:them|the two)|from (?:top to bottom|end to end))\b")
_TEN_THOUSAND, _HALF, _FULL = 10_000, 500, 1000
_OFTEN = 12
"""Up to here a number may stand in any text by chance."""


def is_term(text: str, number: Number) -> bool:
    """Whether a time is how long a post lasts: `a three-year appointment`, `the contract runs for 18 months`."""
    before, after = text[max(0, number.start - _REACH) : number.start], text[number.end : number.end + _REACH]
    return bool((_POST_BEHIND.match(after) and not _OWN.search(before)) or _POST_BEFORE.search(before))


@lru_cache(maxsize=256)
def _terms(job: Source) -> list[Number]:
    """How long the post lasts, as often as the posting says so."""
    return [other for other in job.numbers if other.unit in PERIODS and is_term(job.text, other)]


def stated_of(job: Source, text: str, number: Number, rivals: tuple[Number, ...]) -> Evidence | None:
    """Where the posting bears out a number of things that it counts."""
    name = counted.noun(text, number)
    for other in _fitting(job, number):
        if not comparable(number, other):
            continue
        bare = (
            number.value > _OFTEN
            and other.unit == ""
            and counted.noun(job.text, other) is None
            and not (counted.is_label(job.text, other) or _CODE.search(job.text, max(0, other.start - 8), other.start))
        )  # `we did 97 last year`
        if bare or counted.is_of(job, other, name, rivals):
            return job.evidence(other.start, other.end)
    if found := _same_digits(job, number, text, money=False):
        return found if counted.noun(job.text, replace(number, end=found.end or 0)) == name else None
    if times := posting_sums.times(job, number):
        return times
    share = _OFTEN < number.value < max(rival.value for rival in rivals)
    return posting_sums.worked_out(job, number, alike=True) if share or len(rivals) > 1 else None


def same_share(job: Source, number: Number, text: str) -> Evidence | None:
    """Where a posting has a share as such, or what it leaves."""
    rest = replace(number, value=100 - number.value)
    return same(job, number) or same(job, rest) or _same_ratio(job, text[number.start : number.end])


def stated(job: Source, number: Number, text: str, *, money: bool = False, people: bool = False, year: int = 0) -> Evidence | None:
    """Where the posting bears a number out, one of `people` as such; the least that is paid by no top of a range, the most by no bottom."""
    found = _stated(job, number, text, money=money, people=people, year=year)
    end = _wrong_end(text, number) if found and money else ""
    return _another(job, number, end) if found and end and _is_end(job, found, end) else found


def _stated(job: Source, number: Number, text: str, *, money: bool, people: bool, year: int) -> Evidence | None:
    if money and _AT_MOST.search(text, max(0, number.start - _REACH), number.start):
        number = replace(number, hedge="")
    part = full_time.share(job, number, text)
    if part or (number.unit == "%" and full_time.is_share(text, number) and full_time.given(job)):
        return part
    if not money and (people or _is_of_people(text, number)):
        return _of_people(job, number) or posting_sums.worked_out(job, number, listed=False)
    if number.unit in PERIODS and is_term(text, number) and ((terms := _terms(job)) or _PERMANENT.search(job.text)):
        return next((job.evidence(other.start, other.end) for other in terms if _lasts(number, other)), None)
    fits = partial(within, number)
    found = (
        same(job, number, money=money)
        or _same_digits(job, number, text, money=money)
        or (_same_ratio(job, text[number.start : number.end]) if number.unit == "%" else None)
        or _in_thousands(job, number, text)
        or (same(job, replace(number, value=number.value / 100, unit="currency")) if _CENTS.match(text[number.end :]) else None)
    )
    if found or money:
        return found or _with_supplement(job, number) or _middle(job, number, text) or posting_periods.by_period(job, number, text, fits)
    if number.unit in PERIODS and (
        found := posting_periods.each(job, number, text)
        or _same_range(job, number)
        or _same_time(job, number)
        or _elided(job, number)
        or posting_periods.spaced(job, number, fits)
        or presence.left(job, number, text)
        or working_hours.given(job, number, text)
    ):
        return found
    return (
        (posting_periods.age(job, number, year, fits) if number.unit == "years" else None)
        or (
            posting_periods.season(job, fits)
            if number.unit == "months"
            else posting_periods.weeks(job, number)
            if number.unit == "weeks"
            else None
        )
        or posting_sums.worked_out(job, number, text)
    )


def _wrong_end(text: str, said: Number) -> str:
    """Which end of what is paid cannot bear out an amount told as the least, or as the most: `at least $170,000`."""
    before = text[max(0, said.start - _REACH) : said.start]
    return "top" if _AT_LEAST.search(before) else "bottom" if _AT_MOST.search(before) else ""


def _is_end(job: Source, found: Evidence, end: str) -> bool:
    """Whether an amount of a posting is the most that is paid, or the least: it says so, or the amount is that end of a range."""
    if found.start is None or found.end is None:
        return False
    before, after = job.text[max(0, found.start - _REACH) : found.start], job.text[found.end : found.end + _REACH]
    if end == "top":
        return bool(_TOP_BEFORE.search(before) or _RANGE_BEFORE.search(before))
    return bool(_BOTTOM_BEFORE.search(before) or _RANGE_BEHIND.match(after))


def _another(job: Source, said: Number, end: str) -> Evidence | None:
    """Another amount of the posting that an amount is a true way to say, and that is not that end of what is paid."""
    given = (job.evidence(other.start, other.end) for other in _fitting(job, said) if other.unit == "currency")
    return next((one for one in given if not _is_end(job, one, end)), None)


def _with_supplement(job: Source, said: Number) -> Evidence | None:
    """An amount with the one that is paid on top of it: `$18 an hour plus $2 at night`."""
    for base, more in pairwise(other for other in job.numbers if other.unit == "currency"):
        if (
            more.value < _SUPPLEMENT * base.value
            and abs(base.value + more.value - said.value) < _CENT
            and more.start - base.end <= posting_sums.NEAR
            and (_PLUS.search(job.text, base.end, more.start) or _MORE.match(job.text, more.end))
        ):
            return job.evidence(base.start, more.end)
    return None


def _middle(job: Source, said: Number, text: str) -> Evidence | None:
    """The middle of a range of amounts or how wide it is, told as such: `the midpoint is about $67,700`."""
    wide = _WIDE.match(text, said.end)
    if not (wide or _MIDDLE.search(text, max(0, said.start - _REACH), said.end + _REACH)):
        return None
    for low, high in pairwise(other for other in job.numbers if other.unit == "currency"):
        told = high.value - low.value if wide else (low.value + high.value) / 2
        if high.start - low.end <= posting_sums.NEAR and within(said, told):
            return job.evidence(low.start, high.end)
    return None


def _is_of_people(text: str, number: Number) -> bool:
    """Whether a number counts people, as no amount of money does."""
    return not number.unit and bool(
        _PEOPLE_OF.search(text[max(0, number.start - _REACH) : number.start]) or _PEOPLE.match(text, number.end)
    )


def _of_people(job: Source, said: Number) -> Evidence | None:
    """The number where the posting has it of anything but money."""
    plain = (
        other
        for other in _fitting(job, said)
        if other.unit in ("", "x")
        and (counted.counts_people(job.text, other) or not _is_money(job.text, other.start, other.end))
        and not counted.counts_nothing(job.text, other)
    )
    return next((job.evidence(other.start, other.end) for other in plain), None)


def within(said: Number, value: float) -> bool:
    """Whether a value is one that a number, with its `over` or `nearly`, is a true way to say."""
    least, most = _range(said)
    return least <= value <= most or numbers.is_rounding(said, value)


def _fitting(source: Source, said: Number) -> Iterator[Number]:
    """The numbers of a document whose values a number is a true way to say."""
    least, most = _range(said)
    for other in source.numbers:
        if least <= other.value <= most or numbers.is_rounding(said, other.value):
            yield other


def _range(said: Number) -> tuple[float, float]:
    """The least value and the most that a number is a true way to say, its roundings apart."""
    low, high = (_AMOUNTS if said.unit == "currency" else posting_sums.BOUNDS)[said.hedge]
    return low * said.value, high * said.value


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
    for other in _fitting(source, said):
        if (
            (not money or other.unit == "currency" or _is_money(source.text, other.start, other.end) or _is_to_hundredth(said, other))
            and (money or other.value == said.value or said.unit or other.unit not in ("currency", *PERIODS))
            and (comparable(said, other) or _over_line(source, said, other))
        ):
            return source.evidence(other.start, other.end)
    return None


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether digits of a document stand for an amount."""
    return bool(_MONEY_BEFORE.search(text[max(0, start - 60) : start]) or _MONEY_AFTER.match(text[end : end + 40]))


def _is_to_hundredth(said: Number, given: Number) -> bool:
    """Whether two amounts agree to the hundredth, as in a column of a table whose sign stands elsewhere."""
    return given.value == said.value and given.value % 1 > 0 and given.unit == ""


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
            if (money and not _is_money(job.text, start, end)) or _is_other_time(job, said, start):
                continue
            if said.unit != "%" or "%" in job.text[end : end + 3] or "per" in job.text[end : end + 5]:
                return job.evidence(start, end)
    return None


def _in_thousands(job: Source, said: Number, text: str) -> Evidence | None:
    """`Between 43 and 50 thousand` for £43,742 to £50,056: an amount without its hundreds."""
    if said.unit not in ("", "currency") or said.value < _TEN_THOUSAND or said.value % 1000 or "000" in text[said.start : said.end]:
        return None
    near = (other for other in job.numbers if -_HALF <= other.value - said.value < _FULL)
    found = next((other for other in near if other.unit == "currency" or _is_money(job.text, other.start, other.end)), None)
    return job.evidence(found.start, found.end) if found else None


def _is_other_time(job: Source, said: Number, start: int) -> bool:
    """Whether the digits at a place of a posting are of another unit of time."""
    return said.unit in PERIODS and any(other.start == start and other.unit in PERIODS - {said.unit} for other in job.numbers)


def _bare(text: str) -> str:
    found = re.search(r"\d[\d.,  ’']*", text)
    return re.sub(r"\D|[.,]\d{1,2}$", "", found.group().rstrip(" .,")) if found else ""


@lru_cache(maxsize=256)
def _digits(text: str) -> dict[str, tuple[int, int]]:
    return {_bare(match.group()): match.span() for match in re.finditer(r"\d(?:[.,  ’']?\d){0,14}", text)}


def _same_time(job: Source, said: Number) -> Evidence | None:
    return next((job.evidence(other.start, other.end) for other in job.numbers if other.unit in _DAYS and _lasts(said, other)), None)


def _lasts(said: Number, other: Number) -> bool:
    """Whether two times are the same one, in whatever units."""
    days = said.value * _DAYS[said.unit]
    low, high = posting_sums.BOUNDS[said.hedge]
    loose = said.unit != other.unit and ("months" in (said.unit, other.unit) or said.value % 1 > 0)
    slack = _CALENDAR if loose else _CLOCK
    given = [other.value * _DAYS[other.unit]]
    if {said.unit, other.unit} == {"weeks", "days"}:  # five weeks of leave are 25 working days
        given.append(given[0] * (_WORKING if said.unit == "days" else 1 / _WORKING))
    return any((1 - slack) * low * days <= one <= (1 + slack) * high * days for one in given)


def _elided(job: Source, said: Number) -> Evidence | None:
    """The second time of `in for 40 minutes, out for 15`, whose unit stands with the first."""
    for given, other in pairwise(job.numbers):
        if given.unit == said.unit and not other.unit and other.start - given.end < posting_sums.NEAR and within(said, other.value):
            return job.evidence(other.start, other.end)
    return None


def _same_ratio(job: Source, said: str) -> Evidence | None:
    """`One in seven` in a posting that says `one week in seven`."""
    ratio = _RATIO.search(said.strip())
    every = rf"\b{re.escape(ratio[1])}\b[^.;\n]{{0,25}}? (?:in|out of|of)(?: every)? {re.escape(ratio[2])}\b" if ratio else ""
    found = re.search(every, job.text, re.IGNORECASE) if ratio else None
    return job.evidence(*found.span()) if found else None


def _same_range(job: Source, said: Number) -> Evidence | None:
    """The first number of `3-5 years`, whose unit stands behind the second."""
    for number, following in pairwise(job.numbers):
        if not number.unit and following.unit == said.unit and following.start - number.end < 6 and within(said, number.value):
            return job.evidence(number.start, following.end)
    return None


def beside(job: Source, number: Number, rivals: Sequence[Number]) -> Evidence | None:
    """Where a posting goes on from one number to another of the same things: `started with one hospital and now has three`."""
    for rival in rivals:
        for other in job.numbers:
            goes_on = other.start >= rival.end and not _STOP.search(job.text, rival.end, other.start)
            if goes_on and other.value == number.value and counted.noun(job.text, other) in (None, counted.noun(job.text, rival)):
                return job.evidence(other.start, other.end)
    return None
