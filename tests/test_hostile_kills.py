"""The trials of `python -m benchmarks.hostile kills`: what they compare, and one kill of a batch."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.hostile import kills, kills_compare

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the trials fork")


def test_times_do_not_count_and_content_does(tmp_path: Path) -> None:
    """Two folders are the same if only their seconds differ; journals may be in any order."""
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, seconds in ((first, "0.5"), (second, "1.25")):
        folder.mkdir()
        lines = [f'{{"name": "x", "seconds": {seconds}}}', f'{{"name": "y", "seconds": {seconds}}}']
        (folder / "journal.jsonl").write_text("\n".join(lines if seconds == "0.5" else lines[::-1]))
        (folder / "index.csv").write_text(f"name,seconds\nx,{seconds}\n")
    assert kills_compare.differing("batch", first, second) == []
    (second / "index.csv").write_text("name,seconds\nz,1.25\n")
    (second / "email.txt").write_text("Dear team")
    assert kills_compare.differing("batch", first, second) == ["email.txt", "index.csv"]


def trained(folder: Path, losses: list[float], weight: float) -> Path:
    """What a comparison looks at in an adapter."""
    import numpy as np
    from safetensors.numpy import save_file

    folder.mkdir()
    (folder / "metrics.jsonl").write_text("".join(json.dumps({"step": n, "loss": loss}) + "\n" for n, loss in enumerate(losses)))
    save_file({"a": np.array([1.0, weight], dtype=np.float32)}, folder / "adapter_model.safetensors")
    return folder


@pytest.mark.parametrize(
    ("losses", "weight", "differs"),
    [
        ([2.0, 1.00001], 0.5001, []),
        ([2.0, 1.01], 0.5, ["metrics.jsonl"]),
        ([2.0, 1.0, 1.0], 0.5, ["metrics.jsonl"]),
        ([2.0, 1.0], 0.51, ["adapter_model.safetensors"]),
    ],
    ids=["rounding", "another loss", "a step twice", "another weight"],
)
def test_a_training_is_compared_within_a_tolerance(tmp_path: Path, losses: list[float], weight: float, differs: list[str]) -> None:
    """Rounding may differ, a curve and weights may not, nor may a step be taken twice."""
    wanted = trained(tmp_path / "wanted", [2.0, 1.0], 0.5)
    assert kills_compare.differing("train", wanted, trained(tmp_path / "got", losses, weight)) == differs


def test_a_crash_is_no_clear_line() -> None:
    """The doors tell an unforeseen error by its places, with the exit code of findings: that is no completed run."""
    assert kills._problem(1, "unexpected KeyError; please report it with these places\n  pipeline/x.py:3 in y")
    assert kills._problem(1, "batch: 3 emails: 2 clean, 1 to verify") is None
    assert "CRASHED" in kills._ending(1, "Traceback (most recent call last)\n  ...\nKeyError", "disk full")
    assert kills._ending(2, "out: no space left on device; free space", "disk full") == "disk full: one clear line"


def test_the_rows_of_other_stages_stay(tmp_path: Path) -> None:
    """A stage that was mended is tried alone."""
    tally = kills.Tally(1, seconds=2.0, kills=50, equal=50)
    tally.endings["killed"] = 50
    page = f"<!-- kills: written by the command -->\n{kills._table({'build': tally}, '')}\n<!-- kills: end -->"
    table = kills._table({"train": kills.Tally(2, kills=5, equal=4, findings=["kill 3 (killed): differs in metrics.jsonl"])}, page)
    assert [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| ")][2:] == ["| build", "| train"]
    assert "- build: 50 x killed" in table
    assert "- train, finding: kill 3" in table


@pytest.mark.slow
def test_a_killed_batch_goes_on() -> None:
    """After the kill the same command completes, and every file is what it would have been."""
    tally = kills.run("batch", kills=1, triples=2, seed=1, extremes=())
    assert (tally.kills, tally.equal, tally.findings) == (1, 1, [])
