"""Runs that are killed, starved or doubled, each followed by the same command and compared with a run that nobody disturbed.

    python -m benchmarks.hostile kills --stages build,batch,train,export --kills 50 [--seed 1]

Each trial starts a stage in a fresh folder, ends it at a random moment with SIGKILL (one time in three with all that it started), runs the
same command again, and compares what it made by `kills_compare`. Then: SIGTERM; disks that fill up at four points of the work, and are
given room for the second run; a folder that cannot be written; two runs in one folder, one of them later by so much; a clock that is a year
ahead in a run, and in one that is killed and goes on today (where `faketime` is installed). `train` and `export` work on a tiny random
model and are forked from a process that has loaded torch, so that kills meet the work and not the loading of libraries. Needs a POSIX
system, for the disks the right to mount. A run that is stopped goes on: the trials of a stage and seed are kept in a journal, until the
code changes. Does not cover: power that fails, which also loses what the system had not yet written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import math
import multiprocessing
import random
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.hostile import kills_compare, kills_disks, kills_stages, report
from benchmarks.hostile.journal import FOLDER, Journal, digest
from benchmarks.hostile.kills_processes import Forked, Process, Started, forked
from benchmarks.hostile.kills_stages import Stage
from benchmarks.hostile.load import Stand

PATIENCE: Final = 900
"""Seconds until a command hangs, or as many times what it takes undisturbed as below: other programs may keep the machine busy."""
TIMES: Final = 60
EXTREMES: Final = ("term", "full", "read-only", "two", "clock")
_CRASH: Final = re.compile(r"^Traceback|unexpected \w+; please report.*", re.MULTILINE)
_REFUSED: Final = "another run is writing there"


_YEAR_AHEAD: Final = ("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", "+365d")


@dataclass
class Tally:
    """How the trials of one stage ended. `seconds`: of an undisturbed run."""

    seed: int
    seconds: float = 0
    kills: int = 0
    others: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    equal: int = 0

    def count(self, trial: str, ending: str, problem: str) -> None:
        """One trial more."""
        self.endings[ending] += 1
        self.kills += ending == "killed"
        self.others += ending != "killed"
        self.equal += not problem
        if problem:
            self.findings.append(f"{trial} ({ending}): {problem}")


Disturb = Callable[[Path, ExitStack], str]


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 1 where a command did not complete afterwards or came out otherwise."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.hostile kills", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stages", default=",".join(kills_stages.NAMES), help="with commas (default: all four)")
    parser.add_argument("--kills", type=int, default=50, metavar="N", help="in each stage (default: 50)")
    parser.add_argument(
        "--minutes", type=float, metavar="N", help="for each stage; what was not tried until then is not counted (default: no end)"
    )
    parser.add_argument("--at-once", type=int, default=2, metavar="N", help="stages that are tried side by side (default: 2)")
    parser.add_argument("--triples", type=int, default=8, metavar="N", help="of the seed corpus (default: 8)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which moments (default: 1)")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="FOLDER", help="where the journals are kept")
    parser.add_argument("--dry", action="store_true", help="print the table instead of writing it into docs/reliability.md")
    args = parser.parse_args(argv)
    names = args.stages.split(",")
    with ProcessPoolExecutor(args.at_once, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        work = [pool.submit(run, name, args.kills, args.triples, args.seed, minutes=args.minutes, journals=args.out) for name in names]
        found = {name: one.result() for name, one in zip(names, work, strict=True)}
    table = _table(found, "" if args.dry else report.PAGE.read_text(encoding="utf-8"))
    print(table)
    if not args.dry:
        report.rewrite("kills", table)
    return int(any(tally.findings for tally in found.values()))


def run(
    name: str, kills: int, triples: int, seed: int, extremes: Sequence[str] = EXTREMES, minutes: float | None = None,
    journals: Path | None = None,
) -> Tally:  # fmt: skip
    """All trials of one stage, or as many as there is time for; those that the journal holds are counted and not tried again."""
    ends = time.monotonic() + 60 * minutes if minutes else math.inf
    if kills_stages.stage(name, 0).heavy:
        kills_stages.load(name)
    with tempfile.TemporaryDirectory(prefix="mailwright-kills-") as place:
        ground = kills_stages.ground(Path(place) / "ground", name, triples)
        stand = Stand(seconds=0.02) if name == "batch" else None  # it is a thread, and the ground was made by forks
        trials = Trials(kills_stages.stage(name, stand.server_port if stand else 0), Path(place), ground, seed)
        trials.undisturbed()
        code = digest([*kills_stages.CODE[name], *sorted(Path(__file__).parent.glob("kills*.py"))])
        journal = Journal((journals or Path(place)) / f"kills-{name}-{seed}.jsonl", code)
        killed = ((f"kill {number}", trials.kill) for number in range(kills))
        for what, disturb in itertools.chain(trials.extremes(extremes), killed):
            if what not in journal.found and time.monotonic() < ends:
                ending, problem = trials.trial(what, disturb)
                journal.add(what, ending=ending, problem=problem, seconds=round(trials.tally.seconds, 1))
            if entry := journal.found.get(what):
                trials.tally.count(what, entry["ending"], entry["problem"])
        if stand:
            stand.kill()
    return trials.tally


class Trials:
    """The trials of a stage, one after the other, always in the folder of the same name: some results name it."""

    def __init__(self, stage: Stage, place: Path, ground: Path, seed: int) -> None:
        self.stage, self.ground = stage, ground
        self.folder, self.wanted = place / "trial", place / "wanted"
        self.seed, self.chance, self.tally = seed, random.Random(), Tally(seed)
        self.started: list[Process] = []
        self.year_seconds = 0.0

    def undisturbed(self) -> None:
        """What is to come out; twice, because what differs by itself cannot be compared. Raises RuntimeError where the stage fails."""
        seconds = []
        for last in (False, True):
            self._fresh()
            began = time.monotonic()
            code, said = self._whole(self._start())
            if problem := _problem(code, said):
                msg = f"{self.stage.name} fails undisturbed: {problem}"
                raise RuntimeError(msg)
            seconds.append(time.monotonic() - began)
            if last and (other := self._differing()):
                self.tally.findings.append(f"two undisturbed runs differ in {', '.join(other[:3])}")
            for result in self.stage.results:
                shutil.copytree(self.folder / result, self.wanted / result, dirs_exist_ok=True)
        self.tally.seconds = statistics.mean(seconds)

    def trial(self, what: str, disturb: Disturb) -> tuple[str, str]:
        """Disturbs a run in a fresh folder; then the same command has to complete, and its result to be the undisturbed one.

        Gives how the disturbed run ended, and what was wrong afterwards.
        """
        self._fresh()
        self.chance = random.Random(f"{self.seed} {self.stage.name} {what}")
        with ExitStack() as later:
            ending = disturb(self.folder, later)
            problem = ending if "CRASHED" in ending else _problem(*self._whole(self._start()))
            if not problem and (other := self._differing()):
                problem = f"differs in {', '.join(other[:3])}"
            print(f"{self.stage.name}, {what}: {ending}; {problem or 'completed and equal'}", file=sys.stderr, flush=True)
            for process in self.started:  # what was left behind of all that were started
                process.end(signal.SIGKILL, family=True)
            self.started.clear()
        return ending, problem or ""

    def extremes(self, names: Sequence[str]) -> Iterator[tuple[str, Disturb]]:
        """What happens to a stage besides being killed."""
        trials: dict[str, list[Disturb]] = {
            "term": [self.terminate] * 3,
            "full": [partial(self.full, share) for share in (0, 0.3, 0.6, 0.9)],
            "read-only": [self.read_only],
            "two": [partial(self.two, share) for share in (0, 0, 0.3, 0.6, 0.9)],
            "clock": [self.year_ahead, self.year_ahead_and_killed],
        }
        for name in names:
            for number, disturb in enumerate(trials[name]):
                yield f"{name} {number}", disturb

    def kill(self, folder: Path, later: ExitStack) -> str:
        """At a random moment; a run that was done first is begun anew."""
        for _ in range(5):
            process = self._start()
            if process.wait(self.chance.random() * self.tally.seconds) is None:
                process.end(signal.SIGKILL, family=self.chance.random() < 1 / 3)
                process.wait(60)
                return f"CRASHED: {crash}" if (crash := _crash(process.said())) else "killed"
            self._fresh()
        return "was done first"

    def terminate(self, folder: Path, later: ExitStack) -> str:
        """As a system that shuts down asks for it."""
        process = self._start()
        if process.wait((0.3 + 0.6 * self.chance.random()) * self.tally.seconds) is None:
            process.end(signal.SIGTERM)
        return _ending(*self._whole(process), "asked to end")

    def full(self, share: float, folder: Path, later: ExitStack) -> str:
        """On a disk that has room for a share of the result."""
        needed = sum(path.stat().st_size for path in self.wanted.rglob("*") if path.is_file())
        disk = kills_disks.mounted(folder / self.stage.out, later)
        if disk is None:
            return "disk full: left out, mounting is not allowed"
        disk.leave(int(share * needed))
        ending = _ending(*self._whole(self._start()), "disk full")
        disk.free()
        return ending

    def read_only(self, folder: Path, later: ExitStack) -> str:
        """In a folder that cannot be written."""
        with kills_disks.read_only(folder / self.stage.out, folder / Path(self.stage.results[0]).parent, later) as possible:
            return _ending(*self._whole(self._start()), "read-only") if possible else "read-only: left out, mounting is not allowed"

    def two(self, share: float, folder: Path, later: ExitStack) -> str:
        """Two of the same, the second when the first has done its share."""
        first = self._start()
        first.wait(share * self.tally.seconds)
        ended = [self._whole(process) for process in (first, self._start())]
        if crash := next(filter(None, (_crash(said) for _, said in ended)), None):
            return f"CRASHED: {crash}"
        refused = sum(code == 2 and _REFUSED in said for code, said in ended)
        complete = sum(code in {0, 1} for code, _ in ended)
        if complete + refused < 2 or not complete:
            return f"CRASHED: two at once end with {[(code, _last(said)) for code, said in ended]}"
        return "two at once: one was refused" if refused else "two at once: both completed"

    def year_ahead(self, folder: Path, later: ExitStack) -> str:
        """In a year from now, then again today."""
        if not shutil.which("faketime"):
            return "clock: left out, faketime is not installed"
        began = time.monotonic()
        ending = _ending(*self._whole(self._start(_YEAR_AHEAD)), "a year ahead")
        self.year_seconds = time.monotonic() - began
        return ending

    def year_ahead_and_killed(self, folder: Path, later: ExitStack) -> str:
        """Begun in a year from now, to be completed today."""
        if not shutil.which("faketime"):
            return "clock: left out, faketime is not installed"
        process = self._start(_YEAR_AHEAD)
        process.wait(0.7 * self.year_seconds)
        process.end(signal.SIGKILL, family=True)
        process.wait_for_family()
        return _ending(*self._whole(process), "a year ahead")

    def _fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.ground, self.folder)  # with the times of the files, which decide what is made anew

    def _start(self, prefix: Sequence[str] = ()) -> Process:
        heavy = self.stage.heavy and not prefix
        process: Forked | Started
        if heavy:
            process = forked(self.stage.call, self.folder, self.stage.environment)
        else:
            process = Started([*prefix, *self.stage.command], self.folder, self.stage.environment)
        self.started.append(process)
        return process

    def _whole(self, process: Process) -> tuple[int, str]:
        """Exit code and words of a process that is left to itself."""
        patience = max(PATIENCE, TIMES * self.tally.seconds)
        code = process.wait(patience)
        if code is None:
            process.end(signal.SIGKILL, family=True)
            return 124, f"unexpected hang; please report: over {patience:.0f} s"
        return code, process.said()

    def _differing(self) -> list[str]:
        name = self.stage.name
        return [f for one in self.stage.results for f in kills_compare.differing(name, self.wanted / one, self.folder / one)]


def _crash(said: str) -> str | None:
    found = _CRASH.search(said)
    return f"{found[0]} ... {_last(said)}" if found else None


def _last(said: str) -> str:
    return (said.strip().splitlines() or [""])[-1][:200]


def _problem(code: int, said: str) -> str | None:
    """Of a command that should have completed."""
    return _crash(said) or (f"the command ends with {code}: {_last(said)}" if code not in {0, 1} else None)


def _ending(code: int, said: str, what: str) -> str:
    """Of a command that was disturbed: a line is well, a crash is not."""
    if crash := _crash(said):
        return f"CRASHED: {what}: {crash}"
    outcomes = {0: "completed", 1: "completed", 2: "one clear line", 130: "interrupted, one clear line", -9: "killed"}
    return f"{what}: {outcomes.get(code, f'CRASHED with {code}: {_last(said)}')}"


def _table(found: dict[str, Tally], page: str) -> str:
    """The rows of these stages, and of the others as they stand on the page."""
    head = ["| stage | `kill -9` | other trials | completed and equal | findings | s, undisturbed | seed, day |"]
    head.append("| --- | --: | --: | --: | --: | --: | --- |")
    _, _, rest = page.partition("<!-- kills: written by the command -->")
    before = rest.partition("<!-- kills: end -->")[0].splitlines()
    rows, notes = [], []
    for name in kills_stages.NAMES:
        if tally := found.get(name):
            figures = [tally.kills, tally.others, tally.equal, len(tally.findings), f"{tally.seconds:.1f}"]
            rows.append(f"| {name} | {' | '.join(map(str, figures))} | {tally.seed}, {dt.datetime.now(dt.UTC):%Y-%m-%d} |")
            notes += [f"- {name}: {count} x {ending}" for ending, count in tally.endings.most_common()]
            notes += [f"- {name}, finding: {finding}" for finding in tally.findings]
        else:
            rows += [line for line in before if line.startswith(f"| {name} |")]
            notes += [line for line in before if line.startswith((f"- {name}:", f"- {name},"))]
    return "\n".join([*head, *rows, "", *notes])
