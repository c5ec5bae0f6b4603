"""A line of the resume told word for word of another post than its own: `At X I packed rye loaves` where the line is of Y.

    find(letter, told)    -> the sentences that open with an employer, or end with one, and go on as a line of another post does

What the lines of the two posts share decides nothing here: the words in their order do, as long as some of them are in no line of the post
that is named. Silent where a line outside of the posts begins so too, where the line itself names the employer, and on few words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import names
from pipeline.grounding.career.moved_deeds import is_judged, lines_beside
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.periods import told_of
from pipeline.grounding.words import STOP_WORDS, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Sentence
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Claim, Position

_OPENS = re.compile(
    r"(?:At|With|For|While at|While with|(?:In|During) (?:my|your) (?:time|years|days|work|job|stint|spell) (?:at|with)) (?:the )?"
)
_DEED = re.compile(r"\.?,? (?:I|you)(?:['’]ve| have| had)?(?: also| then| first| once)? (?=[a-z])")
_BARE_DEED = re.compile(r"(?:I|You)(?:['’]ve| have| had)?(?: also| then| first| once)? (?=[a-z])")
_ENDS = re.compile(r" (?:at|for|with) (?:the )?$")
_FEWEST, _PLENTY, _LEAST = 6, 8, 4
"""Words in a row that tell a line; that tell it whatever else is alike; that do where they are the whole line."""
_LETTERS, _NEW = 2, 2
"""Letters up to which a word tells nothing; telling words that no line of the named post has."""


class _Line(NamedTuple):
    said: str
    words: frozenset[str]
    many: int
    start: int
    end: int
    position: int | None


def find(letter: Letter, told: list[Claim]) -> Iterator[Claim]:
    """The lines of an email that the resume has at another post, outside of the sentences that `told` has judged."""
    sources = letter.sources
    if len(sources.positions) < 2 or not sources.resume.is_english:
        return
    for clause in letter.clauses:
        sentence = clause.sentence
        if clause.role is not Role.TEXT or clause.start != sentence.start or is_judged(clause, told):
            continue
        for start, stop, deed, position in _deeds(sources, sentence):
            if letter.frame(clause).mood is Mood.QUESTION:
                break
            if line := _elsewhere(sources, position, deed):
                held = sources.positions[line.position or 0].employer
                shown = " ".join(sources.resume.text[line.start : line.end].split())
                reason = f"You wrote this of '{position.employer and position.employer.value}'; the resume has it at '{held and held.value}': '{shown[:90]}'."
                evidence = sources.resume.evidence(line.start, line.end)
                yield claim(sentence, start, stop, Kind.EMPLOYER, Verdict.CONTRADICTED, reason, evidence)
                break


def _deeds(sources: Sources, sentence: Sentence) -> Iterator[tuple[int, int, str, Position]]:
    """What a sentence says was done at the one employer that it names first, or last: a span to show, the deed and the post."""
    text = sentence.text.rstrip(" .!")
    opening, bare = _OPENS.match(text), _BARE_DEED.match(text)
    if not opening and not bare:
        return
    for start, end, position in told_of.mentions(sources, text):
        if opening and start == opening.end() and (deed := _DEED.match(text, end)):
            yield start, len(text), text[deed.end() :], position
        elif bare and end == len(text) and (at := _ENDS.search(text, 0, start)):
            yield bare.end(), len(text), text[bare.end() : at.start()], position


def _elsewhere(sources: Sources, position: Position, deed: str) -> _Line | None:
    """The line of another post that begins or goes on as a deed does."""
    name = position.employer.value if position.employer else ""
    words = stems(deed)
    first = " ".join(words[:_FEWEST])
    lines = _lines(sources.documents)
    alike = [line for line in lines if len(words) >= _LEAST and f" {first} " in line.said]
    if not alike or any(line.position is None or _is_of(sources, line.position, name) for line in alike):
        return None
    line = alike[0]
    run = _run(words, line)
    new = {word for word in words[:run] if len(word) > _LETTERS and word not in STOP_WORDS}
    for own in lines:
        if own.position is not None and _is_of(sources, own.position, name):
            new -= own.words
    enough = len(new) >= (1 if run >= _PLENTY or run == line.many else _NEW) and (run >= _FEWEST or run == line.many)
    told = sources.resume.text[line.start : line.end]
    beside = (other for other in sources.employers if names.find(deed, other))
    return line if enough and not names.find(told, name) and all(names.find(told, other) for other in beside) else None


def _run(words: tuple[str, ...], line: _Line) -> int:
    """How many words of a deed stand in a row in a line."""
    run = min(len(words), line.many)
    while run and f" {' '.join(words[:run])} " not in line.said:
        run -= 1
    return run


def _is_of(sources: Sources, number: int, name: str) -> bool:
    held = sources.positions[number].employer
    return bool(held and names.alike(held.value, name))


@lru_cache(maxsize=256)
def _lines(documents: Documents) -> tuple[_Line, ...]:
    """The lines of the posts, and all others."""
    resume, facts = documents.resume, documents.facts
    told = [(fact.start, fact.end, number) for number, position in enumerate(facts.positions) for fact in position.bullets]
    rest = lines_beside(resume, told)
    found = ((stems(resume.text[start:end]), start, end, number) for start, end, number in (*told, *rest))
    return tuple(_Line(f" {' '.join(words)} ", frozenset(words), len(words), start, end, number) for words, start, end, number in found)
