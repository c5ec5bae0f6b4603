"""Whether a document speaks of what an email speaks of, where it gives a number.

speaks_of(sources.resume, clause, found)    -> True where a word of the sentence stands within a line of the place
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.words import STOP_WORDS, stems

if TYPE_CHECKING:
    from pipeline.grounding.figures.metric_given import Found
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source


def speaks_of(source: Source, clause: Clause, found: Found) -> bool:
    """Whether a word of the sentence stands within a line of where a document gives the number."""
    return bool(content(clause.sentence.text) & content(_around(source.text, found.place)))


@lru_cache(maxsize=512)
def content(text: str) -> frozenset[str]:
    """The stems of the words of a text that are no small ones and no figures."""
    return frozenset(word for word in stems(text) if len(word) > 2 and word not in STOP_WORDS and not word.isdigit())


def _around(text: str, place: int) -> str:
    """The line of a place, the one before and the one after."""
    start = text.rfind("\n", 0, max(text.rfind("\n", 0, place), 0))
    end = text.find("\n", max(text.find("\n", place), place) + 1)
    return text[max(start, 0) : end if end > place else None]
