"""The training room on a tiny Llama: the right tokens are supervised, the right weights move, nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline import stage
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, tiny_recipe
from training.settings import TrainingSettings

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tiny(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows) -> Callable[..., Recipe]:
    """A recipe for the tiny Llama whose dataset is already built."""

    def make(**training: Any) -> Recipe:
        return tiny_recipe(recipe_file, tiny_llama, dataset_rows, **training)

    return make


def sft_trainer(recipe: Recipe) -> tuple[Any, dict[str, Any]]:
    """The trainer of a recipe, and the rows that it trains on."""
    from training import rows, supervised

    read = {side: rows.read(recipe.out / "dataset" / f"{side}.jsonl") for side in ("train", "validation")}
    return supervised.trainer(recipe, recipe.section(TrainingSettings), recipe.model.base, read, 1, recipe.out / "checkpoints"), read


def test_exactly_the_email_and_its_end_are_supervised(tiny: Callable[..., Recipe]) -> None:
    """Labels are the completion's tokens up to and with the end of turn; the prompt counts for nothing."""
    recipe = tiny()
    trainer, rows = sft_trainer(recipe)
    batch = trainer.data_collator([trainer.train_dataset[0]])
    supervised = batch["labels"][0][batch["labels"][0] != -100]
    assert trainer.processing_class.decode(supervised).rstrip("\n") == rows["train"][0]["completion"][0]["content"] + "<|im_end|>"


def test_every_linear_layer_learns_and_nothing_else_is_saved(tiny: Callable[..., Recipe]) -> None:
    """LoRA sits on all seven linear layers of both blocks and has moved; validation loss falls; the folder holds just what it should."""
    from safetensors.torch import load_file

    from training.sft import sft

    folder = sft(tiny(epochs=4))
    weights = load_file(folder / "adapter_model.safetensors")
    moved = [name for name, tensor in weights.items() if ".lora_B." in name and tensor.abs().max() > 0]
    assert len(moved) == 2 * 7
    assert len(weights) == 2 * len(moved)
    losses = [e["eval_loss"] for e in map(json.loads, (folder / "metrics.jsonl").read_text().splitlines()) if "eval_loss" in e]
    assert losses[-1] < losses[0]
    assert sorted(p.name for p in folder.iterdir()) == [
        "adapter_config.json",
        "adapter_model.safetensors",
        "base_emails.json",
        "loss.png",
        "metrics.jsonl",
        "recipe.resolved.yaml",
        "stage.json",
    ]


def test_a_second_run_is_already_done(tiny: Callable[..., Recipe], capsys: pytest.CaptureFixture[str]) -> None:
    """The same recipe and dataset train once."""
    from training.sft import sft

    recipe = tiny()
    before = stage.sha256(sft(recipe))
    assert stage.sha256(sft(recipe)) == before
    assert "already done" in capsys.readouterr().err


def test_dequantising_once_gives_the_same_weights_and_logits(tiny_llama: Path) -> None:
    """`nf4-once` holds exactly the numbers that `nf4` makes anew in every step."""
    import torch
    from bitsandbytes.functional import dequantize_4bit
    from bitsandbytes.nn import Linear4bit

    from training import base

    each = base.load(str(tiny_llama), None, torch.float32, once=False)
    once = base.load(str(tiny_llama), None, torch.float32, once=True)
    quantised = {name: module for name, module in each.named_modules() if isinstance(module, Linear4bit)}
    assert len(quantised) == 2 * 7
    for name, module in quantised.items():
        assert torch.equal(dequantize_4bit(module.weight.data, module.weight.quant_state), once.get_submodule(name).weight)
    # As in training, where gradients flow; without them bitsandbytes takes a faster product of its own on some processors.
    embedded = once.get_input_embeddings()(torch.arange(100, 164)[None]).detach().requires_grad_()
    torch.testing.assert_close(each(inputs_embeds=embedded).logits, once(inputs_embeds=embedded).logits, rtol=1e-4, atol=1e-5)


def test_nf4_is_double_quantised() -> None:
    """QLoRA's own settings: NF4 with quantised quantisation constants."""
    import torch

    from training.base import nf4

    config = nf4(torch.float32)
    assert (config.bnb_4bit_quant_type, config.bnb_4bit_use_double_quant, config.load_in_4bit) == ("nf4", True, True)


def test_the_token_budget_ends_training_early(tiny: Callable[..., Recipe]) -> None:
    """Half the rows' tokens as budget means half the steps."""
    from training import rows as dataset_rows

    recipe = tiny()
    rows = dataset_rows.read(recipe.out / "dataset" / "train.jsonl")
    half = recipe.section(TrainingSettings).model_copy(update={"token_budget": sum(rows["tokens"]) // 2})
    assert dataset_rows.epochs(half, rows) == pytest.approx(0.5, abs=0.01)


def test_rows_that_a_trainer_would_cut_stop_before_training(tiny: Callable[..., Recipe]) -> None:
    """If the trainer sees fewer tokens than were counted, no step is taken."""
    from training.sft import sft

    recipe = tiny()
    cut = Recipe(recipe.name, recipe.source, {**recipe.sections, "data": recipe.data.model_copy(update={"max_length": 24})})
    with pytest.raises(MailwrightError, match="rows would be cut"):
        sft(cut)


def test_without_a_dataset_it_says_which_command_makes_one(recipe_file: Callable[..., Path]) -> None:
    """One line with the remedy."""
    from training.sft import sft

    with pytest.raises(MailwrightError, match="make data"):
        sft(recipes.load(recipe_file()))


def test_scoring_only_supervised_positions_changes_no_loss(tiny: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """The shortcut for CPUs gives the loss that TRL gives by itself."""
    import trl.trainer.utils
    from trl.kernels.chunked_logprob import _use_triton

    from training import report

    trainer, _ = sft_trainer(tiny())
    short = report.evaluate(trainer)
    monkeypatch.setattr(trl.trainer.utils, "_use_triton", _use_triton)
    assert report.evaluate(trainer) == pytest.approx(short, rel=1e-5)


@pytest.mark.slow
def test_ctrl_c_keeps_a_checkpoint_and_the_same_command_goes_on(tiny: Callable[..., Recipe]) -> None:
    """Interrupted with exit code 130 and a checkpoint; the next run resumes from it and completes."""
    recipe = tiny(epochs=8, checkpoint_every=1000)
    command = [sys.executable, "-m", "training", "sft", "--recipe", str(recipe.source)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    metrics = recipe.out / ".adapter.partial" / "metrics.jsonl"
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as run:
        deadline = time.monotonic() + 120
        while not (metrics.exists() and '"loss"' in metrics.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        assert run.communicate(timeout=120)[1]
    assert run.returncode == 130
    assert list((recipe.out / ".adapter.partial" / "checkpoints").glob("checkpoint-*/trainer_state.json"))
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert "resuming from checkpoint-" in again.stderr
    assert (recipe.out / "adapter" / "adapter_model.safetensors").exists()
