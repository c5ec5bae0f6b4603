"""The trials of `python -m benchmarks.hostile kills`: what they compare, and one kill of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile import kills


def test_times_do_not_count_and_content_does(tmp_path: Path) -> None:
    """Two folders are the same if only their seconds differ; journals may be in any order."""
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, seconds in ((first, "0.5"), (second, "1.25")):
        folder.mkdir()
        lines = [f'{{"name": "x", "seconds": {seconds}}}', f'{{"name": "y", "seconds": {seconds}}}']
        (folder / "journal.jsonl").write_text("\n".join(lines if seconds == "0.5" else lines[::-1]))
    assert kills.digest(first) == kills.digest(second)
    (second / "email.txt").write_text("Dear team")
    assert kills.digest(first) != kills.digest(second)


@pytest.mark.slow
def test_a_killed_batch_goes_on() -> None:
    """After the kill the same command completes, and every file is what it would have been."""
    tally = kills.run("batch", kills=1, triples=2, seed=1, extremes=())
    assert tally.trials == 1
    assert not tally.findings
