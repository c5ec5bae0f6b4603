"""Deeds told of the wrong employer: `at X I tested water` where the resume has the water under another position.

Looks at a statement about the candidate that names one past employer, or a title that one position alone has, as the place of what was
done. Its telling words are counted in the lines of that place and in each line of the others. Only where most of them stand together in
one line of another position, and that line has at least two more than all lines of the place itself, is the statement a finding. A
statement without a name of its own goes on with the place that opens its sentence, or that `there` points back to. Says nothing where a
statement names two employers, or where positions have no lines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames, names
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.chronicle import content
from pipeline.grounding.periods.durations import durations
from pipeline.grounding.words import folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Fact, ResumeFacts

_FEWEST = 2
"""Telling words that the other position's line must have beyond those of the place named."""
_SHARE = 0.5
"""How many of the statement's telling words must stand there."""
_ROOT = 7
"""Letters by which long words are known under any ending: `quantizing` and `quantization`."""
_AT = re.compile(
    r"\b(?:at|for|with|from|in|within|of|(?:hired|employed|engaged|contracted|retained|seconded) by) (?:the )?$", re.IGNORECASE
)
_AT_ANOTHER = re.compile(
    r"\bat (?:(?:the )?[A-Z]|an? (?!time\b|stretch\b|rate\b|pace\b|cost\b|go\b|level\b|glance\b|price\b|speed\b|loss\b|profit\b)[a-z]+(?: in [A-Z]|,))"
)
"""Before the name of an employer, another place: `did this at Acme's client and that at Acme`, `checked cards at a bank, and alerts at Acme`."""
_AT_MOST = 7
_TITLE_NEAR = 60
_AS_TIME = re.compile(
    r"\b(?:before|after|since|until|till|prior to|leaving|left|joining|joined|following) (?:the |my |your )?$", re.IGNORECASE
)
"""Before a name that only tells when: `before X I`."""
_IS_WHERE = re.compile(
    r" (?:gave|let|had|allowed|brought|asked|trusted|made|sent|took) (?:me|you)\b| (?:is|was) where (?:I|you)\b|,? where (?:I|you)\b|['’]s? [a-z]| (?:days|years|time|stint|spell|chapter)\b"
)
"""Behind a name that is the place by itself: `X is where I`."""
_SUBJECT = re.compile(r"\b(?:I|[Yy]ou)\b")
_AS_POST = compiled(r"\b(?:[Aa]s|[Bb]eing) ")
_AS = re.compile(r"\b(?:[Aa]s|[Bb]eing|(?:time|days|years|months|role|post|job|work) as) (?:an? |the |its |their )?$")
_AND_SERVED = re.compile(
    r"(?:,|,? and|,? but|,? then|;)(?: \w+ly| also| then| later| once| (?:I|you)| have| had| been)* (?:serv|work|act|start|volunteer|spen[dt]|employed|was\b|were\b|am\b|are\b)\w*(?: (?!and\b)\w+){0,3}? as (?:an? |the |its |their )?$"
)
"""Before a title, where it follows other deeds as one more: `I taught a course and served as Head Assistant`."""
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|will|would|has|have)\b)", re.IGNORECASE)
_OPENS = re.compile(r"(?:at|with|for|in|during|while|as)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:now|later|then|today|here|before|after|since|earlier|previously|still|elsewhere|next|meanwhile|outside|currently|afterwards|moved|would|will|(?:my|your) (?:current|present|latest|next|new))\b|\b(?:at|with|for|joined|left) (?:the )?(?-i:[A-Z])", re.IGNORECASE)  # fmt: skip
_GOES_ON = re.compile(r"(?:which|where|who)\b", re.IGNORECASE)
_HAVING = re.compile(r"(?:having|after|since) \w+", re.IGNORECASE)
_JOINED = re.compile(r"^,? and\b|,? and (?:the|your|my|a|an|how|hope|hoping|wish|want|would)\b")
"""Where a second thing follows, which need not be of the same place."""
_TURN = re.compile(r",? (?:and|but) (?:now|then|today|later|here|next|since|afterwards) (?:I|you)\b|; ")
"""Where a statement turns to another time, and what stood before is not of the place."""
SAID_OF_IT = re.compile(
    r"\b(?:is|was|are|were|caught|stood|stands|struck|impressed|interested|made|makes|tells?|told|shows?|showed|would|says|drew|taught|gave|gives)\b",
    re.IGNORECASE,
)
"""Where a sentence leaves the deed for what came of it: `your move to Xero at X | is what we need`."""
_THERE_TOO = re.compile(
    r"\b(?:as(?! an? | the )|like|unlike|than|both|whether|(?<!^)what)\b|\b(?:since|before|after|until|later|then|earlier)\b|^(?:As|Like|Unlike|Since|Before|After|Until|Later|Then|Earlier|Both|Whether)\b"
)
"""Where a statement compares or tells of another time; in capitals they are parts of names."""
_ANOTHER_TIME = re.compile(r",? \b(?:since|before|after|until|later|then|earlier)\b")


