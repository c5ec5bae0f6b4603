"""The same outcomes from the same function, on Ray: this computer's cores, or the cluster that RAY_ADDRESS names.

Needs the extra `ray`. Every node has this package installed and sees the documents under the same paths; see docs/scale.md.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pipeline.build.local import chunks
from pipeline.build.outcome import Maker, Outcome, Task, Worker
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from types import ModuleType

_SHOWN = 200  # characters of Ray's own error message
_AHEAD = 2
"""Chunks for each core that wait or run."""
_workers: dict[str, Worker] = {}
"""The one of a Ray process, by job: Ray keeps its processes for later jobs."""


def outcomes(maker: Maker, tasks: Iterable[Task], count: int) -> Iterator[Outcome]:
    """The outcomes of `count` tasks, in order; a node that is lost costs its chunks a second run.

    Raises MailwrightError where Ray is not installed, does not start, or gives up.
    """
    ray = _ray()
    try:
        started = not ray.is_initialized()
        if started:
            ray.init(include_dashboard=False, log_to_driver=False, logging_level="ERROR")
        try:
            yield from _in_order(ray, maker, chunks(tasks), count)
        finally:
            if started:
                ray.shutdown()
    except (ray.exceptions.RayError, ConnectionError) as error:
        said = " ".join(str(error).split())[:_SHOWN]
        msg = f"--engine ray: {said}; run the same command again, or with --engine local: what was done is kept"
        raise MailwrightError(msg) from error


def work(maker: Maker, job: str, tasks: list[Task]) -> list[Outcome]:
    """In a Ray process, which starts elsewhere than the build did."""
    if job not in _workers:
        os.chdir(maker.folder)
        _workers.clear()
        _workers[job] = Worker(maker)
    return [_workers[job].outcome(task) for task in tasks]


def _in_order(ray: ModuleType, maker: Maker, batches: Iterator[list[Task]], count: int) -> Iterator[Outcome]:
    remote: Any = ray.remote(work)  # Ray's own types do not cover functions made remote at run time
    shared, job = ray.put(maker), ray.get_runtime_context().get_job_id()
    ahead = max(2, min(count, _AHEAD * int(ray.cluster_resources().get("CPU", 1))))
    waiting = deque(remote.remote(shared, job, batch) for batch in itertools.islice(batches, ahead))
    while waiting:
        done: list[Outcome] = ray.get(waiting.popleft())
        waiting.extend(remote.remote(shared, job, batch) for batch in itertools.islice(batches, 1))
        yield from done


def _ray() -> ModuleType:
    # Ray asks the host's metadata service and sends statistics home unless told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        msg = "--engine ray: Ray is not installed; run `pip install -c constraints.txt .[ray]`, or use --engine local"
        raise MailwrightError(msg) from error
    return ray
