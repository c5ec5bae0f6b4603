"""How often a turn comes: `one week in five`, `every five weeks`, `four on, four off`.

A turn told otherwise than a document tells it of the same span is contradicted, whoever's turn it is; one of which no document speaks is
left alone. Not covered: turns told as a share (`20% of nights`), or with the span left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
_SPAN = r"(?P<span>day|night|evening|weekend|week|saturday|sunday|month|shift)"
_TURN = compiled(
    rf"\b(?:one|a|1|every) {_SPAN} (?:in|out of) (?:every )?(?P<all>{_COUNT})\b(?! (?:years|months|weeks|days|hours|minutes)\b)"
    rf"|\bevery (?P<nth>other|second|third|fourth|fifth|sixth) (?P<turn>day|night|evening|weekend|week|saturday|sunday|month)\b"
    rf"|\bevery (?P<many>{_COUNT}) (?P<spans>days|nights|evenings|weekends|weeks|saturdays|sundays|months)\b"
    rf"|\b(?=\w+(?: \w+)?[ -]on\b)(?P<on>{_COUNT})(?: (?:days?|weeks?|nights?))?[ -]on\b[ ,/]*(?:[a-z]{{3,4}} )?(?P<off>{_COUNT})(?: (?:days?|weeks?|nights?))?[ -]off\b",
    re.IGNORECASE,
)


_EVERY = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0}


class _Turn(NamedTuple):
    """Of which span, and how often: `("week", 1, 5)`."""

    span: str
    on: float
    off: float


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The turns of a clause that the documents tell otherwise."""
    for match in _TURN.finditer(clause.text) if clause.role is Role.TEXT else ():
        said = _read(match)
        sources = (letter.sources.resume, letter.sources.job)
        given = [(source, turn, found) for source in sources for turn, found in _turns(source) if turn.span == said.span]
        if given and all(turn != said for _, turn, _ in given):
            source, _, found = given[0]
            start, end = match.span("all") if match["all"] else match.span()
            reason = f"You wrote '{match.group()}'; the {source.kind if source.kind == 'resume' else 'posting'} says '{found.group()}'."
            evidence = source.evidence(*found.span())
            yield claim(clause, start, end, Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)


def _read(match: re.Match[str]) -> _Turn:
    if match["all"]:
        return _Turn(folded(match["span"]), 1, _value(match["all"]))
    if match["nth"]:
        return _Turn(folded(match["turn"]), 1, _EVERY[match["nth"].lower()])
    if match["many"]:
        return _Turn(folded(match["spans"]).removesuffix("s"), 1, _value(match["many"]))
    return _Turn("", _value(match["on"]), _value(match["off"]))


def _value(text: str) -> float:
    return numbers.find(text)[0].value


@lru_cache(maxsize=256)
def _turns(source: Source) -> tuple[tuple[_Turn, re.Match[str]], ...]:
    """The turns of a document."""
    return tuple((_read(match), match) for match in _TURN.finditer(source.text))
