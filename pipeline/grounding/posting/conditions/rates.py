"""How often something comes, told of the employer with another period than the posting's: `a report each week` of `a report each month`.

    for claim in find(letter, clause): ...

A rate (`weekly`, `every third week`, `£800 a year`) is set beside the posting's rates that stand near the same words; where one of the two
has another number, nothing is said, since amounts are told by the year and by the month. A rhythm told as an adjective (`weekly meetings`) of
which the posting has no word is one too. Not covered: how many times in a period.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import subject
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.posting.posting_periods import COUNTS, ORDINALS
from pipeline.grounding.words import STOP_WORDS, folded, place_of_whole, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_UNITS = {
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.2,
    "annum": 365.2,
}
_WORDS = {
    "quarter-hourly": 1 / 96, "half-hourly": 1 / 48, "hourly": 1 / 24, "daily": 1.0, "nightly": 1.0, "weekly": 7.0, "biweekly": 14.0, "bi-weekly": 14.0, "fortnightly": 14.0,
    "monthly": 30.4, "quarterly": 91.3, "six-monthly": 182.6, "half-yearly": 182.6, "yearly": 365.2, "annual": 365.2, "annually": 365.2,
}  # fmt: skip
_MANY = COUNTS | {"twelve": 12}
_UNIT = "|".join(_UNITS)
_RATE = compiled(
    rf"(?<![\w-])(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w-])"
    rf"|\b(?:every|each|per) (?:(?P<nth>{'|'.join(ORDINALS)}) |(?P<many>{'|'.join(_MANY)}|\d\d?) )?(?P<unit>{_UNIT})s?\b"
    rf"|(?<=[\w\d$£€]) ?/ ?(?P<slash>{_UNIT})\b"
    rf"|(?=an? )(?<!\bhalf )(?<!\bof )(?<!\bin )(?<!\bfor )(?<!\bafter )(?<!\bwithin )(?<!\bas )(?<!\bis )(?<!\bover )(?<!\bat )(?<!\bto )(?<!\bonce )(?<!\btwice )\b(?P<article>an?) (?P<each>hour|day|night|week|fortnight|month|quarter|year)\b(?=\W*$|[,.;:)]| (?:for|with|plus|and|on|to|towards?|from|by|if|as|is|are|was|more|less|gross|net)\b)",
)
_OF_PAY = re.compile(r" (?:workers?|staff|employees|labou?rers|paid|pay|rates?|wages?)\b")
_PLAIN_OF = re.compile(
    r" (?:leave|salary|salaries|pay|holidays?|wages?|income|basis|review|rate|routine|life|work|business|bonus|reports?ing|turnover|revenue|sales|budget|spend)\b"
)
_LOOSE = frozenset({"daily", "nightly", "hourly"})
_PARTS = re.compile(r"[^\n.;]+")
_TOKEN = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"[a-z]+ \Z")
_BEFORE, _AFTER = 6, 4
_CLOSE = 3
_NEAR = 30
_TOLERANCE = 0.06


class _Rate(NamedTuple):
    start: int
    end: int
    days: float
    word: str
    around: frozenset[str]
    close: frozenset[str]
    number: float | None


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause on how often something comes at the employer's."""
    if not _RATE.may_stand(clause.text):
        return
    sources, frame = letter.sources, letter.frame(clause)
    if frame.candidate_only or frame.mood is Mood.QUESTION or not sources.job.is_english:
        return
    low = folded(clause.text)
    for said in _rates(low):
        if subject.candidate_before(clause, sources.direction, said.start) or _OF_PAY.match(low, said.end):
            continue
        fits = [(part, given) for part, given in _given(sources.job) if _is_of_same(said, given)]
        span, what = (said.start, said.end), clause.text[said.start : said.end].strip()
        if _stands_so(sources.job, low, said):
            continue
        if said.word and any(given.word == said.word for _, given in _given(sources.job)):
            continue  # `monthly and annual accounts`, of which the posting tells apart
        if fits and not any(_is_equal(said, given) for part, given in _given(sources.job) if part in {place for place, _ in fits}):
            start = fits[0][0]
            evidence = sources.job.evidence(start + fits[0][1].start, start + fits[0][1].end)
            reason = f"You wrote '{what}'; the posting says '{evidence.text.strip()}'."
            yield claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)
        elif not fits and frame.employer_only and said.word and not _is_loose(low, said) and not _speaks_of(sources, said):
            yield claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{what}'; the posting does not say how often.")


def _stands_so(job: Source, low: str, said: _Rate) -> bool:
    """Whether the posting has a rate with the very word before it: `hours per week`."""
    before = _LAST.search(low, max(0, said.start - _NEAR), said.start)
    return before is not None and place_of_whole(job.folded, low[before.start() : said.end]) >= 0


def _rates(low: str) -> list[_Rate]:
    found = []
    matches = list(_RATE.finditer(low))
    words = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(low)] if matches else []
    for match in matches:
        before = [word for word, _, end in words if end <= match.start()][-_BEFORE:]
        after = [word for word, start, _ in words if start >= match.end()][:_AFTER]
        close = [*before[-_CLOSE:], *after[:_CLOSE]]
        figures = [one for one in numbers.find(low) if one.end <= match.start() and match.start() - one.end < _NEAR]
        found.append(
            _Rate(
                *match.span(),
                _days(match),
                match["word"] or "",
                _telling([*before, *after]),
                _telling(close),
                figures[-1].value if figures else None,
            )
        )
    return found


def _telling(words: list[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in STOP_WORDS and word.removesuffix("s") not in _UNITS)


def _days(match: re.Match[str]) -> float:
    if match["word"]:
        return _WORDS[match["word"]]
    unit = _UNITS[match["unit"] or match["slash"] or match["each"]]
    if match["nth"]:
        return unit * ORDINALS[match["nth"]]
    return unit * (_MANY.get(match["many"]) or float(match["many"])) if match["many"] else unit


@lru_cache(maxsize=256)
def _given(job: Source) -> tuple[tuple[int, _Rate], ...]:
    """The rates of a posting, each with where its sentence begins."""
    return tuple((part.start(), rate) for part in _PARTS.finditer(job.folded) for rate in _rates(part.group()))


def _is_of_same(said: _Rate, given: _Rate) -> bool:
    """Whether two rates are told of the same thing, with the same number or none."""
    if said.number != given.number:
        return False
    shared = said.around & given.around
    return len(shared) > 1 or bool(said.close & given.close)


def _is_equal(said: _Rate, given: _Rate) -> bool:
    return abs(said.days - given.days) <= _TOLERANCE * given.days


def _is_loose(low: str, said: _Rate) -> bool:
    """Whether a rhythm is a way of speaking: `daily work`, `annual leave`."""
    return said.word in _LOOSE or bool(_PLAIN_OF.match(low, said.end))


def _speaks_of(sources: Sources, said: _Rate) -> bool:
    """Whether a document has any word for such a period."""
    job = sources.job
    unit = next((name for name, days in _UNITS.items() if days == said.days), "")
    return (
        said.word[:5] in job.folded + sources.resume.folded
        or (bool(unit) and unit in job.folded)
        or any(_is_equal(said, given) for _, given in _given(job))
    )
