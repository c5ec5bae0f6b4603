"""What is counted in, told as coming on top, and the reverse: `28 days plus bank holidays` of `28 days including bank holidays`.

    for claim in find(letter, clause): ...

Read of public holidays, bills, tips, VAT and the like, which a posting either includes or adds. Silent where it says both, or neither.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_THINGS = r"(?:(?:bank|public|federal|statutory|national) holidays?|bills|utilities|super(?:annuation)?|tips|tronc|VAT|weighting|holiday pay|travel time)"
_OF_ALL = r"(?:(?:the|all|eight|8|your|any|usual) ){0,2}"
_IN = rf"(?:\b(?:includ(?:es?|ing|ed)|inclusive of|incl\.?|counting) {_OF_ALL}(?P<in>{_THINGS})\b|\b(?P<are_in>{_THINGS}) (?:are |is )?(?:included|counted in|among them)\b)"
_ON = rf"(?:(?:\bplus|\bbesides|\bon top of|\bin addition to|\bas well as|\+|\band|&|\bexcluding|\bexclusive of|\bnot counting) {_OF_ALL}(?P<on>{_THINGS})\b|\b(?P<are_on>{_THINGS}) (?:(?:are|is|come|comes) )?(?:on top|extra|besides|as well|not included|excluded)\b)"
_INCLUDED = re.compile(_IN, re.IGNORECASE)
_ADDED = re.compile(_ON, re.IGNORECASE)
_SAYS_IN = compiled(_IN, re.IGNORECASE)
_SAYS_ON = compiled(_ON.replace(r"|\band|&", ""), re.IGNORECASE)


def is_given(sources: Sources) -> bool:
    """Whether a posting includes anything, or adds it."""
    return sources.job.is_english and bool(_included(sources.job) or _added(sources.job))


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that something is included, or added, where the posting has it the other way."""
    job = letter.sources.job
    for says, other in ((_SAYS_IN, _added(job)), (_SAYS_ON, _included(job))):
        for match in says.finditer(clause.text) if other else ():
            found = other.get(_thing(match))
            if found and _thing(match) not in (_added(job) if says is _SAYS_ON else _included(job)):
                reason = f"You wrote '{match.group()}'; the posting says '{found.text}'."
                yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, found)


def _thing(match: re.Match[str]) -> str:
    """What is included or added; public holidays under whatever name."""
    name = next(one for one in match.groups() if one).lower()
    return "holidays" if name.rstrip("s").endswith("holiday") else name


@lru_cache(maxsize=256)
def _included(job: Source) -> dict[str, Evidence]:
    return {_thing(match): job.evidence(*match.span()) for match in _INCLUDED.finditer(job.text)}


@lru_cache(maxsize=256)
def _added(job: Source) -> dict[str, Evidence]:
    return {_thing(match): job.evidence(*match.span()) for match in _ADDED.finditer(job.text)}
