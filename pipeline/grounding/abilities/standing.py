"""Papers that a resume itself calls past or unfinished: `ADR - lapsed 2021`, `Series 6: passed 2013, not renewed`, `CPP: exam booked`.

    [paper.name for paper in unheld(documents)]    -> ["ADR", "Series 6", "CPP"]

Reads the item of a line that has a word of its standing, where the item speaks of a paper, a study or an examination, is one of those that
were read as facts, or stands below a heading of them: all papers of a resume, whatever an email says. How it speaks of the one credential at a
place is `credential_status`'. Not covered: papers whose date of validity has passed, and standing told in another line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.degrees import Degree, degrees
from pipeline.grounding.abilities.nearby import meets
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Documents, Source
    from pipeline.schema import Evidence


class Paper(NamedTuple):
    """A paper at `resume.text[start:end]`, with the stems of its name; `ended` where it was held once."""

    start: int
    end: int
    name: str
    words: frozenset[str]
    codes: frozenset[str]
    """Stems of the name that are abbreviations: `ADR`, `D5L`."""
    level: Degree | None
    ended: bool
    told: str


_ENDED = re.compile(
    r"\b(?:lapsed|expired|r[au]n out(?! of)|not renewed|inactive|no longer (?:valid|held|active|in force|current)|surrendered|out of date|not kept up|revoked|has to be renewed|needs? renew\w+|needs to be renewed)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:booked|scheduled|planned|planning to (?:sit|take)|(?:sitting|studying|(?:studying|preparing) for|working (?:for|towards?))(?: (?:the|my|an?)\b)?|in progress|expected|anticipated|under ?way|pending|ongoing|not yet (?:taken|sat|passed|completed|finished|held|awarded)|failed|resit|retake|will (?:sit|finish|complete)|to be (?:completed|taken|finished)|"
    r"\d+ ?(?:of|/|out of) (?:the )?\d+ (?:units|credits|modules|sections|papers|courses|credit hours)|\d+ ?(?:%|percent|per cent) (?:done|complete[d]?|through|finished)|(?:first|second|third) years? only|no degree|undergraduate, (?=completed|finished|\w+ year)|completed (?:first|second|third) year|left (?:for|after|without|before)|unfinished|incomplete|dropped out|not (?:finished|completed|awarded)|discontinued|doing it now)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:sitting|studying|preparing|working)\b", re.IGNORECASE)
"""Words of standing with the paper behind them: `Studying for the master exam`."""
_OBJECT = re.compile(r"[^,;:(]{3,60}")
_SPEAKS = re.compile(
    r"\b(?:certif\w*|licen[cs]\w*|tickets?|cards?|diplomas?|degrees?|exams?|examinations?|courses?|units|credits|modules|commission|accredit\w*|qualif\w*|registration|resit|papers?|apprenticeship|master['’]?s?|bachelor['’]?s?|coding)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(r"\b(?:certificate|diploma|degree|credits|units)\b|\b[BM]\.?Sc?\b", re.IGNORECASE)
"""What a line with dates speaks of that is no post."""
_HEADING = re.compile(
    r"\b(?:certif\w*|licen[cs]\w*|tickets?|training\w*|qualif\w*|education\w*|courses?|credentials?|studies|study|school|cards|professional development)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?:[^\n|•·;.]|(?<=[A-Z])\.|(?<=\.[A-Z][a-z])\.|\.(?!\s+[A-Z(]|\s*$)|\n[ \t]+(?=[a-z(]))+")
"""An item of a line, or a sentence of it."""
_LONGEST_HEADING = 45
_ENOUGH = 40
"""Papers past or unfinished that a resume may have; no honest one has so many."""
_SCHOOL = re.compile(r"\([^()]*\)|\b(?:[A-Z][\w'’-]+ ){0,4}(?:University|College|Institute|Academy|School)\b(?: of(?: [A-Z]\w+)+)?")
_SHORT = re.compile(r"\(([A-Z][\w. /-]{1,20})\)")
"""What a paper is called for short: `Advanced Life Support (ALS)`."""
_CODE = re.compile(r"[A-Z]{2}|[A-Z]\d|\d[A-Z]|[A-Z]-[A-Z]")
_BULLET = re.compile(r"^[\W_]+")
_GENERAL = frozenset(
    map(
        stem,
        "certificate certificates certification certified licence license licensed ticket card diploma degree exam exams examination course level class state online part-time unit master masters bachelor bachelors science arts "
        "completion paper papers passed program programme training practical theory written oral first second at of in for the and with honours one-year evening started begun january february march april may june july august september october november december year".split(),
    )
)


@lru_cache(maxsize=256)
def unheld(documents: Documents) -> tuple[Paper, ...]:
    """The papers of a resume that it has as past or unfinished."""
    text = documents.resume.text
    return tuple(islice(_papers(documents), _ENOUGH)) if _ENDED.search(text) or _OPEN.search(text) else ()


def _papers(documents: Documents) -> Iterator[Paper]:
    text = documents.resume.text
    dated = [position.dates.start for position in documents.facts.positions if position.dates]
    below = False
    for line in re.finditer(r"[^\n]+", text):
        bare = line.group().strip()
        if len(bare) < _LONGEST_HEADING and not re.search(r"[\d,.;(]", bare) and not _BULLET.match(bare):
            below = bool(_HEADING.search(bare))
        before = ""
        for piece in _PIECE.finditer(text, line.start(), line.end()):
            ended, open_ = _ENDED.search(piece.group()), _OPEN.search(piece.group())
            found = open_ if open_ and not (ended and ended.start() < open_.start()) else ended
            if found:
                post = any(piece.start() <= at < piece.end() for at in dated)
                spoken = _SPEAKS.search(piece.group()) or degrees(piece.group()) or meets(documents.facts.certifications, *piece.span())
                if (_STUDY.search(piece.group()) if post else spoken) or (below and documents.position_at(piece.start()) is None):
                    yield from _read(piece, found, before, ended=found is ended)
            before = piece.group()


def _read(piece: re.Match[str], found: re.Match[str], before: str, *, ended: bool) -> Iterator[Paper]:
    """The paper of an item, named before the words of its standing, or behind those that lead to it."""
    name = _BULLET.sub("", piece.group()[: found.start()]).strip(" \t,:;–—-(")
    if _LEADS.match(found.group()) and (behind := _OBJECT.match(piece.group()[found.end() :])) and not _words(name):
        name = behind.group().strip()
    elif not _words(name):
        name = _BULLET.sub("", before)
    name = next((part for part in name.split(":") if _words(_SCHOOL.sub(" ", part))), name)
    named = " ".join([_SCHOOL.sub(" ", name), *(one for one in _SHORT.findall(name) if _CODE.search(one))])
    words = _words(named)
    if name:
        short = frozenset(stem(match.group()) for match in WORD.finditer(named) if _CODE.search(match.group())) & words
        level = next(iter(degrees(name)), None)
        yield Paper(piece.start(), piece.end(), name, words, short, level, ended, " ".join(piece.group().split()))


def _words(text: str) -> frozenset[str]:
    found = (match.group() for match in WORD.finditer(text))
    return frozenset(
        stem(word)
        for word in found
        if len(word) > 1
        and not word.isdigit()
        and folded(word) not in STOP_WORDS
        and stem(word) not in _GENERAL
        and not degrees(f"{word} in")
    )


def is_unheld(documents: Documents, shown: Evidence | None) -> bool:
    """Whether what a resume shows stands in an item that calls it past or unfinished."""
    if shown is None or shown.start is None or shown.end is None:
        return False
    return meets(unheld(documents), shown.start, shown.end)


@lru_cache(maxsize=256)
def shown_elsewhere(documents: Documents, words: frozenset[str], level: str | None) -> bool:
    """Whether another item has all of some words, and a degree of that level where one is told."""
    for piece in _PIECE.finditer(documents.resume.text):
        if meets(unheld(documents), *piece.span()):
            continue
        if words <= {stem(match.group()) for match in WORD.finditer(piece.group())} and (
            level is None or any(degree.level == level for degree in degrees(piece.group()))
        ):
            return True
    return False


def item_of(resume: Source, paper: Paper) -> Evidence:
    """The item of a paper as evidence."""
    return resume.evidence(paper.start, paper.end)
