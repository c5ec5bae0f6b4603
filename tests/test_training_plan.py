"""The plan: what is counted is what PyTorch keeps, known models have their known sizes, and advice is true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.training_tiny import Rows, place_rows
from training import architecture, device, memory, plan
from training.architecture import KNOWN, Architecture
from training.device import Device
from training.memory import GIB, Load
from training.settings import TrainingSettings

ROOT = Path(__file__).parent.parent
SMALL = Architecture(hidden=96, intermediate=224, layers=3, heads=6, kv_heads=2, head=16, vocabulary=1000)
TOKENS, SUPERVISED = 200, 40


def card(size: float) -> Device:
    """A card with so many GiB in all, all of them free."""
    return Device("cuda", "a card", int(size * GIB), int(size * GIB), None)


@pytest.mark.parametrize(
    ("name", "published"),
    [("meta-llama-3-8b", 8.03e9), ("llama-2-7b", 6.74e9), ("mistral-7b", 7.24e9), ("phi-3-mini", 3.82e9), ("mixtral-8x7b", 46.7e9)],
)
def test_known_models_have_their_published_number_of_weights(name: str, published: float) -> None:
    """Sizes that are wrong anywhere give another sum."""
    sizes = KNOWN[name]
    assert sizes.linear_weights + sizes.expert_weights + sizes.other_weights == pytest.approx(published, rel=2e-3)


def test_sizes_are_read_from_a_folder_and_from_a_package_alike(recipe_file: Callable[..., Path], tiny_llama: Path) -> None:
    """config.json gives the tiny model's, the GGUF SmolLM2's: both as the models have them."""
    from transformers import AutoModelForCausalLM

    sizes = architecture.of(recipes.load(recipe_file(model={"base": str(tiny_llama)})))
    counted = sizes.linear_weights + sizes.other_weights
    assert counted == sum(p.numel() for p in AutoModelForCausalLM.from_pretrained(tiny_llama).parameters())
    packaged = architecture.of(recipes.load(recipe_file()))
    assert packaged == Architecture(576, 1536, 30, 9, 3, 64, 49152, tied=True)


def test_an_unknown_model_says_how_to_make_it_known(recipe_file: Callable[..., Path]) -> None:
    """Nothing is asked of a hub."""
    with pytest.raises(MailwrightError, match=r"someone/else: its size is not known here; fetch it first"):
        architecture.of(recipes.load(recipe_file(model={"base": "someone/else"})))


def saved_bytes(sizes: Architecture, of: memory.Types, *, checkpointing: bool, packed: bool) -> int:
    """What PyTorch keeps for the backward pass of one step, as TRL and PEFT run it, in bytes; each storage once, parameters left out.

    The step is one row, or two that lie in one, told apart by their positions.
    """
    import torch
    import trl.trainer.utils
    from peft import LoraConfig, get_peft_model
    from transformers import LlamaConfig, LlamaForCausalLM

    kinds = {2: torch.bfloat16, 4: torch.float32}
    config = LlamaConfig(
        vocab_size=sizes.vocabulary, hidden_size=sizes.hidden, intermediate_size=sizes.intermediate, num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads, num_key_value_heads=sizes.kv_heads, attn_implementation="sdpa",
    )  # fmt: skip
    model: Any = LlamaForCausalLM(config).to(kinds[of.stream])
    trl.trainer.utils.add_fused_lm_head(model, outputs=("log_probs", "entropy", "is_top1"))
    model = get_peft_model(model, LoraConfig(r=4, target_modules="all-linear", task_type="CAUSAL_LM"))
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.to(kinds[of.adapter])
    model.train()
    if checkpointing:
        model.enable_input_require_grads()
        model.gradient_checkpointing_enable()
    own = {parameter.untyped_storage().data_ptr() for parameter in model.parameters()}
    kept: dict[int, Any] = {}

    def keep(tensor: Any) -> Any:
        if (storage := tensor.untyped_storage()).data_ptr() not in own:
            kept[storage.data_ptr()] = tensor  # which also keeps its address from being used again
        return tensor

    ids = torch.randint(0, sizes.vocabulary, (1, TOKENS))
    labels = ids.masked_fill(torch.arange(TOKENS) < TOKENS - SUPERVISED, -100)
    told = {"position_ids": torch.arange(TOKENS)[None] % (TOKENS // 2)} if packed else {"attention_mask": torch.ones_like(ids)}
    hooks = torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor)
    with hooks, torch.autocast("cpu", torch.bfloat16, enabled=of.product == 2):
        model(input_ids=ids, labels=labels, fused_lm_head=True, **told)
    return sum(tensor.untyped_storage().nbytes() for tensor in kept.values())


@pytest.mark.parametrize("of", [memory.Types(2, 4, 4), memory.Types(4, 4, 4), memory.Types(2, 2, 2), memory.Types(2, 2, 4)], ids=str)
@pytest.mark.parametrize("checkpointing", [False, True], ids=["all kept", "checkpointing"])
@pytest.mark.parametrize("packed", [False, True], ids=["one row", "packed"])
def test_what_is_counted_is_what_pytorch_keeps(
    of: memory.Types, checkpointing: bool, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CPU with bfloat16, CPU without, GPU in 4 bits, GPU dequantised: within 3 % of the bytes that autograd saves."""
    import trl.trainer.utils

    monkeypatch.setattr(trl.trainer.utils, "_use_triton", lambda _device: True)  # as `training.processor` has it
    settings = TrainingSettings(rank=4, gradient_checkpointing=checkpointing, quantization="nf4-once" if of.stream == 4 else "nf4")
    load = Load(TOKENS, SUPERVISED, mask=TOKENS**2 if packed else 0)
    counted = memory.activations(SMALL, settings, load, of)
    if checkpointing:  # the one layer that is recomputed is not there yet
        counted -= memory.activations(SMALL, settings.model_copy(update={"offload": True}), load, of)
        counted += TOKENS * (4 * SMALL.hidden + 4) + SUPERVISED * (SMALL.hidden * of.stream + 16)
    assert counted == pytest.approx(saved_bytes(SMALL, of, checkpointing=checkpointing, packed=packed), rel=0.03)


