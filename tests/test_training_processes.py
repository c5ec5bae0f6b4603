"""The launch files for several cards. Not covered: a training in several processes."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAUNCHES = sorted((ROOT / "configs" / "accelerate").glob("*.yaml"))


@pytest.mark.parametrize("path", LAUNCHES, ids=lambda path: path.stem)
def test_every_launch_file_is_one_that_accelerate_reads(path: Path) -> None:
    """No unknown key, as many processes as its name says, and FSDP keeps the types of a quantised model."""
    from accelerate.commands.config.config_args import load_config_from_file  # type: ignore[import-untyped]  # ships no types

    config = load_config_from_file(str(path))
    assert config.num_processes % config.num_machines == 0
    assert path.stem.startswith(str(config.num_processes)) or config.num_machines == 2
    assert ("fsdp" in path.stem or config.num_machines == 2) == (config.distributed_type == "FSDP")
