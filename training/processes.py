"""One training in several processes, as `accelerate launch` starts them: who leads, who waits, and which card is whose.

The leader alone writes stages, figures and words; the others train. Covers data parallelism and FSDP on one or more machines that share
the folder `out`. With a single process all of this does nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import stage
from pipeline.console import console
from training import device


def count() -> int:
    """How many processes train together."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def leads() -> bool:
    """Whether this process is the one that writes."""
    return int(os.environ.get("RANK", "0")) == 0


def sharded() -> bool:
    """Whether the weights lie in pieces on the cards (FSDP) instead of whole on each."""
    return os.environ.get("ACCELERATE_USE_FSDP", "").lower() == "true"


def one_card() -> None:
    """Leaves a process that no launcher started the first of several cards, and says so. To be called before torch loads.

    `Trainer` would spread one process over all cards that it sees (`nn.DataParallel`), which TRL refuses.
    """
    if "WORLD_SIZE" in os.environ:
        return
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    names = device.cards() if visible is None else visible.split(",")
    if len(names) < 2:
        return
    os.environ.setdefault("CUDA_DEVICE_ORDER", "PCI_BUS_ID")  # as the plan counts; CUDA's own has the fastest first
    os.environ["CUDA_VISIBLE_DEVICES"] = "0" if visible is None else names[0]
    line = f"{len(names)} cards: training on the first alone ({names[0].strip()}); `accelerate launch` trains on all, see docs/scale.md"
    console.print(line, style="yellow", markup=False)


def join() -> None:
    """Meets the other processes, and silences all but the leader. To be called before anything is written."""
    if count() == 1:
        return
    from accelerate import PartialState  # type: ignore[import-untyped]  # ships no types

    PartialState(cpu=not _cards())
    if not leads():
        console.quiet = True


def wait() -> None:
    """Until every process has come here."""
    if count() > 1:
        from accelerate import PartialState

        PartialState().wait_for_everyone()


@contextlib.contextmanager
def first() -> Iterator[None]:
    """What the block does, the leader does before the others, who then find it done."""
    if not leads():
        wait()
    yield
    if leads():
        wait()


@contextlib.contextmanager
def writing(target: Path, inputs: Mapping[str, Any]) -> Iterator[Path]:
    """As `pipeline.stage.writing`, for all processes: the leader makes the folder and gives it its name when all have left it."""
    wait()  # until all have looked at what an earlier run left
    if leads():
        with stage.writing(target, inputs) as folder:
            wait()
            yield folder
            wait()
        return
    wait()
    yield stage.draft_of(target)
    wait()


def device_map() -> dict[str, int] | None:
    """The card of this process; None on a CPU, and where FSDP places the weights itself."""
    if not _cards() or sharded():
        return None
    return {"": int(os.environ.get("LOCAL_RANK", "0"))}


def _cards() -> bool:
    import torch

    return bool(torch.cuda.is_available())
