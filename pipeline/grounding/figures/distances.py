"""How far one figure lies from another: `eight points lower`, `fifteen seats smaller than ours`, `half as much again as you do now`.

    claimed = judged(letter, clause, number)

Such a number stands in no document; it follows from two. Points are the difference of two percentages, of one line or of the two documents;
things are the difference of what both documents count under one noun. Where the documents have both figures and they give another
distance, that is a finding; where one of the two is not there, nothing is said. Factors (`half as much again`) are never a finding.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import counted, metric_moved
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_POINTS = re.compile(r"(?: of a)?[ -](?P<full>percentage[ -])?points?\b", re.IGNORECASE)
COMPARATIVE = r"(?:more|less|fewer|better|worse|(?-i:[a-z]{2,})(?<!oth)(?<!aft)(?<!und)(?<!ev)(?<!ov)(?<!numb)(?<!memb)(?<!ord)(?<!lett)(?<!lead)er)\b"
_MOVED_BEHIND = re.compile(rf",? (?:{COMPARATIVE}|off|up|down|over|under|above|below|beyond|short|on|since)\b", re.IGNORECASE)
_MOVED_BEFORE = re.compile(
    r"\b(?:by|f[ae]ll|fallen|r[io]se|risen|dropped|drop|gain(?:ed)?|lost|cut|shaved|took|taken|take|up|down|improved|climbed|added|put|won|lifted|raised|knocked|trimmed)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_THINGS = re.compile(rf" (?:[\w-]+ ){{0,2}}?{COMPARATIVE} than\b", re.IGNORECASE)
_LIMIT = re.compile(
    r" (?:inside|within|under|below|over|above|beyond|past|short of|shy of|clear of|ahead of|better than|off|from|outside)(?: of)? (?:the|your|our|my|this|that|its) (?:[\w-]+ ){0,3}?(?:limit|maximum|minimum|deadline|target|goal|threshold|ceiling|requirement|mark|standard|cap|bar|line|date|figure|number|average|budget|norm)\b|"
    r" (?:inside|within|under|below|over|above|beyond|past|short of|shy of|ahead of|more than|less than|fewer than) (?:what|the [\w-]+) (?:you|we|your|our)\b",
    re.IGNORECASE,
)
"""Behind a number that tells how far something lies from what is asked for or allowed: `one day inside the limit`."""
_MORE = re.compile(r" (?:more|fewer|less|other|extra|further)\b[^.;]{0,40}? than\b", re.IGNORECASE)
_FACTOR = re.compile(
    r"(?: times)? (?:as (?:much|many|large|big|long|far|often|high|old)(?: again)?\b|the size of|your size|our size|your number|again as)|(?: times)? (?:larger|bigger|your|our)\b[^.;]{0,20} than",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"(?:double|triple|treble|quadruple)", re.IGNORECASE)
_ASKED_FOR = re.compile(r"\b(?:ask(?:s|ed|ing)?|requir\w+|need(?:s|ed)?|minimum|want(?:s|ed)?|look(?:s|ing)? for)\b", re.IGNORECASE)
_BARE = re.compile(r"\W*$| on (?:both|either|all)\b| (?:here|there|already)\b")
"""Behind a multiple that counts nothing, and so is one of what was said before: `two years are asked for, and you have about double`."""
_BOTH_SIDES = re.compile(
    r"\b(?:your|yours|our|ours|mine|my|you|we|I|the (?:posting|advert|ad|requirement|mark|target|limit)|(?:than|over|above|below|under|short of) (?:the|what))\b"
)
_NEAR = 30
_BEHIND = 60
_ROUNDING = 0.15
"""How far a difference of percentages may lie from what is told, in points, beside its last digit."""
_HEDGED = {"over": (0.999, 1.5), "under": (0.8, 1.001), "about": (0.85, 1.15), "": (0.97, 1.03)}
_MANY = 60
"""Pairs that are tried."""


def is_one(text: str, number: Number) -> bool:
    """Whether a number tells a distance."""
    return _points(text, number) is not None or _is_of_things(text, number) or _is_factor(text, number)


def judged(letter: Letter, clause: Clause, number: Number) -> Claim | None:
    """The claim of a number that tells a distance, where the documents have both figures."""
    text = clause.text
    if (points := _points(text, number)) is not None:
        return _judged_points(letter, clause, number, points)
    if number.unit or _LIMIT.match(text, number.end) or not _is_of_things(text, number) or not _BOTH_SIDES.search(text, number.end):
        return None
    sources = letter.sources
    own, theirs = (counted.of_same(source, text, number) for source in (sources.resume, sources.job))
    gaps = [(abs(a.value - b.value), a) for a, b in product(own, theirs)][:_MANY]
    return _verdict(letter, clause, number, gaps, number.value) if gaps else None


def _is_of_things(text: str, number: Number) -> bool:
    if _LIMIT.match(text, number.end):
        return number.unit not in ("%", "x", "year")
    return " than" in text and bool((_THINGS.match(text, number.end) or _MORE.match(text, number.end)) and number.unit in ("", "currency"))


def _is_factor(text: str, number: Number) -> bool:
    if (
        number.unit == "x"
        and _MULTIPLE.fullmatch(text[number.start : number.end].strip())
        and (_ASKED_FOR.search(text) or _BARE.match(text, number.end))
    ):
        return True
    return number.unit in ("", "x", "%") and bool(_FACTOR.match(text, number.end) and _BOTH_SIDES.search(text, number.end))


def _points(text: str, number: Number) -> float | None:
    """How many points are told, where they are a distance and no score."""
    match = _POINTS.match(text, number.end)
    if match is None or number.unit not in ("", "%"):
        return None
    moved = (
        match["full"] or _MOVED_BEHIND.match(text, match.end()) or _MOVED_BEFORE.search(text[max(0, number.start - _NEAR) : number.start])
    )
    return (number.value / 100 if number.unit == "%" else number.value) if moved else None


def _judged_points(letter: Letter, clause: Clause, number: Number, points: float) -> Claim | None:
    """Against the changes that a line tells of, and against the distance of the two documents where the email sets them side by side."""
    sources = letter.sources
    told = metric_moved.telling(clause.text)
    given = [sources.resume] if sources.direction is Direction.APPLICATION or not letter.frame(clause).employer_only else [sources.job]
    gaps = [(gap, a) for source in given for gap, a, words in _changes(source) if words & told or len(_changes(source)) == 1]
    if _BOTH_SIDES.search(clause.text, number.end):
        shares = [[other for other in source.numbers if other.unit == "%"] for source in (sources.resume, sources.job)]
        beside = [(abs(a.value - b.value), a) for a, b in product(*shares)][:_MANY]
        if any(_fits(number, points, gap) for gap, _ in beside):
            gaps = beside
        elif not gaps:
            return None
    return _verdict(letter, clause, number, gaps, points) if gaps else None


@lru_cache(maxsize=256)
def _changes(source: Source) -> tuple[tuple[float, Number, frozenset[str]], ...]:
    """The distances between two percentages of one line, the first of the two, and the words of the line."""
    found = []
    shares = [other for other in source.numbers if other.unit == "%"]
    for a, b in pairwise(shares):
        if "\n" not in source.text[a.end : b.start].strip() and b.start - a.end < _BEHIND:
            found.append((abs(a.value - b.value), a, metric_moved.telling(metric_moved.line_at(source.text, a.start))))
    return tuple(found)


def _fits(number: Number, told: float, gap: float) -> bool:
    low, high = _HEDGED[number.hedge]
    return low * told - _ROUNDING <= gap <= high * told + _ROUNDING


def _verdict(letter: Letter, clause: Clause, number: Number, gaps: list[tuple[float, Number]], told: float) -> Claim:
    resume = letter.sources.resume
    fitting = next((other for gap, other in gaps if _fits(number, told, gap)), None)
    said = clause.text[number.start : number.end].strip()
    gap, other = (told, fitting) if fitting else gaps[0]
    source = resume if other in resume.numbers else letter.sources.job
    evidence = source.evidence(other.start, other.end)
    verdict = Verdict.SUPPORTED if fitting else Verdict.CONTRADICTED
    reason = "The documents give this distance." if fitting else f"You wrote '{said}'; the documents give {gap:g}."
    return claim(clause, number.start, number.end, Kind.METRIC, verdict, reason, evidence)
