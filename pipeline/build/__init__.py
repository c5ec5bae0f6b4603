"""Triples become a dataset: read, checked, deduplicated, split, fitted to the budget, written as prompt/completion rows.

Run: python -m pipeline build --recipe configs/smollm2-135m-cpu.yaml [--engine ray]

`outcome.py` makes of one triple a row or a reason, on all cores (`local.py`, `on_ray.py`); `cache.py` keeps what was made, so that one more
triple costs one triple; near-duplicates and the split see keys and signatures only. What cannot be used lies in `quarantine/<stage>.jsonl`
with its reason, counted, and never stops the rest. No row is longer than `data.max_length`, so that a trainer has nothing to cut.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO, get_args

from pipeline import manifest, quality, report, stage
from pipeline.build import duplicates, local, on_ray, planted
from pipeline.build.cache import Cache
from pipeline.build.outcome import BUDGET, UNREADABLE, Engine, Maker, Task, packed, unpacked
from pipeline.build.owners import Owners
from pipeline.build.plan import Codes, Plan
from pipeline.build.resumes import Resumes
from pipeline.chat import Chat
from pipeline.console import console, track
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.schema import Split
from pipeline.split import split

SPLITS: Final[tuple[Split, ...]] = get_args(Split)
ENGINES: Final[dict[str, Engine]] = {"local": local.outcomes, "ray": on_ray.outcomes}
MANIFEST: Final = "manifest"
"""The stage of what is no entry: a bad line, a file without its partners."""
_SHOWN = 50
"""Quarantined triples that are named one by one at the terminal."""


@dataclass
class _Sorted:
    """Where each triple goes, by its number in the manifest; documents and emails stay in the cache."""

    sides: dict[int, Split]
    quarantined: dict[int, str]
    twins: dict[int, duplicates.Twin]
    stages: Counter[str] = field(default_factory=Counter)


def build(recipe: Recipe, engine: str = "local") -> Path:
    """Builds `out/<recipe>/dataset`, or says that it is already done. `engine` decides where triples are read, not what comes out.

    Raises MailwrightError where the manifest, the tokenizer or the engine is missing, or not one triple could be used.
    """
    if engine not in ENGINES:
        msg = f"--engine {engine}: unknown; known: {', '.join(ENGINES)}"
        raise MailwrightError(msg)
    target = recipe.out / "dataset"
    codes = Codes.of(recipe)
    with Cache.open(recipe.out.parent / "cache" / "build.sqlite3", recipe.name, codes) as cache:
        with Resumes(cache, codes) as resumes:
            plan = Plan.of(recipe, codes, manifest.entries(recipe.data, resumes))
        if stage.done(target, plan.inputs):
            console.print(f"dataset: already done, {target}", markup=False)
            return target
        _make(plan, recipe, cache, engine)
        for note in plan.sources.notes:
            console.print(f"dataset: {note}", markup=False)
        line = _assemble(target, plan, recipe, cache)
    console.print(f"dataset: {line} -> {target}", markup=False)
    return target


def _assemble(target: Path, plan: Plan, recipe: Recipe, cache: Cache) -> str:
    """The dataset of outcomes that the cache holds; returns the line of counts."""
    found = _sort(plan, recipe, cache)
    _report(plan, cache, found)
    line = summary(counts := Counter(found.sides.values()), found.stages)
    if not counts:
        place = recipe.data.manifest or recipe.data.private
        raise MailwrightError(f"{place}: no triple could be used: {line}")
    with stage.writing(target, plan.inputs) as folder:
        report.write(folder, _write(folder, plan, recipe, cache, found), previous=target)
        recipe.write(folder)
    cache.prune()
    return line


def summary(accepted: Mapping[Split, int], quarantined: Mapping[str, int]) -> str:
    """One line of counts, by split and by stage, in which nothing is missing."""
    rows, stages = Counter(accepted), Counter(quarantined)
    line = f"{rows.total() + stages.total()} triples: {rows.total()} accepted"
    if rows:
        line += f" ({', '.join(f'{rows[side]} {side}' for side in SPLITS)})"
    line += f", {stages.total()} quarantined"
    return line + (f" ({', '.join(f'{n} {name}' for name, n in stages.most_common())})" if stages else "")


def _make(plan: Plan, recipe: Recipe, cache: Cache, engine: str) -> None:
    """Makes and keeps the outcome of every triple that the cache does not know."""
    cache.forget_chance()
    missing = array("q", (number for number in range(len(plan)) if not cache.knows(plan.key(number))))
    cache.commit()
    if not missing:
        return
    maker = _maker(plan, recipe, cache)  # before the documents: a tokenizer that is not there is told at once
    known = len(plan) - len(missing)
    console.print(f"dataset: reading {len(missing)} triples" + (f", {known} are known" if known else ""), markup=False)
    for outcome in track(ENGINES[engine](maker, _tasks(plan, cache, missing), len(missing)), len(missing), "reading"):
        cache.keep(plan.key(outcome.number), outcome)
    cache.commit()


def _maker(plan: Plan, recipe: Recipe, cache: Cache) -> Maker:
    """With the tokenizer as the cache has it: taking it out of a GGUF takes seconds."""
    known = plan.tokenizer and cache.part(plan.tokenizer)
    if known:
        return Maker(recipe.data, unpacked(known), str(Path.cwd()))
    maker = Maker.of(recipe.data, Chat.of(recipe.model))
    if plan.tokenizer:
        cache.add(plan.tokenizer, packed(maker.chat))
    return maker


def _tasks(plan: Plan, cache: Cache, numbers: Iterable[int]) -> Iterator[Task]:
    for number in numbers:
        yield plan.task(number, cache.part)


def _sort(plan: Plan, recipe: Recipe, cache: Cache) -> _Sorted:
    """Puts near-duplicates aside and splits the rest, in the order of the manifest."""
    found = _Sorted({}, {}, {}, Counter({MANIFEST: len(plan.sources.problems)} if plan.sources.problems else {}))
    signatures, owners = duplicates.Signatures(), Owners()
    for number in range(len(plan)):
        verdict = cache.verdict(plan.key(number))
        if verdict.stage is None:
            owners.add(number, verdict.keys)
            signatures.add(number, verdict.signature)
        else:
            found.quarantined[number] = verdict.stage
    found.twins = signatures.twins(recipe.data.near_duplicate, lambda number: cache.email(plan.key(number)))
    del signatures  # as large as all that follows
    found.quarantined |= dict.fromkeys(found.twins, duplicates.STAGE)
    found.stages.update(found.quarantined.values())
    owners.drop(found.twins)
    found.sides = split(owners, recipe.data.validation, recipe.data.test, recipe.data.seed, plan.id)
    return found


def _rejected(plan: Plan, cache: Cache, found: _Sorted) -> Iterator[tuple[str, dict[str, str]]]:
    """(stage, line) of everything that is put aside: what is no entry, then the triples in the manifest's order."""
    for place, reason, detail in plan.sources.problems:
        yield MANIFEST, {"id": place, "reason": reason, "detail": detail}
    for number in sorted(found.quarantined):
        if twin := found.twins.get(number):
            reason, detail = twin.reason, twin.detail(plan.id(twin.of))
        else:
            verdict = cache.verdict(plan.key(number))
            reason, detail = verdict.reason, verdict.detail
        yield found.quarantined[number], {"id": plan.id(number), "reason": reason, "detail": detail}


