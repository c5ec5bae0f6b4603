"""What the rooms that measure a model by a dataset's rows have in common: the requests behind the rows, and what an answer to one is worth.

    requests(out / "dataset", {"nurse-mensah-outreach"})     the requests of those rows, by id
    judged(answer, request)                                  the email that it is, and its claims

Which rows are taken, and what becomes of the answers, each room decides.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import EmailError
from pipeline.prompt import parse
from pipeline.schema import EmailRequest

if TYPE_CHECKING:
    from pipeline.schema import Email, Report

TEST: Final = "test.jsonl"
_TRIPLES: Final = "triples.jsonl"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of the dataset."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def requests(dataset: Path, ids: Container[str]) -> dict[str, EmailRequest]:
    """The requests of these rows, as far as the dataset keeps their documents."""
    path = dataset / _TRIPLES
    kept = lines(path) if path.is_file() else iter(())
    return {line["id"]: EmailRequest.model_validate(line["request"]) for line in kept if line["id"] in ids}


def judged(answer: str, request: EmailRequest) -> tuple[Email, Report] | None:
    """The email in a model's answer and what the checker says of it; None where it is no email."""
    from pipeline import grounding

    try:
        email = parse(answer)
    except EmailError:
        return None
    return email, grounding.check(email, request)
