"""Emails for resumes and postings that have none, written by a teacher model and kept only where nothing in them is false.

Run: python -m pipeline synthesize --recipe R --teacher ollama:llama3 [--n 3] [--temperature 0.8] [--direction both] [--limit N]

Each pair and direction is one request, with the prompt of training; style and length vary with `serve.seed`. Of up to `--n` answers the one
with the best score stays, if the checker finds no claim without evidence, no blocking item of the rubric fails, and a build would take it.
Every answer goes into a journal when it comes, so that a killed run costs one answer. What stays lies in `data/private/synthetic/`, where a
build finds it. Does not cover: several requests at once, and facts that the checker does not know.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline import manifest
from pipeline.console import console, progress
from pipeline.engines.settings import Sampling
from pipeline.errors import MailwrightError
from pipeline.manifest.pairs import synthetic
from pipeline.schema import Direction
from pipeline.synthesize import asking, store, wanted
from pipeline.synthesize.tally import Tally
from pipeline.synthesize.teacher import Teacher

if TYPE_CHECKING:
    from rich.progress import Progress

    from pipeline.engines import Backend
    from pipeline.recipe import Recipe
    from pipeline.synthesize.journal import Try
    from pipeline.synthesize.store import Store
    from pipeline.synthesize.wanted import Wanted

_FAILURES: Final = 3
"""Requests in a row that the teacher fails before the run ends: the next would fail too."""


@dataclass(frozen=True)
class Options:
    """What the command line says. `n` is the most answers for one request, `limit` the most pairs in this run."""

    teacher: Teacher
    n: int = 3
    temperature: float = 0.8
    directions: tuple[Direction, ...] = tuple(Direction)
    limit: int | None = None
    recruiter: str | None = None


def synthesize(recipe: Recipe, options: Options) -> Tally:
    """Asks for what is missing, until all is there or an interruption; says how it went. What is there already is not asked again.

    Raises MailwrightError where there is nowhere to write, or the teacher cannot be asked.
    """
    listed = manifest.pairs(recipe.data)
    path = synthetic(recipe.data)
    if path is None:
        msg = "data.private: null, so there is no place for what a teacher writes; name a folder"
        raise MailwrightError(msg)
    everything = wanted.of(listed)
    with store.open_(path.parent) as kept:
        due = _due(everything, kept, recipe, options)
        tally = Tally(already=sum(bool(kept.best(item.key)) for item in everything))
        kept.publish(everything)
        if not due:
            console.print(f"synthesize: {_nothing(listed, tally)}", markup=False)
            return tally
        name = options.teacher.name(recipe)
        console.print(f"synthesize: {len(due)} emails are wanted, up to {options.n} answers of {name} each", markup=False)
        with contextlib.closing(options.teacher.load(recipe)) as backend:
            try:
                _ask_all(due, everything, kept, recipe, backend, options, tally)
            finally:
                kept.publish(everything)
                console.print(f"synthesize: {tally.line(len(due))} -> {path.parent}", markup=False)
                for line in tally.reasons():
                    console.print(f"  {line}", markup=False)
    return tally


def _due(everything: list[Wanted], kept: Store, recipe: Recipe, options: Options) -> list[Wanted]:
    name = options.teacher.name(recipe)
    open_ = [
        item
        for item in everything
        if item.direction in options.directions and not kept.finished(item.key, name, options.temperature, options.n)
    ]
    pairs = dict.fromkeys((item.pair.resume, item.pair.job) for item in open_)
    taken = set(itertools.islice(pairs, options.limit))
    return [item for item in open_ if (item.pair.resume, item.pair.job) in taken]


def _nothing(listed: list[manifest.Pair], tally: Tally) -> str:
    if not listed:
        return "no resume and posting without an email; put pairs into data/private/resumes and data/private/jobs, see data/README.md"
    return f"already done, {tally.already} emails; what has none was asked for --n times (a higher --n or another teacher asks again)"


def _ask_all(
    due: list[Wanted], everything: list[Wanted], kept: Store, recipe: Recipe, backend: Backend, options: Options, tally: Tally
) -> None:
    sampling = recipe.section(Sampling).model_copy(update={"temperature": options.temperature})
    ask = asking.Asking(recipe, backend, options.teacher.name(recipe), sampling, options.recruiter)
    failed = 0
    with progress() as bar:
        for item in _tracked(due, bar, tally):
            try:
                request = ask.prepare(item, kept.asked(item.key))
                _answers(request, ask, kept, options, tally)
                failed = 0
            except asking.SkipError as skip:
                tally.skip(skip.reason)
                console.print(f"  skipped {item.id}: {skip}", style="yellow", markup=False)
            except MailwrightError as error:
                failed += 1
                tally.skip("teacher failed")
                console.print(f"  {item.id}: {error}", style="yellow", markup=False)
                if failed == _FAILURES:
                    raise
            kept.publish_soon(everything)


def _tracked(due: list[Wanted], bar: Progress, tally: Tally) -> Iterator[Wanted]:
    task = bar.add_task("writing", total=len(due), note="")
    for item in due:
        yield item
        bar.update(task, advance=1, note=f"{tally.written} kept, {tally.rejected} answers rejected")


def _answers(request: asking.Prepared, ask: asking.Asking, kept: Store, options: Options, tally: Tally) -> None:
    """Asks until there are `n` answers, or one that leaves nothing to wish."""
    key, name = request.item.key, ask.teacher
    finished = partial(kept.finished, key, name, options.temperature, options.n)
    before: Try | None = kept.best(key)
    while not finished():
        answer = ask.answer(request, kept.next_seed(key, name, options.temperature, ask.sampling.seed))
        kept.add(answer)
        tally.count(answer)
    tally.end(kept.best(key), before)