def test_four_bits_are_a_quarter_of_bfloat16_and_their_constants_are_counted() -> None:
    """Half a byte per weight and 0.127 bits of constants, as the QLoRA paper has it (section 3)."""
    sizes = KNOWN["meta-llama-3-8b"]
    parts = memory.peak(sizes, TrainingSettings(), Load(1024, 256), "cuda")
    assert parts["weights in NF4"] * 4 == sizes.linear_weights * 2
    assert parts["quantisation constants"] * 8 / sizes.linear_weights == pytest.approx(0.127, abs=1e-3)
    once = memory.peak(sizes, TrainingSettings(quantization="nf4-once"), Load(1024, 256), "cuda")
    assert once["weights"] == pytest.approx(8.03e9 * 2, rel=1e-3)


@pytest.mark.parametrize(
    "lighter",
    [{"gradient_checkpointing": True}, {"gradient_checkpointing": True, "offload": True}, {"quantization": "nf4"}, {"rank": 4}],
    ids=str,
)
def test_every_lighter_setting_takes_less(lighter: dict[str, Any]) -> None:
    """Or the advice would be wrong."""
    heavy = TrainingSettings(quantization="nf4-once", gradient_checkpointing=lighter.get("offload", False))
    total = [sum(memory.peak(KNOWN["mistral-7b"], heavy.model_copy(update=c), Load(2048, 400), "cuda").values()) for c in ({}, lighter)]
    assert total[1] < total[0]


def test_a_mixture_of_experts_is_counted_unquantised() -> None:
    """Its experts are no linear layers, so bitsandbytes leaves them in 16 bits: 87 GiB, whatever the settings say."""
    assert sum(memory.peak(KNOWN["mixtral-8x7b"], TrainingSettings(), Load(1024, 256), "cuda").values()) > 80 * GIB


