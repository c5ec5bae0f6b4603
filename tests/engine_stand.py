"""A small server that speaks Ollama's native API and OpenAI's chat completions, and misbehaves as it is told.

Real sockets and real streams; each chat request is answered by the next of `replies`, the last one again and again, or by `answer`.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

PIECES = ["Subject: Nurse", "\n\nDear", " Ms Reed"]


@dataclass
class Reply:
    """How a chat request is answered. `first` and `between` are seconds of silence; `resets` is when the connection is torn down."""

    pieces: list[str] = field(default_factory=lambda: list(PIECES))
    finish: str | None = "stop"
    prompt_tokens: int | None = 30
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    error: Any = "busy"
    first: float = 0
    between: float = 0
    headers_first: bool = False
    comments: bool = False
    resets: Literal["never", "at once", "in the middle"] = "never"


class Stand(ThreadingHTTPServer):
    """`asked` are the bodies of chat requests, `heard` their headers, `at` their times; `left` is set when a caller goes away."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.replies: list[Reply] = [Reply()]
        self.answer: Callable[[dict[str, Any]], Reply] | None = None
        self.shown: dict[str, Any] = {"model_info": {"llama.context_length": 8192}}
        self.models: set[str] | None = None
        self.asked: list[dict[str, Any]] = []
        self.heard: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.at: list[float] = []
        self.left = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def next(self, body: dict[str, Any]) -> Reply:
        if self.answer:
            return self.answer(body)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # callers that leave are part of the tests


class _Handler(BaseHTTPRequestHandler):
    server: Stand

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        pass

    def do_GET(self) -> None:
        """Ollama's list of models."""
        models = [{"name": name, "model": name, "digest": name, "details": {}} for name in sorted(self.server.models or ())]
        self._json(200, {"models": models}, {})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.paths.append(self.path)
        if self.path == "/api/show":
            known = self.server.models is None or body["model"] in self.server.models
            self._json(200 if known else 404, self.server.shown if known else {"error": "not found"}, {})
            return
        self.server.asked.append(body)
        self.server.heard.append(dict(self.headers))
        self.server.at.append(time.monotonic())
        reply = self.server.next(body)
        if reply.resets == "at once":
            self._reset()
        elif reply.status != 200:
            self._json(reply.status, {"error": reply.error}, reply.headers)
        else:
            self._stream(reply, self._ollama(reply) if self.path == "/api/chat" else self._openai(reply))

    def _stream(self, reply: Reply, lines: Iterator[bytes]) -> None:
        try:
            if not reply.headers_first:
                time.sleep(reply.first)
            self.send_response(200)
            self.end_headers()
            self.wfile.flush()
            if reply.headers_first:
                self._silence(reply, reply.first)
            for number, line in enumerate(lines):
                if number:
                    self._silence(reply, reply.between)
                if number == 2 and reply.resets == "in the middle":
                    self._reset()
                    return
                self.wfile.write(line)
                self.wfile.flush()
        except OSError:
            self.server.left.set()

    def _silence(self, reply: Reply, seconds: float) -> None:
        """Nothing, or comments that keep a connection alive."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            time.sleep(min(0.05, max(ends - time.monotonic(), 0)))
            if reply.comments:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()

    def _ollama(self, reply: Reply) -> Iterator[bytes]:
        event = {"model": "m", "created_at": "2026-01-01T00:00:00Z"}
        for piece in reply.pieces:
            yield json.dumps({**event, "message": {"role": "assistant", "content": piece}, "done": False}).encode() + b"\n"
        if reply.finish:
            end = {"done": True, "done_reason": reply.finish, "prompt_eval_count": reply.prompt_tokens, "eval_count": len(reply.pieces)}
            yield json.dumps({**event, "message": {"role": "assistant", "content": ""}, **end}).encode() + b"\n"

    def _openai(self, reply: Reply) -> Iterator[bytes]:
        for piece in reply.pieces:
            yield _data({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        if reply.finish:
            yield _data({"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]})
            if reply.prompt_tokens is not None:
                yield _data({"choices": [], "usage": {"prompt_tokens": reply.prompt_tokens, "completion_tokens": len(reply.pieces)}})
            yield b"data: [DONE]\n\n"

    def _json(self, status: int, body: Any, headers: dict[str, str]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _reset(self) -> None:
        """Tears the connection down as a crashed server does: RST, no end of message."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


def _data(event: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


@contextlib.contextmanager
def standing() -> Iterator[Stand]:
    """A server that runs while the block does."""
    server = Stand()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
