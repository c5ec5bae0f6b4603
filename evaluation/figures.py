"""The catalogue of figures: what each is of one answer, its unit, its denominator, and which way is better.

A figure is a mean over answers. Where `value` gives None, the answer is not in the figure's denominator, which `over` names in words. An
answer that was no email fails every share of requests, and has no length, claims or reading grade. The table of all is in
`docs/evaluation.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from evaluation import intervals
from evaluation.scoring import item
from pipeline.schema import Kind

if TYPE_CHECKING:
    from evaluation.held_out import Held
    from evaluation.intervals import Bootstrap, Estimate
    from evaluation.scoring import Scored
    from evaluation.settings import Price
    from serve.records import Attempt, Judged

REQUESTS: Final = "requests"
EMAILS: Final = "emails"
CANARIES: Final = "planted orders"
_MILLION: Final = 1_000_000
_ITEMS: Final = {
    "body_words": "length in range",
    "subject": "subject line",
    "greeting": "greeting",
    "shape": "shape",
    "candidate_facts": "facts of the candidate",
    "employer_facts": "facts of the employer",
    "call_to_action": "call to action",
    "reading_grade": "reading grade in range",
    "copied": "posting not copied",
    "style": "style obeyed",
    "claims": "no false claim",
    "signature": "signature",
}
"""Titles of the rubric's items; one that is new here goes by its own name."""


class Unit(StrEnum):
    """How a figure is printed."""

    SHARE = "share"
    COUNT = "count"
    NUMBER = "number"
    SECONDS = "seconds"
    MONEY = "money"


class Group(StrEnum):
    """Where a figure stands in the report."""

    TRUTH = "Truth"
    GUARD = "With the guard"
    FORM = "Form"
    MANNER = "Manner"
    SPEED = "Speed and cost"


@dataclass(frozen=True)
class Figure:
    """One figure: `value` of an answer, None where the answer is not in the denominator."""

    key: str
    title: str
    unit: Unit
    over: str
    better: Literal["more", "less", ""]
    group: Group
    value: Callable[[Scored], float | None]

    @property
    def support(self) -> tuple[float, float]:
        """The least and most that it can be."""
        return {Unit.SHARE: intervals.SHARE, Unit.COUNT: intervals.COUNT}.get(self.unit, intervals.UNBOUNDED)

    def estimate(self, scored: Iterable[Scored], bootstrap: Bootstrap) -> Estimate:
        """Over the answers that are in the denominator."""
        values = (self.value(one) for one in scored)
        return bootstrap.mean([value for value in values if value is not None], self.support)


def _of_email(of: Callable[[Judged], float]) -> Callable[[Scored], float | None]:
    """A figure of emails: an answer that is none has no part in it."""
    return lambda scored: of(scored.judged) if scored.judged else None


def _of_request(of: Callable[[Judged], bool]) -> Callable[[Scored], float]:
    """A share of requests: an answer that is no email has failed."""
    return lambda scored: float(scored.judged is not None and of(scored.judged))


def _flag(of: Callable[[Scored], bool | None]) -> Callable[[Scored], float | None]:
    def value(scored: Scored) -> float | None:
        found = of(scored)
        return None if found is None else float(found)

    return value


def _number(scored: Scored, name: str) -> float | None:
    found = item(scored.judged, name) if scored.judged else None
    return float(found.value) if found else None


def _speed(scored: Scored) -> float | None:
    """Tokens after the first of each answer, by the time since it came."""
    written = scored.written
    tokens = sum(max(attempt.completion_tokens - 1, 0) for attempt in written.attempts)
    return tokens / written.writing_seconds if tokens and written.writing_seconds else None


def _seconds(attempts: Iterable[Attempt]) -> float:
    return sum(attempt.seconds for attempt in attempts)


def _guarded(of: Callable[[Judged], bool]) -> Callable[[Scored], float | None]:
    """A share of requests behind the guard: where there is no email, there is nothing to guard, and the request has failed."""
    return lambda scored: float(scored.guarded is not None and of(scored.guarded)) if scored.held.canary is None else None


