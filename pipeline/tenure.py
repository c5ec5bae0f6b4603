"""Counts experience: in total, for one position, for one skill. A model is never asked to do this arithmetic.

Months are counted from the first month to the last, so Mar 2021 to Apr 2024 is 37 months. Overlaps count once and gaps do not count; a
position that begins the month after another ended leaves no gap. A date without a month may be any month of its year: it counts
as the middle, and `least` and `most` say how far off that can be. Does not cover part-time shares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.profile.skill_names import mentions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pipeline.schema import Position

_MIDDLE = 6
"""The month, from 0, for which a bare year stands."""


class Tenure(NamedTuple):
    """Months of experience; `least` and `most` differ from it where the resume gives years without months."""

    months: int
    least: int
    most: int


def months(positions: Sequence[Position], on: dt.date, *, skill: str | None = None) -> int | None:
    """Months of experience until `on`, in total or of a skill; None where the resume gives no dates (or never names the skill)."""
    found = tenure(positions, on, skill=skill)
    return found.months if found else None


def tenure(positions: Sequence[Position], on: dt.date, *, skill: str | None = None) -> Tenure | None:
    """Like `months`, with its bounds."""
    chosen = positions if skill is None else [position for position in positions if shows(position, skill)]
    middle = _union(_intervals(chosen, on, _MIDDLE, _MIDDLE))
    if not any(_is_year(position.start) or _is_year(position.end) for position in chosen):
        return Tenure(middle, middle, middle) if middle else None
    least, most = (_union(_intervals(chosen, on, first, last)) for first, last in ((11, 0), (0, 11)))
    return Tenure(middle, min(least, middle), max(most, middle)) if most else None


def shows(position: Position, skill: str) -> bool:
    """Whether a position's title or bullets name a skill under any of its spellings."""
    evidence = [position.title, *position.bullets]
    return any(fact is not None and mentions(fact.value, skill) for fact in evidence)


def month(date: str, of_bare_year: int) -> int:
    """Months since year 0 of a date as a resume gives it; a bare year becomes its month `of_bare_year`, counted from 0."""
    return int(date[:4]) * 12 + (int(date[5:]) - 1 if len(date) > len("2021") else of_bare_year)


def _is_year(date: str | None) -> bool:
    """Whether a date has no month."""
    return date is not None and len(date) == len("2021")


def phrase(number: int) -> str:
    """Months in words a person uses: "3 years 1 month", "8 months"."""
    years, rest = divmod(number, 12)
    parts = [_counted(years, "year"), _counted(rest, "month")]
    return " ".join(part for part in parts if part) or "less than 1 month"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if number else ""


def _intervals(positions: Iterable[Position], on: dt.date, first: int, last: int) -> list[tuple[int, int]]:
    """First and last month of each dated position; bare years become their month `first` as a start and `last` as an end."""
    today = on.year * 12 + on.month - 1
    found = []
    for position in positions:
        if position.start is None or position.end is None or position.start == "present":
            continue
        start = month(position.start, first)
        end = min(today, today if position.end == "present" else month(position.end, last))
        if position.start == position.end and len(position.start) > len("2021"):
            end += 1  # a position within one month lasted some of it
        if start <= end:
            found.append((start, end))
    return sorted(found)


def _union(intervals: list[tuple[int, int]]) -> int:
    """Months covered by sorted intervals; those that overlap or follow one another directly count as one."""
    total = 0
    current: tuple[int, int] | None = None
    for start, end in intervals:
        if current and start <= current[1] + 1:
            current = (current[0], max(current[1], end))
            continue
        total += current[1] - current[0] if current else 0
        current = (start, end)
    return total + (current[1] - current[0] if current else 0)
