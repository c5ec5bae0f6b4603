"""Which part of a clause a date is said of, and whether a date of a document is one that an email's is a true way to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.periods.chronicle import LOOSE_YEAR, content
from pipeline.grounding.periods.when_words import ASIDE, DID, LEADS_ON, PREDICATE, SEGMENT, SEGMENT_ENDS, TURN
from pipeline.grounding.words import WORD, stem

if TYPE_CHECKING:
    from pipeline.grounding.periods.chronicle import Entry, Stretch
    from pipeline.grounding.periods.moments import Moment
    from pipeline.grounding.sources import Source

FEW = 2
"""Words below which a piece of text is read together with what stands beside it."""

_WEIGHTS = (1.0, 1.0, 0.75, 0.5, 0.4)
"""Of a word that one, two, ... dated lines share; more share it: 0.1."""


class Told(NamedTuple):
    """A dated entry beside a clause: how much they share, and whether its date is the one that the clause gives."""

    source: Source
    entry: Entry
    shared: float
    own: int
    """The number of words that they share, without those of the position around the entry."""
    agrees: bool
    foreign: bool
    """Whether the document says nothing of whom the clause is about."""
    is_telling: bool = True
    """Whether they share more than months."""


def segment(text: str, begin: int, stop: int) -> str:
    """The part of a text that the date at a span is said of, up to a comma or a conjunction with another date to either side.

    A part that only holds the date, and no verb of a turn, goes with what follows where it leads on (`and, since 2019, the second shop`; `In 2019, I ...`).
    """
    starts = [0, *(match.end() for match in SEGMENT.finditer(text, 0, begin))]
    ends = [*(match.start() for match in SEGMENT_ENDS.finditer(text, stop)), len(text)]
    if told := ends_at(text, starts[-1], begin, stop):
        ends = sorted([*ends, told])
    later = LOOSE_YEAR.search(text, stop)
    joint = text.find(" and ", stop, later.start()) if later else -1
    if joint >= 0:
        ends = sorted([*ends, joint])
    start, end = starts[-1], ends[0]
    few = FEW if later is None or end != joint else 1
    leads_on = LEADS_ON.search(text[:start]) and not TURN.search(text[start:end])
    if len(set(content(text[start:end]))) < few and len(ends) > 1 and leads_on:
        if ASIDE.match(text, end + 2, ends[1]):
            return text[start:end] + text[ends[1] : ends[min(2, len(ends) - 1)]]
        end = ends[1]
    return text[start:end]


def ends_at(text: str, start: int, begin: int, stop: int) -> int:
    """Where a thing done ends that is told with its date, and the same person's next begins: `I qualified in June 2009 and started at`; else 0."""
    following = PREDICATE.search(text, stop) if DID.search(text, start, begin) else None
    return following.start() if following else 0


def wrong_side(moment: Moment, stretch: Stretch) -> bool:
    """Whether a date of a document begins what the email's ends, or ends what it begins."""
    return (moment.role == "start" and stretch.side == "end") or (moment.role == "end" and stretch.side == "start")


def fits(moment: Moment, stretch: Stretch) -> bool:
    """Whether a date of a document is one that the email's is a true way to say."""
    return _holds(moment, moment.first, moment.last, stretch) or (moment.other is not None and _holds(moment, *moment.other, stretch))


def _holds(moment: Moment, first: int, last: int, stretch: Stretch) -> bool:
    """Whether a date of a document lies in one reading of the email's, or only touches it where that is a wide one."""
    if moment.form in ("season", "part", "relative"):
        return stretch.first <= last and first <= stretch.last
    return first <= stretch.first and stretch.last <= last


def place_of(said: list[str], title: str, here: int) -> int | None:
    """Behind which word a title of two words or more stands: the last place up to `here`, else the first after it."""
    words = [stem(match.group()) for match in WORD.finditer(title)]
    ends = [end for end in range(len(words), len(said) + 1) if said[end - len(words) : end] == words] if len(words) > 1 else []
    return max((end for end in ends if end <= here), default=min(ends, default=None))


def best_of(told: list[Told]) -> Told | None:
    """The entry that shares most."""
    return max(told, key=lambda one: one.shared, default=None)


def weight_of(count: int) -> float:
    """Of a word that so many dated lines have."""
    return _WEIGHTS[count] if count < len(_WEIGHTS) else 0.1
