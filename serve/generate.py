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

An email with a false claim, or one that the rubric would stop, is asked for again, at most `serve.attempts` times in all; of the best one
the sentences that stay false are cut (see `serve.guard`); the rest is in the report. `draft.raw` is the email before all that. With
`guard=False` the raw email comes out, checked all the same. Does not read documents and does not send anything.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncGenerator, Generator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar

from pipeline.errors import EmailError
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
"""What a stream consists of: text as it comes, each attempt that another one follows or that is not clean, the draft at last."""
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
    from serve.guard import judge

    run = _Run(prompt, backend, settings)
    while not run.ended(guarding=guard):
        messages, sampling, repairs = run.next()
        began = time.perf_counter()
        got = yield from run.noticed(backend.stream(messages, sampling))
        seconds = time.perf_counter() - began
        found, problem = _read(got)
        judged = judge(found, request) if found else None
        run.add(_attempt(got, sampling, seconds, problem, judged, repairs=repairs), judged)
        if judged is None or (guard and not judged.clean):
            yield run.attempts[-1]
    yield run.draft(request, guarding=guard)


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
        found, problem = _read(got)
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


@dataclass
class _Run:
    """The attempts at one email."""

    prompt: Prompt
    backend: Backend
    settings: ServeSettings
    attempts: list[Attempt] = field(default_factory=list)
    emails: list[tuple[Attempt, Judged]] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)
    first_token: float | None = None

    def ended(self, *, guarding: bool) -> bool:
        if len(self.attempts) >= self.settings.attempts:
            return True
        return bool(self.emails) and (not guarding or self.emails[-1][1].clean)

    def next(self) -> tuple[list[Message], Sampling, bool]:
        """What to ask now: first as asked; then in turn for a repair of the best so far, while that fits, and for a new email."""
        number, anew = len(self.attempts), sum(not attempt.repairs for attempt in self.attempts)
        if self.emails and not self.attempts[-1].repairs and (messages := self._repair()):
            return messages, self.settings.model_copy(update={"seed": self.settings.seed + number}), True
        sampling = _anew(self.settings, anew)
        return self.prompt.messages, sampling.model_copy(update={"seed": self.settings.seed + number}), False

    def noticed(self, parts: Generator[str, None, Answer]) -> Generator[str, None, Answer]:
        """Yields what the engine yields, and notes when its first piece comes."""
        with contextlib.closing(parts):
            while True:
                try:
                    part = next(parts)
                except StopIteration as end:
                    got: Answer = end.value
                    return got
                self.first_token = self.first_token or time.perf_counter() - self.began
                yield part

    def add(self, attempt: Attempt, judged: Judged | None) -> None:
        self.attempts.append(attempt)
        if judged:
            self.emails.append((attempt, judged))

    def draft(self, request: EmailRequest, *, guarding: bool) -> Draft:
        """The best attempt without its false sentences. Raises NoEmailError where none is an email."""
        from serve.guard import badness, cut

        if not self.emails:
            raise _no_email(self.backend, self.attempts)
        attempt, judged = min(self.emails, key=lambda one: badness(one[1])) if guarding else self.emails[0]
        kept, removed = cut(judged, request) if guarding else (judged, ())
        written = sum(attempt.seconds for attempt in self.attempts)
        account = _account(self.attempts, attempt, self.backend, self.prompt, self.began)
        return Draft(
            **dict(kept),
            **account,
            raw=self.emails[0][1],
            removed=removed,
            guarded=guarding,
            first_token_seconds=self.first_token,
            checking_seconds=max(account["seconds"] - written, 0),
        )

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


def _read(got: Answer) -> tuple[Email | None, str | None]:
    """The email, or why the answer is none."""
    from pipeline.prompt import parse

    if not got.complete:
        return None, f"cut at {got.completion_tokens} tokens (serve.max_tokens)"
    try:
        return parse(got.text), None
    except EmailError as error:
        return None, str(error)


def _attempt(
    got: Answer, sampling: Sampling, seconds: float, problem: str | None, judged: Judged | None = None, *, repairs: bool = False
) -> Attempt:
    return Attempt(
        text=got.text,
        seed=sampling.seed,
        temperature=sampling.temperature,
        problem=problem,
        repairs=repairs,
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
