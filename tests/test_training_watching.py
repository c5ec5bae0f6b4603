"""Trackers, sample emails, an early end, and the sweep, on a tiny Llama."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, tiny_recipe
from training import tracking, watching
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


@pytest.mark.parametrize("grid", ["training.rank", "rank=8", "serve.temperature=1,2"])
def test_a_grid_that_is_none_is_one_line(grid: str, tiny: Callable[..., Recipe]) -> None:
    """With an example of one."""
    from training.sweep import sweep

    with pytest.raises(MailwrightError, match=r"write it as training\.key=value,value"):
        sweep(tiny(), [grid])
