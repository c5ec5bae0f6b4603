"""Which of two posts or studies came first: `Before I joined Acme, I worked at Bolt`, `I moved from Bolt to Acme`, `my first employer was Bolt`.

    for claim in find(letter): ...

Posts are known by their employers and by titles held, studies by their schools. What is told is false where every reading of the resume's dates has it
the other way round; posts that overlap, or a date that was not read, leave it open, and so does a post between the two. Not covered: what came
right behind what.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tenure
from pipeline.grounding import names
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.order_words import ANY, Relation, extremes, relations
from pipeline.grounding.periods.sides import is_side
from pipeline.grounding.periods.trades import is_akin, telling
from pipeline.grounding.words import any_in, folded, place_of_whole
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause, Sentence
    from pipeline.grounding.periods.order_words import Extreme
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Claim, Position

_CLAIMS = (Mood.CLAIM, Mood.NEGATIVE)
_POST, _TITLE, _STUDY = "\1", "\2", "\3"
_HELD = re.compile(r"\b(?:an?|the|as|became|become|becoming|being|was|from|to)\s$", re.IGNORECASE)
"""Before a title that somebody held."""
_TITLE_AT = re.compile(r"(?: at|,| for| with| of| in)(?: the)? ")
_AT_AS = re.compile(r",? (?:as|where (?:I|you) (?:was|were|became|worked as))(?: an?| the| their| its)? ")
_LISTED = re.compile(r",? (?:and|&|or)(?: at| with| for)?(?: the)? |(?P<comma>, )(?:at |with |for )?(?:the )?")
_LIST_ENDS = re.compile(r"(?:, [^,;]{2,60})*,? (?:and|or|&) (?:at |with |for )?(?:the )?[A-Z]")
_DEGREE = compiled(
    r"\b(?:graduat(?:ing|ion)|(?:my|your) (?:[\w'’.-]+ ){0,2}?(?:degree|studies|bachelor['’]?s|master['’]?s|doctorate|Ph\.?D)|(?<!the )(?<!at )(?:university|college))\b(?!(?: from| of| at)? (?:the )?(?-i:[A-Z][a-z]))",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:graduat|finish|complet|earn|degree|out of|left|leaving|(?:after|from) (?:university|college|my|your))", re.IGNORECASE
)
_LONG_AGO = 6
"""Months after which nobody calls a post that has ended the current one."""
_YEAR = 12
_TWO = 2
_REST = re.compile(r"(?:,? (?:Inc|Ltd|LLC|Co|Corp|GmbH|PLC|plc|Limited|LLP|AG|SA)\b)*(?:\.(?= ))?(?:\)| ?\([^()]{1,60}\))?")
"""Behind the name of an employer."""
_ROLE = re.compile(r"\bas (?:an?|the) (?P<what>[\w /-]{2,50}?)(?= (?:at|with|for|in|was|is)\b|,)")
_IN_ORDER = re.compile(r"\bin (?:that|this|the following|exactly that) order\b")
_THAT = re.compile(r"(?:(?P<earlier>Before (?:that|then|this)|Prior to (?:that|this))|(?P<later>After (?:that|this)|From there)),? ")
"""How a sentence begins that goes on from the one before it."""


class Span(NamedTuple):
    """Months of year 0 onwards in which something began and ended, as far as its dates tell."""

    first: tuple[int, int]
    last: tuple[int, int]
    study: bool = False


class Event(NamedTuple):
    """What a piece of a sentence may mean of the posts and studies, under the mark that stands for it."""

    start: int
    end: int
    mark: str
    held: tuple[Position | None, ...]
    """The positions, None for studies."""
    spans: tuple[Span | None, ...]
    """The time of each, None where its dates were not read."""


def find(letter: Letter) -> Iterator[Claim]:
    """The findings of an email that tells of posts and studies in another order than that of the resume's dates."""
    if not letter.sources.positions:
        return
    posts = _Posts(letter.sources)
    before: list[Clause] = []
    for sentence, group in groupby((clause for clause in letter.clauses if clause.role is Role.TEXT), key=lambda clause: clause.sentence):
        clauses = list(group)
        if any_in(sentence.text.lower(), ANY):
            told = all(letter.frame(clause).mood in _CLAIMS for clause in clauses)
            if told and (events := posts.told(sentence.text, clauses)):
                yield from _judged(posts, sentence, events, before)
        before = clauses


