"""Dates in the prose of an email: `March 2021`, `since spring 2021`, `late 2022`, `12 May`, `last year`, `two years ago`, `the 2024/25 season`.

    moments("I joined in March 2021", date(2026, 3, 1))    -> one moment, months 24254 to 24254

A moment is a stretch of whole months, counted from year 0, or a month of no year (`in June`). Relative dates are resolved from the day
of writing. Seasons may be those of either half of the earth. English only; months are read in capitals, and a bare `May` or `March`
only behind a word such as `in`. Weekdays, times and holidays are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import numbers
from pipeline.grounding.figures.number_values import century
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import calendar_words

if TYPE_CHECKING:
    import datetime as dt

MONTHS = {
    form: number
    for number, name in enumerate(map(str.title, calendar_words.MONTHS), 1)
    for form in (name, name[:3], "Sept" if number == 9 else name)
}
SEASONS = {"spring": (3, 9), "summer": (6, 12), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 6)}
"""The first month of each, north and south."""
_PARTS = {
    "early": (0, 3), "start": (0, 2), "beginning": (0, 2), "mid": (3, 8), "middle": (3, 8), "late": (7, 11), "end": (9, 11),
    "first half": (0, 5), "second half": (6, 11), "q1": (0, 2), "q2": (3, 5), "q3": (6, 8), "q4": (9, 11), "first quarter": (0, 2),
    "second quarter": (3, 5), "third quarter": (6, 8), "fourth quarter": (9, 11), "last quarter": (9, 11),
}  # fmt: skip
"""Parts of a year as first and last month, from 0."""
_ERAS = {"turn": (-1, 1), "start": (0, 2), "beginning": (0, 2), "middle": (3, 6), "end": (7, 9)}
"""Parts of a decade as first and last year, from its round one; of a century its first decade is meant."""
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_FULL_YEAR = rf"(?<![\w.,/:#£$€@-])(?:{_YEAR})(?![\w%@]|[.,:]\d|[-–]\d\d\d(?!\d)|-[A-Za-z]|/\d\d\d)"
_SEASON = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
_PART = r"(?:[Tt]he )?(?:[Ee]arly|[Mm]id|[Ll]ate|[Ss]tart of|[Bb]eginning of|[Ee]nd of|[Mm]iddle of|[Ff]irst half of|[Ss]econd half of|Q[1-4](?: of)?|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) quarter of)[ -]"
_BEGINS = rf"{_MONTH}|{_SEASON}|{_PART}|[Tt]he|[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Hh]alf a|[A-Za-z][a-z]*(?:[- ]and[- ]a[- ]half)? (?:year|month|decade)"
"""How a date in words begins."""
_MOMENT = re.compile(
    rf"(?=[\d'’‘]|\b(?:{_BEGINS}))(?:"  # most places fail here, at once
    rf"(?P<iso>(?<![\w/.-])(?P<isoyear>{_YEAR})-(?P<isomonth>0[1-9]|1[0-2])(?:-(?P<isoday>[0-3]\d))?(?![\w/-]))"
    rf"|(?P<numeric>(?<![\w/.-])(?:(?P<one>\d{{1,2}})[/.])?(?P<two>0?[1-9]|[12]\d|3[01])[/.](?P<numericyear>{_YEAR}|(?:(?<=/\d/)|(?<=/\d\d/))\d\d)(?![\w/.-]*\d|[\w/-]))"
    rf"|(?P<slashed>(?<![\w/.,-])(?P<slashmonth>0?[1-9]|1[0-2])/(?P<slashyear>\d\d)(?![\w/%]|[.,]\d)(?:(?= ?(?:to|until|till|through|[-–]) ?(?:\d{{1,2}}/\d\d\b|date\b|now\b|today\b|present\b))|(?:(?<=/\d\d to \d/\d\d)|(?<=/\d\d to \d\d/\d\d)|(?<=/\d\d [-–] \d/\d\d)|(?<=/\d\d [-–] \d\d/\d\d)|(?<=/\d\d[-–]\d/\d\d)|(?<=/\d\d[-–]\d\d/\d\d)|(?<=[Ss]ince \d/\d\d)|(?<=[Ss]ince \d\d/\d\d))))"
    rf"|(?P<dayfirst>(?<![\w.,/£$€-])(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: day)?(?: of)?[ -](?P<daymonth>{_MONTH})\b(?:\.?,?[ -](?P<dayyear>{_YEAR})(?!\d))?)"
    rf"|(?P<monthday>\b(?P<mdmonth>{_MONTH})\.? (?P<mdday>[0-3]?\d)(?:st|nd|rd|th)?(?![\w%:]|[.,/-]\d|,? ?000)(?:,? (?P<mdyear>{_YEAR})(?!\d))?)"
    rf"|(?P<seasonyear>(?:\b(?:{_PART}))?\b(?P<season>{_SEASON})(?: of|,)? (?P<seasonof>{_YEAR}|['’‘]\d\d)(?!\d))"
    rf"|(?P<monthyear>(?:\b{_PART})?\b(?P<month>{_MONTH})\.?(?: of|,)? (?P<monthof>{_YEAR}|['’‘]\d\d)(?![\d]))"
    rf"|(?P<span>(?<![\w.,/:#£$€@-])(?P<spanyear>{_YEAR})[/–-](?P<spanto>\d\d)(?![\d/–-]))"
    rf"|(?P<partyear>\b(?P<part>{_PART})(?:the year )?(?P<partof>{_YEAR})(?!\d))"
    rf"|(?P<decade>\b(?P<decadeyear>(?:19[5-9]|20[0-4])0)s\b)"
    r"|(?P<era>\b[Tt]he (?P<erapart>turn|start|beginning|middle|end) of (?:the|this) (?P<eraof>century|millennium|(?:last )?decade)\b)"
    rf"|(?P<relative>\b(?P<relpart>(?:{_PART}))?(?<!\bits )(?<!\bmy )(?<!\bour )(?<!\btheir )(?<!\byour )(?<!\bthe )(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious) (?P<what>year|month|{_SEASON}|{_MONTH})\b(?!['’]s))"
    rf"|(?P<year>{_FULL_YEAR})|(?P<toyear>(?<=\d[-–]){_YEAR}(?![\w%/-]))"
    rf"|(?P<short>(?:(?<=[ (–-])|(?<=^))['’‘]\d\d(?![\ds]))"
    rf"|(?P<ago>\b(?:(?P<agomany>[Hh]alf a|\d+|[A-Za-z][a-z]*(?:[- ]and[- ]a[- ]half)?) (?P<agounit>years?|months?|decades?) ago\b))"
    rf"|(?P<bare>(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Ff]rom )|(?<=\b[Bb]y )|(?<=\b[Tt]ill )|(?<=\b[Dd]uring )|(?<=\b[Ee]very )|(?<=\b[Ee]ach )|(?<=\b[Bb]efore )|(?<=\b[Ee]arly )|(?<=\b[Ll]ate )|(?<=\b[Tt]o )|(?<=\b[Ss]tarting )|(?<=\b[Ff]or )|(?<=\b[Oo]f ))(?:{_MONTH})\b(?! [A-Z])))"
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_IN_DIGITS = re.compile(rf"{_YEAR}|['’‘]\d\d|\d/\d\d")
_IN_WORDS = compiled(
    rf"\b(?:{_MONTH})\b|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious) (?:year|month|{_SEASON})\b| ago\b| (?:century|millennium|decade)\b"
)
"""What every date has, one or the other: a quick look that most clauses do not pass."""
_COUNTED = re.compile(r" (?:[a-z]+s|people|staff|children|men|women)\b")
_DATING = re.compile(
    r"\b(?:in|since|from|until|till|to|by|of|during|before|after|around|about|circa|and|between|late|early|year|for|the|our|my|your|their|a|an|its)\W*$",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:since|from|as of|starting(?: in)?|beginning(?: in)?|between|back to)(?: (?:about|around|roughly|approximately|the|as early as))*\W*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:until|till|(?<!\bback )to|through|up to|expir(?:es|ing|y)(?: in)?|valid (?:until|to|through))(?: (?:about|around|the))*\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A date at `text[start:end]`: the months from `first` to `last`; or, where `month` is given, that month of a year that is not said."""

    start: int
    end: int
    first: int
    last: int
    role: str = "point"
    """"start" behind `since` and `from`, "end" behind `until`, else "point"."""
    form: str = "year"
    """"year", "month", "season", "part", "span", "decade", "relative", "ago" or "bare"."""
    month: int | None = None
    day: int | None = None
    other: tuple[int, int] | None = None
    """The second reading of a season, in the other half of the earth."""


