"""Two emails for one request, set side by side for a judge who does not know who wrote which; and what judges said.

Duels come from the emails of the last `python -m evaluation compare`. Ratings lie in `out/<recipe>/evaluation/ratings`, those of people in
`people.jsonl`, those of models in `models.jsonl`, and are never added up together. Nothing is judged here.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field, ValidationError

from evaluation import held_out
from pipeline.errors import MailwrightError
from pipeline.schema import Email, Record

if TYPE_CHECKING:
    from evaluation.held_out import Held
    from pipeline.recipe import Recipe

GUARD: Final = " with the guard"
PEOPLE: Final = "people"
MODELS: Final = "models"


class Duel(Record):
    """Emails of two models, `a` and `b` by name, for the request of that id."""

    id: str
    request: str
    a: str
    b: str
    of_a: Email
    of_b: Email

    def left(self, rater: str) -> str:
        """Whose email stands first for this rater: chance, but the same each time."""
        return self.a if hashlib.sha256(f"{rater}|{self.id}".encode()).digest()[0] % 2 else self.b

    def shown(self, rater: str) -> tuple[Email, Email]:
        """The two emails as this rater sees them."""
        return (self.of_a, self.of_b) if self.left(rater) == self.a else (self.of_b, self.of_a)


class Rating(Record):
    """What one rater said of one duel; a later one of the same rater takes its place."""

    rater: str
    duel: str
    request: str
    a: str
    b: str
    winner: str | None = Field(description="the better one's model; null: neither")
    left: str = Field(description="whose email stood first")
    reason: str = ""
    date: str = ""


@dataclass(frozen=True)
class Arena:
    """All duels of a comparison and their requests."""

    duels: tuple[Duel, ...]
    requests: Mapping[str, Held]


def load(recipe: Recipe, models: Sequence[str] | None, *, guarded: bool) -> Arena:
    """Duels of every pair of the named models (all by default), whose order says nothing about who wrote what.

    Raises MailwrightError where nothing was compared yet, or fewer than two models answered a request.
    """
    file = recipe.out / "evaluation" / "compare" / "emails.jsonl"
    if not file.is_file():
        msg = f"{file}: not there; run `python -m evaluation compare` first"
        raise MailwrightError(msg)
    written = list(_written(file, models, guarded=guarded))
    found = tuple(sorted(_duels(written), key=lambda duel: duel.id))
    if not found:
        msg = f"{file}: no request with different emails of two of the models {', '.join(models or ['named there'])}; compare more of them"
        raise MailwrightError(msg)
    wanted = {duel.request for duel in found}
    requests = {one.id: one for one in held_out.load(recipe, len({line[1] for line in written}), 0)}
    return Arena(tuple(duel for duel in found if duel.request in requests), {key: requests[key] for key in wanted & requests.keys()})


def path(recipe: Recipe, who: str) -> Path:
    """Where ratings of PEOPLE or MODELS lie."""
    return recipe.out / "evaluation" / "ratings" / f"{who}.jsonl"


def read(file: Path) -> list[Rating]:
    """The last rating of each rater on each duel; a line that a kill cut short is none."""
    if not file.is_file():
        return []
    found: dict[tuple[str, str], Rating] = {}
    for line in file.read_bytes().split(b"\n"):
        try:
            rating = Rating.model_validate_json(line)
        except ValidationError:
            continue
        found[rating.rater, rating.duel] = rating
    return list(found.values())


def keep(file: Path, rating: Rating) -> None:
    """Appends one line, and waits until it is on the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.write(b"\n" + rating.model_dump_json().encode())
        stream.flush()
        os.fsync(stream.fileno())


def _written(file: Path, models: Sequence[str] | None, *, guarded: bool) -> Iterator[tuple[str, str, Email]]:
    """Model, request and email of every line that is to be judged."""
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        email: Any = line["guarded" if guarded else "email"]
        if email and line["canary"] is None and (models is None or line["model"] in models):
            yield line["model"] + (GUARD if guarded else ""), line["id"], Email.model_validate(email)


def _duels(written: Iterable[tuple[str, str, Email]]) -> Iterator[Duel]:
    by_request: dict[str, list[tuple[str, Email]]] = {}
    for model, request, email in written:
        by_request.setdefault(request, []).append((model, email))
    for request, own in by_request.items():
        for (a, of_a), (b, of_b) in itertools.combinations(sorted(own, key=lambda pair: pair[0]), 2):
            if of_a != of_b:
                key = hashlib.sha256(json.dumps([request, a, b, of_a.text(), of_b.text()]).encode()).hexdigest()[:16]
                yield Duel(id=key, request=request, a=a, b=b, of_a=of_a, of_b=of_b)
