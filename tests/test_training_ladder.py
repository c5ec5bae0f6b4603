"""Out of memory is a step down, not the end: what changes, in which order, and that nothing learnt is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, tiny_recipe
from training import ladder
from training.settings import TrainingSettings

CPU = "[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4294967296 bytes."
CUDA = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB of which 1.10 GiB is free."


@pytest.fixture
def tiny(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows) -> Callable[..., Recipe]:
    """A recipe for the tiny Llama whose dataset is already built."""

    def make(name: str = "tiny", **training: Any) -> Recipe:
        settings: dict[str, Any] = {"batch_size": 2, "accumulation": 1, "checkpoint_every": 100, **training}
        return tiny_recipe(recipe_file, tiny_llama, dataset_rows, name, **settings)

    return make


def steps_of(settings: TrainingSettings, *, gpu: bool, longest: int = 300) -> list[dict[str, Any]]:
    """All changes down to the last."""
    found = []
    while step := ladder.lighter(settings, longest, 1024, gpu=gpu):
        found.append(step.change)
        settings = step.settings
    return found


def test_the_ladder_goes_down_one_setting_at_a_time() -> None:
    """Smaller micro-batches with as many rows per move, then checkpointing, then offload, then shorter packs down to the longest row."""
    settings = TrainingSettings(batch_size=4, accumulation=3, gradient_checkpointing=False, packing=True)
    assert steps_of(settings, gpu=True) == [
        {"batch_size": 2, "accumulation": 6},
        {"batch_size": 1, "accumulation": 12},
        {"gradient_checkpointing": True},
        {"offload": True},
        {"packing_length": 512, "accumulation": 24},
        {"packing_length": 320, "accumulation": 38},
    ]


def test_there_is_a_ladder_at_batch_size_1() -> None:
    """Where transformers' own way, ever smaller batches, has nothing to offer."""
    assert steps_of(TrainingSettings(batch_size=1, gradient_checkpointing=False), gpu=True) == [
        {"gradient_checkpointing": True},
        {"offload": True},
    ]


def test_a_cpu_has_nowhere_to_offload_to() -> None:
    """It is the memory that ran out."""
    assert steps_of(TrainingSettings(batch_size=1, gradient_checkpointing=False), gpu=False) == [{"gradient_checkpointing": True}]


@pytest.mark.parametrize("batch_size", [3, 5, 6, 7])
def test_the_number_of_rows_per_move_is_kept_exactly(batch_size: int) -> None:
    """Also where it does not halve."""
    settings = TrainingSettings(batch_size=batch_size, accumulation=4)
    for change in steps_of(settings, gpu=False):
        assert change["batch_size"] * change["accumulation"] == batch_size * 4


def test_no_row_is_ever_cut() -> None:
    """Packs stay as long as the longest row."""
    changes = steps_of(TrainingSettings(packing=True, offload=True), gpu=True, longest=1000)
    assert changes == []
    lengths = [c["packing_length"] for c in steps_of(TrainingSettings(packing=True), gpu=True, longest=700) if "packing_length" in c]
    assert lengths == [704]


def test_what_is_out_of_memory_and_what_is_not() -> None:
    """torch's own error, the CPU allocator's, cuBLAS's, Python's; a wrong shape is none, and never starts the ladder."""
    import torch

    for error in (torch.OutOfMemoryError(CUDA), RuntimeError(CPU), RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED"), MemoryError()):
        assert ladder.is_out_of_memory(error)
    for other in (RuntimeError("mat1 and mat2 shapes cannot be multiplied"), ValueError("out of memory"), KeyboardInterrupt()):
        assert not ladder.is_out_of_memory(other)


def failing(monkeypatch: pytest.MonkeyPatch, message: str, until: Callable[[Any], bool]) -> list[int]:
    """Makes every training step run out of memory until the settings are light enough; returns the steps at which it did, as they come."""
    from trl import SFTTrainer

    step = SFTTrainer.training_step
    at: list[int] = []

    def heavy(self: Any, *arguments: Any, **options: Any) -> Any:
        if not until(self):
            at.append(self.state.global_step)
            raise RuntimeError(message)
        return step(self, *arguments, **options)

    monkeypatch.setattr(SFTTrainer, "training_step", heavy)
    return at


def entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]


@pytest.mark.slow
def test_a_run_steps_down_from_its_last_step_and_says_so(
    tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Memory runs out after two whole steps: it goes on from there, ends with the losses of a run that never failed, and records it."""
    from training.sft import sft

    whole = {entry["step"]: entry["loss"] for entry in entries(sft(tiny("whole"))) if "loss" in entry}
    light = lambda trainer: trainer.state.global_step < 2 or trainer.args.per_device_train_batch_size == 1  # noqa: E731 - said once
    at = failing(monkeypatch, CPU, light)
    folder = sft(tiny("tight"))
    assert at == [2]
    assert "memory ran out; going on from step 2 with batch_size 1, accumulation 2" in capsys.readouterr().err
    assert {entry["step"]: entry["loss"] for entry in entries(folder) if "loss" in entry} == pytest.approx(whole, rel=1e-3)
    assert [entry for entry in entries(folder) if "out_of_memory" in entry] == [
        {"step": 2, "out_of_memory": {"batch_size": 1, "accumulation": 2}}
    ]
    used = recipes.load(folder / recipes.RESOLVED).section(TrainingSettings)
    assert (used.batch_size, used.accumulation, used.gradient_checkpointing) == (1, 2, False)


def test_memory_that_runs_out_while_weights_move_keeps_no_half_step(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-moved adapter belongs to no step, so none of it is kept: with no checkpoint before, training begins again."""
    import torch

    from training.sft import sft

    step = torch.optim.AdamW.step
    failed: list[str] = []

    def fails_once(self: Any, *arguments: Any, **options: Any) -> Any:
        if len(failed) == 2:
            failed.append("now")
            raise torch.OutOfMemoryError(CUDA)
        if len(failed) < 2:
            failed.append("not yet")
        return step(self, *arguments, **options)

    monkeypatch.setattr(torch.optim.AdamW, "step", fails_once)
    folder = sft(tiny())
    found = entries(folder)
    assert [entry["step"] for entry in found if "loss" in entry] == [1, 2, 3, 4]
    assert [entry["step"] for entry in found if "out_of_memory" in entry] == [0]


def test_where_nothing_is_left_it_says_what_to_do(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, after every step of the ladder was tried."""
    from training.sft import sft

    at = failing(monkeypatch, CUDA, lambda _trainer: False)
    with pytest.raises(MailwrightError, match="memory runs out with the lightest settings too; `python -m training plan`"):
        sft(tiny())
    assert at == [0, 0, 0]


def test_other_errors_are_not_taken_for_memory(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """They end the run as they are."""
    from training.sft import sft

    failing(monkeypatch, "mat1 and mat2 shapes cannot be multiplied", lambda _trainer: False)
    with pytest.raises(RuntimeError, match="shapes cannot be multiplied"):
        sft(tiny())


def test_an_interrupted_run_keeps_what_it_had_stepped_down_to(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """Given again, it does not run into the same wall first."""
    from training import sft, supervised

    recipe = tiny()
    at = failing(monkeypatch, CUDA, lambda trainer: trainer.args.per_device_train_batch_size == 1)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(supervised, "finish", stop)
        with pytest.raises(KeyboardInterrupt):
            sft.sft(recipe)
    sft.sft(recipe)
    assert at == [0]
