"""Others than the two sides, of whom an email tells in passing, and names by which everybody calls a place or a world.

    told_of("My brother lives in ")            -> True: what follows is his
    told_of("I worked for my brother in ")     -> False
    heads("A friend's degree in ")             -> True: another than the candidate is the subject of the clause
    is_byword("Wall Street")                   -> True

A place in what is told of a relative or a friend says nothing of the candidate or the firm; neither document can have it. Not covered: others who
are brought in by name, and what a pronoun (`he`, `she`) goes on to tell of them.
"""

from __future__ import annotations

import re

from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded

_KIN = (
    r"(?:(?:old |good |dear |close |best |younger |older |elder |little |big |late |former )?(?:friends?|buddy|buddies|pals?|mates?|flatmates?|roommates?|neighbou?rs?|grand(?:mother|father|parents?|ma|pa|dad|mum|son|daughter)|"
    r"wife|husband|spouse|fianc[eé]e?|girlfriend|boyfriend|mother|father|mom|mum|dad|parents|sisters?|brothers?|siblings?|sons?|daughters?|kids|cousins?|uncles?|aunts?|nephews?|nieces?|(?:mother|father|brother|sister|parents)-in-law|in-laws|folks|relatives))"
)
_OTHERS = compiled(
    rf"(?<!\bfor )(?<!\bwith )(?<!\bunder )(?<!\bto )\b(?:my|an?|our|the|some|his|her|two) {_KIN}\b(?!['’-])(?:(?!\b(?:I|we|you|your|our|us|where|said that)\b|\bmy (?!own\b))[^.;:!?])*$"
    r"|\b(?:know|knows|knew|met) (?:\w+ )?(?:folks|people|someone|somebody|others|recruiters|chefs|colleagues) (?:\w+ )?(?:in|at|from|around|over in|out in) (?:the )?$"
    r"|^\W*(?:(?:not|even|and|but|because|if|that) )*(?:nobody|no one|anybody|anyone|everybody|everyone|ask anyone|ask anybody)\b(?:(?!\b(?:I|we|you|my|your|our|us)\b)[^.;:!?])*$",
    re.IGNORECASE,
)
"""Before a name: somebody else is the last of whom a clause tells."""
_HEADS = compiled(
    rf"^\W*(?:(?:and|but|so|while|as|when|because|since|even|though) )?(?:(?:my|an?|our|one|two|some) (?:{_KIN}(?: of mine)?|(?:[\w-]+ ){{0,2}}(?:mentors?|teachers?|professors?|classmates?|[a-z]+ of (?:mine|ours)))\b|(?:friends keep|(?:(?:many|some) )?(?:people|those|folks|others)|many|few) (?:who|telling|told)\b"
    r"|I (?:\w+ )?(?:watched|saw|have seen|know|knew) (?:others|(?:\w+ )?(?:people|colleagues|nurses|teachers) with\b|(?:\w+ )?(?:people|firms|colleagues) (?:who|where|that)\b)|I (?:have |once |often )*(?:read|heard) (?:of|about) (?:\w+ )?[a-z]+s (?:who|where|that)\b)"
    r"(?:(?!\b(?:I|me(?! (?:how|that|about)\b)|we|you|your|our|us|where|said that)\b|\bmy (?!own\b))[^;:!?])*$",
    re.IGNORECASE,
)
"""Before what is told of somebody else: the one who heads the clause, or whom the candidate watched, and nobody else named since."""
_BYWORDS = frozenset(
    "hollywood, broadway, bollywood, beltway, hill, capitol hill, wall street, main street, silicon valley, madison avenue, fleet street, downing street, pennsylvania avenue, west end, uncle sam, big apple, golden gate, windy city, sin city, murphy, pareto, tetris, lego, jenga, rubik, olympics, super bowl, world cup, goldilocks, sherlock, superman, wonder woman, santa, mother nature, swiss army, joneses".split(
        ", "
    )
)
_ARTICLE = re.compile(r"^(?:the|an?) ")
_WHOSE = re.compile(r"['’]s?(?= |$).*$")
_SITE = re.compile(r"[ -](?:street|avenue|boulevard|square|valley|gate|bridge|road|lane)$")
"""The last word of a name that is a street's or the like, and nobody's."""


def told_of(before: str) -> bool:
    """Whether a clause, up to a name, tells of a relative, a friend, or people in general, and not of the candidate or the firm."""
    return _OTHERS.search(before) is not None


def heads(before: str) -> bool:
    """Whether somebody else heads a clause, of whom it tells up to a place."""
    return _HEADS.search(before) is not None


def is_byword(name: str) -> bool:
    """Whether a name stands for a trade, a world or a saying, which no document has to know."""
    return _WHOSE.sub("", _ARTICLE.sub("", folded(name))) in _BYWORDS


def is_site(name: str) -> bool:
    """Whether a name is a street's or the like: `Wall Street taught me`."""
    return _SITE.search(folded(name)) is not None
