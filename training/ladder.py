"""When memory runs out: one setting lighter at a time, the cheapest in time first. None of them changes what is learnt.

The number of rows behind each move of the weights stays as it was; with packing it stays so on average. Does not cover a system that
kills the process instead of refusing memory, as Linux does on a CPU: nothing of ours runs then, and the checkpoint is what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from training.settings import TrainingSettings

_SIGNS: Final = ("out of memory", "defaultcpuallocator: can't allocate memory", "cublas_status_alloc_failed", "bad_alloc")
_PACKED_TO: Final = 64
"""Packing lengths are multiples of so many tokens."""


@dataclass(frozen=True)
class Step:
    """Lighter settings, and what became different, for people and for the record."""

    settings: TrainingSettings
    change: dict[str, Any]

    def __str__(self) -> str:
        return ", ".join(f"{key} {value}" for key, value in self.change.items())


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error is torch's, CUDA's or Python's way to say that memory ran out."""
    return isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and any(sign in str(error).lower() for sign in _SIGNS))


def lighter(settings: TrainingSettings, longest: int, max_length: int, *, gpu: bool) -> Step | None:
    """The next step down; None where there is none. `longest`: tokens of the longest row, which is never cut."""
    change = next(_changes(settings, longest, max_length, gpu=gpu), None)
    return Step(settings.model_copy(update=change), change) if change else None


def _changes(settings: TrainingSettings, longest: int, max_length: int, *, gpu: bool) -> Iterator[dict[str, Any]]:
    if settings.batch_size > 1:
        rows = settings.batch_size * settings.accumulation
        smaller = next(n for n in range(settings.batch_size // 2, 0, -1) if rows % n == 0)
        yield {"batch_size": smaller, "accumulation": rows // smaller}
    if not settings.gradient_checkpointing:
        yield {"gradient_checkpointing": True}
    if gpu and not settings.offload:
        yield {"offload": True}
    length = settings.packing_length or max_length
    shorter = max(-(-longest // _PACKED_TO) * _PACKED_TO, length // 2)
    if settings.packing and shorter < length:
        yield {"packing_length": shorter, "accumulation": round(settings.accumulation * length / shorter)}
