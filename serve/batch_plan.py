"""Which emails a batch writes, in which order, and what each is asked for: `python -m serve batch`.

Pairs are made one by one and documents are read when their turn comes, so that ten thousand pairs need no more memory than ten. The outer
loop is over what `pipeline/prompts/request.jinja` begins with, the resume of an application and the posting of an outreach: an engine that
keeps what it computed for the last prompt computes that once. The inner loop turns round each time, so that the documents read last are
used first. Rows of a table come in its own order.
"""

from __future__ import annotations

import csv
import datetime as dt
import glob
import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.documents.fetch import without_user
from pipeline.errors import DocumentError, MailwrightError
from pipeline.schema import Direction, EmailRequest, Length, Person, Style

if TYPE_CHECKING:
    from pipeline.schema import Document, DocumentKind, Fact, JobFacts, ResumeFacts

ENDINGS: Final = frozenset({".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt"})
"""Files that are taken from a folder; a file that is named may end as it likes."""
READ: Final = 256
"""Documents whose text and facts are kept."""
_COLUMNS: Final = ("direction", "sender", "recipient", "style", "length", "subject", "wishes")


@dataclass(frozen=True)
class Pair:
    """One email to be written. Empty is what was not given."""

    resume: str
    job: str
    direction: Direction
    sender: str = ""
    recipient: str = ""
    style: Style = Style.FORMAL
    length: Length = Length.STANDARD
    subject: str = ""
    wishes: str = ""

    def slot(self, model: str) -> str:
        """What is the same when the same email is wanted again, be it of a changed file or with other settings."""
        return digest([model, *(str(getattr(self, field.name)) for field in fields(self))])


@dataclass(frozen=True)
class Wish:
    """What the command line says of every pair. `directions` and `sender` do not hold for rows of a table that say otherwise."""

    directions: tuple[Direction, ...]
    sender: str = ""
    style: Style = Style.FORMAL
    length: Length = Length.STANDARD


@dataclass(frozen=True)
class Product:
    """Every resume with every posting, in every direction."""

    resumes: Sequence[str]
    jobs: Sequence[str]
    wish: Wish

    def __len__(self) -> int:
        return len(self.resumes) * len(self.jobs) * len(self.wish.directions)

    def __iter__(self) -> Iterator[Pair]:
        for direction in self.wish.directions:
            application = direction is Direction.APPLICATION
            shared, others = (self.resumes, self.jobs) if application else (self.jobs, self.resumes)
            for number, one in enumerate(shared):
                for other in reversed(others) if number % 2 else others:
                    resume, job = (one, other) if application else (other, one)
                    yield _pair({"resume": resume, "job": job, "direction": direction}, self.wish)


@dataclass(frozen=True)
class Table:
    """The rows of a CSV file. Paths are relative to it."""

    path: Path
    wish: Wish

    def __post_init__(self) -> None:
        """Raises MailwrightError where the first row does not name the columns, or a row has a value that is none of those allowed.

        OSError where the table is not there. Whether the files of a row are there shows when its turn comes.
        """
        _, found = next(self._rows(), (0, None))
        if found is None:
            msg = f"{self.path}: no rows; the first names the columns, resume and job among them"
            raise MailwrightError(msg)
        known = {"resume", "job", *_COLUMNS}
        wrong = [name for name in found if name not in known] + [name for name in ("resume", "job") if name not in found]
        if wrong:
            msg = f"{self.path}: columns {', '.join(map(repr, wrong))} missing or not known; known are {', '.join(sorted(known))}"
            raise MailwrightError(msg)
        for _ in self:  # a typo in the last row must not end a run of hours
            pass

    def __len__(self) -> int:
        return sum(len(self._directions(row)) for _, row in self._rows())

    def __iter__(self) -> Iterator[Pair]:
        for number, row in self._rows():
            for direction in self._directions(row):
                try:
                    yield _pair({**row, **self._paths(row), "direction": direction}, self.wish)
                except ValueError as error:
                    msg = f"{self.path}: line {number}: {error}"
                    raise MailwrightError(msg) from error

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each with the number of its last line in the file, which empty lines and cells of several lines move."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                for row in rows:
                    cells = {name.strip(): (value or "").strip() for name, value in row.items() if name is not None}  # None: cells too many
                    yield rows.line_num, cells
        except (UnicodeDecodeError, csv.Error) as error:
            msg = f"{self.path}: no table in UTF-8 ({error}); save it as CSV, UTF-8"
            raise MailwrightError(msg) from error

    def _directions(self, row: Mapping[str, str]) -> Sequence[str]:
        return [row["direction"]] if row.get("direction") else self.wish.directions

    def _paths(self, row: Mapping[str, str]) -> dict[str, str]:
        found = {name: without_user(row[name]) for name in ("resume", "job")}
        return {name: one if not one or "://" in one else str(self.path.parent / one) for name, one in found.items()}


def sources(given: Sequence[str], option: str) -> list[str]:
    """The files and addresses that folders, globs and names stand for, each once.

    Raises MailwrightError where one stands for nothing.
    """
    found: dict[str, None] = {}
    for one in given:
        names = _files(one)
        if not names:
            msg = f"{option} {one}: no such file, or a folder without {', '.join(sorted(ENDINGS))}; check the name"
            raise MailwrightError(msg)
        found.update(dict.fromkeys(names))
    return list(found)


