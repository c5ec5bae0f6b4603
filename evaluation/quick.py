"""Has anything got worse? A few minutes, no trained model, figures against a baseline: `make eval-quick`, part of what CI runs.

    python -m evaluation quick --recipe configs/smollm2-135m-cpu.yaml
    python -m evaluation quick --model tuned      after training: the same model's emails against those of the baseline
    python -m evaluation quick --update           takes the last `compare` as the new baseline

Three looks, each at what can honestly be told in that time:

- the corpus' own emails, which people wrote and which are true, are read, checked and judged from their files on. A checker that cries
  wolf, a reader that loses a line, a rubric that got stricter show here.
- emails that models wrote when the baseline was made are judged again. A checker that has become blind shows here: false ones pass.
- the base model, which a package ships, answers a few requests anew, one try each. An engine, a prompt or a template that broke shows.

A figure beyond the 95% interval that it had in the baseline fails, for kept emails either way, for a model that is asked anew downwards.
Does not tell whether training got better: CI has no trained model, so `--model tuned` is for whoever has one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from evaluation import baseline, held_out, models, writing
from evaluation.baseline import Baseline, Kept, Move
from evaluation.held_out import Held
from evaluation.intervals import SHARE, Bootstrap, Estimate
from evaluation.settings import EvaluationSettings
from evaluation.writing import Written
from pipeline.console import track
from pipeline.errors import MailwrightError
from pipeline.schema import Email, EmailRequest
from serve.settings import ServeSettings

if TYPE_CHECKING:
    from evaluation.models import Model
    from evaluation.scoring import Scored
    from pipeline.recipe import Recipe

PEOPLE: Final = "people"
"""Who wrote the corpus' own emails."""
_LEAST: Final = 0.5
"""Of the kept answers, so many must still have their request."""


def check(recipe: Recipe, model: str, asked: int) -> list[Move]:
    """Builds the dataset where it is not there, judges, asks `model` `asked` requests anew; returns every figure that was compared.

    Raises MailwrightError where there is no baseline, or the requests are no longer those it was made of.
    """
    from pipeline.build import build

    known = baseline.load(recipe.name)
    build(recipe)
    held = _held(recipe, known)
    scored = _scored(recipe, known, held)
    now = _figures(recipe, scored)
    found = [
        move
        for name, old in known.figures.items()
        if name in now
        for move in baseline.moves(name, old, now[name], either_way=name != PEOPLE)
    ]
    return found + _anew(recipe, known, held, model, asked)


def update(recipe: Recipe) -> Baseline:
    """Makes the last comparison the baseline.

    Raises MailwrightError where there was none.
    """
    from pipeline.build import build

    build(recipe)
    file = recipe.out / "evaluation" / "compare" / "emails.jsonl"
    if not file.is_file():
        msg = f"{file}: not there; run `python -m evaluation compare` first"
        raise MailwrightError(msg)
    answers: dict[str, list[Kept]] = {}
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        if line["canary"] is None:
            answers.setdefault(line["model"], []).append(_kept(Written.model_validate({key: line[key] for key in Written.model_fields})))
    found = Baseline(
        recipe=recipe.name,
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        answers={name: tuple(own) for name, own in answers.items()},
        figures={},
    )
    found = found.model_copy(update={"figures": _figures(recipe, _scored(recipe, found, _held(recipe, found)))})
    baseline.path(recipe.name).write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return found


def told(moves: Sequence[Move]) -> list[str]:
    """One line for each figure that moved beyond its interval, and one that counts all."""
    beyond = [move for move in moves if move.beyond]
    lines = [
        f"{move.source}, {move.figure}: {_number(move.now.value)}, was {_number(move.before.value)} "
        f"({_number(move.before.low)} to {_number(move.before.high)}, n={move.before.n})"
        for move in beyond
    ]
    return [*lines, f"{len(moves)} figures compared: {len(moves) - len(beyond)} within their intervals, {len(beyond)} beyond"]


def _held(recipe: Recipe, known: Baseline) -> dict[str, Held]:
    """The requests of the baseline's answers by id."""
    wanted = {one.id for own in known.answers.values() for one in own}
    found = {one.id: one for one in held_out.load(recipe, len(wanted), 0)}
    there = wanted & found.keys()
    if len(there) < _LEAST * len(wanted):
        msg = f"{baseline.path(recipe.name)}: {len(there)} of {len(wanted)} requests are left in the dataset; make it anew with --update"
        raise MailwrightError(msg)
    return found


def _scored(recipe: Recipe, known: Baseline, held: Mapping[str, Held]) -> dict[str, list[Scored]]:
    people, theirs = _people(recipe)
    return {PEOPLE: baseline.judged(theirs, people), **{name: baseline.judged(own, held) for name, own in known.answers.items()}}


def _figures(recipe: Recipe, scored: Mapping[str, Sequence[Scored]]) -> dict[str, dict[str, Estimate]]:
    settings = recipe.section(EvaluationSettings)
    bootstrap = Bootstrap(settings.resamples, settings.seed)
    found = {name: baseline.estimates(own, bootstrap) for name, own in scored.items()}
    found[PEOPLE][baseline.ACCEPTED] = bootstrap.mean(_accepted(recipe), SHARE)
    return found


def _people(recipe: Recipe) -> tuple[dict[str, Held], list[Kept]]:
    """The corpus' requests and the emails that people wrote to them."""
    lines = [json.loads(line) for line in (recipe.out / "dataset" / "triples.jsonl").read_text(encoding="utf-8").splitlines()]
    held = {line["id"]: Held(line["id"], EmailRequest.model_validate(line["request"]), []) for line in lines}
    return held, [Kept(id=line["id"], email=Email.model_validate(line["email"])) for line in lines]


def _accepted(recipe: Recipe) -> list[float]:
    stats = json.loads((recipe.out / "dataset" / "stats.json").read_text(encoding="utf-8"))
    found, kept = stats["stages"]["found"][0], stats["rows"][0]
    return [1.0] * kept + [0.0] * (found - kept)


def _anew(recipe: Recipe, known: Baseline, held: Mapping[str, Held], name: str, asked: int) -> list[Move]:
    """The model's answers to the first requests beside those it gave then, both judged by the code as it is now."""
    kept = {one.id: one for one in known.answers.get(name, ())}
    chosen = [one for key, one in held.items() if key in kept][:asked]
    if not chosen:
        msg = f"--model {name}: the baseline has no emails of it, only of {', '.join(known.answers)}"
        raise MailwrightError(msg)
    settings = recipe.section(EvaluationSettings)
    bootstrap = Bootstrap(settings.resamples, settings.seed)
    answered = _asked(models.find(name, recipe), chosen, recipe)
    old, new = (baseline.of_first_try(own, held, bootstrap) for own in ([kept[one.id] for one in chosen], answered))
    return baseline.moves(f"{name}, asked anew", old, new, either_way=False)


def _asked(model: Model, chosen: Sequence[Held], recipe: Recipe) -> list[Kept]:
    """One answer each, as a comparison asks for the first."""
    once = recipe.section(ServeSettings).model_copy(update={"attempts": 1})
    with contextlib.closing(models.load(model, recipe)) as backend:
        asked = track(chosen, len(chosen), f"{model.name} writes")
        return [_kept(writing.write(one, backend, once, guard=False, memory=lambda: None)) for one in asked]


def _kept(written: Written) -> Kept:
    first = written.attempts[0]
    return Kept(
        id=written.id, email=written.email, at_once=first.problem is None, text=bool(first.text.strip()), prompt_tokens=first.prompt_tokens
    )


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.3g}"
