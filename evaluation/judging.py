"""A model as the judge of duels, an optional extra: `python -m evaluation judge --by ollama:llama3`.

Each duel is asked twice, with either email first. Where the two answers do not name the same email, there is no preference: what a model
prefers for its place says nothing. Its ratings lie apart from those of people and are no figure of a comparison; a model judge likes long
emails and its own family's. Does not check facts: `pipeline.grounding` does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluation import duels, models
from evaluation.duels import Arena, Duel, Rating
from pipeline.console import console, track
from pipeline.engines import Sampling
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from jinja2 import Template

    from pipeline.chat import Message
    from pipeline.engines import Backend
    from pipeline.recipe import Recipe
    from pipeline.schema import Email, EmailRequest

_ANSWER: Final = re.compile(r"\b([12])\b")
_TOKENS: Final = 16
_WORDS: Final = 700
"""Of each document that a judge is shown, so that both emails fit beside them."""


def judge(recipe: Recipe, arena: Arena, name: str, most: int | None) -> list[Rating]:
    """Asks the model about the first `most` duels, those that it has judged before left out; returns all of its ratings.

    Raises MailwrightError where the model is not there or fails.
    """
    file = duels.path(recipe, duels.MODELS)
    done = {one.duel for one in duels.read(file) if one.rater == name}
    missing = [duel for duel in arena.duels[:most] if duel.id not in done]
    if missing:
        with contextlib.closing(models.load(models.find(name, recipe), recipe)) as backend:
            for duel in track(missing, len(missing), f"{name} judges"):
                _rate(file, duel, arena, backend, name)
    return [one for one in duels.read(file) if one.rater == name]


def _rate(file: Path, duel: Duel, arena: Arena, backend: Backend, name: str) -> None:
    """One duel, either way round. One that does not fit the model's context is named and left out."""
    request = arena.requests[duel.request].request
    try:
        answers = [_ask(request, pair, backend) for pair in ((duel.of_a, duel.of_b), (duel.of_b, duel.of_a))]
    except MailwrightError as error:
        if "context" not in str(error):
            raise
        console.print(f"{duel.request}: left out ({error})", markup=False)
        return
    said = (answers[0], {1: 2, 2: 1}.get(answers[1] or 0))
    winner = {1: duel.a, 2: duel.b}[said[0]] if said[0] and said[0] == said[1] else None
    reason = "both orders agree" if winner else "no answer" if None in said else "prefers a place"
    date = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    duels.keep(
        file,
        Rating(rater=name, duel=duel.id, request=duel.request, a=duel.a, b=duel.b, winner=winner, left=duel.a, reason=reason, date=date),
    )


def _ask(request: EmailRequest, emails: tuple[Email, Email], backend: Backend) -> int | None:
    """Which of the two is better, as the model says; None where its answer says neither."""
    text = _template().render(
        direction=request.direction.value,
        resume=" ".join(request.resume.text.split()[:_WORDS]) if request.resume else "none",
        posting=" ".join(request.job.text.split()[:_WORDS]),
        emails=[email.text() for email in emails],
    )
    messages: list[Message] = [{"role": "user", "content": text}]
    parts = backend.stream(messages, Sampling(temperature=0, max_tokens=_TOKENS))
    answer = "".join(parts)
    found = _ANSWER.search(answer)
    return int(found[1]) if found else None


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # A prompt is plain text, not HTML.
    folder = FileSystemLoader(Path(__file__).parent / "prompts")
    return Environment(loader=folder, undefined=StrictUndefined, autoescape=False).get_template("judge.jinja")  # noqa: S701
