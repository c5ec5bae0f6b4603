"""How much of the work is done on site: `two days a week from home` where the posting gives one, `you need never set foot in Hull`.

    for claim in find(letter, clause): ...
    left(job, number, text)      -> the evidence for `three days at home` of a posting that has two office days, or None

The days at home of a posting stand there as such (`one day from home`, `up to two days of home office`) or are what office days leave of five,
be they counted or named (`in the office on Mondays and Thursdays`). Told are more days at home than those, work wholly from afar where the
posting has office days, and that nobody ever has to come. Not covered: days of a month, fewer days at home than the posting has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import subject
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.periods.calendar_words import WEEKDAYS
from pipeline.grounding.words import any_in
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_VALUES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "once": 1, "twice": 2} | {str(n): n for n in range(1, 6)}
_N = r"(?P<n>one|two|three|four|five|(?<![\d.,])[1-5](?![\d.,%]))"
_WEEK = r"(?:(?: |/)(?:(?:a|per|each|every) |out of (?:the )?(?:five|four|5|4)|in (?:five|four)|of (?:the|your|every|each) )?(?:working )?(?:week|days)?)?"
_AT_HOME = (
    re.compile(
        rf"\b{_N}(?: (?!home)\w+)?? ?days?{_WEEK} (?:(?:are|is|may be|can be|could be) )?(?:spent |worked |done |working )?(?:from|at) (?:your (?:own )?)?home\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:(?:from|at) home|home[- ]?(?:office|working)|remotely)(?: (?:is|are) (?:\w+ )?(?:fine|possible|allowed|ok|okay|welcome))? (?:on |for |up to |as many as |as much as |about |at least ){{0,3}}{_N}(?: of the)?(?: (?:five|week))?(?: working)?[ -]days?\b(?! (?:a|per|each) (?:month|quarter|year))",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_N} (?:\w+ )?days? of (?:home[- ]?(?:office|working)|remote work\w*|telework\w*)\b", re.IGNORECASE),
)
_GIVEN_AT_HOME = (*_AT_HOME, re.compile(rf"\b{_N} (?:days? )?(?:(?:a|per) week )?(?:at|from) home\b", re.IGNORECASE))
_COME_IN = (
    re.compile(
        rf"\b{_N} (?:fixed )?(?:office )?days?{_WEEK} (?:(?:are |is )?spent )?(?:on[- ]site|(?:in|at) (?:the|our|your) office)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:come in|be in|(?:in|at|to) (?:the|our|your) office|on[- ]site) (?:on |for )?(?:(?:about|at least|up to) )?{_N} (?:fixed )?days\b(?! (?:a|per|each) (?:month|quarter|year))",
        re.IGNORECASE,
    ),
)
_FULL = 5
_DAY = rf"(?:{'|'.join(WEEKDAYS[:_FULL])})s?"
_OFFICE = (
    r"(?:(?:on[- ]?site|in[- ]office|in[- ]person)\b|(?:in|at|from) (?:the |our |your )?(?:[\w-]+ ){0,2}?(?:office|site|headquarters|HQ)\b)"
)
_COUNTED = (
    re.compile(rf"\b{_N} (?:fixed )?days(?: |/)(?:(?:a|per|each|every) )?week (?:in|at) (?-i:[A-Z])[\w'’-]+", re.IGNORECASE),
    re.compile(rf"\b{_N} (?:fixed )?(?:days?)(?:(?: |/)(?:(?:a|per|each|every) )?week)? {_OFFICE}", re.IGNORECASE),
    re.compile(rf"\b{_N} (?:fixed )?office days\b", re.IGNORECASE),
    re.compile(r"\boffice (?P<n>once|twice)(?: a| per| each) week\b", re.IGNORECASE),
)
_NAMED = re.compile(
    rf"\b(?:office (?:days? )?(?:\(|: ?|on |is |are )(?P<days>{_DAY}(?:(?:, (?:and )?| and | & ){_DAY})*)|{_OFFICE} (?:on )?(?P<later>{_DAY}(?:(?:, (?:and )?| and | & ){_DAY})*)|(?P<first>{_DAY}(?:(?:, (?:and )?| and | & ){_DAY})*) (?:are |spent )*{_OFFICE})",
    re.IGNORECASE,
)
_A_DAY = re.compile(_DAY, re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:(?:need|would|will|['’]ll|['’]d|can|must|may)? ?never (?:(?:need|have|want|be asked|be required) to )?|(?:no need|not (?:have|need)|n['’]t (?:have|need)|nobody (?:has|needs)|without|no reason)(?: ever)?(?: to)?(?: ever)? )"
    r"(?:set(?:ting)? foot (?:in|into|inside)|(?:com(?:e|ing)|go(?:ing)?|travel(?:ling|ing)?|commut(?:e|ing)) (?:in )?(?:in)?to|be(?:ing)? (?:in|at)|see(?:ing)?|visit(?:ing)?|show(?:ing)? up (?:in|at)|appear(?:ing)? (?:in|at)) "
    r"(?P<where>(?:the |our |your )?(?:[\w-]+ )?(?:offices?|site|headquarters|HQ)\b|(?-i:[A-Z][\w'’-]+)\b)"
    r"|\b(?:no|without(?: any)?) (?:fixed |compulsory )?(?:office days?|days in the office|presence)\b",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    r"\b(?:(?:fully|100 ?%|entirely|completely|totally|wholly|all)[- ]remote(?:ly)?|(?:entirely|fully|wholly|completely|100 ?%|solely|exclusively|all) (?:from|at) (?:your |my )?(?:own )?home)\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"\b(?:(?:fully|100 ?%|entirely|completely|totally)[- ]remote|remote[- ](?:first|only)|work from anywhere)\b", re.IGNORECASE
)
_MET = re.compile(
    rf"\b(?:(?:days?|weeks?|once|twice|(?:we |everyone |everybody |all )?meet(?:s|ings?)?|quarterly|monthly|weekly|visits?)\b[^.\n;]{{0,45}}? (?:in|at|to) (?:the |our )?(?:office|site|(?-i:[A-Z])[\w'’-]+)|{_OFFICE}|office days?|hybrid)\b",
    re.IGNORECASE,
)
_NEEDS = ("home", "come in", "be in", "on site", "on-site", "remote", "never", "office", "set foot", "setting foot", "no need", "without")


def is_given(sources: Sources) -> bool:
    """Whether a posting has days at home or on site."""
    job = sources.job
    return job.is_english and bool(_office_days(job) or _at_home(job) or _met(job))


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause on the days at home and on site that the posting does not bear out."""
    job, frame = letter.sources.job, letter.frame(clause)
    if not any_in(clause.text.lower(), _NEEDS):
        return
    outreach = letter.sources.direction is Direction.OUTREACH
    if not outreach and (
        frame.candidate_only or not (frame.employer_only or " that " in clause.text or subject.of_impersonal(clause.text))
    ):
        return
    if not (frame.candidate_only and frame.mood is Mood.CLAIM):
        yield from _days(job, clause)
        yield from _on_site(job, clause)
    for match in _NEVER.finditer(clause.text):
        if met := _met(job):
            reason = f"You wrote '{match.group().strip()}'; the posting says '{' '.join(met.text.split())}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, met)
    weekly = _office_days(job)
    if not weekly or _ALLOWED.search(job.text):
        return
    for match in _WHOLLY.finditer(clause.text):
        reason = f"You wrote '{match.group()}'; the posting says '{' '.join(weekly[1].text.split())}'."
        yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, weekly[1])


