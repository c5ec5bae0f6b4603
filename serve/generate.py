r"""The generation module: a request becomes a checked email.

    import datetime as dt
    from pipeline.schema import Direction, Document, EmailRequest, Person
    from serve import generate

    text = "Ward Nurse\nLarch Clinic, Leeds\n\nRequirements:\n- Wound care"
    job = Document(kind="job", text=text, source="job.txt", media_type="text/plain", sha256="0" * 64)
    request = EmailRequest(direction=Direction.APPLICATION, job=job, sender=Person(name="Ada Mensah"), date=dt.date(2026, 11, 2))

    draft = generate.email(request)                  # the recipe's own model, wherever it is
    print(draft.email.text())
    for claim in draft.report.findings:              # what no document supports; empty where all is well
        print(claim.text, claim.reason)

`pipeline.documents.read` makes a Document of a file or an address. What else there is:

    email(request)                      a Draft; `backend` is an engine's name, or an engine to use again and again
    stream(request)                     text as it comes, each attempt that is not the last, then the Draft
    await email_async(request)          the two in an event loop; cancelling one stops the engine and returns at once
    async for part in stream_async(request)
    guarded(prompt, request, ...)       as `stream`, for a prompt that is already made
    answer(prompt, backend, sampling)   what a model answers, unchecked

An email with a false claim goes on from where it was still true, as long as `serve.attempts` allows (see `serve.continuing`); an engine
that cannot do that is asked to mend it, or for a new one, at most `serve.attempts` answers in all. Of the best email the sentences that
stay false are cut (see `serve.guard`); the rest is in the report. `draft.raw` is the email before all that. With `guard=False` the
raw email comes out, checked all the same. Does not read documents and does not send anything.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar

from pipeline.errors import EmailError
from serve.continuing import Place, Watch, begins_anew
from serve.records import Attempt, Cut, Draft, Judged, NoEmailError, Unchecked

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.engines import Answer, Backend, BackendName, Sampling
    from pipeline.prompt import Prompt
    from pipeline.schema import Email, EmailRequest
    from serve.settings import ServeSettings

__all__ = [
    "Attempt", "Cut", "Draft", "Judged", "NoEmailError", "Part", "Unchecked",
    "answer", "email", "email_async", "guarded", "last", "stream", "stream_async",
]  # fmt: skip

Part = str | Attempt | Draft
"""What a stream consists of: text as it comes, each attempt that another one follows or that is not clean, the draft at last. The text of
an attempt that goes on with another begins with what is kept of that one."""
D = TypeVar("D", bound=Unchecked)

_VARIED: Final = 0.6
"""Temperature of the first answer that is asked for anew: enough that a greedy model does not repeat itself."""
_MORE: Final = 0.2
_MOST: Final = 1.0
_UNCHECKED_TRIES: Final = 2


def email(
    request: EmailRequest,
    backend: Backend | BackendName | None = None,
    settings: ServeSettings | None = None,
    tokens: int | None = None,
    *,
    model: str | None = None,
    guard: bool = True,
) -> Draft:
    """The email that answers `request`.

    `backend` is an engine, or the name of one that is loaded for this email and closed after it (default: `auto`), with `model`, by default
    the recipe's own. `settings` and `tokens`, the budget of the prompt, are those of the recipe that lies beside the model, else of the one
    for this hardware.
    Raises EmailError where the prompt cannot be made that short or no attempt is an email, and MailwrightError where the engine fails.
    """
    return last(stream(request, backend, settings, tokens, model=model, guard=guard))


async def email_async(
    request: EmailRequest,
    backend: Backend | BackendName | None = None,
    settings: ServeSettings | None = None,
    tokens: int | None = None,
    *,
    model: str | None = None,
    guard: bool = True,
) -> Draft:
    """As `email`, in a thread. Cancelling it cuts the engine off and returns, whether or not a token has come."""
    from serve.threads import in_thread

    return await in_thread(stream(request, backend, settings, tokens, model=model, guard=guard), last)


def stream(
    request: EmailRequest,
    backend: Backend | BackendName | None = None,
    settings: ServeSettings | None = None,
    tokens: int | None = None,
    *,
    model: str | None = None,
    guard: bool = True,
) -> Generator[Part, None, None]:
    """As `email`, but yields text as it comes and the Draft at the end. Closing it stops the engine."""
    from pipeline.prompt import compose
    from serve.chosen import engine

    with engine(backend, model, settings, tokens) as chosen:
        prompt = compose(request, chosen.tokens, chosen.backend.count)
        yield from guarded(prompt, request, chosen.backend, chosen.settings, guard=guard)


def stream_async(
    request: EmailRequest,
    backend: Backend | BackendName | None = None,
    settings: ServeSettings | None = None,
    tokens: int | None = None,
    *,
    model: str | None = None,
    guard: bool = True,
) -> AsyncGenerator[Part, None]:
    """As `stream`, in an event loop. Cancelling or closing it is as cancelling `email_async`."""
    from serve.threads import as_they_come

    return as_they_come(stream(request, backend, settings, tokens, model=model, guard=guard))


def guarded(
    prompt: Prompt, request: EmailRequest, backend: Backend, settings: ServeSettings, *, guard: bool = True
) -> Generator[Part, None, None]:
    """As `stream`, for a prompt that is already made."""
    from pipeline.engines import CannotContinueError

    run = _Run(prompt, request, backend, settings, guarding=guard)
    while question := run.next():
        if question.kept:
            yield question.kept
        with contextlib.suppress(CannotContinueError):
            attempt, judged = yield from run.answered(question)
            if judged is None or (guard and not judged.clean):
                yield attempt
    yield run.draft()


def answer(prompt: Prompt, backend: Backend, settings: Sampling) -> Generator[str | Attempt | Unchecked, None, None]:
    """What a model answers to a prompt, once more where that is no email; nobody checks it.

    Raises NoEmailError where neither answer is an email.
    """
    began = time.perf_counter()
    attempts: list[Attempt] = []
    for number in range(_UNCHECKED_TRIES):
        sampling = _anew(settings, number)
        asked = time.perf_counter()
        got = yield from backend.stream(prompt.messages, sampling)
        found, problem = _read(got, got.text)
        attempts.append(_attempt(got, sampling, time.perf_counter() - asked, problem))
        if found:
            yield Unchecked(email=found, **_account(attempts, attempts[-1], backend, prompt, began))
            return
        yield attempts[-1]
    raise _no_email(backend, attempts)


def last(parts: Iterator[str | Attempt | D]) -> D:
    """The draft that a stream ends with."""
    *_, draft = parts
    if isinstance(draft, str | Attempt):
        msg = f"the stream ended with {type(draft).__name__}, not with a draft"
        raise TypeError(msg)
    return draft


@dataclass(frozen=True)
class _Question:
    """What is asked. `kept` is the beginning that the answer goes on with; with `whole` it is written to its end whatever it says."""

    messages: Sequence[Message]
    sampling: Sampling
    kept: str = ""
    repairs: bool = False
    whole: bool = True


@dataclass
class _Run:
    """The attempts at one email."""

    prompt: Prompt
    request: EmailRequest
    backend: Backend
    settings: ServeSettings
    guarding: bool
    attempts: list[Attempt] = field(default_factory=list)
    emails: list[tuple[Attempt, Judged]] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    answers: int = 0
    continued: int = 0
    in_vain: bool = False
    began: float = field(default_factory=time.perf_counter)
    first_token: float | None = None

    def next(self) -> _Question | None:
        """What to ask now; None where the email is good, or nothing is left to ask.

        First as asked, until that is an email; then from where it is true, or, with an engine that cannot, in turn for a repair of the
        best so far, while that fits, and for a new email.
        """
        if self.emails and (not self.guarding or self.emails[-1][1].clean):
            return None
        if self.emails and self.backend.continues and not self.in_vain:
            return self._continuation() if self.continued < self.settings.continuations else None
        if self.answers >= self.settings.attempts:
            return None
        self.answers += 1
        if self.emails and not self.attempts[-1].repairs and (messages := self._repair()):
            return _Question(messages, self._seeded(self.settings), repairs=True)
        repairs = sum(attempt.repairs for attempt in self.attempts)
        return _Question(self.prompt.messages, self._seeded(_anew(self.settings, self.answers - 1 - repairs)))

    def answered(self, question: _Question) -> Generator[str, None, tuple[Attempt, Judged | None]]:
        """Yields an answer as it comes, and returns what it is."""
        from serve.guard import judge

        began = time.perf_counter()
        watch = Watch(question.kept, self.request)
        got = yield from self._noticed(question, watch)
        seconds = time.perf_counter() - began
        text = question.kept + got.text
        if question.kept and begins_anew(got.text):  # the engine took what was kept for a whole answer
            text, self.in_vain, self.answers = got.text, True, self.answers + 1
        found, problem = (None, "stopped after a false sentence") if watch.false else _read(got, text)
        judged = judge(found, self.request) if found else None
        self._learn(judged, watch)
        attempt = _attempt(got, question.sampling, seconds, problem, judged).model_copy(
            update={"text": text, "kept": len(text) - len(got.text), "stopped": bool(watch.false), "repairs": question.repairs}
        )
        self.attempts.append(attempt)
        if judged:
            self.emails.append((attempt, judged))
        return attempt, judged

    def draft(self) -> Draft:
        """The best attempt without its false sentences. Raises NoEmailError where none is an email."""
        from serve.guard import badness, cut

        if not self.emails:
            raise _no_email(self.backend, self.attempts)
        attempt, judged = min(self.emails, key=lambda one: badness(one[1])) if self.guarding else self.emails[0]
        kept, removed = cut(judged, self.request) if self.guarding else (judged, ())
        written = sum(attempt.seconds for attempt in self.attempts)
        account = _account(self.attempts, attempt, self.backend, self.prompt, self.began)
        return Draft(
            **dict(kept),
            **account,
            raw=self.emails[0][1],
            removed=removed,
            guarded=self.guarding,
            first_token_seconds=self.first_token,
            checking_seconds=max(account["seconds"] - written, 0),
        )

    def _continuation(self) -> _Question:
        """From where the email is true. The last one is written to its end: of it, what is false is cut."""
        messages = self.place.ask(self.prompt.messages)
        written = self.backend.count(messages) - self.backend.count(self.prompt.messages)
        sampling = self._seeded(_anew(self.settings, max(self.place.failures, 1)))
        rest = sampling.model_copy(update={"max_tokens": max(sampling.max_tokens - written, 1)})
        self.continued += 1
        return _Question(messages, rest, kept=self.place.kept, whole=self.continued == self.settings.continuations)

    def _seeded(self, sampling: Sampling) -> Sampling:
        return sampling.model_copy(update={"seed": self.settings.seed + len(self.attempts)})

    def _noticed(self, question: _Question, watch: Watch) -> Generator[str, None, Answer]:
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

    def _ends(self, question: _Question, text: str, part: str, watch: Watch) -> bool:
        """Whether the rest of an answer, `part` the last piece of it, need not be written: no email, or a false sentence."""
        from pipeline.prompt import hopeless

        if question.kept and begins_anew(text):
            return False
        if not question.kept and ("\n" in part or "\r" in part) and hopeless(text):
            return True
        return not question.whole and watch(question.kept + text)

    def _stopped(self, question: _Question, text: str) -> Answer:
        """What an engine wrote that was stopped, and so does not tell what it read and wrote."""
        from pipeline.engines import Answer

        before, after = (Place(kept).ask(self.prompt.messages) for kept in (question.kept, question.kept + text))
        read = self.backend.count(before)
        return Answer(text, read, self.backend.count(after) - read, complete=False)

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

        best = min((judged for _, judged in self.emails), key=badness)
        messages = repair(self.prompt.messages, best)
        fits = self.backend.count(messages) + self.settings.max_tokens <= self.backend.context
        return messages if fits else None


def _anew(settings: Sampling, number: int) -> Sampling:
    """As asked for number 0; then with another seed and more variety each time, never with less than asked."""
    if not number:
        return settings
    temperature = max(settings.temperature, min(_VARIED + _MORE * (number - 1), _MOST))
    return settings.model_copy(update={"seed": settings.seed + number, "temperature": round(temperature, 2)})


def _read(got: Answer, text: str) -> tuple[Email | None, str | None]:
    """The email, or why the answer is none."""
    from pipeline.prompt import hopeless, parse

    if not got.complete and not hopeless(text):
        return None, f"cut at {got.completion_tokens} tokens (serve.max_tokens)"
    try:
        return parse(text), None
    except EmailError as error:
        return None, str(error)


def _attempt(got: Answer, sampling: Sampling, seconds: float, problem: str | None, judged: Judged | None = None) -> Attempt:
    return Attempt(
        text=got.text,
        seed=sampling.seed,
        temperature=sampling.temperature,
        problem=problem,
        findings=len(judged.false) if judged else None,
        blocking=tuple(item.name for item in judged.broken) if judged else (),
        prompt_tokens=got.prompt_tokens,
        completion_tokens=got.completion_tokens,
        seconds=seconds,
    )


class _Account(TypedDict):
    """The fields of `Unchecked` that tell how an email came about."""

    attempts: tuple[Attempt, ...]
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    model: str
    seed: int
    left_out: tuple[str, ...]


def _account(attempts: list[Attempt], chosen: Attempt, backend: Backend, prompt: Prompt, began: float) -> _Account:
    return {
        "attempts": tuple(attempts),
        "prompt_tokens": chosen.prompt_tokens,
        "completion_tokens": sum(attempt.completion_tokens for attempt in attempts),
        "seconds": time.perf_counter() - began,
        "model": backend.model,
        "seed": chosen.seed,
        "left_out": prompt.left_out,
    }


def _no_email(backend: Backend, attempts: list[Attempt]) -> NoEmailError:
    reasons = "; ".join(f"seed {a.seed}: {a.problem}" for a in attempts)
    tries = f"{len(attempts)} tries" if len(attempts) > 1 else "one try"
    return NoEmailError(f"{backend.model}: no email in {tries} ({reasons}); try another serve.seed or a larger model", tuple(attempts))
