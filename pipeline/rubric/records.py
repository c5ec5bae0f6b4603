"""What the rubric answers with: judged items, and those that were left out. Nothing is judged here."""

from __future__ import annotations

from pydantic import Field

from pipeline.schema import Record


class Item(Record):
    """One rule and how an email fares under it."""

    name: str
    value: float | str = Field(description="a number, or the broken rules as short codes joined by '; ', or 'ok'")
    threshold: str
    passed: bool
    blocking: bool = Field(default=False, description="the email must not go out like this; never True where `passed` is")
    reason: str = Field(description="a sentence that a person understands")


class Omission(Record):
    """A rule that was not judged, and why."""

    name: str
    reason: str


class Rubric(Record):
    """All items in the order of the table in `docs/truth.md`."""

    items: tuple[Item, ...]
    left_out: tuple[Omission, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every judged item passes. What was not judged is in `left_out`."""
        return all(item.passed for item in self.items)

    @property
    def blocking(self) -> tuple[Item, ...]:
        """The failures that must stop an email."""
        return tuple(item for item in self.items if item.blocking)

    @property
    def score(self) -> float:
        """The share of judged items that pass, 0 to 1."""
        return sum(item.passed for item in self.items) / len(self.items) if self.items else 1.0
