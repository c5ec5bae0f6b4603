"""Merging an adapter into its base: which tensors change, by how much, and which pairs are refused. Tiny Llamas, made in place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, BitsAndBytesConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from export.adapter import Adapter
from export.merge import Mode, merge, size
from pipeline.errors import MailwrightError

LINEAR = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
TEMPLATE = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
MakeBase = Callable[..., Path]
MakeAdapter = Callable[..., Adapter]


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    special = ["<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
    trainer = trainers.BpeTrainer(vocab_size=300, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    bpe.train_from_iterator(["Dear Dana Reyes, thank you for your time."] * 4, trainer)
    fast = PreTrainedTokenizerFast(tokenizer_object=bpe, eos_token="<|end|>", bos_token="<|system|>")
    fast.chat_template = TEMPLATE
    return fast


@pytest.fixture
def make_base(tmp_path: Path, tokenizer: PreTrainedTokenizerFast) -> MakeBase:
    def make(name: str = "base", *, hidden: int = 64, layers: int = 2, dtype: torch.dtype = torch.float32, shard: str = "1GB") -> Path:
        torch.manual_seed(0)
        config = LlamaConfig(
            vocab_size=300, hidden_size=hidden, intermediate_size=128, num_hidden_layers=layers, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=256, tie_word_embeddings=True, bos_token_id=1, eos_token_id=0,
            rope_parameters={"rope_type": "default", "rope_theta": 12345.0},
        )  # fmt: skip
        model = LlamaForCausalLM(config)
        torch.nn.Module.to(model, dtype=dtype)
        model.save_pretrained(tmp_path / name, max_shard_size=shard)
        tokenizer.save_pretrained(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def make_adapter(tmp_path: Path) -> MakeAdapter:
    def make(base: Path, *, b: float = 0.02, **lora: object) -> Adapter:
        torch.manual_seed(1)
        settings: dict[str, object] = {"r": 4, "lora_alpha": 8, "target_modules": "all-linear", "task_type": "CAUSAL_LM", **lora}
        model = get_peft_model(AutoModelForCausalLM.from_pretrained(base), LoraConfig(**settings))
        for name, parameter in model.named_parameters():
            if "lora_B" in name:
                parameter.data = torch.randn_like(parameter) * b
        model.save_pretrained(str(tmp_path / "adapter"))
        return Adapter.load(tmp_path / "adapter")

    return make


@pytest.fixture
def merged(tmp_path: Path) -> Callable[[Path, Adapter, Mode], Path]:
    def run(base: Path, adapter: Adapter, mode: Mode) -> Path:
        target = tmp_path / f"merged-{mode}"
        target.mkdir()
        merge(base, adapter, target, mode)
        return target

    return run


Run = Callable[[Path, Adapter, Mode], Path]


def tensors(folder: Path) -> dict[str, torch.Tensor]:
    return {name: t for file in sorted(folder.glob("*.safetensors")) for name, t in load_file(file).items()}


def test_the_merged_folder_holds_exactly_these_files(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """Weights, configuration, tokenizer; nothing half-written, nothing of the adapter."""
    base = make_base()
    target = merged(base, make_adapter(base), "base")
    assert sorted(p.name for p in target.iterdir()) == [
        "chat_template.jinja", "config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json",
    ]  # fmt: skip


def test_every_targeted_tensor_changes_and_no_other(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """Seven linear layers per block; embeddings, which the head is tied to, and norms keep every bit."""
    base = make_base()
    before, after = tensors(base), tensors(merged(base, make_adapter(base), "base"))
    assert before.keys() == after.keys()
    assert "lm_head.weight" not in after
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {f"model.layers.{i}.{'self_attn' if n[0] in 'qkvo' else 'mlp'}.{n}.weight" for i in range(2) for n in LINEAR}


def test_base_merge_is_what_peft_computes(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """The delta tensor by tensor equals PEFT's own merge of the unquantised model."""
    base = make_base()
    adapter = make_adapter(base)
    found = tensors(merged(base, adapter, "base"))
    peft = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), str(adapter.folder)).merge_and_unload()
    for name, tensor in peft.state_dict().items():
        if name in found:
            torch.testing.assert_close(found[name], tensor, atol=1e-6, rtol=0)


