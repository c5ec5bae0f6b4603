"""Titles that an email denies the candidate though the resume has them: `I have never held a director's title`.

    held(sources, "as an office manager")   -> the title `Senior Office Manager`

What is denied must be a title and nothing more (`a manager of people` is more), all of whose words a title held has; one that is less than
that (`Assistant Manager`) shows nothing. A word of command alone (`a manager`) tells what somebody does as often as a title: it counts only
where it is called one. Not covered: titles in other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.career import title_words
from pipeline.grounding.denials.passages import roots_of
from pipeline.grounding.words import WORD

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence

VERBS = roots_of("been worked served held had carried borne")
_CALLED = r"(?:title|role|position|post|job)"
_OFFICE = re.compile(
    rf"(?:(?:[\w-]+ )?(?:{_CALLED}|experience|time|stint|spell|work) as |as )?(?:an?|the|any) (?P<of>{_CALLED} of (?:an? |the )?)?(?P<title>[\w /&-]{{2,50}}?)(?P<called>(?:['’]s?)? {_CALLED})?$"
)


def held(sources: Sources, item: str) -> Evidence | None:
    """The title of a position that has all the words of a denied one."""
    match = _OFFICE.match(item)
    if not match:
        return None
    said = [word.group() for word in WORD.finditer(match["title"])]
    wanted = title_words.words(match["title"])
    commands = len(said) == 1 and said[0].lower() in title_words.MANAGERS | title_words.RANKS
    if (
        not wanted
        or (commands and not (match["called"] or match["of"]))
        or not (title_words.is_title_noun(said[-1]) or said[-1].isupper() or commands)
    ):
        return None
    for position in sources.positions:
        if position.title and _has(position.title.value, wanted):
            return sources.resume.of(position.title)
    return None


def _has(title: str, wanted: frozenset[str]) -> bool:
    """Whether a title has some words, itself or as initials, and nothing that lowers it."""
    words = title_words.words(title)
    return wanted <= words.union(title_words.initials(title)) and not (words & title_words.LOWER_STEMS) - wanted
