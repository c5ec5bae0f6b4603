"""What some kinds of claims find by themselves, whatever other kinds make of the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.grounding.claim import Letter
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict


def found_by(*finders: Callable[[Letter], Iterable[Claim]]) -> Callable[[EmailRequest, str], list[Claim]]:
    """The findings of some `find` in the body of an email; a sentence alone gets a greeting and a close."""

    def findings(request: EmailRequest, text: str) -> list[Claim]:
        body = text if "\n" in text else f"Dear Hiring Manager,\n\nThank you for reading this. {text}\n\nKind regards,\nJane Doe"
        letter = Letter(Email(subject="A short letter", body=body), Sources.of(request))
        return [claim for find in finders for claim in find(letter) if claim.verdict is not Verdict.SUPPORTED]

    return findings
