"""Stretches of a career that the dates of a resume give: of the positions that were read, and of date ranges that no position holds.

    spans(sources, positions, " at Acme")    -> the union of the positions, then every combination of them (of many: neighbours)
    whole(sources, positions, " at Acme")    -> the first of these
    loose(sources)                           -> the date ranges of the resume's text outside positions and education, as positions
    longest(sources)                         -> months from the first date of the resume to the day of writing

Where there are loose ranges, the resume was read in part: a duration that a stretch of all ranges bears out is true, and one that none
does is false for sure only where it is longer than all of them together. Ranges that lost their dash (`20002008`, `2008Present`) count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tenure
from pipeline.grounding import names
from pipeline.grounding.words import folded
from pipeline.profile import dates
from pipeline.schema import Fact, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence, ResumeFacts, Study

_LONGEST_COMBINED = 4
"""Positions of which any combination is tried; of a longer career, only neighbours."""
_LONGEST_RUN = 12
"""Positions of which all neighbours are tried; of more, those from the first or to the last, and each by itself."""
_MOST_RANGES = 40
_NEAR = 160
"""Characters of the lines about a range in which it is told whose it is."""
_HEADLINE = 90
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_GLUED = re.compile(rf"(?<![\d.,/$€£-])({_YEAR})[ \t]{{0,4}}({_YEAR}|(?:present|current|now|today)\b)(?![\d%])", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|seit|depuis|desde|sinds)\s", re.IGNORECASE)
_BREAK = re.compile(
    r"\b(?:break|gap|sabbatical|between jobs|parental|maternity|family|unemploy\w*|redundan\w+|caring|carer|illness|injury|rehabilitation|recovery)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\b(?:bachelor\w*|master of|master['’]s|b\.?sc|m\.?sc|m\.?b\.?a\b|ph\.? ?d|diploma|degree|gpa|coursework|certificate)",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """Months that the dates give, with what they are of; `least` and `most` differ where the resume gives bare years."""

    what: str
    months: int
    least: int
    most: int
    evidence: Evidence | None


def spans(sources: Sources, positions: Iterable[Position], label: str) -> list[Span]:
    """The union of all positions first, then of every combination of them, or of neighbours where there are many."""
    return list(_spans(sources, positions, label))


def whole(sources: Sources, positions: Iterable[Position], label: str) -> Span | None:
    """The union of all positions, which no combination of them is longer than."""
    return next(_spans(sources, positions, label), None)


def _spans(sources: Sources, positions: Iterable[Position], label: str) -> Iterator[Span]:
    dated = [position for position in positions if position.start]
    for some in _chosen(dated):
        if counted := tenure.tenure(some, sources.date):
            title = some[0].title if len(some) == 1 else None
            plain = len(some) == len(dated) or label.startswith(" at ") or not title
            what = label if plain else f" as {title.value}" if title else label
            yield Span(what or " in total", *counted, _dates(sources, some))


def _chosen(dated: list[Position]) -> Iterator[list[Position]]:
    size = len(dated)
    if size <= _LONGEST_COMBINED:
        yield from (list(some) for many in range(size, 0, -1) for some in combinations(dated, many))
    elif size <= _LONGEST_RUN:
        yield from (dated[first : first + many] for many in range(size, 0, -1) for first in range(size - many + 1))
    else:
        yield from (dated, *(dated[:last] for last in range(size - 1, 1, -1)), *(dated[first:] for first in range(1, size - 1)))
        yield from ([position] for position in dated)


def _dates(sources: Sources, positions: list[Position]) -> Evidence | None:
    fact = next((position.dates for position in positions if position.dates), None)
    return sources.resume.of(fact) if fact else None


def of_studies(sources: Sources) -> list[Span]:
    """Time in education, which an email may tell of in the same words."""
    found = []
    for study in sources.facts.education:
        counted = tenure.tenure([_as_position(study)], sources.date)
        fact = study.degree or study.institution
        if counted and fact:
            found.append(Span(" of study", *counted, sources.resume.of(fact)))
    return found


def everything(sources: Sources) -> list[Position]:
    """Positions, loose ranges and studies in order of time."""
    return all_of(sources, [*loose(sources), *(_as_position(study) for study in sources.facts.education if study.start)])


def _as_position(study: Study) -> Position:
    return Position(title=None, employer=None, start=study.start, end=study.end)


def loose(sources: Sources) -> list[Position]:
    """The date ranges of the resume's text that neither a position nor a course of study accounts for, in order of time.

    Beside positions, `since 2019` is of a club or a certificate, and a range among the words of a break is no work.
    """
    found = [one for one in ranges(sources) if not _is_held(sources, one)]
    if not any(position.start for position in sources.positions):
        return found
    text = sources.resume.text
    return [one for one in found if one.dates and not (_SINCE.match(one.dates.value) or _BREAK.search(_lines(text, one.dates)))]


def ranges(sources: Sources) -> list[Position]:
    """All date ranges of the resume's text outside education, in order of time."""
    return list(outside_studies(sources.resume.text, sources.facts))