@lru_cache(maxsize=256)
def _met(job: Source) -> Evidence | None:
    """Where a posting has people come in, or leaves them at home on some days only."""
    met, home = _MET.search(job.text), _at_home(job)
    return job.evidence(*met.span()) if met else home[1] if home and home[0] < _FULL else None


def _days(job: Source, clause: Clause) -> Iterator[Claim]:
    """More days at home than the posting has."""
    given = _at_home(job)
    if not given:
        return
    for pattern in _AT_HOME:
        for match in pattern.finditer(clause.text):
            if _VALUES[match["n"].lower()] > given[0]:
                reason = f"You wrote '{match.group().strip()}'; the posting says '{' '.join(given[1].text.split())}'."
                yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, given[1])


def _on_site(job: Source, clause: Clause) -> Iterator[Claim]:
    """Other office days than the posting's: `we come in on three days` of two."""
    office = _office_days(job)
    if not office or sum(1 for pattern in _COUNTED for _ in pattern.finditer(job.text)) > 1:
        return
    for pattern in _COME_IN:
        for match in pattern.finditer(clause.text):
            if _VALUES[match["n"].lower()] != office[0]:
                reason = f"You wrote '{match.group().strip()}'; the posting says '{' '.join(office[1].text.split())}'."
                yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, office[1])


def left(job: Source, number: Number, text: str) -> Evidence | None:
    """Where a posting has the office days that leave so many days at home, or names as many of them."""
    office = _office_days(job) if number.unit == "days" and any_in(text.lower(), ("home", "remote", "office", "site", "where")) else None
    return office[1] if office and number.value in (office[0], _FULL - office[0]) else None


@lru_cache(maxsize=256)
def _at_home(job: Source) -> tuple[int, Evidence] | None:
    """The most days at home of a posting, and where it has them."""
    if _ALLOWED.search(job.text):
        return None
    told = [
        (_VALUES[match["n"].lower()], job.evidence(*match.span())) for pattern in _GIVEN_AT_HOME for match in pattern.finditer(job.text)
    ]
    if not told and (office := _office_days(job)):
        told = [(_FULL - office[0], office[1])]
    return max(told, key=lambda one: one[0], default=None)


@lru_cache(maxsize=256)
def _office_days(job: Source) -> tuple[int, Evidence] | None:
    """The office days a week of a posting, counted or by their names, and where it has them."""
    for pattern in _COUNTED:
        if match := pattern.search(job.text):
            return _VALUES[match["n"].lower()], job.evidence(*match.span())
    named = _NAMED.search(job.text)
    if not named:
        return None
    return len(_A_DAY.findall(named["days"] or named["later"] or named["first"])), job.evidence(*named.span())
