"""What stands with a figure and makes another of it: `40,000 an hour` for `a day`, `in live attacks` for `in simulated ones`, `nearly` for `over`.

    changed(resume, text, number, places)    -> where the email says so, and what the resume says, where all places of the figure say otherwise
    period(text, number)                     -> "day" for `40,000 bookings a day`, None where no time is told

A place that tells no time, no setting and no bound bears the figure out. English words only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.figures import metric_moved, numbers
from pipeline.grounding.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_TIMES = "second|minute|hour|day|night|shift|morning|afternoon|evening|week|month|quarter|year|annum"
_ADVERBS = "hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|annual"
_NEAR = r"(?:[^.;,\d\n]|\n(?=[a-z])|(?<=[a-z])\n){0,45}?"
_EACH = compiled(
    rf"{_NEAR}(?:(?<!\bin)(?<!\bon)(?<!\bof)(?<!\bfor)(?<!\bonce)(?<!\btwice)(?<!\btimes)(?<!\bwithin)(?<!\bafter)(?<!\bover)(?<!\bhalf)(?<!days)(?<!nights)(?<!evenings)(?<!afternoons)(?<!mornings)\s(?:an?|per|each|every)\s|/ ?)(?P<time>{_TIMES})\b",
    re.IGNORECASE,
)
_ADVERB = compiled(rf"{_NEAR}\b(?P<time>{_ADVERBS})\b", re.IGNORECASE)
_BEFORE = compiled(rf"\b(?P<time>{_ADVERBS}) (?:[a-z]+ ){{0,2}}(?:of |to |at )?(?:[a-z]+ ){{0,2}}(?:[A-Z]{{3}} ?)?$", re.IGNORECASE)
_SAME = {"hourly": "hour", "daily": "day", "nightly": "day", "night": "day", "shift": "day", "morning": "day", "afternoon": "day", "evening": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
         "yearly": "year", "annually": "year", "annual": "year", "annum": "year"}  # fmt: skip
_ALIKE = (0.8, 1.25)
"""How large a figure may be beside the one that is told, as shares of it, where nothing is worked out."""
_LEAST = 1e-9
_REACH = 60
_LIVE = r"real[- ](?:world|life)|real (?=[a-z]+s\b)|live (?=[a-z]+s\b|traffic|data)|in production|production (?=[a-z]+s\b)|in the wild|in practice"
_SETTINGS = tuple(
    (re.compile(rf"\b(?:{one})", re.IGNORECASE), re.compile(rf"\b(?:{other})", re.IGNORECASE))
    for a, b in (
        (r"simulat\w+|synthetic\b|mock\b|in the lab\w*\b|laborator\w+|staging\b|test (?:environments?|bench(?:es)?|data)\b|tabletop\b|dry[- ]runs?\b", _LIVE),
        (r"gross\b", r"net\b"),
        (r"before tax", r"after tax"),
        (r"median\b|p50\b", r"p9\d\b|9\dth[ -]percentile|worst[- ]case\b|average\b|mean\b"),
        (r"average\b|on average", r"peak\b|maximum\b|at most\b|record\b"),
        (r"internal(?:ly)?\b|in-house\b", r"external(?:ly)?\b|public\b"),
        (r"domestic(?:ally)?\b", r"international(?:ly)?\b|overseas\b|abroad\b"),
        (r"part[- ]time\b", r"full[- ]time\b"),
        (r"inpatients?\b", r"outpatients?\b"),
        (r"wholesale\b", r"retail\b"),
        (r"inbound\b|incoming\b", r"outbound\b|outgoing\b"),
        (r"(?:men|boys|males?)\b", r"(?:women|girls|females?)\b"),
        (r"(?:children|pupils|kids)\b", r"adults\b"),
        (r"(?:revenue|turnover)\b", r"profits?\b"),
        (r"mornings?\b", r"evenings?\b|nights?\b"),
        (r"weekdays?\b", r"weekends?\b"),
        (r"pilots?\b", r"(?:company|nation|world|group)-?wide\b|full[- ]scale\b"),
        (r"estimated\b|projected\b|forecast\w*\b|planned\b|budgeted\b", r"actual\b|achieved\b"),
    )
    for one, other in ((a, b), (b, a))
)  # fmt: skip
_BOUNDS = {"over": "under", "under": "over"}


class Changed(NamedTuple):
    """Where an email tells a figure otherwise, and what the resume tells."""

    start: int
    end: int
    given: str
    exact: bool
    """Whether the resume has that very figure, and none that is about as large."""


def changed(resume: Source, text: str, number: Number, places: Iterable[int]) -> Changed | None:
    """The first of time, setting and bound that all places of a figure tell otherwise."""
    at = frozenset(places)
    about = [other for other in resume.numbers if other.start in at and _ALIKE[0] <= other.value / max(number.value, _LEAST) <= _ALIKE[1]]
    given = [other for other in about if other.value == number.value] or about
    if not given:
        return None
    return next((found for judge in (_by_time, _in_setting, _by_bound) for found in judge(resume, text, number, given)), None)


def period(text: str, number: Number) -> str | None:
    """The time by which a figure is told."""
    span = _period(text, number)
    return span[0] if span else None


def _period(text: str, number: Number) -> tuple[str, int] | None:
    """The time, and where its name ends."""
    adverb = _ADVERB.may_stand(text)
    patterns = [pattern for pattern, stands in ((_EACH, _EACH.may_stand(text)), (_ADVERB, adverb)) if stands]
    if found := [match for pattern in patterns if (match := pattern.match(text, number.end))]:
        match = min(found, key=lambda one: one.end())
        if any(number.end < other.start < match.start("time") for other in numbers.find(text)):
            return None  # the time of another number: `99.97% is three hours a year`
        return _SAME.get(match["time"].lower(), match["time"].lower()), match.end()
    before = _BEFORE.search(text, max(0, number.start - _REACH), number.start) if adverb else None
    return (_SAME[before["time"].lower()], number.end) if before else None


def _by_time(resume: Source, text: str, number: Number, given: list[Number]) -> Iterator[Changed]:
    said = _period(text, number)
    told = [period(resume.text, other) for other in given] if said else []
    if said and None not in told and said[0] not in told:
        yield Changed(number.start, said[1], f"a {told[0]}", exact=given[0].value == number.value)


def _in_setting(resume: Source, text: str, number: Number, given: list[Number]) -> Iterator[Changed]:
    for at in sorted(frozenset.intersection(*(_settings(resume, other.start) for other in given))):
        said, other = _SETTINGS[at]
        match = said.search(text)
        told = other.search(metric_moved.sentence_at(resume, given[0].start))
        if match and told and not other.search(text):
            start, end = min(number.start, match.start()), max(number.end, match.end())
            yield Changed(start, end, told.group(), exact=given[0].value == number.value)


@lru_cache(maxsize=4096)
def _settings(resume: Source, place: int) -> frozenset[int]:
    """Which settings a place of the resume tells against."""
    piece = metric_moved.sentence_at(resume, place)
    return frozenset(at for at, (said, other) in enumerate(_SETTINGS) if other.search(piece) and not said.search(piece))


def _by_bound(resume: Source, text: str, number: Number, given: list[Number]) -> Iterator[Changed]:
    opposite = _BOUNDS.get(number.hedge)
    if opposite and all(other.hedge == opposite and other.value == number.value for other in given):
        yield Changed(number.start, number.end, f"{opposite} {resume.text[given[0].start : given[0].end]}", exact=True)
