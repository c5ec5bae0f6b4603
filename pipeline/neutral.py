"""Strangers' text made fit for a prompt: nothing in it opens a turn, closes a tag of ours or hides, and no order to a model stands in it.

    neutral.quote(text)                         no control token of any family, no tag of ours; the rest as it was
    neutral.value(text)                         the same on one line; None where it is blank or gives orders
    told, aside = neutral.lines(lines, document.text)

Does not cover: an order that reads like any sentence (`pipeline.injections`); what it makes a model say, the guard looks at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline import injections

if TYPE_CHECKING:
    from pipeline.consolidate import Line

_ANGLES: Final = str.maketrans("＜﹤［﹇｛︷", "<<[[{{")
"""What a tokenizer's normal form (NFKC) turns into a bracket."""
# What a chat template or our own tags would take for structure: <|im_end|>, </resume>, [INST], <<SYS>>, < facts>, [|system|], ]~b];
# not `<= 5`, `< 5`, `[1]` or `[sic]`.
_STRUCTURE: Final = re.compile(
    r"<(?![\s=\-.,;:)]|$)|<(?=\s*(?:[/|｜!<]|$|facts\b|resume\b|posting\b))"
    r"|\[(?=\s*/?\s*(?:(?-i:[A-Z@][A-Z_0-9@]{2,})\s*\]|inst\]|[|｜]|[gs]MASK|control_|unused\d|multimodal|e~))|(?<=\])~(?=!?b)",
    re.IGNORECASE,
)
UNSEEN: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""Line breaks, control characters, reversed writing, halves of a character. A tab stays: it is a gap between table cells."""
_NOTHING: Final = re.compile(r"[\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]+")
"""What takes no room on a page. The two joiners stay: some scripts spell with them."""
_WORD: Final = re.compile(r"[^\W_]+")
_TELLING: Final = 4
"""Words of a line that belong to an order only because it has them in a row."""
_CODE: Final = 20
"""Letters and digits without a space that nobody writes by chance: a line of a code."""


def quote(text: str) -> str:
    """One line that cannot be taken for a control token or a tag, whoever wrote it."""
    return _STRUCTURE.sub("(", UNSEEN.sub(" ", _NOTHING.sub("", text)).translate(_ANGLES))


def one_line(text: str | None) -> str | None:
    """A value on a line of ours, a name, a subject, a wish, that cannot be taken for a control token or a tag. None where it is blank."""
    return " ".join(quote(text or "").split()) or None


def value(text: str | None) -> str | None:
    """A value that a document gave; None as well where it gives orders."""
    return None if text and injections.instructions(text) else one_line(text)


def lines(found: Sequence[Line], text: str) -> tuple[list[Line], tuple[str, ...]]:
    """The lines of a document, quoted, and those that are kept out because they order a model about."""
    told: list[Line] = []
    aside: list[str] = []
    for line in found:
        if _speaks(line.text, text):
            aside.append(line.text)
        else:
            told.append(replace(line, text=quote(line.text)))
    return told, tuple(aside)


def _speaks(line: str, text: str) -> bool:
    """Whether a line of a document speaks to a model: by itself, or as a part of what the document orders."""
    passages = injections.orders(text)
    if not passages:
        return False
    words = _words(line)
    telling = len(words.split()) >= _TELLING or any(len(word) >= _CODE for word in words.split())
    inside = telling and any(words in _words(passage) for passage in passages)
    return inside or bool(injections.instructions(line))


@lru_cache(maxsize=1024)
def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
