"""Letters and numbers of a sort told of the candidate otherwise than the resume has them: `an $18M Series B` of a Series A, `Phase III` of Phase II.

    for claim in labels.find(letter): ...

Only where the resume has the sort with another mark and neither document has it with this one. Marks of the firm and the post are judged by
`posting.marks`, grades of posts by `title`, levels of papers by `levels`. Not covered: sorts of which the resume does not speak.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_LABEL = compiled(
    r"\b(?:(?P<round>[Ss]eries) (?P<letter>[A-H])|(?P<sort>[Pp]hase|[Cc]lass|[Cc]ategory|[Tt]ier|[Dd]ivision|[Ff]ormula|[Tt]ype|[Zz]one) (?P<mark>\d{1,2}|I{1,3}V?|IV|VI{0,3}|[A-F]))(?![\w%’'+-]|[.,:/]\d)"
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}


def find(letter: Letter) -> Iterator[Claim]:
    """The marks of an email that the resume has otherwise of the candidate."""
    sources = letter.sources
    if not letter.may_have(_LABEL):
        return
    for clause in letter.clauses:
        if clause.role is not Role.TEXT:
            continue
        for match in _LABEL.finditer(clause.text):
            sort, mark = _read(match)
            given = _marks(sources.resume).get(sort)
            if (
                not given
                or mark in given
                or mark in _marks(sources.job).get(sort, {})
                or any(other in _said(clause.text, sort) for other in given)
            ):
                continue
            if asserted(letter, clause, *match.span()) < Strength.PLAIN:
                continue
            evidence = sources.resume.evidence(*min(given.values()))
            reason = f"You wrote '{match.group()}'; the resume says '{evidence.text}'."
            yield claim(clause, *match.span(), Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)


def _read(match: re.Match[str]) -> tuple[str, str]:
    """The sort of a mark and the mark, Roman numbers as others."""
    mark = match["letter"] or match["mark"]
    return (match["round"] or match["sort"]).lower(), mark if match["letter"] else _ROMAN.get(mark, mark)


def _said(text: str, sort: str) -> set[str]:
    return {mark for other, mark in map(_read, _LABEL.finditer(text)) if other == sort}


@lru_cache(maxsize=256)
def _marks(source: Source) -> dict[str, dict[str, tuple[int, int]]]:
    """The marks of a document by their sorts, with their places."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for match in _LABEL.finditer(source.text):
        sort, mark = _read(match)
        found.setdefault(sort, {}).setdefault(mark, match.span())
    return found
