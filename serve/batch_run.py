"""One model's share of a batch: the emails that the journal does not have, several in the works at once.

Documents are read in the main thread, emails are written in others; each puts its files and its line of the journal down by itself, so that
a kill costs what is in the works and nothing else.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline import engines
from pipeline.console import console
from pipeline.engines.llamacpp import LlamaCpp, most_places
from pipeline.engines.stop import Stop
from pipeline.errors import EmailError, MailwrightError
from serve import batch_plan, draft, generate, naming
from serve.batch_journal import Entry, Journal
from serve.batch_plan import Pair, Shelf, Task
from serve.threads import until

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from pipeline.engines import Backend, BackendName
    from pipeline.recipe import Recipe
    from serve.records import Attempt, Draft
    from serve.settings import ServeSettings

VERSION: Final = 3
"""Raised when an email would be asked for in another way."""
AT_ONCE: Final = 4
"""Emails in the works where a server writes them."""
FAILURES: Final = 3
"""Emails in a row that an engine fails before it is given up: the next would fail too."""


@dataclass(frozen=True)
class Model:
    """A model by the name that the command line gives it. `called` is its name in files and lists."""

    engine: BackendName
    model: str | None
    called: str
    recipe: Recipe

    @property
    def settings(self) -> ServeSettings:
        from serve.settings import ServeSettings

        return self.recipe.section(ServeSettings)

    @property
    def asked(self) -> list[object]:
        """What decides an email beside its pair: the model's file, sampling, budget."""
        file = engines.own_gguf(self.recipe) if self.model is None else self.model
        asked = self.settings.model_dump(mode="json", include={*engines.Sampling.model_fields, "attempts"})
        return [batch_plan.signature(str(file)), asked, self.recipe.data.prompt_tokens]


@dataclass(frozen=True)
class Options:
    """What holds for every email."""

    out: Path
    guard: bool
    strict: bool
    date: dt.date | None
    at_once: int | None
    limit: int | None


@dataclass
class Tally:
    """What became of every email that was planned."""

    emails: Counter[str] = field(default_factory=Counter)
    already: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.emails.total() + self.left_out.total()

    def line(self) -> str:
        """One line in which nothing is missing."""
        names = {"clean": "clean", "unsure": "to verify", "false": "with false claims", "broken": "out of shape", "no email": "no email"}
        found = [f"{self.emails[key]} {name}" for key, name in names.items() if self.emails[key]]
        found += [f"{count} left out ({reason})" for reason, count in self.left_out.items()]
        again = f"; {self.already} of them were there already" if self.already else ""
        return f"{self.total} emails: {', '.join(found) or 'nothing to do'}{again}"


