"""The paragraphs of an email's body, and one of them in another wording.

    paragraphs.told(body)                       the paragraphs between greeting and signature
    paragraphs.replaced(body, 1, other)         the second of them as another email to the same person has it

Small models cannot be asked for one paragraph, so a whole new email is written and the paragraph in the same place taken from it: counted
from the front in the first half, from the end in the second. Does not reword and does not judge: `serve.guard.judge` does, afterwards.
"""

from __future__ import annotations

import re
from typing import Final

_GAP: Final = re.compile(r"\n[ \t]*\n\s*")
_SHORT: Final = 8
"""Words below which a first or last block is greeting or signature, not a paragraph."""


def told(body: str) -> list[str]:
    """The paragraphs that say something, in order."""
    return [body[start:end] for start, end in _spans(body)]


def replaced(body: str, number: int, other: str) -> str | None:
    """The body with its paragraph `number`, from 0, as `other` has it; None where `other` has none in that place, or the same one."""
    spans, found = _spans(body), told(other)
    if not 0 <= number < len(spans) or not found:
        return None
    from_end = len(spans) - number
    place = number if number < len(spans) / 2 else len(found) - from_end
    if not 0 <= place < len(found):
        return None
    start, end = spans[number]
    return None if found[place] == body[start:end] else body[:start] + found[place] + body[end:]


def _spans(body: str) -> list[tuple[int, int]]:
    """Start and end of the blocks between greeting and signature."""
    spans, start = [], 0
    for gap in [*_GAP.finditer(body), None]:
        end = gap.start() if gap else len(body)
        if body[start:end].strip():
            spans.append((start, end))
        start = gap.end() if gap else end
    if spans and _words(body, spans[0]) < _SHORT:
        spans = spans[1:]
    while spans and _words(body, spans[-1]) < _SHORT:
        spans = spans[:-1]
    return spans


def _words(body: str, span: tuple[int, int]) -> int:
    return len(body[span[0] : span[1]].split())
