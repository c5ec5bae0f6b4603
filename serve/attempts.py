"""The attempts at one email: what is asked next, what an answer is, and which of them becomes the draft.

    run = Run(prompt, request, backend, settings, guarding=True)
    while question := run.next():
        attempt, judged = yield from run.answered(question)
    run.draft()

First as asked, until the answer is an email. Then the model goes on from where that is true, or, where the engine cannot, is asked in turn
to repair the best so far, while that fits, and for a new email. What is false is cut from all of them, and the truest becomes the draft.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from serve import answers
from serve.continuing import Place, Watch, begins_anew
from serve.records import Attempt, Cut, Draft, Judged

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.engines import Answer, Backend, Sampling
    from pipeline.prompt import Prompt
    from pipeline.schema import Email, EmailRequest
    from serve.settings import ServeSettings


@dataclass(frozen=True)
class Question:
    """What is asked. `kept` is the beginning that the answer goes on with; with `whole` it is written to its end whatever it says."""

    messages: Sequence[Message]
    sampling: Sampling
    kept: str = ""
    repairs: bool = False
    whole: bool = True


@dataclass(frozen=True)
class Found:
    """An email among the attempts: as the model wrote it, and with the right names in it, which were `replaced`."""

    attempt: Attempt
    raw: Judged
    judged: Judged
    replaced: tuple[Cut, ...]


@dataclass
class Run:
    """The attempts at one email."""

    prompt: Prompt
    request: EmailRequest
    backend: Backend
    settings: ServeSettings
    guarding: bool
    attempts: list[Attempt] = field(default_factory=list)
    emails: list[Found] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    answers: int = 0
    continued: int = 0
    in_vain: bool = False
    began: float = field(default_factory=time.perf_counter)
    first_token: float | None = None

    def next(self) -> Question | None:
        """What to ask now; None where the email is good, or nothing is left to ask."""
        if self.emails and (not self.guarding or self.emails[-1].judged.clean):
            return None
        if self.emails and self.backend.continues and not self.in_vain:
            return self._continuation() if self.continued < self.settings.continuations else None
        if self.answers >= self.settings.attempts:
            return None
        self.answers += 1
        if self.emails and not self.attempts[-1].repairs and (messages := self._repair()):
            return Question(messages, self._seeded(self.settings), repairs=True)
        repairs = sum(attempt.repairs for attempt in self.attempts)
        return Question(self.prompt.messages, self._seeded(answers.anew(self.settings, self.answers - 1 - repairs)))

    def answered(self, question: Question) -> Generator[str, None, tuple[Attempt, Judged | None]]:
        """Yields an answer as it comes, and returns what it is."""
        began = time.perf_counter()
        watch = Watch(question.kept, self.request)
        got = yield from self._noticed(question, watch)
        seconds = time.perf_counter() - began
        text = question.kept + got.text
        if question.kept and begins_anew(got.text):  # the engine took what was kept for a whole answer
            text, self.in_vain, self.answers = got.text, True, self.answers + 1
        found, problem = (None, "stopped after a false sentence") if watch.false else answers.read(got, text)
        raw, judged, replaced = self._judged(found) if found else (None, None, ())
        self._learn(judged, watch)
        attempt = answers.attempt(got, question.sampling, seconds, problem, raw).model_copy(
            update={"text": text, "kept": len(text) - len(got.text), "stopped": bool(watch.false), "repairs": question.repairs}
        )
        self.attempts.append(attempt)
        if raw and judged:
            self.emails.append(Found(attempt, raw, judged, replaced))
        return attempt, judged

    def draft(self) -> Draft:
        """The best attempt without its false sentences. Raises NoEmailError where none is an email."""
        if not self.emails:
            raise answers.no_email(self.backend, self.attempts)
        best, kept, removed = self._best() if self.guarding else (self.emails[0], self.emails[0].judged, ())
        written = sum(attempt.seconds for attempt in self.attempts)
        account = answers.account(self.attempts, best.attempt, self.backend, self.prompt, self.began)
        return Draft(
            **dict(kept),
            **account,
            raw=self.emails[0].raw,
            removed=best.replaced + removed,
            guarded=self.guarding,
            first_token_seconds=self.first_token,
            checking_seconds=max(account["seconds"] - written, 0),
        )

    def _continuation(self) -> Question:
        """From where the email is true. The last one is written to its end: of it, what is false is cut."""
        messages = self.place.ask(self.prompt.messages)
        written = self.backend.count(messages) - self.backend.count(self.prompt.messages)
        sampling = self._seeded(answers.anew(self.settings, max(self.place.failures, 1)))
        rest = sampling.model_copy(update={"max_tokens": max(sampling.max_tokens - written, 1)})
        self.continued += 1
        return Question(messages, rest, kept=self.place.kept, whole=self.continued == self.settings.continuations)

    def _seeded(self, sampling: Sampling) -> Sampling:
        return sampling.model_copy(update={"seed": self.settings.seed + len(self.attempts)})

    def _noticed(self, question: Question, watch: Watch) -> Generator[str, None, Answer]:
        """Yields what the engine yields, notes when its first piece comes, and stops it where the rest is of no use."""
        text = ""
        with contextlib.closing(self.backend.stream(question.messages, question.sampling)) as parts:
            while True:
                try:
                    part = next(parts)
                except StopIteration as end:
                    got: Answer = end.value
                    return got
                self.first_token = self.first_token or time.perf_counter() - self.began
                yield part
                text += part
                if self._ends(question, text, part, watch):
                    return self._stopped(question, text)

    def _ends(self, question: Question, text: str, part: str, watch: Watch) -> bool:
        """Whether the rest of an answer, `part` the last piece of it, need not be written: no email, or a false sentence."""
        from pipeline.prompt import hopeless

        if question.kept and begins_anew(text):
            return False
        if not question.kept and ("\n" in part or "\r" in part) and hopeless(text):
            return True
        return not question.whole and watch(question.kept + text)

    def _stopped(self, question: Question, text: str) -> Answer:
        """What an engine wrote that was stopped, and so does not tell what it read and wrote."""
        from pipeline.engines import Answer

        before, after = (Place(kept).ask(self.prompt.messages) for kept in (question.kept, question.kept + text))
        read = self.backend.count(before)
        return Answer(text, read, self.backend.count(after) - read, complete=False)

    def _best(self) -> tuple[Found, Judged, tuple[Cut, ...]]:
        """Which email is the truest once its false sentences are cut, the one with the fewest cuts of several; and what was cut."""
        from serve.guard import badness, cut

        def rank(one: tuple[Found, Judged, tuple[Cut, ...]]) -> tuple[int, int, int]:
            blocking, failing = badness(one[1])
            return blocking, len(one[2]), failing

        return min(((one, *cut(one.judged, self.request)) for one in self.emails), key=rank)

    def _judged(self, email: Email) -> tuple[Judged, Judged, tuple[Cut, ...]]:
        """An email as it is, and with the right names where those are to be mended."""
        from serve.guard import judge
        from serve.named import corrected

        raw = judge(email, self.request)
        better, replaced = corrected(email, raw.false) if self.guarding else (email, ())
        return raw, judge(better, self.request) if replaced else raw, replaced

    def _learn(self, judged: Judged | None, watch: Watch) -> None:
        """Where the next continuation begins."""
        if judged:
            self.place.learn(judged.email, judged.false)
        elif watch.email and watch.false:
            self.place.learn(watch.email, watch.false)
        else:
            self.place.fail()

    def _repair(self) -> list[Message] | None:
        """None where conversation and answer exceed the context."""
        from serve.guard import badness, repair

        best = min((one.judged for one in self.emails), key=badness)
        messages = repair(self.prompt.messages, best)
        fits = self.backend.count(messages) + self.settings.max_tokens <= self.backend.context
        return messages if fits else None