class _Posts:
    """The posts and studies of a resume, and where sentences name them."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def told(self, text: str, clauses: list[Clause]) -> list[Event]:
        """What a sentence names; a title at an employer, and employers told together, are one."""
        employers = self.employers(clauses)
        titles = self._titled(text) if len(employers) < _TWO or any_in(text, (" as ", " an ", " a ")) else []
        if not employers and len(titles) + len(self.sources.facts.education) < _TWO:
            return []
        found: list[Event] = []
        in_order = " order" in text and bool(_IN_ORDER.search(text))
        for event in sorted([*employers, *titles, *self._studies(text)], key=lambda event: event[:2]):
            last = found[-1] if found else None
            if last is None:
                found.append(event)
            elif event.start < last.end:
                if last.mark != event.mark:  # a university may be both school and employer
                    found[-1] = _both(last, event)
            elif both := self._at_one(text, last, event):
                found[-1] = both
            elif last.mark == event.mark == _POST and not in_order and _is_listed(text, last, event):
                found[-1] = _both(last, event)
            else:
                found.append(event)
        return found

    def employers(self, clauses: list[Clause]) -> list[Event]:
        """The past employers that a sentence names, in its order; of two names that share a word, the longer."""
        found: dict[tuple[int, int], list[Position]] = {}
        for clause in clauses:
            at = clause.start - clause.sentence.start
            for employer, held in _by_employer(self.sources.documents).items():
                for start, end in names.mentions(clause.text, employer):
                    found.setdefault((start + at, end + at), []).extend(held)
        return [self._event(*place, _POST, found[place]) for place in _longest(found)]

    def _event(self, start: int, end: int, mark: str, held: Iterable[Position | None]) -> Event:
        posts = tuple(one for one in held if one)
        return Event(start, end, mark, posts, tuple(_span(one.start, one.end, self.sources) for one in posts))

    def _at_one(self, text: str, one: Event, other: Event) -> Event | None:
        """A title and the employer at which it was held."""
        if {one.mark, other.mark} != {_POST, _TITLE}:
            return None
        if not (_TITLE_AT if one.mark == _TITLE else _AT_AS).fullmatch(text, one.end, other.start):
            return None
        both = [position for position in one.held if any(position is another for another in other.held)]
        return self._event(one.start, other.end, _POST, both or (one if one.mark == _POST else other).held)

    def _titled(self, text: str) -> list[Event]:
        """The titles of the resume that a sentence says somebody held."""
        low, found = folded(text), []
        for title, held in _by_title(self.sources.documents).items():
            at = place_of_whole(low, title) if title in low else -1
            if at >= 0 and _HELD.search(text[:at][-12:]):
                found.append(self._event(at, at + len(title), _TITLE, held))
        return [one for one in found if not any(other.start <= one.start and one.end <= other.end and other is not one for other in found)]

    def _studies(self, text: str) -> list[Event]:
        """The schools that a sentence names, or the studies that it speaks of without one."""
        found: dict[tuple[int, int], list[Span | None]] = {}
        studies = self.sources.facts.education
        for study in studies:
            for place in names.mentions(text, study.institution.value) if study.institution else ():
                found.setdefault(place, []).append(_span(study.start, study.end, self.sources, study=True))
        if studies and not found and (match := _DEGREE.search(text)):
            found[match.span()] = [_span(study.start, study.end, self.sources, study=True) for study in studies]
        return [Event(*place, _STUDY, (None,) * len(found[place]), tuple(found[place])) for place in _longest(found)]


@lru_cache(maxsize=256)
def _by_employer(documents: Documents) -> dict[str, list[Position]]:
    """Every position with an employer, by its name."""
    found: dict[str, list[Position]] = {}
    for one in documents.facts.positions:
        if one.employer:
            found.setdefault(one.employer.value, []).append(one)
    return found


@lru_cache(maxsize=256)
def _by_title(documents: Documents) -> dict[str, tuple[Position, ...]]:
    """Every position whose title has a title in it, by that title."""
    held = [(folded(one.title.value), one) for one in documents.facts.positions if one.title]
    return {title: tuple(one for other, one in held if place_of_whole(other, title) >= 0) for title, _ in held if title}


def _longest(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of places one of which lies within another, the wider."""
    held = list(places)
    return [place for place in held if not any(a <= place[0] and place[1] <= b and (a, b) != place for a, b in held)]


def _both(one: Event, other: Event) -> Event:
    """What is told of two as if they were one."""
    return Event(one.start, max(one.end, other.end), _POST, (*one.held, *other.held), (*one.spans, *other.spans))


def _is_listed(text: str, one: Event, other: Event) -> bool:
    """Whether two names are told together: `at Acme and Bolt`, `at Acme, Bolt and Cray`."""
    link = _LISTED.fullmatch(text, one.end, other.start)
    return link is not None and not (link["comma"] and not _LIST_ENDS.match(text, other.end))


def _span(start: str | None, end: str | None, sources: Sources, *, study: bool = False) -> Span | None:
    """None where a date was not read; a course of study may have an end alone."""
    if study and end and end != "present" and (start is None or start == end):
        return Span((_months(end)[0] - 5 * _YEAR, _months(end)[1]), _months(end), study=True)
    if start is None or end is None or start == "present":
        return None
    return Span(_months(start), (sources.month,) * 2 if end == "present" else _months(end), study)


