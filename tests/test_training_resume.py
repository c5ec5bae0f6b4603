"""No work is lost: killed, interrupted or out of disk, the same command goes on and ends where an uninterrupted run ends."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, place_rows, tiny_recipe
from training import checkpoints

ROOT = Path(__file__).parent.parent
SAME = 1e-4
"""How far apart two losses may be, relative: the same numbers in the same order, but sums in threads."""


@pytest.fixture
def tiny(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows) -> Callable[..., Recipe]:
    """A recipe for the tiny Llama whose dataset is already built."""

    def make(name: str = "tiny", **training: Any) -> Recipe:
        settings: dict[str, Any] = {"epochs": 3, "dropout": 0.1, "checkpoint_every": 2, **training}
        return tiny_recipe(recipe_file, tiny_llama, dataset_rows, name, **settings)

    return make


def losses(folder: Path) -> dict[int, float]:
    """The loss of every step; a step that stands there twice fails the comparison by its line count."""
    entries = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    found = {entry["step"]: entry["loss"] for entry in entries if "loss" in entry}
    assert len(found) == sum("loss" in entry for entry in entries)
    return found


def evaluations(folder: Path) -> list[float]:
    entries = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    return [entry["eval_loss"] for entry in entries if "eval_loss" in entry]


def command(recipe: Recipe) -> tuple[list[str], dict[str, str]]:
    arguments = [sys.executable, "-m", "training", "sft", "--recipe", str(recipe.source)]
    return arguments, {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_killed_at_any_moment_it_goes_on_and_ends_with_the_same_losses(tiny: Callable[..., Recipe]) -> None:
    """`kill -9` after the first checkpoint, a second one half-written: the same command ends with the curve of an undisturbed run."""
    from training.sft import sft

    whole = sft(tiny("whole"))
    recipe = tiny("killed")
    arguments, environment = command(recipe)
    draft = recipe.out / ".adapter.partial"
    with subprocess.Popen(arguments, env=environment, stderr=subprocess.PIPE, text=True) as run:
        deadline = time.monotonic() + 120
        while not checkpoints.last(draft / "checkpoints") and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        run.kill()
        run.communicate()
    assert run.returncode == -signal.SIGKILL
    half = draft / "checkpoints" / "checkpoint-11"
    half.mkdir()
    (half / "trainer_state.json").write_text('{"global_step": 11')
    with (draft / "metrics.jsonl").open("a") as f:
        f.write('{"step": 11, "lo')
    resumed = sft(recipe)
    assert losses(resumed) == pytest.approx(losses(whole), rel=SAME)
    assert evaluations(resumed) == pytest.approx(evaluations(whole), rel=SAME)
    assert len(losses(whole)) == 12
    assert not draft.exists()


def test_the_same_seed_gives_the_same_run(tiny: Callable[..., Recipe]) -> None:
    """Adapter, row order and dropout; another seed gives another."""
    from training.sft import sft

    first, again, other = (losses(sft(tiny(name, seed=seed, epochs=1))) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert again == pytest.approx(first, rel=SAME)
    assert other != pytest.approx(first, rel=SAME)


def sealed_checkpoint(folder: Path, step: int) -> Path:
    """A complete checkpoint of two small files."""
    checkpoint = folder / f"checkpoint-{step}"
    checkpoint.mkdir(parents=True)
    (checkpoint / "adapter_model.safetensors").write_bytes(b"weights")
    (checkpoint / "trainer_state.json").write_text("{}")
    checkpoints.seal(checkpoint)
    return checkpoint


def test_only_a_complete_checkpoint_counts(tmp_path: Path) -> None:
    """Newest by number, not by name; one without its seal, with a file cut short, missing or a broken seal is passed over and cleared."""
    sealed_checkpoint(tmp_path, 9)
    good = sealed_checkpoint(tmp_path, 10)
    (tmp_path / "checkpoint-11").mkdir()
    (sealed_checkpoint(tmp_path, 12) / "adapter_model.safetensors").write_bytes(b"wei")
    (sealed_checkpoint(tmp_path, 13) / "trainer_state.json").unlink()
    (sealed_checkpoint(tmp_path, 14) / checkpoints.SEAL).write_text('{"adapter')
    assert checkpoints.last(tmp_path) == good
    checkpoints.prune(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkpoint-10", "checkpoint-9"]


def test_without_any_checkpoint_there_is_none(tmp_path: Path) -> None:
    """A run that never came so far begins again."""
    assert checkpoints.last(tmp_path / "nowhere") is None


def test_metrics_are_taken_back_to_the_checkpoint(tmp_path: Path) -> None:
    """Steps that will be taken again are dropped, and the line that a killed run left half-written."""
    metrics = tmp_path / "metrics.jsonl"
    lines = [{"step": 0, "eval_loss": 3.0}, {"step": 1, "loss": 2.0}, {"step": 2, "loss": 1.0}]
    metrics.write_text("\n".join(map(json.dumps, lines)) + '\n{"step": 3, "lo')
    checkpoints.rewind(metrics, 1)
    assert [json.loads(line)["step"] for line in metrics.read_text().splitlines()] == [0, 1]


def test_checkpoints_are_bounded_and_sealed(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at the most, each complete, however long the run."""
    from training import fit, sft, supervised

    seen: list[list[str]] = []

    def look(job: Any, trainer: Any) -> None:
        run(job, trainer)
        seen.append(sorted(path.name for path in job.checkpoints.glob("checkpoint-*")))
        assert all(checkpoints.sealed(path) for path in job.checkpoints.glob("checkpoint-*"))

    def finish(folder: Path, trainer: Any) -> None:
        """Leaves the draft as it is at the end of training."""

    run = fit._run
    monkeypatch.setattr(fit, "_run", look)
    monkeypatch.setattr(supervised, "finish", finish)
    sft.sft(tiny())
    assert seen == [["checkpoint-10", "checkpoint-12"]]


