"""Names in a posting that are its people's and its places', and so nothing that anybody has learned.

    is_person(job, "Ann Brook")    -> True for `reporting to Ann Brook`, `the day planner, Ann Brook`, `Ann Brook, Head of Estates`
    is_place(job, "Ripon")         -> True for `our HR office in Ripon`, `300 people in Leeds and Ripon`

A person's name has two words or more. Not covered: places that the posting names without a word for a place of work before them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.grounding.words import folded
from pipeline.profile.vocabulary import TITLE_NOUNS

_HONORIFIC = r"(?:Mrs?|Ms|Mx|Dr|Prof|Professor|Sir|Dame|Sister|Fr|Herr|Frau)\.? $"
_TO = re.compile(
    rf"(?:\b(?:report(?:s|ing)? (?:directly )?to|answer(?:s|ing)? to|(?:led|run|managed|headed|supervised|chaired|owned) by|contact|write to|apply to|call|ring|ask for|questions to|under|addressed to|letter to|interviews? (?:is |are )?with):? (?:the |our )?|{_HONORIFIC})$",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(r"([a-z]+)(?:,| is|:| -| –)? $", re.IGNORECASE)
_TITLE_BEHIND = re.compile(
    r"(?:,| \(| is| -| –) (?:(?:the|our|a|an|who|your) )*((?:[\w&/'’-]+ ){0,4}?[a-z]+)(?=[,.;:)\n]| who\b| of\b| and\b|$)", re.IGNORECASE
)
_WORKS = re.compile(
    r"\b(?:offices?|site|sites|on[- ]site|plants?|depots?|branch(?:es)?|warehouses?|workshops?|headquarter(?:s|ed)|HQ|hubs?|labs?|studios?|campus|based|located|working|employees|staff|people|colleagues|drive|minutes|home|yards?|mills?|shops?|stores?|farms?|schools?|clinics?|interviews?)\b[\w ]{0,20}? (?:in|at|from|of|near|outside|around|between) (?:[A-Z][\w'’-]*(?:, (?:and )?| and | & | or ))*$"
)
_REACH = 90
_MOST = 8


@lru_cache(maxsize=4096)
def is_person(text: str, name: str) -> bool:
    """Whether a text of a posting has a name as that of one of its people."""
    if len(name.split()) < 2:
        return False
    for start, end in _places(text, name):
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        title = _TITLE_BEFORE.search(before)
        behind = None if before.endswith(", ") else _TITLE_BEHIND.match(after)  # `SQL, Google Cloud, SRE` are three of a list
        if (
            _TO.search(before)
            or (title and folded(title[1]) in TITLE_NOUNS)
            or (behind and any(folded(word) in TITLE_NOUNS for word in behind[1].split() if not word.isupper()))
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def is_place(text: str, name: str) -> bool:
    """Whether a text of a posting has a name as that of a place of work."""
    return any(_WORKS.search(text[max(0, start - _REACH) : start]) for start, _ in _places(text, name))


def _places(text: str, name: str) -> list[tuple[int, int]]:
    """Where the first few of a name's mentions stand in a text."""
    found: list[tuple[int, int]] = []
    at = text.find(name)
    while at >= 0 and len(found) < _MOST:
        end = at + len(name)
        if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
            found.append((at, end))
        at = text.find(name, end)
    return found