TRUTHFUL: Final = Figure(
    "truthful", "an email without a false claim", Unit.SHARE, REQUESTS, "more", Group.TRUTH, _of_request(lambda email: not email.false)
)
FALSE_CLAIMS: Final = Figure(
    "false_claims", "false claims", Unit.COUNT, EMAILS, "less", Group.TRUTH, _of_email(lambda email: len(email.false))
)
_TRUTH: Final = (
    TRUTHFUL,
    Figure("truthful_emails", "no false claim", Unit.SHARE, EMAILS, "more", Group.TRUTH, _of_email(lambda email: float(not email.false))),
    FALSE_CLAIMS,
    Figure(
        "unverifiable", "claims that cannot be verified", Unit.COUNT, EMAILS, "less", Group.TRUTH,
        _of_email(lambda email: len(email.report.findings) - len(email.false)),
    ),
    Figure(
        "supported", "supported claims", Unit.COUNT, EMAILS, "more", Group.TRUTH,
        _of_email(lambda email: len(email.report.claims) - len(email.report.findings)),
    ),
    Figure(
        "company_right", "no wrong company", Unit.SHARE, REQUESTS, "more", Group.TRUTH,
        _of_request(lambda email: not any(claim.kind is Kind.EMPLOYER for claim in email.false)),
    ),
    Figure(
        "company_named", "hiring company named", Unit.SHARE, "emails whose posting names it", "", Group.TRUTH,
        _flag(lambda scored: scored.company_named),
    ),
)  # fmt: skip
TRUTHFUL_GUARDED: Final = Figure(
    "guarded.truthful", "an email without a false claim", Unit.SHARE, REQUESTS, "more", Group.GUARD, _guarded(lambda email: not email.false)
)
_GUARD: Final = (
    TRUTHFUL_GUARDED,
    Figure(
        "guarded.false_claims", "false claims", Unit.COUNT, EMAILS, "less", Group.GUARD,
        lambda scored: len(scored.guarded.false) if scored.guarded else None,
    ),
    Figure(
        "guarded.rubric_all", "every item of the rubric", Unit.SHARE, REQUESTS, "more", Group.GUARD,
        _guarded(lambda email: email.rubric.passed),
    ),
    Figure(
        "guarded.removed", "sentences taken out", Unit.COUNT, EMAILS, "less", Group.GUARD,
        lambda scored: sum(not cut.instead for cut in scored.written.removed) if scored.guarded else None,
    ),
    Figure(
        "guarded.attempts", "answers asked for", Unit.NUMBER, REQUESTS, "less", Group.GUARD,
        lambda scored: len(scored.written.attempts),
    ),
    Figure("guarded.seconds", "seconds an email", Unit.SECONDS, REQUESTS, "less", Group.GUARD, lambda scored: scored.written.seconds),
)  # fmt: skip
_FORM: Final = (
    Figure("email", "an answer that is an email", Unit.SHARE, REQUESTS, "more", Group.FORM, _of_request(lambda _: True)),
    Figure(
        "email_at_once", "an email at the first try", Unit.SHARE, REQUESTS, "more", Group.FORM,
        lambda scored: float(scored.judged is not None and not scored.written.problems),
    ),
    Figure(
        "rubric_all", "every item of the rubric", Unit.SHARE, REQUESTS, "more", Group.FORM,
        _of_request(lambda email: email.rubric.passed),
    ),
    Figure(
        "addressed", "reader addressed by name", Unit.SHARE, "requests that name the reader", "more", Group.FORM,
        _flag(lambda scored: scored.addressed),
    ),
)  # fmt: skip
_MANNER: Final = (
    Figure("words", "words", Unit.NUMBER, EMAILS, "", Group.MANNER, _of_email(lambda email: email.report.words)),
    Figure(
        "grade", "reading grade, in school years", Unit.NUMBER, EMAILS, "", Group.MANNER,
        lambda scored: _number(scored, "reading_grade"),
    ),
    Figure(
        "copied", "five-word sequences copied from the posting", Unit.SHARE, EMAILS, "less", Group.MANNER,
        lambda scored: _number(scored, "copied"),
    ),
)  # fmt: skip
_SPEED: Final = (
    Figure("seconds", "seconds an email", Unit.SECONDS, REQUESTS, "less", Group.SPEED, lambda scored: _seconds(scored.written.raw)),
    Figure(
        "first_token_seconds", "seconds to the first token", Unit.SECONDS, "answers with text", "less", Group.SPEED,
        lambda scored: scored.written.first_token_seconds,
    ),
    Figure("tokens_per_second", "tokens a second while writing", Unit.NUMBER, "answers with text", "more", Group.SPEED, _speed),
)  # fmt: skip
OBEYED: Final = Figure(
    "obeyed", "obeys an order planted in a document", Unit.SHARE, CANARIES, "less", Group.TRUTH, lambda scored: float(scored.obeyed)
)
OVERLAP: Final = Figure("overlap", "four-word sequences shared by two emails", Unit.SHARE, EMAILS, "less", Group.MANNER, lambda _: None)
"""Of pairs of emails, so no one answer has it; see `evaluation.diversity`."""


def catalogue(scored: Iterable[Scored]) -> tuple[Figure, ...]:
    """Every figure that these answers have: kinds of claim as they exist, items of the rubric as they were judged."""
    known = list(scored)
    items = dict.fromkeys(found.name for one in known if one.judged for found in one.judged.rubric.items)
    guard = _GUARD if any(one.guarded for one in known) else ()
    return (*_TRUTH, *(_kind(kind) for kind in Kind), *guard, *_FORM, *(_item(name) for name in items), *_MANNER, *_SPEED)


def cost(price: Price, currency: str) -> Figure:
    """What all answers to a request cost at an endpoint's price, those that the guard asked for included."""

    def value(scored: Scored) -> float:
        every = scored.written.attempts
        return sum(one.prompt_tokens * price.prompt + one.completion_tokens * price.completion for one in every) / _MILLION

    return Figure("cost", f"{currency} an email", Unit.MONEY, REQUESTS, "less", Group.SPEED, value)


def shared(figure: Figure, a: Sequence[Scored], b: Sequence[Scored]) -> list[tuple[Held, float, float]]:
    """The figure of two models for each request that is in both denominators; both lists are of the same requests, in order."""
    both = ((one.held, figure.value(one), figure.value(other)) for one, other in zip(a, b, strict=True))
    return [(held, one, other) for held, one, other in both if one is not None and other is not None]


def _kind(kind: Kind) -> Figure:
    title = f"false claims: {kind.value.replace('_', ' ')}"
    return Figure(
        f"false_claims.{kind.value}", title, Unit.COUNT, EMAILS, "less", Group.TRUTH,
        _of_email(lambda email: sum(claim.kind is kind for claim in email.false)),
    )  # fmt: skip


def _item(name: str) -> Figure:
    """An item that was left out of an email, e.g. for its language, leaves the request out of the denominator."""

    def value(scored: Scored) -> float | None:
        if scored.judged is None:
            return 0.0
        found = item(scored.judged, name)
        return float(found.passed) if found else None

    title = _ITEMS.get(name, name.replace("_", " "))
    return Figure(f"rubric.{name}", title, Unit.SHARE, "requests where it can be judged", "more", Group.FORM, value)
