"""Splits the lines of a skills section into skills.

Covers comma lists, groups (`Languages: Python, Go`), bracketed lists, `such as` lists, and sentences such as `Proficient in X and Y`. Does
not judge whether a skill is worth naming.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.profile.lines import Line, Typography, cut, fact_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import Fact

_GROUP = re.compile(r"([^:,;()\t]{2,45}?)(?:\s*:\s*(?=\S)|\t(?=[^\t]*,[^\t]*$))")
_LEAD = re.compile(
    r"^(?:highly |very )?(?:proficient|proficiency|experienced?|skilled|fluent|competent|expert|expertise|familiar|familiarity|knowledgeable|knowledge|strong|solid|good|excellent|advanced|working)\b[^,;:]{0,45}?\b(?:in|with|of|using|as|knowledge of)\s+(?:both |various )?",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(r",?\s*(?:\bsuch as|\bincluding|\be\.g\.,?|\bfor example|\blike)\s+", re.IGNORECASE)
_LEVELS = frozenset(
    "advanced intermediate beginner expert basic fluent native proficient novice master professional competent skilled elementary".split()
)
_SPLIT = re.compile(r"\s*[,;|•·●▪]\s*(?![^()]*\))|(?<=[^\W_][\w)])(?<!incl)(?<!excl)\.\s+(?=[^\W\d_a-z])(?![^()]*\))|\t+|\s{3,}|\s+[–—]\s+")
_CLAUSE = re.compile(r"(?:with|able|as well|including|from|to|in|on|while|who|which)(?=\s)")
_NEGATED = re.compile(r"(?:no|not|never|without)\s", re.IGNORECASE)
_REMARK = re.compile(
    r"\b(?:no|not|never|good|very|basics?|daily|weekly|every|since|once|used|using|kept|learning|learned|only|enough|bit|i|my|we|rusty|own|ops side|self-taught|hobby|exam|lapsed|practice|older|ok)\b|\b(?:19|20)\d\d\b|\d years?\b",
    re.IGNORECASE,
)
"""What brackets behind a skill tell of how well or how long, and no skill."""
_LONGEST_SKILL = 60


def split_skills(document: str, lines: list[Line], typography: Typography) -> list[Fact]:
    """The skills of a section, in printed order, each once."""
    found: dict[str, Fact] = {}
    for group in _groups(lines, typography):
        for line in _items(cut(document, group[0].start, group[-1].end)):
            if line.text.lower() not in _LEVELS:
                found.setdefault(" ".join(line.text.lower().split()), fact_of(line))
    return list(found.values())


def _groups(lines: list[Line], typography: Typography) -> Iterator[list[Line]]:
    """The pieces of text to cut at commas: without the names of groups that stand on lines of their own."""
    typography = typography.of_lists()
    listed = len(lines) > 2 and not any(re.search(r"[,;|\t]", line.text) for line in lines)
    labels = _labels(lines, listed=listed)
    run: list[Line] = []
    for number, line in enumerate([*lines, None]):
        if line is None or number in labels or (run and _begins_group(run[-1], line, typography, listed=listed)):
            if run:
                yield run
            run = []
        if line is not None and number not in labels:
            run.append(line)


def _begins_group(above: Line, line: Line, typography: Typography, *, listed: bool) -> bool:
    if listed or line.is_bullet:
        return line.is_bullet or not above.is_bullet or not typography.continues(above, line)
    return not typography.continues(above, line) or (bool(_GROUP.match(line.text)) and not above.text.endswith(","))


def _labels(lines: list[Line], *, listed: bool) -> set[int]:
    """Lines that name the group of what follows: above bullets, above a comma list, or capitalised above small letters."""
    found = set()
    small = sum(line.text[0].islower() for line in lines) >= 0.5 * len(lines)
    for number, (line, below) in enumerate(pairwise(lines)):
        if line.is_bullet or len(line.words) > 4 or re.search(r"[,;|\t]", line.text) or (number and lines[number - 1].text.endswith(",")):
            continue
        if (
            below.is_bullet
            or (listed and small and line.text[0].isupper() and below.text[0].islower())
            or (not listed and "," in below.text)
        ):
            found.add(number)
    return found if len(found) > 1 or any(lines[number + 1].is_bullet for number in found) or (listed and found) else set()


def _items(line: Line) -> Iterator[Line]:
    for pattern in (_GROUP, _LEAD):
        if match := pattern.match(line.text):
            line = line.part(match.end(), len(line.text))
    if such_as := _SUCH_AS.search(line.text):
        line = line.part(such_as.end(), len(line.text))
    parts = list(_cut(line, _SPLIT))
    if any(_CLAUSE.match(part.text) for part in parts[1:]):  # a sentence, not a list
        parts = [line]
    for part in parts:
        yield from _bare(part)


def _cut(line: Line, separator: re.Pattern[str]) -> Iterator[Line]:
    start = 0
    for match in [*separator.finditer(line.text), None]:
        yield line.part(start, match.start() if match else len(line.text))
        start = match.end() if match else start


def _bare(item: Line) -> Iterator[Line]:
    """One item without `and` in front or a full stop behind; `X and Y` of two names is two, `X (A, B)` is three."""
    if lead := re.match(r"(?:and|or|und|et|y|as well as|&)\s+", item.text):
        item = item.part(lead.end(), len(item.text))
    item = item.part(0, len(item.text) - 1) if item.text.endswith((".", ";", ",")) and len(item.text) > 1 else item
    if not re.search(r"\w", item.text):
        return
    if _NEGATED.match(item.text):
        return
    if bracket := re.search(r"\s*\((?:([^()]*,[^()]*)|(?:versions?|since (?:\w+ )?(?:19|20)\d\d)[^()]*)\)$", item.text):
        yield from _bare(item.part(0, bracket.start()))
        if bracket.group(1):
            remarked = False
            for part in _cut(item.part(bracket.start(1), bracket.end(1)), _SPLIT):
                remarked = bool(_REMARK.search(part.text)) or (remarked and part.text[0].islower())
                yield from _bare(part) if not remarked else ()
        return
    inner = re.search(r"(?<=\S)\s+(?:and|und|et)\s+(?=[A-Z.])", item.text)
    if inner and item.text[0].isupper() and _are_two_names(item.text[: inner.start()], item.text[inner.end() :]):
        yield from _bare(item.part(0, inner.start()))
        yield from _bare(item.part(inner.end(), len(item.text)))
    elif len(item.text) <= _LONGEST_SKILL:
        yield item


def _are_two_names(left: str, right: str) -> bool:
    """`Spring MVC and Hibernate`, but not `KYC and AML checks`."""
    return len(left.split()) <= 2 and len(right.split()) in (1, len(left.split()))
