"""The cases of `python -m benchmarks.hostile injected`: documents of the seed corpus with an order each, by number and seed.

    for case in cases(seed=1): case.data, case.kind, case.hidden, case.order
    request = partnered(case, document)

Every way of hiding and every visible form stands in a resume and in a posting, in one of the formats that can hold it.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.hostile import injected_files as files
from benchmarks.hostile.injected_base import shown
from benchmarks.hostile.orders import VISIBLE, Order, plain
from pipeline.documents import read
from pipeline.schema import Direction, Document, DocumentKind, EmailRequest, Person

SEED: Final = Path(__file__).parents[2] / "data"
SHOWING: Final = ("txt", "md", "docx", "html", "eml", "pdf")
"""Formats in turn for visible orders; PDF only where its font has the letters."""


class Case(NamedTuple):
    """One hostile file."""

    number: int
    kind: DocumentKind
    format: str
    way: str
    hidden: bool
    order: Order
    base: str
    """The triple of the corpus that it was made from."""
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.number:04d}-{self.kind}.{self.format}"


def cases(seed: int = 1) -> Iterator[Case]:
    """All cases of a seed, hidden ones first."""
    chance, number = random.Random(seed), 0
    wanted = [(form, way, True) for form, ways in files.HIDDEN.items() for way in ways]
    wanted += [("", way, False) for way in VISIBLE]
    for form, way, hidden in wanted:
        for kind in ("resume", "job"):
            yield _case(number + 10_000 * seed, kind, form, way, hidden=hidden, base=chance.choice(_bases()))
            number += 1


def _case(number: int, kind: DocumentKind, form: str, way: str, *, hidden: bool, base: str) -> Case:
    lines = _text(base, kind).split("\n")
    if hidden:
        order = plain(number)
        return Case(number, kind, form, way, True, order, base, files.HIDDEN[form][way](lines, order.text))
    order = VISIBLE[way](number)
    form = SHOWING[number % len(SHOWING)]
    if form == "pdf" and order.text.encode("cp1252", "ignore") != order.text.encode("cp1252", "replace"):
        form = "html"
    at = random.Random(number).randrange(len(lines) // 2, len(lines) + 1)
    return Case(number, kind, form, way, False, order, base, shown(form, [*lines[:at], *order.text.split("\n"), *lines[at:]]))


@cache
def _entries() -> dict[str, dict[str, str]]:
    found = map(json.loads, (SEED / "triples.jsonl").read_text(encoding="utf-8").splitlines())
    return {entry["id"]: entry for entry in found if entry["direction"] == "application"}


@cache
def _bases() -> tuple[str, ...]:
    """Twenty of the corpus: each is read from PDF or Word once."""
    return tuple(random.Random(7).sample(sorted(_entries()), 20))


@cache
def _text(base: str, kind: DocumentKind) -> str:
    return _read(base, kind).text


@cache
def _read(base: str, kind: DocumentKind) -> Document:
    return read(SEED / _entries()[base][kind], kind)


def partnered(case: Case, document: Document) -> EmailRequest:
    """A request with the hostile document and the sound other one; resumes are hostile to recruiters, postings to candidates."""
    resume, job = (document, _read(case.base, "job")) if case.kind == "resume" else (_read(case.base, "resume"), document)
    direction = Direction.OUTREACH if case.kind == "resume" else Direction.APPLICATION
    entry = _entries()[case.base]
    candidate = Person(name=entry["sender"]["name"])  # type: ignore[index]  # a person is an object in the manifest
    other = Person(name="Iris Holm")
    sender, recipient = (other, candidate) if direction is Direction.OUTREACH else (candidate, Person())
    return EmailRequest(direction=direction, job=job, resume=resume, sender=sender, recipient=recipient, date=dt.date(2026, 11, 2))
