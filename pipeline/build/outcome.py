"""One triple becomes a row or a reason: a pure function of its task, the same in this process, in a pool and on Ray.

    worker = Worker(maker)
    outcome = worker.outcome(task)

Reads files, writes nothing. What it read comes back in `Outcome.parts`, for the cache of the process that asked.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from pydantic import BaseModel
from tokenizers import Tokenizer

from pipeline import profile, quality
from pipeline.build import duplicates, pseudonyms
from pipeline.chat import Chat
from pipeline.consolidate import Span
from pipeline.documents import Reader
from pipeline.errors import DocumentError, EmailError
from pipeline.manifest import Entry
from pipeline.prompt import compose, facts_of
from pipeline.schema import Direction, Document, DocumentKind, JobFacts, ResumeFacts, Triple
from pipeline.settings import DataSettings

if TYPE_CHECKING:
    from types import TracebackType

UNREADABLE: Final = "unreadable"
BUDGET: Final = "budget"
CHANCE = frozenset({"timeout"})
"""Reasons that another run may not meet: such an outcome is not kept."""
T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Source:
    """A document of a triple, with the keys of its text and its facts, and what the cache holds under them."""

    path: str
    kind: DocumentKind
    sha256: str
    document_key: bytes
    facts_key: bytes
    document: bytes | None
    facts: bytes | None


@dataclass(frozen=True)
class Task:
    """A triple by its number in the manifest; `entry` is JSON."""

    number: int
    entry: str
    root: str
    sources: tuple[Source, ...]
    claims_key: bytes
    claims: bytes | None
    """What a former build found of the email's claims, packed, and the key that it is kept under."""


@dataclass(frozen=True)
class Outcome:
    """What became of a triple. `stage` is None for a row; `row` and `triple` are packed JSON without their split."""

    number: int
    stage: str | None = None
    reason: str = ""
    detail: str = ""
    keys: tuple[int, ...] = ()
    signature: bytes = b""
    row: bytes = b""
    triple: bytes = b""
    parts: tuple[tuple[bytes, bytes], ...] = ()
    lasting: bool = True


@dataclass(frozen=True)
class Maker:
    """All that a worker needs beside its tasks, in a form that can be sent to it: `chat` is JSON, `folder` where paths start."""

    settings: DataSettings
    chat: str
    folder: str

    @classmethod
    def of(cls, settings: DataSettings, chat: Chat) -> Maker:
        return cls(settings, json.dumps([chat.tokenizer.to_str(), dict(chat.config), chat.template]), str(Path.cwd()))

    def tokenizer(self) -> Chat:
        tokenizer, config, template = json.loads(self.chat)
        return Chat(Tokenizer.from_str(tokenizer), config, template)


Engine = Callable[[Maker, Iterable[Task], int], Iterator[Outcome]]
"""Yields the outcomes of tasks, whose number is told, in their order."""


