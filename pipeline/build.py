"""Triples become a dataset: read, checked, split, fitted to the budget, written as prompt/completion rows.

Run: python -m pipeline build --recipe configs/smollm2-135m-cpu.yaml

What cannot be used is quarantined with its reason, counted, and never stops the rest. No row is longer than `data.max_length`,
so that a trainer has nothing to cut.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline import manifest, profile, stage
from pipeline.chat import Chat
from pipeline.console import console, track
from pipeline.errors import DocumentError, EmailError, MailwrightError
from pipeline.manifest import Entry
from pipeline.prompt import PROMPTS, compose
from pipeline.recipe import Recipe
from pipeline.schema import Split, Triple
from pipeline.split import split

VERSION = 3  # raised whenever the same input would give other rows
SPLITS: tuple[Split, ...] = ("train", "validation", "test")
Quarantined = dict[str, str]
Row = dict[str, Any]


class _UnfitError(Exception):
    """A triple that can be read, and still makes no row."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def build(recipe: Recipe) -> Path:
    """Builds `out/<recipe>/dataset`, or says that it is already done.

    Raises MailwrightError where the manifest or the tokenizer is missing, or not one triple could be used.
    """
    target = recipe.out / "dataset"
    entries, bad = manifest.read(recipe.data.manifest)
    inputs = _inputs(recipe, entries)
    if stage.done(target, inputs):
        console.print(f"dataset: already done, {target}", markup=False)
        return target
    chat = Chat.of(recipe.model)  # before the documents: a tokenizer that is not there is told at once
    console.print(f"dataset: reading {len(entries)} triples of {recipe.data.manifest}", markup=False)
    triples, quarantine = _read(entries, recipe.data.manifest.parent)
    quarantine = [{"id": place, "reason": "bad manifest line", "detail": detail} for place, detail in bad] + quarantine
    rows, unfit = _rows(triples, recipe, chat)
    quarantine += unfit
    for item in quarantine:
        console.print(f"  quarantined {item['id']}: {item['detail']}", style="yellow", markup=False)
    if not rows:
        raise MailwrightError(f"{recipe.data.manifest}: no triple could be used: {summary([], quarantine)}")
    with stage.writing(target, inputs) as folder:
        _write(folder, recipe, rows, triples, quarantine)
    console.print(f"dataset: {summary(rows, quarantine)} -> {target}", markup=False)
    return target


def summary(rows: Iterable[Row], quarantine: list[Quarantined]) -> str:
    """One line of counts in which nothing is missing."""
    sides = Counter(row["split"] for row in rows)
    line = f"{sides.total() + len(quarantine)} triples: {sides.total()} accepted"
    if sides:
        line += f" ({', '.join(f'{sides[side]} {side}' for side in SPLITS)})"
    line += f", {len(quarantine)} quarantined"
    reasons = Counter(item["reason"] for item in quarantine).most_common()
    return line + (f" ({', '.join(f'{n} {reason}' for reason, n in reasons)})" if reasons else "")


def _inputs(recipe: Recipe, entries: list[Entry]) -> dict[str, Any]:
    root = recipe.data.manifest.parent
    files = sorted({file for entry in entries for file in entry.files(root)})
    return {
        "version": VERSION,
        **recipe.dump("model", "data"),
        "prompts": stage.sha256(PROMPTS),
        "manifest": stage.sha256(recipe.data.manifest),
        "files": {str(file): _content(file) for file in files},
    }


def _content(file: Path) -> str:
    try:
        return stage.sha256(file) if file.is_file() else "missing"
    except (OSError, ValueError):  # quarantined when it is read
        return "unreadable"


