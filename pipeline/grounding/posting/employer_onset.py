"""From when a benefit counts, and whether it costs anything: `health cover from day one`, `a free room`.

The posting often gives the benefit with a condition (`after two years`, `90 euros a month`) that an email leaves out or turns round.
Read of outreaches only: an application's `from day one` is what the candidate would do. Durations that the email gives (`after six
months`) are numbers, read by `employer_numbers`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_AT_ONCE = compiled(
    r"\b(?:from (?:(?:the|your|their) )?(?:very )?(?:day one|first (?:(?:working )?day|week|month)|start|outset)(?! (?:to|until|till|through)\b)|(?:on|with|in|from) (?:the|your|their) (?:very )?first (?:pay ?(?:check|cheque|day|slip|packet)|salary|wages?|(?:month['’]s )(?:salary|pay|wages?))|on (?:your|their) (?:very )?first (?:working )?day|on day one|(?:right|straight) away|immediately|without (?:a )?(?:waiting period|probation|trial period)|as soon as you (?:start|join))\b",
    re.IGNORECASE,
)
PATTERNS = (_AT_ONCE,)
"""One of them stands in any clause with a finding."""
_BENEFIT = re.compile(
    r"\b(training|courses?|insurance|insured|shareholders?|ESOP|stock|payment|PTO|401\(k\)|cover(?:age)?|pension|retirement|401|holidays?|vacation|leave|bonus|discount|mortgage|loan|housing|accommodation|room|house|remote|home|equity|options|shares?|plan|benefits?|allowance|medical|dental|sponsorship|ticket|course|tuition|overtime|permanent)\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:people|becomes?|owns?|hands?|you|your|yours|everyone|everybody|staff|employees|drivers|nurses|teachers|colleagues|get|gets|ha(?:ve|s)|comes?|offer(?:s|ed)?|giv(?:e|es|en)|pa(?:y|ys|id)|provid(?:e|es|ed)|includ(?:e|es|ed)|earn|accrues?|starts?|begins?|counts?|appl(?:y|ies)|is|are)\b",
    re.IGNORECASE,
)
"""Without one of these nothing is given: `we see a house through from the start`."""
_GIVEN = re.compile(r"\b(?:day one|first (?:day|week|month|year)|from the start|immediate(?:ly)?)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:(?:after|once|when|on)\b(?: \w+){0,4}? (?:[\w-]+ )?probation\w*|after (?:the |your |a )?(?:trial|\w+ (?:years?|months?|weeks?|days?))|from the (?:second|third|fourth|fifth|sixth|seventh) (?:month|year)|(?:from )?day \d\d+|\w+ months? in\b)",
    re.IGNORECASE,
)
ITEM = re.compile(r"[^\n;]+?(?:[.](?=\s)|;|\n|$)")
"""A statement of a posting."""
_SORTS = tuple(
    frozenset(map(stem, sort.split()))
    for sort in (
        "ESOP share shares shareholder shareholders equity stock options",
        "insurance insured cover coverage medical health",
        "pension retirement 401",
        "bonus payment",
        "holiday holidays leave vacation PTO",
        "room rooms house housing accommodation",
        "remote home",
    )
)
"""Words that a posting may use for each other."""
_BEHIND = 60
_LOOSE = frozenset(map(stem, "training course courses".split()))
"""What begins with the work wherever the posting says nothing else."""
_AT_ONCE_ITSELF = frozenset(map(stem, "permanent room house housing accommodation".split()))
"""What counts at once where the posting names no later day for it."""
_FREE = re.compile(r"\b(?:free|rent-free|complimentary|at no (?:cost|charge)|on the house|fully paid)\b", re.IGNORECASE)
_PRICE = re.compile(
    r"[£$€]\s?\d|\d\s?(?:[£$€]|EUR\b|euros?\b|[A-Z]{3}\b|pounds?\b|dollars?\b)|\b(?:for|costs?|at|rent of) (?:[A-Z]{3} )?\d"
)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that a benefit counts at once."""
    if letter.sources.direction is not Direction.OUTREACH or letter.frame(clause).mood is Mood.QUESTION:
        return
    for match in _AT_ONCE.finditer(clause.text):
        benefits = _BENEFIT.findall(clause.text[max(0, match.start() - 90) : match.start()])
        behind = _BENEFIT.search(clause.text, match.end(), match.end() + _BEHIND) if not benefits else None
        told = [behind.group()] if behind else benefits[-2:]
        if told and _GIVING.search(clause.text) and (judged := _onset(letter, clause, match, told)):
            yield judged


def _onset(letter: Letter, clause: Clause, match: re.Match[str], benefits: list[str]) -> Claim | None:
    job, said = letter.sources.job, match.group()
    items = {item: {stem(word.group()) for word in WORD.finditer(item.group())} for item in ITEM.finditer(job.text)}
    all_of_them = [item for item, words in items.items() if any(_same(benefit) & words for benefit in benefits)]
    if any(_GIVEN.search(item.group()) for item in all_of_them):
        return claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting says so.", job.find(benefits[-1]))
    for item in (item for item, words in items.items() if _same(benefits[-1]) & words):
        if later := _LATER.search(item.group()):
            reason = f"You wrote '{said}'; the posting says '{later.group()}'."
            evidence = job.evidence(item.start() + later.start(), item.start() + later.end())
            return claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)
    if stem(benefits[-1]) in _LOOSE or (stem(benefits[-1]) in _AT_ONCE_ITSELF and all_of_them):
        return None
    if given := _GIVEN.search(job.text):
        return claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting says so.", job.evidence(*given.span()))
    return claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{said}'; the posting does not say from when.")


def _same(benefit: str) -> frozenset[str]:
    """The stems by which a posting may speak of a benefit."""
    word = stem(benefit)
    return next((sort for sort in _SORTS if word in sort), frozenset({word}))


def is_paid(said: str, text: str, start: int, end: int) -> bool:
    """Whether what an email calls free has a price in the posting's line at that place."""
    if not _FREE.search(said):
        return False
    stop = text.find("\n\n", end)
    line = text[end : min(end + 60, stop if stop >= 0 else len(text))]
    return bool(_PRICE.search(line.split(",")[0].split(";")[0])) and not _FREE.search(text[max(0, start - 25) : end + 25])
