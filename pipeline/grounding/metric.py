"""Numbers that an email gives of the candidate's work: `cut costs by 40%`, `a team of 12`, `£214,000`.

A number must stand in the resume with the same unit, or follow from two that stand in one line there (a sum, a difference, a factor, a
change in percent, the length of a list). It stays where it stands: beside the name of an employer, a number that the resume gives only
of another one is contradicted. Numbers told of the employer's side are read by `employer_side`, durations by `tenure`, dates by `when`.

Not checked: numbers up to three without a unit (`two points`), ordinals, times of a day, numbers in questions and wishes, and whether
a right number is told of the right thing within one position.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import contact, numbers, tenure
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.words import STOP_WORDS, stems
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.numbers import Number
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Position

_FARTHEST = 6
"""Clauses back in which `there` looks for its employer."""
_SMALL = 3
"""Up to here a number without a unit is a way of speaking more often than a figure."""
_ELSEWHERE = frozenset({"years", "months", "year"})
"""Units that `tenure` and `when` read."""
_COUNTED, _BY_CHANCE = 5, 15
"""Things up to the first are counted by the writer; up to the second a number without a unit stands in most resumes, of one thing or another."""
_FIGURES = frozenset({"%", "currency", "x"})
"""Units with which even a small number is a figure."""
_HEDGED = {"over": (0.9999, 1.35), "under": (0.85, 1.0001), "about": (0.87, 1.15), "rounded": (0.96, 1.04), "": (0.9999, 1.0001)}
"""How large the true number may be beside the one that is said, as shares of it: `over 40` may be 41 or 54, not 39."""
_OF_TIME = re.compile(
    r"^\W*in the (?:morning|afternoon|evening)\b|^\W*(?:a\.?m\b|p\.?m\b|o['’]clock|:\d\d)|^\W*(?:call|chat|talk|conversation|meeting)\b",
    re.IGNORECASE,
)
_DAYS = 31
_DAY = re.compile(r"[@:/]$|\b(?:on|until|by) (?:the )?$", re.IGNORECASE)
_OF_CALENDAR = re.compile(r"^(?:st|nd|rd|th)?\W*(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:level|step|band|class|grade|type|year|phase|stage|version|iso|iec|ifrs|ias|nfpa|part|week|room|unit|category|tier|key stage|ks|zone|no\.?|number|week|wave|act|section|article|form|code|model|series)|(?-i:\b[A-Z]{2,}))[ -]?$",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r", | and |; ")
_OWN = {
    Direction.APPLICATION: re.compile(r"\b(?:I|my|we|our|me)\b(?:['’]\w+)?", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:you|your)\b(?:['’]\w+)?", re.IGNORECASE),
}
_NOTICED = re.compile(
    r"(?: \w+)? (?:like|love|see|saw|notice|noticed|read|understand|know|appreciate|value|admire|note|noted|gather|learned|heard)\b",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r"\b(?:that|which|who|whose|where)\b", re.IGNORECASE)
_MANNERS = frozenset({"times", "points", "percentage", "more", "fewer", "less", "other", "further", "additional"})
"""What is counted in a comparison."""
_COMPARED = re.compile(r"points?$| (?:in|out of) ", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\W*(?:of (?:them|those|these|which)\b|$|and\b|,|at\b|have\b|has\b|as\b|on,|off\b)")
"""Behind a number that goes on with what was said before: `over seven of them`, `nearly eight at Acme`."""
_TOGETHER = re.compile(
    r"[^.;]{0,45}\b(?:to|from|of|out of|against|and|plus|where|instead of|rather than|in)\b[^.;]{0,25}|\s*(?:[-–—→/]|->)\s*", re.IGNORECASE
)
_OF = re.compile(r"\b(?:of|by|to|from|between) $", re.IGNORECASE)
_LEADING = re.compile(r"(?:at|in|during|while|with|for|as|when|throughout|under|through|on)\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
_TURN = re.compile(r"\b(?:and|but|now|today|still) (?:I|you|we)\b|\b(?:I|you|we) (?:still|now)\b|;", re.IGNORECASE)
_ELSEWHERE_THEN = re.compile(r"\b(?:at|for|with|joined) (?:the )?[A-Z]")


class Found(NamedTuple):
    """A number of the resume that equals the one in the email."""

    place: int
    evidence: Evidence


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are numbers about the candidate."""
    for clause in letter.clauses:
        frame = letter.frame(clause)
        if (
            clause.role not in (Role.TEXT, Role.SUBJECT)
            or frame.employer_only
            or frame.mood in (Mood.QUESTION, Mood.WISH, Mood.ASKED, Mood.NEGATIVE)
        ):
            continue
        contacts = contact.contacts(clause.text)
        for number in numbers.find(clause.text):
            if _counts(clause, number) and not any(one.start <= number.start < one.end for one in contacts):
                judged = _judged(letter.sources, clause, number, sure=frame.candidate_only)
                if judged:
                    yield judged


