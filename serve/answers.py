"""What a model answered, as records: the sampling of each question, the email in an answer, the account of all of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypedDict

from pipeline.errors import EmailError
from serve.records import Attempt, Judged, NoEmailError

if TYPE_CHECKING:
    from pipeline.engines import Answer, Backend, Sampling
    from pipeline.prompt import Prompt
    from pipeline.schema import Email

_VARIED: Final = 0.6
"""Temperature of the first answer that is asked for anew: enough that a greedy model does not repeat itself."""
_MORE: Final = 0.2
_MOST: Final = 1.0


def anew(settings: Sampling, number: int) -> Sampling:
    """As asked for number 0; then with another seed and more variety each time, never with less than asked."""
    if not number:
        return settings
    temperature = max(settings.temperature, min(_VARIED + _MORE * (number - 1), _MOST))
    return settings.model_copy(update={"seed": settings.seed + number, "temperature": round(temperature, 2)})


def read(got: Answer, text: str) -> tuple[Email | None, str | None]:
    """The email, or why the answer is none."""
    from pipeline.prompt import hopeless, parse

    if not got.complete and not hopeless(text):
        return None, f"cut at {got.completion_tokens} tokens (serve.max_tokens)"
    try:
        return parse(text), None
    except EmailError as error:
        return None, str(error)


def attempt(got: Answer, sampling: Sampling, seconds: float, problem: str | None, judged: Judged | None = None) -> Attempt:
    """The record of an answer."""
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


class Account(TypedDict):
    """The fields of `Unchecked` that tell how an email came about."""

    attempts: tuple[Attempt, ...]
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    model: str
    seed: int
    left_out: tuple[str, ...]


def account(attempts: list[Attempt], chosen: Attempt, backend: Backend, prompt: Prompt, began: float) -> Account:
    """Of all attempts, for a draft that was made of `chosen`; `began` as `time.perf_counter` tells it."""
    return {
        "attempts": tuple(attempts),
        "prompt_tokens": chosen.prompt_tokens,
        "completion_tokens": sum(attempt.completion_tokens for attempt in attempts),
        "seconds": time.perf_counter() - began,
        "model": backend.model,
        "seed": chosen.seed,
        "left_out": prompt.left_out,
    }


def no_email(backend: Backend, attempts: list[Attempt]) -> NoEmailError:
    """Says why each attempt is no email, and what one can do."""
    reasons = "; ".join(f"seed {a.seed}: {a.problem}" for a in attempts)
    tries = f"{len(attempts)} tries" if len(attempts) > 1 else "one try"
    return NoEmailError(f"{backend.model}: no email in {tries} ({reasons}); try another serve.seed or a larger model", tuple(attempts))
