"""The labelled emails of the benchmark: true ones, the same with lies put in, and two sets written by hand.

The corpus is split by candidate and by posting together (`pipeline.split`), a quarter of it to test: no person and no posting of the
measured side stands on the other, on which rules may be looked at. Each true email of the measured side is corrupted until there are
`AT_LEAST` labelled ones, with one to three lies each. Of the hand-written emails, those in `handwritten` are full of what a checker
falls for, and those in `everyday` are as a language model writes them; both are halved by the hash of their case's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipeline import manifest, profile
from pipeline.corrupt import Label, corrupt
from pipeline.schema import Document, DocumentKind, Email, EmailRequest, Kind, Person, Triple
from pipeline.split import split

MANIFEST = Path(__file__).parents[2] / "data" / "triples.jsonl"
HANDWRITTEN = Path(__file__).parent / "handwritten"
EVERYDAY = Path(__file__).parent / "everyday"
TEST_SHARE = 0.25
SEED = 0
AT_LEAST = 1500
SHOWN = 4
"""Corruptions of each email of the side that may be looked at."""
_KEYS = {"id", "case", "direction", "sender", "date", "subject", "body", "false", "traps"}


@dataclass(frozen=True)
class Labelled:
    """An email with its false claims; none where it is true."""

    id: str
    request: EmailRequest
    email: Email
    false: tuple[Label, ...] = ()


class Cases(NamedTuple):
    """The labelled emails by what they may be used for: figures of the first three, and a look at the others."""

    corpus_test: list[Labelled]
    everyday_test: list[Labelled]
    handwritten_test: list[Labelled]
    development: list[Labelled]


def load() -> Cases:
    """Reads the documents, splits the corpus, and makes the corrupted emails: some minutes at most, the same every time."""
    triples = read()
    sides = split({triple.id: _keys(triple) for triple in triples}, validation=0, test=TEST_SHARE, seed=SEED)
    tested = [triple for triple in triples if sides[triple.id] == "test"]
    rest = [triple for triple in triples if sides[triple.id] != "test"]
    by_id = {triple.id: triple for triple in triples}
    everyday, traps = list(written(EVERYDAY, by_id)), list(written(HANDWRITTEN, by_id))
    rounds = -(-AT_LEAST // len(tested))
    return Cases(
        [*_true(tested), *corrupted(tested, rounds)],
        [one for case, one in everyday if not is_development(case)],
        [one for case, one in traps if not is_development(case)],
        [*(one for case, one in [*traps, *everyday] if is_development(case)), *_true(rest), *corrupted(rest, SHOWN)],
    )


@lru_cache(maxsize=1)
def read() -> tuple[Triple, ...]:
    """Every triple of the seed corpus; each document is read once."""
    from pipeline.documents import Reader

    entries, bad = manifest.read(MANIFEST)
    if bad:
        place, reason = bad[0]
        raise ValueError(f"{place}: {reason}")
    with Reader() as reader:
        known: dict[tuple[Path | str, str], Document] = {}

        def once(source: Path | str, kind: DocumentKind) -> Document:
            if (source, kind) not in known:
                known[source, kind] = reader.read(source, kind)
            return known[source, kind]

        return tuple(entry.triple(MANIFEST.parent, once) for entry in entries)


def _keys(triple: Triple) -> list[Hashable]:
    """The person and the posting of a triple, by content and by name."""
    job = profile.job(triple.request.job)
    keys: list[Hashable] = [("job", triple.request.job.sha256)]
    if job.company and job.title:
        keys.append(("posting", f"{job.company.value} {job.title.value}".casefold()))
    if triple.request.resume:
        name = profile.resume(triple.request.resume).name
        keys += [("resume", triple.request.resume.sha256), *([("candidate", name.value.casefold())] if name else [])]
    return keys


def _true(triples: Sequence[Triple]) -> Iterator[Labelled]:
    for triple in triples:
        yield Labelled(triple.id, triple.request, triple.email)


def corrupted(triples: Sequence[Triple], rounds: int) -> Iterator[Labelled]:
    """For each triple `rounds` different false emails: one lie of each kind in turn, then one to three lies of any."""
    kinds = list(Kind)
    for number, triple in enumerate(triples):
        seen = {triple.email.text()}
        for turn in range(rounds):
            lone = turn < len(kinds)
            chosen = [kinds[(turn + number) % len(kinds)]] if lone else None
            for attempt in range(5):  # another seed where the email has been made before
                false = corrupt(triple.email, triple.request, 1000 * turn + attempt, 1 if lone else 1 + turn % 3, chosen)
                if false.false and false.email.text() not in seen:
                    seen.add(false.email.text())
                    yield Labelled(f"{triple.id}-{turn}", triple.request, false.email, false.false)
                    break


def written(folder: Path, triples: dict[str, Triple]) -> Iterator[tuple[str, Labelled]]:
    """The emails written by hand in a folder, each with its case; the request is that of the case's own email in the same direction, but
    for another sender or day.

    Raises ValueError where a file is not as its format says.
    """
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            if unknown := set(entry) - _KEYS:
                raise ValueError(f"{path.name}: {entry['id']}: unknown keys {sorted(unknown)}")
            email = Email(subject=entry["subject"], body=entry["body"])
            false = tuple(_label(path, entry, claim) for claim in entry["false"])
            request = triples[f"{entry['case']}-{entry['direction']}"].request
            other = {"date": entry.get("date"), "sender": Person(name=entry["sender"]) if "sender" in entry else None}
            request = request.model_copy(update={field: value for field, value in other.items() if value})
            yield entry["case"], Labelled(entry["id"], request, email, false)


def _label(path: Path, entry: dict[str, Any], claim: dict[str, Any]) -> Label:
    part, text = entry[claim["part"]], claim["text"]
    start = -1
    for _ in range(claim.get("occurrence", 1)):
        start = part.find(text, start + 1)
    if start < 0:
        raise ValueError(f"{path.name}: {entry['id']}: {claim['part']} does not hold {text!r}")
    return Label(start=start, end=start + len(text), part=claim["part"], kind=Kind(claim["kind"]), text=text)


def is_development(case: str) -> bool:
    """The half of the hand-written emails that may be looked at."""
    return hashlib.sha256(case.encode()).digest()[0] < 128
