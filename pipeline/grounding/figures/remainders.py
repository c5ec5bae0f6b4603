"""Parts told by what is left, or as a part of so many: `all but one of the nine`, `eight of those audits`, `all nine of them`.

    for claim in find(sources, clause): ...

A line of the resume that has the whole and a smaller number behind it gives the part (`nine of them in audits; seven ended without a
finding`), where what stands behind that number tells the same as the email. Says nothing where no line has both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import changes, metric_given, metric_moved, numbers
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import has_any
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_ALL_BUT = r"\b(?:all|every one|each one|everyone)(?: of (?:them|those|these|the \w+))? (?:but|except|save|bar) "
_BUT = re.compile(rf"{_ALL_BUT}(?P<left>\w+)\b", re.IGNORECASE)
_BUT_BEFORE = compiled(rf"{_ALL_BUT}$", re.IGNORECASE)
_PART = re.compile(r"(?<!but )(?<!except )(?<!save )(?<!bar )\b(?P<part>\w+) of (?:those|these|them)\b", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r" (?:of )?(?:what (?:it|they) (?:was|were|had been|took|did|used to (?:be|take))\b|(?:the|its|their) (?:[a-z]+ )?(?:baseline|original|time|former|previous|initial|earlier|old|starting)\b)",
    re.IGNORECASE,
)
"""Behind the share that is left: `of what it was`."""
_ALL = re.compile(
    r"\b(?:all of (?:them|those|these)|every one of (?:them|those|these)|every single one|each of (?:them|those|these))\b", re.IGNORECASE
)
_FEWEST = 2
"""Words that what is told of a part must share with the resume's."""
_MOST = 100
_PIECE_END = re.compile(r"[;.\n]\s*(?![a-z])")
_AFTER = 120
_NEAR = 60
_OUT_OF = re.compile(r" (?:out )?of (?:the |those |these )?")


def find(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that so many of a number did something, where the resume says how many did."""
    if not has_any(clause.text, ("but ", "except ", "save ", "bar ", " of the", " of those", "every single one")):
        return
    said, base = clause.sentence.text, clause.start - clause.sentence.start
    for match, left in _told(said):
        if not base < match.end() <= base + len(clause.text):
            continue
        whole = _whole(said, *match.span())
        if whole is not None:
            part = left if match.re is _PART else whole.value - left
            yield from _against(sources.resume, clause, match, whole, part)


def is_excepted(clause: Clause, number: Number) -> bool:
    """Whether a number is what `all but` leaves out, which is judged with its whole."""
    at = clause.start - clause.sentence.start + number.start
    said = clause.sentence.text
    return _BUT_BEFORE.may_stand(said) and bool(_BUT_BEFORE.search(said, max(0, at - _NEAR), at))


def left(resume: Source, text: str, number: Number) -> list[Number]:
    """The falls of the resume to what of which something is said to be down: the 90% of `reduced by 90%` for `shrinks to a tenth`."""
    if number.unit != "%" or not (changes.turn(text, number) is changes.Turn.TO or _OF_BEFORE.match(text, number.end)):
        return []
    low, high = metric_given.bounds(number)
    return [fall for fall in changes.falls(resume) if low <= 100 - fall.value <= high]


def _told(text: str) -> Iterator[tuple[re.Match[str], float]]:
    """What is told of a part, with the number in it: of how many remain, or how many there are."""
    for pattern, name in ((_BUT, "left"), (_PART, "part"), (_ALL, "")):
        for match in pattern.finditer(text):
            read = numbers.find(match[name]) if name else ()
            if not name or read:
                yield match, read[0].value if read else 0.0


def _whole(text: str, start: int, end: int) -> Number | None:
    """The number of the sentence of which a part is told: the last before it, else the next behind it; nobody tells a part of about so many."""
    plain = [number for number in numbers.find(text) if not number.unit and not number.hedge and 1 < number.value <= _MOST]
    before = [number for number in plain if number.end <= start]
    behind = [number for number in plain if end <= number.start < end + len(" the nine")]
    return before[-1] if before else behind[0] if behind else None


def _against(resume: Source, clause: Clause, match: re.Match[str], whole: Number, part: float) -> Iterator[Claim]:
    told = metric_moved.telling(clause.sentence.text)
    base = clause.start - clause.sentence.start
    span = max(0, match.start() - base), match.end() - base
    for given in resume.numbers:
        if not metric_given.is_same(whole, given) or given.unit:
            continue
        line = [other for other in resume.numbers if not other.unit and other.value < given.value]
        behind = [other for other in line if 0 < other.start - given.end < _AFTER]
        same = [other for other in behind if _is_told(told, _behind(resume.text, other))] + [
            other for other in line if _OUT_OF.fullmatch(resume.text, other.end, given.start) and _is_told(told, _around(resume, given))
        ]
        if not same:
            continue
        evidence = resume.evidence(same[0].start, same[0].end)
        if any(other.value == part for other in same):
            yield claim(clause, *span, Kind.METRIC, Verdict.SUPPORTED, "The resume gives this part.", evidence)
        else:
            reason = f"You wrote '{match.group()}'; of {given.value:g} the resume says '{evidence.text}'."
            yield claim(clause, *span, Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)
        return


def _is_told(told: frozenset[str], given: frozenset[str]) -> bool:
    """Whether what the resume says of a part is what the email says: two words of it, or half of few."""
    shared = len(told & given)
    return shared >= _FEWEST or 0 < len(given) <= 2 * shared


def _around(resume: Source, number: Number) -> frozenset[str]:
    """The telling words of a number's sentence that the email would repeat: those behind it, or where there are none, all."""
    return _behind(resume.text, number) | metric_moved.telling(metric_moved.sentence_at(resume, number.start))


def _behind(text: str, number: Number) -> frozenset[str]:
    """The telling words from a number to the end of its part of the line."""
    end = _PIECE_END.search(text, number.end, number.end + _AFTER)
    return metric_moved.telling(text[number.end : end.start() if end else number.end + _AFTER])