class _Read(NamedTuple):
    """What a pattern gives of a moment."""

    form: str
    first: int
    last: int
    month: int | None = None
    day: int | None = None
    other: tuple[int, int] | None = None


def index(year: int, month: int = 1) -> int:
    """Months since year 0."""
    return year * 12 + month - 1


@lru_cache(maxsize=2048)
def moments(text: str, today: dt.date) -> tuple[Moment, ...]:
    """Every date of a text in reading order."""
    if not ((_DIGIT.search(text) and _IN_DIGITS.search(text)) or _IN_WORDS.search(text)):
        return ()
    return tuple(moment for match in _MOMENT.finditer(text) if (moment := _moment(text, match, today)))


def _moment(text: str, match: re.Match[str], today: dt.date) -> Moment | None:
    kind = next(name for name in _READERS if match[name])
    read = _READERS[kind](match, today)
    if read is None or (kind in ("year", "toyear") and _is_quantity(text, match)):
        return None
    before = text[max(0, match.start() - 40) : match.start()]
    role = "start" if _START.search(before) else "end" if _END.search(before) or kind == "toyear" else "point"
    if kind == "year" and re.match(r"[-–]\d{4}", text[match.end() : match.end() + 5]):
        role = "start"
    return Moment(match.start(), match.end(), read.first, read.last, role, read.form, read.month, read.day, read.other)


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    """`2000 hours`, `over 2000 patients`: a number that only looks like a year."""
    after, before = text[match.end() : match.end() + 24], text[max(0, match.start() - 16) : match.start()]
    if int(match.group()) % 100 == 0 and _COUNTED.match(after):
        return True
    return bool(re.search(r"\b(?:over|than|nearly|almost|some|approximately|roughly|up to) $", before, re.IGNORECASE)) or bool(
        _COUNTED.match(after) and before.strip() and not _DATING.search(before) and before.rstrip()[-1:] not in ",.;("
    )


