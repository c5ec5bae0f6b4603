"""Emails of one model for all requests, journaled one by one: a killed run loses at most the email in the works.

A journal is one file per model, settings and version, named by a digest of these; it outlives the report, so that another comparison or a
better checker asks no model again. Delete `emails/` to have everything written anew, e.g. after the guard has changed. What the guard does
to an email is kept here; nothing else is judged.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import Field, ValidationError

from evaluation import meter, models
from evaluation.held_out import Held
from evaluation.meter import Meter
from evaluation.settings import EvaluationSettings
from pipeline.console import track
from pipeline.engines import Sampling
from pipeline.errors import MailwrightError
from pipeline.prompt import Prompt
from pipeline.schema import Email, Record
from serve import generate
from serve.records import Attempt, Cut
from serve.settings import ServeSettings

if TYPE_CHECKING:
    from evaluation.models import Model
    from pipeline.engines import Backend
    from pipeline.recipe import Recipe

VERSION: Final = 3
"""Raised when an email would be asked for in another way."""


class Written(Record):
    """What a model answered to one request. `email` is the raw one, None where no answer was an email."""

    id: str
    key: str = Field(description="digest of the prompt")
    email: Email | None
    guarded: Email | None = Field(default=None, description="what the guard made of it; None also where the guard was not asked")
    removed: tuple[Cut, ...] = Field(default=(), description="sentences that the guard took out, and names that it replaced")
    attempts: tuple[Attempt, ...] = Field(description="every answer, those that the guard asked for included")
    seconds: float = Field(description="from the question to the end, guard included")
    first_token_seconds: float | None = Field(description="from the question to the first piece of an answer")
    writing_seconds: float = Field(description="from the first piece of each answer to its last, over all attempts")
    peak_bytes: int | None = Field(default=None, description="the most memory of this process so far, for a model that runs in it")

    @property
    def raw(self) -> tuple[Attempt, ...]:
        """The attempts up to the first that was an email."""
        end = next((number for number, attempt in enumerate(self.attempts, 1) if attempt.problem is None), len(self.attempts))
        return self.attempts[:end]

    @property
    def problems(self) -> tuple[str, ...]:
        """Why attempts before the first email were none."""
        return tuple(attempt.problem for attempt in self.raw if attempt.problem)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(attempt.text for attempt in self.attempts)


class StoppedError(MailwrightError):
    """A model that failed on the way. What it wrote before is kept."""


class Journal:
    """The emails of one model in a file, one line each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found = {one.key: one for one in _read(path)}

    @classmethod
    def of(cls, model: Model, recipe: Recipe, folder: Path) -> Journal:
        """The journal of this model under these settings."""
        settings = recipe.section(ServeSettings).model_dump(mode="json", include={*Sampling.model_fields, "attempts"})
        asked = [VERSION, model.name, model.identity, settings, recipe.section(EvaluationSettings).guard, recipe.model.context]
        slug = re.sub(r"[^\w.+-]+", "-", model.name).strip("-.")[-60:]
        return cls(folder / f"{slug}-{hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]}.jsonl")

    def __contains__(self, held: Held) -> bool:
        return held.key in self._found

    def __getitem__(self, held: Held) -> Written:
        return self._found[held.key]

    def add(self, written: Written) -> None:
        """Appends one line, and waits until it is on the disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            # It begins with a line break, so that it does not continue a line that a kill cut short.
            file.write(b"\n" + written.model_dump_json().encode())
            file.flush()
            os.fsync(file.fileno())
        self._found[written.key] = written


def emails(model: Model, asked: Sequence[Held], recipe: Recipe, folder: Path) -> list[Written]:
    """What the model answers to every request, from the journal as far as that goes.

    Raises AbsentError where it does not load, StoppedError where it fails on the way.
    """
    journal = Journal.of(model, recipe, folder)
    missing = [held for held in asked if held not in journal]
    if missing:
        meter.forget_peak()
        with contextlib.closing(models.load(model, recipe)) as backend:
            _write(model, missing, backend, recipe, journal)
    return [journal[held] for held in asked]


def write(held: Held, backend: Backend, settings: ServeSettings, *, guard: bool, memory: Callable[[], int | None]) -> Written:
    """One email, as the email builder would have it written. Raises MailwrightError where the engine fails."""
    prompt = Prompt(held.messages, backend.count(held.messages), ())
    metered = Meter(backend)
    began = time.perf_counter()
    draft: generate.Draft | None = None
    try:
        draft = generate.last(generate.guarded(prompt, held.request, metered, settings, guard=guard))
        attempts = draft.attempts
    except generate.NoEmailError as error:
        attempts = error.attempts
    return Written(
        id=held.id,
        key=held.key,
        email=draft.raw.email if draft else None,
        guarded=draft.email if draft and guard else None,
        removed=draft.removed if draft else (),
        attempts=tuple(attempt.model_copy(update={"text": _whole(attempt.text)}) for attempt in attempts),
        seconds=time.perf_counter() - began,
        first_token_seconds=metered.first_token_seconds,
        writing_seconds=metered.writing_seconds,
        peak_bytes=memory(),
    )


def _write(model: Model, missing: Sequence[Held], backend: Backend, recipe: Recipe, journal: Journal) -> None:
    memory = meter.peak_bytes if model.local else lambda: None
    settings, guard = recipe.section(ServeSettings), recipe.section(EvaluationSettings).guard
    for number, held in enumerate(track(missing, len(missing), f"{model.name} writes")):
        try:
            journal.add(write(held, backend, settings, guard=guard and held.canary is None, memory=memory))
        except MailwrightError as error:
            msg = f"{model.name}: stopped with {len(missing) - number} requests to go ({error})"
            raise StoppedError(msg) from error


def _whole(text: str) -> str:
    """Without halves of a character, which cannot be stored."""
    return text.encode(errors="replace").decode()


def _read(path: Path) -> Iterable[Written]:
    """The whole lines of a journal; a last one that a kill cut short is no line."""
    if not path.is_file():
        return
    for line in path.read_bytes().split(b"\n"):
        with contextlib.suppress(ValidationError):
            yield Written.model_validate_json(line)