@pytest.mark.parametrize(("text", "size"), [("12GiB", 12 * GIB), ("12 GB", 12 * GIB), ("24g", 24 * GIB), ("8192MiB", 8 * GIB)])
def test_memory_is_given_as_people_write_it(text: str, size: int) -> None:
    """Cards are sold in GB and mean GiB."""
    assert device.of_memory(text).free == size


@pytest.mark.parametrize("text", ["much", "", "-3GiB", "0", "1.2.3g"])
def test_what_is_no_size_is_one_line(text: str) -> None:
    """With an example of one."""
    with pytest.raises(MailwrightError, match="write it as 12GiB"):
        device.of_memory(text)


def driver(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str, capability: str | None = "8.9") -> None:
    """A program in place of the driver's, alone on the path; None for the capability is a driver too old to be asked for it."""
    program = folder / "nvidia-smi"
    more = f"print({says!r}, {capability!r}, sep=', ')" if capability else "sys.exit(2)"
    program.write_text(f"#!{sys.executable}\nimport sys\nif 'compute_cap' in sys.argv[1]: {more}\nelse: print({says!r})\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_the_card_is_asked_through_its_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and memory; a driver that has no card to show means the CPU."""
    driver(tmp_path, monkeypatch, "NVIDIA GeForce RTX 4090, 24564, 23500")
    found = device.here()
    assert (found.kind, found.total, found.free) == ("cuda", 24564 << 20, 23500 << 20)
    assert found.flops == device.FLOPS["RTX 4090"]
    driver(tmp_path, monkeypatch, "No devices were found")
    assert device.here().kind == "cpu"


@pytest.mark.parametrize(("capability", "bf16"), [("8.0", True), ("7.5", False), ("[N/A]", True), (None, True)])
def test_bfloat16_is_for_cards_that_multiply_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capability: str | None, bf16: bool
) -> None:
    """Not for an RTX 20xx, which emulates it; a driver that does not know the question has the benefit of the doubt."""
    driver(tmp_path, monkeypatch, "NVIDIA GeForce RTX 2080 Ti, 11264, 11000", capability)
    assert device.here().bf16 == bf16


