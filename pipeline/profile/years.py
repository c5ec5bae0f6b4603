"""The years of experience that a posting requires.

Covers digits, number words, `+`, and ranges, of which the minimum counts; of several requirements the largest is the main one. Ages, contract
lengths, degrees and the employer's own history do not count, nor what is only nice to have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile.lines import Line, Typography, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.posting import Part
    from pipeline.schema import Fact

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_NUMBERS |= {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "ein": 1,
    "eine": 1,
    "einem": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
}
_NUMBERS |= {"uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5}
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEARS = re.compile(
    rf"(?<![\w.,$£€-])(?P<least>{_NUMBER})(?:\s?\(\d{{1,2}}\))?\s?\+?\s?(?:(?:-|–|—|to|or|and|bis|à|a)\s?(?P<most>{_NUMBER})\s?\+?\s?)?(?:or more |plus |full |complete )?(?:years?['’]?s?|yrs?\.?|ans|années|jahren?|años)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"\bexperience\b|\bbackground\b|\btrack record\b|expérience|erfahrung|experiencia", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:founded|established|for (?:over|more than|nearly|almost)|(?:last|past|next|previous|first|final|every|each|per|within|after|in|over|only|under|our|of age|aged?|we have|company has|additional|further|another|up to|to exceed|months? \(|celebrat\w+)(?: (?:the|about|around|another))?)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]*(?:ago|old|olds|of age|and older|or older|contract|fixed|term|fellowship|degree|course|program(?:me)?|apprenticeship|plan|left|in business|in a row|leave|warranty|guarantee|anniversary|history|running|later|valid|appointment|limited|trial|probation\w*|maximum|total|from now)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:at least|minimum(?: of)?|min\.?|not less than|no less than|with|plus|and|mindestens|au moins|m[íi]nimo(?: de)?)\s*$",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:need|require|must have|should have|you have|you'll have|looking for|seeking)\b[^.]*\b(?:with|have|at least|minimum(?: of)?)\s+[\w-]+(?: or more)?\+?\s+years\b",
    re.IGNORECASE,
)
_NEAR = 40
_EMPLOYERS_OWN = frozenset(("nice", "pitch", "benefits", "legal", "apply"))
_UNBROKEN = Typography(0, full_stops=False)


def years_required(text: str, lines: list[Line], parts: list[Part], must: tuple[Fact, ...]) -> int | None:
    """The minimum years of experience asked for, or None."""
    listed = [found for fact in must if (found := _in(fact.value)) is not None]
    if listed:
        return max(listed)
    other = {line.start for part in parts if part.kind in _EMPLOYERS_OWN for line in part.lines}
    said = (_in(sentence) for sentence in _sentences(text, [line for line in lines if line.start not in other]) if _asks(sentence))
    return next((found for found in said if found is not None), None)


def _asks(sentence: str) -> bool:
    return bool(_EXPERIENCE.search(sentence) or _NEED.search(sentence))


def _sentences(text: str, lines: list[Line]) -> Iterator[str]:
    """Sentences, across the line breaks inside them."""
    for group in paragraphs(lines, _UNBROKEN):
        whole = " ".join(text[group[0].start : group[-1].end].split())
        yield from re.split(r"(?<=[a-z)][.!?;])\s+(?=[A-Z])", whole)


def _in(sentence: str) -> int | None:
    """The first years of a sentence that can be a requirement: near its start, `at least`, or of experience."""
    of_experience = _EXPERIENCE.search(sentence)
    for match in _YEARS.finditer(sentence):
        if not of_experience and match.start() > _NEAR and not _LEAST.search(sentence[: match.start()]):
            continue
        if not _BEFORE.search(sentence[max(0, match.start() - 30) : match.start()]) and not _AFTER.match(sentence, match.end()):
            return _number(match["least"])
    return None


def _number(word: str) -> int | None:
    return int(float(word)) if word[0].isdigit() else _NUMBERS.get(word.lower())
