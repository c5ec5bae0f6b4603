"""A baseline: emails that were kept, the figures they had, and what has moved since.

`baseline-<recipe>.json` beside this file is in the repository; `python -m evaluation quick --update` writes it from the last comparison.
Kept emails are the same for ever, so a figure of theirs that moves tells of the code that judges or reads, not of a model. Does not ask
any model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import Field, ValidationError

from evaluation import figures
from evaluation.intervals import SHARE, Estimate
from evaluation.scoring import Scored, score
from evaluation.writing import Written
from pipeline.errors import MailwrightError
from pipeline.schema import Email, Record

if TYPE_CHECKING:
    from evaluation.held_out import Held
    from evaluation.intervals import Bootstrap

KEPT: Final = ("email", "truthful", "false_claims", "supported", "company_right", "rubric_all", "addressed")
"""Figures that are compared: a few that hang on nothing but an email and its documents."""
TEXT: Final = "text"
"""The share of first tries with any text."""
PROMPT: Final = "prompt_tokens"
ACCEPTED: Final = "accepted"
"""The share of the corpus' triples that the build takes: an email with a false claim is quarantined."""
_LESS: Final = frozenset({"false_claims", PROMPT})
"""Figures that are better when lower."""
_ROOM: Final = Path(__file__).parent


class Kept(Record):
    """One answer: the email, None where no answer was one. What only a model has is of its first try."""

    id: str
    email: Email | None
    at_once: bool = Field(default=True, description="whether the first try was the email")
    text: bool = Field(default=True, description="whether the first try had any text")
    prompt_tokens: int = 0


class Baseline(Record):
    """Emails by model and figures by source."""

    recipe: str
    date: str
    answers: dict[str, tuple[Kept, ...]]
    figures: dict[str, dict[str, Estimate]] = Field(description="by source: the corpus' own emails, and those of each model")


class Move(Record):
    """A figure then and now; `beyond` the interval that it had then or not."""

    source: str
    figure: str
    before: Estimate
    now: Estimate
    beyond: bool


def path(recipe: str) -> Path:
    """Where the baseline of a recipe lies."""
    return _ROOM / f"baseline-{recipe}.json"


def load(recipe: str) -> Baseline:
    """Raises MailwrightError where there is none, or it is of another version."""
    file = path(recipe)
    try:
        return Baseline.model_validate_json(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValidationError):
        msg = f"{file}: no baseline that can be read; make one with `python -m evaluation compare` and `quick --update` for this recipe"
        raise MailwrightError(msg) from None


def judged(kept: Iterable[Kept], asked: Mapping[str, Held]) -> list[Scored]:
    """Kept answers, judged by the code as it is now; those whose request is gone are left out."""
    return [score(asked[one.id], _written(one)) for one in kept if one.id in asked]


def estimates(scored: Sequence[Scored], bootstrap: Bootstrap) -> dict[str, Estimate]:
    """The compared figures of these answers."""
    return {figure.key: figure.estimate(scored, bootstrap) for figure in figures.catalogue(scored) if figure.key in KEPT}


def of_first_try(kept: Sequence[Kept], asked: Mapping[str, Held], bootstrap: Bootstrap) -> dict[str, Estimate]:
    """The compared figures where only the first try counts, and what an engine and a prompt show of themselves."""
    first = [one if one.at_once else one.model_copy(update={"email": None}) for one in kept]
    return {
        **estimates(judged(first, asked), bootstrap),
        TEXT: bootstrap.mean([float(one.text) for one in kept], SHARE),
        PROMPT: bootstrap.mean([one.prompt_tokens for one in kept]),
    }


def moves(source: str, before: Mapping[str, Estimate], now: Mapping[str, Estimate], *, either_way: bool) -> list[Move]:
    """Every figure that both have. Beyond: worse than the interval's end, or also better where `either_way` is asked."""
    found = []
    for key, old in before.items():
        new = now.get(key)
        if new is None or old.value is None or new.value is None or old.low is None or old.high is None:
            continue
        below, above = new.value < old.low, new.value > old.high
        fell, rose = (above, below) if key in _LESS else (below, above)
        found.append(Move(source=source, figure=key, before=old, now=new, beyond=fell or (either_way and rose)))
    return found


def _written(kept: Kept) -> Written:
    return Written(id=kept.id, key="", email=kept.email, attempts=(), seconds=0, first_token_seconds=None, writing_seconds=0)
