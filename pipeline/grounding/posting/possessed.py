"""Whether a number of an application is the hiring firm's by a possessive before it: `the Institute's fifty designers`, `your office and its staff of 40`.

    is_of_firm(sources, before)   -> True for `to lead the Research Branch and its staff of `, where the posting has that name

`Its` and `their` point back to the last name of the clause, or to `your` firm; a name that the resume has too is left to the candidate's figures.
Not covered: possessives whose name stands in another clause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources

_FIRMS = re.compile(
    r"\b(?:your|the (?:company|firm|team|school|trust|council|institute|agency|charity|clinic|hospital|practice|client)['’]s) (?:[a-z]+ )?$",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"\b(?:its|their) (?:[a-z-]+ ){0,2}?(?:of )?(?:(?:about|around|some|over|more than|nearly|almost|up to|roughly|well over) )?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:(?:and|of|for|the|&) )?[A-Z][\w’'-]+)*")
_YOURS = re.compile(r"\byour [\w -]{2,40}$", re.IGNORECASE)
_ANYBODY = re.compile(r"\b(?:my|our|his|her|whose|these|those|many|several|customers|clients|people)\b", re.IGNORECASE)


def is_of_firm(sources: Sources, before: str) -> bool:
    """Whether the words before a number give it to the hiring firm."""
    return bool(_FIRMS.search(before)) or _is_of_named(sources, before)


def _is_of_named(sources: Sources, before: str) -> bool:
    """Whether `its` or `their` before a number point back to a name that the posting has and the resume has not, or to `your` firm."""
    its = _ITS.search(before) if "its " in before or "their " in before else None
    if not its:
        return False
    told = before[: its.start()]
    name = next(reversed(list(_NAME.finditer(told))), None)
    rest = told[name.end() :] if name else told
    if _ANYBODY.search(rest):
        return False
    if _YOURS.search(rest.removesuffix("and ").rstrip(" ,")):
        return True
    return name is not None and sources.job.find(name.group()) is not None and sources.resume.find(name.group()) is None
