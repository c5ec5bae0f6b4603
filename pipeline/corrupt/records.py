"""What a corruption is: the email with lies in it, and a label for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.schema import Email, Kind, Record

Part = Literal["subject", "body"]


class Label(Record):
    """One false claim: `part[start:end] == text`. `original` is the true text that it replaced, empty where a sentence was added."""

    start: int
    end: int
    part: Part
    kind: Kind
    text: str
    original: str = ""


class Corrupted(Record):
    """An email with false claims in reading order."""

    email: Email
    false: tuple[Label, ...]


@dataclass(frozen=True)
class Edit:
    """A change to one part of an email: `part[start:end]` becomes `new`, of which `new[lie[0]:lie[1]]` is the false claim."""

    part: Part
    start: int
    end: int
    new: str
    kind: Kind
    lie: tuple[int, int]
    original: str = ""


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """A text without its two marks, and the place of what stood between them: `a «b» c` is `a b c` and (2, 3)."""
    start, end = text.index("«"), text.index("»")
    return text[:start] + text[start + 1 : end] + text[end + 1 :], (start, end - 1)


def apply(email: Email, edits: list[Edit]) -> Corrupted:
    """The email with edits that do not overlap."""
    parts = {"subject": email.subject, "body": email.body}
    labels: list[Label] = []
    for edit in sorted(edits, key=lambda one: (one.part, one.start), reverse=True):
        text = parts[edit.part]
        parts[edit.part] = text[: edit.start] + edit.new + text[edit.end :]
        grown = len(edit.new) - (edit.end - edit.start)
        labels = [_moved(label, grown) if label.part == edit.part else label for label in labels]
        start, end = edit.start + edit.lie[0], edit.start + edit.lie[1]
        labels.append(Label(start=start, end=end, part=edit.part, kind=edit.kind, text=parts[edit.part][start:end], original=edit.original))
    return Corrupted(
        email=Email(subject=parts["subject"], body=parts["body"]),
        false=tuple(sorted(labels, key=lambda label: (label.part == "body", label.start))),
    )


def _moved(label: Label, by: int) -> Label:
    return label.model_copy(update={"start": label.start + by, "end": label.end + by})
