"""Documents as lines with spans: every later step works on these, so that each fact knows where it stands.

Covers bullets, markdown marks, tabs and table bars, and lines that a PDF broke in the middle of a sentence. Does not cover
reading order (two columns read across): that is the reader's work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.schema import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BULLET = re.compile(r"(?:[•◦▪▫■□●○‣⁃∙·➢➤►▸▶✓✔❖◆◇➔→§¤»›>*+~–—-]|[-=]>|o(?=[ \t]+\S)|\(?\d{1,2}[.)](?=[ \t])|\[\d+\])[ \t]+")
"""`§` and a lone `o` are how Word's second and third bullet levels come out of a PDF."""
MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+")
PRIVATE_USE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Icon fonts put their glyphs here; they are decoration."""
_EDGES = " \t\r\n\u00a0\u200b\ufeff|"
_EMPHASIS = "*_"
_PAGE_FURNITURE = re.compile(
    r"(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?|.{0,40}\bpage \d+ of \d+|.{2,40} [-–—] \d{1,2}/\d{1,2}|last updated.{0,30}", re.IGNORECASE
)
UNFINISHED = re.compile(
    r"(?:\b(?:of|and|for|the|in|de|da|do|del|la|des|du|der|für|und|et|y|to|at|with|a|an|or|by|from|on|since|until|before|after|during|per|than|as|into|over|under|between|about|via|is|are|was|were|has|have|had|that|which|who|our|their|its|his|her|my|your|no|not|last|past|next|every|each)|[-,–—&(]|\s/)$"
)
"""How a line ends that cannot be the end of its sentence or name."""
_ABOUT_FULL, _SHARE_OF_FULL = 0.85, 0.15
"""Where a margin breaks the lines, so many of them are about as long as it allows."""
_UNBROKEN = 150
"""A document with a longer line was not broken to fit a page."""
TO_VALUE = r"(?:\s*\**\s*[:–—]\s*\**\s*|\s+-\s+|\s*\t\s*)"
"""What stands between a label and its value, as a pattern."""
_LONG_WORD = re.compile(r"\S{120,}")
_UNDERLINE = re.compile(r"[-=_*~.•─━ ]{3,}")
_LONGEST_HEADING = 60
_RUNNING_TITLE = re.compile(r".{0,40}\b(?:curriculum vitae|résumé|resume|cv)\b.{0,12}", re.IGNORECASE)
_SMALL_IN_TITLE = frozenset("of page curriculum vitae résumé resume cv".split())


@dataclass(frozen=True)
class Line:
    """One printed line without its mark: `document[start:end] == text`."""

    text: str
    start: int
    end: int
    mark: str = ""
    """The bullet in front, "#" for a markdown heading, or ""."""
    blank_before: bool = False

    @property
    def is_bullet(self) -> bool:
        """Whether a list mark stands in front."""
        return self.mark not in ("", "#")

    @cached_property
    def words(self) -> list[str]:
        """The line's words, split at white space."""
        return self.text.split()

    def part(self, start: int, end: int) -> Line:
        """The sub-line `text[start:end]` without white space and markdown emphasis at its edges, with its place in the document."""
        return cut(self.text, start, end, self.start, _EDGES + _EMPHASIS)


def cut(text: str, start: int, end: int, offset: int = 0, edges: str = _EDGES) -> Line:
    """`text[start:end]` without white space at its edges; `offset` is where `text` begins in the document."""
    while start < end and (text[start] in edges or PRIVATE_USE.match(text[start])):
        start += 1
    while end > start and (text[end - 1] in edges or PRIVATE_USE.match(text[end - 1])):
        end -= 1
    return Line(text[start:end], offset + start, offset + end)


def normalised(text: str) -> str:
    """White space collapsed: the form in which a fact's value equals its evidence."""
    return " ".join(text.split())


def fact(document: str, start: int, end: int) -> Fact:
    """The fact that stands at a span of the document's text."""
    line = cut(document, start, end)
    return Fact(value=normalised(line.text), start=line.start, end=line.end)


def fact_of(line: Line) -> Fact:
    """The fact that is a whole line."""
    return Fact(value=normalised(line.text), start=line.start, end=line.end)


def scannable(text: str) -> str:
    """The text with very long words, such as encoded images, blanked out: no fact is in them, and patterns take long over them."""
    return _LONG_WORD.sub(lambda match: "\f" * len(match.group()), text)


