"""Dates and date ranges as resumes print them, in English, French, German, Spanish, Italian, Portuguese and Dutch.

Covers `Mar 2021`, `March 2021`, `03/2021`, `2021-03`, `2021`, `Summer 2020`, `Sept. '19`, `Q2 2020`, ranges with `present` and its
like, and ranges left open (`2019 –` at the end of a line). Seasons count as their year, since a season does not say the month. Does not cover years before 1950 or other calendars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {
    1: "january jan janvier janv januar jänner januari enero ene gennaio gen janeiro",
    2: "february feb februar februari février fevrier févr fevr fév febrero febbraio fevereiro fev",
    3: "march mar märz maerz mrz mär mars maart mrt marzo março marco",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mei mayo maggio mag maio",
    6: "june jun juni juin junio giugno giu junho",
    7: "july jul juli juillet juil julio luglio lug julho",
    8: "august aug août aout augustus agosto ago",
    9: "september sept sep septembre septiembre setiembre settembre set setembro",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out",
    11: "november nov novembre noviembre novembro",
    12: "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "spring|summer|autumn|fall|winter|frühjahr|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno"
_PRESENT = (
    "to date|till date|(?:to |till |the )?present(?: day)?|pres(?=\\.)|up to now|until now|till now|to now|current(?:ly)?|now|today|date|ongoing|heute|jetzt|laufend|aktuell|dato|"
    "aujourd['’]hui|ce jour|présent|actuel(?:lement)?|en cours|(?:la )?actualidad|actualmente|presente|oggi|in corso|atual(?:mente)?|heden|nu"
)
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_SHORT_YEAR = r"['’‘]\d\d"
DATE = (
    rf"(?:(?:\b\d{{1,2}}(?:st|nd|rd|th)?\.?[ ])?\b(?:{_MONTH})\b\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?,)?,?[ \t]*\n?(?:de[ \t]+)?[-/]?(?:{_YEAR}|{_SHORT_YEAR})"
    rf"|\b(?:{_SEASON})\b(?: of)?,?[ \t]+(?:{_YEAR}|{_SHORT_YEAR})"
    rf"|\bQ[1-4][ \t/-]*{_YEAR}"
    rf"|(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])[./](?:0[1-9]|1[0-2])[./]{_YEAR}"
    rf"|(?<![\d.:/-])(?:0?[1-9]|1[0-2])[ ]?[./-][ ]?{_YEAR}"
    rf"|(?<![\d./$€£-]){_YEAR}(?:[-/.]|[ ]/[ ])(?:0[1-9]|1[0-2])(?:[-/.][0-3]\d)?(?!\d|[./-]\d(?!\d{{3}}))"
    rf"|(?<![\d.,/$€£-]){_YEAR})(?![\d%])"
)
_LAST = re.sub(r"\(\?<!\[[^]]*\]\)", "", DATE)
"""The same after the dash of a range, which may touch it: `2004-2005`."""
_SEPARATOR = (
    r"(?:[ \t]*\n?[ \t]*(?:--?|[‐‑‒–—―−~→])[ \t]*\n?[ \t]*|\s+(?:to|until|till|through|thru|bis|à|au|a|al|hasta|fino a|até|tot)\s+)"
)
_SHORT = r"(?:0[1-9]|1[0-2])/\d\d"
_MONTH_OF_SHORT_YEAR = rf"\b(?:{_MONTH})\b\.?[ ]\d\d"
_OPEN = r"[ \t]*[‐‑‒–—-][ \t]*(?=\)|$)"
_RANGE = re.compile(
    rf"(?=\d|\b(?:{_MONTH}|{_SEASON}|Q[1-4]|since|seit|depuis|desde|sinds))(?:(?P<start>{DATE})(?:{_SEPARATOR})(?:(?:exp|expected|anticipated)\.?[ ])?(?P<end>{_LAST}|{_SHORT_YEAR}(?!\d)|(?:{_PRESENT})\b|(?:(?<!-)\d\d|1[3-9]|[2-9]\d)(?![\d%/.]))"
    rf"|\b(?P<month>{_MONTH})\b\.?{_SEPARATOR}(?P<monthend>\b(?:{_MONTH})\b\.?,?[ \t]+{_YEAR})"
    rf"|(?P<shortstart>(?<![\d/]){_SHORT}|{_MONTH_OF_SHORT_YEAR}){_SEPARATOR}(?P<shortend>{_SHORT}(?![\d/])|{_MONTH_OF_SHORT_YEAR}(?!,?[ ]?\d)|(?:{_PRESENT})\b)"
    rf"|\b(?:since|seit|depuis|desde|sinds)[ \t]+(?P<since>{DATE})(?:[ \t]*[-–—])?"
    rf"|(?P<open>{DATE}){_OPEN}"
    rf"|(?P<single>{DATE}))",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_YEAR = re.compile(rf"{_YEAR}|['’‘/]\d\d|[^\W\d_]\.? \d\d(?!\d)")
_BEFORE_YEAR, _BEHIND_YEAR = 60, 120
"""Characters of a range before its first year, and behind it."""


@dataclass(frozen=True)
class Dates:
    """A range, or one date (then `start == end`), at a span of the text; `YYYY`, `YYYY-MM` or `present`."""

    begin: int
    stop: int
    start: str
    end: str
    is_range: bool


def find(text: str) -> Iterator[Dates]:
    """All dates and ranges of a text, in order, not overlapping. A range that runs backwards is left out."""
    for match in _matches(text):
        dates = _dates(match)
        if dates.end == "present" or dates.start[:4] <= dates.end[:4]:
            yield dates


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Every match of `_RANGE`, which is tried around years alone: no date is without one, and most of a text is."""
    done = 0
    for year in _ANY_YEAR.finditer(text):
        while year.end() > done:
            match = _RANGE.search(text, max(done, year.start() - _BEFORE_YEAR), year.end() + _BEHIND_YEAR)
            if match is None or match.start() > year.start():
                break
            yield match
            done = match.end()


