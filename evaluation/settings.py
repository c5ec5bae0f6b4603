"""The `evaluation` section of a recipe: which models, how many requests, how figures get their intervals."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field, field_validator

from pipeline.settings import Settings

OWN: Final = ("base", "tuned", "tuned+dpo")
"""The models that a recipe itself makes or starts from."""
ENGINES: Final = ("llamacpp", "ollama", "openai")


class Price(Settings):
    """What an endpoint charges, per million tokens."""

    prompt: float = Field(ge=0, description="for a million tokens read")
    completion: float = Field(ge=0, description="for a million tokens written")


class EvaluationSettings(Settings):
    """How models are compared."""

    models: tuple[str, ...] = Field(
        default=("base", "tuned"), min_length=1,
        description="what `compare` takes: base, tuned, tuned+dpo, ollama:NAME, openai:NAME, llamacpp:FILE; others are left out",
    )  # fmt: skip
    requests: int | None = Field(
        default=None, ge=1,
        description="how many held-out requests, evenly of both directions; beyond the test split its candidates and postings are crossed; "
        "null: the test split",
    )  # fmt: skip
    canaries: int = Field(default=8, ge=0, description="how many of them are asked again with an order to a model planted in a document")
    guard: bool = Field(default=True, description="also judge what the guard makes of an email, with more answers (serve.attempts)")
    resamples: int = Field(default=2000, ge=200, description="of the bootstrap; more: the same intervals, less by chance")
    seed: int = Field(default=0, description="of bootstrap and permutation test")
    base_gguf: Path | None = Field(default=None, description="a GGUF of model.base, where that is no Python package that ships one")
    prices: dict[str, Price] = Field(default={}, description="by model as in `models`; none: no cost is told")
    currency: str = Field(default="USD", description="of all prices")

    @field_validator("models")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            check_name(name)
        return tuple(dict.fromkeys(names))


def check_name(name: str) -> None:
    """Raises ValueError where a name of a model is of no form that can be asked."""
    engine, colon, model = name.partition(":")
    if name not in OWN and not (colon and model.strip() and engine in ENGINES):
        msg = f"{name}: no such model; write {', '.join(OWN)}, or ENGINE:NAME with {', '.join(ENGINES)}"
        raise ValueError(msg)
