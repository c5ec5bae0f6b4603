"""Figures without a number: `down from five to none`, `more loans than any other adviser`, `placed first of 3,000`.

    for claim in find(sources, clause): ...

To have brought something to nothing needs a line of the resume with the number it came from and a word for nothing. To have done more than
all others needs a word for the first place, other than `second highest`. A place in a contest must be one that the resume has, or have the
place of no other contest against it. Not covered: the best of a group without a comparison.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.figures.metric_moved import line_at, telling
from pipeline.grounding.patterns import compiled, keys, needed_by
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_NONE = compiled(r"\bfrom (?P<from>[^.;,]{1,30}?) (?:down )?(?P<to>to (?:zero|none|nil|nothing|nought)\b)", re.IGNORECASE)
_NOTHING = re.compile(
    r"\b(?:zero|none|nil|nothing|nought|no|not (?:one|a single)|without|eliminat\w+|eradicat\w+|end(?:ed|ing)|abolish\w+)\b|(?<![\d.,])0(?![\d.,]\d)",
    re.IGNORECASE,
)
_MOST = compiled(
    r"\b(?:more|fewer|less|higher|larger|bigger|faster|better|longer|lower) (?:[\w’'-]+ ){0,6}?than (?:any other|any ?(?:one|body) else|every other|all (?:the )?(?:others?|other|rest))\b(?: [\w’'-]+)?",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"(?P<less>\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th|one of the|among the)[ -])?(?:\b(?:most|highest|top|first|best|record|number one|no\. ?1|any other|1st|largest|leading|lead|fastest|biggest|lowest|least|fewest|longest|winner|won|award\w*|champion|outperform\w*|exceed\w*|of the (?:year|month|quarter))\b|# ?1\b)",
    re.IGNORECASE,
)
_NTH = r"(?P<{0}>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|runners?-up|1st|2nd|3rd|1?\dth)"
_RANKED = compiled(
    r"\b(?:plac(?:ed|ing)|came|coming|finish(?:ed|ing)|rank(?:ed|ing)?|end(?:ed|ing) up|took|taking|won|winning|earn(?:ed|ing)|secured|achieved|got|clinched|claimed|scored)(?: (?:[A-Z][\w’'-]*|in|the|a|an|our|us|me|overall|home|out)){0,3}? "
    + _NTH.format("told")
    + r"\b(?=-place\b| (?:place|prize|out of|of (?:over |more than |about |some |nearly |almost )?\d|among|amongst|overall|position)\b| in (?:the|a|an) (?:[\w’'-]+ ){0,4}(?:contest|competition|hackathon|tournament|championships?|race|league|olympiad|finals?|cup|CTF|challenge|rankings?)\b)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    _NTH.format("nth")
    + r"(?: ?/ ?\d|[ -](?:place|prize|out of|of (?:over |more than )?\d|among|overall|position|rank))|(?:plac(?:ed|ing)|rank(?:ed|ing)?|finish(?:ed|ing)|came)(?: in| the)* "
    + _NTH.format("other")
    + r"\b|(?P<won>\b(?:winners?|won|champions?|gold medal\w*|top prize|best in)\b)|(?P<runner>\brunners?-up\b|\bsilver medal\w*)",
    re.IGNORECASE,
)
_PLACES = {word: str(n) for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)} | {
    "runner-up": "2",
    "runners-up": "2",
}
_NEXT_BEST = compiled(
    r"\b"
    + _NTH.format("rank")
    + r"[ -](?:most|least|best|worst|(?!rest\b|test\b|guest\b|west\b|request\b|interest\b|forest\b)[a-z]{3,}est)\b",
    re.IGNORECASE,
)
"""`The second best seller`."""
_OWN = {Direction.APPLICATION: re.compile(r"\b(?:I|my|we)\b"), Direction.OUTREACH: re.compile(r"\b(?:you|your)\b", re.IGNORECASE)}

_OTHERS = {
    Direction.APPLICATION: re.compile(r"\b(?:you|your|they|their|he|she|his|her|who)\b", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:I|my|we|our|us|they|their|he|she|his|her|who)\b|^(?!.*\b[Yy]ou\b|.*\b[Yy]our\b)", re.IGNORECASE),
}
"""Of whom a place is told, where not of the candidate."""


def find(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that something ended at nothing, or that nobody else had as much."""
    if needed_by(_NONE, _MOST, _RANKED, _NEXT_BEST).isdisjoint(keys(clause.text)):
        return
    if (match := _NONE.search(clause.text)) and not _reaches_nothing(sources.resume, match["from"]):
        reason = f"You wrote '{match.group()}'; no line of the resume says that nothing was left."
        yield claim(clause, *match.span("to"), Kind.METRIC, Verdict.UNSUPPORTED, reason)
    if (match := _MOST.search(clause.text)) and _OWN[sources.direction].search(clause.text[: match.start()]):
        yield from _ranked(sources.resume, clause, match)
    yield from _placed(sources, clause)
    for match in _NEXT_BEST.finditer(clause.text):
        given = [(_place(other["rank"]), other) for other in _NEXT_BEST.finditer(sources.resume.text)]
        in_job = any(_place(other["rank"]) == _place(match["rank"]) for other in _NEXT_BEST.finditer(sources.job.text))
        if given and not in_job and all(place != _place(match["rank"]) for place, _ in given):
            evidence = sources.resume.evidence(*given[0][1].span())
            reason = f"You wrote '{match.group()}'; the resume says '{evidence.text}'."
            yield claim(clause, *match.span(), Kind.METRIC, Verdict.CONTRADICTED, reason, evidence)


