"""Houses that the words around a name make out, beyond those of posts held and sought: `I was seconded to X`, `our biggest client was X`.

Some words make any name one (`laid off by X`, `a customer of X`). Words of regard and trade (`I have followed X for years`, `we sold to X`)
are said of people, products and pastimes too: behind them a name must say by itself that it is a house's, by its legal form, an `&`, or a
word for a sort of house behind a name of its own (`Kestrel Bank`, not `Public Health`). Not covered: one bare word behind the latter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.grounding import proper
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.patterns import compiled
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.profile.vocabulary import (
    CITIES,
    COMMON_WORDS,
    COMPANY_SUFFIX,
    DISCIPLINES,
    ORGANISATION_WORDS,
    REGIONS,
    SENIORITY,
    TITLE_NOUNS,
)

_EMPLOYED = compiled(
    r"\b(?:I|you)(?:['’](?:ve|m|re)| am| are| have| had)? (?:now |currently |still |also |then |once |\w+ly )*"
    r"(?:work (?:now |today |currently )?(?:for|at)|consulted (?:\w+ )?for|temped (?:for|at)|(?:resigned|retired) from|quit(?: my job at)?|(?:co-?)?founded) (?:the )?$"
    r"|\b(?:I am|I['’]m|you are|you['’]re) (?:now|currently|still|presently) with (?:the )?$"
    r"|\b(?:laid off|let go|fired|sacked|dismissed|made redundant|headhunted|poached|taken on|retained) by (?:the )?$"
    r"|\bseconded (?:to|by|from) (?:the )?$|\bthe (?:first|second|third|only|\d+(?:st|nd|rd|th)) (?:hire|employee) (?:of|at) (?:the )?$",
    re.IGNORECASE,
)
"""`I work for X now`, `I was headhunted by X`, behind the candidate as the subject."""
_WAS = compiled(
    r"\b(?:client|customer|supplier|account|sponsor|competitor|landlord|contractor) (?:was|is|has been|had been|being) (?:the )?$"
    r"|\b(?:clients|customers|suppliers|accounts|sponsors|competitors) (?:includ(?:e|es|ed|ing)|were|are|among them) (?:the )?$",
    re.IGNORECASE,
)
_DEALT = compiled(
    r"\b(?:customer|client|supplier|competitor|subsidiary|shareholder|patron) of (?:the )?$|\b(?:mission|headquarters|shareholders) of (?:the )?$"
    r"|\b(?:friend|brother|sister|husband|wife|partner|mother|father|cousin|uncle|aunt|neighbou?r|colleague)s?(?: of (?:mine|ours))? (?:now |still |also |who )?works? (?:for|at) (?:the )?$",
    re.IGNORECASE,
)
_REGARDED = compiled(
    r"\b(?:admire[ds]?|admiring|respect(?:ed)?|follow(?:ed|ing)?|watch(?:ed|ing)?|trust(?:ed)?|envied|found(?:ed)?|started|own(?:ed)?|through|supplied|sold (?:\w+ ){0,3}to|"
    r"(?:read|heard|learned|know) (?:\w+ )?(?:about|of|from)|(?:fan|admirer|follower|friend|reader) of|(?:work|history|story|growth|rise|success|engineers|people|products?|reputation|style|methods|values|culture) (?:of|at)|impressed (?:by|with)) (?:the )?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.,;:!?)]|$| (?:and|or|for|in|since|as|from|with|well|was|is|has|while|when|until|because|over|to|at|on|by)\b")
"""Behind a name that ends there: `clients were Fortune 500 companies` names none."""
_MANY = re.compile(r"[A-Z]{2,}s|[A-Z]{2,4}|[A-Z]\w+(?:ans?|ish|ese|ics|ists?|ites?|[ei]s|ews)")
"""Clients of a sort, and no one of them: `SMEs`, `Germans`."""
_HOUSES = (
    ORGANISATION_WORDS
    | frozenset("robotics electronics logistics hospitality animation catering transport aerospace textiles plumbing roofing".split())
) - frozenset(
    "university school college times press news army navy force police union market markets power water district county borough township church games research practice service services ministry council authority "
    "committee co company corporation ai international".split()
)
"""Without what everybody knows or what is said of no house too: `the Financial Times`, `Customer Service`."""
_EVERYBODYS = frozenset(
    "government academia state parliament industry hospitals clinics schools town hall twitter facebook instagram tiktok linkedin whatsapp".split()
)
_SORT_OF = re.compile(
    r" (?:[a-z-]+ )?(?:firms?|compan(?:y|ies)|clients?|customers?|start-?ups?|businesses|corporations|houses|brands|accounts|people|teams?)\b"
)
"""Behind words that say of what sort a house is: `a Series B company`."""
_KIN = frozenset("sons daughters brothers bros cie".split())
_PLAIN = COMMON | COMMON_WORDS | DISCIPLINES | ORGANISATION_WORDS | SENIORITY | TITLE_NOUNS | LANGUAGES | CITIES | REGIONS
_FIELDS = frozenset(
    "animal applied artificial behavioral behavioural big civil clean computer control cyber deep dynamic electrical embedded environmental european expert federal green industrial machine marine mechanical "
    "nuclear occupational operating renewable reproductive royal sexual solar sustainable thermal veterinary virtual wind world american british geographic geographical biological chemical".split()
)
"""Adjectives before a discipline, not all of which are common words."""


def is_employed(name: str, before: str, after: str) -> bool:
    """Whether the words around a name say that the candidate works or worked for it."""
    return bool(_EMPLOYED.search(before)) and not (_is_plain(name) or _SORT_OF.match(after))


def is_house(name: str, before: str, after: str) -> bool:
    """Whether the words around a name, or these and the name itself, make it a house."""
    if _is_plain(name) or _SORT_OF.match(after):
        return False
    if (_WAS.search(before) and _ENDS.match(after) and not _MANY.fullmatch(name)) or _DEALT.search(before):
        return True
    return bool(says_so(name) and _REGARDED.search(before))


@lru_cache(maxsize=4096)
def _is_plain(name: str) -> bool:
    """Whether a name is made of plain words, is everybody's, or tells a pastime: `Government`, `Competitive Swimming`."""
    words = proper.words_of(name)
    return all(word in _PLAIN or word in _EVERYBODYS for word in words) or (len(words) > 1 and words[-1].endswith("ing"))


@lru_cache(maxsize=4096)
def says_so(name: str) -> bool:
    """Whether a name says by itself that it is a house's: `Trevose Inc`, `Quentin & Sons`, `Delmar Health`."""
    words = proper.words_of(name)
    if len(words) < 2 or words[0] in _PLAIN or words[0] in _FIELDS:
        return False
    return words[-1] in _HOUSES or words[-1] in _KIN or bool(COMPANY_SUFFIX.search(name))
