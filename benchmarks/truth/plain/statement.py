"""A plain statement, the form it was made from, and what became of many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import check
from pipeline.schema import Direction, Email, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import EmailRequest, Fact, JobFacts, ResumeFacts

_OTHER = Person(name="Robin Tester")
"""Who recruits."""
_REST = "That is what I wanted to tell you today, and I thank you for your time."


class Form(NamedTuple):
    """A sentence with places for what documents say, and who writes it."""

    kind: str
    direction: Direction
    text: str


class Statement(NamedTuple):
    """A sentence, and the words of it that are false where it is."""

    form: Form
    text: str
    false: str | None = None


class Tally(NamedTuple):
    """By form: the true statements, those of them that raised an alarm, the false ones, and those of them that were found."""

    true: Counter[Form]
    alarms: Counter[Form]
    false: Counter[Form]
    found: Counter[Form]

    @classmethod
    def empty(cls) -> Tally:
        return cls(Counter(), Counter(), Counter(), Counter())

    def add(self, statement: Statement, *, hit: bool) -> None:
        """Adds a statement that the checker found fault with, or did not."""
        lie = statement.false is not None
        (self.false if lie else self.true)[statement.form] += 1
        (self.found if lie else self.alarms)[statement.form] += hit


def forms(kind: str, application: tuple[str, ...] = (), outreach: tuple[str, ...] = ()) -> tuple[Form, ...]:
    """The forms of a kind in either direction."""
    return (
        *(Form(kind, Direction.APPLICATION, text) for text in application),
        *(Form(kind, Direction.OUTREACH, text) for text in outreach),
    )


def told(of: tuple[Form, ...], **words: str) -> Iterator[Statement]:
    """True statements of some forms."""
    return (Statement(form, form.text.format(**words)) for form in of)


def false(of: tuple[Form, ...], word: str | None = None, **words: str) -> Iterator[Statement]:
    """False statements of some forms: false is one of their words, or all of them."""
    return (Statement(one.form, one.text, word or one.text.rstrip(".")) for one in told(of, **words))


def line(fact: Fact) -> str:
    """What stands in several lines of a document in one, without a stop."""
    return " ".join(fact.value.split()).rstrip(".")


def small(line: str) -> str:
    """A line as it goes on behind other words: its first letter is small, unless the word has other capitals."""
    first = line.split(maxsplit=1)[0]
    return line[0].lower() + line[1:] if first[1:].islower() or len(first) == 1 else line


def is_found(statement: Statement, request: EmailRequest, facts: tuple[ResumeFacts, JobFacts]) -> bool:
    """Whether the checker finds fault with a statement: anywhere in one that is true, at its false words else."""
    name = Person(name=facts[0].name.value if facts[0].name else "Alex Doe")
    direction = statement.form.direction
    ends = (name, Person()) if direction is Direction.APPLICATION else (_OTHER, name)
    asked = request.model_copy(update={"direction": direction, "sender": ends[0], "recipient": ends[1]})
    body = f"Hello,\n\n{statement.text} {_REST}\n\nKind regards,\n{ends[0].name}"
    findings = [one for one in check(Email(subject="A short note", body=body), asked, facts).findings if one.part == "body"]
    if statement.false is None:
        return bool(findings)
    start = body.index(statement.false, body.index(statement.text))
    return any(one.start < start + len(statement.false) and one.end > start for one in findings)
