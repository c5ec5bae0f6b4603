"""Runs every kind of claim over an email and puts the findings in reading order."""

from __future__ import annotations

import re
from functools import lru_cache
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
from pipeline.schema import Claim, Kind, Report, Verdict

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

_SAID_BY_NAMES = frozenset({Kind.SKILL, Kind.QUALIFICATION, Kind.METRIC})
"""Kinds that a post's name can look like: `Licensed Technician (CT and MRI), 60 percent` says nothing of the candidate but as a title, which has a kind of its own."""


def check(email: Email, request: EmailRequest, facts: tuple[ResumeFacts, JobFacts] | None = None) -> Report:
    """Every claim of `email` with its verdict, in reading order. `facts` are those of the request's documents, where the caller has them."""
    letter = Letter(email, Sources.of(request, facts))
    named = _post_named(letter)
    found = [claim for kind in KINDS for claim in kind(letter) if not (claim.kind in _SAID_BY_NAMES and _lies_in(claim, named))]
    distinct = _distinct(found, {"subject": len(email.subject), "body": len(email.body)})
    return Report(
        claims=tuple(sorted(distinct, key=lambda claim: (claim.part == "body", claim.start, claim.end))), words=len(email.body.split())
    )


def _post_named(letter: Letter) -> list[tuple[str, int, int]]:
    """Where the email names the post as the posting does: parts and offsets."""
    title = letter.sources.job_facts.title
    if title is None:
        return []
    name = title.value.lower()
    parts = (("subject", letter.email.subject.lower()), ("body", letter.email.body.lower()))
    return [(part, match.start(), match.end()) for part, text in parts if name in text for match in _whole(name).finditer(text)]


@lru_cache(maxsize=256)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _lies_in(claim: Claim, spans: Iterable[tuple[str, int, int]]) -> bool:
    return any(claim.part == part and start <= claim.start < end for part, start, end in spans)


def _distinct(claims: Iterable[Claim], lengths: dict[str, int]) -> Iterator[Claim]:
    """Without claims on words that another claim already judged, findings first: one lie is told once."""
    taken = {part: bytearray(length) for part, length in lengths.items()}
    for claim in sorted(claims, key=lambda claim: claim.verdict is Verdict.SUPPORTED):
        if not any(taken[claim.part][claim.start : claim.end]):
            taken[claim.part][claim.start : claim.end] = b"\1" * (claim.end - claim.start)
            yield claim
