"""The stage: every model answers every held-out request, answers are judged, figures and report are written.

Run: python -m evaluation compare --recipe configs/smollm2-135m-cpu.yaml

Writes `out/<recipe>/evaluation/run` or `compare`, and keeps all emails beside them in `emails/`, so that a run that was killed, another
comparison or a better checker asks for no email twice. A model that is not there, or fails on the way, is named and left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evaluation import figures, held_out, models, paired, provenance, results, scoring, writing
from evaluation.models import AbsentError, Model
from evaluation.results import Results
from evaluation.settings import EvaluationSettings
from evaluation.writing import StoppedError, Written
from pipeline import stage
from pipeline.console import console, track
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from evaluation.held_out import Held
    from evaluation.scoring import Scored
    from pipeline.recipe import Recipe

VERSION: Final = 1
EMAILS: Final = "emails"
_ROOM: Final = Path(__file__).parent
_JUDGES: Final = (
    _ROOM,
    _ROOM.parent / "pipeline" / "grounding",
    _ROOM.parent / "pipeline" / "profile",
    _ROOM.parent / "pipeline" / "rubric",
)
"""The code that figures depend on."""


@dataclass
class _Answered:
    """What was written, and who was not there."""

    models: dict[str, Model] = field(default_factory=dict)
    written: dict[str, list[Written]] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    stopped: bool = False


@dataclass(frozen=True)
class Comparison:
    """Where the report lies, what it holds, and whether a model failed on the way."""

    folder: Path
    results: Results
    stopped: bool


def compare(recipe: Recipe, names: Sequence[str], part: str, command: str) -> Comparison:
    """Compares the named models and writes `out/<recipe>/evaluation/<part>`; `command` is told to whoever wants to repeat it.

    Raises MailwrightError where there is no dataset, or none of the models is there.
    """
    settings = recipe.section(EvaluationSettings)
    held = held_out.load(recipe, settings.requests, settings.canaries)
    target = recipe.out / "evaluation" / part
    answered = _ask(recipe, names, held, target.parent / EMAILS)
    if not answered.written:
        msg = "no model to evaluate: " + "; ".join(f"{name}: {reason}" for name, reason in answered.absent.items())
        raise MailwrightError(msg)
    inputs = _inputs(recipe, held, answered)
    if stage.done(target, inputs):
        console.print(f"evaluation: already done, {target}", markup=False)
    else:
        _write(target, inputs, recipe, held, answered, command)
        console.print(f"evaluation: {_counts(answered)} -> {target / 'report.html'}", markup=False)
    found = Results.model_validate_json((target / "results.json").read_text(encoding="utf-8"))
    return Comparison(target, found, answered.stopped)


def _ask(recipe: Recipe, names: Sequence[str], held: list[Held], folder: Path) -> _Answered:
    """Every model in turn, one at a time in memory."""
    found = _Answered()
    for name in names:
        try:
            model = models.find(name, recipe)
            found.written[name] = writing.emails(model, held, recipe, folder)
            found.models[name] = model
        except (AbsentError, StoppedError) as error:
            found.absent[name] = str(error)
            found.stopped |= isinstance(error, StoppedError)
            console.print(f"left out: {error}", style="yellow", markup=False)
    return found


def _write(target: Path, inputs: Mapping[str, Any], recipe: Recipe, held: list[Held], answered: _Answered, command: str) -> None:
    from evaluation import pages

    scored = _scored(held, answered)
    found = _results(recipe, scored, answered, command)
    with stage.writing(target, inputs) as folder:
        pages.write(folder, found, scored)
        recipe.write(folder)


def _scored(held: list[Held], answered: _Answered) -> dict[str, list[Scored]]:
    total = sum(map(len, answered.written.values()))
    pairs = ((name, one, written) for name, own in answered.written.items() for one, written in zip(held, own, strict=True))
    found: dict[str, list[Scored]] = {name: [] for name in answered.written}
    for name, one, written in track(pairs, total, "judging"):
        found[name].append(scoring.score(one, written))
    return found


def _results(recipe: Recipe, scored: Mapping[str, list[Scored]], answered: _Answered, command: str) -> Results:
    settings = recipe.section(EvaluationSettings)
    catalogue = figures.catalogue(one for own in scored.values() for one in own)
    return Results(
        catalogue=results.listed(catalogue, settings),
        models=tuple(results.outcome(model, scored[name], catalogue, settings) for name, model in answered.models.items()),
        absent=answered.absent,
        differences=paired.differences(scored, catalogue, settings),
        provenance=provenance.of(recipe, command),
    )


def _inputs(recipe: Recipe, held: list[Held], answered: _Answered) -> dict[str, Any]:
    digest = hashlib.sha256()
    for name, own in answered.written.items():
        digest.update(f"{name} {answered.models[name].identity}\n".encode())
        digest.update("\n".join(written.model_dump_json() for written in own).encode())
    return {
        "version": VERSION,
        "code": _code(),
        "requests": [one.key for one in held],
        "emails": digest.hexdigest(),
        "absent": answered.absent,
        **recipe.dump("evaluation"),
    }


@cache
def _code() -> str:
    """Digest of the code that judges: a better checker gives other figures for the same emails."""
    digest = hashlib.sha256()
    for file in sorted(path for room in _JUDGES for path in room.rglob("*") if path.suffix in {".py", ".jinja"}):
        digest.update(f"{file.relative_to(_ROOM.parent)} {stage.sha256(file)}\n".encode())
    return digest.hexdigest()


def _counts(answered: _Answered) -> str:
    """`3 models asked: 2 with 24 answers each (1 no email), 1 left out`"""
    asked = len(answered.written) + len(answered.absent)
    each = len(next(iter(answered.written.values())))
    none = sum(one.email is None for own in answered.written.values() for one in own)
    there = f"{len(answered.written)} with {each} answers each ({none} no email)"
    return f"{asked} model{'' if asked == 1 else 's'} asked: {there}, {len(answered.absent)} left out"