def interrupted(recipe: Recipe, step: int = 4) -> Path:
    """What a run of this recipe leaves when it is killed after a checkpoint."""
    from training import sft, supervised

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(supervised, "train", stop)
        with pytest.raises(KeyboardInterrupt):
            sft.sft(recipe)
    return sealed_checkpoint(recipe.out / ".adapter.partial" / "checkpoints", step)


def test_a_changed_recipe_does_not_throw_an_interrupted_run_away(
    tiny: Callable[..., Recipe], dataset_rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line per difference, settings and dataset alike, and how to go on either way; --fresh starts anew."""
    from training import sft, supervised

    checkpoint = interrupted(tiny())
    changed = tiny(rank=8, learning_rate=0.5)
    place_rows(dataset_rows, changed.out / "dataset", 4)
    with pytest.raises(MailwrightError) as error:
        sft.sft(changed)
    lines = str(error.value).splitlines()
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "dataset.test",
        "dataset.train",
        "dataset.validation",
        "training.learning_rate",
        "training.rank",
    ]
    assert "training.rank: was 4, is 8" in lines
    assert "at step 4" in lines[-1]
    assert "--fresh" in lines[-1]
    assert checkpoint.exists()
    monkeypatch.setattr(supervised, "train", lambda *_, **__: None)
    sft.sft(changed, fresh=True)
    assert not checkpoint.exists()


def test_a_changed_recipe_is_no_matter_before_the_first_checkpoint(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to lose yet."""
    from training import sft, supervised

    (interrupted(tiny()) / checkpoints.SEAL).unlink()
    monkeypatch.setattr(supervised, "train", lambda *_, **__: None)
    assert sft.sft(tiny(rank=8)).is_dir()


FULL = (
    RuntimeError("[enforce fail at inline_container.cc:664] . PytorchStreamWriter failed writing file data/0: file write failed"),
    ValueError("Error while serializing: I/O error: No space left on device (os error 28)"),
    OSError(errno.ENOSPC, "No space left on device"),
)
"""How torch, safetensors and Python report it."""


@pytest.mark.parametrize("error", FULL, ids=["torch", "safetensors", "python"])
def test_a_full_disk_is_recognised_whoever_reports_it(error: Exception) -> None:
    """As an OSError, which stages explain; other errors stay what they are."""
    with pytest.raises(OSError, match="No space left") as raised, checkpoints.full_disk_is_an_oserror():
        raise error
    assert raised.value.errno == errno.ENOSPC
    with pytest.raises(ValueError, match="another"), checkpoints.full_disk_is_an_oserror():
        raise ValueError("another")


def test_a_full_disk_is_one_line_and_keeps_the_checkpoint_before(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """The half-written checkpoint is passed over when the command is given again."""
    from transformers import Trainer

    from training.sft import sft

    save = Trainer._save_optimizer_and_scheduler

    def full(self: Any, folder: str) -> None:
        if folder.endswith("-4"):
            raise FULL[0]
        save(self, folder)

    recipe = tiny()
    with monkeypatch.context() as patch:
        patch.setattr(Trainer, "_save_optimizer_and_scheduler", full)
        with pytest.raises(MailwrightError, match="no space left on device; free space"):
            sft(recipe)
    kept = checkpoints.last(recipe.out / ".adapter.partial" / "checkpoints")
    assert kept
    assert kept.name == "checkpoint-2"
    assert len(losses(sft(recipe))) == 12


def test_an_adapter_goes_on_in_the_number_type_it_began_in(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a 4-bit model is bfloat16; PEFT would load it as float32. The optimizer moves the weights that are trained."""
    import torch
    from trl import SFTTrainer

    from training import sft, supervised

    seen: list[torch.dtype] = []
    step = SFTTrainer.training_step

    def look(self: Any, *arguments: Any, **options: Any) -> Any:
        weights = [p for p in self.model.parameters() if p.requires_grad]
        assert {id(p) for p in weights} == {id(p) for group in self.optimizer.param_groups for p in group["params"]}
        seen.extend({p.dtype for p in weights})
        return step(self, *arguments, **options)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(SFTTrainer, "training_step", look)
    recipe = tiny(quantization="nf4", epochs=1, checkpoint_every=3)
    with monkeypatch.context() as patch:
        patch.setattr(supervised, "finish", stop)
        with pytest.raises(KeyboardInterrupt):
            sft.sft(recipe)
    shutil.rmtree(recipe.out / ".adapter.partial" / "checkpoints" / "checkpoint-4")
    steps = len(seen)
    sft.sft(recipe)
    assert len(seen) > steps
    assert set(seen) == {torch.bfloat16}


@pytest.mark.parametrize("optimizer", ["adamw_torch", "paged_adamw_8bit"])
def test_a_training_that_is_over_leaves_no_model_in_memory(
    tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch, optimizer: str
) -> None:
    """Or the next trial of a sweep would load a second one beside it."""
    from training import fit, sft

    models: list[weakref.ref[Any]] = []
    run = fit._run

    def look(job: Any, trainer: Any) -> None:
        models.append(weakref.ref(trainer.model.get_input_embeddings()))
        run(job, trainer)

    monkeypatch.setattr(fit, "_run", look)
    sft.sft(tiny(optimizer=optimizer, epochs=1))
    assert [model() for model in models] == [None]


@pytest.mark.parametrize(("value", "told"), [(float("nan"), "nan"), (float("inf"), "inf"), (0.0, "0")])
def test_a_loss_that_is_none_ends_the_run_and_keeps_the_checkpoint_before(
    tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch, value: float, told: str
) -> None:
    """At the step where it comes, with its value and what to set; the trainer alone would write 0 and train on."""
    from trl import SFTTrainer

    from training.sft import sft

    step = SFTTrainer.training_step

    def broken(self: Any, *arguments: Any, **options: Any) -> Any:
        loss = step(self, *arguments, **options)
        return loss * 0 + value if self.state.global_step == 3 else loss

    monkeypatch.setattr(SFTTrainer, "training_step", broken)
    recipe = tiny(checkpoint_every=1)
    with pytest.raises(MailwrightError, match=rf"the loss at step 4 is {told}, .* training\.packing=false"):
        sft(recipe)
    kept = checkpoints.last(recipe.out / ".adapter.partial" / "checkpoints")
    assert kept
    assert kept.name == "checkpoint-3"
    assert list(losses(recipe.out / ".adapter.partial")) == [1, 2, 3]


def test_a_validation_row_that_gives_no_number_is_not_left_out(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of the others would hide it."""
    import torch
    from trl import SFTTrainer

    from training.sft import sft

    step = SFTTrainer.prediction_step
    calls: list[int] = []

    def broken(self: Any, *arguments: Any, **options: Any) -> Any:
        loss, *rest = step(self, *arguments, **options)
        calls.append(1)
        return (torch.full_like(loss, float("nan")) if len(calls) == 1 else loss, *rest)

    monkeypatch.setattr(SFTTrainer, "prediction_step", broken)
    with pytest.raises(MailwrightError, match="the validation loss at step 0 is nan"):
        sft(tiny())
