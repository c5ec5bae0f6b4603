"""Two runs in one folder at once: the second is refused with one line, and a run that was killed stands in nobody's way."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import stage
from pipeline.build.cache import Cache
from pipeline.build.plan import Codes
from pipeline.errors import MailwrightError

fcntl = pytest.importorskip("fcntl", reason="this system has no such locks")

HOLD = """
import sys, time
from pathlib import Path
from pipeline import stage
with stage.writing(Path(sys.argv[1]), {"a": 1}) as folder:
    (folder / "checkpoint").write_text("x")
    print("there", flush=True)
    time.sleep(60)
"""


@contextmanager
def another(target: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is writing this target."""
    command = [sys.executable, "-c", HOLD, str(target)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "there\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_is_refused_and_spoils_nothing(tmp_path: Path) -> None:
    """Not even where its inputs are others, for which the draft of the first would be thrown away."""
    target = tmp_path / "out"
    with another(target):
        for inputs in ({"a": 1}, {"a": 2}):
            with (
                pytest.raises(MailwrightError, match="another run is writing there; run"),
                stage.writing(target, inputs),
            ):
                pass
        assert (stage.draft_of(target) / "checkpoint").read_text() == "x"


def test_a_killed_run_gives_the_folder_back(tmp_path: Path) -> None:
    """What it left of its lock is gone when the next one ends, and its draft is found again."""
    target = tmp_path / "out"
    with another(target) as process:
        process.kill()
        process.wait()
        with stage.writing(target, {"a": 1}) as folder:
            assert (folder / "checkpoint").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_targets_side_by_side_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """The adapter of a recipe may be trained while its evaluation runs."""
    with stage.writing(tmp_path / "a", {}), stage.writing(tmp_path / "b", {}):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_lock_that_was_removed_meanwhile_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and locking, the run before may have ended and removed the file: then it is made anew."""
    file = tmp_path / ".lock"
    seen: list[int] = []

    def lock(held: object, how: int) -> None:
        if not seen:
            file.unlink()
        seen.append(how)

    monkeypatch.setattr(fcntl, "flock", lock)
    with stage.alone(file, "out"):
        assert file.exists()
    assert len(seen) == 2
    assert not file.exists()


def test_a_file_system_without_locks_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs at once are the user's to avoid there."""

    def lock(held: object, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", lock)
    with stage.writing(tmp_path / "out", {}):
        pass
    assert stage.done(tmp_path / "out", {})


def test_two_builds_of_a_recipe_do_not_meet_in_the_cache(tmp_path: Path) -> None:
    """One would drop outcomes that the other is about to read; builds of other recipes may run beside it."""
    file, codes = tmp_path / "cache" / "build.sqlite3", Codes("a", "b", "c", "d")
    refused = pytest.raises(MailwrightError, match="another run")
    with Cache.open(file, "one", codes), Cache.open(file, "two", codes), refused, Cache.open(file, "one", codes):
        pass
    assert not list(file.parent.glob(".*"))


def test_a_stamp_that_stands_is_not_written_again(tmp_path: Path) -> None:
    """A disk that is full when a run goes on would cut it short, and the next run throw all checkpoints away."""
    target = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt), stage.writing(target, {"a": 1}):
        raise KeyboardInterrupt
    stamp = stage.draft_of(target) / stage.STAMP
    before = stamp.stat().st_mtime_ns, stamp.stat().st_ino
    with pytest.raises(KeyboardInterrupt), stage.writing(target, {"a": 1}):
        raise KeyboardInterrupt
    assert (stamp.stat().st_mtime_ns, stamp.stat().st_ino) == before
    assert json.loads(stamp.read_text()) == {"a": 1}