@pytest.mark.parametrize(
    ("free", "name"),
    [(23.5, "llama3-8b-24gb"), (11.5, "llama3-8b-12gb"), (7.8, "llama3-8b-8gb"), (4.0, None)],
)
def test_auto_takes_the_largest_recipe_that_fits(free: float, name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """By free memory, the largest first; none on a card too small for any."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(Recipe, "out", Path("nowhere"))
    found = plan.largest(card(free))
    assert (found.stem if found else None) == name


def test_auto_stays_with_a_recipe_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory that Ollama holds after training must not make the next step look for another recipe's files."""
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    (tmp_path / "out" / "llama3-8b-24gb").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    found = plan.largest(Device("cuda", "a card", 24 * GIB, 4 * GIB, None))
    assert found
    assert found.stem == "llama3-8b-24gb"


@pytest.mark.parametrize("name", ["llama3-8b-12gb", "smollm2-135m-cpu"])
def test_auto_stays_with_a_smaller_recipe_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Memory that Ollama gives back after the dataset was built must not make the next step look for another recipe's dataset.

    One line says which larger recipe there is room for, and none where there is none.
    """
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    (tmp_path / "out" / name / "dataset").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for free, larger in ((24, True), (3, False)):
        found = plan.largest(Device("cuda", "a card", 24 * GIB, free * GIB, None))
        assert found
        assert found.stem == name
        said = f"recipe: {name}, as out/{name} is there; the card has room for --recipe configs/llama3-8b-24gb.yaml\n"
        assert capsys.readouterr().err == (said if larger else "")


def run(recipe: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "importtime", "-m", "training", "plan", "--recipe", str(recipe), *options]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)


def test_the_door_answers_without_torch_and_says_by_its_exit_code_whether_it_fits(
    recipe_file: Callable[..., Path], tiny_llama: Path
) -> None:
    """0 with every part on standard output as JSON; 1 where it does not fit, with what would."""
    recipe = recipe_file(model={"base": str(tiny_llama)}, training={"batch_size": 64, "gradient_checkpointing": False})
    fits = run(recipe, "--memory", "24GiB", "--json")
    assert fits.returncode == 0, fits.stderr[-2000:]
    told = json.loads(fits.stdout)
    assert told["fits"]
    assert told["total"] == pytest.approx(sum(told["parts"].values()))
    assert "torch" not in fits.stderr.replace("torch-free", "")
    tight = run(recipe, "--memory", f"{(told['total'] - 20e6) / 2**20:.0f}MiB")
    assert tight.returncode == 1, tight.stderr[-2000:]
    assert "would fit: add --set training.batch_size=32 --set training.accumulation=16" in tight.stderr


@pytest.mark.parametrize(
    ("room", "code", "said"),
    [
        (1.01, 0, ("fits", "fits")),
        (0.99, 0, ("fits", "does not fit", "prefer would fit: add --set training.batch_size=32 --set training.accumulation=16")),
        (0.02, 1, ("does not fit", "does not fit", "prefer fits with no lighter setting")),
    ],
    ids=["both fit", "prefer does not", "nothing does"],
)
def test_prefer_is_told_beside_it_and_does_not_decide(
    recipe_file: Callable[..., Path], tiny_llama: Path, capsys: pytest.CaptureFixture[str], room: float, code: int, said: tuple[str, ...]
) -> None:
    """Whether its larger step fits, and which setting would make it fit; the exit code is that of fine-tuning."""
    settings = {"batch_size": 64, "accumulation": 8, "gradient_checkpointing": False}
    recipe = recipes.load(recipe_file(model={"base": str(tiny_llama)}, training=settings))
    needed = plan.plan(recipe, card(24)).prefer
    assert plan.show(recipe, f"{needed * room / 2**20:.0f}MiB", as_json=False) == code
    err = capsys.readouterr().err
    peak, prefer, *more = said
    assert [line.split("GiB")[1].strip() for line in err.splitlines() if "  peak" in line] == [peak, prefer]
    assert all(line in err for line in more)
    assert ("prefer would fit" in err) == (prefer != "fits" and code == 0)
    plan.show(recipe, f"{needed * room / 2**20:.0f}MiB", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["prefer_fits"], bool(told["prefer_advice"])) == (prefer == "fits", "prefer would fit" in err)


def test_a_packed_step_is_counted_with_its_mask(recipe_file: Callable[..., Path], tiny_llama: Path) -> None:
    """Which keeps the rows apart, and which pairs, that are never packed, do not have."""
    recipe, packed = (recipes.load(recipe_file(model={"base": str(tiny_llama)}, training={"packing": p})) for p in (False, True))
    one, several = (plan.plan(each, card(24)) for each in (recipe, packed))
    assert several.parts["activations"] > one.parts["activations"]
    assert several.prefer == one.prefer


def test_time_is_told_once_the_rows_are_known(recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows) -> None:
    """Longest row, supervised tokens and all tokens come from the dataset; before, the recipe's limits stand in and no time is told."""
    recipe = recipes.load(recipe_file(model={"base": str(tiny_llama)}, training={"epochs": 2}))
    at = Device("cpu", "2 CPU cores", 8 * GIB, 8 * GIB, 1e11)
    before = plan.plan(recipe, at)
    place_rows(dataset_rows, recipe.out / "dataset", 8)
    after = plan.plan(recipe, at)
    rows = [json.loads(line) for line in (recipe.out / "dataset" / "train.jsonl").read_text().splitlines()]
    assert (before.seconds, before.tokens) == (None, None)
    assert after.tokens == 2 * sum(row["tokens"] for row in rows)
    assert after.seconds
    assert after.total < before.total
