"""Work that an email calls unbroken: `without interruption`, `no gaps`, against a break that the resume names or its dates show.

A gap is three whole months or more between two positions, dated to the month, in which no study lies. Where the clause gives a year, or says
how long it has been (`sixteen years without a break`), only gaps within that time count. Not covered: gaps in resumes that give years alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.patterns import compiled
from pipeline.schema import Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

SIGNS = r"always been (?:in|employed)|(?<=from )(?:one|each)"
"""What claims it without a word of denial."""
_PLACE = r"(?:(?:an?|the|my|your|any|paid|regular) ){0,2}(?:[\w-]+ ){0,2}?(?:work|job|employment|trade|profession|field|industry|business|service|harness|kitchens?|stoves?|classrooms?|wards?|warehouses?|stores?|schools?|hospitals?|hotels?|restaurants?|factor(?:y|ies)|mills?|farms?|vineyards?|shops?|librar(?:y|ies)|court(?:room)?s?|studios?|workshops?|bench|cab|wheel|saddle|payroll|shop ?floor|salon|site|practice|counter|office|lab|laboratory|garage|bakery|theatre|studio|newsroom|sea)"
"""Where somebody works: `out of a professional kitchen`."""
_UNBROKEN = compiled(
    r"\b(?:without (?:a |an |any |one |a single )*(?:interruptions?|breaks?|gaps?|pauses?|day (?:out of work|off work|between|unemployed|without work))\b(?! (?:for|at|in) (?:lunch|tea))|(?:uninterrupted(?:ly)?|unbroken)(?= (?:\w+ )?(?:career|employment|record|service|work|since|for|years?|run|stretch|[.,])|[.,]|$)"
    r"|(?:continuously|constantly) (?:employed|in work)\b|(?:been|am|worked|employed|in work) (?:in work |employed |working )?(?:continuously|without stopping)\b|never (?:been |once been )?(?:out of (?:work|a job)|unemployed|between jobs|without (?:work|a job))\b"
    r"|never (?:been |had |once |seen )*(?:a |an |any )?(?:break|gap|pause|interruption)s? (?:in|of|from|to) (?:my|your) (?:[\w-]+ ){0,2}?(?:work|career|employment|job|service|record|working life|jobs?)\b"
    r"|(?:work|working life|career|employment|service)(?: history)? (?:has |have |had )?(?:not|never)(?: once)? (?:paused|stopped|stood still|been (?:interrupted|broken)|broken off|been on hold)\b|(?:have|['’]ve|has) (?:not|never)(?: once)? (?:paused|interrupted|broken off) (?:my|your) (?:career|work|working life)\b"
    r"|no (?:gaps?|breaks?|interruptions?|pauses?) (?:in|on|between) (?:my|your|the|any)\b(?! (?:[\w+#.-]+ ){0,3}(?:knowledge|skills?|understanding|coverage|training|education|expertise|toolkit)\b)"
    r"|(?:my|your) (?:[\w-]+ ){0,2}?(?:career|resume|CV|history|employment|record|working life) (?:has|have|shows?|had|knows) no (?:gaps?|breaks?|interruptions?|pauses?)(?=[.,;!]|$| and\b| at all\b)|always been (?:in (?:work|employment|a job)|employed)(?=[.,;!]|$| and\b)"
    r"|(?:went|gone|moved|passed) (?:straight|directly|immediately) from (?:one|each) (?:job|post|employer|position) (?:in)?to the next\b|never (?:had|taken|took) (?:a |any )?(?:career )?(?:break|gap|time out)(?: in| from|[.,]|$)"
    rf"|(?:always|constantly|permanently|without fail) (?:been |worked |stood )?(?:in|at|behind) {_PLACE}(?= since\b))"
    rf"|(?:\b(?:not|never)|n['’]t)(?: once| yet| really)? (?:(?:stopped|paused|ceased) (?:work(?:ing)?|teaching|nursing|cooking|practi[sc]ing|driving|playing|building)(?= (?:since|for|in|from)\b|[.,;!]|$)|(?:been |spent (?:a|one|even a) (?:single )?(?:day|week|month|season|year|term) |stepped |stayed |gone )?(?:out of|outside(?: of)?|away from|off) {_PLACE}(?= (?:since|for|in|from|between|until|after)\b|[.,;!]|$))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:career (?:break|gap|pause)|about the gap|break from work|parental leave|maternity leave|family leave|sabbatical|out of work|unemployed|time out|full-time care of|carer for|travell?ing)\b",
    re.IGNORECASE,
)
_LONGEST_JOIN = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_THEM = re.compile(r"(?: of (?:them|those|these))?,?(?: all)? $")
"""Between the years of a sentence before, told by their number alone, and what is said of them: `I have sixteen without a break`."""
_LONGEST_LIFE = 60


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that work never stopped."""
    match = _UNBROKEN.search(clause.text)
    if not match or re.search(r"\b(?:if|would|not|want|hope)\b", clause.text[max(0, match.start() - 25) : match.start()]):
        return
    sources = letter.sources
    year = _YEAR.search(clause.text)
    after = int(year.group()) * 12 if year else _begun(sources, clause.text, match)
    broken = _gap(sources, after) or (None if after and not year else _named(sources))
    if broken:
        reason = f"You wrote '{match.group()}'; the resume shows a break: '{broken.text}'."
        yield claim(clause, *match.span(), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, broken)


def _begun(sources: Sources, text: str, match: re.Match[str]) -> int:
    """The month in which the years began that are called unbroken; 0 where the clause does not say how many."""
    told = [
        number
        for number in numbers.find(text)
        if 1 < number.value <= _LONGEST_LIFE
        and (number.unit == "years" or (not number.unit and _OF_THEM.fullmatch(text, number.end, match.start())))
    ]
    nearest = min(told, key=lambda number: abs(number.start - match.start()), default=None)
    return sources.month - round(12 * nearest.value) if nearest else 0


def _named(sources: Sources) -> Evidence | None:
    found = _NAMED.search(sources.resume.text)
    return sources.resume.evidence(*found.span()) if found else None


def _gap(sources: Sources, after: int) -> Evidence | None:
    """The first gap between positions that begins after a month."""
    dates = [*((one.start, one.end) for one in sources.positions), *((one.start, one.end) for one in sources.facts.education)]
    spans = sorted(span for start, end in dates if (span := _months(start, end)))
    worked = [(first, last) for first, last in spans]
    reached = worked[0][1] if worked else 0
    for first, last in worked[1:]:
        if first - reached > _LONGEST_JOIN and reached >= after:
            text = f"{_shown(reached)} to {_shown(first)}"
            return Evidence(source="resume", text=text)
        reached = max(reached, last)
    return None


def _months(start: str | None, end: str | None) -> tuple[int, int] | None:
    """First and last month; a year alone counts as the whole of it, so that it makes no gap."""
    if not start or start == "present":
        return None
    first = int(start[:4]) * 12 + (int(start[5:7]) - 1 if len(start) > 4 else 0)
    if not end or end == "present":
        return first, 10**6 if end else first
    return first, int(end[:4]) * 12 + (int(end[5:7]) - 1 if len(end) > 4 else 11)


def _shown(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
