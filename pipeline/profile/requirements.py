"""What a posting asks for: must-have and nice-to-have items, and the years of experience.

Covers bullets, paragraphs and semicolon lists under their headings, remarks such as `is a plus` inside a must-have list, number words,
ranges (their minimum counts) and `+`. The main requirement counts, not that of a single tool; ages, contract lengths and the
employer's own history do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile.lines import Line, Typography, cut, fact_of, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.posting import Part
    from pipeline.schema import Fact

_PLUS = re.compile(
    r"\b(?:(?:is|are|would be|will be|considered|as|be) (?:a |an |strongly |highly )?(?:(?:big |huge |strong |definite |real )?(?:plus|bonus|advantage|asset)|preferred|desirable|desired|advantageous|nice to have|beneficial|welcome|helpful|very helpful)|nice to have|a plus|preferred|preferably|desirable|bonus points?)\b",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"^(?:this includes|if you|we (?:offer|invite|encourage)|please|apply|to apply|the successful candidate will receive|enter |tbd\b|note:)|\b(?:we invite you to apply|encourage you to apply|equal opportunity|ENTER [A-Z ]{5,}|lorem ipsum)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    name: number
    for number, name in enumerate("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1)
}
_NUMBERS |= {
    "un": 1,
    "une": 1,
    "eine": 1,
    "deux": 2,
    "zwei": 2,
    "dos": 2,
    "trois": 3,
    "drei": 3,
    "tres": 3,
    "cinq": 5,
    "fünf": 5,
    "cinco": 5,
    "a": 1,
    "an": 1,
}
_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEARS = re.compile(
    rf"(?<![\w.,$£€-])(?P<least>{_NUMBER})(?:\s?\(\d{{1,2}}\))?\s?\+?\s?(?:(?:-|–|—|to|or|bis|à|a)\s?(?P<most>{_NUMBER})\s?\+?\s?)?(?:or more |plus |full )?(?:years?['’]?s?|yrs?\.?|ans|années|jahren?|años)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(?:experiences?|experienced|expérience|erfahrung|berufserfahrung|experiencia|background|track record|history of|working (?:with|in|as|on)|as an? |commercial|professional|hands-on|practice|practising|practicing|in (?:a |an )?(?:similar|industry|adult|role|the field)|post[- ]?(?:qualif|grad|licen)\w*|teaching|building|writing|developing|managing|of\b|in\b|pqe|leading|programming)\b",
    re.IGNORECASE,
)
_NOT_REQUIRED = re.compile(
    r"\b(?:founded|established|for (?:over|more than|nearly|almost)|over the (?:last|past|next)|in (?:the|our) (?:last|past|next)|within|every|each|per|first|ago|old|of age|contract|fixed[- ]term|fellowship|term|warranty|renewable|extended|appointment|not to exceed|degree|course|programme|program of|plan|anniversary|history|young|leave|apprenticeship|cover|guarantee|our|we have|we've)\b",
    re.IGNORECASE,
)


def items(text: str, parts: list[Part], typography: Typography) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Must-have and nice-to-have items, in printed order."""
    must: list[Fact] = []
    nice: list[Fact] = []
    for part in parts:
        if part.kind in ("must", "nice"):
            for line in _items(text, part.lines, typography):
                if not _NO_ITEM.search(line.text):
                    (nice if part.kind == "nice" or _PLUS.search(line.text) else must).append(fact_of(line))
    return tuple(must), tuple(nice)


def _items(text: str, lines: list[Line], typography: Typography) -> Iterator[Line]:
    for group in paragraphs(lines, typography):
        whole = cut(text, group[0].start, group[-1].end)
        if whole.text.count("; ") + whole.text.count(";\n") < 2:
            yield whole
            continue
        start = 0
        for match in [*re.finditer(r";\s+(?:and\s+)?(?![^()]*\))", whole.text), None]:
            end = match.start() if match else len(whole.text)
            yield whole.part(start, end)
            start = match.end() if match else end


def years(text: str, lines: list[Line], parts: list[Part], must: tuple[Fact, ...]) -> int | None:
    """The minimum years of experience asked for, or None."""
    for fact in must:
        if (found := _years_in(fact.value, listed=True)) is not None:
            return found
    nice = {line.start for part in parts if part.kind in ("nice", "pitch", "benefits", "legal", "apply") for line in part.lines}
    for sentence in _sentences(text, [line for line in lines if line.start not in nice]):
        if (found := _years_in(sentence, listed=False)) is not None:
            return found
    return None


def _sentences(text: str, lines: list[Line]) -> Iterator[str]:
    """Sentences, across the line breaks inside them."""
    for group in paragraphs(lines, Typography(0, full_stops=False)):
        whole = " ".join(text[group[0].start : group[-1].end].split())
        yield from re.split(r"(?<=[a-z)][.!?;])\s+(?=[A-Z])", whole)


def _years_in(sentence: str, *, listed: bool) -> int | None:
    for match in _YEARS.finditer(sentence):
        before, after = sentence[max(0, match.start() - 40) : match.start()], sentence[match.end() : match.end() + 60]
        if _NOT_REQUIRED.search(before) or re.match(
            r"[\s-]*(?:ago|old|of age|contract|fixed|term|fellowship|degree|course|program|in (?:business|a row))", after, re.IGNORECASE
        ):
            continue
        near = _EXPERIENCE.search(after) or re.search(r"\bexperience\b", before, re.IGNORECASE)
        if near if listed else re.search(r"\bexperience|background|erfahrung|expérience|experiencia", before + after, re.IGNORECASE):
            return _number(match["least"])
    return None


def _number(word: str) -> int | None:
    return int(float(word)) if word[0].isdigit() else _NUMBERS.get(word.lower())
