"""Whether a number of a clause that names no candidate is told of what a sentence of the posting tells, with whatever number.

    is_fixed(letter, clause, number)   -> True for `eight in ten of the clients prefer Spanish`, where the posting has six in ten

The words decide: several must stand together in one sentence of the posting that has a number of that unit, and in no line of the resume as
many. Not covered: paraphrases that share no words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames, subject
from pipeline.grounding.figures import counted, metric_moved
from pipeline.grounding.frames import Mood
from pipeline.grounding.posting.posting_numbers import PERIODS, same
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_SENTENCE = re.compile(r"(?:[^\n.;]|\.(?=\d)|\n(?=[a-z]))+")
_FEWEST, _PLENTY = 2, 3
_SHARE = 0.5
_CHANCE = 12
"""Up to here a number may stand in any resume by chance."""
_AHEAD = re.compile(
    r"\b(?:would|['’]d|will|['’]ll) (?:\w+ )?(?:enjoy|love|like|welcome|be|relish)\b|\blook(?:ing)? forward\b|\b(?:hope|want|eager|keen|happy|glad|ready|prepared) to\b"
)
_HERE = re.compile(r"\b(?:here|there)\b", re.IGNORECASE)


_OPENS = re.compile(
    r"\W*(?:having|after|since|with|before|while|when|as|by|from|despite|besides|through|in|at|during|over|for|to|on|under|both|also)\b",
    re.IGNORECASE,
)
_AFTER_DOING = re.compile(r"\b(?:after|having|since|than|from|besides|beyond) \w+(?:ing|ed) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_OF_FIRM = re.compile(r"\b(?:we|our|us|ours|here|would|will|could|can)\b|['’](?:d|ll)\b", re.IGNORECASE)
_DOING = re.compile(r"\W*\w+ing\b")
_IS_SAID = re.compile(
    r"[^.;]{0,150}?\b(?:suits?|fits?|appeals?|attracts?|tempts?|(?:is|are|be|sounds?|looks?|seems?) (?:\w+ly |so |just |quite |more than )?(?:fine|good|great|ideal|perfect|welcome|attractive|generous|right|no (?:problem|trouble)|what|more|work|something))\b"
)
SHORT_TIMES = frozenset({"days", "hours", "weeks", "minutes"})


class _Piece(NamedTuple):
    words: frozenset[str]
    units: frozenset[str]


def is_fixed(letter: Letter, clause: Clause, number: Number) -> bool:
    """Whether the words around a number, none of which names the candidate, are those with which the posting tells of one."""
    frame, sources = letter.frame(clause), letter.sources
    outreach = sources.direction is Direction.OUTREACH
    if frame.mood is Mood.QUESTION or (outreach and frame.candidate_only) or _AFTER_DOING.search(clause.text[: number.start]):
        return False
    told = clause.sentence.text[: clause.end - clause.sentence.start] if outreach else clause.text
    named = frames.names_candidate(told, sources.direction)
    if (frame.candidate_only and not named) or (named and outreach):
        return False
    if (
        not outreach
        and frame.mood is Mood.WISH
        and _AHEAD.search(clause.text[: number.start])
        and _counts(sources.job, sources.resume, clause, number)
    ):
        return True
    if named and (subject.has_candidate(frames.unreported(clause.text[: number.start])) or _is_dangling(clause.text, number)):
        return False
    return _is_of_posting(sources.job, sources.resume, clause, number, alone=not named and not outreach)


def is_of_resume(letter: Letter, clause: Clause, number: Number) -> bool:
    """Whether a number of an outreach that nobody is named with is told in the words with which the resume tells of one, and the posting does not."""
    if _OF_FIRM.search(clause.text, 0, number.start):
        return False
    words = metric_moved.telling(clause.text[: number.start]) | metric_moved.telling(clause.text[number.end :])
    unit = _sort(number.unit)
    shared = max((len(words & piece.words) for piece in _pieces(letter.sources.resume) if unit in piece.units), default=0)
    return shared >= _PLENTY and all(len(words & piece.words) < shared - 1 for piece in _pieces(letter.sources.job))


def _is_dangling(text: str, number: Number) -> bool:
    """Whether a number stands in words that the candidate behind them did or had: `Having led five people, I`."""
    return bool(_OPENS.match(text) or (_DOING.match(text) and "," in subject.up_to_candidate(text[number.end :])))


def heads(clause: Clause, number: Number) -> bool:
    """Whether an application names the candidate only behind a number, as what it is to them: `A twelve-month post is what I am looking for`."""
    behind = _IS_SAID.match(clause.text, number.end)
    before = subject.has_candidate(frames.unreported(clause.text[: number.start]))
    return behind is not None and not before and not subject.has_candidate(behind.group()) and not _OPENS.match(clause.text)


def leads(clause: Clause, number: Number) -> bool:
    """Whether a clause begins with a time and has it for its subject: `Three days a week at home would suit my family`."""
    behind = _IS_SAID.match(clause.text, number.end) if number.unit in SHORT_TIMES else None
    return behind is not None and not subject.has_candidate(behind.group())


def _counts(job: Source, resume: Source, clause: Clause, number: Number) -> bool:
    """Whether the posting counts what a number counts, and the resume does not."""
    return bool(counted.of_same(job, clause.text, number)) and not counted.of_same(resume, clause.text, number)


def _is_of_posting(job: Source, resume: Source, clause: Clause, number: Number, *, alone: bool) -> bool:
    """Whether the posting has a number of the same unit beside the words of a clause, and the resume has not."""
    words = metric_moved.telling(clause.text[: number.start]) | metric_moved.telling(clause.text[number.end :])
    if len(words) < _FEWEST:
        return False
    unit = _sort(number.unit)
    shared = max((len(words & piece.words) for piece in _pieces(job) if unit in piece.units), default=0)
    counts = _counts(job, resume, clause, number)
    enough = (counts and alone) or (shared >= _FEWEST and number.unit == "currency")
    if shared < _PLENTY and not enough and (shared < _FEWEST or not (counts or shared >= _SHARE * len(words))):
        return False
    if any(len(words & piece.words) >= shared for piece in _pieces(resume)):
        return False
    if any(other.value == number.value for other in counted.of_same(resume, clause.text, number)):
        return False
    return number.value <= _CHANCE or bool(_HERE.search(clause.text)) or not same(resume, number)


def _sort(unit: str) -> str:
    """What a number measures: times are of one sort."""
    return "time" if unit in PERIODS else unit


@lru_cache(maxsize=256)
def _pieces(source: Source) -> tuple[_Piece, ...]:
    """The sentences of a document that have a number: their words, and the units of their numbers."""
    found, at, given = [], 0, source.numbers
    for match in _SENTENCE.finditer(source.text):
        units = set()
        while at < len(given) and given[at].start < match.end():
            units.add(_sort(given[at].unit))
            at += 1
        if units:
            found.append(_Piece(metric_moved.telling(match.group()), frozenset(units)))
    return tuple(found)