def _dates(match: re.Match[str]) -> Dates:
    start, end = _ends(match)
    return Dates(match.start(), match.end(), start, end, match["single"] is None)


def _ends(match: re.Match[str]) -> tuple[str, str]:
    if single := match["single"]:
        return _date(single, last=False), _date(single, last=True)
    if since := match["since"] or match["open"]:
        return _date(since, last=False), "present"
    if month := match["month"]:
        end = _date(match["monthend"], last=True)
        return f"{end[:4]}-{MONTHS[month.lower()]:02d}", end
    if short := match["shortstart"]:
        return _short(short), _short(match["shortend"])
    start = _date(match["start"], last=False)
    return start, _range_end(start, match["end"])


def _range_end(start: str, end: str) -> str:
    if re.fullmatch(r"\d\d", end):  # 2018-21
        return start[:2] + end
    return _date(end, last=True) if re.search(r"\d", end) else "present"


def _short(text: str) -> str:
    """`03/21` and `Mar 21` as 2021-03."""
    if not text[-1].isdigit():
        return "present"
    month = int(text[:2]) if text[0].isdigit() else MONTHS[re.split(r"[.\s]", text)[0].lower()]
    return f"{_century(text[-2:])}-{month:02d}"


def _century(two_digits: str) -> str:
    return ("20" if int(two_digits) < 50 else "19") + two_digits


def _date(text: str, *, last: bool) -> str:
    """One date as `YYYY` or `YYYY-MM`; of a quarter, its first or `last` month."""
    found = re.search(_YEAR, text)
    short = re.search(r"['’‘](\d\d)", text)
    year = found.group() if found else _century(short.group(1) if short else "00")
    month = _month(text, year, last=last)
    return f"{year}-{month:02d}" if month else year


def _month(text: str, year: str, *, last: bool) -> int | None:
    if quarter := re.match(r"q([1-4])", text, re.IGNORECASE):
        return int(quarter.group(1)) * 3 - (0 if last else 2)
    if re.match(_SEASON, text, re.IGNORECASE):
        return None
    if word := re.search(rf"\b(?:{_MONTH})\b", text, re.IGNORECASE):
        return MONTHS[word.group().lower()]
    numbers = re.findall(r"\d+", re.sub(_SHORT_YEAR, "", text).replace(year, "", 1))
    if not numbers:
        return None
    year_first = text.startswith(year)
    return int(numbers[0] if year_first else numbers[-1])
