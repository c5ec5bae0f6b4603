"""Durations that an email claims of the candidate: `four years`, `over 3.5 years of Python`, `half a decade at Acme`.

What a claim may rest on is counted by `pipeline.tenure` from the resume's dates: the years at the employer named in the same sentence,
with the skill or in the trade named behind the number, or any stretch of the career where nothing is named. A duration that stands in
the resume as such is supported too. Where the resume has date ranges that no position holds, it was read in part: then only what is
longer than all of it is false for sure (see `pipeline.grounding.periods.stretches`), and what cannot be told is left alone.

A verb before the number (`I ran the payroll for four years`) says only that it took no longer than the career, or the time at the employer.

Not covered: whether a degree or a register is as old as said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import metric_moved, numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.lacked import is_lacked
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import anchored, compared, elapsed, parts_told, schooling, seasons, stretches
from pipeline.grounding.periods.durations import PART, RUNNING, Duration, durations_in, durations_of, fits, least_of, running_years
from pipeline.grounding.periods.shared import is_shared
from pipeline.grounding.periods.stretches import Span
from pipeline.grounding.periods.tenure_scope import STUDY, Scope, at_one, scope_of
from pipeline.grounding.periods.tenure_told import EXPERIENCE, is_deed, is_fragment, is_told
from pipeline.grounding.periods.told_of import employers_of, named
from pipeline.grounding.periods.trades import telling
from pipeline.schema import Direction, Evidence, Kind, Position, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_YOURS = re.compile(r"\byou", re.IGNORECASE)
"""Without it the subject line of an outreach may be about the employer: `Thirty years of cold stores`."""
_BULLET = re.compile(r"\n\s*[-*•–▪◦] ")
_BULLET_END = re.compile(r"\n\s*[-*•–▪◦] |\n(?=[A-Z][^\n]*\n)|\n\s*\n|$")
_GAP = re.compile(r"\b(?:gaps?|breaks?|interrupt\w*|pauses?|years? off|months off|time off|on and off|off and on|with .{3,40} between)\b")
"""What tells that a time was not worked through."""
_REACHES = re.compile(r"\b(?:spans?|spanning|covers?|stretch(?:es)?|(?:goes|reaches|dates) back|history of)\b[^,;.]{0,40}$", re.IGNORECASE)
"""Before a time from the first day of work to the day of writing."""
_LASTED = re.compile(
    r"\b(?:for|lasted|through|stretch of)(?: (?:the|a|last|some|more|than|over|about|nearly|almost|at|least|another|full|just|well))* $"
)
_APART = re.compile(r" (?:ago|later|earlier|after|before|since|of experience|at|with|as)\b")
"""Behind a time that lies between something and another, or that somebody spent somewhere."""
_IN_ALL = compiled(r"\b(?:all told|in all|in total|altogether|together|makes?|made|adds? up to|comes? to)\b")
_MOST = 8
"""Numbers of a sentence of which two are added up."""
_NOT_FAR = 1.5
"""How much longer a time of the resume may be of which an email says `over`: `over a decade` of twelve years."""
_DATED = frozenset({"year", "years", "months"})
_PAST_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|\b\d{1,2}[/.]\d\d\b")
_SHARED = 4
"""Words by which a line tells of what an email tells."""
_LINE = 200
"""Characters of a line that are read with a duration in it."""


def find(letter: Letter) -> Iterator[Claim]:
    """The tenure claims of an email."""
    yield from compared.find(letter)
    yield from seasons.find(letter)
    yield from parts_told.find(letter)
    running = letter.may_have(RUNNING)
    for clause in letter.clauses:
        if clause.role in (Role.TEXT, Role.SUBJECT):
            told = durations_in(clause)
            for duration in (*told, *running_years(clause.text)) if running else told:
                judged = _claimed(letter.sources, clause, duration, letter.frame(clause))
                if judged and (judged.verdict is Verdict.SUPPORTED or not _is_headline(letter.sources, clause)):
                    yield judged


def _is_headline(sources: Sources, clause: Clause) -> bool:
    """Whether a clause is the subject line of an outreach and may be about the employer."""
    return clause.role is Role.SUBJECT and sources.direction is Direction.OUTREACH and not _YOURS.search(clause.text)


def _claimed(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> Claim | None:
    question = frame.mood is Mood.QUESTION and not is_fragment(sources, clause, duration)
    if question or is_lacked(clause, duration.start) or _is_sum(clause, duration):
        return None
    if since := schooling.stretch(sources, clause, duration, frame) or elapsed.stretch(sources, clause, duration, frame):
        return _since(clause, duration, *since)
    if too_long := _too_long(sources, clause, duration, frame, surely=True):
        return too_long
    if duration.hedge != "nth" and not (frame.mood is Mood.NEGATIVE and frames.denies(clause.text[: duration.start])):
        if is_told(sources, clause, duration, frame) and (
            not PART.match(clause.text, duration.end) or employers_of(sources, clause, duration)
        ):
            return _judged(sources, clause, duration) or _too_long(sources, clause, duration, frame)
        if is_deed(sources, clause, duration, frame) and (found := _exceeding(sources, clause, duration)):
            return found
    return _too_long(sources, clause, duration, frame) or _of_result(sources, clause, duration, frame)


def _is_sum(clause: Clause, duration: Duration) -> bool:
    """Whether a sentence says of a duration that it is two others of it together: `three there and then six here: nine years, all told`."""
    text = clause.sentence.text
    if not _IN_ALL.search(text):
        return False
    given = [number for number in numbers.find(text) if number.value and (number.unit == "years" or (number.word and not number.unit))]
    at = clause.start - clause.sentence.start + duration.start
    return any(12 * (a.value + b.value) == duration.months for a, b in combinations(given[:_MOST], 2) if at not in (a.start, b.start))


def _since(clause: Clause, duration: Duration, spans: list[Span], fitting: bool) -> Claim:
    """The claim of the time that studies took, or of that from something that the resume dates."""
    if fitting:
        return _claim(clause, duration, Verdict.SUPPORTED, f"The resume's dates give {tenure.phrase(spans[0].months)}{spans[0].what}.")
    said = clause.text[duration.start : duration.end]
    reason = f"You wrote '{said}'; the resume's dates give {tenure.phrase(spans[0].months)}{spans[0].what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason)


def _too_long(sources: Sources, clause: Clause, duration: Duration, frame: Frame, *, surely: bool = False) -> Claim | None:
    """The claim of a duration that no time of what it is told of can hold, in whatever words; `surely` where words of one position alone tell of it."""
    span = anchored.longest(sources, clause, duration, frame, surely=surely) or anchored.unread(sources, clause, duration, frame)
    if span is None or least_of(duration) <= span.most:
        return None
    reason = f"You wrote '{clause.text[duration.start : duration.end]}'; the resume's dates give {tenure.phrase(span.most)}{span.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, span.evidence)


def _of_result(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> Claim | None:
    """The claim of how long something held that the candidate brought about, where a line that tells of it gives another duration."""
    lasted = _LASTED.search(clause.text, 0, duration.start) and not _APART.match(clause.text, duration.end)
    if not lasted or frame.employer_only or frame.mood in (Mood.WISH, Mood.ASKED) or duration.hedge == "nth":
        return None
    words = metric_moved.telling(clause.text)
    told = [(given, evidence) for given, shown, evidence in _told(sources.resume) if len(words & shown) >= _SHARED]
    if not told or any(fits(duration, given.months, given.months) for given, _ in told):
        return None
    evidence = told[0][1]
    reason = f"You wrote '{clause.text[duration.start : duration.end]}'; where the resume tells of this it says '{evidence.text}'."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, evidence)


@lru_cache(maxsize=256)
def _told(resume: Source) -> tuple[tuple[Duration, frozenset[str], Evidence], ...]:
    """The durations of a resume that are no experience, each with the telling words of its bullet."""
    found = []
    for given in durations_of(resume):
        begins = max((match.end() for match in _BULLET.finditer(resume.text, max(0, given.start - 2 * _LINE), given.start)), default=None)
        ends = _BULLET_END.search(resume.text, given.end)
        if begins is not None and ends and not EXPERIENCE.match(resume.text[given.end : given.end + _LINE]):
            words = metric_moved.telling(resume.text[begins : ends.start()][: 3 * _LINE])
            found.append((given, words, resume.evidence(given.start, given.end)))
    return tuple(found)


def _exceeding(sources: Sources, clause: Clause, duration: Duration) -> Claim | None:
    """The claim of a deed that took longer than the candidate was at the employer named, or has worked and studied at all."""
    if at_employer := employers_of(sources, clause, duration):
        scope = at_one(sources, at_employer, "")
        spans = [] if scope.loose else scope.spans
    else:
        at = clause.start - clause.sentence.start
        jobs = (
            is_shared(clause.sentence.text, at + duration.start, at + duration.end)
            and len({one.employer.value for one in named(sources, clause.sentence.text) if one.employer}) > 1
        )
        held = stretches.all_of(sources, stretches.loose(sources)) if jobs else stretches.everything(sources)
        spans = [span] if (span := stretches.whole(sources, held, "")) else []
    longer = any(found.months >= duration.months for found in durations_of(sources.resume))
    if not spans and not _tells_time(sources.resume):
        reason = f"You wrote '{clause.text[duration.start : duration.end]}'; the resume gives no dates from which to count."
        return _claim(clause, duration, Verdict.UNSUPPORTED, reason)
    if not spans or longer or least_of(duration) <= max(span.most for span in spans):
        return None
    best = max(spans, key=lambda span: span.most)
    reason = f"You wrote '{clause.text[duration.start : duration.end]}'; the resume's dates give {tenure.phrase(best.most)}{best.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, best.evidence)


def _judged(sources: Sources, clause: Clause, duration: Duration) -> Claim | None:
    """The verdict; None where ranges that were not read as positions leave it open."""
    scope = scope_of(sources, clause, duration)
    said = clause.text[duration.start : duration.end]
    reaches = _GAP.search(clause.sentence.text) or _REACHES.search(clause.text, 0, duration.start)
    gaps = _since_first(sources) if reaches and not employers_of(sources, clause, duration) else []
    gaps += stretches.of_studies(sources) if STUDY.search(clause.sentence.text) and not scope.held else []
    if fitting := _fitting(duration, [*scope.spans, *gaps]):
        reason = f"The resume's dates give {tenure.phrase(fitting.months)}{fitting.what}."
        return _claim(clause, duration, Verdict.SUPPORTED, reason, fitting.evidence)
    if literal := _literal(sources, clause, duration, scope):
        return _claim(clause, duration, Verdict.SUPPORTED, "The resume says so.", literal)
    if scope.loose:
        everything = stretches.spans(sources, stretches.all_of(sources, scope.loose), "")
        if fitting := _fitting(duration, everything):
            reason = f"The resume's dates give {tenure.phrase(fitting.months)}."
            return _claim(clause, duration, Verdict.SUPPORTED, reason, fitting.evidence)
        if least_of(duration) <= _beyond_doubt(sources, scope.loose):
            return None
        scope = Scope("", everything, [])
    if not scope.spans:
        reason = f"You wrote '{said}'; the resume gives no dates from which to count{scope.label}."
        return _claim(clause, duration, Verdict.UNSUPPORTED, reason, verifiable=not _tells_time(sources.resume))
    best = max(scope.spans, key=lambda span: span.months)
    doubt = " at most" if best.most != best.least else ""
    reason = f"You wrote '{said}'; the resume's dates give {tenure.phrase(best.most if doubt else best.months)}{doubt}{best.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, best.evidence)


def _since_first(sources: Sources) -> list[Span]:
    """All the time since the first position began, gaps and all."""
    first = min((position.start for position in sources.positions if position.start), default=None)
    whole = Position(title=None, employer=None, start=first, end="present")
    return stretches.spans(sources, [whole], "") if first else []


def _tells_time(resume: Source) -> bool:
    """Whether a resume has anything from which time in work may be counted, had it been read better; an empty one was not read."""
    return not resume.text.strip() or any(number.unit in _DATED for number in resume.numbers) or _PAST_YEAR.search(resume.text) is not None


def _beyond_doubt(sources: Sources, loose: Sequence[Position]) -> int:
    """Months that no career of a resume with loose ranges can exceed: all of them and its positions, where those are more and begin earlier; else all since its first date."""
    dated = [position for position in sources.positions if position.start]
    if len(dated) <= len(loose) or any(one.start and one.start < (min(dated, key=_start).start or "") for one in loose):
        return stretches.longest(sources) or 0
    span = stretches.whole(sources, stretches.all_of(sources, loose), "")
    return span.most if span else 0


def _start(position: Position) -> str:
    return position.start or ""


def _fitting(duration: Duration, spans: Sequence[Span]) -> Span | None:
    return next((span for span in spans if fits(duration, span.least, span.most)), None)


def _claim(
    clause: Clause, duration: Duration, verdict: Verdict, reason: str, evidence: Evidence | None = None, *, verifiable: bool = True
) -> Claim:
    return claim(clause, duration.start, duration.end, Kind.TENURE, verdict, reason, evidence, verifiable=verifiable)


def _literal(sources: Sources, clause: Clause, duration: Duration, scope: Scope) -> Evidence | None:
    """The same duration in the resume's own words: in a line about what the email tells of, where it names an employer or a trade."""
    for found in durations_of(sources.resume):
        alike = (
            duration.hedge == "over"
            and scope.label in ("", " in total")
            and not employers_of(sources, clause, duration)
            and duration.months <= found.months <= _NOT_FAR * duration.months
        )
        if (alike or found.months == duration.months) and (not scope.held or _is_line_of(sources, clause, scope.held, found)):
            return sources.resume.evidence(found.start, found.end)
    return None


def _is_line_of(sources: Sources, clause: Clause, held: Sequence[Position], found: Duration) -> bool:
    """Whether a duration of the resume stands among the lines of these positions, or in one that shares a telling word with the clause."""
    number = sources.position_at(found.start)
    if number is not None:
        return sources.positions[number] in held
    text = sources.resume.text
    line = text[text.rfind("\n", 0, found.start) + 1 :][: found.end - found.start + _LINE].split("\n")[0]
    if any(position.employer for position in held) and named(sources, clause.text):
        return any(position in held for position in named(sources, line))
    return not set(telling(line)).isdisjoint(telling(clause.text))
