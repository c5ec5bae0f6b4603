"""Which dated piece of a resume a text tells of, by words that stand in no other: `evenings in the emergency department`.

    only(documents, text)    -> the position, or date range outside the positions, whose lines alone have two words of the text or more

A word counts where it stands in the lines of one piece and nowhere else in the resume; titles are too wide to count alone. One word is enough where
it says what somebody was (`as an instructor`) in a trade that no other post is of. A text with such words of two pieces tells of neither alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.periods import stretches
from pipeline.grounding.periods.chronicle import content
from pipeline.grounding.periods.trades import is_akin
from pipeline.grounding.sources import extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.grounding.sources import Documents
    from pipeline.schema import Position

_LEAST = 2
"""Words of one piece that a text must have."""
_SHORTEST = 3
"""Letters of a word that tells one piece from another."""
_ROOT = 5
"""Letters by which words are one."""
_ROLE = re.compile(
    r"\b(?:as(?: (?:an?|the|your|my))?|(?:was|am|been|were|being) (?:an?|the|your|my)) (?P<what>(?:[\w-]+ ){0,2}?[\w-]+)(?= (?:at|of|in|for|with|on|to|and|taught|has|have|gave)\b|[,.;]|$)"
)
_HEADS = 2
"""Lines above a range that may say whose it is."""
_RELATIONS = frozenset(
    """behind beside beyond across along among against around toward towards upon within without throughout despite near inside outside alongside onto above below between
    two three four five six seven eight nine ten eleven twelve dozen twice once half third quarter both several many""".split()
)
"""Words that stand between others, or count them, and tell of nothing themselves."""
_DIGIT = re.compile(r"\d{4}")


@lru_cache(maxsize=1024)
def only(documents: Documents, text: str) -> Position | None:
    """The one dated piece that a text tells of."""
    pieces, places, titles = _index(documents)
    words = [word for word in _roots(text) if word in places]
    if len({places[word] for word in words}) != 1:
        return None
    one = pieces[places[words[0]]]
    told = len(words) >= _LEAST and not titles.issuperset(words)
    return one if told or any(_names(documents, one, match["what"], places) for match in _ROLE.finditer(text)) else None


def _names(documents: Documents, one: Position, role: str, places: dict[str, int]) -> bool:
    """Whether a role is that of one piece alone, and no other post is of its trade."""
    known = any(word in places for word in _roots(role))
    return known and not any(is_akin(other, role) for other in documents.facts.positions if other is not one and other.title)


def _roots(text: str) -> frozenset[str]:
    """The beginnings of the telling words, by which `maintenance` is a word of `maintained`."""
    return frozenset(word[:_ROOT] for word in content(text) if len(word) >= _SHORTEST and word not in _RELATIONS and not word[0].isdigit())


@lru_cache(maxsize=256)
def _index(documents: Documents) -> tuple[tuple[Position, ...], dict[str, int], frozenset[str]]:
    """The dated pieces, the number of the one whose lines alone have a word, and the words of titles."""
    text, facts = documents.resume.text, documents.facts
    spans = [span for position in facts.positions if (span := extent(position))]
    apart = [one for one in stretches.outside_studies(text, facts) if one.dates and not any(a <= one.dates.start < b for a, b in spans)]
    pieces = (*facts.positions, *apart)
    titles = _roots(" ".join(position.title.value for position in facts.positions if position.title))
    return pieces, _places(text, pieces), titles


def _places(text: str, pieces: Sequence[Position]) -> dict[str, int]:
    """The number of the piece whose lines alone have a word."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    rest = list(text)
    for number, piece in enumerate(pieces):
        start, stop = _lines(text, piece)
        words = _roots(text[start:stop]) - _roots(piece.dates.value if piece.dates else "")
        shared |= {word for word in words if word in found}
        found |= dict.fromkeys(words, number)
        rest[start:stop] = " " * (stop - start)
    shared |= _roots("".join(rest))
    return {word: number for word, number in found.items() if word not in shared}


def _lines(text: str, piece: Position) -> tuple[int, int]:
    """From where to where a piece stands: a position with its headline and bullets, a range with the lines above that have no date."""
    span = extent(piece)
    if span is None:
        return 0, 0
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    stop = end if end >= 0 else len(text)
    if piece.title or piece.employer:
        return start, stop
    for _ in range(_HEADS):
        above = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if start == 0 or not text[above : start - 1].strip() or _DIGIT.search(text, above, start):
            break
        start = above
    return start, stop