_I_BEHIND = re.compile(
    r"(?: (?:days|years|time|stint|spell|chapter))?(?:,? \([^()]{2,60}\)|, [^,;:]{2,60})?,? (?:I|you)(?: \([^()]{2,60}\))? \w+"
)
DEED_END = re.compile(r",? (?:and|but|or|plus|as well as|while|then|that|which|who|to|by|so)\b|[,;:] |\W\d")
"""Where a deed ends: at the next one of a list, at its result, its way, or a number, which other rules judge."""


class _Line(NamedTuple):
    words: frozenset[str]
    fact: Fact
    position: int


_AS_A = re.compile(r"\bas an? (?=[a-z])")
"""Posts told in a row: `as a clerk for linen, as a merchandiser of exports`."""


class _Place(NamedTuple):
    """Where a clause says that something was done: `clause.text[start:end]` names it."""

    start: int
    end: int
    name: str
    positions: frozenset[int]


def find(letter: Letter) -> Iterator[Claim]:
    """The claims that give one employer the deeds of another."""
    if len(letter.sources.positions) < 2:
        return
    for number, clause in enumerate(letter.clauses):
        frame = letter.frame(clause)
        if (
            clause.role is not Role.TEXT
            or not (Side.CANDIDATE in frame.about or _HAVING.match(clause.text))
            or not (frame.mood in (Mood.CLAIM, Mood.WISH, Mood.ASKED) or _only_lacks(clause.text, frame.mood))
        ):
            continue
        place = place_named(letter.sources, clause.text) or _titled(letter.sources, clause) or place_taken_over(letter.sources, clause)
        if place and (judged := _judged(letter, number, clause, place)):
            yield judged


def _only_lacks(text: str, mood: Mood) -> bool:
    """Whether what reads as a denial is only `without`: a deed done in the absence of something."""
    return mood is Mood.NEGATIVE and "without" in text and not frames.denies(text.replace("without", " "))


def place_named(sources: Sources, text: str) -> _Place | None:
    """The one past employer that a statement names as the place of what was done."""
    found: dict[str, tuple[int, int]] = {}
    for employer in sources.employers:
        for span in names.mentions(text, employer):
            if not _AS_TIME.search(text[max(0, span[0] - 24) : span[0]]):
                found[employer] = span
                break
    if len(set(found.values())) != 1:
        return None
    employer, (start, end) = next(iter(found.items()))
    if _AT_ANOTHER.search(text, 0, max(0, start - _AT_MOST)):
        return None
    if not (_AT.search(text[max(0, start - 24) : start]) or _IS_WHERE.match(text, end)):
        return None
    return _Place(start, end, employer, frozenset(number for number in range(len(sources.positions)) if _is_at(sources, number, employer)))


def place_taken_over(sources: Sources, clause: Clause) -> _Place | None:
    """The place that a statement without one goes on with: that of `there`, or the one that opens its sentence (`At X I cooked, and I baked`)."""
    before = clause.previous
    if before is None or before.sentence.paragraph != clause.sentence.paragraph:
        return None
    points_back = "here" in clause.text and _THERE.search(clause.text)
    opens = before.sentence is clause.sentence and before.start == before.sentence.start and _OPENS.match(before.text)
    if not points_back and (not opens or _ELSEWHERE.search(clause.text)):
        return None
    if any(names.find(clause.text, employer) for employer in sources.employers):
        return None
    place = place_named(sources, before.text)
    if place is None or (not points_back and _SUBJECT.search(before.text, 0, place.start)):
        return None
    return place._replace(start=0, end=0)


def _titled(sources: Sources, clause: Clause) -> _Place | None:
    """The post that a statement names by a title that one position alone has: `as a Data Analyst I`."""
    text, low = clause.text, folded(clause.text)
    if not _AS_POST.search(text) or any(names.find(clause.sentence.text, employer) for employer in sources.employers):
        return None
    for title, number in _titles(sources.facts):
        start = low.find(title)
        if start > 0 and not low[start + len(title) :][:1].isalnum() and _AS.search(text[max(0, start - 24) : start]):
            return _Place(start, start + len(title), text[start : start + len(title)], frozenset({number}))
    return None


