"""How fast the dataset build is, and how much memory it takes, from a thousand triples to a hundred thousand.

Run: python -m benchmarks.scale [--sizes 1000 10000 100000] [--engine local]

Each size is built four times by `python -m pipeline build`, each time in a fresh process: from nothing; with another prompt budget, so that
documents and facts are cached and every row is made anew; without any change; and with one triple more. The corpus is the seed corpus over
and over as text files, with other names, companies and numbers in each copy (`corpus.py`), so PDF and DOCX are not measured here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.scale.corpus import Case, cases, write

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "configs" / "smollm2-135m-cpu.yaml"


class Run(NamedTuple):
    """One build: seconds, those of all its processors, MB of its largest process, MB of the process that leads, and its last line."""

    seconds: float
    processor: float
    largest: int
    leader: int
    line: str


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.scale", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], metavar="N", help="triples (default: 1000 10000)")
    parser.add_argument("--engine", default="local", choices=["local", "ray"])
    parser.add_argument("--folder", type=Path, help="where to work; needs about 25 kB a triple (default: a temporary folder)")
    args = parser.parse_args()
    known = cases(ROOT / "data")
    print("| triples | what | seconds | processor seconds | triples/s | MB, leading process | MB, largest process |")
    print("| --: | --- | --: | --: | --: | --: | --: |")
    for size in args.sizes:
        folder = Path(tempfile.mkdtemp(prefix="scale-", dir=args.folder))
        try:
            _measure(folder, size, known, args.engine)
        finally:
            shutil.rmtree(folder)


def _measure(folder: Path, size: int, known: list[Case], engine: str) -> None:
    write(folder, size, known)
    last = ""
    for what, changes, work in (
        ("from nothing", [], size),
        ("documents cached", ["data.prompt_tokens=959"], size),
        ("nothing to do", ["data.prompt_tokens=959"], None),
        ("one triple more", ["data.prompt_tokens=959"], None),
    ):
        if what == "one triple more":
            write(folder, size + 1, known)
        run = _build(folder, changes, engine)
        rate = f"{work / run.seconds:.0f}" if work else ""
        print(f"| {size} | {what} | {run.seconds:.1f} | {run.processor:.1f} | {rate} | {run.leader} | {run.largest} |", flush=True)
        last = run.line if work else last
    print(f"\n{last}\n", flush=True)


def _build(folder: Path, changes: list[str], engine: str) -> Run:
    """Runs a build in a process of its own and reads its memory from the system. Exits where it fails."""
    settings = ["data.manifest=triples.jsonl", "data.private=null", *changes]
    command = [sys.executable, "-m", "benchmarks.scale.leader", "--recipe", str(RECIPE), "--engine", engine]
    command += [part for setting in settings for part in ("--set", setting)]
    log, started = folder / "log", time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": tempfile.gettempdir()}
    pid = os.posix_spawn(
        "/bin/sh", ["sh", "-c", 'cd "$0" && exec "$@" > log 2>&1', str(folder), *command], environment
    )  # fmt: skip
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - started
    lines = log.read_text(encoding="utf-8").splitlines()
    if status:
        sys.exit("\n".join(lines[-5:]))
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, int(lines[-1].split()[-1]), lines[-2])


if __name__ == "__main__":
    main()
