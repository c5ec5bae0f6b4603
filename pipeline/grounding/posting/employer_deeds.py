"""Deeds told of the wrong employer: `at X I tested water` where the resume has the water under another position.

Looks at a statement about the candidate that names one past employer. Its telling words are counted in the lines of that employer's
positions and in each line of the others. Only where none of them is the named employer's own, and most stand together in one line of
another position, is the statement a finding. Says nothing where a statement names two employers, or where positions have no lines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import names
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.periods.chronicle import content
from pipeline.grounding.words import WORD, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Fact, ResumeFacts

_FEWEST = 2
"""Telling words that must stand together in the other position's line."""
_SHARE = 0.5
"""How many of the statement's telling words must stand there."""
_AT = re.compile(r"\b(?:at|for|with|from|(?:hired|employed|engaged|contracted|retained|seconded) by) (?:the )?$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:which|where|who)\b", re.IGNORECASE)
_HAVING = re.compile(r"(?:having|after|since) \w+", re.IGNORECASE)
_JOINED = re.compile(r"^,? and\b|,? and (?:the|your|my|a|an|how)\b")
"""Where a second thing follows, which need not be of the same place."""
_SAID_OF_IT = re.compile(
    r"\b(?:is|was|are|were|caught|stood|stands|struck|impressed|interested|made|makes|tells?|told|shows?|showed|would|says|drew|taught|gave|gives)\b",
    re.IGNORECASE,
)
"""Where a sentence leaves the deed for what came of it: `your move to Xero at X | is what we need`."""
_THERE_TOO = re.compile(r"\b(?:as|like|unlike|since|before|after|until|what|than|later|then|earlier|both|whether)\b", re.IGNORECASE)


class _Line(NamedTuple):
    words: frozenset[str]
    fact: Fact
    position: int


def find(letter: Letter) -> Iterator[Claim]:
    """The claims that give one employer the deeds of another."""
    if len(letter.sources.positions) < 2:
        return
    for number, clause in enumerate(letter.clauses):
        frame = letter.frame(clause)
        if (
            clause.role is not Role.TEXT
            or not (Side.CANDIDATE in frame.about or _HAVING.match(clause.text))
            or frame.mood not in (Mood.CLAIM, Mood.WISH, Mood.ASKED)
        ):
            continue
        named = _named(letter.sources, clause.text)
        if named and (judged := _judged(letter, number, clause, named)):
            yield judged


def _named(sources: Sources, text: str) -> tuple[int, int, str] | None:
    """The one past employer that a statement names behind `at`, `for`, `with`: where, and its name."""
    found: dict[str, tuple[int, int]] = {}
    for employer in sources.employers:
        if span := names.find(text, employer):
            found[employer] = span
    if len(set(found.values())) != 1:
        return None
    employer, (start, end) = next(iter(found.items()))
    return (start, end, employer) if _AT.search(text[max(0, start - 24) : start]) else None


def _judged(letter: Letter, number: int, clause: Clause, named: tuple[int, int, str]) -> Claim | None:
    start, end, employer = named
    said = _deed(letter, number, clause, named)
    if len(said) < _FEWEST:
        return None
    best = _elsewhere(letter.sources, employer, said)
    other = letter.sources.positions[best.position].employer if best else None
    if best is None or other is None or names.find(best.fact.value, employer):
        return None
    shown = " ".join(best.fact.value.split())
    reason = f"You wrote this of '{employer}'; the resume has it at '{other.value}': '{shown[:90]}'."
    return claim(clause, start, end, Kind.EMPLOYER, Verdict.CONTRADICTED, reason, letter.sources.resume.of(best.fact))


def _deed(letter: Letter, number: int, clause: Clause, named: tuple[int, int, str]) -> frozenset[str]:
    """The telling words of what was done there; none where the statement compares or names a second employer."""
    start, end, _ = named
    before, rest = clause.text[:start], _JOINED.split(clause.text[end:], maxsplit=1)[0]
    following = letter.clauses[number + 1] if number + 1 < len(letter.clauses) else None
    if following and following.sentence is clause.sentence and _GOES_ON.match(following.text):
        rest += " " + following.text
        if any(names.find(following.text, other) for other in letter.sources.employers):
            return frozenset()
    if _THERE_TOO.search(before.rpartition(",")[2]) or _THERE_TOO.search(rest):
        return frozenset()
    said = _telling(before)
    return said | _telling(_SAID_OF_IT.split(rest, maxsplit=1)[0] if len(said) >= _FEWEST else rest)


def _elsewhere(sources: Sources, employer: str, said: frozenset[str]) -> _Line | None:
    """The line of another employer that has what is said, where the named one's lines have nothing of it."""
    lines = _lines(sources.facts)
    same = {line.position for line in lines if _is_at(sources, line.position, employer)}
    if any(line.words & said for line in lines if line.position in same):
        return None
    best = max((line for line in lines if line.position not in same), key=lambda line: len(line.words & said), default=None)
    return best if best and len(best.words & said) >= max(_FEWEST, _SHARE * len(said)) else None


def _telling(text: str) -> frozenset[str]:
    return frozenset(content(text)) - _IDLE


def _is_at(sources: Sources, number: int, employer: str) -> bool:
    held = sources.positions[number].employer
    return bool(held and (held.value == employer or names.find(held.value, employer) or names.find(employer, held.value)))


@lru_cache(maxsize=256)
def _lines(facts: ResumeFacts) -> tuple[_Line, ...]:
    return tuple(
        _Line(frozenset(stem(match.group()) for match in WORD.finditer(fact.value)), fact, number)
        for number, position in enumerate(facts.positions)
        for fact in (position.title, *position.bullets)
        if fact
    )


_IDLE = frozenset(
    stem(folded(word))
    for word in (
        "caught eye struck stood stands noticed liked impressed made makes taught learned learnt showed led lead ran run gave help helped helping used use using kept keep brought took did things "
        "day week people team customers clients staff including well part exactly kind sort real good great much many several four two three five six seven eight nine ten"
    ).split()
)
"""Words that tell nothing of what was done."""
