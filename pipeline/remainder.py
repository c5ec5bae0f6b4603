"""What a document says beside its facts: the sentences and points that no fact accounts for.

Lines that printing broke are whole sentences again, headings are left out, and so is a line that only repeats another, such as
`Location: Leeds` under `Ward Nurse, Larch Clinic, Leeds`. Does not rank and does not shorten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.profile import headings, posting
from pipeline.profile.job import sentences
from pipeline.profile.lines import Line, Typography, paragraphs, split_lines
from pipeline.schema import DocumentKind, Fact

_SHORTEST = 12
"""Letters and digits of a sentence that says something."""
_OPEN = 0.7
"""Share of its letters that lie outside every fact: less, and the facts have said it."""
_HEADING_WORDS = 5
_LABEL = re.compile(r"(?:[^\W\d]+ ?){1,3}[:\t]\s*")
_MOST = 50
"""Lines that a line is compared with: a document of any length is read in linear time."""
_HEADING_KIND = {"resume": headings.heading_kind, "job": posting.heading_kind}

Words = Callable[[str], Iterable[str]]
"""The words of a text that count, however they are written."""


def remainder(text: str, kind: DocumentKind, facts: Iterable[Fact], said: Sequence[str], words: Words) -> list[Fact]:
    """Sentences and points of `text`, in order, that neither `facts` account for nor the lines `said`, nor another of them, say already."""
    found = list(_open(text, kind, facts))
    lines = [frozenset(words(line)) for line in (*said, *(sentence.value for sentence in found))]
    bare = [frozenset(words(_LABEL.sub("", sentence.value, count=1))) for sentence in found]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        for word in line:
            holding[word].append(at)

    def repeats(own: int) -> bool:
        """Whether another line has all its words, or an earlier one the very same."""
        at, mine = own + len(said), bare[own]
        others = min((holding[word] for word in mine), key=len, default=[])[:_MOST]
        return any(mine <= lines[other] and (other < at or mine != bare[other - len(said)]) for other in others if other != at)

    return [one.model_copy(update={"value": " ".join(one.value.split())}) for own, one in enumerate(found) if not repeats(own)]


def _open(text: str, kind: DocumentKind, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The sentences whose letters lie mostly outside the facts, with the mark of their point."""
    bare = list(text)
    for fact in facts:
        bare[fact.start : fact.end] = " " * (fact.end - fact.start)
    lines = split_lines(text)
    for group in paragraphs(lines, Typography.of(lines)):
        if _is_heading(group, kind):
            continue
        mark = "- " if group[0].is_bullet else ""
        for sentence in sentences(text, group):
            letters = _letters(sentence.value)
            if letters > _SHORTEST and _letters("".join(bare[sentence.start : sentence.end])) > _OPEN * letters:
                yield sentence.model_copy(update={"value": mark + text[sentence.start : sentence.end]})
                mark = ""


def _is_heading(group: list[Line], kind: DocumentKind) -> bool:
    line = group[0]
    alone = len(group) == 1 and not line.is_bullet and len(line.words) <= _HEADING_WORDS and "\t" not in line.text
    return alone and bool(_HEADING_KIND[kind](line.text))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
