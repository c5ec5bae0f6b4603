"""A time that a letter shares out: `ten years, half of them at Acme and the rest at Bolt`, `two years at Acme and three at Bolt make five`.

    is_shared(text, start, end)   -> whether a part of the time at a span is told behind it, or it is told as the whole of a part before it
    is_sum(between)               -> whether the words between an employer and a time make it a sum of more than the time there

Such a time is not that at the employer beside it. English only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.grounding.words import any_in

TIME = r"(?:(?:that|this|the|those|these|my|your|which)(?: (?:whole|same|last|past|\w+-?\w*))? (?:time|years|span|stretch|period|spell|decade|career|months|total)|them|those|these|that|it|which)"
"""What points back to a time told before."""
FRACTION = r"(?:half|(?:an?|one|two|three) ?-?(?:thirds?|quarters?|fifths?|eighths?)|\d{1,2} ?(?:%|per ?cent|percent)|[a-z-]+ per ?cent|most|much|the (?:bulk|majority|greater part|better part|larger part))"
_NEEDED = (
    "half",
    "third",
    "quarter",
    "fifth",
    "eighth",
    "%",
    "cent",
    " of ",
    "rest",
    "remain",
    "balance",
    "first",
    "last",
    "other",
    "final",
    "both",
    "each",
    "all ",
)
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?)"
_SHARE = re.compile(
    rf"\b(?<!\ba )(?<!-)(?:{FRACTION} (?:of|in) {TIME}|(?:all but )?(?:{_COUNT}|some)(?: and a half)? of {TIME}|(?:the )?(?:first|second|last|other|latter|former|earlier|later|one|final) (?:half|third|quarter)\b|"
    rf"half (?:at|with|in|as)\b|the (?:rest|remainder|balance)\b|(?:the )?(?:first|last|latest|other|next|final|remaining) {_COUNT}(?: and a half)?(?: years?| months?)? (?:of them |of those )?(?:at|with|in|as|for)\b)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"\b(?:{FRACTION}|(?:the )?(?:first|last|other|final|best)?(?: ?{_COUNT})) of (?:my|your|these|those|the|all)(?: \w+)? $",
    re.IGNORECASE,
)
_WENT = re.compile(r"[^,;.]{0,40}? (?:(?:I|you) )?(?:were|was|have been|had been|went|spent|passed|belong(?:ed)?|fell)\b")
_SUM = re.compile(
    r"\b(?:mak(?:es?|ing)|made|giv(?:es?|ing)|gave|add(?:s|ing)? up to|add to|com(?:es?|ing) to|came to|total(?:s|ling)?|amount(?:s|ing)? to|sums? to|together|combined)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:add(?:ed|ing)?|count(?:ed|ing)?|tak(?:e|ing)|taken together|put|together with|on top of|plus|along with|once)\b", re.IGNORECASE
)
_FARTHEST = 160


@lru_cache(maxsize=1024)
def is_shared(text: str, start: int, end: int) -> bool:
    """Whether the time at a span of a sentence is one that its parts are told of, or one of which a part is told before it."""
    low = text.lower()
    if not any_in(low, _NEEDED):
        return False
    part = _WHOLE.search(text, max(0, start - _FARTHEST), start) if " of " in low[:start] else None
    return bool(_SHARE.search(text, end, end + _FARTHEST) or (part and _WENT.match(text, end)))


def is_sum(between: str) -> bool:
    """Whether what stands between an employer and a time behind it makes a sum of several: `at Acme and four at Bolt make`."""
    return bool(_SUM.search(between))


def is_added(between: str) -> bool:
    """Whether what stands between a time and an employer behind it adds that employer's: `ten years if you add my time at`."""
    return bool(_ADDED.search(between))