def _months(date: str) -> tuple[int, int]:
    """The first and the last month that a date may mean."""
    return tenure.month(date, 0), tenure.month(date, _YEAR - 1)


def _judged(posts: _Posts, sentence: Sentence, events: list[Event], before: list[Clause]) -> Iterator[Claim]:
    shape = sentence.text
    for event in events:
        rest = _REST.match(sentence.text, event.end)
        end = min(rest.end() if rest else event.end, *(other.start for other in events if other.start > event.start), len(shape))
        shape = shape[: event.start] + event.mark + "\0" * (end - event.start - 1) + shape[end:]
    at = {event.start: event for event in events}
    if len(events) > 1:
        in_order = (Relation(a.start, b.end, a.start, b.start) for a, b in pairwise(events)) if _IN_ORDER.search(sentence.text) else ()
        for told in (*in_order, *relations(shape)):
            earlier, later = at[told.earlier], at[told.later]
            done = (earlier.mark, later.mark) == (_STUDY, _POST) and bool(_DONE.search(sentence.text[told.start : told.end]))
            if _is_turned(earlier, later, done=done):
                yield _claim(sentence, told, f"{_name(sentence, later)} came before {_name(sentence, earlier)}")
    elif opening := _THAT.match(sentence.text):
        yield from _gone_on(posts, sentence, events[0], before, opening)
    for extreme in extremes(shape):
        role = _ROLE.search(sentence.text, extreme.start, at[extreme.mark].end)
        if other := _other(posts.sources, at[extreme.mark], extreme.which, role["what"] if role else "", began=extreme.began):
            yield _claim(sentence, extreme, other)


def _gone_on(posts: _Posts, sentence: Sentence, event: Event, before: list[Clause], opening: re.Match[str]) -> Iterator[Claim]:
    """The finding of a sentence that tells what came before, or after, the one post of the sentence before it."""
    others = posts.employers(before)
    if len(others) != 1 or before[0].sentence.paragraph != sentence.paragraph:
        return
    earlier, later = (event, others[0]) if opening["earlier"] else (others[0], event)
    if _is_turned(earlier, later):
        told = Relation(opening.start(), event.end, earlier.start, later.start)
        yield _claim(sentence, told, f"{_name(sentence, event)} came {'after' if opening['earlier'] else 'before'} that")


def _claim(sentence: Sentence, told: Relation | Extreme, given: str) -> Claim:
    said = sentence.text[told.start : told.end]
    return claim(sentence, told.start, told.end, Kind.DATE, Verdict.CONTRADICTED, f"You wrote '{said}'; by the resume's dates {given}.")


def _name(sentence: Sentence, event: Event) -> str:
    return f"'{sentence.text[event.start : event.end]}'"


def _is_turned(earlier: Event, later: Event, *, done: bool = False) -> bool:
    """Whether whatever is meant by what is told to be earlier came later. Of a title within the other's, the other's posts are not meant."""
    firsts = [span for one, span in zip(earlier.held, earlier.spans, strict=True) if not _is_of(one, later)]
    seconds = [span for one, span in zip(later.held, later.spans, strict=True) if not _is_of(one, earlier)]
    if not firsts or not seconds or None in firsts or None in seconds:
        return False
    return all(a and b and (_precedes(b, a) or (done and b.first[1] + _YEAR <= a.last[0])) for a in firsts for b in seconds)


def _is_of(one: Position | None, event: Event) -> bool:
    return any(one is other for other in event.held) and one is not None


def _precedes(a: Span, b: Span) -> bool:
    """Whether one was over when the other began, by every reading of their dates."""
    return a.first[1] < b.first[0] and a.last[1] <= b.first[1] and a.last[0] <= b.first[0] and a.last[1] < b.last[1]


def _other(sources: Sources, event: Event, which: str, role: str, *, began: bool) -> str | None:
    """What tells that something is not the first, the last, or the current post; None where it may be. Of those in a role, another in its trade."""
    own = [span for span in event.spans if span]
    if not own or len(own) < len(event.spans) or None in event.held:
        return None
    if which == "now":
        ended = all(span.last[1] + _LONG_AGO < sources.month for span in own)
        return "it had ended" if ended else None
    if which == "previous":
        return "it goes on" if all(one and one.end == "present" for one in event.held) else None
    of_role = is_akin if began else _is_in
    for one in sources.positions:
        span = _span(one.start, one.end, sources)
        if span is None or _is_of(one, event) or is_side(sources, one) or not one.employer or (role and not of_role(one, role)):
            continue
        if all(_precedes(span, other) if which == "first" else _precedes(other, span) for other in own):
            return f"'{one.employer.value}' came {'before' if which == 'first' else 'after'} it"
    return None


def _is_in(one: Position, role: str) -> bool:
    """Whether a position's title has all that tells a role."""
    words = set(telling(role))
    return bool(words) and one.title is not None and words <= set(telling(one.title.value))
