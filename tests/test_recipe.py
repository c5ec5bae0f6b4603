"""Recipes: every shipped one is valid, and every mistake is one line, all at once, with the nearest known key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pipeline import recipe
from pipeline.errors import RecipeError
from training.settings import TrainingSettings

CONFIGS = sorted((Path(__file__).parent.parent / "configs").glob("*.yaml"))


@pytest.mark.parametrize("path", CONFIGS, ids=lambda p: p.stem)
def test_every_shipped_recipe_is_valid(path: Path) -> None:
    """Found by glob, so that a new recipe cannot be forgotten; its name is the file's."""
    assert recipe.load(path).name == path.stem


def test_recipes_exist() -> None:
    """The glob above finds the two recipes that the README names."""
    assert {p.stem for p in CONFIGS} >= {"smollm2-135m-cpu", "llama3-8b-24gb"}


def test_all_problems_at_once(recipe_file: Callable[..., Path]) -> None:
    """A misspelt key, a bad value, an unknown section and a bad override: four lines, each with its remedy."""
    path = recipe_file(training={"lora_rnak": 8, "epochs": -1}, trainning={})
    with pytest.raises(RecipeError) as error:
        recipe.load(path, ["epochs=2"])
    lines = str(error.value).splitlines()
    assert len(lines) == 4
    assert any("trainning: unknown section; did you mean training?" in line for line in lines)
    assert any("training.lora_rnak: unknown key" in line for line in lines)
    assert any("training.epochs" in line and "-1" in line for line in lines)
    assert any("--set epochs=2: write it as section.key=value" in line for line in lines)


def test_nearest_key(recipe_file: Callable[..., Path]) -> None:
    """A misspelt key names the one that was meant."""
    with pytest.raises(RecipeError, match=r"training\.learning_rte: unknown key; did you mean learning_rate\?"):
        recipe.load(recipe_file(training={"learning_rte": 1}))


def test_missing_file_names_the_nearest_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped file name is answered with the recipe that was probably meant."""
    monkeypatch.chdir(CONFIGS[0].parent.parent)
    with pytest.raises(RecipeError, match=r"did you mean configs/smollm2-135m-cpu\.yaml\?"):
        recipe.load("configs/smollm-135m-cpu.yaml")


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text", "model: [unclosed", "\x00"])
def test_a_file_that_is_no_recipe_is_one_line(tmp_path: Path, text: str) -> None:
    """Lists, prose and broken YAML end in one line, not in a traceback."""
    path = tmp_path / "r.yaml"
    path.write_text(text)
    with pytest.raises(RecipeError) as error:
        recipe.load(path)
    assert str(path) in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_overrides_change_values_and_keep_equals_signs(recipe_file: Callable[..., Path]) -> None:
    """`section.key=value` is read as YAML; only the first equals sign separates; 1e-3 is a number."""
    loaded = recipe.load(recipe_file(), ["training.learning_rate=1e-3", "model.name=a", "data.seed=7"])
    assert loaded.section(TrainingSettings).learning_rate == pytest.approx(1e-3)
    assert loaded.data.seed == 7


def test_resolved_recipe_reads_back(recipe_file: Callable[..., Path], tmp_path: Path) -> None:
    """What lies beside an artefact holds every default, and loads to the same recipe."""
    loaded = recipe.load(recipe_file(), ["training.rank=4"])
    loaded.write(tmp_path)
    again = recipe.load(tmp_path / recipe.RESOLVED)
    assert again.dump() == loaded.dump()
    assert again.name == loaded.name
    assert "learning_rate" in yaml.safe_load((tmp_path / recipe.RESOLVED).read_text())["training"]


def test_prompt_must_leave_room_for_the_email(recipe_file: Callable[..., Path]) -> None:
    """A prompt budget as long as the row is refused before anything is built."""
    with pytest.raises(RecipeError, match="leaves no room for an email"):
        recipe.load(recipe_file(data={"max_length": 500, "prompt_tokens": 500}))