def _placed(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """A place in a contest that the resume gives otherwise, or none of."""
    for match in _RANKED.finditer(clause.text):
        before = clause.text[: match.start()]
        if frames.denies(before) or _OTHERS[sources.direction].search(before):
            continue
        told = _place(match["told"])
        given = _places(sources.resume.text)
        if any(place == told for place, _ in given):
            continue
        other = given[0][1] if given else None
        evidence = sources.resume.evidence(*other.span()) if other else None
        reason = f"You wrote '{match['told']}'; the resume " + (f"says '{evidence.text}'." if evidence else "tells of no such place.")
        yield claim(clause, *match.span("told"), Kind.METRIC, Verdict.CONTRADICTED if other else Verdict.UNSUPPORTED, reason, evidence)


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """The places in contests that a text tells of."""
    return tuple(
        (_place(found["nth"] or found["other"] or ("second" if found["runner"] else "first")), found) for found in _PLACED.finditer(text)
    )


def _place(word: str) -> str:
    return _PLACES.get(word.lower(), "") or word.lower().rstrip("stndrh")


def _ranked(resume: Source, clause: Clause, match: re.Match[str]) -> Iterator[Claim]:
    """That nobody else had as much: a finding where the lines that tell of it give another place, or no line tells of any place."""
    words = telling(clause.text)
    places = [(found, len(words & telling(line_at(resume.text, found.start())))) for found in _FIRST.finditer(resume.text)]
    most = max((shared for _, shared in places), default=0)
    near = [found for found, shared in places if most and shared == most]
    if (near and all(found["less"] for found in near)) or not places:
        evidence = resume.evidence(*near[0].span()) if near else None
        reason = f"You wrote '{match.group()}'; " + (
            f"the resume says '{evidence.text}'." if evidence else "the resume tells of no first place."
        )
        yield claim(clause, *match.span(), Kind.METRIC, Verdict.CONTRADICTED if near else Verdict.UNSUPPORTED, reason, evidence)


def _reaches_nothing(resume: Source, told: str) -> bool:
    """Whether a line has a word for nothing and the number, or where the email names none, any line."""
    values = {number.value for number in numbers.find(told)}
    return any(
        _NOTHING.search(line) and (not values or values & {number.value for number in numbers.find(line)})
        for line in resume.text.splitlines()
    )
