"""One email being written, in a thread, so that a page can show it as it comes and stop it at any moment.

    work = Writing(request)
    work.start()
    work.text, work.doing, work.draft, work.problem         from any thread, at any time
    work.stop()

`stop` cuts the engine's connection, before the first word as well as between two. An email at which nobody looks any more, because its tab
was closed, stops by itself. Knows nothing of Streamlit.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.engines.stop import Stop, StoppedError
from pipeline.errors import MailwrightError
from serve import generate, variety
from serve.records import Attempt, Draft
from serve.threads import until

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.engines import Answer, Backend, Sampling
    from pipeline.schema import EmailRequest
    from serve.chosen import Chosen

UNSEEN: Final = 300.0
"""Seconds after which nobody is taken to look any more; browsers let a tab in the background ask once a minute."""
LOADING: Final = "loading the model"
WAITING: Final = "waiting for the emails before yours"
READING: Final = "reading your documents"
WRITING: Final = "writing"
CHECKING: Final = "checking every claim"


class _Told:
    """An engine that says when an answer is complete: what follows is the check."""

    def __init__(self, backend: Backend, complete: Callable[[], None]) -> None:
        self._backend = backend
        self._complete = complete
        self.model, self.context, self.count, self.close = backend.model, backend.context, backend.count, backend.close

    @property
    def continues(self) -> bool:
        """See `Backend.continues`; it can change."""
        return self._backend.continues

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        """See `Backend.stream`."""
        answer = yield from self._backend.stream(messages, sampling)
        self._complete()
        return answer


class Writing:
    """The next email for a request, the `number`-th other one where that is not 0."""

    def __init__(self, request: EmailRequest, chosen: Callable[[], Chosen], number: int = 0, paragraph: int | None = None) -> None:
        self.request = request
        self.number = number
        self.paragraph = paragraph
        self.text = ""
        self.doing = LOADING
        self.attempts: list[Attempt] = []
        self.draft: Draft | None = None
        self.problem: str | None = None
        self.began = time.monotonic()
        self._chosen = chosen
        self._stop = Stop()
        self._seen = time.monotonic()
        self._thread = threading.Thread(target=self._work, name="mailwright-writing", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends it at once; what was written so far stays in `text`."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    @property
    def running(self) -> bool:
        """Whether the thread still works; asking is looking."""
        self._seen = time.monotonic()
        return self._thread.is_alive() and not self.stopped

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def join(self, seconds: float) -> None:
        """Waits for the end."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            with self._stop.over():
                self._write()
        except StoppedError:
            self._stop.set()
        except MailwrightError as error:
            self.problem = str(error)
        except Exception as error:  # a thread that dies in silence would leave the page waiting
            self.problem = f"unexpected {type(error).__name__}; please report it, with what you asked for"

    def _write(self) -> None:
        chosen = self._chosen()
        self.doing = WAITING
        with chosen.turns.taken():
            self.doing = READING
            settings = variety.other(chosen.settings, self.number)
            parts = generate.stream(self.request, _Told(chosen.backend, self._checks), settings, chosen.tokens)
            with contextlib.closing(parts):
                self._take(parts)

    def _checks(self) -> None:
        self.doing = CHECKING

    def _take(self, parts: Generator[generate.Part, None, None]) -> None:
        for part in until(parts, self._stop):
            if isinstance(part, Draft):
                self.draft = part
            elif isinstance(part, Attempt):
                self.attempts.append(part)
                self.doing, self.text = WRITING, ""
            else:
                self.doing, self.text = WRITING, self.text + part
            if time.monotonic() - self._seen > UNSEEN:
                raise StoppedError
