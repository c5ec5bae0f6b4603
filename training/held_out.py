"""Whether the emails that a model writes are true: requests that it was not trained on, answered greedily and judged.

    answers = held_out.write(model, tokenizer, held_out.load(dataset, 20), sampling)
    held_out.judge(held, answers)          how many of them tell nothing false, and the mean of the rubric

One greedy email a request, without the guard: enough to see which way a training moved a model, on twenty requests not more than that. The
figures to publish, with intervals and sampled as in use, are those of `python -m evaluation compare`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline import held_out, rubric
from pipeline.chat import Message
from pipeline.schema import EmailRequest
from training import watching

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_AT_ONCE: Final = {"cpu": 10, "cuda": 4}
"""Emails that are written together; keys and values of four fit beside an 8B on the smallest card that trains it."""


@dataclass(frozen=True)
class Held:
    """A request of the test split, and the prompt that it became."""

    id: str
    request: EmailRequest
    prompt: list[Message]


@dataclass(frozen=True)
class Found:
    """Of `requests` answers so many were emails, and so many of these tell nothing that the checker finds false. `rubric`: mean share of
    its items that an answer passes, none of them where it is no email.
    """

    requests: int
    emails: int
    true: int
    rubric: float

    def __str__(self) -> str:
        return f"{self.true} of {self.requests} emails without a false claim, rubric {self.rubric:.2f}"


def load(dataset: Path, most: int) -> list[Held]:
    """At most so many requests of the test split, in its order."""
    rows = dict(list({row["id"]: row["prompt"] for row in held_out.lines(dataset / held_out.TEST)}.items())[:most])
    found = held_out.requests(dataset, rows)
    return [Held(key, found[key], prompt) for key, prompt in rows.items() if key in found]


def write(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, held: Sequence[Held], sampling: dict[str, Any]) -> dict[str, str]:
    """The model's answers by the request's id."""
    written: dict[str, str] = {}
    at_once = _AT_ONCE.get(model.device.type, 1)
    for start in range(0, len(held), at_once):
        some = held[start : start + at_once]
        answers = watching.answers(model, tokenizer, [one.prompt for one in some], sampling)
        written |= zip((one.id for one in some), answers, strict=True)
    return written


def judge(held: Sequence[Held], answers: Mapping[str, str]) -> Found:
    """What the checker and the rubric say of the answers."""
    judged = [one for one in (_judged(one.request, answers[one.id]) for one in held) if one]
    true = sum(not false for false, _ in judged)
    return Found(len(held), len(judged), true, sum(score for _, score in judged) / len(held))


def _judged(request: EmailRequest, answer: str) -> tuple[int, float] | None:
    """False claims, and the share of the rubric's items that pass; None for an answer that is no email."""
    found = held_out.judged(answer, request)
    if found is None:
        return None
    email, report = found
    return sum(claim.verifiable for claim in report.findings), rubric.judge(email, request, report).score