def _report(plan: Plan, cache: Cache, found: _Sorted) -> None:
    for shown, (name, line) in enumerate(_rejected(plan, cache, found)):
        if shown == _SHOWN:
            console.print(f"  and {found.stages.total() - shown} more, in quarantine/", style="yellow", markup=False)
            return
        console.print(f"  quarantined {line['id']}: {line['detail']} ({name})", style="yellow", markup=False)


def _write(folder: Path, plan: Plan, recipe: Recipe, cache: Cache, found: _Sorted) -> report.Stats:
    """Rows by split, the triples behind them, and what was put aside; one line after the other, so that memory stays flat."""
    stats = report.Stats(recipe.name, recipe.model.base, recipe.data.max_length, recipe.data.prompt_tokens)
    for name, count in _stages(found):
        stats.stage(name, count)
    with ExitStack() as stack:

        def file(name: str) -> TextIO:
            return stack.enter_context((folder / f"{name}.jsonl").open("w", encoding="ascii"))

        files = {side: file(side) for side in SPLITS}
        triples = file("triples")
        chat = _maker(plan, recipe, cache).tokenizer() if recipe.data.planted else None
        for number, side in found.sides.items():
            text, triple = cache.texts(plan.key(number))
            row = json.loads(text)
            if chat and side == "train" and (ordered := planted.planted(row, chat, recipe.data)) is not row:
                row, text = ordered, json.dumps(ordered)
            files[side].write(_with_split(text, side))
            triples.write(_with_split(triple, side))
            stats.accept(plan.entry(number), {**row, "split": side})
        _clear(folder / "quarantine")
        aside = {name: file(f"quarantine/{name.replace(' ', '-')}") for name in found.stages}
        for name, line in _rejected(plan, cache, found):
            aside[name].write(json.dumps(line) + "\n")
            stats.reject({**line, "reason": f"{name}: {line['reason']}"})
    return stats


def _stages(found: _Sorted) -> Iterator[tuple[str, int]]:
    """How many triples are left after each stage, in the order of the stages."""
    left = found.stages.total() + len(found.sides)
    yield "found", left
    for name in (MANIFEST, UNREADABLE, *quality.STAGES, BUDGET, duplicates.STAGE):
        left -= found.stages[name]
        yield f"after {name}", left


def _clear(folder: Path) -> None:
    """An empty folder: an interrupted run may have left files of stages that now have nothing to say."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()


def _with_split(line: str, side: Split) -> str:
    """A JSON object with its split, known only now; parsing each would take longer than all the rest of the writing."""
    return f'{{"split": "{side}", {line[1:]}\n'