def split_lines(text: str) -> list[Line]:
    """All lines with content; page numbers and `last updated` lines are left out."""
    lines: list[Line] = []
    blank = False
    for match in re.finditer(r"[^\r\n\f]+", text):
        gap = text[lines[-1].end : match.start()] if lines else ""
        line = parse(text, match.start(), match.end(), blank_before=blank or gap.count("\n") > 1 or "\f" in gap)
        if lines and _UNDERLINE.fullmatch(line.text):
            lines[-1] = replace(lines[-1], mark="#") if len(lines[-1].text) <= _LONGEST_HEADING and not line.blank_before else lines[-1]
            continue
        blank = not line.text
        if line.text and not _PAGE_FURNITURE.fullmatch(line.text) and not (len(lines) > 3 and _is_running_title(line)):
            lines.append(line)
    return lines


def _is_running_title(line: Line) -> bool:
    """`Mara Ellison - Resume` at the head of a page, and no sentence about a resume."""
    return bool(_RUNNING_TITLE.fullmatch(line.text)) and not any(word[0].islower() and word not in _SMALL_IN_TITLE for word in line.words)


def parse(text: str, start: int, end: int, *, blank_before: bool = False) -> Line:
    """The line at a span of the document, without its mark."""
    raw = cut(text, start, end)
    mark = ""
    if heading := MARKDOWN_HEADING.match(raw.text):
        mark, raw = "#", raw.part(heading.end(), len(raw.text))
    elif bullet := BULLET.match(raw.text):
        mark, raw = bullet.group().strip(), raw.part(bullet.end(), len(raw.text))
    raw, bold = _without_emphasis(raw)
    raw = raw.part(0, len(raw.text))
    return Line(raw.text, raw.start, raw.end, "#" if bold and not mark else mark, blank_before)


def _without_emphasis(line: Line) -> tuple[Line, bool]:
    """A line wrapped in `**` or `__` as a whole is printed bold: the marks go, and it may be a heading."""
    match = re.fullmatch(r"(\*\*|__)(.+?)\1:?", line.text)
    if not match:
        return line, False
    return line.part(match.start(2), match.end(2)), True


@dataclass(frozen=True)
class Typography:
    """How a document breaks its text: the length of its long lines in characters, and whether its bullets end with full stops."""

    width: int
    full_stops: bool

    @classmethod
    def of(cls, lines: list[Line]) -> Typography:
        """Measured on a document's lines: the 90th percentile of their lengths, 0 where no line was broken."""
        lengths = sorted(len(line.text) for line in lines)
        ends = [above.text for above, line in pairwise(lines) if above.is_bullet and line.is_bullet and len(above.words) > 4]
        stopped = sum(text.endswith((".", "!", "?")) for text in ends)
        width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        full = sum(length >= _ABOUT_FULL * width for length in lengths)
        broken = bool(lengths) and lengths[-1] <= _UNBROKEN and full >= _SHARE_OF_FULL * len(lengths)
        return cls(width if broken else 0, len(ends) > 2 and stopped >= 0.75 * len(ends))

    def of_lists(self) -> Typography:
        """The same for lists of names, whose lines do not end with full stops."""
        return Typography(self.width, full_stops=False)

    def continues(self, previous: Line, line: Line) -> bool:
        """Whether `line` is the rest of a sentence that `previous` began."""
        if line.mark or line.blank_before or previous.mark == "#":
            return False
        if UNFINISHED.search(previous.text) or line.text[0].islower() or line.text[0] in ")(%&":
            return True
        if not self.width or previous.text.endswith((".", "!", "?", ":", ";")) or len(previous.words) < 5:
            return False
        full = len(previous.text) + len(line.words[0]) + 1
        needed = 0.6 if self.full_stops else 0.9 if line.text.endswith(".") else 0.95
        return full >= needed * self.width


def paragraphs(lines: Iterable[Line], typography: Typography) -> Iterator[list[Line]]:
    """Groups printed lines into bullets and paragraphs: a line joins the one before where a sentence was broken."""
    group: list[Line] = []
    for line in lines:
        if group and not typography.continues(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def joined(document: str, group: list[Line]) -> Fact:
    """The fact that a group of lines makes together."""
    return fact(document, group[0].start, group[-1].end)
