"""Perks and news of an employer of which the posting has no word: `a pet-friendly office`, `we have been bought by a larger group`.

    for claim in find(letter, clause): ...

Reads any phrase with the head of a perk behind words of offering, and any deed of a firm in the perfect tense. A phrase is a finding
only where none of its telling words stands in the posting or the request under any ending: other words for what the posting says share
one of them. `employer_terms` and `offers` know single sorts of things, and what rules them out; this is for the sorts they do not know.
Not covered: news in the simple past, perks told as verbs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, folded, has_any, has_beginning, stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_FIRMS = r"(?:company|firm|department|client|school|hospital|trust|university|council|practice|team|group|clinic|hotel|charity|employer|agency|business|organi[sz]ation|package|contract|staff)"
_HEADS = (
    "cover|insurance|bonus|bonuses|holidays?|vacation|leave|office|allowances?|grants?|loans?|(?:stock|share|equity) options|membership|car|sabbatical|budget|pension|childcare|discounts?|gym|"
    "lunch|lunches|breakfasts?|meals|equity|stipend|mentoring|coaching|accommodation|housing|retreats?|canteen|cr[eè]che|benefits|perks|days off|laptop|reimbursement"
)
_GENERIC = frozenset("cover office membership budget benefits perks off loans".split())
"""Heads that say nothing without the words before them: those alone are looked for."""
_OFFERS = {
    Direction.OUTREACH: rf"\b(?:(?:[Ww]e|[Tt]he (?:\w+ )?{_FIRMS}|[Oo]ur (?:\w+ )?{_FIRMS}|[Mm]y client|[Tt]he (?:role|post|job)|[Ii]t)(?:['’]ll| will| also| even| all| each)* (?:offers?|provides?|includes?|comes? with|gives? (?:you|everyone|everybody|all of us)|enjoys?|gets?|has|have)"
    rf"|[Yy]ou(?:['’]d| would|['’]ll| will)?(?: also| all)? (?:get|receive|enjoy)|of our (?:staff|people|employees|team) (?:enjoy|get|have|receive)|[Tt]here(?:['’]s| is| are)(?: also)?)",
    Direction.APPLICATION: rf"\b(?:(?:[Yy]ou|[Yy]our (?:\w+ )?{_FIRMS}|[Tt]he (?:\w+ )?{_FIRMS})(?: also| even)? (?:offers?|provides?|includes?|gives?|have|has)|(?:[Pp]rospect|[Oo]ffer|[Pp]romise|[Mm]ention) of|(?:noticed|notice|saw|see|like|liked|love|appreciate|value|welcome|enjoy) (?:the|your))",
}
_NOUN = rf" (?P<what>(?:(?!(?:and|or|but|which|that|who|where|to|from|by|is|are|was|were|with|on|in|at|so|because|if|as|when|for)\b)[\w'’£€$%-]+ ){{0,5}}?(?:{_HEADS}))(?![\w'’-])"
_PERK = {direction: compiled(offers + _NOUN) for direction, offers in _OFFERS.items()}
_NEWS_VERBS = "been (?:bought|acquired|taken over|named|listed|voted|rated|awarded|chosen|merged)|acquired|bought|merged|launched|opened|doubled|tripled|raised|secured|closed (?:its|our|your|an?)|won|entered|reached|listed|cut (?:its|our|your)|halved|rolled out|announced|unveiled|partnered|expanded"
_DEED = re.compile(rf"(?:{_NEWS_VERBS})\b")
_NEWS = {
    Direction.OUTREACH: compiled(
        rf"\b(?:(?:[Ww]e|[Oo]ur (?:\w+ )?{_FIRMS}|[Mm]y client)(?: have| has|['’]ve)|(?:proud|glad|pleased|happy) to have)(?: also| recently| just| now| even)? (?P<what>(?:{_NEWS_VERBS})\b[^,.;!?]{{0,60}})"
    ),
    Direction.APPLICATION: compiled(
        rf"\b(?:[Yy]ou(?: have|['’]ve)|(?:[Yy]our|[Tt]he) (?:\w+ )?{_FIRMS} has)(?: also| recently| just| now| even)? (?P<what>(?:{_NEWS_VERBS})\b[^,.;!?]{{0,60}})"
    ),
}
PATTERNS = (*_PERK.values(), *_NEWS.values())
"""One of them stands in any clause with a finding."""
_IDLE = frozenset(
    map(
        stem,
        "year years recently company group team larger big bigger great good new own free full paid annual monthly yearly generous flexible competitive attractive first second third three two one place people staff million week weeks month months day days hour hours four five six seven eight nine ten twelve".split(),
    )
)
_MEASURED = re.compile(r"(?:cut|raised|halved|doubled|tripled)\b")
_HOW_FAR = re.compile(r" (?:to|by|from) ")
"""Behind what was cut or raised: how far it was tells nothing of what it is."""
_ALIKE = tuple(
    (frozenset(map(stem, said.split())), re.compile(rf"\b(?:{same})\b"))
    for said, same in (
        ("leave holiday holidays vacation PTO off", r"leave|holidays?|vacations?|pto|time off|annual days|days off|\d\d days (?:plus|and|in addition|besides|on top)|\d weeks (?:off|paid)"),
        ("insurance cover coverage health medical", r"insurance|cover(?:age)?|medical|health\w*|hmo|bupa|ppo"),
        ("pension retirement", r"pensions?|retirement|401|superannuation|rrsp|kiwisaver|provident"),
        ("lunch lunches meal meals breakfast canteen", r"lunch(?:es)?|meals?|breakfasts?|canteen|food|restaurant"),
        ("equity shares options", r"equity|shares?|options|esop|rsus?|stock"),
        ("accommodation housing", r"accommodation|housing|house|rooms?|flat|lodging|apartment"),
        ("discount discounts", r"discounts?|\d ?% off|half[ -]price|cost price|reduced|cheaper"),
        ("stipend allowance grant budget", r"stipend|allowances?|grants?|budget|a year (?:for|towards?)"),
    )
)  # fmt: skip
"""Plain words for a perk, and what a posting may call the same."""
_ROOT = 5
_SHORTEST = 3
_LONGEST = 1500


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The perks and the news of a clause of which the posting has no word."""
    frame = letter.frame(clause)
    direction = letter.sources.direction
    if frame.mood is Mood.QUESTION or not has_any(clause.text, _NEEDED):
        return
    text = clause.text[:_LONGEST]
    for pattern in (_PERK[direction], _NEWS[direction]):
        for match in pattern.finditer(text):
            before = text[: match.start("what")]
            if frames.denies(before[-40:]) or re.search(r"\bif\b", before, re.IGNORECASE):
                continue
            if is_unheard(letter.sources, match["what"]):
                reason = f"You wrote '{match['what'].strip()}'; the posting does not speak of it."
                yield claim(clause, *match.span("what"), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


_NEEDED = (
    *"offer provid includ comes give enjoy get receive prospect promise mention your notice saw like love appreciate value welcome see".split(),
    *(" have ", " has ", "'ve ", "’ve ", "there is", "there's", "there are"),
)
"""Letters without which nothing is offered and nothing told as done."""


def is_unheard(sources: Sources, what: str) -> bool:
    """Whether none of the telling words of a phrase stands in the posting or the request."""
    words = [match.group() for match in WORD.finditer(what) if len(match.group()) >= _SHORTEST]
    if words and words[-1] in _GENERIC:
        words.pop()
    deed = _DEED.match(what)
    done = what[deed.end() :] if deed else ""
    if deed and _MEASURED.match(what):
        done = _HOW_FAR.split(done, maxsplit=1)[0]
    rest = [match.group() for match in WORD.finditer(done)]
    telling = [word for word in rest if _tells(word)] or [word for word in words if _tells(word)]
    if not telling:
        return False
    given = folded(f"{sources.request.wishes or ''} {sources.request.subject or ''}")
    if all(_is_told_alike(sources.job, word) for word in telling):
        return False  # `26 days of leave` of `26 days plus public holidays`
    return not any(_stands(sources, folded(part), given) for word in telling for part in (word, *word.split("-")) if len(part) >= _SHORTEST)


def _is_told_alike(job: Source, word: str) -> bool:
    """Whether a posting says by another word what a plain word for a perk says."""
    return any(stem(word) in said and same.search(job.folded) for said, same in _ALIKE)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and folded(word) not in STOP_WORDS and stem(word) not in _IDLE and not word[0].isdigit()


def _stands(sources: Sources, word: str, given: str) -> bool:
    if sources.job.has_word(word):
        return True
    root = word[: max(_ROOT, len(word) - 3)]
    return len(word) >= _ROOT and any(has_beginning(text, root) for text in (sources.job.folded, given))
