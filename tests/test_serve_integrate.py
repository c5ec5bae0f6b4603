"""The examples of docs/integrate.md, word by word, before a server that speaks as Ollama does."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from serve.kept import Asked, Kept
from tests.engine_stand import Reply, Stand, standing

ROOT = Path(__file__).resolve().parents[1]
MODEL = "mailwright-smollm2-135m"
EMAIL = ["Subject: The nurse post\n\n", "Dear team,\n\nI would like to join you.\n\n", "Kind regards\nAda Mensah"]
BLOCK = re.compile(r"^## (?P<title>[^\n]+)\n(?:(?!^## ).)*?^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {found["title"]: (found["kind"], found["code"]) for found in BLOCK.finditer((ROOT / "docs" / "integrate.md").read_text("utf-8"))}


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as server:
        server.models = {MODEL, f"{MODEL}:latest"}
        server.shown |= {"capabilities": ["completion"], "details": {}}
        server.replies = [Reply(pieces=EMAIL, prompt_tokens=400)]
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the page takes for granted: two documents and the recipes."""
    (tmp_path / "cv.md").write_text(
        "# Ada Mensah\nada@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n- Cared for 12 patients\n"
    )
    (tmp_path / "job.md").write_text("# Ward Nurse\nLarch Clinic, Leeds\n\nRequirements\n- wound care\n")
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    return tmp_path


def run(title: str, folder: Path, stand: Stand) -> str:
    """What an example prints."""
    kind, code = EXAMPLES[title]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "OLLAMA_HOST": stand.address, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    environment |= {"PATH": path, "LLM_USER_PATH": str(folder), "LLM_LOAD_PLUGINS": "llm-ollama", "HOME": str(folder)}
    command = ["bash", "-c", code] if kind == "bash" else [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def asked(folder: Path, stand: Stand) -> list[dict[str, str]]:
    """The messages of request.json, as the page's first example writes them."""
    run("The request", folder, stand)
    messages: list[dict[str, str]] = json.loads((folder / "request.json").read_text())["messages"]
    return messages


def test_every_example_is_found() -> None:
    """A page whose blocks were read wrongly would pass the tests below."""
    assert list(EXAMPLES) == [
        "The request", "Ollama, by curl", "Ollama, by its Python client", "LangChain", "llm", "Our module", "MCP",
    ]  # fmt: skip
    assert all(code.count("\n") <= 10 for _, code in EXAMPLES.values())


def test_curl(asked: list[dict[str, str]], folder: Path, stand: Stand) -> None:
    """The request reaches the native chat API; the pieces come line by line."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    lines = [json.loads(line) for line in run("Ollama, by curl", folder, stand).splitlines()]
    assert "".join(line["message"]["content"] for line in lines) == "".join(EMAIL)
    assert stand.asked[0] == {"model": MODEL, "messages": asked}


@pytest.mark.parametrize(
    ("title", "needs"),
    [("Ollama, by its Python client", "ollama"), ("LangChain", "langchain_ollama"), ("llm", "llm_ollama")],
)
def test_chat_programs(title: str, needs: str, asked: list[dict[str, str]], folder: Path, stand: Stand) -> None:
    """Each hands the request over as it is and prints the email."""
    if importlib.util.find_spec(needs) is None:
        pytest.skip(f"{needs} is not installed")
    assert run(title, folder, stand).strip() == "".join(EMAIL)
    assert stand.paths[-1] == "/api/chat"
    assert stand.asked[-1]["model"].partition(":")[0] == MODEL
    assert stand.asked[-1]["messages"][-1]["content"].strip() == asked[-1]["content"].strip()


def test_our_module(folder: Path, stand: Stand) -> None:
    """The checked email, and no finding."""
    assert run("Our module", folder, stand) == "".join(EMAIL) + "\n"
    assert "Cared for 12 patients" in stand.asked[0]["messages"][-1]["content"]


def test_the_mcp_example_works_from_any_folder(tmp_path: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs start it where they like, with a command that exists and options that its parser takes."""
    from serve.__main__ import _parser

    server = json.loads(EXAMPLES["MCP"][1])["mcpServers"]["mailwright"]
    assert Path(server["command"]).parts[-3:] == (".venv", "bin", "mailwright")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OLLAMA_HOST", stand.address)
    monkeypatch.setattr(shutil, "which", lambda _: None)  # the recipe of a computer without a graphics card
    with contextlib.closing(Kept(Asked.of(_parser().parse_args(server["args"])))) as kept:
        assert kept.chosen().backend.model == MODEL
