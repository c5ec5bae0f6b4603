"""Whether a place of a clause stands in a list of what is lacking or asked for, or is an item that says so itself.

    is_lacked(clause, at)   -> True for `Airtable` in `- Airtable and docents` below `What I lack for this post:`,
                               for `Agile` in `Missing: Agile, Scrum` and in `Agile: none so far`
    is_asked(clause)        -> True for `- five years as a buyer` below `Requirements:`

Where an item turns to what is there (`- Epic, but I know Cerner`), what stands behind the turn is not lacked. English patterns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause

_HEAD = re.compile(
    r"\W*(?:(?:and|but|so|the|my|your|an?|few|some|two|three|main|only|obvious|honest|known|real|clear|open|big) ){0,3}"
    r"(?:(?:what|where|things?|parts?|points?|boxes|items|lines|tools|skills|topics)(?: that)?(?: is| are|['’]s| still)* (?:missing|lacking|absent|not (?:on|in|there)|"
    r"(?:(?:I|you|we|(?:my|your) \w+)(?: still| would| do| currently| clearly)*(?: |(?=['’]))(?:lacks?|miss(?:es)?|falls? short|comes? up short|am short|are short|"
    r"can(?:not|['’]t)|could(?: not|n['’]t)|do(?:es)?(?: not|n['’]t)(?! (?:lack|miss))|(?:(?:would|will|must|['’](?:d|ll)) )?(?:need to|have to|want to|hope to|must|plan to|am to|are to) (?:be taught|learn|pick up|catch up|study)|ha(?:ve|s)(?: not|n['’]t| never| yet| no)|wo(?:uld not|uldn['’]t|n['’]t)|(?:(?:would|will|am|are|['’](?:d|ll|m|re)) )?(?:be )?new to|never)))"
    r"|(?:still |also )?(?:missing|lacking|absent)|(?:not|nothing|nowhere)(?: yet| so far| to be found)? (?:on|in|from|among) (?:my|your|the)"
    r"|not (?:yet )?(?:mine|yours|noted|listed|mentioned|shown|named|found|seen)|gaps?|short(?:falls|comings)|weak (?:spots?|points?)|blind spots?|not yet|(?:still|yet) to (?:come|learn)|to be learned"
    r"|no experience (?:with|of|in)|never (?:done|used|held|touched)|new to (?:me|you)|on (?:my|your) (?:list|agenda)(?: still)? to learn)\b[^:.;!?]{0,60}:",
    re.IGNORECASE,
)
"""A heading of what is lacking: `What I lack for this one:`, `Gaps, so nobody is surprised:`, `Not on your resume:`."""
_END = r"(?=\W*$|[.,;!)])"
_ITEM = re.compile(
    r"(?:^|(?<=[.;!?] ))(?:[-*•·–] )?(?P<what>[^:;.!?\n]{2,80}?)(?::| [-–—]) (?:still |also |sadly |alas,? )?"
    rf"(?:no(?:{_END}|(?= (?:experience|exposure|record|trace|entry|line|mention|background)\b))"
    rf"|none(?:{_END}|(?= (?:yet|so far|listed|shown|named|here|at all|on|in|to)\b))"
    r"|not (?:yet|on|in|at all|so far|there|listed|shown|named|found|part|something|held|used)\b"
    rf"|never(?:{_END}|(?= (?:used|done|held|tried|touched|worked|had)\b))"
    rf"|nothing(?:{_END}|(?= (?:yet|so far|on|in|to show|formal|listed|there)\b))"
    rf"|(?:missing|absent|lacking|nil|zero|n/a){_END}|yet to (?:come|learn)\b|to (?:be )?learn(?:ed)?\b|new to (?:me|you)\b|unfamiliar\b)",
    re.IGNORECASE,
)
"""An item that is denied behind a mark: `- Agile or iterative methods: not on my resume`."""
_TURN = re.compile(
    r"\b(?:but|though|although|however|instead|only|except|otherwise)\b|[(;–—]| - |(?<![\w'’])(?:I|I['’]\w+|[Mm]y|[Yy]ou|[Yy]ou['’]\w+|[Yy]our|[Ww]e|[Oo]ur)(?![\w'’])"
)
_GOES_ON = re.compile(r"[.;!?,] +\w")
_ASKED_HEAD = re.compile(
    r"\W*(?:(?:the|our|your|main|core|key|hard|top|basic|minimum) ){0,2}(?:must-haves?|musts|requirements|essentials|prerequisites|required|needed|wanted|what (?:we|you|they)(?:['’](?:re|d))?(?: are| would)? (?:need|want|ask|ask for|require|look for|looking for|after|like|expect))"
    r"(?! (?:met|covered|ticked))\b(?:(?!\b(?:I|my|mine|met|covered|ticked|side|meet|have)\b)[^:.;!?]){0,40}:",
    re.IGNORECASE,
)
"""A heading of what is asked for: `Requirements:`, `What we need:`."""
_HOPED_HEAD = re.compile(
    r"\W*(?:where|how|what|things|ways|tasks)(?: that)? (?:I|you|we)(?:['’](?:d|ll)| would| could| can| will| hope to| want to)(?! (?:bring|offer|show|add|point|highlight|give|contribute|mention)\b)[^:.;!?]{0,60}:",
    re.IGNORECASE,
)
"""A heading of what is to come: `Where I'd be useful first:`."""
_BULLET = re.compile(r"[-*•·–] ")
_MARK = re.compile(r"[:–—]| - ")
"""Without one a sentence names nothing as lacking or asked for."""
_FRAGMENT = re.compile(r"\W*[\w+#/&'’-]+(?: [\w+#/&'’-]+){0,2}\W*")
_SHORT = 40


def is_asked(clause: Clause) -> bool:
    """Whether a clause stands in a list of what is asked for, in which nothing is told of whoever it is asked of."""
    return _is_below(clause, _ASKED_HEAD)


def is_hoped(clause: Clause) -> bool:
    """Whether a clause stands in a list of what somebody would do, in which nothing is told of what they did."""
    return _is_below(clause, _HOPED_HEAD)


def _is_below(clause: Clause, head: re.Pattern[str]) -> bool:
    """Whether a clause stands below a heading, or behind one in its sentence, and nothing up to its end turns to what is there."""
    text, end = clause.sentence.text, clause.end - clause.sentence.start
    if clause.heading and head.fullmatch(clause.heading.text):
        bullet = _BULLET.match(text)
        return not _TURN.search(text, bullet.end() if bullet else 0)
    if _is_item_below(clause, head):
        return True
    found = head.match(text) if ":" in text else None
    return bool(found and found.end() <= end and not _TURN.search(text, found.end(), end))


def _is_item_below(clause: Clause, head: re.Pattern[str]) -> bool:
    """Whether a sentence of a few words goes on with the list of one before it in its paragraph: the last two of `Missing: biology. Python. R.`"""
    if not _is_fragment(clause):
        return False
    before = clause.previous
    while before and before.sentence.paragraph == clause.sentence.paragraph and _is_fragment(before):
        before = before.previous
    return bool(
        before
        and before.sentence.paragraph == clause.sentence.paragraph
        and (found := head.match(before.sentence.text))
        and _FRAGMENT.fullmatch(before.sentence.text, found.end())
    )


def _is_fragment(clause: Clause) -> bool:
    return len(clause.sentence.text) < _SHORT and _FRAGMENT.fullmatch(clause.sentence.text) is not None


def is_lacked(clause: Clause, at: int) -> bool:
    """Whether what a clause has up to a place is lacking by the heading of its list, by that of its sentence, or by its own item."""
    text = clause.sentence.text
    place = clause.start - clause.sentence.start + at
    if clause.heading and _HEAD.fullmatch(clause.heading.text):
        bullet = _BULLET.match(text)
        return not _TURN.search(text, bullet.end() if bullet else 0, place)
    if _is_item_below(clause, _HEAD):
        return True
    if not _MARK.search(text):
        return False
    if (head := _HEAD.match(text)) and head.end() < place:
        return not _TURN.search(text, head.end(), place)
    return any(
        item.start("what") <= place and not _GOES_ON.search(text, item.end(), max(place, item.end())) and not _TURN.search(item["what"])
        for item in _ITEM.finditer(text)
    )
