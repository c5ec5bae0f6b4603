"""What none of the employer's things is said to do, against a posting in which some do: `none of our vans does gas`, and `two vans still do gas`.

Needs a noun that the posting counts, and a telling word of what it says of the counted ones in the clause, or before it where the clause
speaks of `it`. Not covered: what is said of things that the posting does not count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.career.passages import telling
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_NONE = compiled(
    r"\b(?:[Nn]one|[Nn]either|[Nn]ot (?:one|a single one)) of (?P<whose>our|your|the|their|its|these) (?:[\w-]+ ){0,2}?(?P<noun>[a-z]{3,}s)\b"
)
_SOME = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|most|both|half|many|a few)(?: of (?:our|the|these|them))? (?:[\w-]+\s){0,2}?(?P<noun>[a-z]{3,}s)\s(?P<rest>(?:[^.;,()\n]|\n(?=[a-z]{2,})){3,80})",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:it|that|this|them|those|so)\b", re.IGNORECASE)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The denial of a clause that a count of the posting refutes."""
    match = _NONE.search(clause.text)
    if not match or match["whose"] == ("your" if letter.sources.direction is Direction.OUTREACH else "our"):
        return
    said = telling(clause.text[match.end() :])
    if clause.previous and _BACK.search(clause.text, match.end()):
        said |= telling(clause.previous.text)
    job = letter.sources.job
    for some in _SOME.finditer(job.text):
        same = stem(some["noun"]) == stem(match["noun"])
        if same and said & telling(some["rest"]) - {stem(some["noun"])} and not frames.denies(some.group()):
            shown = job.evidence(*some.span())
            reason = f"You wrote '{clause.text[match.start() :].rstrip('.')}'; the posting says '{' '.join(some.group().split())}'."
            yield claim(clause, match.start(), len(clause.text.rstrip(".")), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)
            return
