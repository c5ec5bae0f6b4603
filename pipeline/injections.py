"""Visible text of a document that speaks to a language model instead of a reader, and emails that do what it says.

    instructions(document.text)             the passages, each with the sentences that follow
    orders(document.text)                   the same, with only those that go on giving orders; what is kept out of a prompt
    demanded(document.text)                 sentences that ask for certain words in an email, whoever is meant
    carried(passages, text, elsewhere)      where a text does what they say

Orders to forget instructions, addresses to an AI that reads, turns of a chat and their tokens, our own tags; in English, two dozen other
languages and disguises (`pipeline.disguises`). Does not cover: hidden text (`pipeline.documents` leaves it out), an instruction that reads
like any sentence of a posting and asks for no certain words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pipeline.disguises import coded, views
from pipeline.injection_terms import FOREIGN, PLAIN, Patterns
from pipeline.schema import Email

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTED: Final = re.compile(r"[\"“«„]([^\"“”«»„\n]{3,120})[\"”»“]|(?<!\w)['‘`]([^'‘’`\n]{3,120})['’`](?!\w)")
_MARK: Final = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w{5,}(?:-\w+)*\b|\b[A-Z]{4,}-\d+\b|https?://[^\s\"'<>)]+")
_CAPITALS: Final = re.compile(r"\b[A-Z]{5,}(?:[ _-][A-Z]{2,})*\b")
_NAMED: Final = re.compile(
    r"\b(?:word|phrase|code ?word|keyword|password|passphrase|string|token|code)s?\b\W{0,3}"
    r"(?:(?:of|is|be|called|namely|reads?)\b\W{0,3})?(?!in\b|at\b|to\b|the\b|that\b|for\b|and\b|or\b|of\b|your\b|with\b|count\b|limit\b)([^\W_][\w-]{3,40})"
    r"|\b(?:output|print|say|write|reply|respond|answer)\s+(?:only\s+|with\s+|exactly\s+|just\s+|the\s+)*([A-Z][A-Z0-9_-]{3,40})\b",
)
_GOES_ON: Final = re.compile(
    r"\b(?:must|shall|should|instead|only|always|never|you|your|say|write|state|mention|include|add|output|respond|reply|answer|print|repeat|rate|rank"
    r"|score|recommend|praise|pretend|insert|use|begin|end|start|word|phrase|e-?mail|subject|assistant|system|user|model|prompt)\b|[<\[{|]",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"\b(?:include|mention|write|say|add|use|insert|put|print|output|repeat|append|state|begin|start|open|end|close|finish|sign|conclude|contain|greet|call"
    r"|incorporate|weave|feature|display|reply|respond|answer)(?:s|ing)?\b",
    re.IGNORECASE,
)
_ABOUT_MAIL: Final = re.compile(
    r"\b(?:e-?mails?|messages?|letters?|repl(?:y|ies)|responses?|answers?|outputs?|applications?|drafts?|subject|greeting|signature|texts?|word|words|phrase"
    r"|sentence|keyword|code ?word|passphrase|verbatim|outreach)\b",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"\b(?:ref(?:erence)?s?|requisition|vacancy|(?:job|position)[ -]?(?:id|number|code|no)|quot(?:e|ing)|subject)\b", re.IGNORECASE
)
_CLOSED_UP: Final = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\w{0,24}(?:instruction|prompt|everything|guideline)", re.IGNORECASE
)
"""An order that was spaced out so evenly that its words cannot be told apart."""
_COPIED: Final = 5
"""Words in a row; fewer are shared by chance."""
_AFTER: Final = 2
"""Sentences after an order that belong to it: "Ignore ... . Instead, write ...". """
_FOLLOWING: Final = 8
"""Sentences at most that go on giving orders."""


@lru_cache(maxsize=256)
def instructions(text: str) -> tuple[str, ...]:
    """The passages that order a model about, each with the sentences that follow; empty for what only people are meant to read."""
    return tuple(dict.fromkeys(_passage(text, start, end) for start, end in _found(text)))


@lru_cache(maxsize=256)
def orders(text: str) -> tuple[str, ...]:
    """The passages that order a model about, as far as they give orders, with what coded pieces of them say on a line of its own."""
    return tuple(dict.fromkeys(_order(text, start, end) for start, end in _found(text)))


@lru_cache(maxsize=256)
def demanded(text: str) -> tuple[str, ...]:
    """Sentences that want certain words in an email, whoever is meant."""
    found = (sentence.strip() for sentence in _SENTENCE.split(text))
    return tuple(one for one in found if _ASKS.search(one) and _ABOUT_MAIL.search(one) and any(_marks(one)))


def is_reference(sentence: str) -> bool:
    """Whether it wants a reference or a subject, by which employers tell applications apart."""
    return bool(_REFERENCE.search(sentence))


def obeyed(passages: Iterable[str], email: Email) -> bool:
    """Whether the email carries what the passages order: a quotation, a code word or five words in a row of theirs."""
    return any(True for _ in carried(passages, f"{email.subject}\n{email.body}"))


def carried(passages: Iterable[str], text: str, elsewhere: str = "") -> Iterator[tuple[int, int]]:
    """Start and end of what a text has from the passages. What stands `elsewhere` as well, in a fact or a wish, is explained by that."""
    words = list(_WORD.finditer(text))
    said, known = [word.group().casefold() for word in words], _runs(elsewhere)
    for passage in passages:
        for pattern in _marks(passage):
            if not pattern.search(elsewhere):
                yield from (match.span() for match in pattern.finditer(text))
        own = _runs(passage) - known
        for at in range(len(said) - _COPIED + 1):
            if tuple(said[at : at + _COPIED]) in own:
                yield words[at].start(), words[at + _COPIED - 1].end()


def without(text: str, passages: Iterable[str]) -> str:
    """A text without passages of it: what else it says."""
    pieces = {line for passage in passages for line in passage.split("\n") if line}
    for line in sorted(pieces, key=len, reverse=True):  # a short one may be a part of a long one
        text = text.replace(line, "\n")
    return text


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where a text, in any reading, fits a pattern."""
    for seen in (text, *views(text)):
        yield from _fits(seen, PLAIN)
    yield from _fits(text, FOREIGN)
    for start, end, said in coded(text):
        if any(True for patterns in (PLAIN, FOREIGN) for _ in _fits(said, patterns)) or _CLOSED_UP.search(said) or demanded(said):
            yield start, end