@dataclass
class Run:
    """All pairs with one model."""

    model: Model
    options: Options
    journal: Journal
    tally: Tally
    bar: Progress
    shown: TaskID
    shelf: Shelf = field(default_factory=Shelf)
    stop: Stop = field(default_factory=Stop)
    turn: threading.Lock = field(default_factory=threading.Lock)
    said: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    failures: int = 0

    def write(self, pairs: Iterable[Pair]) -> None:
        """Writes what is missing; without any of it, loads no model."""
        due = self._due(pairs)
        first = next(due, None)
        if first is None:
            return
        self.bar.update(self.shown, description=f"loading {self.model.called}")
        try:
            backend = engines.choose(self.model.engine, self.model.model, self.model.recipe, places=self.options.at_once or self._most())
        except MailwrightError as error:
            console.print(str(error), style="red", markup=False)
            for _ in itertools.chain([first], due):
                self._left_out(f"{self.model.called} is not there")
            return
        self.bar.update(self.shown, description=self.model.called)
        with contextlib.closing(backend):
            self._all(itertools.chain([first], due), backend)

    def _most(self) -> int:
        return most_places(self.model.recipe.model.context)

    def _due(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """The pairs that the journal does not have, or whose files somebody deleted, each once; the others are counted."""
        for pair in itertools.islice(pairs, self.options.limit):
            slot = pair.slot(self.model.called)
            if slot in self.met:
                self._left_out("the same as an earlier row")
                continue
            self.met.add(slot)
            done = self.journal.done(slot, self._key(pair))
            if done and (not self._handed_out(done[1]) or all(file.is_file() for file in self._files(done[0]))):
                self.tally.already += 1
                self._told(done[1])
            else:
                yield pair

    def _handed_out(self, verdict: str) -> bool:
        """Whether an email of this verdict has files."""
        return verdict == "clean" or (verdict != "no email" and not self.options.strict)

    def _files(self, name: str) -> list[Path]:
        return [self.options.out / f"{name}{ending}" for ending in draft.SUFFIXES]

    def _all(self, due: Iterator[Pair], backend: Backend) -> None:
        """Keeps as many emails in the works as there are places, and as many more waiting."""
        at_once = self.options.at_once or (self._most() if isinstance(backend, LlamaCpp) else AT_ONCE)
        running: set[Future[str]] = set()
        with ThreadPoolExecutor(at_once) as pool:
            try:
                for pair in due:
                    if self.failures >= FAILURES:
                        self._left_out(f"{self.model.called} failed")
                    elif task := self._task(pair):
                        running.add(pool.submit(self._one, task, self._name(task), backend))
                    if len(running) >= 2 * at_once:
                        running = self._settled(running, FIRST_COMPLETED)
                self._settled(running, ALL_COMPLETED)
            except BaseException:
                self.stop.set()
                pool.shutdown(cancel_futures=True)
                raise

    def _task(self, pair: Pair) -> Task | None:
        """The pair with its documents; None where one cannot be read, which is said once."""
        try:
            return batch_plan.task(pair, self.shelf, self.options.date)
        except MailwrightError as error:
            reason = str(error)
            if reason not in self.said:
                self.said.add(reason)
                console.print(reason, style="red", markup=False)
            self._left_out("a file or a name is missing")
            return None

    def _settled(self, running: set[Future[str]], when: str) -> set[Future[str]]:
        done, rest = wait(running, return_when=when)
        for future in done:
            try:
                verdict = future.result()
            except MailwrightError as error:
                self.failures += 1
                console.print(str(error), style="red", markup=False)
                self._left_out(f"{self.model.called} failed")
            except OSError:  # a full disk is full for all
                raise
            except Exception as error:  # one document that trips the checker up must not cost the other emails
                console.print(f"an email was not written: unexpected {type(error).__name__}; please report it", style="red", markup=False)
                self._left_out("unexpected error")
            else:
                self.failures = 0
                self._told(verdict)
        return rest

    def _name(self, task: Task) -> str:
        """A name for its files, given in the order of the plan: that in which emails come in would change from run to run."""
        with self.turn:
            return self.journal.name(task.pair.slot(self.model.called), _name(task, self.model))

    def _one(self, task: Task, name: str, backend: Backend) -> str:
        """Writes one email and its line in the journal; the verdict. Raises MailwrightError where the engine fails."""
        entry, found = self._entry(task, name, backend)
        with self.turn:
            for file in self._files(entry.name):
                if found and self._handed_out(entry.verdict):
                    _save(file, task, found)
                else:  # an email of an earlier run would lie there under this one's verdict
                    file.unlink(missing_ok=True)
            self.journal.add(entry)
        return entry.verdict

    def _entry(self, task: Task, name: str, backend: Backend) -> tuple[Entry, Draft | None]:
        from pipeline.prompt import compose

        settings = self.model.settings
        settings = settings.model_copy(update={"seed": task.seed(self.model.called, settings.seed)})
        entry = self._blank(task, name, settings.seed)
        try:
            prompt = compose(task.request, self.model.recipe.data.prompt_tokens, backend.count, (task.resume, task.job))
            parts = generate.guarded(prompt, task.request, backend, settings, guard=self.options.guard)
            with self.stop.over(), contextlib.closing(parts):
                found = generate.last(until(parts, self.stop))
        except EmailError as error:
            return _without(entry, error, error.attempts if isinstance(error, generate.NoEmailError) else ()), None
        try:
            draft.message(task.request, found.email)
        except MailwrightError as error:  # no mail can be made of it: that is no failure of the engine, and would be the same next time
            return _without(entry, error, found.attempts), None
        return entry.model_copy(update=_found(found)), found

    def _blank(self, task: Task, name: str, seed: int) -> Entry:
        return Entry(
            slot=task.pair.slot(self.model.called),
            key=self._key(task.pair),
            name=name,
            resume=task.pair.resume,
            job=task.pair.job,
            candidate=task.candidate,
            company=task.company,
            role=task.role,
            direction=task.pair.direction,
            model=self.model.called,
            seed=seed,
        )

    def _key(self, pair: Pair) -> str:
        """Digest of all that decides an email, without reading a document."""
        files = [batch_plan.signature(pair.resume), batch_plan.signature(pair.job)]
        asked = [self.model.asked, self.options.guard, self.options.strict, self.options.date]
        return batch_plan.digest([VERSION, pair.slot(self.model.called), files, *asked])

    def _told(self, verdict: str) -> None:
        self.tally.emails[verdict] += 1
        self.bar.update(self.shown, advance=1, note=f"{self.tally.emails['clean']} clean")

    def _left_out(self, reason: str) -> None:
        self.tally.left_out[reason] += 1
        self.bar.update(self.shown, advance=1)


def _name(task: Task, model: Model) -> str:
    """Who, where, which way, by whom: `ada-mensah-larch-clinic-application-tuned`."""
    company = naming.slug(task.company) or "undisclosed"
    candidate = naming.slug(task.candidate) or "candidate"
    return f"{candidate}-{company}-{task.pair.direction}-{naming.slug(model.called)}"


def _save(file: Path, task: Task, found: Draft) -> None:
    """Raises OSError where there is no room, which is no engine's failure and ends the run."""
    try:
        draft.save(file, task.request, found.email)
    except MailwrightError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        raise


def _without(entry: Entry, problem: MailwrightError, attempts: Sequence[Attempt]) -> Entry:
    """The entry of an email that did not come about."""
    told = {"problem": str(problem), "attempts": len(attempts), "seconds": sum(attempt.seconds for attempt in attempts)}
    return entry.model_copy(update=told)


def _found(found: Draft) -> dict[str, object]:
    """What an entry says of an email."""
    return {
        "email": found.email,
        "report": found.report,
        "score": found.rubric.score,
        "failed": tuple(item.reason for item in found.rubric.items if not item.passed),
        "broken": tuple(item.name for item in found.broken),
        "removed": found.removed,
        "raw_false": len(found.raw.false),
        "seed": found.seed,
        "attempts": len(found.attempts),
        "prompt_tokens": found.prompt_tokens,
        "completion_tokens": found.completion_tokens,
        "first_token_seconds": found.first_token_seconds,
        "seconds": found.seconds,
    }