def _iso(match: re.Match[str], _: dt.date) -> _Read:
    at = index(int(match["isoyear"]), int(match["isomonth"]))
    return _Read("month", at, at, day=int(match["isoday"]) if match["isoday"] else None)


def _numeric(match: re.Match[str], _: dt.date) -> _Read | None:
    year, two, one = _full(match["numericyear"]), int(match["two"]), int(match["one"] or 0)
    if two > 12:
        two, one = one, two
    return _Read("month", index(year, two), index(year, two), day=one or None) if 1 <= two <= 12 else None


def _slashed(match: re.Match[str], _: dt.date) -> _Read:
    """`5/19` of `5/19 to 5/21`."""
    at = index(int(century(match["slashyear"])), int(match["slashmonth"]))
    return _Read("month", at, at)


def _dated(month: str, day: str, year: str | None) -> _Read:
    number = MONTHS[month]
    if not year:
        return _Read("bare", 0, 0, month=number, day=int(day))
    return _Read("month", index(int(year), number), index(int(year), number), day=int(day))


def _season(match: re.Match[str], _: dt.date) -> _Read:
    return _season_of(match["season"].lower(), _full(match["seasonof"]))


def _season_of(name: str, year: int) -> _Read:
    north, south = (index(year, month) for month in SEASONS[name])
    if SEASONS[name][0] == 12:  # winter 2021 may begin or end in 2021
        return _Read("season", index(year, 1), index(year, 3), other=(index(year, 6), index(year + 1, 2)))
    if SEASONS[name][1] == 12:
        return _Read("season", north - 1, north + 3, other=(south, south + 2))
    return _Read("season", north, north + 2, other=(south, south + 2))


def _month(match: re.Match[str], _: dt.date) -> _Read:
    at = index(_full(match["monthof"]), MONTHS[match["month"]])
    return _Read("month", at, at)


def _span(match: re.Match[str], _: dt.date) -> _Read | None:
    first = int(match["spanyear"])
    last = first // 100 * 100 + int(match["spanto"])
    return _Read("span", index(first), index(last, 12)) if first < last <= first + 40 else None


