"""An engine for tests of the page: answers from a script, word by word, and the files that its person uploads."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence
from typing import Any

from pipeline.chat import Message
from pipeline.engines import Answer, Sampling
from pipeline.errors import MailwrightError

RESUME = """Ada Mensah
Ward nurse
ada.mensah@example.com

Experience
Ward Nurse, Larch Clinic, Leeds, 2021 - 2024
- Cared for 12 beds on a surgical ward

Skills
Wound care, medication rounds
"""
POSTING = """Senior Nurse
Birch Hospital, York

Birch Hospital has 40 beds and opened a new ward in May.

Requirements
- Wound care
- 3 years on a ward

Contact: Tom Reed, jobs@birch.example.org
"""
FALSE = "I have ten years of experience with dialysis."
BODY = f"""Dear Tom Reed,

As a ward nurse at Larch Clinic I cared for 12 beds on a surgical ward, and wound care is part of every day of mine there.

{FALSE}

Your hospital has 40 beds and a new ward, and I would like to be of use on it. Could we talk for ten minutes this week?

Kind regards,
Ada Mensah"""
EMAIL = f"Subject: Senior Nurse at Birch Hospital\n\n{BODY}"
TRUE = EMAIL.replace(f"{FALSE}\n\n", "")


class Scripted:
    """Gives its answers in turn, the last one again and again. `fails` is what it raises instead of the rest of an answer."""

    model = "scripted"
    context = 8192
    continues = False

    def __init__(self, *answers: str, pause: float = 0, fails: str = "") -> None:
        self.answers = list(answers) or [EMAIL]
        self.pause = pause
        self.fails = fails
        self.asked: list[Sampling] = []

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(message["content"].split()) for message in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        self.asked.append(sampling)
        text = self.answers[min(len(self.asked), len(self.answers)) - 1]
        for number, word in enumerate(text.split(" ")):
            time.sleep(self.pause)
            if self.fails and number == 5:
                raise MailwrightError(self.fails)
            yield word if not number else f" {word}"
        return Answer(text, self.count(messages), len(text.split()), complete=True)

    def close(self) -> None:
        pass


class Personal(Scripted):
    """Answers whoever of `names` stands in the prompt. Begins when `together` emails are in the works; `most` is how many were at once."""

    def __init__(self, names: Sequence[str], together: int = 1, pause: float = 0) -> None:
        super().__init__(pause=pause)
        self.names = names
        self.most = self.now = 0
        self._lock = threading.Lock()
        self._together = threading.Barrier(together)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        name = next(name for name in self.names if name in messages[-1]["content"])
        self._together.wait(60)
        self._count(1)
        text = TRUE.replace("Ada Mensah", name)
        for word in text.split(" "):
            time.sleep(self.pause)
            yield f"{word} "
        self._count(-1)
        return Answer(text, self.count(messages), len(text.split()), complete=True)

    def _count(self, change: int) -> None:
        with self._lock:
            self.now += change
            self.most = max(self.most, self.now)


def chosen(backend: Scripted, attempts: int = 1) -> Any:
    """The engine with settings: one attempt, so that a false claim stays where a test wants to see it."""
    from serve.chosen import Chosen
    from serve.settings import ServeSettings

    return Chosen(backend, ServeSettings(attempts=attempts), 1200)