@lru_cache(maxsize=256)
def outside_studies(text: str, facts: ResumeFacts) -> tuple[Position, ...]:
    """The same of a text with its facts."""
    found = [one for one in _ranges(text) if not _is_study(text, facts, one)]
    return tuple(sorted(found, key=lambda one: one.start or ""))


def near(sources: Sources, found: Iterable[Position], start: int, end: int) -> list[Position]:
    """Those of some ranges that stand in the lines about a place of the resume."""
    text = sources.resume.text
    return [
        one
        for one in found
        if one.dates
        and min(abs(one.dates.start - end), abs(start - one.dates.end)) <= _NEAR
        and text.count("\n", min(one.dates.start, start), max(one.dates.start, start)) <= 2
    ]


def titled(sources: Sources, found: Iterable[Position], title: str) -> list[Position]:
    """Those of some ranges that stand in or beside the headlines of a post; none, where one of its headlines has no range by it."""
    text, some, posts = sources.resume.text, list(found), []
    spelled = r"[^\w\n]+".join(map(re.escape, folded(title).split()))
    for match in re.finditer(rf"(?<!\w){spelled}(?!\w)", sources.resume.folded):
        line = text[text.rfind("\n", 0, match.start()) + 1 :][:_NEAR].split("\n")[0]
        if len(line) >= _HEADLINE or line.rstrip().endswith(".") or line.lstrip()[:1] in "-*•–▪◦":
            continue
        beside = near(sources, some, *match.span())
        if not beside:
            return []
        posts += beside
    return posts


def headed(sources: Sources, name: str) -> list[Position]:
    """The ranges on those lines of the resume that begin with a name."""
    text, held = sources.resume.text, ranges(sources)
    lines = [
        (start, end if (end := text.find("\n", start)) >= 0 else len(text))
        for start, _ in names.mentions(text, name)
        if start == 0 or text[start - 1] == "\n"
    ]
    return [one for one in held if one.dates and any(start <= one.dates.start < end for start, end in lines)]


def longest(sources: Sources) -> int | None:
    """Months from the first date of the resume to the day of writing; None where it has no date."""
    first = _first_year(sources.resume.text)
    return None if first is None else sources.date.year * 12 + sources.date.month - 12 * first


@lru_cache(maxsize=256)
def _dated(text: str) -> tuple[dates.Dates, ...]:
    return tuple(dates.find(text))


@lru_cache(maxsize=256)
def _first_year(text: str) -> int | None:
    return min((int(date.start[:4]) for date in _dated(text) if date.start[0].isdigit()), default=None)


@lru_cache(maxsize=256)
def _ranges(text: str) -> tuple[Position, ...]:
    found = [
        _position(date.start, date.end, Fact(value=text[date.begin : date.stop], start=date.begin, end=date.stop))
        for date in _dated(text)
        if date.is_range
    ]
    for match in _GLUED.finditer(text):
        start, end = match[1], match[2] if match[2].isdigit() else "present"
        if end == "present" or start <= end:
            found.append(_position(start, end, Fact(value=match.group(), start=match.start(), end=match.end())))
    return tuple(found[:_MOST_RANGES])


def _position(start: str, end: str, fact: Fact) -> Position:
    return Position(title=None, employer=None, start=start, end=end, dates=fact)


def _is_study(text: str, facts: ResumeFacts, one: Position) -> bool:
    """Whether a range is that of a course, or its line speaks of one."""
    if any((one.start, one.end) == (study.start, study.end) for study in facts.education):
        return True
    if one.dates is None or any((one.start, one.end) == (held.start, held.end) for held in facts.positions):
        return False
    return bool(_STUDY.search(_lines(text, one.dates)))


def _lines(text: str, fact: Fact) -> str:
    """The line above a range, its own line, and the one below."""
    above = text[max(0, fact.start - 2 * _NEAR) : fact.start].rstrip().rsplit("\n", 2)
    below = text[fact.end : fact.end + _NEAR].split("\n", 2)
    return "\n".join([*above[-2:], *below[:2]])


def _is_held(sources: Sources, one: Position) -> bool:
    """Whether a range is a position's own, or lies within the time of the position in whose lines it stands."""
    if any((one.start, one.end) == (held.start, held.end) for held in sources.positions):
        return True
    number = sources.position_at(one.dates.start) if one.dates else None
    return number is not None and _within(one, sources.positions[number])


def _within(one: Position, around: Position) -> bool:
    first, last = around.start or "", "9999" if around.end == "present" else (around.end or "")
    end = "9999" if one.end == "present" else (one.end or "")
    return first[:4] <= (one.start or "")[:4] and end[:4] <= last[:4]


def all_of(sources: Sources, found: Sequence[Position]) -> list[Position]:
    """Positions and loose ranges in order of time."""
    held = [position for position in sources.positions if position.start and position.start != "present"]
    return sorted([*held, *found], key=lambda one: one.start or "")
