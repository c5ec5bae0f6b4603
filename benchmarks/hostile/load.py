"""Many emails at once against one engine that goes away and comes back: none lost, none mixed up, memory flat, a full queue says so.

    python -m benchmarks.hostile load --minutes 10 --users 64

The engine is a stand-in on this computer that speaks OpenAI's protocol and answers with the name it was asked for, so that an email that
came to the wrong user is seen. Every sixth of the time it is killed, in the middle of its answers, and started again. Does not cover: what
a real model makes of 64 questions at once.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import re
import socket
import string
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from benchmarks.hostile import report
from pipeline.engines.openai import Endpoint, OpenAI
from pipeline.engines.settings import Patience
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Document, EmailRequest, Person
from serve import generate
from serve.settings import ServeSettings
from serve.turns import FullError, Turns

MARK: Final = re.compile(r"Marker[a-z]{3}")
JOB: Final = "Ward Nurse\nLarch Clinic, Leeds\n\nRequirements\n- Wound care\n"
AWAY: Final = 0.5
"""Seconds for which a killed engine is away."""


class Stand(ThreadingHTTPServer):
    """The engine. `kill` tears all connections down."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int = 0, seconds: float = 0.05) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.seconds = seconds
        self.open: set[socket.socket] = set()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def kill(self) -> None:
        """As `kill -9`: no answer is finished."""
        self.shutdown()
        self.server_close()
        for one in list(self.open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Connections that are torn down are what this is for."""


class _Handler(BaseHTTPRequestHandler):
    server: Stand

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Says nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = MARK.search(body["messages"][1]["content"])
        name = f"Ada {found[0] if found else 'nobody'}"
        self.send_response(200)
        self.end_headers()
        pieces = [
            "Subject: Ward Nurse\n\nDear team,\n\n",
            "I would like to join your ward.\n\nMay I call you this week?\n\n",
            f"Kind regards,\n{name}",
        ]
        for piece in pieces:
            self._say({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
            time.sleep(self.server.seconds)
        self._say({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self._say({"choices": [], "usage": {"prompt_tokens": 2000, "completion_tokens": 40}})
        self.wfile.write(b"data: [DONE]\n\n")

    def _say(self, event: object) -> None:
        self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
        self.wfile.flush()


@dataclass
class Tally:
    """What came of all requests. `told` are those that ended in a clear line and were asked again."""

    emails: int = 0
    mixed: int = 0
    lost: int = 0
    full: int = 0
    told: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)
    most_waiting: int = 0
    kills: int = 0
    turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def growth(self) -> float:
        """Memory in the last quarter over that in the second, in which everything is loaded."""
        quarter = max(1, len(self.memory) // 4)
        early, late = self.memory[quarter : 2 * quarter] or self.memory, self.memory[-quarter:]
        return (sum(late) / len(late)) / (sum(early) / len(early)) if early and late else 1.0

    @property
    def sound(self) -> bool:
        return not (self.mixed or self.lost) and bool(self.emails)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 1 where an email was lost or mixed up."""
    parser = argparse.ArgumentParser("python -m benchmarks.hostile load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, metavar="N", help="how long (default: 10)")
    parser.add_argument("--users", type=int, default=64, metavar="N", help="how many ask at once (default: 64)")
    parser.add_argument("--dry", action="store_true", help="print the table instead of writing it into docs/reliability.md")
    args = parser.parse_args(argv)
    tally = run(args.users, args.minutes * 60)
    table = _table(tally, args.users, args.minutes)
    print(table)
    if not args.dry:
        report.rewrite("load", table)
    return int(not tally.sound)


def run(users: int, seconds: float, at_once: int = 16, waiting: int = 64, kills: int = 5) -> Tally:
    """So many users, each with one email after the other for so long."""
    tally, turns, stand = Tally(), Turns(at_once, waiting), Stand()
    port, patience = stand.server_port, Patience(tries=8, pause_seconds=0.2, longest_pause_seconds=2, connect_seconds=5)
    backend = OpenAI("stand", Endpoint(f"http://127.0.0.1:{port}/v1", None, "OPENAI_API_KEY"), patience)
    _user(users, backend, turns, tally, 0)  # loads all that is loaded once, before the clock starts
    ends = time.monotonic() + seconds
    threads = [threading.Thread(target=_user, args=(number, backend, turns, tally, ends)) for number in range(users)]
    for thread in threads:
        thread.start()
    with contextlib.closing(backend):
        for moment in _moments(ends, seconds, kills, tally, turns):
            del moment
            stand.kill()
            time.sleep(min(AWAY, seconds / 20))
            stand, tally.kills = Stand(port), tally.kills + 1
        for thread in threads:
            thread.join(120)
        tally.lost += sum(thread.is_alive() for thread in threads)
    stand.kill()
    return tally


def _moments(ends: float, seconds: float, kills: int, tally: Tally, turns: Turns) -> Iterator[int]:
    """Looks at memory and queue until the end; yields when it is time for a kill."""
    due = [ends - seconds + (number + 1) * seconds / (kills + 1) for number in range(kills)]
    while (now := time.monotonic()) < ends or due:
        tally.memory.append(_memory())
        tally.most_waiting = max(tally.most_waiting, turns.waiting)
        if due and now >= due[0]:
            due.pop(0)
            yield len(due)
        time.sleep(min(0.5, seconds / 40))


def _user(number: int, backend: OpenAI, turns: Turns, tally: Tally, ends: float) -> None:
    """One person, who asks again after a clear line, as a person would, until the time is over and there is an email at least."""
    mark, settings, own = _mark(number), ServeSettings(attempts=1), 0
    request = _request(mark)
    while time.monotonic() < ends or not own:
        try:
            with turns.taken():
                draft = generate.email(request, backend, settings, 1600)
        except FullError:
            with tally.turn:
                tally.full += 1
            time.sleep(0.1)
        except MailwrightError as error:
            with tally.turn:
                tally.told[re.sub(r"[\d.:]+", "N", str(error))[:90]] += 1
        except Exception as error:  # whatever else comes out is what this looks for
            with tally.turn:
                tally.lost, own = tally.lost + 1, own + 1
                tally.told[type(error).__name__] += 1
        else:
            found = set(MARK.findall(draft.email.text()))
            with tally.turn:
                tally.emails, own = tally.emails + 1, own + 1
                tally.mixed += found != {mark}


def _mark(number: int) -> str:
    letters = string.ascii_lowercase
    return f"Marker{letters[number // 676 % 26]}{letters[number // 26 % 26]}{letters[number % 26]}"


def _request(mark: str) -> EmailRequest:
    job = Document(kind="job", text=JOB, source="job.txt", media_type="text/plain", sha256="0" * 64)
    return EmailRequest(direction=Direction.APPLICATION, job=job, sender=Person(name=f"Ada {mark}"), date=dt.date(2026, 11, 2))


def _memory() -> int:
    """Resident memory of this process, in KB; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/status").read_text(encoding="ascii").partition("VmRSS:")[2].split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _table(tally: Tally, users: int, minutes: float) -> str:
    rows = {
        "emails": tally.emails, "mixed up between users": tally.mixed, "lost": tally.lost, "engine killed": tally.kills,
        "ended in a clear line and asked again": sum(tally.told.values()), "told that the queue is full": tally.full,
        "most waiting": tally.most_waiting, "memory, last quarter over second": f"{tally.growth:.3f}",
        "memory at the end, MB": tally.memory[-1] // 1024,
    }  # fmt: skip
    lines = [f"{users} users for {minutes:g} minutes, {dt.datetime.now(dt.UTC):%Y-%m-%d}.", "", "| | |", "| --- | --: |"]
    lines += [f"| {name} | {value} |" for name, value in rows.items()]
    return "\n".join([*lines, "", *(f"- {count} times: {line}" for line, count in tally.told.most_common(5))])
