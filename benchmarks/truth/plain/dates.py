"""When and how long: beginnings, ends and lengths of posts, the years of studies."""

from __future__ import annotations

import calendar
from collections import Counter
from typing import TYPE_CHECKING, Final

from benchmarks.truth.plain.statement import Form, Statement
from pipeline import tenure
from pipeline.corrupt.figures import WORDS as NUMBER_WORDS
from pipeline.schema import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import EmailRequest, JobFacts, Position, ResumeFacts

_MOST_YEARS = 12
"""Years that are told in words: more of a false statement would stand out."""
_YEARS_OFF = 2
"""By how much the years of a false statement are off: no other way to count them makes it true."""
_SHORTEST = 6
"""Months from which a time in a post is told."""
_ALMOST = 8
"""Months beyond a year from which the next is almost full."""

_OWN: Final = (
    ("I worked at {employer} from {start} to {end}.", "end"),
    ("Between {start} and {end} I was with {employer}.", "start"),
    ("I joined {employer} in {start} and stayed until {end}.", "end"),
    ("From {start} until {end}, {employer} employed me.", "start"),
    ("I left {employer} in {end}.", "end"),
    ("My time at {employer} ended in {end}.", "end"),
    ("I started at {employer} in {start}.", "start"),
    ("In {start} I took a job at {employer}.", "start"),
    ("At {employer}, where I started in {start}, I learned most of what I know.", "start"),
    ("I have been with {employer} since {start}.", "start"),
    ("I spent {span} at {employer}.", "span"),
    ("I was with {employer} for {span}.", "span"),
    ("{span} at {employer} taught me a great deal about the work.", "span"),
    ("For {span} now I have been with {employer}.", "span"),
)
_THEIRS: Final = (
    ("You worked at {employer} from {start} to {end}.", "end"),
    ("You left {employer} in {end}.", "end"),
    ("I saw that you started at {employer} in {start}.", "start"),
    ("You have been with {employer} since {start}.", "start"),
    ("You spent {span} at {employer}.", "span"),
    ("Your {span} at {employer} caught my eye.", "span"),
)
_FORMS: Final = {
    **{Form("dates", Direction.APPLICATION, text): wrong for text, wrong in _OWN},
    **{Form("dates", Direction.OUTREACH, text): wrong for text, wrong in _THEIRS},
}
"""What a false statement of each form changes: "start", "end" or "span"."""
_GRADUATED: Final = tuple(
    Form("dates", Direction.APPLICATION, text)
    for text in (
        "I graduated from {school} in {end}.",
        "In {end} I completed my studies at {school} and graduated.",
        "I have been out of university since {end}.",
    )
)


def statements(facts: ResumeFacts, job: JobFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of the positions and studies of a resume whose dates were read."""
    del job
    employers = Counter(one.employer.value for one in facts.positions if one.employer)
    for position in facts.positions:
        if position.employer and position.start and position.end and employers[position.employer.value] == 1:
            yield from _of_position(position, request)
    for study in facts.education:
        if study.institution and study.start and study.end and study.end != "present" and study.start < study.end:
            ended, began = study.end[:4], study.start[:4]
            for form in _GRADUATED:
                yield Statement(form, form.text.format(school=study.institution.value, end=ended))
            if began not in {other.end[:4] for other in facts.education if other.end} and len(facts.education) == 1:
                for form in _GRADUATED:
                    yield Statement(form, form.text.format(school=study.institution.value, end=began), began)


def _suits(form: Form, position: Position) -> bool:
    """Whether a position has what the sentence tells: `{end}` is a past one's, and `since` or `now` the present one's."""
    present = position.end == "present"
    return present if " since " in form.text or " now " in form.text else not present or "{end}" not in form.text


def _of_position(position: Position, request: EmailRequest) -> Iterator[Statement]:
    counted = tenure.tenure([position], request.date)
    for form, wrong in _FORMS.items():
        if not _suits(form, position):
            continue
        told = {
            "employer": position.employer.value if position.employer else "",
            "start": _date(position.start),
            "end": _date(position.end),
        }
        if wrong != "span":
            yield Statement(form, form.text.format(**told))
            off = -_YEARS_OFF if wrong == "start" else _YEARS_OFF
            other = _date((position.start if wrong == "start" else position.end) or "", off)
            yield Statement(form, form.text.format(**{**told, wrong: other}), other)
        elif counted and counted.months >= _SHORTEST and counted.months // 12 + 2 * _YEARS_OFF <= _MOST_YEARS:
            for span in _spans(counted.months):
                yield Statement(form, form.text.format(**told, span=span))
            false = f"{NUMBER_WORDS[counted.months // 12 + 2 * _YEARS_OFF]} years"
            yield Statement(form, form.text.format(**told, span=false), false)


def _date(date: str | None, off: int = 0) -> str:
    """`2021-03` as an email tells it, some years off."""
    year, _, month = (date or "").partition("-")
    return f"{calendar.month_name[int(month)]} {int(year) + off}" if month else str(int(year) + off) if year.isdigit() else ""


def _spans(months: int) -> list[str]:
    """Ways to say a length of time."""
    years, rest = divmod(months, 12)
    full = f"{NUMBER_WORDS[years]} year{'s' * (years > 1)}"
    if not years:
        return [f"{months} months"]
    if not rest:
        return [full]
    return [
        f"{full} and {rest} month{'s' * (rest > 1)}",
        *([f"almost {NUMBER_WORDS[years + 1]} years"] if rest >= _ALMOST else [f"over {full}"]),
    ]
