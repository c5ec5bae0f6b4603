"""The facts of a document as a person reads them: one line per fact, positions with their dates and tenure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.schema import Fact, Position, ResumeFacts, Study

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from pipeline.schema import JobFacts

_UNSAID = "not said"


def overview(facts: ResumeFacts | JobFacts, on: dt.date) -> Iterator[str]:
    """Lines of text; 'present' in a resume means the day `on`."""
    for name, field in type(facts).model_fields.items():
        value = getattr(facts, name)
        label = (field.title or name).replace("_", " ")
        if isinstance(value, tuple):
            if value:
                yield f"{label}:"
                yield from (f"  {_line(item, on)}" for item in value)
        else:
            yield f"{label}: {_line(value, on)}"
    if isinstance(facts, ResumeFacts) and (months := tenure.months(facts.positions, on)):
        yield f"experience in total on {on}: {tenure.phrase(months)}"


def _line(item: object, on: dt.date) -> str:
    if isinstance(item, Position):
        what = ", ".join(fact.value for fact in (item.title, item.employer) if fact) or _UNSAID
        months = tenure.months([item], on)
        return f"{what} ({item.start or '?'} to {item.end or '?'}{f': {tenure.phrase(months)}' if months else ''})"
    if isinstance(item, Study):
        what = ", ".join(fact.value for fact in (item.degree, item.institution) if fact) or _UNSAID
        return f"{what} ({item.start or '?'} to {item.end or '?'})"
    if isinstance(item, Fact):
        return item.value
    return _UNSAID if item is None else str(item)
