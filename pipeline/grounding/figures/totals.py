"""Sums that a reader makes of the figures of one post, or of the posts that a sentence names.

    found(sources, clause, number)    -> `a 7-person team` and `a team of 8` for `fifteen people`; `$400K` and `$223.4K` for `over $600K in all`

People of one line need no word that tells a sum; amounts need one, or stand in the sentence themselves. Not covered: sums of more than three.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted, numbers, owners, pairs
from pipeline.grounding.figures.metric_given import Found, bounds
from pipeline.grounding.words import any_in

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources

_IN_ALL = (
    "combined", "total", "altogether", "together", "in all", "all told", "overall", "between", "across", "makes", "make", "made", "comes to",
    "came to", "adds up", "add up", "plus", "in sum",
)  # fmt: skip
"""Words of a sentence that tells a sum."""
_TEAMS = ("person", "people", "strong", "member")
_TEAM_OF = ("team of ", "crew of ", "staff of ", "group of ", "squad of ")
_REACH = 12
_MOST, _MOST_PEOPLE = 12, 500
_TOO_LITTLE = 0.05
"""Shares of a sum below which an amount adds nothing that anybody tells."""


def found(sources: Sources, clause: Clause, number: Number) -> list[Found]:
    """Where the first of the figures stands that come to a number."""
    if number.unit == "currency":
        return _of_amounts(sources, clause, number)
    return _of_people(sources.resume, clause.text, number)


def _of_people(resume: Source, text: str, number: Number) -> list[Found]:
    """The people of two groups that one line of the resume tells."""
    if number.unit or not 2 < number.value <= _MOST_PEOPLE or not _is_of_people(text, number):
        return []
    lines: dict[int, list[Number]] = {}
    for one in resume.numbers:
        if one.value < number.value and not one.unit and _is_of_people(resume.text, one):
            lines.setdefault(pairs.line_of(resume, one.start), []).append(one)
    return next(
        (_found(resume, a) for some in lines.values() for a, b in combinations(some[:_MOST], 2) if a.value + b.value == number.value), []
    )


def _is_of_people(text: str, number: Number) -> bool:
    """Whether a number counts people, by what stands behind it or by the group before it."""
    return (
        counted.counts_people(text, number)
        or text[number.end : number.end + _REACH].lstrip(" -").lower().startswith(_TEAMS)
        or text[max(0, number.start - _REACH) : number.start].lower().endswith(_TEAM_OF)
    )


def _of_amounts(sources: Sources, clause: Clause, number: Number) -> list[Found]:
    """Two or three amounts of one post, or of the posts that the sentence names."""
    sentence, resume = clause.sentence.text, sources.resume
    low, high = bounds(number)
    given = [one for one in resume.numbers if one.unit == "currency" and _TOO_LITTLE * number.value <= one.value < number.value][
        : 2 * _MOST
    ]
    if len(given) < 2:
        return []
    told = [one for one in numbers.find(sentence) if one.unit == "currency"]
    sums = any_in(sentence.lower(), _IN_ALL)
    named = owners.named(sources, sentence)
    for many in (2, 3):
        for some in combinations(given, many):
            if low <= sum(one.value for one in some) <= high and (
                all(any(one.value == other.value for other in told) for one in some) or (sums and _is_of_named(sources, named, some))
            ):
                return _found(resume, some[0])
    return []


def _is_of_named(sources: Sources, named: list[str], some: tuple[Number, ...]) -> bool:
    """Whether amounts are of one post, or of posts that are all named."""
    held = {sources.position_at(one.start) for one in some}
    if len(held) == 1:
        return True
    employers = [sources.positions[at].employer if at is not None else None for at in held]
    return all(employer is not None and employer.value in named for employer in employers)


def _found(resume: Source, one: Number) -> list[Found]:
    return [Found(one.start, resume.evidence(one.start, one.end))]
