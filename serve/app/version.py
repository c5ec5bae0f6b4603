"""An email that was written, as a person works on it. Knows nothing of Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from serve import guard, paragraphs

if TYPE_CHECKING:
    from pipeline.schema import Email, EmailRequest
    from serve.records import Draft


@dataclass
class Version:
    """One email. `stamp` changes whenever the page, not the person, changed its text."""

    draft: Draft
    request: EmailRequest
    stamp: int = 0
    remembered: int | None = None
    """Its number in the user's memory."""

    def take(self, email: Email) -> None:
        """What a person made of the email; its claims are judged anew."""
        if email != self.draft.email:
            self._set(email)

    def take_paragraph(self, other: Draft, number: int) -> bool:
        """Puts a paragraph of another draft in the place of one; False where the other has none there, or the same."""
        body = paragraphs.replaced(self.draft.email.body, number, other.email.body)
        if body is None:
            return False
        self._set(self.draft.email.model_copy(update={"body": body}))
        self.stamp += 1
        return True

    def _set(self, email: Email) -> None:
        self.draft = self.draft.model_copy(update={**dict(guard.judge(email, self.request)), "edited": True})
