"""What an email calls free that has a price in the posting: `a free bike` of `a bike at cost price`, `the rooms cost nothing` of 70 a week.

    for claim in find(letter, clause): ...

A thing is known by a telling word in the few before `is free` or behind `free`; its price stands in the same item of the posting, in the part
of it that names the thing, or in a later part that opens with `at` or an amount. Not covered: things that the posting calls by another word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.claim import claim
from pipeline.grounding.frames import denies
from pipeline.grounding.posting.employer_onset import ITEM
from pipeline.grounding.words import STOP_WORDS, WORD, any_in, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_NEEDS = ("free", "nothing", "no cost", "no charge", "complimentary", "on us", "on the house")
_FREE = re.compile(
    r"(?<!feel )(?<!-)\b(?:(?P<adjective>free|complimentary)(?: of charge)? (?!(?:to|on|at|of|for|in|this|that|next|and|or|but|from|if|hand|rein|choice|time|days?|weekends?|evenings?|afternoons?|mornings?|hours?|the|as|all)\b)(?P<thing>[\w-]+(?: [\w-]+){0,2})"
    r"|free of charge\b|(?:is|are|be|comes?) (?:\w+ )?(?:free(?: of charge)?|complimentary|on us|on the house)\b|for (?:free|nothing)\b|at no (?:cost|charge)\b|costs? (?:\w+ )?nothing\b)",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"[£$€] ?\d|\b(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN) ?\d|\d ?(?:€|euros?|pounds?|dollars?|EUR|GBP)\b|\b(?:at|for) cost\b|\bcost price\b|\d ?% off|\bhalf[ -]price|\bsubsidi[sz]ed|\bdiscount\w*|\breduced (?:price|rate|rent)|\bsmall (?:fee|charge)|\bfor a fee\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:free|included|provided|complimentary|no (?:cost|charge)|on us|on the house|we pay|paid (?:by us|for you|in full))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\s*(?:at|for|costs?|rent|(?:you|we) (?:pay|ask)|half|with \d|[£$€]|EUR|GBP|USD|CHF|\d+ ?%)(?!\w)(?! (?:least|most)\b)", re.IGNORECASE
)
_NEAR, _FEW = 60, 5
_TOLD_BEFORE = frozenset(
    map(stem, "would will use have get rent live eat travel year first charge staff company our your all every each".split())
)


class _Priced(NamedTuple):
    """A part of an item with a price: the stems of its words, and its place with the price."""

    words: frozenset[str]
    start: int
    end: int


def is_given(sources: Sources) -> bool:
    """Whether a posting has a price."""
    return bool(_items(sources.job)[0])


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things that a clause calls free and the posting sells."""
    if not any_in(clause.text.lower(), _NEEDS):
        return
    priced, given = _items(letter.sources.job)
    for match in _FREE.finditer(clause.text):
        before = clause.text[max(0, match.start() - _NEAR) : match.start()]
        if denies(before[-20:]):
            continue
        words = _telling(match["thing"]) if match["thing"] else _telling(before.rpartition(",")[2])[-_FEW:]
        if evidence := _sold(letter.sources.job, words, priced, given):
            reason = f"You wrote '{match.group()}'; the posting says '{' '.join(evidence.text.split())}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)


def _sold(job: Source, words: list[str], priced: tuple[_Priced, ...], given: frozenset[str]) -> Evidence | None:
    """Where a posting gives the price of a thing of these words, and none of them as free."""
    if given.intersection(words):
        return None
    return next((job.evidence(one.start, one.end) for one in priced if one.words.intersection(words)), None)


def _telling(text: str) -> list[str]:
    """The stems of the telling words of a phrase."""
    words = (folded(match.group()) for match in WORD.finditer(text))
    return [root for word in words if len(word) > 2 and word not in STOP_WORDS and (root := stem(word)) not in _TOLD_BEFORE]


@lru_cache(maxsize=256)
def _items(job: Source) -> tuple[tuple[_Priced, ...], frozenset[str]]:
    """The parts of a posting's items that have a price, and the stems of what it gives free."""
    priced, given = [], set()
    for item in ITEM.finditer(job.text):
        at, named = item.start(), (item.start(), item.start())
        for part in re.split(r"(?<!\d),", item.group()):
            end = at + len(part)
            if _GIVEN.search(part):
                given.update(_telling(part))
            elif _PRICE.search(part):
                start = named[0] if _OPENS.match(part) and named[1] > named[0] else at
                priced.append(_Priced(frozenset(_telling(job.text[start:end])), start, end))
            else:
                named = (named[0] if named[1] > named[0] else at, end)
            at = end + 1
    return tuple(priced), frozenset(given)