class _UnfitError(Exception):
    """A triple that can be read, and still makes no row."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Worker:
    """Makes outcomes, reading documents in one process of their own. Ends it when the block ends."""

    def __init__(self, maker: Maker) -> None:
        self._settings = maker.settings
        self._chat = maker.tokenizer()
        self._reader = Reader()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._reader.close()

    def outcome(self, task: Task) -> Outcome:
        """The row of a triple, or the first stage that puts it aside."""
        entry = Entry.model_validate_json(task.entry)
        parts: dict[bytes, bytes] = {}
        try:
            triple = entry.triple(Path(task.root), lambda path, kind: self._document(task, path, kind, parts))
        except (DocumentError, EmailError) as error:
            reason = error.reason if isinstance(error, DocumentError) else "no email"
            return Outcome(task.number, UNREADABLE, reason, str(error), parts=tuple(parts.items()), lasting=reason not in CHANCE)
        facts = _facts(task, triple, parts)
        checked = cache(partial(_checked, task, triple, facts, parts))
        rejected = quality.reject(triple, self._settings, lambda: checked().false)
        kept = tuple(parts.items())
        if rejected:
            stage, (reason, detail) = rejected
            return Outcome(task.number, stage, reason, detail, parts=kept)
        people, postings = keys(triple, facts)
        signature = duplicates.signature(triple.email.body, triple.request.direction, (people[0], postings[0]))
        try:
            triple, row = self._made(triple, facts, checked)
        except _UnfitError as error:
            return Outcome(task.number, BUDGET, error.reason, str(error), parts=kept)
        return Outcome(
            task.number,
            keys=(*people, *postings),
            signature=signature,
            row=packed(json.dumps(row)),
            triple=packed(json.dumps(triple.model_dump(mode="json", exclude={"split"}))),
            parts=kept,
        )

    def _made(self, triple: Triple, facts: quality.Facts, checked: Callable[[], quality.Checked]) -> tuple[Triple, dict[str, Any]]:
        """The triple as it goes into the dataset, and its row."""
        if self._settings.pseudonymise:
            triple = pseudonyms.replaced(triple, facts, self._settings.seed)
            facts = facts_of(triple.request)
            checked = partial(quality.checked, triple, facts)  # in the new texts everything stands elsewhere
        evidence = checked().evidence if quality.is_checked(triple, self._settings) else []
        return triple, _row(triple, facts, evidence, self._settings, self._chat)

    def _document(self, task: Task, path: Path, kind: DocumentKind, parts: dict[bytes, bytes]) -> Document:
        source = next(source for source in task.sources if (source.path, source.kind) == (str(path), kind))
        return document_of(source, self._reader, parts)


def packed(text: str) -> bytes:
    return zlib.compress(text.encode(), 1)


def unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode()


def keys(triple: Triple, facts: quality.Facts) -> tuple[list[int], list[int]]:
    """The people and the postings that must not stand on two sides of the split, as numbers; the first of each is the surest."""
    request, (resume, job) = triple.request, facts
    candidate = request.sender if request.direction is Direction.APPLICATION else request.recipient
    names = [name for name in (resume.name and resume.name.value, candidate.name) if name]
    people = [_number("candidate", name) for name in names]
    if request.resume:
        people.append(_number("resume", request.resume.sha256))
    postings = [_number("job", request.job.sha256)]
    if job.company and job.title:
        postings.insert(0, _number("posting", f"{job.company.value} {job.title.value}"))
    return list(dict.fromkeys(people)) or [_number("triple", triple.id)], postings


def _number(kind: str, value: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{kind}:{' '.join(value.casefold().split())}".encode()).digest()[:8], "big")


def document_of(source: Source, reader: Reader, parts: dict[bytes, bytes]) -> Document:
    """From the cache where it has it, else read, and then among the `parts` to keep.

    Raises DocumentError where it cannot be read.
    """
    if source.document:
        return Document.model_validate_json(unpacked(source.document))
    document = reader.read(source.path, source.kind)
    if document.sha256 == source.sha256:  # else it changed since it was looked at
        parts[source.document_key] = packed(document.model_dump_json())
    return document


def facts_of_resume(source: Source, document: Callable[[], Document], parts: dict[bytes, bytes]) -> ResumeFacts:
    """As `document_of`; the document is asked for only where its facts are not known."""
    return _known(source, ResumeFacts, lambda: profile.resume(document()), parts)


def _facts(task: Task, triple: Triple, parts: dict[bytes, bytes]) -> quality.Facts:
    request, by_kind = triple.request, {source.kind: source for source in task.sources}
    resume = request.resume
    known = facts_of_resume(by_kind["resume"], lambda: resume, parts) if resume else ResumeFacts()
    return known, _known(by_kind["job"], JobFacts, lambda: profile.job(request.job), parts)


def _known(source: Source, record: type[T], read: Callable[[], T], parts: dict[bytes, bytes]) -> T:
    if source.facts:
        return record.model_validate_json(unpacked(source.facts))
    facts = read()
    parts[source.facts_key] = packed(facts.model_dump_json())
    return facts


def _checked(task: Task, triple: Triple, facts: quality.Facts, parts: dict[bytes, bytes]) -> quality.Checked:
    if task.claims:
        false, evidence = json.loads(unpacked(task.claims))
        return quality.Checked([quality.FalseClaim(*claim) for claim in false], [(where, start, end) for where, start, end in evidence])
    found = quality.checked(triple, facts)
    parts[task.claims_key] = packed(json.dumps(found))
    return found


def _row(triple: Triple, facts: quality.Facts, evidence: list[Span], settings: DataSettings, chat: Chat) -> dict[str, Any]:
    """The row, without its split. Raises _UnfitError where it would be too long, or would teach the model to open turns itself."""
    if controls := chat.controls(triple.email.text()):
        raise _UnfitError("control token", f"the email holds {controls[0]}, which the model takes for structure; remove it")
    try:
        prompt = compose(triple.request, settings.prompt_tokens, chat.count, facts, evidence)
    except EmailError as error:
        raise _UnfitError("prompt too long", str(error)) from error
    if prompt.unsaid:
        told = f"the email rests on {len(prompt.unsaid)} lines that its prompt has no room for"
        raise _UnfitError("facts do not fit", f"{told}, which would teach a model to invent; raise data.prompt_tokens")
    completion = [{"role": "assistant", "content": triple.email.text()}]
    tokens = chat.count([*prompt.messages, *completion], answer=False)
    if tokens > settings.max_length:
        raise _UnfitError("row too long", f"{tokens} tokens, data.max_length is {settings.max_length}")
    return {
        "id": triple.id,
        "direction": triple.request.direction.value,
        "style": triple.request.style.value,
        "prompt": prompt.messages,
        "completion": completion,
        "prompt_tokens": prompt.tokens,
        "tokens": tokens,
        "left_out": len(prompt.left_out),
        "planted": False,
    }
