"""Runs every kind of claim over an email and puts the findings in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding import metric, tenure
from pipeline.grounding.claim import Letter
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.schema import Email, EmailRequest

KINDS: tuple[Callable[[Letter], Iterator[Claim]], ...] = (tenure.find, metric.find)
"""The kinds in order of trust: of two claims on the same words, the first kind's stays."""


def check(email: Email, request: EmailRequest) -> Report:
    """Every claim of `email` with its verdict, in reading order."""
    letter = Letter(email, Sources.of(request))
    found = [claim for kind in KINDS for claim in kind(letter)]
    return Report(
        claims=tuple(sorted(_distinct(found), key=lambda claim: (claim.part == "body", claim.start, claim.end))),
        words=len(email.body.split()),
    )


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Without claims whose words another claim already judged the same way or worse: one lie is told once."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: claim.verdict is Verdict.SUPPORTED):
        if not any(other.part == claim.part and other.start < claim.end and claim.start < other.end for other in kept):
            kept.append(claim)
    return kept
