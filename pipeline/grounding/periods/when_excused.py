"""Dates that no document has to give: of the world (`the pandemic of 2020`), of a life (`born in 1991`), of what is still to come."""

from __future__ import annotations

import re

_CALENDAR = frozenset(
    "spring summer autumn fall winter end start beginning middle half quarter part year month class batch cohort season term".split()
)
_OF_IT = re.compile(r"\b(?:the|this|that|your|a|an) (?:[\w-]+ ){0,3}?(?P<head>[\w-]+) of (?:early |mid-|late )?$", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|your) $", re.IGNORECASE)
_NOUN = re.compile(
    r" (?!(?:and|or|to|for|at|with|as|in|on|by|until|till|through|I|we|you|my|our|class|batch|cohort|season|term)\b)[a-z]{3,}"
)
_BORN = re.compile(r"\b(?:born|birth|pandemic|covid\S*|lockdowns?)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|shall|expir\w+|valid|renew\w*|due|until|['’]ll|expect\w*|plan\w*|hope|would|by|towards?)\b", re.IGNORECASE)


def of_the_world(before: str, after: str) -> bool:
    """Whether a date only tells which one of something that is not the candidate's own: `the crash of 2008`, `the 2008 crash`, `born in 1991`."""
    held = _OF_IT.search(before)
    if held and held["head"].lower() not in _CALENDAR and not re.search(r"\b(?:my|our)\b", held.group(), re.IGNORECASE):
        return True
    return bool(_THE.search(before) and _NOUN.match(after)) or bool(_BORN.search(before))


def is_ahead(text: str) -> bool:
    """Whether a text speaks of what is still to come."""
    return bool(_AHEAD.search(text))
