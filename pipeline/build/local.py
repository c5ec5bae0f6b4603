"""Outcomes on all cores of this computer, a few of them in this process."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from pipeline.build.outcome import Maker, Outcome, Task, Worker
from pipeline.errors import MailwrightError

CHUNK = 16
"""Tasks that travel together."""
FEW = 32
"""Tasks that are done sooner than a pool has started."""
MOST = 32
"""Processes; each takes about 300 MB with its reader."""
_worker: list[Worker] = []
"""The one of a process in the pool."""


def outcomes(maker: Maker, tasks: Iterable[Task], count: int) -> Iterator[Outcome]:
    """The outcomes of `count` tasks, in order. At most a few chunks for each core are in memory at once.

    Raises MailwrightError where a process of the pool dies.
    """
    processes = min(cores(), MOST, count // CHUNK)
    if count <= FEW or processes < 2:
        with Worker(maker) as worker:
            yield from map(worker.outcome, tasks)
        return
    # A fresh interpreter for each: a forked one would share the locks and threads of its parent.
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), start, (maker,))
    try:
        yield from _in_order(pool, chunks(tasks), 2 * processes + 1)
    except BrokenProcessPool as error:
        msg = "a process that reads triples was killed, for lack of memory most likely; run the same command again: what was done is kept"
        raise MailwrightError(msg) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Neighbours together: they often share a document."""
    rest = iter(tasks)
    while chunk := list(itertools.islice(rest, CHUNK)):
        yield chunk


def start(maker: Maker) -> None:
    """Prepares a process of a pool: an interrupt is its parent's affair, and it does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker[:] = [Worker(maker)]


def work(tasks: list[Task]) -> list[Outcome]:
    """In a process of the pool."""
    return [_worker[0].outcome(task) for task in tasks]


def _in_order(pool: ProcessPoolExecutor, batches: Iterator[list[Task]], ahead: int) -> Iterator[Outcome]:
    waiting: deque[Future[list[Outcome]]] = deque(pool.submit(work, batch) for batch in itertools.islice(batches, ahead))
    while waiting:
        done = waiting.popleft().result()
        waiting.extend(pool.submit(work, batch) for batch in itertools.islice(batches, 1))
        yield from done


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
