"""Plans of the employer's told as done, or for another time than the posting's: `we have opened in Belgium` of an entry planned for next autumn.

    for claim in find(letter, clause): ...

A plan is a sentence of the posting with a word for what is to come, or with a season, month or year after the date of the letter. A deed of the
firm is told as done in the past or the perfect; it is of the plan when it has a name or a telling word that no other sentence has, and the
verb is one of those that end plans (`open`, `launch`, `move`). Not covered: plans told in words of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.telling_words import is_special
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import denies
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import calendar_words
from pipeline.grounding.words import WORD, has_any, stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_DONE = r"(?:opened|launched|moved|switched|migrated|changed|introduced|entered|expanded|acquired|bought|replaced|finished|completed|started|rolled out|left|dropped|retired|abandoned|gone over|went over|set up|built|brought in|moved in)"
_WHO = {
    Direction.OUTREACH: r"(?:we|our (?:[\w-]+ )?(?:company|firm|team|group))",
    Direction.APPLICATION: r"(?:you|your (?:[\w-]+ )?(?:company|firm|team|group))",
}
_TOLD = {
    direction: compiled(
        rf"\b{who}(?:['’]ve| have| has)?(?: (?:already|just|recently|also|now|only)){{0,2}} {_DONE}\b[^.;!?]{{0,70}}", re.IGNORECASE
    )
    for direction, who in _WHO.items()
}
_AHEAD = {
    direction: compiled(
        rf"\b{who}(?:['’]ll| will| are going to| plan to| are planning to| want to| intend to| are about to| are| mean to|['’]re)\b[^.;!?]{{0,90}}",
        re.IGNORECASE,
    )
    for direction, who in _WHO.items()
}
_TIME = re.compile(
    rf"\b(?:(?P<season>{calendar_words.SEASON_NAME})|(?P<month>{calendar_words.MONTH_NAME}))\b(?:,? (?:of )?(?P<year>20\d\d))?|\b(?:in|for|by|of|during|end of|early|late) (?P<bare>20\d\d)\b",
    re.IGNORECASE,
)
_WORDS_OF_PLANS = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|will|going to|want(?:s)? to|prepar\w+|intend\w*|upcoming|coming|soon|about to|next (?:year|spring|summer|autumn|fall|winter|month)|to (?:open|launch|move|switch|enter|expand))\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:are|is) (?:now |currently |in the middle of |busy )?(?:moving|migrating|switching|replacing|preparing|rolling out|changing over|building up)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:since|in 20\d\d|opened|launched|moved|entered|began|started|was|were)\b", re.IGNORECASE)
_PART = re.compile(r"[^\n;]+?(?:[.](?=\s)|;|\n|$)")
_IDLE = frozenset(
    map(
        stem,
        "open launch move switch new next year team firm company office people planned change prepare month spring summer autumn fall winter going this that coming already".split(),
    )
)
_NEEDS = ("opened", "launched", "moved", "switched", "migrated", "changed", "introduced", "entered", "expanded", "acquired", "bought", "replaced", "finished", "completed", "started", "rolled", "over", "set up", "built", "brought", "left", "dropped", "retired", "abandoned", "winter", "spring", "summer", "autumn", "fall ", "in 20")  # fmt: skip


class _Plan(NamedTuple):
    """A sentence of a posting on what is to come: the words that only it has, the months of its season, its year, and its place."""

    words: frozenset[str]
    season: frozenset[int] | None
    year: int | None
    start: int
    end: int


def is_given(sources: Sources) -> bool:
    """Whether a posting has plans."""
    return sources.job.is_english and bool(_plans(sources.job, sources.date))


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The plans of the posting that a clause tells as done, or for another time."""
    if not has_any(clause.text, _NEEDS):
        return
    sources, direction = letter.sources, letter.sources.direction
    plans = _plans(sources.job, sources.date)
    for match in _TOLD[direction].finditer(clause.text):
        if denies(match.group()):
            continue
        if plan := _of(plans, match.group()):
            yield _claim(letter, clause, match, plan)
    for match in _AHEAD[direction].finditer(clause.text):
        plan = _of(plans, match.group())
        if plan and _is_other_time(plan, match.group(), sources.date):
            yield _claim(letter, clause, match, plan)


def _claim(letter: Letter, clause: Clause, match: re.Match[str], plan: _Plan) -> Claim:
    evidence = letter.sources.job.evidence(plan.start, plan.end)
    reason = f"You wrote '{match.group().strip()}'; the posting says '{' '.join(evidence.text.split())}'."
    return claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


def _of(plans: tuple[_Plan, ...], said: str) -> _Plan | None:
    """The plan of which a piece of an email has a telling word."""
    words = _telling(said)
    return next((plan for plan in plans if plan.words & words), None)


def _telling(text: str) -> frozenset[str]:
    """The stems of the names and other telling words of a text."""
    found = (match.group() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in found if len(word) > 2 and (is_special(word) or word[0].isupper()) and stem(word) not in _IDLE)


def _is_other_time(plan: _Plan, said: str, today: date) -> bool:
    """Whether a piece of an email sets a plan in another season or year than the posting."""
    told = _TIME.search(said)
    if not told:
        return False
    season, year = _when(told, today)
    if season is not None and plan.season is not None and season != plan.season:
        return True
    return bool(year and plan.year and year != plan.year and (told["year"] or told["bare"]))


def _when(match: re.Match[str], today: date) -> tuple[frozenset[int] | None, int | None]:
    """The months of the season and the year of a time."""
    given = match["year"] or match["bare"]
    year = int(given) if given else None
    if match["season"]:
        return calendar_words.SEASONS[match["season"].lower()], year
    if match["month"]:
        return calendar_words.season(calendar_words.month(match["month"])), year
    return None, year


@lru_cache(maxsize=256)
def _plans(job: Source, today: date) -> tuple[_Plan, ...]:
    """The sentences of a posting on what is to come after a day, each with the telling words that no other sentence has."""
    parts = [(part.start(), part.end(), part.group(), _telling(part.group())) for part in _PART.finditer(job.text)]
    found = []
    for start, end, text, words in parts:
        times = [_when(match, today) for match in _TIME.finditer(text)]
        ahead = any(year and year > today.year for _, year in times)
        if not (ahead or _UNDER_WAY.search(text) or (_WORDS_OF_PLANS.search(text) and (times or "next " in text.lower()))) or (
            _PAST.search(text) and not ahead
        ):
            continue
        own = words - frozenset().union(*(other for at, _, _, other in parts if at != start))
        season, year = times[0] if times else (None, None)
        if own and (year is None or year >= today.year):
            found.append(_Plan(own, season, year, start, end))
    return tuple(found)
