"""Trackers, sample emails, an early end, and the sweep, on a tiny Llama."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import DivergedError, MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, tiny_recipe
from training import report, tracking, watching
from training.settings import TrainingSettings


@pytest.fixture
def tiny(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows) -> Callable[..., Recipe]:
    """A recipe for the tiny Llama whose dataset is already built."""

    def make(**training: Any) -> Recipe:
        return tiny_recipe(recipe_file, tiny_llama, dataset_rows, **training)

    return make


def entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]


def test_how_a_training_is_watched_makes_no_other_adapter() -> None:
    """Neither tracker nor samples are part of what an adapter is known by; nor is patience where there is none."""
    watched = TrainingSettings(track="wandb", sample_every=5)
    assert watched.model_dump() == TrainingSettings().model_dump()
    assert "patience" not in TrainingSettings().model_dump()
    assert TrainingSettings(patience=2).model_dump()["patience"] == 2


@pytest.mark.parametrize(("key", "mode"), [(None, "offline"), ("secret", "online")])
def test_wandb_is_online_only_for_who_has_a_key(key: str | None, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the key itself is not among the variables that are set."""
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    monkeypatch.delenv("WANDB_API_KEY", raising=False)
    if key:
        monkeypatch.setenv("WANDB_API_KEY", key)
    found = tracking.variables("wandb", "tiny", tmp_path)
    assert (found["WANDB_MODE"], found["WANDB_NAME"], found["WANDB_DIR"]) == (mode, "tiny", str(tmp_path))
    assert "secret" not in found.values()


def test_a_login_in_the_file_of_network_passwords_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`wandb login` leaves the key there."""
    monkeypatch.delenv("WANDB_API_KEY", raising=False)
    (tmp_path / "netrc").write_text("machine api.wandb.ai\n  login user\n  password secret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert tracking.variables("wandb", "tiny", tmp_path)["WANDB_MODE"] == "online"


def test_a_tracker_that_is_not_installed_is_one_line(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is loaded, with both ways out."""
    monkeypatch.setattr("training.tracking.importlib.util.find_spec", lambda _name: None)
    with pytest.raises(MailwrightError, match=r"training\.track trackio: not installed; run `pip install trackio`, or take it out"):
        tracking.prepare(tiny(track="trackio"))


def test_patience_counts_measurements_since_the_best() -> None:
    """The first of equal ones is the best."""
    assert watching.since_best({0: 3.0}) == 0
    assert watching.since_best({0: 3.0, 2: 1.0, 4: 2.0, 6: 1.0}) == 2


def test_the_best_adapter_and_the_one_before_are_kept(tmp_path: Path) -> None:
    """Those of a run that was killed later on are cleared away, and half a one does not count."""
    measured = {0: 1.0, 25: 4.0, 50: 3.0, 75: 2.0}
    for step, loss in measured.items():
        report.log(tmp_path, {"step": step, "eval_loss": loss})
    for step in (25, 100, 50, 75):
        watching.keep(tmp_path, step, lambda target: Path(target).mkdir())
    assert sorted(path.name for path in tmp_path.glob("best-*")) == ["best-50", "best-75"]
    assert watching.best(tmp_path) == tmp_path / "best-75"
    (tmp_path / "best-75" / "complete.json").unlink()
    assert watching.best(tmp_path) is None


def test_patience_leaves_the_best_adapter_though_its_checkpoint_is_gone(
    tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the run was killed after it; its loss is the last in metrics.jsonl."""
    from safetensors.torch import load_file

    from training.sft import sft

    weights: dict[int, Any] = {}
    killed: list[int] = []

    def evaluate(trainer: Any) -> float:
        step = trainer.state.global_step
        weights[step] = next(p.detach().clone() for name, p in trainer.model.named_parameters() if "lora_B" in name)
        if step == 5 and not killed:
            killed.append(step)
            raise KeyboardInterrupt
        return {0: 3.0, 1: 2.5, 2: 2.0}.get(step, 2.2)

    monkeypatch.setattr(report, "evaluate", evaluate)
    recipe = tiny(epochs=3, checkpoint_every=1, patience=4)
    with pytest.raises(KeyboardInterrupt):
        sft(recipe)
    folder = sft(recipe)
    assert max(weights) == 6
    saved = load_file(folder / "adapter_model.safetensors")["base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight"]
    assert saved.equal(weights[2])
    assert not saved.equal(weights[6])
    assert [(e["step"], e["eval_loss"]) for e in entries(folder) if "eval_loss" in e][-2:] == [(6, 2.2), (2, 2.0)]
    assert not list(folder.glob("best-*"))


@pytest.mark.slow
def test_a_sweep_stops_what_gets_no_better_samples_and_ranks(tiny: Callable[..., Recipe], capsys: pytest.CaptureFixture[str]) -> None:
    """Two learning rates: one that learns, one that destroys and is stopped early. A second sweep trains nothing anew."""
    from training.sweep import sweep

    recipe = tiny(epochs=6, checkpoint_every=2, sample_every=4, patience=1)
    ranked = sweep(recipe, ["training.learning_rate=1e-2,1e9"])
    assert [trial.changes["training.learning_rate"] for trial in ranked] == ["1e-2", "1e9"]
    assert ranked[0].loss < ranked[1].loss
    assert ranked[1].steps < 24
    folder = recipe.out / "sweep"
    samples = [entry for entry in entries(folder / "learning_rate-1e-2" / "adapter") if "sample" in entry]
    assert [entry["step"] for entry in samples][:1] == [4]
    table = (folder / "results.md").read_text().splitlines()
    assert table[0] == "| learning_rate | validation loss | at step | minutes |"
    assert table[2].startswith("| 1e-2 | ")
    capsys.readouterr()
    assert sweep(recipe, ["training.learning_rate=1e-2,1e9"]) == ranked
    assert capsys.readouterr().err.count("already done") == 2


def test_a_trial_without_a_loss_is_last_and_not_the_end_of_the_sweep(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """What the base scored before training is no trial's result either."""
    from training import sweep

    def sft(trial: Recipe, *, compare: bool) -> Path:
        assert not compare
        if trial.section(TrainingSettings).learning_rate == 1:
            raise DivergedError(2, "training: the loss at step 2 is nan")
        adapter = trial.out / "adapter"
        adapter.mkdir()
        for step, loss in {0: 1.0, 2: 4.0, 4: 3.0, 6: 3.5}.items():
            report.log(adapter, {"step": step, "eval_loss": loss})
        return adapter

    monkeypatch.setattr(sweep, "sft", sft)
    monkeypatch.setattr("training.base.folder", lambda _recipe: "")
    ranked = sweep.sweep(tiny(), ["training.learning_rate=1,0.01"])
    assert [(trial.changes["training.learning_rate"], trial.loss, trial.step, trial.steps) for trial in ranked] == [
        ("0.01", 3.0, 4, 6),
        ("1", float("inf"), 2, 2),
    ]


@pytest.mark.parametrize("grid", ["training.rank", "rank=8", "serve.temperature=1,2"])
def test_a_grid_that_is_none_is_one_line(grid: str, tiny: Callable[..., Recipe]) -> None:
    """With an example of one."""
    from training.sweep import sweep

    with pytest.raises(MailwrightError, match=r"write it as training\.key=value,value"):
        sweep(tiny(), [grid])
