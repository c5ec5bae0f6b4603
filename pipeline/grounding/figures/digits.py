"""Amounts told by how many figures they have: `a six-figure salary`, `in the low six figures`, `a match in double figures`.

    for claim in find(letter, clause): ...

Amounts of the document that speaks for whom the clause is about must have so many digits before the point, and for `low`, `mid` and
`high` begin so; double figures are a share from ten to ninety-nine. `Just under six figures` is one digit less, and no low one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.words import has_any
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_MANY = {word: number for number, word in enumerate("four five six seven eight nine".split(), 4)}
_TOLD = re.compile(
    rf"\b(?P<under>(?:just |a little |slightly )?(?:under|below|short of|shy of) )?(?:(?P<part>low|lower|mid|middle|high|upper)[ -])?(?P<many>{'|'.join(_MANY)}|double)[ -](?:figures?|digits?)\b",
    re.IGNORECASE,
)
_PARTS = {"low": "1234", "lower": "1234", "mid": "34567", "middle": "34567", "high": "6789", "upper": "6789"}
"""The first digits of a low, a middle and a high amount."""
_LEAST = 1000
_SHARES = range(10, 100)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that tell how many figures an amount has."""
    if clause.role not in (Role.TEXT, Role.SUBJECT) or not has_any(clause.text, ("figure", "digit")):
        return
    frame = letter.frame(clause)
    if frame.mood not in (Mood.CLAIM, Mood.NEGATIVE):
        return
    source, kind = (letter.sources.resume, Kind.METRIC) if frame.candidate_only else (letter.sources.job, Kind.EMPLOYER_SIDE)
    for match in _TOLD.finditer(clause.text):
        if frames.denies(clause.text[: match.start()]) or (
            kind is Kind.EMPLOYER_SIDE and not (frame.employer_only or letter.sources.direction is Direction.OUTREACH)
        ):
            continue
        if not _is_given(source, match):
            whose = "resume" if kind is Kind.METRIC else "posting"
            reason = f"You wrote '{match.group().strip()}'; the {whose} gives no such amount."
            yield claim(clause, *match.span(), kind, Verdict.UNSUPPORTED, reason)


def _is_given(source: Source, match: re.Match[str]) -> bool:
    """Whether a document has an amount, or a share, of so many figures."""
    if match["many"].lower() == "double":
        return any(number.unit == "%" and int(number.value) in _SHARES for number in source.numbers)
    many = _MANY[match["many"].lower()] - bool(match["under"])
    begins = _PARTS.get((match["part"] or "").lower(), "789" if match["under"] else "123456789")
    amounts = (f"{number.value:.0f}" for number in source.numbers if number.unit in ("currency", "") and number.value >= _LEAST)
    return any(len(amount) == many and amount[0] in begins for amount in amounts)
