"""What a build is made from: a key for every triple, and one digest that says whether anything changed.

A key covers the entry, the bytes of its files, the settings that shape a row, the tokenizer, the code of `pipeline/` with its prompts, and
the libraries it reads and counts with. Documents, facts and false claims have keys of their own, without settings, so that another recipe
reuses them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipeline import stage
from pipeline.build.outcome import Source, Task
from pipeline.chat import TOKENIZER_FILES
from pipeline.documents import extraction
from pipeline.manifest import Entry, Sources
from pipeline.recipe import Recipe
from pipeline.schema import DocumentKind
from pipeline.settings import ModelSettings

PACKAGE: Final = Path(__file__).parents[1]
_READING = ("documents", "schema.py")
_FACTS = (*_READING, "profile")
_CLAIMS = (*_FACTS, "grounding", "tenure.py", "manifest", "quality.py")
_READERS = ("cssselect", "lxml", "pypdf", "pypdfium2", "tinycss2", "trafilatura")
_WRITERS = ("jinja2", "py3langid", "rensa", "tokenizers")
_NOT_OF_A_ROW = frozenset({"manifest", "private", "validation", "test", "near_duplicate"})
"""Settings of the data section that decide which rows there are, not what stands in one."""
Part = Callable[[bytes], bytes | None]
"""Looks a document or facts up."""
_KEY: Final = 32
"""Bytes of a key."""
_NONE: Final = "none"


class Codes(NamedTuple):
    """Digests of what makes documents, facts, false claims and rows."""

    document: str
    facts: str
    claims: str
    row: str

    @classmethod
    def of(cls, recipe: Recipe) -> Codes:
        row = _digest([_code(("",), _READERS + _WRITERS), _settings(recipe)]).hex()
        return cls(_code(_READING, _READERS), _code(_FACTS, _READERS), _code(_CLAIMS, _READERS), row)


@dataclass(frozen=True)
class Plan:
    """The triples of a build by number, in the manifest's order. Holds 32 bytes of each; what they are lies on the manifest's shelf."""

    inputs: dict[str, Any]
    codes: Codes
    tokenizer: bytes | None
    sources: Sources
    _keys: bytearray

    @classmethod
    def of(cls, recipe: Recipe, codes: Codes, sources: Sources) -> Plan:
        """Reads every file once, for its digest."""
        keys, triples, problems = bytearray(), hashlib.sha256(), hashlib.sha256()
        for entry, root in sources.found:
            key = _key(codes.row, entry, root)
            keys += key
            triples.update(key)
        for problem in sources.problems:
            _update(problems, json.dumps(problem))
        inputs = {**recipe.dump("model", "data"), "code": codes.row, "triples": triples.hexdigest(), "problems": problems.hexdigest()}
        return cls(inputs, codes, _tokenizer_key(recipe.model), sources, keys)

    def __len__(self) -> int:
        return len(self.sources.found)

    def key(self, number: int) -> bytes:
        """What the outcome of a triple is kept under."""
        return bytes(self._keys[_KEY * number : _KEY * (number + 1)])

    def entry(self, number: int) -> Entry:
        """The manifest's line of a triple."""
        return self.sources.found[number].entry

    def id(self, number: int) -> str:
        return self.entry(number).id

    def task(self, number: int, part: Part) -> Task:
        """What a worker needs for one triple; `part` looks documents and facts up."""
        entry, root = self.sources.found[number]
        documents: tuple[tuple[Path | None, DocumentKind], ...] = ((entry.resume, "resume"), (entry.job, "job"))
        sources = tuple(source(self.codes, root / path, kind, part) for path, kind in documents if path)
        read = (source.sha256 for source in sources)  # known already: no document is read for its digest again
        claims = _digest([self.codes.claims, str(root), entry.model_dump_json(), *read, readable(root / entry.email)])
        return Task(number, entry.model_dump_json(), str(root), sources, claims, part(claims))


def source(codes: Codes, path: Path, kind: DocumentKind, part: Part) -> Source:
    """A document with its keys, and what `part` finds under them."""
    sha256 = readable(path)
    document = _digest([codes.document, str(path), kind, sha256])
    facts = _digest([codes.facts, str(path), kind, sha256])
    return Source(str(path), kind, sha256, document, facts, part(document), part(facts))


def readable(file: Path) -> str:
    """`content` of a document or email; of one that is too large to be read whatever it holds, only that."""
    try:
        return "too large" if file.is_file() and file.stat().st_size > extraction.MAX_BYTES else content(file)
    except (OSError, ValueError):
        return content(file)


def content(file: Path) -> str:
    """The digest of a file's bytes, or why there is none: then the triple is quarantined when it is read."""
    try:
        return stage.sha256(file) if file.is_file() else "missing"
    except (OSError, ValueError):
        return "unreadable"


def _key(code: str, entry: Entry, root: Path) -> bytes:
    return _digest([code, str(root), entry.model_dump_json(), *(readable(file) for file in entry.files(root))])


def _settings(recipe: Recipe) -> str:
    data = {key: value for key, value in recipe.dump("data")["data"].items() if key not in _NOT_OF_A_ROW}
    if not recipe.data.pseudonymise:
        data.pop("seed")
    return json.dumps([data, recipe.model.base, recipe.model.revision, _tokenizer(recipe.model)], sort_keys=True)


def _tokenizer(model: ModelSettings) -> list[str]:
    """What tells a tokenizer from others without loading it; nothing for a repository, whose files may change."""
    if model.base.startswith("package:"):
        return [_version(model.base.removeprefix("package:"))]
    return [content(Path(model.base) / name) for name in TOKENIZER_FILES] if Path(model.base).is_dir() else []


def _tokenizer_key(model: ModelSettings) -> bytes | None:
    """Where the cache keeps the tokenizer; None where it has to be loaded, or cannot be."""
    found = _tokenizer(model)
    return _digest(["tokenizer", _code(("chat.py",), ("gguf", "tokenizers")), model.base, *found]) if found and _NONE not in found else None


@cache
def _code(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Of the source files below the package, and of libraries' versions: nobody has to remember to raise a number."""
    files = sorted(file for part in parts for file in _files(PACKAGE / part) if file.suffix in {".py", ".jinja"})
    lines = [f"{file.relative_to(PACKAGE)} {stage.sha256(file)}" for file in files]
    return _digest([*lines, *(f"{name} {_version(name)}" for name in libraries)]).hex()


def _files(path: Path) -> Iterable[Path]:
    return path.rglob("*") if path.is_dir() else [path]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _NONE


def _digest(parts: Iterable[str]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        _update(digest, part)
    return digest.digest()


def _update(digest: hashlib._Hash, part: str) -> None:
    digest.update(f"{len(part)}:{part}".encode())
