"""Places named in passing, which no document has to know: where somebody else lives, where one would come to, where the sender is from.

    is_passing(letter, clause, place)   -> True for `I could be in Leeds by Tuesday`, `my aunt in Leeds`, `if you are ever in Leeds`

A house of the employer's (`come to your Leeds office`) and a place where the candidate would live are told, not passed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import bystanders
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.places.geography import Place

_FAR = 160
_TRIP = compiled(
    r"\b(?:(?:could|can|would|will|might|may|should)|(?<=I)['’](?:d|ll)|happy|glad|willing|able|ready|free|plan(?:ning)?|hop(?:e|ing)|like|love|offer) (?:\w+ly |also |even |always |to |just )*"
    r"(?:fly|flying|come|coming|drive|driving|travel|travelling|traveling|take|taking|hop|pop|swing|stop|visit|visiting|meet|meeting|be|being|catch|ride|get|go|make it|chat|talk|interview)\b(?! based| living| located| working)(?:(?!\b(?:your|our|you|we)\b|\brelocat\w+|\bmov(?:e|ing)\b)[^.;:!?])*$",
    re.IGNORECASE,
)
"""Before the place that somebody would come to."""
_EVER = compiled(
    r"\b(?:if|should|whenever|when|next time|in case)(?: you(?:['’]re| are)?| you ever)?(?: \w+){0,2}? (?:ever|next|happen to be|find yourself|pass|are|['’]re)\b[^.;:,!?]{0,30}$",
    re.IGNORECASE,
)
"""`If you are ever in`."""
_OWN_PAST = compiled(
    r"\bI(?:['’]m| am|['’]ve| have)? (?:\w+ly |once |also |still )?(?:grew up|was born|was raised|come from|came from|from|went to (?:school|college|university)|used to live|studied|spent (?:\w+ ){1,4})(?: \w+){0,2} (?:in|from|near|outside) (?:the )?$|\b(?:greetings|cheers|hello|hi|regards) from (?:(?:an?|the) )?(?:\w+ )?$",
    re.IGNORECASE,
)
"""What a recruiter tells of a past of their own."""
_TRIP_BEHIND = re.compile(
    r" (?:airport|station|to meet|to see you|for (?:an?|the|your) (?:interview|chat|talk|coffee|visit|meeting|day)|by \w+day\b|next week)"
)


def is_passing(letter: Letter, clause: Clause, place: Place) -> bool:
    """Whether a place is told neither of the candidate nor of the employer."""
    before = clause.text[max(0, place.start - _FAR) : place.start]
    if bystanders.told_of(before) or _EVER.search(before):
        return True
    if letter.sources.direction is Direction.OUTREACH and _OWN_PAST.search(before):
        return True
    trip = _TRIP.search(before)
    if not trip:
        return False
    own = letter.sources.direction is Direction.APPLICATION or re.search(r"\bI(?:['’]\w+)?\b[^,;]*$", before[: trip.start() + 1])
    return bool(own) or _TRIP_BEHIND.match(clause.text, place.end) is not None