@lru_cache(maxsize=256)
def _titles(facts: ResumeFacts) -> tuple[tuple[str, int], ...]:
    """The titles of posts that have ended, of which no part is another position's title, longest first; under the present one people tell all they did."""
    given = [(folded(position.title.value), number) for number, position in enumerate(facts.positions) if position.title]
    alone = [
        (title, number)
        for title, number in given
        if facts.positions[number].end and sum(title in other or other in title for other, _ in given) == 1
    ]
    return tuple(sorted(alone, key=lambda one: -len(one[0])))


def _judged(letter: Letter, number: int, clause: Clause, place: _Place) -> Claim | None:
    said = _deed(letter, number, clause, place)
    if len(said) < _FEWEST:
        return None
    best = _elsewhere(letter.sources, place, said)
    other = letter.sources.positions[best.position].employer if best else None
    if best is None or other is None or names.find(best.fact.value, place.name) or len(_AS_A.findall(clause.text)) > 1:
        return None
    start, end = (place.start, _told_up_to(clause.text, place.end)) if place.end else (0, len(clause.text))
    shown = " ".join(best.fact.value.split())
    reason = f"You wrote this of '{place.name}'; the resume has it at '{other.value}': '{shown[:90]}'."
    return claim(clause, start, end, Kind.EMPLOYER, Verdict.CONTRADICTED, reason, letter.sources.resume.of(best.fact))


def _told_up_to(text: str, end: int) -> int:
    """Where the deed ends that follows a place right away (`At X I tested water`): either of the two may be what is wrong."""
    behind = _I_BEHIND.match(text, end)
    stop = DEED_END.search(text, behind.end()) if behind else None
    return stop.start() if stop else len(text.rstrip(" .!")) if behind else end


def _untimed(text: str) -> str:
    """A text with its durations blotted out: `five years and three months` is no deed, whatever a line counts five and three of."""
    for duration in durations(text):
        text = text[: duration.start] + " " * (duration.end - duration.start) + text[duration.end :]
    return text


def _deed(letter: Letter, number: int, clause: Clause, place: _Place) -> frozenset[str]:
    """The telling words of what was done there; none where the statement compares or names a second employer."""
    text = _untimed(clause.text)
    served = _AND_SERVED.search(text, max(0, place.start - _TITLE_NEAR), place.start)
    before, rest = "" if served else _TURN.split(text[: place.start])[-1], _JOINED.split(text[place.end :], maxsplit=1)[0]
    following = letter.clauses[number + 1] if number + 1 < len(letter.clauses) else None
    if following and following.sentence is clause.sentence and _GOES_ON.match(following.text):
        rest += " " + following.text
        if any(names.find(following.text, other) for other in letter.sources.employers):
            return frozenset()
    rest = _ANOTHER_TIME.split(rest, maxsplit=1)[0]
    if _THERE_TOO.search(_AS.sub("", before).rpartition(",")[2]) or _THERE_TOO.search(rest):
        return frozenset()
    said = telling(before)
    return said | telling(SAID_OF_IT.split(rest, maxsplit=1)[0] if len(said) >= _FEWEST else rest)


def _elsewhere(sources: Sources, place: _Place, said: frozenset[str]) -> _Line | None:
    """The line of another position whose lines have what is said, and two words more of it that the place lacks than the place has of its own."""
    lines = _lines(sources.facts)
    here = frozenset(word for line in lines if line.position in place.positions for word in line.words & said)
    best = max(
        (line for line in lines if line.position not in place.positions), key=lambda line: len(line.words & said - here), default=None
    )
    if best is None or len(best.words & said - here) < _FEWEST:
        return None
    there = frozenset(word for line in lines if line.position == best.position for word in line.words & said)
    return best if len(there) >= _SHARE * len(said) and len(there - here) >= _FEWEST + len(here - there) else None


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """The roots of the telling words of a text, and its numbers by their values: `50M+` and `50 million`."""
    values = frozenset(f"{number.value:g}" for number in numbers.find(text))
    return values.union(word[:_ROOT] for word in content(text) if word not in _IDLE and not word[0].isdigit())


def _is_at(sources: Sources, number: int, employer: str) -> bool:
    held = sources.positions[number].employer
    return bool(held and (held.value == employer or names.alike(held.value, employer)))


@lru_cache(maxsize=256)
def _lines(facts: ResumeFacts) -> tuple[_Line, ...]:
    return tuple(
        _Line(telling(fact.value), fact, number)
        for number, position in enumerate(facts.positions)
        for fact in (position.title, *position.bullets)
        if fact
    )


_IDLE = frozenset(
    stem(folded(word))
    for word in (
        "caught eye struck stood stands noticed liked impressed made makes taught learned learnt showed led lead ran run gave help helped helping broke broken turned used use using kept keep brought took did things set put together "
        "day week people team customers clients staff including well part exactly kind sort real good great much many several four two three five six seven eight nine ten"
    ).split()
)
"""Words that tell nothing of what was done."""