def _read(entries: list[Entry], root: Path) -> tuple[list[Triple], list[Quarantined]]:
    from pipeline.documents import Reader

    triples: list[Triple] = []
    quarantine: list[Quarantined] = []
    seen: dict[tuple[object, ...], str] = {}
    with Reader() as reader:
        for entry in track(entries, len(entries), "reading"):
            try:
                triple = entry.triple(root, reader.read)
            except (DocumentError, EmailError) as error:
                reason = error.reason if isinstance(error, DocumentError) else "no email"
                quarantine.append({"id": entry.id, "reason": reason, "detail": str(error)})
                continue
            resume = triple.request.resume
            key = (resume and resume.text, triple.request.job.text, triple.request.direction, triple.email.body)
            if key in seen:
                quarantine.append({"id": entry.id, "reason": "duplicate", "detail": f"the same documents and email as {seen[key]}"})
                continue
            seen[key] = entry.id
            triples.append(triple)
    return triples, quarantine


def _rows(triples: list[Triple], recipe: Recipe, chat: Chat) -> tuple[list[Row], list[Quarantined]]:
    """Rows with their split, which is made of the triples that fit, so that what does not fit cannot leave a side empty."""
    fitted: list[tuple[Triple, Row]] = []
    quarantine: list[Quarantined] = []
    for triple in track(triples, len(triples), "fitting"):
        try:
            fitted.append((triple, _row(triple, recipe, chat)))
        except _UnfitError as error:
            quarantine.append({"id": triple.id, "reason": error.reason, "detail": str(error)})
    sides = split({t.id: _keys(t) for t, _ in fitted}, recipe.data.validation, recipe.data.test, recipe.data.seed)
    return [{"id": triple.id, "split": sides[triple.id], **row} for triple, row in fitted], quarantine


def _keys(triple: Triple) -> list[tuple[str, str]]:
    """The people and postings that must not stand on two sides of the split."""
    keys = [("job", triple.request.job.sha256)]
    job = profile.job(triple.request.job)
    if job.company and job.title:
        keys.append(("posting", f"{job.company.value} {job.title.value}".casefold()))
    if triple.request.resume:
        keys.append(("resume", triple.request.resume.sha256))
        name = profile.resume(triple.request.resume).name
        if name:
            keys.append(("candidate", " ".join(name.value.casefold().split())))
    return keys


def _row(triple: Triple, recipe: Recipe, chat: Chat) -> Row:
    """The row, without its split. Raises _UnfitError where it would be too long, or would teach the model to open turns itself."""
    if controls := chat.controls(triple.email.text()):
        raise _UnfitError("control token", f"the email holds {controls[0]}, which the model takes for structure; remove it")
    try:
        prompt = compose(triple.request, recipe.data.prompt_tokens, chat.count)
    except EmailError as error:
        raise _UnfitError("prompt too long", str(error)) from error
    completion = [{"role": "assistant", "content": triple.email.text()}]
    tokens = chat.count([*prompt.messages, *completion], answer=False)
    if tokens > recipe.data.max_length:
        raise _UnfitError("row too long", f"{tokens} tokens, data.max_length is {recipe.data.max_length}")
    return {
        "direction": triple.request.direction.value,
        "style": triple.request.style.value,
        "prompt": prompt.messages,
        "completion": completion,
        "prompt_tokens": prompt.tokens,
        "tokens": tokens,
        "left_out": len(prompt.left_out),
    }


def _write(folder: Path, recipe: Recipe, rows: list[Row], triples: list[Triple], quarantine: list[Quarantined]) -> None:
    by_side: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_side[row["split"]].append(row)
    for side in SPLITS:
        _jsonl(folder / f"{side}.jsonl", by_side[side])
    sides = {row["id"]: row["split"] for row in rows}
    accepted = [triple.model_copy(update={"split": sides[triple.id]}) for triple in triples if triple.id in sides]
    _jsonl(folder / "triples.jsonl", [triple.model_dump(mode="json") for triple in accepted])
    _jsonl(folder / "quarantine.jsonl", quarantine)
    recipe.write(folder)


def _jsonl(path: Path, items: Iterable[Mapping[str, Any]]) -> None:
    """In ASCII, so that no letter of a document is taken for the end of a line."""
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="ascii")
