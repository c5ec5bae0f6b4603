"""Deeds that only the posting has, told as done: `I drew up the recovery plan for overdue inspections` where that is what the post is for.

Looks at a past deed of the candidate. Where most of its telling words are nowhere in the resume, under any ending or in a usual other
word, and two of those stand side by side in the deed and together in one sentence of the posting, the deed was borrowed. What a resume
says in words of its own keeps enough of them to be known. Not covered: deeds in the present, and those that neither document has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.career import charge
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.periods import deeds
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_FEWEST = 2
"""Words that the resume lacks and one sentence of the posting has together."""
_SHARE = 0.6
"""How much of the deed the resume must lack."""
_ADVERBS = r"(?: (?:also|already|then|once|since|previously|personally|often|always|even|long|just|recently|repeatedly|regularly|\w+ly))*"
_DEED = {
    Direction.APPLICATION: re.compile(rf"\bI(?P<has>['’]ve| have| had)?{_ADVERBS} (?P<verb>[a-z]{{2,}})\b(?P<what>[^;:.!?]{{4,140}})"),
    Direction.OUTREACH: re.compile(rf"\b[Yy]ou(?P<has>['’]ve| have| had)?{_ADVERBS} (?P<verb>[a-z]{{2,}})\b(?P<what>[^;:.!?]{{4,140}})"),
}
_END = re.compile(
    r", (?:and|but|so|which|who|where|while|as|because|since|though|yet|with)\b|\b(?:and|but|so|because|while|when|which|who|where|as|if|than|like) (?:I|you|we|they|it|my|your|our|your)\b|, (?:I|you|we)\b|\b(?:like|such as|as well as|for you|with you|you)\b"
)
_OF_THEIRS = re.compile(r"(?: \w+){0,2} (?:to|that|how|what|about)\b")
"""Behind a verb of what one thinks of a thing: `warmed at once to a chain`."""
_SENTENCE = re.compile(r"[^\n.!?;]+(?:\.(?=\w)[^\n.!?;]+)*")
_NO_DEED = frozenset(
    """
    read seen saw heard noticed noted learned learnt found felt thought understood known knew met wanted wished hoped looked asked applied attached enclosed included described mentioned admired followed liked loved enjoyed wrote written
    been had got come came gone went been interested decided considered dreamed waited watched visited used studied lived moved grown said told spoke spoken attended missed needed lacked tried imagined believed agreed chose chosen called
    posted listed advertised offered required asked stated explained closed opened received sent
    """.split()
)
"""Verbs behind which a thing of the employer's may stand."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The deeds of a clause that only the posting has."""
    sources = letter.sources
    if not sources.resume.is_english or not sources.resume.text or letter.frame(clause).mood is not Mood.CLAIM:
        return
    for match in _DEED[sources.direction].finditer(clause.text):
        if (
            not _is_past(match)
            or _OF_THEIRS.match(match["what"])
            or terms.NOT_DONE.search(clause.text[max(0, match.start() - 40) : match.start()])
        ):
            continue
        end = _END.search(match["what"])
        stop = match.start("what") + (end.start() if end else len(match["what"]))
        if _is_borrowed(sources.resume, sources.job, clause.text[match.start("what") : stop]):
            reason = f"You wrote '{clause.text[match.start() : stop]}'; the posting has it, no line of the resume does."
            yield claim(clause, match.start("verb"), stop, Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _is_past(match: re.Match[str]) -> bool:
    verb = match["verb"]
    past = verb.endswith("ed") or verb in deeds.IRREGULAR or (match["has"] and verb in deeds.PARTICIPLES)
    return bool(past) and verb not in _NO_DEED


def _is_borrowed(resume: Source, job: Source, what: str) -> bool:
    """Whether the resume lacks most of a deed's words, and the posting has some of them side by side."""
    words = [match.group() for match in WORD.finditer(what) if _is_content(match.group())]
    pairs = [pair for pair in pairwise(words) if any(stem(pair[0]) in line and stem(pair[1]) in line for line in _sentences(job))]
    if not pairs:
        return False
    lacking = {word for word in words if not charge.held(resume, word)}
    return len(lacking) >= max(_FEWEST, _SHARE * len(words)) and any(lacking.issuperset(pair) for pair in pairs)


def _is_content(word: str) -> bool:
    low = folded(word)
    return len(low) > 2 and not low[0].isdigit() and low not in STOP_WORDS and low not in terms.IDLE and not low.endswith("ly")


@lru_cache(maxsize=256)
def _sentences(source: Source) -> tuple[frozenset[str], ...]:
    """The stems of each sentence of a document."""
    return tuple(frozenset(stems(line.group())) for line in _SENTENCE.finditer(source.text))
