"""Stages: atomic, resumable, and done once."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pipeline import stage
from pipeline.errors import MailwrightError


def test_nothing_stands_under_the_final_name_before_the_end(tmp_path: Path) -> None:
    """A stage that dies leaves no half-made folder where later stages look."""
    target = tmp_path / "out"
    with pytest.raises(RuntimeError), stage.writing(target, {"a": 1}) as folder:
        (folder / "half").write_text("x")
        raise RuntimeError
    assert not target.exists()
    assert not stage.done(target, {"a": 1})


def test_done_only_for_the_same_inputs(tmp_path: Path) -> None:
    """The same inputs are done, others are not."""
    target = tmp_path / "out"
    with stage.writing(target, {"a": 1}) as folder:
        (folder / "x").write_text("x")
    assert stage.done(target, {"a": 1})
    assert not stage.done(target, {"a": 2})
    assert sorted(p.name for p in target.iterdir()) == ["stage.json", "x"]


def test_an_interrupted_stage_finds_its_folder_again_unless_inputs_changed(tmp_path: Path) -> None:
    """Checkpoints survive an interruption, and never leak into a run with other inputs."""
    target = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt), stage.writing(target, {"a": 1}) as folder:
        (folder / "checkpoint").write_text("x")
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), stage.writing(target, {"a": 1}) as folder:
        assert (folder / "checkpoint").exists()
        raise KeyboardInterrupt
    with stage.writing(target, {"a": 2}) as folder:
        assert not (folder / "checkpoint").exists()


def test_a_new_result_replaces_the_old_one_whole(tmp_path: Path) -> None:
    """Files of the earlier result do not linger."""
    target = tmp_path / "out"
    for name in ("old", "new"):
        with stage.writing(target, {"name": name}) as folder:
            (folder / name).write_text("x")
    assert sorted(p.name for p in target.iterdir()) == ["new", "stage.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_full_or_read_only_disk_is_one_line(tmp_path: Path, number: int) -> None:
    """The message names the folder and the remedy; what stood there before is kept."""
    target = tmp_path / "out"
    with stage.writing(target, {"a": 1}) as folder:
        (folder / "x").write_text("kept")
    with pytest.raises(MailwrightError, match="run the same command again"), stage.writing(target, {"a": 2}):
        raise OSError(number, "disk trouble")
    assert (target / "x").read_text() == "kept"


def test_require_names_the_command_that_is_missing(tmp_path: Path) -> None:
    """A stage whose input is not there says which command makes it."""
    with pytest.raises(MailwrightError, match="make data"):
        stage.require(tmp_path / "dataset", "make data")


@pytest.mark.parametrize(
    "text",
    [
        "Error while serializing: I/O error: No space left on device (os error 28)",
        "[enforce fail at inline_container.cc:659] . unexpected pos 512 vs 406",
    ],
    ids=["safetensors", "torch"],
)
def test_a_full_disk_is_one_line_whoever_tells_of_it(tmp_path: Path, text: str) -> None:
    """safetensors and torch raise errors of their own; what stood in the target is kept."""
    with stage.writing(tmp_path / "a", {"n": 1}):
        pass
    with pytest.raises(MailwrightError, match="no space left on device; free space"), stage.writing(tmp_path / "a", {"n": 2}):
        raise RuntimeError(text)
    assert stage.done(tmp_path / "a", {"n": 1})


def test_other_errors_keep_their_name(tmp_path: Path) -> None:
    """Only what is wrong with the disk becomes a line."""
    with pytest.raises(RuntimeError, match="a bug"), stage.writing(tmp_path / "a", {"n": 1}):
        raise RuntimeError("a bug")
