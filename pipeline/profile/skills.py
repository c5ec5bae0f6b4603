"""Splits the lines of a skills section into skills.

Covers comma lists, groups (`Languages: Python, Go`), bracketed lists, `such as` lists, and sentences such as `Proficient in X and Y`. Does
not judge whether a skill is worth naming.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile.lines import Line, Typography, cut, fact_of, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import Fact

_GROUP = re.compile(r"([^:,;()]{2,45}?)\s*:\s*(?=\S)")
_LEAD = re.compile(
    r"^(?:highly |very )?(?:proficient|experienced|skilled|fluent|competent|expert|familiar|knowledgeable|strong|solid|good|excellent|advanced|working)\b[^,;:]{0,45}?\b(?:in|with|of|using|as|knowledge of)\s+(?:both )?",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(r",?\s*(?:such as|including|e\.g\.,?|for example|like)\s+", re.IGNORECASE)
_LEVELS = frozenset("advanced intermediate beginner expert basic fluent native proficient novice master professional competent skilled elementary".split())
_SPLIT = re.compile(r"\s*[,;|•·●▪]\s*(?![^()]*\))|\t+|\s{2,}|\s+[–—]\s+|\s*\n\s*")
_AND = re.compile(r"^(?:and|or|und|et|y|as well as)\s+|\s+(?:and|et|und)\s+(?=[A-Z][\w+#.]*$)")
_LONGEST_SKILL = 60


def split_skills(document: str, lines: list[Line], typography: Typography) -> list[Fact]:
    """The skills of a section, in printed order, each once."""
    found: dict[str, Fact] = {}
    for group in paragraphs(lines, typography):
        for line in _items(cut(document, group[0].start, group[-1].end)):
            if line.text and line.text.lower() not in _LEVELS:
                found.setdefault(" ".join(line.text.lower().split()), fact_of(line))
    return list(found.values())


def _items(line: Line) -> Iterator[Line]:
    if label := _GROUP.match(line.text):
        line = line.part(label.end(), len(line.text))
    if lead := _LEAD.match(line.text):
        line = line.part(lead.end(), len(line.text))
    if such_as := _SUCH_AS.search(line.text):
        line = line.part(such_as.end(), len(line.text))
    start = 0
    for match in [*_SPLIT.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        yield from _bare(line.part(start, end))
        start = match.end() if match else end


def _bare(item: Line) -> Iterator[Line]:
    """One item without `and` in front, split at an inner `and` between two names, without the full stop."""
    if lead := re.match(r"(?:and|or|und|et|y|as well as)\s+", item.text):
        item = item.part(lead.end(), len(item.text))
    item = item.part(0, len(item.text.rstrip(" .;,")))
    if len(item.text) > _LONGEST_SKILL or not re.search(r"\w", item.text):
        return
    inner = re.search(r"(?<=\S)\s+(?:and|und|et)\s+(?=[A-Z.])", item.text)
    if inner and len(item.words) <= 5 and item.text[0].isupper():
        yield from _bare(item.part(0, inner.start()))
        yield from _bare(item.part(inner.end(), len(item.text)))
    else:
        yield item
