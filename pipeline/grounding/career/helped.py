"""Deeds told as one's own at which the resume says that one helped: `I installed five exhibitions`, of `Helped to install five exhibitions`.

The verb must be the very one that the line says was helped with, and the line's words for the thing must be the email's; a line may have other
verbs beside, done alone, which the tiers of `scope` would take for the whole of it. Not covered: another verb for the same deed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.passages import ITEM_END, telling
from pipeline.grounding.claim import claim
from pipeline.grounding.denials.passages import root
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_HELPED = re.compile(
    r"\b(?:[Hh]elp(?:ed|s|ing)?|[Aa]ssist(?:ed|s|ing)?|[Ss]upport(?:ed|s|ing)?|[Cc]ontribut(?:ed|es|ing))(?: (?:to|with|in|by|the|a|an|team|colleagues|others))* (?P<verb>[a-z]{3,})(?: of)?(?= )(?P<what>[^.;:\n]*(?:\n(?=[a-z])[^.;:\n]*)?)"
)
_DEED = {
    direction: compiled(
        rf"(?<![\w'’]){who}(?:['’]ve| have| had)?(?: (?:also|then|once|later|personally|even|\w+ly))* (?P<verb>(?!help|assist|support|contribut|work|was\b|were\b|am\b|are\b|will\b|would\b)[a-z]{{3,}})(?= )"
    )
    for direction, who in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
_JOINT = re.compile(
    r"\b(?:help(?:ed|ing)?|assist\w*|together|with (?:the|a|my|your|our|two|three|others|colleagues)|alongside|part of|team)\b"
)
_ANOTHER = re.compile(r",? and [a-z]+(?:ed|ote|ade|an|ept|ave|ook)\b|,")
"""Between a deed and the next one of a line."""
_ENOUGH = 2


class _Help(NamedTuple):
    """A deed that was helped with: the root of its verb, the words of its thing, its place."""

    verb: str
    thing: frozenset[str]
    start: int
    end: int


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The deeds of a clause at which the resume has the candidate help."""
    helps = _helps(letter.sources.resume)
    for match in _DEED[letter.sources.direction].finditer(clause.text) if helps else ():
        same = [one for one in helps if one.verb == _verb(match["verb"])]
        if not same or _JOINT.search(clause.text) or terms.NOT_DONE.search(clause.text[max(0, match.start() - 40) : match.start()]):
            continue
        end = ITEM_END.search(clause.text, match.end())
        said = telling(clause.text[match.end() : end.start() if end else len(clause.text)])
        for one in same:
            shared = said & one.thing
            if len(shared) >= min(_ENOUGH, len(one.thing)) and not _did(letter.sources.resume, one):
                shown = letter.sources.resume.evidence(one.start, one.end)
                reason = f"You wrote '{match.group()}'; for this the resume says '{' '.join(shown.text.split())}'."
                yield claim(clause, match.start("verb"), match.end(), Kind.SCOPE, Verdict.CONTRADICTED, reason, shown)
                return


def _verb(word: str) -> str:
    """The root of a verb; `installed` has one letter less of it than `install`."""
    return root(word).replace("ll", "l")


@lru_cache(maxsize=256)
def _helps(resume: Source) -> tuple[_Help, ...]:
    """The deeds that a resume says were helped with; what follows `and` is another one."""
    found = []
    for match in _HELPED.finditer(resume.text):
        what = _ANOTHER.split(match["what"], maxsplit=1)[0]
        thing = telling(what)
        if thing:
            found.append(_Help(_verb(match["verb"]), thing, match.start(), match.start("what") + len(what)))
    return tuple(found)


def _did(resume: Source, helped: _Help) -> bool:
    """Whether another line has the same verb and words of the thing, done by oneself."""
    for line in re.finditer(r"[^\n.;]+", resume.text):
        if line.start() < helped.end and helped.start < line.end():
            continue
        words = [_verb(match.group()) for match in WORD.finditer(line.group())]
        if helped.verb in words and helped.thing & telling(line.group()):
            return True
    return False
