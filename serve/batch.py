"""Many emails: python -m serve batch --resumes resumes --jobs jobs --out emails [--models tuned,ollama:llama3].

Every resume with every posting (or the rows of a table), one model after the other. One `.eml` and one `.txt` per email, `index.csv` and
`index.html` over all, and a journal: the same command again writes what is missing or has changed, and nothing else. Where an email of an
earlier run ends as none this time, its files are removed. The seed of an email comes from its documents and model, so neither order nor
company changes it; llama.cpp in this process, which answers several questions in one computation, rounds by company all the same, and
repeats every word with `--jobs-at-once 1` only. A file that cannot be read costs one line. A second run in the same folder at the same time
is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import stage
from pipeline.console import console, progress
from pipeline.engines import NAMES
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Length, Style
from serve import batch_index, batch_plan, chosen
from serve.batch_journal import Journal
from serve.batch_plan import Product, Table, Wish
from serve.batch_run import Model, Options, Run, Tally

if TYPE_CHECKING:
    import argparse

OWN = "tuned"
LOCK = ".lock"


def batch(args: argparse.Namespace) -> int:
    """Writes what the options describe. Returns the exit code: 1 where something is left for a person to look at.

    Raises MailwrightError where nothing can be written: no such files, no model, no folder.
    """
    pairs = _pairs(args)
    options = Options(args.out, args.guard, args.strict, args.date, args.jobs_at_once, args.limit)
    models = _models(args)
    options.out.mkdir(parents=True, exist_ok=True)
    with stage.alone(options.out / LOCK, str(options.out)):
        return _written(pairs, options, models)


def _written(pairs: Product | Table, options: Options, models: list[Model]) -> int:
    journal, tally = Journal(options.out), Tally()
    total = min(len(pairs), options.limit or len(pairs)) * len(models)
    try:
        with progress() as bar:
            shown = bar.add_task("emails", total=total, note="")
            for model in models:
                Run(model, options, journal, tally, bar, shown).write(pairs)
    finally:
        batch_index.write(options.out, journal)
        console.print(f"batch: {tally.line()} -> {options.out / batch_index.HTML}", markup=False)
    return int(tally.emails["clean"] < tally.total)


def _pairs(args: argparse.Namespace) -> Product | Table:
    """Raises MailwrightError where the options do not say which."""
    directions = tuple(Direction) if args.direction == "both" else (Direction(args.direction),)
    wish = Wish(directions, args.sender or "", Style(args.style or Style.FORMAL), Length(args.length))
    if args.pairs:
        if args.resumes or args.jobs:
            msg = "--pairs names resumes and postings itself; leave out --resumes and --jobs"
            raise MailwrightError(msg)
        return Table(args.pairs, wish)
    if not (args.resumes and args.jobs):
        msg = "missing: --resumes and --jobs, or --pairs"
        raise MailwrightError(msg)
    if bool(args.sender) != (Direction.OUTREACH in directions):
        msg = "--sender is who signs an outreach: give it with --direction outreach or both, and only then"
        raise MailwrightError(msg)
    return Product(batch_plan.sources(args.resumes, "--resumes"), batch_plan.sources(args.jobs, "--jobs"), wish)


def _models(args: argparse.Namespace) -> list[Model]:
    """Raises MailwrightError where no model is named, or two have one name."""
    named = args.models if args.models is not None else args.model or OWN
    names = list(dict.fromkeys(filter(None, map(str.strip, named.split(",")))))
    if not names:
        msg = f"--models: names no model; write {OWN}, ENGINE:NAME or a GGUF file, with commas between"
        raise MailwrightError(msg)
    models = [_model(name, args) for name in names]
    called = [model.called for model in models]
    if twice := {name for name in called if called.count(name) > 1}:
        msg = f"--models: {', '.join(sorted(twice))} would be the name of two of them; rename a file"
        raise MailwrightError(msg)
    return models


def _model(name: str, args: argparse.Namespace) -> Model:
    """`tuned`, `ollama:llama3:8b`, `llamacpp:model.gguf`, or a name or file that is looked for as `serve write --model` does."""
    if name == OWN:
        return Model(args.backend, None, OWN, chosen.recipe(args.recipe, None, args.overrides))
    prefix, _, rest = name.partition(":")
    engine = next((known for known in NAMES if known == prefix and rest), None)
    model = rest if engine else name
    return Model(engine or args.backend, model, _called(model), chosen.recipe(args.recipe, model, args.overrides))


def _called(model: str) -> str:
    """A file by its own name, or, where that is `model`, by the folder of its recipe."""
    path = Path(model)
    if path.suffix.lower() != ".gguf":
        return model
    return path.stem if path.stem != "model" or len(path.parts) < 3 else path.parts[-3]
