"""A small server that takes a model as Ollama does: blobs by digest, create, show, chat. Keeps what it was sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Stand(ThreadingHTTPServer):
    """`blobs` by digest, `models` by name (their create requests); `exchanged` are (path, request, answers) of JSON calls."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.version = "0.12.6"
        self.blobs: dict[str, int] = {}
        self.models: dict[str, dict[str, Any]] = {}
        self.exchanged: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = []
        self.uploads = 0
        self.disk = 1 << 40
        self.last_status = "success"
        self.reads: Callable[[list[dict[str, str]]], int] = lambda _messages: 0
        self.email = "Subject: Baker\n\nDear team,"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Stand

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        pass

    def do_HEAD(self) -> None:
        self.send_response(200 if self.path.rpartition("/")[2] in self.server.blobs else 404)
        self.end_headers()

    def do_GET(self) -> None:
        self._answer(200, {}, [{"version": self.server.version}])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/api/blobs/"):
            self._blob(self.path.rpartition("/")[2], body)
            return
        asked = json.loads(body)
        kinds = {"/api/show": self._show, "/api/create": self._create, "/api/chat": self._chat}
        kinds[self.path](asked)

    def _blob(self, digest: str, body: bytes) -> None:
        if len(body) > self.server.disk:
            self._answer(500, {}, [{"error": "write /models/blobs/x: no space left on device"}])
            return
        assert digest == f"sha256:{hashlib.sha256(body).hexdigest()}"
        self.server.blobs[digest] = len(body)
        self.server.uploads += 1
        self.send_response(201)
        self.end_headers()

    def _show(self, asked: dict[str, Any]) -> None:
        made = self.server.models.get(asked["model"])
        if made is None:
            self._answer(404, asked, [{"error": f"model '{asked['model']}' not found"}])
            return
        digest = next(iter(made["files"].values())).replace(":", "-")
        self._answer(200, asked, [{"modelfile": f"FROM /models/blobs/{digest}\n", "details": {"family": "llama"}}])

    def _create(self, asked: dict[str, Any]) -> None:
        assert set(asked["files"].values()) <= self.server.blobs.keys()
        self.server.models[asked["model"]] = asked
        self._answer(200, asked, [{"status": "parsing GGUF"}, {"status": "writing manifest"}, {"status": self.server.last_status}])

    def _chat(self, asked: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": self.server.email}
        counts = {"prompt_eval_count": self.server.reads(asked["messages"]), "eval_count": 8}
        event = {"model": asked["model"], "created_at": "2026-01-01T00:00:00Z", "message": message, "done": True, "done_reason": "stop"}
        self._answer(200, asked, [event | counts])

    def _answer(self, status: int, asked: dict[str, Any], events: list[dict[str, Any]]) -> None:
        if status == 200:
            self.server.exchanged.append((self.path, asked, events))
        data = "".join(json.dumps(event) + "\n" for event in events).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-ndjson" if len(events) > 1 else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
