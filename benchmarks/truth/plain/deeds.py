"""What was done, word for word as a line of the resume has it: at that employer, at another, and with another number."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from benchmarks.truth.plain.statement import Statement, false, forms, line, small, told
from pipeline.grounding import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import EmailRequest, JobFacts, ResumeFacts

_DONE: Final = forms("deeds", ("At {employer} I {deed}.",), ("At {employer} you {deed}.",))
_MOVED: Final = forms("deeds", ("At {other} I {deed}.",), ("At {other} you {deed}.",))
_CHANGED: Final = forms("deeds", ("At {employer} I {changed}.",), ("At {employer} you {changed}.",))
_LED: Final = forms("deeds", ("At {employer} I led {thing}.",), ("At {employer} you led {thing}.",))
_DEED = re.compile(r"[A-Z][a-z]*(?:ed|ght|ilt|ew|an|ut|et|old|rote|ook|ade|ept)\b")
_NUMBER = re.compile(r"(?<![\w.,/$€£-])(\d{1,3}(?:,\d{3})*)(?=%| [a-z]|,|\.|$|\+)")
_HELPED = re.compile(r"(?:Helped|Supported|Contributed to|Participated in|Assisted(?: with| in)?)\s+(?=(?:the|an?|our) |[a-z]+ing\b)(.*)")
_LONGEST = 170
_MORE = 0.3
"""By how much of itself a changed number is larger."""
_LINES = 4
"""Lines of a position that are told."""


def statements(facts: ResumeFacts, job: JobFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of the lines of a resume's positions."""
    del job
    text = request.resume.text.lower() if request.resume else ""
    named = [(one.employer.value, one) for one in facts.positions if one.employer]
    for (employer, position), (other, _) in pairwise([*named, *named[:1]]):
        for bullet in position.bullets[:_LINES]:
            said = line(bullet)
            if len(said) > _LONGEST:
                continue
            if (helped := _HELPED.match(said)) and not re.search(r"\bled\b", text):
                yield from false(_LED, "led", employer=employer, thing=helped[1])
            if not _DEED.match(said):
                continue
            deed = small(said)
            yield from told(_DONE, employer=employer, deed=deed)
            if not names.alike(employer, other):
                yield from false(_MOVED, other=other, deed=deed)
            for number in _NUMBER.finditer(deed):
                changed = f"{deed[: number.start()]}{_another(number[1])}{deed[number.end() :]}"
                yield from false(_CHANGED, employer=employer, changed=changed)


def _another(number: str) -> str:
    """A number that is larger by a good part, written as it is."""
    value = int(number.replace(",", ""))
    return f"{value + max(2, round(value * _MORE)):,}" if "," in number else str(value + max(2, round(value * _MORE)))
