"""The generation module: a request becomes an email.

    from pipeline import engines
    from serve import generate
    draft = generate.email(request, backend, recipe.section(ServeSettings), recipe.data.prompt_tokens)
    print(draft.email.text())

Covers prompt, answer, parsing and one more try. Does not cover whether the email is true: that is not judged here.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from pipeline.errors import EmailError
from pipeline.schema import Email, Record

if TYPE_CHECKING:
    from pipeline.engines import Answer, Backend, Sampling
    from pipeline.prompt import Prompt
    from pipeline.schema import EmailRequest

_RETRY_TEMPERATURE = 0.6


class Attempt(Record):
    """One answer of the model."""

    text: str
    seed: int
    temperature: float
    problem: str | None = Field(default=None, description="why it is no email; None for the one that became the draft")


class Draft(Record):
    """An email as a model wrote it, and how it came about."""

    email: Email
    attempts: tuple[Attempt, ...]
    prompt_tokens: int = Field(description="of one attempt, as the engine counted them")
    completion_tokens: int = Field(description="of all attempts together")
    seconds: float = Field(description="from the first token read to the last written, over all attempts")
    model: str
    seed: int = Field(description="of the attempt that became the email")
    left_out: tuple[str, ...] = Field(default=(), description="what did not fit the prompt's budget")


Part = str | Attempt | Draft
"""What a stream consists of: text as it comes, each attempt that was no email when it ends, the draft at last."""


class NoEmailError(EmailError):
    """The model gave no email; `attempts` are its answers."""

    def __init__(self, message: str, attempts: tuple[Attempt, ...]) -> None:
        super().__init__(message)
        self.attempts = attempts


def email(request: EmailRequest, backend: Backend, settings: Sampling, tokens: int) -> Draft:
    """The email that answers `request`, with a prompt of at most `tokens` tokens.

    Raises EmailError where the prompt cannot be made that short or the model gave no email in two tries, and
    MailwrightError where the engine fails.
    """
    return last(stream(request, backend, settings, tokens))


def stream(request: EmailRequest, backend: Backend, settings: Sampling, tokens: int) -> Generator[Part, None, None]:
    """As `email`, but yields text as it comes and the Draft at the end. Closing it stops the engine."""
    from pipeline.prompt import compose

    yield from answer(compose(request, tokens, backend.count), backend, settings)


def answer(prompt: Prompt, backend: Backend, settings: Sampling) -> Generator[Part, None, None]:
    """As `stream`, for a prompt that is already made."""
    start = time.perf_counter()
    attempts: list[Attempt] = []
    written = 0
    for sampling in _tries(settings):
        got = yield from backend.stream(prompt.messages, sampling)
        written += got.completion_tokens
        found, problem = _read(got)
        attempts.append(Attempt(text=got.text, seed=sampling.seed, temperature=sampling.temperature, problem=problem))
        if found:
            yield Draft(
                email=found,
                attempts=tuple(attempts),
                prompt_tokens=got.prompt_tokens,
                completion_tokens=written,
                seconds=time.perf_counter() - start,
                model=backend.model,
                seed=sampling.seed,
                left_out=prompt.left_out,
            )
            return
        yield attempts[-1]
    reasons = "; ".join(f"seed {a.seed}: {a.problem}" for a in attempts)
    msg = f"{backend.model}: no email in {len(attempts)} tries ({reasons}); try another serve.seed or a larger model"
    raise NoEmailError(msg, tuple(attempts))


def last(parts: Iterator[Part]) -> Draft:
    """The draft that a stream ends with."""
    *_, draft = parts
    if not isinstance(draft, Draft):
        msg = f"the stream ended with {type(draft).__name__}, not with a Draft"
        raise TypeError(msg)
    return draft


def _tries(settings: Sampling) -> tuple[Sampling, Sampling]:
    """As asked, then with another seed and enough variety that a greedy model does not repeat itself."""
    more = {"seed": settings.seed + 1, "temperature": max(settings.temperature, _RETRY_TEMPERATURE)}
    return settings, settings.model_copy(update=more)


def _read(got: Answer) -> tuple[Email | None, str | None]:
    """The email, or why the answer is none."""
    from pipeline.prompt import parse

    if not got.complete:
        return None, f"cut at {got.completion_tokens} tokens (serve.max_tokens)"
    try:
        return parse(got.text), None
    except EmailError as error:
        return None, str(error)
