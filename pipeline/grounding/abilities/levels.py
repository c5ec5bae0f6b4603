"""The level of a paper told otherwise than the resume has it: `Certificate IV` for a `Certificate III`, `the B2 exam` for `B1`, `level 3`.

Only where a line of the resume gives a level of the same sort together with a telling word of the clause, and none that fits as well gives
the email's. Not covered: levels that no line gives at all, which `credentials` reads, and grades of schools.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_NUMBER = r"(?:\d|(?-i:I{1,3}|IV|VI?)\b)(?![\d.,]*\d)"
_LEVEL = compiled(
    rf"\b(?:(?P<sort>levels?|certificate|stages?|steps?) (?P<first>{_NUMBER})(?: ?(?:to|-|–|and|,|&) ?(?P<last>{_NUMBER}))?|(?P<cefr>(?-i:[ABC][12])))(?!\w)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:licen[cs]e|certificat\w+|diploma|award|test|exam\w*|qualif\w+|n?vq|passed|hold|held|gained|got|took|taken|earned|completed|achieved|obtained|reached|have|my|your)\b",
    re.IGNORECASE,
)
_PART = re.compile(r",(?!\d)|[;:]| and (?=(?:my|your|an?|the|I|you)\b)")
_LINE = 200
_GOES_ON = re.compile(r"\(|[a-z]|[ABC][12]\b|\d")
_SORTS = frozenset("level certificat stag step i ii iii iv v vi my your date".split())


class _Given(NamedTuple):
    """A line of a resume with the levels of one sort that it gives."""

    start: int
    end: int
    sort: str
    levels: frozenset[int]
    words: frozenset[str]


def find(letter: Letter) -> Iterator[Claim]:
    """The levels of an email that the resume gives otherwise."""
    resume = letter.sources.resume
    given = _given(resume) if resume.is_english else ()
    for clause in letter.clauses if given else ():
        for match in _LEVEL.finditer(clause.text) if clause.role is Role.TEXT else ():
            before, behind = _around(clause.text, match)
            sort, levels = _read(match)
            best = _alike(given, sort, behind) or _alike(given, sort, before)
            if not best or not _PAPER.search(before + match.group() + behind) or any(levels <= one.levels for one in best):
                continue
            if asserted(letter, clause, *match.span()) > Strength.LOOSE:
                shown = resume.evidence(best[0].start, best[0].end)
                reason = f"You wrote '{match.group()}'; the resume says '{' '.join(shown.text.split())}'."
                yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, shown)


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What of the part of a clause that a level stands in stands before and behind it, up to another level."""
    start = max((one.end() for pattern in (_PART, _LEVEL) for one in pattern.finditer(text, 0, match.start())), default=0)
    end = min((one.start() for pattern in (_PART, _LEVEL) for one in pattern.finditer(text, match.end())), default=len(text))
    return text[start : match.start()], text[match.end() : end]


def _alike(given: tuple[_Given, ...], sort: str, text: str) -> list[_Given]:
    """The lines with a level of a sort that share most telling words with a text, if any does."""
    words = _telling(text)
    shared = [(len(one.words & words), one) for one in given if one.sort == sort]
    most = max((many for many, _ in shared), default=0)
    return [one for many, one in shared if many == most] if most else []


def _read(match: re.Match[str]) -> tuple[str, frozenset[int]]:
    """The sort of a level, and the numbers from the first to the last one told; those of languages from 1 for A1 to 6 for C2."""
    if match["cefr"]:
        return "cefr", frozenset({2 * "ABC".index(match["cefr"][0]) + int(match["cefr"][1])})
    first, last = _value(match["first"]), _value(match["last"] or match["first"])
    return match["sort"].lower().removesuffix("s"), frozenset(range(first, max(first, last) + 1))


def _value(text: str) -> int:
    return _ROMAN.get(text) or int(text)


def _telling(text: str) -> frozenset[str]:
    words = (match.group() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in words if len(word) > 2 and folded(word) not in STOP_WORDS) - _SORTS


def _next(text: str, end: int) -> str:
    """The line below, into which one may go on: `English (C1), German` above `(B2)`."""
    below = text[end + 1 : end + 1 + _LINE].partition("\n")[0]
    return below if _GOES_ON.match(below) else ""


@lru_cache(maxsize=256)
def _given(resume: Source) -> tuple[_Given, ...]:
    """The lines of a resume that give a level, by its sort."""
    found = []
    for line in re.finditer(r"[^\n]+", resume.text):
        told = [_read(match) for match in _LEVEL.finditer(f"{line.group()} {_next(resume.text, line.end())}")]
        for sort in dict.fromkeys(sort for sort, _ in told):
            levels = frozenset(level for other, some in told if other == sort for level in some)
            found.append(_Given(*line.span(), sort, levels, _telling(line.group())))
    return tuple(found)
