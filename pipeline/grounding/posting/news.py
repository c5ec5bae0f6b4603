"""What the employer is said to have done of late: `you recently opened a lab`, `your latest funding round`.

    for claim in find(letter, clause): ...

Supported where half of the telling words stand in the posting. Not covered: news told without a word for when.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_DONE = (
    "acquired bought merged launched opened expanded raised secured closed won announced signed moved released completed introduced unveiled partnered celebrated earned received landed rebranded "
    "relocated doubled tripled hired built finished entered joined added started became set created rolled shipped published passed reached invested appointed"
)
_RECENT = compiled(
    rf"(?<![\w'’])(?P<who>we|we['’]ve|you|you['’]ve|they|they['’]ve|it|it['’]s|who|which|company|team|client|firm|school|hospital)(?: have| has|['’]s)? (?:also )?(?P<adverb>recently|just|newly|lately) (?P<verb>{_DONE.replace(' ', '|')})\b(?P<what>[^,.;]{{0,60}})",
    re.IGNORECASE,
)
_RECENT_NOUN = compiled(
    r"\b(?:[Yy]our|[Oo]ur|[Tt]he company['’]s|[Ii]ts|[Tt]heir|(?:[A-Z][\w&.]+ ){1,3}?(?<=s )|[A-Z]\w+['’]s?) (?:team['’]s |company['’]s )?(?P<adverb>recent|latest|upcoming|newest|newly announced|brand[- ]new) (?P<what>(?:[\w-]+ ){0,3}?(?P<noun>acquisition|merger|launch|expansion|funding|partnership|award|growth|success|announcement|round|investment|opening|move|product|release|rebrand\w*|"
    r"office|headquarters|campus|contract|deal|win|IPO|[Ss]eries [A-F]|article|paper|report|blog post|talk|podcast|campaign|project|store|plant|hire|results|entry into))\b",
)
PATTERNS = (_RECENT, _RECENT_NOUN)
"""One of them stands in any clause with a finding."""
_VACANCY = re.compile(r"\b(?:spot|seat|role|roles|positions?|posts?|vacanc(?:y|ies)|openings?|applications|search)\b", re.IGNORECASE)
"""What is opened where somebody is sought, which the posting itself tells."""
_IDLE = frozenset("with from into that this their your have been just also which where when them they over more than about some very and the for our new recent first".split())  # fmt: skip


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What the employer is said to have done of late."""
    sources = letter.sources
    for match in _RECENT.finditer(clause.text):
        if match["who"].lower().startswith("you") and sources.direction is Direction.OUTREACH:
            continue
        if match["verb"].lower() in ("opened", "launched", "created", "announced") and _VACANCY.search(match["what"]):
            continue
        yield _borne_out(sources, clause, match.span(), telling(f"{match['verb']} {match['what']}"))
    for match in _RECENT_NOUN.finditer(clause.text):
        if match.group().lower().startswith("your") and sources.direction is Direction.OUTREACH:
            continue
        yield _borne_out(sources, clause, match.span(), telling(match["what"]))


def telling(text: str) -> list[str]:
    """The words of a text that tell of something."""
    return [word for match in WORD.finditer(text) if len(word := match.group()) > 3 and folded(word) not in _IDLE]


def _borne_out(sources: Sources, clause: Clause, span: tuple[int, int], words: list[str]) -> Claim:
    """Supported where half of the telling words stand in the posting."""
    there = [word for word in words if sources.job.has_word(word)]
    said = clause.text[slice(*span)]
    if there and 2 * len(there) >= len(words):
        return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting tells of it.", sources.job.find(there[0]))
    return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{said}'; the posting does not tell of it.")
