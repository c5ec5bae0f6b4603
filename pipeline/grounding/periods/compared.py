"""The time at one employer beside that at another, or beside the career: `longer at Acme than at Bolt`, `most of my career was at Acme`.

    for claim in find(letter): ...
    is_one(sources, text, number)       -> whether a number tells such a share or factor, which stands in no document

The months come from the resume's dates, and bare years leave them open: only what no reading of them allows is false. A career is all
positions together, or all the time since the first of them began. Not covered: times with a skill or in a trade.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import shared, stretches
from pipeline.grounding.periods.durations import durations
from pipeline.grounding.periods.told_of import mentions
from pipeline.grounding.words import any_in
from pipeline.schema import Kind, Position, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.stretches import Span
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_ANY = ("half", "third", "quarter", "%", "cent", "longe", "shorte", "as long", " than", "career", " life", "of my", "of your")
_THAN = compiled(
    r"\b(?:(?P<more>(?<!no )longer|more (?:time|years|months|of (?:my|your) [\w -]{3,30}?))|(?P<less>shorter|less (?:time|of (?:my|your) [\w -]{3,30}?)|fewer (?:years|months)))\b(?P<middle>[^;.]*?)\bthan\b(?P<rest>[^;.]*)",
    re.IGNORECASE,
)
_AS_LONG = compiled(
    r"(?P<hedge>\b(?:nearly|almost|not quite|about|roughly|at least|just|more than) )?(?<!\w)as long\b(?P<middle>[^;.]*?)\bas\b(?P<rest>[^;.]*)",
    re.IGNORECASE,
)
_LONGEST = compiled(
    r"\b(?:my|your) (?:(?P<more>longest)|(?P<less>shortest)) (?:[\w-]+ ){0,2}?(?:job|post|stint|tenure|stay|spell|role|position|time|engagement|stretch)\b(?P<rest>[^;.]*)",
    re.IGNORECASE,
)
_CAREER = compiled(
    r"\bof (?:my|your) (?:[\w-]+ ){0,3}?(?:career|(?:working|professional) (?:life|years|time)|years (?:of|in|as)\b|working history)",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:most|(?:the )?(?:bulk|majority|(?:better|best|greater|larger) part|lion['’]s share)) (?=of (?:my|your)\b)", re.IGNORECASE
)
_OF_TIME = re.compile(rf" (?:of|in) {shared.TIME}\b(?! (?:team|budget|staff|class|group)\b)")
_HALF_OF_TIME = re.compile(
    rf"(?P<half>(?:the )?(?:first|second|last|other|latter|former|earlier|later) half|(?<!\ba )(?<!-)half)(?: of {shared.TIME})?(?: (?:was|were|spent|passed))* (?=(?:at|with|in) )"
)
_PLACE = re.compile(r",? (?:(?:was|were|spent|passed|I (?:was|spent|worked)|you (?:were|spent|worked)) )*(?:at|with|in) (?:the )?")
_RATIOS = {"over": (1.0, 1.5), "under": (0.8, 1.0), "about": (0.8, 1.2), "": (0.87, 1.15)}
"""How large the true ratio may be beside the one that is told, as shares of it."""
_PARTS = {"": (0.75, 1.25), "over": (0.95, 1.9), "under": (0.6, 1.05)}
"""The same of a share, which is rounded like the time that it is a share of."""
_SHARE_HEDGE = re.compile(
    r"(?:(?P<over>more than|(?:well |just |a little |far )?over|at least|above)|(?P<under>less than|(?:just |well |a little )?under|nearly|almost|not quite|close to|below)) (?:the |a )?$",
    re.IGNORECASE,
)
_SHORTEST_WHOLE = 24
_HEDGES = {
    "nearly": "under",
    "almost": "under",
    "not quite": "under",
    "about": "about",
    "roughly": "about",
    "at least": "over",
    "more than": "over",
}


def find(letter: Letter) -> Iterator[Claim]:
    """The claims that set the time at an employer beside another time."""
    if not letter.sources.employers:
        return
    for clause in letter.clauses:
        read = clause.role in (Role.TEXT, Role.SUBJECT) and any_in(clause.text.lower(), _ANY)
        if read and letter.frame(clause).mood in (Mood.CLAIM, Mood.NEGATIVE):
            yield from _compared(letter.sources, clause)


def _compared(sources: Sources, clause: Clause) -> Iterator[Claim]:
    text = clause.text
    for pattern, judge in ((_THAN, _longer), (_AS_LONG, _as_long), (_LONGEST, _longest)):
        match = pattern.search(text)
        if match and not frames.denies(text[: match.start()]) and (found := judge(sources, text, match)):
            yield _claim(clause, *found)
    yield from _shares(sources, clause)
    yield from _parts(sources, clause)


def is_one(sources: Sources, text: str, number: Number) -> bool:
    """Whether a number tells which part of a career was spent at an employer, or how many times as long as at another."""
    if number.unit == "%" and _CAREER.search(text) and len(_named(sources, text)) == 1:
        return True
    if number.unit == "%" and "year" in text and _OF_TIME.match(text, number.end):
        return True
    match = _AS_LONG.match(text, number.end + 1) if number.unit in ("x", "%") else None
    return match is not None and _pair(sources, text, match) is not None


def _claim(clause: Clause, start: int, end: int, fitting: bool, given: str) -> Claim:
    said = clause.text[start:end]
    reason = f"The resume's dates give {given}." if fitting else f"You wrote '{said}'; the resume's dates give {given}."
    return claim(clause, start, end, Kind.TENURE, Verdict.SUPPORTED if fitting else Verdict.CONTRADICTED, reason)


def _named(sources: Sources, text: str) -> list[tuple[int, str]]:
    """The past employers that a text names, in its order, each once, with where the last mention ends."""
    found = {
        position.employer.value: end for _, end, position in sorted(mentions(sources, text), key=lambda one: one[0]) if position.employer
    }
    return [(end, name) for name, end in found.items()]


def _time(sources: Sources, employer: str) -> Span | None:
    """All the time at an employer."""
    held = [position for position in sources.positions if position.employer and position.employer.value == employer]
    if any(position.start is None or position.end is None for position in held):
        return None
    return stretches.whole(sources, held, f" at {employer}")


def _pair(sources: Sources, text: str, match: re.Match[str]) -> tuple[Span, Span, int] | None:
    """The times at the employer before a comparison's `than` or `as`, and at the one behind it, and where that ends."""
    behind = _named(sources, match["rest"])
    before = _named(sources, match["middle"]) or _named(sources, text[: match.start()])
    if not before or not behind or before[-1][1] == behind[0][1]:
        return None
    first, second = _time(sources, before[-1][1]), _time(sources, behind[0][1])
    return (first, second, match.start("rest") + behind[0][0]) if first and second else None


