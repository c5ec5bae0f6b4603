"""How fast training is beside other trainers: same model, same rows, same machine, each rival in an environment of its own, in turn.

    python -m benchmarks.training --setup                        makes the environments in out/rivals/ (network, gigabytes)
    python -m benchmarks.training [--rivals trl,llamafactory] [--steps 3] [--rounds 2] [--dry]

Needs what `make train` leaves in out/smollm2-135m-cpu: base and dataset. A step is eight rows, the default batch of TRL; the first step of
every run is not timed. In each round every side trains once, in the next in reverse order; a ratio is of two sides of one round, and the
median over the rounds is told. Two rounds of ours and TRL take a quarter of an hour on two cores. The table goes into docs/training.md.

Does not cover what a model learns (the sides differ in how many rows stand behind a move of the weights), and not GPUs: the rivals' reasons
to be fast there (Triton, flash attention, packing) are not seen here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from benchmarks import pages
from benchmarks.training.timing import Order, Result

ROOT: Final = Path(__file__).parents[2]
OUT: Final = ROOT / "out" / "smollm2-135m-cpu"
VENVS: Final = ROOT / "out" / "rivals"
PAGE: Final = pages.DOCS / "training.md"
OURS: Final = "mailwright"
STEP: Final = 8
MAX_LENGTH: Final = 1280
_PATIENCE: Final = 1800
"""Seconds that one run of one side may take."""
_SHOWN: Final = 160
"""Characters of a reason that are shown."""


@dataclass(frozen=True)
class Rival:
    """What is compared: what pip installs, the package whose version is told, and with which settings it runs."""

    requirements: tuple[str, ...]
    package: str
    settings: str


RIVALS: Final = {
    "trl": Rival(("torch==2.13.0", "trl==1.16.0", "peft", "datasets"), "trl", "defaults: 8 rows; max_length 1280"),
    "llamafactory": Rival(("torch==2.13.0", "llamafactory"), "llamafactory", "its LoRA example: 1 row, 8 summed"),
    "unsloth": Rival(("torch==2.13.0", "unsloth"), "unsloth", "its notebook: 2 rows, 4 summed"),
}


@dataclass(frozen=True)
class Failed:
    """Why a side did not run, in its own words."""

    reason: str


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rivals", default=",".join(RIVALS), metavar="A,B,...", help=f"of {', '.join(RIVALS)} (default: all)")
    parser.add_argument("--steps", type=int, default=3, metavar="N", help="of eight rows in each run, the first untimed (default: 3)")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="runs of each side (default: 2)")
    parser.add_argument("--setup", action="store_true", help="make the rivals' environments, and end")
    parser.add_argument("--dry", action="store_true", help="print the table instead of writing it into docs/training.md")
    args = parser.parse_args(argv)
    names = [name for name in args.rivals.split(",") if name]
    if unknown := [name for name in names if name not in RIVALS]:
        parser.error(f"--rivals {','.join(unknown)}: not one of {', '.join(RIVALS)}")
    if args.steps < 2:
        parser.error("--steps: at least 2, as the first is not timed")
    if args.setup:
        return setup(names)
    if not (OUT / "dataset" / "train.jsonl").is_file() or not (OUT / "base").is_dir():
        parser.error(f"{OUT}: no base and dataset; run `make train` first")
    found: dict[str, list[Result | Failed]] = {name: [Failed(why)] for name in names if (why := absent(name))}
    found |= measure([OURS, *(name for name in names if name not in found)], args.steps, args.rounds)
    load = f"load of the machine when it began {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    head = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {pages.processor()}, {load}; {args.rounds} rounds of {(args.steps - 1) * STEP} timed rows."
    table = "\n".join([head, "", *rows_of(found)])
    print(table)
    if not args.dry:
        pages.rewrite(PAGE, "training", table)
    return 0


def setup(names: Sequence[str]) -> int:
    """Makes an environment for each. A rival that cannot be installed is told, and left out of the comparison."""
    failed = 0
    for name in names:
        folder = VENVS / name
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        made = subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", *RIVALS[name].requirements], check=False)
        print(f"{name}: {'could not be installed' if made.returncode else folder}")
        failed |= made.returncode
    return 1 if failed else 0


def absent(name: str) -> str | None:
    """Why a rival cannot be tried; None where it can."""
    if version(name):
        return None
    return f"not installed; `python -m benchmarks.training --setup --rivals {name}`"


def version(name: str) -> str | None:
    """Of the rival, from its environment's own files."""
    if name == OURS:
        return metadata.version("mailwright")
    for place in (VENVS / name).glob("lib/python*/site-packages"):
        for found in metadata.distributions(name=RIVALS[name].package, path=[str(place)]):
            return found.version
    return None