def _counts(clause: Clause, number: Number) -> bool:
    """Whether a number is a figure that documents can bear out."""
    if number.unit in _ELSEWHERE or (number.value <= _SMALL and number.unit not in _FIGURES) or (number.word and number.value == 100):
        return False
    before, after = clause.text[: number.start], clause.text[number.end :]
    if (
        number.after in _MANNERS
        or _is_comparison(clause.text, number)
        or (number.word and _ELLIPSIS.match(after) and not _OF.search(before))
    ):
        return False
    ordinal = re.search(r"\d(?:st|nd|rd|th)$", clause.text[number.start : number.end])
    of_month = not number.unit and not number.after and number.value <= _DAYS and _DAY.search(before)
    return not (ordinal or of_month or _OF_TIME.match(after) or _OF_CALENDAR.match(after) or _LABEL.search(before))


def _is_comparison(text: str, number: Number) -> bool:
    """`27 percentage points`, `four in five`, `more than double that`."""
    return bool(_COMPARED.search(text[number.start : number.end])) or (
        number.unit == "x" and number.after in ("that", "the", "this", "what")
    )


def _judged(sources: Sources, clause: Clause, number: Number, *, sure: bool) -> Claim | None:
    said = clause.text[number.start : number.end].strip()
    found = same(sources.resume, number) or [one for one in derived(sources.resume, number) if _shares_words(sources, clause, one)]
    of_employer = bool(same(sources.job, number) or derived(sources.job, number))
    own = _is_own(sources, clause, number)
    if (of_employer and not (sure and (found or own))) or (sources.direction is Direction.OUTREACH and not sure and not own):
        return None
    if not found or not _in_context(sources, clause, number, found):
        reason = f"You wrote '{said}'; the resume does not give this number{' of that' if found else ''}."
        return claim(clause, number.start, number.end, Kind.METRIC, Verdict.UNSUPPORTED, reason)
    owners = _owners(sources, clause, number)
    if owners and (strayed := _strayed(sources, found, owners)):
        reason = f"You wrote '{said}' of {owners[0]}; the resume gives it of {strayed}."
        return claim(clause, number.start, number.end, Kind.METRIC, Verdict.CONTRADICTED, reason, found[0].evidence)
    return claim(clause, number.start, number.end, Kind.METRIC, Verdict.SUPPORTED, "The resume gives this number.", found[0].evidence)


