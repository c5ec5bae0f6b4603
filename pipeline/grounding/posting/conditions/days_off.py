"""Days of the week told as free, or as days on which the firm is closed: `every weekend off`, `we close on Saturdays`.

    for claim in find(letter, clause): ...

The posting rules it out where it speaks of that day as worked (`weekends included`, `one Saturday a month`, `Tuesday to Saturday`), and bears it
out where it says that the day is free, or that work goes on between two other days. Of a posting with no word of it nobody knows. A day on which
its applications close (`closes Sunday`) is none. Not covered: days told as worked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import subject
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.calendar_words import WEEKDAYS, weekday_spans
from pipeline.grounding.posting.conditions import closing_day
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_DAY = rf"(?:weekends?|{'|'.join(f'{day}s?' for day in WEEKDAYS)})"
_FREE = r"(?:off|free|yours(?! truly)|your own|to (?:yourself|yourselves)|for (?:yourself|your family)|work-free)"
TOLD = compiled(
    rf"\b(?:every |all (?:your |the )?|each |your |the )?(?P<subject>{_DAY})(?: (?:and|or) {_DAY})? (?:(?:is|are|stays?|remains?|will be|would be|always|all|also) ){{0,3}}{_FREE}(?![\w-])"
    rf"|\b(?:every |all |each |your |the )?(?P<owned>{_DAY}) belongs? to (?:you|your [\w-]+)\b"
    rf"|\b(?:close[sd]?|closed|shut|shuts) (?:down )?(?:on |at |over |all )?(?:the |every |all )?(?P<closed>{_DAY})\b"
    rf"|\b(?:not|never|n['’]t) (?:be )?open (?:on |at |over )?(?:the )?(?P<unopened>{_DAY})\b"
    rf"|\b(?:never|not|n['’]t) (?:have to |need to |be asked to |be required to )?work(?:ing)? (?:on |at |over )?(?:the |a |any )?(?P<unworked>{_DAY})\b"
    rf"|\b(?:no|without|never any) (?P<none>{_DAY})(?: work| shifts?| duty)?\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"[^.;]{0,40}\b(?:except|apart from|but (?:for )?(?:one|a)|other than|unless|in (?:every )?(?:two|three|four))\b", re.IGNORECASE
)
_SOME = re.compile(
    r"\b(?:one|two|three|every other|every second|some|most|half|alternate|next|this|last|on|until|by|before|since|from) (?:the )?$",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(r"\b(?:weekdays|office hours|9 to 5|nine to five|no (?:evenings? (?:or|and) )?weekends?)\b", re.IGNORECASE)
_ALL_DAYS = re.compile(r"\b(?:seven days|7 days|(?:four|4) on,? (?:and )?(?:four|4) off|24/7|round the clock)\b", re.IGNORECASE)
_NOT_WORKED = re.compile(r"(?:\b(?:no|not|never|without|neither|nor|closed|shut|except|free|off)\b|n['’]t\b)[^.;:\n]{0,25}$", re.IGNORECASE)
_NOT_WORKED_AFTER = re.compile(r"(?: (?:and|or|&) \w+days?)?[^.;:\n,]{0,15}\b(?:off|free|closed|no|not)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:had|were|was|did|worked|now|currently|at present|so far|today)\b")
"""In what is told of the candidate, not of the days ahead."""
_A_DATE = re.compile(r",? (?:the )?\d{1,2}\b(?![:.]\d| ?[ap]\.?m)", re.IGNORECASE)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The days that a clause tells as free and the posting does not."""
    if not TOLD.may_stand(clause.text):
        return
    job, frame = letter.sources.job, letter.frame(clause)
    if frame.mood is Mood.ASKED:
        return
    outreach = letter.sources.direction is Direction.OUTREACH
    if (frame.candidate_only and (not outreach or _SO_FAR.search(clause.text))) or not (
        outreach or frame.employer_only or subject.of_impersonal(clause.text)
    ):
        return
    for match in TOLD.finditer(clause.text):
        if _BUT.match(clause.text, match.end()) or _SOME.search(clause.text[: match.start()]):
            continue
        if match["closed"] and closing_day.is_deadline(clause.text, *match.span("closed")):
            continue
        day = next(name for name in match.groups() if name).lower().removesuffix("s")
        if match["closed"] and day in closing_day.weekdays(job, letter.sources.date.year):
            continue
        free, worked = _known(job, day)
        if worked:
            reason = f"You wrote '{match.group()}'; the posting says '{' '.join(worked.text.split())}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, worked)
        elif not free:
            reason = f"You wrote '{match.group()}'; the posting does not say so."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


@lru_cache(maxsize=256)
def _known(job: Source, day: str) -> tuple[bool, Evidence | None]:
    """Whether a posting has a day, or the weekend, as free; and where it has it as worked."""
    named = r"weekends?|saturdays?|sundays?" if day == "weekend" else rf"{day}s?" + ("|weekends?" if day in WEEKDAYS[-2:] else "")
    free = bool(_WEEKDAYS.search(job.text)) and day in ("weekend", *WEEKDAYS[-2:])
    for match in re.finditer(rf"\b(?:{named})\b", job.text, re.IGNORECASE):
        if _A_DATE.match(job.text, match.end()):
            continue
        if _NOT_WORKED.search(job.text[max(0, match.start() - 40) : match.start()]) or _NOT_WORKED_AFTER.match(job.text, match.end()):
            free = True
        else:
            return False, job.evidence(*match.span())
    wanted = {5, 6} if day == "weekend" else {WEEKDAYS.index(day)}
    for first, last, start, end in weekday_spans(job.text):
        days = {at % 7 for at in range(first, last + 1 if last >= first else last + 8)}
        if days & wanted:
            return False, job.evidence(start, end)
        free = True
    if not free and (all_days := _ALL_DAYS.search(job.text)):
        return False, job.evidence(*all_days.span())
    return free, None
