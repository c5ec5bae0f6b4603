"""One date of an email beside everything that the documents date: which entries may speak for it, and which give it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.periods import turns
from pipeline.grounding.periods.chronicle import content
from pipeline.grounding.periods.moments import index, moments
from pipeline.grounding.periods.when_fit import FEW, Told, ends_at, fits, segment, weight_of, wrong_side
from pipeline.grounding.periods.when_words import (
    APART,
    AS_TIME,
    ASIDE,
    GAP,
    LINK,
    OBTAINED,
    OPENING,
    POINTING,
    SINCE,
    STUDIED,
    TURN,
    TURNED,
)
from pipeline.grounding.words import folded, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.chronicle import Chronicle, Entry, Stretch
    from pipeline.grounding.periods.moments import Moment
    from pipeline.grounding.sources import Sources

TOLD_OF = 1.0
"""The weight of shared words from which a line is about what a clause tells."""
PLAINLY = 1.6
"""The weight from which it is so plainly about it that another date there is a contradiction."""
_WIDE = 400
"""Characters of a clause to either side of a date that are read with it, so that time grows with the text and not with its square."""
_FARTHEST_EMPLOYER = 5
_BETWEEN_DATES = re.compile(r"\b[Bb]etween (?:the )?$")
_ASIDE = re.compile(r"[^,;:()]*\([^()]*$")
_BETWEEN = re.compile(r"\bbetween (?:the )?[A-Z][\w'’& -]{1,40}? and (?:the )?[A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*)*")
"""The two ends of a gap, at neither of which a date is told: `the months between Acme and Bolt`."""


def _aside(text: str, moment: Moment) -> tuple[int, int] | None:
    """The part of a clause whose brackets a date stands in: `you inspect (level I, since 2023)`."""
    host, end = _ASIDE.search(text[: moment.start]) if moment.role != "point" else None, text.find(")", moment.end)
    return (host.start(), end + 1) if host and end >= 0 and "(" not in text[moment.end : end] else None


_PLACE = re.compile(r"\b(?:in|at|to|from) (?:the )?([A-Z][\w’'-]+),? (?:in|from|since|until) (?:\w+ )?$")
_COMMA = re.compile(r", ")
_ASIDE_ENDS = re.compile(r",|;| (?:I|you|my|your)\b(?! (?:degree|studies|course|diploma|training|time|first|last|post|job))|$")
_WHERE = re.compile(r"(?:where|which|whom|that) (?:I|you)\b", re.IGNORECASE)
_PRESENT = re.compile(r",? and (?:now|today|currently|presently)\b")
"""Behind a date: `began in 2015 and now run the mill at Acme`."""
_OTHER_DATE = re.compile(r"(?:19|20)\d\d\b[^,]{0,400},")
"""An earlier date of the clause, in a part of its own."""
_KEY = 3
"""Letters of a word by which a paper is known."""
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_NEW_SUBJECT = re.compile(r", (?:I|you|we)\b")
_TIME_MARK = re.compile(r"\b(?:after|before|following|until)\b")


def _before_mark(segment: str, said: str) -> str:
    """A part of a clause up to what sets another time beside its date: `in May 2021, straight after three years at Acme`."""
    mark = _TIME_MARK.search(segment, segment.find(said) + len(said)) if said in segment else None
    return segment[: mark.start()] if mark else segment


def _without_asides(text: str, date: int) -> str:
    """A text without the phrases that set another time beside the date at a place: `I began in May 2016, two months after my degree at Acme`."""
    kept, at = [], 0
    for comma in _COMMA.finditer(text):
        if comma.start() >= at and ASIDE.match(text, comma.end()):
            end = _ASIDE_ENDS.search(text, comma.end()).start()  # type: ignore[union-attr]  # the end of a text is one
            if not comma.end() <= date < end:
                kept.append(text[at : comma.start()])
                at = end
    return "".join([*kept, text[at:]])


class Reading:
    """A date of a clause, the part of the clause that it is said of, and the entries of the documents."""

    def __init__(self, sources: Sources, resume: Chronicle, posting: Chronicle, clause: Clause, frame: Frame, moment: Moment) -> None:
        self.sources, self.resume, self.posting = sources, resume, posting
        self.clause, self.frame, self.moment = clause, frame, moment
        self.now = index(sources.date.year, sources.date.month)
        self.said = clause.text[moment.start : moment.end]
        begin = max(0, moment.start - _WIDE)
        begin, end = _aside(clause.text, moment) or (begin, self._end())
        whole = _BETWEEN.sub(lambda gap: " " * len(gap.group()), clause.text)
        self.text = whole[begin:end]
        self.before = whole[begin : moment.start]
        start, stop = self._range(len(self.before), len(self.before) + len(self.said))
        self.segment = segment(self.text, start, stop)
        self.is_closed = bool(ends_at(self.text, 0, start, stop))

    @cached_property
    def _led(self) -> set[str]:
        """The employer right before a clause that goes on about it: `Acme, where I began in June 2015`."""
        before = self.clause.previous
        if before is None or before.sentence is not self.clause.sentence or not _WHERE.match(self.clause.text):
            return set()
        text = before.text.rstrip(" ,.")
        return {
            employer
            for employer in self.sources.employers
            for _, end in names.mentions(text, employer)
            if end == len(text) and not _OTHER_DATE.search(self.clause.text, max(0, self.moment.start - _WIDE), self.moment.start)
        }

    def _end(self) -> int:
        """Where what is read with a date ends: before the present, and behind a clause about the employer before it, where another is named."""
        last = self.moment.end + _WIDE
        if present := _PRESENT.search(self.clause.text, self.moment.end, last):
            last = present.start()
        for comma in _COMMA.finditer(self.clause.text, self.moment.end, last) if self._led else ():
            if self._named(self.clause.text[comma.end() : last]) - self._led:
                return comma.start()
        return last

    def _range(self, start: int, stop: int) -> tuple[int, int]:
        """From where to where the two ends of `between May 2014 and May 2018` stand, which are dates of the same thing; else the date alone."""
        if "etween " not in self.before:
            return start, stop
        for one, other in pairwise(moments(self.text, self.sources.date)):
            if (
                self.text[one.end : other.start] == " and "
                and _BETWEEN_DATES.search(self.text, 0, one.start)
                and start in (one.start, other.start)
            ):
                self.moment = replace(self.moment, role="start" if start == one.start else "end")
                return one.start, other.end
        return start, stop

    def told(self) -> list[Told]:
        """Every dated entry that may speak for the clause."""
        words = self._words()
        months = {
            stem(word)
            for moment in moments(self.text, self.sources.date)
            for word in _CAPITAL.findall(self.text[moment.start : moment.end])
        }
        others = words - months  # a month is no word that another date's line shares
        weights = {word: weight_of(self.resume.many.get(word, 0) + self.posting.many.get(word, 0)) for word in words}
        found = []
        for source, dated in ((self.sources.resume, self.resume.dated), (self.sources.job, self.posting.dated)):
            foreign = self.frame.employer_only if source.kind == "resume" else self.frame.candidate_only
            for entry in dated:
                agrees = self.agrees(entry)
                own = (words if agrees else others) & entry.words
                if source.is_glued:
                    own = own | {word for word in words if len(word) > FEW + 1 and word in folded(entry.shown)}
                shared = sum([weights[word] for word in own]) + sum([weights[word] for word in (words & entry.context) - own]) / 2
                if entry.kind == "position" and self.moment.role == "point" and not self.turns:
                    shared /= 2  # what happened in a year is no beginning or end
                if entry.kind == "study" and agrees and STUDIED.search(self.segment):
                    shared += TOLD_OF
                if not foreign or shared >= TOLD_OF:
                    told = shared / 2 if foreign and agrees else shared
                    found.append(Told(source, entry, told, len(own), agrees, foreign, bool(own - months)))
        return found

    @cached_property
    def turns(self) -> bool:
        """Whether the clause has a verb of a beginning or an end."""
        return TURN.search(self.text) is not None

    def _words(self) -> set[str]:
        """What the clause tells of; what stands before a clause that tells little goes with it."""
        words = set(content(self.segment))
        alone = self._is_aside() or self.is_closed or len(moments(self.text, self.sources.date)) > 1
        if not words or (len(words) < FEW and not alone):
            words = set(content(_without_asides(self.text, len(self.before))))
        before = self.clause.previous
        if len(words) < FEW and before and before.sentence.paragraph == self.clause.sentence.paragraph and POINTING.search(self.text):
            words |= set(content(before.text))
        return words

    def _is_aside(self) -> bool:
        """Whether a new subject follows right behind the part with the date: `where I began as a porter in 2020, I lead the ward`."""
        return bool(TURN.search(self.segment) and _NEW_SUBJECT.match(self.text, len(self.before) + len(self.said)))

    def agrees(self, entry: Entry) -> bool:
        moment = self.moment
        if moment.form == "season" and entry.seasons and not any(name in self.said.lower() for name in entry.seasons):
            return False
        fitting: Sequence[Stretch] = entry.stretches
        if self._is_end_of_studies:
            fitting = [stretch for stretch in fitting if entry.kind != "position" and stretch.side != "start"]
        elif entry.kind == "position" and moment.role != "point" and not GAP.search(self.text):
            fitting = [stretch for stretch in fitting if not wrong_side(moment, stretch)]
        for stretch in fitting:
            if fits(moment, stretch):
                return True
        if moment.day and (moment.day, moment.first % 12 + 1) in entry.days:
            return any(stretch.first // 12 == moment.first // 12 for stretch in fitting)  # a document does not say which is the month
        if moment.form == "decade":
            return entry.kind != "line" and self.covers(entry)
        return entry.kind == "study" and moment.form == "year" and any(one.first // 12 == moment.first // 12 for one in fitting)

    @cached_property
    def _is_end_of_studies(self) -> bool:
        """Whether the date is told as the end of studies, of which the resume gives some: not `from 2012`, but `out of university since 2012`."""
        if not self.resume.has_end_of_studies:
            return False
        at = self.text.find(self.segment)
        start = len(self.before) - at
        few = len(set(content(self.segment))) < FEW
        piece, start = (self.text, len(self.before)) if few or at < 0 else (self.segment, start)
        return turns.ended(piece, start, start + len(self.said), self.moment.role)

    def within(self, entry: Entry) -> bool:
        """Whether a date lies within a position, which then may be what happened there."""
        return entry.kind == "position" and self.moment.role == "point" and not self.turns and self.covers(entry)

    def covers(self, entry: Entry) -> bool:
        ends = [stretch.last for stretch in entry.stretches if stretch.side == "end"]
        ends = ends or [entry.stretches[0].last if entry.stretches[0].side == "single" else self.now]
        return entry.stretches[0].first // 12 * 12 <= self.moment.last and self.moment.first <= max(ends)

    def holds(self, entry: Entry) -> bool:
        """Whether a line gives the bare year of a month, which it then does not tell otherwise."""
        moment = self.moment
        return entry.kind == "line" and any(
            not stretch.has_month and stretch.first <= moment.first and moment.last <= stretch.last for stretch in entry.stretches
        )

    def is_paper(self, entry: Entry) -> bool:
        """Whether a certificate of one date has a word that no other dated line has, of what the clause says was obtained then: `I passed the CELTA in 2019`."""
        single = len({(one.first, one.last) for one in entry.stretches}) == 1 and not SINCE.search(entry.shown)
        held = any(entry.start <= fact.start < entry.end for fact in self.sources.facts.certifications)
        if not (single and held and OBTAINED.search(self.segment)):
            return False
        own = entry.words & set(content(self.segment))
        return any(sum(word in one.words for one in self.resume.dated) == 1 for word in own if len(word) >= _KEY)

    def names_month(self, entry: Entry) -> bool:
        """Whether an entry names the month or season of a relative date, of the same years or of none that it tells."""
        moment = self.moment
        years = {month // 12 for month in (moment.first, moment.last, *(moment.other or ()))}
        if not any(stretch.first // 12 in years for stretch in entry.stretches):
            return False
        if any(season in self.said.lower() for season in entry.seasons):
            return True
        return moment.last == moment.first and moment.first % 12 + 1 in entry.months

    def month_known(self, month: int) -> bool:
        return month in self.resume.months if self.frame.candidate_only else month in self.posting.months | self.resume.months

    @cached_property
    def employers(self) -> set[str]:
        """The past employers that stand beside the date, with nothing between that tells of another time."""
        segment = self.segment
        if self.frame.employer_only:
            return set()
        if self.beside or self._led:
            return self.beside or self._led
        if APART.search(segment):
            turned = TURNED.search(self.before)
            return self._named(turned["where"]) if turned else set()
        if found := self._named(_before_mark(segment, self.said)) or self._leading():
            return found
        return self._named_before() if re.search(r"\bthere\b", segment) else set()

    def _leading(self) -> set[str]:
        """The only employer of a clause that opens with it: `At Acme, a maker of lenses, I kept the books until 2023`."""
        opening = OPENING.match(self.clause.text)
        named = self._named(self.clause.text) if opening and self.moment.role != "point" else set()
        return named if opening and len(named) == 1 and named == self._named(opening.group()) else set()

    def named_place(self, told: list[Told]) -> bool:
        """Whether an entry has a name with a capital that stands right before the date: `in Hobart in 2024`."""
        place = _PLACE.search(self.before)
        return place is not None and any(stem(place[1]) in one.entry.words for one in told)

    def named_last(self, told: list[Told], other: Entry) -> bool:
        """Whether the last name before the date that one of these entries or the other has is of one of these: `at Acme, then at Bolt, up to 2016`."""
        for match in reversed(list(_CAPITAL.finditer(self.before))):
            word = stem(match.group())
            if word in other.words or any(word in one.entry.words for one in told):
                return word not in other.words
        return False

    @cached_property
    def beside(self) -> set[str]:
        """The employer right before the date: `at Acme since 2019`; not one that is itself a time, as in `after Acme in 2019`."""
        before = self.before[-_WIDE:]
        return {
            employer
            for employer in self.sources.employers
            for start, end in names.mentions(before, employer)
            if LINK.fullmatch(before, end) and not AS_TIME.search(before[:start])
        }

    def _named_before(self) -> set[str]:
        """The employers that were named last."""
        at = self.clause.previous
        for _ in range(_FARTHEST_EMPLOYER):
            if at is None:
                break
            if found := self._named(at.text):
                return found
            at = at.previous
        return set()

    def _named(self, text: str) -> set[str]:
        return {employer for employer in self.sources.employers if names.find(text, employer)}
