"""Runs every kind of claim over an email and puts the findings in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding.abilities import qualification, skill
from pipeline.grounding.career import employer, scope, title
from pipeline.grounding.claim import Letter
from pipeline.grounding.denials import negative
from pipeline.grounding.figures import metric
from pipeline.grounding.leaks import placeholder
from pipeline.grounding.people import contact, person
from pipeline.grounding.periods import tenure, when
from pipeline.grounding.places import place
from pipeline.grounding.posting import employer_side
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.schema import Email, EmailRequest, JobFacts, ResumeFacts

KINDS: tuple[Callable[[Letter], Iterator[Claim]], ...] = (
    qualification.find,
    tenure.find,
    metric.find,
    title.find,
    person.find,
    employer.find,
    place.find,
    skill.find,
    placeholder.find,
    employer_side.find,
    negative.find,
    scope.find,
    when.find,
    contact.find,
)
"""The kinds in order of trust: of two claims on the same words, the first kind's stays."""


def check(email: Email, request: EmailRequest, facts: tuple[ResumeFacts, JobFacts] | None = None) -> Report:
    """Every claim of `email` with its verdict, in reading order. `facts` are those of the request's documents, where the caller has them."""
    letter = Letter(email, Sources.of(request, facts))
    found = [claim for kind in KINDS for claim in kind(letter)]
    distinct = _distinct(found, {"subject": len(email.subject), "body": len(email.body)})
    return Report(
        claims=tuple(sorted(distinct, key=lambda claim: (claim.part == "body", claim.start, claim.end))), words=len(email.body.split())
    )


def _distinct(claims: Iterable[Claim], lengths: dict[str, int]) -> Iterator[Claim]:
    """Without claims on words that another claim already judged, findings first: one lie is told once."""
    taken = {part: bytearray(length) for part, length in lengths.items()}
    for claim in sorted(claims, key=lambda claim: claim.verdict is Verdict.SUPPORTED):
        if not any(taken[claim.part][claim.start : claim.end]):
            taken[claim.part][claim.start : claim.end] = b"\1" * (claim.end - claim.start)
            yield claim
