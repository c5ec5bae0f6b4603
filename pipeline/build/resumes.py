"""What resumes say, for a manifest that asks who writes to whom: read once, then known to the cache, as the rows' documents are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.build.outcome import CHANCE, document_of, facts_of_resume, packed, unpacked
from pipeline.build.plan import Codes, source
from pipeline.documents import Reader
from pipeline.errors import DocumentError
from pipeline.schema import ResumeFacts

if TYPE_CHECKING:
    from types import TracebackType

    from pipeline.build.cache import Cache


class Resumes:
    """Facts by path. Reads in one process of its own; ends it when the block ends."""

    def __init__(self, cache: Cache, codes: Codes) -> None:
        self._cache = cache
        self._codes = codes
        self._reader = Reader()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._reader.close()

    def __call__(self, path: Path) -> ResumeFacts:
        """Raises DocumentError where the resume cannot be read, without a second try until the file changes."""
        found = source(self._codes, path, "resume", self._cache.part)
        refused = hashlib.sha256(b"refused" + found.document_key).digest()
        if known := self._cache.part(refused):
            raise DocumentError(*json.loads(unpacked(known)))
        parts: dict[bytes, bytes] = {}
        try:
            return facts_of_resume(found, lambda: document_of(found, self._reader, parts), parts)
        except DocumentError as error:
            if error.reason not in CHANCE:
                parts[refused] = packed(json.dumps([error.reason, str(error)]))
            raise
        finally:
            for part in parts.items():
                self._cache.add(*part)
