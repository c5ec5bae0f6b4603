"""Parts of the year in which something of the employer's is open: `the brasserie stays open all winter` of `open from April to September`.

    for claim in find(letter, clause): ...

The posting's opening times are months from one to another, or a season, in a sentence about the same thing. A season that those do not cover, and
all the year, are contradicted; where the posting has no such time, that it is open all the year is borne out by nothing. Not covered: hours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.claim import claim
from pipeline.grounding.frames import denies
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.calendar_words import MONTH_NAME, SEASON_NAME, SEASONS, month
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_YEAR = frozenset(range(1, 13))
_OPEN = r"(?:open(?:s|ed)?|runs?|operat(?:es?|ing)|serv(?:es?|ing))"
TOLD = compiled(
    rf"\b(?:{_OPEN}) (?:[\w-]+ ){{0,2}}?(?:(?:all|throughout|through|over|during|in) (?:the )?(?P<season>{SEASON_NAME})\b|(?P<year>all (?:the )?year(?: (?:round|long))?|(?:the )?(?:whole )?year[- ]round|throughout the year|every day of the year|(?:twelve|12) months a year)\b)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\b(?P<first>{MONTH_NAME})\.? ?(?:to|until|till|through|and|-|–|—) ?(?:the end of |mid-|early |late )?(?P<last>{MONTH_NAME})\b",
    re.IGNORECASE,
)
_IN = re.compile(rf"\b(?:in|all|through|over|during|only in) (?:the )?(?P<season>{SEASON_NAME})s?\b", re.IGNORECASE)
_ALL_YEAR = re.compile(r"\b(?:all (?:the )?year|year[- ]round|every day of the year|throughout the year|365 days)\b", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:open\w*|runs?|season\w*|closed|operat\w*|serv(?:es?|ing))\b", re.IGNORECASE)
_PART = re.compile(r"[^\n.;]+")
_IDLE = frozenset(map(stem, "open stay stays season year also still".split()))


class _Opening(NamedTuple):
    words: frozenset[str]
    months: frozenset[int]
    start: int
    end: int


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that something is open in a part of the year in which the posting has it closed."""
    if not TOLD.may_stand(clause.text) or letter.frame(clause).candidate_only:
        return
    job = letter.sources.job
    for match in TOLD.finditer(clause.text):
        if denies(clause.text[max(0, match.start() - 20) : match.start()]) or _tells_past(letter, match):
            continue
        wanted = SEASONS[match["season"].lower()] if match["season"] else _YEAR
        told = _telling(clause.text[: match.start()])
        same = [one for one in _openings(job) if one.words & told]
        if any(wanted <= one.months for one in same):
            continue
        if same:
            evidence = job.evidence(same[0].start, same[0].end)
            reason = f"You wrote '{match.group()}'; the posting says '{' '.join(evidence.text.split())}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)
        elif match["year"] and letter.frame(clause).employer_only and not _openings(job):
            reason = f"You wrote '{match.group()}'; the posting does not say when it is open."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


def _tells_past(letter: Letter, match: re.Match[str]) -> bool:
    """Whether what runs is told of the candidate's past, by the words of the resume."""
    return letter.sources.resume.find(match.group()) is not None


def _telling(text: str) -> frozenset[str]:
    words = (folded(match.group()) for match in WORD.finditer(text))
    return frozenset(root for word in words if len(word) > 3 and word not in STOP_WORDS and (root := stem(word)) not in _IDLE)


@lru_cache(maxsize=256)
def _openings(job: Source) -> tuple[_Opening, ...]:
    """The opening times of a posting by months, each with the words of its sentence."""
    found = []
    for part in _PART.finditer(job.text):
        text = part.group()
        if not _OPENING.search(text):
            continue
        months: set[int] = set(_YEAR) if _ALL_YEAR.search(text) else set()
        for match in _FROM_TO.finditer(text):
            first, last = month(match["first"]), month(match["last"])
            months.update((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))
        for match in _IN.finditer(text):
            months |= SEASONS[match["season"].lower()]
        if months:
            found.append(_Opening(_telling(text), frozenset(months), *part.span()))
    return tuple(found)
