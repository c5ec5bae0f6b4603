"""Many emails about one posting, in threads: one row per resume, each row at its own state.

    many = Many(named(files), posting, wish, engine.shared.chosen)
    many.start()
    many.rows[0].state, many.rows[0].version                from any thread, at any time
    many.stop()

Requests are made as `mailwright batch` makes them (`serve.batch_plan`). A resume that cannot be read costs its row and no other. Emails at
which nobody looks any more, because their tab was closed, stop by themselves. Knows nothing of Streamlit, and keeps everything in memory.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from pipeline import profile
from pipeline.engines.stop import Stop, StoppedError
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Length, Style
from serve import batch_plan, generate, uploads
from serve.app import work
from serve.app.version import Version
from serve.batch_plan import Pair, Shelf
from serve.batch_run import AT_ONCE, FAILURES
from serve.threads import until

if TYPE_CHECKING:
    from pipeline.schema import Document, EmailRequest, JobFacts, Person, ResumeFacts
    from serve.chosen import Chosen

State = Literal["waiting", "reading", "writing", "written", "problem", "stopped"]


@dataclass
class Row:
    """One candidate. `accepted` is None as long as nobody decided."""

    name: str
    state: State = "waiting"
    candidate: str = ""
    problem: str = ""
    version: Version | None = None
    accepted: bool | None = None


@dataclass(frozen=True)
class Wish:
    """What holds for every email."""

    sender: Person
    style: Style = Style.FORMAL
    length: Length = Length.STANDARD


@dataclass
class Many:
    """All rows, and the thread that works on them."""

    files: Mapping[str, bytes]
    posting: Document
    wish: Wish
    chosen: Callable[[], Chosen]
    rows: list[Row] = field(init=False)
    problem: str = ""
    _stop: Stop = field(default_factory=Stop)
    _seen: float = field(default_factory=time.monotonic)
    _failures: int = 0
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        self.rows = [Row(name) for name in self.files]

    def start(self) -> None:
        self._thread = threading.Thread(target=self._work, name="mailwright-many", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends what is in the works; what is written stays."""
        self._stop.set()

    def join(self, seconds: float) -> None:
        """Waits for the end."""
        if self._thread:
            self._thread.join(seconds)

    def look(self) -> None:
        """Says that the tab is still there, whichever page it shows."""
        self._seen = time.monotonic()

    @property
    def running(self) -> bool:
        """Whether anything is still done; asking is looking."""
        self.look()
        return bool(self._thread and self._thread.is_alive())

    @property
    def done(self) -> int:
        """Rows on which nothing more is done."""
        return sum(row.state in {"written", "problem", "stopped"} for row in self.rows)

    def _work(self) -> None:
        from pipeline.engines.llamacpp import LlamaCpp

        try:
            chosen = self.chosen()
        except MailwrightError as error:
            self.problem = str(error)
            return
        shelf = _Uploaded(self.files, self.posting)
        # The page loads an engine in this process with one place.
        with ThreadPoolExecutor(1 if isinstance(chosen.backend, LlamaCpp) else AT_ONCE) as pool:
            for row in self.rows:
                pool.submit(self._row, row, shelf, chosen)

    def _row(self, row: Row, shelf: Shelf, chosen: Chosen) -> None:
        """One row, to its end; nothing that goes wrong leaves it."""
        self._leave()
        if self._stop.is_set() or self._failures >= FAILURES:
            row.state, row.problem = "stopped", "" if self._stop.is_set() else "not tried: the engine failed before"
            return
        try:
            with self._stop.over(), chosen.turns.taken():
                self._one(row, shelf, chosen)
        except StoppedError:
            row.state = "stopped"
        except MailwrightError as error:
            row.state, row.problem = "problem", str(error)
        except Exception as error:  # one document that trips something up must not cost the other rows
            row.state, row.problem = "problem", f"unexpected {type(error).__name__}; please report it"

    def _one(self, row: Row, shelf: Shelf, chosen: Chosen) -> None:
        row.state = "reading"
        task = batch_plan.task(self._pair(row), shelf, None)
        row.candidate, row.state = task.candidate, "writing"
        request = self._signed(task.request)
        settings = chosen.settings.model_copy(update={"seed": task.seed(chosen.backend.model, chosen.settings.seed)})
        parts = generate.stream(request, chosen.backend, settings, chosen.tokens)
        try:
            with contextlib.closing(parts):
                draft = generate.last(until(self._watched(parts), self._stop))
        except generate.NoEmailError:
            raise
        except MailwrightError:
            self._failures += 1
            raise
        self._failures = 0
        row.version, row.state = Version(draft, request), "written"

    def _watched(self, parts: Iterable[generate.Part]) -> Iterator[generate.Part]:
        for part in parts:
            self._leave()
            yield part

    def _leave(self) -> None:
        """Stops everything once nobody looks any more."""
        if time.monotonic() - self._seen > work.UNSEEN and not self._stop.is_set():
            self.problem = f"stopped: no tab showed this page for {work.UNSEEN / 60:.0f} minutes; start anew with the resumes that are left"
            self.stop()

    def _pair(self, row: Row) -> Pair:
        sender = self.wish.sender.name or ""
        return Pair(row.name, "posting", Direction.OUTREACH, sender, style=self.wish.style, length=self.wish.length)

    def _signed(self, request: EmailRequest) -> EmailRequest:
        """The request with the sender's own address."""
        return request.model_copy(update={"sender": self.wish.sender})


def named(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by names of their own: of two called `resume.pdf` the second becomes `resume (2).pdf`."""
    found: dict[str, bytes] = {}
    for name, content in files:
        path = PurePath(name)
        names = itertools.chain([name], (f"{path.stem} ({number}){path.suffix}" for number in itertools.count(2)))
        found[next(one for one in names if one not in found)] = content
    return found


class _Uploaded(Shelf):
    """Documents that were uploaded instead of lying in files."""

    def __init__(self, files: Mapping[str, bytes], posting: Document) -> None:
        super().__init__()
        self._files = files
        self._posting = posting

    def resume(self, source: str) -> tuple[Document, ResumeFacts]:
        document = uploads.read(source, self._files[source], "resume")
        return document, profile.resume(document)

    def job(self, source: str) -> tuple[Document, JobFacts]:
        return self._posting, profile.job(self._posting)
