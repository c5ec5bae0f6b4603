"""A blind page for people who judge: two emails for a request, which is better and why. `python -m evaluation rate`.

Serves this computer alone (127.0.0.1) and stores every answer at once. The page does not tell who wrote which, needs no script, and the
order is by chance for each rater. A request must come to this address by its name and with the page's own token, so that no other site
can read or rate. Does not cover: raters on other machines, and passwords; whoever sits here may rate under any name.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation import duels
from evaluation.duels import Arena, Duel, Rating
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

HOST: Final = "127.0.0.1"
_MOST: Final = 20_000
"""Bytes of a form."""
_LONGEST: Final = {"rater": 60, "reason": 1000}
_HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class RefusedError(MailwrightError):
    """A request that is not from this page."""


class Room(ThreadingHTTPServer):
    """The page of one comparison. `port` 0 takes any free one; `address` says where it is."""

    daemon_threads = True

    def __init__(self, arena: Arena, file: Path, port: int) -> None:
        """Raises MailwrightError where the port is taken."""
        self.arena = arena
        self.file = file
        self.token = secrets.token_urlsafe(24)
        self.lock = threading.Lock()
        try:
            super().__init__((HOST, port), _Page)
        except OSError as error:
            msg = f"port {port}: {error.strerror}; take another with --port, or 0 for any"
            raise MailwrightError(msg) from error

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    @cached_property
    def template(self) -> Template:
        """The page; emails and documents are data in it."""
        folder = FileSystemLoader(Path(__file__).parent / "templates")
        return Environment(loader=folder, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
            "rate.html.jinja"
        )

    def next(self, rater: str) -> tuple[Duel | None, int]:
        """The first duel that the rater has not judged, and how many of them are done."""
        done = {one.duel for one in duels.read(self.file) if one.rater == rater}
        return next((duel for duel in self.arena.duels if duel.id not in done), None), sum(d.id in done for d in self.arena.duels)

    def take(self, form: Mapping[str, str]) -> None:
        """Stores what a form says. Raises RefusedError where it is not of this page."""
        if not secrets.compare_digest(form.get("token", "").encode(), self.token.encode()):
            msg = "this form is of a page that was served before; open the page again"
            raise RefusedError(msg)
        duel = next((one for one in self.arena.duels if one.id == form.get("duel")), None)
        rater, choice = _name(form), form.get("choice")
        if duel is None or not rater or choice not in {"left", "right", "neither"}:
            msg = "the form lacks the rater's name, the pair or the choice"
            raise RefusedError(msg)
        left = duel.left(rater)
        right = duel.b if left == duel.a else duel.a
        rating = Rating(
            rater=rater, duel=duel.id, request=duel.request, a=duel.a, b=duel.b, left=left,
            winner={"left": left, "right": right, "neither": None}[choice],
            reason=" ".join(form.get("reason", "").split())[: _LONGEST["reason"]],
            date=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        )  # fmt: skip
        with self.lock:
            duels.keep(self.file, rating)

    def page(self, rater: str) -> str:
        """What the rater sees next."""
        duel, done = self.next(rater) if rater else (None, 0)
        return self.template.render(
            rater=rater, token=self.token, duel=duel, done=done, total=len(self.arena.duels),
            emails=duel.shown(rater) if duel else None, request=self.arena.requests[duel.request].request if duel else None,
        )  # fmt: skip


class _Page(BaseHTTPRequestHandler):
    """One request."""

    server: Room
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if not self._ours():
            return
        if asked.path != "/":
            self._say(HTTPStatus.NOT_FOUND, "There is nothing here.")
            return
        self._say(HTTPStatus.OK, self.server.page(_name(_first(asked.query))))

    def do_POST(self) -> None:
        if not self._ours():
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST:
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The form is too long.")
            return
        form = _first(self.rfile.read(int(length)).decode(errors="replace"))
        try:
            self.server.take(form)
        except RefusedError as error:
            self._say(HTTPStatus.BAD_REQUEST, str(error))
            return
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/?" + urlencode({"rater": _name(form)}))
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the library's names
        """Nothing: names of raters stay out of logs."""

    def _ours(self) -> bool:
        """Another name that leads here may be a stranger's, who then reads the page as his own."""
        ours = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        if self.headers.get("Host") in ours:
            return True
        self._say(HTTPStatus.FORBIDDEN, f"Open {self.server.address} on this computer.")
        return False

    def _say(self, status: HTTPStatus, text: str) -> None:
        headers = _HEADERS if status is HTTPStatus.OK else {**_HEADERS, "Content-Type": "text/plain; charset=utf-8"}
        body = text.encode(errors="replace")
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _name(form: Mapping[str, str]) -> str:
    return " ".join(form.get("rater", "").split())[: _LONGEST["rater"]]
