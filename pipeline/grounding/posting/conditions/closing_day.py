"""On which day applications close, told with a weekday, `tomorrow` or a part of a month: `it closes Friday` of a posting that closes on Sunday, 21 July 2024.

    for claim in find(letter, clause): ...

A posting gives the day as a date behind a word for closing, or, where no date stands behind one, anywhere: in a table the words and the dates are
apart. Not covered: dates told as such, which `moments` reads, and hours.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import calendar_words
from pipeline.grounding.periods.calendar_words import MONTHS, WEEKDAYS
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_WHAT = r"(?:applications?|job|post|posting|position|role|vacancy|opening|window|announcement|listing|advert|ad|it|this|that|one|deadline|roles|seats?|vacancies|positions)"
_DAY = rf"(?:this |the coming |next )?(?P<day>{'|'.join(WEEKDAYS)}|tomorrow|today|tonight)\b"
_BY = r"(?: (?:down|for good|out|to (?:new )?(?:applicants|applications)))?(?: (?:on|at midnight on|at the end of|by|at noon on))? "
_PARTS = {"end": range(20, 32), "close": range(20, 32), "late": range(20, 32), "middle": range(9, 23), "mid": range(9, 23), "beginning": range(1, 12), "start": range(1, 12), "early": range(1, 12)}  # fmt: skip
"""The days of a month that its parts are."""
_IN_PART = compiled(
    rf"\b(?:{_WHAT}(?: \w+){{0,2}} (?:clos(?:es?|ing)|shuts?)|deadline(?: is|:)?|clos(?:es?|ing)(?: date)?(?: is|:)?|open (?:for|to) applications|appl(?:y|ications)|apply|open)(?: (?:down|on|at|by|before|until|till|through|are due|is|come in|accepted))*:? "
    rf"(?P<told>(?:the )?(?P<part>end|close|late|middle|mid|beginning|start|early)(?: of|-)? ?(?P<month>{'|'.join(MONTHS)}))\b",
    re.IGNORECASE,
)
TOLD = compiled(
    rf"(?:\b{_WHAT}(?: (?:will|that|which|also|already|period|for (?:it|applications|applying)))*|\A\W*|[,;:–—-] ?(?:and |but )?(?:it )?) ?(?:clos(?:es?|ing)|shuts?){_BY}{_DAY}"
    rf"|\b(?:deadline|closing date|closing day|last day)(?: (?:to apply|for (?:it|applications|applying)))? (?:is|falls on|comes) {_DAY.replace('<day>', '<last>')}",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:clos(?:es?|ing)|deadline|appl(?:y|ications?)[^\n.]{0,40}\b(?:by|before|until|due|accepted)|open until|last day to apply)\b[^\n]{0,80}",
    re.IGNORECASE,
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    re.compile(r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<year>20\d\d)\b"),
    re.compile(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<year>20\d\d)\b"),
    re.compile(rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20\d\d))?\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of|(?=-))?[ -]{_MONTH}(?:[, -]{{1,2}}(?P<year>20\d\d))?\b", re.IGNORECASE),
)


def is_deadline(text: str, start: int, end: int) -> bool:
    """Whether a day at a place of a text is the one on which applications close."""
    return any(match.start() <= start and match.end() >= end for match in TOLD.finditer(text))


def weekdays(job: Source, year: int) -> frozenset[str]:
    """The weekdays of the dates on which a posting's applications close; of a date without a year, in that one."""
    return frozenset(WEEKDAYS[day.weekday()] for day, _, _ in _given(job, year))


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The closing days of a clause that are not the posting's."""
    if not (TOLD.may_stand(clause.text) or _IN_PART.may_stand(clause.text)) or letter.frame(clause).mood is Mood.ASKED:
        return
    today = letter.sources.date
    given = _given(letter.sources.job, today.year)
    yield from _in_part(letter, clause, given)
    for match in TOLD.finditer(clause.text):
        if frames.denies(match.group()) or frames.denies(clause.text[: match.start()]):
            continue
        name = "day" if match["day"] else "last"
        told = match[name].lower()
        if any(_is_on(day, told, today) for day, _, _ in given):
            continue
        verdict, says, evidence = Verdict.UNSUPPORTED, "the posting does not say so", None
        if given:
            evidence = letter.sources.job.evidence(*given[0][1:])
            verdict, says = Verdict.CONTRADICTED, f"the posting says '{evidence.text}'"
        reason = f"You wrote '{match[name]}'; {says}."
        yield claim(clause, *match.span(name), Kind.EMPLOYER_SIDE, verdict, reason, evidence)


def _in_part(letter: Letter, clause: Clause, given: tuple[tuple[dt.date, int, int], ...]) -> Iterator[Claim]:
    """The parts of months told as the time of closing in which the posting has no such day: `open until the end of March` of 8 March."""
    for match in _IN_PART.finditer(clause.text) if given else ():
        days = _PARTS[match["part"].lower()]
        if not any(day.month == calendar_words.month(match["month"]) and day.day in days for day, _, _ in given):
            evidence = letter.sources.job.evidence(*given[0][1:])
            reason = f"You wrote '{match['told']}'; the posting says '{evidence.text}'."
            yield claim(clause, *match.span("told"), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


def _is_on(day: dt.date, told: str, today: dt.date) -> bool:
    """Whether a date is the weekday that is told, or so many days from today."""
    if told in WEEKDAYS:
        return day.weekday() == WEEKDAYS.index(told)
    return day == today + dt.timedelta(days=told == "tomorrow")


@lru_cache(maxsize=256)
def _given(job: Source, year: int) -> tuple[tuple[dt.date, int, int], ...]:
    """The days on which a posting says that applications close, with their places; of a date without a year, in that one."""
    lines = [match.span() for match in _CLOSES.finditer(job.text)]
    return _dates(job.text, lines, year) or (_dates(job.text, [(0, len(job.text))], year) if lines else ())


def _dates(text: str, spans: list[tuple[int, int]], year: int) -> tuple[tuple[dt.date, int, int], ...]:
    """The dates in parts of a text, with their places."""
    found = []
    for start, end in spans:
        for pattern in _DATES:
            for match in pattern.finditer(text, start, end):
                parts = match.groupdict()
                month = int(parts["m"]) if parts.get("m") else calendar_words.month(parts["month"])
                try:
                    day = dt.date(int(parts["year"] or year), month, int(parts["d"]))
                except ValueError:  # the 31st of a shorter month
                    continue
                found.append((day, *match.span()))
    return tuple(found)
