"""Plain statements made from what the corpus' resumes say: true ones, and the same with another date, time or employer.

    python -m benchmarks.truth.plain                      every resume, about a minute
    python -m benchmarks.truth.plain --resumes 10         the first ten
    python -m benchmarks.truth.plain --show               with the statements that went wrong

Here the wording is simple and the documents vary, where the emails of the benchmark vary both: what goes wrong here is a hole and no matter
of style. A statement takes its words from the facts that were read, so a resume that is misread makes a wrong statement of its own. Both
sides of the corpus are used, and rules were mended on what this shows: it guards what is found already.
"""

from __future__ import annotations

import argparse
import calendar
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.progress import track

from benchmarks.truth import cases
from pipeline import profile, tenure
from pipeline.corrupt.figures import WORDS as NUMBER_WORDS
from pipeline.grounding import check
from pipeline.schema import Direction, Email, EmailRequest, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import JobFacts, Position, ResumeFacts

_MOST_YEARS = 12
"""Years that are told in words: more of a false statement would stand out."""
_YEARS_OFF = 2
"""By how much the years of a false statement are off: no other way to count them makes it true."""
_SHORTEST = 6
"""Months from which a time in a post is told."""
_ALMOST = 8
"""Months beyond a year from which the next is almost full."""

_REST = "That is what I wanted to tell you today, and I thank you for your time."


@dataclass(frozen=True)
class Form:
    """A sentence with places for an employer, the beginning, the end and the length of a time there."""

    direction: Direction
    text: str
    wrong: str
    """What a false statement changes: "start", "end" or "span"."""

    def suits(self, position: Position) -> bool:
        """Whether a position has what the sentence tells: `{end}` is a past one's, and `since` or `now` the present one's."""
        present = position.end == "present"
        return present if " since " in self.text or " now " in self.text else not present or "{end}" not in self.text


_OWN = (
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
_THEIRS = (
    ("You worked at {employer} from {start} to {end}.", "end"),
    ("You left {employer} in {end}.", "end"),
    ("I saw that you started at {employer} in {start}.", "start"),
    ("You have been with {employer} since {start}.", "start"),
    ("You spent {span} at {employer}.", "span"),
    ("Your {span} at {employer} caught my eye.", "span"),
)
FORMS = (*(Form(Direction.APPLICATION, *one) for one in _OWN), *(Form(Direction.OUTREACH, *one) for one in _THEIRS))
GRADUATED = tuple(
    Form(Direction.APPLICATION, text, "end")
    for text in (
        "I graduated from {school} in {end}.",
        "In {end} I completed my studies at {school} and graduated.",
        "I have been out of university since {end}.",
    )
)


class Statement(NamedTuple):
    """A sentence, and the words of it that are false where it is."""

    form: Form
    text: str
    false: str | None


class Tally(NamedTuple):
    """By form: the true statements, those of them that raised an alarm, the false ones, and those of them that were found."""

    true: Counter[Form]
    alarms: Counter[Form]
    false: Counter[Form]
    found: Counter[Form]


def statements(facts: ResumeFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of the positions and studies of a resume whose dates were read."""
    employers = Counter(one.employer.value for one in facts.positions if one.employer)
    for position in facts.positions:
        if position.employer and position.start and position.end and employers[position.employer.value] == 1:
            yield from _of_position(position, request)
    for study in facts.education:
        if study.institution and study.start and study.end and study.end != "present" and study.start < study.end:
            ended, began = study.end[:4], study.start[:4]
            for form in GRADUATED:
                yield Statement(form, form.text.format(school=study.institution.value, end=ended), None)
            if began not in {other.end[:4] for other in facts.education if other.end} and len(facts.education) == 1:
                for form in GRADUATED:
                    yield Statement(form, form.text.format(school=study.institution.value, end=began), began)


def _of_position(position: Position, request: EmailRequest) -> Iterator[Statement]:
    counted = tenure.tenure([position], request.date)
    for form in FORMS:
        if not form.suits(position):
            continue
        told = {
            "employer": position.employer.value if position.employer else "",
            "start": _date(position.start),
            "end": _date(position.end),
        }
        if form.wrong != "span":
            yield Statement(form, form.text.format(**told), None)
            off = -_YEARS_OFF if form.wrong == "start" else _YEARS_OFF
            other = _date((position.start if form.wrong == "start" else position.end) or "", off)
            yield Statement(form, form.text.format(**{**told, form.wrong: other}), other)
        elif counted and counted.months >= _SHORTEST and counted.months // 12 + 2 * _YEARS_OFF <= _MOST_YEARS:
            for span in _spans(counted.months):
                yield Statement(form, form.text.format(**told, span=span), None)
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


def is_found(statement: Statement, request: EmailRequest, facts: tuple[ResumeFacts, JobFacts]) -> bool:
    """Whether the checker finds fault with a statement: anywhere in one that is true, at its false words else."""
    body = f"Hello,\n\n{statement.text} {_REST}\n\nKind regards,\n{request.sender.name}"
    findings = [one for one in check(Email(subject="A short note", body=body), request, facts).findings if one.part == "body"]
    if statement.false is None:
        return bool(findings)
    start = body.index(statement.false, body.index(statement.text))
    return any(one.start < start + len(statement.false) and one.end > start for one in findings)


def run(resumes: int | None, look: Console | None = None) -> Tally:
    """The statements about the first `resumes` of the corpus, or about all."""
    tally = Tally(Counter(), Counter(), Counter(), Counter())
    given = {one.request.resume: one.request for one in cases.read() if one.request.resume}
    for resume, request in track(list(islice(given.items(), resumes)), "Statements", console=look or Console(stderr=True), transient=True):
        facts = (profile.resume(resume), profile.job(request.job))
        name = Person(name=facts[0].name.value if facts[0].name else "Alex Doe")
        for statement in statements(facts[0], request):
            ends = (name, Person()) if statement.form.direction is Direction.APPLICATION else (Person(name="Robin Tester"), name)
            asked = request.model_copy(update={"direction": statement.form.direction, "sender": ends[0], "recipient": ends[1]})
            hit, lie = is_found(statement, asked, facts), statement.false is not None
            (tally.false if lie else tally.true)[statement.form] += 1
            (tally.found if lie else tally.alarms)[statement.form] += hit
            if look and hit is not lie:
                look.print(f"{'alarm ' if hit else 'missed'} {statement.text}", markup=False, highlight=False, soft_wrap=True)
    return tally


def main(argv: list[str] | None = None) -> None:
    """Prints a line per form, and the sums."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.truth.plain", description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--resumes", type=int, metavar="N", help="only so many resumes of the corpus")
    parser.add_argument("--show", action="store_true", help="print the statements that went wrong")
    arguments = parser.parse_args(argv)
    console = Console(width=110)
    true, alarms, false, found = run(arguments.resumes, console if arguments.show else None)
    console.print("alarms / true   found / false   form", highlight=False)
    for form in (*FORMS, *GRADUATED):
        console.print(f"{alarms[form]:6} / {true[form]:<6} {found[form]:5} / {false[form]:<6}  {form.text}", markup=False, highlight=False)
    share, rate = found.total() / max(1, false.total()), alarms.total() / max(1, true.total())
    console.print(
        f"{true.total()} true statements, {rate:.2%} with an alarm; {false.total()} false ones, {share:.1%} found", highlight=False
    )


if __name__ == "__main__":
    main()
