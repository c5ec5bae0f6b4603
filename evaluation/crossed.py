"""Crossed requests: the candidate of one held-out request with the posting of another, where a test split is smaller than the wish.

Neither the person nor the posting was trained on. The writer's side is as its own case states it: in an application sender, style, length
and date come with the candidate and the recipient with the posting; in an outreach sender, style and length come with the posting and the
recipient and the date with the candidate. Most such pairs match badly, which is what happens when people write to many. Prompts are made
by `pipeline.prompt.compose` with the recipe's budget and kept in `out/<recipe>/evaluation/crossed`, so that they stay the same until the
dataset is built anew. Does not cover: subjects and wishes, which belong to a pair and are left out.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline import stage
from pipeline.chat import Message
from pipeline.console import console, track
from pipeline.errors import EmailError
from pipeline.schema import Direction, EmailRequest, Record

if TYPE_CHECKING:
    from pipeline.recipe import Recipe

VERSION: Final = 1
_FILE: Final = "requests.jsonl"


class Crossed(Record):
    """A crossed request and its prompt; the id names the triple of the candidate, then that of the posting."""

    id: str
    request: EmailRequest
    messages: list[Message]


def load(recipe: Recipe, dataset: Path, own: Mapping[str, EmailRequest], number: int) -> list[Crossed]:
    """The first `number` crossings of the requests in `own`, or all where there are fewer."""
    folder = recipe.out / "evaluation" / "crossed"
    inputs = {"version": VERSION, "dataset": stage.inputs_of(dataset)}
    kept = _read(folder / _FILE) if stage.done(folder, inputs) else []
    wanted = list(itertools.islice(pairs(own), number))
    known = {one.id for one in kept}
    missing = [pair for pair in wanted if pair[0] not in known]
    if missing:
        kept += _composed(missing, recipe)
        _write(folder, inputs, kept)
    by_id = {one.id: one for one in kept}
    return [by_id[key] for key, _ in wanted if key in by_id]


def pairs(own: Mapping[str, EmailRequest]) -> Iterator[tuple[str, EmailRequest]]:
    """Every candidate with every posting of another request of the same direction, each pair once, directions in turn by hash."""
    found = {
        f"{of}@{to}": (of, to) for of, to in itertools.permutations(own, 2) if own[of].direction is own[to].direction
    }  # fmt: skip
    seen = {_documents(request) for request in own.values()}
    for key in in_turn({key: own[of].direction for key, (of, _) in found.items()}):
        request = cross(*(own[name] for name in found[key]))
        if _documents(request) not in seen:
            seen.add(_documents(request))
            yield key, request


def cross(of: EmailRequest, to: EmailRequest) -> EmailRequest:
    """The request to write about the candidate of one and the posting of the other."""
    candidate = {"resume": of.resume, "date": of.date}
    posting = {"job": to.job}
    alone = {"subject": None, "wishes": None}
    if of.direction is Direction.APPLICATION:
        return of.model_copy(update={**posting, **alone, "recipient": to.recipient})
    return to.model_copy(update={**candidate, **alone, "recipient": of.recipient})


def in_turn(directions: Mapping[str, Direction]) -> Iterator[str]:
    """Ids with the directions in turn, each in the order of a hash: the same come first while the data grows."""
    ordered = sorted(directions, key=lambda key: hashlib.sha256(key.encode()).digest())
    sides = ([key for key in ordered if directions[key] is direction] for direction in Direction)
    for turn in itertools.zip_longest(*sides):
        yield from (key for key in turn if key is not None)


def _documents(request: EmailRequest) -> tuple[str, str | None, str]:
    return request.direction, request.resume.sha256 if request.resume else None, request.job.sha256


def _composed(missing: Sequence[tuple[str, EmailRequest]], recipe: Recipe) -> list[Crossed]:
    from pipeline.chat import Chat

    count = Chat.of(recipe.model).count
    made = (_compose(key, request, recipe.data.prompt_tokens, count) for key, request in missing)
    return [one for one in track(made, len(missing), "composing") if one]


def _compose(key: str, request: EmailRequest, tokens: int, count: Callable[[Sequence[Message]], int]) -> Crossed | None:
    from pipeline.prompt import compose

    try:
        return Crossed(id=key, request=request, messages=compose(request, tokens, count).messages)
    except EmailError as error:
        console.print(f"{key}: left out ({error})", markup=False)
        return None


def _write(folder: Path, inputs: Mapping[str, Any], kept: Sequence[Crossed]) -> None:
    with stage.writing(folder, inputs) as draft:
        (draft / _FILE).write_text("".join(one.model_dump_json() + "\n" for one in kept), encoding="utf-8")


def _read(path: Path) -> list[Crossed]:
    with path.open(encoding="utf-8") as file:
        return [Crossed.model_validate_json(line) for line in file]
