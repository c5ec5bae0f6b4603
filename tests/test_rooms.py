"""The rooms and their doors in the wall: who may import whom, that the light rooms stay light, and that the wheel holds every file."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "pipeline": set(),
    "training": {"pipeline"},
    "export": {"pipeline"},
    "serve": {"pipeline"},
    "evaluation": {"pipeline", "serve"},
}
"""What each room may import of this project, besides itself."""
LIGHT = ("pipeline", "serve")
HEAVY = {"torch", "transformers", "trl", "peft", "bitsandbytes", "accelerate", "datasets"}
MODULES = sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))
OURS = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/*.py") if not path.parent.name.startswith(".")}


def imported(path: Path) -> Iterator[str]:
    """The packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_the_rooms_are_found() -> None:
    """The lists above are not empty, and no room lacks its rule."""
    rooms = {path.parent.name for path in ROOT.glob("*/__main__.py")}
    assert {"pipeline", "training", "export", "serve"} <= rooms <= set(MAY_IMPORT)
    assert {"data", "tests"} < OURS
    assert len(MODULES) > 60


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    """A module imports its own room and those below it, wherever in the module; the light rooms name no training library at all."""
    room = path.relative_to(ROOT).parts[0]
    found = set(imported(path))
    assert found & OURS <= MAY_IMPORT[room] | {room}
    if room in LIGHT:
        assert not found & HEAVY


def test_a_wrong_import_would_be_found(tmp_path: Path) -> None:
    """Inside functions, with an alias, from a submodule."""
    module = tmp_path / "m.py"
    module.write_text("def f():\n    import torch.nn as nn\n    from serve.draft import save\nif 1:\n    from . import torch_like\n")
    assert set(imported(module)) == {"torch", "serve"}


def modules_after(code: str, folder: Path) -> set[str]:
    """The top-level modules that are loaded when a program has run."""
    end = "\nimport json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}{end}"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_a_build_loads_no_training_library(recipe_file: Callable[..., Path], tmp_path: Path) -> None:
    """The whole stage on two triples, PDF, Word and HTML among their files, and the reading of documents itself."""
    rows = [json.loads(line) for line in (ROOT / "data" / "triples.jsonl").read_text(encoding="utf-8").splitlines()]
    pdf = next(row for row in rows if row["resume"].endswith(".pdf"))
    word = next(row for row in rows if row["resume"].endswith(".docx") and row["job"].endswith(".html"))
    for row in (pdf, word):
        row |= {kind: str(ROOT / "data" / row[kind]) for kind in ("resume", "job", "email")}
    (tmp_path / "triples.jsonl").write_text("\n".join(json.dumps(row) for row in (pdf, word)))
    recipe = recipe_file(data={"manifest": "triples.jsonl", "max_length": 1600, "prompt_tokens": 1200})
    (tmp_path / "page.html").write_text("<html><body><main><h1>Nurse</h1><p>Lead a ward of 12 beds in Leeds.</p></main></body></html>")
    files = [("page.html", "job"), *((row[kind], kind) for row in (pdf, word) for kind in ("resume", "job"))]
    loaded = modules_after(
        f"from pipeline.__main__ import main\nmain(['build', '--recipe', {str(recipe)!r}])\n"
        "from pipeline.documents.worker import read_here\n"
        f"for source, kind in {files!r}: read_here(source, kind)",
        tmp_path,
    )
    assert len((tmp_path / "out" / "tiny" / "dataset" / "triples.jsonl").read_text().splitlines()) == 2
    assert {"pypdfium2", "trafilatura", "tokenizers", "gguf"} <= loaded
    assert not loaded & HEAVY


def test_serving_loads_no_training_library(tmp_path: Path) -> None:
    """The generation module, its backends and everything else of the room."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in MODULES if path.parts[len(ROOT.parts)] == "serve"]
    assert "serve.generate" in names
    loaded = modules_after("\n".join(f"import {name.removesuffix('.__init__')}" for name in names), tmp_path)
    assert {"serve", "pipeline"} <= loaded
    assert not loaded & HEAVY


def test_the_wheel_holds_every_file_of_the_rooms(tmp_path: Path) -> None:
    """Prompts, templates and type markers as well as modules, and nothing of tests or data."""
    pytest.importorskip("setuptools", minversion="77", reason="building the wheel needs setuptools")
    rooms = [name for name in MAY_IMPORT if (ROOT / name).is_dir()]
    source = tmp_path / "source"
    for name in rooms:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(ROOT / name, source / name)
    (source / "tests").mkdir()
    (source / "tests" / "test_x.py").touch()
    code = f"from setuptools import build_meta; build_meta.build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    wanted = {str(path.relative_to(source)) for name in rooms for path in (source / name).rglob("*") if path.is_file()}
    assert held == wanted
    assert {"pipeline/prompts/request.jinja", "export/templates/llama3.tmpl", "serve/py.typed"} <= held
