"""One email with all that it is judged by, each thing worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline import profile
from pipeline.rubric.anatomy import Anatomy, dissect, readable
from pipeline.schema import Direction, Email, EmailRequest, JobFacts, Report, ResumeFacts

_ENGLISH = re.compile(r"\s*en(?:glish)?(?:[-_].*)?\s*", re.IGNORECASE)


def english(request: EmailRequest) -> bool:
    """Whether the email is to be in English, which alone is checked and judged by its words."""
    return bool(_ENGLISH.fullmatch(request.language))


@dataclass(frozen=True)
class Case:
    """An email, what it was asked to be, and what the checker found in it, if it was asked."""

    email: Email
    request: EmailRequest
    report: Report | None

    @property
    def outreach(self) -> bool:
        return self.request.direction is Direction.OUTREACH

    @property
    def kind(self) -> str:
        """For sentences that a person reads."""
        return "an outreach" if self.outreach else "an application"

    @property
    def english(self) -> bool:
        """As the request says; the email itself is not asked."""
        return english(self.request)

    @cached_property
    def body(self) -> str:
        return readable(self.email.body)

    @cached_property
    def words(self) -> int:
        """Of the whole body, greeting and signature included."""
        return len(self.body.split())

    @cached_property
    def parts(self) -> Anatomy:
        return dissect(self.body, self.request.sender.name)

    @cached_property
    def job(self) -> JobFacts:
        return profile.job(self.request.job)

    @cached_property
    def resume(self) -> ResumeFacts:
        return profile.resume(self.request.resume) if self.request.resume else ResumeFacts()

    @property
    def candidate(self) -> str | None:
        """The name of the candidate: of an outreach, who it is sent to."""
        named = self.request.recipient.name if self.outreach else self.request.sender.name
        return named or (self.resume.name.value if self.resume.name else None)

    @property
    def company(self) -> str | None:
        return self.job.company.value if self.job.company else None
