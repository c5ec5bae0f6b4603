"""What a document dates: each position, study, bullet and line that holds a date, with its words.

    told = chronicle(document, facts)
    told.dated      entries, each with the stretches of months that it gives

A bullet with a date of its own speaks for itself and not for its position, whose other words belong to the position's dates. In a
posting every paragraph and bullet is an entry. Months without a year (`July to August`) and day-months (`24 July`) are kept apart.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import number_values, numbers
from pipeline.grounding.periods.moments import MONTHS
from pipeline.grounding.words import WORD, folded, stem
from pipeline.profile import dates
from pipeline.schema import Document, Fact, ResumeFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPAN = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)[/–-](\d\d)(?![\d/–-])")
_SHORT_DATE = re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}/(\d\d)(?![\d/])")
"""`6/16/23`, whose day and month are in either order."""
LOOSE_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_LOOSE_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?!\w)")
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_MONTH_NAME = "|".join(sorted(dates.MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?<![\d.,])([0-3]?\d)(?:st|nd|rd|th)?(?: day)?(?: of)?[ -]({_MONTH_NAME})\b|\b({_MONTH_NAME})\.? ([0-3]?\d)(?:st|nd|rd|th)?(?![\d:])",
    re.IGNORECASE,
)
_NUMERIC_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)|(?<![\d/.])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?:[/.](?:19|20)?\d\d)?(?![\d/])"
)
_LINE_WITH_DIGIT = re.compile(r".*\d.*")
_BARE = 1
"""Telling words of a line that is little but a date: it belongs to the line right above."""
_OF_STUDIES = "student studied"
"""Words for any course, whatever its line says."""
_BATCH = re.compile(r"(?<![\w-])[WSFX](\d\d)(?!\w)")
"""A class of a school for founders: `YC W24`."""
_BULLET = re.compile(r"\s*[-*•–▪◦]\s")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*(?:\n|[-*•–▪◦]\s|\d+[.)]\s)))+")


class Stretch(NamedTuple):
    """Months of year 0 onwards that a date may mean, and the side of a range on which it stands."""

    first: int
    last: int
    side: str
    """"start", "end" or "single"."""

    @property
    def has_month(self) -> bool:
        return self.last - self.first < 11


@dataclass(frozen=True)
class Entry:
    """A dated piece of a document: `document.text[start:end]` is what a person is shown."""

    start: int
    end: int
    stretches: tuple[Stretch, ...]
    words: frozenset[str]
    """The telling words of its own, and for a position also those of its bullets without a date."""
    context: frozenset[str]
    """Those of the position that a bullet belongs to."""
    kind: str
    """"position", "study" or "line"."""
    employer: str | None = None
    title: str = ""
    """Of a position, folded."""
    months: frozenset[int] = frozenset()
    """Months that it names without a year."""
    seasons: frozenset[str] = frozenset()
    shown: str = ""
    days: frozenset[tuple[int, int]] = frozenset()
    """Days and months that it names."""


@dataclass(frozen=True)
class Chronicle:
    """Everything that a document dates."""

    entries: tuple[Entry, ...]
    days: frozenset[tuple[int, int]]
    """Day and month, in both orders where a document does not tell."""
    months: frozenset[int]

    @cached_property
    def dated(self) -> tuple[Entry, ...]:
        """Those with a year."""
        return tuple(entry for entry in self.entries if entry.stretches)

    @cached_property
    def has_end_of_studies(self) -> bool:
        """Whether it gives when some course ended."""
        return any(entry.kind == "study" and stretch.side != "start" for entry in self.dated for stretch in entry.stretches)

    @cached_property
    def many(self) -> Counter[str]:
        """In how many of these a word stands."""
        return Counter(word for entry in self.dated for word in entry.words)


EMPTY = Chronicle((), frozenset(), frozenset())


@lru_cache(maxsize=256)
def chronicle(document: Document, facts: ResumeFacts | None = None) -> Chronicle:
    """The dates of a posting, or of a resume with its facts."""
    text = document.text
    entries = tuple(_resume(text, facts) if facts else _posting(text))
    months = {month for entry in entries for month in _months(entry)} | set(_told_in_lines(facts))
    return Chronicle(entries, frozenset(_days(text)), frozenset(months))


def _told_in_lines(facts: ResumeFacts | None) -> Iterator[int]:
    """The months without a year in the lines of posts: `own groups from February`."""
    for position in facts.positions if facts else ():
        for bullet in position.bullets:
            yield from (MONTHS[match.group()] for match in _LOOSE_MONTH.finditer(bullet.value))


def _months(entry: Entry) -> Iterator[int]:
    yield from entry.months
    for stretch in entry.stretches:
        if stretch.first == stretch.last:
            yield stretch.first % 12 + 1


def _resume(text: str, facts: ResumeFacts) -> Iterator[Entry]:
    taken: list[tuple[int, int]] = []
    for position in facts.positions:
        own = [bullet for bullet in position.bullets if not _stretches(bullet.value)]
        head = [fact for fact in (position.title, position.employer, position.dates) if fact]
        employer = position.employer.value if position.employer else None
        context = " ".join(fact.value for fact in head if fact is not position.dates)
        if span := _ends(position.start, position.end):
            words = " ".join(fact.value for fact in [*head, *own] if fact is not position.dates)
            entry = _entry(text, head, span, words, "position", employer)
            yield replace(entry, title=folded(position.title.value)) if position.title else entry
        for bullet in position.bullets:
            if bullet not in own:
                yield _entry(text, [bullet], _stretches(bullet.value), bullet.value, "line", employer, context)
        taken += [(fact.start, fact.end) for fact in [*head, *position.bullets]]
    for study in facts.education:
        head = [fact for fact in (study.degree, study.institution) if fact]
        if head and (span := _ends(study.start, study.end)):
            entry = _entry(text, head, span, " ".join([*(fact.value for fact in head), _OF_STUDIES]), "study")
            told = " to ".join(dict.fromkeys(date for date in (study.start, study.end) if date))
            yield entry if re.search(r"\d{4}", entry.shown) else replace(entry, shown=f"{entry.shown}, {told}")
            taken.append((min(fact.start for fact in head), _line_end(text, max(fact.end for fact in head))))
    for fact in (*facts.other, *facts.certifications):
        if stretches := _stretches(fact.value):
            yield _entry(text, [fact], stretches, _with_above(text, fact), "line")
            taken.append((fact.start, fact.end))
    yield from _lines(text, taken)


def _with_above(text: str, fact: Fact) -> str:
    """The words of a line; where it is little but a date, with those of the line right above, unless that is a detail."""
    above = (
        text[text.rfind("\n", 0, max(0, fact.start - 1)) + 1 : max(0, fact.start - 1)] if text[fact.start - 1 : fact.start] == "\n" else ""
    )
    bare = len(set(content(fact.value))) <= _BARE and not _BULLET.match(fact.value)
    return f"{above} {fact.value}" if bare and not _BULLET.match(above) else fact.value


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _lines(text: str, taken: list[tuple[int, int]]) -> Iterator[Entry]:
    """Lines with a date that no fact covers."""
    rest = list(text)
    for start, end in taken:
        rest[start:end] = " " * (end - start)
    uncovered = "".join(rest)
    at, above = 0, ""
    for line in uncovered.splitlines(keepends=True):
        end = at + len(line)
        whole = text[at:end]
        detail = bool(_BULLET.match(whole))
        if line.strip() and (stretches := _stretches(line)):
            context = above if detail else ""
            fact = Fact(value=whole, start=at, end=at + len(whole.rstrip()))
            yield _entry(text, [fact], stretches, _with_above(text, fact), "line", context=context)
        above = above if detail else whole
        at = end


def _posting(text: str) -> Iterator[Entry]:
    for match in _PARAGRAPH.finditer(text):
        piece = match.group()
        stretches = _stretches(piece)
        if stretches or _LOOSE_MONTH.search(piece):
            yield _entry(text, [Fact(value=piece, start=match.start(), end=match.end())], stretches, piece, "line")


def _entry(
    text: str, facts: list[Fact], stretches: list[Stretch], words: str, kind: str, employer: str | None = None, context: str = ""
) -> Entry:
    start = min(fact.start for fact in facts)
    end = max(fact.end for fact in facts)
    piece = text[start:end]
    return Entry(
        start,
        end,
        tuple(stretches),
        frozenset(content(words)),
        frozenset(content(context)),
        kind,
        employer,
        "",
        frozenset(MONTHS[match.group()] for match in _LOOSE_MONTH.finditer(piece)),
        frozenset(match.group().lower() for match in _SEASON.finditer(piece)),
        " ".join(piece.split()),
        frozenset(_days(piece)),
    )


def _ends(start: str | None, end: str | None) -> list[Stretch]:
    """The two ends of a range; a single date is both."""
    found = []
    if start and start != "present":
        found.append(_stretch(start, "start" if end != start else "single"))
    if end and end not in ("present", start):
        found.append(_stretch(end, "end"))
    return found


def _stretch(date: str, side: str) -> Stretch:
    year, month = int(date[:4]), int(date[5:] or 0)
    first = year * 12 + (month - 1 if month else 0)
    return Stretch(first, first if month else first + 11, side)


def _stretches(text: str) -> list[Stretch]:
    """All dates of a text, each side of a range by itself."""
    if not LOOSE_YEAR.search(text) and not re.search(r"['’‘]\d\d|/\d\d|[WSFX]\d\d", text):
        return []
    found: list[Stretch] = []
    for date in dates.find(text):
        found += _ends(date.start, date.end) if date.is_range else [_stretch(date.start, "single")]
        if not date.is_range and date.end != date.start:
            found.append(_stretch(date.end, "single"))
    for match in _SPAN.finditer(text):
        first = int(match[1])
        last = first // 100 * 100 + int(match[2])
        if first < last <= first + 40:
            found += [Stretch(first * 12, first * 12 + 11, "single"), Stretch(last * 12, last * 12 + 11, "single")]
    known = {stretch.first // 12 for stretch in found}
    batches = (
        {2000 + int(match[1]) for match in _BATCH.finditer(text)} if re.search(r"\b(?:YC|Y Combinator|batch|cohort)\b", text) else set()
    )
    short = {int(number_values.century(match[1])) for match in _SHORT_DATE.finditer(text)}
    loose = ({int(match.group()) for match in LOOSE_YEAR.finditer(text)} | batches | short) - known
    return found + [Stretch(year * 12, year * 12 + 11, "single") for year in sorted(loose)]


def _days(text: str) -> Iterator[tuple[int, int]]:
    text = "\n".join(_LINE_WITH_DIGIT.findall(text))
    for match in _DAY.finditer(text):
        day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        if number := dates.MONTHS.get(month.lower()):
            yield int(day), number
    for match in _NUMERIC_DAY.finditer(text):
        if match["m1"]:
            yield int(match["d1"]), int(match["m1"])
        else:
            yield int(match["a"]), int(match["b"])
            yield int(match["b"]), int(match["a"])


_EMPTY_WORDS = frozenset(
    """one two three a an and are as at be been by for from had has have held hold i in into is it its me my of on or our since so than that the their them then
    there these they this to was we were when which while who will with you your year month also am where after before until now not over more most
    all one first last work working worked join joined start started began become became role position job time team company new experience
    career today during between would years months back go goes went dates dating up out about some any each other both such here still every""".split()
)


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[str, ...]:
    """The stems of the telling words of a text, number words as digits."""
    words = [match.group() for match in WORD.finditer(text)]
    found = [stem(word) for word in words if folded(word) not in _EMPTY_WORDS and len(word) > 1 and not LOOSE_YEAR.fullmatch(word)]
    return (*found, *(f"{number.value:g}" for number in numbers.find(text) if number.word))
