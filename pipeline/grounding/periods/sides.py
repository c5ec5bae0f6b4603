"""Posts that many do not count among their jobs: internships, part-time and summer work, service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.sources import extent

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Position

_SIDE = re.compile(
    r"\b(?:intern\w*|trainee|apprentice\w*|student|volunteer\w*|part[- ]time|summer|holiday|weekends?|freelanc\w*|contract\w*|seasonal|temp\w*|self[- ]employed|placement|thesis|assistant|casual|army|navy|military|service)\b",
    re.IGNORECASE,
)


def head(one: Position) -> str:
    """The title, the employer and the dates of a post."""
    return " ".join(fact.value for fact in (one.title, one.employer, one.dates) if fact)


def is_side(sources: Sources, one: Position) -> bool:
    """Whether the head of a post calls it what many do not count among their jobs."""
    span = extent(one)
    line = sources.resume.text[span[0] : span[1]].split("\n")[0] if span else ""
    return bool(_SIDE.search(f"{head(one)} {line}"))