def measure(sides: Sequence[str], steps: int, rounds: int) -> dict[str, list[Result | Failed]]:
    """Every side once a round. One that failed is not tried again."""
    found: dict[str, list[Result | Failed]] = {name: [] for name in sides}
    with tempfile.TemporaryDirectory(prefix="mailwright-benchmark-") as name:
        folder = Path(name)
        lines = (OUT / "dataset" / "train.jsonl").read_text(encoding="utf-8").splitlines()[: steps * STEP]
        (folder / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for number in range(rounds):
            for side in sides if number % 2 == 0 else list(reversed(sides)):
                if not any(isinstance(one, Failed) for one in found[side]):
                    found[side].append(run(side, folder / f"{side}-{number}", folder / "rows.jsonl"))
                    print(f"round {number + 1} of {rounds}, {side}: {_told(found[side][-1])}", file=sys.stderr)
    return found


def run(side: str, folder: Path, rows: Path, warm: int = STEP, changes: Sequence[str] = ()) -> Result | Failed:
    """One side once, in a process of its own environment; `changes` are settings of ours that are not the recipe's."""
    folder.mkdir()
    result = folder / "result.json"
    order = Order(str(OUT / "base"), str(rows), MAX_LENGTH, warm, str(folder / "trained"), str(result)).write(folder / "order.json")
    python = sys.executable if side == OURS else str(VENVS / side / "bin" / "python")
    command = [python, "-m", f"benchmarks.training.side_{side}", str(order), *changes]
    try:
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Failed(f"not done after {_PATIENCE // 60} minutes")
    if result.is_file():
        return Result(**json.loads(result.read_text(encoding="utf-8")))
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return Failed((said[-1] if said else f"exit code {done.returncode}")[:_SHOWN])


def rows_of(found: dict[str, list[Result | Failed]]) -> list[str]:
    """The table, and under it the reasons of those who did not run."""
    ours = [one for one in found[OURS] if isinstance(one, Result)]
    head = "| | settings | supervised tokens/s | ours / its | peak memory, MiB | ours / its |"
    lines, reasons = [head, "| --- | --- | --: | --: | --: | --: |"], list[str]()
    for name, runs in {OURS: found[OURS], **found}.items():
        done = [one for one in runs if isinstance(one, Result)]
        settings = "the CPU recipe: 1 row, 2 summed" if name == OURS else RIVALS[name].settings
        if len(done) < len(runs) or not done:
            reasons.append(f"- {name} {version(name) or ''}: {_told(runs[-1])}".replace(" :", ":"))
            continue
        faster = statistics.median(one.speed / other.speed for one, other in zip(ours, done, strict=False)) if ours else float("nan")
        lighter = statistics.median(one.peak / other.peak for one, other in zip(ours, done, strict=False)) if ours else float("nan")
        speed, peak = statistics.median(one.speed for one in done), statistics.median(one.peak for one in done) / 2**20
        lines.append(f"| {name} {version(name)} | {settings} | {speed:.1f} | {faster:.2f} | {peak:,.0f} | {lighter:.2f} |")
    return [*lines, *(["", "Did not run here:", "", *reasons] if reasons else [])]


def _told(one: Result | Failed) -> str:
    if isinstance(one, Failed):
        return one.reason
    return f"{one.speed:.1f} supervised tokens/s, {one.tokens / one.seconds:.0f} tokens/s, peak {one.peak / 2**20:,.0f} MiB"


if __name__ == "__main__":
    sys.exit(main())
