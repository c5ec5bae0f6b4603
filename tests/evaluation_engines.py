"""Engines for the tests of `evaluation` that answer by rule, without a model, and a dataset of requests to ask them."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Final

from pipeline import engines, stage
from pipeline.chat import Message
from pipeline.engines import Answer, Sampling
from pipeline.errors import MailwrightError
from pipeline.prompt import compose
from pipeline.schema import Direction, Document, DocumentKind, Email, EmailRequest, Person, Provenance, Triple

RESUME: Final = "{name}\n\nEXPERIENCE\nNurse, St Agnes\nMarch 2019 - present\n- Led a ward\n{more}"
JOB: Final = "Company: {company} Clinic\nJob title: Nurse\n\nRequirements\n- wound care\n"
NAMES: Final = "Ada Larsen;Ben Osei;Cleo Marsh;Dana Petrov;Eli Novak;Fay Okafor;Gus Lind;Hana Sato".split(";")
PLAIN: Final = "Subject: Nurse\n\nDear team,\n\nI would like to join you.\n\nKind regards"
LIE: Final = "Subject: Nurse\n\nDear team,\n\n25 years at St Agnes is a long time.\n\nKind regards"
NO_EMAIL: Final = "As a language model I cannot help."


class Rule:
    """Answers with `answer(prompt)`; counts what it was asked."""

    context = 4096
    continues = False

    def __init__(self, model: str, answer: Callable[[str], str]) -> None:
        self.model = model
        self.answer = answer
        self.asked = 0

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(message["content"].split()) for message in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        self.asked += 1
        text = self.answer(messages[-1]["content"])
        yield from text.splitlines(keepends=True)
        return Answer(text, self.count(messages), len(text.split()), complete=True)

    def close(self) -> None:
        pass


class Engines:
    """Stands in for `pipeline.engines.choose`: a GGUF file of that name is a rule."""

    def __init__(self, folder: Path, **rules: Callable[[str], str]) -> None:
        self.rules = {name: Rule(name, answer) for name, answer in rules.items()}
        self.names = [f"llamacpp:{folder / name}.gguf" for name in rules]
        for name in rules:
            (folder / f"{name}.gguf").write_text(name)

    def choose(self, name: str, model: str, recipe: object) -> Rule:
        return self.rules[Path(model).stem]

    def __getitem__(self, name: str) -> Rule:
        return self.rules[name]


def triple(number: int, direction: Direction) -> Triple:
    """A nurse and a clinic of their own; resumes get longer with the number."""
    name = NAMES[number % len(NAMES)]
    resume = RESUME.format(name=name, more="- Kept records\n" * number)
    job = JOB.format(company=f"Larch{number}")
    applying = direction is Direction.APPLICATION
    request = EmailRequest(
        direction=direction, resume=document("resume", resume, number), job=document("job", job, number),
        sender=Person(name=name if applying else "Iris Holm"),
        recipient=Person(name=None if applying else name), date=dt.date(2026, 3, 1),
    )  # fmt: skip
    provenance = Provenance(author="us", licence="Apache-2.0")
    return Triple(id=f"t{number}-{direction}", request=request, email=Email(subject="s", body="b"), provenance=provenance, split="test")


def document(kind: DocumentKind, text: str, number: int) -> Document:
    return Document(kind=kind, text=text, source=f"{kind}.txt", media_type="text/plain", sha256=f"{number:064}")


def dataset(folder: Path, people: int) -> None:
    """Lays a test split of `people` requests in either direction into `folder`, as `pipeline build` does."""
    triples = [triple(number, direction) for number in range(people) for direction in Direction]
    count = Rule("count", str).count
    rows = [{"id": one.id, "prompt": compose(one.request, 2000, count).messages} for one in triples]
    with stage.writing(folder, {"people": people}) as draft:
        (draft / "triples.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in triples))
        (draft / "test.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def dies_at(number: int) -> Callable[[str], str]:
    """The process is killed when the rule is asked for that time, as by `kill -9`."""
    left = [number]

    def answer(_: str) -> str:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return PLAIN

    return answer


def fails_at(number: int) -> Callable[[str], str]:
    """The engine fails when it is asked for that time, and from then on."""
    left = [number]

    def answer(_: str) -> str:
        left[0] -= 1
        if left[0] <= 0:
            msg = "the engine went away; start it again"
            raise MailwrightError(msg)
        return PLAIN

    return answer


def install(found: Engines) -> None:
    """For a process of its own; tests use monkeypatch."""
    engines.choose = found.choose  # type: ignore[assignment]  # a stand-in