def test_rank_stabilised_adapters_have_their_own_scale(make_base: MakeBase, make_adapter: MakeAdapter) -> None:
    """alpha / sqrt(r) instead of alpha / r."""
    assert make_adapter(make_base(), use_rslora=True).scale == pytest.approx(8 / 2)


def test_nf4_merge_is_the_quantised_base_plus_the_adapter(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """Equals transformers' own NF4 load with double quantisation, dequantised and then merged by PEFT; differs from the base merge."""
    base = make_base()
    adapter = make_adapter(base)
    config = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True)
    quantised = AutoModelForCausalLM.from_pretrained(base, quantization_config=config, dtype=torch.float32)
    quantised = quantised.dequantize()
    quantised.is_loaded_in_4bit = quantised.is_quantized = False
    expected = PeftModel.from_pretrained(quantised, str(adapter.folder)).merge_and_unload().state_dict()
    found, plain = tensors(merged(base, adapter, "nf4")), tensors(merged(base, adapter, "base"))
    for name, tensor in found.items():
        torch.testing.assert_close(tensor, expected[name], atol=1e-6, rtol=0)
        assert torch.equal(tensor, plain[name]) == (not name.endswith("proj.weight"))


def test_nf4_rounds_also_what_the_adapter_does_not_target(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """Trained with an adapter on two layers, the others were quantised all the same."""
    base = make_base()
    adapter = make_adapter(base, target_modules=["q_proj", "v_proj"])
    before, after = tensors(base), tensors(merged(base, adapter, "nf4"))
    assert sum(not torch.equal(before[name], after[name]) for name in before) == 2 * len(LINEAR)


def test_a_sharded_base_is_merged_shard_by_shard(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """The same tensors as from one file, in the base's own shards, with its index."""
    sharded = make_base("sharded", shard="100KB")
    adapter = make_adapter(sharded)
    target = merged(sharded, adapter, "nf4")
    shards = sorted(p.name for p in sharded.glob("model*"))
    assert len(shards) > 2
    assert sorted(p.name for p in target.glob("model*")) == shards
    one = target.with_name("one")
    one.mkdir()
    merge(make_base("whole"), adapter, one, "nf4")
    for name, tensor in tensors(one).items():
        assert torch.equal(tensor, tensors(target)[name])


def test_weights_keep_the_type_of_the_base(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """A bfloat16 base gives a bfloat16 model of the same size."""
    base = make_base(dtype=torch.bfloat16)
    target = merged(base, make_adapter(base), "nf4")
    assert {t.dtype for t in tensors(target).values()} == {torch.bfloat16}
    assert size(target) == size(base)


def test_tokenizer_files_are_copied_byte_for_byte(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """A tokenizer saved again by a library may no longer be recognised by the converter."""
    base = make_base()
    (base / "tokenizer.json").write_text((base / "tokenizer.json").read_text() + "\n  \n")
    target = merged(base, make_adapter(base), "base")
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        assert (target / name).read_bytes() == (base / name).read_bytes()


def test_the_rope_base_is_written_where_ollama_reads_it(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """transformers 5 writes it inside `rope_parameters` only."""
    base = make_base()
    assert "rope_theta" not in json.loads((base / "config.json").read_text())
    target = merged(base, make_adapter(base), "base")
    assert json.loads((target / "config.json").read_text())["rope_theta"] == 12345.0


@pytest.mark.parametrize(("other", "found"), [({"hidden": 32}, "32x128 in the base"), ({"layers": 1}, "missing in the base")])
def test_an_adapter_of_another_base_is_refused(
    make_base: MakeBase, make_adapter: MakeAdapter, merged: Run, other: dict[str, int], found: str
) -> None:
    """Other shapes, or layers that the base lacks: one line with an example, and nothing written."""
    adapter = make_adapter(make_base("its own"))
    with pytest.raises(MailwrightError, match="was trained on another base") as error:
        merged(make_base("another", **other), adapter, "base")
    assert found in str(error.value)
    assert "\n" not in str(error.value)


def test_an_untrained_adapter_is_refused(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """B is zero before the first step, so the adapter adds nothing, also where NF4 rounding changes the weights."""
    base = make_base()
    adapter = make_adapter(base, b=0)
    with pytest.raises(MailwrightError, match="adds nothing to 14 of its 14 weights"):
        merged(base, adapter, "nf4")


def test_a_diverged_adapter_is_refused(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run) -> None:
    """Weights that are not numbers would become a GGUF that writes nothing."""
    base = make_base()
    adapter = make_adapter(base, b=float("nan"))
    with pytest.raises(MailwrightError, match="not finite"):
        merged(base, adapter, "base")


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ({"use_dora": True}, "use_dora=True"),
        ({"bias": "all"}, "bias='all'"),
        ({"modules_to_save": ["lm_head"]}, "modules_to_save=['lm_head']"),
        ({"init_lora_weights": "pissa"}, "init_lora_weights='pissa'"),
        ({"peft_type": "LOHA"}, "peft_type='LOHA'"),
        ({"variant_of_the_future": {"on": 1}}, "variant_of_the_future={'on': 1}"),
    ],
)
def test_other_kinds_of_adapter_are_refused(make_base: MakeBase, make_adapter: MakeAdapter, setting: dict[str, object], shown: str) -> None:
    """Each adds something else to a weight than scale * B @ A, so merging it that way would be silently wrong."""
    folder = make_adapter(make_base()).folder
    config = json.loads((folder / "adapter_config.json").read_text())
    (folder / "adapter_config.json").write_text(json.dumps(config | setting))
    with pytest.raises(MailwrightError, match="cannot be merged") as error:
        Adapter.load(folder)
    assert shown in str(error.value)


def test_adapters_on_the_vocabulary_are_refused(make_base: MakeBase, make_adapter: MakeAdapter) -> None:
    """Embeddings and head must stay those of the tokenizer's base."""
    folder = make_adapter(make_base()).folder
    pair = {f"base_model.model.lm_head.lora_{x}.weight": torch.ones(4, 4) for x in "AB"}
    save_file({**load_file(folder / "adapter_model.safetensors"), **pair}, folder / "adapter_model.safetensors")
    with pytest.raises(MailwrightError, match="it trains lm_head"):
        Adapter.load(folder)


@pytest.mark.parametrize("name", ["adapter_config.json", "adapter_model.safetensors"])
def test_an_incomplete_adapter_folder_is_one_line(make_base: MakeBase, make_adapter: MakeAdapter, name: str) -> None:
    """A missing or cut-off file names the folder and the remedy."""
    folder = make_adapter(make_base()).folder
    (folder / name).write_bytes((folder / name).read_bytes()[:50])
    with pytest.raises(MailwrightError, match="not a readable PEFT adapter"):
        Adapter.load(folder)
    (folder / name).unlink()
    with pytest.raises(MailwrightError, match="make sft"):
        Adapter.load(folder)


def test_a_cut_off_base_is_refused_before_anything_is_written(
    make_base: MakeBase, make_adapter: MakeAdapter, merged: Run, tmp_path: Path
) -> None:
    """As after an interrupted download."""
    base = make_base()
    adapter = make_adapter(base)
    weights = base / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(MailwrightError, match="cut off"):
        merged(base, adapter, "base")
    assert list((tmp_path / "merged-base").iterdir()) == []


def test_the_base_itself_is_never_written_to(make_base: MakeBase, make_adapter: MakeAdapter, merged: Run, tmp_path: Path) -> None:
    """Tensors are overwritten in the copy only."""
    base = make_base()
    shutil.copytree(base, tmp_path / "as it was")
    merged(base, make_adapter(base), "nf4")
    for file in base.iterdir():
        assert file.read_bytes() == (tmp_path / "as it was" / file.name).read_bytes()
