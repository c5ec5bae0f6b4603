"""What is wanted: one email for each pair and direction, with a key that says what it would be about.

A key covers the two files and what a manifest says of the email, so that a changed resume is asked about anew. How the email is to be is
drawn once and then kept with the answers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline import stage
from pipeline.manifest import Entry, Pair
from pipeline.schema import Direction, JobFacts, Length, ResumeFacts, Style

PROVENANCE: Final = {"author": "own data", "licence": "private"}
"""As for the user's own emails, unless a manifest says more; `teacher` comes on top."""
_SHORT: Final = 0.2
"""The share of short emails."""
_WHO: Final = {"sender", "recipient"}


@dataclass(frozen=True)
class Wanted:
    """One email that is missing."""

    pair: Pair
    direction: Direction
    key: str

    @property
    def id(self) -> str:
        return f"{self.pair.id}-{self.direction}-synthetic"

    def entry(self, asked: Mapping[str, Any], teacher: str, resume: str, job: str, email: str) -> Entry:
        """The manifest's line. Raises ValidationError where `asked` holds what no line may."""
        said = asked.get("provenance")
        provenance = {**PROVENANCE, **(said if isinstance(said, Mapping) else {}), "teacher": teacher}
        return Entry.model_validate({**asked, "id": self.id, "resume": resume, "job": job, "email": email, "provenance": provenance})

    def problem(self) -> str | None:
        """Why a pair's own line leaves open what is wanted, if so."""
        if _WHO & self.pair.given.keys() and "direction" not in self.pair.given:
            return f"{self.pair.place}: names people without saying who writes; add `direction`"
        return None


def of(pairs: Sequence[Pair]) -> list[Wanted]:
    """Both directions of each pair, or the one that its line or folder says. The same files twice are wanted once."""
    found = (
        Wanted(pair, direction, _key(pair, direction))
        for pair in pairs
        for direction in Direction
        if pair.given.get("direction", direction.value) == direction.value
    )
    return list({item.key: item for item in found}.values())


def draw(item: Wanted, seed: int, facts: tuple[ResumeFacts, JobFacts], recruiter: str | None) -> dict[str, Any]:
    """The fields of the request beside its documents: what the line says, else drawn by the seed, else read from the documents."""
    resume, job = facts
    candidate = {"name": resume.name and resume.name.value, "address": resume.email and resume.email.value}
    employer = {"name": job.contact and job.contact.value, "address": job.contact_email and job.contact_email.value}
    chance = random.Random(f"{seed}:{item.pair.id}:{item.direction}")  # noqa: S311 - variety, repeatable; nothing secret
    fields: dict[str, Any] = {
        "style": chance.choice(list(Style)).value,
        "length": (Length.SHORT if chance.random() < _SHORT else Length.STANDARD).value,
        "date": dt.date.today().isoformat(),
    }
    if item.direction is Direction.APPLICATION:
        fields |= {"sender": candidate, "recipient": employer}
    else:
        named = employer if employer["name"] else {"name": recruiter, "address": employer["address"]}
        fields |= {"sender": named, "recipient": candidate}
    given = item.pair.given
    people = {part: {"name": given[part]} if isinstance(given[part], str) else given[part] for part in _WHO & given.keys()}
    return {**fields, **given, **people, "direction": item.direction.value}


def _key(pair: Pair, direction: Direction) -> str:
    digests = [stage.sha256(file) if file.is_file() else "missing" for file in (pair.resume, pair.job)]
    text = json.dumps([*digests, direction.value, pair.given], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
