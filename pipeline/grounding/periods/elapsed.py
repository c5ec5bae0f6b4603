"""Durations counted from something that the resume dates: `three years since I joined Acme`, `I graduated eleven years ago`.

    stretch(sources, clause, duration, frame)   -> the time that the dates give, or None where nothing dated is named

The beginning and the end of a position are known by its employer, the end of the studies by any word for it. Several positions at an
employer, or several studies, may each be meant. Not covered: events that are named by a title alone, and promotions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.grounding.frames import Side
from pipeline.grounding.periods.durations import fits
from pipeline.grounding.periods.stretches import Span
from pipeline.grounding.periods.told_of import named
from pipeline.schema import Direction, Position

if TYPE_CHECKING:
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.durations import Duration
    from pipeline.grounding.sources import Sources

_BEGINS = r"(?:co-?)?found(?:ing|ed)|(?:re)?join(?:ing|ed)|start(?:ing|ed)(?: out| work)? (?:at|with)|(?:mov(?:ing|ed)|c[ao]m(?:ing|e)|went|going) (?:over )?to|sign(?:ing|ed) on (?:at|with)"
_ENDS = r"leav(?:ing|e)|left|quit(?:ting)?|depart(?:ing|ed)"
_STUDIED = r"graduat(?:ing|ed|ion)|(?:finish|complet|earn)(?:ing|ed) (?:my|your) (?:[\w'’-]+ ){0,3}?(?:degree|studies|bachelor\S*|master\S*|doctorate|diploma|Ph\.?D)|(?:leaving|left) (?:university|college)"
_EVENT = re.compile(rf"\b(?:(?P<begins>{_BEGINS})|(?P<studied>{_STUDIED})|(?P<ends>{_ENDS}))\b(?P<what>[^,;:]{{0,80}})", re.IGNORECASE)
_TAKEN_ON = re.compile(
    r"\b(?:hired (?:me|you)|took (?:me|you) on|(?:I|you) (?:first )?(?:began|beg[au]n|started|walked into|entered)(?: (?:at|with))?|(?:work|time|days|years|job) (?:at|with|for) [^,;:]{2,60} (?:began|started))\b",
    re.IGNORECASE,
)
"""What else tells that somebody began at an employer named beside it: `Acme hired me`, `my work at Acme began`."""
_SINCE = re.compile(r" (?:that have (?:passed|gone by) )?since (?:(?P<who>I|you) (?:first |originally |last )?|my |your )?$", re.IGNORECASE)
_AGO = re.compile(r" ago\b", re.IGNORECASE)
_AGO_DID = re.compile(r" ago,? (?:that )?(?P<who>I|you) (?:first |originally |then |had )?$", re.IGNORECASE)
"""Between a duration and what was done then: `Three years ago I joined Acme`."""
_NEAR = 120
_CUT = re.compile(r"[;:]| (?:and|when|after|before|from|until)\b")
_LATELY = 11
"""Months to either side by which `four years ago` may be off."""
_WHO = {Direction.APPLICATION: "i", Direction.OUTREACH: "you"}


def stretch(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> tuple[list[Span], bool] | None:
    """The times that may be meant, and whether the duration is a true way to say one of them; None where no dated event is named."""
    if Side.CANDIDATE not in frame.about:
        return None
    before, after = clause.text[max(0, duration.start - _NEAR) : duration.start], clause.text[duration.end : duration.end + _NEAR]
    event = next(_EVENT.finditer(after), None)
    since = _SINCE.match(after[: event.start()]) if event else None
    if event and since:
        if since["who"] and since["who"].lower() != _WHO[sources.direction]:
            return None
        return _weighed(duration, _from(sources, event), ago=False)
    return _ago(sources, duration, frame, before, after) if _AGO.match(after) else None


def _ago(sources: Sources, duration: Duration, frame: Frame, before: str, after: str) -> tuple[list[Span], bool] | None:
    """The same of what was so long ago, told behind the time or before it."""
    event = next(_EVENT.finditer(after), None)
    if event and (did := _AGO_DID.match(after[: event.start()])):
        return _weighed(duration, _from(sources, event), ago=True) if did["who"].lower() == _WHO[sources.direction] else None
    if not frame.candidate_only:
        return None
    if told := [event for event in _EVENT.finditer(before) if event.end() == len(before)]:
        return _weighed(duration, _from(sources, told[-1]), ago=True)
    beside = before if before.strip() else _CUT.split(after, 1)[0]
    return _weighed(duration, [_begun(sources, one) for one in named(sources, beside)], ago=True) if _TAKEN_ON.search(beside) else None


def _from(sources: Sources, event: re.Match[str]) -> list[Span | None]:
    """The times from an event to the day of writing."""
    if event["studied"]:
        return [_span(sources, study.end, "present", " since the studies") for study in sources.facts.education]
    held = named(sources, event.group())
    if event["begins"]:
        return [_begun(sources, one) for one in held]
    return [_span(sources, one.end, "present", f" since the end at {_name(one)}") for one in held if one.end != "present"]


def _begun(sources: Sources, position: Position) -> Span | None:
    return _span(sources, position.start, "present", f" since the beginning at {_name(position)}")


def _name(position: Position) -> str:
    return position.employer.value if position.employer else "this employer"


def _span(sources: Sources, start: str | None, end: str | None, what: str) -> Span | None:
    if start is None or end is None or start == "present":
        return None
    counted = tenure.tenure([Position(title=None, employer=None, start=start, end=end)], sources.date)
    return Span(what, *counted, None) if counted else None


def _weighed(duration: Duration, found: list[Span | None], *, ago: bool) -> tuple[list[Span], bool] | None:
    """None where a date is missing: what it would be cannot be told."""
    spans = [span for span in found if span]
    if not spans or len(spans) < len(found):
        return None
    slack = _LATELY if ago else 0
    return spans, any(fits(duration, span.least - slack, span.most + slack) for span in spans)