def _is_own(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether the subject of a number's verb is the candidate: `I led 12`, and not `a chain that mended 8,400`."""
    subject = _OWN[sources.direction]
    before = clause.text[: number.start]
    last = max((match.end() for match in subject.finditer(before)), default=None)
    return last is not None and not _OTHER_SUBJECT.search(before, last) and not _NOTICED.match(before, last)


def _segment(text: str, number: Number) -> str:
    """The part of a clause that a number is said of: up to the next comma or `and` to either side."""
    start = max((match.end() for match in _SEGMENT.finditer(text, 0, number.start)), default=0)
    end = next((match.start() for match in _SEGMENT.finditer(text, number.end)), len(text))
    return text[start:end]


def _in_context(sources: Sources, clause: Clause, number: Number, found: list[Found]) -> bool:
    """Whether a small number is told of what the resume tells it of: a word of its sentence stands within a line of it.

    Small numbers stand in every resume; one that merely occurs somewhere bears nothing out.
    """
    if number.unit in _FIGURES or not _COUNTED < number.value <= _BY_CHANCE:
        return True
    return any(_shares_words(sources, clause, one) for one in found)


def _shares_words(sources: Sources, clause: Clause, found: Found) -> bool:
    return bool(_content(clause.sentence.text) & _content(_around(sources.resume.text, found.place)))


def _content(text: str) -> set[str]:
    return {word for word in stems(text) if len(word) > 2 and word not in STOP_WORDS and not word.isdigit()}


def _around(text: str, place: int) -> str:
    """The line of a place, the one before and the one after."""
    start = text.rfind("\n", 0, max(text.rfind("\n", 0, place), 0))
    end = text.find("\n", max(text.find("\n", place), place) + 1)
    return text[max(start, 0) : end if end > place else None]


def same(source: Source, number: Number) -> list[Found]:
    """Where a document gives a number that the email's is a true way to say."""
    low, high = (bound * number.value for bound in _HEDGED[number.hedge])
    share = 100 * number.value if number.unit == "x" and number.value < 1 else None  # `cut in half` for `by 50%`
    return [
        Found(other.start, source.evidence(other.start, other.end))
        for other in source.numbers
        if (low <= other.value <= high and _comparable(number, other)) or (other.unit == "%" and other.value == share)
    ]


def _comparable(said: Number, given: Number) -> bool:
    """Same unit, or one of the two without any."""
    return (
        said.unit == given.unit or (not said.unit and given.unit not in ("%", "year")) or (not given.unit and said.unit not in ("%", "x"))
    )


def derived(source: Source, number: Number) -> list[Found]:
    """Where two numbers of one line give it, or a list has so many items."""
    if number.unit == "hours" and (shares := _shares(source, number)):
        return shares
    return [
        Found(start, source.evidence(start, end))
        for start, end in _lines(source.text)
        if _follows(number, source.text, [other for other in source.numbers if start <= other.start < end])
        or _is_length(number, source.text[start:end])
    ]


def _shares(source: Source, number: Number) -> list[Found]:
    """Hours of several part-time posts that add up to it."""
    given = [other for other in source.numbers if other.unit == "hours" and other.value < number.value][:8]
    for size in (2, 3, 4):
        for some in combinations(given, size):
            if abs(sum(other.value for other in some) - number.value) < 1:
                return [Found(some[0].start, source.evidence(some[0].start, some[0].end))]
    return []


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()


def _follows(said: Number, text: str, given: list[Number]) -> bool:
    """Whether two numbers that belong together (`from 110 to 165`, `9 of the 12`, `40 and 6`) give it."""
    low, high = (bound * said.value for bound in _HEDGED[said.hedge or ("about" if said.unit == "x" or said.word else "rounded")])
    if said.unit == "x" and said.value < 1 and said.hedge == "over":
        low, high = 0.0, said.value  # `more than halved`
    given = [number for number in given if number.unit != "year"]
    pairs = [(a, b) for a, b in combinations(given[:8], 2) if _belong(text, a, b, alike=said.unit not in ("%", "x"))]
    for a, b in [*pairs, *((b, a) for a, b in pairs)]:
        if said.unit == "%":
            results = (
                [100 * (a.value - b.value) / a.value, 100 * (b.value - a.value) / a.value, 100 * a.value / b.value]
                if a.value and b.value
                else []
            )
        elif said.unit == "x":
            results = [a.value / b.value] if b.value else []
        else:
            results = [a.value - b.value, a.value + b.value]
            if said.unit == "minutes" and "hours" in (a.unit, b.unit):
                results.append(60 * (a.value - b.value))
        if any(low <= result <= high for result in results):
            return True
    return False


def _belong(text: str, a: Number, b: Number, *, alike: bool) -> bool:
    """Whether two numbers of a line are said of one thing: beside each other, or both counting the same."""
    return bool(_TOGETHER.fullmatch(text, a.end, b.start)) or (alike and a.unit == b.unit and (a.after == b.after or bool(a.unit)))


def _is_length(said: Number, line: str) -> bool:
    items = len(re.findall(r",|;|\band\b|&", line)) + 1
    return not said.unit and said.value == items and items > _SMALL


def _owners(sources: Sources, clause: Clause, number: Number) -> list[str]:
    """The past employers that a number is told of: those named in its part of the sentence, else in the phrase that opens the sentence, or by `there`."""
    if near := _named(sources, _segment(clause.text, number)):
        return near
    before = clause.sentence.text[: clause.start - clause.sentence.start + number.start]
    opening, comma, rest = before.partition(", ")
    if comma and _LEADING.match(before) and not _ELSEWHERE_THEN.search(rest) and not _TURN.search(rest):
        return _named(sources, opening)
    if _THERE.search(before) or clause.text.startswith("where "):
        return _last_named(sources, clause)
    return []


def _last_named(sources: Sources, clause: Clause) -> list[str]:
    """The employers of the last clause of the paragraph that names any."""
    at: Clause | None = clause
    for _ in range(_FARTHEST):
        if at is None or at.sentence.paragraph != clause.sentence.paragraph:
            break
        if named := _named(sources, at.text):
            return named
        at = at.previous
    return []


def _named(sources: Sources, text: str) -> list[str]:
    """The past employers that a text names, other than as a time."""
    return [position.employer.value for position in tenure.named(sources, text) if position.employer]


def _strayed(sources: Sources, found: list[Found], owners: list[str]) -> str | None:
    """The employer of whom the resume gives the number, where none of those who are named is."""
    homes = [sources.position_at(one.place) for one in found]
    if any(home is None for home in homes):
        return None
    held = [sources.positions[home] for home in homes if home is not None]
    if any(_employer(position) in owners for position in held):
        return None
    return _employer(held[0])


def _employer(position: Position) -> str | None:
    return position.employer.value if position.employer else None
