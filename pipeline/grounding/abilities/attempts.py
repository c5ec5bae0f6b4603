"""Examinations that an email has passed all at the first attempt, where the resume excepts one or tells of a failure.

    `passed all of my papers at the first sitting`    against `all but one at the first attempt`

Not covered: how many attempts an examination took, told in numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.schema import Claim

_FIRST = r"(?:at|on|in|with) (?:the |my |your |a )?(?:first|1st) (?:attempt|sitting|try|go|time)|first time(?: round)?"
_ALL = compiled(
    rf"\bpass(?:ed|ing)? (?P<what>(?:all|every|each|both)(?: [\w'’-]+){{1,6}}?) (?:{_FIRST})\b|\b(?:{_FIRST}),? (?:I|you) passed (?P<which>(?:all|every|each|both)(?: [\w'’-]+){{1,5}})",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    rf"\b(?:all but|all except|all apart from|except|bar) (?:one|two|three|\d|[A-Z]\w+)[^\n;.]{{0,60}}(?:{_FIRST})|\b(?:second|2nd|third) (?:attempt|sitting)\b|\bre-?(?:sit|sat|take|took|taken)\b|\bfailed (?:once|by|first)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but|except|apart from|bar|save)\b", re.IGNORECASE)


def find(letter: Letter) -> Iterator[Claim]:
    """The examinations of an email told as passed without a second attempt."""
    excepted = _EXCEPTED.search(letter.sources.resume.text) if letter.may_have(_ALL) else None
    if not excepted:
        return
    for clause in letter.clauses:
        for match in _ALL.finditer(clause.text) if clause.role is Role.TEXT else ():
            if not _BUT.search(clause.sentence.text) and asserted(letter, clause, *match.span()) > Strength.LOOSE:
                shown = letter.sources.resume.evidence(*excepted.span())
                reason = f"You wrote '{match.group()}'; the resume says '{' '.join(excepted.group().split())}'."
                yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, shown)
