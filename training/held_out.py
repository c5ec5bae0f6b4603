"""Whether the emails that a model writes are true: requests that it was not trained on, answered greedily and judged.

    answers = held_out.write(model, tokenizer, held_out.load(dataset, 20), sampling)
    held_out.judge(held, answers)          how many of them tell nothing false, and the mean of the rubric

One greedy email a request, without the guard: enough to see which way a training moved a model, on twenty requests not more than that. The
figures to publish, with intervals and sampled as in use, are those of `python -m evaluation compare`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline import grounding, rubric
from pipeline.chat import Message
from pipeline.errors import EmailError
from pipeline.prompt import parse
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
    rows = dict(list({row["id"]: row["prompt"] for row in _lines(dataset / "test.jsonl")}.items())[:most])
    found = {line["id"]: line["request"] for line in _lines(dataset / "triples.jsonl") if line["id"] in rows}
    return [Held(key, EmailRequest.model_validate(found[key]), prompt) for key, prompt in rows.items() if key in found]


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
    try:
        email = parse(answer)
    except EmailError:
        return None
    report = grounding.check(email, request)
    return sum(claim.verifiable for claim in report.findings), rubric.judge(email, request, report).score


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
