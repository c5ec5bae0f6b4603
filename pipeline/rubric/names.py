"""Names of people and of teams: what may stand in a greeting and in a signature.

Covers honorifics, `Surname, Given`, surnames in capitals, compound given names, accents, and family names that come first where they are
common in China, Korea, Vietnam or Singapore. Does not cover nicknames that the name does not give (`Bob` for `Robert`).
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.rubric.words import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)*")
HONORIFICS: Final = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam dame lord lady rev reverend fr father sister brother eng engr adv captain capt "
    "pak bapak bu ibu khun encik puan tuan datuk sri shri smt herr frau monsieur madame mme mlle sr sra srta senor senora "
    "senorita don dona doctor san sama matua whaea hon judge chief coach lic ing".split()
)
_POST_NOMINAL: Final = frozenset(
    "phd md rn bsc ba msc ma mba cpa jr sr ii iii iv esq dds dvm llb llm rgn rm mbbs frcs pe pmp acca cfa".split()
)
_FAMILY_FIRST: Final = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang deng feng cao peng zeng xiao "
    "tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao tan fan xiong kim lee park choi jung kang cho yoon jang lim "
    "han oh seo shin kwon hwang ahn song ryu hong jeon baek nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly loh ng ong "
    "koh goh teo chua chan lau leung wong cheung ho lam yeung tay ang toh yeo sim loke ooi khoo tam mak tse siu kwok fung".split()
)
_TEAM = re.compile(
    r"\b(?:teams?|hiring|recruit\w*|talent|committee|panel|human resources?|hr|people|careers?|crew|department|office|selection|board|"
    r"whanau|staff|colleagues|managers?|jobs)\b"
)
_ORGANISATION = re.compile(rf"{_TEAM.pattern}|\b(?:ltd|limited|inc|llc|gmbh|plc|ab|as|llp|b\.?v|s\.?a|group|services|centre|center)\b|&")


def tokens(text: str) -> list[str]:
    """The words of a name as they are compared, without honorifics and letters after the name."""
    return [word for word in map(fold, _WORD.findall(text)) if word not in HONORIFICS and word not in _POST_NOMINAL]


def is_team(text: str) -> bool:
    """Whether a greeting speaks to a team or a hiring manager."""
    return bool(_TEAM.search(fold(text)))


def is_organisation(name: str, company: str | None) -> bool:
    """Whether a recipient is a department or a company, not a person."""
    words = set(tokens(name))
    return bool(_ORGANISATION.search(fold(name))) or bool(words and company and words <= set(tokens(company)))


def given(name: str) -> frozenset[tuple[str, ...]]:
    """Every way to call a person by the given name: `Luz Marina Rey` is Luz, or Luz Marina; `Loh Siew Hoon` is Siew Hoon."""
    nicknames = {tuple(tokens(found)) for found in re.findall(r"[(\"“‘]([^()\"“”’]{2,30})[)\"”’]", name)}
    plain = re.sub(r"[(\"“‘][^()\"“”’]{0,30}[)\"”’]", " ", name)
    surname, comma, rest = plain.partition(",")
    if comma and len(tokens(surname)) == 1 and tokens(rest):
        return frozenset(_prefixes(tokens(rest), whole=True) | nicknames)
    words = _WORD.findall(surname)
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if 0 < len(capitals) < len(words):
        return frozenset(_prefixes(tokens(" ".join(word for word in words if word not in capitals)), whole=True) | nicknames)
    found = [word for word in tokens(surname) if len(word) > 1] or tokens(surname)
    called = _prefixes(found, whole=len(found) == 1)
    if len(found) > 1 and found[0] in _FAMILY_FIRST:
        called |= {tuple(found[start:]) for start in range(1, len(found))}
    return frozenset(called | nicknames)


def _prefixes(words: list[str], *, whole: bool) -> set[tuple[str, ...]]:
    return {tuple(words[:end]) for end in range(1, len(words) + whole)}
