"""How English brings a person into a sentence: patterns whose group `name` is the name.

`mentions(text)` yields each such name with its place. Names alone, two words and more, are told from companies by what is said of them
(`who taught me`, `our site manager`, `will vouch for`), not by lists of first names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.patterns import compiled
from pipeline.profile.vocabulary import TITLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*"
_MORE = r" (?!I\b)(?:(?:de|da|do|van|von|der|del|la|di|bin|al|el|ten|O['’])[ ]?)?[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
PERSON = rf"(?P<name>{_WORD}(?:{_MORE}){{0,3}})"
_FULL = rf"(?P<name>{_WORD}(?:{_MORE}){{1,3}})"
"""Two words at least."""
_RELATION = (
    r"manager|supervisor|boss|colleague|co-?worker|mentor|director|referee|references?|professor|lecturer|teacher|tutor|friend|former [a-z ]{3,20}|recruiter|founder|ceo|cto|cfo|coo|head of [a-z ]{3,20}|head [a-z]{3,12}|lead|leader|partner|"
    r"contact|consultant|principal|predecessor|successor|neighbour|neighbor|sister|brother|wife|husband|cousin|uncle|aunt|father|mother(?! tongue)|coach|foreman|chief|deputy|owner|chair|chairman|chairwoman|superintendent|trainer|instructor|"
    r"assistant|apprentice|student|trainee|sergeant|captain|matron|sister|dean|headteacher|headmaster|secretary|controller|officer|coordinator|accountant|engineer|chef|doctor|nurse|foreperson|teammate|classmate"
)
_CAPITAL = re.compile(r"(?!I\b)[^\W\d_a-z]")
_TITLED = compiled(rf"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Madam|Rev|Herr|Frau|Mme)\.? {PERSON}")
_INTRODUCED = compiled(
    rf"\b(?i:(?:my|your|our|his|her|their|the|a|an) (?:[a-z-]+ ){{0,4}}?(?:{_RELATION})(?: of mine)?(?:(?: (?:at|from|in) [^,.;]{{2,40}})?(?:,| is| was| called| named)|) (?:(?:called|named) )?|(?:referred|recommended|introduced|encouraged|suggested|mentored|supervised|trained|managed|taught|coached) (?:to (?:you|me|this [a-z]+) )?by |"
    rf"(?:spoke|speaking|talked|talking|chatted|met|conversation|call|worked closely|work closely|working closely|interview|meeting) (?:briefly )?(?:with|to) |\b(?:reporting|report|reported) to |recommendation (?:of|from) |on behalf of )"
    rf"{PERSON}(?=[,.;:!?)]|$| (?:and|from|at|who|told|said|says|has|had|in|on|of|about|last|this|for|will|can|would|could|as|is|was|suggested|mentioned|urged|supports?|works?|worked|taught|asked|invited|led|leads|runs|ran|oversees|heads|praised|\())"
)
_SAYS = compiled(
    rf"(?:^|[,;] |\band |\b[Aa]s |\bbecause |\bthat |\bwhen |\bafter )(?!(?:[A-Z][a-z]+ing|Life|Years|Months|Nights|Days|Work|Time) (?:at|in|from|of)\b){PERSON} (?:(?:from|at|in|of) [^,.;]{{2,40}} )?(?:told|wrote|writes|noted|explained|put it|points? out|pointed out|suggested|mentioned|recommended|referred|introduced|encouraged|said|pointed me|sent me|passed (?:me|on)|gave me your|spoke (?:highly|well)|"
    rf"speaks (?:highly|well|warmly)|says|urged|praise[sd]|vouche?[sd]?|supervised (?:me|you)|taught (?:me|you)|trained (?:me|you)|mentored (?:me|you)|(?:will|can|would|could) (?:gladly |happily |also )?(?:vouch|confirm|tell|speak|testify|attest|give|provide|be (?:my|your|glad))|"
    rf"(?:has )?(?:agreed|offered) to|is (?:my|our|your|the) (?:\w+ ){{0,2}}(?:{_RELATION}))\b"
)
_TOGETHER = compiled(
    rf"\b(?i:thanks to|owe(?:d)? (?:\w+ ){{0,4}}to|debt to|(?:guidance|supervision|direction|leadership|eye|tutelage|wing|watch) of|(?:working|worked|work) (?:\w+ )?(?:with|under|alongside|beside|for)|together with|alongside|beside|side by side with|"
    rf"(?:helped|helping|assisted|assisting|supported|replaced|succeeded|shadowed|shadowing|understudied|trained|mentored|coached|deputised for|deputized for|covered for|standing in for|answer(?:ed|ing)? to|contact|call|phone|email|ask|according to))"
    rf" {_FULL}(?=[,.;:!?)]|$| (?:I|we|you|and|from|at|who|in|on|as|for|to|with|during|when|while|through|until|is|was|has|had|will|can|[a-z]{{3,}}(?:ed|s)?)\b)"
)
_OPENS = compiled(
    rf"^(?:\W*(?:also|and|but|there|later),? )?{_FULL}(?: and (?:I|you) [a-z]+|,? (?:(?:with|under|for|from|to|by|alongside|beside) )?(?:who|whom|whose)\b|, (?:(?i:my|your|our|his|her|their|the|an?|one of (?:my|your|our)) (?:[\w-]+ ){{0,4}}?(?i:{_RELATION})\b|now |then |both ))"
)
_POSTED = compiled(rf"(?:\b(?i:my|our|your|his|her|their)|['’]s) (?P<post>(?:[a-z-]+ ){{0,4}}?[a-z-]+),? {_FULL}(?=[,.;:!?)]|$| [a-z])")
"""`our bookkeeper, Janet Preece`: where the word before the name is one of a title."""
_APPOSED = re.compile(rf"^{_FULL}, (?P<post>[^\W\d_]+)(?=,| (?:of|for|at)\b)")
"""`Priya Rao, Director of Engineering, ...`"""
_REFEREE = compiled(rf"\b(?i:references?|referees?)(?: (?:is|are|include|from|available from))?:? (?:Mr |Ms |Mrs |Dr )?{_FULL}")
_LEADS = compiled(
    rf"{_FULL} (?:leads?|runs|heads|manages|oversees|chairs) (?:our|your|the|my) (?:[\w-]+ ){{0,2}}(?:team|department|unit|group|shift|crew|office|branch|ward|kitchen|practice|section|lab|programme|program)\b"
    rf"|\b(?:heard|learn(?:ed|t)) (?:of|about) [^,.;]{{2,40}} from {_FULL.replace('name', 'other')}(?= (?:on|of|in|at|from) (?:your|our)\b|,? who\b|, (?:your|my|an?)\b)"
)
"""`Priya Rao leads our team`, `heard of the post from Priya Rao on your team`."""
OWN = compiled(rf"(?:\b[Mm]y name is|(?P<short>\b(?:I am|I['’]m))) {PERSON}")
_AFTER_SELF = re.compile(r"[,.]|$| and (?:I|we)\b| from\b| with\b| at\b")
SUBJECT_END = re.compile(rf"(?:\b(?:from|by|of)|[,–—|:-]) {PERSON}$")
_OTHERS = (_OPENS, _TITLED, _INTRODUCED, _SAYS, _TOGETHER, _REFEREE, _LEADS)


def own(text: str) -> Iterator[tuple[int, int]]:
    """Where a text gives the writer's own name."""
    for match in OWN.finditer(text):
        if not match["short"] or _AFTER_SELF.match(text, match.end()):
            yield _span(match)


@lru_cache(maxsize=512)
def others(sentence: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence brings somebody in."""
    if not _CAPITAL.search(sentence, 1):
        return tuple(map(_span, _SAYS.finditer(sentence)))  # only a single word that begins the sentence may be a name
    posted = (match for pattern in (_POSTED, _APPOSED) for match in pattern.finditer(sentence) if _is_post(match["post"].lower()))
    return (*(_span(match) for pattern in _OTHERS for match in pattern.finditer(sentence)), *map(_span, posted))


def _is_post(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1].rsplit("-", maxsplit=1)[-1]
    return last in TITLE_NOUNS or last in ("boss", "colleague", "friend")


def _span(match: re.Match[str]) -> tuple[int, int]:
    group = "name" if match["name"] else "other"
    start = match.start(group)
    return start, start + len(match[group].rstrip("."))
