"""Names of places and of their time in an email, which nobody has learned: `Pacific hours`, `a move to Los Angeles`.

    is_locality("I keep Pacific hours", 7, 14)                   -> True
    is_locality("I am open to relocating to Los Angeles", 27, 30) -> True
    is_locality("I have used Pacific since May", 12, 19)          -> False

By the words around a capitalised name; no list of places. Not covered: a place with none of these words beside it.
"""

from __future__ import annotations

import re

_REGION = re.compile(
    r" (?:area|region|county|district|neighbou?rhood|valley|corridor|metro|coast|shore|campus|border|weather|holidays?|(?:standard |daylight )?time(?: ?zone)?|(?:business |working |office )?hours)\b"
)
_GOING = re.compile(
    r"\b(?:[Rr]elocat\w+|[Mm]ov(?:e|ed|es|ing)|[Cc]ommut\w+|[Ll]iv(?:e|ed|es|ing)|[Bb]ased|[Rr]esid\w+|[Ss]ettl\w+|[Tt]ravel\w*|[Tt]rips?|[Dd]rives?|[Ff]lights?|[Hh]ome|[Ff]amily|[Ss]ister|[Bb]rother|[Ww]ife|[Hh]usband|[Pp]artner|[Pp]arents?|[Mm]other|[Ff]ather|[Dd]aughter|[Ss]on|[Ff]riends?|[Mm]iles|[Mm]inutes|[Hh]ours?|[Oo]n[- ]site|[Hh]ybrid|[Oo]ffices?) "
    r"(?:[a-z]+ ){0,2}?(?:to|in|from|near|around|between|outside|of) (?:either |the |greater )?(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*(?:, (?:and |or )?| and | or | & ))*$"
)
_LED_TO = re.compile(r"(?:\b(?:to|in|from|near|around|between|outside|of|the|greater|and|or)|[,&]) $")
"""Right before any name that `_GOING` finds; looked for first, since most names have none of it."""
_AT_MOST = 9
_WORD_BEFORE = re.compile(r"[A-Z][\w'’-]* $")
_WORD_BEHIND = re.compile(r" [A-Z][\w'’-]*")
_LONGEST_WORD = 30
_REACH = 110
_MOST = 4


def is_locality(text: str, start: int, end: int) -> bool:
    """Whether the name that `text[start:end]` is a part of is that of a place, or says of which place a time is."""
    if not text[start : start + 1].isupper():
        return False
    start, end = _name(text, start, end)
    if _REGION.match(text, end):
        return True
    return bool(_LED_TO.search(text, max(0, start - _AT_MOST), start) and _GOING.search(text, max(0, start - _REACH), start))


def _name(text: str, start: int, end: int) -> tuple[int, int]:
    """The capitalised words that a word stands among."""
    for _ in range(_MOST):
        before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        if before is None or text[start - 1 - len(before.group()) : start - len(before.group())].isalnum():
            break
        start = before.start()
    for _ in range(_MOST):
        behind = _WORD_BEHIND.match(text, end, end + _LONGEST_WORD)
        if behind is None:
            break
        end = behind.end()
    return start, end
