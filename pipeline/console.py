"""What every door shares: the terminal, the recipe options, and errors as one line with an exit code.

Machine-readable output goes to stdout, everything meant for eyes to stderr.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipeline import crash
from pipeline import recipe as recipes
from pipeline.errors import MailwrightError

console = Console(stderr=True, highlight=False, soft_wrap=True)
T = TypeVar("T")


def progress() -> Progress:
    """A progress bar with count and time left; a line of text where there is no terminal."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("left"),
        TimeRemainingColumn(), TextColumn("{task.fields[note]}"), console=console,
    )  # fmt: skip


def track(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Yields the items behind a progress bar."""
    with progress() as bar:
        task = bar.add_task(what, total=total, note="")
        for item in items:
            yield item
            bar.advance(task)


def add_recipe(parser: argparse.ArgumentParser) -> None:
    """The options that every stage takes."""
    parser.add_argument("--recipe", default="auto", metavar="FILE", help="a file in configs/; auto picks by hardware (default)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="SECTION.KEY=VALUE", dest="overrides", help="change one setting; may be repeated"
    )


def load_recipe(args: argparse.Namespace) -> recipes.Recipe:
    return named(args.recipe, args.overrides)


def named(name: str, overrides: list[str]) -> recipes.Recipe:
    """The recipe that `--recipe` names. What `auto` picks has its artefacts beside its `configs`, wherever the command runs."""
    if name != "auto":
        return recipes.load(name, overrides)
    path = automatic()
    return recipes.load(path, overrides, root=path.parent.parent)


def automatic() -> Path:
    """The largest recipe that `training plan` says fits the free memory of the GPU, else the CPU recipe.

    The plan belongs to another room and is looked up by name, as recipe sections are; it asks the driver, not torch.
    """
    found: Path | None = None
    if shutil.which("nvidia-smi"):
        found = importlib.import_module("training.plan").automatic()
    return found or recipes.home() / "configs" / recipes.SMALLEST


def run(main: Callable[[list[str] | None], int], argv: list[str] | None = None) -> NoReturn:
    """Runs a door. Exit codes: 0 done, 1 done with findings, 2 the user must change something, 130 interrupted."""
    crash.quiet()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that has no such letter shows its number
    try:
        code = main(argv)
        sys.stdout.flush()
        sys.exit(code)
    except MailwrightError as error:
        _fail(str(error).splitlines())
    except BrokenPipeError:  # the reader of a pipe, such as `head`, had enough; Python would complain once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a disk, a permission, a folder where a file should be
        _fail([f"{error.filename or 'this computer'}: {error.strerror or error}; put that right and run the same command again"])
    except KeyboardInterrupt:
        console.print("interrupted; what was complete is kept, the same command goes on from there")
        sys.exit(130)


def _fail(lines: list[str]) -> NoReturn:
    for line in lines:
        console.print(line, style="red", markup=False)
    sys.exit(2)
