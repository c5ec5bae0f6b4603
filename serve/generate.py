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
that cannot do that is asked to mend it, or for a new one, at most `serve.attempts` answers in all. Wrong names of reader and sender are
replaced (see `serve.named`); from each email the sentences that stay false are cut (see `serve.guard`), and the truest of what remains
becomes the draft; what is still wrong with it is in the report. `draft.raw` is the email before all that. With `guard=False` the raw email
comes out, checked all the same. Does not read documents and does not send anything.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncGenerator, Generator, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

from serve import answers
from serve.attempts import Run
from serve.records import Attempt, Cut, Draft, Judged, NoEmailError, Unchecked

if TYPE_CHECKING:
    from pipeline.engines import Backend, BackendName, Sampling
    from pipeline.prompt import Prompt
    from pipeline.schema import EmailRequest
    from serve.settings import ServeSettings

__all__ = [
    "Attempt", "Cut", "Draft", "Judged", "NoEmailError", "Part", "Unchecked",
    "answer", "email", "email_async", "guarded", "last", "stream", "stream_async",
]  # fmt: skip

Part = str | Attempt | Draft
"""What a stream consists of: text as it comes, each attempt that another one follows or that is not clean, the draft at last. The text of
an attempt that goes on with another begins with what is kept of that one."""
D = TypeVar("D", bound=Unchecked)

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

    run = Run(prompt, request, backend, settings, guarding=guard)
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
        sampling = answers.anew(settings, number)
        asked = time.perf_counter()
        got = yield from backend.stream(prompt.messages, sampling)
        found, problem = answers.read(got, got.text)
        attempts.append(answers.attempt(got, sampling, time.perf_counter() - asked, problem))
        if found:
            yield Unchecked(email=found, **answers.account(attempts, attempts[-1], backend, prompt, began))
            return
        yield attempts[-1]
    raise answers.no_email(backend, attempts)


def last(parts: Iterator[str | Attempt | D]) -> D:
    """The draft that a stream ends with."""
    *_, draft = parts
    if isinstance(draft, str | Attempt):
        msg = f"the stream ended with {type(draft).__name__}, not with a draft"
        raise TypeError(msg)
    return draft