def _part(match: re.Match[str], _: dt.date) -> _Read:
    low, high = _bounds(match["part"])
    return _Read("part", index(int(match["partof"])) + low, index(int(match["partof"])) + high)


def _bounds(part: str) -> tuple[int, int]:
    name = re.sub(r"^the | of$", "", part.lower().strip(" -"))
    return _PARTS.get(name, (0, 11))


def _decade(match: re.Match[str], _: dt.date) -> _Read:
    return _Read("decade", index(int(match["decadeyear"])), index(int(match["decadeyear"]) + 9, 12))


def _era(match: re.Match[str], today: dt.date) -> _Read:
    """`The turn of the century`, `the middle of the last decade`: some years to either side of a round one."""
    round_year = today.year // 10 * 10 - (10 if match["eraof"].startswith("last") else 0) if "decade" in match["eraof"] else 2000
    low, high = _ERAS[match["erapart"].lower()]
    return _Read("decade", index(round_year + low), index(round_year + high, 12))


def _relative(match: re.Match[str], today: dt.date) -> _Read:
    which, what = match["which"].lower(), match["what"]
    step = {"this": 0, "next": 1}.get(which, -1)
    now = index(today.year, today.month)
    if what == "month":
        return _Read("relative", now + step, now + step)
    if what == "year":
        low, high = _bounds(match["relpart"]) if match["relpart"] else (0, 11)
        return _Read("relative", index(today.year + step) + low, index(today.year + step) + high)
    if what in MONTHS:
        return _relative_month(MONTHS[what], step, today)
    first = _season_of(what.lower(), today.year + min(step, 0))
    if step == 1:  # before this year's, `next spring` may be that or the one after
        first = _season_of(what.lower(), today.year + 1) if first.first <= now else first._replace(last=first.last + 12)
    if step == -1:  # `last summer` in September is three months ago, in March nine
        return _Read("relative", first.first, first.last + 12, other=(first.first + 6, first.last + 18))
    return first._replace(form="relative")


def _relative_month(month: int, step: int, today: dt.date) -> _Read:
    """`last March` may be that of this year or of the one before; the wider stretch is two single months."""
    this = index(today.year, month)
    if step == 0:
        return _Read("relative", this, this)
    if step > 0:
        return _Read("relative", this, this, other=(this + 12, this + 12))
    return _Read("relative", this - 12, this - 12, other=(this, this) if month <= today.month else None)


def _year(match: re.Match[str], _: dt.date) -> _Read:
    year = _full(match.group())
    return _Read("year", index(year), index(year, 12))


def _ago(match: re.Match[str], today: dt.date) -> _Read | None:
    found = numbers.find(
        "one " + match["agounit"] if match["agomany"].lower() in ("a", "an") else f"{match['agomany'].lower()} {match['agounit']}"
    )
    if not found or found[0].unit not in ("years", "months"):
        return None
    months = round(found[0].value * (12 if found[0].unit == "years" else 1))
    if months > 1200:  # a figure, not a memory
        return None
    at = index(today.year, today.month) - months
    slack = 2 if found[0].unit == "months" else 11
    return _Read("ago", at - slack, at + slack)


def _bare(match: re.Match[str], _: dt.date) -> _Read:
    return _Read("bare", 0, 0, month=MONTHS[match.group()])


def _full(year: str) -> int:
    """`'19` as 2019."""
    digits = year.lstrip("'’‘")
    return int(digits) if len(digits) == 4 else int(century(digits))


_READERS = {
    "iso": _iso,
    "numeric": _numeric,
    "slashed": _slashed,
    "dayfirst": lambda match, _: _dated(match["daymonth"], match["day"], match["dayyear"]),
    "monthday": lambda match, _: _dated(match["mdmonth"], match["mdday"], match["mdyear"]),
    "seasonyear": _season,
    "monthyear": _month,
    "span": _span,
    "partyear": _part,
    "decade": _decade,
    "era": _era,
    "relative": _relative,
    "year": _year,
    "toyear": _year,
    "short": _year,
    "ago": _ago,
    "bare": _bare,
}  # fmt: skip
