"""Dates that an email gives: `since 2019`, `in March 2021`, `from 2018 to 2020`, `last November`, `the closing date of 24 July`.

A year or month told of the candidate must stand in the resume, on the right side of a range (`since 2021` is no end), and with what it
is told of: the employer named beside it, or the line that shares the most telling words. One told of the employer must stand in the
posting. Relative dates are resolved from the day of writing and judged only where they are sure: `last year` is contradicted by a
line that plainly tells the same of another year, and is otherwise left alone.

Seasons may be those of either half of the earth; `early`, `mid` and `late` are wide. Not checked: weekdays, times, dates proposed
for a call or a start, years within a position that the resume tells of without a date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.periods import expiry, order, papers_got, turns
from pipeline.grounding.periods.chronicle import EMPTY, chronicle, content
from pipeline.grounding.periods.moments import index, moments
from pipeline.grounding.periods.when_excused import is_ahead, of_the_world
from pipeline.grounding.periods.when_fit import FEW, Told, best_of, fits, wrong_side
from pipeline.grounding.periods.when_read import PLAINLY, TOLD_OF, Reading
from pipeline.grounding.periods.when_strayed import strayed
from pipeline.grounding.periods.when_words import (
    ADDRESS,
    DEADLINE,
    NOW,
    OFFER,
    PAST,
    PERSON,
    SINCE,
    SOUTHERN,
    STARTS,
    TURN,
)
from pipeline.grounding.places import geography
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.periods.chronicle import Entry
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_PLAIN = frozenset({"year", "month", "season", "part", "span", "decade"})
_WIDE = 2
"""Months by which a time to come may miss what is planned."""
_NEXT = 1
"""Months between the last day of one job and the first of the next."""
_LONGER = re.compile(r"\b(?:more than|over|at least|upwards of) $", re.IGNORECASE)
"""Before a time ago that is only the least."""
_NEAREST = 3
"""Telling words right before a date that say what it is the date of."""


def find(letter: Letter) -> Iterator[Claim]:
    """The dates of an email."""
    sources = letter.sources
    resume = chronicle(sources.request.resume, sources.facts) if sources.request.resume else EMPTY
    posting = chronicle(sources.request.job)
    yield from expiry.find(letter)
    yield from papers_got.find(letter)
    for clause in letter.clauses:
        if clause.role not in (Role.TEXT, Role.SUBJECT):
            continue
        for told in moments(clause.text, sources.date):
            moment = replace(told, other=None) if told.form == "season" and not _is_southern(sources) else told
            judge = _Judge(sources, resume, posting, clause, letter.frame(clause), moment)
            if found := judge.claim():
                yield found
    yield from order.find(letter)


def _is_southern(sources: Sources) -> bool:
    """Whether a season may be that of the southern half of the earth: a country there is named, or none at all."""
    known = (geography.covered_by(sources.resume.text) | geography.covered_by(sources.job.text)) & geography.COUNTRIES
    return not known or not known.isdisjoint(SOUTHERN)


class _Judge(Reading):
    """The verdict on a date."""

    def claim(self) -> Claim | None:
        """The verdict, or None where the date claims nothing that documents could bear out."""
        moment, mood = self.moment, self.frame.mood
        if mood is Mood.QUESTION:
            told = self._plain() if frames.declares(self.clause.text) and moment.form in _PLAIN and self._is_past() else None
            return told if told and (told.verdict is not Verdict.UNSUPPORTED or self.frame.candidate_only) else None
        if moment.form == "bare" and mood is Mood.WISH:
            return None
        if moment.form == "bare":
            return self._bare()
        if self._is_now() or (not self._is_past() and (mood is Mood.WISH or (self.frame.candidate_only and self._is_offer()))):
            return None
        return self._relative() if moment.form == "relative" else self._ago() if moment.form == "ago" else self._plain()

    def _is_past(self) -> bool:
        moment = self.moment
        last = moment.form == "relative" and self.said.lower().startswith(("last", "previous"))
        return moment.last < self.now or last or (moment.first <= self.now and moment.form in _PLAIN)

    def _is_now(self) -> bool:
        """`as of March 2026`, written then."""
        moment = self.moment
        return moment.first <= self.now <= moment.last and moment.form in _PLAIN and bool(NOW.search(self.text))

    def _is_offer(self) -> bool:
        """Whether a day to come is one that the writer proposes."""
        return bool(OFFER.search(self.text))

    def _plain(self) -> Claim | None:
        if self.moment.day and (stray := self._day(self.moment.first % 12 + 1)) and stray.verdict is not Verdict.SUPPORTED:
            return stray
        if self._is_today():
            return None
        told = self.told()
        return self._turned(told) or self._weighed(told)

    def _weighed(self, told: list[Told]) -> Claim | None:
        """The verdict from the words that the clause shares with what the documents date so and otherwise."""
        agreeing, others = [one for one in told if one.agrees], [one for one in told if not (one.agrees or one.foreign)]
        best, other = best_of(agreeing), best_of(others)
        employers = self.beside if self.frame.candidate_only or not self.frame.employer_only else set()
        held = [one for one in told if one.entry.kind == "position" and one.entry.employer in employers]
        same = (best_of(held) if all(one.agrees for one in held) else None) or self._of_named(agreeing)
        if same := same or self._whole(agreeing):
            return self._of(Verdict.SUPPORTED, "The documents give this date.", same)
        if best is None:
            return self._missing(best_of([one for one in others if one.entry.employer in employers]) or other)
        if elsewhere := strayed(self, agreeing, others):
            return self._contradicted(elsewhere)
        if other and self._plainly_other(agreeing, best, other) and not self._own_words(agreeing) and not self._is_told_too(other.entry):
            return self._contradicted(other) if not self.named_place(agreeing) else None
        return self._of(Verdict.SUPPORTED, "The documents give this date.", best)

    def _of_named(self, agreeing: list[Told]) -> Told | None:
        """The one position at the employer named, where it begins or ends in this very month, as the clause says."""
        role, held = self.moment.role, [one.employer.value for one in self.sources.positions if one.employer]
        employers = {one for one in self.employers if held.count(one) == 1} if self.moment.form in ("month", "part") else set()
        return best_of(
            [
                one
                for one in agreeing
                if one.entry.employer in employers
                and one.entry.kind == "position"
                and any(stretch.side == role and stretch.has_month for stretch in one.entry.stretches)
            ]
        )

    def _whole(self, agreeing: list[Told]) -> Told | None:
        """A line of this date that has nothing that the clause does not tell: `Fire Inspector I, 2023`."""
        words = set(content(self.text))
        return best_of([one for one in agreeing if one.entry.kind == "line" and one.own > 1 and one.entry.words <= words])

    def _plainly_other(self, told: list[Told], best: Told, other: Told) -> bool:
        """Whether an entry of another date tells what the clause tells, and none of this date does."""
        enough = other.shared >= PLAINLY or (other.shared >= TOLD_OF and best.shared < 0.25 * other.shared)
        same = best.entry.kind == "position" and best.entry.employer == other.entry.employer
        if same and self.moment.role == "start" and not SINCE.search(other.entry.shown):
            return False  # `since I came here I have ...`
        role = self.moment.role
        if role == "start" and not self.employers and any(one.entry is self._earliest() for one in told):
            return False  # `in the trade since the summer of 2010`, when the first post began
        in_month = self.moment.form == "month" and any(
            stretch.side == role and stretch.has_month for one in told for stretch in one.entry.stretches
        )
        if role != "point" and in_month and all(stretch.side == "single" for stretch in other.entry.stretches):
            return False  # a range of the resume begins or ends in this very month
        ranges = other.entry.kind == "line" and any(stretch.side != "single" for stretch in other.entry.stretches)
        begins = ranges and any(stretch.side == role for one in told for stretch in one.entry.stretches)
        if (role != "point" and (begins or not self._turns(other.entry))) or self.holds(other.entry) or self.named_last(told, other.entry):
            return False
        whole = other.entry.kind == "line" and bool(other.entry.words) and other.entry.words <= set(content(self.text))
        whole = whole or (not best.own and self.is_paper(other.entry))
        return enough and (other.own > 1 or whole) and best.shared < 0.4 * other.shared and not self.within(other.entry)

    def _earliest(self) -> Entry | None:
        """The position of the resume that began first."""
        dated = [
            (stretch.first, one)
            for one in self.resume.dated
            if one.kind == "position"
            for stretch in one.stretches
            if stretch.side == "start"
        ]
        return min(dated, key=lambda one: one[0])[1] if dated else None

    def _is_told_too(self, entry: Entry) -> bool:
        """Whether the clause gives the date of an entry as well, whose words are then told of that date: `an award in 2021 and a spotlight in 2022`."""
        others = (one for one in moments(self.text, self.sources.date) if one.start != self.moment.start)
        return any(one.first <= stretch.last and stretch.first <= one.last for one in others for stretch in entry.stretches)

    def _turns(self, entry: Entry) -> bool:
        """Whether an entry may tell when something began or ended: a single year does only for what stands right before the email's date."""
        if any(stretch.side != "single" for stretch in entry.stretches) or SINCE.search(entry.shown):
            return True
        return not entry.words.isdisjoint(content(self.before)[-_NEAREST:])

    def _own_words(self, agreeing: list[Told]) -> bool:
        """Whether an entry of this date has a word of a clause too short to tell more."""
        words = set(content(self.text))
        return len(words) < FEW and any(words & one.entry.words for one in agreeing)

    def _missing(self, other: Told | None) -> Claim | None:
        """A date that nothing gives of what is told."""
        if not self.frame.candidate_only and (day := self._day_of_posting()):
            return self._of(Verdict.SUPPORTED, "The posting gives this day.", day)
        employers = self.employers
        if any(entry.employer in employers and self.within(entry) for entry in self.resume.dated):
            return None
        if other and (other.shared >= PLAINLY or other.entry.employer in employers):
            return self._contradicted(other)
        if self._may_be_own() or self._is_excused():
            return None
        year = self.moment.form == "year" and self.moment.first == index(self.sources.date.year)
        if year and self.moment.role == "point" and not self.frame.candidate_only:
            return None  # the year of writing
        whose = "posting" if self.frame.employer_only else "resume" if self.frame.candidate_only else "documents"
        verb = "do" if whose == "documents" else "does"
        return self._of(Verdict.UNSUPPORTED, f"You wrote '{self.said}'; the {whose} {verb} not give this date.")

    def _is_excused(self) -> bool:
        """Whether no document has to give the date: one of the world's, or one to come that the candidate tells of."""
        after = self.text[len(self.before) + len(self.said) :]
        ahead = self.moment.last >= self.now and self.frame.candidate_only and is_ahead(self.text)
        return ahead or (self.moment.role == "point" and of_the_world(self.before, after))

    def _is_today(self) -> bool:
        """Whether a date is that of writing, as the end of a time that goes on: `April 2017 to April 2024`."""
        moment = self.moment
        ends = moment.role == "end" and moment.form in ("month", "year") and moment.first <= self.now <= moment.last
        return ends and any(position.end == "present" for position in self.sources.positions)

    def _day_of_posting(self) -> Told | None:
        """A line of the posting with this very day, whatever else it tells: the dates of a table."""
        job, moment = self.sources.job, self.moment
        entries = (one for one in self.posting.dated if moment.day and (moment.day, moment.first % 12 + 1) in one.days)
        return next((Told(job, one, 0.0, 0, True, False) for one in entries if self.agrees(one)), None)

    def _may_be_own(self) -> bool:
        """Whether a clause is the employer's only by a word such as `the role`, and the resume has the date."""
        if not self.frame.employer_only or ADDRESS.search(self.before):
            return False
        return any(self.agrees(entry) for entry in self.resume.dated)

    def _relative(self) -> Claim | None:
        moment, text, past = self.moment, self.said.lower(), self._is_past()
        told = self.told()
        best, other = (
            best_of([one for one in told if one.agrees]),
            best_of([one for one in told if not one.agrees and one.source.kind == "resume"]),
        )
        if (
            past
            and other
            and not self.frame.employer_only
            and other.shared >= 2 * TOLD_OF
            and (not best or best.shared < 0.4 * other.shared)
        ):
            sure = other.entry.kind == "line" and not self.names_month(other.entry)
            if sure and (
                "month" in text or moment.last - moment.first >= 11 or any(stretch.has_month for stretch in other.entry.stretches)
            ):
                return self._contradicted(other)
        if best:
            return self._of(Verdict.SUPPORTED, "The documents give this date.", best)
        month = moment.last == moment.first and "month" not in text
        if month and past and self.frame.candidate_only and not self.month_known(moment.first % 12 + 1):
            return self._of(Verdict.UNSUPPORTED, f"You wrote '{self.said}'; the resume does not give this month.")
        planned = None if past or self.frame.candidate_only else best_of([one for one in told if one.source.kind == "job" and one.own > 1])
        return self._contradicted(planned) if planned and planned.shared >= PLAINLY and self._is_ahead_of(planned.entry) else None

    def _is_ahead_of(self, entry: Entry) -> bool:
        """Whether an entry has times to come, and all of them lie well before or behind this one."""
        ahead = [stretch for stretch in entry.stretches if stretch.last >= self.now]
        return bool(ahead) and all(one.first > self.moment.last + _WIDE or one.last < self.moment.first - _WIDE for one in ahead)

    def _ago(self) -> Claim | None:
        moment = self.moment
        told = self.told()
        if best := best_of([one for one in told if any(s.first <= moment.last and s.last >= moment.first for s in one.entry.stretches)]):
            return self._of(Verdict.SUPPORTED, "The documents' dates agree.", best)
        if not self.frame.candidate_only or not self.resume.dated or _LONGER.search(self.before):
            return None
        return self._of(Verdict.CONTRADICTED, f"You wrote '{self.said}'; no date of the resume lies there.")

    def _bare(self) -> Claim | None:
        """A month of no year, perhaps with a day."""
        month = self.moment.month or 0
        if self.moment.day:
            return self._day(month)
        other = self._told_otherwise(month)
        if not other and self._is_event(month):
            return self._of(Verdict.UNSUPPORTED, f"You wrote '{self.said}'; the posting does not give this month.")
        if other or self.month_known(month):
            return self._contradicted(other) if other else None
        past = self.moment.role == "start" or bool(PAST.search(self.text) and TURN.search(self.text))
        if self.frame.candidate_only:
            unsaid = past and not OFFER.search(self.text) and self.resume.months
            return self._of(Verdict.UNSUPPORTED, f"You wrote '{self.said}'; the resume does not give this month.") if unsaid else None
        if self.frame.employer_only and not OFFER.search(self.text):
            return self._of(Verdict.UNSUPPORTED, f"You wrote '{self.said}'; the posting does not give this month.")
        return None

    def _is_event(self, month: int) -> bool:
        """Whether an outreach tells in it of what the employer has coming, in a clause that names no person, and the posting gives other months."""
        if self.sources.direction is not Direction.OUTREACH or self.frame.candidate_only or self.frame.mood is not Mood.CLAIM:
            return False
        known = self.clause.role is not Role.TEXT or not self.posting.months or month in self.posting.months
        return not (known or PAST.search(self.text) or PERSON.search(self.text) or OFFER.search(self.text))

    def _day(self, month: int) -> Claim | None:
        pair = (self.moment.day or 0, month)
        if pair in self.posting.days or pair in self.resume.days:
            return self._of(Verdict.SUPPORTED, "The documents give this day.")
        if other := self._told_otherwise(month, pair[0]):
            return self._contradicted(other)
        begins = month not in self.posting.months and not self.frame.candidate_only and STARTS.search(self.text)
        if not (DEADLINE.search(self.text) or begins) or self.frame.mood is Mood.WISH:
            return None
        same = self.posting.days and not self.frame.candidate_only
        verdict = Verdict.CONTRADICTED if same else Verdict.UNSUPPORTED
        return self._of(verdict, f"You wrote '{self.said}'; the posting does not give this day.")

    def _told_otherwise(self, month: int, day: int | None = None) -> Told | None:
        """The entry that plainly tells the same of another month, or of another day."""

        def differs(entry: Entry) -> bool:
            if day:
                return bool(entry.days) and (day, month) not in entry.days
            own = entry.months | {stretch.first % 12 + 1 for stretch in entry.stretches if stretch.first == stretch.last}
            return bool(own) and month not in own

        if self.clause.role is Role.SUBJECT or len(moments(self.text, self.sources.date)) > 1:
            return None
        lines = [
            one
            for one in self.told()
            if one.entry.kind == "line" and not one.foreign and one.own > 1 and (day or one.source.kind == "resume")
        ]
        best = best_of(lines)
        return best if best and best.shared >= PLAINLY and differs(best.entry) else None

    def _turned(self, told: list[Told]) -> Claim | None:
        """The verdict on a date that is told as the beginning, the end or a time of one post, all of whose dates the resume gives."""
        before = self.clause.previous
        led = f"{before.text}, " if before and before.sentence is self.clause.sentence and turns.LEANS.match(self.text) else ""
        at = len(led) + len(self.before)
        turn = None if self.frame.employer_only else turns.told(led + self.text, at, at + len(self.said), self.sources.employers)
        if turn is None or not all(
            one.start and one.end for one in self.sources.positions if one.employer and one.employer.value == turn.employer
        ):
            return None
        mine = [one for one in told if one.entry.employer == turn.employer or names.find(one.entry.shown, turn.employer)]
        posts = [one for one in mine if one.entry.kind == "position"]
        if turn.side == "there" and (around := [one for one in posts if self.covers(one.entry)]):
            return self._of(Verdict.SUPPORTED, "The resume's dates have this time in them.", best_of(around))
        if turn.side in ("within", "there"):
            open_ = any(self.covers(one.entry) for one in (posts if turn.side == "within" else mine))
        else:
            role = replace(self.moment, role=turn.side)
            turned = [(one, stretch) for one in posts for stretch in one.entry.stretches if not wrong_side(role, stretch)]
            if exact := [one for one, stretch in turned if fits(role, stretch)]:
                return self._of(Verdict.SUPPORTED, "The documents give this date.", best_of(exact))
            open_ = any(stretch.first <= role.last + _NEXT and role.first <= stretch.last + _NEXT for _, stretch in turned)
        if open_ or not posts or any(one.agrees for one in mine if one not in posts):
            return None
        return self._contradicted(max(posts, key=lambda one: one.shared))

    def _contradicted(self, told: Told) -> Claim:
        shown = told.entry.shown if len(told.entry.shown) <= 90 else told.entry.shown[:87] + "..."
        document = "resume" if told.source.kind == "resume" else "posting"
        return self._of(Verdict.CONTRADICTED, f"You wrote '{self.said}'; the {document} says '{shown}'.", told)

    def _of(self, verdict: Verdict, reason: str, told: Told | None = None) -> Claim:
        evidence: Evidence | None = told.source.evidence(told.entry.start, told.entry.end) if told else None
        return claim(self.clause, self.moment.start, self.moment.end, Kind.DATE, verdict, reason, evidence)
