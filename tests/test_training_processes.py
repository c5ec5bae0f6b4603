"""One training in two processes, on CPUs over gloo, as `accelerate launch` starts them; and the launch files. Not covered: cards, FSDP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, tiny_recipe
from training import device, processes
from training.__main__ import main

ROOT = Path(__file__).parent.parent
LAUNCHES = sorted((ROOT / "configs" / "accelerate").glob("*.yaml"))
STEPS = 4
"""Eight rows once, two at a time."""
WATCHED = """
import json, os, sys
from pathlib import Path
from tests.written_files import written
rank, out, said = os.environ["RANK"], Path.cwd() / "out", Path.cwd() / "said"
files = set()
def look(event, arguments):
    path = written(event, arguments) if event == "open" else None
    if path is not None and Path(os.path.abspath(path)).is_relative_to(out):
        files.add(os.path.basename(path))
sys.addaudithook(look)
from training import supervised
from training.__main__ import main
finish = supervised.finish
def told(folder, trainer):
    weights = {name: parameter.tolist() for name, parameter in trainer.model.named_parameters() if parameter.requires_grad}
    finish(folder, trainer)
    (said / f"{rank}.json").write_text(json.dumps({"weights": list(weights.values()), "written": sorted(files)}))
supervised.finish = told
main()
"""
"""What each process runs: the door of the room, watched for the files that it opens to write, and for the weights that it ends with."""


@pytest.mark.parametrize("path", LAUNCHES, ids=lambda path: path.stem)
def test_every_launch_file_is_one_that_accelerate_reads(path: Path) -> None:
    """No unknown key, as many processes as its name says, and FSDP keeps the types of a quantised model."""
    from accelerate.commands.config.config_args import load_config_from_file  # type: ignore[import-untyped]  # ships no types

    config = load_config_from_file(str(path))
    assert config.num_processes % config.num_machines == 0
    assert path.stem.startswith(str(config.num_processes)) or config.num_machines == 2
    assert ("fsdp" in path.stem or config.num_machines == 2) == (config.distributed_type == "FSDP")


@pytest.mark.parametrize(
    ("driver", "given", "left"),
    [
        (["Card A", "Card B"], {}, {"CUDA_VISIBLE_DEVICES": "0", "CUDA_DEVICE_ORDER": "PCI_BUS_ID"}),
        (["Card A", "Card B"], {"CUDA_VISIBLE_DEVICES": "1,0"}, {"CUDA_VISIBLE_DEVICES": "1", "CUDA_DEVICE_ORDER": "PCI_BUS_ID"}),
        (["Card A", "Card B"], {"CUDA_VISIBLE_DEVICES": "1"}, {"CUDA_VISIBLE_DEVICES": "1"}),
        (["Card A", "Card B"], {"CUDA_VISIBLE_DEVICES": ""}, {"CUDA_VISIBLE_DEVICES": ""}),
        (["Card A", "Card B"], {"WORLD_SIZE": "2"}, {}),
        (["Card A"], {}, {}),
        ([], {}, {}),
    ],
    ids=["two cards", "two chosen", "one chosen", "none chosen", "a launcher", "one card", "no card"],
)
def test_one_process_trains_on_one_card(
    driver: list[str], given: dict[str, str], left: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first of several, said in one line that names the way to all of them; what a person or a launcher chose stays."""
    names = ("CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "WORLD_SIZE")
    monkeypatch.setattr(device, "cards", lambda: driver)
    monkeypatch.setattr(os, "environ", {name: value for name, value in os.environ.items() if name not in names} | given)
    processes.one_card()
    assert {name: os.environ[name] for name in names if name in os.environ and name != "WORLD_SIZE"} == left
    said = capsys.readouterr().err
    assert ("accelerate launch" in said and "docs/scale.md" in said) == ("CUDA_DEVICE_ORDER" in left)


def test_the_door_chooses_the_card_before_torch_loads(recipe_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """CUDA reads its variables once; afterwards they change nothing."""
    looked: list[bool] = []
    monkeypatch.setattr(processes, "one_card", lambda: looked.append("training.sft" in sys.modules))
    for module in ("training.sft", "training.prefer", "training.sweep"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    for command in ("sft", "prefer", "sweep"):
        with pytest.raises(MailwrightError, match="dataset: not there"):
            main([command, "--recipe", str(recipe_file())])
    assert looked[:1] == [False]
    assert len(looked) == 3


def launched(recipe: Recipe, script: Path) -> subprocess.CompletedProcess[str]:
    """The command of `docs/scale.md`, with a script around the room's door."""
    launch = ["--config_file", str(ROOT / "configs" / "accelerate" / "2-cpus.yaml"), str(script)]
    command = [sys.executable, "-m", "accelerate.commands.launch", *launch, "sft", "--recipe", str(recipe.source)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)


@pytest.mark.slow
def test_two_processes_train_what_one_does(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows, tmp_path: Path) -> None:
    """With as many rows behind each move, the losses are those of one process, and both end with the same weights. The second writes
    nothing but its own state of chance, and says nothing.
    """
    import torch

    if not (torch.distributed.is_available() and torch.distributed.is_gloo_available()):
        pytest.skip("this torch has no gloo, by which processes on CPUs talk")
    from training.sft import sft

    (tmp_path / "said").mkdir()
    script = tmp_path / "watched.py"
    script.write_text(WATCHED)
    made = launched(tiny_recipe(recipe_file, tiny_llama, dataset_rows, "two", accumulation=1, checkpoint_every=2), script)
    assert made.returncode == 0, made.stderr
    first, second = (json.loads((tmp_path / "said" / f"{rank}.json").read_text()) for rank in (0, 1))
    assert first["weights"] == second["weights"]
    assert second["written"] in ([], ["rng_state_1.pth"])
    assert "metrics.jsonl" in first["written"]
    assert made.stderr.count("adapter: ->") == 1
    one = sft(tiny_recipe(recipe_file, tiny_llama, dataset_rows, "one", accumulation=2, checkpoint_every=2))
    assert losses(tmp_path / "out" / "two" / "adapter") == pytest.approx(losses(one), rel=1e-4)


def losses(folder: Path) -> dict[str, float]:
    """Of every step, and on the validation rows before the first and after the last."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    found = {f"{name} {line['step']}": line[name] for line in lines for name in ("loss", "eval_loss") if name in line}
    assert len(found) == STEPS + 2
    return found