def _longer(sources: Sources, text: str, match: re.Match[str]) -> tuple[int, int, bool, str] | None:
    found = _pair(sources, text, match)
    if found is None:
        return None
    first, second, end = found
    fitting = first.most > second.least if match["more"] else first.least < second.most
    return match.start(), end, fitting, _both(first, second)


def _as_long(sources: Sources, text: str, match: re.Match[str]) -> tuple[int, int, bool, str] | None:
    found = _pair(sources, text, match)
    if found is None:
        return None
    first, second, end = found
    told = next(
        (one for one in numbers.find(text) if one.end <= match.start("middle") and match.start() - one.end <= 1 and one.unit in ("x", "%")),
        None,
    )
    ratio = 1.0 if told is None else told.value / 100 if told.unit == "%" else told.value
    hedge = told.hedge if told else _HEDGES.get((match["hedge"] or "").strip().lower(), "")
    low, high = (bound * ratio for bound in _RATIOS[hedge])
    fitting = low <= first.most / max(second.least, 1) and first.least / max(second.most, 1) <= high
    return told.start if told else match.start(), end, fitting, _both(first, second)


def _longest(sources: Sources, text: str, match: re.Match[str]) -> tuple[int, int, bool, str] | None:
    named = _named(sources, match["rest"])
    own = _time(sources, named[0][1]) if len(named) == 1 else None
    others = [_time(sources, employer) for employer in sources.employers if named and employer != named[0][1]]
    if own is None or not others or None in others:
        return None
    spans = [span for span in others if span]
    other = max(spans, key=lambda span: span.most) if match["more"] else min(spans, key=lambda span: span.least)
    fitting = own.most >= other.least if match["more"] else own.least <= other.most
    return match.start(), match.start("rest") + named[0][0], fitting, _both(own, other)


def _both(first: Span, second: Span) -> str:
    return f"{tenure.phrase(first.months)}{first.what}, {tenure.phrase(second.months)}{second.what}"


def _shares(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """What part of a career was spent at an employer: `most of`, `two thirds of`."""
    text = clause.text
    career = _CAREER.search(text)
    named = _named(sources, text) if career else []
    own = _time(sources, named[0][1]) if len(named) == 1 else None
    if own is None or career is None or frames.denies(text[: career.start()]):
        return
    dated = [position for position in sources.positions if position.start]
    wholes = [span for some in (dated, [_since_first(dated)]) if (span := stretches.whole(sources, some, ""))]
    ratios = [(own.least / max(whole.most, 1), own.most / max(whole.least, 1)) for whole in wholes]
    told: list[tuple[int, int, float, float]] = [(*match.span(), 0.49, 1.0) for match in _MOST.finditer(text)]
    for number in numbers.find(text):
        if number.unit == "%":
            low, high = (bound * number.value / 100 for bound in _RATIOS[number.hedge])
            told.append((number.start, number.end, low, high))
    for start, end, low, high in told[:1]:
        fitting = any(low <= most and least <= high for least, most in ratios)
        yield _claim(clause, start, end, fitting, _both(own, wholes[0]))


def _parts(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """What part of a time told before was spent at an employer: `ten years, 40% of that time at Acme`."""
    text = clause.text
    if " year" not in text:
        return
    parts = [(match.start("half"), match.end("half"), match.end() - 1, 50.0) for match in _HALF_OF_TIME.finditer(text)]
    for number in numbers.find(text):
        behind = _OF_TIME.match(text, number.end) if number.unit == "%" else None
        if behind and not any(start <= number.start < end for start, end, _, _ in parts):
            parts.append((number.start, number.end, behind.end(), number.value))
    told = [one for one in durations(text) if one.months >= _SHORTEST_WHOLE] if parts else []
    for start, end, stop, share in parts:
        whole = next((one for one in reversed(told) if one.end <= start), None)
        place = _PLACE.match(text, stop)
        named = [one for one in mentions(sources, text) if place and one[0] == place.end()]
        own = _time(sources, named[0][2].employer.value) if whole and named and named[0][2].employer else None
        if whole is None or own is None:
            continue
        hedge = _SHARE_HEDGE.search(text, 0, start)
        low, high = (bound * share / 100 * whole.months for bound in _PARTS[(hedge and hedge.lastgroup) or ""])
        fitting = low <= own.most and own.least <= high
        yield _claim(clause, start, end, fitting, f"{tenure.phrase(own.months)}{own.what}")


def _since_first(dated: list[Position]) -> Position:
    """All the time since the first position began."""
    return Position(title=None, employer=None, start=min(position.start or "" for position in dated), end="present")