def _fits(text: str, patterns: Patterns) -> Iterator[tuple[int, int]]:
    folded = text.lower()
    there = {word for word in patterns.words if word in folded}
    for words, pattern in patterns.each if there else ():
        if not there.isdisjoint(words):
            yield from (match.span() for match in pattern.finditer(text))


def _start(text: str, at: int) -> int:
    """Of the sentence in which a match begins."""
    return max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1


def _passage(text: str, start: int, end: int) -> str:
    """From the start of the sentence to the end of those that belong to it."""
    tail = list(itertools.islice(_SENTENCE.finditer(text, end), _AFTER))
    return text[_start(text, start) : tail[-1].start() if len(tail) == _AFTER else len(text)].strip()


def _order(text: str, start: int, end: int) -> str:
    stop = _SENTENCE.search(text, end)
    at, last = (stop.end(), stop.start()) if stop else (len(text), len(text))
    for _ in range(_FOLLOWING):
        after = _SENTENCE.search(text, at)
        sentence = text[at : after.start() if after else len(text)]
        if not sentence.strip() or not _GOES_ON.search(sentence):
            break
        last, at = at + len(sentence), after.end() if after else len(text)
    said = text[_start(text, start) : last].strip()
    return "\n".join([said, *(meaning for _, _, meaning in coded(said)), *(seen for seen in views(said) if seen.isascii())])


def _marks(passage: str) -> list[re.Pattern[str]]:
    """What an email would have to say: quotations, codes and named words in any case, words in capitals as they stand."""
    quoted = [group for match in _QUOTED.finditer(passage) for group in match.groups() if group]
    named = [group for match in _NAMED.finditer(passage) for group in match.groups() if group]
    codes = [match.group() for match in _MARK.finditer(passage)]
    marks = dict.fromkeys(word.strip(" .,;:!?") for word in (*quoted, *named, *codes))
    capitals = dict.fromkeys(match.group() for match in _CAPITALS.finditer(passage))
    return [_whole(mark, re.IGNORECASE) for mark in marks if len(mark) > 3] + [_whole(word) for word in capitals if word not in marks]


def _whole(words: str, flags: int = 0) -> re.Pattern[str]:
    spaced = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", words)))
    return re.compile(rf"(?<!\w){spaced}(?!\w)", flags)


def _runs(text: str) -> set[tuple[str, ...]]:
    own = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(own[at : at + _COPIED]) for at in range(len(own) - _COPIED + 1)}
