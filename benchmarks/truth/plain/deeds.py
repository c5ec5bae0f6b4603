"""What was done, word for word as a line of the resume has it: at that employer, at another, and with another number."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from benchmarks.truth.plain.statement import Form, Statement, forms
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
_MORE = 1.3
"""How much larger a changed number is."""
_LINES = 4
"""Lines of a position that are told."""


def statements(facts: ResumeFacts, job: JobFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of the lines of a resume's positions."""
    del job
    text = request.resume.text.lower() if request.resume else ""
    named = [(one.employer.value, one) for one in facts.positions if one.employer]
    for (employer, position), (other, _) in pairwise([*named, *named[:1]]):
        for bullet in position.bullets[:_LINES]:
            line = " ".join(bullet.value.split()).rstrip(".")
            if len(line) > _LONGEST:
                continue
            if (helped := _HELPED.match(line)) and not re.search(r"\bled\b", text):
                yield from (Statement(form, form.text.format(employer=employer, thing=helped[1]), "led") for form in _LED)
            if not _DEED.match(line):
                continue
            deed = line[0].lower() + line[1:]
            yield from (Statement(form, form.text.format(employer=employer, deed=deed)) for form in _DONE)
            if not names.find(employer, other) and not names.find(other, employer):
                yield from _whole(_MOVED, other=other, deed=deed)
            for number in _NUMBER.finditer(deed):
                changed = f"{deed[: number.start()]}{_another(number[1])}{deed[number.end() :]}"
                yield from _whole(_CHANGED, employer=employer, changed=changed)


def _whole(told: tuple[Form, ...], **words: str) -> Iterator[Statement]:
    """Statements that are false as a whole."""
    for form in told:
        said = form.text.format(**words)
        yield Statement(form, said, said)


def _another(number: str) -> str:
    value = int(number.replace(",", ""))
    return f"{value + max(2, round(value * (_MORE - 1))):,}" if value > 999 else str(value + max(2, round(value * (_MORE - 1))))
