"""How an email with a false sentence goes on: what is true up to there stays, and the model continues from its end.

    place = Place()
    place.learn(email, false)               the email is true up to `place.kept`
    messages = place.ask(prompt.messages)   ends in the middle of the assistant's turn: the answer is the rest of the email
    watch = Watch(place.kept, request)
    watch(text)                             whether the last sentence of what has come is false: the rest need not be written

Rejection sampling, sentence by sentence: what was accepted is never asked for again, what was rejected is asked for with more variety, and
where nothing helps the sentence before goes as well. Knows nothing of engines; `Backend.continues` says which can.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.errors import EmailError

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.schema import Claim, Email, EmailRequest

_PATIENCE: Final = 3
"""Continuations from one place that may fail; with one more the sentence before it is given up as well."""
_END: Final = re.compile(r"[.!?…][\"'”’)\]]*\s")
_ANEW: Final = re.compile(r"\W*subject\s*:", re.IGNORECASE)


def true_part(email: Email, false: Sequence[Claim]) -> str:
    """The beginning of an email, subject line included, up to its first false sentence; empty where it begins with one, or has none.

    No white space stands at its end: it would be other tokens than those that a model writes between two sentences.
    """
    from pipeline.grounding.letter import sentences

    for sentence in sentences(email):
        if any(claim.part == sentence.part and claim.start < sentence.end and sentence.start < claim.end for claim in false):
            return "" if sentence.part == "subject" else _text(email, sentence.start)
    return ""


def begins_anew(written: str) -> bool:
    """Whether an answer is an email from its subject line on, and not the rest of one."""
    return bool(_ANEW.match(written))


@dataclass
class Place:
    """Where an email goes on. `failures` is how often it went on falsely from here."""

    kept: str = ""
    _failed: Counter[str] = field(default_factory=Counter)

    @property
    def failures(self) -> int:
        return self._failed[self.kept]

    def learn(self, email: Email, false: Sequence[Claim]) -> None:
        """An answer was true up to its first false sentence."""
        self.kept = true_part(email, false)
        self.fail()

    def fail(self) -> None:
        """What came from here was of no use."""
        self._failed[self.kept] += 1
        if self.kept and self.failures > _PATIENCE:
            self.kept = _shorter(self.kept)
            self.fail()

    def ask(self, messages: Sequence[Message]) -> list[Message]:
        """The prompt, with what is kept as the beginning of the answer."""
        return [*messages, {"role": "assistant", "content": self.kept}] if self.kept else list(messages)


class Watch:
    """Reads an email while it comes. `email` and `false` are what was found when a sentence turned out to be false."""

    def __init__(self, kept: str, request: EmailRequest) -> None:
        self._request = request
        self._read = len(kept)
        self.email: Email | None = None
        self.false: tuple[Claim, ...] = ()

    def __call__(self, text: str) -> bool:
        """Whether `text`, the email so far, has a false sentence; looks only where another sentence has ended."""
        from pipeline.prompt import parse
        from serve.named import corrected

        end = max((match.end() for match in _END.finditer(text, self._read)), default=self._read)
        if end == self._read:
            return False
        self._read = end
        try:
            self.email = parse(text[:end])
        except EmailError:  # only its subject has come
            return False
        self.false = self._falsehoods(self.email)
        if self.false:
            self.email, replaced = corrected(self.email, self.false)
            self.false = self._falsehoods(self.email) if replaced else self.false
        return bool(self.false)

    def _falsehoods(self, email: Email) -> tuple[Claim, ...]:
        from pipeline import grounding

        return tuple(claim for claim in grounding.check(email, self._request).findings if claim.verifiable)


def _text(email: Email, end: int) -> str:
    """Subject line and body up to `end`, fit for a prompt: a model's own words may hold what a template takes for a marker."""
    from pipeline.neutral import quote

    body = "\n".join(quote(line) for line in email.body[:end].split("\n"))
    return f"Subject: {quote(email.subject)}\n\n{body}".rstrip()


def _shorter(kept: str) -> str:
    """Without its last sentence."""
    from pipeline.grounding.letter import sentences
    from pipeline.prompt import parse

    try:
        email = parse(kept)
    except EmailError:  # a subject alone
        return ""
    last = sentences(email)[-1]
    return _text(email, last.start)
