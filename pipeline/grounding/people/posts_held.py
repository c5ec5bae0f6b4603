"""People of the firm by name and post, where the posting gives that post to somebody else: `Ann Brook, our estate manager`.

    people(job)                                -> the names that a posting gives a post, folded
    told(text)                                 -> each name in a text with the post that stands beside it
    held_by_other(job, "Ann Brook", "...")     -> the evidence that the posting has another person in this post and her in another, or None

Posts are compared by their words: `manager` is `estate manager`. Silent about people whom the posting gives no post, and about posts that it gives
nobody. Chiefs by their initials (CEO, CTO) are read by `officers`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.words import folded, stems
from pipeline.profile.vocabulary import TITLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_CAPITAL = r"[^\W\d_a-z][\w'’-]*\w"
_RUN = re.compile(rf"(?<![\w'’-]){_CAPITAL}(?: {_CAPITAL}){{1,5}}")
_WORD = r"[A-Za-z&/-]+"
_POST = rf"(?:{_WORD} ){{0,3}}?{_WORD}(?: of (?:{_WORD} )?{_WORD})?"
_BEHIND = re.compile(
    rf"(?:,| \(| is| as| [-–—]) (?:(?:our|your|the|a) )?(?P<post>{_POST})(?=[,.;:)\n]|$| (?:who|and|would|will|has|is|can|on|at|in|from|about|holds?|leads?)\b)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:the|our|your|their|a|to|with|is|be|The|Our|Your) |[,:(-] |^\W*)(?P<post>{_POST})(?:,| \(|:| is)? $", re.MULTILINE
)
_REACH = 60
_FULL = 2
_NO_PART = frozenset("our your the a an and of to with work report who is".split())


@lru_cache(maxsize=256)
def told(text: str) -> tuple[tuple[int, int, str], ...]:
    """Each name in a text beside which a post stands: its place and the post."""
    return tuple(_told(text))


def _told(text: str) -> Iterator[tuple[int, int, str]]:
    for run in _RUN.finditer(text):
        words = run.group().split()
        titled = max((at + 1 for at, word in enumerate(words) if folded(word) in TITLE_NOUNS), default=0)
        name = words[titled:]
        if len(name) < _FULL:
            continue
        start = run.end() - len(" ".join(name))
        before = _BEFORE.search(text[max(0, start - _REACH) : start])
        behind = _BEHIND.match(text, run.end())
        for found in (before, behind):
            if found and _is_post(found["post"]):
                yield start, run.end(), found["post"]


@lru_cache(maxsize=256)
def people(job: Source) -> tuple[str, ...]:
    """The people to whom a posting gives a post, folded."""
    return tuple(_posts(job))


def held_by_other(job: Source, name: str, post: str) -> Evidence | None:
    """Where a posting has somebody else in a post, and a person in another."""
    held, said = _posts(job), _words(post)
    own = held.get(folded(name))
    if not own or not said or any(said <= words or words <= said for words, _, _ in own):
        return None
    others = (one for other, posts in held.items() if other != folded(name) for one in posts)
    found = next((one for one in others if said <= one[0] and len(said) > 1), None)
    return job.evidence(*own[0][1:]) if found else None


@lru_cache(maxsize=256)
def _posts(job: Source) -> dict[str, list[tuple[frozenset[str], int, int]]]:
    """The posts of a posting's people by name, each as its words and its place."""
    found: dict[str, list[tuple[frozenset[str], int, int]]] = {}
    for start, end, post in told(job.text):
        around = (max(job.text.rfind("\n", 0, start) + 1, start - _REACH), min(len(job.text), end + len(post) + 3))
        found.setdefault(folded(job.text[start:end]), []).append((_words(post), *around))
    return found


def _is_post(words: str) -> bool:
    """Whether words end in a title, or are one of something: `head of estates`."""
    return folded(words.partition(" of ")[0].rsplit(maxsplit=1)[-1]) in TITLE_NOUNS


def _words(post: str) -> frozenset[str]:
    return frozenset(stems(" ".join(word for word in post.split() if folded(word) not in _NO_PART)))