@dataclass(frozen=True)
class Read:
    """A document and what it says."""

    document: Document
    facts: ResumeFacts | JobFacts


class Shelf:
    """The documents used last, with their facts. What cannot be read is kept as its error, so that it is tried once."""

    def __init__(self, most: int = READ) -> None:
        self._most = most
        self._held: OrderedDict[tuple[str, DocumentKind], Read | DocumentError] = OrderedDict()

    def resume(self, source: str) -> tuple[Document, ResumeFacts]:
        """Raises DocumentError."""
        found = self._get(source, "resume")
        return found.document, found.facts  # type: ignore[return-value]  # a resume's facts, by `_get`

    def job(self, source: str) -> tuple[Document, JobFacts]:
        """Raises DocumentError."""
        found = self._get(source, "job")
        return found.document, found.facts  # type: ignore[return-value]  # a posting's facts, by `_get`

    def _get(self, source: str, kind: DocumentKind) -> Read:
        key = (source, kind)
        if key not in self._held:
            self._held[key] = _read(source, kind)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        found = self._held[key]
        if isinstance(found, DocumentError):
            raise found
        return found


@dataclass(frozen=True)
class Task:
    """A pair with everything read: what a model can be asked."""

    pair: Pair
    request: EmailRequest
    resume: ResumeFacts
    job: JobFacts

    @property
    def candidate(self) -> str:
        return _value(self.resume.name) or (self.request.sender.name or "" if self.request.direction is Direction.APPLICATION else "")

    @property
    def company(self) -> str:
        return _value(self.job.company)

    @property
    def role(self) -> str:
        return _value(self.job.title)

    def seed(self, model: str, base: int) -> int:
        """The same for the same documents, direction and model, whatever else is in the batch and in whatever order."""
        resume = self.request.resume.sha256 if self.request.resume else ""
        return int(digest([base, resume, self.request.job.sha256, self.request.direction, model])[:7], 16)


def task(pair: Pair, shelf: Shelf, date: dt.date | None) -> Task:
    """Reads the two documents and fills in who writes to whom.

    Raises DocumentError where one cannot be read, MailwrightError where nobody is there to sign.
    """
    from pipeline.schema import ResumeFacts

    resume, facts = shelf.resume(pair.resume) if pair.resume else (None, ResumeFacts())
    job, posting = shelf.job(pair.job)
    applying = pair.direction is Direction.APPLICATION
    sender = pair.sender or (_value(facts.name) if applying else "")
    if not sender or (resume is None and not applying):
        lacks = "nobody to sign: no name was found in it" if applying else "an outreach needs a resume and a sender"
        msg = f"{pair.resume or pair.job}: {lacks}; name the sender in a table for --pairs"
        raise MailwrightError(msg)
    candidate, contact = _address(facts.email), _address(posting.contact_email)
    recipient = pair.recipient or _value(posting.contact if applying else facts.name)
    request = EmailRequest(
        direction=pair.direction,
        job=job,
        resume=resume,
        sender=Person(name=sender, address=candidate if applying else None),
        recipient=Person(name=recipient or None, address=contact if applying else candidate),
        style=pair.style,
        length=pair.length,
        subject=pair.subject or None,
        wishes=pair.wishes or None,
        date=date or dt.date.today(),
    )
    return Task(pair, request, facts, posting)


def signature(source: str) -> tuple[str, int, int]:
    """What changes when a file changes; an address is taken to stay as it is."""
    try:
        stat = Path(source).stat()
    except (OSError, ValueError):
        return (source, 0, 0)
    return (source, stat.st_size, stat.st_mtime_ns)


def digest(values: object) -> str:
    """Sixteen hexadecimal digits of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=True, default=str).encode()).hexdigest()[:16]


def _pair(given: Mapping[str, str], wish: Wish) -> Pair:
    """Raises ValueError where a value is none of those allowed."""
    direction = Direction(given["direction"])
    return Pair(
        resume=given["resume"],
        job=given["job"],
        direction=direction,
        sender=given.get("sender") or (wish.sender if direction is Direction.OUTREACH else ""),
        recipient=given.get("recipient", ""),
        style=Style(given.get("style") or wish.style),
        length=Length(given.get("length") or wish.length),
        subject=given.get("subject", ""),
        wishes=given.get("wishes", ""),
    )


def _files(given: str) -> list[str]:
    if "://" in given:
        return [without_user(given)]
    path = Path(given).expanduser()
    if path.is_dir():
        return sorted(str(file) for file in path.iterdir() if file.is_file() and file.suffix.lower() in ENDINGS and file.name[0] != ".")
    if path.exists():
        return [str(path)]
    return sorted(name for name in glob.glob(str(path), recursive=True) if Path(name).is_file())  # noqa: PTH207 - absolute patterns too


def _read(source: str, kind: DocumentKind) -> Read | DocumentError:
    from pipeline import profile
    from pipeline.documents import read

    try:
        document = read(source, kind)
    except DocumentError as error:
        return error
    return Read(document, profile.resume(document) if kind == "resume" else profile.job(document))


def _value(fact: Fact | None) -> str:
    return " ".join(fact.value.split()) if fact else ""


def _address(fact: Fact | None) -> str | None:
    """An address that a header can take."""
    from serve.drafts.message import check_address

    try:
        return check_address(fact.value) if fact else None
    except ValueError:
        return None
